"""Mermaid flow charts, which GitHub and other sites draw inside Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policygraph.exports.looks import by_city
from policygraph.exports.parts import Network, edges, kinds
from policygraph.exports.style import EDGES, KINDS, short
from policygraph.printable import printable

__all__ = ["MOST_NODES", "mermaid"]

# More than this, nobody can read in a page of text, and GitHub does not draw.
MOST_NODES = 60
_LONGEST_LABEL = 24
_SPECIAL = re.compile(r'["#&<>`\\]')


def mermaid(graph: Network, *sentences: str) -> Iterator[str]:
    """The graph from left to right, nodes in the colours of their kinds, kinds of edges as their labels.

    Each city has a frame; ``sentences`` stand in a box of their own.
    """
    arrow = "-->" if graph.is_directed() else "---"
    names = {node: f"n{number}" for number, node in enumerate(sorted(graph))}
    title = graph.graph.get("about", (graph.name,))[0]
    yield f'---\ntitle: "{_escaped(title, len(title))}"\n---\nflowchart LR\n'
    for number, (city, nodes) in enumerate(by_city(graph).items()):
        if city:
            yield f'  subgraph city{number}["{_escaped(city)}"]\n'
        for node in nodes:
            data = graph.nodes[node]
            yield f'  {names[node]}["{_escaped(data["label"])}"]:::{data["kind"]}\n'
        if city:
            yield "  end\n"
    for source, target, data in edges(graph):
        text = data["label"] if data["kind"] == "sets" else EDGES[data["kind"]].zh
        yield f'  {names[source]} {arrow}|"{_escaped(text)}"| {names[target]}\n'
    told = "<br>".join(_escaped(sentence, len(sentence)) for sentence in sentences if sentence)
    if told:
        yield f'  note["{told}"]\n'
    for kind in sorted(set(kinds(graph).values())):
        yield f"  classDef {kind} fill:{KINDS[kind].colour},stroke:#333333,color:#000000\n"


def _escaped(text: str, most: int = _LONGEST_LABEL) -> str:
    """Text inside quotes: what means something to Mermaid or HTML as a numbered character."""
    return _SPECIAL.sub(lambda match: f"#{ord(match[0])};", short(printable(text), most))
