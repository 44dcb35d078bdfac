"""Words of the vocabulary that tell a code, found in a sentence: the longest ones first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from operator import add
from typing import NamedTuple

from policygraph.vocabulary import Cue

__all__ = ["CueFinder", "Told", "choice_of", "word_choice", "word_pattern"]

# How many characters words are looked up by; a word of one by that.
_START = 2
# … and in so many sentences lately.
_SENTENCES = 256
_GAP = "[^，；。]{0,24}?"
# What the words of any finder begin with: nothing else has to be kept of a sentence.
_ALL_STARTS: set[str] = set()


@dataclass(frozen=True, slots=True)
class Told:
    """A code and the stretch of the sentence whose words tell it."""

    start: int
    end: int
    code: str


class _Ranked(NamedTuple):
    """A word, its place among all, what it begins with before a gap, and its pattern where it has one."""

    rank: int
    head: str
    pattern: re.Pattern[str] | None
    word: str

    def find(self, text: str, start: int, stop: int) -> tuple[int, int]:
        """Where it first stands between two offsets; -1 for its start where it does not."""
        if not self.pattern:
            at = text.find(self.word, start, stop)
            return at, at + len(self.word)
        match = self.pattern.search(text, start, stop)
        return match.span() if match else (-1, -1)


class CueFinder:
    """Finds the words of some lists of codes; of words that overlap, the longest."""

    def __init__(self, *lists: Iterable[Cue]) -> None:
        """A word that stands in several lists tells what the first one says."""
        self._codes: dict[str, str] = {}
        for cue in (cue for cues in lists for cue in cues):
            for word in cue.words:
                self._codes.setdefault(word, cue.code)
        self._words = sorted(self._codes, key=lambda word: ("…" not in word, -len(word), word))
        self.pattern = "|".join(f"(?:{word_pattern(word)})" for word in self._words) or r"(?!)"
        self._by_start: dict[str, list[_Ranked]] = defaultdict(list)
        for rank, word in enumerate(self._words):
            head = word.split("…")[0]
            pattern = re.compile(word_pattern(word)) if head != word else None
            ranked = _Ranked(rank, head, pattern, word)
            self._by_start[head[:_START]].append(ranked)
        # Two sets of one kind are laid over each other without a look at each word.
        self._starts = frozenset(self._by_start)
        _ALL_STARTS.update(self._starts)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Told]:
        """What words between two offsets tell, in order."""
        stop = len(text) if end is None else end
        # Few of hundreds of words stand in a sentence: one pattern of all would try each at every character.
        there = [
            one
            for begin in self._starts & _starts(text, len(_ALL_STARTS))
            for one in self._by_start[begin]
            if text.find(one.head, start, stop) >= 0
        ]
        while there:
            places = [(one.find(text, start, stop), one) for one in there]
            found = [(first, one.rank, end, one.word) for (first, end), one in places if first >= 0]
            if not found:
                return
            first, _, start, word = min(found)
            yield Told(first, start, self._codes[word])

    def code(self, word: str) -> str:
        """The code that a word tells, '' where it tells none."""
        return self._codes.get(word, "")


@lru_cache(maxsize=_SENTENCES)
def _starts(text: str, _known: int) -> set[str]:
    """What the words of all finders, so many as are known, may begin with in a text; several look at one sentence."""
    return _ALL_STARTS.intersection(chain(("",), text, map(add, text, text[1:])))


def word_choice(cues: Iterable[Cue]) -> str:
    """A regular expression for any word of some codes, the longest first; it matches nothing where there is none."""
    words = {word for cue in cues for word in cue.words}
    return "|".join(map(word_pattern, sorted(words, key=lambda word: (-len(word), word)))) or r"(?!)"


def choice_of(codes: Collection[str], cues: Iterable[Cue]) -> str:
    """A regular expression for any word of those among ``cues`` that have one of ``codes``."""
    return word_choice(cue for cue in cues if cue.code in codes)


def word_pattern(word: str) -> str:
    """A regular expression for a word; … is a gap within the clause."""
    return _GAP.join(map(re.escape, word.split("…")))
