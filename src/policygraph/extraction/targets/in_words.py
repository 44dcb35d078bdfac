"""The mention of a target in words: 全覆盖, 清零."""

from __future__ import annotations

import re
from collections.abc import Callable

from policygraph.extraction.mentions import TargetMention
from policygraph.extraction.targets import kinds
from policygraph.extraction.targets.places import join_places, split_places
from policygraph.extraction.targets.quantities import Quantity
from policygraph.extraction.targets.sharing import SentenceContext
from policygraph.extraction.targets.wordings import Worded
from policygraph.model import Stated, Strength

__all__ = ["mention_in_words"]


def mention_in_words(
    line: SentenceContext, worded: Worded, known: Callable[[str], bool], named: re.Pattern[str] | None
) -> TargetMention:
    """The target of which words of a sentence tell the value.

    Args:
        line: the sentence.
        worded: the words.
        known: whether the vocabulary has an indicator of a name.
        named: finds names of areas below the document's own at the head of a phrase.
    """
    wording, offset = worded.wording, line.sentence.start
    places, phrase = split_places(worded.phrase, "", known, named)
    where = Quantity(worded.start, worded.end, wording.value, None, wording.unit, "", "", "", worded.end)
    striving = worded.strives or worded.start > line.strives
    return TargetMention(
        path=line.sentence.path,
        start=offset + worded.start,
        end=offset + worded.end,
        phrase=phrase,
        context=line.sentence.text[: worded.clause.start],
        op=worded.op,
        value=wording.value,
        upper=None,
        unit=wording.unit,
        kind=wording.kind,
        baseline_year="",
        target_year=line.times.due(where, worded.clause.end, worded.left),
        strength=Strength.STRIVE if striving else Strength.FIRM,
        place=join_places(line.sentence.text, places),
        period=kinds.period(worded.left),
        stated=Stated.WORDS,
    )
