"""Sources, their clean reading, and places in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = [
    "Block",
    "Finding",
    "Furniture",
    "FurnitureKind",
    "Metadata",
    "Quote",
    "Severity",
    "Source",
    "Span",
    "Text",
]


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
class Block:
    """Where a stretch of a source stands in its file; it reaches from ``start`` to the start of the next block.

    Everything is counted from 1, and 0 or '' where the file has no such thing: ``page``, ``paragraph`` (outside
    tables), ``table`` with its ``row``, and the name of a workbook's ``sheet``.
    """

    start: int
    page: int = 0
    paragraph: int = 0
    table: int = 0
    row: int = 0
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a document's source: offsets in code points, half-open, and its exact characters.

    ``document`` is the document's name, ``file`` the name of its file as the user knows it, ``block`` where the stretch
    stands in that file, None where that has no pages, paragraphs or tables of its own.
    """

    document: str
    start: int
    end: int
    text: str
    file: str
    block: Block | None = None


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


class FurnitureKind(StrEnum):
    """What stands on a page or a site around a document's text."""

    CONTENTS = "contents"
    PAGE_NUMBER = "page-number"
    HEADER = "header"


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of the source that is no text of the document, and is therefore left out of its reading."""

    kind: FurnitureKind
    span: Span


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file or the page around a document says about it, apart from its text; '' where it says nothing.

    ``date`` is an ISO date. ``area`` names the place whose document it is where a person said so.
    """

    title: str = ""
    number: str = ""
    issuer: str = ""
    date: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    r"""A document as read from disk: its decoded text and where it came from.

    ``file_name`` is the file's path below the root that names start from (``a/方案.md``); ``name``, the same
    without the ending, names the document everywhere else. ``sha256`` is the hex digest of the original bytes;
    ``text`` has its line endings as ``\\n``. ``reader`` is the program and version that made text of the bytes;
    ``blocks`` say where lines stand in the file, in the order of their starts.
    """

    name: str
    file_name: str
    text: str
    sha256: str
    encoding: str
    media_type: str
    findings: tuple[Finding, ...] = ()
    reader: str = ""
    blocks: tuple[Block, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)

    def block(self, offset: int) -> Block | None:
        """The block that an offset lies in; None where it lies before all, or the file has none."""
        at = bisect_right(self.blocks, offset, key=lambda block: block.start)
        return self.blocks[at - 1] if at else None

    @property
    def pages(self) -> int:
        """How many pages the file has as far as its text reaches, 0 where it has none."""
        return max((block.page for block in self.blocks), default=0)


@dataclass(frozen=True, slots=True)
class Text:
    """A source and its clean reading, aligned character by character.

    ``starts[i]`` and ``ends[i]`` bound the stretch of ``source`` that ``clean[i]`` was read from. ``furniture`` is what
    the reading leaves out because it is no text of the document, in order.
    """

    source: str
    clean: str
    starts: Sequence[int]
    ends: Sequence[int]
    findings: tuple[Finding, ...] = ()
    furniture: tuple[Furniture, ...] = ()

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

    def reading(self, span: Span) -> str:
        """The clean reading of what stands at ``span``; '' where all of it was left out."""
        return self.clean[bisect_left(self.starts, span.start) : bisect_right(self.ends, span.end)]
