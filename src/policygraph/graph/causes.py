"""What the lines about a document follow from that are found when all documents of a build are read.

They follow from the document itself, from those that stand above it or that it cites, and from how these are known.
Where all of that is as it was, the lines are as they were, and need not be found again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from policygraph.graph.comparisons import Comparisons
from policygraph.graph.counterparts import Counterparts
from policygraph.graph.derived import Links
from policygraph.rdf.terms import Triple

__all__ = ["Causes"]


class Causes:
    """Tells of each document of a build what its lines follow from, as a digest."""

    def __init__(
        self,
        counterparts: Counterparts,
        comparisons: Comparisons,
        links: Iterable[Links],
        keys: Mapping[str, str],
    ) -> None:
        """``keys`` are digests of all that makes a document by itself, by the documents' terms."""
        self._counterparts = counterparts
        self._comparisons = comparisons
        self._lineage = counterparts.lineage
        self._keys = keys
        self._built = {link.document for link in links}
        # All are compared with these, which counterparts may lead on from.
        everywhere = {link.document for link in counterparts.everywhere}
        leading = self._lineage.known_as(everywhere.union(*map(self._lineage.above, everywhere)))
        self._leading = leading & self._built
        above = [(one, sorted(self._lineage.above(one))) for one in sorted(self._leading)]
        self._common = (sorted(counterparts.read), above)

    def of(self, link: Links, found: Iterable[Triple]) -> str:
        """What the lines about a document follow from, ``found`` among it; '' where nobody can say."""
        lineage, document = self._lineage, link.document
        above = lineage.above(document)
        reached = above | self._comparisons.leans_on(document) | {document}
        known = lineage.known_as(reached)
        built = sorted(self._built & (known | self._leading))
        if not all(map(self._keys.get, built)):
            return ""
        parts = (
            self._common,
            document,
            sorted(above),
            sorted(self._counterparts.above(link)),
            [(one, sorted(lineage.known_as([one]) - {one})) for one in sorted(known | self._leading)],
            [(one, self._keys[one]) for one in built],
        )
        # Most of it: to print it as a value would take longer than all the rest.
        said = "\n".join(sorted(map(" ".join, found)))
        return hashlib.sha256(f"{parts!r}\n{said}".encode("utf-8", "surrogatepass")).hexdigest()
