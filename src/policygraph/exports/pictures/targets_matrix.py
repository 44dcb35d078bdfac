"""The targets matrix: indicators against documents, the ones above in the first columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policygraph.builds.store import Build
from policygraph.exports.pictures.frame import (
    FOOTER,
    LONG,
    MARGIN,
    SHORT,
    Key,
    centred,
    fitted,
    footer,
    heading,
    joined,
    legend,
    stacked,
    told_apart,
)
from policygraph.exports.pictures.paging import pages
from policygraph.exports.pictures.palette import (
    BLUE,
    GREY,
    INK,
    LINE,
    ORANGE,
    VERMILION,
    tint,
)
from policygraph.exports.pictures.sheet import Box, Curve, Group, Label, Shape, Sheet
from policygraph.exports.pictures.target_cells import FINE, KINDS, TEXT, Cell, drawn, usual_year
from policygraph.exports.pictures.typesetting import shorten, width, wrap
from policygraph.exports.style import in_words
from policygraph.queries.documents import Document
from policygraph.queries.lineage import Level
from policygraph.queries.matrix import Line, Matrix, read_matrix
from policygraph.queries.selection import Selection
from policygraph.queries.wording import scale_of

__all__ = ["sheets"]

_NAME, _KIND, _UNIT, _YEAR = 176.0, 14.0, 54.0, 22.0
_LABELS = _NAME + _KIND + _UNIT + _YEAR
_HEAD = 36.0
_NARROWEST, _WIDEST = 35.0, 70.0
_LOWEST, _HIGHEST = 9.4, 15.0
# Room for title, legend, heads and footer, which all pages have.
_AROUND = 195.0


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where rows and columns of one page lie."""

    lines: tuple[Line, ...]
    documents: tuple[Document, ...]
    top: float
    width: float
    height: float

    @property
    def column(self) -> float:
        return min(_WIDEST, (self.width - 2 * MARGIN - _LABELS) / len(self.documents))

    @property
    def row(self) -> float:
        return min(_HIGHEST, (self.height - MARGIN - FOOTER - self.top - 4) / len(self.lines))

    @property
    def right(self) -> float:
        return self.x(len(self.documents))

    def x(self, rank: int) -> float:
        return MARGIN + _LABELS + rank * self.column

    def y(self, rank: int) -> float:
        return self.top + rank * self.row


def sheets(build: Build, selection: Selection) -> tuple[Sheet, ...]:
    """The matrix on as many pages as it needs, upright where the columns allow it; each repeats the parents.

    Raises:
        UsageError: the selection leaves nothing to show.
    """
    matrix = read_matrix(build, selection)
    columns = len(matrix.above) + len(matrix.plans)
    is_upright = columns <= _columns(SHORT)
    wide, high = (SHORT, LONG) if is_upright else (LONG, SHORT)
    most = max(1, _columns(wide) - len(matrix.above))
    chosen = selection.in_words()
    return tuple(
        _sheet(matrix, (lines, plans), (wide, high), chosen, note)
        for lines, plans, note in pages(
            ("指标", "rows", matrix.lines, int((high - _AROUND) / _LOWEST)),
            ("城市", "cities", matrix.plans, most),
        )
    )


def _columns(wide: float) -> int:
    return int((wide - 2 * MARGIN - _LABELS) / _NARROWEST)


def _sheet(
    matrix: Matrix,
    part: tuple[tuple[Line, ...], tuple[Document, ...]],
    size: tuple[float, float],
    chosen: str,
    note: str,
) -> Sheet:
    lines, plans = part
    documents = (*matrix.above, *plans)
    title = "各市方案量化目标与上级文件对照"
    subtitle = joined(
        chosen,
        "Targets of the cities beside those of the documents above; a row is one indicator, kind and unit",
    )
    entries, top = legend(_keys(), 54, size[0])
    grid = _Grid(lines, documents, top + _HEAD, *size)
    shapes = (
        *heading(title, subtitle, size[0]),
        *entries,
        *_background(grid, len(matrix.above)),
        *_heads(grid),
        *(shape for rank, line in enumerate(lines) for shape in _row(matrix, grid, rank, line)),
        *footer([document.reference for document in documents], joined(_omission(matrix), note), *size),
    )
    return Sheet(*size, title, subtitle, shapes)


def _omission(matrix: Matrix) -> str:
    if not matrix.omitted:
        return ""
    return (
        f"另有 {matrix.omitted} 行仅一市有，未列；用 --city 可见 · "
        f"{matrix.omitted} further rows that a single city has are not shown; --city shows them"
    )


