"""A stretch of the text that a person says is a fact: its values are read as those of any other."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from policygraph.corrections.knowledge import Knowledge, Names
from policygraph.extraction.assignments.statements import role_in
from policygraph.extraction.citations import citation_at
from policygraph.extraction.clauses import STRIVE, split_clauses
from policygraph.extraction.obligations.bearers import BearerReader
from policygraph.extraction.obligations.binding import ModalityReader
from policygraph.extraction.obligations.sentences import ObligationReader
from policygraph.extraction.periods import find_periods, years_of
from policygraph.extraction.targets import kinds, phrases
from policygraph.extraction.targets.quantities import Quantity, QuantityFinder
from policygraph.extraction.targets.times import Times
from policygraph.model import (
    Assignment,
    Citation,
    DocumentKind,
    DueDate,
    Facts,
    Obligation,
    Provision,
    ProvisionKind,
    Sentence,
    Span,
    Strength,
    Target,
)
from policygraph.model.corrections import CorrectionKind

if TYPE_CHECKING:
    from policygraph.model.corrections import Fact

__all__ = ["Additions"]

# What ends the words about a body: （甲局牵头，乙局配合）.
_STATEMENT = re.compile(r"[，；。（）()\n]")


class Additions:
    """Reads added facts of one document."""

    def __init__(self, names: Names, knowledge: Knowledge, facts: Facts) -> None:
        """``facts`` are those that the rules read."""
        self._names = names
        self._knowledge = knowledge
        self._facts = facts
        self._text = facts.text
        self._provisions = {provision.path: provision for provision in facts.outline.provisions}

    def read(self, kind: CorrectionKind, span: Span, path: str) -> Fact:
        """The fact of a kind at a place of the source.

        Raises:
            ValueError: nothing can be read there; the message is a clause with the remedy.
        """
        start, end = bisect_left(self._text.starts, span.start), bisect_right(self._text.ends, span.end)
        if start >= end or path not in self._provisions:
            raise ValueError("these words stand in no part of the document that is read; mark others")
        if kind is CorrectionKind.TARGET:
            return self._target(span, path, start, end)
        if kind is CorrectionKind.ASSIGNMENT:
            agency = self._knowledge.agency(self._text.clean[start:end])
            return Assignment(path, span, agency, role_in(self._statement(start, end)))
        if kind is CorrectionKind.CITATION:
            return self._citation(span, path, start, end)
        if kind is CorrectionKind.OBLIGATION:
            return self._obligation(span, path, start, end)
        return self._measure(start, end)

    def _target(self, span: Span, path: str, start: int, end: int) -> Target:
        finder = QuantityFinder(self._names.lexicon.unit_by_label)
        sentence = self._sentence(path, start, end)
        at = start - sentence.start
        stop = at + end - start
        # The words around the quote may belong to its number, too: 18%以上.
        found = [q for q in finder.find(sentence.text) if q.start < stop and q.end > at]
        if len(found) != 1:
            count = len(found) or "no"
            raise ValueError(
                f"{count} numbers with a unit are read in these words; mark one number with its unit"
            )
        return self._measured(span, path, sentence, found[0])

    def _measured(self, span: Span, path: str, sentence: Sentence, quantity: Quantity) -> Target:
        clauses = split_clauses(sentence.text)
        clause = next(c for c in clauses if c.start <= quantity.start < c.end)
        left = sentence.text[clause.start : quantity.start]
        verb, phrase = phrases.verb_before(left), phrases.clean_phrase(left)
        years = years_of(self._facts.outline, self._text.clean)
        times = Times(sentence.text, list(find_periods(sentence.text, years.own, years.first)), "")
        due = times.due(quantity, clause.end, left)
        name = phrase or phrases.topic_of(sentence.text) or self._text.quote(span)
        return Target(
            path=path,
            span=span,
            phrase=name,
            indicator=self._names.indicators.resolve(name, sentence.text[: clause.start]),
            op=kinds.comparator(verb, quantity),
            value=quantity.value,
            upper=quantity.upper,
            unit=quantity.unit,
            unit_iri=self._knowledge.unit(quantity.unit),
            kind=kinds.kind(verb, phrase, left, quantity),
            baseline_year=times.baseline(quantity, clause.start, due),
            target_year=due,
            strength=Strength.STRIVE if STRIVE.search(left) else Strength.FIRM,
            area=self._knowledge.place(""),
            period=kinds.period(left),
            tier=kinds.tier(left),
        )

    def _citation(self, span: Span, path: str, start: int, end: int) -> Citation:
        mention = citation_at(self._text.clean, self._provisions[path], start, end)
        document = self._knowledge.document(mention.doc_number, mention.title)
        return Citation(
            path=path,
            span=span,
            kind=DocumentKind.DIRECTIVE if document else mention.kind,
            doc_number=mention.doc_number,
            title=mention.title,
            relation=mention.relation,
            document=document,
        )

    def _obligation(self, span: Span, path: str, start: int, end: int) -> Obligation:
        lexicon = self._names.lexicon
        reader = ObligationReader(
            ModalityReader(lexicon.cues["Modality"]),
            BearerReader(
                lexicon.cues["BearerKind"],
                self._knowledge.is_body,
                self._knowledge.is_place,
            ),
            years_of(self._facts.outline, self._text.clean),
        )
        read = reader.read(Sentence(path, self._text.clean[start:end], start, end))
        return Obligation(
            path=path,
            span=span,
            strength=read.strength,
            deadline=read.deadline,
            modality=read.modality,
            dates=tuple(
                DueDate(path, self._text.span(start + due.start, start + due.end), due.date)
                for due in read.dates
            ),
            bearers=read.bearers,
        )

    def _measure(self, start: int, end: int) -> Provision:
        """The part of the document whose heading is marked; one within another part reaches to the end of that."""
        title = self._text.clean[start:end]
        for provision in self._facts.outline.provisions:
            if provision.title_start < end and start < provision.title_end:
                return replace(provision, is_measure=True)
        around = min(
            (p for p in self._facts.outline.provisions if p.start <= start < p.end),
            key=lambda p: p.end - p.start,
            default=None,
        )
        if around is None:
            raise ValueError("this heading stands in no part of the document; mark one that does")
        number = self._text.clean.rfind("\n", around.start, start) + 1 or around.start
        label = re.sub(r"[\s、.．]+$", "", self._text.clean[number:start]) or title
        is_item = around.kind is ProvisionKind.MEASURE
        path = f"{_above(around.path)}{label}" if is_item else f"{around.path}/{label}"
        if path in self._provisions:
            raise ValueError(f"the part {path} is there already; mark another heading")
        return Provision(
            kind=ProvisionKind.MEASURE,
            path=path,
            title=title,
            title_start=start,
            title_end=end,
            start=end,
            end=around.end,
            number_start=number,
            is_measure=True,
        )

    def _sentence(self, path: str, start: int, end: int) -> Sentence:
        """The sentence around a clean stretch; in a table or heading what stands around it between stops."""
        outline = self._facts.outline
        for sentence in outline.sentences:
            if sentence.start <= start and end <= sentence.end:
                return sentence
        clean = self._text.clean
        first = max(clean.rfind(stop, 0, start) for stop in "\n\t。；") + 1
        last = min((at for stop in "\n\t。；" if (at := clean.find(stop, end)) >= 0), default=len(clean))
        return Sentence(path, clean[first:last], first, last)

    def _statement(self, start: int, end: int) -> str:
        """The words behind a body's name, up to where others are told."""
        clean = self._text.clean
        stop = _STATEMENT.search(clean, end)
        return clean[end : stop.start() if stop else len(clean)]


def _above(path: str) -> str:
    upper = path.rpartition("/")[0]
    return f"{upper}/" if upper else ""
