"""Agencies and the measures they answer for."""

from __future__ import annotations

from collections.abc import Iterator

from policygraph.graph.document_terms import DocumentTerms
from policygraph.graph.fact_iris import FactIris
from policygraph.model import Agency
from policygraph.rdf.terms import CODE, PG, SKOS, A, Triple, iri, literal

__all__ = ["assignment_triples"]


def assignment_triples(scope: DocumentTerms, names: FactIris) -> Iterator[Triple]:
    """Assignments with their place, and the bodies they name."""
    for assignment, name in names.assignments:
        subject = iri(name)
        yield subject, A, PG("Assignment")
        if assignment.standing:
            yield subject, A, PG("StandingRule")
        yield subject, PG("inProvision"), scope.provision(assignment.path)
        yield subject, PG("agency"), scope.agency(assignment.agency)
        yield subject, PG("role"), CODE(assignment.role)
        yield from scope.quoted(subject, assignment.span)
        yield from _agency(scope, assignment.agency)


def _agency(scope: DocumentTerms, agency: Agency) -> Iterator[Triple]:
    subject = scope.agency(agency)
    yield subject, A, PG("Agency")
    yield subject, SKOS("prefLabel"), literal(agency.name, "zh")
    for predicate, value in (("function", agency.function), ("bodyForm", agency.form), ("area", agency.area)):
        if value:
            yield subject, PG(predicate), iri(value)
