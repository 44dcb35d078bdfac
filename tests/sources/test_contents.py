"""Tables of contents are told from the lines of the text in a time that grows with these."""

from __future__ import annotations

import pytest

from policygraph.sources import contents
from policygraph.sources.contents import find_contents
from policygraph.sources.lines import Line, split_lines


def test_whether_headings_alone_are_looked_at_a_few_times_each(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0
    is_entry = contents._is_entry

    def counted(line: Line) -> bool:
        nonlocal looked
        looked += 1
        return is_entry(line)

    monkeypatch.setattr(contents, "_is_entry", counted)
    lines = list(
        split_lines("".join(f"{'一二三四五六七八九十'[i % 10]}、标题{100_000 + i}\n" for i in range(5_000)))
    )
    find_contents(lines)
    assert looked <= 3 * len(lines)
