"""Tables with typed columns, whose meaning ``columns.toml`` explains in both languages."""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from policygraph.builds.store import Build
from policygraph.queries.questions import question, tables
from policygraph.queries.run import Answer, bound_in, run

__all__ = [
    "Cell",
    "Column",
    "StockTable",
    "Type",
    "column_named",
    "explained",
    "narrowed",
    "of_answer",
    "of_rows",
    "stock_table",
    "stock_tables",
]

Cell = str | int | float | bool | Decimal | date | None

_EXPLANATIONS = Path(__file__).parent / "columns.toml"
# What 64 bits, and the 38 digits of a decimal column, can hold: a table made by hand may say anything.
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_DECIMAL = re.compile(r"-?[0-9]{1,26}(?:\.[0-9]{1,12})?")
_PERIOD = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


class Type(StrEnum):
    """What a column holds."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its meaning in both languages, '' where nobody has said it.

    ``values`` are the codes that a column of codes may hold, where they are known.
    """

    name: str
    type: Type
    en: str = ""
    zh: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StockTable:
    """Rows under columns; an empty cell is ``None``. ``about`` says what the table answers, a language a line."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def stock_table(build: Build, name: str, given: Mapping[str, object] = MappingProxyType({})) -> StockTable:
    """The answer of a build to a stock query, with what is ``given`` as its parameters.

    Raises:
        QueryError: there is no such query, or it cannot be asked with these parameters.
    """
    return of_answer(name, run(build, bound_in(build, question(name).query, given)))


def of_answer(name: str, answer: Answer) -> StockTable:
    """The answer to the stock query ``name`` as a table."""
    asked = question(name)
    rows = ([getattr(term, "value", "") for term in row] for row in answer.rows)
    return of_rows(name, f"{asked.english}\n{asked.chinese}", answer.columns, rows)


def of_rows(name: str, about: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> StockTable:
    """A table from texts, '' being an empty cell.

    A column ``value`` gets its numbers beside it (``lower``, ``upper``), a column of dates that may be months or
    years the day (``deadline_day``, ``due_day``: the last one; ``date_day``: where it is known).
    """
    texts = [tuple(row) for row in rows]
    known = [
        _fitting(column_named(name, column), [row[at] for row in texts]) for at, column in enumerate(columns)
    ]
    wide = [wider for column in known for wider in (column, *_derived(name, column.name))]
    filled = (_filled(known, row) for row in texts)
    return StockTable(name, about, tuple(wide), tuple(filled))


def stock_tables(build: Build) -> list[StockTable]:
    """All tables of a build: the stock queries that hold all of one kind."""
    return [stock_table(build, name) for name in tables()]


def explained(tables: Sequence[StockTable]) -> StockTable:
    """The table ``columns``, which explains the columns of ``tables``."""
    rows = tuple(
        (table.name, column.name, column.type.value, column.en, column.zh)
        for table in tables
        for column in table.columns
    )
    names = ("table", "column", "type", "en", "zh")
    about = "What does each column of the other tables hold?\n其他各表的各列是什么含义？"
    return StockTable("columns", about, tuple(column_named("columns", name) for name in names), rows)


def narrowed(
    tables: Iterable[StockTable], documents: Collection[str] | None
) -> tuple[list[StockTable], list[StockTable]]:
    """The tables with the rows of ``documents`` only (``None``: with all), and the tables that name no documents.

    A row is of the document in its column ``document``, or of all those in ``documents``.
    """
    kept, left = [], []
    for table in tables:
        names = [column.name for column in table.columns]
        if documents is None:
            kept.append(table)
        elif "document" in names:
            at = names.index("document")
            kept.append(replace(table, rows=tuple(row for row in table.rows if row[at] in documents)))
        elif "documents" in names:
            at = names.index("documents")
            rows = (row for row in table.rows if any(f";{one};" in f";{row[at]};" for one in documents))
            kept.append(replace(table, rows=tuple(rows)))
        else:
            left.append(table)
    return kept, left


@cache
def _explanations() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_EXPLANATIONS.read_text(encoding="utf-8"))


def column_named(table: str, name: str) -> Column:
    """The column ``name`` of ``table``, with type and meaning after ``columns.toml``; text where that has none."""
    known = _explanations()
    found = known.get(f"{table}.{name}") or known.get(name)
    if not found:
        return Column(name, Type.TEXT)
    return Column(name, Type(found["type"]), found["en"], found["zh"], tuple(found.get("values", ())))


def _fitting(column: Column, texts: Iterable[str]) -> Column:
    """The column, as text where it holds anything else than numbers.

    A stock query may give the name of a column of numbers to one of lists.
    """
    form = {Type.INTEGER: _INTEGER, Type.DECIMAL: _DECIMAL}.get(column.type)
    is_fit = form is None or all(map(form.fullmatch, filter(None, texts)))
    return column if is_fit else replace(column, type=Type.TEXT)


def _derived(table: str, name: str) -> tuple[Column, ...]:
    if name == "value":
        return column_named(table, "lower"), column_named(table, "upper")
    if name in ("date", "deadline", "due"):
        return (column_named(table, f"{name}_day"),)
    return ()


def _filled(columns: Sequence[Column], row: Sequence[str]) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for column, text in zip(columns, row, strict=True):
        cells.append(_cell(column.type, text))
        if column.name == "value":
            cells += _bounds(text)
        elif column.name in ("date", "deadline", "due"):
            cells.append(_day(text, is_end=column.name != "date"))
    return tuple(cells)


def _cell(kind: Type, text: str) -> Cell:
    if not text:
        return None
    if kind is Type.INTEGER:
        return int(text)
    if kind is Type.DECIMAL:
        return Decimal(text)
    if kind is Type.BOOLEAN:
        return text == "true"
    return text


def _bounds(text: str) -> tuple[Cell, Cell]:
    """The numbers of a value; none where it is no number, which only a graph of another hand can say."""
    lower, _, upper = text.partition("..")
    lower, upper = (part if _DECIMAL.fullmatch(part) else "" for part in (lower, upper or lower))
    return _cell(Type.DECIMAL, lower), _cell(Type.DECIMAL, upper)


def _day(text: str, *, is_end: bool) -> date | None:
    """The day that a date names, or the last one of the month or year where ``is_end``; none for 2025-02-30."""
    match = _PERIOD.fullmatch(text)
    if not match or not (is_end or match[3]):
        return None
    year, month = int(match[1]), int(match[2] or 12)
    try:
        return date(year, month, int(match[3] or calendar.monthrange(year, month)[1]))
    except ValueError:
        return None
