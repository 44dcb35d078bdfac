"""One document's facts with the IRIs they get: what the modules that write its graph share."""

from __future__ import annotations

from collections.abc import Iterator

from policygraph.model import Agency, Block, Facts, NamedArea, Span
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


class DocumentTerms:
    """A document's facts; methods give N-Quads terms.

    ``name`` is the document's name, ``plan`` its term.
    """

    def __init__(self, facts: Facts, iris: Iris) -> None:
        """Terms under the base of ``iris``."""
        self.facts, self.iris = facts, iris
        self.name = facts.source.name
        self.plan = iri(iris.plan(self.name))
        # A term that stands in many triples is one string: of a large document they fill the memory.
        self._text = iri(iris.text(self.name))
        self._provisions: dict[str, str] = {}

    def provision(self, path: str) -> str:
        """The term of a part of the document."""
        found = self._provisions.get(path)
        if found is None:
            found = self._provisions[path] = iri(self.iris.provision(self.name, path))
        return found

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

    def quoted(self, subject: str, span: Span, predicate: str = _QUOTED) -> list[Triple]:
        """``subject`` was quoted from ``span``, and the span's description.

        Raises:
            ValueError: the span lies outside the source.
        """
        text, source = self.facts.text, self.facts.text.source
        if not 0 <= span.start < span.end <= len(source):
            raise ValueError(f"span [{span.start}, {span.end}) of {self.name} is outside [0, {len(source)})")
        place = f"<{self.iris.span(self.name, span)}>"
        exact, reading = text.quote(span), text.reading(span)
        found = [
            (subject, predicate, place),
            (place, A, _SPAN),
            (place, _START, integer(span.start)),
            (place, _END, integer(span.end)),
            (place, _EXACT, literal(exact)),
            (place, _IN_TEXT, self._text),
        ]
        if reading not in (exact, ""):
            found.append((place, _READING, literal(reading)))
        block = self.facts.source.block(span.start)
        if block:
            found += _in_file(place, block)
        return found


def _in_file(place: str, block: Block) -> Iterator[Triple]:
    """Where a place lies in the file."""
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
