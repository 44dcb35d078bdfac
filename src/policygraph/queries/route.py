"""Where one city's plan comes from, measure by measure: the facts of the trace page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build
from policygraph.errors import UsageError
from policygraph.model import Quote
from policygraph.queries import lineage
from policygraph.queries.correspondences import Link, Measure, ProvisionAbove, quotes_of, read_correspondences
from policygraph.queries.documents import Document, chosen_plan, described, parents
from policygraph.queries.known_provisions import unknown_in
from policygraph.queries.lineage import AdministrativeLevel
from policygraph.queries.selection import Selection, select
from policygraph.queries.stock_rows import stock_rows

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
    ``loads`` are by the path of the measure, ``elsewhere`` is what stands outside the measures. ``bases`` are the
    pairs of documents (IRIs) of which the first is made under the second, with the quotes that say so in texts that
    were read. ``unknown`` tells of documents above of how many measures nobody can say what they carry out there.
    """

    plan: Document
    top: Document
    between: tuple[Document, ...]
    measures: tuple[Measure, ...]
    provisions: tuple[ProvisionAbove, ...]
    links: tuple[Link, ...]
    loads: Mapping[str, Load]
    elsewhere: Load
    bases: Mapping[tuple[str, str], tuple[Quote, ...]]
    unknown: Mapping[str, int]


def read_route(build: Build, selection: Selection) -> Route:
    """Read the facts.

    A selection of measures (by chapter, theme, agency, indicator) leaves these and the provisions that they localise.

    Raises:
        UsageError: the selection holds none or several plans, or no measure, or nothing above the plan is known.
    """
    scope = select(build, selection)
    reader = Reader(build)
    plan = chosen_plan(reader, scope, "trace-page")
    found = read_correspondences(reader)
    own = tuple(measure for measure in found.measures.values() if measure.document == plan.name)
    measures = tuple(m for m in own if scope.measures is None or m.iri in scope.measures)
    if not measures:
        raise UsageError(f"no measure of {plan.name} fits the selection; select less narrowly")
    if not found.parent:
        raise UsageError(
            "no measure of the build localises a provision of a higher document, so there is nothing to trace"
        )
    shown = {measure.iri for measure in measures}
    links = tuple(link for link in found.links if link.measure in shown)
    provisions = found.provisions
    if scope.measures is not None:
        kept = {link.provision for link in links}
        provisions = tuple(provision for provision in provisions if provision.iri in kept)
    top = described(reader, found.parent)
    between = tuple(
        parent
        for parent in parents(reader, plan)
        if parent.iri != top.iri and parent.level is not AdministrativeLevel.NATION
    )
    loads = _loads(build, plan.name)
    outside = [load for path, load in loads.items() if path not in {measure.path for measure in own}]
    return Route(
        plan,
        top,
        between,
        measures,
        provisions,
        links,
        loads,
        Load(sum(load.obligations for load in outside), sum(load.targets for load in outside)),
        _bases(reader, [plan, *between, top]),
        Counter(document for measure in measures for document in unknown_in(reader, measure.iri)),
    )


def _loads(build: Build, document: str) -> dict[str, Load]:
    """What stands in each part of a document, by its path."""
    obligations, targets = (
        Counter(row["measure"] for row in stock_rows(build, name, "document", document))
        for name in ("obligations", "targets")
    )
    return {path: Load(obligations[path], targets[path]) for path in obligations | targets}


def _bases(reader: Reader, chain: list[Document]) -> dict[tuple[str, str], tuple[Quote, ...]]:
    """Which document of the chain is made under which, and where it says so."""
    shown = {document.iri for document in chain}
    return {
        (document.iri, base): quotes_of(reader, lineage.basis_citation(reader, document.iri, named))
        for document in chain
        for base, named in lineage.bases(reader, document.iri).items()
        if base in shown
    }
