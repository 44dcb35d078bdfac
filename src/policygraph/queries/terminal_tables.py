"""Tables for the terminal, set as rich sets them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from typing import TextIO

from rich import box
from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.control import strip_control_codes
from rich.table import Table
from rich.text import Text

from policygraph.messages import said

__all__ = ["write_table"]

# Wide enough that a table sent to a file keeps its rows on few lines.
_FILE_WIDTH = 240
# A column that is wider is folded to no less.
_LEAST_WIDTH = 8
_BETWEEN, _EDGE = "   ", " "
_MARK = "|"
# What nearly all cells consist of: counting it is ten times faster than asking rich for each character.
_WIDE = re.compile(r"[\u3000-\u3029\u4e00-\u9fff\uff01-\uff5e]")
_USUAL = re.compile(rf"(?:[ -~“”‘’·—…]|{_WIDE.pattern})*")
_TECHNICAL = frozenset(["iri", "start", "end", "clause_start", "clause_end", "alternative_to"])


def write_table(
    names: Sequence[str],
    cells: Sequence[Sequence[str]],
    rows: int,
    out: TextIO,
    *,
    heads: Sequence[str] = (),
    parameters: Iterable[str] = (),
    is_wide: bool = False,
) -> None:
    """Write columns of cells without line breaks below their names (or heads), and how many ``rows`` there are.

    On a terminal there are the columns that fit, and it is said which do not; ``is_wide`` writes all, each row a line.
    Where there are more rows than cells of a column, that is said, and by which ``parameters`` fewer can be asked for:
    to whoever filters what is written as well.
    """
    heads = heads or names
    columns = [_Column.of(head, column) for head, column in zip(heads, cells, strict=True)]
    widths = [column.width for column in columns]
    set_rows = len(columns[0].cells) if columns else rows
    shown: Sequence[int]
    if is_wide:
        shown, width = range(len(widths)), sum(widths) + 3 * len(widths)
    elif out.isatty():
        width = Console(file=out).width
        shown = _fitting(names, widths, width)
    else:
        # Each column takes so much, or rich drops its words.
        shown, width = range(len(widths)), max(_FILE_WIDTH, (_LEAST_WIDTH + 3) * len(widths))
    console = Console(file=out, width=max(width, 1), highlight=False)
    kept = [columns[at] for at in shown]
    if console.options.ascii_only or not kept:
        # rich draws another frame there.
        table = _table(kept)
        for row in zip(*(column.cells for column in kept), strict=True):
            table.add_row(*map(Text, row))
        console.print(table)
    else:
        head, starts = _head(console, _table(kept), kept)
        sizes = [end - start - len(_BETWEEN) for start, end in pairwise(starts)]
        out.write(head)
        out.writelines(_lines(kept, sizes, console))
        out.write(" " * (starts[-1] - len(_BETWEEN) + len(_EDGE)) + "\n")
    counted = said(_counted(set_rows, rows, parameters))
    console.print(counted, markup=False)
    if set_rows < rows and not out.isatty():
        sys.stderr.write(f"{counted}\n")
    if left := [head for at, head in enumerate(heads) if at not in shown]:
        console.print(
            said(f"{', '.join(left)} left out, as the terminal is narrow; --wide shows all"), markup=False
        )


def _counted(shown: int, rows: int, parameters: Iterable[str]) -> str:
    """How many rows there are, and where not all are shown, how to see them."""
    if shown == rows:
        return f"{rows} row" if rows == 1 else f"{rows} rows"
    if names := ", ".join(parameters):
        return f"the first {shown:,} of {rows:,} rows; --format csv writes all, --param fewer: {names}"
    return f"the first {shown:,} of {rows:,} rows; --format csv writes all"


@dataclass(frozen=True, slots=True)
class _Column:
    """A column's head and cells, and how long each of the cells is; many rows have the same."""

    head: str
    cells: Sequence[str]
    lengths: Mapping[str, int]

    @staticmethod
    def of(head: str, cells: Sequence[str]) -> _Column:
        if not "".join(cells).isprintable():
            plain = {cell: strip_control_codes(cell) for cell in {*cells}}
            cells = [plain[cell] for cell in cells]
        # In the order of the rows, as the first of the longest counts.
        return _Column(head, cells, {cell: _length(cell) for cell in dict.fromkeys(cells)})

    @property
    def width(self) -> int:
        return max(_length(self.head), *self.lengths.values(), 0)

    def widest(self) -> tuple[str, str]:
        """The longest cell, and the one with the longest word."""
        if not self.lengths:
            return "", ""
        longest = max(self.lengths, key=self.lengths.__getitem__)
        words = "".join(self.lengths)
        is_of_words = " " in words or not words.isprintable()
        return longest, max(self.lengths, key=_longest_word) if is_of_words else longest

    def folded(self, width: int, console: Console) -> Mapping[str, Sequence[str]]:
        """The lines of each cell, each as wide as the column."""
        return {
            cell: (cell + " " * (width - length),)
            if length <= width and "\t" not in cell
            else _folded(cell, width, console)
            for cell, length in self.lengths.items()
        }


