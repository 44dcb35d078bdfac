"""Finding a quote again in a document that may have been edited since: by provision, words and what stands around them.

A place counts where the words are the same and enough of their surroundings is. Where several places are alike, the
one at which the words are to be expected counts, after where other lines of the file were found; a position alone
never finds anything, and where doubt is left, nothing is found.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, pairwise, takewhile
from operator import eq

from policygraph.model import Provision, Span, Text
from policygraph.model.corrections import Anchor

__all__ = ["Found", "Places", "folded"]

# So many characters, of a quote or around it, tell its place, also where its provision has got another number …
_TELLING = 16
# … and so many that are left of more do where some were edited, in the same provision.
_MOST = 24
_SIDE = 8
_NEAR = 64
# Of words that stand nowhere else so few are enough.
_FEW = 12
# Most characters are among these, which have one form only.
_IDEOGRAPHS = "\u4e00", "\u9fff"
_NUMBER = re.compile(r"(?P<before>[^\d.,]*)(?P<number>\d[\d,]*(?:\.\d+)?)(?P<behind>[^\d]*)")
_FIGURE = r"\d[\d,]*(?:\.\d+)?"


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quote stands, None where that is not sure; ``problem`` is then a clause that says why."""

    span: Span | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place with the quote's words: how much of what stands around them is as the anchor says."""

    start: int
    end: int
    left: int
    right: int
    is_whole: bool
    is_there: bool


