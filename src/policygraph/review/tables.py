"""Tables of what a review found, to be written in all formats of answers."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from policygraph.queries.run import Answer
from policygraph.rdf.terms import XSD
from policygraph.review.scores import Score
from policygraph.review.unread import Unread

__all__ = ["score_table", "unread_table"]

_UNREAD = ("document", "measure", "start", "end", "reason", "setting", "words", "quote")
_SCORES = ("file", "figure", "kind", "total", "seen", "right", "value", "low", "high")
_DECIMAL = ox.NamedNode(XSD.iri("decimal"))


def unread_table(found: Iterable[Unread]) -> Answer:
    """A row for each sentence that gave no fact."""
    rows = (
        (one.document, one.path, one.start, one.end, one.reason, one.setting, "; ".join(one.words), one.quote)
        for one in found
    )
    return Answer(_UNREAD, tuple(tuple(ox.Literal(cell) for cell in row) for row in rows))


def score_table(found: Iterable[Score]) -> Answer:
    """A row for each figure, its shares to thousandths; what cannot be told is empty."""
    return Answer(_SCORES, tuple(_score(one) for one in found))


def _score(one: Score) -> tuple[ox.Literal | None, ...]:
    counts = [ox.Literal(cell) for cell in (one.file, one.figure, one.kind, one.total, one.seen, one.right)]
    shares = [
        None if share is None else ox.Literal(f"{share:.3f}", datatype=_DECIMAL)
        for share in (one.value, one.low, one.high)
    ]
    return (*counts, *shares)
