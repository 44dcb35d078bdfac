"""Tables as files: CSV, Parquet, and an Excel workbook with a sheet for each table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from policygraph.errors import UsageError
from policygraph.printable import printable
from policygraph.queries.frames import frame
from policygraph.queries.tables import Cell, StockTable, explained

__all__ = [
    "cell_text",
    "check_rows",
    "open_workbook",
    "text_width",
    "write_csv",
    "write_parquet",
    "write_workbook",
]

_INSTALL = "pip install 'policygraph[tables]'"
# Excel's own limits.
_MOST_ROWS = 1_048_576
_LONGEST_CELL = 32_767
_WIDEST = 60
# A workbook would tell the second in which it was written.
_MADE = datetime(1980, 1, 1)


def write_csv(tables: Sequence[StockTable], folder: Path) -> None:
    """Write ``NAME.csv`` for each table, in UTF-8, and ``columns.csv``, which explains the columns."""
    for table in (*tables, explained(tables)):
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(column.name for column in table.columns)
            writer.writerows([_text(cell) for cell in row] for row in table.rows)


def write_parquet(tables: Sequence[StockTable], folder: Path) -> None:
    """Write ``NAME.parquet`` for each table, with typed columns, and ``columns.parquet``.

    Raises:
        UsageError: polars is missing.
    """
    for table in (*tables, explained(tables)):
        buffer = io.BytesIO()
        frame(table).write_parquet(buffer)
        (folder / f"{table.name}.parquet").write_bytes(buffer.getvalue())


def write_workbook(tables: Sequence[StockTable], path: Path) -> None:
    """Write a workbook: a cover sheet that explains tables and columns, then a sheet for each table.

    Raises:
        UsageError: XlsxWriter is missing, or a table has more rows than Excel takes.
    """
    for table in tables:
        check_rows(table.name, len(table.rows))
    with open_workbook(path) as book:
        _fill(book, tables)


@contextmanager
def open_workbook(path: Path) -> Iterator[Any]:
    """A new workbook of XlsxWriter in which nothing turns into a formula; it is written at the end.

    Raises:
        UsageError: XlsxWriter is missing.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise UsageError(f"Excel workbooks need XlsxWriter: {_INSTALL}") from error
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    try:
        with xlsxwriter.Workbook(str(path), options) as book:
            book.set_properties({"title": "policygraph", "created": _MADE})
            yield book
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from error


def check_rows(name: str, rows: int) -> None:
    """Refuse a sheet with more rows than Excel takes.

    Raises:
        UsageError: it has.
    """
    if rows >= _MOST_ROWS:
        raise UsageError(f"{name} has more rows than Excel takes; select less, or write --format parquet")


def _fill(book: Any, tables: Sequence[StockTable]) -> None:
    looks = {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "title": book.add_format({"bold": True, "font_size": 14}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
    }
    _cover(book.add_worksheet("about 说明"), tables, looks)
    for table in tables:
        _sheet(book.add_worksheet(table.name), table, looks)


def _cover(sheet: Any, tables: Sequence[StockTable], looks: dict[str, Any]) -> None:
    sheet.set_column(0, 1, 16)
    sheet.set_column(2, 2, 10)
    sheet.set_column(3, 4, _WIDEST)
    sheet.write_string(0, 0, "policygraph", looks["title"])
    row = 2
    for at, head in enumerate(("sheet 工作表", "rows 行数", "", "question", "问题")):
        sheet.write_string(row, at, head, looks["head"])
    for table in tables:
        row += 1
        sheet.write_string(row, 0, table.name)
        sheet.write_number(row, 1, len(table.rows))
        for at, line in enumerate(table.about.splitlines()[:2]):
            sheet.write_string(row, 3 + at, line)
    row += 2
    for at, head in enumerate(("sheet 工作表", "column 列", "type 类型", "meaning", "含义")):
        sheet.write_string(row, at, head, looks["head"])
    for cells in explained(tables).rows:
        row += 1
        for at, cell in enumerate(cells):
            sheet.write_string(row, at, str(cell))


def _sheet(sheet: Any, table: StockTable, looks: dict[str, Any]) -> None:
    for at, column in enumerate(table.columns):
        widest = max([text_width(column.name), *(text_width(_text(row[at])) for row in table.rows[:200])])
        sheet.set_column(at, at, min(widest + 2, _WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, column.name, looks["head"])
    for number, row in enumerate(table.rows, 1):
        for at, cell in enumerate(row):
            _write(sheet, number, at, cell, looks["date"])


def _write(sheet: Any, row: int, at: int, cell: Cell, dated: Any) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, at, cell)
    elif isinstance(cell, int | float | Decimal):
        sheet.write_number(row, at, float(cell))
    elif isinstance(cell, date):
        sheet.write_datetime(row, at, datetime(cell.year, cell.month, cell.day), dated)
    else:
        sheet.write_string(row, at, cell_text(cell))


def cell_text(cell: Cell) -> str:
    """A cell as text that Excel can hold."""
    # Excel ends lines by line feeds, and openpyxl does not know its code for carriage returns.
    lines = printable(_text(cell)).replace("\r\n", "\n").replace("\r", "\n")
    return lines[:_LONGEST_CELL]


def text_width(text: str) -> int:
    """How many columns a text takes; Chinese characters take two."""
    return sum(2 if ord(character) > 0x2E80 else 1 for character in text)


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return (
        str(cell).lower()
        if isinstance(cell, bool)
        else format(cell, "f")
        if isinstance(cell, Decimal)
        else str(cell)
    )