class Places:
    """Finds anchors in one document."""

    def __init__(self, text: Text, provisions: Sequence[Provision]) -> None:
        """``provisions`` are the document's."""
        self._text = text
        self._edges, self._paths = _innermost(provisions)
        others = [one for one in set(text.source) if not _IDEOGRAPHS[0] <= one <= _IDEOGRAPHS[1]]
        forms = {one: form for one in others if (form := folded(one)) != one}
        self._folded = _in_one_form(text.source, forms)
        self._places = _places(text.source, forms)

    def find(self, anchors: Sequence[Anchor]) -> list[Found]:
        """Where the quote of each stands."""
        best = [self._unedited(anchor) or _best(anchor, self._candidates(anchor)) for anchor in anchors]
        moved = {
            anchor.start: ones[0].start - anchor.start
            for anchor, ones in zip(anchors, best, strict=True)
            if len(ones) == 1 and anchor.start is not None and ones[0].is_whole
        }
        moves = _Moves(moved)
        return [self._decided(anchor, ones, moves) for anchor, ones in zip(anchors, best, strict=True)]

    def stretch(self, span: Span) -> tuple[int, int]:
        """A stretch of the source without white space, to be compared with others."""
        return bisect_left(self._places, span.start), bisect_left(self._places, span.end)

    def path_at(self, offset: int) -> str:
        """The path of the innermost provision that holds an offset of the source; '' where none does."""
        at = bisect_left(self._text.starts, offset)
        return self._paths[bisect_right(self._edges, at)]

    def _unedited(self, anchor: Anchor) -> list[_Candidate]:
        """The places where all is as it was, which is so for most lines: then no other place counts."""
        prefix, exact, suffix = self._words(anchor)
        path, left, right = folded(anchor.path), len(prefix), len(suffix)
        found = []
        for first in self._standing(prefix + exact + suffix) if exact else ():
            start, end = first + left, first + left + len(exact)
            at = self._places[start]
            is_there = not path or folded(self.path_at(at)) == path
            if is_there and not (self._goes_on(start) or self._goes_on(end)):
                found.append(
                    _Candidate(at, self._places[end - 1] + 1, left, right, is_whole=True, is_there=True)
                )
        return found

    def _words(self, anchor: Anchor) -> tuple[str, str, str]:
        """Prefix, quote and suffix, folded; the document is already, where they stand at their old place still."""
        words = anchor.prefix, anchor.exact, anchor.suffix
        first = -1 if anchor.start is None else anchor.start - len(anchor.prefix)
        if first >= 0 and self._text.source.startswith("".join(words), first):
            edges = map(self._index, accumulate(map(len, words), initial=first))
            before, quote, behind = (self._folded[start:end] for start, end in pairwise(edges))
            return before, quote, behind
        return folded(anchor.prefix), folded(anchor.exact), folded(anchor.suffix)

    def _candidates(self, anchor: Anchor) -> list[_Candidate]:
        """All places with the quote's words."""
        return [self._candidate(anchor, start, end) for start, end in self._occurrences(folded(anchor.exact))]

    def _candidate(self, anchor: Anchor, start: int, end: int) -> _Candidate:
        prefix, suffix, path = folded(anchor.prefix), folded(anchor.suffix), folded(anchor.path)
        before = self._folded[max(0, start - len(prefix)) : start]
        left = _shared(prefix[::-1], before[::-1])
        right = _shared(suffix, self._folded[end : end + len(suffix)])
        at = self._places[start]
        return _Candidate(
            start=at,
            end=self._places[end - 1] + 1,
            left=left,
            right=right,
            is_whole=left == len(prefix) and right == len(suffix),
            is_there=not path or folded(self.path_at(at)) == path,
        )

    def _occurrences(self, exact: str) -> Iterator[tuple[int, int]]:
        """Where these words stand, or where none do, the same with the number written otherwise (2.5%, 2.50%)."""
        is_found = False
        for at in self._standing(exact) if exact else ():
            end = at + len(exact)
            if not (self._goes_on(at) or self._goes_on(end)):
                is_found = True
                yield at, end
        said = None if is_found else _NUMBER.fullmatch(exact)
        if said:
            value = _number(said["number"])
            around = re.escape(said["before"]), re.escape(said["behind"])
            for match in re.finditer(f"{around[0]}({_FIGURE}){around[1]}", self._folded):
                is_whole = not (self._goes_on(match.start()) or self._goes_on(match.end()))
                if is_whole and _number(match[1]) == value:
                    yield match.span()

    def _was_edited(self, anchor: Anchor, one: _Candidate, candidates: Sequence[_Candidate]) -> bool:
        """Whether somewhere all that stood before or behind the quote is there, but not the quote.

        What stands near ``one`` was parted from it by words that were put in.
        """
        prefix, suffix = folded(anchor.prefix), folded(anchor.suffix)
        start, end = self._index(one.start), self._index(one.end)
        before = {at + len(prefix) for at in self._all(prefix)} - {self._index(c.start) for c in candidates}
        behind = set(self._all(suffix)) - {self._index(c.end) for c in candidates}
        return any(not 0 < start - at < _NEAR for at in before) or any(
            not 0 < at - end < _NEAR for at in behind
        )

    def _all(self, words: str) -> Iterator[int]:
        """Where words stand that are long enough to tell a place."""
        return self._standing(words) if len(words) >= _TELLING else iter(())

    def _standing(self, words: str) -> Iterator[int]:
        """Where words stand."""
        at = self._folded.find(words)
        while at >= 0:
            yield at
            at = self._folded.find(words, at + 1)

    def _index(self, offset: int) -> int:
        return bisect_left(self._places, offset)

    def _goes_on(self, at: int) -> bool:
        """Whether a number goes on across ``at``: 18% is not found in 118%, but in a cell behind another number."""
        if not 0 < at < len(self._folded) or self._places[at - 1] + 1 < self._places[at]:
            return False
        return self._folded[at - 1] in "0123456789." and self._folded[at].isdecimal()

    def _decided(self, anchor: Anchor, best: Sequence[_Candidate], moves: _Moves) -> Found:
        if not best and not self._candidates(anchor):
            return Found(None, "its words do not stand in the document any more")
        if not best:
            return Found(None, "its words stand in the document, but nowhere with what stood around them")
        expected = moves.expected(anchor.start)
        if len(best) > 1:
            there = [one for one in best if one.start in expected]
            if len(there) != 1:
                return Found(
                    None,
                    f"its words stand at {len(best)} places that cannot be told apart; write path, prefix or suffix",
                )
            return Found(Span(there[0].start, there[0].end))
        (one,) = best
        if one.start in expected:
            return Found(Span(one.start, one.end))
        candidates = self._candidates(anchor)
        if self._was_edited(anchor, one, candidates) or any(
            other.is_there
            and _is_like(anchor, other)
            and _distance(other.start, expected) < _distance(one.start, expected)
            for other in candidates
        ):
            return Found(None, "another place is as likely after edits there")
        return Found(Span(one.start, one.end))


