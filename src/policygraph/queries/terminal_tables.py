"""Tables of any number of rows for the terminal, set as rich sets them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import TextIO

from rich import box
from rich.cells import cell_len, chop_cells
from rich.console import Console
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
    rows: Sequence[Sequence[str]],
    out: TextIO,
    *,
    heads: Sequence[str] = (),
    is_wide: bool = False,
) -> None:
    """Write rows of cells without line breaks below the names of their columns (or heads), and how many they are.

    On a terminal there are the columns that fit, and it is said which do not; ``is_wide`` writes all, each row a line.
    """
    rows = [[Text(cell).plain for cell in row] for row in rows]
    heads = heads or names
    columns = [[head, *(row[at] for row in rows)] for at, head in enumerate(heads)]
    widths = [max(map(_length, column)) for column in columns]
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
        table = _table(kept, [widths[at] for at in shown])
        for row in rows:
            table.add_row(*(Text(row[at]) for at in shown))
        console.print(table)
    else:
        head, starts = _head(console, _table(kept, [widths[at] for at in shown]), kept)
        places = [
            (at, end - start - len(_BETWEEN))
            for at, (start, end) in zip(shown, pairwise(starts), strict=True)
        ]
        out.write(head)
        out.writelines(_lines(rows, places, console))
        out.write(" " * (starts[-1] - len(_BETWEEN) + len(_EDGE)) + "\n")
    console.print(said(f"{len(rows)} row" if len(rows) == 1 else f"{len(rows)} rows"), markup=False)
    if left := [head for at, head in enumerate(heads) if at not in shown]:
        console.print(
            said(f"{', '.join(left)} left out, as the terminal is narrow; --wide shows all"), markup=False
        )


def _table(columns: Sequence[Sequence[str]], widths: Sequence[int]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column, width in zip(columns, widths, strict=True):
        table.add_column(column[0], overflow="fold", min_width=min(width, _LEAST_WIDTH))
    return table


def _head(console: Console, table: Table, columns: Sequence[Sequence[str]]) -> tuple[str, Sequence[int]]:
    """All above the first row, and where columns start, with the end of the last: rich sets only the widest cells."""
    cells = [[*dict.fromkeys(column[1:])] or [""] for column in columns]
    widest = [[max(column, key=_length), max(column, key=_longest_word)] for column in cells]
    for row in zip(*widest, strict=True):
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
    return len(text) + len(_WIDE.findall(text)) if _USUAL.fullmatch(text) else cell_len(text)


def _lines(
    rows: Iterable[Sequence[str]], places: Sequence[tuple[int, int]], console: Console
) -> Iterator[str]:
    """The rows as lines; a cell that is wider than its column takes several."""
    for row in rows:
        folded = [_folded(row[at], width, console) for at, width in places]
        for parts in zip_longest(*folded):
            cells = (
                " " * width if part is None else part for part, (_, width) in zip(parts, places, strict=True)
            )
            yield f"{_EDGE}{_BETWEEN.join(cells)}{_EDGE}\n"


def _folded(cell: str, width: int, console: Console) -> Sequence[str]:
    """The lines of a cell, each as wide as its column."""
    length = _length(cell)
    if length <= width and "\t" not in cell:
        return [cell + " " * (width - length)]
    if cell.isprintable() and " " not in cell:
        lines = chop_cells(cell, width)
    else:
        lines = [line.plain for line in Text(cell).wrap(console, width, overflow="fold")]
    return [line + " " * (width - _length(line)) for line in lines]


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
