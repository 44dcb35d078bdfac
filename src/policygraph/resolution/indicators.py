"""Indicators: a phrase of the text to a concept of the vocabulary, or to a new concept of its own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from policygraph.model import Indicator
from policygraph.vocabulary import IndicatorEntry, Lexicon

__all__ = ["IndicatorResolver"]

_BRACKET = re.compile(r"（[^（）]*）")
_MARKS = re.compile(r"[“”‘’\s·\-—]")
# Between labels: in none, and no mark.
_BETWEEN = "\0"
_COUNT_TAIL = re.compile(
    r"(?:创建|建成|建设|打造|遴选|培育|新建|评选|认定|创成|淘汰|推广|新增|完成)?(?:数量|总数|数)$"
)
# A shorter label, such as 产量, may stand in the name of anything.
_SHORTEST = 4


class IndicatorResolver:
    """Resolves phrases against the labels of the vocabulary.

    The steps, from sure to less sure, each exact in itself: the phrase; the phrase without brackets; without words
    that never change an indicator (全市, 城市 …); completed by words that stand before it in the sentence; a label
    inside the phrase with nothing but such words around it. Nothing is forced: what no step finds is new.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = tuple((word.lower(), meant) for word, meant in lexicon.words.items())
        entries = lexicon.indicator_by_label
        # Thousands of labels: together in a tenth of the time.
        keys = self._key(_BETWEEN.join(entries)).split(_BETWEEN)
        self._labels = dict(zip(keys, entries.values(), strict=True))
        # Where each label stands among all: of two that fit alike, the first counts.
        self._order = {label: number for number, label in enumerate(self._labels)}
        self._lengths = sorted({len(label) for label in self._labels if len(label) > _SHORTEST}, reverse=True)
        # Reversed, those with one ending stand side by side.
        self._reversed = sorted(label[::-1] for label in self._labels)
        words = sorted({self._key(word) for word in lexicon.qualifiers}, key=lambda w: (-len(w), w))
        self._qualifiers = words
        self._only_qualifiers = (
            re.compile("(?:" + "|".join(map(re.escape, words)) + ")*") if words else re.compile("")
        )
        self._cache: dict[tuple[str, str], Indicator] = {}
        self._endings: dict[str, tuple[str, ...]] = {}

    def known(self, phrase: str) -> bool:
        """Whether the vocabulary has an indicator of that name."""
        return self._key(phrase) in self._labels

    def resolve(self, phrase: str, context: str = "") -> Indicator:
        """The indicator of a phrase; ``context`` is what stands before it in the sentence."""
        key = (phrase, context if len(phrase) < 12 else "")
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = self._resolve(phrase, context)
        return found

    def _key(self, text: str) -> str:
        """A name as it is looked up: without marks, and in one of the words that mean the same."""
        key = _MARKS.sub("", text).lower()
        for word, meant in self._words:
            key = key.replace(word, meant)
        return key

    def _resolve(self, phrase: str, context: str) -> Indicator:
        for candidate in _variants(self._key(phrase)):
            entry = self._exact(candidate)
            if entry:
                return Indicator(entry.iri, entry.label, curated=True)
        entry = self._completed(self._key(phrase), self._key(context)) or self._inside(self._key(phrase))
        if entry:
            return Indicator(entry.iri, entry.label, curated=True)
        return Indicator("", _new_label(phrase), curated=False)

    def _exact(self, key: str) -> IndicatorEntry | None:
        while key:
            entry = self._labels.get(key)
            if entry:
                return entry
            word = next((w for w in self._qualifiers if key.startswith(w) and len(key) > len(w)), None)
            if word is None:
                return None
            key = key[len(word) :]
        return None

    def _completed(self, key: str, context: str) -> IndicatorEntry | None:
        """节能改造规模 after 推动煤电机组…改造 → 煤电机组节能改造规模."""
        if len(key) < 4 or not context:
            return None
        if key not in self._endings:
            self._endings[key] = tuple(self._labels_ending_with(key))
        fitting = {
            self._labels[label].iri: self._labels[label]
            for label in self._endings[key]
            if label[: -len(key)] in context
        }
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    def _labels_ending_with(self, key: str) -> Iterator[str]:
        """The labels that end with ``key``, but for ``key`` itself."""
        ending = key[::-1]
        for at in range(bisect_left(self._reversed, ending), len(self._reversed)):
            if not self._reversed[at].startswith(ending):
                return
            if self._reversed[at] != ending:
                yield self._reversed[at][::-1]

    def _inside(self, key: str) -> IndicatorEntry | None:
        """The longest label inside with only qualifiers around it; of two as long, the vocabulary's first."""
        for length in self._lengths:
            stretches = {key[at : at + length] for at in range(len(key) - length + 1)}
            for label in sorted(stretches & self._labels.keys(), key=self._order.__getitem__):
                before, _, after = key.partition(label)
                if self._only_qualifiers.fullmatch(before) and self._only_qualifiers.fullmatch(after):
                    return self._labels[label]
        return None


def _variants(key: str) -> list[str]:
    """Ways to write the same name: without brackets, with another word for its being a number or a share."""
    found = [key]
    bare = _BRACKET.sub("", key)
    if bare != key:
        found.append(bare)
    for name in list(found):
        stem = _COUNT_TAIL.sub("", name)
        if stem != name and stem:
            found += [stem + "数", stem + "数量", stem]
        for tail in ("规模", "目标", "指标值", "水平"):
            if name.endswith(tail) and len(name) > len(tail) + 3:
                found.append(name.removesuffix(tail))
    return list(dict.fromkeys(found))


def _new_label(phrase: str) -> str:
    return re.sub(r"^(?:全[市省县区]|我[市省县区])(?:域|内)?", "", phrase) or phrase
