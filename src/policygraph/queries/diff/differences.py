"""Values for what differs between two builds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from policygraph.graph.verdicts import Judgement
from policygraph.queries.diff.rewording import Stretch
from policygraph.queries.facts import FactKind

__all__ = ["TOLD", "Difference", "Differences", "Field", "Kind", "Side"]

# The kinds that are told, in their order; what else is read in a sentence is shown by its words.
TOLD = (
    FactKind.DOCUMENT,
    FactKind.PROVISION,
    FactKind.TARGET,
    FactKind.OBLIGATION,
    FactKind.ASSIGNMENT,
    FactKind.CITATION,
)


class Kind(StrEnum):
    """What became of something."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"
    REWORDED = "reworded"
    RENAMED = "renamed"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    SPLIT = "split"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Side:
    """A thing in one of the builds: its document and path there, its IRI, and what it is called.

    ``quote`` are its exact words, ``words`` these as they were read. ``figure`` is what a target says of its number, in
    words; '' for all else.
    """

    document: str
    path: str
    iri: str
    name: str
    quote: str
    words: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A value that differs, '' where one side states none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs, in the document of that name, the later one where there are two.

    ``before`` and ``after`` are one each, none where it came or went, several where it was split or merged. ``words``
    are those of a reworded sentence; ``judgement`` says how the later figure of a target stands to the earlier one.
    """

    document: str
    what: FactKind
    kind: Kind
    before: tuple[Side, ...]
    after: tuple[Side, ...]
    fields: tuple[Field, ...] = ()
    words: tuple[Stretch, ...] = ()
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Differences:
    """All differences between two builds, by document.

    ``renamed`` are the documents that are compared under two names, ``versions`` the programs that made the builds.
    """

    found: tuple[Difference, ...]
    renamed: Mapping[str, str]
    versions: tuple[str, str]

    def of(self, document: str) -> tuple[Difference, ...]:
        """Those of one document."""
        return tuple(one for one in self.found if one.document == document)
