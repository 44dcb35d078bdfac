"""The results of a validation as a table with types."""

from __future__ import annotations

from collections.abc import Callable

from policygraph.queries.tables import Cell, StockTable, column_named
from policygraph.validation.results import Report, Result

__all__ = ["results_table"]

_NAME = "validation"
_ABOUT = "What should a person look at in the documents?\n文件中有哪些问题需要人工查看？"
_COLUMNS: dict[str, Callable[[Result], Cell]] = {
    "rule": lambda result: result.rule,
    "level": lambda result: result.level.label,
    "document": lambda result: result.document or None,
    "file": lambda result: result.place.file if result.place else None,
    "line": lambda result: result.place.line if result.place else None,
    "column": lambda result: result.place.column if result.place else None,
    "start": lambda result: result.place.start if result.place else None,
    "end": lambda result: result.place.end if result.place else None,
    "quote": lambda result: result.place.quote if result.place else None,
    "zh": lambda result: result.zh,
    "en": lambda result: result.en,
    "focus": lambda result: result.focus,
    "value": lambda result: result.value or None,
    "is_new": lambda result: result.is_new,
    "fingerprint": lambda result: result.fingerprint,
}


def results_table(report: Report) -> StockTable:
    """A row a result, in the order of the report; what has no place in a text has empty cells there."""
    columns = tuple(column_named(_NAME, name) for name in _COLUMNS)
    rows = tuple(tuple(cell(result) for cell in _COLUMNS.values()) for result in report.results)
    return StockTable(_NAME, _ABOUT, columns, rows)
