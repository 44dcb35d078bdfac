"""Tables whose columns are set with blanks: the place of a cell in its line tells the column that it stands in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from operator import itemgetter
from statistics import fmean, mode

from policygraph.printable import printed_width
from policygraph.sources.lines import Line

__all__ = ["FIGURE_CELL", "WIDE_GAP", "read_columns", "tabbed"]

# Blanks that part cells; behind a unit (水厂（座） 30) one is enough before a figure.
WIDE_GAP = re.compile(r"[ \u2000-\u200a]{2,}|\u3000+|(?<=[）)]) (?=[<>≤≥\[〔]?\d)")
# A cell that holds a figure, or says that there is none.
FIGURE_CELL = re.compile(
    r"(?!20\d\d(?:年|[（(][\u4e00-\u9fff]))[<>≤≥]?[\[〔（]?[-+]?\d[\d,.]*(?:[—–～-]\d[\d.]*)?[^\d\s，。；、]{0,6}[\]〕）]?|[-—–/]+"
)
_HEAD_WORD = re.compile(
    r"序号|任务|事项|内容|措施|项目|单位|部门|时限|时间|责任|牵头|配合|指标|目标|属性|备注"
)
_NO_HEAD = re.compile(r"[，。；！？]")
# Heads of a table of indicators: what names a row, and what holds its figures.
_NUMBER_HEAD = re.compile(r"序号|编号")
_NAME_HEAD = re.compile(r"指标(?:名称)?|名称|项目")
_FIGURE_HEAD = re.compile(r"20\d\d|现状|目标值?$|十[二三四五]五")
_FIGURES_BEGIN = re.compile(r"[<>≤≥]?[\[〔（(]?[-+]?\d|[-—–/]+$")
_DIGITS = re.compile(r"\d{1,3}")
_LEAST_ROWS, _LEAST_CELLS, _LEAST_HEADS = 2, 3, 2
_LONGEST_HEAD, _LONGEST_GROUP = 30, 15
_CLEARLY = 0.5


@dataclass(frozen=True, slots=True)
class _SetCell:
    """Text in a line: half-open offsets in the line's text, and columns of print, where a Chinese character is two."""

    start: int
    end: int
    left: int
    right: int


def read_columns(lines: Sequence[Line], at: int, text: str) -> tuple[list[Line], int]:
    """The rows of a table that begins with the line ``at``, with tabs between the cells, and how many lines it takes.

    The columns are those of the longest rows (two at least); each shorter row (of a head, or below a merged cell)
    is set below them. Where cells do not stand one below the other there is no table.

    Args:
        lines: the lines of the document.
        at: the index of one.
        text: the source that the lines' places are in.
    """
    if not _is_head(lines[at]):
        return [], 0
    rows = _rows(lines, at, text)
    counts = Counter(len(row) for row in rows[1:] if len(row) >= _LEAST_CELLS)
    width = max((count for count in counts if counts[count] >= _LEAST_ROWS), default=0)
    whole = [row for row in rows[1:] if len(row) == width]
    if not width or not _says_something(lines[at : at + len(rows)], rows, whole):
        return [], 0
    columns = [(min(row[i].left for row in whole), max(row[i].right for row in whole)) for i in range(width)]
    if any(right > left for (_, right), (left, _) in pairwise(columns)):
        return max(
            _counted_off(lines, at, rows),
            _below_heads(lines, at, rows, text),
            _numbered(lines, at, rows),
            key=itemgetter(1),
        )
    found: list[Line] = []
    for line, row in zip(lines[at:], rows, strict=False):
        below = _set_below(line, row, columns, text)
        if below is None:
            named, count = max(
                _below_heads(lines, at, rows, text), _numbered(lines, at, rows), key=itemgetter(1)
            )
            return (named, count) if count > len(found) else _if_enough(found)
        found.append(below)
    return _if_enough(found)


def _if_enough(found: list[Line]) -> tuple[list[Line], int]:
    return (found, len(found)) if len(found) > _LEAST_ROWS else ([], 0)


def _counted_off(
    lines: Sequence[Line], at: int, rows: Sequence[Sequence[_SetCell]]
) -> tuple[list[Line], int]:
    """Rows of tasks whose blanks only part the cells: as many in each row as there are heads."""
    if _heads(lines[at]) < _LEAST_HEADS:
        return [], 0
    alike = list(takewhile(lambda row: len(row) in (1, len(rows[0])), rows))
    while len(alike[-1]) == 1:
        alike.pop()
    if sum(len(row) > 1 for row in alike) <= _LEAST_ROWS:
        return [], 0
    found = [
        tabbed(line, WIDE_GAP) if len(row) > 1 else replace(line, more_cells=False)
        for line, row in zip(lines[at:], alike, strict=False)
    ]
    return found, len(found)


