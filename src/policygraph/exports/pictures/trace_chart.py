"""The drawing of the trace page: where its rows, boxes and curves lie, in points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from policygraph.exports.pictures.page import Quotes, letter
from policygraph.exports.pictures.typesetting import width, wrap
from policygraph.pages import Language
from policygraph.queries.correspondences import Measure, ProvisionAbove
from policygraph.queries.documents import Document
from policygraph.queries.route import Load, Route

__all__ = ["WIDTH", "Chapter", "Chart", "charted"]

# Where the columns of measures and of provisions begin and end, and the box between them.
WIDTH = 800.0
_LEFT, _RIGHT, _MIDDLE = (105.0, 312.0), (512.0, WIDTH), (348.0, 476.0)
_TEXT, _FINE, _LINE, _PITCH = 7.5, 6.0, 9.0, 14.0
_PATH = 46.0
_ROOM = _RIGHT[1] - _RIGHT[0] - _PATH - 10
_TOP = 62.0
_BAR = 30.0
# Below this, a line is dashed: the titles share some words only.
_WEAK = Decimal("0.75")
# Colours of Okabe and Ito for neighbours that must be told apart: dark enough for lines on white.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#555555")


@dataclass(frozen=True, slots=True)
class Chapter:
    """The name of a chapter, which is a row of its own."""

    name: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of either column: its middle, height and lines; a ``chapter`` has nothing else.

    ``further`` is the English title with where it begins; ``colour`` that of a provision's lines, '' where it has none.
    """

    y: float
    high: float
    path: str
    lines: tuple[str, ...]
    hover: str = ""
    quotes: Quotes = ()
    is_chapter: bool = False
    is_linked: bool = False
    load: Load | None = None
    bars: tuple[float, float] = (0.0, 0.0)
    further: tuple[tuple[float, float, str], ...] = ()
    colour: str = ""

    def line_ys(self) -> Iterator[tuple[float, str]]:
        """Each line with its base line; together they stand in the middle."""
        rows = len(self.lines) + len({y for _, y, _ in self.further if y})
        first = self.y + _TEXT * 0.37 - _LINE * (rows - 1) / 2
        return ((first + _LINE * rank, line) for rank, line in enumerate(self.lines))


@dataclass(frozen=True, slots=True)
class _Curve:
    """A line from the height of a measure to that of a provision."""

    start: float
    end: float
    colour: str
    is_weak: bool
    hover: str
    quotes: Quotes


@dataclass(frozen=True, slots=True)
class _Box:
    """A document over a column: its title in lines, and a line with number and area."""

    look: str
    left: float
    right: float
    lines: tuple[str, ...]
    below: str
    hover: str


