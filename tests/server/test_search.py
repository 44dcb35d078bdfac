"""Search: no place of a word is missed, whatever the word, and each is shown where it stands."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from policygraph.builds.store import Build
from policygraph.model import Span
from policygraph.pipeline import build
from policygraph.server.inprocess import ask
from policygraph.server.occurrences import FoldedText, Folding
from policygraph.server.workbench import Workbench, application
from policygraph.session import Session, open

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def workbench(real_plans: Build) -> Workbench:
    return Workbench(Session(real_plans))


def found(workbench: Workbench, **parameters: str) -> dict[str, Any]:
    reply = ask(application(workbench), f"/search.json?{urlencode(parameters)}")
    assert (reply.status, reply.media_type) == (200, "application/json")
    data: dict[str, Any] = json.loads(reply.text)
    return data


def every_hit(workbench: Workbench, **parameters: str) -> list[dict[str, Any]]:
    """The hits of all pages."""
    first = found(workbench, **parameters)
    more = (found(workbench, **parameters, page=str(at)) for at in range(2, first["pages"] + 1))
    return [hit for page in (first, *more) for hit in page["hits"]]


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("能耗", id="two characters"),
        pytest.param("煤电", id="two characters, rare"),
        pytest.param("煤", id="one character"),
        pytest.param("生态环境局", id="a name"),
        pytest.param("GDP", id="Latin letters"),
        pytest.param("18%", id="a figure"),
        pytest.param("2025 年", id="with a space"),
        pytest.param("。到", id="across two sentences"),
        pytest.param("（", id="a mark"),
    ],
)
def test_whether_all_places_of_a_plain_scan_are_found(workbench: Workbench, word: str) -> None:
    texts = workbench.session.build.texts
    scanned = {
        (name, match.start(), match.start() + len(word))
        for name, text in texts.items()
        for match in re.finditer(f"(?={re.escape(word)})", text)
    }
    hits = every_hit(workbench, q=word)
    places = {(hit["document"], start, end) for hit in hits for start, end in hit["places"]}
    assert scanned
    assert scanned <= places
    folding = Folding()
    assert {folding.word(texts[name][start:end]) for name, start, end in places} == {folding.word(word)}
    assert found(workbench, q=word)["occurrences"] == len(places)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("提高能\n耗标准", "能耗", [(2, 5)], id="across the end of a line"),
        pytest.param("節能減排", "节能", [(0, 2)], id="traditional text"),
        pytest.param("节能减排", "節能", [(0, 2)], id="traditional word"),
        pytest.param("ＰＵＥ低于1.3", "pue", [(0, 3)], id="full width and capitals"),
        pytest.param("能能能", "能能", [(0, 2), (1, 3)], id="places that overlap"),
        pytest.param("到 2025 年", "2025年", [(2, 8)], id="spaces in the text"),
        pytest.param("𠮷能耗", "能耗", [(1, 3)], id="behind a character beyond 16 bits"),
        pytest.param("能耗", " ", [], id="nothing but a space"),
    ],
)
def test_whether_words_are_found_as_people_write_them(
    text: str, word: str, expected: list[tuple[int, int]]
) -> None:
    folding = Folding()
    places = FoldedText(text, folding).occurrences(folding.word(word))
    assert [(place.start, place.end) for place in places] == expected


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        pytest.param("甲。乙能耗丙。丁", (3, 5), "乙能耗丙。", id="between two stops"),
        pytest.param("标题\n乙能耗", (4, 6), "乙能耗", id="below a heading"),
        pytest.param("甲。丁能耗", (3, 5), "丁能耗", id="at the end of the text"),
        pytest.param(
            "各部门要按照本方案的要求认真抓好落实切实降低能\n耗水平。",
            (22, 25),
            "各部门要按照本方案的要求认真抓好落实切实降低能\n耗水平。",
            id="a line broken at its width",
        ),
        pytest.param("甲\t能耗\t乙\n丙\t丁", (2, 4), "甲\t能耗\t乙", id="a row of a table"),
    ],
)
def test_whether_a_place_is_shown_with_its_sentence(text: str, place: tuple[int, int], sentence: str) -> None:
    found = FoldedText(text, Folding()).sentence(Span(*place))
    assert text[found.start : found.end] == sentence


def test_whether_facets_add_up_and_narrow(workbench: Workbench) -> None:
    whole = found(workbench, q="能耗")
    facets = {facet["name"]: facet["values"] for facet in whole["facets"]}
    assert sum(one["count"] for one in facets["document"]) == whole["occurrences"]
    for name in ("area", "document", "chapter", "kind"):
        for one in facets[name]:
            narrowed = found(workbench, q="能耗", **{name: one["value"]})
            assert narrowed["occurrences"] == one["count"] > 0
    both = found(workbench, q="煤电", document="jincheng", kind="Target")
    assert {hit["document"] for hit in both["hits"]} == {"jincheng"}
    assert all("量化目标" in {fact["kind"] for fact in hit["facts"]} for hit in both["hits"])


def test_whether_a_hit_stands_in_its_measure(workbench: Workbench) -> None:
    (hit,) = (hit for hit in every_hit(workbench, q="三改联动") if hit["document"] == "jincheng")
    assert (hit["path"], hit["title"]) == ("三/（一）", "煤炭清洁高效利用工程")
    text = workbench.session.build.text("jincheng")
    assert "".join(piece["text"] for piece in hit["pieces"]) == text[hit["start"] : hit["end"]]
    assert [piece["text"] for piece in hit["pieces"] if piece["is_marked"]] == ["三改联动"]
    assert "207 万千瓦" in {fact["quote"] for fact in hit["facts"]}


def test_whether_things_are_found_by_name(workbench: Workbench) -> None:
    named = found(workbench, q="漏损")["named"]
    assert ("指标", "公共供水管网漏损率") in {(one["kind"], one["name"]) for one in named}
    english = found(workbench, q="漏损", lang="en")["named"]
    assert {one["kind"] for one in english} == {"indicator"}


def test_whether_nothing_is_found_of_nothing(workbench: Workbench) -> None:
    for query in ("", "   ", "量子纠缠"):
        data = found(workbench, q=query)
        assert (data["occurrences"], data["hits"], data["named"], data["facets"]) == (0, [], [], [])


class _Words(HTMLParser):
    """The marked words of a page, and the targets of its links."""

    def __init__(self) -> None:
        super().__init__()
        self.marked: list[str] = []
        self.links: list[str] = []
        self._is_marked = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_marked = tag == "mark"
        self.links += [value or "" for name, value in attrs if name == "href" and tag == "a"]

    def handle_data(self, data: str) -> None:
        if self._is_marked:
            self.marked.append(data)
            self._is_marked = False


def test_whether_the_page_works_without_script(workbench: Workbench) -> None:
    reply = ask(application(workbench), "/search?" + urlencode({"q": "煤电", "lang": "en"}))
    page = _Words()
    page.feed(reply.text)
    assert '<html lang="en">' in reply.text
    assert len(page.marked) == found(workbench, q="煤电")["occurrences"]
    assert any(link.startswith("/documents/jincheng?lang=en#") for link in page.links)


def test_whether_what_is_typed_is_escaped(workbench: Workbench) -> None:
    reply = ask(application(workbench), "/search?" + urlencode({"q": '"><script>alert(1)</script>'}))
    assert "<script>alert" not in reply.text


def test_whether_a_page_number_that_is_none_is_the_first(workbench: Workbench) -> None:
    for page in ("", "x", "-1", "0", "٣", "9" * 30):
        assert found(workbench, q="节能", page=page)["page"] == 1


def test_whether_a_text_in_traditional_characters_is_searched(tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(
        "某某市节能减排实施方案\n一、主要目标\n到2025年，單位GDP能耗下降十五。\n二、保障措施\n各縣區要抓好節能工作。\n",
        encoding="utf-8",
    )
    build([plan], tmp_path / "out")
    workbench = Workbench(open(tmp_path / "out"))
    (hit,) = found(workbench, q="单位gdp")["hits"]
    assert hit["pieces"][1] == {"text": "單位GDP", "is_marked": True}
    assert found(workbench, q="节能")["occurrences"] == 2
