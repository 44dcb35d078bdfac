"""The OWL API's own checker finds nothing in the ontology or in a build that OWL 2 DL does not allow."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import jpype
import pyoxigraph as ox
import pytest

from policygraph.builds.store import Build
from policygraph.reasoning.java import classes
from policygraph.reasoning.statements import background, graph_of, ntriples, ontology_triples

pytestmark = pytest.mark.long

# A property that follows from a chain must not be counted.
FAULT = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix pg: <https://w3id.org/policygraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
pg:Measure rdfs:subClassOf [ a owl:Restriction ; owl:onProperty pg:leadAgency ;
    owl:maxCardinality "1"^^xsd:nonNegativeInteger ] .
"""


def violations(statements: Iterable[ox.Triple], folder: Path) -> list[str]:
    """What the checker says of the statements; days and years, which no OWL 2 datatype holds, are left out."""
    java = classes()
    file = folder / "statements.nt"
    file.write_bytes(ntriples(statements))
    ontology = (
        java["OWLManager"]
        .createOWLOntologyManager()
        .loadOntologyFromOntologyDocument(java["File"](str(file)))
    )
    profile = jpype.JClass("org.semanticweb.owlapi.profiles.OWL2DLProfile")()
    return sorted(str(one) for one in profile.checkOntology(ontology).getViolations())


def test_whether_the_ontology_is_in_owl_2_dl(tmp_path: Path) -> None:
    own = ontology_triples()
    assert violations(own, tmp_path) == []
    assert violations(own | background().statements(), tmp_path) == []
    fault = {quad.triple for quad in ox.parse(FAULT, format=ox.RdfFormat.TURTLE)}
    assert any("leadAgency" in one for one in violations(own | fault, tmp_path))


def test_whether_a_build_is_in_owl_2_dl(chain_of_plans: Build, tmp_path: Path) -> None:
    build = graph_of(chain_of_plans).statements()
    assert violations(build | ontology_triples(), tmp_path) == []
