"""Tables: rows of cells parted by tabs, groups of rows, and heads of several rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import mode

from policygraph.model import Cell, Table

__all__ = ["find_tables", "is_ragged", "mark_repeats", "row_blocks"]

_ROW = r"[^\n\t]*\t[^\n]*"
# One short cell between rows groups those below it.
_GROUP = r"[^\n\t。；]{1,20}"
_ROW_BLOCK = re.compile(rf"^{_ROW}(?:\n(?:{_GROUP}\n(?={_ROW}))?{_ROW})*", re.MULTILINE)
_CAPTION_LINE = re.compile(
    r"(?:附?表|专栏|附件|注|[（(]?(?:计量)?单位)[\d一二三四五六七八九十：:]|.*(?:表|清单|目录)$"
)
_FIGURE = re.compile(r"[<>≤≥\[〔（]*[-+]?\d(?!\d{3}年)")
_MAX_CAPTION = 80
_MAX_CAPTIONS = 4


def row_blocks(clean: str) -> list[tuple[int, int]]:
    """Where rows of tables stand, and the groups between them; what stands above a head that comes again is none."""
    return [part for block in _ROW_BLOCK.finditer(clean) for part in _under_one_head(clean, *block.span())]


def _under_one_head(clean: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    lines = list(_lines(clean, start, end))
    head = clean[slice(*lines[0])]
    for above, line in pairwise(lines):
        if clean[slice(*line)] == head and "\t" not in clean[slice(*above)]:
            yield start, above[0] - 1
            start = line[0]
    yield start, end


def find_tables(
    clean: str, start: int, end: int, path: str, head: tuple[int, int] | None = None
) -> Iterator[Table]:
    """Tables in ``clean[start:end]`` with the short lines before them as captions.

    Args:
        clean: the clean text.
        start: where the stretch begins.
        end: where it ends.
        path: the provision that it belongs to.
        head: where the head of the first table stands, if that is further up.
    """
    for block in _ROW_BLOCK.finditer(clean, start, end):
        rows = [_cells(clean, s, e) for s, e in _lines(clean, block.start(), block.end())]
        first = start
        for part in _parted(rows):
            opening, closing = part[0][0].start, part[-1][-1].end
            captions = _captions(clean, first, opening)
            if head:
                part, head = [_cells(clean, *head), *part], None
            yield Table(path, captions, tuple(_with_whole_heads(part)), opening, closing)
            first = closing


def mark_repeats(tables: list[Table]) -> list[Table]:
    """The tables with ``repeats`` set on each that prints an earlier one again, cell by cell."""
    seen: set[tuple[tuple[str, ...], ...]] = set()
    marked = []
    for table in tables:
        content = tuple(tuple(cell.text for cell in row) for row in table.rows)
        marked.append(replace(table, repeats=True) if content in seen else table)
        seen.add(content)
    return marked


def is_ragged(table: Table) -> bool:
    """Whether the rows differ in length, those of one cell, which group others, left aside."""
    return len({len(row) for row in table.rows if len(row) > 1}) > 1


def _parted(rows: Sequence[tuple[Cell, ...]]) -> Iterator[list[tuple[Cell, ...]]]:
    """The rows of each table where a line between two is the caption of the second, and no group of rows."""
    part: list[tuple[Cell, ...]] = []
    for i, row in enumerate(rows):
        if len(row) == 1 and part and (_CAPTION_LINE.match(row[0].text) or _is_head(rows[i + 1], part)):
            yield part
            part = []
        elif len(row) > 1 or part:
            part.append(row)
    if part:
        yield part


def _is_head(row: Sequence[Cell], above: Sequence[Sequence[Cell]]) -> bool:
    """Whether a row begins another table than the rows above: it is their head again, or the first without figures."""
    if [cell.text for cell in row] == [cell.text for cell in above[0]]:
        return True
    return _has_figures(above[-1]) and not _has_figures(row)


def _has_figures(row: Sequence[Cell]) -> bool:
    return any(_FIGURE.match(cell.text) for cell in row)


def _with_whole_heads(rows: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """The rows; cells of a second row of heads stand below the cell that was merged above them."""
    first = next((i for i, row in enumerate(rows) if any(_FIGURE.match(c.text) for c in row[1:])), 0)
    # A single row with a cell too many does not make the table wider.
    width = mode(len(row) for row in rows[first:] if len(row) > 1)
    found = list(rows)
    for i in range(1, first):
        upper, row = found[i - 1], found[i]
        words = [cell for cell in row if cell.text]
        if not 1 < len(row) < width or len(words) == len(row) == len(upper):
            continue
        at = _merged(upper, len(words), width)
        blank = Cell("", row[0].start, row[0].start)
        last = Cell("", row[-1].end, row[-1].end)
        found[i] = (*[blank] * at, *words, *[last] * (width - at - len(words)))
    return found


def _merged(upper: Sequence[Cell], count: int, width: int) -> int:
    """The column where a merged cell of ``count`` columns begins: one with empty cells behind it, or the last."""
    texts = [cell.text for cell in upper] + [""] * (width - len(upper))
    for at in range(width - count, -1, -1):
        if texts[at] and not any(texts[at + 1 : at + count]) and (at + count == width or texts[at + count]):
            return at
    return width - count


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
