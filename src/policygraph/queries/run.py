"""Running queries on a build: stock queries by name, files, or text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from policygraph.builds.guard import check, is_ordered, names_graphs, syntax_error
from policygraph.builds.sparql import syntax_message
from policygraph.builds.store import Build
from policygraph.errors import QueryError, UsageError
from policygraph.queries.asking import Result
from policygraph.queries.narrowing import narrowed
from policygraph.queries.parameters import bound
from policygraph.queries.questions import question
from policygraph.queries.scans import of_stock_by_scans
from policygraph.queries.searching import searched
from policygraph.queries.stored import Rows, keep, stored

if TYPE_CHECKING:
    import polars

    from policygraph.queries.endpoint import Endpoint
    from policygraph.queries.tables import Cell

__all__ = ["Answer", "GraphChoice", "Term", "bound_in", "is_sparql", "load", "run", "run_at"]


# What a DESCRIBE without braces holds, and the name of a stock query does not.
_NO_NAME = re.compile(r"[<\s]")

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class GraphChoice:
    """The graphs that a query is about, by their IRIs: those merged into the default graph, and the named ones."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


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


def is_sparql(query: str) -> bool:
    """Whether it is a query itself, and not the name of one or of a file."""
    return "{" in query or bool(_NO_NAME.search(query) and not query.endswith(".rq"))


def load(name: str) -> str:
    """The text of a stock query, or of a file whose name ends in ``.rq``.

    Raises:
        QueryError: there is no such query or file.
    """
    if is_sparql(name) and not name.endswith(".rq"):
        raise QueryError(
            "this is SPARQL, not a name; save it in a file that ends in .rq, or write - and give it by standard input"
        )
    if not name.endswith(".rq"):
        return question(name).query
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise QueryError(f"{name} cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{name} is not UTF-8 text; save it as UTF-8") from error


def run(build: Build, query: str, *, graphs: GraphChoice | None = None, most: int | None = None) -> Answer:
    """Run a SELECT, ASK, CONSTRUCT or DESCRIBE query over the union of the build's graphs.

    Rows come in the query's order, or sorted where it sets none: the same query gives the same bytes.

    Args:
        build: what is asked.
        query: SPARQL.
        graphs: what stands in place of the union and of all named graphs.
        most: how many rows an answer may have; as many as there are where it is None.

    Raises:
        QueryError: the query has a syntax error (with line and column), would change data, or asks another endpoint;
            or the answer has more rows, or the build lacks one of the graphs.
    """
    check(query)
    known = _known(build, query) if graphs is None else None
    if known and (most is None or len(known[1]) <= most):
        return Answer(*known)
    try:
        answer = _answer(query, _asked(build, query, graphs), most)
    except SyntaxError as error:
        raise _no_sparql(query, error) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query failed: {error}") from error
    if graphs is None:
        keep(build, query, answer.columns, answer.rows)
    return answer


def _known(build: Build, query: str) -> tuple[tuple[str, ...], Rows] | None:
    """The answer of a large build to a query, where it is known without asking its store."""
    return stored(build, query) or searched(build, query) or narrowed(build, query)


def bound_in(build: Build, query: str, given: Mapping[str, object]) -> str:
    """The query with what is given, as people of whom the build tells call it.

    Raises:
        QueryError: the query takes no such parameter or wants another one, or the build knows nothing of that name.
    """
    return bound(lambda lookup: run(build, lookup).rows, query, given)


def run_at(endpoint: Endpoint, query: str) -> Answer:
    """Run a query as :func:`run` does, but have a server answer it.

    Raises:
        QueryError: as of :func:`run`.
        ServerError: the server cannot be reached, or refuses the query.
    """
    check(query)
    if error := syntax_error(query):
        raise _no_sparql(query, error)
    try:
        return _answer(query, endpoint.query(query), None)
    except SyntaxError as broken:
        from policygraph.queries.endpoint import unreadable

        raise unreadable(broken) from broken


def _asked(build: Build, query: str, graphs: GraphChoice | None) -> Result:
    store = build.graphs() if graphs is not None or names_graphs(query) else build.store
    if graphs is None:
        return store.query(of_stock_by_scans(query) if build.kept else query)
    default, named = _graphs(store, graphs.default), _graphs(store, graphs.named)
    return store.query(query, default_graph=[*default], named_graphs=[*named])


def _graphs(store: ox.Store, names: Iterable[str]) -> list[ox.NamedNode]:
    found: list[ox.NamedNode] = []
    for name in names:
        try:
            node = ox.NamedNode(name)
        except ValueError as error:
            raise QueryError(f"{name!r} cannot be the IRI of a graph; correct it") from error
        if not store.contains_named_graph(node):
            raise QueryError(
                f"the build holds no graph {node}; SELECT ?g {{ GRAPH ?g {{}} }} lists those that it holds"
            )
        found.append(node)
    return found


def _answer(query: str, result: Result, most: int | None) -> Answer:
    """The answer in the query's order, or sorted."""
    answer = _read(result, most)
    if is_ordered(query):
        return answer
    return replace(answer, rows=tuple(sorted(answer.rows, key=lambda row: [str(term) for term in row])))


def _no_sparql(query: str, error: SyntaxError) -> QueryError:
    return QueryError(f"the query is not valid SPARQL: {syntax_message(query, error)}")


def _read(result: Result, most: int | None) -> Answer:
    if isinstance(result, ox.QueryBoolean):
        return Answer((), (), boolean=bool(result))
    if not isinstance(result, ox.QuerySolutions):
        triples = ((t.subject, t.predicate, t.object) for t in result)
        return Answer(("subject", "predicate", "object"), _up_to(most, triples), is_graph=True)
    columns = tuple(variable.value for variable in result.variables)
    return Answer(columns, _up_to(most, (tuple(solution[name] for name in columns) for solution in result)))


def _up_to(most: int | None, rows: Iterable[tuple[Term | None, ...]]) -> tuple[tuple[Term | None, ...], ...]:
    """The rows.

    Raises:
        QueryError: there are more.
    """
    if most is None:
        return tuple(rows)
    found = tuple(islice(rows, most + 1))
    if len(found) > most:
        raise QueryError(f"the answer has more than {most:,} rows; add a LIMIT, or ask for less")
    return found
