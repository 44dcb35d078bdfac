"""The responsibility map: the agencies of one city against its measures, with their roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policygraph.builds.store import Build
from policygraph.exports.pictures.frame import (
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
    PAPER,
    SKY,
    VERMILION,
    tint,
)
from policygraph.exports.pictures.responsibility_grid import (
    COUNT,
    LABELS,
    LONGEST_TITLE,
    NARROWEST,
    TEXT,
    Grid,
    chapter_name,
    chapters,
)
from policygraph.exports.pictures.sheet import Box, Curve, Group, Label, Shape, Sheet
from policygraph.exports.style import in_words
from policygraph.queries.correspondences import Measure
from policygraph.queries.responsibility import Agency, Duty, Responsibility, read_responsibility
from policygraph.queries.selection import Selection

__all__ = ["sheets"]

_FINE = 6.0
# A city of the province or the nation names more bodies than a page has rows; those named once or twice come last.
_MOST_AGENCIES = 50
# The letter of each role, its colours; the vocabulary names the roles.
_LOOKS = {
    "lead": ("牵", tint(VERMILION, 0.75), INK),
    "responsible": ("责", BLUE, "#ffffff"),
    "implement": ("实", tint(GREEN, 0.6), INK),
    "support": ("配", tint(ORANGE, 0.6), INK),
}
# Cells of what a measure does not say itself are empty but for the letter of the role.
_BY_RULE = "按统一规定 by a standing rule"


def sheets(build: Build, selection: Selection) -> tuple[Sheet, ...]:
    """The map on as many pages as it needs; agencies beyond the first ones of the list are one row of numbers.

    Raises:
        UsageError: the selection leaves nothing to show, or names several cities.
    """
    facts = read_responsibility(build, selection)
    chosen = selection.in_words(leaving="city")
    kept = facts.agencies if len(facts.agencies) <= _MOST_AGENCIES else facts.agencies[: _MOST_AGENCIES - 1]
    most = int((SHORT - 2 * MARGIN - LABELS - COUNT) / NARROWEST)
    pages = portions(facts.measures, most)
    return tuple(
        _sheet(
            facts,
            kept,
            columns,
            chosen,
            page_note(number, len(pages), [("措施", "measures", len(columns), len(facts.measures))]),
        )
        for number, columns in enumerate(pages, start=1)
    )


def _sheet(
    facts: Responsibility, kept: tuple[Agency, ...], columns: tuple[Measure, ...], chosen: str, note: str
) -> Sheet:
    title = f"{facts.plan.place}：各部门承担的措施"
    numbers = f"部门 agencies: {len(facts.agencies)}, 措施 measures: {len(facts.measures)}"
    subtitle = joined("Who answers for what", chosen, numbers)
    used = {role for duty in facts.duties.values() for role in duty.roles}
    keys = [
        *(
            Key(text=in_words(role), fill=fill, letter=letter, ink=ink)
            for role, (letter, fill, ink) in _LOOKS.items()
            if role in used
        ),
        *(
            [Key(text=_BY_RULE, fill=PAPER, is_dashed=True)]
            if any(duty.is_by_rule for duty in facts.duties.values())
            else []
        ),
        Key(text="未列明 none named", fill=tint(VERMILION, 0.25), letter="0"),
    ]
    entries, top = legend(keys, 54, SHORT)
    grid = Grid(kept, facts.agencies[len(kept) :], columns, top)
    shapes = (
        *heading(title, subtitle, SHORT),
        *entries,
        *_stripes(grid),
        *_heads(grid, bool(chosen)),
        *(shape for rank, agency in enumerate(kept) for shape in _row(facts, grid, rank, agency)),
        *_rest(facts, grid),
        *_sums(facts, grid),
        *footer([facts.plan.reference], note, SHORT, LONG),
    )
    return Sheet(SHORT, LONG, title, subtitle, shapes)


def _stripes(grid: Grid) -> Iterator[Shape]:
    """Every second row is shaded, and chapters are parted, so that the eye keeps to its line."""
    wide = grid.x(len(grid.measures)) - MARGIN
    for rank in range(0, len(grid.agencies), 2):
        yield Box(x=MARGIN, y=grid.y(rank), width=wide, height=grid.row, fill=PALE)
    for start, _ in chapters(grid.measures):
        x = grid.x(start)
        yield Curve(points=((x, grid.head_top), (x, grid.y(grid.rows))), colour=LINE, thickness=0.4)


def _heads(grid: Grid, is_part: bool) -> Iterator[Shape]:
    base = grid.top - 5
    yield Label(x=MARGIN, y=base, text="部门 Agency", size=TEXT, is_bold=True)
    text = "措施数：所选/全部" if is_part else "措施数"
    yield Label(x=MARGIN + LABELS + COUNT - 4, y=base, text=text, size=_FINE, anchor="end", colour=GREY)
    for start, run in chapters(grid.measures):
        yield _chapter(run, grid.x(start) + 2, grid)
    for rank, measure in enumerate(grid.measures):
        yield _head(measure, grid.x(rank) + grid.column / 2, grid)


def _chapter(run: Sequence[Measure], x: float, grid: Grid) -> Group:
    base = grid.head_top + 8
    lines = (
        Label(x=x, y=base + 8 * rank, text=line, size=TEXT, is_bold=True)
        for rank, line in enumerate(grid.chapter(run))
    )
    first = run[0]
    return Group(tuple(lines), chapter_name(first) if first.chapter else first.name)


def _head(measure: Measure, x: float, grid: Grid) -> Group:
    """The measure's number within its chapter, and its title as a column of characters."""
    number = measure.path.rpartition("/")[2].strip("（）") if measure.chapter else ""
    title = measure.title if len(measure.title) <= LONGEST_TITLE else f"{measure.title[: LONGEST_TITLE - 1]}…"
    top = grid.titles_top
    shapes = [Label(x=x, y=top + 17, text=title, size=grid.head_size, is_vertical=True)]
    if number:
        shapes.insert(0, Label(x=x, y=top, text=number, size=_FINE, colour=GREY, is_vertical=True))
    return Group(tuple(shapes), measure.name, measure.quotes)


