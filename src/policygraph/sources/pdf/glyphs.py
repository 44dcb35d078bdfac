"""What stands where on a page of a PDF: runs of characters and ruled lines, as pdfium gives them."""

from __future__ import annotations

import ctypes
import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

__all__ = ["PdfPage", "RuledLine", "Run", "read_page"]

# Of an em: how far a character may stand off its run's middle line, and off the end of the run.
_OFF_LINE = 0.45
_GAP = 1.1
_SAME_PLACE = 0.3
_SLANT = 0.1
# A gap in a run that may be more than the blank between two words.
_SLIT = 0.4
# Less than this between two Chinese characters is no blank.
_NO_GAP = 0.1
_THIN = 2.5
_SHORTEST_RULE = 6.0
_MAX_RULES = 20_000
_MAX_CHARACTERS = 100_000
# pdfium's sign for a hyphen at the end of a line.
_LINE_HYPHEN = "\ufffe"
_UNKNOWN = "\ufffd"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that stand side by side; ``y`` counts downwards, ``size`` is the width of a Chinese character.

    ``gaps`` are those between its characters that other characters, or a column's edge, might stand in: the index of
    the character behind each, and from where to where it reaches.
    """

    text: str
    x0: float
    x1: float
    y0: float
    y1: float
    size: float
    gaps: tuple[tuple[int, float, float], ...] = ()

    @property
    def middle(self) -> float:
        """The height of its middle line."""
        return (self.y0 + self.y1) / 2

    @property
    def pieces(self) -> list[Run]:
        """Its characters between its gaps."""
        return self.parted(self.gaps)

    def joined_with(self, other: Run) -> Run:
        """This run and one that begins where it ends, as one; the longer tells the size."""
        longer = max(self, other, key=lambda run: len(run.text))
        return Run(
            self.text + other.text,
            self.x0,
            max(self.x1, other.x1),
            longer.y0,
            longer.y1,
            longer.size,
            (*self.gaps, *((i + len(self.text), x0, x1) for i, x0, x1 in other.gaps)),
        )

    def parted(self, gaps: Sequence[tuple[int, float, float]]) -> list[Run]:
        """Its characters between some of its gaps."""
        edges = [(0, self.x0, self.x0), *gaps, (len(self.text), self.x1, self.x1)]
        return [
            Run(
                self.text[at:stop].strip(),
                x0,
                x1,
                self.y0,
                self.y1,
                self.size,
                tuple((i - at, before, behind) for i, before, behind in self.gaps if at < i < stop),
            )
            for (at, _, x0), (stop, x1, _) in pairwise(edges)
        ]


@dataclass(frozen=True, slots=True)
class RuledLine:
    """A straight line that is drawn, upright or level: where it runs from ``start`` to ``end``, and at what ``at``."""

    is_level: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page: its runs in the order in which they were written, its rules, and texts that stand aslant (watermarks)."""

    number: int
    runs: tuple[Run, ...]
    rules: tuple[RuledLine, ...]
    slanted: tuple[str, ...]
    has_pictures: bool


@dataclass(frozen=True, slots=True)
class _Turn:
    """Turns points of the page so that its text runs from left to right and y counts downwards."""

    cos: int
    sin: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        return x * self.cos + y * self.sin, x * self.sin - y * self.cos

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        (ax, ay), (bx, by) = self.point(x0, y0), self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def read_page(document: pdfium.PdfDocument, index: int) -> PdfPage:
    """The page with that index.

    Raises:
        pdfium.PdfiumError: the page is damaged.
    """
    page = document[index]
    textpage = page.get_textpage()
    try:
        turn = _turn_of(textpage)
        rules = tuple(_rules(page, turn))
        runs, slanted = _runs(textpage, turn, _Dividers(rules))
        has_pictures = not runs and any(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3))
        return PdfPage(index + 1, tuple(runs), rules, tuple(slanted), has_pictures)
    finally:
        textpage.close()
        page.close()


def _angle(textpage: pdfium.PdfTextPage, index: int) -> float:
    return float(pdfium_c.FPDFText_GetCharAngle(textpage.raw, index))


