"""What a build answers to a SELECT, as plain strings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from policygraph.builds.store import Build

__all__ = ["answers", "each_answer"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def answers(build: Build, query: str, bound: Mapping[str, str] | None = None) -> list[dict[str, str]]:
    """The rows by the names of the variables, in the order that the query sets; what has no value is ''.

    Args:
        build: what is asked.
        query: a SELECT.
        bound: plain literals that variables stand for from the beginning.

    Raises:
        SyntaxError: the query is no SPARQL.
        ValueError: it is of another kind.
    """
    return [*each_answer(build, query, bound)]


def each_answer(build: Build, query: str, bound: Mapping[str, str] | None = None) -> Iterator[dict[str, str]]:
    """The same rows, each when it is asked for: so that the many of a large build need not all be there at once."""
    values: dict[ox.Variable, Term] = {ox.Variable(k): ox.Literal(v) for k, v in (bound or {}).items()}
    found = build.store.query(query, substitutions=values)
    if not isinstance(found, ox.QuerySolutions):
        raise ValueError("only a SELECT query has rows")
    names = [variable.value for variable in found.variables]
    return ({name: _plain(solution[name]) for name in names} for solution in found)


def _plain(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
