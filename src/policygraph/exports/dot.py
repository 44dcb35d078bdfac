"""DOT, the language of Graphviz."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from policygraph.exports.looks import by_city, counted
from policygraph.exports.parts import Network, edges, kinds
from policygraph.exports.style import EDGES, FONTS, KINDS, short
from policygraph.printable import printable

__all__ = ["SMALLEST_TEXT", "dot"]

# In points. A letter of the Latin alphabet is told wider than it mostly is, so that no label leaves its box.
SMALLEST_TEXT = 10
_LATIN = 0.62
_TITLE = 15
_LONGEST_LABEL = 18
# Of a line of the head, in Chinese characters.
_WIDEST_LINE = 62
_TABLE = '<table border="0" cellborder="0" cellspacing="0" cellpadding="1">'
# How much of its colour a box shows.
_TINT = 0.3
_WORDS = re.compile(r"[\u0000-\u02ff]+? |[\u0000-\u02ff]+|.")


def dot(graph: Network, *sentences: str, size: str = "") -> Iterator[str]:
    """The graph with a box for each node in the colour of its kind, a frame for each city, and a head.

    The head holds the title in both languages, the kinds of nodes and lines, and ``sentences``. ``size`` is the width
    and height in inches that the picture is scaled down to.
    """
    word, arrow = ("digraph", "->") if graph.is_directed() else ("graph", "--")
    names = _names(graph)
    page = f'\n    size="{size}",' if size else ""
    text = f'fontname="{FONTS}", fontsize={SMALLEST_TEXT}'
    yield f"{word} {_quoted(graph.name)} {{\n"
    yield f"  graph [rankdir=LR, newrank=true, nodesep=0.1, ranksep=0.9, labelloc=t, labeljust=l,{page}\n"
    yield f"    {text},\n    label={_head(graph, sentences)}];\n"
    yield f"  node [{text}, shape=box, style=filled, height=0.27, fixedsize=true];\n"
    yield f"  edge [{text}, arrowsize=0.5];\n"
    for city, nodes in by_city(graph).items():
        boxes = [f"{_quoted(names[node])} [{_box(node, graph.nodes[node])}];\n" for node in nodes]
        yield from _framed(city, boxes) if city else ("\n", *(f"  {box}" for box in boxes))
    yield "\n"
    for source, target, data, is_loose in _lines(graph):
        loose = ", constraint=false" if is_loose else ""
        yield f"  {_quoted(names[source])} {arrow} {_quoted(names[target])} [{_line(data)}{loose}];\n"
    yield "}\n"


def _framed(city: str, boxes: Iterable[str]) -> Iterator[str]:
    yield f"\n  subgraph {_quoted(f'cluster {city}')} {{\n"
    yield f'    label={_quoted(city)}; fontsize={SMALLEST_TEXT + 2}; style=rounded; color="#999999"; margin=6;\n'
    yield from (f"    {box}" for box in boxes)
    yield "  }\n"


def _names(graph: Network) -> dict[str, str]:
    """What each node is called: its label, with a number where several have the same."""
    labels = {node: " ".join(printable(graph.nodes[node]["label"]).split()) for node in sorted(graph)}
    met: Counter[str] = Counter()
    often = Counter(labels.values())
    names = {}
    for node, label in labels.items():
        met[label] += 1
        names[node] = f"{label} #{met[label]}" if often[label] > 1 else label
    return names


def _box(iri: str, data: Mapping[str, Any]) -> str:
    colour = KINDS[data["kind"]].colour
    label = short(data["label"], _LONGEST_LABEL)
    width = (_width(label) + 1) * SMALLEST_TEXT / 72
    return (
        f'label={_quoted(label)}, width={width:.2f}, color="{colour}", fillcolor="{_tinted(colour)}", '
        f"tooltip={_quoted(data.get('label_zh', data['label']))}, URL={_quoted(iri)}"
    )


def _lines(graph: Network) -> Iterator[tuple[str, str, dict[str, Any], bool]]:
    """Ends and attributes of the lines, and whether a line leaves its ends where they are.

    Without direction, the heaviest lines that join all lead from what counts most to the right, and only these.
    """
    if graph.is_directed():
        yield from ((*line, False) for line in edges(graph))
        return
    import networkx as nx

    between: nx.Graph[str] = nx.Graph(
        graph.edge_subgraph((a, b) for a, b, data in edges(graph) if data["kind"] != "works")
    )
    tree = nx.maximum_spanning_tree(between)
    ways = {}
    for part in sorted(map(sorted, nx.connected_components(tree))):
        hub = max(part, key=lambda node: (counted(graph, node), node))
        ways.update({frozenset(way): way for way in nx.bfs_edges(tree, hub, sort_neighbors=sorted)})
    for source, target, data in edges(graph):
        way = ways.get(frozenset((source, target)))
        yield *(way or (source, target)), data, way is None and data["kind"] != "works"


def _line(data: Mapping[str, Any]) -> str:
    # Where a node only belongs, its weight says nothing more.
    weight = 1 if data["kind"] in ("part", "works") else data["weight"]
    width = 0.6 + min(math.sqrt(weight) - 1, 3) * 0.6
    told = f'color="{EDGES[data["kind"]].colour}", penwidth={width:.2f}, tooltip={_quoted(data["label"])}'
    # What stands on a line is worth reading where it is more than the kind, which the head explains.
    return f"{told}, label={_quoted(data['label'])}" if "fact" in data else told


def _head(graph: Network, sentences: Iterable[str]) -> str:
    """Title, sentences and legend as an HTML-like label."""
    about, *others = graph.graph.get("about", (graph.name,))
    title, mark, rest = about.partition("；")
    texts = filter(None, (rest.removesuffix("。") + "。" if mark else "", *others, *sentences))
    rows = [
        *(
            f'<font point-size="{_TITLE}"><b>{escape(row)}</b></font>'
            for row in _wrapped(title, _WIDEST_LINE * 0.6)
        ),
        *(escape(row) for text in texts for row in _wrapped(text, _WIDEST_LINE)),
        *_legend(graph),
    ]
    cells = "".join(f'\n      <tr><td align="left">{row}</td></tr>' for row in rows)
    return f"<{_TABLE}{cells}\n    </table>>"


def _legend(graph: Network) -> Iterator[str]:
    """The kinds of nodes and lines in rows of their colours, each in a cell that is wide enough."""
    found = set(kinds(graph).values())
    relations = {data["kind"] for *_, data in graph.edges(data=True)}
    entries = [
        *(("■", look) for kind, look in KINDS.items() if kind in found),
        *(("━", look) for kind, look in EDGES.items() if kind in relations),
    ]
    cells: list[str] = []
    filled = 0.0
    for mark, look in entries:
        text = f"{look.zh} {look.en}"
        width = _width(text) + 1
        if cells and filled + width > _WIDEST_LINE:
            yield f"{_TABLE}<tr>{''.join(cells)}</tr></table>"
            cells, filled = [], 0.0
        cells.append(
            f'<td width="{1.4 * SMALLEST_TEXT:.0f}"><font color="{look.colour}">{mark}</font></td>'
            f'<td align="left" width="{width * SMALLEST_TEXT:.0f}">{escape(text)}</td>'
        )
        filled += width + 1.4
    yield f"{_TABLE}<tr>{''.join(cells)}</tr></table>"


def _wrapped(text: str, most: float) -> Iterator[str]:
    """Lines of a text, broken after any Chinese character or between words."""
    line = ""
    for word in _WORDS.findall(" ".join(printable(text).split())):
        if line and word not in "，。；、：）》”" and _width(line + word) > most:
            yield line.rstrip()
            line = ""
        line += word
    yield line


def _width(text: str) -> float:
    """In Chinese characters."""
    return sum(1.0 if character > "\u02ff" else _LATIN for character in text)


def _tinted(colour: str) -> str:
    return "#" + "".join(f"{round(255 - (255 - part) * _TINT):02x}" for part in bytes.fromhex(colour[1:]))


def _quoted(text: str) -> str:
    """A string of DOT; Graphviz reads entities in it, so that a plain & has to be one."""
    plain = " ".join(printable(text).split()).replace("&", "&amp;")
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
