"""The parts of a page in the order of reading: lines of text with their margins, and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from policygraph.sources.pdf.columns import GapTable, find_gap_tables
from policygraph.sources.pdf.glyphs import PdfPage, Run
from policygraph.sources.pdf.grids import Grid, find_grids
from policygraph.sources.pdf.lines import PageLine, bands, gutter_of, lines_of

__all__ = ["Margins", "PlacedLine", "PlacedTable", "RuledPage", "usual_gutter", "usual_margins"]

# Of an em: how far beginnings of lines may stand off and still be one margin.
_NEAR = 0.6
_MIN_LINES = 5
_MIN_SHARE = 0.08
_ALL = 0.8
# How wide, measured by the document's, a column has to be for its margins to be its own.
_WIDE = 0.75
_SHORT = 2.0
_INDENT = (1.5, 2.5)
_OTHER_SIZE = 0.12


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a column begin and end, and how far each stands below the one before."""

    left: float
    right: float
    pitch: float


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of text on its page.

    Lines of one ``column`` (counted on each page) go on from each other; over pages the last of one goes on in the
    first of the next, but for those in a frame.
    """

    line: PageLine
    page: int
    column: int
    margins: Margins
    is_framed: bool = False


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table on its page and in its column of text.

    ``xs`` are the places of its upright rules; where it has none, ``reaches`` says from where to where columns reach.
    """

    rows: tuple[tuple[str, ...], ...]
    page: int
    column: int
    xs: tuple[float, ...] = ()
    reaches: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class _Ruled:
    """A ruled table or frame and the runs in it."""

    grid: Grid
    runs: tuple[Run, ...]


class RuledPage:
    """A page whose ruled tables are found; which of its lines are furniture shows only beside other pages."""

    def __init__(self, page: PdfPage) -> None:
        self.number = page.number
        runs = page.runs
        self._ruled: list[_Ruled] = []
        for grid in find_grids(page.rules):
            inside = tuple(run for run in runs if grid.holds(run))
            # A frame around nearly all is the page's own.
            if inside and not (grid.is_frame and len(inside) > _ALL * len(page.runs)):
                self._ruled.append(_Ruled(grid, inside))
                runs = tuple(run for run in runs if not grid.holds(run))
        self.gutter: float | None = None
        self.unread_tables = 0
        self.lines = tuple(lines_of(runs))
        self._runs = tuple(run for line in self.lines for run in line.runs)

    def leave_out(self, furniture: frozenset[PageLine]) -> None:
        """Leave out some of ``lines``, and see where columns meet in what remains."""
        dropped = {run for line in furniture for run in line.runs}
        self._runs = tuple(run for run in self._runs if run not in dropped)
        self.lines = tuple(line for line in self.lines if line not in furniture)
        self.gutter = gutter_of(self._runs)

    def parts(self, usual: Margins | None, gutter: float | None) -> Iterator[PlacedLine | PlacedTable]:
        """Lines and tables in the order of reading.

        Args:
            usual: the margins of the document, for columns of too few lines to show their own.
            gutter: where two columns meet on most pages of the document, None where it has one.
        """
        waiting = list(self._ruled)
        column = 0
        gutter = self.gutter or gutter
        columns = bands(self._runs, gutter)
        for band in columns:
            margins = _by_size(band, _margins_of(band, usual if gutter is None else None))
            for part in find_gap_tables(band):
                top = part.y0 if isinstance(part, PageLine) else part.lines[0].y0
                for ruled in _above(waiting, top, band if len(columns) > 1 else None):
                    waiting.remove(ruled)
                    yield from self._block(ruled, column)
                if isinstance(part, GapTable) and part.rows:
                    yield PlacedTable(part.rows, self.number, column, reaches=part.columns)
                    continue
                if isinstance(part, GapTable):
                    self.unread_tables += 1
                for line in part.lines if isinstance(part, GapTable) else (part,):
                    yield PlacedLine(line, self.number, column, margins[line])
            column += 1
        for ruled in waiting:
            column += 1
            yield from self._block(ruled, column)

    def _block(self, ruled: _Ruled, column: int) -> Iterator[PlacedLine | PlacedTable]:
        if not ruled.grid.is_frame:
            rows = tuple(map(tuple, ruled.grid.rows(ruled.runs)))
            yield PlacedTable(rows, self.number, column, ruled.grid.xs)
            return
        lines = lines_of(ruled.runs)
        margins = _margins_of(lines, None)
        for line in lines:
            yield PlacedLine(line, self.number, column, margins, is_framed=True)


