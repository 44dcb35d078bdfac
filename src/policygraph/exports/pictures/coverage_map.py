"""The coverage map: national provisions against cities, as a heat map with letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

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
from policygraph.exports.pictures.palette import BLUE, GREEN, GREY, INK, LINE, ORANGE, PALE, tint
from policygraph.exports.pictures.sheet import Box, Group, Label, Shape, Sheet
from policygraph.exports.pictures.typesetting import shorten, width, wrap
from policygraph.queries.correspondences import Provision
from policygraph.queries.coverage import Cell, Coverage, Provincial, Status, read_coverage
from policygraph.queries.documents import Document
from policygraph.queries.selection import Selection

__all__ = ["sheets"]

_LABELS, _TOTALS = 300.0, 36.0
_HEAD = 34.0
_NARROWEST, _WIDEST, _FOR_TITLES = 20.0, 230.0, 150.0
_HIGHEST = 17.0
_MOST_ROWS = 46
_TEXT, _FINE = 7.5, 5.8
_SURE, _LIKELY = Decimal("0.95"), Decimal("0.75")
# How much colour a sure cell has whose letter is black; that of a blue one is white.
_FULL = 0.8
_LOOKS = {Status.OWN: ("落", BLUE), Status.MERGED: ("并", ORANGE), Status.SPLIT: ("分", GREEN)}
_ABSENT = "缺"
_KEYS = (
    Key(text="单独落实 carried out by one measure of its own", fill=BLUE, letter="落", ink="#ffffff"),
    Key(text="分到多项 split over several measures", fill=tint(GREEN, _FULL), letter="分"),
    Key(
        text="合并落实 merged: the measure has other counterparts too", fill=tint(ORANGE, _FULL), letter="并"
    ),
    Key(text="未见对应 absent", fill="#ffffff", letter=_ABSENT, ink=GREY, is_dashed=True),
    Key(text="颜色深浅表示匹配把握 shade = confidence: ≥ 0.95", fill=tint(BLUE, 1)),
    Key(text="≥ 0.75", fill=tint(BLUE, 0.55)),
    Key(text="< 0.75", fill=tint(BLUE, 0.25)),
)

_UNKNOWN = Key(text="空白：未作比对 blank: not compared")
_OUTSIDE = Key(
    text="灰色：不在所选之内的措施 grey: by measures that are not selected", fill=PALE, letter="落"
)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where rows and columns of one page lie."""

    rows: tuple[Provision, ...]
    plans: tuple[Document, ...]
    top: float

    @property
    def column(self) -> float:
        room = LONG - 2 * MARGIN - _LABELS - _TOTALS
        return min(_WIDEST, room / len(self.plans))

    @property
    def row(self) -> float:
        # Four more rows than provisions, for what stands at the bottom.
        room = SHORT - MARGIN - FOOTER - self.top - 6
        return min(_HIGHEST, room / (len(self.rows) + 4))

    def x(self, rank: int) -> float:
        return MARGIN + _LABELS + rank * self.column

    def y(self, rank: int) -> float:
        return self.top + rank * self.row


def sheets(build: Build, selection: Selection) -> tuple[Sheet, ...]:
    """The map on as many pages as it needs.

    Raises:
        UsageError: the selection leaves nothing to show.
    """
    coverage = read_coverage(build, selection)
    most = int((LONG - 2 * MARGIN - _LABELS - _TOTALS) / _NARROWEST)
    chosen = selection.in_words()
    return tuple(
        _sheet(coverage, rows, plans, chosen, note)
        for rows, plans, note in pages(
            ("条款", "provisions", coverage.provisions, _MOST_ROWS), ("城市", "cities", coverage.plans, most)
        )
    )


def _sheet(
    coverage: Coverage, rows: tuple[Provision, ...], plans: tuple[Document, ...], chosen: str, note: str
) -> Sheet:
    title = f"{coverage.parent.number or coverage.parent.place}各条款在各市方案中的落实情况"
    subtitle = joined(
        chosen,
        f"Which provisions of {coverage.parent.number or 'the document above'} each city's plan carries out",
        "格内编号是该市方案中的措施 the number in a cell is the measure of the city's plan",
    )
    is_part = not all(cell.is_selected for cell in coverage.cells.values())
    further = [_OUTSIDE] if is_part else []
    if any(_is_unknown(coverage, provision, plan) for provision in rows for plan in plans):
        further.append(_UNKNOWN)
    keys, top = legend((*_KEYS, *further), 54, LONG)
    grid = _Grid(rows, plans, top + _HEAD)
    documents = [coverage.parent.reference, *(plan.reference for plan in plans)]
    shapes = (
        *heading(title, subtitle, LONG),
        *keys,
        *_heads(grid),
        *(shape for rank, provision in enumerate(rows) for shape in _row(coverage, grid, rank, provision)),
        *_sums(coverage, grid),
        *footer(documents, note, LONG, SHORT),
    )
    return Sheet(LONG, SHORT, title, subtitle, shapes)


