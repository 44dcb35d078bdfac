"""Stock queries whose rows are each about one document: asked of some documents at a time, and put together again.

``questions.toml`` names them; the targets of the matrix, and what the search for words looks through, are asked in the
same way. What they give of a document
depends on its shard, on those of the documents that it refers to, and on what is said of none. So their answers can
be kept document by document.
"""

from __future__ import annotations

import csv
import marshal
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from policygraph.queries.parameters import free
from policygraph.queries.questions import by_document, question
from policygraph.queries.term_kinds import Kind, Kinds, Row, kinds_of, text_of

__all__ = ["SEARCH", "Divided", "Piece", "asked", "divided", "joined", "pieces", "searched_text"]

_HEAD = re.compile(r"^SELECT(?P<distinct> DISTINCT)?(?P<columns>(?:\s+\?\w+)+)\s+WHERE\b", re.MULTILINE)
_ORDER = re.compile(r"^ORDER BY (?P<terms>.+?)\s*\Z", re.MULTILINE)
_TERM = re.compile(r"(?P<is_last>DESC)?\s*(?P<term>\?\w+|\((?:[^()]|\([^()]*\))*\))")
# The things that more than one document has, at the head of a query: which these are, no document tells alone.
_SHARED = re.compile(
    r"\{\s*SELECT (?P<thing>\?\w+)\s+WHERE \{[^{}]*\}\s+GROUP BY (?P=thing)\s+"
    r"HAVING \(COUNT\(DISTINCT \?plan\) > 1\)\s*\}"
)
_DOCUMENT = "?document"
SEARCH = "search"
# What the lines of that query hold in which it matters what is asked for.
_OF_WORDS = ("?asked_", "?found", "?excerpt")
_MATRIX = Path(__file__).with_name("matrix.rq")
_GAP, _IRI, _TEXT, _NUMBER, _TRUTH = range(5)
_RANKS = {"string": _TEXT, "integer": _NUMBER, "boolean": _TRUTH}

# A term as it is ordered: the kinds in the order of SPARQL, and of one kind by value.
Rank = tuple[int, str | int]


@dataclass(frozen=True, slots=True)
class Divided:
    """A query as some documents are asked it.

    Its first ``columns`` are those of the answer. Where rows are not ordered by document first, the terms follow that
    they are ordered by, ``order`` says of which the last come first; and where ``is_shared``, the thing that more
    than one document has to have.
    """

    name: str
    query: str
    columns: tuple[str, ...]
    order: tuple[bool, ...]
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """The rows about one document: their lines as CSV, the kinds of the terms by column, and by what they are ordered.

    ``things`` are what rows need another document to have as well, ``sorts`` the kinds of each term of the ranks.
    """

    kinds: Sequence[Kinds]
    lines: Sequence[str]
    ranks: Sequence[list[Rank]]
    things: Sequence[str]
    sorts: Sequence[Sequence[int]]

    def packed(self) -> bytes:
        """It, to be kept."""
        parts: Any = (self.kinds, self.lines, self.ranks, self.things, self.sorts)
        return zlib.compress(marshal.dumps(parts), 1)

    @staticmethod
    def unpacked(data: bytes) -> Piece:
        """What was kept.

        Raises:
            zlib.error: it is damaged.
        """
        return Piece.read(zlib.decompress(data))

    @staticmethod
    def read(data: bytes) -> Piece:
        """What was kept, after it is unpacked.

        Raises:
            ValueError, TypeError: it is damaged.
        """
        # Nobody but the user can have written it, and zlib has seen that it is whole.
        return Piece(*marshal.loads(data))  # noqa: S302


@cache
def asked() -> Mapping[str, Divided]:
    """The queries by their texts with nothing given."""
    texts = {name: free(question(name).query) for name in by_document()}
    texts[_MATRIX.stem] = _MATRIX.read_text(encoding="utf-8")
    texts[SEARCH] = searched_text()
    return {text: divided(name, text) for name, text in texts.items()}


@cache
def searched_text() -> str:
    """What the search for words looks through, as a query: whole texts and areas, whatever words are asked for."""
    text = question(SEARCH).query.replace("?start ?end ?iri\nWHERE", "?start ?end ?iri ?around\nWHERE")
    lines = (
        text.replace("?excerpt ?start", "?clean ?start").replace(" ?found\n", "\n").splitlines(keepends=True)
    )
    return "".join(line for line in lines if not any(word in line for word in _OF_WORDS))


