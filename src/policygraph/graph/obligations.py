"""Directing sentences."""

from __future__ import annotations

from collections.abc import Iterator

from policygraph.graph.fact_iris import FactIris
from policygraph.graph.scope import Scope
from policygraph.rdf.terms import CODE, PG, A, Triple, date, iri

__all__ = ["obligation_triples"]


def obligation_triples(scope: Scope, names: FactIris) -> Iterator[Triple]:
    """Obligations with their place, strength and deadline."""
    for obligation, name in names.obligations:
        subject = iri(name)
        yield subject, A, PG("Obligation")
        yield subject, PG("inProvision"), scope.provision(obligation.path)
        yield subject, PG("strength"), CODE(obligation.strength)
        if obligation.deadline:
            yield subject, PG("deadline"), date(obligation.deadline)
        yield from scope.quoted(subject, obligation.span)
