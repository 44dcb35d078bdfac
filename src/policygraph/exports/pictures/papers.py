"""Who stands above whom: the plans of a build and their parents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from policygraph.build.store import Build
from policygraph.errors import UsageError
from policygraph.exports.pictures.asking import Row, ask, source_of
from policygraph.exports.pictures.sheet import Source
from policygraph.printable import one_line
from policygraph.queries.selection import Scope

__all__ = ["Level", "Paper", "Papers", "chosen_city", "chosen_plans", "read_papers", "told_apart"]

_NATION = "100000"


class Level(IntEnum):
    """How high the issuer of a document stands."""

    NATION = 0
    PROVINCE = 1
    CITY = 2


@dataclass(frozen=True, slots=True)
class Paper:
    """A document; ``name`` is its source's, '' where its text was not read. ``place`` is its area's name or its own."""

    iri: str
    name: str
    number: str
    title: str
    level: Level
    place: str
    place_en: str

    @property
    def reference(self) -> str:
        """Title and number, as a footer names it."""
        return f"《{self.title}》{self.number}" if self.title else self.number or self.place


@dataclass(frozen=True, slots=True)
class Papers:
    """All documents by IRI; the plans in order; the parents of each, highest first; and what rests on what.

    ``known`` gives for an IRI of a document the one that it goes by here: a directive that was read goes by its text.
    ``bases`` holds the pairs of documents of which the first is made under the second, ``quotes`` where it says so.
    """

    papers: Mapping[str, Paper]
    plans: tuple[Paper, ...]
    parents: Mapping[str, tuple[Paper, ...]]
    known: Mapping[str, str]
    bases: frozenset[tuple[str, str]]
    quotes: Mapping[tuple[str, str], tuple[Source, ...]]

    def main_parent(self, corresponding: Iterable[str]) -> str:
        """The national document that most correspondences lead to, or another if none leads to a national one.

        Args:
            corresponding: the document of each correspondence.

        Returns:
            Its IRI, '' where there is no correspondence.
        """
        counts = Counter(self.known.get(iri, iri) for iri in corresponding)
        return min(counts, key=lambda iri: (self.papers[iri].level, -counts[iri], iri), default="")


def read_papers(build: Build) -> Papers:
    """Read which documents there are."""
    known = {row["other"]: row["paper"] for row in ask(build, "same")}
    papers = {row["paper"]: _paper(row) for row in _merged(ask(build, "papers"), known)}
    parents: dict[str, set[Paper]] = defaultdict(set)
    quotes: dict[tuple[str, str], tuple[Source, ...]] = {}
    for row in ask(build, "ancestry"):
        parent = known.get(row["parent"], row["parent"])
        parents[row["plan"]].add(papers[parent])
        quotes.setdefault((row["plan"], parent), source_of(row))
    bases = frozenset((row["paper"], known.get(row["basis"], row["basis"])) for row in ask(build, "bases"))
    plans = [paper for paper in papers.values() if paper.name and paper.level is Level.CITY]
    return Papers(
        papers,
        tuple(plans),
        {plan: tuple(sorted(found, key=lambda p: (p.level, p.iri))) for plan, found in parents.items()},
        known,
        bases,
        quotes,
    )


def chosen_plans(papers: Papers, scope: Scope) -> tuple[Paper, ...]:
    """The plans of a selection.

    Raises:
        UsageError: it selects none, or only documents that stand above the plans.
    """
    chosen = tuple(p for p in papers.plans if scope.documents is None or p.name in scope.documents)
    if not chosen:
        names = ", ".join(paper.name for paper in papers.plans) or "none"
        raise UsageError(f"the selection holds no plan; select one of the build's plans with --city: {names}")
    return chosen


def told_apart(papers: Iterable[Paper]) -> dict[str, str]:
    """What stands below the area's name in a head, by IRI: the name in Latin letters.

    Where several documents are of one area, such as a city's and that of its department, it is their numbers.
    """
    found = list(papers)
    counts = Counter(paper.place for paper in found)
    return {p.iri: p.place_en if counts[p.place] == 1 else p.number or p.name for p in found}


def chosen_city(papers: Papers, scope: Scope, picture: str) -> Paper:
    """The one plan of a selection.

    Raises:
        UsageError: it selects none, or several.
    """
    first, *others = chosen_plans(papers, scope)
    if others:
        names = ", ".join(paper.name for paper in (first, *others))
        raise UsageError(f"the picture {picture} shows one city; select one of these with --city: {names}")
    return first


def _merged(rows: Iterable[Row], known: Mapping[str, str]) -> Iterable[Row]:
    """One row for each document: what a directive's text leaves out, such as its area, the register may know."""
    found = {row["paper"]: row for row in rows}
    for other, paper in known.items():
        if other in found:
            listed = found.pop(other)
            found[paper] = {key: value or listed[key] for key, value in found[paper].items()}
    return found.values()


def _paper(row: Row) -> Paper:
    title = one_line(row["title"])
    place = one_line(row["areaName"]) or title or row["number"] or row["name"]
    return Paper(
        row["paper"],
        row["name"],
        row["number"],
        title,
        _level(row["area"]),
        place,
        one_line(row["areaNameEn"]),
    )


def _level(code: str) -> Level:
    if code == _NATION:
        return Level.NATION
    return Level.PROVINCE if code.endswith("0000") else Level.CITY
