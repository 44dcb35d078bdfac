"""Pictures of networks: what Graphviz draws of the example plans can be read on a page of A4."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations

import networkx as nx
import pytest
from lxml import etree

from policygraph.builds.store import Build
from policygraph.exports.cutting import Cut, cut
from policygraph.exports.network import network, views
from policygraph.exports.paper import on_paper, to_read
from policygraph.exports.parts import Network, kinds
from policygraph.exports.style import KINDS
from policygraph.queries.selection import Selection

# Builds or draws whole plans again and again.
pytestmark = pytest.mark.long

SVG = "{http://www.w3.org/2000/svg}"
A4 = (595.0, 842.0)
LEAST_TEXT = 6.0


@dataclass(frozen=True, slots=True)
class Box:
    """A text and where it stands, in points on the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: Box) -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > 0.5
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 0.5
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn picture: its size and its smallest text in points, and its texts."""

    width: float
    height: float
    least: float
    boxes: tuple[Box, ...]
    part: Cut


def box(element: etree._Element, scale: float) -> Box:
    text = "".join(map(str, element.itertext())).strip("\xa0 ")
    size = float(element.attrib["font-size"])
    # Wider than any usual font has them: a Chinese character is as wide as it is high.
    width = size * sum(1.0 if character > "\u02ff" else 0.6 for character in text)
    start = {"start": 0.0, "middle": 0.5, "end": 1.0}[element.attrib["text-anchor"]]
    left, base = float(element.attrib["x"]) - start * width, float(element.attrib["y"])
    return Box(
        text, left * scale, (base - 0.88 * size) * scale, (left + width) * scale, (base + 0.12 * size) * scale
    )


@pytest.fixture(
    scope="module", params=[(view, city) for view in sorted(views()) for city in ("", "jincheng", "anyang")]
)
def picture(request: pytest.FixtureRequest, opened: Build) -> Picture:
    view, city = request.param
    drawn, part = on_paper(network(opened, view, Selection(city=city)), "svg")
    root = etree.fromstring(drawn)
    frame = root.find(f"{SVG}g")
    assert frame is not None
    (scale,) = re.findall(r"scale\(([\d.]+) ", frame.attrib["transform"])
    texts = root.findall(f".//{SVG}text")
    return Picture(
        float(root.attrib["width"].removesuffix("pt")),
        float(root.attrib["height"].removesuffix("pt")),
        min(float(text.attrib["font-size"]) for text in texts) * float(scale),
        tuple(box(text, float(scale)) for text in texts),
        part,
    )


def test_whether_a_picture_fits_on_a4_and_can_be_read(picture: Picture) -> None:
    assert any(picture.width <= page[0] and picture.height <= page[1] for page in (A4, A4[::-1]))
    assert picture.least >= LEAST_TEXT


def test_whether_no_two_labels_cover_each_other(picture: Picture) -> None:
    assert len(picture.boxes) > len(picture.part.graph)
    assert [(a.text, b.text) for a, b in combinations(picture.boxes, 2) if a.covers(b)] == []


def test_whether_a_picture_has_a_title_a_legend_and_says_what_is_missing(picture: Picture) -> None:
    written = "".join(box.text for box in picture.boxes).replace(" ", "").replace("\xa0", "")
    about = picture.part.graph.graph["about"]
    for text in (re.split("[；。]", about[0])[0], about[1], picture.part.zh, picture.part.en):
        assert text.replace(" ", "") in written
    for kind in set(kinds(picture.part.graph).values()):
        assert f"{KINDS[kind].zh}{KINDS[kind].en}".replace(" ", "") in written


def test_whether_cities_have_frames_and_each_is_shown(opened: Build) -> None:
    drawn, part = on_paper(network(opened, "responsibility"), "svg")
    root = etree.fromstring(drawn)
    frames = [str(one.findtext(f"{SVG}title")) for one in root.iterfind(f".//{SVG}g[@class='cluster']")]
    cities = {data["city"] for _, data in part.graph.nodes(data=True) if data["kind"] == "agency"}
    assert {frame.removeprefix("cluster ") for frame in frames} == cities
    assert len(cities) == 5


def test_whether_what_is_cut_is_counted(opened: Build) -> None:
    graph = network(opened, "responsibility")
    part = cut(graph, 20)
    nodes, lines = len(part.graph), part.graph.number_of_edges()
    assert f"{len(graph)} 个节点中的 {nodes} 个、{graph.number_of_edges()} 条线中的 {lines} 条" in part.zh
    assert f"{nodes} of {len(graph)} nodes and {lines} of {graph.number_of_edges()} lines" in part.en
    missing = sum(int(number) for number in re.findall(r"\d+", part.en.partition("not drawn")[2]))
    assert missing == len(graph) - nodes
    assert set(part.graph) <= set(graph)
    assert all(graph.has_edge(source, target) for source, target in part.graph.edges())


def test_whether_a_cut_keeps_those_that_count_most_of_each_city(opened: Build) -> None:
    graph = network(opened, "agencies")
    part = cut(graph, 10).graph
    for city in {data["city"] for _, data in graph.nodes(data=True) if data["kind"] == "agency"}:
        own = [
            (data["measures"], node)
            for node, data in graph.nodes(data=True)
            if data["kind"] == "agency" and data["city"] == city
        ]
        kept = [measures for measures, node in own if node in part]
        assert sorted(kept, reverse=True) == sorted((measures for measures, _ in own), reverse=True)[:2]


def test_whether_more_cities_than_a_page_holds_are_cut_as_well() -> None:
    graph: Network = nx.MultiDiGraph(name="many")
    for number in range(60):
        graph.add_node(f"a{number}", label="", kind="agency", city=f"城市{number}", measures=number)
        graph.add_node(f"m{number}", label="", kind="measure", city=f"城市{number}")
        graph.add_edge(f"a{number}", f"m{number}", kind="lead", weight=number + 1, label="")
    part = cut(graph, 20)
    assert set(part.graph) == {f"{kind}{number}" for kind in "am" for number in range(40, 60)}


def test_whether_what_fits_is_not_cut(opened: Build) -> None:
    graph = network(opened, "documents")
    assert cut(graph, 45) == Cut(graph)
    assert to_read(graph, 60) == Cut(graph)


@pytest.mark.parametrize("style", ["svg", "png", "pdf"])
def test_whether_a_picture_is_the_same_each_time(style: str, opened: Build) -> None:
    graph = network(opened, "documents")
    assert on_paper(graph, style)[0] == on_paper(graph, style)[0]
