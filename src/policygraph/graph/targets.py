"""Quantified targets, their indicators, units and places."""

from __future__ import annotations

from collections.abc import Iterator

from policygraph.graph.document_terms import DocumentTerms
from policygraph.graph.fact_iris import FactIris
from policygraph.graph.verdicts import magnitude
from policygraph.model import Condition, DelegatedTarget, Target
from policygraph.rdf.terms import CODE, PG, QUDT, SKOS, A, Triple, boolean, date, decimal, iri, literal

__all__ = ["indicator_triples", "target_triples", "unit_triples"]

_ROW = PG("TableRow")


def target_triples(scope: DocumentTerms, names: FactIris) -> Iterator[Triple]:
    """Targets with their place and all that their numbers mean."""
    placed = {(target.span, target.stated): iri(name) for target, name in names.targets}
    for target, name in names.targets:
        subject = iri(name)
        yield subject, A, PG("Target")
        yield subject, PG("inProvision"), scope.provision(target.path)
        yield subject, PG("kind"), CODE(target.kind)
        yield subject, PG("strength"), CODE(target.strength)
        yield subject, PG("period"), CODE(f"period-{target.period}")
        if target.tier:
            yield subject, PG("tier"), CODE(f"tier-{target.tier}")
        yield subject, PG("stated"), CODE(f"stated-{target.stated}")
        other = placed.get((target.alternative_to, target.stated)) if target.alternative_to else None
        if other:
            yield subject, PG("alternativeTo"), other
        yield from _value(subject, target)
        yield from _row(scope, names, subject, target)
        yield from unit_triples(scope, subject, target)
        yield from indicator_triples(scope, subject, target)
        if target.area.name or target.area.code:
            yield subject, PG("area"), scope.place(target.area)
            yield from scope.described(target.area)
        if obligation := names.obligation_around(target.span):
            yield subject, PG("partOfObligation"), iri(obligation)
        yield from scope.quoted(subject, target.span)


def _value(subject: str, target: Target) -> Iterator[Triple]:
    yield subject, PG("comparator"), CODE(target.op.code)
    if target.upper is None:
        yield subject, QUDT("numericValue"), decimal(target.value)
        yield subject, PG("magnitude"), decimal(magnitude(target.kind, target.value))
    else:
        yield subject, PG("lowerValue"), decimal(target.value)
        yield subject, PG("upperValue"), decimal(target.upper)
    if target.baseline_year:
        yield subject, PG("baselineYear"), date(target.baseline_year)
    if target.target_year:
        yield subject, PG("targetYear"), date(target.target_year)


def _row(scope: DocumentTerms, names: FactIris, subject: str, target: Target) -> Iterator[Triple]:
    if target.baseline_value is not None:
        yield subject, PG("baselineValue"), decimal(target.baseline_value)
    if target.row:
        row = iri(names.rows[target.row])
        yield subject, PG("inRow"), row
        yield row, A, _ROW
        yield from scope.quoted(row, target.row)


def unit_triples(scope: DocumentTerms, subject: str, target: Target | Condition) -> Iterator[Triple]:
    """The unit of a figure, as it is spelled and as what it is known."""
    if target.unit:
        yield subject, PG("unitPhrase"), literal(target.unit, "zh")
    if target.unit_iri:
        yield subject, PG("unit"), iri(target.unit_iri)
    elif target.unit:
        unit = iri(scope.iris.unit(target.unit))
        yield subject, PG("unit"), unit
        yield unit, A, PG("Unit")
        yield unit, SKOS("prefLabel"), literal(target.unit, "zh")
        yield unit, PG("curated"), boolean(False)


def indicator_triples(
    scope: DocumentTerms, subject: str, target: Target | DelegatedTarget
) -> Iterator[Triple]:
    """What a target measures."""
    indicator = target.indicator
    concept = iri(indicator.iri or scope.iris.indicator(indicator.label))
    yield subject, PG("indicator"), concept
    yield subject, PG("indicatorPhrase"), literal(target.phrase, "zh")
    if not indicator.curated:
        yield concept, A, PG("Indicator")
        yield concept, SKOS("prefLabel"), literal(indicator.label, "zh")
        yield concept, PG("curated"), boolean(False)
