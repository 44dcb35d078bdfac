"""The responsibility map: the agencies of one city against its measures, with their roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

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
    legend,
)
from policygraph.exports.pictures.paging import page_note, portions
from policygraph.exports.pictures.palette import (
    BLUE,
    GREEN,
    GREY,
    INK,
    LINE,
    ORANGE,
    PALE,
    SKY,
    VERMILION,
    tint,
)
from policygraph.exports.pictures.responsibility import Agency, Duty, Responsibility, read_responsibility
from policygraph.exports.pictures.sheet import PITCH, Box, Curve, Group, Label, Shape, Sheet
from policygraph.exports.pictures.tracing import Measure
from policygraph.exports.pictures.typesetting import shorten
from policygraph.exports.selection import Selection
from policygraph.graph.store import Build

__all__ = ["sheets"]

_LABELS, _COUNT = 140.0, 20.0
_NARROWEST, _WIDEST = 11.0, 22.0
_HIGHEST = 18.0
_TEXT, _FINE = 7.0, 6.0
# A city of the province or the nation names more bodies than a page has rows; those named once or twice come last.
_MOST_AGENCIES, _MOST_TITLE = 50, 22
_LOOKS = {
    "lead": ("牵", tint(VERMILION, 0.75), INK, "牵头 lead"),
    "responsible": ("责", BLUE, "#ffffff", "负责 responsible"),
    "implement": ("实", tint(GREEN, 0.6), INK, "实施 implement"),
    "support": ("配", tint(ORANGE, 0.6), INK, "配合 support"),
}


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where rows and columns of one page lie; ``rest`` are agencies without a row of their own."""

    agencies: tuple[Agency, ...]
    rest: tuple[Agency, ...]
    measures: tuple[Measure, ...]
    head_top: float

    @property
    def top(self) -> float:
        """Where the rows begin: below the longest title, its number and its chapter."""
        longest = max(min(len(measure.title), _MOST_TITLE) for measure in self.measures)
        return self.head_top + 36 + longest * self.head_size * PITCH

    @property
    def head_size(self) -> float:
        return min(_TEXT, self.column * 0.7)

    @property
    def column(self) -> float:
        return min(_WIDEST, (SHORT - 2 * MARGIN - _LABELS - _COUNT) / len(self.measures))

    @property
    def rows(self) -> int:
        """Rows of agencies, of the rest if there is one, and of the sums."""
        return len(self.agencies) + bool(self.rest) + 1

    @property
    def row(self) -> float:
        return min(_HIGHEST, (LONG - MARGIN - FOOTER - self.top - 6) / self.rows)

    @property
    def size(self) -> float:
        return min(_TEXT, self.row * 0.75, self.column * 0.75)

    def x(self, rank: int) -> float:
        return MARGIN + _LABELS + _COUNT + rank * self.column

    def y(self, rank: int) -> float:
        return self.top + rank * self.row


def sheets(build: Build, selection: Selection) -> tuple[Sheet, ...]:
    """The map on as many pages as it needs; agencies beyond the first ones of the list are one row of numbers.

    Raises:
        UsageError: the selection leaves nothing to show, or names several cities.
    """
    facts = read_responsibility(build, selection)
    kept = facts.agencies if len(facts.agencies) <= _MOST_AGENCIES else facts.agencies[: _MOST_AGENCIES - 1]
    most = int((SHORT - 2 * MARGIN - _LABELS - _COUNT) / _NARROWEST)
    pages = portions(facts.measures, most)
    return tuple(
        _sheet(
            facts,
            kept,
            columns,
            page_note(number, len(pages), [("措施", "measures", len(columns), len(facts.measures))]),
        )
        for number, columns in enumerate(pages, start=1)
    )


def _sheet(facts: Responsibility, kept: tuple[Agency, ...], columns: tuple[Measure, ...], note: str) -> Sheet:
    title = f"{facts.plan.place}：各部门承担的措施"
    agencies, measures = len(facts.agencies), len(facts.measures)
    subtitle = f"Who answers for what: {agencies} agencies, most measures first, and {measures} measures"
    used = {role for duty in facts.duties.values() for role in duty.roles}
    keys = [
        *(
            Key(text=text, fill=fill, letter=letter, ink=ink)
            for role, (letter, fill, ink, text) in _LOOKS.items()
            if role in used
        ),
        Key(text="未列明 none named", fill=tint(VERMILION, 0.25), letter="0"),
    ]
    entries, top = legend(keys, 54, SHORT)
    grid = _Grid(kept, facts.agencies[len(kept) :], columns, top)
    shapes = (
        *heading(title, subtitle, SHORT),
        *entries,
        *_stripes(grid),
        *_heads(grid),
        *(shape for rank, agency in enumerate(kept) for shape in _row(facts, grid, rank, agency)),
        *_rest(facts, grid),
        *_sums(facts, grid),
        *footer([facts.plan.reference], note, SHORT, LONG),
    )
    return Sheet(SHORT, LONG, title, subtitle, shapes)


def _stripes(grid: _Grid) -> Iterator[Shape]:
    """Every second row is shaded, and chapters are parted, so that the eye keeps to its line."""
    wide = grid.x(len(grid.measures)) - MARGIN
    for rank in range(0, len(grid.agencies), 2):
        yield Box(x=MARGIN, y=grid.y(rank), width=wide, height=grid.row, fill=PALE)
    for start, _ in _chapters(grid.measures):
        x = grid.x(start)
        yield Curve(points=((x, grid.head_top), (x, grid.y(grid.rows))), colour=LINE, thickness=0.4)


