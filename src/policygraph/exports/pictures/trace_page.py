"""The trace page: one city's measures, the documents that its plan rests on, and the provisions that it carries out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from policygraph.builds.store import Build
from policygraph.exports.pictures.chain import chain
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
from policygraph.exports.pictures.palette import ACCENTS, BLUE, GREY, INK, LINE, ORANGE, PALE, tint
from policygraph.exports.pictures.sheet import Box, Curve, Group, Label, Shape, Sheet
from policygraph.exports.pictures.trace_rows import Rows, number_of_measures, with_chapters
from policygraph.exports.pictures.typesetting import shorten, width
from policygraph.queries.correspondences import Measure, Provision
from policygraph.queries.route import Load, Route, read_route
from policygraph.queries.selection import Selection

__all__ = ["sheets"]

_COUNTS, _BAR = MARGIN, 30.0
# Where the numbers of obligations and of targets stand back to back.
_AXIS = _COUNTS + _BAR + 15
_LEFT, _LEFT_END = 118.0, 340.0
_RIGHT, _RIGHT_END = 552.0, LONG - MARGIN
_CHAIN = 44.0
_TEXT, _FINE = 7.5, 5.8
# Below this, a line is dashed: the titles share some words only.
_WEAK = Decimal("0.75")
_MOST_ROWS = 46
_KEYS = (
    Key(text="义务数 obligations", fill=tint(BLUE, 0.55)),
    Key(text="量化目标数 targets", fill=ORANGE),
    Key(
        text="措施落实上级条款，颜色同条款 a measure carries out a provision, in the provision's colour",
        fill=BLUE,
        is_line=True,
    ),
    Key(text="匹配把握低于 0.75 confidence below 0.75", fill=BLUE, is_line=True, is_dashed=True),
    Key(text="地方新增，无对应条款 local addition", fill="#ffffff", letter="+"),
)


def sheets(build: Build, selection: Selection) -> tuple[Sheet, ...]:
    """The page, and further ones for a plan with more measures than a page has lines.

    Raises:
        UsageError: the selection leaves nothing to show, or names several cities.
    """
    route = read_route(build, selection)
    pages = portions(list(with_chapters(route.measures)), _MOST_ROWS)
    whole = len(route.measures)
    chosen = selection.in_words(leaving="city")
    return tuple(
        _sheet(
            route,
            rows,
            chosen,
            page_note(number, len(pages), [("措施", "measures", number_of_measures(rows), whole)]),
        )
        for number, rows in enumerate(pages, start=1)
    )


def _sheet(route: Route, rows: tuple[Measure | str, ...], chosen: str, note: str) -> Sheet:
    title = f"{route.plan.place}：措施从何而来"
    city = route.plan.place_en or route.plan.name
    about = f"Where the measures of {city} come from: its plan, the documents above it, their provisions"
    subtitle = joined(chosen, about)
    entries, top = legend(_KEYS, 52, LONG)
    lines = Rows(rows, _shown(route), top + _CHAIN + 12)
    colours = _colours(route)
    shapes = (
        *heading(title, subtitle, LONG),
        *entries,
        *chain(route, (_LEFT, _LEFT_END), (_RIGHT, _RIGHT_END), top + 10, _CHAIN - 12),
        *_links(route, lines, colours),
        *_measures(route, lines),
        *_provisions(route, lines, colours),
        *footer(
            [document.reference for document in (route.plan, *route.between, route.top)], note, LONG, SHORT
        ),
    )
    return Sheet(LONG, SHORT, title, subtitle, shapes)


def _shown(route: Route) -> tuple[Provision, ...]:
    """All provisions, or where these are too many for a page those that are carried out, as many as fit."""
    if len(route.provisions) <= _MOST_ROWS:
        return route.provisions
    used = {link.provision for link in route.links}
    return tuple(provision for provision in route.provisions if provision.iri in used)[:_MOST_ROWS]


def _colours(route: Route) -> dict[str, str]:
    """Neighbouring provisions in different colours."""
    leaves = [provision for provision in route.provisions if not provision.is_chapter]
    return {provision.iri: ACCENTS[rank % len(ACCENTS)] for rank, provision in enumerate(leaves)}


def _links(route: Route, rows: Rows, colours: Mapping[str, str]) -> Iterator[Shape]:
    """The lines between, which cross no text because both columns of text end before them."""
    left = {row.iri: rank for rank, row in enumerate(rows.measures) if isinstance(row, Measure)}
    right = {provision.iri: rank for rank, provision in enumerate(rows.provisions)}
    measures = {row.iri: row for row in rows.measures if isinstance(row, Measure)}
    for link in route.links:
        if link.measure in left and link.provision in right:
            start = (_LEFT_END + 2, rows.left_y(left[link.measure]))
            end = (_RIGHT - 3, rows.right_y(right[link.provision]))
            is_weak = link.confidence < _WEAK
            curve = Curve(
                points=(start, end),
                colour=colours[link.provision],
                thickness=1.3,
                is_bent=True,
                is_dashed=is_weak,
            )
            measure, provision = measures[link.measure], rows.provisions[right[link.provision]]
            way = " → ".join((measure.name, *link.between, provision.name))
            hover = f"{way} (confidence {link.confidence})"
            yield Group((curve,), hover, measure.quotes)


def _measures(route: Route, rows: Rows) -> Iterator[Shape]:
    linked = {link.measure for link in route.links}
    loads = [route.loads.get(measure.path, Load()) for measure in route.measures]
    most = max(1, *(load.obligations for load in loads), *(load.targets for load in loads))
    size = min(_TEXT, rows.left * 0.7)
    yield from _count_heads(rows.top - 4)
    for rank, row in enumerate(rows.measures):
        y = rows.left_y(rank)
        if isinstance(row, str):
            yield Box(
                x=_COUNTS, y=y - rows.left / 2 + 1, width=_LEFT_END - _COUNTS, height=rows.left - 2, fill=PALE
            )
            yield fitted(
                Label(x=_LEFT, y=y + size * 0.37, text=row, size=size, is_bold=True), _LEFT_END - _LEFT
            )
            continue
        load = route.loads.get(row.path, Load())
        yield from _bars(load, most, y, rows.left)
        yield from _numbers(load, y, size)
        yield _measure(row, y, size, rows.left, row.iri in linked)
    y = rows.left_y(len(rows.measures))
    yield from _numbers(route.elsewhere, y, size)
    text = "措施之外（前言、附件等） outside the measures: preamble, annexes"
    yield fitted(
        Label(x=_LEFT, y=y + size * 0.37, text=text, size=min(size, 6.5), colour=GREY), _LEFT_END - _LEFT
    )


def _count_heads(base: float) -> Iterator[Label]:
    yield Label(x=_AXIS - 3, y=base, text="义务", size=_FINE, anchor="end", colour=GREY)
    yield Label(x=_AXIS + 3, y=base, text="目标", size=_FINE, colour=GREY)


def _numbers(load: Load, y: float, size: float) -> Iterator[Shape]:
    for number, sign in ((load.obligations, -1), (load.targets, 1)):
        colour = INK if number else LINE
        yield centred(str(number), _AXIS + sign * 7, y, min(size, 6.5), colour)


def _bars(load: Load, most: int, y: float, pitch: float) -> Iterator[Shape]:
    """Obligations to the left and targets to the right of their numbers, as long as they are many."""
    high = min(7.0, pitch - 3)
    for number, sign, colour in ((load.obligations, -1, tint(BLUE, 0.55)), (load.targets, 1, ORANGE)):
        wide = number * _BAR / most
        start = _AXIS + sign * 14
        if number:
            yield Box(x=min(start, start + sign * wide), y=y - high / 2, width=wide, height=high, fill=colour)


def _measure(measure: Measure, y: float, size: float, pitch: float, is_linked: bool) -> Group:
    box = Box(
        x=_LEFT,
        y=y - pitch / 2 + 1,
        width=_LEFT_END - _LEFT,
        height=pitch - 2,
        fill="#ffffff" if is_linked else tint(ORANGE, 0.15),
        stroke=LINE,
        is_dashed=not is_linked,
        radius=1.5,
    )
    base = y + size * 0.37
    indent = 6.0 * size
    plus = 10.0 if not is_linked else 4.0
    path = Label(x=_LEFT + 4, y=base, text=shorten(measure.path, size, indent), size=size, colour=GREY)
    title = shorten(measure.title, size, _LEFT_END - _LEFT - indent - 4 - plus)
    shapes: list[Label | Box | Curve] = [
        box,
        path,
        Label(x=_LEFT + 4 + indent, y=base, text=title, size=size),
    ]
    if not is_linked:
        shapes.append(Label(x=_LEFT_END - 3, y=base, text="+", size=size, anchor="end", is_bold=True))
    return Group(tuple(shapes), measure.name, measure.quotes)


def _provisions(route: Route, rows: Rows, colours: Mapping[str, str]) -> Iterator[Shape]:
    used = {link.provision for link in route.links}
    size = min(_TEXT, rows.right * 0.7)
    for rank, provision in enumerate(rows.provisions):
        y = rows.right_y(rank)
        if provision.is_chapter:
            yield Box(
                x=_RIGHT,
                y=y - rows.right / 2 + 1,
                width=_RIGHT_END - _RIGHT,
                height=rows.right - 2,
                fill=PALE,
            )
            text = f"{provision.path}、{provision.title}"
            yield fitted(
                Label(x=_RIGHT + 4, y=y + size * 0.37, text=text, size=size, is_bold=True),
                _RIGHT_END - _RIGHT - 8,
            )
            continue
        yield from _provision(
            provision, y, size, rows.right, colours[provision.iri] if provision.iri in used else ""
        )
    hidden = len(route.provisions) - len(rows.provisions)
    if hidden:
        text = f"另有 {hidden} 条未列 further provisions not shown"
        yield Label(x=_RIGHT_END, y=rows.top - 4, text=text, size=_FINE, anchor="end", colour=GREY)


def _provision(provision: Provision, y: float, size: float, pitch: float, colour: str) -> Iterator[Shape]:
    """A chip in the colour of its lines, path and titles; an outline where nothing leads to it."""
    high = pitch - 2
    yield Box(
        x=_RIGHT,
        y=y - high / 2,
        width=4,
        height=high,
        fill=colour or "#ffffff",
        stroke="" if colour else LINE,
    )
    base = y + size * 0.37
    x = _RIGHT + 8
    yield Label(x=x, y=base, text=shorten(provision.path, size, 5.2 * size), size=size, colour=GREY)
    x += 5.4 * size
    ink = INK if colour else GREY
    missing = "" if colour else "（未见落实 absent）"
    title = shorten(provision.title, size, _RIGHT_END - x - width(missing, size)) + missing
    yield Group((Label(x=x, y=base, text=title, size=size, colour=ink),), provision.name)
    x += width(title, size) + 5
    english = shorten(provision.title_en, min(_FINE, size), _RIGHT_END - x)
    if len(english) > 6:
        yield fitted(
            Label(x=x, y=base, text=provision.title_en, size=min(_FINE, size), colour=GREY), _RIGHT_END - x
        )
