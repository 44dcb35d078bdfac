"""Which measures of the plans localise which provisions of the document above them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from policygraph.exports.pictures.asking import Row, ask, source_of
from policygraph.exports.pictures.papers import Papers
from policygraph.exports.pictures.sheet import Source
from policygraph.exports.pictures.typesetting import one_line
from policygraph.graph.store import Build

__all__ = ["Link", "Measure", "Provision", "Tracing", "read_measures", "read_tracing"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of a plan; ``chapter`` is the path of the chapter that it stands in, '' if it is one itself."""

    iri: str
    document: str
    path: str
    title: str
    chapter: str
    chapter_title: str
    sources: tuple[Source, ...]

    @property
    def name(self) -> str:
        """Path and title."""
        return f"{self.path} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Provision:
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
    """A measure localises a provision (both by their IRIs)."""

    measure: str
    provision: str
    confidence: Decimal


@dataclass(frozen=True, slots=True)
class Tracing:
    """The measures of all plans, the provisions of the document ``parent`` in its order, and what links them."""

    parent: str
    measures: Mapping[str, Measure]
    provisions: tuple[Provision, ...]
    links: tuple[Link, ...]

    def by_measure(self) -> Mapping[str, tuple[Link, ...]]:
        """The links of each measure, best first."""
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            found[link.measure].append(link)
        return {measure: tuple(links) for measure, links in found.items()}


def read_tracing(build: Build, papers: Papers) -> Tracing:
    """Read how the plans carry out the document that most of them follow, which is a national one if there is any."""
    rows = ask(build, "correspondences")
    parent = papers.main_parent(row["paper"] for row in rows)
    links = [row for row in rows if papers.known.get(row["paper"], row["paper"]) == parent]
    provisions = [row for row in ask(build, "provisions") if row["paper"] == parent]
    divided = {row["above"] for row in provisions}
    localised = {row["provision"] for row in links}
    return Tracing(
        parent,
        {measure.iri: measure for measure in read_measures(build)},
        tuple(_provision(row, row["provision"] in divided - localised) for row in provisions),
        tuple(Link(row["measure"], row["provision"], Decimal(row["confidence"])) for row in links),
    )


def read_measures(build: Build, document: str = "") -> tuple[Measure, ...]:
    """The measures of all plans, or of the one document, in the plans' order."""
    rows = {row["measure"]: row for row in reversed(ask(build, "measures", document))}
    return tuple(_measure(row) for row in reversed(rows.values()))


def _measure(row: Row) -> Measure:
    return Measure(
        row["measure"],
        row["document"],
        row["path"],
        one_line(row["title"]),
        row["chapter"],
        one_line(row["chapterTitle"]),
        source_of(row),
    )


def _provision(row: Row, is_chapter: bool) -> Provision:
    return Provision(
        row["provision"], row["path"], one_line(row["title"]), one_line(row["titleEn"]), is_chapter
    )
