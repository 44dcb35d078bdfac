"""Spreadsheets of tasks or indicators to text: XLSX and CSV."""

from __future__ import annotations

import csv
import datetime
import io
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from policygraph import resources
from policygraph.sources.composing import Composer, Content
from policygraph.sources.decode import DecodeError, NoDocumentError, decode
from policygraph.sources.limits import MAX_CELLS, Clock
from policygraph.sources.office.package import checked_archive, refuse_entities
from policygraph.sources.spans import Spanning, lay_out

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["WORKBOOK_PART", "read_csv", "read_xlsx"]

WORKBOOK_PART = "xl/workbook.xml"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DELIMITERS = ",;\t|"
_HEAD_ROWS = 8
# Heads of columns that say what the rows are: tasks with who does them or until when, or indicators with their figures.
_TASK = re.compile(r"任务|举措|措施|事项|工作内容|主要内容|重点工作|工程|项目")
_DUTY = re.compile(r"牵头|责任|负责|主办|配合|协办|单位|部门|时限|完成时间|进度")
_INDICATOR = re.compile(r"指标|目标|县|地区")
_FIGURE = re.compile(r"单位|目标|20\d\d|属性|基期|数值|降|增|比例|率|量")
_DEFAULT_NAME = re.compile(r"(?:Sheet|工作表|Table)\s*\d*")


def read_xlsx(data: bytes) -> Content:
    """The text of a workbook: each sheet is a table, titles above it are paragraphs.

    Raises:
        DecodeError: the file is damaged, protected or too large.
        NoDocumentError: no sheet is a table of tasks or indicators.
    """
    with checked_archive(data) as archive:
        refuse_entities(archive)
    import openpyxl

    try:
        with warnings.catch_warnings():
            # What openpyxl does not keep when writing does not matter for reading.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:
        raise DecodeError("the workbook is damaged and cannot be opened; open and save it anew") from error
    clock = Clock()
    composer = Composer()
    has_table = False
    for sheet in book.worksheets:
        clock.check()
        if sheet.sheet_state != "visible":
            composer.note("sheet-hidden", f"the hidden sheet {sheet.title} is left out")
            continue
        rows = lay_out(_cells(sheet))
        name = "" if _DEFAULT_NAME.fullmatch(sheet.title) else sheet.title
        has_table = _add_sheet(composer, rows, name) or has_table
    return _finished(composer, has_table, _XLSX, f"openpyxl {openpyxl.__version__}", "utf-8")


def read_csv(data: bytes) -> Content:
    """The text of a table with separators.

    Raises:
        DecodeError: the file is no text, or has too many cells.
        NoDocumentError: it is no table of tasks or indicators.
    """
    decoded = decode(data)
    head = decoded.text[:4_000]
    delimiter = max(_DELIMITERS, key=lambda sign: (head.count(sign), -_DELIMITERS.index(sign)))
    try:
        rows = list(csv.reader(io.StringIO(decoded.text), delimiter=delimiter))
    except csv.Error as error:
        raise DecodeError(f"the table cannot be read ({error}); save it anew") from error
    width = max(map(len, rows), default=0)
    if width * len(rows) > MAX_CELLS:
        raise DecodeError(f"the table has more than {MAX_CELLS:,} cells; split it")
    composer = Composer()
    has_table = _add_sheet(composer, [row + [""] * (width - len(row)) for row in rows], "")
    return _finished(composer, has_table, "text/csv", f"policygraph {resources.VERSION}", decoded.encoding)


def _finished(composer: Composer, has_table: bool, media_type: str, reader: str, encoding: str) -> Content:
    if not has_table:
        raise NoDocumentError(
            "this is not a table of tasks or indicators (no head such as 任务 and 责任单位, or 指标 and 目标)"
        )
    return composer.content(media_type=media_type, reader=reader, encoding=encoding)


def _add_sheet(composer: Composer, rows: Sequence[Sequence[str]], name: str) -> bool:
    """Add a sheet; whether it is a table of tasks or indicators."""
    head = next((i for i, row in enumerate(rows[:_HEAD_ROWS]) if sum(map(bool, row)) > 1), None)
    if head is None:
        for row in rows:
            composer.paragraph(" ".join(row))
        return False
    if name and not any(any(row) for row in rows[:head]):
        composer.paragraph(name)
    for row in rows[:head]:
        composer.paragraph(" ".join(row))
    composer.table(rows[head:], first_row=head + 1, sheet=name)
    heads = ["".join(row[i] for row in rows[head : head + 2]) for i in range(len(rows[head]))]
    return _has(heads, _TASK, _DUTY) or _has(heads, _INDICATOR, _FIGURE)


def _has(heads: Iterable[str], first: re.Pattern[str], second: re.Pattern[str]) -> bool:
    """Whether one head is of the first and another one of the second kind."""
    heads = list(heads)
    return any(
        first.search(one) and any(second.search(other) for j, other in enumerate(heads) if j != i)
        for i, one in enumerate(heads)
    )


def _cells(sheet: Worksheet) -> Iterator[Spanning]:
    if sheet.max_row * sheet.max_column > MAX_CELLS:
        raise DecodeError(f"the sheet {sheet.title} has more than {MAX_CELLS:,} cells; split it")
    merged = {
        (area.min_row, area.min_col): (area.max_row - area.min_row + 1, area.max_col - area.min_col + 1)
        for area in sheet.merged_cells.ranges
    }
    for i, row in enumerate(sheet.iter_rows(min_row=1, min_col=1), 1):
        for j, cell in enumerate(row, 1):
            text = _written(cell)
            if text:
                rows, columns = merged.get((i, j), (1, 1))
                yield Spanning(text, i - 1, j - 1, rows, columns)


def _written(cell: Cell | MergedCell) -> str:
    """The value of a cell as the sheet shows it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value.year}年{value.month}月" + (
            f"{value.day}日" if "d" in cell.number_format.lower() else ""
        )
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    return str(value)


def _number(value: int | float, form: str) -> str:
    number = Decimal(repr(value)) * (100 if "%" in form else 1)
    text = f"{number.normalize():f}" if number.is_finite() else str(value)
    # Sums of binary fractions have a tail of digits that nobody wrote.
    text = f"{Decimal(f'{float(number):.12g}').normalize():f}" if len(text) > 14 else text
    return text + ("%" if "%" in form else "")
