from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.errors import UsageError
from policygraph.exports.formats import TEXTS, dot, write
from policygraph.exports.gexf import gexf
from policygraph.exports.network import Selection, network, views
from policygraph.graph.store import Build, open_build
from policygraph.pipeline import build


@pytest.fixture(scope="module")
def opened(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder = tmp_path_factory.mktemp("exports") / "out"
    build([seeds / "plans"], folder)
    return open_build(folder)


@pytest.mark.parametrize("view", sorted(views()))
def test_whether_a_view_survives_gexf_and_graphml(view: str, opened: Build, tmp_path: Path) -> None:
    graph = network(opened, view)
    write(graph, "graphml", tmp_path / "a.graphml")
    ml = nx.read_graphml(tmp_path / "a.graphml")
    assert (set(ml), set(ml.edges)) == (set(graph), set(graph.edges))
    assert {ml.nodes[node]["label"] for node in ml} == {graph.nodes[node]["label"] for node in graph}
    root = ET.fromstring(gexf(graph))  # noqa: S314 - our own file
    space = "{http://gexf.net/1.3}"
    assert {node.get("id"): node.get("label") for node in root.iter(f"{space}node")} == {
        node: data["label"] for node, data in graph.nodes(data=True)
    }
    assert len(list(root.iter(f"{space}edge"))) == graph.number_of_edges()


@pytest.mark.parametrize("style", sorted(TEXTS))
def test_whether_two_exports_are_identical(style: str, opened: Build) -> None:
    assert TEXTS[style](network(opened, "agencies")) == TEXTS[style](network(opened, "agencies"))


def test_whether_cytoscape_json_holds_every_node(opened: Build) -> None:
    graph = network(opened, "documents")
    assert len(json.loads(TEXTS["cytoscape"](graph))["elements"]["nodes"]) == len(graph)


@given(st.text())
def test_whether_no_label_breaks_a_file(label: str) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("a", label=label, kind="agency")
    graph.add_edge("a", "a", kind="shares", weight=1, detail=label)
    ET.fromstring(gexf(graph))  # noqa: S314 - our own file
    ET.fromstring(TEXTS["graphml"](graph))  # noqa: S314 - our own file
    assert dot(graph).endswith("}\n")


def test_whether_a_selection_keeps_one_city(opened: Build) -> None:
    graph = network(opened, "responsibility", Selection(city="jincheng"))
    assert {node.split("/plan/")[1].split("/")[0] for node in graph if "/plan/" in node} == {"jincheng"}


def test_whether_bad_input_is_one_sentence_and_leaves_nothing(opened: Build, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no view"):
        network(opened, "nonsense")
    with pytest.raises(UsageError, match="holds nothing"):
        network(opened, "agencies", Selection(city="nowhere"))
    graph = network(opened, "documents")
    with pytest.raises(UsageError, match="no format"):
        write(graph, "nonsense", tmp_path / "x")
    with pytest.raises(UsageError, match="cannot be written"):
        write(graph, "dot", tmp_path / "missing" / "x")
    assert list(tmp_path.iterdir()) == []
