"""The parts of a network, as those who measure and write it take them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Network", "beside", "edges", "kinds"]

# In quotes, because networkx is slow to import.
Network: TypeAlias = "nx.Graph[str] | nx.MultiDiGraph[str]"


def kinds(graph: Network) -> dict[str, str]:
    """The kind of each node."""
    return {node: data["kind"] for node, data in graph.nodes(data=True)}


def beside(graph: Network, node: str) -> set[str]:
    """The nodes that share an edge with a node, whatever its direction."""
    import networkx as nx

    return set(nx.all_neighbors(graph, node))


def edges(graph: Network) -> list[tuple[str, str, dict[str, Any]]]:
    """Ends and attributes of each edge, sorted; ends without direction stand in sorted order themselves.

    A part of a graph tells its nodes, and so the ends of its edges, in an order of chance.
    """
    found = graph.edges(data=True)
    if graph.is_directed():
        return sorted(found, key=_order)
    return sorted(((min(ends), max(ends), data) for *ends, data in found), key=_order)


def _order(edge: tuple[str, str, dict[str, Any]]) -> tuple[str, str, str, str]:
    source, target, data = edge
    return source, target, data["kind"], data.get("fact", "")