def _in_one_form(source: str, forms: Mapping[str, str]) -> str:
    """The source with all characters in their ``forms``, none of which holds a character that has another one."""
    for one, form in forms.items():
        source = source.replace(one, form)
    return source


def _places(source: str, forms: Mapping[str, str]) -> list[int]:
    """Where in the source each character of its folded text stands; ``forms`` are those of the ones that change."""
    others = "".join(one for one, form in forms.items() if len(form) != 1)
    places: list[int] = []
    done = 0
    for match in re.finditer(f"[{re.escape(others)}]", source) if others else ():
        at = match.start()
        places += range(done, at)
        places += [at] * len(forms[match[0]])
        done = at + 1
    places += range(done, len(source))
    return places


def _innermost(provisions: Sequence[Provision]) -> tuple[list[int], list[str]]:
    """Where provisions start and end, and before, between and behind these the path of the innermost one."""
    edges = sorted({edge for one in provisions for edge in (one.number_start, one.end)})
    paths = [""] * (len(edges) + 1)
    inner_first = sorted(provisions, key=lambda p: (p.end - p.number_start, -p.number_start))
    for one in inner_first[::-1]:
        first, behind = bisect_right(edges, one.number_start), bisect_right(edges, one.end)
        paths[first:behind] = [one.path] * (behind - first)
    return edges, paths


class _Moves:
    """By how much the text was moved, after the lines whose place is sure."""

    def __init__(self, moved: Mapping[int, int]) -> None:
        self._starts = sorted(moved)
        self._moved = moved

    def expected(self, start: int | None) -> frozenset[int]:
        """Where what stood at ``start`` is to be expected: moved as the sure place before it, or the one behind it."""
        if start is None:
            return frozenset()
        at = bisect_left(self._starts, start)
        near = [one for one in self._starts[max(0, at - 1) : at + 2] if one != start]
        return frozenset(start + self._moved[one] for one in near) or frozenset([start])


# Prefix, suffix and path are asked for at each place where a quote stands.
@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """``text`` without white space, and with one form of letters that look alike (％, %)."""
    if text.isascii():
        return "".join(text.split())
    return "".join(unicodedata.normalize("NFKC", text).split())


def _best(anchor: Anchor, candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The places that fit as well as any."""
    length = len(folded(anchor.prefix)) + len(folded(anchor.suffix))
    whole = [one for one in candidates if one.is_whole]
    if there := [one for one in whole if one.is_there]:
        return there
    if length >= _TELLING and whole:
        return whole
    if len(candidates) == 1 and candidates[0].is_there:
        # Words that stand nowhere else, in their provision: of a whole sentence they tell enough, whatever is around.
        (one,) = candidates
        is_told = len(folded(anchor.exact)) >= _TELLING or one.left + one.right >= _FEW
        return [one] if is_told else []
    return [one for one in candidates if one.is_there and _is_like(anchor, one)]


def _is_like(anchor: Anchor, one: _Candidate) -> bool:
    """Whether enough is left of what stood around a quote: one whole side, or most of both."""
    sides = (len(folded(anchor.prefix)), one.left), (len(folded(anchor.suffix)), one.right)
    return one.left + one.right >= _MOST or any(kept == length >= _SIDE for length, kept in sides)


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return len(one) if one == other else sum(takewhile(bool, map(eq, one, other)))


def _distance(at: int, expected: frozenset[int]) -> int:
    return min((abs(at - one) for one in expected), default=0)


def _number(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))
