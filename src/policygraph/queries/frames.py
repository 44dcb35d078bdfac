"""Tables as polars frames with real types: what notebooks get, and what Parquet files hold."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from policygraph.errors import UsageError
from policygraph.queries.tables import Cell, StockTable, Type

if TYPE_CHECKING:
    import polars

__all__ = ["frame"]

_DIGITS = 38


def frame(table: StockTable) -> polars.DataFrame:
    """The table as a frame: an empty cell is null, a column of a closed set an Enum of its values.

    Raises:
        UsageError: polars is missing.
    """
    try:
        import polars
    except ImportError as error:
        raise UsageError("typed tables need polars: pip install 'policygraph[tables]'") from error
    columns = {column.name: [row[at] for row in table.rows] for at, column in enumerate(table.columns)}
    schema = {column.name: _polars_type(table, at) for at, column in enumerate(table.columns)}
    return polars.DataFrame(columns, schema=schema, strict=True)


def _polars_type(table: StockTable, at: int) -> polars.DataType:
    import polars

    column = table.columns[at]
    if column.type is Type.DECIMAL:
        return polars.Decimal(_DIGITS, max((_scale(row[at]) for row in table.rows), default=0))
    if column.type is Type.CODE:
        # A vocabulary may bring codes of its own.
        is_closed = {row[at] for row in table.rows} <= {None, *column.values}
        return polars.Enum(column.values) if is_closed else polars.Categorical()
    simple: dict[Type, polars.DataType] = {
        Type.BOOLEAN: polars.Boolean(),
        Type.DATE: polars.Date(),
        Type.INTEGER: polars.Int64(),
        Type.NUMBER: polars.Float64(),
        Type.TEXT: polars.String(),
    }
    return simple[column.type]


def _scale(cell: Cell) -> int:
    """How many digits stand behind the point."""
    return max(-int(cell.as_tuple().exponent), 0) if isinstance(cell, Decimal) else 0
