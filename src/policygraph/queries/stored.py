"""Answers to stock queries of large builds, kept beside their stores: each is worked out once.

The first line of a file says how long the answer is. This follows as CSV, and then what the terms of each column are.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections.abc import Callable, Iterable, Sequence, Set
from contextlib import suppress
from functools import cache
from itertools import islice
from typing import TypeAlias

import pyoxigraph as ox

from policygraph.builds.kept import Kept
from policygraph.builds.store import Build
from policygraph.queries.document_pieces import made_answer
from policygraph.queries.parameters import free, lookups
from policygraph.queries.questions import questions
from policygraph.queries.term_kinds import GAP, IRI, Kind, Kinds, Row, Term, kinds_of, text_of

__all__ = [
    "Rows",
    "keep",
    "rows_of",
    "separated",
    "stored",
    "stored_csv",
    "stored_texts",
    "terms_of",
    "text_of",
]

Rows: TypeAlias = tuple[Row, ...]
# How a file is written is told from how other versions wrote theirs.
_LAYOUT = "2"


def stored(build: Build, query: str) -> tuple[tuple[str, ...], Rows] | None:
    """The columns and rows that were kept of a query; None where there are none.

    Args:
        build: the build that is asked.
        query: what is asked, with its parameters.
    """
    found = _found(build, query)
    if found is None:
        return None
    # Of a damaged file, nothing.
    kinds, lines = found
    with suppress(ValueError, TypeError, LookupError, csv.Error):
        columns, *rows = csv.reader(io.StringIO(lines, newline=""))
        cells = zip(*rows, strict=True) if rows else [()] * len(columns)
        read = [terms_of(kind, texts) for kind, texts in zip(kinds, cells, strict=True)]
        return tuple(columns), tuple(zip(*read, strict=True))
    return None


def stored_csv(build: Build, query: str) -> str:
    """What was kept of a query, as the format CSV writes it; '' where there is nothing."""
    found = _found(build, query)
    return found[1] if found else ""


def stored_texts(
    build: Build, query: str, most: int
) -> tuple[Sequence[str], Sequence[Sequence[str]], int] | None:
    """What was kept of a query, as texts without the terms; None where there is nothing.

    Returns:
        The columns, the texts of up to ``most`` rows in each, and how many rows there are.
    """
    if build.kept is None:
        return None
    # Of a long answer nothing is read but its beginning.
    with suppress(OSError, ValueError, TypeError, csv.Error), build.kept.opened(_name(build, query)) as file:
        _, rows, _ = _sizes(file.readline(), os.fstat(file.fileno()).st_size)
        return _texts(map(bytes.decode, file), most, rows)
    lines = stored_csv(build, query)
    with suppress(ValueError, csv.Error):
        return _texts(io.StringIO(lines, newline=""), most, _rows_in(lines))
    return None


def _texts(lines: Iterable[str], most: int, rows: int) -> tuple[Sequence[str], Sequence[Sequence[str]], int]:
    """What :func:`stored_texts` gives.

    Raises:
        ValueError, csv.Error: it is none.
    """
    columns, *found = islice(csv.reader(lines), 1 + min(most, rows))
    return columns, [*zip(*found, strict=True)] if found else [()] * len(columns), rows


def _rows_in(lines: str) -> int:
    # A line ends a row unless it ends between quotes.
    return sum(part.count("\n") for part in lines.split('"')[::2]) - 1


def keep(build: Build, query: str, columns: tuple[str, ...], rows: Rows) -> None:
    """Keep the answer to a query of a large build, if that is a stock query without parameters, or looks up names.

    Nothing is kept, and nothing said, where the cache cannot be written.
    """
    if not build.kept or query not in _kept():
        return
    with suppress(OSError, TypeError):
        lines = separated(columns, rows, ",")
        # What a line ends with elsewhere would be read as the end of one here.
        if "\r" not in lines:
            kinds = [kinds_of([row[at] for row in rows]) for at in range(len(columns))]
            _write(build.kept, _name(build, query), kinds, lines)


def separated(columns: Sequence[str], rows: Rows, delimiter: str) -> str:
    """An answer as lines of cells, the names of the columns first; a gap is an empty cell."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    # Each term is one object in many rows of a kept answer.
    texts: dict[int, str] = {}
    writer.writerows(
        [texts.get(id(term)) or texts.setdefault(id(term), text_of(term)) for term in row] for row in rows
    )
    return buffer.getvalue()


