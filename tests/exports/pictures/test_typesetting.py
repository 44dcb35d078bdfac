from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.exports.pictures.page import portions
from policygraph.exports.pictures.typesetting import width, wrap
from policygraph.printable import one_line


def test_whether_chinese_is_a_square_and_latin_about_half() -> None:
    assert width("节能减排", 10) == 40
    assert width("energy", 10) == pytest.approx(6 * 5.5, rel=0.1)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80), st.floats(170, 400))
def test_whether_lines_fit_and_nothing_is_torn_out(text: str, room: float) -> None:
    line = one_line(text)
    lines = wrap(line, 7, room)
    assert all(width(part, 7) <= room for part in lines)
    assert "".join("".join(lines).split()) == "".join(line.split())


def test_whether_words_stay_whole() -> None:
    assert wrap("依据 national directive", 7, 60) == ("依据 national", "directive")


def test_whether_lines_turned_round_or_broken_become_one() -> None:
    assert one_line(" 三、\u202e目标\n\t(二)\x00 ") == "三、目标 (二)\ufffd"


@given(st.lists(st.integers(), max_size=200), st.integers(1, 50))
def test_whether_portions_hold_everything_in_order(items: list[int], most: int) -> None:
    parts = portions(items, most)
    assert [item for part in parts for item in part] == items
    assert max(map(len, parts)) <= most
    assert max(map(len, parts)) - min(map(len, parts)) <= 1
