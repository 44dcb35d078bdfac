"""The head of the trace page: the plan, the documents above it, and arrows for what rests on what."""

from __future__ import annotations

from collections.abc import Iterator

from policygraph.exports.pictures.frame import centred
from policygraph.exports.pictures.palette import GREEN, GREY, INK, LINE, ORANGE, VERMILION, tint
from policygraph.exports.pictures.sheet import Box, Curve, Group, Label, Shape
from policygraph.exports.pictures.typesetting import shorten, width
from policygraph.queries.documents import Document
from policygraph.queries.route import Route

__all__ = ["chain"]

_TEXT, _SMALL, _FINE = 7.5, 6.5, 6.0
_GAP = 34.0


def chain(
    route: Route, left: tuple[float, float], right: tuple[float, float], top: float, high: float
) -> Iterator[Shape]:
    """The plan over the left column, the highest document over the right one, the others between.

    Args:
        route: the facts.
        left: from where to where the column of the measures goes.
        right: the same of the provisions.
        top: of the boxes; an arrow that passes the middle runs above it.
        high: of the boxes.
    """
    middle = (left[1] + _GAP, right[0] - _GAP)
    yield _box(route.plan, left, top, high, ORANGE)
    yield _box(route.top, right, top, high, VERMILION)
    if route.between:
        nearest = route.between[-1]
        yield _box(nearest, middle, top, high, GREEN, route.between[:-1], route.unknown.get(nearest.iri, 0))
        y = top + high / 2
        yield from _arrow(route, route.plan, nearest, (left[1], y), (middle[0], y))
        yield from _arrow(route, nearest, route.top, (middle[1], y), (right[0], y))
    if not route.between or (route.plan.iri, route.top.iri) in route.bases:
        yield from _direct(route, left, right, top, high)


def _box(
    document: Document,
    place: tuple[float, float],
    top: float,
    high: float,
    colour: str,
    others: tuple[Document, ...] = (),
    unknown: int = 0,
) -> Group:
    """A document with its number and its area; ``others`` are only counted, and measures of ``unknown`` counterpart."""
    wide = place[1] - place[0]
    x = sum(place) / 2
    number = document.number or document.place
    more = f" +{len(others)}" if others else ""
    hint = f"（{unknown}项措施的对应不明 counterparts of {unknown} measures unknown）" if unknown else ""
    more += f" · 不明 {unknown}" if unknown else ""
    name = f"《{document.title}》" if document.title else number
    size = _TEXT if width(name, _TEXT) <= wide - 6 else _SMALL
    title = shorten(name, size, wide - 6)
    below = shorten(
        f"{document.place} {number}" if number != document.place else number,
        _FINE,
        wide - 6 - width(more, _FINE),
    )
    return Group(
        (
            Box(x=place[0], y=top, width=wide, height=high, fill=tint(colour, 0.18), stroke=colour, radius=3),
            centred(title, x, top + high * 0.33, size, INK, is_bold=True),
            centred(below + more, x, top + high * 0.72, _FINE, GREY),
        ),
        "；".join(one.reference for one in (document, *others)) + hint,
    )


def _arrow(
    route: Route, lower: Document, upper: Document, start: tuple[float, float], end: tuple[float, float]
) -> Iterator[Shape]:
    pair = lower.iri, upper.iri
    quotes = route.bases.get(pair, ())
    is_based = pair in route.bases
    # What no text of the build says is known from the register of directives.
    register = "" if lower.name or not is_based else "（据登记册 after the register of directives）"
    hover = f"{lower.reference} → {upper.reference}{register}"
    x, y = (start[0] + end[0]) / 2, start[1]
    curve = Curve(
        points=(start, end), colour=INK if is_based else LINE, has_arrow=True, is_dashed=not is_based
    )
    text = "依据" if is_based else "未引"
    words = (
        centred(text, x, y - 6, _FINE, GREY),
        centred("based on" if is_based else "not cited", x, y + 7, _FINE, GREY),
    )
    yield Group((curve, *words), "\n".join([hover, *(quote.text for quote in quotes)]), quotes)


def _direct(
    route: Route, left: tuple[float, float], right: tuple[float, float], top: float, high: float
) -> Iterator[Shape]:
    """The plan itself names the highest document: above the middle, or through it where nothing stands there."""
    if not route.between:
        y = top + high / 2
        yield from _arrow(route, route.plan, route.top, (left[1], y), (right[0], y))
        return
    quotes = route.bases[route.plan.iri, route.top.iri]
    start, end = left[1] - 20, right[0] + 20
    line = Curve(
        points=((start, top), (start, top - 6), (end, top - 6), (end, top)), colour=INK, has_arrow=True
    )
    x = (left[1] + right[0]) / 2
    label = Label(x=x, y=top - 8, text="直接依据 based on directly", size=_FINE, anchor="middle", colour=GREY)
    yield Group((line, label), "\n".join(quote.text for quote in quotes), quotes)
