"""How alike two provisions are in title and content, and the words that make them so.

Both are compared by pairs of neighbouring characters, each weighted by how few of the parent's provisions have it
(inverse document frequency): pairs that stand in every title, as 工程 and 节能 do, hardly count, and no list of stop
words is needed. Titles by Dice's coefficient, contents by the cosine. The score depends on the two documents alone.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Likeness", "Profile", "shared_words"]

_NO_CONTENT = re.compile(r"[^\u4e00-\u9fffA-Za-z]+")
_SHORTEST_WORD = 4


@dataclass(frozen=True, slots=True)
class Likeness:
    """Shares from 0 to 1: of the titles' weight that is common, and of the contents'."""

    title: float
    content: float


class Profile:
    """The provisions of one document, ready to be compared with measures."""

    def __init__(self, titles: Sequence[str], bodies: Sequence[str]) -> None:
        """``titles`` and ``bodies`` belong together by position."""
        self._titles = [_pairs(title) for title in titles]
        self._contents = [_pairs(body) for body in bodies]
        self._title_weights = _Weights(self._titles)
        self._content_weights = _Weights(self._contents)
        self._lengths = [_length(content, self._content_weights) for content in self._contents]

    def compare(self, title: str, body: str) -> list[Likeness]:
        """The likeness of a measure to each provision, in their order."""
        own_title, own_content = _pairs(title), _pairs(body)
        own_length = _length(own_content, self._content_weights)
        return [
            Likeness(
                _overlap(own_title, theirs, self._title_weights),
                _product(own_content, content, self._content_weights) / (own_length * length or 1.0),
            )
            for theirs, content, length in zip(self._titles, self._contents, self._lengths, strict=True)
        ]


def shared_words(one: str, other: str) -> tuple[str, ...]:
    """Stretches of four characters or more that both have, the longest first, none inside another."""
    found = {stretch for piece in _NO_CONTENT.split(one) for stretch in _shared(piece, other)}
    return tuple(
        word
        for word in sorted(found, key=lambda word: (-len(word), word))
        if not any(word != longer and word in longer for longer in found)
    )


def _shared(piece: str, other: str) -> Iterable[str]:
    at = 0
    while at + _SHORTEST_WORD <= len(piece):
        end = at + _SHORTEST_WORD
        if piece[at:end] not in other:
            at += 1
            continue
        while end < len(piece) and piece[at : end + 1] in other:
            end += 1
        yield piece[at:end]
        at = end


class _Weights:
    """How much a pair of characters counts, by the number of provisions that have it."""

    def __init__(self, profiles: Sequence[Mapping[str, int]]) -> None:
        frequency = Counter(pair for profile in profiles for pair in profile)
        self._by_pair = {pair: _weight(len(profiles), count) for pair, count in frequency.items()}
        self._unknown = _weight(len(profiles), 0)

    def of(self, pair: str) -> float:
        return self._by_pair.get(pair, self._unknown)


def _weight(provisions: int, having: int) -> float:
    return math.log((1 + provisions) / (1 + having)) + 0.1


def _pairs(text: str) -> Counter[str]:
    """Pairs of neighbouring characters within stretches of words."""
    stretches = _NO_CONTENT.split(text)
    return Counter(stretch[at : at + 2] for stretch in stretches for at in range(len(stretch) - 1))


def _overlap(one: Counter[str], other: Counter[str], weights: _Weights) -> float:
    """Dice's coefficient over weights."""
    total = math.fsum(map(weights.of, (*one, *other)))
    return 2 * math.fsum(map(weights.of, one.keys() & other.keys())) / total if total else 0.0


def _product(one: Counter[str], other: Counter[str], weights: _Weights) -> float:
    """The scalar product of two profiles; divided by their lengths, the cosine."""
    return math.fsum(one[pair] * other[pair] * weights.of(pair) ** 2 for pair in one.keys() & other.keys())


def _length(profile: Counter[str], weights: _Weights) -> float:
    return math.sqrt(math.fsum((count * weights.of(pair)) ** 2 for pair, count in profile.items()))
