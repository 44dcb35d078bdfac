"""GEXF: after its schema, and as networkx reads it back (graphology does in interop/)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree

from policygraph.builds.store import Build
from policygraph.exports.gexf import gexf
from policygraph.exports.looks import SHARED, colours, diameters
from policygraph.exports.network import network, views
from policygraph.exports.parts import Network
from policygraph.queries.selection import Selection
from tests.exports.asking import joined

SCHEMA = Path(__file__).with_name("gexf13.rng")
SPACE = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
GEXF_TYPES = {bool: "boolean", float: "double", int: "integer", str: "string"}


@pytest.fixture(scope="module")
def networks(opened: Build) -> Mapping[str, Network]:
    """The network of each view; no test changes one."""
    return {view: network(opened, view) for view in views()}


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMA))


@pytest.mark.parametrize("view", sorted(views()))
def test_whether_a_view_is_valid_and_declares_what_it_uses(
    view: str, networks: Mapping[str, Network], schema: etree.RelaxNG
) -> None:
    graph = networks[view]
    root = etree.fromstring("".join(gexf(graph)).encode())
    schema.assertValid(root)
    for owner, things in (("node", graph.nodes(data=True)), ("edge", graph.edges(data=True))):
        declared = {
            str(one.get("id")): one.get("type")
            for one in root.iterfind(f".//g:attributes[@class='{owner}']/g:attribute", SPACE)
        }
        used = {str(one.get("for")) for one in root.iterfind(f".//g:{owner}//g:attvalue", SPACE)}
        assert used == declared.keys()
        for *_, data in things:
            for name, value in data.items():
                assert declared.get(name, GEXF_TYPES[type(value)]) == GEXF_TYPES[type(value)]


def test_whether_the_schema_refuses_what_gexf_does_not_know(
    networks: Mapping[str, Network], schema: etree.RelaxNG
) -> None:
    written = "".join(gexf(networks["documents"]))
    for good, bad in (
        (' weight="1"', ' weight="much"'),
        ("<nodes>", '<nodes count="-1">'),
        ('type="string"', 'type="text"'),
        ("<viz:size", "<viz:bulk"),
        ("directed", "sideways"),
    ):
        assert good in written
        assert not schema.validate(etree.fromstring(written.replace(good, bad, 1).encode()))


@pytest.mark.parametrize("view", sorted(views()))
def test_whether_networkx_reads_the_same_graph(
    view: str, networks: Mapping[str, Network], tmp_path: Path
) -> None:
    graph = networks[view]
    path = tmp_path / "a.gexf"
    path.write_text("".join(gexf(graph)), encoding="utf-8")
    read = nx.read_gexf(path, version="1.3")
    assert {node: data["label"] for node, data in read.nodes(data=True)} == {
        node: data["label"] for node, data in graph.nodes(data=True)
    }
    edges = sorted((source, target, data["relation"]) for source, target, data in read.edges(data=True))
    if graph.is_directed():
        assert edges == joined(graph)
    assert sorted(data["weight"] for *_, data in read.edges(data=True)) == sorted(
        data["weight"] for *_, data in graph.edges(data=True)
    )
    for node, data in graph.nodes(data=True):
        told = {name: value for name, value in data.items() if name != "label"}
        assert {name: read.nodes[node][name] for name in told} == told
        assert {name: type(read.nodes[node][name]) for name in told} == {
            name: type(value) for name, value in told.items()
        }


def test_whether_targets_hold_from_their_baseline_to_their_year(networks: Mapping[str, Network]) -> None:
    graph = networks["indicators"]
    root = etree.fromstring("".join(gexf(graph)).encode())
    element = root.find("g:graph", SPACE)
    assert element is not None
    assert (element.get("mode"), element.get("timeformat")) == ("dynamic", "date")
    spells = [(edge.get("start"), edge.get("end")) for edge in root.iterfind(".//g:edge", SPACE)]
    years = [(data.get("baseline_year"), data.get("target_year")) for *_, data in graph.edges(data=True)]
    assert spells == [
        (f"{start}-01-01" if start else None, f"{end}-12-31" if end else None) for start, end in years
    ]
    assert ("2020-01-01", "2025-12-31") in spells


def test_whether_a_view_without_time_is_static_and_without_direction_undirected(
    networks: Mapping[str, Network],
) -> None:
    written = "".join(gexf(networks["agencies"]))
    assert '<graph defaultedgetype="undirected" mode="static">' in written
    assert not re.search(r'<(node|edge)[^>]* (start|end)="', written)


@pytest.mark.parametrize("view", sorted(views()))
def test_whether_every_node_has_a_place_a_size_a_colour_and_its_standing(
    view: str, networks: Mapping[str, Network]
) -> None:
    graph = networks[view]
    root = etree.fromstring("".join(gexf(graph)).encode())
    for node in root.iterfind(".//g:node", SPACE):
        assert {etree.QName(one).localname for one in node.iterfind("viz:*", SPACE)} >= {
            "color",
            "position",
            "size",
        }
        told = {str(one.get("for")): str(one.get("value")) for one in node.iterfind(".//g:attvalue", SPACE)}
        assert int(told["degree"]) == graph.degree(str(node.get("id")))
        assert told.keys() >= {"betweenness", "community", "community_label", "community_label_en"}
    assert {data["community_label"] for _, data in graph.nodes(data=True)} <= {
        data["label_zh"] for _, data in graph.nodes(data=True)
    }


@pytest.mark.parametrize("view", sorted(views()))
def test_whether_what_cities_share_joins_them(view: str, networks: Mapping[str, Network]) -> None:
    graph = networks[view]
    assert nx.is_connected(nx.Graph(graph))


@pytest.mark.parametrize("view", sorted(views()))
def test_whether_colours_tell_the_cities_and_what_they_share(
    view: str, networks: Mapping[str, Network]
) -> None:
    graph = networks[view]
    found = colours(graph)
    by_city: dict[str, set[str]] = {}
    for node, data in graph.nodes(data=True):
        if data["kind"] in {"agency", "measure", "plan", "target"}:
            by_city.setdefault(data["city"], set()).add(found[node])
    assert len(by_city) == 5
    assert all(len(looks) == 1 for looks in by_city.values())
    assert len({look for looks in by_city.values() for look in looks} - {SHARED}) == 5
    assert SHARED in found.values()


def test_whether_what_counts_most_is_largest(networks: Mapping[str, Network]) -> None:
    graph = networks["agencies"]
    sizes = diameters(graph)
    bodies = [node for node, data in graph.nodes(data=True) if data["kind"] == "agency"]
    by_measures = sorted(bodies, key=lambda node: graph.nodes[node]["measures"])
    assert sizes[by_measures[-1]] == max(sizes[node] for node in bodies) > 2 * sizes[by_measures[0]]


def test_whether_no_two_nodes_lie_on_each_other(real_plans: Build) -> None:
    root = etree.fromstring(
        "".join(gexf(network(real_plans, "responsibility", Selection(city="jincheng")))).encode()
    )
    circles = []
    for node in root.iterfind(".//g:node", SPACE):
        place, size = node.find("viz:position", SPACE), node.find("viz:size", SPACE)
        assert place is not None
        assert size is not None
        circles.append((float(place.attrib["x"]), float(place.attrib["y"]), float(size.attrib["value"]) / 2))
    covered = [
        (one, other)
        for one, other in combinations(circles, 2)
        if (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 < (one[2] + other[2]) ** 2
    ]
    assert len(circles) > 50
    assert covered == []
