"""Where words stand in the texts of a build: every place, however short the word and whatever lies within it.

Texts and words are *folded* alike, a character for a character: widths and punctuation made uniform, simplified, in
small letters; white space is left out, so that a word is found across the end of a line. A text that holds a word as
it is typed holds it folded too: nothing is lost.

The folded texts are walked from end to end. That was measured against an index of 2-grams in SQLite (FTS5) at 1,000
plans (10 million characters): 1.4 s to prepare and 15 to 110 ms a question, against 40 s and 1 to 33 ms to learn the
sentences alone, in which the places have then still to be found.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from threading import Lock

from policygraph.model import Span
from policygraph.sources.characters import normalise, simplify

__all__ = ["FoldedText", "Folding"]

_STOP = re.compile(r"[。；！？\n]")
# What ends a line that the next one does not go on from.
_LAST = "。；！？：:;\t"
# A line that was broken at its width is no shorter than this; headings and cells are.
_WIDE = 20


class Folding:
    """What each character of some texts is folded to; the same for the words that are looked for in them."""

    def __init__(self) -> None:
        """Nothing is known yet: each character is looked up when it is first met."""
        self._table: dict[int, str | None] = {}
        self._lock = Lock()

    def table(self, text: str) -> Mapping[int, str | None]:
        """What each character of ``text`` becomes, by code point; None for what is left out."""
        with self._lock:
            for character in set(text):
                if ord(character) not in self._table:
                    self._table[ord(character)] = _folded(character)
        return self._table

    def word(self, text: str) -> str:
        """A word as it stands in folded texts."""
        return text.translate(self.table(text))

    def changes(self) -> Mapping[str, str]:
        """The characters met so far that are folded to others, each with that, or '' where it is left out."""
        with self._lock:
            known = {chr(code): folded or "" for code, folded in self._table.items()}
        return {character: folded for character, folded in known.items() if folded != character}


class FoldedText:
    """One text, folded."""

    def __init__(self, text: str, folding: Folding) -> None:
        """``text`` is the source, whose code points all offsets count."""
        self.text = text
        table = folding.table(text)
        self.folded = text.translate(table)
        left_out = {code for code, folded in table.items() if folded is None}
        self._places = array("I", (at for at, one in enumerate(text) if ord(one) not in left_out))
        self._ends = array("I")

    def occurrences(self, word: str) -> Iterator[Span]:
        """The places in the source of a folded ``word``, in order, also those that overlap."""
        at = self.folded.find(word) if word else -1
        while at >= 0:
            yield Span(self._places[at], self._places[at + len(word) - 1] + 1)
            at = self.folded.find(word, at + 1)

    def sentence(self, place: Span) -> Span:
        """The sentence, heading or row of a table around a place, without white space at its ends."""
        if not self._ends:
            self._ends = array("I", (*_sentence_ends(self.text), len(self.text)))
        before = bisect_right(self._ends, place.start)
        start = self._ends[before - 1] if before else 0
        end = self._ends[bisect_left(self._ends, place.end)]
        held = self.text[start:end]
        return Span(start + len(held) - len(held.lstrip()), end - len(held) + len(held.rstrip()))

    def sentences(self) -> Iterator[Span]:
        """All sentences, headings and rows that hold anything, in order."""
        ends = [*_sentence_ends(self.text), len(self.text)]
        for start, end in zip([0, *ends], ends, strict=False):
            if held := self.text[start:end].strip():
                first = self.text.index(held[0], start)
                yield Span(first, first + len(held))


def _folded(character: str) -> str | None:
    if character.isspace() or unicodedata.category(character) == "Cf":
        return None
    simplified = simplify(normalise(character)).lower()
    return simplified if len(simplified) == 1 else character


def _sentence_ends(text: str) -> Iterator[int]:
    """The offsets behind each sentence; a line that was only broken at its width goes on in the next one."""
    line = 0
    for stop in _STOP.finditer(text):
        if stop.group() != "\n":
            yield stop.end()
            continue
        told = text[line : stop.start()].rstrip()
        if (
            len(told) < _WIDE
            or told[-1] in _LAST
            or "\t" in told
            or not text[stop.end() : stop.end() + 1].strip()
        ):
            yield stop.end()
        line = stop.end()
