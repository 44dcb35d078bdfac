"""What vocabularies and register must be like, so that one wording never means two things."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

import pyoxigraph as ox
import pytest

BASE = "https://w3id.org/policygraph/"
PG = f"{BASE}ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"

A = ox.NamedNode(RDF + "type")
CONCEPT = ox.NamedNode(SKOS + "Concept")
IN_SCHEME = ox.NamedNode(SKOS + "inScheme")
LABELS = [ox.NamedNode(SKOS + name) for name in ("prefLabel", "altLabel", "hiddenLabel")]
AREAS = f"{BASE}vocab/area/"
CODES = f"{BASE}vocab/code/"
COUNTY = ox.NamedNode(f"{CODES}level-county")


def _values(
    store: ox.Store, subject: ox.NamedNode, predicate: ox.NamedNode
) -> Iterator[ox.Literal | ox.NamedNode]:
    for quad in store.quads_for_pattern(subject, predicate, None):
        if isinstance(quad.object, ox.Literal | ox.NamedNode):
            yield quad.object


def _instances(store: ox.Store, kind: ox.NamedNode) -> list[ox.NamedNode]:
    found = (quad.subject for quad in store.quads_for_pattern(None, A, kind))
    return [node for node in found if isinstance(node, ox.NamedNode)]


def _described(store: ox.Store) -> set[str]:
    return {
        q.subject.value for q in store.quads_for_pattern(None, A, None) if isinstance(q.subject, ox.NamedNode)
    }


def test_whether_files_have_no_blank_nodes(data_files: Mapping[str, ox.Store]) -> None:
    blank = {
        name
        for name, store in data_files.items()
        for quad in store
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
    }
    assert data_files
    assert blank == set()


def test_whether_every_concept_has_one_preferred_label_in_both_languages(data: ox.Store) -> None:
    wrong = {}
    for concept in _instances(data, CONCEPT):
        labels = [v for v in _values(data, concept, LABELS[0]) if isinstance(v, ox.Literal)]
        languages = sorted(label.language or "" for label in labels if label.value.strip())
        if languages != ["en", "zh"]:
            wrong[concept.value] = languages
    assert wrong == {}


@pytest.mark.parametrize("predicate", [SKOS + "inScheme", DCTERMS + "source"])
def test_whether_every_concept_has_a_scheme_and_a_source(data: ox.Store, predicate: str) -> None:
    bare = [c.value for c in _instances(data, CONCEPT) if not any(_values(data, c, ox.NamedNode(predicate)))]
    assert bare == []


def test_whether_every_scheme_says_what_it_is(data: ox.Store) -> None:
    schemes = {value for c in _instances(data, CONCEPT) for value in _values(data, c, IN_SCHEME)}
    for scheme in schemes:
        assert isinstance(scheme, ox.NamedNode)
        assert (ox.NamedNode(SKOS + "ConceptScheme")) in list(_values(data, scheme, A)), scheme
        titles = _values(data, scheme, ox.NamedNode(DCTERMS + "title"))
        assert sorted(t.language or "" for t in titles if isinstance(t, ox.Literal)) == ["en", "zh"], scheme
        for name in ("description", "license"):
            assert any(_values(data, scheme, ox.NamedNode(DCTERMS + name))), (scheme, name)


def test_whether_a_label_means_one_thing_in_its_scheme(data: ox.Store) -> None:
    meanings: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for concept in _instances(data, CONCEPT):
        for group in _groups(data, concept):
            for label in _chinese(data, concept):
                meanings[(*group, label)].add(concept.value)
    assert {key: names for key, names in meanings.items() if len(names) > 1} == {}


def test_whether_what_is_pointed_at_is_described(core: ox.Store, data: ox.Store) -> None:
    described = _described(core) | _described(data) | {PG.removesuffix("#")}
    values = (quad.object for store in (core, data) for quad in store)
    pointed = {value.value for value in values if isinstance(value, ox.NamedNode)}
    assert {
        name for name in pointed - described if name.startswith(BASE) and "/ontology/" not in name
    } == set()


def test_whether_what_is_said_of_a_thing_has_a_home(data: ox.Store) -> None:
    nameless = {q.subject.value for q in data if isinstance(q.subject, ox.NamedNode)} - _described(data)
    assert nameless == set()


def test_whether_classes_and_properties_in_use_are_declared(core: ox.Store, data: ox.Store) -> None:
    declared = _described(core) | {A.value}
    used = {quad.predicate.value for quad in data}
    used |= {
        q.object.value for q in data.quads_for_pattern(None, A, None) if isinstance(q.object, ox.NamedNode)
    }
    built_in = {name for name in used if name.startswith(("http://www.w3.org/2000/01/rdf-schema#", OWL))}
    assert used - declared - built_in == set()


def test_whether_values_are_of_the_kind_that_the_property_takes(core: ox.Store, data: ox.Store) -> None:
    links = {node.value for node in _instances(core, ox.NamedNode(OWL + "ObjectProperty"))}
    texts = {node.value for node in _instances(core, ox.NamedNode(OWL + "DatatypeProperty"))}
    wrong = {
        quad.predicate.value
        for quad in data
        if (quad.predicate.value in links and isinstance(quad.object, ox.Literal))
        or (quad.predicate.value in texts and not isinstance(quad.object, ox.Literal))
    }
    assert wrong == set()


def test_whether_ontology_and_code_lists_agree(core: ox.Store, data: ox.Store) -> None:
    known = _codes(core)
    closed = {kind for kinds in known.values() for kind in kinds}
    listed = {name: kinds & closed for name, kinds in _codes(data).items() if kinds & closed}
    assert known == listed


def _codes(store: ox.Store) -> dict[str, set[str]]:
    """Each code → the classes of the ontology that it is in."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, A, None):
        if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, ox.NamedNode):
            continue
        if quad.subject.value.startswith(CODES) and quad.object.value.startswith(PG):
            found[quad.subject.value].add(quad.object.value)
    return dict(found)


def _groups(store: ox.Store, concept: ox.NamedNode) -> Iterator[tuple[str, str]]:
    """Where a label of the concept must be unique: its scheme, of the codes its list, of counties its parent."""
    for scheme in _values(store, concept, IN_SCHEME):
        if scheme.value == CODES:
            kinds = (kind.value for kind in _values(store, concept, A) if kind != CONCEPT)
            yield from ((scheme.value, kind) for kind in kinds)
        elif scheme.value == AREAS and COUNTY in list(
            _values(store, concept, ox.NamedNode(PG + "areaLevel"))
        ):
            parents = _values(store, concept, ox.NamedNode(DCTERMS + "isPartOf"))
            yield from ((scheme.value, parent.value) for parent in parents)
        else:
            yield scheme.value, ""


def _chinese(store: ox.Store, concept: ox.NamedNode) -> Iterator[str]:
    for predicate in LABELS:
        for value in _values(store, concept, predicate):
            if isinstance(value, ox.Literal) and value.language == "zh":
                yield value.value


def test_whether_words_that_mean_the_same_are_pairs(data: ox.Store) -> None:
    pairs = [
        quad.object.value
        for quad in data.quads_for_pattern(None, ox.NamedNode(PG + "sameInNames"), None)
        if isinstance(quad.object, ox.Literal)
    ]
    assert pairs
    words = [re.fullmatch(r"(\S+) = (\S+)", pair) for pair in pairs]
    assert None not in words, pairs
    # What a word stands for is not replaced in its turn.
    assert not {match[1] for match in words if match} & {match[2] for match in words if match}
