"""Tables as CSV, Parquet and Excel workbooks, read back by csv, DuckDB and openpyxl."""

from __future__ import annotations

import csv
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pytest

from policygraph.builds.store import Build
from policygraph.errors import UsageError
from policygraph.exports.catalogue import catalogue, export
from policygraph.exports.network import network
from policygraph.exports.network_tables import of_network
from policygraph.exports.writing import write_tables
from policygraph.queries.selection import Selection
from policygraph.queries.tables import Cell, StockTable, Type, explained, of_rows, stock_tables

DUCKDB_TYPES = {
    Type.BOOLEAN: "BOOLEAN",
    Type.CODE: "VARCHAR",
    Type.DATE: "DATE",
    Type.DECIMAL: "DECIMAL",
    Type.INTEGER: "BIGINT",
    Type.NUMBER: "DOUBLE",
    Type.TEXT: "VARCHAR",
}


@pytest.fixture(scope="module")
def tables(opened: Build) -> list[StockTable]:
    return [*stock_tables(opened), *of_network(network(opened, "indicators"))]


def test_whether_every_column_is_explained_in_both_languages(tables: list[StockTable], opened: Build) -> None:
    more = [*tables, *of_network(network(opened, "trace")), *of_network(network(opened, "agencies"))]
    told = [(t.name, column.name) for t in more for column in t.columns if not (column.en and column.zh)]
    assert told == []
    assert explained([explained([])]).rows != ()


