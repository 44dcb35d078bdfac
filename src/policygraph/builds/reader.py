"""Looking things up in a build: values, labels and quotes by IRI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import TypeAlias

import pyoxigraph as ox

from policygraph.builds.places import block_of
from policygraph.builds.store import Build
from policygraph.model import Quote
from policygraph.rdf.terms import DCTERMS, PG, PROV, RDF, RDFS, SKOS

__all__ = ["Ahead", "Reader", "Remembering", "is_iri"]

# The store's default graph holds each triple of the named graphs once.
_UNION = ox.DefaultGraph()
_TYPE = RDF.base + "type"
_MOST_SUBJECTS = 4096
_LABELS = (SKOS.base + "prefLabel", RDFS.base + "label", DCTERMS.base + "title")

_Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
# By a property, what things have of it.
_Said: TypeAlias = dict[str, dict[str, tuple[_Term, ...]]]


class Reader:
    """Reads the union of a build's graphs; IRIs are plain strings, and of '', or of a text, nothing is known."""

    def __init__(self, build: Build) -> None:
        """A reader of ``build``."""
        self.build = build
        self._store = build.store

    def values(self, subject: str, predicate: str) -> list[str]:
        """Objects as plain strings, sorted, each once."""
        found = self._objects(subject, predicate)
        return sorted({term.value for term in found if isinstance(term, ox.NamedNode | ox.Literal)})

    def value(self, subject: str, predicate: str) -> str:
        """The first object, or ''."""
        return next(iter(self.values(subject, predicate)), "")

    def pairs(self, predicate: str) -> list[tuple[str, str]]:
        """All subjects and objects of ``predicate``, sorted."""
        found = self._store.quads_for_pattern(None, ox.NamedNode(predicate), None, _UNION)
        return sorted(
            (quad.subject.value, quad.object.value)
            for quad in found
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal)
        )

    def instances(self, kind: str) -> list[str]:
        """IRIs that are asserted to be a ``kind``, sorted."""
        return self.subjects(_TYPE, kind)

    def subjects(self, predicate: str, value: str, *, literal: bool = False) -> list[str]:
        """Subjects that have the IRI (or plain literal) ``value``, sorted."""
        term = ox.Literal(value) if literal else ox.NamedNode(value)
        found = self._store.quads_for_pattern(None, ox.NamedNode(predicate), term, _UNION)
        return sorted({quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)})

    def holds(self, subject: str, predicate: str, value: str) -> bool:
        """Whether the union says so of three IRIs."""
        terms = (ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(value))
        return ox.Quad(*terms, _UNION) in self._store

    def subjects_labelled(self, predicate: str, label: str) -> list[str]:
        """Subjects that have ``label`` in Chinese or English, sorted."""
        found = {
            quad.subject.value
            for language in ("zh", "en")
            for quad in self._store.quads_for_pattern(
                None, ox.NamedNode(predicate), ox.Literal(label, language=language), _UNION
            )
            if isinstance(quad.subject, ox.NamedNode)
        }
        return sorted(found)

    def statements(self, subject: str) -> list[tuple[str, str, str]]:
        """Predicate, object and named graph of all statements about ``subject``, sorted."""
        return sorted(
            (quad.predicate.value, _text(quad.object), quad.graph_name.value)
            for quad in self.build.quads_about(ox.NamedNode(subject))
            if isinstance(quad.graph_name, ox.NamedNode)
        )

    def knows(self, subject: str) -> bool:
        """Whether anything is said about ``subject``."""
        return is_iri(subject) and any(
            self._store.quads_for_pattern(ox.NamedNode(subject), None, None, _UNION)
        )

    def types(self, subject: str) -> list[str]:
        """Classes of ``subject``, sorted."""
        return self.values(subject, _TYPE)

    def has_type(self, subject: str, name: str) -> bool:
        """Whether ``subject`` is asserted to be a ``pg:name``."""
        return PG.iri(name) in self.types(subject)

    def label(self, subject: str, language: str = "zh") -> str:
        """A name for people: preferred label, label or title in ``language`` or else any; '' where it has none."""
        for predicate in _LABELS:
            if literals := self._literals(subject, predicate):
                return min(literals, key=lambda term: (term.language != language, term.value)).value
        return ""

    def label_in(self, subject: str, language: str = "zh") -> str:
        """The preferred label, label or title in just that ``language``, or ''."""
        for predicate in _LABELS:
            labels = [term.value for term in self._literals(subject, predicate) if term.language == language]
            if labels:
                return min(labels).strip()
        return ""

    def quote(self, subject: str, predicate: str = PROV.iri("wasQuotedFrom")) -> Quote | None:
        """Where the thing stands in its source, if it has a place."""
        span = self.value(subject, predicate)
        return self.span(span) if span else None

    def rule(self, assignment: str) -> str:
        """The assignment that states the standing rule which this one follows from, or ''."""
        origins = self.values(assignment, PROV.iri("wasDerivedFrom"))
        return next((one for one in origins if self.has_type(one, "StandingRule")), "")

    def evidence(self, fact: str) -> Quote | None:
        """Where the source says a fact: its own place, or that of the standing rule which it follows from."""
        return self.quote(fact) or self.quote(self.rule(fact))

    def span(self, span: str) -> Quote:
        """The stretch that a span's IRI names."""
        text = self.value(span, PG.iri("inText"))
        start, end = (int(self.value(span, PG.iri(name))) for name in ("start", "end"))
        return Quote(
            document=self.document_of_text(text),
            start=start,
            end=end,
            text=self.value(span, PG.iri("exact")),
            file=self.value(text, PG.iri("fileName")),
            block=block_of(lambda name: self.value(span, name), start),
        )

    def document_of_text(self, text: str) -> str:
        """The identifier of the document that a source text belongs to."""
        documents = self.subjects(PG.iri("sourceText"), text)
        return self.value(documents[0], DCTERMS.iri("identifier")) if documents else ""

    def _literals(self, subject: str, predicate: str) -> list[ox.Literal]:
        return [term for term in self._objects(subject, predicate) if isinstance(term, ox.Literal)]

    def _objects(self, subject: str, predicate: str) -> Sequence[_Term]:
        if not is_iri(subject):
            return []
        found = self._store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, _UNION)
        return [quad.object for quad in found]


