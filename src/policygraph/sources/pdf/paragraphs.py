"""Lines joined into paragraphs, and tables over page breaks into one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from policygraph.sources.pdf.layout import PlacedLine, PlacedTable
from policygraph.sources.pdf.lines import PageLine, joined

__all__ = ["Paragraph", "WholeTable", "paragraphs"]

# Of an em: by how much a line may miss the margin and still be full, or still go on if no sentence ends with it.
_SLACK = 0.8
_SHORT = 4.5
# How far in a paragraph begins.
_INDENT = 0.8
# How long a line of an inset block is, and how far in its paragraphs begin at most.
_LONG = 15
_DEEPEST = 3.0
_FIRST_LINE = 2.0
_GENRE = re.compile(r"(?:方案|规划|计划|意见|办法|措施|纲要|要点|通知|决定)(?:（[^（）]*）)?$")
_ITEM = re.compile(
    r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳◆●■▲]|第[一二三四五六七八九十]{1,3}[章节条]|附"
)
_LATIN_WIDTH = 0.55
_WORD = re.compile(r"[（(《“〔【‘]*(?:[!-~]+|.)[，。；：、！？）)》”〕】’]*")
_SENTENCE_END = re.compile(r"[。；：！？…:;][”’）)〕】]*$")
_OTHER_SIZE = 0.15
_LARGER = 1.12
_OFF_CENTRE = 1.2
_FAR = 1.6
_SAME_COLUMN = 6.0
_MOST_HELD = 2
_HEADING = re.compile(
    r"第[一二三四五六七八九十百]{1,4}[章节编条]|附\s*[件表录]\s*[\d一二三四五六七八九十]{0,3}\s*[:：]?$"
)
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_WHOLE = re.compile(r"[。！？）)][”’]?$")
_SERIAL = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The text of a paragraph on each of its pages."""

    pieces: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class WholeTable:
    """The rows of a table, the page of each, and how many heads repeated on further pages were left out."""

    rows: tuple[tuple[str, ...], ...]
    pages: tuple[int, ...]
    repeated: int


def paragraphs(parts: Iterable[PlacedLine | PlacedTable], body: float) -> Iterator[Paragraph | WholeTable]:
    """Paragraphs and tables of a document.

    Args:
        parts: lines and tables of all pages in the order of reading.
        body: the size of most characters.
    """
    lines: list[PlacedLine] = []
    tables: list[PlacedTable] = []
    for part in _with_first_rows(parts):
        if isinstance(part, PlacedTable):
            if lines:
                yield _paragraph(lines)
            lines = []
            if tables and not _continues(tables[-1], part):
                yield _whole(tables)
                tables = []
            tables.append(part)
            continue
        if tables:
            yield _whole(tables)
            tables = []
        if lines and not (_goes_on(lines[-1], part) or _is_one_title(lines[-1], part, body)):
            yield _paragraph(lines)
            lines = []
        lines.append(part)
    if lines:
        yield _paragraph(lines)
    if tables:
        yield _whole(tables)


def _with_first_rows(
    parts: Iterable[PlacedLine | PlacedTable],
) -> Iterator[PlacedLine | PlacedTable]:
    """The parts, lines in the first column between two pages of a table without rules as rows of it."""
    above: PlacedTable | None = None
    held: list[PlacedLine] = []
    for part in parts:
        if isinstance(part, PlacedLine):
            if above and len(held) < _MOST_HELD and _is_in_first(part, above):
                held.append(part)
                continue
            yield from held
            yield part
            above, held = None, []
            continue
        if above and held and _continues(above, part):
            rest = ("",) * (len(part.reaches) - 1)
            rows = tuple((line.line.text, *rest) for line in held)
            part = replace(part, rows=(*rows, *part.rows))
        else:
            yield from held
        yield part
        above, held = part, []
    yield from held


def _is_in_first(line: PlacedLine, table: PlacedTable) -> bool:
    """Whether a line below a table without rules, or on the next page, stands in its first column."""
    return (
        bool(table.reaches)
        and line.page - table.page in (0, 1)
        and line.line.x1 <= table.reaches[0][1]
        and not _HEADING.match(line.line.text)
    )


def _paragraph(lines: list[PlacedLine]) -> Paragraph:
    pieces: list[tuple[str, int]] = []
    for page in sorted({line.page for line in lines}):
        pieces.append((joined(line.line.text for line in lines if line.page == page), page))
    return Paragraph(tuple(pieces))


