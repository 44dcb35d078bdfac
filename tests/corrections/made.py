"""Corrections drawn at random from the facts of documents, and what a build has to make of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.corrections.fields import Fields
from policygraph.corrections.knowledge import Knowledge, Names
from policygraph.model import Assignment, Citation, Facts, Obligation, Provision, Span, Target
from policygraph.model.corrections import (
    CORRECTABLE,
    Correction,
    CorrectionKind,
    Decision,
    Outcome,
)
from policygraph.sources.written_corrections import anchor_at

if TYPE_CHECKING:
    from policygraph.model.corrections import Fact

SEEDS = sorted(Path("seeds/plans").glob("*.txt"))
KINDS = [kind for kind in CorrectionKind if kind is not CorrectionKind.DOCUMENT]

_OTHER: dict[str, Sequence[str]] = {
    "op": (">=", "<=", "="),
    "value": ("1234.5", "0.07"),
    "baseline_value": ("77.7",),
    "unit": ("吨", "个"),
    "kind": ("level", "amount"),
    "baseline_year": ("2015", "2019"),
    "target_year": ("2031", "2033"),
    "strength": (),
    "area": ("某某园区",),
    "period": ("yearly", "total"),
    "tier": ("basic", "incentive"),
    "stated": ("words", "figure"),
    "role": ("lead", "support"),
    "agency": ("某某管理委员会",),
    "function": ("教育", "气象"),
    "relation": ("basis", "mention"),
    "modality": ("permission", "duty"),
    "deadline": ("2031", "2033-06"),
    "bearer": ("某某企业",),
}
_STRENGTHS = {
    CorrectionKind.TARGET: ("firm", "strive"),
    CorrectionKind.OBLIGATION: ("prohibition", "striving"),
}
_KINDS = {CorrectionKind.TARGET: ("level", "amount"), CorrectionKind.CITATION: ("law", "other")}


@dataclass(frozen=True)
class Drawn:
    """A line, the span that it is about, and what has to become of it in the document as it is."""

    line: Correction
    span: Span
    outcome: Outcome


def facts_of(facts: Facts, kind: CorrectionKind) -> list[tuple[Fact, Span]]:
    if kind is CorrectionKind.MEASURE:
        return [
            (part, facts.text.span(part.title_start, part.title_end))
            for part in facts.outline.provisions
            if part.is_measure and part.title
        ]
    found: dict[CorrectionKind, Sequence[Citation | Assignment | Target | Obligation]] = {
        CorrectionKind.CITATION: facts.citations,
        CorrectionKind.ASSIGNMENT: facts.assignments,
        CorrectionKind.TARGET: facts.targets,
        CorrectionKind.OBLIGATION: facts.obligations,
    }
    return [(fact, fact.span) for fact in found[kind]]


def span_of(facts: Facts, fact: Fact) -> Span:
    if isinstance(fact, Provision):
        return facts.text.span(fact.title_start, fact.title_end)
    return fact.span


def drawn(facts: Facts, names: Names, count: int, seed: int) -> list[Drawn]:
    """``count`` lines about different facts of one document."""
    chance = random.Random(seed)  # noqa: S311 - the same lines each time
    fields = Fields(Knowledge(names, facts))
    pool = [(kind, fact, span) for kind in KINDS for fact, span in facts_of(facts, kind)]
    chance.shuffle(pool)
    lines = [_line(chance, facts, fields, *one) for one in pool[: count - 10]]
    return [*lines, *_added(chance, facts, 10)]


def _line(
    chance: random.Random, facts: Facts, fields: Fields, kind: CorrectionKind, fact: Fact, span: Span
) -> Drawn:
    line = Correction(
        document=facts.source.name,
        kind=kind,
        anchor=anchor_at(facts.source.text, span, fact.path),
        decision=chance.choice([Decision.CONFIRM, Decision.REJECT, Decision.REPLACE, Decision.REPLACE, None]),
        reason="核对",
        author="李敏",
        date="2025-01-03",
    )
    if line.decision is None:
        return Drawn(line, span, Outcome.UNDECIDED)
    if line.decision is not Decision.REPLACE:
        return Drawn(line, span, Outcome.APPLIED)
    field = chance.choice(CORRECTABLE[kind])
    was = fields.read(fact, field)
    others = _STRENGTHS.get(kind, ()) if field == "strength" else _OTHER.get(field, (f"{was}某某",))
    others = _KINDS[kind] if field == "kind" else others
    now = next(other for other in others if other != was)
    if field == "op" and was == "range":
        field, was, now = "target_year", fields.read(fact, "target_year"), "2031"
    how = chance.random()
    if how < 0.7:
        return Drawn(replace(line, field=field, was=was, now=now), span, Outcome.APPLIED)
    if how < 0.85:
        # The rules agree by now: what is right is what they read.
        return Drawn(replace(line, field=field, was=now, now=was), span, Outcome.UNNEEDED)
    return Drawn(
        replace(line, field=field, was="2099" if was != "2099" else "2098", now=now), span, Outcome.STALE
    )


def _added(chance: random.Random, facts: Facts, count: int) -> Iterator[Drawn]:
    """Sentences of background as obligations, names in prose as agencies."""
    sentences = [
        (sentence, facts.text.span(sentence.start, sentence.end))
        for sentence in facts.outline.sentences
        if len(sentence.text) > 12
    ]
    chance.shuffle(sentences)
    for sentence, span in sentences[: count // 2]:
        line = Correction(
            facts.source.name,
            CorrectionKind.OBLIGATION,
            anchor_at(facts.source.text, span, sentence.path),
            Decision.ADD,
        )
        is_read = any(span == other.span for other in facts.obligations)
        yield Drawn(line, span, Outcome.UNNEEDED if is_read else Outcome.APPLIED)
    for sentence, _ in sentences[count // 2 : count]:
        words = [at for at in range(len(sentence.text) - 8) if sentence.text[at : at + 7].isalpha()]
        if not words:
            continue
        start = sentence.start + chance.choice(words)
        span = facts.text.span(start, start + 6)
        line = Correction(
            facts.source.name,
            CorrectionKind.ASSIGNMENT,
            anchor_at(facts.source.text, span, sentence.path),
            Decision.ADD,
        )
        is_read = any(span == other.span for other in facts.assignments)
        yield Drawn(line, span, Outcome.UNNEEDED if is_read else Outcome.APPLIED)
