"""Sentences that seem to direct somebody and of which no obligation was made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policygraph.extraction.chapters import is_of_ideas, tells_background
from policygraph.extraction.clauses import DIRECTIVE_LEAD
from policygraph.extraction.mentions import ObligationMention
from policygraph.misses.miss import Miss, Spans, findings_of
from policygraph.model import Finding, Outline, Sentence, Text

__all__ = ["find_duties"]

_MUST = re.compile(r"必须|应当|严禁|禁止|不得|务必|一律|(?:^|，)(?:应|须|要)(?!求|素|点|闻)")
_SHORTEST = 8
_TELLS = re.compile(
    r"是指|指的是|包括|称为|如下[：:]?$|本(?:方案|办法|计划|意见|通知)|解释|施行|废止|有效期|印发"
)


def find_duties(
    text: Text, outline: Outline, passages: Sequence[Sentence], obligations: Sequence[ObligationMention]
) -> Iterator[Finding]:
    """Findings for sentences that seem to direct somebody and are no obligations.

    Args:
        text: the document.
        outline: its structure.
        passages: its sentences, those in tables of tasks too.
        obligations: what was read of them.
    """
    titles = {part.path: part.title for part in outline.provisions}
    taken = Spans((one.start, one.end) for one in obligations)
    places = []
    for sentence in passages:
        if sentence.path == "preamble" or taken.touch(sentence.start, sentence.end):
            continue
        must = _MUST.search(sentence.text)
        if (must or DIRECTIVE_LEAD.match(sentence.text)) and not (
            tells_background(sentence.path, titles)
            or is_of_ideas(titles[sentence.path])
            or len(sentence.text) < _SHORTEST
            or _TELLS.search(sentence.text)
        ):
            places.append(Miss(sentence.start, sentence.end, bool(must), sentence.start))
    yield from findings_of(
        "duty-unread", "seems to direct somebody and was not read as an obligation", places, text
    )
