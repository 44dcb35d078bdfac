"""References to other documents, and the documents they name."""

from __future__ import annotations

from collections.abc import Iterator

from policygraph.graph.document_terms import DocumentTerms
from policygraph.graph.fact_iris import FactIris
from policygraph.model import Citation
from policygraph.rdf.iris import Iris
from policygraph.rdf.terms import AREA, CODE, DCTERMS, PG, A, Triple, iri, literal

__all__ = ["citation_triples", "cited_iri"]


def cited_iri(citation: Citation, iris: Iris) -> str:
    """The IRI of the cited document: the register's, or one made from number or title."""
    return citation.document or iris.cited(citation.doc_number, citation.title)


def citation_triples(scope: DocumentTerms, names: FactIris) -> Iterator[Triple]:
    """Citations with their place, and a description of each cited document that the register lacks."""
    for citation, name in names.citations:
        subject = iri(name)
        yield subject, A, PG("Citation")
        yield subject, PG("inProvision"), scope.provision(citation.path)
        yield subject, PG("relation"), CODE(citation.relation)
        yield subject, PG("documentKind"), CODE(f"kind-{citation.kind}")
        if citation.doc_number:
            yield subject, PG("citedNumber"), literal(citation.doc_number)
        if citation.title:
            yield subject, PG("citedTitle"), literal(citation.title, "zh")
        yield from scope.quoted(subject, citation.span)
        yield from _cited(subject, citation, scope.iris)


def _cited(subject: str, citation: Citation, iris: Iris) -> Iterator[Triple]:
    document = iri(cited_iri(citation, iris))
    yield subject, PG("cites"), document
    if citation.document:
        return
    # A number alone does not tell a directive from another city's plan; pg:Directive is for the register to say.
    yield document, A, PG("PolicyDocument")
    if citation.doc_number:
        yield document, PG("docNumber"), literal(citation.doc_number)
    if citation.title:
        yield document, DCTERMS("title"), literal(citation.title, "zh")
    if citation.area:
        yield document, PG("area"), iri(f"{AREA.base}{citation.area}")