def divided(name: str, query: str) -> Divided:
    """A query as some documents are asked it.

    Raises:
        ValueError: it is written in another way than such queries are.
    """
    shared = _SHARED.search(query)
    if shared:
        query = query.replace(shared[0], "")
    head, order = _HEAD.search(query), _ORDER.search(query)
    if not head or not order:
        raise ValueError(f"{name} has no rows in an order")
    terms = [*_TERM.finditer(order["terms"])]
    if terms[0]["term"] == _DOCUMENT and not shared:
        return Divided(name, query, _columns(head), (), is_shared=False)
    if head["distinct"]:
        raise ValueError(f"{name} must be ordered by document first")
    more = [f"({one['term']} AS ?ordered{number})" for number, one in enumerate(terms)]
    if shared:
        more.append(f"({shared['thing']} AS ?shared)")
    end = head.end("columns")
    written = f"{query[:end]} {' '.join(more)}{query[end:]}"
    last = tuple(bool(one["is_last"]) for one in terms)
    return Divided(name, written, _columns(head), last, bool(shared))


def pieces(one: Divided, store: ox.Store, documents: Set[str], known: Set[str]) -> Mapping[str, Piece]:
    """What a query gives of documents: by each a piece.

    Args:
        one: the query.
        store: all that it may need of them.
        documents: their names; '' stands for what is about none of those that the build holds.
        known: the names of all that it holds.

    Raises:
        TypeError, ValueError: a term cannot be kept, or not be ordered.
    """
    found: dict[str, list[Row]] = defaultdict(list)
    at = one.columns.index(_DOCUMENT[1:])
    for solution in store.query(one.query):  # type: ignore[union-attr]
        row = tuple(solution)
        name = row[at].value if isinstance(row[at], ox.Literal) else ""
        found[name if name in known else ""].append(row)
    return {name: _piece(one, found[name]) for name in documents}


def joined(one: Divided, found: Sequence[Piece]) -> tuple[Sequence[Kinds], str] | None:
    """The answer to a query as kinds and CSV; None where its order is none of values of one kind.

    Args:
        one: the query.
        found: the pieces in the order of their documents, that about none of them last.
    """
    if not one.order and found[-1].lines:
        return None
    places = [(piece, at) for piece in found for at in range(len(piece.lines))]
    if one.is_shared:
        known = Counter(thing for piece in found for thing in {*piece.things})
        places = [(piece, at) for piece, at in places if known[piece.things[at]] > 1]
    if one.order:
        sorts = [set[int]().union(*(piece.sorts[term] for piece in found)) for term in range(len(one.order))]
        if any(len(some - {_GAP, _IRI}) > 1 for some in sorts):
            return None
        places.sort(key=lambda place: place[0].ranks[place[1]])
    head = ",".join(one.columns)
    lines = "".join([f"{head}\n", *(piece.lines[at] for piece, at in places)])
    some = [*{id(piece): piece for piece, _ in places}.values()]
    return [_kinds_at(column, some, places) for column in range(len(one.columns))], lines


def _columns(head: re.Match[str]) -> tuple[str, ...]:
    return tuple(name.removeprefix("?") for name in head["columns"].split())


def _piece(one: Divided, rows: Sequence[Row]) -> Piece:
    width = len(one.columns)
    lines = _Lines()
    csv.writer(lines, lineterminator="\n").writerows([text_of(term) for term in row[:width]] for row in rows)
    if any("\r" in line for line in lines.found):
        raise ValueError("what a line ends with elsewhere would be read as the end of one here")
    ranks = [
        [_rank(term, is_last) for term, is_last in zip(row[width:], one.order, strict=False)] for row in rows
    ]
    return Piece(
        [kinds_of([row[at] for row in rows]) for at in range(width)],
        lines.found,
        ranks,
        [text_of(row[-1]) for row in rows] if one.is_shared else [],
        [sorted({rank[term][0] for rank in ranks}) for term in range(len(one.order))],
    )


class _Lines:
    """Takes lines one by one."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def write(self, line: str) -> None:
        self.found.append(line)


def _rank(term: object, is_last: bool) -> Rank:
    """Where a term stands in an order.

    Raises:
        TypeError: nothing is known of such terms.
    """
    if term is None:
        return _GAP, ""
    if isinstance(term, ox.NamedNode) and not is_last:
        return _IRI, term.value
    if isinstance(term, ox.Literal):
        rank = _RANKS.get(term.datatype.value.partition("#")[2])
        if rank == _TEXT and not is_last:
            return rank, term.value
        if rank in (_NUMBER, _TRUTH):
            value = int(term.value == "true") if rank == _TRUTH else int(term.value)
            return rank, -value if is_last else value
    raise TypeError(f"{term} has no place in the order")


def _kinds_at(column: int, some: Sequence[Piece], places: Sequence[tuple[Piece, int]]) -> Kinds:
    """The kinds of a column in all of ``some`` pieces, and of each row which, unless they are all of one."""
    known: dict[Kind, int] = {
        kind: number
        for number, kind in enumerate(
            dict.fromkeys(tuple(kind) for piece in some for kind in piece.kinds[column][0])
        )
    }
    if len(known) < 2:
        return [*known], []
    found = []
    for piece, at in places:
        kinds, which = piece.kinds[column]
        found.append(known[tuple(kinds[which[at] if which else 0])])
    return [*known], found
