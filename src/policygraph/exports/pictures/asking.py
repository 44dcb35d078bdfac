"""Asking a build the questions of the pictures, which stand in ``.rq`` files beside this module."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from policygraph.exports.pictures.sheet import Source
from policygraph.graph.store import Build

__all__ = ["Row", "ask", "source_of"]

Row = dict[str, str]
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_QUESTIONS = Path(__file__).parent


def ask(build: Build, question: str, document: str = "") -> list[Row]:
    """The rows that answer a question, in the order that it sets; what has no value is ''.

    Args:
        build: what is asked.
        question: the name of a file here, without its ending.
        document: the name of the one document that is asked about, where the question has a ``?document``.
    """
    query = (_QUESTIONS / f"{question}.rq").read_text(encoding="utf-8")
    bound: dict[ox.Variable, Term] = {ox.Variable("document"): ox.Literal(document)} if document else {}
    found = build.store.query(query, substitutions=bound)
    assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - every question is a SELECT
    names = [variable.value for variable in found.variables]
    return [{name: _plain(solution[name]) for name in names} for solution in found]


def source_of(row: Row) -> tuple[Source, ...]:
    """The place that a row quotes, if it does."""
    if not row["start"]:
        return ()
    return (Source(row["document"], int(row["start"]), int(row["end"]), row["exact"]),)


def _plain(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
