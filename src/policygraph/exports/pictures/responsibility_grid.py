"""Where the rows and columns of the responsibility map lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from policygraph.exports.pictures.frame import FOOTER, LONG, MARGIN, SHORT
from policygraph.exports.pictures.sheet import PITCH
from policygraph.exports.pictures.typesetting import wrap
from policygraph.queries.correspondences import Measure
from policygraph.queries.responsibility import Agency

__all__ = ["COUNT", "LABELS", "LONGEST_TITLE", "NARROWEST", "TEXT", "Grid", "chapter_name", "chapters"]

LABELS, COUNT = 140.0, 20.0
NARROWEST, _WIDEST = 11.0, 22.0
_HIGHEST = 18.0
TEXT = 7.0
LONGEST_TITLE, _MOST_LINES = 22, 5


@dataclass(frozen=True, slots=True)
class Grid:
    """Where rows and columns of one page lie; ``rest`` are agencies without a row of their own."""

    agencies: tuple[Agency, ...]
    rest: tuple[Agency, ...]
    measures: tuple[Measure, ...]
    head_top: float

    @property
    def top(self) -> float:
        """Where the rows begin: below the longest title, its number and its chapter."""
        longest = max(min(len(measure.title), LONGEST_TITLE) for measure in self.measures)
        return self.titles_top + 23 + longest * self.head_size * PITCH

    @property
    def titles_top(self) -> float:
        """Where the measures' heads begin: below the chapter that needs the most lines for its name."""
        lines = max(len(self.chapter(run)) for _, run in chapters(self.measures))
        return self.head_top + 5 + 8 * lines

    @property
    def head_size(self) -> float:
        """Of the letters of the measures' titles."""
        return min(TEXT, self.column * 0.7)

    @property
    def column(self) -> float:
        """From one measure to the next."""
        return min(_WIDEST, (SHORT - 2 * MARGIN - LABELS - COUNT) / len(self.measures))

    @property
    def rows(self) -> int:
        """Rows of agencies, of the rest if there is one, and of the sums."""
        return len(self.agencies) + bool(self.rest) + 1

    @property
    def row(self) -> float:
        """From one agency to the next."""
        return min(_HIGHEST, (LONG - MARGIN - FOOTER - self.top - 6) / self.rows)

    @property
    def size(self) -> float:
        """Of the letters of the rows."""
        return min(TEXT, self.row * 0.75, self.column * 0.75)

    def chapter(self, run: Sequence[Measure]) -> tuple[str, ...]:
        """The name of a chapter in as many lines as its measures' columns leave it."""
        # Bold letters are a little wider.
        room = (self.column * len(run) - 2) / 1.04
        return wrap(chapter_name(run[0]), TEXT, room, _MOST_LINES)

    def x(self, rank: int) -> float:
        """The left edge of a column."""
        return MARGIN + LABELS + COUNT + rank * self.column

    def y(self, rank: int) -> float:
        """The top of a row."""
        return self.top + rank * self.row


def chapter_name(measure: Measure) -> str:
    """A chapter's number and title; of one that is a measure itself the number, whose head has the title."""
    return f"{measure.chapter}、{measure.chapter_title}" if measure.chapter else measure.path


def chapters(measures: Sequence[Measure]) -> Iterator[tuple[int, list[Measure]]]:
    """Runs of measures of one chapter, each with the rank of its first."""
    start = 0
    for _, run in groupby(measures, key=lambda measure: measure.chapter or measure.path):
        found = list(run)
        yield start, found
        start += len(found)
