"""Figures that look like something to be reached and of which no target was made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from policygraph.extraction.chapters import tells_background
from policygraph.extraction.clauses import (
    CREATION,
    PREDICATE,
    STRIVE,
    Clause,
    ends_with_noun,
    mask_titles,
    split_clauses,
    strip_adverbs,
)
from policygraph.extraction.mentions import TargetMention
from policygraph.extraction.periods import find_periods, years_of
from policygraph.extraction.targets.judging import has_reason, is_size
from policygraph.extraction.targets.phrases import EXTENTS, bare_of_time
from policygraph.extraction.targets.quantities import Quantity, QuantityFinder, find_malformed
from policygraph.model import Finding, Outline, Severity, Text
from policygraph.vocabulary import UnitEntry

__all__ = ["FigureReviewer"]

_PER = re.compile(r"[/／]")
_FIGURE = re.compile(r"\d")
# Behind these a figure places or sizes something, or says how it is.
_PLACES = re.compile(r"(?:[在第前每等的为是占按以由及用满距近至到后内个]|不足|以上|以下)$")
_BOUND = re.compile(r"(?:不低于|不少于|不超过|不高于|至少|达到)$")
# 实施9条115公里河道整治: a second figure of the same things.
_MORE = re.compile(r"\d(?:条|处|座|个|项|段)(?:共计?|合计|总计|约)?$")
_MOST_WORDS = 10
_NAMED = re.compile(r"级?[\u4e00-\u9fff]")
_FEW = 12


class FigureReviewer:
    """Tells of figures that were not read, or not fully.

    Args:
        units: every spelling of a unit → the unit.
        quantities: finds the figures of a clause.
    """

    def __init__(self, units: Mapping[str, UnitEntry], quantities: QuantityFinder) -> None:
        self._units = units
        self._quantities = quantities

    def findings(self, text: Text, outline: Outline, targets: Sequence[TargetMention]) -> Iterator[Finding]:
        """Findings for numbers that are none, figures of which no target was made, and units that nobody knows."""
        for start, end in find_malformed(text.clean):
            message = (
                f"“{text.clean[start:end]}” is not a valid number and was skipped; correct it in the source"
            )
            yield Finding("number-malformed", Severity.WARNING, message, text.span(start, end))
        for start, end in self._unread(text.clean, outline, {target.start for target in targets}):
            message = f"“{text.clean[start:end]}” may be a figure to be reached and was not read as one"
            yield Finding("quantity-unread", Severity.WARNING, message, text.span(start, end))
        for target in targets:
            if target.unit and target.unit not in self._units and not _PER.search(target.unit):
                message = f"“{target.unit}” is not a unit of the vocabulary; add it to units.ttl"
                yield Finding("unit-unknown", Severity.INFO, message, text.span(target.start, target.end))

    def _unread(self, clean: str, outline: Outline, read: set[int]) -> Iterator[tuple[int, int]]:
        """Clean stretches of figures behind a committing verb that are no targets, for no strong reason."""
        titles = {p.path: p.title for p in outline.provisions}
        past = years_of(outline, clean).past
        for sentence in outline.sentences:
            if not _FIGURE.search(sentence.text) or tells_background(sentence.path, titles):
                continue
            text = mask_titles(sentence.text)
            clauses = split_clauses(text)
            for quantity in self._quantities.find(text):
                if sentence.start + quantity.start not in read and _is_weak(text, quantity, clauses, past):
                    yield sentence.start + quantity.start, sentence.start + quantity.end


def _is_weak(text: str, quantity: Quantity, clauses: Sequence[Clause], past: str) -> bool:
    """Whether a figure that is no target may well be one."""
    clause = next(c for c in clauses if c.start <= quantity.start < c.end)
    left, after = text[clause.start : quantity.start], text[min(quantity.stop, clause.end) : clause.end]
    bare = strip_adverbs(left)
    is_bounded = bool(quantity.tail or _BOUND.search(bare))
    if not quantity.unit or (quantity.unit_class in ("time", "unknown") and not is_bounded):
        return False
    if is_size(quantity, left) or (quantity.unit in EXTENTS and _MORE.search(left)):
        return True
    counts = quantity.unit_class in ("count", "money") or quantity.is_percent
    if (not counts and _NAMED.match(after)) or (
        quantity.value <= _FEW and not _FIGURE.match(text, quantity.start)
    ):
        # 4.3米焦炉 is a name, 不再二次包装 no figure.
        return False
    said = bool(PREDICATE.search(bare) or CREATION.search(bare) or ends_with_noun(bare))
    # 某动词30名…: a verb that nobody knows, right before so many of something.
    short = quantity.unit_class == "count" and 2 <= len(bare_of_time(bare)) <= _MOST_WORDS
    years = [p.year for p in find_periods(text[: quantity.start]) if not p.is_baseline]
    # 争取每年在3个县开展…, 到2025年…: what is striven for, or due, is meant to be reached.
    meant = bool(STRIVE.search(left)) or (bool(years) and quantity.is_percent and not _PLACES.search(bare))
    if not said and not meant and (not short or _PLACES.search(bare)):
        return False
    if years and years[-1] <= past:
        return False
    return not has_reason(quantity, text[: quantity.start], left, after)
