"""What stands round every picture: title, legend, footer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from policygraph.exports.pictures.palette import GREY, INK, LINE
from policygraph.exports.pictures.sheet import Box, Curve, Group, Label, Shape
from policygraph.exports.pictures.typesetting import shorten, width, wrap
from policygraph.queries.documents import Document

__all__ = [
    "FOOTER",
    "LONG",
    "MARGIN",
    "SHORT",
    "Key",
    "centred",
    "fitted",
    "footer",
    "heading",
    "joined",
    "legend",
    "stacked",
    "told_apart",
]

# A4 in points.
LONG, SHORT = 842.0, 595.0
MARGIN = 22.0
FOOTER = 30.0
_TITLE, _SUBTITLE, _KEY, _FINE = 13.0, 8.0, 7.0, 6.0
_SWATCH = 11.0
_MOST_FOOTER_LINES = 2
# How much wider than plain letters bold ones are reckoned.
_BOLD = 1.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """An entry of a legend: a filled swatch with a letter, or where ``is_line`` a line; ``text`` says what it means."""

    text: str
    fill: str = ""
    letter: str = ""
    ink: str = INK
    is_line: bool = False
    is_dashed: bool = False


def joined(*parts: str) -> str:
    """What a subtitle says, part after part, without those that are empty."""
    return " · ".join(filter(None, parts))


def heading(title: str, subtitle: str, sheet_width: float) -> tuple[Shape, ...]:
    """The title in large letters and the line below it; both end above 48."""
    room = sheet_width - 2 * MARGIN
    return (
        fitted(Label(x=MARGIN, y=MARGIN + 12, text=title, size=_TITLE, is_bold=True), room),
        fitted(Label(x=MARGIN, y=MARGIN + 24, text=subtitle, size=_SUBTITLE, colour=GREY), room),
    )


def legend(keys: Iterable[Key], top: float, sheet_width: float) -> tuple[tuple[Shape, ...], float]:
    """The entries in as many lines as they need, and where the picture below may begin."""
    shapes: list[Shape] = []
    x, y = MARGIN, top
    for key in keys:
        # A line of a legend is the page's width at most.
        text = shorten(key.text, _KEY, sheet_width - 2 * MARGIN - 4 * _SWATCH)
        swatch = _SWATCH * (2 if key.is_line else 1) if key.fill else 0.0
        wide = swatch + 3 + width(text, _KEY)
        if x > MARGIN and x + wide > sheet_width - MARGIN:
            x, y = MARGIN, y + _SWATCH + 4
        shapes += _swatch(key, x, y)
        shapes.append(Label(x=x + swatch + 3, y=y + 8, text=text, size=_KEY))
        x += wide + 11
    return tuple(shapes), y + _SWATCH + 5


def _swatch(key: Key, x: float, y: float) -> list[Shape]:
    if not key.fill:
        return []
    if key.is_line:
        points = ((x, y + _SWATCH / 2), (x + 2 * _SWATCH, y + _SWATCH / 2))
        return [Curve(points=points, colour=key.fill, thickness=1.4, is_dashed=key.is_dashed)]
    box = Box(x=x, y=y, width=_SWATCH, height=_SWATCH, fill=key.fill, stroke=LINE, is_dashed=key.is_dashed)
    if not key.letter:
        return [box]
    return [box, centred(key.letter, x + _SWATCH / 2, y + _SWATCH / 2, 7.0, key.ink)]


def footer(documents: Sequence[str], note: str, sheet_width: float, sheet_height: float) -> tuple[Shape, ...]:
    """A line that says what is not shown, if anything, and the names of the documents.

    Args:
        documents: names, of which as many are given as fit.
        note: what the picture leaves out; '' if nothing.
        sheet_width: of the page.
        sheet_height: of the page.
    """
    top = sheet_height - MARGIN - FOOTER
    room = sheet_width - 2 * MARGIN
    text = f"文件 Documents ({len(documents)}): {' · '.join(documents)}"
    notes = wrap(note, _FINE * _BOLD, room, _MOST_FOOTER_LINES)
    lines = wrap(text, _FINE, room, _MOST_FOOTER_LINES + 1 - max(1, len(notes)))
    first = top + 11 + 8 * max(1, len(notes))
    full = Group(
        tuple(
            Label(x=MARGIN, y=first + 8 * n, text=line, size=_FINE, colour=GREY)
            for n, line in enumerate(lines)
        ),
        text,
    )
    rule = Curve(points=((MARGIN, top + 1), (sheet_width - MARGIN, top + 1)), colour=LINE, thickness=0.4)
    said = tuple(
        Label(x=MARGIN, y=top + 10 + 8 * n, text=line, size=_FINE, is_bold=True)
        for n, line in enumerate(notes)
    )
    return (rule, Group(said, note), full) if note else (rule, full)


def fitted(label: Label, room: float) -> Group:
    """The label shortened to ``room``, with its full text to be read when pointed at where it was shortened."""
    text = shorten(label.text, label.size, room)
    return Group((replace(label, text=text),), "" if text == label.text else label.text)


def centred(text: str, x: float, y: float, size: float, colour: str = INK, is_bold: bool = False) -> Label:
    """A label whose middle is at a point."""
    return Label(
        x=x, y=y + size * 0.37, text=text, size=size, anchor="middle", colour=colour, is_bold=is_bold
    )


def stacked(
    lines: Sequence[tuple[str, float, str]], x: float, bottom: float, step: float
) -> tuple[Label, ...]:
    """Centred lines of text, size and colour, ``step`` apart, of which the last stands at ``bottom``; black is bold."""
    return tuple(
        Label(
            x=x,
            y=bottom - step * (len(lines) - 1 - rank),
            text=text,
            size=size,
            anchor="middle",
            colour=colour,
            is_bold=colour == INK,
        )
        for rank, (text, size, colour) in enumerate(lines)
    )


def told_apart(documents: Iterable[Document]) -> dict[str, str]:
    """What stands below the area's name in a head, by IRI: the name in Latin letters.

    Where several documents are of one area, such as a city's and that of its department, it is their numbers.
    """
    found = list(documents)
    counts = Counter(one.place for one in found)
    return {one.iri: one.place_en if counts[one.place] == 1 else one.number or one.name for one in found}
