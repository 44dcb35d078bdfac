"""Terms of RDF as Python values, and answers to any query as tables with types."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from policygraph.queries.run import Answer, Term
from policygraph.queries.tables import Cell, Column, StockTable, Type, of_answer
from policygraph.rdf.terms import XSD

__all__ = ["table_of", "value"]

_TYPES = {
    XSD.iri(name): kind
    for kind, names in {
        Type.INTEGER: "integer int long short byte nonNegativeInteger positiveInteger gYear",
        Type.DECIMAL: "decimal",
        Type.NUMBER: "double float",
        Type.BOOLEAN: "boolean",
        Type.DATE: "date",
    }.items()
    for name in names.split()
}
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
# What a column of 64 bits holds, and how many digits one of decimals.
_LARGEST = 2**63 - 1
_DIGITS = 38


def value(term: Term | None) -> Cell:
    """A term as a Python value: a number, day or truth value as such, any other as its text or IRI.

    A year is an ``int``. What is not written as its datatype wants it stays text.
    """
    if term is None or isinstance(term, ox.Triple):
        return str(term) if term else None
    kind = _TYPES.get(term.datatype.value, Type.TEXT) if isinstance(term, ox.Literal) else Type.TEXT
    try:
        return _read(kind, term.value)
    except (ValueError, KeyError, InvalidOperation):
        return term.value


def table_of(answer: Answer) -> StockTable:
    """An answer as a table: of a stock query that with its meanings, of any other one typed by its values."""
    if answer.name:
        return of_answer(answer.name, answer)
    cells = [[value(row[at]) for row in answer.rows] for at in range(len(answer.columns))]
    kinds = [_kind(column) for column in cells]
    columns = tuple(Column(name, kind) for name, kind in zip(answer.columns, kinds, strict=True))
    alike = [[_as(kind, cell) for cell in column] for kind, column in zip(kinds, cells, strict=True)]
    return StockTable("", "", columns, tuple(zip(*alike, strict=True)) if alike else ())


def _read(kind: Type, text: str) -> Cell:
    if kind is Type.INTEGER:
        return int(text)
    if kind is Type.DECIMAL:
        return Decimal(text)
    if kind is Type.NUMBER:
        return float(text)
    if kind is Type.BOOLEAN:
        return _BOOLEANS[text]
    return date.fromisoformat(text) if kind is Type.DATE else text


def _kind(cells: Sequence[Cell]) -> Type:
    """The narrowest type that holds all cells."""
    found = {type(cell) for cell in cells if cell is not None}
    if found == {int} and all(abs(cell) <= _LARGEST for cell in cells if isinstance(cell, int)):
        return Type.INTEGER
    if found and found <= {int, Decimal} and _digits(cells) <= _DIGITS:
        return Type.DECIMAL
    if found and found <= {int, Decimal, float} and float in found:
        return Type.NUMBER
    return {frozenset({bool}): Type.BOOLEAN, frozenset({date}): Type.DATE}.get(frozenset(found), Type.TEXT)


def _digits(cells: Sequence[Cell]) -> int:
    """How many digits a column needs for all of its numbers, before and behind the point."""
    numbers = [Decimal(cell).as_tuple() for cell in cells if isinstance(cell, int | Decimal)]
    behind = max(max(-int(number.exponent), 0) for number in numbers)
    before = max(max(len(number.digits) + int(number.exponent), 1) for number in numbers)
    return before + behind


def _as(kind: Type, cell: Cell) -> Cell:
    """A cell in a column of a type."""
    if cell is None:
        return None
    if kind is Type.DECIMAL:
        return Decimal(str(cell))
    if kind is Type.NUMBER:
        return float(str(cell))
    return str(cell) if kind is Type.TEXT else cell
