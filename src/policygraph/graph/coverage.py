"""What each document leaves out of the documents above it, what it adds to them, and of what nobody can say.

What it takes up is told by its correspondences. Where not all provisions of a document above are known, a measure
without a counterpart may have one among the others: that is unknown, and no addition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from policygraph.graph.correspondences import Counterpart
from policygraph.graph.derived import Links
from policygraph.model import KnownProvisions
from policygraph.rdf.iris import document_of
from policygraph.rdf.terms import CODE, PG, Triple, iri

__all__ = ["Above", "coverage_triples", "known_triples"]

_ALL, _NONE = CODE(KnownProvisions.ALL.code), CODE(KnownProvisions.NONE.code)


@dataclass(frozen=True, slots=True)
class Above:
    """The documents above those of a build, and what is known of them; all as terms.

    ``documents`` are those above each document, ``provisions`` of each one those that a document below is expected to
    take up, ``known`` the code of how many of them are known: none where a document has no entry.
    """

    documents: Mapping[str, Set[str]]
    provisions: Mapping[str, Sequence[str]]
    known: Mapping[str, str]


def coverage_triples(
    links: Iterable[Links], above: Above, counterparts: Iterable[Counterpart]
) -> Iterator[Triple]:
    """How the documents of a build stand to those above them.

    ``pg:leavesOut`` leads from documents to provisions, ``pg:addsTo`` and ``pg:unknownIn`` from measures to documents.
    ``counterparts`` are those of all measures of these documents, also through documents between.
    """
    taken: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in counterparts:
        taken[iri(one.subject)][iri(document_of(one.object))].add(iri(one.object))
    for link in links:
        of_measures = [taken[measure] for measure in link.measures]
        for higher in sorted(set(above.documents[link.document]).union(*of_measures)):
            known = above.known.get(higher, _NONE)
            found: Set[str] = set().union(*(of_measure.get(higher, ()) for of_measure in of_measures))
            for provision in above.provisions.get(higher, ()):
                if provision not in found:
                    yield link.document, PG("leavesOut"), provision
            lacking = PG("addsTo") if known == _ALL else PG("unknownIn")
            for measure, of_measure in zip(link.measures, of_measures, strict=True):
                if higher not in of_measure:
                    yield measure, lacking, higher


def known_triples(above: Above, led_to: Iterable[str]) -> Iterator[Triple]:
    """``pg:provisionsKnown`` of all documents above others, or that a counterpart leads to, with its code."""
    for higher in sorted(set(led_to).union(*above.documents.values())):
        yield higher, PG("provisionsKnown"), above.known.get(higher, _NONE)
