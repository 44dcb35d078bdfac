"""Runs of characters made into lines, columns and unruled tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policygraph.sources.pdf.glyphs import Run

__all__ = ["PageLine", "bands", "gutter_of", "joined", "lines_of"]

_SAME_LINE = 0.5
_TOUCH = 0.2
_LATIN_END = re.compile(r"[A-Za-z]$")
_LATIN_START = re.compile(r"[A-Za-z]")
# A gutter between two columns of prose: how wide, how full the lines beside it are, how many there have to be.
_GUTTER = 1.0
_FULL = 0.6
_MIN_LINES = 6


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of text and its runs from left to right."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """Its characters, with a blank where runs stand apart."""
        return " ".join(run.text for run in self.runs)

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.runs[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(run.x1 for run in self.runs)

    @property
    def y0(self) -> float:
        """Its upper edge."""
        return min(run.y0 for run in self.runs)

    @property
    def y1(self) -> float:
        """Its lower edge."""
        return max(run.y1 for run in self.runs)

    @property
    def middle(self) -> float:
        """The height of its middle, that of its largest run."""
        return max(self.runs, key=lambda run: (run.size, len(run.text))).middle

    @property
    def size(self) -> float:
        """The size of the characters of its longest run."""
        return max(self.runs, key=lambda run: (len(run.text), run.size)).size


def lines_of(runs: Iterable[Run]) -> list[PageLine]:
    """The lines that runs make, from top to bottom."""
    groups: list[list[Run]] = []
    # Large characters first: a line's height is theirs, and an index beside them belongs to it.
    for run in sorted(runs, key=lambda run: (run.middle, run.x0)):
        for i in range(len(groups) - 1, max(len(groups) - 3, -1), -1):
            is_level = abs(groups[i][0].middle - run.middle) < _SAME_LINE * max(groups[i][0].size, run.size)
            if is_level and (together := _side_by_side(groups[i], run)):
                groups[i] = together
                break
        else:
            groups.append([run])
    return [PageLine(_merged(sorted(group, key=lambda run: run.x0))) for group in groups]


def _merged(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs of a line, those that touch as one."""
    found = [runs[0]]
    for run in runs[1:]:
        last = found[-1]
        if run.x0 - last.x1 < _TOUCH * min(last.size, run.size):
            found[-1] = last.joined_with(run)
        else:
            found.append(run)
    return tuple(found)


def _side_by_side(group: Sequence[Run], run: Run) -> list[Run] | None:
    """The runs of a line and one more; None where they stand upon each other.

    A mark of another font may have been written after the line, into a gap that was left for it.
    """
    others, own = list(group), [run]
    for other in group:
        overlapping = [one for one in own if _overlap(other, one)]
        if not overlapping:
            continue
        gaps = [gap for one in overlapping if (gap := _gap_around(other, one))]
        if len(gaps) == len(overlapping):
            others.remove(other)
            others += other.parted(sorted(set(gaps)))
            continue
        around = _gap_around(overlapping[0], other) if len(overlapping) == 1 else None
        if around is None:
            return None
        own.remove(overlapping[0])
        own += overlapping[0].parted([around])
    return others + own


def _gap_around(run: Run, inner: Run) -> tuple[int, float, float] | None:
    """The gap of a run that another one stands in."""
    slack = _TOUCH * inner.size
    return next((gap for gap in run.gaps if gap[1] - slack < inner.x0 and inner.x1 < gap[2] + slack), None)


def joined(texts: Iterable[str]) -> str:
    """Lines as one text: Chinese goes on without a blank, Latin words keep one."""
    whole = ""
    for text in texts:
        if _LATIN_END.search(whole) and _LATIN_START.match(text):
            whole += " "
        whole += text
    return whole


def bands(runs: Sequence[Run], gutter: float | None) -> list[list[PageLine]]:
    """The lines of a page in the order of reading, in bands of which each is a column of its own.

    With a ``gutter`` (the place between two columns) the left column comes before the right one; lines that cross it
    part the page into an upper and a lower half. Any other page is one band.
    """
    whole = lines_of(runs)
    if gutter is None:
        return [whole]
    found: list[list[PageLine]] = []
    left: list[Run] = []
    right: list[Run] = []
    for line in whole:
        if any(run.x0 < gutter < run.x1 for run in line.runs):
            found += [lines_of(side) for side in (left, right) if side]
            left, right = [], []
            found.append([line])
        else:
            left += [run for run in line.runs if run.x1 <= gutter]
            right += [run for run in line.runs if run.x0 >= gutter]
    return found + [lines_of(side) for side in (left, right) if side]


def _overlap(one: Run, other: Run) -> bool:
    return min(one.x1, other.x1) - max(one.x0, other.x0) > 0.5 * min(one.size, other.size)


def gutter_of(runs: Sequence[Run]) -> float | None:
    """The middle of the gap between two columns of prose, None where a page has no such columns."""
    if len(runs) < 2 * _MIN_LINES:
        return None
    x0, x1 = min(run.x0 for run in runs), max(run.x1 for run in runs)
    best: tuple[int, float] | None = None
    for tenth in range(30, 71):
        at = x0 + (x1 - x0) * tenth / 100
        crossing = sum(run.x0 < at < run.x1 for run in runs)
        if best is None or crossing < best[0]:
            best = (crossing, at)
    if best is None or best[0] > 0.15 * len(runs):
        return None
    at = best[1]
    left = [run for run in runs if run.x1 <= at]
    right = [run for run in runs if run.x0 >= at]
    if min(len(left), len(right)) < _MIN_LINES:
        return None
    inner, outer = max(run.x1 for run in left), min(run.x0 for run in right)
    size = max(run.size for run in (*left, *right))
    is_prose = all(
        _middle([run.x1 - run.x0 for run in side]) > _FULL * width
        for side, width in ((left, inner - x0), (right, x1 - outer))
    )
    if outer - inner < _GUTTER * 0.5 * size or not is_prose:
        return None
    return (inner + outer) / 2


def _middle(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]
