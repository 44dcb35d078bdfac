"""Answers to stock queries of large builds, kept beside their stores: each is worked out once."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from functools import cache
from typing import TypeAlias

import pyoxigraph as ox

from policygraph.builds.store import Build
from policygraph.queries.parameters import free
from policygraph.queries.questions import questions

__all__ = ["Rows", "keep", "stored"]

_Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Rows: TypeAlias = tuple[tuple[_Term | None, ...], ...]
# An IRI, or the value, language and datatype of a literal.
_Written: TypeAlias = str | tuple[str, str, str] | None


def stored(build: Build, query: str) -> tuple[tuple[str, ...], Rows] | None:
    """The columns and rows that were kept of a query; None where there are none.

    Args:
        build: the build that is asked.
        query: what is asked, with its parameters.
    """
    data = build.kept.read(_name(build, query)) if build.kept else None
    if data is None:
        return None
    # Of a damaged file, nothing.
    with suppress(ValueError, TypeError, LookupError, AttributeError):
        columns, written, places = json.loads(data)
        terms = [_read(one) for one in written]
        cells = map(terms.__getitem__, places)
        return tuple(columns), tuple(zip(*[cells] * len(columns), strict=True))
    return None


def keep(build: Build, query: str, columns: tuple[str, ...], rows: Rows) -> None:
    """Keep the answer to a query of a large build, if that is a stock query and nothing was given to it.

    Nothing is kept, and nothing said, where the cache cannot be written.
    """
    if not build.kept or query not in _kept():
        return
    terms: dict[_Term | None, int] = {}
    places = [terms.setdefault(cell, len(terms)) for row in rows for cell in row]
    with suppress(OSError, TypeError):
        answer = [columns, [_written(term) for term in terms], places]
        data = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
        build.kept.write(_name(build, query), data)


@cache
def _kept() -> frozenset[str]:
    """The texts of the queries whose answers are kept."""
    return frozenset(free(one.query) for one in questions() if not any(one.parameters.values()))


def _name(build: Build, query: str) -> str:
    key = hashlib.sha256(f"{build.with_rejected}\n{query}".encode()).hexdigest()[:32]
    return f"answer-{key}.json"


def _written(term: _Term | None) -> _Written:
    """A term as JSON has it.

    Raises:
        TypeError: it has no name by which it could be found again.
    """
    if term is None or isinstance(term, ox.NamedNode):
        return term.value if term else None
    if not isinstance(term, ox.Literal):
        raise TypeError(f"{term} cannot be kept")
    return term.value, term.language or "", term.datatype.value


def _read(written: _Written) -> _Term | None:
    if written is None or isinstance(written, str):
        return None if written is None else ox.NamedNode(written)
    value, language, datatype = written
    if language:
        return ox.Literal(value, language=language)
    return ox.Literal(value, datatype=ox.NamedNode(datatype))
