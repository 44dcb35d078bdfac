"""How kinds of nodes look: the colours of Okabe and Ito, which colour-blind people tell apart."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["COLOURS", "clean", "positions", "size"]

COLOURS = {
    "directive": "#d55e00",
    "document": "#0072b2",
    "plan": "#e69f00",
    "measure": "#56b4e9",
    "agency": "#009e73",
    "indicator": "#cc79a7",
    "target": "#f0e442",
    "obligation": "#bbbbbb",
}
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GAP = 40.0


def clean(text: str) -> str:
    """``text`` with every character that XML 1.0 forbids as U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text)


def size(graph: nx.DiGraph[str], node: str) -> float:
    """The diameter of a node: its area grows with the number of its neighbours."""
    return round(6 + 4 * math.sqrt(graph.degree(node)), 3)


def positions(graph: nx.DiGraph[str]) -> dict[str, tuple[float, float]]:
    """A circle for each kind of node, inside one another in the order of COLOURS."""
    placed: dict[str, tuple[float, float]] = {}
    radius = 0.0
    for kind in COLOURS:
        nodes = [node for node, data in graph.nodes(data=True) if data["kind"] == kind]
        if not nodes:
            continue
        radius = max(radius + 5 * _GAP, len(nodes) * _GAP / math.tau)
        for rank, node in enumerate(nodes):
            angle = math.tau * rank / len(nodes)
            placed[node] = (round(radius * math.cos(angle), 3), round(radius * math.sin(angle), 3))
    return placed
