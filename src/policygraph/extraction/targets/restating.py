"""Figures of what was named before: 到2027年，上述指标分别提高到65%和6万户; 该比例分别达到45%、65%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policygraph.extraction.mentions import TargetMention
from policygraph.model import Sentence, TargetKind

__all__ = ["restated", "restates"]

_RESTATED = re.compile(
    r"(?:上述|以上|前述|该|此|这)(?:[两二三四五六七八2-8])?[项个类]?(?:主要)?(?:指标|比例|比率|占比|比重|数值|数量|目标)(?:值)?"
    r"(?:到|力争|要|应|将|再|均)*分别"
)
_MADE = frozenset({TargetKind.COUNT, TargetKind.AMOUNT})


def restates(text: str, start: int, end: int) -> bool:
    """Whether the clause ``text[start:end]`` gives further figures of what was named before it."""
    return bool(_RESTATED.search(text, start, end))


def restated(
    sentence: Sentence, found: Sequence[TargetMention], earlier: Sequence[TargetMention]
) -> list[TargetMention]:
    """The targets of a sentence; those behind 上述指标分别 are of what the figures before them are of, one by one.

    Args:
        sentence: where they stand.
        found: the targets of the sentence.
        earlier: those of the same provision before it.
    """
    match = _RESTATED.search(sentence.text)
    if not match:
        return list(found)
    at = sentence.start + match.start()
    before = [mention for mention in found if mention.start < at]
    further = [mention for mention in found if mention.start > at]
    named = [*earlier, *before][-len(further) :] if further else []
    if [one.unit for one in named] != [other.unit for other in further]:
        return list(found)
    return [*before, *map(_of_same, further, named)]


def _of_same(mention: TargetMention, named: TargetMention) -> TargetMention:
    kind = named.kind if named.kind in _MADE else mention.kind
    return replace(
        mention, phrase=named.phrase, label=named.label, context=named.context, place=named.place, kind=kind
    )
