"""Cells that reach over several rows and columns, laid out as rows of equal length."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Spanning", "lay_out"]

# A value that stands for several rows together is no value of each of them.
_VALUE = re.compile(r"[\s<>≤≥＜＞〔\[（(+-]*\d[\d.,]*\s*(?:%|％|[^\d\s]{0,6})[\]〕）)\s]*")


@dataclass(frozen=True, slots=True)
class Spanning:
    """A cell and the rows and columns that it fills: ``row`` up to ``rows`` further ones, the same for columns."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def lay_out(cells: Iterable[Spanning]) -> list[list[str]]:
    """The rows of a table.

    A cell over several columns stands in the first of them. One over several rows says what all these rows have in
    common and is repeated in each, but for heads of columns and for values. The first row of several cells holds heads.
    """
    cells = list(cells)
    height = max((cell.row + cell.rows for cell in cells), default=0)
    width = max((cell.column + cell.columns for cell in cells), default=0)
    rows = [[""] * width for _ in range(height)]
    counts = Counter(cell.row for cell in cells)
    head = min((row for row, count in counts.items() if count > 1), default=0)
    for cell in cells:
        is_shared = cell.row > head and not _VALUE.fullmatch(cell.text)
        for row in range(cell.row, cell.row + (cell.rows if is_shared else 1)):
            rows[row][cell.column] = cell.text
    return rows
