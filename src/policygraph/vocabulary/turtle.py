"""Reading Turtle files into plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

PG = "https://w3id.org/policygraph/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class Statements:
    """Statements of some Turtle files, by subject and predicate.

    Values are the lexical forms of literals and the strings of IRIs; a literal's language is kept where asked for.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self._values: dict[str, dict[str, list[ox.Literal | ox.NamedNode]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._types: dict[str, list[str]] = defaultdict(list)
        for path in paths:
            self._load(path)

    def _load(self, path: Path) -> None:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            subject, predicate, value = quad.subject.value, quad.predicate.value, quad.object
            if predicate == RDF_TYPE:
                self._types[value.value].append(subject)
            else:
                self._values[subject][predicate].append(value)

    def instances(self, kind: str) -> list[str]:
        """Subjects of class ``kind`` (a full IRI), sorted."""
        return sorted(set(self._types.get(kind, ())))

    def all(self, subject: str, predicate: str, language: str = "") -> list[str]:
        """Values in file order; only those in ``language`` where it is given."""
        values = self._values[subject][predicate] if subject in self._values else []
        if not language:
            return [value.value for value in values]
        return [v.value for v in values if isinstance(v, ox.Literal) and v.language == language]

    def one(self, subject: str, predicate: str, language: str = "") -> str:
        """The first value, or ''."""
        return next(iter(self.all(subject, predicate, language)), "")

    def labels(self, subject: str) -> Iterator[str]:
        """All Chinese labels, the preferred one first."""
        for name in ("prefLabel", "altLabel", "hiddenLabel"):
            yield from self.all(subject, SKOS + name, "zh")
