"""What is found about documents when all of them are read; what follows from the same as before is as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from policygraph import model
from policygraph.builds.writer import BuildWriter, Followed
from policygraph.graph.causes import Causes
from policygraph.graph.comparisons import Comparisons, Figures
from policygraph.graph.correspondences import Counterpart, correspondence_triples, localises_triples
from policygraph.graph.counterparts import Compare, Counterparts
from policygraph.graph.derived import Links
from policygraph.graph.mappings import mapping_triples
from policygraph.graph.standard_terms import unit_triples
from policygraph.rdf.iris import document_of
from policygraph.rdf.terms import Triple, iri

__all__ = ["Read", "Settling"]


@dataclass(frozen=True, slots=True)
class Read:
    """What is known of all documents of a build from reading each by itself; ``found`` goes by their names."""

    links: Sequence[Links]
    figures: Sequence[Figures]
    found: Mapping[str, Sequence[model.Correspondence]]


class Settling:
    """Adds to a build what is found about its documents when all of them are read.

    What an earlier build left of a document stays where all is as it was that its lines follow from.
    """

    def __init__(
        self,
        writer: BuildWriter,
        graph: Callable[[str], str],
        counterparts: Counterparts,
        comparisons: Comparisons,
        read: Read,
        units: Mapping[str, str],
    ) -> None:
        """``graph`` gives the terms of graphs by their names, ``units`` the standard terms of units."""
        self._writer = writer
        self._graph = graph
        self._counterparts = counterparts
        self._comparisons = comparisons
        self._read = read
        self._units = units
        self._figures = {one.document: one for one in read.figures}
        self._peers = comparisons.peers()
        self._followed: dict[str, Followed] = {}
        self.unmatched: tuple[model.Mapping, ...] = ()

    def settle(self, compare: Compare, lines: Sequence[model.Mapping], keys: Mapping[str, str]) -> None:
        """Add all; nothing may have been added about single documents after it.

        Args:
            compare: asked about each document and those above it whose text is in the build.
            lines: what people wrote about correspondences.
            keys: digests of all that makes each document by itself, by its term; of some or none.

        Raises:
            GraphError: it cannot be written.
        """
        links = self._read.links
        causes = self._causes(keys) if keys and not lines else {}
        followed = {link.document: self._earlier(link, causes) for link in links}
        new = [link for link in links if not followed[link.document]]
        counterparts = self._counterparts_of(new, compare, lines, causes)
        led_to = {
            document
            for one in (*followed.values(), *self._followed.values())
            if one
            for document in one.led_to
        }
        self._writer.add(self._graph("derived"), self._counterparts.known(led_to))
        beside = {document: self._writer.beside(document) for document in causes}
        others = [
            link for link in links if (one := followed[link.document]) and one.beside != beside[link.document]
        ]
        counterparts = {**counterparts, **self._counterparts_of(others, compare, lines, causes)}
        for link in links:
            document = link.document
            is_kept = document not in counterparts
            one = followed[document] if is_kept else self._followed[document]
            self._followed[document] = one = replace(one or Followed(), beside=beside.get(document, ""))
            self._writer.settled(document, one, is_kept=is_kept)
            if not is_kept:
                self._add(link, counterparts[document])

    def numbers(self) -> list[int]:
        """How many counterparts the measures of each document have."""
        return [self._followed[link.document].counterparts for link in self._read.links]

    def _causes(self, keys: Mapping[str, str]) -> Mapping[str, str]:
        """Of each document, what its lines follow from."""
        causes = Causes(self._counterparts, self._comparisons, self._read.links, keys)
        return {
            link.document: causes.of(link, self._peers.get(link.document, ())) for link in self._read.links
        }

    def _earlier(self, link: Links, causes: Mapping[str, str]) -> Followed | None:
        """What the lines about a document that an earlier build left followed from, where that is as it was."""
        earlier, cause = self._writer.earlier(link.document), causes.get(link.document)
        return earlier.followed if earlier and cause and earlier.followed.cause == cause else None

    def _counterparts_of(
        self,
        links: Sequence[Links],
        compare: Compare,
        lines: Sequence[model.Mapping],
        causes: Mapping[str, str],
    ) -> Mapping[str, Sequence[Counterpart]]:
        """The counterparts of measures of some documents; it is noted what these follow from."""
        settled = self._counterparts.settled(self._read.found, compare, lines, links)
        self.unmatched = self.unmatched or tuple(settled.unmatched)
        if lines:
            self._writer.add(self._graph("mappings"), mapping_triples(settled.lines))
        found = settled.by_document()
        for link in links:
            own = found.get(link.document, ())
            led_to = tuple(sorted({iri(document_of(one.object)) for one in own}))
            cause = causes.get(link.document, "")
            self._followed[link.document] = Followed(cause, led_to=led_to, counterparts=len(own))
        return {link.document: found.get(link.document, ()) for link in links}

    def _add(self, link: Links, counterparts: Sequence[Counterpart]) -> None:
        """Add what is found about a document."""
        document, comparisons = link.document, self._comparisons
        derived = (
            comparisons.derived(document),
            self._counterparts.lineage.triples(link),
            localises_triples(counterparts),
            self._counterparts.coverage(link, counterparts),
            self._peers.get(document, ()),
        )
        figures = [self._figures[document]] if document in self._figures else []
        added: Mapping[str, Iterable[Triple]] = {
            "correspondences": correspondence_triples(counterparts),
            "comparisons": comparisons.triples(document),
            "derived": chain.from_iterable(derived),
            "standard": unit_triples(figures, self._units),
        }
        for graph, triples in added.items():
            self._writer.add(self._graph(graph), triples)
