"""Rows of tables that are not parted by tabs: Markdown's pipes, columns set with blanks, a line for each cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from policygraph.sources.columns import FIGURE_CELL, WIDE_GAP, read_columns, tabbed
from policygraph.sources.lines import CHINESE_NUMBER, Line
from policygraph.sources.rulers import read_ruled

__all__ = ["find_loose_cells", "read_grids"]

_PIPED = re.compile(r"\|.*\|")
_RULE = re.compile(r"\|?(?:\s*[:：]?-+[:：]?\s*\|)+(?:\s*[:：]?-+[:：]?\s*)?")
_BLANK = re.compile(r"\s+")
_EMPTY_ROW = re.compile(r"[|\s]+")
_STOP = re.compile(r"[。；！？]")
_PROSE = re.compile(r"[，。；：！？]")
# What the row below a total names a part with.
_PART = re.compile(r"\s*其中[：:]\s*")
_SERIAL_HEAD = re.compile(r"序\s?号")
_LEAST_PIPES, _MANY_PIPES = 2, 4
_LEAST_ROWS, _LEAST_CELLS, _MOST_CELLS = 2, 3, 9
_LONGEST_HEAD, _LONGEST_GROUP = 15, 12
# What parts a document stands in no table, and a caption stands above one.
_DIVISION = re.compile(rf"第\s?{CHINESE_NUMBER}\s?[章节]|{CHINESE_NUMBER}、|附?表\s?\d|专栏|附件")
_LOOSE_CELL, _SHORT_CELL, _SHARE_SHORT, _LEAST_LOOSE, _LEAST_FIGURES = 20, 8, 0.6, 8, 3


def read_grids(lines: Sequence[Line], text: str) -> list[Line]:
    """The lines of ``text``, with tabs between the cells of tables; a rule between Markdown's rows is left out."""
    found: list[Line] = []
    at = 0
    while at < len(lines):
        for read in (
            _piped,
            _open_piped,
            _stacked,
            partial(read_ruled, text=text),
            partial(_spaced, text=text),
        ):
            rows, taken = read(lines, at)
            if taken:
                found += rows
                at += taken
                break
        else:
            found.append(lines[at])
            at += 1
    return found


def _piped(lines: Sequence[Line], at: int) -> tuple[list[Line], int]:
    line = lines[at]
    if not _PIPED.fullmatch(line.text):
        return [], 0
    if _RULE.fullmatch(line.text) or _EMPTY_ROW.fullmatch(line.text):
        return [], 1  # Converters give a table without a head an empty one.
    return [Line(line.text[1:-1].replace("|", "\t"), line.start + 1)], 1


def _open_piped(lines: Sequence[Line], at: int) -> tuple[list[Line], int]:
    """Rows with pipes between their cells only: three at least, as wide as the first; a group may stand between."""
    pipes = lines[at].text.count("|")
    if pipes < _LEAST_PIPES:
        return [], 0
    found: list[Line] = []
    stop = at
    for i, line in enumerate(lines[at:], at):
        if abs(line.text.count("|") - pipes) <= 1 and line.text.count("|") >= _LEAST_PIPES:
            if not _RULE.fullmatch(line.text):
                found.append(replace(line, text=line.text.replace("|", "\t")))
            stop = i + 1
        elif i > stop or len(line.text) > _LONGEST_GROUP or _PROSE.search(line.text):
            break
        elif i + 1 < len(lines) and lines[i + 1].text == lines[at].text:
            break  # A heading: behind it stands the head of the next table.
        else:
            found.append(line)
    kept = [line for line in found if line.start < lines[stop - 1].start + len(lines[stop - 1].text)]
    rows = sum("\t" in line.text for line in kept)
    # A single row below its heads is one where there are many of them.
    least = _LEAST_ROWS + (pipes < _MANY_PIPES)
    return (kept, stop - at) if rows >= least else ([], 0)


def _stacked(lines: Sequence[Line], at: int) -> tuple[list[Line], int]:
    """A head of 序号 and so on, a line for each cell; then rows of as many lines, which count up from 1.

    Above the first one may stand a row for the whole, without a number.
    """
    if not _SERIAL_HEAD.fullmatch(lines[at].text):
        return [], 0
    for width in range(_LEAST_CELLS, _MOST_CELLS + 1):
        for first in (at + width, at + 2 * width - 1):
            count = _stacked_rows(lines, first, width)
            above = lines[at:first]
            if count >= _LEAST_ROWS and all(len(line.text) <= _LONGEST_HEAD for line in above):
                stop = first + count * width
                rows = [above[:width], _with_empty_cell(above[width:])]
                rows += [lines[start : start + width] for start in range(first, stop, width)]
                return [
                    replace(cell, more_cells=i + 1 < len(row)) for row in rows for i, cell in enumerate(row)
                ], stop - at
    return [], 0


