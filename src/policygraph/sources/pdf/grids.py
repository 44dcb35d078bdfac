"""Tables with ruled lines: the rules of a page made into cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policygraph.sources.pdf.glyphs import RuledLine, Run
from policygraph.sources.pdf.lines import joined, lines_of
from policygraph.sources.spans import Spanning, lay_out

__all__ = ["Grid", "find_grids"]

_NEAR = 3.0
_EDGE = 8.0
# A page with more is a drawing, and its rules take too long to compare.
_MAX_CROSSINGS = 1_000_000


@dataclass(frozen=True, slots=True)
class _Cell:
    """The small cells from ``top`` to ``bottom`` and from ``left`` to ``right`` (half-open) as one."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: where its columns and rows begin and end, and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[_Cell, ...]

    @property
    def is_frame(self) -> bool:
        """Whether it has one column only: text in a box."""
        return len(self.xs) == 2

    def holds(self, run: Run) -> bool:
        """Whether a run stands in the table."""
        return self._cell_of(run) is not None

    def rows(self, runs: Iterable[Run]) -> list[list[str]]:
        """The table's rows, with the runs that stand in it."""
        inside: dict[_Cell, list[Run]] = defaultdict(list)
        for run in runs:
            cell = self._cell_of(run)
            if cell:
                inside[cell].append(run)
        return lay_out(
            Spanning(
                joined(line.text for line in lines_of(inside[cell])),
                cell.top,
                cell.left,
                cell.bottom - cell.top,
                cell.right - cell.left,
            )
            for cell in self.cells
        )

    def _cell_of(self, run: Run) -> _Cell | None:
        x, y = (run.x0 + run.x1) / 2, run.middle
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        for cell in self.cells:
            if (
                self.xs[cell.left] <= x <= self.xs[cell.right]
                and self.ys[cell.top] <= y <= self.ys[cell.bottom]
            ):
                return cell
        return None


def find_grids(rules: Sequence[RuledLine]) -> list[Grid]:
    """The ruled tables and the frames of a page, from top to bottom."""
    level = _merged(rule for rule in rules if rule.is_level)
    upright = _merged(rule for rule in rules if not rule.is_level)
    if len(level) * len(upright) > _MAX_CROSSINGS:
        return []
    grids = (_grid(*group) for group in _connected(level, upright))
    return sorted((grid for grid in grids if grid), key=lambda grid: grid.ys[0])


def _merged(rules: Iterable[RuledLine]) -> list[RuledLine]:
    """Rules of one direction, those that go on from each other as one."""
    merged: list[RuledLine] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at / _NEAR), rule.start)):
        last = merged[-1] if merged else None
        # Those of another table, far above, may stand at nearly the same place.
        touches = last and last.start - _NEAR <= rule.end and rule.start <= last.end + _NEAR
        if last and touches and abs(last.at - rule.at) <= _NEAR:
            merged[-1] = RuledLine(
                last.is_level, last.at, min(last.start, rule.start), max(last.end, rule.end)
            )
        else:
            merged.append(rule)
    return merged


def _connected(
    level: list[RuledLine], upright: list[RuledLine]
) -> list[tuple[list[RuledLine], list[RuledLine]]]:
    """Groups of level and upright rules that touch each other."""
    above = list(range(len(level) + len(upright)))

    def top(i: int) -> int:
        while above[i] != i:
            above[i] = above[above[i]]
            i = above[i]
        return i

    for i, row in enumerate(level):
        for j, column in enumerate(upright, len(level)):
            if (
                row.start - _NEAR <= column.at <= row.end + _NEAR
                and column.start - _NEAR <= row.at <= column.end + _NEAR
            ):
                above[top(i)] = top(j)
    groups: dict[int, tuple[list[RuledLine], list[RuledLine]]] = defaultdict(lambda: ([], []))
    for i, row in enumerate(level):
        groups[top(i)][0].append(row)
    for j, column in enumerate(upright, len(level)):
        groups[top(j)][1].append(column)
    return list(groups.values())


def _grid(level: list[RuledLine], upright: list[RuledLine]) -> Grid | None:
    """The grid that rules make; the sides of a table may be left open."""
    if not level or not upright:
        return None
    xs = _places([rule.at for rule in upright], [end for rule in level for end in (rule.start, rule.end)])
    ys = _places([rule.at for rule in level], [end for rule in upright for end in (rule.start, rule.end)])
    if len(xs) < 2 or len(ys) < 2:
        return None
    return Grid(xs, ys, tuple(_cells(xs, ys, level, upright)))


def _places(rules: list[float], ends: list[float]) -> tuple[float, ...]:
    """Where rules stand, and the ends of the crossing ones where these reach out on a side without a rule."""
    places: list[float] = []
    for place in sorted(rules):
        if not places or place - places[-1] > _NEAR:
            places.append(place)
    if min(ends) < places[0] - _EDGE:
        places.insert(0, min(ends))
    if max(ends) > places[-1] + _EDGE:
        places.append(max(ends))
    return tuple(places)


def _cells(
    xs: tuple[float, ...], ys: tuple[float, ...], level: list[RuledLine], upright: list[RuledLine]
) -> list[_Cell]:
    """The cells, in the order of reading; small cells without a rule between them are one."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            middle = (ys[row] + ys[row + 1]) / 2
            right = column + 1
            while (
                right < len(xs) - 1
                and (row, right) not in taken
                and not _is_ruled(upright, xs[right], middle)
            ):
                right += 1
            bottom = row + 1
            while bottom < len(ys) - 1 and not any(
                _is_ruled(level, ys[bottom], (xs[i] + xs[i + 1]) / 2) for i in range(column, right)
            ):
                bottom += 1
            taken |= {(i, j) for i in range(row, bottom) for j in range(column, right)}
            found.append(_Cell(row, bottom, column, right))
    return found


def _is_ruled(rules: list[RuledLine], at: float, crossing: float) -> bool:
    return any(
        abs(rule.at - at) <= _NEAR and rule.start - _NEAR <= crossing <= rule.end + _NEAR for rule in rules
    )
