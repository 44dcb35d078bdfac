from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.exports.pictures.page import html
from policygraph.exports.pictures.paging import page_note, portions
from policygraph.exports.pictures.sheet import Group, Label, Sheet
from policygraph.exports.pictures.svg import svg
from policygraph.exports.pictures.typesetting import shorten, width, wrap
from policygraph.model import Quote
from policygraph.printable import one_line


def test_whether_chinese_is_a_square_and_latin_about_half() -> None:
    assert width("节能减排", 10) == 40
    assert width("energy", 10) == pytest.approx(6 * 5.5, rel=0.1)


@given(st.text(), st.floats(0, 100))
def test_whether_shortened_text_fits(text: str, room: float) -> None:
    short = shorten(text, 7, room)
    assert width(short, 7) <= room
    assert short == text or short == "" or (short.endswith("…") and text.startswith(short[:-1]))


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80), st.floats(20, 200), st.integers(1, 4))
def test_whether_lines_fit_and_nothing_is_torn_out(text: str, room: float, most: int) -> None:
    line = one_line(text)
    lines = wrap(line, 7, room, most)
    assert len(lines) <= most
    assert all(width(part, 7) <= room for part in lines)
    if not any(part.endswith("…") for part in lines):
        assert "".join("".join(lines).split()) == "".join(line.split())


def test_whether_words_stay_whole() -> None:
    assert wrap("依据 national directive", 7, 60, 3) == ("依据 national", "directive")


def test_whether_lines_turned_round_or_broken_become_one() -> None:
    assert one_line(" 三、\u202e目标\n\t(二)\x00 ") == "三、目标 (二)\ufffd"


@given(st.text(), st.text())
def test_whether_no_text_breaks_a_picture(text: str, quote: str) -> None:
    label = Label(x=0, y=10, text=text)
    upright = Label(x=0, y=10, text=text, is_vertical=True)
    source = Quote("a", 0, len(quote), quote, "a.txt")
    sheet = Sheet(100, 100, text, text, (Group((label, upright), text, (source,)),))
    ET.fromstring(svg(sheet))  # noqa: S314 - our own file
    page = html((sheet,), lambda name: quote)
    ET.fromstring(page.removeprefix("<!DOCTYPE html>"))  # noqa: S314 - our own file


@given(st.lists(st.integers(), max_size=200), st.integers(1, 50))
def test_whether_portions_hold_everything_in_order(items: list[int], most: int) -> None:
    parts = portions(items, most)
    assert [item for part in parts for item in part] == items
    assert max(map(len, parts)) <= most
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


def test_whether_only_one_of_several_pages_speaks_of_the_others() -> None:
    assert page_note(1, 1, [("城市", "cities", 3, 3)]) == ""
    assert "Page 2 of 3: 10 of 30 cities" in page_note(2, 3, [("城市", "cities", 10, 30)])
