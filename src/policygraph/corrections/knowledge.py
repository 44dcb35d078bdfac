"""What names mean in one document, when a person writes them: agencies, areas, indicators, units, directives."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from policygraph.model import Agency, Facts, Indicator, NamedArea
from policygraph.rdf.terms import AREA
from policygraph.resolution.agencies import AgencyResolver
from policygraph.resolution.areas import AreaResolver
from policygraph.resolution.documents import DocumentResolver
from policygraph.resolution.indicators import IndicatorResolver
from policygraph.resolution.named_places import NamedPlaces
from policygraph.resolution.resolvers import Resolvers
from policygraph.resolution.unknown_places import place_at_start
from policygraph.vocabulary import Area, Lexicon

__all__ = ["Knowledge", "Names"]


class Names:
    """What is the same for all documents, each made once, when a line asks for it."""

    def __init__(self, lexicon: Lexicon, resolvers: Resolvers | None = None) -> None:
        """``lexicon`` are the vocabularies, ``resolvers`` those that whoever reads the documents has already."""
        self.lexicon = lexicon
        self.resolvers = resolvers or Resolvers(lexicon)

    @property
    def areas(self) -> AreaResolver:
        """Names of areas."""
        return self.resolvers.areas

    @cached_property
    def places(self) -> NamedPlaces:
        """Which names of places cannot be right."""
        return NamedPlaces(self.lexicon, self.areas)

    @property
    def documents(self) -> DocumentResolver:
        """Titles and numbers of documents."""
        return self.resolvers.documents

    @property
    def indicators(self) -> IndicatorResolver:
        """Phrases for indicators."""
        return self.resolvers.indicators

    @cached_property
    def functions(self) -> dict[str, str]:
        """Fields of work by their Chinese names."""
        return {
            label: function
            for form in self.lexicon.forms
            for function, label in (
                (form.function, form.function_label),
                (form.county_function, form.county_function_label),
            )
            if label
        }


class Knowledge:
    """Resolves what a person wrote about one document."""

    def __init__(self, names: Names, facts: Facts) -> None:
        """``facts`` are the document's."""
        self._names = names
        self._facts = facts

    def agency(self, name: str) -> Agency:
        """The body of a name, which is kept as it was written where it begins with an area's.

        Raises:
            ValueError: it begins with a place that there is not.
        """
        self._check_head(name)
        found = self._agencies.resolve(name)
        is_full = self._names.areas.at_start(name)[0] is not None
        return replace(found, name=name) if is_full else found

    def _check_head(self, name: str) -> None:
        """Refuses the body of a place that cannot be one: 泸洲市财政局."""
        clean = self._facts.text.clean
        place, body = place_at_start(name, clean)
        if not place or name in clean or not self._agencies.is_body(body):
            return
        if doubt := self._names.places.doubt(place.name, clean, self.area):
            raise ValueError(doubt)

    def is_body(self, name: str) -> bool:
        """Whether the vocabulary knows a body of that name."""
        return self._agencies.is_body(name)

    def function(self, label: str) -> str:
        """The IRI of a field of work by its Chinese name; '' for none.

        Raises:
            ValueError: it is not known.
        """
        if label and label not in self._names.functions:
            raise ValueError(f"{label!r} is not a field of work; policygraph query functions lists them")
        return self._names.functions.get(label, "")

    def indicator(self, name: str) -> Indicator:
        """The indicator of the vocabulary that has the name, else a new one of that name."""
        entry = self._names.lexicon.indicator_by_label.get(name)
        return (
            Indicator(entry.iri, entry.label, curated=True) if entry else Indicator("", name, curated=False)
        )

    def unit(self, name: str) -> str:
        """The IRI of a unit, '' where the vocabulary has none of that name."""
        unit = self._names.lexicon.unit_by_label.get(name)
        return unit.iri if unit else ""

    def place(self, name: str) -> NamedArea:
        """The area or place of a name; the document's own for ''.

        Raises:
            ValueError: no place can have that name.
        """
        found = self._names.areas.place(self.area, name)
        if found.code or not name:
            return found
        if doubt := self._names.places.doubt(name, self._facts.text.clean, self.area):
            raise ValueError(doubt)
        area, rest = self._names.areas.at_start(name, self._facts.text.clean)
        return NamedArea(area.name, area.code) if area and not rest else found

    def is_place(self, name: str) -> bool:
        """Whether it is the name of an area right below the document's own, or of that."""
        return bool(self._names.areas.place(self.area, name).code)

    def doubt_of_owner(self, name: str) -> str:
        """Why a document can be none of an area of that name, as a clause; '' where it can."""
        return self._names.places.doubt_of_owner(name, self._facts.text.clean, self.area)

    def name_of(self, place: NamedArea) -> str:
        """What a table calls a place."""
        area = self._names.lexicon.areas.get(f"{AREA.base}{place.code}") if place.code else None
        return area.name if area else place.name

    def document(self, number: str, title: str) -> str:
        """The register's IRI of a cited document, '' where it is not listed."""
        return self._names.documents.resolve(number, title)

    @cached_property
    def area(self) -> Area | None:
        """The document's own area, None where the vocabulary does not know it."""
        return self._names.lexicon.areas.get(f"{AREA.base}{self._facts.area.code}")

    @cached_property
    def _agencies(self) -> AgencyResolver:
        outline = self._facts.outline
        return self._names.resolvers.agencies(self.area, outline.title, outline.issuer)
