"""Proving graphs: one at a time, with the ontology."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from policygraph.reasoning.explain import clashes, disjoint_memberships, minimal
from policygraph.reasoning.hermit import Axiom, Hermit
from policygraph.reasoning.report import Clash, Proof, Words, short_name
from policygraph.reasoning.statements import Graph, ntriples, ontology_triples, undeclared

__all__ = ["prove", "prove_documents"]

_SOMEBODY = "https://w3id.org/policygraph/id/anything"


def prove(graph: Graph, *, limit: int = 10, ontology: set[ox.Triple] | None = None) -> Proof:
    """Prove ``graph`` and the ontology consistent, or find at most ``limit`` contradictions.

    Raises:
        PolicygraphError: Java or HermiT is missing.
        GraphError: HermiT cannot reason with the statements.
    """
    return _Proof(graph, ontology).result(graph.name, graph.statements(), limit)


def prove_documents(
    graph: Graph, *, limit: int = 10, ontology: set[ox.Triple] | None = None
) -> Iterator[Proof]:
    """The same for each document of a build alone; memory and time then stay those of the largest.

    A contradiction between two documents is not found in this way.
    """
    proof = _Proof(graph, ontology)
    for name, statements in graph.documents():
        yield proof.result(name, statements, limit)


class _Proof:
    def __init__(self, graph: Graph, ontology: set[ox.Triple] | None) -> None:
        self._hermit = Hermit()
        self._ontology = ontology_triples() if ontology is None else ontology
        self._terms = self._hermit.parse(ntriples(self._ontology))
        terms = ox.Store()
        terms.extend(ox.Quad(t.subject, t.predicate, t.object) for t in self._ontology)
        self._words = Words([graph.store, terms])

    def result(self, name: str, statements: set[ox.Triple], limit: int) -> Proof:
        hermit = self._hermit
        axioms = hermit.parse(ntriples(self._ontology | statements))
        # Emptiness follows from the axioms on classes and codes; over all facts it takes ten times as long.
        own = {str(axiom) for axiom in self._terms}
        terms = [axiom for axiom in axioms if not hermit.is_fact(axiom) or str(axiom) in own]
        start = time.perf_counter()
        consistent = hermit.is_consistent(axioms)
        empty = hermit.empty_classes(terms) if consistent else []
        seconds = time.perf_counter() - start
        found = [self._clash(clash) for clash in clashes(hermit, axioms, limit)] if not consistent else []
        found += [self._emptiness(terms, kind) for kind in empty[:limit]]
        labelled = tuple(self._words.named(kind) for kind in empty)
        unknown = tuple(map(short_name, undeclared(statements, self._ontology)))
        return Proof(name, len(axioms), consistent, labelled, tuple(found), seconds, unknown)

    def _emptiness(self, axioms: Sequence[Axiom], kind: str) -> Clash:
        """Why a class is empty: what contradicts somebody's being in it."""
        somebody = self._hermit.member(_SOMEBODY, kind)
        clash = minimal(lambda part: self._hermit.is_consistent([somebody, *part]), list(axioms))
        return self._clash(clash)

    def _clash(self, clash: Sequence[Axiom]) -> Clash:
        hermit = self._hermit
        facts = [axiom for axiom in clash if hermit.is_fact(axiom)]
        terms = [axiom for axiom in clash if not hermit.is_fact(axiom)]
        return self._words.clash(
            sorted(str(axiom) for axiom in terms),
            sorted((str(axiom), _subject(axiom)) for axiom in facts),
            disjoint_memberships(hermit, clash),
        )


def _subject(fact: Axiom) -> str:
    kind = str(fact.getAxiomType())
    one = fact.getIndividual() if kind == "ClassAssertion" else None
    if one is None and hasattr(fact, "getSubject"):
        one = fact.getSubject()
    return str(one.asOWLNamedIndividual().getIRI()) if one is not None and one.isNamed() else ""
