"""Where each node stands in its network: its edges, its community, and how many shortest ways lead through it.

All is computed by networkx on numbered nodes in sorted order and with one seed, so that the same network always gets
the same figures, and in time that grows as the network does.
"""

from __future__ import annotations

from collections import Counter

from policygraph.exports.looks import counted
from policygraph.exports.parts import Network

__all__ = ["add_centrality"]

_SEED = 1
# Betweenness is estimated from as many starting nodes as keep to this many steps along edges, and from these at least.
_MOST_STEPS = 150_000
_LEAST_STARTS = 8


def add_centrality(graph: Network) -> None:
    """Give each node ``degree``, ``community`` with its ``community_label`` in both languages, and ``betweenness``.

    A community is a group of nodes with more edges among each other than chance would give (Louvain, by weight); it
    is numbered from 1, the largest first, and called after the member that most weight joins with the others.
    Betweenness is the share of shortest ways, without regard to direction, that lead through the node.
    """
    import networkx as nx

    nodes = sorted(graph)
    numbers = {node: number for number, node in enumerate(nodes)}
    plain: nx.Graph[int] = nx.empty_graph(len(nodes))
    for source, target, data in graph.edges(data=True):
        one, other = numbers[source], numbers[target]
        weight = plain[one][other]["weight"] if plain.has_edge(one, other) else 0
        plain.add_edge(one, other, weight=weight + data["weight"])
    steps = len(nodes) + 2 * plain.number_of_edges()
    starts = min(len(nodes), max(_LEAST_STARTS, _MOST_STEPS // steps))
    between = nx.betweenness_centrality(plain, k=starts, seed=_SEED)
    for node, number in numbers.items():
        graph.nodes[node]["degree"] = graph.degree(node)
        graph.nodes[node]["betweenness"] = round(between[number], 6)
    groups = nx.community.louvain_communities(plain, seed=_SEED)
    members = sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group[0]))
    of = {number: place for place, group in enumerate(members) for number in group}
    inside = Counter[int]()
    for one, other, weight in plain.edges(data="weight"):
        if of[one] == of[other]:
            inside.update({one: weight, other: weight})
    for place, group in enumerate(members, start=1):
        first = max(group, key=lambda number: (inside[number], counted(graph, nodes[number]), number))
        named = graph.nodes[nodes[first]]
        zh = named.get("label_zh", named["label"])
        told = {
            "community": place,
            "community_label": zh,
            "community_label_en": named.get("label_en", zh),
        }
        for number in group:
            graph.nodes[nodes[number]].update(told)
