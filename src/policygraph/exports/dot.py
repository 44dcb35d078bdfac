"""DOT, the language of Graphviz."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from policygraph.exports.parts import Network, edges, kinds
from policygraph.exports.style import EDGES, FONTS, KINDS, short
from policygraph.printable import printable

__all__ = ["dot"]

_LONGEST_LABEL = 24


def dot(graph: Network) -> Iterator[str]:
    """The graph with a box for each node in the colour of its kind, and a legend of the kinds there are."""
    word, arrow = ("digraph", "->") if graph.is_directed() else ("graph", "--")
    yield f"{word} {_quoted(graph.name)} {{\n"
    yield f'graph [{_layout(graph)}, fontname="{FONTS}", label={_legend(graph)}];\n'
    yield f'node [fontname="{FONTS}", shape=box, style=filled, penwidth=0, height=0.3];\n'
    yield f'edge [fontname="{FONTS}", fontsize=10, arrowsize=0.6];\n'
    names = {node: f"n{number}" for number, node in enumerate(sorted(graph))}
    for node in names:
        yield _node(names[node], node, graph.nodes[node])
    for source, target, data in edges(graph):
        look = EDGES[data["kind"]]
        width = min(1 + data["weight"] / 2, 6)
        yield (
            f"{names[source]} {arrow} {names[target]}"
            f' [color="{look.colour}", penwidth={width:g}, tooltip={_quoted(data["label"])}'
            # What stands on an edge is worth reading where it is more than the kind, which the legend explains.
            f"{', label=' + _quoted(data['label']) if 'fact' in data else ''}];\n"
        )
    yield "}\n"


def _layout(graph: Network) -> str:
    """Ranks from left to right; where edges have no direction, nodes that share much stand close together."""
    if graph.is_directed():
        return "rankdir=LR, nodesep=0.1, ranksep=1.5"
    return "layout=neato, overlap=false, splines=true"


def _node(name: str, iri: str, data: Mapping[str, Any]) -> str:
    colour = KINDS[data["kind"]].colour
    return (
        f'{name} [label={_quoted(short(data["label"], _LONGEST_LABEL))}, fillcolor="{colour}", '
        f'fontcolor="{_ink(colour)}", tooltip={_quoted(data.get("label_zh", data["label"]))}, URL={_quoted(iri)}];\n'
    )


def _legend(graph: Network) -> str:
    """The kinds of nodes and edges in words of their colours, as an HTML-like label."""
    found = set(kinds(graph).values())
    relations = {data["kind"] for *_, data in graph.edges(data=True)}
    boxes = [
        f'<font color="{look.colour}">■</font> {look.zh} {look.en}' for k, look in KINDS.items() if k in found
    ]
    lines = [
        f'<font color="{look.colour}">―</font> {look.zh} {look.en}'
        for k, look in EDGES.items()
        if k in relations
    ]
    return f"<{' &#160; '.join(boxes)}<br/>{' &#160; '.join(lines)}>"


def _ink(colour: str) -> str:
    """Black or white, whichever is easier to read on the colour."""
    red, green, blue = bytes.fromhex(colour[1:])
    return "#000000" if 0.299 * red + 0.587 * green + 0.114 * blue > 100 else "#ffffff"


def _quoted(text: str) -> str:
    escaped = " ".join(printable(text).split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
