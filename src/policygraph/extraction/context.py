"""What one sentence hands on to the next, and one clause of a sentence to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from policygraph.extraction.clauses import Clause
from policygraph.extraction.quantities import Quantity
from policygraph.extraction.times import Times
from policygraph.model import Sentence, TargetKind


@dataclass
class Handover:
    """What an earlier sentence of the same provision leaves behind."""

    path: str = ""
    year: str = ""
    text: str = ""
    end: int = 0
    goes_on: bool = True
    phrase: str = ""
    places: list[str] = field(default_factory=list)
    counted: tuple[str, str] = ("", "")
    kind: TargetKind | None = None
    strives: bool = False


@dataclass
class SentenceContext:
    """One sentence under way: its clauses and times, and what its clauses hand on to the next.

    ``starting`` is where the way to the next figure begins (由78%提高到…), ``shared`` says that ``places`` are those
    that are each to do something, ``kind`` is that of the latest figure, ``points`` whether that was one of
    points, ``deed`` what is done to the thing counted last, ``counted`` its phrase and label.
    """

    sentence: Sentence
    times: Times
    clauses: Sequence[Clause]
    strives: int
    before: str
    phrase: str = ""
    places: list[str] = field(default_factory=list)
    verb: str = ""
    subject: str = ""
    first: bool = True
    baseline_clause: int = 0
    committed: tuple[int, str] = (-1, "")
    dealt: tuple[int, str] = (-1, "")
    starting: Quantity | None = None
    shared: bool = False
    kind: TargetKind | None = None
    points: bool = False
    deed: str = ""
    counted: tuple[str, str] = ("", "")
