"""Running queries on a build: stock queries by name, files, or text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from policygraph.builds.guard import check, is_ordered
from policygraph.builds.sparql import syntax_message
from policygraph.builds.store import Build
from policygraph.errors import QueryError
from policygraph.queries.questions import question

__all__ = ["Answer", "Term", "load", "run"]


Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: rows under columns.

    ``boolean`` is set for ASK only, which has no rows. ``is_graph`` holds for CONSTRUCT and DESCRIBE, whose rows
    are triples.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    boolean: bool | None = None
    is_graph: bool = False


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
        raise QueryError(f"{name} is no UTF-8 text; save it as UTF-8") from error


def run(build: Build, query: str) -> Answer:
    """Run a SELECT, ASK, CONSTRUCT or DESCRIBE query over the union of the build's graphs.

    Rows come in the query's order, or sorted where it sets none: the same query gives the same bytes.

    Raises:
        QueryError: the query has a syntax error (with line and column), would change data, or asks another endpoint.
    """
    check(query)
    try:
        result = build.store.query(query)
        answer = _answer(result)
    except SyntaxError as error:
        raise QueryError(f"the query is no SPARQL: {syntax_message(query, error)}") from error
    except (OSError, ValueError) as error:
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
