"""Mermaid flow charts, which GitHub and other sites draw inside Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policygraph.exports.parts import Network, edges, kinds
from policygraph.exports.style import EDGES, KINDS, short
from policygraph.printable import printable

__all__ = ["MOST_NODES", "mermaid"]

# More than this, nobody can read in a page of text, and GitHub does not draw.
MOST_NODES = 60
_LONGEST_LABEL = 24
_SPECIAL = re.compile(r'["#&<>`\\]')


def mermaid(graph: Network) -> Iterator[str]:
    """The graph from left to right, nodes in the colours of their kinds, kinds of edges as their labels."""
    arrow = "-->" if graph.is_directed() else "---"
    names = {node: f"n{number}" for number, node in enumerate(sorted(graph))}
    yield "flowchart LR\n"
    for node, name in names.items():
        data = graph.nodes[node]
        yield f'  {name}["{_escaped(data["label"])}"]:::{data["kind"]}\n'
    for source, target, data in edges(graph):
        text = data["label"] if data["kind"] == "sets" else EDGES[data["kind"]].zh
        yield f'  {names[source]} {arrow}|"{_escaped(text)}"| {names[target]}\n'
    for kind in sorted(set(kinds(graph).values())):
        yield f"  classDef {kind} fill:{KINDS[kind].colour},stroke:#333333,color:#000000\n"


def _escaped(text: str) -> str:
    """Text inside quotes: what means something to Mermaid or HTML as a numbered character."""
    return _SPECIAL.sub(lambda match: f"#{ord(match[0])};", short(printable(text), _LONGEST_LABEL))
