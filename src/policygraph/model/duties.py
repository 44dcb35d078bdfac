"""What a directing sentence says beside what is to be done: by whom, when, in which grade, what is made, who checks.

Codes of lists that are kept in the vocabulary are given by their local names (``yearly``).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from policygraph.model.codes import Comparator
from policygraph.model.text import Span

__all__ = [
    "Bearer",
    "Condition",
    "Consequence",
    "DelegatedTarget",
    "Deliverable",
    "Duties",
    "Evaluation",
    "GradeRequirement",
    "Indicator",
    "NamedEntity",
]


@dataclass(frozen=True, slots=True)
class Bearer:
    """One who has to act, in the text's words; ``kind`` is '' for a body that the vocabulary knows by name."""

    phrase: str
    kind: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a target measures: a vocabulary concept, or a new one named by the text's own words."""

    iri: str
    label: str
    curated: bool


@dataclass(frozen=True, slots=True)
class DelegatedTarget:
    """A target whose value other levels of government set (完成省下达的目标); ``set_by`` are their codes."""

    path: str
    span: Span
    phrase: str
    indicator: Indicator
    set_by: tuple[str, ...]
    target_year: str


@dataclass(frozen=True, slots=True)
class GradeRequirement:
    """A grade (its IRI) that a sentence names, how what is meant stands to it, and whether that is to go (淘汰国三)."""

    path: str
    span: Span
    grade: str
    op: Comparator
    is_removed: bool


@dataclass(frozen=True, slots=True)
class Evaluation:
    """An assessment, inspection, publication or report; ``frequency`` and ``recipient`` are '' where none is told."""

    path: str
    span: Span
    kind: str
    frequency: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows from meeting or missing a duty; ``recipient`` is to whom it is explained or made known, or ''."""

    path: str
    span: Span
    kind: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Deliverable:
    """What has to be made, by its name, the verb of making (``deed``), and by when (``due``, '' where not told)."""

    path: str
    span: Span
    kind: str
    deed: str
    due: str


@dataclass(frozen=True, slots=True)
class Condition:
    """To whom, or when, a duty applies; ``reach`` is what it governs, from the clause that holds it.

    A threshold (``kind``) says how much: ``op``, ``value`` and ``unit`` as the text spells it, with the unit's concept
    ('' where unknown). Other conditions have none of these.
    """

    path: str
    span: Span
    kind: str
    reach: Span
    op: Comparator | None = None
    value: Decimal | None = None
    unit: str = ""
    unit_iri: str = ""


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """A firm or works (``kind``) that a sentence calls by name."""

    path: str
    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Duties:
    """All of these of one document, each kind in the order of the document."""

    delegated: tuple[DelegatedTarget, ...] = ()
    grades: tuple[GradeRequirement, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    deliverables: tuple[Deliverable, ...] = ()
    conditions: tuple[Condition, ...] = ()
    named: tuple[NamedEntity, ...] = ()
