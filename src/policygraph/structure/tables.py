"""Tables kept as tab-separated rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policygraph.model import Cell, Table

_ROW_BLOCK = re.compile(r"^[^\n\t]*\t[^\n]*(?:\n[^\n\t]*\t[^\n]*)*", re.MULTILINE)
_MAX_CAPTION = 80
_MAX_CAPTIONS = 4


def find_tables(clean: str, start: int, end: int, path: str) -> Iterator[Table]:
    """Tables in ``clean[start:end]`` with the short lines before them as captions."""
    for block in _ROW_BLOCK.finditer(clean, start, end):
        captions = _captions(clean, start, block.start())
        rows = tuple(_cells(clean, s, e) for s, e in _lines(clean, block.start(), block.end()))
        yield Table(path, captions, rows, block.start(), block.end())


def mark_repeats(tables: list[Table]) -> list[Table]:
    """The tables with ``repeats`` set on each that prints an earlier one again, cell by cell."""
    seen: set[tuple[tuple[str, ...], ...]] = set()
    marked = []
    for table in tables:
        content = tuple(tuple(cell.text for cell in row) for row in table.rows)
        repeats = content in seen
        seen.add(content)
        marked.append(
            Table(table.path, table.captions, table.rows, table.start, table.end, repeats)
            if repeats
            else table
        )
    return marked


def _lines(clean: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        stop = clean.find("\n", at, end)
        stop = end if stop < 0 else stop
        yield at, stop
        at = stop + 1


def _cells(clean: str, start: int, end: int) -> tuple[Cell, ...]:
    cells = []
    at = start
    for text in clean[start:end].split("\t"):
        cells.append(Cell(text, at, at + len(text)))
        at += len(text) + 1
    return tuple(cells)


def _captions(clean: str, start: int, before: int) -> tuple[str, ...]:
    """Up to four short lines right above a table, nearest last."""
    captions: list[str] = []
    stop = before - 1
    while stop > start and len(captions) < _MAX_CAPTIONS:
        line_start = max(clean.rfind("\n", start, stop) + 1, start)
        line = clean[line_start:stop]
        if not line or "\t" in line or len(line) > _MAX_CAPTION or line.endswith("。"):
            break
        captions.append(line)
        stop = line_start - 1
    return tuple(reversed(captions))
