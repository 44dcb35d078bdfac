"""A chain of steps, such as a trace, as DOT: each thing stands once, and facts of a kind share a box."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import accumulate, takewhile
from typing import Any

from policygraph.errors import UsageError
from policygraph.exports.style import FONTS, KINDS
from policygraph.printable import printable
from policygraph.queries.trace import BASED_ON, Step

__all__ = ["chain_dot"]

_LINE = 18
_EDGE_LINE = 26
_FACT = 26
_MOST_LINES = 3
_LISTED = {"obligation": "obligations", "target": "targets", "agency": "agencies"}
_MOST_LISTED = 8
_COLOURS = {**{kind: look.colour for kind, look in KINDS.items()}, "chapter": KINDS["measure"].colour}
_OTHER = "#dddddd"
_GRAPH = {"rankdir": "LR", "nodesep": "0.15", "ranksep": "0.7", "fontname": FONTS}
_NODES = {
    "fontname": FONTS,
    "fontsize": "10",
    "shape": "box",
    "style": "filled,rounded",
    "penwidth": "0",
    "margin": "0.12,0.07",
}
_EDGES = {"fontname": FONTS, "fontsize": "8", "color": "#777777", "fontcolor": "#444444", "arrowsize": "0.6"}
# A Latin word is not broken; any other character may end a line.
_PIECES = re.compile(r"[\u0000-\u02ff]+? |[\u0000-\u02ff]+|.")


def chain_dot(root: Step) -> str:
    """The chain from ``root`` on in Graphviz' language, from left to right, the same bytes each time.

    Raises:
        UsageError: the package graphviz is missing.
    """
    try:
        import graphviz
    except ImportError as error:
        raise UsageError("charts need graphviz: pip install 'policygraph[networks]'") from error

    chart = graphviz.Digraph("chain", graph_attr=_GRAPH, node_attr=_NODES, edge_attr=_EDGES)
    _Chart(chart, graphviz.nohtml).draw(root)
    return str(chart.source)


class _Chart:
    """A chart under way: a node or edge that comes twice is drawn once."""

    def __init__(self, chart: Any, plain: Callable[[str], str]) -> None:
        self._chart = chart
        # Text that looks like <markup> stays text.
        self._plain = plain
        self._names: dict[str, str] = {}
        self._edges: set[tuple[str, str, str]] = set()

    def draw(self, root: Step) -> None:
        # What is called after its kind, such as a preamble, need not be told twice.
        label = _wrapped(root.label) if root.label != root.kind else []
        self._node(root.iri, [root.kind, *label, *_below(root)], root.kind, root.label)
        for kind, plural in _LISTED.items():
            facts = [step for step in root.steps if step.kind == kind and not step.steps]
            if facts:
                self._box(root, f"{len(facts)} {plural if len(facts) > 1 else kind}", facts)
        for step in root.steps:
            if step.kind in _LISTED and not step.steps:
                continue
            self.draw(step)
            self._edge(root.iri, step.iri, "\\n".join(_wrapped(_said_of(step), _EDGE_LINE)))

    def _box(self, step: Step, title: str, facts: Sequence[Step]) -> None:
        """Facts of one kind, shortened and capped, with an arrow to what holds them."""
        name = f"{facts[0].kind} {step.iri}"
        lines = [title, *(_escaped(_cut(fact.label)) for fact in facts[:_MOST_LISTED])]
        if len(facts) > _MOST_LISTED:
            lines.append(f"… and {len(facts) - _MOST_LISTED} more")
        self._node(name, lines, facts[0].kind, "\n".join(fact.label for fact in facts))
        self._edge(name, step.iri, "")

    def _node(self, thing: str, lines: Sequence[str], kind: str, tooltip: str) -> None:
        if thing not in self._names:
            self._names[thing] = f"n{len(self._names)}"
            label = "".join(f"{line}\\l" for line in lines)
            colour = f"{_COLOURS.get(kind, _OTHER)}55"
            self._chart.node(
                self._names[thing], label, fillcolor=colour, tooltip=self._plain(_escaped(tooltip))
            )

    def _edge(self, start: str, end: str, label: str) -> None:
        if (start, end, label) not in self._edges:
            self._edges.add((start, end, label))
            self._chart.edge(self._names[start], self._names[end], self._plain(label))


def _is_of_edge(step: Step) -> bool:
    """Whether the quote shows the relation, not the thing: where a document names its basis."""
    return step.relation == BASED_ON


def _below(step: Step) -> list[str]:
    """The last line of a box: what is known of a fact, such as its area, and where a thing stands in its source."""
    note = step.note if step.kind in _LISTED else ""
    line = " · ".join(filter(None, [note, "" if _is_of_edge(step) else _place(step)]))
    return [_escaped(line)] if line else []


def _said_of(step: Step) -> str:
    """How a thing is reached: the relation, and what is known of the relation."""
    note = "" if step.kind in _LISTED else step.note
    return ": ".join(filter(None, [step.relation, note, _place(step) if _is_of_edge(step) else ""]))


def _place(step: Step) -> str:
    return f"{step.quote.document} {step.quote.start}–{step.quote.end}" if step.quote else ""


def _width(text: str) -> float:
    """In Chinese characters; a Latin letter is half as wide."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def _cut(text: str) -> str:
    """A fact on one line; one that is too long loses its end."""
    line = " ".join(text.split())
    widths = accumulate(map(_width, line))
    end = sum(1 for _ in takewhile(lambda width: width <= _FACT, widths))
    return line if end == len(line) else f"{line[:end]}…"


def _wrapped(text: str, most: int = _LINE) -> list[str]:
    """Lines of a label, cut after a few; ``most`` is how wide they may be."""
    lines, widths = [""], [0.0]
    for piece in _PIECES.findall(" ".join(text.split())):
        width = _width(piece)
        if widths[-1] and widths[-1] + width > most:
            lines.append("")
            widths.append(0)
        lines[-1] += piece
        widths[-1] += width
    if len(lines) > _MOST_LINES:
        lines[_MOST_LINES - 1 :] = [f"{lines[_MOST_LINES - 1]}…"]
    return [_escaped(line) for line in lines]


def _escaped(text: str) -> str:
    return " ".join(printable(text).split()).replace("\\", "\\\\")
