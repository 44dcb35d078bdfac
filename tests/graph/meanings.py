"""What the facts of a document say, by their IRIs: for tests that compare two states of one text."""

from __future__ import annotations

from policygraph.graph.fact_iris import FactIris
from policygraph.model import Assignment, Citation, DueDate, Facts, Finding, Obligation, Span, Target
from policygraph.rdf.iris import Iris

__all__ = ["Meaning", "meanings"]

# What a fact says; offsets are left out, as are messages that count lines.
Meaning = tuple[object, ...]


def meanings(facts: Facts) -> dict[str, Meaning]:
    """All facts of a document."""
    names = FactIris(facts, Iris("http://example.org/"))
    named = [
        (fact, iri)
        for found in (
            names.citations,
            names.assignments,
            names.targets,
            names.obligations,
            names.due_dates,
            names.findings,
        )
        for fact, iri in found
    ]
    found = {iri: (type(fact).__name__, _words(facts, fact.span), *_said(fact)) for fact, iri in named}
    assert len(found) == len(named), "two facts have one IRI"
    return found


def _words(facts: Facts, span: Span | None) -> str:
    return "".join(facts.text.quote(span).split()) if span else ""


def _said(fact: Citation | Assignment | Target | Obligation | DueDate | Finding) -> Meaning:
    match fact:
        case Citation():
            return fact.path, fact.kind, fact.doc_number, fact.title, fact.relation, fact.document
        case Assignment():
            return fact.path, fact.agency, fact.role
        case Obligation():
            return fact.path, fact.strength, fact.deadline
        case DueDate():
            return fact.path, fact.date
        case Finding():
            return fact.code, fact.severity, "" if fact.span else fact.message
        case Target():
            amount = fact.op, fact.value, fact.upper, fact.unit, fact.kind
            return (
                *(fact.path, fact.phrase, fact.indicator, *amount),
                *(fact.baseline_year, fact.target_year, fact.strength, fact.area),
            )
