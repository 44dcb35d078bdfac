"""Networks cut down to what a picture can hold."""

from __future__ import annotations

from collections import defaultdict

from policygraph.exports.parts import Network, kinds
from policygraph.exports.style import KINDS

__all__ = ["cut"]


def cut(graph: Network, most: int) -> tuple[Network, str]:
    """At most ``most`` nodes of the graph, and a sentence on what was left out ('' where nothing was).

    Whole kinds go first, from the bottom of the hierarchy; where not even one kind fits, the nodes with the most
    neighbours of the highest kind stay.
    """
    if len(graph) <= most:
        return graph, ""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for node, kind in kinds(graph).items():
        by_kind[kind].append(node)
    kept: list[str] = []
    dropped: list[str] = []
    for kind in KINDS:
        fits = not dropped and len(kept) + len(by_kind[kind]) <= most
        if fits:
            kept += by_kind[kind]
        elif by_kind[kind]:
            dropped.append(kind)
    if graph.subgraph(kept).number_of_edges():
        names = ", ".join(KINDS[kind].en for kind in dropped)
        return graph.subgraph(sorted(kept)), _sentence(graph, len(kept), f"without nodes of kind {names}")
    busiest = sorted(graph, key=lambda node: (-graph.degree(node), node))[:most]
    return graph.subgraph(sorted(busiest)), _sentence(graph, most, "those with the most neighbours")


def _sentence(graph: Network, kept: int, which: str) -> str:
    return (
        f"shows {kept} of {len(graph)} nodes, {which}; "
        "select less with --city, --chapter, --theme, --agency or --indicator to see all"
    )
