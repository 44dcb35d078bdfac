"""What each document leaves out of the documents above it, and what it adds to them.

What it takes up is told by its correspondences. A document is held against those above it that it was compared with,
itself or through documents between; nothing is said of the others, whose provisions may be known only in part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from policygraph.graph.correspondences import Counterpart
from policygraph.graph.derived import Links
from policygraph.rdf.iris import document_of
from policygraph.rdf.terms import PG, Triple, iri

__all__ = ["coverage_triples"]


def coverage_triples(
    links: Iterable[Links],
    compared: Mapping[str, Set[str]],
    provisions: Mapping[str, Sequence[str]],
    counterparts: Iterable[Counterpart],
) -> Iterator[Triple]:
    """``pg:leavesOut`` from documents to provisions, and ``pg:addsTo`` from measures to documents, as terms.

    Args:
        links: those of all documents of the build.
        compared: the documents above each document that it was compared with.
        provisions: of each document, those that a document below is expected to take up.
        counterparts: of all measures, also through documents between.
    """
    taken: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in counterparts:
        taken[iri(one.subject)][iri(document_of(one.object))].add(iri(one.object))
    for link in links:
        of_measures = [taken[measure] for measure in link.measures]
        for higher in sorted(set(compared[link.document]).union(*of_measures)):
            found: Set[str] = set().union(*(of_measure.get(higher, ()) for of_measure in of_measures))
            for provision in provisions.get(higher, ()):
                if provision not in found:
                    yield link.document, PG("leavesOut"), provision
            for measure, of_measure in zip(link.measures, of_measures, strict=True):
                if higher not in of_measure:
                    yield measure, PG("addsTo"), higher
