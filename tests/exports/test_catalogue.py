"""Every view that is offered can be written in every format that is offered for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.builds.store import Build
from policygraph.errors import UsageError
from policygraph.exports.catalogue import catalogue, export
from policygraph.exports.formats import FORMATS
from policygraph.queries.selection import Selection
from policygraph.sources.sssom import read_mappings
from tests.exports.asking import rows

ENTRIES = catalogue()
# The networks' formats are read back one by one in other tests.
FEW = {"agencies", "indicators", "responsibility", "trace"}
OFFERED = [(name, style) for name, entry in ENTRIES.items() if name not in FEW for style in entry.formats]


@pytest.mark.long
@pytest.mark.parametrize(("view", "style"), OFFERED)
def test_whether_a_view_is_written_in_a_format(view: str, style: str, opened: Build, tmp_path: Path) -> None:
    city = Selection(city="jincheng" if "city" in ENTRIES[view].selections else "")
    path = tmp_path / f"a{(*FORMATS[style].endings, '')[0]}"
    name = "" if FORMATS[style].endings else style
    note = export(ENTRIES, view, name, path, city)(opened)
    assert note.startswith("leaves out indicators:" if view == "tables" else "")
    assert bool(note) == (view == "tables")
    files = [file for file in (tmp_path, *tmp_path.rglob("*")) if file.is_file()]
    assert files
    assert all(file.stat().st_size > 40 for file in files)


def test_whether_every_entry_says_what_it_is_in_both_languages() -> None:
    for entry in ENTRIES.values():
        about = " ".join(entry.about)
        assert any("\u4e00" <= character <= "\u9fff" for character in about)
        assert any("a" <= character <= "z" for character in about)
        assert set(entry.formats) <= FORMATS.keys()


def test_whether_correspondences_can_be_read_again_and_are_not_written_over(
    opened: Build, tmp_path: Path
) -> None:
    path = tmp_path / "mine.sssom.tsv"
    export(ENTRIES, "correspondences", "", path, Selection())(opened)
    text = path.read_text(encoding="utf-8")
    table = [row for row in rows(opened, "coverage") if row["confidence"]]
    assert text.count("semapv:LexicalMatching") == len(
        {(row["iri"], row["directive"], row["provision"]) for row in table}
    )
    by_hand = text.replace("semapv:LexicalMatching", "semapv:ManualMappingCuration", 1)
    path.write_text(by_hand, encoding="utf-8")
    assert len(read_mappings(path)) == 1
    with pytest.raises(UsageError, match="by hand that the build lacks"):
        export(ENTRIES, "correspondences", "", path, Selection())(opened)
    assert path.read_text(encoding="utf-8") == by_hand
