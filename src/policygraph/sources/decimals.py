"""Numbers such as 1, 1.1 and 1.1.1 that head the parts of a document, told from figures by their order.

A line that begins with 3 or 2.1 may as well be the rest of 3家企业 or 2.1亿元. What tells the parts of a document is
that 1 comes before 1.1, and 2 before 2.1, through the whole of it; 第一章 or 一、 may stand for 1, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policygraph.model.numbering import to_int
from policygraph.sources.lines import CHINESE_NUMBER, CLOSING, OPENING

__all__ = ["DecimalNumber", "decimal_numbers"]

_DECIMAL = re.compile(
    r"(?P<number>(?P<parts>\d{1,2}(?:\.\d{1,2}){0,3})[.、]?\s*)(?=[\u4e00-\u9fff“《])(?![万亿])[^\t]*$"
)
# A chapter's title is short and no part of a sentence.
_CHAPTER_TITLE = re.compile(r"(?![年月日个台家座项])[^，。；：]{2,30}")
_OTHER = re.compile(
    rf"第\s?(?P<chapter>{CHINESE_NUMBER})\s?章|(?P<comma>{CHINESE_NUMBER})\s?[、.]"
    rf"|第\s?{CHINESE_NUMBER}\s?[编篇节条]|{OPENING}{CHINESE_NUMBER}{CLOSING}"
)
_LEAST = 2
# Below 一、（一）1. the numbers 1.1 and 2.1 begin anew in each place; some of them fit by chance.
_MOST = 0.8
# A number that a scan lost does not end the counting.
_WIDEST_GAP = 2


@dataclass(frozen=True, slots=True)
class DecimalNumber:
    """A number with which a line begins: (2, 1) for 2.1; ``width`` characters with the marks and blanks behind it."""

    line: int
    parts: tuple[int, ...]
    width: int = 0


def decimal_numbers(lines: Sequence[str]) -> list[DecimalNumber]:
    """The decimal numbers that head parts of the document, in order.

    Args:
        lines: the lines of a document without their margins, normalised; blanks may be missing.
    """
    found = list(_candidates(lines))
    if _count_parts(found) < _LEAST:
        return []
    others = [(i, match) for i, line in enumerate(lines) if (match := _OTHER.match(line))]
    plain = _plain_chapters(found, len(lines), others[0][0] if others else len(lines))
    if plain:
        return sorted((*plain, *_counted(plain, found)), key=_line)
    for kind in ("chapter", "comma"):
        chapters = [DecimalNumber(i, (to_int(match[kind]),)) for i, match in others if match[kind]]
        counted = list(_counted(chapters, found))
        if len({one.parts[0] for one in counted}) >= _LEAST and len(counted) > _MOST * _count_parts(found):
            return counted
    return []


def _count_parts(found: Iterable[DecimalNumber]) -> int:
    return sum(len(one.parts) > 1 for one in found)


def _line(number: DecimalNumber) -> int:
    return number.line


def _candidates(lines: Iterable[str]) -> Iterator[DecimalNumber]:
    for i, line in enumerate(lines):
        match = _DECIMAL.match(line)
        if match is None:
            continue
        parts = tuple(map(int, match["parts"].split(".")))
        if len(parts) > 1 or _CHAPTER_TITLE.fullmatch(line, match.end("number")):
            yield DecimalNumber(i, parts, match.end("number"))


def _plain_chapters(found: Sequence[DecimalNumber], end: int, first_other: int) -> list[DecimalNumber]:
    """The chapters 1, 2, … of a document whose uppermost numbers these are, those without parts among them."""
    proved = {
        before.parts[0]: before
        for before, after in reversed(list(pairwise(found)))
        if len(before.parts) == 1 and after.parts == (*before.parts, 1)
    }
    in_order = sorted(proved.values(), key=_line)
    counts_up = in_order == [proved[number] for number in sorted(proved)]
    if len(proved) < _LEAST or not counts_up or in_order[0].line > first_other:
        return []
    chapters: list[DecimalNumber] = []
    for number in range(1, max(one.parts[0] for one in found) + 1):
        start = chapters[-1].line if chapters else -1
        stop = next((one.line for one in in_order if one.parts[0] > number), end)
        plain = (one for one in found if one.parts == (number,) and start < one.line < stop)
        if chapter := proved.get(number) or next(plain, None):
            chapters.append(chapter)
    return chapters


def _counted(chapters: Sequence[DecimalNumber], found: Sequence[DecimalNumber]) -> Iterator[DecimalNumber]:
    """The numbers of parts that count up below the number of the chapter around them, at each depth."""
    is_chapter = {chapter.line for chapter in chapters}
    parts = [one for one in found if len(one.parts) > 1]
    due: dict[tuple[int, ...], int] = {}
    last: tuple[int, ...] = ()
    for one in sorted((*chapters, *parts), key=_line):
        if one.line in is_chapter:
            last, due = one.parts, {}
            continue
        above = one.parts[:-1]
        expected = due.get(above, 1)
        if last[: len(above)] == above and expected <= one.parts[-1] <= expected + _WIDEST_GAP:
            due[above] = one.parts[-1] + 1
            last = one.parts
            yield one
