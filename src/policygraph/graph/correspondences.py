"""Which provision of a higher directive a measure localises."""

from __future__ import annotations

from collections.abc import Iterator

from policygraph.graph.iris import part
from policygraph.graph.scope import A, Scope
from policygraph.graph.terms import PG, SEMAPV, Triple, decimal, integer, iri, literal
from policygraph.model import Correspondence

__all__ = ["correspondence_triples", "parent_iri"]


def parent_iri(correspondence: Correspondence) -> str:
    """The IRI of the directive's provision, as the register writes it: …/provision/3.8."""
    return f"{correspondence.directive}/provision/{_number(correspondence.parent)}"


def correspondence_triples(scope: Scope) -> Iterator[Triple]:
    """Correspondences with confidence, rank and the words that decided."""
    for correspondence in scope.facts.correspondences:
        measure = scope.iris.provision(scope.name, correspondence.path)
        directive = correspondence.directive.rpartition("/")[2]
        number = _number(correspondence.parent)
        subject = iri(f"{measure}/correspondence/{directive}/{number}")
        yield subject, A, PG("Correspondence")
        yield subject, PG("subject"), iri(measure)
        yield subject, PG("object"), iri(parent_iri(correspondence))
        yield subject, PG("confidence"), decimal(correspondence.confidence)
        yield subject, PG("rank"), integer(correspondence.rank)
        yield subject, PG("justification"), SEMAPV("LexicalMatching")
        for words in correspondence.evidence:
            yield subject, PG("evidence"), literal(words)


def _number(path: str) -> str:
    return part(path).rpartition("/")[2]
