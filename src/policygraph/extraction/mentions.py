"""What extraction finds before anybody knows who or what is meant; offsets are clean offsets."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from policygraph.model import (
    Bearer,
    CitationRelation,
    Comparator,
    DocumentKind,
    Modality,
    Period,
    Role,
    Standing,
    Stated,
    Strength,
    TargetKind,
    Tier,
)

__all__ = ["BodyMention", "CitationMention", "Due", "ObligationMention", "TargetMention"]


@dataclass(frozen=True, slots=True)
class CitationMention:
    """A reference by title in 《》, by number, or both; ``relation`` is basis or mention."""

    path: str
    start: int
    end: int
    kind: DocumentKind
    doc_number: str
    title: str
    relation: CitationRelation


@dataclass(frozen=True, slots=True)
class BodyMention:
    """A body named in a responsibility statement with its role there, for other measures too if ``standing``."""

    path: str
    start: int
    end: int
    text: str
    role: Role
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class TargetMention:
    """A quantity that commits somebody.

    ``phrase`` says what is measured in the text's words, ``label`` the same as a reader would write it ('' if that is
    no other), ``context`` is the sentence before it, for completing the phrase.
    ``place`` is the narrower place or object whose number it is, '' for the whole area of the plan.
    ``row`` is the stretch of the table's row that it stands in, ``alternative_to`` the other figure of an either-or.
    """

    path: str
    start: int
    end: int
    phrase: str
    context: str
    op: Comparator
    value: Decimal
    upper: Decimal | None
    unit: str
    kind: TargetKind
    baseline_year: str
    target_year: str
    strength: Strength
    place: str
    baseline_value: Decimal | None = None
    period: Period = Period.TOTAL
    tier: Tier | None = None
    row: tuple[int, int] | None = None
    stated: Stated = Stated.FIGURE
    alternative_to: tuple[int, int] | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A time (``2025``, ``2023-10``) and the stretch of its sentence that it governs."""

    start: int
    end: int
    date: str


@dataclass(frozen=True, slots=True)
class ObligationMention:
    """A directing sentence; ``deadline`` is the last of its ``dates``, whose offsets are those in the sentence."""

    path: str
    start: int
    end: int
    strength: Strength
    deadline: str
    modality: Modality = Modality.DUTY
    dates: tuple[Due, ...] = ()
    bearers: tuple[Bearer, ...] = ()
