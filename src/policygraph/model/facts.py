"""What a document says."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from policygraph.model.codes import (
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
from policygraph.model.corrections import Revision, SettledLine
from policygraph.model.duties import Bearer, Duties, Indicator
from policygraph.model.structure import Outline, ReadShare
from policygraph.model.text import Finding, Source, Span, Text

__all__ = [
    "Agency",
    "Assignment",
    "Citation",
    "Correspondence",
    "DueDate",
    "Facts",
    "Justification",
    "Mapping",
    "NamedArea",
    "Obligation",
    "Target",
]


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to another document.

    ``document`` is the register's IRI of it, or '' if it is not listed. ``area`` is the code of the area whose
    government issued a document that is the basis, '' where title and number do not tell.
    """

    path: str
    span: Span
    kind: DocumentKind
    doc_number: str
    title: str
    relation: CitationRelation
    document: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Agency:
    """A body by its full name; ``function`` and ``form`` are vocabulary IRIs ('' where unknown)."""

    name: str
    function: str
    function_label: str
    area: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """One body made answerable for one provision, in one role.

    ``standing`` is set where the text says so once for other measures too (以下均需各县政府落实，不再列出).
    """

    path: str
    span: Span
    agency: Agency
    role: Role
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class NamedArea:
    """Whose number a target is: an area of the vocabulary (``code`` ends its IRI) or a place the text names."""

    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A quantity that the plan commits somebody to reach, hold, build or cut.

    ``value`` is the plain number with 万 and 亿 multiplied out; ``upper`` is set for a range only. ``unit`` is
    the unit as the text spells it ('' for pure ratios) and ``unit_iri`` its concept ('' where unknown). Years
    are four-digit strings or ''. ``baseline_value`` is what a change is measured against, in the unit of the value,
    where the text gives it; ``row`` is the row of a table that the target stands in. ``alternative_to`` is the place of
    the target that this one may be met instead of (70%以上或提高5个百分点).
    """

    path: str
    span: Span
    phrase: str
    indicator: Indicator
    op: Comparator
    value: Decimal
    upper: Decimal | None
    unit: str
    unit_iri: str
    kind: TargetKind
    baseline_year: str
    target_year: str
    strength: Strength
    area: NamedArea
    baseline_value: Decimal | None = None
    period: Period = Period.TOTAL
    tier: Tier | None = None
    row: Span | None = None
    stated: Stated = Stated.FIGURE
    alternative_to: Span | None = None


@dataclass(frozen=True, slots=True)
class DueDate:
    """A time that a directing sentence sets (``2025``, ``2023-10``), and the words that it governs."""

    path: str
    span: Span
    date: str


@dataclass(frozen=True, slots=True)
class Obligation:
    """A directing sentence of a measure.

    ``deadline`` is the last of its ``dates`` (``2025``, ``2023-10``), or ''. ``bearers`` are those whom it names.
    """

    path: str
    span: Span
    strength: Strength
    deadline: str
    modality: Modality = Modality.DUTY
    dates: tuple[DueDate, ...] = ()
    bearers: tuple[Bearer, ...] = ()


class Justification(StrEnum):
    """Why two provisions are held to correspond, in the terms of SEMAPV (https://w3id.org/semapv/vocab/)."""

    LEXICAL = "LexicalMatching"
    SIMILARITY = "LexicalSimilarityThresholdMatching"
    MANUAL = "ManualMappingCuration"
    CHAINING = "MappingChaining"


@dataclass(frozen=True, slots=True)
class Correspondence:
    """A measure's counterpart in a higher document. ``path`` is the measure, ``parent`` the provision there.

    The higher document is a ``directive`` (the register's IRI), or a ``document`` (the name of the source that it
    was read from); the other one is ''. ``evidence`` are the words that decided; ``rank`` starts at 1.
    """

    path: str
    directive: str
    parent: str
    confidence: Decimal
    evidence: tuple[str, ...]
    rank: int
    document: str = ""
    justification: Justification = Justification.LEXICAL

    def __reduce__(self) -> tuple[type[Correspondence], tuple[object, ...]]:
        """To be kept, and read again, five times as fast as such values are by themselves."""
        return Correspondence, tuple(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class Mapping:
    """A line that a person wrote about two provisions, in the columns of SSSOM.

    ``subject`` and ``object`` are IRIs in full. ``confidence`` is None where the line gives none. ``slots`` are all
    cells of the line that are not empty, by the name of their column, in the order of the file. ``line`` is where
    it stands there.
    """

    subject: str
    object: str
    is_rejected: bool
    confidence: Decimal | None
    slots: tuple[tuple[str, str], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was read from one document: what ``graph`` turns into RDF.

    ``coverage`` says how much of it that is. ``directive`` is the register's IRI of the document itself, '' if the
    register does not list it. ``settled`` are the lines that people wrote about the document with what became of them,
    ``revisions`` the facts that these lines are about; all else is as it holds after them.
    """

    source: Source
    text: Text
    outline: Outline
    coverage: ReadShare
    area: NamedArea
    level: str
    citations: tuple[Citation, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    targets: tuple[Target, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    duties: Duties = field(default_factory=Duties)
    correspondences: tuple[Correspondence, ...] = ()
    findings: tuple[Finding, ...] = ()
    directive: str = ""
    settled: tuple[SettledLine, ...] = ()
    revisions: tuple[Revision, ...] = ()
