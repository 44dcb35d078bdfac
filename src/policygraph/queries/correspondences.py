"""Which measures of the plans localise which provisions of the document above them, after the table ``coverage``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from policygraph.builds.reader import Reader
from policygraph.model import Quote
from policygraph.printable import one_line
from policygraph.queries import lineage
from policygraph.queries.documents import described
from policygraph.queries.stock_rows import stock_rows
from policygraph.rdf.terms import DCTERMS, ELI, PG

__all__ = [
    "Correspondences",
    "Link",
    "Measure",
    "ProvisionAbove",
    "measures_of",
    "quotes_of",
    "read_correspondences",
]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of a plan; ``chapter`` is the path of the chapter that it stands in, '' if it is one itself."""

    iri: str
    document: str
    path: str
    title: str
    chapter: str
    chapter_title: str
    quotes: tuple[Quote, ...]

    @property
    def name(self) -> str:
        """Path and title."""
        return f"{self.path} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class ProvisionAbove:
    """A provision of the document above; ``is_chapter`` holds if it only holds others."""

    iri: str
    path: str
    title: str
    title_en: str
    is_chapter: bool

    @property
    def name(self) -> str:
        """Path and title."""
        return f"{self.path} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Link:
    """A measure localises a provision (both by their IRIs), directly or by way of the named ones ``between``.

    ``is_merged`` holds where the measure localises further provisions of the same document.
    """

    measure: str
    document: str
    provision: str
    confidence: Decimal
    is_merged: bool
    between: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correspondences:
    """The measures of all plans, the provisions of the document ``parent`` in its order, and what links them.

    ``absent`` are the documents (names) and provisions of which none localises the other, ``additions`` the measures
    without a counterpart in ``parent``. A document that was not held against ``parent`` is in none of them.
    """

    parent: str
    measures: Mapping[str, Measure]
    provisions: tuple[ProvisionAbove, ...]
    links: tuple[Link, ...]
    absent: frozenset[tuple[str, str]]
    additions: frozenset[str]


def read_correspondences(reader: Reader) -> Correspondences:
    """Read how the plans carry out the document that most of them follow, which is a national one if there is any."""
    everything = stock_rows(reader.build, "coverage")
    parent = _main_parent(reader, everything)
    rows = [row for row in everything if row["directive_iri"] == parent]
    links = tuple(_link(reader, row) for row in rows if row["provision"] and row["measure"])
    return Correspondences(
        parent,
        {measure.iri: measure for measure in measures_of(reader)},
        _provisions(reader, parent, {link.provision for link in links}),
        tuple(sorted(links, key=lambda link: (link.measure, -link.confidence, link.provision))),
        frozenset((row["document"], row["provision_iri"]) for row in rows if row["status"] == "absent"),
        frozenset(row["iri"] for row in rows if row["status"] == "addition"),
    )


def _main_parent(reader: Reader, rows: Sequence[Mapping[str, str]]) -> str:
    """The national document to which most correspondences lead, or another if none leads to a national one."""
    counts = Counter(row["directive_iri"] for row in rows if row["provision"] and row["measure"])
    return min(counts, key=lambda iri: (lineage.level(reader, iri), -counts[iri], iri), default="")


def _link(reader: Reader, row: Mapping[str, str]) -> Link:
    measure, provision = row["iri"], row["provision_iri"]
    between = _between(reader, measure, provision)
    names = tuple(_full_name(reader, one) for one in between)
    is_merged = row["status"] == "merged"
    return Link(measure, row["document"], provision, Decimal(row["confidence"]), is_merged, names)


def _between(reader: Reader, measure: str, provision: str) -> list[str]:
    """The provisions on the way, from the lowest up: the lower a document, the more stand above it."""
    found = [
        one
        for correspondence in reader.subjects(PG.iri("subject"), measure)
        if reader.value(correspondence, PG.iri("object")) == provision
        for one in reader.values(correspondence, PG.iri("between"))
    ]
    return sorted(found, key=lambda one: -len(lineage.above(reader, reader.value(one, PG.iri("ofDocument")))))


def _full_name(reader: Reader, provision: str) -> str:
    document = described(reader, reader.value(provision, PG.iri("ofDocument")))
    path, title = reader.value(provision, PG.iri("path")), reader.label_in(provision)
    return one_line(f"{document.number or document.place} {path} {title}")


def _provisions(reader: Reader, document: str, localised: set[str]) -> tuple[ProvisionAbove, ...]:
    """The numbered provisions of a document in its order, and whatever else is localised."""
    parts = [
        part
        for part in reader.subjects(PG.iri("ofDocument"), document)
        if part in localised or _is_numbered(reader, part)
    ]
    divided = {reader.value(part, ELI.iri("is_part_of")) for part in parts} - localised
    ordered = sorted(parts, key=lambda part: (int(reader.value(part, PG.iri("order"))), part))
    return tuple(
        ProvisionAbove(
            part,
            reader.value(part, PG.iri("path")),
            one_line(reader.label_in(part)),
            one_line(reader.label_in(part, "en")),
            part in divided,
        )
        for part in ordered
    )


def _is_numbered(reader: Reader, part: str) -> bool:
    is_other = reader.has_type(part, "Preamble") or reader.has_type(part, "Annex")
    return bool(reader.value(part, PG.iri("order"))) and not is_other


def measures_of(reader: Reader, document: str = "") -> tuple[Measure, ...]:
    """The measures of all documents, or of the one of that name, in their order."""
    rows = stock_rows(reader.build, "measures", "document" if document else "", document)
    return tuple(_measure(reader, row) for row in rows)


def _measure(reader: Reader, row: Mapping[str, str]) -> Measure:
    chapter = reader.value(row["iri"], ELI.iri("is_part_of"))
    path = reader.value(chapter, PG.iri("path"))
    return Measure(
        row["iri"],
        row["document"],
        row["measure"],
        one_line(row["title"]),
        path,
        one_line(reader.value(chapter, DCTERMS.iri("title"))) if path else "",
        quotes_of(reader, row["iri"]),
    )


def quotes_of(reader: Reader, thing: str) -> tuple[Quote, ...]:
    """The place that a thing was read from, if it has one."""
    quote = reader.quote(thing)
    return (quote,) if quote else ()
