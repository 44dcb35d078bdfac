"""Numbered headings: which kinds of number a document uses, and where its headings and their titles stand.

GB/T 9704-2012, 7.3.3, has 一、 （一） 1. （1）; plans add parts, chapters and sections, rules have articles, and some
papers count 1, 1.1. What level a number is, the document itself tells: see ``scheme``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate

from policygraph.model.numbering import to_int
from policygraph.sources.decimals import decimal_numbers
from policygraph.sources.lines import CHINESE_NUMBER, CLOSING, OPENING
from policygraph.structure.titles import title_end

__all__ = ["Heading", "NumberKind", "find_headings", "headings_outside"]


class NumberKind(IntEnum):
    """Kinds of number, in the order in which they usually stand above each other."""

    PART = 0
    CHAPTER = 1
    SECTION = 2
    ARTICLE = 3
    NUMBER = 4
    DECIMAL = 5
    COMMA = 6
    BRACKET = 7
    POINT = 8


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading in clean offsets; the body begins at ``body_start``.

    ``title_start == title_end`` where nothing but the number is a heading.
    """

    kind: NumberKind
    number: int
    start: int
    title_start: int
    title_end: int
    body_start: int


_NUMERAL = rf"(?:{CHINESE_NUMBER}|[1-9]\d{{0,2}})"
_AT_LINE = re.compile(
    rf"""^(?: 第(?P<PART>{_NUMERAL})(?:[编篇](?!目)|部分)
            | 第(?P<CHAPTER>{_NUMERAL})章
            | 第(?P<SECTION>{_NUMERAL})节
            | 第(?P<ARTICLE>{_NUMERAL})条(?![^\n]{{0,4}}(?:款|项|第))
            | (?P<COMMA>{CHINESE_NUMBER}(?=[、.])|[—―](?=、))[、.]
            | {OPENING}{{1,2}}(?P<BRACKET>{CHINESE_NUMBER}){CLOSING}{{1,2}}、?
            | (?P<POINT>\d{{1,3}})[.、](?!\d(?!\d?月)) )""",
    re.VERBOSE | re.MULTILINE,
)
# Text that lost its line breaks: a heading then follows a full stop or a closing bracket.
_IN_LINE = re.compile(
    rf"""(?<=[。）〕])(?P<COMMA>{CHINESE_NUMBER})、(?=[^，。；]{{2,20}}(?:（一）|\n))
        | (?:(?<=[。）〕\n])|(?=（一）))（(?P<BRACKET>{CHINESE_NUMBER})）(?=[^，。；（]{{2,30}}。)""",
    re.VERBOSE,
)
_DECIMAL_KINDS = {1: NumberKind.NUMBER, 2: NumberKind.DECIMAL}
_DASH = "—―"
# 一、二类水质 goes on with a number: that is an enumeration and no heading.
_ENUMERATION = re.compile(rf"{CHINESE_NUMBER}[、类级]")


def find_headings(clean: str) -> list[Heading]:
    """All numbered headings, in order.

    Headings stand at line starts. Only where a text has no second level there are they looked for inside lines, and
    then only in sequence.
    """
    decimals = {heading.start: heading for heading in _decimals(clean)}
    matches = (match for match in _AT_LINE.finditer(clean) if match.start() not in decimals)
    others = (_heading(clean, match) for match in matches if not _is_enumeration(clean, match))
    found = sorted((*decimals.values(), *others), key=lambda heading: heading.start)
    outlined = [heading for heading in found if heading.kind <= NumberKind.BRACKET]
    if all(heading.kind in (NumberKind.PART, NumberKind.CHAPTER, NumberKind.COMMA) for heading in outlined):
        inline = [_heading(clean, match) for match in _IN_LINE.finditer(clean)]
        return list(_in_sequence(found, inline)) if inline else found
    return found


def headings_outside(headings: Sequence[Heading], stretches: Sequence[tuple[int, int]]) -> list[Heading]:
    """The headings that stand in none of the stretches, which are in order."""
    starts = [start for start, _ in stretches]
    found = []
    for heading in headings:
        at = bisect_right(starts, heading.start) - 1
        if at < 0 or heading.start >= stretches[at][1]:
            found.append(heading)
    return found


def _decimals(clean: str) -> Iterator[Heading]:
    """The headings 1 and 1.1; what is numbered 1.1.1 is part of their text."""
    lines = clean.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    for number in decimal_numbers(lines):
        if kind := _DECIMAL_KINDS.get(len(number.parts)):
            start = starts[number.line]
            title = start + number.width
            end, body = title_end(clean, title, is_chapter=False)
            yield Heading(kind, number.parts[-1], start, title, end, body)


def _heading(clean: str, match: re.Match[str]) -> Heading:
    ((name, numeral),) = ((name, value) for name, value in match.groupdict().items() if value)
    kind = NumberKind[name]
    number = 1 if numeral in _DASH else to_int(numeral)
    end = body = match.end()
    if kind is not NumberKind.ARTICLE:
        end, body = title_end(clean, match.end(), is_chapter=kind is NumberKind.COMMA)
    return Heading(kind, number, match.start(), match.end(), end, body)


def _is_enumeration(clean: str, match: re.Match[str]) -> bool:
    return match.lastgroup == "COMMA" and bool(_ENUMERATION.match(clean, match.end()))


def _in_sequence(sure: list[Heading], inline: list[Heading]) -> Iterator[Heading]:
    """Headings at line starts, and of those inside lines the ones whose number comes next."""
    expected = {NumberKind.COMMA: 1, NumberKind.BRACKET: 1}
    starts = {heading.start for heading in sure}
    for heading in sorted((*sure, *(h for h in inline if h.start not in starts)), key=lambda h: h.start):
        restarts = heading.kind is NumberKind.BRACKET and heading.number == 1
        if heading.start in starts or heading.number == expected[heading.kind] or restarts:
            if heading.kind in expected:
                expected[heading.kind] = heading.number + 1
            if heading.kind is NumberKind.COMMA:
                expected[NumberKind.BRACKET] = 1
            yield heading