def _table(columns: Iterable[_Column]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column.head, overflow="fold", min_width=min(column.width, _LEAST_WIDTH))
    return table


def _head(console: Console, table: Table, columns: Sequence[_Column]) -> tuple[str, Sequence[int]]:
    """All above the first row, and where columns start, with the end of the last: rich sets only the widest cells."""
    for row in zip(*(column.widest() for column in columns), strict=True):
        table.add_row(*map(Text, row))
    table.add_row(*(_MARK for _ in columns))
    with console.capture() as capture:
        console.print(table)
    *lines, marks, _, _ = capture.get().split("\n")
    # Above the rule stands the head, which may have several lines.
    rule = next(at for at, line in enumerate(lines) if set(line.strip()) == {"─"})
    starts = [at for at, character in enumerate(marks) if character == _MARK]
    return "".join(f"{line}\n" for line in lines[: rule + 1]), [
        *starts,
        len(marks) - len(_EDGE) + len(_BETWEEN),
    ]


def _longest_word(cell: str) -> int:
    return max(map(_length, cell.split()), default=0)


def _length(text: str) -> int:
    """How many cells of the terminal a text takes."""
    if text.isascii() and text.isprintable():
        return len(text)
    return len(text) + len(_WIDE.findall(text)) if _USUAL.fullmatch(text) else cell_len(text)


def _lines(columns: Sequence[_Column], widths: Sequence[int], console: Console) -> Iterator[str]:
    """The rows as lines; a cell that is wider than its column takes several."""
    blank = [" " * width for width in widths]
    firsts: list[Iterable[str]] = []
    # Of the columns with such cells, what follows the first lines.
    rests: dict[int, Iterable[Sequence[str]]] = {}
    for at, (column, width) in enumerate(zip(columns, widths, strict=True)):
        lines = column.folded(width, console)
        first = {cell: some[0] if some else blank[at] for cell, some in lines.items()}
        firsts.append(map(first.__getitem__, column.cells))
        if any(len(some) > 1 for some in lines.values()):
            rest = {cell: some[1:] for cell, some in lines.items()}
            rests[at] = map(rest.__getitem__, column.cells)
    tops = (f"{_EDGE}{_BETWEEN.join(parts)}{_EDGE}\n" for parts in zip(*firsts, strict=True))
    if len(rests) == 1:
        [(at, below_it)] = rests.items()
        start, end = ("".join(f"{gap}{_BETWEEN}" for gap in blank[:at]), blank[at + 1 :])
        start, last = f"{_EDGE}{start}", "".join(f"{_BETWEEN}{gap}" for gap in end) + f"{_EDGE}\n"
        for top, others in zip(tops, below_it, strict=True):
            yield top
            for line in others:
                yield f"{start}{line}{last}"
        return
    more = zip(*rests.values(), strict=True) if rests else repeat(())
    for top, row in zip(tops, more, strict=False):
        yield top
        for number in range(max(map(len, row), default=0)):
            below = blank.copy()
            for at, others in zip(rests, row, strict=True):
                if number < len(others):
                    below[at] = others[number]
            yield f"{_EDGE}{_BETWEEN.join(below)}{_EDGE}\n"


def _folded(cell: str, width: int, console: Console) -> Sequence[str]:
    """The lines of a cell that is wider than its column, each as wide as that."""
    if " " in cell or not cell.isprintable():
        wrapped = [line.plain for line in Text(cell).wrap(console, width, overflow="fold")]
        return [_filled(line, width) for line in wrapped]
    if width < 2 or not _USUAL.fullmatch(cell):
        return [_filled(line, width) for line in chop_cells(cell, width)]
    lines, start = [], 0
    while start < len(cell):
        end = min(start + width, len(cell))
        over = _length(cell[start:end]) - width
        while over > 0:
            end -= 1
            over -= _length(cell[end])
        lines.append(cell[start:end] + " " * -over)
        start = end
    return lines


def _filled(line: str, width: int) -> str:
    return line + " " * (width - _length(line))


def _fitting(names: Sequence[str], widths: Sequence[int], width: int) -> Sequence[int]:
    """The columns that fit a width, from the left; IRIs and offsets, which few people read, come last."""
    technical = [name in _TECHNICAL or name.endswith("_iri") for name in names]
    kept: list[int] = []
    for at in sorted(range(len(names)), key=lambda at: (technical[at], at)):
        width -= min(widths[at], _LEAST_WIDTH) + 3
        if width < 0 and kept:
            break
        kept.append(at)
    return sorted(kept)