def _stacked_rows(lines: Sequence[Line], first: int, width: int) -> int:
    """How many rows of ``width`` lines there are from ``first`` on that count up from 1."""
    count = 0
    while (
        first + (count + 1) * width <= len(lines)
        and lines[first + count * width].text == str(count + 1)
        and not any(line.is_row for line in lines[first + count * width : first + (count + 1) * width])
    ):
        count += 1
    return count


def _with_empty_cell(cells: Sequence[Line]) -> list[Line]:
    """The cells of a row behind an empty one, for which the line break before it stands."""
    return [
        replace(cell, text=f"\t{cell.text}", start=cell.start - 1) if i == 0 else cell
        for i, cell in enumerate(cells)
    ]


def _spaced(lines: Sequence[Line], at: int, text: str) -> tuple[list[Line], int]:
    """Rows whose cells blanks part: by their number or by their places, whichever makes more rows of one table."""
    aligned, taken = _aligned(lines, at)
    found, more = read_columns(lines, at, text)
    return (found, more) if more > taken else (aligned, taken)


def _aligned(lines: Sequence[Line], at: int) -> tuple[list[Line], int]:
    """A head and rows that blanks part into as many cells, those behind the name being values."""
    for gap in (WIDE_GAP, _BLANK):
        head = _cells(lines[at], gap)
        if len(head) < _LEAST_CELLS or any(map(FIGURE_CELL.fullmatch, head)):
            continue
        rows, stop = [tabbed(lines[at], gap)], at + 1
        count = 0
        while stop < len(lines):
            cells = _cells(lines[stop], gap)
            if len(cells) == len(head) and _are_values(cells[1:]):
                rows.append(tabbed(lines[stop], gap))
                count += 1
            elif not _is_group(lines, stop, gap, len(head)):
                break
            else:
                rows.append(replace(lines[stop], more_cells=False))
            stop += 1
        if count >= _LEAST_ROWS:
            return rows, stop - at
    return [], 0


def _is_group(lines: Sequence[Line], at: int, gap: re.Pattern[str], width: int) -> bool:
    """Whether a line of one short cell stands before a further row."""
    cells = _cells(lines[at], gap)
    following = _cells(lines[at + 1], gap) if at + 1 < len(lines) else []
    return (
        len(cells) == 1
        and len(cells[0]) <= _LONGEST_GROUP
        and len(following) == width
        and _are_values(following[1:])
    )


def _cells(line: Line, gap: re.Pattern[str]) -> list[str]:
    part = _PART.match(line.text)
    if line.is_row or _PROSE.search(line.text, part.end() if part else 0):
        return []
    return gap.split(line.text)


def _are_values(cells: Sequence[str]) -> bool:
    """Whether at least half of the cells behind a row's name are figures."""
    return sum(bool(FIGURE_CELL.fullmatch(cell)) for cell in cells) * 2 >= len(cells)


def find_loose_cells(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Tables whose cells lost their rows: runs of short lines with figures among them, and no sentence.

    Nobody can tell which figure stood beside which name. Yields the indices of the first line of each and of the one
    behind its last.
    """
    start = 0
    for at, line in enumerate([*lines, None]):
        if line and _is_loose(line):
            continue
        figures = [i for i in range(start, at) if FIGURE_CELL.fullmatch(lines[i].text)]
        run = lines[start : figures[-1] + 1] if figures else []
        short = sum(len(one.text) <= _SHORT_CELL for one in run)
        if len(run) >= _LEAST_LOOSE and len(figures) >= _LEAST_FIGURES and short >= _SHARE_SHORT * len(run):
            yield start, figures[-1] + 1
        start = at + 1


def _is_loose(line: Line) -> bool:
    return (
        not line.is_row
        and not line.is_heading
        and len(line.text) <= _LOOSE_CELL
        and not _STOP.search(line.text)
        and not _DIVISION.match(line.text)
    )
