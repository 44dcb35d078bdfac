"""GraphML, DOT, pictures, Cytoscape JSON, Mermaid: each read back by another tool than wrote it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import igraph
import networkx as nx
import pytest
from lxml import etree

from policygraph.builds.store import Build
from policygraph.errors import UsageError
from policygraph.exports.cytoscape import cytoscape
from policygraph.exports.dot import dot
from policygraph.exports.drawing import draw
from policygraph.exports.formats import FORMATS, NETWORK, RDF, chosen
from policygraph.exports.graphml import graphml
from policygraph.exports.mermaid import MOST_NODES, mermaid
from policygraph.exports.network import network, views
from policygraph.exports.parts import Network
from policygraph.exports.style import KINDS
from policygraph.exports.writing import write_network
from policygraph.queries.selection import Selection
from tests.exports.asking import joined

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
STARTS = {"svg": b"<?xml", "png": b"\x89PNG\r\n", "pdf": b"%PDF-"}


@pytest.mark.long
@pytest.mark.parametrize("view", sorted(views()))
def test_whether_igraph_reads_graphml(view: str, opened: Build, tmp_path: Path) -> None:
    graph = network(opened, view)
    path = tmp_path / "a.graphml"
    path.write_text("".join(graphml(graph)), encoding="utf-8")
    read = igraph.Graph.Read_GraphML(str(path))
    assert read.is_directed() is graph.is_directed()
    assert dict(zip(read.vs["id"], read.vs["label"], strict=True)) == {
        node: data["label"] for node, data in graph.nodes(data=True)
    }
    names = read.vs["id"]
    edges = sorted((names[edge.source], names[edge.target], edge["kind"]) for edge in read.es)
    if graph.is_directed():
        assert edges == joined(graph)
    assert sorted(read.es["weight"]) == sorted(data["weight"] for *_, data in graph.edges(data=True))
    types = {
        name: {type(value) for value in read.vs[name] if value is not None}
        for name in (
            "label",
            "x",
            *(name for name in ("lead", "target_year") if name in read.vs.attributes()),
        )
    }
    assert types == {name: {str} if name == "label" else {float} for name in types}


def test_whether_edges_of_graphml_have_ids_of_their_own(opened: Build) -> None:
    root = etree.fromstring("".join(graphml(network(opened, "responsibility"))).encode())
    ids = [edge.get("id") for edge in root.iterfind(".//{http://graphml.graphdrawing.org/xmlns}edge")]
    assert len(set(ids)) == len(ids) == network(opened, "responsibility").number_of_edges()


@pytest.mark.parametrize("view", sorted(views()))
def test_whether_graphviz_reads_dot(view: str, opened: Build) -> None:
    graph = network(opened, view, Selection(city="jincheng"))
    drawn = etree.fromstring(draw("".join(dot(graph)), "svg"))
    nodes = {
        _title(one): one.find(f".//{SVG}a").attrib[LINK]  # type: ignore[union-attr]
        for one in drawn.iterfind(f".//{SVG}g[@class='node']")
    }
    assert sorted(map(str, nodes.values())) == sorted(graph)
    arrow = "->" if graph.is_directed() else "--"
    ends = [_title(one).split(arrow) for one in drawn.iterfind(f".//{SVG}g[@class='edge']")]
    found = [(nodes[source], nodes[target]) for source, target in ends]
    # Without direction, the ends stand in the order in which they are drawn.
    assert Counter(map(frozenset, found)) == Counter(frozenset(edge[:2]) for edge in joined(graph))
    if graph.is_directed():
        assert sorted(found) == [edge[:2] for edge in joined(graph)]
    texts = {
        "".join(map(str, one.itertext())) for one in drawn.iterfind(f".//{SVG}g[@class='node']//{SVG}text")
    }
    assert {text.replace("\xa0", " ") for text in texts} == {
        data["label"] if len(data["label"]) <= 18 else f"{data['label'][:17]}…"
        for _, data in graph.nodes(data=True)
    }


@pytest.mark.parametrize("style", ["svg", "png", "pdf"])
def test_whether_pictures_are_drawn_with_and_without_an_installed_graphviz(
    style: str, opened: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = network(opened, "documents")
    write_network(graph, style, tmp_path / "a")
    monkeypatch.setenv("PATH", str(tmp_path))
    write_network(graph, style, tmp_path / "b")
    for name in ("a", "b"):
        assert (tmp_path / name).read_bytes().startswith(STARTS[style])
    if style == "svg":
        texts = [
            "".join(str(text) for text in etree.parse(tmp_path / name).getroot().itertext())
            for name in ("a", "b")
        ]
        assert all("节约能源法" in text and "被引文件 cited document" in text for text in texts)


def test_whether_undirected_views_are_drawn_without_an_installed_graphviz(
    opened: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "".join(dot(network(opened, "agencies", Selection(city="jincheng"))))
    monkeypatch.setenv("PATH", str(tmp_path))
    drawn = draw(text, "svg").decode()
    assert drawn.count('class="node"') == 58


def test_whether_a_missing_graphviz_is_told(tmp_path: Path) -> None:
    script = (
        "import sys; sys.modules['pygraphviz'] = None\n"
        "from policygraph.exports.drawing import draw\n"
        "draw('digraph {}', 'svg')"
    )
    program = ["policygraph.errors.UsageError: there is no Graphviz", "pip install 'policygraph[drawing]'"]
    done = _python(script, {"PATH": str(tmp_path)})
    assert all(words in done.stderr for words in program)


def test_whether_a_graph_that_graphviz_refuses_is_told() -> None:
    with pytest.raises(UsageError, match=r"Graphviz could not draw the view \(.+\); write --format dot"):
        draw("digraph {", "svg")


def test_whether_the_largest_view_is_cut_down_and_drawn_in_ten_seconds(opened: Build, tmp_path: Path) -> None:
    graph = network(opened, "trace")
    before = time.monotonic()
    note = write_network(graph, "svg", tmp_path / "a.svg")
    assert time.monotonic() - before < 10
    drawn = (tmp_path / "a.svg").read_text(encoding="utf-8").count('class="node"')
    assert f"shows {drawn} of {len(graph)} nodes and " in note
    assert 20 < drawn < 100
    obligations = Counter(data["kind"] for _, data in graph.nodes(data=True))["obligation"]
    assert f"obligation {obligations}; select less with --city" in note


def test_whether_addresses_and_labels_with_an_ampersand_stay_what_they_are() -> None:
    graph: Network = nx.MultiDiGraph(name="A&B")
    iris = ["https://a.org/?x=1&y=2", "https://a.org/?x=1&lt;=2"]
    for iri, label in zip(iris, ["A & B", "A &lt; B"], strict=True):
        graph.add_node(iri, label=label, kind="plan")
    drawn = etree.fromstring(draw("".join(dot(graph)), "svg"))
    nodes = drawn.findall(f".//{SVG}g[@class='node']")
    links = {one.find(f".//{SVG}a").attrib[LINK] for one in nodes}  # type: ignore[union-attr]
    assert links == set(iris)
    texts = {"".join(map(str, one.find(f".//{SVG}text").itertext())) for one in nodes}  # type: ignore[union-attr]
    assert texts == {"A & B", "A &lt; B"}


def test_whether_the_text_of_dot_can_be_read(opened: Build) -> None:
    text = "".join(dot(network(opened, "responsibility", Selection(city="jincheng"))))
    assert text.startswith('digraph "responsibility" {\n')
    assert re.search(r'^  subgraph "cluster 晋城市" \{$', text, re.MULTILINE)
    assert re.search(r'^    "晋城市能源局" \[label="晋城市能源局", ', text, re.MULTILINE)
    assert re.search(r'^  "晋城市能源局" -> "三/（一） [^"]+" \[color=', text, re.MULTILINE)
    assert max(map(len, text.splitlines())) < 600


def test_whether_cytoscape_json_holds_the_graph(opened: Build) -> None:
    graph = network(opened, "indicators")
    read = json.loads("".join(cytoscape(graph)))["elements"]
    assert {node["data"]["id"]: node["data"]["label_zh"] for node in read["nodes"]} == {
        node: data["label_zh"] for node, data in graph.nodes(data=True)
    }
    edges = [(edge["data"]["source"], edge["data"]["target"], edge["data"]["kind"]) for edge in read["edges"]]
    assert sorted(edges) == joined(graph)
    values = [edge["data"]["value"] for edge in read["edges"] if "value" in edge["data"]]
    assert all(isinstance(value, float) for value in values)
    assert len({edge["data"]["id"] for edge in read["edges"]}) == len(edges)


def test_whether_mermaid_is_cut_to_what_a_page_holds(opened: Build, tmp_path: Path) -> None:
    graph = network(opened, "responsibility")
    note = write_network(graph, "mermaid", tmp_path / "a.mmd")
    text = (tmp_path / "a.mmd").read_text(encoding="utf-8")
    drawn = len(re.findall(r"^ +n\d+\[", text, re.MULTILINE))
    assert MOST_NODES / 2 < drawn <= MOST_NODES
    assert f"shows {drawn} of {len(graph)} nodes" in note
    assert re.search(rf'^  note\["一页所容：.*<br>shows {drawn} of .*not drawn: .*"\]$', text, re.MULTILINE)
    frames = re.findall(r'^  subgraph city\d+\["(.+)"\]$', text, re.MULTILINE)
    assert len(frames) == text.count("\n  end\n") == 5


def test_whether_mermaid_holds_a_small_view(opened: Build) -> None:
    graph = network(opened, "documents")
    text = "".join(mermaid(graph))
    assert re.match(r'---\ntitle: "各方案引用了哪些文件.*"\n---\nflowchart LR\n', text)
    assert len(re.findall(r'^  n\d+\["[^"]+"\]:::\w+$', text, re.MULTILINE)) == len(graph)
    assert (
        len(re.findall(r'^  n\d+ -->\|"(?:依据|提及)"\| n\d+$', text, re.MULTILINE))
        == graph.number_of_edges()
    )
    assert set(re.findall(r"classDef (\w+)", text)) == {"directive", "document", "plan"} <= KINDS.keys()


def test_whether_endings_tell_formats() -> None:
    assert [
        chosen("", Path(f"a{ending}"), NETWORK) for ending in (".gexf", ".GV", ".json", ".xlsx", ".mmd")
    ] == [
        "gexf",
        "dot",
        "cytoscape",
        "xlsx",
        "mermaid",
    ]
    assert chosen("turtle", Path("a.txt"), RDF) == "turtle"
    assert chosen("jsonld", Path("a.json"), RDF) == "jsonld"
    assert chosen("gexf", Path("a.xml"), NETWORK) == "gexf"
    assert chosen("csv", Path("v1.2"), NETWORK) == "csv"
    endings = [ending for one in FORMATS.values() for ending in one.endings]
    assert len(endings) == len(set(endings))


@pytest.mark.parametrize(
    ("name", "path", "sentence"),
    [
        ("", "a.odt", r"the name a.odt tells no format; name one with --format: csv,"),
        ("", "a.csv", r"csv is a folder of files, one a table; name one: --format csv -o a"),
        ("csv", "b/a.csv", r"csv is a folder of files, one a table; name one: --format csv -o b/a$"),
        ("parquet", "a.xlsx", r"parquet is a folder of files, one a table; name one: --format parquet -o a$"),
        ("xlsx", "a.csv", r"the ending of a.csv tells csv, not xlsx; choose another name with -o"),
        ("png", "a.SVG", r"the ending of a.SVG tells svg, not png; choose another name with -o"),
        ("odt", "a.odt", r"there is no format 'odt'; choose csv,"),
        ("turtle", "a.ttl", r"this view cannot be written as turtle; choose csv,"),
        ("", "a.ttl", r"as turtle, which the ending of a.ttl tells; choose csv,.*, as in -o a.gexf"),
    ],
)
def test_whether_formats_that_do_not_fit_are_told(name: str, path: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        chosen(name, Path(path), NETWORK)


def _title(element: etree._Element) -> str:
    return str(element.findtext(f"{SVG}title"))


def _python(script: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        timeout=60,
    )
