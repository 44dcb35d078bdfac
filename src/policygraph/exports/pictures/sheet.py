"""A picture before it is written: shapes on a sheet of paper, in points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from policygraph.exports.pictures.typesetting import width
from policygraph.model import Quote

__all__ = [
    "PITCH",
    "Anchor",
    "Bounds",
    "Box",
    "Curve",
    "Group",
    "Label",
    "Shape",
    "Sheet",
    "labels",
]

Bounds: TypeAlias = tuple[float, float, float, float]
Anchor: TypeAlias = str

# How far letters reach above and below their base line, as shares of the size.
_ASCENT, _DESCENT = 0.88, 0.14
# From one character of a vertical label to the next, as a share of the size.
PITCH = 1.04


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A line of text with its base line at ``y``.

    ``anchor`` is start, middle or end. A ``vertical`` label runs down from its top at ``y``, its characters upright and
    centred on ``x``.
    """

    x: float
    y: float
    text: str
    size: float = 7.0
    anchor: Anchor = "start"
    colour: str = "#1a1a1a"
    is_bold: bool = False
    is_vertical: bool = False

    @property
    def pitch(self) -> float:
        """From one character of a vertical label to the next."""
        return self.size * PITCH

    def bounds(self) -> Bounds:
        """Left, top, right and bottom."""
        if self.is_vertical:
            half = self.size / 2
            return self.x - half, self.y, self.x + half, self.y + self.pitch * len(self.text)
        wide = width(self.text, self.size, self.is_bold)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return left, self.y - self.size * _ASCENT, left + wide, self.y + self.size * _DESCENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle; a fill or stroke of '' is none."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    is_dashed: bool = False
    radius: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A line through ``points``: straight with two or more, an S between two where ``is_bent``."""

    points: tuple[tuple[float, float], ...]
    colour: str = "#1a1a1a"
    thickness: float = 0.6
    is_bent: bool = False
    is_dashed: bool = False
    has_arrow: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that are one thing: what it says when pointed at, and where it was read."""

    shapes: tuple[Label | Box | Curve, ...]
    hover: str = ""
    quotes: tuple[Quote, ...] = ()


Shape: TypeAlias = Label | Box | Curve | Group


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: ``title`` and ``about`` say in words what it shows."""

    width: float
    height: float
    title: str
    about: str
    shapes: tuple[Shape, ...]


def labels(sheet: Sheet) -> Iterator[Label]:
    """All text on the sheet, in the order of drawing."""
    for shape in sheet.shapes:
        parts = shape.shapes if isinstance(shape, Group) else (shape,)
        yield from (part for part in parts if isinstance(part, Label))
