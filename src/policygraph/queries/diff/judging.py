"""How a target of the later of two builds stands to that of the earlier one, by the rules for two levels."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from policygraph.builds.store import Build
from policygraph.graph.comparisons import read_figures
from policygraph.graph.verdicts import ComparedTarget, Judgement, Measures, judge
from policygraph.queries.facts import Fact
from policygraph.rdf.iris import Iris
from policygraph.rdf.terms import PG, Triple

__all__ = ["Judge"]

_OF_MEASURES = ("baseUnit", "conversionMultiplier", "unitClass", "scalesWithArea", "direction")


class Judge:
    """Judges targets; the figures of a document are read when the first of it is asked for."""

    def __init__(self, before: Build, after: Build) -> None:
        self._before, self._after = _Figures(before), _Figures(after)
        self._measures = Measures(
            triple
            for name in _OF_MEASURES
            for triple in _triples(after, ox.NamedNode(PG.iri(name)), ox.DefaultGraph())
        )

    def of(self, before: Fact, after: Fact) -> Judgement | None:
        """How ``after`` stands to ``before``; None where a graph does not say what is needed."""
        earlier, later = self._before.of(before), self._after.of(after)
        return judge(later, earlier, self._measures) if earlier and later else None


class _Figures:
    def __init__(self, build: Build) -> None:
        self._build, self._iris = build, Iris(build.base)
        self._read: dict[str, dict[str, ComparedTarget]] = {}

    def of(self, fact: Fact) -> ComparedTarget | None:
        if fact.document not in self._read:
            graph = ox.NamedNode(self._iris.graph("plan", fact.document))
            self._read[fact.document] = {
                figure.target: figure
                for document in read_figures(_triples(self._build, None, graph))
                for figure in document.figures
            }
        return self._read[fact.document].get(f"<{self._iris.plan(fact.document)}/{fact.key}>")


def _triples(
    build: Build, predicate: ox.NamedNode | None, graph: ox.NamedNode | ox.DefaultGraph
) -> Iterator[Triple]:
    for quad in build.store.quads_for_pattern(None, predicate, None, graph):
        yield str(quad.subject), str(quad.predicate), str(quad.object)
