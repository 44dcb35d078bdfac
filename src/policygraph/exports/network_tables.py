"""The nodes and edges of a network as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from policygraph.exports.parts import Network
from policygraph.queries.tables import StockTable, Type, column_named

__all__ = ["of_network", "without_formulas"]

_TYPES: dict[type, Type] = {bool: Type.BOOLEAN, float: Type.NUMBER, int: Type.INTEGER, str: Type.TEXT}

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def of_network(graph: Network) -> tuple[StockTable, StockTable]:
    """The nodes (``id`` and attributes) and the edges (``source``, ``target`` and attributes) of a network."""
    nodes = [{"id": node, **data} for node, data in graph.nodes(data=True)]
    edges = [{"source": source, "target": target, **data} for source, target, data in graph.edges(data=True)]
    return _of_records("nodes", nodes), _of_records("edges", edges)


def without_formulas(table: StockTable) -> StockTable:
    """The table with a space before texts that a spreadsheet which opens its CSV would take for formulas."""
    rows = (
        tuple(f" {cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in row)
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _of_records(name: str, records: Sequence[dict[str, Any]]) -> StockTable:
    names = list(_in_order(records))
    types = {key: _TYPES[type(value)] for record in records for key, value in record.items()}
    columns = tuple(replace(column_named(name, column), type=types[column]) for column in names)
    rows = tuple(tuple(record.get(column) for column in names) for record in records)
    about = f"The {name} of the network.\n网络的{'节点' if name == 'nodes' else '边'}。"
    return StockTable(name, about, columns, rows)


def _in_order(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """All keys: those of most records first, so that the most telling columns stand on the left."""
    counts: dict[str, int] = {}
    for record in records:
        for key in record:
            counts[key] = counts.get(key, 0) + 1
    first = ("id", "source", "target", "label", "kind", "weight")
    yield from (key for key in first if key in counts)
    yield from sorted(counts.keys() - set(first), key=lambda key: (-counts[key], key))