def _numbered(lines: Sequence[Line], at: int, rows: Sequence[Sequence[_SetCell]]) -> tuple[list[Line], int]:
    """Rows of an indicator table whose blanks only part the cells: as many behind a serial number as behind its head.

    The group of a merged cell before the number stays with it, as other rows have none.
    """
    heads = [lines[at].text[cell.start : cell.end] for cell in rows[0]]
    number = next((i for i, head in enumerate(heads) if _NUMBER_HEAD.fullmatch(head)), -1)
    behind = len(heads) - number - 1
    if number < 0 or behind < _LEAST_CELLS - 1:
        return [], 0
    found = [_parted_behind(lines[at], rows[0], number)]
    for line, row in zip(lines[at + 1 :], rows[1:], strict=False):
        if len(row) == 1:
            found.append(replace(line, more_cells=False))
            continue
        first = len(row) - behind - 1
        if not 0 <= first <= number or not _DIGITS.fullmatch(line.text, row[first].start, row[first].end):
            break
        found.append(_parted_behind(line, row, first))
    return _if_enough(found)


def _parted_behind(line: Line, row: Sequence[_SetCell], number: int) -> Line:
    """The line with a tab for the first blank of each gap behind its cell ``number``."""
    at = row[number].end
    gaps = WIDE_GAP.sub(lambda blank: "\t" + " " * (len(blank.group()) - 1), line.text[at:])
    return replace(line, text=line.text[:at] + gaps)


def _below_heads(
    lines: Sequence[Line], at: int, rows: Sequence[Sequence[_SetCell]], text: str
) -> tuple[list[Line], int]:
    """Rows of an indicator table whose names and groups run over several columns.

    All words between the serial number and the first figure are the name, but for those of a group set to the left of
    the other names, which stay with the number. A line of one cell is a piece of a merged one, and a row of its own.
    """
    heads = [lines[at].text[cell.start : cell.end] for cell in rows[0]]
    name = next((i for i, head in enumerate(heads) if _NAME_HEAD.fullmatch(head)), -1)
    if not 0 <= name <= 1 or not any(map(_FIGURE_HEAD.search, heads[name + 1 :])):
        return [], 0
    parted = [_parts(line, row, name) for line, row in zip(lines[at + 1 :], rows[1:], strict=False)]
    whole = [row for row in parted if row[0] and len(row[1]) == len(heads) - name - 1]
    if len(whole) < _LEAST_ROWS:
        return [], 0
    margin = mode(words[0].left for words, _ in whole)
    middles = [fmean(c.left + c.right for c in column) for column in zip(*(f for _, f in whole), strict=True)]
    found = [tabbed(lines[at], WIDE_GAP)]
    for line, (words, figures) in zip(lines[at + 1 :], parted, strict=False):
        own = [cell for cell in words if cell.right > margin]
        if not figures:
            found.append(_set_in(line, text))
            continue
        if not own:
            break
        is_whole = len(figures) == len(middles)
        places = range(len(middles)) if is_whole else [_under(cell, middles) for cell in figures]
        cells = [(cell, name + 1 + place) for cell, place in zip(figures, places, strict=True)]
        row = _set_out(line, own[0], name, cells)
        found.append(_set_in(row, text) if own[0].start < name else row)
    return (found, len(found)) if len(found) > _LEAST_ROWS else ([], 0)


def _parts(line: Line, row: Sequence[_SetCell], name: int) -> tuple[Sequence[_SetCell], Sequence[_SetCell]]:
    """The words of a row behind its serial number, and its figures with what stands behind them."""
    first = 1 if name and _DIGITS.fullmatch(line.text, row[0].start, row[0].end) else 0
    begins = (i for i, c in enumerate(row) if i > first and _FIGURES_BEGIN.match(line.text, c.start, c.end))
    stop = next(begins, len(row))
    return row[first:stop], row[stop:]


def _under(cell: _SetCell, middles: Sequence[float]) -> int:
    """The column whose middle is nearest to a cell's; the last, which holds no figures, where that is not clear."""
    away = [abs(middle - cell.left - cell.right) for middle in middles]
    nearest, second = sorted(away)[:2]
    return away.index(nearest) if nearest <= second * _CLEARLY else len(middles) - 1


def _set_in(line: Line, text: str) -> Line:
    """The line behind an empty cell, where a blank stands before it."""
    is_set_in = text[line.start - 1] in " \u3000"
    return replace(line, text="\t" + line.text, start=line.start - 1) if is_set_in else line


