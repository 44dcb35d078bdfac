"""How far the cities carry out the provisions of the document above them: the table ``coverage``, plan by plan."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build
from policygraph.errors import UsageError
from policygraph.queries.correspondences import (
    Correspondences,
    Link,
    Measure,
    ProvisionAbove,
    read_correspondences,
)
from policygraph.queries.documents import Document, chosen_plans, described
from policygraph.queries.selection import Selection, select
from policygraph.queries.stock_rows import stock_rows

__all__ = ["Coverage", "Provincial", "Uptake", "UptakeStatus", "read_coverage"]


class UptakeStatus(Enum):
    """How a plan takes a provision up; one that it leaves out has no cell."""

    OWN = "own"
    MERGED = "merged"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Uptake:
    """How one plan takes one provision up, by which measures, how sure that is, and whether one of them is selected."""

    status: UptakeStatus
    measures: tuple[Measure, ...]
    confidence: Decimal
    is_selected: bool


@dataclass(frozen=True, slots=True)
class Provincial:
    """How many measures of a plan have a counterpart in its province's directive, have none, and may have one.

    ``directive`` is the number or title. Where not all of its provisions are known, nobody can say that there is none.
    """

    directive: str
    found: int
    lacking: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The map's facts: ``cells`` by provision and plan (IRIs), and the measures of each plan without a counterpart.

    ``absent`` are provision and plan of which nothing corresponds. Neither is told where nobody compared, or where a
    divided provision is taken up in its parts.
    A provision that a selected measure localises has the cells of all plans, whoever's measures carry it out there:
    else it would seem absent. Only selected measures are counted as additions, and in ``provincial``, which tells by
    plan how its measures stand to the province's directives.
    """

    parent: Document
    plans: tuple[Document, ...]
    provisions: tuple[ProvisionAbove, ...]
    cells: Mapping[tuple[str, str], Uptake]
    absent: frozenset[tuple[str, str]]
    additions: Mapping[str, tuple[Measure, ...]]
    provincial: Mapping[str, tuple[Provincial, ...]]


def read_coverage(build: Build, selection: Selection) -> Coverage:
    """Read the facts.

    A selection of measures (by chapter, theme, agency, indicator) leaves the provisions that they localise.

    Raises:
        UsageError: there is no such plan, or no selected measure localises a provision.
    """
    scope = select(build, selection)
    reader = Reader(build)
    plans = chosen_plans(reader, scope)
    known = read_correspondences(reader)
    names = {plan.name: plan.iri for plan in plans}
    links = tuple(link for link in known.links if link.document in names)
    kept = {link.provision for link in links if scope.measures is None or link.measure in scope.measures}
    if not kept:
        raise UsageError(
            "no selected measure localises a provision of a higher document; select less narrowly"
        )
    return Coverage(
        described(reader, known.parent),
        plans,
        _rows(known, kept if scope.measures is not None else None),
        _cells(known.measures, links, names, scope.measures),
        frozenset((provision, names[name]) for name, provision in known.absent if name in names),
        _additions(known, names, scope.measures),
        _provincial(build, names, scope.measures),
    )


def _rows(known: Correspondences, kept: set[str] | None) -> tuple[ProvisionAbove, ...]:
    """All provisions, or those kept with the chapters that they stand in."""
    if kept is None:
        return known.provisions
    chapters = {p.path.split("/")[0] for p in known.provisions if p.iri in kept and "/" in p.path}
    return tuple(p for p in known.provisions if p.iri in kept or (p.is_chapter and p.path in chapters))


def _cells(
    measures: Mapping[str, Measure],
    links: tuple[Link, ...],
    plans: Mapping[str, str],
    wanted: frozenset[str] | None,
) -> dict[tuple[str, str], Uptake]:
    found: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        # In a graph of another hand, what is linked may be no measure.
        if link.measure in measures and link.document in plans:
            found[link.provision, plans[link.document]].append(link)
    return {place: _cell(here, measures, wanted) for place, here in found.items()}


def _cell(links: list[Link], measures: Mapping[str, Measure], wanted: frozenset[str] | None) -> Uptake:
    """A provision has its own measure if one is not merged, and is split if there are others beside that."""
    is_merged = all(link.is_merged for link in links)
    status = UptakeStatus.MERGED if is_merged else UptakeStatus.OWN if len(links) == 1 else UptakeStatus.SPLIT
    return Uptake(
        status,
        tuple(measures[link.measure] for link in links),
        max(link.confidence for link in links),
        wanted is None or any(link.measure in wanted for link in links),
    )


def _additions(
    known: Correspondences, plans: Mapping[str, str], wanted: frozenset[str] | None
) -> dict[str, tuple[Measure, ...]]:
    found: dict[str, list[Measure]] = {iri: [] for iri in plans.values()}
    for iri, measure in known.measures.items():
        if iri in known.additions and measure.document in plans and (wanted is None or iri in wanted):
            found[plans[measure.document]].append(measure)
    return {plan: tuple(here) for plan, here in found.items()}


def _provincial(
    build: Build, plans: Mapping[str, str], wanted: frozenset[str] | None
) -> dict[str, tuple[Provincial, ...]]:
    standing = {
        (row["document"], row["province"], row["iri"]): row["in_province"]
        for row in stock_rows(build, "provisions")
        if row["province"] and row["document"] in plans and (wanted is None or row["iri"] in wanted)
    }
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (name, directive, _), how in standing.items():
        counts[name, directive][how] += 1
    found: dict[str, tuple[Provincial, ...]] = dict.fromkeys(plans.values(), ())
    for (name, directive), of in sorted(counts.items()):
        found[plans[name]] += (Provincial(directive, of["counterpart"], of["none"], of["unknown"]),)
    return found