def _turn_of(textpage: pdfium.PdfTextPage) -> _Turn:
    """The turn that most of the page's text needs, by quarters."""
    count = textpage.count_chars()
    step = max(1, count // 100)
    quarters = Counter(
        round(_angle(textpage, i) / (math.pi / 2)) % 4
        for i in range(0, count, step)
        if not pdfium_c.FPDFText_IsGenerated(textpage.raw, i)
    )
    quarter = max(quarters, key=lambda one: (quarters[one], -one), default=0)
    return (_Turn(1, 0), _Turn(0, -1), _Turn(-1, 0), _Turn(0, 1))[quarter]


@dataclass(slots=True)
class _Growing:
    """A run under construction."""

    text: list[str]
    x0: float
    x1: float
    y0: float
    y1: float
    widths: list[float]
    gaps: list[tuple[int, float, float]] = field(default_factory=list)
    last: float = -math.inf
    is_slanted: bool = False

    def run(self) -> Run:
        # Without Chinese characters the height has to do: it holds some space above and below.
        size = median(self.widths) if self.widths else 0.75 * (self.y1 - self.y0)
        size = max(size, 1.0)
        gaps = tuple(gap for gap in self.gaps if gap[2] - gap[1] > _SLIT * size)
        return Run("".join(self.text).strip(), self.x0, self.x1, self.y0, self.y1, size, gaps)


class _Dividers:
    """The upright rules of a page, which part the cells of a table."""

    def __init__(self, rules: tuple[RuledLine, ...]) -> None:
        self._rules = sorted((rule for rule in rules if not rule.is_level), key=lambda rule: rule.at)
        self._places = [rule.at for rule in self._rules]

    def stand_between(self, x0: float, x1: float, y: float) -> bool:
        """Whether one stands between two places at the height ``y``."""
        first, last = bisect_left(self._places, x0), bisect_right(self._places, x1)
        return any(rule.start <= y <= rule.end for rule in self._rules[first:last])


class _Runs:
    """Makes runs of characters that come one after the other."""

    def __init__(self, turn: _Turn, dividers: _Dividers) -> None:
        self.runs: list[Run] = []
        self.slanted: list[str] = []
        self._dividers = dividers
        self._level = math.atan2(-turn.sin, turn.cos)
        self._now: _Growing | None = None
        self._was_slanted = False

    def blank(self) -> None:
        """Add a blank to the run under way."""
        if self._now and self._now.text[-1] != " ":
            self._now.text.append(" ")

    def add(self, character: str, box: tuple[float, float, float, float], angle: Callable[[], float]) -> None:
        """Add a character; its angle is asked for only where it begins a run."""
        x0, y0, x1, y1 = box
        now = self._now
        if now is None or not _goes_on(now, x0, x1, y0, y1) or self._is_parted(now, x0, (y0 + y1) / 2):
            self.close()
            off = (angle() - self._level + math.pi) % (2 * math.pi) - math.pi
            now = self._now = _Growing([], x0, x1, y0, y1, [], is_slanted=abs(off) > _SLANT)
        elif character == now.text[-1] and abs(x0 - now.last) < _SAME_PLACE * (x1 - x0):
            # Drawn twice to look bold.
            return
        is_blank = now.text[-1:] == [" "] and x0 - now.x1 < _NO_GAP * (x1 - x0)
        if is_blank and _is_wide(character) and _is_wide(now.text[-2]):
            # The fonts set them a little apart.
            now.text.pop()
        if now.text and x0 > now.x1:
            now.gaps.append((len(now.text), now.x1, x0))
        now.text.append(character)
        now.x0, now.x1, now.last = min(now.x0, x0), max(now.x1, x1), x0
        if _is_wide(character):
            now.widths.append(x1 - x0)

    def close(self) -> None:
        """End the run under way."""
        if self._now and (text := "".join(self._now.text).strip()):
            if not self._now.is_slanted:
                self.runs.append(self._now.run())
            elif self._was_slanted:
                # Each of its characters stands at a height of its own.
                self.slanted[-1] += text
            else:
                self.slanted.append(text)
            self._was_slanted = self._now.is_slanted
        self._now = None

    def _is_parted(self, now: _Growing, x0: float, middle: float) -> bool:
        return self._dividers.stand_between(now.x1 - 1, x0 + 1, middle)


def _runs(textpage: pdfium.PdfTextPage, turn: _Turn, dividers: _Dividers) -> tuple[list[Run], list[str]]:
    raw, rect = textpage.raw, pdfium_c.FS_RECTF()
    found = _Runs(turn, dividers)
    for i, character in _characters(raw, min(textpage.count_chars(), _MAX_CHARACTERS)):
        if character.isspace() or character == "\0":
            found.blank()
        elif pdfium_c.FPDFText_GetLooseCharBox(raw, i, ctypes.byref(rect)):
            box = turn.box(rect.left, rect.bottom, rect.right, rect.top)
            found.add("-" if character == _LINE_HYPHEN else character, box, partial(_angle, textpage, i))
    found.close()
    return found.runs, found.slanted


def _is_wide(character: str) -> bool:
    """Whether a character is a Chinese one, as wide as it is high."""
    return "\u4e00" <= character <= "\u9fff"


def _characters(raw: pdfium_c.FPDF_TEXTPAGE, count: int) -> Iterator[tuple[int, str]]:
    """Characters and the places of their first halves: pdfium counts in UTF-16, and fonts name lone halves too."""
    high = 0
    for i in range(count):
        code = pdfium_c.FPDFText_GetUnicode(raw, i)
        if 0xDC00 <= code < 0xE000 and high:
            yield i - 1, chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00)
            high = 0
            continue
        if high:
            yield i - 1, _UNKNOWN
        high = code if 0xD800 <= code < 0xDC00 else 0
        if not high:
            yield i, _UNKNOWN if 0xDC00 <= code < 0xE000 else chr(code)
    if high:
        yield count - 1, _UNKNOWN


