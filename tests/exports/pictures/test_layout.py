"""What holds for every picture: it is well-formed and legible, nothing overlaps, and it is the same in every run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import combinations

import pytest

from policygraph.builds.store import Build
from policygraph.errors import UsageError
from policygraph.exports.pictures import PICTURES
from policygraph.exports.pictures.sheet import Label, Sheet, labels
from policygraph.queries.responsibility import read_responsibility
from policygraph.queries.selection import Selection

SVG = "{http://www.w3.org/2000/svg}"
CITIES = ("anyang", "jincheng", "sanmenxia", "taiyuan", "yuncheng")
OF_A_CITY = ("responsibility-map", "trace-page")
WITH_HEADINGS = ("coverage-map", "responsibility-map", "trace-page")
OF_ALL = ("coverage-map", "targets-matrix")
# Smaller cannot be read on A4.
SMALLEST = 5.5


def _sheets(build: Build, name: str, selection: Selection) -> tuple[Sheet, ...]:
    return PICTURES[name].sheets(build, selection)


def _assert_legible(sheet: Sheet) -> None:
    found = list(labels(sheet))
    assert min(label.size for label in found) >= SMALLEST
    outside = [label.text for label in found if not _is_inside(label, sheet)]
    assert outside == []
    overlapping = [(a.text, b.text) for a, b in combinations(found, 2) if _overlap(a, b)]
    assert overlapping == []


def _is_inside(label: Label, sheet: Sheet) -> bool:
    left, top, right, bottom = label.bounds()
    return left >= 0 and top >= 0 and right <= sheet.width and bottom <= sheet.height


def _overlap(one: Label, other: Label) -> bool:
    (left, top, right, bottom), (left2, top2, right2, bottom2) = one.bounds(), other.bounds()
    return left < right2 and left2 < right and top < bottom2 and top2 < bottom


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("name", sorted(PICTURES))
def test_whether_a_picture_of_one_city_is_legible(name: str, city: str, seed_build: Build) -> None:
    sheets = _sheets(seed_build, name, Selection(city=city))
    assert len(sheets) == 1
    _assert_legible(sheets[0])


@pytest.mark.parametrize("name", OF_ALL)
def test_whether_a_picture_of_all_cities_is_legible(name: str, seed_build: Build) -> None:
    (sheet,) = _sheets(seed_build, name, Selection())
    _assert_legible(sheet)


@pytest.mark.parametrize("name", OF_ALL)
def test_whether_many_cities_go_on_to_further_pages(name: str, many_build: Build) -> None:
    sheets = _sheets(many_build, name, Selection())
    assert len(sheets) > 1
    for sheet in sheets:
        _assert_legible(sheet)
    svg = PICTURES[name].svg(many_build, Selection())
    shown = re.search(rf"Page 1 of {len(sheets)}: .*?(\d+) of 30 cities", svg)
    assert shown is not None
    assert 0 < int(shown[1]) <= 30
    assert PICTURES[name].html(many_build, Selection()).count("<svg ") == len(sheets)


@pytest.mark.parametrize("name", OF_A_CITY)
def test_whether_a_crowded_plan_goes_on_to_further_pages(name: str, crowded_build: Build) -> None:
    sheets = _sheets(crowded_build, name, Selection())
    assert len(sheets) > 1
    for sheet in sheets:
        _assert_legible(sheet)
    svg = PICTURES[name].svg(crowded_build, Selection())
    assert f"Page 1 of {len(sheets)}: " in svg
    assert "of 73 measures" in svg


def test_whether_agencies_beyond_the_page_are_counted(crowded_build: Build) -> None:
    facts = read_responsibility(crowded_build, Selection())
    (sheet, *_) = _sheets(crowded_build, "responsibility-map", Selection())
    texts = [label.text for label in labels(sheet)]
    drawn = [agency for agency in facts.agencies if agency.name in texts]
    rest = len(facts.agencies) - len(drawn)
    assert rest > 0
    assert f"其余 {rest} 个部门 further agencies" in texts


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_whether_directives_that_were_read_are_drawn(name: str, ladder_build: Build) -> None:
    for sheet in _sheets(ladder_build, name, Selection(city="jincheng")):
        _assert_legible(sheet)


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_whether_hostile_headings_harm_nothing(name: str, hostile_build: Build) -> None:
    for sheet in _sheets(hostile_build, name, Selection()):
        _assert_legible(sheet)
    svg = PICTURES[name].svg(hostile_build, Selection())
    page = PICTURES[name].html(hostile_build, Selection())
    ET.fromstring(svg)  # noqa: S314 - our own file
    assert ("工程&lt;b&gt;&amp;]]&gt;\"'长" in svg) is (name in WITH_HEADINGS)
    assert ("公共机构\ufffd能效提升工程" in svg) is (name in WITH_HEADINGS)
    assert "<b>" not in svg
    assert "<b>" not in page
    assert "\u202e" not in svg
    assert "\x01" not in page


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_whether_a_page_leads_to_every_quote(name: str, seed_build: Build) -> None:
    page = PICTURES[name].html(seed_build, Selection(city="jincheng"))
    root = ET.fromstring(page.removeprefix("<!DOCTYPE html>"))  # noqa: S314 - our own file
    names = {item.get("id") for item in root.iter("li")}
    links = {link.get("href", "") for link in root.iter(f"{SVG}a")}
    assert links
    # And no quote stands there that nothing leads to.
    assert {link.removeprefix("#") for link in links} == names
    text = seed_build.text("jincheng")
    for item in root.iter("p"):
        place, mark = item.findtext("span", ""), item.findtext("mark", "")
        found = re.fullmatch(r"jincheng\.txt (\d+)–(\d+)", place)
        assert found is not None
        start, end = int(found[1]), int(found[2])
        assert mark == text[start:end]
        context = "".join(item.itertext()).removeprefix(place).strip()
        assert context in text[max(0, start - 40) : end + 40]


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_whether_a_picture_needs_nothing_else(name: str, seed_build: Build) -> None:
    selection = Selection(city="taiyuan")
    page = PICTURES[name].html(seed_build, selection)
    root = ET.fromstring(PICTURES[name].svg(seed_build, selection))  # noqa: S314 - our own file
    assert root.find(f"{SVG}title") is not None
    _, _, wide, high = map(float, (root.get("viewBox") or "").split())
    assert max(wide, high) / min(wide, high) == pytest.approx(297 / 210, rel=0.01)
    for loading in ("<script", "<link", "<img", "src=", "url(", "@import"):
        assert loading not in page


def test_whether_the_bytes_are_the_same_under_every_hash_seed(seed_build: Build) -> None:
    program = (
        "import hashlib, sys\n"
        "from pathlib import Path\n"
        "from policygraph.exports.pictures import PICTURES\n"
        "from policygraph.queries.selection import Selection\n"
        "from policygraph.builds.store import open_build\n"
        "build = open_build(Path(sys.argv[1]))\n"
        "selection = Selection(city='yuncheng')\n"
        "for picture in PICTURES.values():\n"
        "    for text in (picture.svg(build, selection), picture.html(build, selection)):\n"
        "        print(hashlib.sha256(text.encode()).hexdigest())\n"
    )
    command = [sys.executable, "-c", program, str(seed_build.folder)]
    runs = [
        subprocess.run(
            command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert len(set(runs[0].split())) == 2 * len(PICTURES)


@pytest.mark.parametrize("name", OF_A_CITY)
def test_whether_several_cities_are_refused_where_one_is_shown(name: str, seed_build: Build) -> None:
    with pytest.raises(UsageError, match="--city: anyang, jincheng, sanmenxia, taiyuan, yuncheng"):
        PICTURES[name].svg(seed_build, Selection())


@pytest.mark.parametrize(
    ("name", "selection", "sentence"),
    [
        ("coverage-map", Selection(city="nowhere"), "no document 'nowhere'"),
        ("coverage-map", Selection(city="taiyuan", chapter="九"), "no plan has a chapter"),
        ("targets-matrix", Selection(city="jincheng", indicator="海岸线"), "with '海岸线' in its name"),
        ("responsibility-map", Selection(city="jincheng", agency="安阳市统计局"), "answers for a measure"),
        ("trace-page", Selection(city="jincheng", agency="安阳市统计局"), "no measure of jincheng"),
    ],
)
def test_whether_an_empty_selection_is_one_clear_sentence(
    name: str, selection: Selection, sentence: str, seed_build: Build
) -> None:
    with pytest.raises(UsageError, match=re.escape(sentence)):
        PICTURES[name].svg(seed_build, selection)
    with pytest.raises(UsageError, match=re.escape(sentence)):
        PICTURES[name].html(seed_build, selection)
