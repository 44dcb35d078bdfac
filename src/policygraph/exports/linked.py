"""Linked data: the whole graph, or the graph of one document, in the formats that triple stores load."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

import pyoxigraph as ox

from policygraph.builds.store import Build
from policygraph.exports.jsonld import jsonld
from policygraph.printable import printable
from policygraph.queries.selection import Scope
from policygraph.rdf.terms import DCTERMS, PG, PREFIXES

__all__ = ["SYNTAXES", "Statements", "statements"]

_Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Statements:
    """Quads in sorted order, and the build's base IRI."""

    quads: tuple[ox.Quad, ...]
    base: str


def statements(build: Build, scope: Scope) -> Statements:
    """All statements, or those of the documents in scope: their graphs and what is derived about their things."""
    # What stands in the store's default graph is their union.
    quads = [quad for quad in build.graphs() if isinstance(quad.graph_name, ox.NamedNode)]
    if scope.documents is not None:
        quads = _of_documents(build, scope.documents, quads)
    return Statements(tuple(sorted(quads, key=_order)), build.base)


def _of_documents(build: Build, names: frozenset[str], quads: list[ox.Quad]) -> list[ox.Quad]:
    identifier, text = ox.NamedNode(DCTERMS.iri("identifier")), ox.NamedNode(PG.iri("sourceText"))
    wanted = {ox.Literal(name) for name in names}
    identified = {q.subject for q in quads if q.predicate == identifier and q.object in wanted}
    graphs = {q.graph_name for q in quads if q.predicate == text and q.subject in identified}
    subjects = {q.subject for q in quads if q.graph_name in graphs}
    derived, holds_for = ox.NamedNode(f"{build.base}id/graph/derived"), ox.NamedNode(PG.iri("inProvision"))
    # An assignment by a standing rule is a thing of the derived graph alone.
    made = (q for q in quads if q.graph_name == derived and q.predicate == holds_for)
    subjects |= {q.subject for q in made if q.object in subjects}
    about = {derived, ox.NamedNode(f"{build.base}id/graph/standard")}
    return [q for q in quads if q.graph_name in graphs or (q.graph_name in about and q.subject in subjects)]


def _order(quad: ox.Quad) -> tuple[str, str, str, str]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def _triples(found: Statements) -> Iterator[ox.Triple]:
    """Each statement once, whatever graphs say it, sorted."""
    triples = sorted(
        (quad.triple for quad in found.quads), key=lambda t: (str(t.subject), str(t.predicate), str(t.object))
    )
    return (triple for triple, _ in groupby(triples))


def _serialised(
    style: ox.RdfFormat, data: Iterable[ox.Triple] | Iterable[ox.Quad], base: str
) -> Iterator[bytes]:
    prefixes = PREFIXES | {"id": f"{base}id/"}
    out = io.BytesIO()
    ox.serialize(data, out, style, prefixes=dict(sorted(prefixes.items())))
    yield out.getvalue()


def _rdfxml(found: Statements) -> Iterator[bytes]:
    legal = (ox.Triple(t.subject, t.predicate, _legal(t.object)) for t in _triples(found))
    # Oxigraph writes carriage returns as they are, and XML's readers would take them for line feeds.
    return (piece.replace(b"\r", b"&#xD;") for piece in _serialised(ox.RdfFormat.RDF_XML, legal, found.base))


def _legal(term: _Term) -> _Term:
    """A literal without the characters that XML forbids."""
    if not isinstance(term, ox.Literal) or printable(term.value) == term.value:
        return term
    if term.language:
        return ox.Literal(printable(term.value), language=term.language)
    return ox.Literal(printable(term.value), datatype=term.datatype)


SYNTAXES: dict[str, Callable[[Statements], Iterator[bytes]]] = {
    "jsonld": lambda found: jsonld(found.quads, found.base),
    "nquads": lambda found: _serialised(ox.RdfFormat.N_QUADS, found.quads, found.base),
    "rdfxml": _rdfxml,
    "trig": lambda found: _serialised(ox.RdfFormat.TRIG, found.quads, found.base),
    "turtle": lambda found: _serialised(ox.RdfFormat.TURTLE, _triples(found), found.base),
}
