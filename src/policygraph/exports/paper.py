"""Networks as pictures that a page holds."""

from __future__ import annotations

import re

from policygraph.exports.cutting import Cut, cut
from policygraph.exports.dot import SMALLEST_TEXT, dot
from policygraph.exports.drawing import draw
from policygraph.exports.parts import Network

__all__ = ["on_paper", "to_read"]

# How many nodes of a kind are tried, until the picture fits.
_ROWS = (45, 36, 28, 22, 17, 13, 10, 7, 5)
# A4 upright without its margins, in points; on its side it is the other way round.
_PAGE = (552.0, 800.0)
_LEAST_TEXT = 6.0
_SIZE = re.compile(rb'<svg width="(\d+)pt" height="(\d+)pt"')


def on_paper(graph: Network, style: str) -> tuple[bytes, Cut]:
    """The picture as ``svg``, ``png`` or ``pdf``, and what it shows: as much as can be read on a page of A4.

    Raises:
        UsageError: there is no Graphviz, or it cannot draw the graph.
    """
    for rows in _ROWS:
        part = cut(graph, rows)
        sentences = (part.zh, part.en)
        found = _SIZE.search(draw("".join(dot(part.graph, *sentences)), "svg"))
        width, height = map(float, found.groups()) if found else _PAGE
        scale, page = max((min(page[0] / width, page[1] / height), page) for page in (_PAGE, _PAGE[::-1]))
        if scale * SMALLEST_TEXT >= _LEAST_TEXT:
            break
    size = f"{page[0] / 72:.2f},{page[1] / 72:.2f}"
    return draw("".join(dot(part.graph, *sentences, size=size)), style), part


def to_read(graph: Network, most: int) -> Cut:
    """As much of the graph as has at most ``most`` nodes."""
    parts = (cut(graph, rows) for rows in _ROWS)
    return next((part for part in parts if len(part.graph) <= most), cut(graph, _ROWS[-1]))