def _heads(grid: _Grid) -> Iterator[Shape]:
    base = grid.top - 5
    yield Label(x=MARGIN, y=base, text="部门 Agency", size=_TEXT, is_bold=True)
    yield Label(x=MARGIN + _LABELS + _COUNT - 4, y=base, text="措施数", size=_FINE, anchor="end", colour=GREY)
    for start, run in _chapters(grid.measures):
        yield _chapter(run, grid.x(start) + 2, grid.head_top + 8, grid.column * len(run) - 4)
    for rank, measure in enumerate(grid.measures):
        yield _head(measure, grid.x(rank) + grid.column / 2, grid)


def _chapter(run: Sequence[Measure], x: float, base: float, room: float) -> Group:
    first = run[0]
    name = f"{first.chapter}、{first.chapter_title}" if first.chapter else first.path
    shown = shorten(name, _TEXT, room) if len(run) > 1 else first.path
    return Group((Label(x=x, y=base, text=shown, size=_TEXT, is_bold=True),), name)


def _head(measure: Measure, x: float, grid: _Grid) -> Group:
    """The measure's number within its chapter, and its title as a column of characters."""
    number = measure.path.rpartition("/")[2].strip("（）") if measure.chapter else ""
    title = measure.title if len(measure.title) <= _MOST_TITLE else f"{measure.title[: _MOST_TITLE - 1]}…"
    top = grid.head_top + 13
    shapes = [Label(x=x, y=top + 17, text=title, size=grid.head_size, is_vertical=True)]
    if number:
        shapes.insert(0, Label(x=x, y=top, text=number, size=_FINE, colour=GREY, is_vertical=True))
    return Group(tuple(shapes), measure.name, measure.sources)


def _row(facts: Responsibility, grid: _Grid, rank: int, agency: Agency) -> Iterator[Shape]:
    middle = grid.y(rank) + grid.row / 2
    yield fitted(
        Label(x=MARGIN + 2, y=middle + grid.size * 0.37, text=agency.name, size=grid.size), _LABELS - 4
    )
    number = sum((agency.iri, measure.iri) in facts.duties for measure in facts.measures)
    yield _number(str(number), MARGIN + _LABELS + _COUNT - 5, middle, grid)
    for column, measure in enumerate(grid.measures):
        duty = facts.duties.get((agency.iri, measure.iri))
        if duty:
            yield _cell(duty, agency, measure, grid, (column, rank))


def _cell(duty: Duty, agency: Agency, measure: Measure, grid: _Grid, place: tuple[int, int]) -> Group:
    letter, fill, ink, _ = _LOOKS[duty.roles[0]]
    x, y = grid.x(place[0]), grid.y(place[1])
    box = Box(x=x + 0.6, y=y + 0.6, width=grid.column - 1.2, height=grid.row - 1.2, fill=fill, radius=1)
    roles = "、".join(_LOOKS[role][3] for role in duty.roles)
    hover = f"{agency.name}：{measure.name}（{roles}）"
    return Group(
        (box, centred(letter, x + grid.column / 2, y + grid.row / 2, grid.size, ink)), hover, duty.sources
    )


def _rest(facts: Responsibility, grid: _Grid) -> Iterator[Shape]:
    """One row for the agencies beyond the page: how many of them answer for each measure."""
    if not grid.rest:
        return
    middle = grid.y(len(grid.agencies)) + grid.row / 2
    text = f"其余 {len(grid.rest)} 个部门 further agencies"
    names = "、".join(agency.name for agency in grid.rest)
    yield Group(
        (Label(x=MARGIN + 2, y=middle + grid.size * 0.37, text=text, size=grid.size, colour=GREY),), names
    )
    for column, measure in enumerate(grid.measures):
        here = [agency.name for agency in grid.rest if (agency.iri, measure.iri) in facts.duties]
        if here:
            label = centred(str(len(here)), grid.x(column) + grid.column / 2, middle, grid.size, GREY)
            box = Box(
                x=grid.x(column) + 0.6,
                y=middle - grid.row / 2 + 0.6,
                width=grid.column - 1.2,
                height=grid.row - 1.2,
                fill=tint(SKY, 0.35),
            )
            yield Group((box, label), "、".join(here))


def _sums(facts: Responsibility, grid: _Grid) -> Iterator[Shape]:
    y = grid.y(grid.rows - 1)
    middle = y + grid.row / 2
    wide = grid.x(len(grid.measures))
    yield Curve(points=((MARGIN, y), (wide, y)), colour=INK, thickness=0.5)
    yield fitted(
        Label(
            x=MARGIN + 2,
            y=middle + grid.size * 0.37,
            text="承担部门数 Agencies per measure",
            size=grid.size,
            is_bold=True,
        ),
        _LABELS + _COUNT - 4,
    )
    for column, measure in enumerate(grid.measures):
        number = sum((agency.iri, measure.iri) in facts.duties for agency in facts.agencies)
        x = grid.x(column)
        if not number:
            yield Box(
                x=x + 0.6,
                y=y + 1.2,
                width=grid.column - 1.2,
                height=grid.row - 1.8,
                fill=tint(VERMILION, 0.25),
            )
        yield centred(str(number), x + grid.column / 2, middle, grid.size, is_bold=True)


def _number(text: str, right: float, middle: float, grid: _Grid) -> Label:
    return Label(x=right, y=middle + grid.size * 0.37, text=text, size=grid.size, anchor="end", colour=GREY)


def _chapters(measures: Sequence[Measure]) -> Iterator[tuple[int, list[Measure]]]:
    """Runs of measures of one chapter, each with the rank of its first."""
    start = 0
    for _, run in groupby(measures, key=lambda measure: measure.chapter or measure.path):
        found = list(run)
        yield start, found
        start += len(found)
