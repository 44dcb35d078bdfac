"""Tables with typed columns: the stock tables of a build, and the nodes and edges of a network."""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from policygraph.exports.network import Network

__all__ = ["Cell", "Column", "Table", "Type", "explained", "narrowed", "of_network", "of_rows"]

Cell = str | int | float | bool | Decimal | date | None

_EXPLANATIONS = Path(__file__).parent / "columns.toml"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_PERIOD = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


class Type(StrEnum):
    """What a column holds."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"


_TYPES: dict[type, Type] = {bool: Type.BOOLEAN, float: Type.NUMBER, int: Type.INTEGER, str: Type.TEXT}


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its meaning in both languages, '' where nobody has said it."""

    name: str
    type: Type
    en: str = ""
    zh: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; an empty cell is ``None``. ``about`` says what the table answers, a language a line."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def of_rows(name: str, about: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """A table from texts, '' being an empty cell.

    A column ``value`` gets its numbers beside it (``lower``, ``upper``), a column of dates that may be months or
    years the day (``deadline_day``, ``due_day``: the last one; ``date_day``: where it is known).
    """
    texts = [tuple(row) for row in rows]
    known = [_fitting(_column(name, column), [row[at] for row in texts]) for at, column in enumerate(columns)]
    wide = [wider for column in known for wider in (column, *_derived(name, column.name))]
    filled = (_filled(known, row) for row in texts)
    return Table(name, about, tuple(wide), tuple(filled))


def of_network(graph: Network) -> tuple[Table, Table]:
    """The nodes (``id`` and attributes) and the edges (``source``, ``target`` and attributes) of a network."""
    nodes = [{"id": node, **data} for node, data in graph.nodes(data=True)]
    edges = [{"source": source, "target": target, **data} for source, target, data in graph.edges(data=True)]
    return _of_records("nodes", nodes), _of_records("edges", edges)


def explained(tables: Sequence[Table]) -> Table:
    """The table ``columns``, which explains the columns of ``tables``."""
    rows = tuple(
        (table.name, column.name, column.type.value, column.en, column.zh)
        for table in tables
        for column in table.columns
    )
    names = ("table", "column", "type", "en", "zh")
    about = "What does each column of the other tables hold?\n其他各表的各列是什么含义？"
    return Table("columns", about, tuple(_column("columns", name) for name in names), rows)


def narrowed(tables: Iterable[Table], documents: Collection[str] | None) -> tuple[list[Table], list[Table]]:
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
def _explanations() -> dict[str, dict[str, str]]:
    return tomllib.loads(_EXPLANATIONS.read_text(encoding="utf-8"))


def _column(table: str, name: str) -> Column:
    known = _explanations()
    found = known.get(f"{table}.{name}") or known.get(name)
    return Column(name, Type(found["type"]), found["en"], found["zh"]) if found else Column(name, Type.TEXT)


def _fitting(column: Column, texts: Iterable[str]) -> Column:
    """The column, as text where it holds anything else than numbers.

    A stock query may give the name of a column of numbers to one of lists.
    """
    is_number = column.type not in (Type.INTEGER, Type.DECIMAL) or all(
        map(_NUMBER.fullmatch, filter(None, texts))
    )
    return column if is_number else replace(column, type=Type.TEXT)


def _derived(table: str, name: str) -> tuple[Column, ...]:
    if name == "value":
        return _column(table, "lower"), _column(table, "upper")
    if name in ("date", "deadline", "due"):
        return (_column(table, f"{name}_day"),)
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
    lower, _, upper = text.partition("..")
    return _cell(Type.DECIMAL, lower), _cell(Type.DECIMAL, upper or lower)


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


def _of_records(name: str, records: Sequence[dict[str, Any]]) -> Table:
    names = list(_in_order(records))
    types = {key: _TYPES[type(value)] for record in records for key, value in record.items()}
    columns = tuple(replace(_column(name, column), type=types[column]) for column in names)
    rows = tuple(tuple(record.get(column) for column in names) for record in records)
    about = f"The {name} of the network.\n网络的{'节点' if name == 'nodes' else '边'}。"
    return Table(name, about, columns, rows)


def _in_order(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """All keys: those of most records first, so that the most telling columns stand on the left."""
    counts: dict[str, int] = {}
    for record in records:
        for key in record:
            counts[key] = counts.get(key, 0) + 1
    first = ("id", "source", "target", "label", "kind", "weight")
    yield from (key for key in first if key in counts)
    yield from sorted(counts.keys() - set(first), key=lambda key: (-counts[key], key))
