"""What holds for every picture: it is well-formed, leads to its quotes, needs nothing else, and prints on A4."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import combinations

import pypdfium2
import pytest

from policygraph.builds.store import Build
from policygraph.errors import UsageError
from policygraph.exports.pictures import PICTURES
from policygraph.exports.pictures.typesetting import width
from policygraph.pages import Language, printing
from policygraph.queries.responsibility import read_responsibility
from policygraph.queries.selection import Selection
from tests.pages.reading import Tags

# Builds or draws whole plans again and again.
pytestmark = pytest.mark.long

SVG = "{http://www.w3.org/2000/svg}"
OF_A_CITY = ("responsibility-map", "trace-page")
WITH_HEADINGS = ("coverage-map", "responsibility-map", "trace-page")
OF_ALL = ("coverage-map", "targets-matrix")
A4 = (595, 842)


def _root(page: str) -> ET.Element:
    return ET.fromstring(page.removeprefix("<!DOCTYPE html>"))  # noqa: S314 - our own file


def _of(name: str) -> Selection:
    return Selection(city="taiyuan") if name in OF_A_CITY else Selection()


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_whether_a_page_leads_to_every_quote(name: str, seed_build: Build) -> None:
    root = _root(PICTURES[name].html(seed_build, Selection(city="jincheng")))
    names = {item.get("id") for item in root.iter("li") if item.get("id")}
    links = {link.get("href", "") for tag in ("a", f"{SVG}a") for link in root.iter(tag)}
    assert links
    # And no quote stands there that nothing leads to.
    assert {link.removeprefix("#") for link in links} == names
    text = seed_build.text("jincheng")
    (quotes,) = (one for one in root.iter("section") if one.get("class") == "quotes")
    for item in quotes.iter("p"):
        place, mark = item.findtext("span", ""), next(item.iter("mark")).text or ""
        found = re.fullmatch(r"jincheng\.txt (\d+)–(\d+)", place)
        assert found is not None
        start, end = int(found[1]), int(found[2])
        assert mark == text[start:end]
        context = "".join(item.itertext()).removeprefix(place).strip()
        assert context in text[max(0, start - 40) : end + 40]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", sorted(PICTURES))
def test_whether_a_page_needs_nothing_else(name: str, language: Language, seed_build: Build) -> None:
    page = PICTURES[name].html(seed_build, _of(name), language)
    for loading in ("<script", "<link", "<img", "src=", "url(", "@import", 'href="http'):
        assert loading not in page
    assert [("lang", "en" if language is Language.EN else "zh")] in Tags(page).found


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_whether_a_page_of_one_language_has_no_words_of_the_other(name: str, seed_build: Build) -> None:
    chinese = PICTURES[name].html(seed_build, _of(name), Language.ZH)
    english = PICTURES[name].html(seed_build, _of(name), Language.EN)
    assert 'lang="en"' not in chinese
    own = re.sub(r"(?s)<style>.*?</style>", "", chinese)
    assert re.findall(r">[^<]*\b(?:the|measures|agencies|confidence|Quotes)\b[^<]*<", own) == []
    # Only the legend and the heads of a page are words of its own; all else are names that the plans give.
    legend = re.search(r'(?s)<ul class="legend">(.*?)</ul>', english)
    assert legend is not None
    assert re.search("[\u4e00-\u9fff]", legend[1]) is None
    heading = re.search(r"(?s)<h1>(.*?)</h1>", english)
    assert heading is not None
    assert re.search("[\u4e00-\u9fff]", heading[1].replace("国发〔2021〕33号", "")) is None


def test_whether_one_language_shows_full_names(seed_build: Build) -> None:
    name = "Curbing the blind growth of energy-intensive and high-emission projects"
    for language in (Language.EN, Language.BOTH):
        page = PICTURES["coverage-map"].html(seed_build, Selection(), language)
        assert name in Tags(page).text
        drawn = PICTURES["trace-page"].html(seed_build, Selection(city="taiyuan"), language)
        assert name.replace(" ", "") in Tags(drawn).text.replace(" ", "").replace("\n", "")
        assert "…" not in page + drawn


@pytest.mark.parametrize("name", OF_ALL)
def test_whether_many_cities_go_on_to_further_sheets(name: str, many_build: Build) -> None:
    root = _root(PICTURES[name].html(many_build, Selection()))
    sheets = [one for one in root.iter("div") if "sheet" in (one.get("class") or "")]
    assert len(sheets) > 1
    plans = [head.get("title", "") for head in root.iter("th") if "市 " in (head.get("title") or "")]
    assert len(plans) == 30


@pytest.mark.parametrize("name", OF_A_CITY)
def test_whether_a_crowded_plan_goes_on_to_further_sheets(name: str, crowded_build: Build) -> None:
    page = PICTURES[name].html(crowded_build, Selection())
    assert page.count('<svg class="chart"') > 1 or page.count('<div class="sheet') > 1
    assert "又一类重点任务" in page


def test_whether_all_agencies_of_a_crowded_plan_are_shown(crowded_build: Build) -> None:
    facts = read_responsibility(crowded_build, Selection())
    assert len(facts.agencies) > 50
    text = Tags(PICTURES["responsibility-map"].html(crowded_build, Selection())).text
    assert [agency.name for agency in facts.agencies if agency.name not in text] == []


@pytest.mark.parametrize("build", ["seed_build", "crowded_build", "ladder_build", "hostile_build"])
@pytest.mark.parametrize("language", list(Language))
def test_whether_texts_of_a_drawing_stand_clear_of_each_other(
    build: str, language: Language, request: pytest.FixtureRequest
) -> None:
    opened: Build = request.getfixturevalue(build)
    city = {"seed_build": "yuncheng", "ladder_build": "jincheng"}.get(build, "")
    root = _root(PICTURES["trace-page"].html(opened, Selection(city=city), language))
    for chart in root.iter(f"{SVG}svg"):
        _, _, wide, high = map(float, (chart.get("viewBox") or "").split())
        boxes = [
            _bounds(text, chart) for text in chart.iter(f"{SVG}text") if "".join(text.itertext()).strip()
        ]
        assert min(size for *_, size, _ in boxes) >= 6
        assert [
            t
            for left, top, right, bottom, _, t in boxes
            if left < 0 or top < 0 or right > wide or bottom > high
        ] == []
        assert [(a[5], b[5]) for a, b in combinations(boxes, 2) if _overlap(a, b)] == []


def _bounds(text: ET.Element, chart: ET.Element) -> tuple[float, float, float, float, float, str]:
    size = float(text.get("font-size") or chart.get("font-size") or 0)
    words = "".join(text.itertext())
    wide = width(words, size)
    x, y = float(text.get("x", "0")), float(text.get("y", "0"))
    left = x - {"middle": wide / 2, "end": wide}.get(text.get("text-anchor", ""), 0.0)
    return left, y - 0.88 * size, left + wide, y + 0.14 * size, size, words


def _overlap(
    one: tuple[float, float, float, float, float, str], other: tuple[float, float, float, float, float, str]
) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_whether_hostile_headings_harm_nothing(name: str, hostile_build: Build) -> None:
    page = PICTURES[name].html(hostile_build, Selection())
    text = Tags(page).text.replace("\n", "")
    _root(page)
    assert ("工程<b>&]]>\"'长" in text) is (name in WITH_HEADINGS)
    assert ("公共机构\ufffd能效提升工程" in text) is (name in WITH_HEADINGS)
    # The page has marks of its own, of which none is bold by the plan's leave.
    assert "<b>&" not in page
    assert "\x01" not in page
    if svg := PICTURES[name].svg:
        drawn = svg(hostile_build, Selection(), Language.BOTH)
        _root(drawn)
        assert "<b>" not in drawn


def test_whether_the_bytes_are_the_same_under_every_hash_seed(seed_build: Build) -> None:
    program = (
        "import hashlib, sys\n"
        "from pathlib import Path\n"
        "from policygraph.exports.pictures import PICTURES\n"
        "from policygraph.pages import Language\n"
        "from policygraph.queries.selection import Selection\n"
        "from policygraph.builds.store import open_build\n"
        "build = open_build(Path(sys.argv[1]))\n"
        "selection = Selection(city='yuncheng')\n"
        "for picture in PICTURES.values():\n"
        "    for style in ('html', 'svg') if picture.svg else ('html',):\n"
        "        drawn, _ = picture.drawn(build, selection, Language.BOTH, style)\n"
        "        print(hashlib.sha256(drawn).hexdigest())\n"
    )
    command = [sys.executable, "-c", program, str(seed_build.folder)]
    runs = [
        subprocess.run(
            command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert len(set(runs[0].split())) == len(PICTURES) + 1


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_whether_a_page_prints_on_a4(name: str, seed_build: Build) -> None:
    page = PICTURES[name].html(seed_build, _of(name), Language.ZH)
    printed = printing.pdf(page)
    assert printed == printing.pdf(page)
    sheets = pypdfium2.PdfDocument(printed)
    assert {tuple(sorted(map(round, sheet.get_size()))) for sheet in sheets} == {A4}
    texts = [sheet.get_textpage().get_text_range() for sheet in sheets]
    assert "出处" in "".join(texts)
    if name == "targets-matrix":
        rows = [sheet for sheet in texts if "202" in sheet and "出处" not in sheet and ".txt" not in sheet]
        assert len(rows) > 1
        # The heads stand on each sheet.
        assert all("三门峡市" in sheet for sheet in rows)


def test_whether_a_picture_of_points_leaves_the_quotes_out(seed_build: Build) -> None:
    drawn, note = PICTURES["coverage-map"].drawn(seed_build, Selection(), Language.ZH, "png")
    assert drawn.startswith(b"\x89PNG")
    assert note == ""


@pytest.mark.parametrize("name", OF_A_CITY)
def test_whether_several_cities_are_refused_where_one_is_shown(name: str, seed_build: Build) -> None:
    with pytest.raises(UsageError, match="--city: anyang, jincheng, sanmenxia, taiyuan, yuncheng"):
        PICTURES[name].html(seed_build, Selection())


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
        PICTURES[name].html(seed_build, selection)
