"""Where the measures and provisions of the trace page stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from policygraph.exports.pictures.frame import FOOTER, MARGIN, SHORT
from policygraph.queries.correspondences import Measure, Provision

__all__ = ["Rows", "number_of_measures", "with_chapters"]

_HIGHEST = 15.0


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the rows of both columns lie on one page; a row is a thing or the name of a chapter."""

    measures: tuple[Measure | str, ...]
    provisions: tuple[Provision, ...]
    top: float

    def _pitch(self, rows: int) -> float:
        return min(_HIGHEST, (SHORT - MARGIN - FOOTER - self.top - 4) / max(rows, 1))

    @property
    def left(self) -> float:
        """From one measure to the next; one row more is for what stands outside the measures."""
        return self._pitch(len(self.measures) + 1)

    @property
    def right(self) -> float:
        """From one provision to the next."""
        return self._pitch(len(self.provisions))

    def left_y(self, rank: int) -> float:
        """The middle of a row of measures."""
        return self.top + (rank + 0.5) * self.left

    def right_y(self, rank: int) -> float:
        """The middle of a row of provisions."""
        return self.top + (rank + 0.5) * self.right


def number_of_measures(rows: Sequence[Measure | str]) -> int:
    """How many of the rows are measures."""
    return sum(isinstance(row, Measure) for row in rows)


def with_chapters(measures: Sequence[Measure]) -> Iterator[Measure | str]:
    """Measures with the names of their chapters before them."""
    for _, run in groupby(measures, key=lambda measure: measure.chapter or measure.path):
        first, *others = run
        if first.chapter:
            yield f"{first.chapter}、{first.chapter_title}"
        yield from (first, *others)
