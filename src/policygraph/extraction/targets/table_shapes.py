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
        yield replace(table, captions=captions, rows=rows[start:stop])


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
