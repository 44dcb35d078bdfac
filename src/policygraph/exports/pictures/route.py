"""Where one city's plan comes from, measure by measure: the facts of the trace page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from policygraph.build.store import Build
from policygraph.errors import UsageError
from policygraph.exports.pictures.asking import ask
from policygraph.exports.pictures.papers import Level, Paper, Papers, chosen_city, read_papers
from policygraph.exports.pictures.sheet import Source
from policygraph.exports.pictures.tracing import Link, Measure, Provision, read_tracing
from policygraph.queries.selection import Selection, select

__all__ = ["Load", "Route", "read_route"]


@dataclass(frozen=True, slots=True)
class Load:
    """How much stands in a part of the plan."""

    obligations: int = 0
    targets: int = 0


@dataclass(frozen=True, slots=True)
class Route:
    """The page's facts.

    ``top`` is the document whose provisions are shown, ``between`` are the plan's other parents, nearest last.
    ``loads`` are by measure (IRI), ``elsewhere`` is what stands outside the measures. ``bases`` are the pairs of
    documents (IRIs) of which the first is made under the second, with the quotes that say so in texts that were read.
    """

    plan: Paper
    top: Paper
    between: tuple[Paper, ...]
    measures: tuple[Measure, ...]
    provisions: tuple[Provision, ...]
    links: tuple[Link, ...]
    loads: Mapping[str, Load]
    elsewhere: Load
    bases: Mapping[tuple[str, str], tuple[Source, ...]]


def read_route(build: Build, selection: Selection) -> Route:
    """Read the facts.

    A selection of measures (by chapter, theme, agency, indicator) leaves these and the provisions that they localise.

    Raises:
        UsageError: the selection holds none or several plans, or no measure, or nothing above the plan is known.
    """
    scope = select(build, selection)
    papers = read_papers(build)
    plan = chosen_city(papers, scope, "trace-page")
    tracing = read_tracing(build, papers)
    own = tuple(measure for measure in tracing.measures.values() if measure.document == plan.name)
    measures = tuple(m for m in own if scope.measures is None or m.iri in scope.measures)
    if not measures:
        raise UsageError(f"no measure of {plan.name} fits the selection; select less narrowly")
    if not tracing.parent:
        raise UsageError(
            "no measure of the build localises a provision of a higher document, so there is nothing to trace"
        )
    shown = {measure.iri for measure in measures}
    links = tuple(link for link in tracing.links if link.measure in shown)
    provisions = tracing.provisions
    if scope.measures is not None:
        kept = {link.provision for link in links}
        provisions = tuple(provision for provision in provisions if provision.iri in kept)
    top = papers.papers[tracing.parent]
    between = tuple(
        paper
        for paper in papers.parents.get(plan.iri, ())
        if paper.iri != top.iri and paper.level is not Level.NATION
    )
    loads = _loads(build, plan)
    outside = [load for provision, load in loads.items() if provision not in {measure.iri for measure in own}]
    return Route(
        plan,
        top,
        between,
        measures,
        provisions,
        links,
        loads,
        Load(sum(load.obligations for load in outside), sum(load.targets for load in outside)),
        _bases(papers, [plan, *between, top]),
    )


def _loads(build: Build, plan: Paper) -> dict[str, Load]:
    counts: dict[str, dict[bool, int]] = defaultdict(dict)
    for row in ask(build, "counts", plan.name):
        counts[row["provision"]][row["isTarget"] == "true"] = int(row["number"])
    return {place: Load(found.get(False, 0), found.get(True, 0)) for place, found in counts.items()}


def _bases(papers: Papers, chain: list[Paper]) -> dict[tuple[str, str], tuple[Source, ...]]:
    wanted = {paper.iri for paper in chain}
    pairs = [pair for pair in sorted(papers.bases) if set(pair) <= wanted]
    return {pair: papers.quotes.get(pair, ()) for pair in pairs}
