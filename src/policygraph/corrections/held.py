"""The facts of a document as they hold after people decided about some of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from policygraph.model import (
    Assignment,
    Citation,
    Condition,
    Consequence,
    DelegatedTarget,
    Deliverable,
    Duties,
    Evaluation,
    Facts,
    GradeRequirement,
    NamedEntity,
    Obligation,
    Outline,
    Provision,
    Sentence,
    Span,
    Table,
    Target,
)
from policygraph.model.corrections import Revision, Status

__all__ = ["held", "with_part"]

_Fact = TypeVar("_Fact", Citation, Assignment, Target, Obligation)
_OfSentence = TypeVar(
    "_OfSentence",
    DelegatedTarget,
    GradeRequirement,
    Evaluation,
    Consequence,
    Deliverable,
    Condition,
    NamedEntity,
)
_Part = TypeVar("_Part", Sentence, Table)


def held(facts: Facts, revisions: Sequence[Revision]) -> Facts:
    """The facts with what was rejected left out, what was corrected in its place, and what was added behind."""
    if not revisions:
        return facts
    outline = facts.outline
    provisions = tuple(_parts(outline.provisions, revisions))
    no_measures = {provision.path for provision in provisions if not provision.is_measure}
    gone = [one.read.span for one in revisions if isinstance(one.read, Obligation) and one.now is None]
    return replace(
        facts,
        outline=replace(outline, provisions=provisions),
        citations=_held(Citation, facts.citations, revisions),
        assignments=_held(Assignment, facts.assignments, revisions),
        targets=_with_what_is_there(_held(Target, facts.targets, revisions)),
        obligations=_held(Obligation, facts.obligations, revisions),
        duties=_without(facts.duties, gone),
        correspondences=tuple(c for c in facts.correspondences if c.path not in no_measures),
    )


def _held(kind: type[_Fact], facts: Iterable[_Fact], revisions: Iterable[Revision]) -> tuple[_Fact, ...]:
    changed: dict[int, _Fact | None] = {}
    added: list[_Fact] = []
    for one in revisions:
        if isinstance(one.now, kind) and one.status is Status.ADDED:
            added.append(one.now)
        elif isinstance(one.read, kind):
            changed[id(one.read)] = one.now if isinstance(one.now, kind) else None
    kept: list[_Fact] = []
    for fact in facts:
        now = changed.get(id(fact), fact)
        if now is not None:
            kept.append(now)
    return tuple(kept + added)


def _parts(provisions: Iterable[Provision], revisions: Iterable[Revision]) -> Iterable[Provision]:
    """The parts of a document; a rejected measure stays one, as what stands in it does."""
    changed = {id(one.read): one.now for one in revisions if isinstance(one.read, Provision)}
    for provision in provisions:
        now = changed.get(id(provision), provision)
        yield now if isinstance(now, Provision) else replace(provision, is_measure=False)


def _with_what_is_there(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """The targets; one that could be met instead of another that is gone stands alone."""
    there = {(target.span, target.stated) for target in targets}
    return tuple(
        replace(target, alternative_to=None)
        if target.alternative_to and (target.alternative_to, target.stated) not in there
        else target
        for target in targets
    )


def _without(duties: Duties, gone: Sequence[Span]) -> Duties:
    """The duties without those of sentences that oblige nobody."""
    if not gone:
        return duties

    def left(facts: tuple[_OfSentence, ...]) -> tuple[_OfSentence, ...]:
        return tuple(
            fact
            for fact in facts
            if not any(span.start <= fact.span.start and fact.span.end <= span.end for span in gone)
        )

    return replace(
        duties,
        delegated=left(duties.delegated),
        grades=left(duties.grades),
        evaluations=left(duties.evaluations),
        consequences=left(duties.consequences),
        deliverables=left(duties.deliverables),
        conditions=left(duties.conditions),
        named=left(duties.named),
    )


def with_part(facts: Facts, added: Provision) -> Facts:
    """The facts with a part of the document more, to which all belongs that stands in it."""
    outline = facts.outline
    if any(provision.path == added.path for provision in outline.provisions):
        as_measure = tuple(added if p.path == added.path else p for p in outline.provisions)
        return replace(facts, outline=replace(outline, provisions=as_measure))
    around = next(p for p in outline.provisions if p.start <= added.title_start < p.end)
    moved = _Moved(facts, around.path, added)
    shortened = replace(around, end=added.number_start)
    parts = (shortened if p is around else p for p in outline.provisions)
    return replace(
        facts,
        outline=replace(
            moved.outline(outline),
            provisions=tuple(sorted((*parts, added), key=lambda p: (p.number_start, p.end))),
        ),
        citations=moved.facts(facts.citations),
        assignments=moved.facts(facts.assignments),
        targets=moved.facts(facts.targets),
        obligations=tuple(
            replace(one, dates=tuple(replace(due, path=one.path) for due in one.dates))
            for one in moved.facts(facts.obligations)
        ),
    )


class _Moved:
    """Gives what stands behind a heading the path of the new part."""

    def __init__(self, facts: Facts, path: str, added: Provision) -> None:
        self._path = path
        self._added = added
        self._first = facts.text.starts[added.number_start]

    def facts(self, facts: Iterable[_Fact]) -> tuple[_Fact, ...]:
        """Facts, by their places in the source."""
        return tuple(
            replace(fact, path=self._added.path)
            if fact.path == self._path and fact.span.start >= self._first
            else fact
            for fact in facts
        )

    def outline(self, outline: Outline) -> Outline:
        """Sentences, brackets and tables."""
        return replace(
            outline,
            sentences=self._parts(outline.sentences),
            brackets=self._parts(outline.brackets),
            tables=self._parts(outline.tables),
        )

    def _parts(self, parts: Iterable[_Part]) -> tuple[_Part, ...]:
        return tuple(
            replace(part, path=self._added.path)
            if part.path == self._path and part.start >= self._added.number_start
            else part
            for part in parts
        )
