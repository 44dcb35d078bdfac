"""What a person decided about one fact, as one line of a corrections file says it, and what became of that line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from policygraph.correction_kinds import CorrectionKind

if TYPE_CHECKING:
    from policygraph.model.facts import Assignment, Citation, Obligation, Target
    from policygraph.model.structure import Provision

__all__ = [
    "CORRECTABLE",
    "MAIN_FIELDS",
    "REVIEWED",
    "Anchor",
    "Correction",
    "CorrectionKind",
    "Decision",
    "Fact",
    "Outcome",
    "Revision",
    "SettledLine",
    "Status",
]

# A string, as these values hold what is decided on them.
Fact: TypeAlias = "Provision | Citation | Assignment | Target | Obligation"


class Decision(StrEnum):
    """What a person says about a fact: it is right, wrong, right but for one field, or missing."""

    CONFIRM = "confirm"
    REJECT = "reject"
    REPLACE = "replace"
    ADD = "add"


class Outcome(StrEnum):
    """What a build made of a line."""

    APPLIED = "applied"
    UNNEEDED = "no-longer-needed"
    STALE = "stale"
    LOST = "anchor-lost"
    UNDECIDED = "undecided"


class Status(StrEnum):
    """How a fact came about: as the rules read it, or by a person's decision."""

    EXTRACTED = "extracted"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    ADDED = "added"


# The columns of each kind's table that a line may set.
CORRECTABLE: Mapping[CorrectionKind, tuple[str, ...]] = {
    CorrectionKind.DOCUMENT: ("area", "number", "date", "title"),
    CorrectionKind.MEASURE: ("title",),
    CorrectionKind.CITATION: ("kind", "doc_number", "title", "relation"),
    CorrectionKind.ASSIGNMENT: ("agency", "function", "role"),
    CorrectionKind.TARGET: (
        "indicator",
        "concept",
        "op",
        "value",
        "unit",
        "kind",
        "baseline_year",
        "target_year",
        "strength",
        "area",
        "baseline_value",
        "period",
        "tier",
        "stated",
    ),
    CorrectionKind.OBLIGATION: ("strength", "deadline", "modality", "bearer"),
}
# The field with which a line of kind measure confirms that its provision was read completely.
REVIEWED = "reviewed"

# What ``was`` speaks of where a line names no field.
MAIN_FIELDS: Mapping[CorrectionKind, str] = {
    CorrectionKind.DOCUMENT: "title",
    CorrectionKind.MEASURE: "title",
    CorrectionKind.CITATION: "title",
    CorrectionKind.ASSIGNMENT: "agency",
    CorrectionKind.TARGET: "value",
    CorrectionKind.OBLIGATION: "strength",
}


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a fact stands: its provision, its exact words, and up to 32 characters of the source on either side.

    ``start`` is where the words stood when the line was written, None where that is not told: it only decides between
    places that nothing else tells apart.
    """

    path: str = ""
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of a corrections file.

    ``document`` is the document's name. ``field`` is one of the kind's :data:`CORRECTABLE`, '' where the line is about
    the fact as a whole; ``was`` is what the rules read there when the line was written, and ``now`` what is right.
    ``decision`` is None where nobody has decided yet. ``date`` is an ISO date or ''. ``file`` is the name of the file
    and ``line`` the line that the correction stands in, counted from 1; ``places`` say at which character of the line
    each cell starts, by the name of its column. ``sentence`` is what stands around the words of a line that was drawn
    as a sample, else ''.
    """

    document: str
    kind: CorrectionKind
    anchor: Anchor
    decision: Decision | None = None
    field: str = ""
    was: str = ""
    now: str = ""
    reason: str = ""
    author: str = ""
    date: str = ""
    file: str = ""
    line: int = 0
    places: tuple[tuple[str, int], ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class SettledLine:
    """A line and what a build made of it.

    ``fact`` is what the line is about: as the rules read it, or as it was first read where a person added it; None for
    the document itself, and where there is none. ``found`` is what the rules read in the line's field this time.
    Where nothing was done, ``problem`` is a clause that says why, and ``column`` the cell that it is about.
    """

    line: Correction
    outcome: Outcome
    fact: Fact | None = None
    found: str = ""
    problem: str = ""
    column: str = ""

    @property
    def is_unclear(self) -> bool:
        """Whether the line itself has to be mended: what it says cannot be meant."""
        return self.column in ("now", "decision")


@dataclass(frozen=True, slots=True)
class Revision:
    """What people made of one fact: as it was first read, and as it holds (None: rejected)."""

    read: Fact
    now: Fact | None
    status: Status
