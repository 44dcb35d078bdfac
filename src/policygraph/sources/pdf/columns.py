"""Tables without ruled lines, told by the gaps between their columns and rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policygraph.sources.pdf.lines import PageLine, joined

__all__ = ["GapTable", "find_gap_tables"]

_MIN_LINES = 3
_MIN_COLUMNS = 3
_MIN_FILLED = 0.6
# Of an em: the widest gap between two lines of a table, and by how much gaps between rows exceed those within.
_FAR = 2.5
_ROW_GAP = 0.3
_NUMBER = re.compile(r"[<>≤≥＜＞〔\[（(+-]*\d[\d.,]*%?[\]〕）)]*")

_Columns = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class GapTable:
    """A table by its gaps: the lines that it was made of, the middles of its columns, and its rows.

    ``rows`` is empty where the lines stand in columns, but nothing tells which of them make a row.
    """

    lines: tuple[PageLine, ...]
    xs: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]


def find_gap_tables(lines: Sequence[PageLine]) -> Iterator[PageLine | GapTable]:
    """The lines from top to bottom, those that make a table as one.

    Lines on end whose runs stand in three columns at least are a table, or in two whose second holds numbers under a
    head: less could be a list of names or a table of contents.
    """
    at = 0
    while at < len(lines):
        end, columns = _reach(lines, at) if len(lines[at].runs) > 1 else (at, [])
        table = _table(lines[at:end], columns)
        if table:
            yield table
            at = end
        else:
            yield lines[at]
            at += 1


def _reach(lines: Sequence[PageLine], start: int) -> tuple[int, _Columns]:
    """The end of the lines that stand in the same columns as that at ``start``, and these columns."""
    columns: _Columns = []
    end = last = start
    while end < len(lines):
        line = lines[end]
        if end > start and line.y0 - lines[end - 1].y1 > _FAR * line.size:
            break
        new = _with(columns, line)
        if new is None:
            break
        columns = new
        end += 1
        last = end if len(line.runs) > 1 else last
    # What stands in one column only may go on with the last row, or in the first be the text below the table.
    while last < end and (
        lines[last].x0 > columns[0][1] or lines[last].y0 - lines[last - 1].y1 < _ROW_GAP * lines[last].size
    ):
        last += 1
    return last, columns


def _with(columns: _Columns, line: PageLine) -> _Columns | None:
    """The columns with those of one more line; None where a run reaches over two of them."""
    found = list(columns)
    for run in line.runs:
        over = [column for column in found if run.x0 < column[1] and run.x1 > column[0]]
        if len(over) > 1 or (not over and columns and len(line.runs) == 1):
            return None
        for column in over:
            found.remove(column)
        found.append((min([run.x0, *(c[0] for c in over)]), max([run.x1, *(c[1] for c in over)])))
    return sorted(found)


def _table(lines: Sequence[PageLine], columns: _Columns) -> GapTable | None:
    if sum(len(line.runs) > 1 for line in lines) < _MIN_LINES or len(columns) < 2:
        return None
    groups = _by_serial(lines, columns) or [
        part for group in _grouped(lines) for part in _parted(group, columns)
    ]
    rows = [_row(group, columns) for group in groups]
    filled = sum(sum(map(bool, row)) for row in rows) / (len(rows) * len(columns))
    is_table = len(columns) >= _MIN_COLUMNS
    if not is_table:
        head, *values = [row[-1] for row in rows]
        is_table = not _NUMBER.fullmatch(head) and all(_NUMBER.fullmatch(value) for value in values if value)
    if not is_table:
        return None
    xs = tuple((x0 + x1) / 2 for x0, x1 in columns)
    is_told = len(rows) < len(lines) or filled >= _MIN_FILLED
    return GapTable(tuple(lines), xs, tuple(rows) if is_told else ())


def _grouped(lines: Sequence[PageLine]) -> list[list[PageLine]]:
    """The lines of each row: gaps between rows are wider than those within, where there are both."""
    gaps = [below.y0 - above.y1 for above, below in pairwise(lines)]
    size = lines[0].size
    narrow, wide = min(gaps), max(gaps)
    limit = (narrow + wide) / 2 if wide - narrow > _ROW_GAP * size else narrow - size
    groups = [[lines[0]]]
    for line, gap in zip(lines[1:], gaps, strict=True):
        if gap > limit:
            groups.append([])
        groups[-1].append(line)
    return groups


def _by_serial(lines: Sequence[PageLine], columns: _Columns) -> list[list[PageLine]]:
    """The lines of each row of a table whose first column counts up from 1 on the rows' first lines; else none."""
    firsts = [_row([line], columns)[0] for line in lines]
    starts = [i for i, first in enumerate(firsts) if first.isdecimal()]
    counted = [int(firsts[i]) for i in starts]
    # Where the numbers stand in the middle of their rows, lines of the first row stand between head and 1.
    if len(starts) < 2 or counted != list(range(1, len(starts) + 1)) or starts[0] != 1:
        return []
    if sum(map(bool, firsts)) > len(starts) + 1:
        return []
    ends = [*starts, len(lines)]
    return [list(lines[start:end]) for start, end in pairwise((0, *ends))]


def _parted(group: Sequence[PageLine], columns: _Columns) -> Iterator[list[PageLine]]:
    """The lines of a group, parted before a second figure in a column: figures are not broken over lines."""
    part: list[PageLine] = []
    seen: set[int] = set()
    for line in group:
        figures = {i for i, cell in enumerate(_row([line], columns)) if _NUMBER.fullmatch(cell)}
        if part and figures & seen:
            yield part
            part, seen = [], set()
        part.append(line)
        seen |= figures
    if part:
        yield part


def _row(lines: Sequence[PageLine], columns: _Columns) -> tuple[str, ...]:
    return tuple(
        joined(run.text for line in lines for run in line.runs if x0 <= (run.x0 + run.x1) / 2 <= x1)
        for x0, x1 in columns
    )
