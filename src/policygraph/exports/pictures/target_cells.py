"""The cells of the targets matrix: numbers as short as they can be without losing anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from policygraph.exports.pictures.palette import BLUE, GREEN, GREY, ORANGE, PINK, SKY, VERMILION
from policygraph.exports.pictures.sheet import Group, Label
from policygraph.exports.pictures.typesetting import shorten, width
from policygraph.exports.style import in_words
from policygraph.queries.documents import Document
from policygraph.queries.matrix import Line, Value
from policygraph.queries.wording import SYMBOLS
from policygraph.rdf.terms import plain

__all__ = ["FINE", "KINDS", "TEXT", "Cell", "drawn", "usual_year"]

TEXT, FINE = 6.5, 5.6
# The letter of each kind of number and its colour; the vocabulary names the kinds.
KINDS = {
    "decrease": ("降", ORANGE),
    "increase": ("升", SKY),
    "level": ("值", GREEN),
    "amount": ("量", PINK),
    "count": ("数", BLUE),
}
_MARKS = {"stricter": ("▲", BLUE), "looser": ("▼", VERMILION), "equal": ("＝", GREY)}
_FIRM = "firm"


@dataclass(frozen=True, slots=True)
class Cell:
    """What is needed to write one cell."""

    line: Line
    document: Document
    values: tuple[Value, ...]
    scale: Decimal
    year: str
    mark: str
    is_strictest: bool


def drawn(cell: Cell, x: float, base: float, wide: float) -> Group:
    """The cell's numbers at its right edge, and its mark before them.

    Args:
        cell: what is written.
        x: of the left edge.
        base: line that the numbers stand on.
        wide: how wide the cell is.
    """
    right = x + wide - 3
    text = _cell_text(cell, wide - 4 - (FINE if cell.mark else 0.0))
    shapes = [Label(x=right, y=base, text=text, size=TEXT, anchor="end", is_bold=cell.is_strictest)]
    if cell.mark:
        sign, colour = _MARKS[cell.mark]
        left = right - width(text, TEXT, cell.is_strictest) - 0.5
        shapes.append(Label(x=left, y=base, text=sign, size=FINE, anchor="end", colour=colour))
    hover = "\n".join(_said(cell.line, value) for value in cell.values)
    quotes = tuple(quote for value in cell.values for quote in value.quotes)
    return Group(tuple(shapes), f"{cell.document.place} {cell.line.name}\n{hover}", quotes)


def _cell_text(cell: Cell, room: float) -> str:
    """The different numbers for the whole area, or else for its parts; as many as there is room for."""
    whole = [value for value in cell.values if not value.is_partial]
    texts = list(dict.fromkeys(_short(value, cell) for value in whole or cell.values))
    for kept in range(len(texts), 0, -1):
        text = " / ".join(texts[:kept]) + (f" +{len(texts) - kept}" if kept < len(texts) else "")
        if width(text, TEXT) <= room:
            return text
    return shorten(texts[0], TEXT, room)


def _short(value: Value, cell: Cell) -> str:
    return f"{_number(value, cell.scale)}{'°' if value.is_partial else ''}{_other_year(value, cell)}"


def _number(value: Value, scale: Decimal) -> str:
    """Sign and number, or both ends of a range."""
    return SYMBOLS.get(value.op, "") + "–".join(plain(number / scale) for number in value.numbers)


def _other_year(value: Value, cell: Cell) -> str:
    if value.year == cell.year:
        return ""
    return f"({value.year})" if value.year else "*"


def _said(line: Line, value: Value) -> str:
    """A target in full, for the one who points at it."""
    since = f"{value.baseline}→" if value.baseline else ""
    number = f"{_number(value, Decimal(1))}{line.unit}"
    firmness = in_words(value.strength) if value.strength not in ("", _FIRM) else ""
    said = (in_words(line.kind), number, f"{since}{value.year}", value.place, value.path, firmness)
    return " ".join(filter(None, said))


def usual_year(cells: Iterable[tuple[Value, ...]]) -> str:
    """The year that most values of a row are for, '' if none names one."""
    years = Counter(value.year for values in cells for value in values if value.year)
    return min(years, key=lambda year: (-years[year], year), default="")
