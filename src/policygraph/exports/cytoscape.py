"""Cytoscape JSON, for Cytoscape and cytoscape.js."""

from __future__ import annotations

import json
from collections.abc import Iterator

from policygraph.exports.layout import positions
from policygraph.exports.looks import colours, diameters
from policygraph.exports.parts import Network
from policygraph.exports.style import EDGES

__all__ = ["cytoscape"]


def cytoscape(graph: Network) -> Iterator[str]:
    """The graph with positions, sizes and colours as data, an element a line."""
    places, sizes, colour = positions(graph), diameters(graph), colours(graph)
    nodes = (
        {
            "data": {
                "id": node,
                **data,
                "size": sizes[node],
                "colour": colour[node],
            },
            "position": {"x": places[node][0], "y": -places[node][1]},
        }
        for node, data in graph.nodes(data=True)
    )
    edges = (
        {
            "data": {
                "id": f"e{number}",
                "source": source,
                "target": target,
                **data,
                "colour": EDGES[data["kind"]].colour,
            }
        }
        for number, (source, target, data) in enumerate(graph.edges(data=True))
    )
    yield f'{{"data": {{"name": {json.dumps(graph.name)}}}, "elements": {{"nodes": [\n'
    yield ",\n".join(json.dumps(node, ensure_ascii=False) for node in nodes)
    yield '\n], "edges": [\n'
    yield ",\n".join(json.dumps(edge, ensure_ascii=False) for edge in edges)
    yield "\n]}}\n"