def _found(build: Build, query: str) -> tuple[Sequence[Kinds], str] | None:
    """What was kept of a query: the kinds of each column, and its lines; of a damaged file, nothing."""
    if build.kept is None:
        return None
    data = build.kept.read(_name(build, query))
    if data is None:
        found = made_answer(build, query)
        if found:
            with suppress(OSError):
                _write(build.kept, _name(build, query), *found)
        return found
    with suppress(ValueError, TypeError):
        head, _, rest = data.partition(b"\n")
        size, _, _ = _sizes(head, len(data))
        return json.loads(rest[size:]), rest[:size].decode()
    return None


def _sizes(head: bytes, whole: int) -> tuple[int, int, int]:
    """How many bytes the lines of an answer are, how many rows, and how many bytes tell the kinds of its terms.

    Raises:
        ValueError, TypeError: the file is not as it was written.
    """
    size, rows, kinds = json.loads(head)
    if len(head.rstrip(b"\n")) + 1 + size + kinds != whole:
        raise ValueError("it is not whole")
    return size, rows, kinds


def _write(kept: Kept, name: str, kinds: Sequence[Kinds], lines: str) -> None:
    data, said = lines.encode(), json.dumps(kinds, separators=(",", ":")).encode()
    head = json.dumps([len(data), _rows_in(lines), len(said)], separators=(",", ":"))
    kept.write(name, b"".join([f"{head}\n".encode(), data, said]))


@cache
def _kept() -> Set[str]:
    """The texts of the queries whose answers are kept."""
    return lookups() | {free(one.query) for one in questions() if not any(one.parameters.values())}


def _name(build: Build, query: str) -> str:
    key = hashlib.sha256(f"{_LAYOUT}\n{build.with_rejected}\n{query}".encode()).hexdigest()[:32]
    return f"answer-{key}.csv"


def rows_of(kinds: Sequence[Sequence[Kind]], cells: Sequence[Sequence[str]]) -> Rows:
    """The terms of rows, of which the kinds and the texts are given."""
    read = []
    for at, texts in enumerate(zip(*cells, strict=True)):
        known: dict[Kind, int] = {}
        places = [known.setdefault(row[at], len(known)) for row in kinds]
        read.append(terms_of(([*known], places), texts))
    return tuple(zip(*read, strict=True))


def terms_of(written: Kinds, texts: Sequence[str]) -> list[Term | None]:
    """The terms of a column; those that are equal are one object."""
    kinds, places = written
    readers = [_Terms(tuple(kind)) for kind in kinds]
    if len(readers) == 1:
        return [*map(readers[0].__getitem__, texts)]
    return [readers[at][text] for at, text in zip(places, texts, strict=True)]


class _Terms(dict[str, Term | None]):
    """The terms of one kind by their texts, each made when it is first asked for."""

    def __init__(self, kind: Kind) -> None:
        self._make = _maker(kind)

    def __missing__(self, text: str) -> Term | None:
        self[text] = term = self._make(text)
        return term


def _maker(kind: Kind) -> Callable[[str], Term | None]:
    if kind == GAP:
        return lambda _: None
    if kind == IRI:
        return ox.NamedNode
    if len(kind) == 1:
        datatype = ox.NamedNode(kind[0])
        return lambda text: ox.Literal(text, datatype=datatype)
    return lambda text: ox.Literal(text, language=kind[1])
