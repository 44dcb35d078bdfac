"""Who answers for what in one city: the facts of the responsibility map."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policygraph.build.store import Build
from policygraph.errors import UsageError
from policygraph.exports.pictures.asking import Row, ask, source_of
from policygraph.exports.pictures.papers import Paper, chosen_city, read_papers
from policygraph.exports.pictures.sheet import Source
from policygraph.exports.pictures.tracing import Measure, read_measures
from policygraph.printable import one_line
from policygraph.queries.selection import Scope, Selection, select

__all__ = ["ROLES", "Agency", "Duty", "Responsibility", "read_responsibility"]

# The heaviest first: it is shown where an agency has several for one measure.
ROLES = ("lead", "responsible", "implement", "support")


@dataclass(frozen=True, slots=True)
class Agency:
    """A body by IRI and name."""

    iri: str
    name: str


@dataclass(frozen=True, slots=True)
class Duty:
    """What an agency has to do with a measure: its roles, heaviest first, and where the text says so."""

    roles: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Responsibility:
    """The map's facts: agencies, those with the most measures first, and duties by agency and measure (IRIs).

    ``of_measures`` counts the agencies of each measure and ``of_agencies`` the measures of each agency in the whole
    plan, whatever is selected.
    """

    plan: Paper
    measures: tuple[Measure, ...]
    agencies: tuple[Agency, ...]
    duties: Mapping[tuple[str, str], Duty]
    of_measures: Mapping[str, int]
    of_agencies: Mapping[str, int]


def read_responsibility(build: Build, selection: Selection) -> Responsibility:
    """Read the facts.

    Raises:
        UsageError: the selection holds none or several plans, or no agency that answers for a measure.
    """
    scope = select(build, selection)
    plan = chosen_city(read_papers(build), scope, "responsibility-map")
    measures = tuple(
        measure
        for measure in read_measures(build, plan.name)
        if scope.measures is None or measure.iri in scope.measures
    )
    everything = ask(build, "responsibility", plan.name)
    rows = list(_kept(everything, measures, scope))
    if not rows:
        raise UsageError(
            f"no agency of the selection answers for a measure of {plan.name}; select less narrowly"
        )
    pairs = {(row["agency"], row["measure"]) for row in everything}
    return Responsibility(
        plan,
        measures,
        _agencies(rows),
        _duties(rows),
        Counter(measure for _, measure in pairs),
        Counter(agency for agency, _ in pairs),
    )


def _kept(rows: Iterable[Row], measures: Iterable[Measure], scope: Scope) -> Iterable[Row]:
    shown = {measure.iri for measure in measures}
    named = scope.ends.get("agency")
    return (row for row in rows if row["measure"] in shown and (named is None or row["agency"] in named))


def _agencies(rows: Iterable[Row]) -> tuple[Agency, ...]:
    pairs = {(row["agency"], row["measure"]): one_line(row["name"]) for row in rows}
    counts = Counter(agency for agency, _ in pairs)
    names = {agency: name for (agency, _), name in pairs.items()}
    return tuple(
        Agency(iri, names[iri]) for iri in sorted(counts, key=lambda iri: (-counts[iri], names[iri], iri))
    )


def _duties(rows: Iterable[Row]) -> dict[tuple[str, str], Duty]:
    roles: dict[tuple[str, str], set[str]] = defaultdict(set)
    sources: dict[tuple[str, str], list[Source]] = defaultdict(list)
    for row in rows:
        place = row["agency"], row["measure"]
        roles[place].add(row["role"])
        sources[place] += source_of(row)
    return {
        place: Duty(tuple(sorted(found, key=ROLES.index)), tuple(sources[place]))
        for place, found in roles.items()
    }
