"""Sheets as SVG."""

from __future__ import annotations

from collections.abc import Mapping
from functools import singledispatch

from policygraph.exports.pictures.sheet import Box, Curve, Group, Label, Shape, Sheet
from policygraph.exports.style import FONT_FAMILY
from policygraph.model import Quote
from policygraph.printable import xml_attribute, xml_text

__all__ = ["svg"]

_DASHES = ' stroke-dasharray="2 1.5"'
_ARROW = 4.0


def svg(sheet: Sheet, anchors: Mapping[tuple[Quote, ...], str] | None = None) -> str:
    """The sheet as one ``svg`` element.

    Args:
        sheet: what is drawn.
        anchors: names of places in the page around the picture; what was read from these quotes links to it.
    """
    body = "\n".join(_shape(shape, anchors or {}) for shape in sheet.shapes)
    wide, high = _number(sheet.width), _number(sheet.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}pt" height="{high}pt"'
        f' role="img" lang="zh" font-family="{FONT_FAMILY}">\n<title>{xml_text(sheet.title)}</title>\n'
        f'<desc>{xml_text(sheet.about)}</desc>\n<rect width="{wide}" height="{high}" fill="#ffffff"/>\n{body}\n</svg>\n'
    )


def _shape(shape: Shape, anchors: Mapping[tuple[Quote, ...], str]) -> str:
    if not isinstance(shape, Group):
        return _drawn(shape)
    inside = "".join(map(_drawn, shape.shapes))
    group = f"<g>{f'<title>{xml_text(shape.hover)}</title>' if shape.hover else ''}{inside}</g>"
    target = anchors.get(shape.quotes, "")
    return f"<a href={xml_attribute(f'#{target}')}>{group}</a>" if target else group


@singledispatch
def _drawn(shape: Label | Box | Curve) -> str:
    raise TypeError(f"{type(shape).__name__} cannot be drawn")


@_drawn.register
def _(shape: Label) -> str:
    style = f'font-size="{_number(shape.size)}" fill={xml_attribute(shape.colour)}'
    if shape.is_bold:
        style += ' font-weight="bold"'
    if shape.is_vertical:
        return f'<text {style} text-anchor="middle">{_column(shape)}</text>'
    if shape.anchor != "start":
        style += f" text-anchor={xml_attribute(shape.anchor)}"
    return f'<text x="{_number(shape.x)}" y="{_number(shape.y)}" {style}>{xml_text(shape.text)}</text>'


@_drawn.register
def _(shape: Box) -> str:
    place = f'x="{_number(shape.x)}" y="{_number(shape.y)}"'
    size = f'width="{_number(shape.width)}" height="{_number(shape.height)}"'
    round_ = f' rx="{_number(shape.radius)}"' if shape.radius else ""
    stroke = f' stroke={xml_attribute(shape.stroke)} stroke-width="0.5"' if shape.stroke else ""
    dashes = _DASHES if shape.is_dashed else ""
    return f"<rect {place} {size}{round_} fill={xml_attribute(shape.fill or 'none')}{stroke}{dashes}/>"


@_drawn.register
def _(shape: Curve) -> str:
    style = f'fill="none" stroke={xml_attribute(shape.colour)} stroke-width="{_number(shape.thickness)}"'
    line = f'<path d="{_path(shape)}" {style}{_DASHES if shape.is_dashed else ""}/>'
    return line + (_head(shape) if shape.has_arrow else "")


def _path(curve: Curve) -> str:
    points = [f"{_number(x)} {_number(y)}" for x, y in curve.points]
    if not curve.is_bent:
        return f"M{' L'.join(points)}"
    (x1, y1), (x2, y2) = curve.points
    middle = _number((x1 + x2) / 2)
    return f"M{points[0]} C{middle} {_number(y1)} {middle} {_number(y2)} {points[1]}"


def _head(curve: Curve) -> str:
    """The head of an arrow that comes in level or from above."""
    (x1, _), (x2, y2) = curve.points[-2:]
    if x1 == x2:
        corners = ((x2, y2), (x2 - _ARROW / 2, y2 - _ARROW), (x2 + _ARROW / 2, y2 - _ARROW))
    else:
        corners = ((x2, y2), (x2 - _ARROW, y2 - _ARROW / 2), (x2 - _ARROW, y2 + _ARROW / 2))
    points = " ".join(f"{_number(x)},{_number(y)}" for x, y in corners)
    return f'<polygon points="{points}" fill={xml_attribute(curve.colour)}/>'


def _column(label: Label) -> str:
    """One span a character, one below the other."""
    first = label.y + label.size * 0.88
    return "".join(
        f'<tspan x="{_number(label.x)}" y="{_number(first + rank * label.pitch)}">{xml_text(character)}</tspan>'
        for rank, character in enumerate(label.text)
    )


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
