"""How far the cities carry out the provisions of the national directive: the facts of the coverage map."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from policygraph.build.store import Build
from policygraph.errors import UsageError
from policygraph.exports.pictures.papers import Paper, chosen_plans, read_papers
from policygraph.exports.pictures.tracing import Link, Measure, Provision, Tracing, read_tracing
from policygraph.queries.selection import Selection, select

__all__ = ["Cell", "Coverage", "Status", "read_coverage"]


class Status(Enum):
    """How a plan takes a provision up; one that it leaves out has no cell."""

    OWN = "own"
    MERGED = "merged"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Cell:
    """How one plan takes one provision up, by which measures, how sure that is, and whether one of them is selected."""

    status: Status
    measures: tuple[Measure, ...]
    confidence: Decimal
    is_selected: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """The map's facts: ``cells`` by provision and plan (IRIs), and the measures of each plan without a counterpart.

    A provision that a selected measure localises has the cells of all plans, whoever's measures carry it out there:
    else it would seem absent. Only selected measures are counted as additions.
    """

    parent: Paper
    plans: tuple[Paper, ...]
    provisions: tuple[Provision, ...]
    cells: Mapping[tuple[str, str], Cell]
    additions: Mapping[str, tuple[Measure, ...]]


def read_coverage(build: Build, selection: Selection) -> Coverage:
    """Read the facts.

    A selection of measures (by chapter, theme, agency, indicator) leaves the provisions that they localise.

    Raises:
        UsageError: there is no such plan, or no selected measure localises a provision.
    """
    scope = select(build, selection)
    papers = read_papers(build)
    plans = chosen_plans(papers, scope)
    tracing = read_tracing(build, papers)
    names = {plan.name: plan.iri for plan in plans}
    measures = {iri: m for iri, m in tracing.measures.items() if m.document in names}
    links = tuple(link for link in tracing.links if link.measure in measures)
    kept = {link.provision for link in links if scope.measures is None or link.measure in scope.measures}
    if not kept:
        raise UsageError(
            "no selected measure localises a provision of a higher document; select less narrowly"
        )
    return Coverage(
        papers.papers[tracing.parent],
        plans,
        _rows(tracing, kept if scope.measures is not None else None),
        _cells(measures, links, names, scope.measures),
        _additions(measures, tracing, names, scope.measures),
    )


def _rows(tracing: Tracing, kept: set[str] | None) -> tuple[Provision, ...]:
    """All provisions, or those kept with the chapters that they stand in."""
    if kept is None:
        return tracing.provisions
    chapters = {p.path.split("/")[0] for p in tracing.provisions if p.iri in kept and "/" in p.path}
    return tuple(p for p in tracing.provisions if p.iri in kept or (p.is_chapter and p.path in chapters))


def _cells(
    measures: Mapping[str, Measure],
    links: tuple[Link, ...],
    plans: Mapping[str, str],
    wanted: frozenset[str] | None,
) -> dict[tuple[str, str], Cell]:
    counterparts = Counter(link.measure for link in links)
    found: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        found[link.provision, plans[measures[link.measure].document]].append(link)
    return {place: _cell(here, counterparts, measures, wanted) for place, here in found.items()}


def _cell(
    links: list[Link],
    counterparts: Mapping[str, int],
    measures: Mapping[str, Measure],
    wanted: frozenset[str] | None,
) -> Cell:
    """A provision has its own measure if one measure has no other counterpart, and is split if several have none."""
    own = sum(counterparts[link.measure] == 1 for link in links)
    status = Status.MERGED if own == 0 else Status.OWN if len(links) == 1 else Status.SPLIT
    return Cell(
        status,
        tuple(measures[link.measure] for link in links),
        max(link.confidence for link in links),
        wanted is None or any(link.measure in wanted for link in links),
    )


def _additions(
    measures: Mapping[str, Measure], tracing: Tracing, plans: Mapping[str, str], wanted: frozenset[str] | None
) -> dict[str, tuple[Measure, ...]]:
    linked = {link.measure for link in tracing.links}
    found: dict[str, list[Measure]] = {iri: [] for iri in plans.values()}
    for iri, measure in measures.items():
        if iri not in linked and (wanted is None or iri in wanted):
            found[plans[measure.document]].append(measure)
    return {plan: tuple(here) for plan, here in found.items()}
