"""Tables and workbooks as LibreOffice Calc opens them: the values of all cells, numbers as numbers, days as days."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from policygraph.builds.store import Build
from policygraph.exports.catalogue import catalogue, export
from policygraph.exports.writing import write_tables
from policygraph.pages import Language
from policygraph.queries.selection import Selection
from policygraph.queries.tables import Cell, StockTable, stock_tables

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("localc")),
        reason="LibreOffice Calc, which opens the files, is missing",
    ),
]


@pytest.fixture(scope="module")
def tables(opened: Build) -> list[StockTable]:
    return stock_tables(opened)


@pytest.fixture(scope="module")
def folder(tables: list[StockTable], opened: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """CSV files and two workbooks, and in the folder ``saved`` the workbooks that Calc made of them.

    Of CSV it is told what a user would choose: commas, quotation marks, UTF-8; the types it finds by itself.
    """
    out = tmp_path_factory.mktemp("calc")
    write_tables(tables, "csv", out)
    write_tables(tables, "xlsx", out / "typed.xlsx")
    export(catalogue(), "tables", "", out / "people.xlsx", Selection(), Language.ZH)(opened)
    files = [str(path) for path in sorted(out.iterdir())]
    command = ["soffice", f"-env:UserInstallation={(out / 'profile').as_uri()}", "--headless"]
    options = ["--infilter=CSV:44,34,76,1", "--convert-to", "xlsx", "--outdir", str(out / "saved")]
    subprocess.run([*command, *options, *files], check=True, capture_output=True, timeout=300)
    return out


def sheets(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """What a workbook holds: rows of values by sheet."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def differing(table: StockTable, found: list[tuple[object, ...]], *, typed: bool) -> list[object]:
    """Cells that are not what the table holds; of a CSV file Calc may take a text that is a number for one."""
    head, *rows = found
    names = [column.name for column in table.columns]
    assert list(head) == names
    assert len(rows) == len(table.rows)
    return [
        (table.name, name, wanted, cell)
        for row, shown in zip(table.rows, rows, strict=True)
        for name, wanted, cell in zip(names, row, shown, strict=True)
        if not (_same(wanted, cell) or (not typed and _same_number(wanted, cell)))
    ]


def _same(wanted: Cell, cell: object) -> bool:
    if wanted in (None, ""):
        return cell is None
    if isinstance(wanted, bool):
        return cell is wanted
    if isinstance(wanted, int | float | Decimal):
        return type(cell) in (int, float) and float(str(cell)) == pytest.approx(float(wanted), rel=1e-12)
    if isinstance(wanted, date):
        return cell == datetime(wanted.year, wanted.month, wanted.day)
    return isinstance(cell, str) and cell.replace("\r\n", "\n") == wanted.replace("\r\n", "\n")


def _same_number(wanted: Cell, cell: object) -> bool:
    """Whether a text is the number of the cell: ``92``, or ``18%``, which Calc holds as 0.18 and shows as 18%."""
    if not isinstance(wanted, str) or type(cell) not in (int, float):
        return False
    try:
        number = Decimal(wanted.removesuffix("%")) / (100 if wanted.endswith("%") else 1)
    except ArithmeticError:
        return False
    return float(number) == pytest.approx(float(str(cell)), rel=1e-12)


def test_whether_csv_files_hold_the_same_values(tables: list[StockTable], folder: Path) -> None:
    for table in tables:
        (found,) = sheets(folder / "saved" / f"{table.name}.xlsx").values()
        assert differing(table, found, typed=False) == []


def test_whether_the_workbook_keeps_values_and_types(tables: list[StockTable], folder: Path) -> None:
    found = sheets(folder / "saved" / "typed.xlsx")
    for table in tables:
        assert differing(table, found[table.name], typed=True) == []


def test_whether_the_workbook_for_people_keeps_values_and_types(folder: Path) -> None:
    written, read = sheets(folder / "people.xlsx"), sheets(folder / "saved" / "people.xlsx")
    assert list(read) == list(written)
    for sheet, rows in written.items():
        wanted, found = (list(filter(None, map(_filled, one))) for one in (rows, read[sheet]))
        assert found == wanted, sheet


def _filled(row: tuple[object, ...]) -> dict[int, tuple[type, object]]:
    """The cells that hold something, by column; a whole number may be stored as any."""
    return {
        at: (float, float(str(cell))) if type(cell) in (int, float) else (type(cell), cell)
        for at, cell in enumerate(row)
        if cell not in (None, "")
    }