def _heads(grid: _Grid) -> Iterator[Shape]:
    yield Label(x=MARGIN, y=grid.top - 5, text="上级条款 Provision", size=_TEXT, is_bold=True)
    below = told_apart(grid.plans)
    for rank, plan in enumerate(grid.plans):
        yield _head(plan, below[plan.iri], grid.x(rank) + grid.column / 2, grid.top - 4, grid.column - 2)
    yield centred("落实城市", grid.x(len(grid.plans)) + _TOTALS / 2, grid.top - 16, 6.5, GREY)
    yield centred("cities", grid.x(len(grid.plans)) + _TOTALS / 2, grid.top - 8, 6.5, GREY)


def _head(plan: Document, below: str, x: float, bottom: float, room: float) -> Group:
    """A city's name in up to three lines, and what tells it apart where there is room."""
    lines = [(line, _TEXT, INK) for line in wrap(plan.place, _TEXT, room, 3)]
    if len(lines) < 3 and width(below, _FINE) <= room:
        lines.append((below, _FINE, GREY))
    return Group(stacked(lines, x, bottom, 9), f"{plan.place} {plan.place_en} {plan.reference}")


def _row(coverage: Coverage, grid: _Grid, rank: int, provision: Provision) -> Iterator[Shape]:
    y = grid.y(rank)
    middle = y + grid.row / 2
    size = min(_TEXT, grid.row * 0.72)
    if provision.is_chapter:
        wide = _LABELS + grid.column * len(grid.plans) + _TOTALS
        yield Box(x=MARGIN, y=y + 1, width=wide, height=grid.row - 2, fill=PALE)
        yield from _name(provision, middle, size, is_bold=True)
        return
    yield from _name(provision, middle, size)
    for column, plan in enumerate(grid.plans):
        if _is_unknown(coverage, provision, plan):
            continue
        cell = coverage.cells.get((provision.iri, plan.iri))
        yield _drawn(cell, plan, provision, grid.x(column), y, grid.column, grid.row)
    carried = sum((provision.iri, plan.iri) in coverage.cells for plan in coverage.plans)
    compared = sum(not _is_unknown(coverage, provision, plan) for plan in coverage.plans)
    x = grid.x(len(grid.plans)) + _TOTALS / 2
    yield centred(f"{carried}/{compared}", x, middle, size, GREY)


def _is_unknown(coverage: Coverage, provision: Provision, plan: Document) -> bool:
    """Whether nothing can be said: the plan was not compared, or takes a divided provision up in its parts."""
    place = provision.iri, plan.iri
    return not provision.is_chapter and place not in coverage.cells and place not in coverage.absent


def _name(provision: Provision, middle: float, size: float, is_bold: bool = False) -> Iterator[Shape]:
    """Path, Chinese title, and the English one in what room is left."""
    base = middle + size * 0.37
    indent = 0.0 if is_bold else 6.0
    path_room = 5.2 * size
    yield fitted(
        Label(x=MARGIN + indent, y=base, text=provision.path, size=size, colour=GREY, is_bold=is_bold),
        path_room,
    )
    x = MARGIN + indent + (width(provision.path, size) + 4 if is_bold else path_room)
    room = MARGIN + _LABELS - 4 - x
    title = shorten(provision.title, size, room)
    yield fitted(Label(x=x, y=base, text=provision.title, size=size, is_bold=is_bold), room)
    x += width(title, size) + 5
    small = min(_FINE, size)
    english = shorten(provision.title_en, small, MARGIN + _LABELS - 4 - x)
    if len(english) > 3:
        yield fitted(
            Label(x=x, y=base, text=provision.title_en, size=small, colour=GREY), MARGIN + _LABELS - 4 - x
        )


