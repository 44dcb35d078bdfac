"""What directing sentences say beside what is to be done: each reader asked about each sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from policygraph.extraction.duties.conditions import ConditionReader
from policygraph.extraction.duties.delegated import DelegatedReader
from policygraph.extraction.duties.deliverables import DeliverableReader
from policygraph.extraction.duties.evaluations import EvaluationReader, FollowUp
from policygraph.extraction.duties.grades import GradeReader
from policygraph.extraction.duties.named import NamedEntityReader
from policygraph.extraction.mentions import ObligationMention
from policygraph.extraction.targets.quantities import QuantityFinder
from policygraph.model import (
    Condition,
    Consequence,
    DelegatedTarget,
    Deliverable,
    Duties,
    Evaluation,
    GradeRequirement,
    Indicator,
    Modality,
    NamedEntity,
    Span,
)
from policygraph.vocabulary import Lexicon

__all__ = ["DutyReader"]

_YEAR = re.compile(r"20\d\d年")


class DutyReader:
    """Reads duties; built once from the vocabularies.

    Args:
        lexicon: the vocabularies.
        known: whether the vocabulary has an indicator of a name.
        resolve: the indicator that a phrase, with the words before it, means.
        quantities: finds numbers.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        known: Callable[[str], bool],
        resolve: Callable[[str, str], Indicator],
        quantities: QuantityFinder,
    ) -> None:
        self._delegated = DelegatedReader(lexicon.cues["AreaLevel"], known)
        self._grades = GradeReader(lexicon.grades)
        self._evaluations = EvaluationReader(lexicon.cues)
        self._deliverables = DeliverableReader(lexicon.cues["DeliverableKind"])
        self._resolve = resolve
        cues = lexicon.cues
        self._conditions = ConditionReader(
            cues["ConditionKind"], cues["ConditionAddressee"], cues["WordList"], quantities
        )
        self._named = NamedEntityReader(cues["EntityKind"], cues["WordList"])
        self._units = lexicon.unit_by_label

    def read(
        self,
        clean: str,
        obligations: Sequence[ObligationMention],
        place: Callable[[int, int], Span],
        targets: Collection[int],
        is_place: Callable[[str], bool],
    ) -> Duties:
        """The duties of one document.

        Args:
            clean: its clean text.
            obligations: its directing sentences.
            place: the span of a stretch of the clean text.
            targets: where figures stand in the clean text that are targets.
            is_place: whether a name is that of a place right below the document's own.
        """
        read = [_Sentence(clean, mention, place) for mention in obligations]
        # An exemption says who is not assessed.
        assessing = [one for one in read if one.mention.modality is not Modality.EXEMPTION]
        follow_ups = [(one, found) for one in assessing for found in self._evaluations.read(one.text)]
        return Duties(
            delegated=tuple(self._delegated_in(read)),
            grades=tuple(self._grades_in(read)),
            evaluations=tuple(_evaluations(follow_ups)),
            consequences=tuple(_consequences(follow_ups)),
            deliverables=tuple(self._deliverables_in(read)),
            conditions=tuple(self._conditions_in(read, targets)),
            named=tuple(self._named_in(read, is_place)),
        )

    def _delegated_in(self, sentences: Iterable[_Sentence]) -> Iterator[DelegatedTarget]:
        for one in sentences:
            for found in self._delegated.read(one.text):
                yield DelegatedTarget(
                    path=one.path,
                    span=one.span(found.start, found.end),
                    phrase=found.phrase,
                    indicator=self._resolve(found.phrase, found.context),
                    set_by=found.set_by,
                    target_year=one.due(found.start)[:4],
                )

    def _grades_in(self, sentences: Iterable[_Sentence]) -> Iterator[GradeRequirement]:
        for one in sentences:
            for found in self._grades.read(one.text):
                span = one.span(found.start, found.end)
                yield GradeRequirement(one.path, span, found.grade, found.op, found.is_removed)

    def _deliverables_in(self, sentences: Iterable[_Sentence]) -> Iterator[Deliverable]:
        for one in sentences:
            for found in self._deliverables.read(one.text):
                span = one.span(found.start, found.end)
                # 2030年前碳达峰行动方案: the year is part of the name.
                due = "" if _YEAR.search(one.text, found.start, found.end) else one.due(found.start)
                yield Deliverable(one.path, span, found.kind, found.deed, due)

    def _conditions_in(self, sentences: Iterable[_Sentence], targets: Collection[int]) -> Iterator[Condition]:
        figures = sorted(targets)
        for one in sentences:
            start, end = one.mention.start, one.mention.end
            inside = figures[bisect_left(figures, start) : bisect_left(figures, end)]
            own = {target - start for target in inside}
            for found in self._conditions.read(one.text, own):
                unit = self._units.get(found.unit)
                yield Condition(
                    path=one.path,
                    span=one.span(found.start, found.end),
                    kind=found.kind,
                    reach=one.span(found.reach_start, found.reach_end),
                    op=found.op,
                    value=found.value,
                    unit=found.unit,
                    unit_iri=unit.iri if unit else "",
                )

    def _named_in(
        self, sentences: Iterable[_Sentence], is_place: Callable[[str], bool]
    ) -> Iterator[NamedEntity]:
        for one in sentences:
            for found in self._named.read(one.text, is_place):
                yield NamedEntity(one.path, one.span(found.start, found.end), found.kind)


class _Sentence:
    """A directing sentence whose places can be told in the source."""

    def __init__(self, clean: str, mention: ObligationMention, place: Callable[[int, int], Span]) -> None:
        self.mention = mention
        self.path = mention.path
        self.text = clean[mention.start : mention.end]
        self._place = place

    def span(self, start: int, end: int) -> Span:
        """The span of a stretch of the sentence."""
        return self._place(self.mention.start + start, self.mention.start + end)

    def due(self, at: int) -> str:
        """By when that is due which stands at an offset of the sentence, '' where no time governs it."""
        return next((due.date for due in self.mention.dates if due.start <= at < due.end), "")


def _evaluations(found: Iterable[tuple[_Sentence, FollowUp]]) -> Iterator[Evaluation]:
    for one, told in found:
        if not told.is_consequence:
            span = one.span(told.start, told.end)
            yield Evaluation(one.path, span, told.kind, told.frequency, told.recipient)


def _consequences(found: Iterable[tuple[_Sentence, FollowUp]]) -> Iterator[Consequence]:
    for one, told in found:
        if told.is_consequence:
            yield Consequence(one.path, one.span(told.start, told.end), told.kind, told.recipient)
