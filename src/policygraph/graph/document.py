"""The facts of one document as the triples of its named graph."""

from __future__ import annotations

from collections.abc import Iterator

from policygraph.graph.assignments import assignment_triples
from policygraph.graph.citations import citation_triples
from policygraph.graph.document_terms import DocumentTerms
from policygraph.graph.duties import duty_triples
from policygraph.graph.fact_iris import FactIris
from policygraph.graph.findings import finding_triples
from policygraph.graph.obligations import obligation_triples
from policygraph.graph.provisions import provision_triples
from policygraph.graph.targets import target_triples
from policygraph.model import Facts
from policygraph.rdf.iris import Iris, segment
from policygraph.rdf.terms import (
    DCTERMS,
    ELI,
    PG,
    PROV,
    RDFS,
    SKOS,
    A,
    Triple,
    date,
    decimal,
    integer,
    iri,
    literal,
)

__all__ = ["document_triples"]

_CLASS_OF_LEVEL = {"country": PG("Directive"), "province": PG("Directive")}


def document_triples(facts: Facts, iris: Iris, names: FactIris) -> Iterator[Triple]:
    """All asserted facts of a document, in no order; a triple may come more than once.

    Args:
        facts: the facts.
        iris: makes IRIs.
        names: the facts with theirs.

    Raises:
        ValueError: a span lies outside the source.
    """
    scope = DocumentTerms(facts, iris)
    yield from _plan(scope)
    yield from _source_text(scope)
    yield from provision_triples(scope)
    yield from citation_triples(scope, names)
    yield from assignment_triples(scope, names)
    yield from obligation_triples(scope, names)
    yield from target_triples(scope, names)
    yield from duty_triples(scope, names)
    yield from finding_triples(scope, names)


def _plan(scope: DocumentTerms) -> Iterator[Triple]:
    facts, plan, outline = scope.facts, scope.plan, scope.facts.outline
    yield plan, A, _CLASS_OF_LEVEL.get(facts.level, PG("CityPlan"))
    yield plan, DCTERMS("identifier"), literal(scope.name)
    yield plan, PG("sourceText"), iri(scope.iris.text(scope.name))
    if outline.title:
        yield plan, DCTERMS("title"), literal(outline.title, "zh")
    if outline.title_end > outline.title_start:
        span = facts.text.span(outline.title_start, outline.title_end)
        yield from scope.quoted(plan, span)
    if outline.number:
        yield plan, PG("docNumber"), literal(outline.number)
    if outline.date:
        yield plan, ELI("date_document"), date(outline.date)
    if facts.area.name or facts.area.code:
        yield plan, PG("area"), scope.place(facts.area)
        yield from scope.described(facts.area)
    if outline.issuer:
        yield from _issuer(scope, outline.issuer)


def _issuer(scope: DocumentTerms, name: str) -> Iterator[Triple]:
    is_known = scope.facts.area.name or scope.facts.area.code
    agency = iri(scope.iris.agency(name, "" if is_known else scope.name))
    yield scope.plan, ELI("passed_by"), agency
    yield agency, A, PG("Agency")
    yield agency, SKOS("prefLabel"), literal(name, "zh")


def _reading(scope: DocumentTerms, text: str) -> Iterator[Triple]:
    """Which program made text of the file's bytes."""
    reader = scope.facts.source.reader
    if not reader:
        return
    reading = iri(scope.iris.named("reading", segment(scope.name)))
    name, _, version = reader.rpartition(" ")
    software = iri(scope.iris.named("software", f"{segment(name)}-{segment(version)}"))
    yield text, PROV("wasGeneratedBy"), reading
    yield reading, A, PROV("Activity")
    yield reading, PROV("wasAssociatedWith"), software
    yield software, A, PROV("SoftwareAgent")
    yield software, RDFS("label"), literal(reader, "en")
    yield software, DCTERMS("hasVersion"), literal(version)


def _source_text(scope: DocumentTerms) -> Iterator[Triple]:
    source = scope.facts.source
    text = iri(scope.iris.text(scope.name))
    yield text, A, PG("SourceText")
    yield text, A, PROV("Entity")
    yield text, PG("fileName"), literal(source.file_name)
    yield text, PG("sha256"), literal(source.sha256)
    yield text, PG("encoding"), literal(source.encoding)
    yield text, DCTERMS("format"), literal(source.media_type)
    yield text, DCTERMS("extent"), integer(len(source.text))
    if source.pages:
        yield text, PG("pages"), integer(source.pages)
    yield from _reading(scope, text)
    yield text, PG("characters"), integer(scope.facts.coverage.characters)
    yield text, PG("coverage"), decimal(scope.facts.coverage.share)