def _drawn(
    cell: Cell | None, plan: Document, provision: Provision, x: float, y: float, wide: float, high: float
) -> Group:
    gap = 0.75
    size = min(_TEXT, high * 0.72)
    middle = y + high / 2
    if cell is None:
        box = Box(
            x=x + gap, y=y + gap, width=wide - 2 * gap, height=high - 2 * gap, stroke=LINE, is_dashed=True
        )
        letter = centred(_ABSENT, x + wide / 2, middle, size, GREY)
        return Group(
            (box, letter), f"{plan.place}：未见与“{provision.name}”对应的措施 no measure corresponds"
        )
    letter_text, colour = _LOOKS[cell.status]
    share = _shade(cell)
    fill, ink = tint(colour, share), "#ffffff" if share == 1.0 and cell.status is Status.OWN else INK
    if not cell.is_selected:
        fill, ink = PALE, GREY
    text = _cell_text(letter_text, cell, size, wide - 4)
    box = Box(x=x + gap, y=y + gap, width=wide - 2 * gap, height=high - 2 * gap, fill=fill)
    names = "；".join(measure.name for measure in cell.measures)
    hover = f"{plan.place}：{names} → {provision.name}（{cell.status.value}, confidence {cell.confidence}）"
    quotes = tuple(quote for measure in cell.measures for quote in measure.quotes)
    return Group((box, centred(text, x + wide / 2, middle, size, ink)), hover, quotes)


def _shade(cell: Cell) -> float:
    if cell.confidence >= _SURE:
        return 1.0 if cell.status is Status.OWN else _FULL
    return 0.55 if cell.confidence >= _LIKELY else 0.25


def _cell_text(letter: str, cell: Cell, size: float, room: float) -> str:
    """The letter, with the measures' numbers, and in wide columns their titles, if there is room."""
    paths = " ".join(measure.path for measure in cell.measures)
    texts = [f"{letter} {paths}"]
    if room >= _FOR_TITLES:
        texts.insert(0, f"{letter} {'；'.join(measure.name for measure in cell.measures)}")
    return next((text for text in texts if width(text, size) <= room), letter)


def _sums(coverage: Coverage, grid: _Grid) -> Iterator[Shape]:
    """How many provisions each plan carries out, how many measures it adds, and how it stands to its province."""
    size = min(_TEXT, grid.row * 0.72)
    leaves = [provision for provision in coverage.provisions if not provision.is_chapter]
    bases = [grid.y(len(grid.rows) + line) + 4 + grid.row / 2 + size * 0.37 for line in range(4)]
    words = (
        "落实条款数 Provisions carried out",
        "地方新增措施 Local additions: measures without a counterpart",
        "省级文件 The province’s directive",
        "在其中有对应的措施 Measures with a counterpart in it",
    )
    for base, text in zip(bases, words, strict=True):
        yield fitted(Label(x=MARGIN, y=base, text=text, size=size, is_bold=True), _LABELS - 4)
    for rank, plan in enumerate(grid.plans):
        x = grid.x(rank) + grid.column / 2
        carried = sum((provision.iri, plan.iri) in coverage.cells for provision in leaves)
        compared = sum(not _is_unknown(coverage, provision, plan) for provision in leaves)
        shown = f"{carried}/{compared}"
        if width(shown, size) > grid.column - 1:
            shown = str(carried)
        yield Label(x=x, y=bases[0], text=shown, size=size, anchor="middle")
        added = coverage.additions[plan.iri]
        label = Label(x=x, y=bases[1], text=f"+{len(added)}", size=size, anchor="middle", is_bold=bool(added))
        names = "；".join(measure.name for measure in added) or "无 none"
        yield Group((label,), f"{plan.place}：{names}", tuple(s for measure in added for s in measure.quotes))
        directives = coverage.provincial[plan.iri]
        numbers = "；".join(one.directive for one in directives) or "未列 none"
        counts = "；".join(map(_counted, directives)) or "–"
        for base, text in zip(bases[2:], (numbers, counts), strict=True):
            small = min(size, _FINE)
            short = Label(
                x=x, y=base, text=shorten(text, small, grid.column - 2), size=small, anchor="middle"
            )
            yield Group((short,), f"{plan.place}：{numbers} {counts}")


def _counted(one: Provincial) -> str:
    unknown = f" （不明 unknown {one.unknown}）" if one.unknown else ""
    return f"{one.found}/{one.found + one.lacking + one.unknown}{unknown}"
