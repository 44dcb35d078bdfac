"""What a person should look at in a document."""

from __future__ import annotations

from collections.abc import Iterator

from policygraph.graph.document_terms import DocumentTerms
from policygraph.graph.fact_iris import FactIris
from policygraph.rdf.terms import CODE, DCTERMS, PG, A, Triple, iri, literal

__all__ = ["finding_triples"]


def finding_triples(scope: DocumentTerms, names: FactIris) -> Iterator[Triple]:
    """Findings with their place where they have one."""
    for finding, name in names.findings:
        subject = iri(name)
        yield subject, A, PG("Finding")
        yield subject, PG("findingCode"), literal(finding.code)
        yield subject, PG("severity"), CODE(finding.severity)
        yield subject, DCTERMS("description"), literal(finding.message, "en")
        yield subject, PG("ofDocument"), scope.plan
        if finding.span and finding.span.start < finding.span.end:
            yield from scope.quoted(subject, finding.span)
