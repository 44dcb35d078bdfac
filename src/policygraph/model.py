"""Values that travel between the packages: small, frozen, without behaviour of their own.

Offsets come in two kinds and never mix. A *clean* offset counts code points of ``Text.clean``, the
repaired reading that structure and extraction work on. A :class:`Span` always counts code points of the
decoded source, half-open ``[start, end)``, as RFC 5147 counts them (a line ending is one character).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters, in the words of SHACL."""

    INFO = "info"
    WARNING = "warning"
    VIOLATION = "violation"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the decoded source in code points, half-open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a document that a person should look at, with its place where it has one.

    ``code`` is a stable kebab-case name (``mojibake-repaired``); ``message`` is an English sentence that
    quotes Chinese text as it stands.
    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Source:
    r"""A document as read from disk: its decoded text and where it came from.

    ``name`` is the file's name without its ending and names the document everywhere else. ``sha256`` is the
    hex digest of the original bytes; ``text`` has its line endings as ``\\n``.
    """

    name: str
    file_name: str
    text: str
    sha256: str
    encoding: str
    media_type: str
    modified: int
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A source and its clean reading, aligned character by character.

    ``starts[i]`` and ``ends[i]`` bound the stretch of ``source`` that ``clean[i]`` was read from.
    """

    source: str
    clean: str
    starts: Sequence[int]
    ends: Sequence[int]
    findings: tuple[Finding, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The source span of the clean stretch ``[start, end)``.

        Raises:
            ValueError: the stretch is empty or lies outside the clean text.
        """
        if not 0 <= start < end <= len(self.clean):
            raise ValueError(f"clean stretch [{start}, {end}) is outside [0, {len(self.clean)})")
        return Span(self.starts[start], self.ends[end - 1])

    def quote(self, span: Span) -> str:
        """The exact characters of the source at ``span``."""
        return self.source[span.start : span.end]


class ProvisionKind(StrEnum):
    """What part of a document a provision is."""

    PREAMBLE = "preamble"
    CHAPTER = "chapter"
    MEASURE = "measure"
    ANNEX = "annex"


@dataclass(frozen=True, slots=True)
class Provision:
    """A numbered part of a document; all offsets are clean offsets.

    ``path`` is ``preamble``, ``二``, ``三/（一）`` or ``附件1``. ``title_start == title_end`` where the part
    has no title of its own. ``[start, end)`` is the body without the heading. ``is_measure`` holds for the
    parts that make a row of the measures table: level-2 items and chapters without any.
    """

    kind: ProvisionKind
    path: str
    title: str
    title_start: int
    title_end: int
    start: int
    end: int
    is_measure: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its clean text and clean offsets (empty cells have ``start == end``)."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table kept as rows of cells, with the caption lines that stand right before it."""

    path: str
    captions: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a provision's prose without its closing mark, in clean offsets."""

    path: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The structure of one document over its clean text.

    ``title`` is the plan's own title; ``provisions`` are in document order; ``sentences`` cover the prose of
    all provisions (responsibility brackets left out), ``brackets`` the responsibility brackets.
    """

    title: str
    title_start: int
    title_end: int
    provisions: tuple[Provision, ...]
    tables: tuple[Table, ...]
    sentences: tuple[Sentence, ...]
    brackets: tuple[Sentence, ...]
    number: str = ""
    issuer: str = ""
    date: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to another document; ``document`` is the register's IRI of it, or '' if it is not listed."""

    path: str
    span: Span
    kind: str
    doc_number: str
    title: str
    relation: str
    document: str = ""


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
    """One body made answerable for one provision, in one role (lead, support, responsible, implement)."""

    path: str
    span: Span
    agency: Agency
    role: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a target measures: a vocabulary concept, or a new one named by the text's own words."""

    iri: str
    label: str
    curated: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Whose number a target is: an administrative area (``code``) or a place the text names."""

    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A quantity that the plan commits somebody to reach, hold, build or cut.

    ``value`` is the plain number with 万 and 亿 multiplied out; ``upper`` is set for a range only. ``unit`` is
    the unit as the text spells it ('' for pure ratios) and ``unit_iri`` its concept ('' where unknown). Years
    are four-digit strings or ''. ``op`` is one of ``= >= <= > < ~ range``.
    """

    path: str
    span: Span
    phrase: str
    indicator: Indicator
    op: str
    value: Decimal
    upper: Decimal | None
    unit: str
    unit_iri: str
    kind: str
    baseline_year: str
    target_year: str
    strength: str
    area: Place


@dataclass(frozen=True, slots=True)
class Obligation:
    """A directing sentence of a measure; ``deadline`` is ``2025``, ``2023-10`` or ''."""

    path: str
    span: Span
    strength: str
    deadline: str


@dataclass(frozen=True, slots=True)
class Correspondence:
    """A measure's counterpart in a higher directive. ``path`` is the measure, ``parent`` the provision there.

    ``directive`` is the register's IRI; ``evidence`` are the words that decided; ``rank`` starts at 1.
    """

    path: str
    directive: str
    parent: str
    confidence: Decimal
    evidence: tuple[str, ...]
    rank: int


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was read from one document: what ``graph`` turns into RDF."""

    source: Source
    text: Text
    outline: Outline
    area: Place
    level: str
    citations: tuple[Citation, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    targets: tuple[Target, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    correspondences: tuple[Correspondence, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
