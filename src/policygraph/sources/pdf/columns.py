"""Tables without ruled lines, told by the gaps between their columns and rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from policygraph.sources.pdf.glyphs import Run
from policygraph.sources.pdf.lines import PageLine, joined

__all__ = ["GapTable", "find_gap_tables"]

_MIN_LINES = 3
_MIN_COLUMNS = 3
_MIN_FILLED = 0.6
# Of an em: the widest gap between two lines of a table, and by how much gaps between rows exceed those within.
_FAR = 2.5
_ROW_GAP = 0.3
# In how many lines a blank goes through that parts columns; by how much lines are of one height if side by side.
_AGAIN = 2
_BESIDE = 0.2
_MOST_HEADS = 3
_OFF_CENTRE = 0.4
_MOST_ODD = 0.2
# What stands above and below tables, and leaders of a table of contents.
_NO_ROW = re.compile(
    r"附\s*[件表录]\s*[\d一二三四五六七八九十]{0,3}\s*(?:[:：]|$)|(?:备?注|说明|资料来源)\s?\d?[:：]|(?:附?表|图|专栏)\s?\d"
)
_LEADER = re.compile(r"(?:[.·•…‥․_\ue000-\uf8ff\U000f0000-\U0010fffd]\s?){4,}")
_NUMBER = re.compile(r"[<>≤≥＜＞〔\[（(+-]*\d[\d.,]*%?[\]〕）)]*")

_Columns = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class GapTable:
    """A table by its gaps: the lines that it was made of, from where to where its columns reach, and its rows.

    ``rows`` is empty where the lines stand in columns, but nothing tells which of them make a row.
    """

    lines: tuple[PageLine, ...]
    columns: tuple[tuple[float, float], ...]
    rows: tuple[tuple[str, ...], ...]


def find_gap_tables(lines: Sequence[PageLine]) -> Iterator[PageLine | GapTable]:
    """The lines from top to bottom, those that make a table as one.

    Lines on end whose runs stand in three columns at least are a table, or in two whose second holds numbers under a
    head: less could be a list of names or a table of contents. Cells that stand close together are told from words by
    the blank that goes through several lines.
    """
    parted = [PageLine(tuple(piece for run in line.runs for piece in run.pieces)) for line in lines]
    at = done = 0
    while at < len(lines):
        is_row = len(parted[at].runs) > 1 and not _NO_ROW.match(lines[at].text)
        end, columns = _reach(parted, at) if is_row else (at, [])
        columns = _without_words(columns, lines[at:end], parted[at:end])
        if len(lines[at].runs) == 1 and len(parted[at].runs) != len(columns):
            end = at
        start = _top(parted, done, at, columns) if end > at else at
        table = _table(lines[start:end], parted[start:end], columns)
        if table is None:
            at += 1
            continue
        yield from lines[done:start]
        yield table
        at = done = end
    yield from lines[done:]


def _reach(lines: Sequence[PageLine], start: int) -> tuple[int, _Columns]:
    """The end of the lines that stand in the same columns as that at ``start``, and these columns."""
    columns: _Columns = []
    end = last = start
    size = 0.0
    while end < len(lines):
        line = lines[end]
        # A line of figures looks smaller than it is.
        size = max(size, line.size)
        is_next = line.y0 - lines[end - 1].y1 <= _FAR * size and not _NO_ROW.match(line.text)
        if end > start and not is_next:
            break
        new = _with(columns, lines, start, end)
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


def _with(columns: _Columns, lines: Sequence[PageLine], start: int, at: int) -> _Columns | None:
    """The columns with those of one more line; None where a piece of it reaches over two of them."""
    found = list(columns)
    for run in lines[at].runs:
        over = _over(run, found)
        if any(_is_blank_again(pair, lines[start:at]) for pair in pairwise(over)):
            return None
        if not over and columns and len(lines[at].runs) == 1 and not _is_beside(lines, at):
            return None
        for column in over:
            found.remove(column)
        reach = (min([run.x0, *(c[0] for c in over)]), max([run.x1, *(c[1] for c in over)]))
        found = sorted([*found, reach])
    return found if len(found) > 1 or not columns else None


def _without_words(columns: _Columns, whole: Sequence[PageLine], parted: Sequence[PageLine]) -> _Columns:
    """The columns, but for those that only the words of one head make: 2020 年 实际值 above 300.

    Args:
        columns: where they reach.
        whole: the lines of the table.
        parted: the same, parted at each gap.
    """
    found = list(columns)
    at = 0
    while at + 1 < len(found):
        pair = found[at], found[at + 1]
        both = [
            i for i, line in enumerate(parted) if all(any(_over(r, [one]) for r in line.runs) for one in pair)
        ]
        is_one = both and all(any(len(_over(r, pair)) > 1 for r in whole[i].runs) for i in both)
        if is_one and len(both) < _AGAIN:
            found[at : at + 2] = [(pair[0][0], pair[1][1])]
        else:
            at += 1
    return found


def _over(run: Run, columns: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The columns that a run reaches over."""
    return [column for column in columns if run.x0 < column[1] and run.x1 > column[0]]