def _set_out(line: Line, name: _SetCell, column: int, figures: Sequence[tuple[_SetCell, int]]) -> Line:
    """The line with tabs for the last blanks before its name, in its ``column``, and before figures in theirs."""
    text, at, parts = line.text, 0, []
    tabs = column if name.start else 0
    for cell, place in [(name, column), *figures]:
        tabs = tabs if cell is name else max(place - column, 0)
        parts += [text[at : cell.start - tabs], "\t" * tabs]
        at, column = cell.start, place
    return replace(line, text="".join(parts) + text[at:])


def tabbed(line: Line, gap: re.Pattern[str]) -> Line:
    """The line with a tab in place of the first blank of each gap; it stays as long as it was."""
    return replace(line, text=gap.sub(lambda blank: "\t" + " " * (len(blank.group()) - 1), line.text))


def _heads(line: Line) -> int:
    """How many cells of a head say what a column of tasks is called."""
    return sum(bool(_HEAD_WORD.search(cell)) for cell in WIDE_GAP.split(line.text))


def _is_head(line: Line) -> bool:
    if line.is_row or _NO_HEAD.search(line.text):
        return False
    cells = WIDE_GAP.split(line.text)
    return (
        len(cells) >= _LEAST_CELLS
        and all(len(cell) <= _LONGEST_HEAD for cell in cells)
        and not any(map(FIGURE_CELL.fullmatch, cells))
    )


def _rows(lines: Sequence[Line], at: int, text: str) -> list[list[_SetCell]]:
    """The cells of lines that follow each other without a break: several in a line, or one short one above others."""
    found: list[list[_SetCell]] = []
    for i, line in enumerate(lines[at:], at):
        cells = list(_cells(line, text))
        is_alone = len(cells) == 1
        if line.is_row or (is_alone and (len(line.text) > _LONGEST_GROUP or _NO_HEAD.search(line.text))):
            break
        if i > at and text.count("\n", lines[i - 1].end, line.start) > 1:
            break
        found.append(cells)
    while len(found[-1]) == 1:
        found.pop()
    return found


def _cells(line: Line, text: str) -> Iterator[_SetCell]:
    margin = text[text.rfind("\n", 0, line.start) + 1 : line.start]
    left = printed_width(margin)
    at = 0
    for gap in [*WIDE_GAP.finditer(line.text), None]:
        stop = gap.start() if gap else len(line.text)
        right = left + printed_width(line.text[at:stop])
        yield _SetCell(at, stop, left, right)
        if gap:
            left, at = right + printed_width(gap.group()), gap.end()


def _says_something(
    lines: Sequence[Line], rows: Sequence[Sequence[_SetCell]], whole: Sequence[Sequence[_SetCell]]
) -> bool:
    """Whether most long rows hold figures, or the head says what columns of tasks are called."""
    with_figures = sum(
        any(FIGURE_CELL.fullmatch(line.text[cell.start : cell.end]) for cell in row[1:])
        for line, row in zip(lines, rows, strict=True)
        if any(row is one for one in whole)
    )
    return _heads(lines[0]) >= _LEAST_HEADS or 2 * with_figures > len(whole)


def _set_below(
    line: Line, row: Sequence[_SetCell], columns: Sequence[tuple[int, int]], text: str
) -> Line | None:
    """The line with a tab for each column that it goes on by; None where its cells are not below the columns."""
    if len(row) == 1:
        return replace(line, more_cells=False)
    places = [_place(cell, columns) for cell in row]
    # Below a merged cell only the first is left out; what leaves out more goes on with the words above.
    if any(after <= before for before, after in pairwise(places)) or (
        places[0] > 1 and len(row) < len(columns) - 1
    ):
        return None
    missing = places[0]
    if text[line.start - missing : line.start].strip(" \u3000"):
        return None
    parts = ["\t" * missing, line.text[row[0].start : row[0].end]]
    for (cell, place), (following, its_place) in pairwise(zip(row, places, strict=True)):
        tabs, blanks = its_place - place, following.start - cell.end
        if tabs > blanks:
            return None
        parts += ["\t" * tabs, " " * (blanks - tabs), line.text[following.start : following.end]]
    return replace(line, text="".join(parts), start=line.start - missing)


def _place(cell: _SetCell, columns: Sequence[tuple[int, int]]) -> int:
    """The column that a cell is below: the first that it has most in common with, or the nearest."""

    def common(column: tuple[int, int]) -> int:
        return min(cell.right, column[1]) - max(cell.left, column[0])

    return max(range(len(columns)), key=lambda i: (common(columns[i]), -i))
