"""One document's facts with the IRIs they get: what the modules that write its graph share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from policygraph.model import Agency, Facts, NamedArea, Span
from policygraph.rdf.iris import Iris
from policygraph.rdf.terms import PG, PROV, SKOS, A, Triple, integer, iri, literal

__all__ = ["DocumentTerms"]

_SPAN = PG("Span")
_START, _END, _EXACT, _READING, _IN_TEXT = (
    PG("start"),
    PG("end"),
    PG("exact"),
    PG("reading"),
    PG("inText"),
)
_QUOTED = PROV("wasQuotedFrom")
# A term that stands in many triples is one string: of a large document they fill the memory.
_KEPT = 4_096


@lru_cache(maxsize=1)
def _plan(iris: Iris, name: str) -> str:
    return iri(iris.plan(name))


@lru_cache(maxsize=1)
def _text(iris: Iris, name: str) -> str:
    return iri(iris.text(name))


@lru_cache(maxsize=_KEPT)
def _provision(iris: Iris, name: str, path: str) -> str:
    return iri(iris.provision(name, path))


@dataclass(frozen=True, slots=True)
class DocumentTerms:
    """A document's facts; methods give N-Quads terms."""

    facts: Facts
    iris: Iris

    @property
    def name(self) -> str:
        """The document's name."""
        return self.facts.source.name

    @property
    def plan(self) -> str:
        """The document's term."""
        return _plan(self.iris, self.name)

    def provision(self, path: str) -> str:
        """The term of a part of the document."""
        return _provision(self.iris, self.name, path)

    def place(self, place: NamedArea) -> str:
        """The term of an area or place."""
        return iri(self.iris.place(self.name, place))

    def agency(self, agency: Agency) -> str:
        """The term of a body; one without an area is this document's, as cities of one name would share it."""
        return iri(self.iris.agency(agency.name, "" if agency.area else self.name))

    def described(self, place: NamedArea) -> Iterator[Triple]:
        """The description of a place that is no area of the vocabulary."""
        if not place.code:
            term = self.place(place)
            yield term, A, PG("Place")
            yield term, SKOS("prefLabel"), literal(place.name, "zh")

    def quoted(self, subject: str, span: Span, predicate: str = _QUOTED) -> Iterator[Triple]:
        """``subject`` was quoted from ``span``, and the span's description.

        Raises:
            ValueError: the span lies outside the source.
        """
        text, source = self.facts.text, self.facts.text.source
        if not 0 <= span.start < span.end <= len(source):
            raise ValueError(f"span [{span.start}, {span.end}) of {self.name} is outside [0, {len(source)})")
        place = iri(self.iris.span(self.name, span))
        yield subject, predicate, place
        yield place, A, _SPAN
        yield place, _START, integer(span.start)
        yield place, _END, integer(span.end)
        exact, reading = text.quote(span), text.reading(span)
        yield place, _EXACT, literal(exact)
        if reading not in (exact, ""):
            yield place, _READING, literal(reading)
        yield place, _IN_TEXT, _text(self.iris, self.name)
        block = self.facts.source.block(span.start)
        if block:
            for name, number in (
                ("page", block.page),
                ("paragraph", block.paragraph),
                ("table", block.table),
                ("row", block.row),
            ):
                if number:
                    yield place, PG(name), integer(number)
            if block.sheet:
                yield place, PG("sheet"), literal(block.sheet)
