"""How much of a document was read: which of its characters belong to something, and where those are that do not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policygraph.model import Outline, ReadShare, Span, Text
from policygraph.structure.sentences import is_number

__all__ = ["measure_coverage"]

_GAP = re.compile(rb"\x00+")
_WORD, _LETTERS = re.compile(r"\w"), re.compile(r"[^\W_]+")


def measure_coverage(text: Text, outline: Outline) -> ReadShare:
    """How many letters and figures of a document stand in a heading, sentence, table, bracket or furniture."""
    is_read = bytearray(len(text.source))
    for start, end in _read(text, outline):
        is_read[start:end] = b"\1" * (end - start)
    characters = _letters(text.source)
    unread = tuple(_unread(text.source, bytes(is_read)))
    missing = sum(_letters(text.source[span.start : span.end]) for span in unread)
    return ReadShare(characters, characters - missing, unread)


def _letters(text: str) -> int:
    """How many letters and figures a text has."""
    return sum(map(len, _LETTERS.findall(text)))


def _read(text: Text, outline: Outline) -> Iterator[tuple[int, int]]:
    for piece in text.furniture:
        yield piece.span.start, piece.span.end
    for start, end in _clean_stretches(outline):
        if start < end:
            span = text.span(start, end)
            yield span.start, span.end


def _clean_stretches(outline: Outline) -> Iterator[tuple[int, int]]:
    for provision in outline.provisions:
        yield provision.number_start, max(provision.start, provision.title_end)
    for piece in (*outline.sentences, *outline.brackets, *outline.labels):
        yield piece.start, piece.end
    for table in outline.tables:
        yield table.start, table.end


def _unread(source: str, is_read: bytes) -> Iterator[Span]:
    """Stretches that nothing holds; numbers of items belong to the sentence behind them."""
    stretches = ((gap.start(), gap.end()) for gap in _GAP.finditer(is_read))
    yield from (Span(*one) for one in _trimmed(source, stretches) if not is_number(source[one[0] : one[1]]))


def _trimmed(source: str, stretches: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in stretches:
        words = [match.start() for match in _WORD.finditer(source, start, end)]
        if words:
            yield words[0], words[-1] + 1
