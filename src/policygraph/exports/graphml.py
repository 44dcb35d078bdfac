"""GraphML by networkx' writer, for igraph, yEd and others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policygraph.exports.layout import positions
from policygraph.exports.parts import Network
from policygraph.printable import printable

__all__ = ["graphml"]


def graphml(graph: Network) -> Iterator[str]:
    """The graph with typed attributes and places.

    networkx' writer lets characters through that XML forbids, and takes the keys of parallel edges for the ids of
    edges, which must be unique in the file: hence the copy.
    """
    import networkx as nx

    places = positions(graph)
    copy: Network = nx.MultiDiGraph() if graph.is_directed() else nx.Graph()
    for node, data in graph.nodes(data=True):
        copy.add_node(printable(node), x=places[node][0], y=places[node][1], **_clean(data))
    for number, (source, target, data) in enumerate(graph.edges(data=True)):
        key = {"key": f"e{number}"} if graph.is_directed() else {}
        copy.add_edge(printable(source), printable(target), **key, **_clean(data))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    for line in nx.generate_graphml(copy):
        yield f"{line}\n"


def _clean(data: dict[str, Any]) -> dict[str, Any]:
    return {key: printable(value) if isinstance(value, str) else value for key, value in data.items()}
