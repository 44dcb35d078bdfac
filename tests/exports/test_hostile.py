"""Characters that XML forbids, quotes, brackets and line ends in a source cannot break a file."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import networkx as nx
import openpyxl
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from policygraph.builds.store import open_build
from policygraph.exports.centrality import add_centrality
from policygraph.exports.cytoscape import cytoscape
from policygraph.exports.dot import dot
from policygraph.exports.drawing import draw
from policygraph.exports.gexf import gexf
from policygraph.exports.graphml import graphml
from policygraph.exports.linked import SYNTAXES, Statements
from policygraph.exports.mermaid import mermaid
from policygraph.exports.network import network
from policygraph.exports.network_tables import of_network
from policygraph.exports.parts import Network
from policygraph.exports.writing import write_network
from policygraph.pipeline import build
from policygraph.printable import printable

# Builds or draws whole plans again and again.
pytestmark = pytest.mark.long

# What a decoded file can hold: no lone surrogates, but everything else, and often what has a meaning somewhere.
HOSTILE = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]), st.sampled_from("\x00\x0b\x1b\ufffe<>&\"'\\]\n\r{}|`#=")
    )
)


def of_labels(label: str, attribute: str) -> Network:
    graph: Network = nx.MultiDiGraph(name="hostile")
    for node in ("urn:a", "urn:b"):
        graph.add_node(node, label=label or "-", label_zh=label or "-", kind="agency", quote=attribute)
    graph.add_edge(
        "urn:a", "urn:b", key="k", kind="lead", weight=1, label=label, label_en="leads", quote=attribute
    )
    add_centrality(graph)
    return graph


@settings(deadline=None)
@given(HOSTILE, HOSTILE)
def test_whether_xml_stays_well_formed_and_says_the_same(label: str, attribute: str) -> None:
    graph = of_labels(label, attribute)
    root = etree.fromstring("".join(gexf(graph)).encode())
    values = [one.get("value") for one in root.iterfind(".//{*}node//{*}attvalue[@for='quote']")]
    assert values == [printable(attribute)] * 2
    ml = etree.fromstring("".join(graphml(graph)).encode())
    keys = {key.get("id"): key.get("attr.name") for key in ml.iterfind("{*}key")}
    quotes = [one.text or "" for one in ml.iterfind(".//{*}node/{*}data") if keys[one.get("key")] == "quote"]
    assert quotes == [printable(attribute).replace("\r\n", "\n").replace("\r", "\n")] * 2


@settings(deadline=None)
@given(HOSTILE, HOSTILE)
def test_whether_json_and_mermaid_hold(label: str, attribute: str) -> None:
    graph = of_labels(label, attribute)
    read = json.loads("".join(cytoscape(graph)))
    assert [node["data"]["quote"] for node in read["elements"]["nodes"]] == [attribute] * 2
    lines = "".join(mermaid(graph)).split("\n")
    assert len(lines) == 9
    assert lines[4].count('"') == 2
    assert lines[4].endswith('"]:::agency')


@settings(max_examples=15, deadline=None)
@given(HOSTILE, HOSTILE)
def test_whether_graphviz_reads_every_label(label: str, attribute: str) -> None:
    drawn = etree.fromstring(draw("".join(dot(of_labels(label, attribute))), "svg"))
    assert len(drawn.findall(".//{*}g[@class='node']")) == 2


@settings(max_examples=15, deadline=None)
@given(HOSTILE, HOSTILE)
def test_whether_workbooks_hold_every_cell(label: str, attribute: str) -> None:
    graph = of_labels(label, attribute)
    with tempfile.TemporaryDirectory() as folder:
        write_network(graph, "xlsx", Path(folder, "a.xlsx"))
        book = openpyxl.load_workbook(Path(folder, "a.xlsx"))
        head, *rows = book["nodes"].iter_rows(values_only=True)
        quotes = [row[head.index("quote")] or "" for row in rows]
        assert quotes == [printable(attribute).replace("\r\n", "\n").replace("\r", "\n")] * 2
        nodes, _ = of_network(graph)
        assert head == tuple(column.name for column in nodes.columns)


@settings(deadline=None)
@given(HOSTILE)
def test_whether_linked_data_says_the_same(text: str) -> None:
    quad = ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:x/p"), ox.Literal(text), ox.NamedNode("urn:g"))
    written = {name: b"".join(write(Statements((quad,), "urn:base/"))) for name, write in SYNTAXES.items()}
    for name, form in (
        ("nquads", ox.RdfFormat.N_QUADS),
        ("trig", ox.RdfFormat.TRIG),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ):
        assert list(ox.parse(written[name], format=form)) == [quad]
    assert [one.object for one in ox.parse(written["turtle"], format=ox.RdfFormat.TURTLE)] == [quad.object]
    read = rdflib.Graph().parse(data=written["rdfxml"], format="xml")
    assert [str(value) for value in read.objects()] == [printable(text)]


def test_whether_control_characters_in_a_source_survive_the_whole_way(seeds: Path, tmp_path: Path) -> None:
    text = (seeds / "plans" / "jincheng.txt").read_text(encoding="utf-8")
    hostile = text.replace("煤炭清洁高效利用工程", "煤炭\x0b清洁<高效>&利用\x1b工程", 1)
    assert hostile != text
    (tmp_path / "hostile.txt").write_text(hostile, encoding="utf-8")
    build([tmp_path / "hostile.txt"], tmp_path / "build")
    opened = open_build(tmp_path / "build")
    for view in ("responsibility", "trace"):
        graph = network(opened, view)
        for style in ("gexf", "graphml", "svg"):
            write_network(graph, style, tmp_path / f"a.{style}")
            labels = etree.tostring(etree.parse(tmp_path / f"a.{style}"), encoding="unicode")
            assert "清洁&lt;高效&gt;&amp;利用" in labels
        write_network(graph, "xlsx", tmp_path / "a.xlsx")
        cells = openpyxl.load_workbook(tmp_path / "a.xlsx")["nodes"].iter_rows(values_only=True)
        assert any("清洁<高效>&利用" in str(cell) for row in cells for cell in row)
