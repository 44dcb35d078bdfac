"""What a person should look at in a document."""

from __future__ import annotations

from collections.abc import Iterator

from policygraph.graph.scope import Scope, distinct
from policygraph.model import Finding, Span
from policygraph.rdf.terms import CODE, DCTERMS, PG, A, Triple, iri, literal

__all__ = ["finding_triples"]


def finding_triples(scope: Scope) -> Iterator[Triple]:
    """Findings with their place where they have one."""
    findings = sorted(set(scope.facts.findings), key=_order)
    subjects = distinct(f"{scope.iris.plan(scope.name)}/finding/{_key(f)}" for f in findings)
    for finding, name in zip(findings, subjects, strict=True):
        subject = iri(name)
        yield subject, A, PG("Finding")
        yield subject, PG("findingCode"), literal(finding.code)
        yield subject, PG("severity"), CODE(finding.severity)
        yield subject, DCTERMS("description"), literal(finding.message, "en")
        yield subject, PG("ofDocument"), scope.plan
        if finding.span and finding.span.start < finding.span.end:
            yield from scope.quoted(subject, finding.span)


def _key(finding: Finding) -> str:
    return f"{finding.code}-{finding.span.start}-{finding.span.end}" if finding.span else finding.code


def _order(finding: Finding) -> tuple[int, int, str, str]:
    span = finding.span or Span(-1, -1)
    return span.start, span.end, finding.code, finding.message
