"""What follows in the terms of ELI, ORG, QUDT and SKOS, written out for those who query without a reasoner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from policygraph.graph.comparisons import Figures
from policygraph.rdf.terms import DCTERMS, ELI, ORG, PG, QUDT, SKOS, A, Triple

__all__ = ["broader_triples", "standard_triples", "standard_units", "unit_triples"]

_SUBDIVISION = ELI("LegalResourceSubdivision")
# As policygraph.ttl states of the classes.
_SUPERCLASSES: Mapping[str, str] = MappingProxyType(
    {
        PG("PolicyDocument"): ELI("LegalResource"),
        PG("CityPlan"): ELI("LegalResource"),
        PG("Directive"): ELI("LegalResource"),
        PG("Provision"): _SUBDIVISION,
        PG("Preamble"): _SUBDIVISION,
        PG("Chapter"): _SUBDIVISION,
        PG("Measure"): _SUBDIVISION,
        PG("Annex"): _SUBDIVISION,
        PG("Agency"): ORG("Organization"),
    }
)
# As alignments.ttl states of the properties.
_SUPERPROPERTIES: Mapping[str, str] = MappingProxyType(
    {PG("docNumber"): ELI("number"), PG("function"): ORG("purpose"), PG("bodyForm"): ORG("classification")}
)
_EXACT, _TOPIC, _PART_OF = SKOS("exactMatch"), PG("topic"), DCTERMS("isPartOf")
_IN_SCHEME, _BROADER, _TOP = SKOS("inScheme"), SKOS("broader"), SKOS("hasTopConcept")
_QUDT_UNIT = "<http://qudt.org/vocab/unit/"


def standard_triples(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Classes and properties of ELI and ORG that follow from those of the ontology; one may come more than once."""
    for subject, predicate, value in triples:
        if predicate == A and value in _SUPERCLASSES:
            yield subject, A, _SUPERCLASSES[value]
        elif predicate in _SUPERPROPERTIES:
            yield subject, _SUPERPROPERTIES[predicate], value


def standard_units(vocabulary: Iterable[Triple]) -> Mapping[str, str]:
    """The units of QUDT's that units of the vocabulary are, as terms."""
    return {s: o for s, p, o in vocabulary if p == _EXACT and o.startswith(_QUDT_UNIT)}


def unit_triples(documents: Iterable[Figures], known: Mapping[str, str]) -> Iterator[Triple]:
    """``qudt:hasUnit`` of the targets whose unit is one of those ``known``."""
    for document in documents:
        for figure in document.figures:
            if figure.unit in known:
                yield figure.target, QUDT("hasUnit"), known[figure.unit]


def broader_triples(vocabulary: Iterable[Triple]) -> Iterator[Triple]:
    """What stands above each concept of the vocabulary, and which concepts stand at the top of their scheme.

    An area stands below the one that it lies in, an indicator below its topic, which is at the top of the scheme of
    indicators too.
    """
    said = [triple for triple in vocabulary if triple[1] in (_IN_SCHEME, _TOPIC, _PART_OF)]
    schemes = {(s, o) for s, p, o in said if p == _IN_SCHEME}
    concepts = {s for s, _ in schemes}
    above = {s: o for s, p, o in said if p != _IN_SCHEME and s in concepts and o in concepts}
    for concept, broader in above.items():
        yield concept, _BROADER, broader
    of_topics = {s for s, p, _ in said if p == _TOPIC} & above.keys()
    topics = {(above[concept], scheme) for concept, scheme in schemes if concept in of_topics}
    for topic, scheme in topics:
        yield topic, _IN_SCHEME, scheme
    for concept, scheme in {*topics, *((s, o) for s, o in schemes if s not in above)}:
        yield scheme, _TOP, concept
