"""Chapters, measures, annexes and the preamble of a document."""

from __future__ import annotations

from collections.abc import Iterator

from policygraph.graph.document_terms import DocumentTerms
from policygraph.model import Provision, ProvisionKind
from policygraph.rdf.terms import DCTERMS, ELI, PG, A, Triple, integer, literal

__all__ = ["provision_triples"]

_CLASSES = {
    ProvisionKind.PREAMBLE: PG("Preamble"),
    ProvisionKind.CHAPTER: PG("Chapter"),
    ProvisionKind.MEASURE: PG("Measure"),
    ProvisionKind.ANNEX: PG("Annex"),
}


def provision_triples(scope: DocumentTerms) -> Iterator[Triple]:
    """The parts of a document, with the spans of their titles and bodies."""
    paths = {provision.path for provision in scope.facts.outline.provisions}
    for order, provision in enumerate(scope.facts.outline.provisions, start=1):
        subject = scope.provision(provision.path)
        yield from _description(scope, subject, provision, order)
        above = provision.path.rpartition("/")[0]
        yield subject, ELI("is_part_of"), scope.provision(above) if above in paths else scope.plan
        yield from _places(scope, subject, provision)


def _description(scope: DocumentTerms, subject: str, provision: Provision, order: int) -> Iterator[Triple]:
    is_no_measure = provision.kind is ProvisionKind.MEASURE and not provision.is_measure
    yield subject, A, PG("Provision") if is_no_measure else _CLASSES[provision.kind]
    if provision.is_measure:
        yield subject, A, PG("Measure")
    yield subject, PG("path"), literal(provision.path)
    yield subject, PG("order"), integer(order)
    yield subject, PG("ofDocument"), scope.plan
    if provision.title:
        yield subject, DCTERMS("title"), literal(provision.title, "zh")


def _places(scope: DocumentTerms, subject: str, provision: Provision) -> Iterator[Triple]:
    text = scope.facts.text
    start, end = provision.heading
    if start < end:
        yield from scope.quoted(subject, text.span(start, end))
    body = text.clean[provision.start : provision.end]
    if body.strip():
        start = provision.start + len(body) - len(body.lstrip())
        end = provision.start + len(body.rstrip())
        yield from scope.quoted(subject, text.span(start, end), PG("textSpan"))
