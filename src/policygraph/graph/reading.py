"""Looking up values and labels in a build."""

from __future__ import annotations

import pyoxigraph as ox

from policygraph.graph.store import Build
from policygraph.graph.terms import DCTERMS, RDF, SKOS

__all__ = ["Reader"]

# The store's default graph holds each triple of the named graphs once.
_UNION = ox.DefaultGraph()
_LABELS = (SKOS.base + "prefLabel", DCTERMS.base + "title")


class Reader:
    """Reads the union of a build's graphs; IRIs are plain strings, and '' is a thing that nothing is known of."""

    def __init__(self, build: Build) -> None:
        """A reader of ``build``."""
        self._store = build.store

    def values(self, subject: str, predicate: str) -> list[str]:
        """Objects as plain strings, sorted, each once."""
        if not subject:
            return []
        found = self._store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, _UNION)
        return sorted(
            {quad.object.value for quad in found if isinstance(quad.object, ox.NamedNode | ox.Literal)}
        )

    def value(self, subject: str, predicate: str) -> str:
        """The first object, or ''."""
        return next(iter(self.values(subject, predicate)), "")

    def pairs(self, predicate: str) -> list[tuple[str, str]]:
        """All subjects and objects of ``predicate``, sorted."""
        found = self._store.quads_for_pattern(None, ox.NamedNode(predicate), None, _UNION)
        return sorted(
            (quad.subject.value, quad.object.value)
            for quad in found
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal)
        )

    def instances(self, kind: str) -> list[str]:
        """IRIs that are asserted to be a ``kind``, sorted."""
        found = self._store.quads_for_pattern(
            None, ox.NamedNode(RDF.base + "type"), ox.NamedNode(kind), _UNION
        )
        return sorted(quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode))

    def label(self, subject: str, language: str = "zh") -> str:
        """The preferred label or title in ``language``, or ''."""
        if not subject:
            return ""
        for predicate in _LABELS:
            found = self._store.quads_for_pattern(
                ox.NamedNode(subject), ox.NamedNode(predicate), None, _UNION
            )
            labels = sorted(
                quad.object.value
                for quad in found
                if isinstance(quad.object, ox.Literal) and quad.object.language == language
            )
            if labels:
                return str(labels[0]).strip()
        return ""