@dataclass(frozen=True, slots=True)
class _Arrow:
    """Whether the document at ``left`` is made under the one at ``right``; a direct one runs above the box between."""

    left: float
    right: float
    is_based: bool
    is_direct: bool
    hover: str
    quotes: Quotes


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn; ``hidden`` provisions are not shown, ``elsewhere`` is what stands outside the measures."""

    boxes: tuple[_Box, ...]
    arrows: tuple[_Arrow, ...]
    measures: tuple[_Row, ...]
    provisions: tuple[_Row, ...]
    curves: tuple[_Curve, ...]
    elsewhere: _Row
    hidden: int
    height: float

    def quotes(self) -> tuple[Quotes, ...]:
        """Those of all parts."""
        parts: tuple[_Arrow | _Row | _Curve, ...] = (*self.arrows, *self.measures, *self.curves)
        return tuple(one.quotes for one in parts)


def charted(
    route: Route, rows: Sequence[Measure | Chapter], shown: Sequence[ProvisionAbove], language: Language
) -> Chart:
    """Lay out these measures and provisions of a route."""
    measures, left_end = _measures(route, rows)
    provisions, right_end = _provisions(route, shown, language)
    elsewhere = _Row(
        left_end + _PITCH / 2,
        _PITCH,
        "",
        (language.say("措施之外（前言、附件等）", "outside the measures: preamble, annexes"),),
        load=route.elsewhere,
    )
    return Chart(
        tuple(_boxes(route, language)),
        tuple(_arrows(route, language)),
        tuple(measures.values()),
        tuple(provisions.values()),
        tuple(_curves(route, measures, provisions, language)),
        elsewhere,
        len(route.provisions) - len(shown),
        max(left_end + _PITCH, right_end) + 4,
    )


def _measures(route: Route, rows: Sequence[Measure | Chapter]) -> tuple[dict[str, _Row], float]:
    """The rows of the left column by what they are, and where they end."""
    linked = {link.measure for link in route.links}
    loads = [route.loads.get(measure.path, Load()) for measure in route.measures]
    most = max(1, *(load.obligations for load in loads), *(load.targets for load in loads))
    found: dict[str, _Row] = {}
    y = _TOP
    for row in rows:
        if isinstance(row, Chapter):
            found[row.name] = _Row(y + _PITCH / 2, _PITCH, "", (row.name,), is_chapter=True)
            y += _PITCH
            continue
        load = route.loads.get(row.path, Load())
        lines = wrap(row.title, _TEXT, _LEFT[1] - _LEFT[0] - _PATH - 18)
        high = _PITCH + _LINE * (len(lines) - 1)
        found[row.iri] = _Row(
            y + high / 2,
            high,
            row.path,
            lines,
            row.name,
            row.quotes,
            is_linked=row.iri in linked,
            load=load,
            bars=(load.obligations * _BAR / most, load.targets * _BAR / most),
        )
        y += high
    return found, y


def _provisions(
    route: Route, shown: Sequence[ProvisionAbove], language: Language
) -> tuple[dict[str, _Row], float]:
    """The rows of the right column by their provisions, and where they end."""
    used = {link.provision for link in route.links}
    leaves = [provision.iri for provision in route.provisions if not provision.is_chapter]
    colours = {iri: _COLOURS[rank % len(_COLOURS)] for rank, iri in enumerate(leaves)}
    found: dict[str, _Row] = {}
    y = _TOP
    for one in shown:
        is_english = language is Language.EN and bool(one.title_en)
        title = one.title_en if is_english else one.title
        if one.is_chapter:
            lines = wrap(f"{one.path}、{title}", _TEXT, _RIGHT[1] - _RIGHT[0] - 8)
            high = _PITCH + _LINE * (len(lines) - 1)
            found[one.iri] = _Row(y + high / 2, high, "", lines, one.name, is_chapter=True)
            y += high
            continue
        if one.iri not in used:
            title += f"（{language.say('未见落实', 'absent')}）"
        lines = wrap(title, _TEXT, _ROOM)
        further = _further(one.title_en if language is Language.BOTH else "", width(lines[-1], _TEXT))
        high = _PITCH + _LINE * (len(lines) - 1 + sum(bool(dy) for _, dy, _ in further))
        found[one.iri] = _Row(
            y + high / 2,
            high,
            one.path,
            lines,
            one.name,
            further=further,
            colour=colours[one.iri] if one.iri in used else "",
        )
        y += high
    return found, y


def _further(english: str, used: float) -> tuple[tuple[float, float, str], ...]:
    """The English title beside the Chinese one, of whose line so much is used, or in lines of its own below."""
    if used + 5 + width(english, _FINE) <= _ROOM:
        return ((used + 5, 0.0, english),) if english else ()
    return tuple((0.0, _LINE * rank, line) for rank, line in enumerate(wrap(english, _FINE, _ROOM), start=1))


def _curves(
    route: Route, measures: dict[str, _Row], provisions: dict[str, _Row], language: Language
) -> Iterator[_Curve]:
    for link in route.links:
        measure, provision = measures.get(link.measure), provisions.get(link.provision)
        if measure and provision:
            way = " → ".join((measure.hover, *link.between, provision.hover))
            sure = f"{language.say('置信度', 'confidence')} {link.confidence}"
            is_weak = link.confidence < _WEAK
            yield _Curve(measure.y, provision.y, provision.colour, is_weak, f"{way} ({sure})", measure.quotes)


def _boxes(route: Route, language: Language) -> Iterator[_Box]:
    yield _box("plan", _LEFT, route.plan, language)
    if route.between:
        *others, nearest = route.between
        yield _box("between", _MIDDLE, nearest, language, others, route.unknown.get(nearest.iri, 0))
    yield _box("top", _RIGHT, route.top, language)


def _box(
    look: str,
    place: tuple[float, float],
    document: Document,
    language: Language,
    others: Sequence[Document] = (),
    unknown: int = 0,
) -> _Box:
    """A document with its number and its area; ``others`` are only counted, and measures of ``unknown`` counterpart."""
    number = document.number or document.place
    area = document.place_en if language is Language.EN and document.place_en else document.place
    below = [f"{area} {number}" if number != document.place else area]
    below += [f"+{len(others)}"] if others else []
    below += [f"{letter(('不明', 'unknown'), language)} {unknown}"] if unknown else []
    said = f"{unknown}项措施的对应不明", f"counterparts of {unknown} measures unknown"
    hint = f"（{language.say(*said)}）" if unknown else ""
    return _Box(
        look,
        *place,
        wrap(f"《{document.title}》" if document.title else number, _TEXT, place[1] - place[0] - 8)[:3],
        " · ".join(below),
        "；".join(one.reference for one in (document, *others)) + hint,
    )


def _arrows(route: Route, language: Language) -> Iterator[_Arrow]:
    if not route.between:
        yield _arrow(route, route.plan, route.top, (_LEFT[1], _RIGHT[0]), language)
        return
    nearest = route.between[-1]
    yield _arrow(route, route.plan, nearest, (_LEFT[1], _MIDDLE[0]), language)
    yield _arrow(route, nearest, route.top, (_MIDDLE[1], _RIGHT[0]), language)
    if quotes := route.bases.get((route.plan.iri, route.top.iri)):
        hover = "\n".join(quote.text for quote in quotes)
        yield _Arrow(_LEFT[1] - 20, _RIGHT[0] + 20, True, True, hover, quotes)


def _arrow(
    route: Route, lower: Document, upper: Document, ends: tuple[float, float], language: Language
) -> _Arrow:
    quotes = route.bases.get((lower.iri, upper.iri), ())
    is_based = (lower.iri, upper.iri) in route.bases
    # What no text of the build says is known from the register of directives.
    said = "据登记册", "after the register of directives"
    register = "" if lower.name or not is_based else f"（{language.say(*said)}）"
    hover = "\n".join([f"{lower.reference} → {upper.reference}{register}", *(quote.text for quote in quotes)])
    return _Arrow(*ends, is_based, False, hover, quotes)
