"""Shortcuts that follow from the asserted facts: kept in a graph of their own, each made by one rule here.

========================  =========================================================================
``eli:cites``             the document of a citation
``eli:based_on``          the document of a citation whose relation is *basis*
``pg:tracesTo``           ``eli:based_on`` followed upwards, over register and built documents; a
                          measure traces to what its document traces to
``pg:localises``          the provision of a correspondence
``pg:responsibleAgency``  the body of any assignment; ``pg:leadAgency`` of one in the lead
``owl:sameAs``            a built document and the listed or cited document of the same number
========================  =========================================================================
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from policygraph.graph.citations import cited_iri
from policygraph.graph.correspondences import parent_iri
from policygraph.graph.iris import Iris
from policygraph.graph.scope import Scope
from policygraph.graph.terms import ELI, OWL, PG, Triple, iri, literal
from policygraph.model import Facts

__all__ = ["Lineage", "Links", "document_links", "shortcut_triples"]

_TRACES = PG("tracesTo")


@dataclass(frozen=True, slots=True)
class Links:
    """What the lineage of all documents needs to know of one: terms of it, its bases and its measures."""

    document: str
    number: str
    based_on: tuple[str, ...]
    measures: tuple[str, ...]


def document_links(facts: Facts, iris: Iris) -> Links:
    """The links of one document."""
    scope = Scope(facts, iris)
    bases = {iri(cited_iri(c, iris)) for c in facts.citations if c.relation == "basis"}
    measures = [scope.provision(p.path) for p in facts.outline.provisions if p.is_measure]
    return Links(scope.plan, facts.outline.number, tuple(sorted(bases)), tuple(measures))


def shortcut_triples(facts: Facts, iris: Iris) -> Iterator[Triple]:
    """The shortcuts that follow from one document alone."""
    scope = Scope(facts, iris)
    for citation in facts.citations:
        cited = iri(cited_iri(citation, iris))
        yield scope.plan, ELI("cites"), cited
        if citation.relation == "basis":
            yield scope.plan, ELI("based_on"), cited
    for correspondence in facts.correspondences:
        yield scope.provision(correspondence.path), PG("localises"), iri(parent_iri(correspondence))
    for assignment in facts.assignments:
        measure, agency = scope.provision(assignment.path), iri(iris.agency(assignment.agency.name))
        yield measure, PG("responsibleAgency"), agency
        if assignment.role == "lead":
            yield measure, PG("leadAgency"), agency


class Lineage:
    """Which documents lie above which, over the register and all documents of a build."""

    def __init__(
        self,
        parents: Mapping[str, frozenset[str]],
        numbers: Mapping[str, str],
        links: Iterable[Links],
        iris: Iris,
    ) -> None:
        """``parents`` and ``numbers`` are the register's, ``links`` the built documents'."""
        self._links = tuple(links)
        self._listed = tuple(sorted(parents))
        self._parents: dict[str, set[str]] = defaultdict(set)
        self._same: dict[str, set[str]] = defaultdict(set)
        for document, above in parents.items():
            self._parents[document] |= above
        for link in self._links:
            self._parents[link.document] |= set(link.based_on)
            if link.number:
                twin = numbers.get(literal(link.number)) or iri(iris.cited(link.number, ""))
                self._same[link.document].add(twin)
                self._same[twin].add(link.document)

    def above(self, document: str) -> set[str]:
        """All documents that ``document`` was made under, directly or not; never itself, even in a circle."""
        own = {document} | self._same.get(document, set())
        found: set[str] = set()
        waiting = list(own)
        while waiting:
            for parent in self._parents.get(waiting.pop(), ()):
                for reached in {parent} | self._same.get(parent, set()):
                    if reached not in found and reached not in own:
                        found.add(reached)
                        waiting.append(reached)
        return found

    def triples(self) -> Iterator[Triple]:
        """``pg:tracesTo`` of directives, documents and measures, and ``owl:sameAs`` of documents."""
        for document in self._listed:
            for above in self.above(document):
                yield document, _TRACES, above
        cited = {parent for parents in self._parents.values() for parent in parents}
        for link in self._links:
            for above in self.above(link.document):
                for subject in (link.document, *link.measures):
                    yield subject, _TRACES, above
            for twin in self._same.get(link.document, ()):
                if twin in cited or twin in self._parents:
                    yield link.document, OWL("sameAs"), twin