def test_whether_csv_holds_every_cell(tables: list[StockTable], tmp_path: Path) -> None:
    write_tables(tables, "csv", tmp_path / "csv")
    for table in tables:
        with (tmp_path / "csv" / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        assert head == [column.name for column in table.columns]
        assert rows == [[_as_text(cell) for cell in row] for row in table.rows]
    assert sorted(path.name for path in (tmp_path / "csv").iterdir()) == sorted(
        f"{name}.csv" for name in ("columns", *(table.name for table in tables))
    )


def test_whether_duckdb_reads_csv_by_the_names_of_its_columns(
    tables: list[StockTable], tmp_path: Path
) -> None:
    write_tables(tables, "csv", tmp_path)
    for table in tables:
        with duckdb.connect() as connection:
            read = connection.sql(f"FROM read_csv('{tmp_path}/{table.name}.csv', all_varchar=true)")
            assert read.columns == [column.name for column in table.columns]
            assert read.fetchall() == [tuple(_as_text(cell) or None for cell in row) for row in table.rows]


def test_whether_duckdb_reads_parquet_with_its_types(tables: list[StockTable], tmp_path: Path) -> None:
    write_tables(tables, "parquet", tmp_path / "parquet")
    for table in tables:
        with duckdb.connect() as connection:
            read = connection.sql(f"SELECT * FROM '{tmp_path}/parquet/{table.name}.parquet'")  # noqa: S608
            types = [str(one).partition("(")[0] for one in read.types]
            assert read.columns == [column.name for column in table.columns]
            assert types == [DUCKDB_TYPES[column.type] for column in table.columns]
            assert read.fetchall() == list(table.rows)


def test_whether_sums_can_be_asked_of_parquet(tables: list[StockTable], tmp_path: Path) -> None:
    write_tables(tables, "parquet", tmp_path)
    with duckdb.connect() as connection:
        found = connection.sql(
            f"SELECT sum(lower), max(target_year) FROM '{tmp_path}/targets.parquet' "  # noqa: S608
            "WHERE document = 'jincheng' AND unit = '千瓦'"
        ).fetchall()
    expected = next(table for table in tables if table.name == "targets")
    at = {column.name: number for number, column in enumerate(expected.columns)}
    kilowatts = [
        row for row in expected.rows if (row[at["document"]], row[at["unit"]]) == ("jincheng", "千瓦")
    ]
    assert len(kilowatts) > 2
    assert found == [(sum(Decimal(str(row[at["value"]])) for row in kilowatts), 2025)]


def test_whether_openpyxl_reads_the_workbook(tables: list[StockTable], tmp_path: Path) -> None:
    write_tables(tables, "xlsx", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["about 说明", *(table.name for table in tables)]
    for table in tables:
        head, *rows = book[table.name].iter_rows(values_only=True)
        assert head == tuple(column.name for column in table.columns)
        assert rows == [tuple(_as_excel(cell) for cell in row) for row in table.rows]
    cover = [
        [cell for cell in row if cell is not None] for row in book["about 说明"].iter_rows(values_only=True)
    ]
    targets = next(table for table in tables if table.name == "targets")
    assert ["targets", len(targets.rows), *targets.about.splitlines()] in cover
    assert ["targets", "baseline_year", "integer", "Year that a change is counted from", "基期年"] in cover


def test_whether_ranges_and_dates_get_columns_of_their_own() -> None:
    table = of_rows(
        "mine",
        "",
        ("value", "deadline", "date", "start", "curated", "note"),
        [
            ("20..30.5", "2025", "2023-10", "7", "true", "="),
            ("-4", "2024-02", "2023-10-31", "", "false", ""),
            ("", "2025-50", "2025-02-30", "0", "", "x"),
        ],
    )
    assert [column.name for column in table.columns] == [
        *(
            "value",
            "lower",
            "upper",
            "deadline",
            "deadline_day",
            "date",
            "date_day",
            "start",
            "curated",
            "note",
        )
    ]
    assert table.rows == (
        ("20..30.5", Decimal(20), Decimal("30.5"), "2025", date(2025, 12, 31), "2023-10", None, 7, True, "="),
        (
            *("-4", Decimal(-4), Decimal(-4), "2024-02", date(2024, 2, 29)),
            *("2023-10-31", date(2023, 10, 31), None, False, None),
        ),
        (None, None, None, "2025-50", None, "2025-02-30", None, 0, None, "x"),
    )


@pytest.mark.parametrize("city", ["jincheng", "anyang"])
def test_whether_a_city_keeps_its_rows_alone(city: str, opened: Build, tmp_path: Path) -> None:
    entries = catalogue()
    export(entries, "tables", "csv", tmp_path / "all", Selection())(opened)
    note = export(entries, "tables", "csv", tmp_path / "one", Selection(city=city))(opened)
    assert note == "leaves out indicators: the rows there are about all documents together"
    everything, kept = _read(tmp_path / "all"), _read(tmp_path / "one")
    assert everything.keys() - kept.keys() == {"indicators"}
    assert "indicators" not in {row["table"] for row in kept.pop("columns")}
    for name, rows in kept.items():
        of_city = [
            row
            for row in everything[name]
            if city in (row["documents"].split(";") if "documents" in row else [row["document"]])
        ]
        assert rows == of_city
    assert bool(kept["headings"]) == any(city in row["documents"] for row in everything["headings"])
    assert any(len(rows) < len(everything[name]) for name, rows in kept.items())


def test_whether_tables_of_two_exports_never_share_a_folder(opened: Build, tmp_path: Path) -> None:
    entries, one, other = catalogue(), tmp_path / "one", tmp_path / "other"
    export(entries, "agencies", "csv", one, Selection())(opened)
    export(entries, "tables", "csv", other, Selection())(opened)
    (one / "notes.txt").write_text("mine", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in one.iterdir()}
    with pytest.raises(UsageError, match=r"does not write \(edges.csv, nodes.csv\); remove them or choose"):
        export(entries, "tables", "csv", one, Selection())(opened)
    with pytest.raises(UsageError, match=r"\(agencies.csv, assignments.csv, citations.csv and \d+ more\)"):
        export(entries, "agencies", "csv", other, Selection())(opened)
    export(entries, "agencies", "csv", one, Selection())(opened)
    assert {path.name: path.read_bytes() for path in one.iterdir()} == before
    export(entries, "agencies", "parquet", one, Selection())(opened)


def _read(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The rows of all tables in a folder of CSV files."""
    tables = {}
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            tables[path.stem] = list(csv.DictReader(file))
    return tables


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def _as_excel(cell: Cell) -> object:
    if isinstance(cell, Decimal):
        return float(cell) if cell % 1 else int(cell)
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return datetime(cell.year, cell.month, cell.day) if isinstance(cell, date) else cell
