"""Tables as they are meant: without a title in their first row, and one for each time that their heads come again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from policygraph.model import Cell, Table

__all__ = ["naming_column", "single_tables"]

_SERIAL = re.compile(
    r"(?:其中[：:]?)?[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[）)]?[.．、]?|序号|编号|其中[：:]?|[-—/]?"
)
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
# Of the names in a column nearly all are different; a group has several rows.
_DISTINCT, _MOSTLY = 0.8, 0.6
_RAN_IN = re.compile(
    r"(?P<name>.*[\u4e00-\u9fff].*[）)])\s*(?P<figure>[\[〔]?\d+(?:\.\d+)?[\]〕]?|约束性|预期性)$"
)
_KINDS = re.compile(r"约束性|预期性|指导性|预期|约束")


def single_tables(table: Table) -> Iterator[Table]:
    """The tables that one grid holds: a title in its first row is its caption, heads that come again begin another."""
    rows = table.rows
    captions = table.captions
    if len(rows) > 2 and _filled(rows[0]) == 1 and _filled(rows[1]) > 2:
        captions, rows = (*captions, next(cell.text for cell in rows[0] if cell.text)), rows[1:]
    heads = _texts(rows[0]) if rows else []
    again = [at for at, row in enumerate(rows) if at and len(heads) > 2 and _texts(row) == heads]
    for start, stop in pairwise([0, *again, len(rows)]):
        part = rows[start:stop]
        above = _widest_heads(part, [rows[at] for at in again])
        yield replace(table, captions=captions, rows=(above, *(_parted(row, above) for row in part[1:])))


def _widest_heads(rows: Sequence[tuple[Cell, ...]], again: Sequence[tuple[Cell, ...]]) -> tuple[Cell, ...]:
    """The heads of the rows, or those printed again, where they and not the first stand above as many columns."""
    heads, width = rows[0], max(map(len, rows))
    fitting = [row for row in again if len(row) == width]
    return fitting[0] if len(heads) < width and fitting else heads


def _parted(row: tuple[Cell, ...], above: Sequence[Cell]) -> tuple[Cell, ...]:
    """The row; what ran into the cell before (能耗降低（%） 17.1, 比率（%）约束性) stands in an empty one behind it.

    That is the next one with a head, if only empty ones lie between; a column without a head belongs to the one before.
    """
    cells = list(row)
    for at, cell in enumerate(row[:-1]):
        ran = _RAN_IN.match(cell.text)
        if ran and not row[at + 1].text:
            headed = next((i for i in range(at + 1, min(len(row), len(above))) if above[i].text), at + 1)
            own = at + 1 if any(other.text for other in row[at + 1 : headed + 1]) else headed
            start = cell.start + ran.start("figure")
            cells[at] = Cell(ran["name"], cell.start, cell.start + len(ran["name"]))
            cells[own] = Cell(ran["figure"], start, cell.end)
    return tuple(cells)


def naming_column(rows: Sequence[Sequence[Cell]], chosen: int) -> int:
    """The column that says what each row is about.

    Args:
        rows: those below the heads.
        chosen: the column that the heads suggest; it stays unless its cells are numbers or groups of rows, and another
            column has a name in each.
    """
    width = max((len(row) for row in rows), default=0)
    if len(rows) < 3 or _is_naming(rows, chosen):
        return chosen
    return next((column for column in range(width) if _is_naming(rows, column)), chosen)


def _is_naming(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    texts = [row[column].text for row in rows if len(row) > column and row[column].text]
    worded = [
        text
        for text in texts
        if _WORDS.search(text) and not _SERIAL.fullmatch(text) and not _KINDS.fullmatch(text)
    ]
    return (
        len(worded) >= _MOSTLY * len(rows)
        and len(worded) >= _DISTINCT * len(texts)
        and len(set(worded)) >= _DISTINCT * len(worded)
    )


def _filled(row: Sequence[Cell]) -> int:
    return sum(bool(cell.text) for cell in row)


def _texts(row: Sequence[Cell]) -> list[str]:
    return [cell.text for cell in row if cell.text]