def _row(facts: Responsibility, grid: Grid, rank: int, agency: Agency) -> Iterator[Shape]:
    middle = grid.y(rank) + grid.row / 2
    yield fitted(
        Label(x=MARGIN + 2, y=middle + grid.size * 0.37, text=agency.name, size=grid.size), LABELS - 4
    )
    shown = sum((agency.iri, measure.iri) in facts.duties for measure in facts.measures)
    everywhere = facts.of_agencies[agency.iri]
    text = str(shown) if shown == everywhere else f"{shown}/{everywhere}"
    yield _number(text, MARGIN + LABELS + COUNT - 5, middle, grid)
    for column, measure in enumerate(grid.measures):
        duty = facts.duties.get((agency.iri, measure.iri))
        if duty:
            yield _cell(duty, agency, measure, grid, (column, rank))


def _cell(duty: Duty, agency: Agency, measure: Measure, grid: Grid, place: tuple[int, int]) -> Group:
    letter, fill, ink = _LOOKS[duty.roles[0]]
    x, y = grid.x(place[0]), grid.y(place[1])
    box = Box(x=x + 0.6, y=y + 0.6, width=grid.column - 1.2, height=grid.row - 1.2, fill=fill, radius=1)
    said = [*map(in_words, duty.roles)]
    if duty.is_by_rule:
        box, ink = replace(box, fill=PAPER, stroke=GREY, is_dashed=True), INK
        said.append(_BY_RULE)
    hover = f"{agency.name}：{measure.name}（{'、'.join(said)}）"
    return Group(
        (box, centred(letter, x + grid.column / 2, y + grid.row / 2, grid.size, ink)), hover, duty.quotes
    )


def _rest(facts: Responsibility, grid: Grid) -> Iterator[Shape]:
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


def _sums(facts: Responsibility, grid: Grid) -> Iterator[Shape]:
    y = grid.y(grid.rows - 1)
    middle = y + grid.row / 2
    wide = grid.x(len(grid.measures))
    yield Curve(points=((MARGIN, y), (wide, y)), colour=INK, thickness=0.5)
    yield fitted(
        Label(
            x=MARGIN + 2,
            y=middle + grid.size * 0.37,
            text="承担部门数 Agencies of the measure, all",
            size=grid.size,
            is_bold=True,
        ),
        LABELS + COUNT - 4,
    )
    for column, measure in enumerate(grid.measures):
        number = facts.of_measures.get(measure.iri, 0)
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


def _number(text: str, right: float, middle: float, grid: Grid) -> Label:
    return Label(x=right, y=middle + grid.size * 0.37, text=text, size=grid.size, anchor="end", colour=GREY)