def _goes_on(now: _Growing, x0: float, x1: float, y0: float, y1: float) -> bool:
    """Whether a character with that box goes on with a run."""
    em = max(now.widths[-1] if now.widths else 0.75 * (now.y1 - now.y0), x1 - x0, 1.0)
    is_on_line = abs((y0 + y1) - (now.y0 + now.y1)) / 2 < _OFF_LINE * em
    return is_on_line and -_GAP * em < x0 - now.x1 < _GAP * em and x1 > now.last


def _rules(page: pdfium.PdfPage, turn: _Turn) -> Iterator[RuledLine]:
    """The upright and level lines among what is drawn; a page of more than so many is a picture."""
    count = 0
    for drawn in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=3):
        for points in _strokes(drawn):
            count += 1
            if count > _MAX_RULES:
                return
            (x0, y0, x1, y1) = turn.box(*points)
            if y1 - y0 <= _THIN and x1 - x0 >= _SHORTEST_RULE:
                yield RuledLine(True, (y0 + y1) / 2, x0, x1)
            elif x1 - x0 <= _THIN and y1 - y0 >= _SHORTEST_RULE:
                yield RuledLine(False, (x0 + x1) / 2, y0, y1)


def _strokes(drawn: pdfium.PdfObject) -> Iterator[tuple[float, float, float, float]]:
    """A thin shape as one line, any other as the sides that are drawn; a mere background has none."""
    left, bottom, right, top = drawn.get_bounds()
    if right - left <= _THIN or top - bottom <= _THIN:
        yield left, bottom, right, top
        return
    fill, is_stroked = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(drawn.raw, ctypes.byref(fill), ctypes.byref(is_stroked))
    if not is_stroked.value:
        return
    matrix = drawn.get_matrix()
    first = last = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(pdfium_c.FPDFPath_CountSegments(drawn.raw)):
        segment = pdfium_c.FPDFPath_GetPathSegment(drawn.raw, i)
        pdfium_c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = matrix.on_point(x.value, y.value)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
            yield *last, *point
        last = point
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            yield *last, *first
            last = first
