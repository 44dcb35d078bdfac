"""What directing sentences say beside what is to be done: delegated targets, grades, conditions, deliverables."""

from __future__ import annotations

from collections.abc import Iterator

from policygraph.graph.document_terms import DocumentTerms
from policygraph.graph.fact_iris import FactIris
from policygraph.graph.targets import indicator_triples, unit_triples
from policygraph.model import (
    Condition,
    Consequence,
    DelegatedTarget,
    Deliverable,
    Evaluation,
    GradeRequirement,
    NamedEntity,
)
from policygraph.rdf.terms import CODE, PG, QUDT, A, Triple, date, decimal, iri, literal

__all__ = ["duty_triples"]


def duty_triples(scope: DocumentTerms, names: FactIris) -> Iterator[Triple]:
    """These facts with their place and the sentence that they are part of."""
    yield from _delegated(scope, names)
    yield from _grades(scope, names)
    yield from _evaluations(scope, names)
    yield from _deliverables(scope, names)
    yield from _conditions(scope, names)
    yield from _named(scope, names)


def _delegated(scope: DocumentTerms, names: FactIris) -> Iterator[Triple]:
    for target, name in names.delegated:
        subject = iri(name)
        yield from _placed(scope, names, "DelegatedTarget", target, subject)
        yield from indicator_triples(scope, subject, target)
        for level in target.set_by:
            yield subject, PG("setBy"), CODE(level)
        if target.target_year:
            yield subject, PG("targetYear"), date(target.target_year)
        if scope.facts.area.name or scope.facts.area.code:
            yield subject, PG("area"), scope.place(scope.facts.area)


def _grades(scope: DocumentTerms, names: FactIris) -> Iterator[Triple]:
    for required, name in names.grades:
        subject = iri(name)
        yield from _placed(scope, names, "GradeRequirement", required, subject)
        yield subject, PG("grade"), iri(required.grade)
        yield subject, PG("gradeBound"), CODE(required.op.code)
        yield subject, PG("gradeAim"), CODE("to-remove" if required.is_removed else "to-reach")


def _evaluations(scope: DocumentTerms, names: FactIris) -> Iterator[Triple]:
    for evaluation, name in names.evaluations:
        subject = iri(name)
        yield from _placed(scope, names, "Evaluation", evaluation, subject)
        yield subject, PG("evaluationKind"), CODE(evaluation.kind)
        if evaluation.frequency:
            yield subject, PG("frequency"), CODE(evaluation.frequency)
        yield from _recipient(subject, evaluation.recipient)
    for consequence, name in names.consequences:
        subject = iri(name)
        yield from _placed(scope, names, "Consequence", consequence, subject)
        yield subject, PG("consequenceKind"), CODE(consequence.kind)
        yield from _recipient(subject, consequence.recipient)


def _deliverables(scope: DocumentTerms, names: FactIris) -> Iterator[Triple]:
    for deliverable, name in names.deliverables:
        subject = iri(name)
        yield from _placed(scope, names, "Deliverable", deliverable, subject)
        yield subject, PG("deliverableKind"), CODE(deliverable.kind)
        yield subject, PG("deedPhrase"), literal(deliverable.deed, "zh")
        if deliverable.due:
            yield subject, PG("due"), date(deliverable.due)


def _conditions(scope: DocumentTerms, names: FactIris) -> Iterator[Triple]:
    """Conditions, and the sentences and targets that they govern, which hold their words."""
    said: dict[str, list[str]] = {}
    for condition, name in names.conditions:
        subject = iri(name)
        yield from _placed(scope, names, "Condition", condition, subject)
        yield subject, PG("conditionKind"), CODE(condition.kind)
        if condition.op and condition.value is not None:
            yield subject, PG("comparator"), CODE(condition.op.code)
            yield subject, QUDT("numericValue"), decimal(condition.value)
            yield from unit_triples(scope, subject, condition)
        reach = condition.reach
        governed = [
            named
            for target, named in names.targets
            if reach.start <= target.span.start and target.span.end <= reach.end
        ]
        words = "".join(scope.facts.text.reading(condition.span).split())
        for one in (names.obligation_around(condition.span), *governed):
            if one:
                yield iri(one), PG("condition"), subject
                said.setdefault(one, []).append(words)
    for one, phrases in said.items():
        yield iri(one), PG("conditionPhrase"), literal("；".join(dict.fromkeys(phrases)), "zh")


def _named(scope: DocumentTerms, names: FactIris) -> Iterator[Triple]:
    for entity, name in names.named:
        subject = iri(name)
        yield from _placed(scope, names, "NamedEntity", entity, subject)
        yield subject, PG("entityKind"), CODE(entity.kind)


def _placed(
    scope: DocumentTerms,
    names: FactIris,
    kind: str,
    fact: DelegatedTarget
    | GradeRequirement
    | Evaluation
    | Consequence
    | Deliverable
    | Condition
    | NamedEntity,
    subject: str,
) -> Iterator[Triple]:
    yield subject, A, PG(kind)
    yield subject, PG("inProvision"), scope.provision(fact.path)
    if obligation := names.obligation_around(fact.span):
        yield subject, PG("partOfObligation"), iri(obligation)
    yield from scope.quoted(subject, fact.span)


def _recipient(subject: str, recipient: str) -> Iterator[Triple]:
    if recipient:
        yield subject, PG("recipientPhrase"), literal(recipient, "zh")
