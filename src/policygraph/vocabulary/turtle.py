"""Turtle files, each parsed once for all who ask for what it says, and their statements as plain values."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from policygraph.errors import GraphError
from policygraph.rdf.terms import XSD, A, Triple, decimal, iri, language_of, triples_of, value_of

__all__ = [
    "DCTERMS",
    "ELI",
    "PG",
    "SKOS",
    "KnowledgeFiles",
    "StatementIndex",
    "TurtleFile",
    "knowledge_files",
    "read_knowledge",
    "read_turtle",
]

PG = "https://w3id.org/policygraph/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
ELI = "http://data.europa.eu/eli/ontology#"
_DECIMAL = f'"^^{XSD("decimal")}'


@dataclass(frozen=True, slots=True)
class TurtleFile:
    """A Turtle file: its name with its folder's, the hex digest of its bytes, and what it says, in its order.

    Class expressions (blank nodes) stay in the file: neither vocabularies nor builds have use for them.
    """

    name: str
    sha256: str
    triples: tuple[Triple, ...]


@dataclass(frozen=True, slots=True)
class KnowledgeFiles:
    """The files that policygraph works with: of the ontology, of its vocabularies, and of the register."""

    ontology: tuple[TurtleFile, ...]
    vocabularies: tuple[TurtleFile, ...]
    register: tuple[TurtleFile, ...]


def read_knowledge(ontology: Path, register: Path) -> KnowledgeFiles:
    """Read ``ontology/*.ttl``, ``ontology/vocabularies/*.ttl`` and ``register/*.ttl``.

    Raises:
        GraphError: a file is no Turtle; the message names file and line.
    """
    return KnowledgeFiles(*(tuple(map(read_turtle, files)) for files in _files(ontology, register)))


def knowledge_files(ontology: Path, register: Path) -> list[Path]:
    """The files that :func:`read_knowledge` reads."""
    return [file for files in _files(ontology, register) for file in files]


def _files(ontology: Path, register: Path) -> list[list[Path]]:
    return [sorted(folder.glob("*.ttl")) for folder in (ontology, ontology / "vocabularies", register)]


def read_turtle(path: Path) -> TurtleFile:
    """Read one file.

    Raises:
        GraphError: it is no Turtle; the message names file and line.
    """
    data = path.read_bytes()
    try:
        quads = ox.parse(data, format=ox.RdfFormat.TURTLE)
        written = (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").decode()
    except SyntaxError as error:
        raise GraphError(f"{path} is not valid Turtle: {error.msg}") from error
    named = (t for t in triples_of(written) if t[0][0] != "_" and t[2][0] != "_")
    known: dict[str, str] = {}
    one = known.setdefault  # each name is in memory once, however often it is said
    triples = tuple(
        (one(s, s), one(p, p), _plain(o) if o.endswith(_DECIMAL) else one(o, o)) for s, p, o in named
    )
    return TurtleFile(f"{path.parent.name}/{path.name}", hashlib.sha256(data).hexdigest(), triples)


def _plain(term: str) -> str:
    """A decimal as a build writes it: some stores keep 8.0 as 8, others as it stands, and print it differently."""
    return decimal(Decimal(term[1 : -len(_DECIMAL)]))


class StatementIndex:
    """Statements of some Turtle files, by subject and predicate.

    Values are the lexical forms of literals and the strings of IRIs; a literal's language is kept where asked for.
    """

    def __init__(self, files: Iterable[TurtleFile]) -> None:
        self._values: dict[str, dict[str, list[str]]] = {}
        self._types: dict[str, list[str]] = defaultdict(list)
        for file in files:
            self._load(file.triples)

    def _load(self, triples: Iterable[Triple]) -> None:
        for subject, predicate, value in triples:
            if predicate == A:
                self._types[value].append(subject)
            else:
                self._values.setdefault(subject, {}).setdefault(predicate, []).append(value)

    def instances(self, kind: str) -> list[str]:
        """Subjects of class ``kind`` (a full IRI), sorted."""
        return sorted({value_of(subject) for subject in self._types.get(iri(kind), ())})

    def all(self, subject: str, predicate: str, language: str = "") -> list[str]:
        """Values in file order; only those in ``language`` where it is given."""
        values = self._values.get(iri(subject), {}).get(iri(predicate), [])
        return [value_of(value) for value in values if not language or language_of(value) == language]

    def one(self, subject: str, predicate: str, language: str = "") -> str:
        """The first value, or ''."""
        return next(iter(self.all(subject, predicate, language)), "")

    def labels(self, subject: str) -> Iterator[str]:
        """All Chinese labels, the preferred one first."""
        for name in ("prefLabel", "altLabel", "hiddenLabel"):
            yield from self.all(subject, SKOS + name, "zh")
