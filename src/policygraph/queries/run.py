"""Running queries on a build: stock queries by name, files, or text."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from policygraph.builds.guard import check, is_ordered, names_graphs
from policygraph.builds.sparql import syntax_message
from policygraph.builds.store import Build
from policygraph.errors import QueryError, UsageError
from policygraph.queries.questions import question

if TYPE_CHECKING:
    import polars

    from policygraph.queries.tables import Cell

__all__ = ["Answer", "Term", "load", "run"]


Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: rows of terms under columns.

    ``boolean`` is set for ASK only, which has no rows. ``is_graph`` holds for CONSTRUCT and DESCRIBE, whose rows
    are triples. ``name`` is that of the stock query that was asked, '' for any other.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    boolean: bool | None = None
    is_graph: bool = False
    name: str = field(default="", compare=False)

    @property
    def values(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows as Python values: numbers, days and truth values as such, other terms as text, a gap as None."""
        from policygraph.queries.values import value

        return tuple(tuple(value(term) for term in row) for row in self.rows)

    def records(self) -> list[dict[str, Cell]]:
        """A dictionary for each row, with the columns as keys: what ``pandas.DataFrame`` takes.

        >>> policygraph.open("exports").query("documents").records()[0]["title"]
        '安阳市“十四五”节能减排综合实施方案'
        """
        return [dict(zip(self.columns, row, strict=True)) for row in self.values]

    def frame(self) -> polars.DataFrame:
        """The answer as a polars frame: a stock query's has the types of its table, any other those of its values.

        Raises:
            UsageError: polars is missing, or the query was an ASK, which has no rows.
        """
        from policygraph.queries.frames import frame
        from policygraph.queries.values import table_of

        if self.boolean is not None:
            raise UsageError("the answer to ASK is not a table; read its boolean")
        return frame(table_of(self))

    def _repr_html_(self) -> str:
        from policygraph.queries.notebooks import answer_html

        return answer_html(self)


def load(name: str) -> str:
    """The text of a stock query, or of a file whose name ends in ``.rq``.

    Raises:
        QueryError: there is no such query or file.
    """
    if not name.endswith(".rq"):
        return question(name).query
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise QueryError(f"{name} cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{name} is not UTF-8 text; save it as UTF-8") from error


def run(build: Build, query: str) -> Answer:
    """Run a SELECT, ASK, CONSTRUCT or DESCRIBE query over the union of the build's graphs.

    Rows come in the query's order, or sorted where it sets none: the same query gives the same bytes.

    Raises:
        QueryError: the query has a syntax error (with line and column), would change data, or asks another endpoint.
    """
    check(query)
    try:
        store = build.graphs() if names_graphs(query) else build.store
        result = store.query(query)
        answer = _answer(result)
    except SyntaxError as error:
        raise QueryError(f"the query is not valid SPARQL: {syntax_message(query, error)}") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query failed: {error}") from error
    if is_ordered(query):
        return answer
    rows = tuple(sorted(answer.rows, key=lambda row: [str(term) for term in row]))
    return Answer(answer.columns, rows, answer.boolean, answer.is_graph)


def _answer(result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Answer:
    if isinstance(result, ox.QueryBoolean):
        return Answer((), (), boolean=bool(result))
    if isinstance(result, ox.QueryTriples):
        triples = tuple((t.subject, t.predicate, t.object) for t in result)
        return Answer(("subject", "predicate", "object"), triples, is_graph=True)
    columns = tuple(variable.value for variable in result.variables)
    return Answer(columns, tuple(tuple(solution[name] for name in columns) for solution in result))
