"""GEXF read back by graphology, linked data by jsonld.js and N3.js: `make test-interop` runs this and needs npm."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from policygraph.builds.store import Build
from policygraph.exports.gexf import gexf
from policygraph.exports.linked import SYNTAXES, statements
from policygraph.exports.network import network, views
from policygraph.queries.selection import Selection, select
from tests.exports.asking import joined

READER = Path(__file__).with_name("read.mjs")


def read(style: str, path: Path) -> Any:
    done = subprocess.run(
        ["node", READER, style, path], cwd=READER.parent, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("view", sorted(views()))
def test_whether_graphology_reads_gexf(view: str, real_plans: Build, tmp_path: Path) -> None:
    graph = network(real_plans, view)
    path = tmp_path / "a.gexf"
    path.write_text("".join(gexf(graph)), encoding="utf-8")
    found = read("gexf", path)
    assert found["type"] == ("directed" if graph.is_directed() else "undirected")
    nodes = {node.pop("id"): node for node in found["nodes"]}
    assert nodes.keys() == set(graph)
    for iri, data in graph.nodes(data=True):
        assert {name: nodes[iri][name] for name in data} == data
        assert {"color", "size", "x", "y"} <= nodes[iri].keys()
    edges = sorted((edge["source"], edge["target"], edge["kind"]) for edge in found["edges"])
    assert edges == joined(graph)
    assert sum(edge["weight"] for edge in found["edges"]) == sum(
        d["weight"] for *_, d in graph.edges(data=True)
    )
    if view == "indicators":
        values = {edge["fact"]: edge.get("value") for edge in found["edges"]}
        assert values == {data["fact"]: data.get("value") for *_, data in graph.edges(data=True)}


def test_whether_jsonld_js_reads_json_ld(real_plans: Build, tmp_path: Path) -> None:
    found = statements(real_plans, select(real_plans, Selection(city="jincheng")))
    path = tmp_path / "a.jsonld"
    path.write_bytes(b"".join(SYNTAXES["jsonld"](found)))
    assert set(read("jsonld", path).splitlines()) == {f"{quad} ." for quad in found.quads}


@pytest.mark.parametrize("syntax", ["turtle", "trig", "nquads"])
def test_whether_n3_js_reads_turtle_and_its_relatives(syntax: str, real_plans: Build, tmp_path: Path) -> None:
    found = statements(real_plans, select(real_plans, Selection(city="jincheng")))
    path = tmp_path / syntax
    path.write_bytes(b"".join(SYNTAXES[syntax](found)))
    assert sorted(map(tuple, read("rdf", path))) == sorted(
        (
            *map(_value, (quad.subject, quad.predicate, quad.object)),
            "" if syntax == "turtle" else _value(quad.graph_name),
        )
        for quad in found.quads
    )


def _value(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return term.value