def _is_blank_again(pair: tuple[tuple[float, float], tuple[float, float]], lines: Sequence[PageLine]) -> bool:
    """Whether two columns side by side are both filled in several lines: then they are no words of one cell."""
    filled = sum(all(any(_over(run, [column]) for run in line.runs) for column in pair) for line in lines)
    return filled >= _AGAIN


def _is_beside(lines: Sequence[PageLine], at: int) -> bool:
    """Whether a line stands beside the one above or below it, as cells of a row that have several lines do."""
    return any(
        below.y0 < above.y1 - _BESIDE * above.size
        for above, below in pairwise(lines[max(at - 1, 0) : at + 2])
    )


def _top(lines: Sequence[PageLine], first: int, at: int, columns: _Columns) -> int:
    """Where a table begins whose columns show from the line ``at`` on: cells of its row may begin further up."""
    while at > first and lines[at].y0 < lines[at - 1].y1 - _BESIDE * lines[at].size:
        if any(len(_over(run, columns)) != 1 for run in lines[at - 1].runs):
            break
        at -= 1
    return at


def _table(whole: Sequence[PageLine], lines: Sequence[PageLine], columns: _Columns) -> GapTable | None:
    """The table that lines make whose columns are known; ``lines`` are parted at each gap, ``whole`` are not."""
    if sum(len(line.runs) > 1 for line in whole) < _MIN_LINES or len(columns) < 2:
        return None
    groups = (
        _by_serial(lines, columns)
        or _by_middle(lines, columns)
        or [part for group in _grouped(lines) for part in _parted(group, columns)]
    )
    rows = [_row(group, columns) for group in groups]
    if len(columns) == 2:
        rows = _with_whole_head(rows)
    filled = sum(sum(map(bool, row)) for row in rows) / (len(rows) * len(columns))
    is_table = len(columns) >= _MIN_COLUMNS
    if not is_table:
        head, *values = [row[-1] for row in rows]
        is_table = bool(head) and all(_NUMBER.fullmatch(value) for value in values if value)
    if not is_table or _is_contents(rows):
        return None
    is_told = len(rows) < len(lines) or filled >= _MIN_FILLED
    return GapTable(tuple(whole), tuple(columns), tuple(rows) if is_told else ())


def _is_contents(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether rows are those of a table of contents: they have leaders, or their pages count up from the first on."""
    led = sum(any(map(_LEADER.search, row)) for row in rows)
    pages = [row[-1] for row in rows if row[-1]]
    is_paged = bool(rows[0][-1]) and all(map(str.isdecimal, pages))
    return 2 * led > len(rows) or (is_paged and sorted(pages, key=int) == pages)


def _with_whole_head(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows of two columns, the lines of the head above the first figure as one."""
    lines = list(takewhile(lambda row: not _NUMBER.fullmatch(row[-1]), rows))
    if 1 < len(lines) <= _MOST_HEADS and not all(map(all, lines)):
        return [tuple(map(joined, zip(*lines, strict=True))), *rows[len(lines) :]]
    return rows


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


def _by_middle(lines: Sequence[PageLine], columns: _Columns) -> list[list[PageLine]]:
    """The lines of each row of a table whose cells are centred upon the line that fills most columns; else none."""
    anchors = [line for line in lines if 2 * sum(map(bool, _row([line], columns))) > len(columns)]
    if len(anchors) < 2:
        return []
    groups: dict[PageLine, list[PageLine]] = {anchor: [] for anchor in anchors}
    for line in lines:
        groups[min(anchors, key=lambda anchor: abs(anchor.middle - line.middle))].append(line)
    centred = odd = 0
    for anchor, group in groups.items():
        # What groups rows stands in the first column, in the middle of all of them.
        own = [line for line in group if line is anchor or len(line.runs) > 1 or line.x0 > columns[0][1]]
        above, below = anchor.middle - own[0].middle, own[-1].middle - anchor.middle
        is_odd = abs(above - below) > _OFF_CENTRE * anchor.size
        odd += is_odd
        centred += above > 0 and not is_odd
    return list(groups.values()) if centred and odd <= _MOST_ODD * len(groups) else []


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
        joined(PageLine(cell).text for line in lines if (cell := _cell(line, column))) for column in columns
    )


def _cell(line: PageLine, column: tuple[float, float]) -> tuple[Run, ...]:
    return tuple(run for run in line.runs if column[0] <= (run.x0 + run.x1) / 2 <= column[1])
