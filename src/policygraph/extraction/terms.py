"""Terms that stand apart from their sentences: in a bracket (（6月底完成，牵头单位：…）) or a line (完成时限：…).

A term goes for the sentences in front of it, back to the statement before. One without a year is of the document's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import pairwise

from policygraph.extraction.due import due_dates, latest
from policygraph.extraction.periods import own_year
from policygraph.model import Outline, Sentence

__all__ = ["term", "terms_of_sentences"]

_YEAR = re.compile(r"20\d\d(?=年)")
_IN_YEAR = re.compile(r"^全年$|^(?:本|当|今)年|^\d{1,2}月|^年[底末]|^[一二三四]季度")
_LABELLED = re.compile(r"(?:完成|办理|办结)?(?:时限|时间|期限)：(?P<term>[^，；。\n]+)")
_OPENING = re.compile(r"(?P<term>[^，；：。\n]{0,12}(?:\d月|年|季度)[^，；：。\n]{0,8})(?:[，；]|$)")


def term(text: str, year: str) -> str:
    """The date of a term: 2025年6月底前 → 2025-06; 全年 and 6月底前 are of the document's own ``year``."""
    if year and not _YEAR.search(text) and _IN_YEAR.search(text):
        text = f"{year}年{re.sub('^(?:全|本|当|今)?年', '', text)}"
    return latest(due_dates(text))


def terms_of_sentences(outline: Outline) -> Mapping[int, str]:
    """The term that is set for each sentence behind it, by where the sentence starts."""
    year = own_year(outline.title, outline.number, outline.date)
    brackets = frozenset(outline.brackets)
    marks = sorted((*brackets, *outline.labels), key=lambda mark: mark.start)
    starts = [sentence.start for sentence in outline.sentences]
    found: dict[int, str] = {}
    before = 0
    # Statements with no sentence between them (责任单位：…⏎完成时限：…) are one.
    for mark, following in pairwise([*marks, None]):
        if mark is None:
            break
        first, last = bisect_left(starts, before), bisect_left(starts, mark.start)
        date = next((date for text in _terms(mark, mark in brackets) if (date := term(text, year))), "")
        if date:
            for sentence in outline.sentences[first:last]:
                if sentence.path == mark.path:
                    found[sentence.start] = date
        goes_on = following is not None and bisect_left(starts, following.start) == last
        before = before if goes_on and last > first else mark.end
    return found


def _terms(mark: Sentence, is_bracket: bool) -> Iterator[str]:
    """The term of a statement; only that in a bracket needs no label: a heading (2035年远景目标) is none."""
    if labelled := _LABELLED.search(mark.text):
        yield labelled["term"]
    elif is_bracket and (opening := _OPENING.match(mark.text)):
        yield opening["term"]