@dataclass(frozen=True, slots=True)
class Ahead:
    """What will be asked of all things of a class, and of those that they name: all as IRIs.

    Attributes:
        kind: the class.
        properties: what will be asked of each thing.
        of_named: by a property, what will be asked of what the things name by it.
    """

    kind: str
    properties: tuple[str, ...]
    of_named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Remembering(Reader):
    """A reader for many questions about many things.

    All that is said of a thing is read at once and kept a while. A store on disk says all of one thing in the time in
    which it tells one property of ten: so what will be asked of all things of a class can be read ahead.
    """

    def __init__(self, build: Build) -> None:
        """A reader of ``build``, which does not change meanwhile."""
        super().__init__(build)
        self._about = lru_cache(_MOST_SUBJECTS)(self._read)
        self._ahead: dict[str, list[_Said]] = {}

    def read_ahead(self, wanted: Ahead) -> None:
        """Read what will be asked of the things of a class, once; answers are the same with and without."""
        if wanted.kind in self._ahead:
            return
        things = f"{{ SELECT ?thing WHERE {{ ?thing a <{wanted.kind}> }} }}"
        found = self._ahead[wanted.kind] = [self._said("?thing", things, wanted.properties)]
        for link, properties in wanted.of_named.items():
            named = f"{things} {{ SELECT ?thing ?named WHERE {{ ?thing <{link}> ?named }} }}"
            found.append(self._said("?named", named, properties))

    def _said(self, thing: str, pattern: str, properties: Sequence[str]) -> _Said:
        """What is said of things that a pattern gives, each property by itself: joined they take twice the room."""
        said: _Said = {}
        for one in properties:
            about: dict[str, tuple[_Term, ...]] = {}
            read = f"OPTIONAL {{ {{ SELECT {thing} ?value WHERE {{ {thing} <{one}> ?value }} }} }}"
            for named, term in self._store.query(f"SELECT {thing} ?value WHERE {{ {pattern} {read} }}"):  # type: ignore[union-attr]
                known = about.setdefault(named.value, ())
                # A pattern may give one thing several times.
                if term is not None and term not in known:
                    about[named.value] = (*known, term)
            said[one] = about
        return said

    def _objects(self, subject: str, predicate: str) -> Sequence[_Term]:
        for said in chain.from_iterable(self._ahead.values()):
            if subject in (about := said.get(predicate, {})):
                return about[subject]
        return self._about(subject).get(predicate, [])

    def _read(self, subject: str) -> dict[str, list[_Term]]:
        found: dict[str, list[_Term]] = {}
        if is_iri(subject):
            for quad in self._store.quads_for_pattern(ox.NamedNode(subject), None, None, _UNION):
                found.setdefault(quad.predicate.value, []).append(quad.object)
        return found


def is_iri(text: str) -> bool:
    """Whether a text can name a thing; several authors in one cell (https://…|https://…) cannot."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def _text(term: object) -> str:
    return str(term.value) if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else str(term)
