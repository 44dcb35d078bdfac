"""Which measures of the plans localise which provisions of the document above them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from policygraph.build.store import Build
from policygraph.exports.pictures.asking import Row, ask, source_of
from policygraph.exports.pictures.papers import Papers
from policygraph.exports.pictures.sheet import Source
from policygraph.printable import one_line

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
    """A measure localises a provision (both by their IRIs), directly or by way of the named ones ``between``."""

    measure: str
    provision: str
    confidence: Decimal
    between: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tracing:
    """The measures of all plans, the provisions of the document ``parent`` in its order, and what links them."""

    parent: str
    measures: Mapping[str, Measure]
    provisions: tuple[Provision, ...]
    links: tuple[Link, ...]


def read_tracing(build: Build, papers: Papers) -> Tracing:
    """Read how the plans carry out the document that most of them follow, which is a national one if there is any."""
    rows = ask(build, "correspondences")
    parent = papers.main_parent(row["paper"] for row in rows)
    known = ask(build, "provisions")
    provisions = [row for row in known if row["paper"] == parent]
    names = {row["provision"]: _full_name(row, papers) for row in known}
    links = _links(rows, {row["provision"] for row in provisions}, names)
    divided = {row["above"] for row in provisions}
    localised = {link.provision for link in links}
    return Tracing(
        parent,
        {measure.iri: measure for measure in read_measures(build)},
        tuple(_provision(row, row["provision"] in divided - localised) for row in provisions),
        links,
    )


def _full_name(row: Row, papers: Papers) -> str:
    paper = papers.papers[papers.known.get(row["paper"], row["paper"])]
    return one_line(f"{paper.number or paper.place} {row['path']} {row['title']}")


def _links(rows: Sequence[Row], provisions: Container[str], names: Mapping[str, str]) -> tuple[Link, ...]:
    """From each measure to the provisions that it leads up to, the surest way to each, in the order of the measures."""
    upwards: dict[str, list[Link]] = defaultdict(list)
    for row in rows:
        upwards[row["measure"]].append(Link(row["measure"], row["provision"], Decimal(row["confidence"])))
    found: list[Link] = []
    for measure in upwards:
        ways = _ways(measure, upwards)
        for way in ways.values():
            if way.provision in provisions:
                found.append(replace(way, between=tuple(names.get(step, step) for step in way.between)))
    return tuple(found)


def _ways(measure: str, upwards: Mapping[str, Sequence[Link]]) -> dict[str, Link]:
    """The surest way from a measure to all that it localises; one of several steps is as sure as all of them together.

    A direct step counts before any that leads by way of another document.
    """
    ways = {link.provision: link for link in upwards[measure]}
    waiting = list(ways.values())
    while waiting:
        steps = [
            Link(measure, link.provision, way.confidence * link.confidence, (*way.between, way.provision))
            for way in waiting
            for link in upwards.get(way.provision, ())
            if link.provision != measure
        ]
        waiting = []
        for step in sorted(steps, key=lambda step: (-step.confidence, step.between)):
            if step.provision not in ways:
                ways[step.provision] = step
                waiting.append(step)
    return ways


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
