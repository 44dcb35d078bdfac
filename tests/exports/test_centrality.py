"""Where nodes stand in a network, on networks small enough to see it; and the layout of them."""

from __future__ import annotations

import math
from itertools import combinations

import networkx as nx
import pytest

from policygraph.exports.centrality import add_centrality
from policygraph.exports.layout import positions
from policygraph.exports.looks import SHARED, colours, diameters
from policygraph.exports.parts import Network

# Builds or draws whole plans again and again.
pytestmark = pytest.mark.long


def of_edges(*pairs: str) -> Network:
    graph: Network = nx.Graph(name="small")
    for node in sorted(set("".join(pairs))):
        graph.add_node(node, label=f"node {node}", label_zh=f"节点 {node}", kind="agency", city=node.upper())
    for pair in pairs:
        graph.add_edge(*pair, kind="shares", label="", weight=1)
    add_centrality(graph)
    return graph


# Two groups of four in which each knows each, and one edge between them.
TWO_GROUPS = (*map("".join, combinations("abcd", 2)), "de", *map("".join, combinations("efgh", 2)))


def test_whether_two_groups_are_two_communities_and_the_bridge_lies_between() -> None:
    nodes = of_edges(*TWO_GROUPS).nodes
    assert {nodes[node]["community"] for node in "abcd"} == {1}
    assert {nodes[node]["community"] for node in "efgh"} == {2}
    # d and e have an edge more than the others.
    assert (nodes["a"]["community_label"], nodes["h"]["community_label"]) == ("节点 d", "节点 e")
    # Of the 21 pairs without d, those of abc with efgh lead through it: 12.
    assert nodes["d"]["betweenness"] == nodes["e"]["betweenness"] == round(12 / 21, 6)
    assert nodes["a"]["betweenness"] == 0
    assert [nodes[node]["degree"] for node in "ad"] == [3, 4]


def test_whether_a_community_without_an_english_name_keeps_the_chinese() -> None:
    assert of_edges("ab").nodes["a"]["community_label_en"] == "节点 b"


def test_whether_parallel_edges_count_each() -> None:
    graph: Network = nx.MultiDiGraph(name="parallel")
    for node in "ab":
        graph.add_node(node, label=node, kind="agency")
    for kind in ("lead", "support"):
        graph.add_edge("a", "b", key=kind, kind=kind, label="", weight=1)
    add_centrality(graph)
    assert graph.nodes["a"]["degree"] == 2


def test_whether_communities_stand_apart() -> None:
    graph = of_edges(*TWO_GROUPS)
    places = positions(graph)
    within = max(math.dist(places[one], places[other]) for one, other in combinations("abc", 2))
    between = min(math.dist(places[one], places[other]) for one in "abc" for other in "fgh")
    assert between > within


@pytest.mark.parametrize("number", [2, 8, 40, 6000])
def test_whether_places_differ_and_nodes_keep_apart(number: int) -> None:
    graph: Network = nx.Graph(name="star")
    for node in map(str, range(number)):
        graph.add_node(node, label=node, kind="agency", city=str(int(node) % 9))
    for node in map(str, range(1, number)):
        graph.add_edge("0", node, kind="shares", label="", weight=1)
    add_centrality(graph)
    places, sizes = positions(graph), diameters(graph)
    assert len(set(places.values())) == number
    if number < 100:
        for one, other in combinations(graph, 2):
            assert math.dist(places[one], places[other]) > (sizes[one] + sizes[other]) / 2


def test_whether_each_of_many_cities_has_a_colour_of_its_own() -> None:
    graph: Network = nx.Graph(name="cities")
    for number in range(40):
        graph.add_node(str(number), label="", kind="plan", city=str(number))
    found = set(colours(graph).values())
    assert len(found) == 40
    assert SHARED not in found


def test_whether_what_one_city_has_alone_takes_its_colour() -> None:
    graph: Network = nx.Graph(name="fields")
    for city in ("甲市", "乙市"):
        graph.add_node(city, label=city, kind="agency", city=city)
    for field in ("own", "shared", "lonely"):
        graph.add_node(field, label=field, kind="field")
    graph.add_edges_from([("甲市", "own"), ("甲市", "shared"), ("乙市", "shared")])
    found = colours(graph)
    assert found["own"] == found["甲市"] != found["乙市"]
    assert found["shared"] == found["lonely"] == SHARED
