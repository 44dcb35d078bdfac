"""What is handed to the reasoner: the ontology, and of a graph what its axioms speak of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox

from policygraph import resources
from policygraph.builds.store import Build
from policygraph.errors import GraphError, QueryError
from policygraph.rdf.terms import OWL, PG, XSD

__all__ = [
    "Graph",
    "background",
    "graph_of",
    "is_file_of_rdf",
    "ntriples",
    "ontology_triples",
    "open_file",
    "undeclared",
]

_FORMATS = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".ttl": ox.RdfFormat.TURTLE,
}
_UNION = ox.DefaultGraph()
_PLAN = "/id/graph/plan/"
_SUBJECT = ox.NamedNode(f"{PG.base}subject")
_IN_PROVISION = ox.NamedNode(f"{PG.base}inProvision")
_IMPORTS = ox.NamedNode(OWL.iri("imports"))
# The datatype map of OWL 2 has no dates but xsd:dateTime: a reasoner refuses them.
_DATES = {XSD.iri(name) for name in ("date", "gYear", "gYearMonth")}


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph to be proved; in the store's default graph is the union of all."""

    name: str
    store: ox.Store

    def statements(self) -> set[ox.Triple]:
        """All statements."""
        return {quad.triple for quad in self.store.quads_for_pattern(None, None, None, _UNION)}

    def documents(self) -> Iterator[tuple[str, set[ox.Triple]]]:
        """Each document of a build, by name: its name and its statements."""
        for name in sorted(self._graphs()):
            yield name, self.document(name)

    def document(self, name: str) -> set[ox.Triple]:
        """The statements of a document, with its correspondences, shortcuts and the register.

        Vocabularies are left out: on their own they are proved with the ontology.

        Raises:
            QueryError: there is no such document.
        """
        graphs = self._graphs()
        if name not in graphs:
            raise QueryError(
                f"there is no document {name!r}; choose {', '.join(sorted(graphs)) or 'another build'}"
            )
        base = graphs[name].value.partition(_PLAN)[0]
        own = self._of(graphs[name])
        subjects = {triple.subject for triple in own}
        found = self._of(ox.NamedNode(f"{base}/id/graph/correspondences"))
        own_ones = {t.subject for t in found if t.predicate == _SUBJECT and t.object in subjects}
        derived = self._of(ox.NamedNode(f"{base}/id/graph/derived"))
        # An assignment by a standing rule is a thing of its own; it holds for a measure of the document.
        subjects |= {t.subject for t in derived if t.predicate == _IN_PROVISION and t.object in subjects}
        own |= {t for t in found if t.subject in own_ones} | {t for t in derived if t.subject in subjects}
        return own | self._of(ox.NamedNode(f"{base}/id/graph/register"))

    def _graphs(self) -> dict[str, ox.NamedNode]:
        """The graphs of documents, by the names of these."""
        return {
            unquote(graph.value.partition(_PLAN)[2]): graph
            for graph in self.store.named_graphs()
            if isinstance(graph, ox.NamedNode) and _PLAN in graph.value
        }

    def _of(self, graph: ox.NamedNode | ox.BlankNode) -> set[ox.Triple]:
        return {quad.triple for quad in self.store.quads_for_pattern(None, None, None, graph)}


def graph_of(build: Build) -> Graph:
    """The graph of a build."""
    return Graph(str(build.folder), build.graphs())


def is_file_of_rdf(path: Path) -> bool:
    """Whether a path names a file to be read by ``open_file``, and no folder of a build."""
    return path.is_file() or (path.suffix in _FORMATS and not path.is_dir())


def open_file(path: Path) -> Graph:
    """The graph in an RDF file.

    Raises:
        GraphError: it cannot be read, is of another kind, or damaged.
    """
    if path.suffix not in _FORMATS:
        raise GraphError(
            f"{path} is not a file to reason with; name the folder of a build, or an RDF file that ends in "
            f"{', '.join(_FORMATS)}"
        )
    store = ox.Store()
    try:
        for quad in ox.parse(path=str(path), format=_FORMATS[path.suffix], rename_blank_nodes=True):
            store.add(quad)
            store.add(ox.Quad(quad.subject, quad.predicate, quad.object, _UNION))
    except OSError as error:
        # pyoxigraph's have no number: No such file or directory (os error 2)
        reason = error.strerror or str(error).partition(" (os error")[0]
        raise GraphError(f"{path} cannot be read ({reason})") from error
    except SyntaxError as error:
        raise GraphError(f"{path} is not RDF of the kind that its ending names: {error.msg}") from error
    return Graph(str(path), store)


def ontology_triples() -> set[ox.Triple]:
    """The ontology, class expressions included."""
    return _triples([resources.ontology() / "policygraph.ttl"])


def undeclared(statements: Iterable[ox.Triple], ontology: Iterable[ox.Triple]) -> list[str]:
    """IRIs in the ontology's namespace that neither it nor the statements themselves say anything of; sorted."""
    kept = list(statements)
    known = {triple.subject for triple in (*ontology, *kept)}
    used = {term for triple in kept for term in (triple.predicate, triple.object)}
    return sorted(
        term.value
        for term in used - known
        if isinstance(term, ox.NamedNode) and term.value.startswith(PG.base)
    )


def background() -> Graph:
    """What travels with policygraph: alignments, vocabularies and the register of directives."""
    folder = resources.ontology()
    paths = [
        folder / "alignments.ttl",
        *sorted((folder / "vocabularies").glob("*.ttl")),
        *sorted(resources.directives().glob("*.ttl")),
    ]
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object, _UNION) for t in _triples(paths))
    return Graph("ontology, alignments, vocabularies and register", store)


def ntriples(triples: Iterable[ox.Triple]) -> bytes:
    """Statements as N-Triples, without those whose value is a year or day.

    Raises:
        GraphError: they import others, which the OWL API would fetch from anywhere.
    """
    kept = [triple for triple in triples if not _is_date(triple.object)]
    if imported := [str(triple.object) for triple in kept if triple.predicate == _IMPORTS]:
        raise GraphError(
            f"the statements import {min(imported)}, and only what is given is read; "
            "put what it says into the file, or take owl:imports out"
        )
    return ox.serialize(kept, format=ox.RdfFormat.N_TRIPLES) or b""


def _triples(paths: Iterable[Path]) -> set[ox.Triple]:
    return {
        quad.triple
        for path in paths
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
    }


def _is_date(value: object) -> bool:
    return isinstance(value, ox.Literal) and value.datatype.value in _DATES