def usual_margins(sheets: Sequence[RuledPage]) -> Margins | None:
    """The margins that most pages of a document have."""
    found = [margins for sheet in sheets if (margins := _margins(sheet.lines))]
    if not found:
        return None
    return Margins(
        median(one.left for one in found),
        median(one.right for one in found),
        median(one.pitch for one in found),
    )


def usual_gutter(sheets: Sequence[RuledPage]) -> float | None:
    """Where two columns meet on most pages of a document, None where most have one."""
    found = [sheet.gutter for sheet in sheets if sheet.gutter]
    return median(found) if len(found) > len(sheets) / 2 else None


def _above(waiting: Sequence[_Ruled], top: float, band: Sequence[PageLine] | None) -> list[_Ruled]:
    """The tables that begin above a height, in one of several columns only those that stand in it."""
    ends = (min(line.x0 for line in band), max(line.x1 for line in band)) if band else None
    return [
        ruled
        for ruled in waiting
        if ruled.grid.ys[0] < top
        and (ends is None or ends[0] <= (ruled.grid.xs[0] + ruled.grid.xs[-1]) / 2 <= ends[1])
    ]


def _margins(lines: Sequence[PageLine]) -> Margins | None:
    """The outermost places at which several lines begin and end."""
    if len(lines) < _MIN_LINES:
        return None
    least = max(2, round(_MIN_SHARE * len(lines)))
    size = median(line.size for line in lines)
    left = _outermost([line.x0 for line in lines], size, least)
    right = _outermost([-line.x1 for line in lines], size, least)
    if left is None or right is None:
        return None
    return Margins(left, -right, _pitch(lines))


def _outermost(places: Sequence[float], size: float, least: int) -> float | None:
    """The smallest place near which there are so many others."""
    ranked = sorted(places)
    for i, place in enumerate(ranked):
        if i + least <= len(ranked) and ranked[i + least - 1] - place <= _NEAR * size:
            return place
    return None


def _margins_of(lines: Sequence[PageLine], usual: Margins | None) -> Margins:
    """The margins of a column: its own, but those of the document for few and short lines within them."""
    own, extent = _margins(lines), _extent(lines)
    if not lines or usual is None:
        return own or extent
    size = median(line.size for line in lines)
    is_wide = own is not None and own.right - own.left > _WIDE * (usual.right - usual.left)
    if own and is_wide and not _is_indented(lines, own.left, usual.left, size):
        return own
    # Few short lines, as of a list of names, end anywhere.
    is_within = extent.left > usual.left - _SHORT * size and extent.right < usual.right + _SHORT * size
    return usual if is_within else own or extent


def _is_indented(lines: Sequence[PageLine], left: float, usual: float, size: float) -> bool:
    """Whether all lines of a page begin as first lines of paragraphs do, and none further in."""
    steps = [(line.x0 - left) / size for line in lines]
    return _INDENT[0] < (left - usual) / size < _INDENT[1] and not any(
        _INDENT[0] < step < _INDENT[1] for step in steps
    )


def _by_size(lines: Sequence[PageLine], margins: Margins) -> dict[PageLine, Margins]:
    """The margins of each line: those of the column, but several lines of another size are a box with its own."""
    if not lines:
        return {}
    size = median(line.size for line in lines)
    found: dict[PageLine, Margins] = {}
    for is_usual, group in groupby(lines, lambda line: abs(line.size - size) < _OTHER_SIZE * size):
        box = list(group)
        own = None if is_usual else _margins(box)
        found |= dict.fromkeys(box, own or margins)
    return found


def _extent(lines: Sequence[PageLine]) -> Margins:
    if not lines:
        return Margins(0, 0, 0)
    return Margins(min(line.x0 for line in lines), max(line.x1 for line in lines), _pitch(lines))


def _pitch(lines: Sequence[PageLine]) -> float:
    """How far lines stand below each other: rows of tables do not count beside lines of prose."""
    pairs = [(above, below) for above, below in pairwise(lines) if below.middle > above.middle]
    prose = [pair for pair in pairs if all(len(line.runs) == 1 for line in pair)]
    steps = [below.middle - above.middle for above, below in prose or pairs]
    return median(steps) if steps else 2 * lines[0].size
