"""What the ontology must be like: documented in two languages, complete, and within OWL 2 DL."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

PG = "https://w3id.org/policygraph/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
VANN = "http://purl.org/vocab/vann/"
ONTOLOGY = ox.NamedNode(PG.removesuffix("#"))

A = ox.NamedNode(RDF + "type")
PROPERTY_KINDS = ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")
# OWL 2 Structural Specification, section 11.1: only simple properties may stand in these places.
NEEDS_SIMPLE = (
    "FunctionalProperty",
    "InverseFunctionalProperty",
    "IrreflexiveProperty",
    "AsymmetricProperty",
)
COUNTING = (
    "cardinality",
    "minCardinality",
    "maxCardinality",
    "qualifiedCardinality",
    "minQualifiedCardinality",
    "maxQualifiedCardinality",
    "hasSelf",
)
OWL_DATATYPES = {
    f"{XSD}{name}"
    for name in (
        "boolean",
        "decimal",
        "integer",
        "nonNegativeInteger",
        "positiveInteger",
        "string",
        "dateTime",
    )
} | {f"{RDF}PlainLiteral"}

Resource = ox.NamedNode | ox.BlankNode


def objects(
    store: ox.Store, subject: Resource, predicate: str
) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
    found = (quad.object for quad in store.quads_for_pattern(subject, ox.NamedNode(predicate), None))
    return [value for value in found if isinstance(value, ox.NamedNode | ox.BlankNode | ox.Literal)]


def subjects(store: ox.Store, predicate: str, value: str | None = None) -> set[str]:
    """The named subjects of a predicate, with any value or with the one given."""
    target = ox.NamedNode(value) if value else None
    found = store.quads_for_pattern(None, ox.NamedNode(predicate), target)
    return {quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)}


def pairs(store: ox.Store, predicate: str) -> set[tuple[str, str]]:
    found = store.quads_for_pattern(None, ox.NamedNode(predicate), None)
    return {
        (q.subject.value, q.object.value)
        for q in found
        if isinstance(q.subject, ox.NamedNode) and isinstance(q.object, ox.NamedNode)
    }


def classes(store: ox.Store) -> set[str]:
    return subjects(store, RDF + "type", OWL + "Class")


def properties(store: ox.Store) -> dict[str, set[str]]:
    """Each declared property → the kinds it is declared to be."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for kind in PROPERTY_KINDS:
        for name in subjects(store, RDF + "type", OWL + kind):
            kinds[name].add(kind)
    return dict(kinds)


def own_terms(store: ox.Store) -> set[str]:
    return {name for name in classes(store) | set(properties(store)) if name.startswith(PG)}


def test_whether_the_ontology_says_what_it_is(core: ox.Store) -> None:
    wanted = (
        f"{OWL}versionIRI",
        f"{OWL}versionInfo",
        f"{DCTERMS}license",
        f"{DCTERMS}creator",
        f"{VANN}preferredNamespacePrefix",
        f"{VANN}preferredNamespaceUri",
    )
    assert [name for name in wanted if len(objects(core, ONTOLOGY, name)) != 1] == []
    for name in (f"{DCTERMS}title", f"{DCTERMS}description"):
        assert _languages(core, ONTOLOGY, name) == ["en", "zh"]


def test_whether_the_ontology_loads_without_the_network(core: ox.Store, alignments: ox.Store) -> None:
    assert [*pairs(core, OWL + "imports"), *pairs(alignments, OWL + "imports")] == []


@pytest.mark.parametrize("predicate", [RDFS + "label", SKOS + "definition"])
def test_whether_every_term_is_described_once_in_both_languages(core: ox.Store, predicate: str) -> None:
    said = {name: _languages(core, ox.NamedNode(name), predicate) for name in own_terms(core)}
    assert {name: languages for name, languages in said.items() if languages != ["en", "zh"]} == {}


def test_whether_every_term_names_the_ontology_that_defines_it(core: ox.Store) -> None:
    defined = subjects(core, RDFS + "isDefinedBy", ONTOLOGY.value)
    assert own_terms(core) ^ defined == set()


def test_whether_no_two_terms_of_a_kind_share_a_label(core: ox.Store) -> None:
    for terms in (classes(core), set(properties(core))):
        own = [ox.NamedNode(name) for name in sorted(terms) if name.startswith(PG)]
        labels = Counter(str(label) for term in own for label in objects(core, term, RDFS + "label"))
        shared = {label for label, times in labels.items() if times > 1}
        assert shared == set()


def test_whether_every_term_is_documented(core: ox.Store, repository: Path) -> None:
    described = "".join(
        (repository / "docs" / name).read_text("utf-8") for name in ("graph.md", "ontology.md")
    )
    mentioned = {PG + name for name in re.findall(r"\bpg:(\w+)", described)}
    assert own_terms(core) ^ mentioned == set()


