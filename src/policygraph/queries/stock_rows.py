"""The rows of stock queries as plain strings: of a large build what is kept of them, as it takes its store minutes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from policygraph.builds.rows import answers
from policygraph.builds.store import Build
from policygraph.queries.document_pieces import answer_about
from policygraph.queries.parameters import free
from policygraph.queries.run import load, run
from policygraph.queries.stored import stored_csv

__all__ = ["kept_rows", "stock_rows"]


def stock_rows(build: Build, name: str, column: str = "", value: str = "") -> list[dict[str, str]]:
    """The rows by the names of the columns, '' where a cell is empty.

    Args:
        build: what is asked.
        name: of the query, to which nothing is given.
        column: if not '', the one that ``value`` has to stand in.
        value: a text.
    """
    return kept_rows(build, free(load(name)), column, value)


def kept_rows(build: Build, query: str, column: str = "", value: str = "") -> list[dict[str, str]]:
    """The same of a query that is given as text, with nothing left to be given to it."""
    if build.kept is None:
        return answers(build, query, {column: value} if column else None)
    about = answer_about(build, query, value) if column == "document" else None
    if about is None:
        about = _kept(build, query)
    rows = _rows(about) if about else iter(answers(build, query))
    return [row for row in rows if not column or row[column] == value]


def _rows(lines: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(lines, newline=""))


def _kept(build: Build, query: str) -> str:
    """The answer as CSV, kept from now on; '' where nothing can be kept."""
    found = stored_csv(build, query)
    if not found:
        run(build, query)
        found = stored_csv(build, query)
    return found