def _goes_on(above: PlacedLine, below: PlacedLine) -> bool:
    """Whether a paragraph goes on: its line is full, and the next one begins at the margin."""
    size = max(above.line.size, below.line.size)
    if abs(above.line.size - below.line.size) > _OTHER_SIZE * size:
        return False
    if _HEADING.match(below.line.text):
        return False
    if _NUMBERED.match(below.line.text) and _WHOLE.search(above.line.text):
        return False  # By chance the last line of the paragraph above is full.
    is_same_column = (above.page, above.column) == (below.page, below.column)
    if not is_same_column and above.is_framed != below.is_framed:
        return False
    if is_same_column and below.line.middle - above.line.middle > _FAR * above.margins.pitch:
        return False
    if below.line.x0 > below.margins.left + _INDENT * size:
        return is_same_column and _goes_on_inside(above.line, below.line, above.margins.left)
    room = above.margins.right - above.line.x1
    em = max(size, (above.line.x1 - above.line.x0) / _width(above.line.text))
    # What cannot be broken goes to the next line as a whole: a number, a bracket with what it opens.
    word = _WORD.match(below.line.text)
    if room < em * (_SLACK + (_width(word[0]) if word else 1)):
        return True
    return room < _SHORT * em and not _SENTENCE_END.search(above.line.text)


def _goes_on_inside(above: PageLine, below: PageLine, left: float) -> bool:
    """Whether a paragraph goes on in a box or list that stands further in than the text around it."""
    is_start = abs(above.x0 - left - _FIRST_LINE * above.size) < _INDENT / 2 * above.size
    is_long = above.x1 - above.x0 > _LONG * above.size and not _SENTENCE_END.search(above.text)
    step = (above.x0 - below.x0) / below.size
    return (
        is_long
        and ((abs(step) < _INDENT / 2 and not is_start) or 1 < step < _DEEPEST)
        and not _ITEM.match(below.text)
    )


def _width(text: str) -> float:
    """The width of characters in ems."""
    return sum(1 if character > "\u2e7f" else _LATIN_WIDTH for character in text)


def _is_one_title(above: PlacedLine, below: PlacedLine, body: float) -> bool:
    """Whether two lines in the middle of the page, larger than the text, are one title."""
    return (
        (above.page, above.column) == (below.page, below.column)
        and (below.line.size > _LARGER * body or _ends_a_title(above, below))
        and abs(above.line.size - below.line.size) <= _OTHER_SIZE * below.line.size
        and below.line.middle - above.line.middle < 3 * below.line.size
        and not _SENTENCE_END.search(above.line.text)
        and not _HEADING.match(below.line.text)
        and all(_is_centred(one) for one in (above, below))
    )


def _ends_a_title(above: PlacedLine, below: PlacedLine) -> bool:
    """Whether the second of two lines that stand far in says what kind of document the title is of."""
    return (
        _GENRE.search(below.line.text) is not None
        and _GENRE.search(above.line.text) is None
        and _ITEM.match(above.line.text) is None
        and all(one.line.x0 > one.margins.left + _DEEPEST * one.line.size for one in (above, below))
    )


def _is_centred(placed: PlacedLine) -> bool:
    line, margins = placed.line, placed.margins
    return abs((line.x0 - margins.left) - (margins.right - line.x1)) < 2 * _OFF_CENTRE * line.size


def _continues(above: PlacedTable, below: PlacedTable) -> bool:
    """Whether a table goes on at the top of the next page or column of text: with columns of the same widths."""
    is_next = below.page == above.page + 1 or (below.page == above.page and below.column > above.column)
    if not is_next or (len(above.xs), len(above.reaches)) != (len(below.xs), len(below.reaches)):
        return False
    if above.reaches:
        return _fit(above.reaches, below.reaches)
    shift = below.xs[0] - above.xs[0]
    return all(abs(x + shift - y) < _SAME_COLUMN for x, y in zip(above.xs, below.xs, strict=True))


def _fit(above: Sequence[tuple[float, float]], below: Sequence[tuple[float, float]]) -> bool:
    """Whether columns of two pages are the same, each reaching as far as what stands in it."""
    both = [(min(a[0], b[0]), max(a[1], b[1])) for a, b in zip(above, below, strict=True)]
    return all(left[1] < right[0] for left, right in pairwise(both))


def _whole(tables: list[PlacedTable]) -> WholeTable:
    """Pieces of a table as one: heads that a page repeats are left out, a row that a page parts is one row."""
    rows: list[list[str]] = []
    pages: list[int] = []
    repeated = 0
    for table in tables:
        new = [list(row) for row in table.rows]
        heads = 0
        while rows and heads < len(new) and heads < len(rows) and new[heads] == rows[heads]:
            heads += 1
        repeated += heads
        new = new[heads:]
        if rows and new and _is_rest(new[0], rows):
            rows[-1] = [joined(pair) for pair in zip(rows[-1], new.pop(0), strict=True)]
        rows += new
        pages += [table.page] * len(new)
    return WholeTable(tuple(map(tuple, rows)), tuple(pages), repeated)


def _is_rest(row: list[str], above: list[list[str]]) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before: it lacks its serial number."""
    if row[0] or not any(row):
        return False
    serials = [other[0] for other in above[1:] if other[0]]
    return (bool(serials) and all(map(_SERIAL.fullmatch, serials))) or sum(map(bool, row)) == 1
