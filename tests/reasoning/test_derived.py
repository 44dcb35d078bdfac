"""The reasoner concludes just the shortcuts that a build holds as derived facts."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from policygraph.builds.store import open_build
from policygraph.pipeline import build
from policygraph.rdf.terms import ELI, PG
from policygraph.reasoning.hermit import Hermit
from policygraph.reasoning.statements import graph_of, ntriples, ontology_triples

SHORTCUTS = [
    ELI("cites"),
    ELI("based_on"),
    *map(PG, ("tracesTo", "localises", "responsibleAgency", "leadAgency")),
]
DERIVED = "https://w3id.org/policygraph/id/graph/derived"


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


@pytest.mark.long
@pytest.mark.parametrize("plan", ["anyang", "jincheng", "sanmenxia", "taiyuan", "yuncheng"])
def test_whether_reasoner_and_build_derive_the_same(seeds: Path, tmp_path: Path, plan: str) -> None:
    build([seeds / "plans" / f"{plan}.txt"], tmp_path / "out")
    graph = graph_of(open_build(tmp_path / "out"))
    quads = set(graph.store.quads_for_pattern(None, None, None, ox.NamedNode(DERIVED)))
    ((_, statements),) = graph.documents()
    # Facts alone: what the register states of its directives stays, what the build derived goes, but for the
    # assignments that standing rules make, which no axiom could: these are facts as well.
    by_rule = {quad.subject for quad in quads if f"<{quad.predicate.value}>" == PG("inProvision")}
    asserted = statements - {quad.triple for quad in quads if quad.subject not in by_rule}
    kinds = {PG(name)[1:-1] for name in ("CityPlan", "Measure")}
    subjects = sorted({_iri(t.subject) for t in asserted if _iri(t.object) in kinds})
    hermit = Hermit()
    axioms = hermit.parse(ntriples(ontology_triples() | asserted))
    concluded = hermit.links(axioms, subjects, [name[1:-1] for name in SHORTCUTS])
    built = {
        (_iri(q.subject), q.predicate.value, _iri(q.object))
        for q in quads
        if f"<{q.predicate.value}>" in SHORTCUTS and _iri(q.subject) in subjects
    }
    assert built
    assert concluded == built
