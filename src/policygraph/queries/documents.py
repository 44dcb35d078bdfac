"""The documents of a build as people name them: title, number, area and level."""

from __future__ import annotations

from dataclasses import dataclass

from policygraph.builds.reader import Reader
from policygraph.errors import UsageError
from policygraph.printable import one_line
from policygraph.queries import lineage
from policygraph.queries.lineage import AdministrativeLevel
from policygraph.queries.selection import Scope
from policygraph.rdf.terms import DCTERMS, PG, SKOS

__all__ = ["Document", "all_plans", "chosen_plan", "chosen_plans", "described", "parents"]


@dataclass(frozen=True, slots=True)
class Document:
    """A document; ``name`` is its source's, '' where its text was not read. ``place`` is its area's name or its own."""

    iri: str
    name: str
    number: str
    title: str
    level: AdministrativeLevel
    place: str
    place_en: str

    @property
    def reference(self) -> str:
        """Title and number, as a footer names it."""
        return f"《{self.title}》{self.number}" if self.title else self.number or self.place


def described(reader: Reader, iri: str) -> Document:
    """What is known of a document; what its text leaves out, such as its area, the register may know."""
    known = lineage.names(reader, iri)

    def first(predicate: str) -> str:
        return next(filter(None, (reader.value(one, predicate) for one in known)), "")

    name = reader.value(iri, DCTERMS.iri("identifier")) if reader.value(iri, PG.iri("sourceText")) else ""
    number = first(PG.iri("docNumber"))
    title = one_line(next(filter(None, (reader.label_in(one) for one in known)), ""))
    area = first(PG.iri("area"))
    # A place that the document alone names, such as a zone, stands for no area in heads.
    is_area = bool(reader.value(area, SKOS.iri("notation")))
    place = one_line(reader.label_in(area)) if is_area else ""
    place_en = one_line(reader.label_in(area, "en")) if is_area else ""
    return Document(
        iri, name, number, title, lineage.level(reader, iri), place or title or number or name, place_en
    )


def all_plans(reader: Reader) -> tuple[Document, ...]:
    """The documents below the provinces' whose text was read, in the order of their IRIs."""
    found = (described(reader, document) for document, _ in reader.pairs(PG.iri("sourceText")))
    return tuple(document for document in found if document.level is AdministrativeLevel.CITY)


def parents(reader: Reader, document: Document) -> tuple[Document, ...]:
    """The documents above one, the highest first."""
    found = (described(reader, higher) for higher in lineage.above(reader, document.iri))
    return tuple(sorted(found, key=lambda one: (one.level, one.iri)))


def chosen_plans(reader: Reader, scope: Scope) -> tuple[Document, ...]:
    """The plans of a selection.

    Raises:
        UsageError: it selects none, or only documents that stand above the plans.
    """
    plans = all_plans(reader)
    chosen = tuple(p for p in plans if scope.documents is None or p.name in scope.documents)
    if not chosen:
        names = ", ".join(plan.name for plan in plans) or "none"
        raise UsageError(f"the selection holds no plan; select one of the build's plans with --city: {names}")
    return chosen


def chosen_plan(reader: Reader, scope: Scope, picture: str) -> Document:
    """The one plan of a selection.

    Raises:
        UsageError: it selects none, or several.
    """
    first, *others = chosen_plans(reader, scope)
    if others:
        names = ", ".join(plan.name for plan in (first, *others))
        raise UsageError(f"the picture {picture} shows one city; select one of these with --city: {names}")
    return first