def _keys() -> list[Key]:
    return [
        *(
            Key(text=in_words(kind), fill=tint(colour, 0.4), letter=letter)
            for kind, (letter, colour) in KINDS.items()
        ),
        Key(
            text="严于上级同年目标 stricter than the nearest document above for that year",
            fill="#ffffff",
            letter="▲",
            ink=BLUE,
        ),
        Key(text="宽于上级 looser", fill="#ffffff", letter="▼", ink=VERMILION),
        Key(
            text="与上级相同 the same (数量、规模量不比较 counts and amounts are not compared)",
            fill="#ffffff",
            letter="＝",
            ink=GREY,
        ),
        Key(text="粗体：各市中最严 bold: strictest of the cities"),
        Key(text="°：仅限部分区域 for a part of the area"),
        Key(text="*：未写年份 no year given"),
        Key(
            text="空白：文本或登记册中未见 blank: not in the text, nor in the register, which has few of provinces"
        ),
    ]


def _background(grid: _Grid, above: int) -> Iterator[Shape]:
    bottom = grid.y(len(grid.lines))
    if above:
        yield Box(
            x=grid.x(0),
            y=grid.top,
            width=above * grid.column,
            height=bottom - grid.top,
            fill=tint(ORANGE, 0.12),
        )
    for rank in range(len(grid.documents) + 1):
        x = grid.x(rank)
        yield Curve(points=((x, grid.top), (x, bottom)), colour=LINE, thickness=0.2)
    # A thin line between indicators; their kinds stay together.
    for rank, line in enumerate(grid.lines):
        if rank == 0 or line.indicator != grid.lines[rank - 1].indicator:
            y = grid.y(rank)
            yield Curve(points=((MARGIN, y), (grid.right, y)), colour=LINE, thickness=0.3)
    yield Curve(points=((MARGIN, bottom), (grid.right, bottom)), colour=LINE, thickness=0.3)


def _heads(grid: _Grid) -> Iterator[Shape]:
    base = grid.top - 4
    yield Label(x=MARGIN, y=base, text="指标 Indicator", size=TEXT, is_bold=True)
    yield Label(x=MARGIN + _NAME + _KIND + 2, y=base, text="单位 Unit", size=TEXT, is_bold=True)
    yield Label(x=MARGIN + _LABELS - 3, y=base, text="年 Year", size=TEXT, anchor="end", is_bold=True)
    below = told_apart(grid.documents)
    for rank, document in enumerate(grid.documents):
        yield _head(document, below[document.iri], grid.x(rank) + grid.column / 2, base, grid.column - 2)


def _head(document: Document, below: str, x: float, bottom: float, room: float) -> Group:
    """The area's name in up to two lines; below it a document's number, or the name in Latin letters."""
    lines = [(line, TEXT + 0.5, INK) for line in wrap(document.place, TEXT + 0.5, room, 2)]
    issuer, bracket, number = (document.number if document.level is not Level.CITY else below).partition("〔")
    lines += [(shorten(line, FINE, room), FINE, GREY) for line in (issuer, bracket + number) if line]
    return Group(stacked(lines, x, bottom, 8), f"{document.place} {document.place_en} {document.reference}")


def _row(matrix: Matrix, grid: _Grid, rank: int, line: Line) -> Iterator[Shape]:
    middle = grid.y(rank) + grid.row / 2
    base = middle + TEXT * 0.37
    yield from _name(line, base, is_first=rank == 0 or grid.lines[rank - 1].indicator != line.indicator)
    letter, colour = KINDS[line.kind]
    box = Box(x=MARGIN + _NAME, y=middle - 4.2, width=10, height=8.4, fill=tint(colour, 0.4), radius=1)
    yield Group((box, centred(letter, MARGIN + _NAME + 5, middle, TEXT)), in_words(line.kind))
    cells = {document.iri: matrix.cells.get((line, document.iri), ()) for document in grid.documents}
    scale, prefix = scale_of(
        [number for values in cells.values() for value in values for number in value.numbers]
    )
    yield fitted(
        Label(
            x=MARGIN + _NAME + _KIND + 2, y=base, text=f"{prefix}{line.unit}" or "—", size=TEXT, colour=GREY
        ),
        _UNIT - 4,
    )
    year = usual_year(cells.values())
    yield Label(x=MARGIN + _LABELS - 3, y=base, text=year or "—", size=FINE, anchor="end", colour=GREY)
    strictest = matrix.strictest(line)
    for column, document in enumerate(grid.documents):
        if cells[document.iri]:
            mark = matrix.comparison(line, document) if document.iri in matrix.parents else ""
            cell = Cell(line, document, cells[document.iri], scale, year, mark, document.iri in strictest)
            yield drawn(cell, grid.x(column), base, grid.column)


def _name(line: Line, base: float, is_first: bool) -> Iterator[Shape]:
    """The indicator, in its first row only, with its English name in what room is left."""
    if not is_first:
        return
    room = _NAME - 4
    yield fitted(Label(x=MARGIN, y=base, text=line.name, size=TEXT), room)
    used = width(shorten(line.name, TEXT, room), TEXT) + 4
    if len(shorten(line.name_en, FINE, room - used)) > 6:
        yield fitted(Label(x=MARGIN + used, y=base, text=line.name_en, size=FINE, colour=GREY), room - used)
