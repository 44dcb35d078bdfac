"""The stock query that looks for words in a large build: in what it would look through, kept document by document.

A store would have to take each text from its disk to see whether it holds the words. What the query would look through
is what it gives where no words are asked for, with the whole text in place of the stretch around them.
"""

from __future__ import annotations

import csv
import io
import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress

from policygraph.builds.store import Build
from policygraph.queries.by_document import SEARCH, Piece, searched_text
from policygraph.queries.document_pieces import made_pieces
from policygraph.queries.parameters import free, given
from policygraph.queries.questions import question
from policygraph.queries.stored import Rows, rows_of
from policygraph.queries.term_kinds import Kind

__all__ = ["searched"]

_COLUMNS = ("document", "measure", "type", "excerpt", "start", "end", "iri")
_TYPE, _TEXT, _AREA = 2, 3, 7
# Of the text of a provision so much stands before the words, and so much is shown.
_BEFORE, _SHOWN = 20, 60

# A row that holds the words, and the kinds of its terms.
_Found = tuple[list[str], list[Kind]]


def searched(build: Build, query: str) -> tuple[tuple[str, ...], Rows] | None:
    """The columns and rows of the search for words in a large build; None for all other queries.

    Args:
        build: what is asked.
        query: what is asked, with what is given to it.
    """
    asked = given(query) if build.kept else {}
    if "text" not in asked or free(query) != free(question(SEARCH).query):
        return None
    # In a literal without a type are no escapes but those of JSON.
    words, areas = json.loads(asked["text"][0]), asked.get("area", ())
    with suppress(ValueError, TypeError, LookupError, csv.Error, zlib.error):  # what is damaged is no use
        pieces = made_pieces(build, searched_text())
        # What is about no document has no place among the others.
        if not pieces or Piece.unpacked(pieces[-1]).lines:
            return None
        found = [row for data in pieces for row in _matching(data, words, areas)]
        cells = [row[: len(_COLUMNS)] for row, _ in found]
        return _COLUMNS, rows_of([kinds for _, kinds in found], cells)
    return None


def _matching(data: bytes, words: str, areas: Sequence[str]) -> Iterator[_Found]:
    """The rows about a document that hold words, and are of one of the areas where any is given."""
    # As a cell of CSV writes it.
    written = words.replace('"', '""')
    unpacked = zlib.decompress(data)
    if written.encode() not in unpacked:
        return
    piece = Piece.read(unpacked)
    places = [at for at, line in enumerate(piece.lines) if written in line]
    cells = csv.reader(io.StringIO("".join(piece.lines[at] for at in places), newline=""))
    for at, row in zip(places, cells, strict=True):
        place = row[_TEXT].find(words)
        if place >= 0 and (not areas or f"<{row[_AREA]}>" in areas):
            if row[_TYPE] == "text":
                start = max(0, place - _BEFORE)
                row[_TEXT] = row[_TEXT][start : start + _SHOWN]
            yield row, [tuple(kinds[which[at] if which else 0]) for kinds, which in piece.kinds]
