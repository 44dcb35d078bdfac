"""What a document is made of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from policygraph.model.text import Finding, Span

__all__ = [
    "Cell",
    "Outline",
    "Provision",
    "ProvisionKind",
    "ReadShare",
    "Sentence",
    "Table",
]


class ProvisionKind(StrEnum):
    """What part of a document a provision is."""

    PREAMBLE = "preamble"
    CHAPTER = "chapter"
    MEASURE = "measure"
    ANNEX = "annex"


@dataclass(frozen=True, slots=True)
class Provision:
    """A numbered part of a document; all offsets are clean offsets.

    ``path`` is ``preamble``, ``二``, ``三/（一）``, ``1``, ``附件1`` or ``附件1/二/（一）``. The heading begins at
    ``number_start`` with its number (where it has none, with its title). ``title_start == title_end`` where the part
    has no title of its own. ``[start, end)`` is the body without the heading. ``is_measure`` holds for the parts that
    make a row of the measures table: level-2 items and chapters without any.
    """

    kind: ProvisionKind
    path: str
    title: str
    title_start: int
    title_end: int
    start: int
    end: int
    number_start: int
    is_measure: bool = False

    @property
    def heading(self) -> tuple[int, int]:
        """Where it is quoted: ``[start, end)`` of the title, else of the number; of the preamble nothing."""
        if self.title_start < self.title_end:
            return self.title_start, self.title_end
        # Nothing but the number says where a part without a title begins.
        return self.number_start, self.title_start


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
class ReadShare:
    """How many letters and figures a document has, how many of them were read, and where the others stand."""

    characters: int
    read: int
    unread: tuple[Span, ...] = ()

    @property
    def share(self) -> Decimal:
        """The share that was read, rounded down to thousandths; 1 for a document without text."""
        share = Decimal(self.read) / self.characters if self.characters else Decimal(1)
        return share.quantize(Decimal("0.001"), ROUND_DOWN)


@dataclass(frozen=True, slots=True)
class Outline:
    """The structure of one document over its clean text.

    ``title`` is the plan's own title; ``provisions`` are in document order; ``sentences`` cover the prose of
    all provisions (responsibility brackets left out), ``brackets`` the responsibility brackets, ``labels`` what is no
    prose: headings of items, the list of annexes, the signature behind it.
    """

    title: str
    title_start: int
    title_end: int
    provisions: tuple[Provision, ...]
    tables: tuple[Table, ...]
    sentences: tuple[Sentence, ...]
    brackets: tuple[Sentence, ...]
    labels: tuple[Sentence, ...] = ()
    number: str = ""
    issuer: str = ""
    date: str = ""
    findings: tuple[Finding, ...] = ()