@pytest.mark.parametrize(
    ("folder", "pattern", "mention"),
    [
        ("src", "**/*.rq", r"\bpg:(\w+)"),
        ("shapes", "*.ttl", r"\bpg:(\w+)"),
        ("src", "**/*.py", r'\bPG(?:\.base)?(?: \+ |\(|\.iri\()"(\w+)"'),
    ],
)
def test_whether_what_the_program_uses_is_declared(
    core: ox.Store, repository: Path, folder: str, pattern: str, mention: str
) -> None:
    terms = own_terms(core)
    unknown = {
        (path.name, name)
        for path in (repository / folder).glob(pattern)
        for name in re.findall(mention, path.read_text("utf-8"))
        if PG + name not in terms
    }
    assert unknown == set()


def test_whether_every_class_is_tied_to_another(core: ox.Store) -> None:
    tied = {name for pair in pairs(core, RDFS + "subClassOf") for name in pair}
    tied |= {value for predicate in ("domain", "range") for _, value in pairs(core, RDFS + predicate)}
    assert {name for name in classes(core) if name.startswith(PG)} - tied == set()


def test_whether_every_property_says_what_it_joins(core: ox.Store) -> None:
    inverse = {name for name, _ in pairs(core, OWL + "inverseOf")}
    # Joins a thing with itself: its class says so.
    marks = {value.value for node in _restrictions(core, ("hasSelf",)) for value in _on(core, node)}
    said = subjects(core, RDFS + "domain") | inverse | marks
    assert {name for name in properties(core) if name.startswith(PG)} - said == set()


def test_whether_a_property_is_of_one_kind(core: ox.Store, alignments: ox.Store) -> None:
    kinds = properties(core)
    for name, more in properties(alignments).items():
        kinds.setdefault(name, set()).update(more)
    assert {name: kind for name, kind in kinds.items() if len(kind) != 1} == {}


def test_whether_only_simple_properties_are_counted(core: ox.Store) -> None:
    composite = _composite(core)
    assert f"{PG}tracesTo" in composite
    declared = {name for kind in NEEDS_SIMPLE for name in subjects(core, RDF + "type", OWL + kind)}
    counted = {value.value for node in _restrictions(core, COUNTING) for value in _on(core, node)}
    assert (declared | counted) & composite == set()


def test_whether_ranges_are_datatypes_of_owl(core: ox.Store) -> None:
    data = {name for name, kinds in properties(core).items() if kinds == {"DatatypeProperty"}}
    ranges = {value for name, value in pairs(core, RDFS + "range") if name in data}
    facets = core.quads_for_pattern(None, ox.NamedNode(OWL + "onDatatype"), None)
    restricted = {quad.object.value for quad in facets if isinstance(quad.object, ox.NamedNode)}
    assert (ranges | restricted) - OWL_DATATYPES == set()


@pytest.mark.parametrize(
    ("predicate", "known"),
    [(RDFS + "subClassOf", classes), (RDFS + "subPropertyOf", lambda store: set(properties(store)))],
)
def test_whether_alignments_declare_what_they_relate(
    core: ox.Store, alignments: ox.Store, predicate: str, known: Callable[[ox.Store], set[str]]
) -> None:
    related = pairs(alignments, predicate)
    assert related
    assert {name for pair in related for name in pair} - known(alignments) == set()
    assert {name for name, _ in related} - known(core) == set()


def test_whether_alignments_are_about_terms_of_the_ontology(core: ox.Store, alignments: ox.Store) -> None:
    codes = subjects(core, RDF + "type", OWL + "NamedIndividual")
    assert {name for name, _ in pairs(alignments, SKOS + "closeMatch")} - own_terms(core) - codes == set()


def _languages(store: ox.Store, subject: Resource, predicate: str) -> list[str]:
    values = objects(store, subject, predicate)
    return sorted(v.language or "" for v in values if isinstance(v, ox.Literal) and v.value.strip())


def _restrictions(store: ox.Store, words: tuple[str, ...]) -> Iterator[Resource]:
    for word in words:
        for quad in store.quads_for_pattern(None, ox.NamedNode(OWL + word), None):
            if isinstance(quad.subject, ox.NamedNode | ox.BlankNode):
                yield quad.subject


def _on(store: ox.Store, restriction: Resource) -> list[ox.NamedNode]:
    return [v for v in objects(store, restriction, OWL + "onProperty") if isinstance(v, ox.NamedNode)]


def _composite(store: ox.Store) -> set[str]:
    """Properties that are transitive or have a chain, with their inverses and all that they imply."""
    found = subjects(store, RDF + "type", OWL + "TransitiveProperty") | subjects(
        store, OWL + "propertyChainAxiom"
    )
    inverses = pairs(store, OWL + "inverseOf")
    implied = pairs(store, RDFS + "subPropertyOf") | inverses | {(b, a) for a, b in inverses}
    waiting = list(found)
    while waiting:
        name = waiting.pop()
        for lower, upper in implied:
            if lower == name and upper not in found:
                found.add(upper)
                waiting.append(upper)
    return found
