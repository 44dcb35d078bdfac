"""Who answers for what in one city: the facts of the responsibility map."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build
from policygraph.errors import UsageError
from policygraph.model import Quote
from policygraph.printable import one_line
from policygraph.queries.correspondences import Measure, measures_of
from policygraph.queries.documents import Document, chosen_plan
from policygraph.queries.selection import Scope, Selection, select
from policygraph.queries.stock_rows import stock_rows
from policygraph.rdf.terms import PG

__all__ = ["ROLES", "AgencyName", "Duty", "Responsibility", "read_responsibility"]

# The heaviest first: it is shown where an agency has several for one measure.
ROLES = ("lead", "responsible", "implement", "support")


@dataclass(frozen=True, slots=True)
class AgencyName:
    """A body by IRI and name."""

    iri: str
    name: str


@dataclass(frozen=True, slots=True)
class Duty:
    """What an agency has to do with a measure: its roles, heaviest first, and where the text says so.

    ``is_by_rule`` holds where only a standing rule says so; the quotes are then the rule's.
    """

    roles: tuple[str, ...]
    quotes: tuple[Quote, ...]
    is_by_rule: bool = False


@dataclass(frozen=True, slots=True)
class Responsibility:
    """The map's facts: agencies, those with the most measures first, and duties by agency and measure (IRIs).

    ``of_measures`` counts the agencies of each measure and ``of_agencies`` the measures of each agency in the whole
    plan, whatever is selected.
    """

    plan: Document
    measures: tuple[Measure, ...]
    agencies: tuple[AgencyName, ...]
    duties: Mapping[tuple[str, str], Duty]
    of_measures: Mapping[str, int]
    of_agencies: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Assignment:
    agency: AgencyName
    measure: str
    role: str
    quote: Quote
    rule: str


def read_responsibility(build: Build, selection: Selection) -> Responsibility:
    """Read the facts.

    Raises:
        UsageError: the selection holds none or several plans, or no agency that answers for a measure.
    """
    scope = select(build, selection)
    reader = Reader(build)
    plan = chosen_plan(reader, scope, "responsibility-map")
    measures = tuple(
        measure
        for measure in measures_of(reader, plan.name)
        if scope.measures is None or measure.iri in scope.measures
    )
    everything = _assignments(reader, plan.name)
    kept = list(_kept(everything, measures, scope))
    if not kept:
        raise UsageError(
            f"no agency of the selection answers for a measure of {plan.name}; select less narrowly"
        )
    pairs = {(one.agency.iri, one.measure) for one in everything}
    return Responsibility(
        plan,
        measures,
        _agencies(kept),
        _duties(kept),
        Counter(measure for _, measure in pairs),
        Counter(agency for agency, _ in pairs),
    )


def _assignments(reader: Reader, document: str) -> list[_Assignment]:
    """The assignments of a document in the order of its text."""
    return [
        _Assignment(
            AgencyName(reader.value(row["iri"], PG.iri("agency")), one_line(row["agency"])),
            reader.value(row["iri"], PG.iri("inProvision")),
            row["role"],
            quote,
            row["derived"],
        )
        for row in stock_rows(reader.build, "assignments", "document", document)
        if (quote := reader.evidence(row["iri"]))
    ]


def _kept(
    assignments: Iterable[_Assignment], measures: Iterable[Measure], scope: Scope
) -> Iterable[_Assignment]:
    shown = {measure.iri for measure in measures}
    named = scope.ends.get("agency")
    return (one for one in assignments if one.measure in shown and (named is None or one.agency.iri in named))


def _agencies(assignments: Iterable[_Assignment]) -> tuple[AgencyName, ...]:
    counts = Counter(agency for agency, _ in {(one.agency, one.measure) for one in assignments})
    return tuple(sorted(counts, key=lambda agency: (-counts[agency], agency.name, agency.iri)))


def _duties(assignments: Iterable[_Assignment]) -> dict[tuple[str, str], Duty]:
    found: dict[tuple[str, str], list[_Assignment]] = defaultdict(list)
    for one in assignments:
        found[one.agency.iri, one.measure].append(one)
    return {
        place: Duty(
            tuple(sorted({one.role for one in here}, key=ROLES.index)),
            tuple(one.quote for one in here),
            all(one.rule for one in here),
        )
        for place, here in found.items()
    }
