"""Tables of web pages: which hold data and which only lay out the page, and the cells of the former."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from policygraph.sources.spans import Spanning, lay_out

__all__ = ["data_table"]

_LONGEST_CELL = 1_500
_MOST_PARAGRAPHS = 12
_MOST_CELLS = 300_000
_MOST_LINKED = 0.5
_BREAKS = frozenset({"p", "div", "br", "li"})
_UNSEEN = frozenset({"script", "style", "template"})
_BLANK = re.compile(r"\s+")


def data_table(table: LexborNode) -> tuple[tuple[str, ...], ...]:
    """The rows of a table of data; none where the table only lays out a page.

    A table lays out if it holds another one, has only one row or column, or a cell with a text of many paragraphs.
    """
    cells: list[Spanning] = []
    taken: set[tuple[int, int]] = set()
    linked = total = 0
    row = -1
    for node in _parts(table):
        if node.tag == "table":
            return ()
        if node.tag == "tr":
            row += 1
            column = 0
            continue
        if row < 0:
            return ()
        text, paragraphs, in_links = _text(node)
        if len(text) > _LONGEST_CELL or paragraphs > _MOST_PARAGRAPHS:
            return ()
        linked, total = linked + in_links, total + len(text)
        while (row, column) in taken:
            column += 1
        rows, columns = _span(node, "rowspan"), _span(node, "colspan")
        if len(taken) + rows * columns > _MOST_CELLS:
            return ()
        taken |= {(row + i, column + j) for i in range(rows) for j in range(columns)}
        cells.append(Spanning(text, row, column, rows, columns))
    # A cell may claim more rows than there are.
    cells = [
        Spanning(cell.text, cell.row, cell.column, min(cell.rows, row + 1 - cell.row), cell.columns)
        for cell in cells
    ]
    laid_out = lay_out(cells)
    if len(laid_out) < 2 or len(laid_out[0]) < 2 or linked > _MOST_LINKED * total:
        return ()
    return tuple(map(tuple, laid_out))


def _parts(table: LexborNode) -> Iterator[LexborNode]:
    """Its rows and cells in order, and tables within."""
    stack = list(_children(table))[::-1]
    while stack:
        node = stack.pop()
        if node.tag in ("tr", "td", "th", "table"):
            yield node
        if node.is_element_node:
            stack += list(_children(node))[::-1]


def _children(node: LexborNode) -> Iterator[LexborNode]:
    below = node.first_child
    while below is not None:
        yield below
        below = below.next


def _text(cell: LexborNode) -> tuple[str, int, int]:
    """The text of a cell, in how many paragraphs it stands, and how much of it is links."""
    parts: list[str] = []
    paragraphs = linked = 0
    stack: list[tuple[LexborNode, bool]] = [(node, False) for node in _children(cell)][::-1]
    while stack:
        node, is_link = stack.pop()
        if node.is_text_node:
            text = node.text_content or ""
            parts.append(text)
            linked += len(text.strip()) if is_link else 0
        elif node.is_element_node and node.tag not in _UNSEEN:
            paragraphs += node.tag in _BREAKS
            is_link = is_link or node.tag == "a"
            if node.tag in _BREAKS:
                parts.append(" ")
            stack += [(below, is_link) for below in _children(node)][::-1]
    return _BLANK.sub(" ", "".join(parts)).strip(), paragraphs, linked


def _span(cell: LexborNode, name: str) -> int:
    value = (cell.attributes.get(name) or "").strip()
    return min(max(int(value), 1), 1_000) if value.isdecimal() and len(value) < 5 else 1
