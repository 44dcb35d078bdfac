"""Directing sentences."""

from __future__ import annotations

from collections.abc import Iterator

from policygraph.graph.document_terms import DocumentTerms
from policygraph.graph.fact_iris import FactIris
from policygraph.model import DueDate
from policygraph.rdf.terms import CODE, PG, A, Triple, date, iri, literal

__all__ = ["obligation_triples"]


def obligation_triples(scope: DocumentTerms, names: FactIris) -> Iterator[Triple]:
    """Obligations with their place, strength, modality and bearers, and the times that they set."""
    holders: dict[DueDate, str] = {}
    for obligation, name in names.obligations:
        subject = iri(name)
        yield subject, A, PG("Obligation")
        yield subject, PG("inProvision"), scope.provision(obligation.path)
        yield subject, PG("strength"), CODE(obligation.strength)
        yield subject, PG("modality"), CODE(obligation.modality)
        if obligation.bearers:
            yield subject, PG("bearerPhrase"), literal("；".join(b.phrase for b in obligation.bearers), "zh")
        for kind in {bearer.kind for bearer in obligation.bearers} - {""}:
            yield subject, PG("bearerKind"), CODE(kind)
        if obligation.deadline:
            yield subject, PG("deadline"), date(obligation.deadline)
        yield from scope.quoted(subject, obligation.span)
        holders |= dict.fromkeys(obligation.dates, subject)
    for due, name in names.due_dates:
        subject = iri(name)
        yield subject, A, PG("DueDate")
        yield subject, PG("inProvision"), scope.provision(due.path)
        yield subject, PG("partOfObligation"), holders[due]
        yield subject, PG("due"), date(due.date)
        yield from scope.quoted(subject, due.span)
