"""Numbered headings of official documents (GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policygraph.model.numbering import to_int
from policygraph.sources.lines import CHINESE_NUMBER


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (一、) or 2 （（一）) in clean offsets; the body begins at ``body_start``."""

    level: int
    number: int
    start: int
    title_start: int
    title_end: int
    body_start: int


_AT_LINE = re.compile(
    rf"""^(?: (?P<one>{CHINESE_NUMBER})[、.] | 第(?P<chapter>{CHINESE_NUMBER})[章编]
            | （(?P<two>{CHINESE_NUMBER})） | 第(?P<section>{CHINESE_NUMBER})节 )""",
    re.VERBOSE | re.MULTILINE,
)
# Text that lost its line breaks: a heading then follows a full stop or a closing bracket.
_IN_LINE = re.compile(
    rf"""(?<=[。）〕])(?P<one>{CHINESE_NUMBER})、(?=[^，。；]{{2,20}}(?:（一）|\n))
        | (?:(?<=[。）〕\n])|(?=（一）))（(?P<two>{CHINESE_NUMBER})）(?=[^，。；（]{{2,30}}。)""",
    re.VERBOSE,
)
_TITLE_STOP = re.compile(r"[。：；\n]")
_MAX_TITLE = 60


def find_headings(clean: str, start: int, end: int) -> list[Heading]:
    """Headings of level 1 and 2 in ``clean[start:end]``, in order.

    Headings stand at line starts. Only where a text has none there are they looked for inside lines, and then
    only in sequence.
    """
    found = [_heading(clean, match, end) for match in _AT_LINE.finditer(clean, start, end)]
    if all(heading.level == 1 for heading in found):
        inline = [_heading(clean, match, end) for match in _IN_LINE.finditer(clean, start, end)]
        found = list(_in_sequence(found, inline))
    return found


def _heading(clean: str, match: re.Match[str], end: int) -> Heading:
    groups = {name: value for name, value in match.groupdict().items() if value}
    ((name, numeral),) = groups.items()
    title_start = match.end()
    stop = _TITLE_STOP.search(clean, title_start, end)
    title_end = stop.start() if stop else end
    if title_end - title_start > _MAX_TITLE:
        title_end = title_start
    inline_chapter = re.compile("（一）").search(clean, title_start, title_end) if name == "one" else None
    if inline_chapter:
        title_end = inline_chapter.start()
    body_start = title_end + (title_end < end and clean[title_end] in "。：；")
    level = 1 if name in ("one", "chapter") else 2
    return Heading(level, to_int(numeral), match.start(), title_start, title_end, body_start)


def _in_sequence(sure: list[Heading], inline: list[Heading]) -> Iterator[Heading]:
    """Headings at line starts, and of those inside lines the ones whose number comes next."""
    expected = {1: 1, 2: 1}
    starts = {heading.start for heading in sure}
    for heading in sorted((*sure, *(h for h in inline if h.start not in starts)), key=lambda h: h.start):
        restarts = heading.level == 2 and heading.number == 1
        if heading.start in starts or heading.number == expected[heading.level] or restarts:
            expected[heading.level] = heading.number + 1
            if heading.level == 1:
                expected[2] = 1
            yield heading
