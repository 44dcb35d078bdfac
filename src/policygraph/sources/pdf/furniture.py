"""Running headers and footers, page numbers: what stands on pages again and again and is no text of the document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from policygraph.sources.pdf.lines import PageLine

__all__ = ["FurnitureLines", "find_furniture_lines"]

# How many lines at either end of a page may be furniture, on how many pages, and how far its height may vary.
_DEPTH = 3
_MIN_PAGES = 3
_MIN_SHARE = 0.3
_HEIGHT = 8.0
_LONGEST = 60
_MOST_RUNS = 3
# On so many pages a line is furniture wherever it stands; on fewer only where it stands apart from the text.
_MOST_PAGES = 0.6
_WIDE = 1.2
_SMALL = 0.9
_DECORATED = re.compile(r"[-—－–•·.…\s]+\d{1,4}[-—－–•·.…\s]+|第\s*\d{1,4}\s*页.*|\d{1,4}\s*/\s*\d{1,4}")
_NUMBER = re.compile(rf"{_DECORATED.pattern}|\d{{1,4}}|[ivxIVX]{{1,6}}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]{{1,3}}")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class FurnitureLines:
    """The lines to leave out, by page (counted from 0), what they say and on how many pages; numbers of pages apart."""

    lines: tuple[frozenset[PageLine], ...]
    texts: tuple[tuple[str, int], ...]
    numbered: int


def find_furniture_lines(pages: Sequence[Sequence[PageLine]]) -> FurnitureLines:
    """The furniture of pages whose lines are given from top to bottom."""
    numbers = _page_numbers(pages)
    places: dict[tuple[bool, str], list[tuple[int, PageLine]]] = defaultdict(list)
    apart: set[tuple[int, PageLine]] = set()
    for index, lines in enumerate(pages):
        kept = [line for line in lines if line not in numbers[index]]
        for is_top, ends in ((True, kept[:_DEPTH]), (False, kept[: -_DEPTH - 1 : -1])):
            apart |= {(index, line) for line in _standing_apart(ends, kept)}
            for line in ends:
                if len(line.text) <= _LONGEST:
                    places[is_top, _alike(line.text)].append((index, line))
    dropped: list[set[PageLine]] = [set(found) for found in numbers]
    texts: Counter[str] = Counter()
    for found in places.values():
        repeated = _at_one_height(found)
        share = len({index for index, _ in repeated}) / max(1, min(len(pages), 20))
        if len(repeated) < _MIN_PAGES or share < _MIN_SHARE:
            continue
        if share < _MOST_PAGES and not all(one in apart for one in repeated):
            continue
        for index, line in repeated:
            if line not in dropped[index]:
                dropped[index].add(line)
                texts[repeated[0][1].text] += 1
    return FurnitureLines(
        tuple(map(frozenset, dropped)),
        tuple(sorted(texts.items(), key=lambda item: (-item[1], item[0]))),
        sum(map(bool, numbers)),
    )


def _standing_apart(ends: Sequence[PageLine], lines: Sequence[PageLine]) -> Sequence[PageLine]:
    """Those of the outermost lines of a page (the outermost first) that a wide gap parts from the text."""
    steps = [abs(one.middle - other.middle) for one, other in pairwise(lines)]
    usual = median(steps) if steps else 0.0
    size = median(line.size for line in lines) if lines else 0.0
    found = [
        i + 1
        for i, (outer, inner) in enumerate(pairwise([*ends, *_next(ends, lines)]))
        if abs(outer.middle - inner.middle) > _WIDE * usual or outer.size < _SMALL * size
    ]
    return ends[: max(found, default=0)]


def _next(ends: Sequence[PageLine], lines: Sequence[PageLine]) -> Sequence[PageLine]:
    """The line next to some at an end of a page."""
    inner = len(ends)
    if inner >= len(lines) or not ends:
        return ()
    return (lines[inner],) if ends[0] is lines[0] else (lines[-inner - 1],)


def _alike(text: str) -> str:
    return _DIGITS.sub("0", "".join(text.split()))


def _at_one_height(found: list[tuple[int, PageLine]]) -> list[tuple[int, PageLine]]:
    """Those lines that stand where most of them do."""
    if len(found) < _MIN_PAGES:
        return []
    heights = [line.middle for _, line in found]
    usual = max(heights, key=lambda height: sum(abs(height - other) <= _HEIGHT for other in heights))
    return [(index, line) for index, line in found if abs(line.middle - usual) <= _HEIGHT]


def _page_numbers(pages: Sequence[Sequence[PageLine]]) -> list[set[PageLine]]:
    """The first and last lines of pages that number them: set in dashes and the like, or counting the pages."""
    found: list[set[PageLine]] = [set() for _ in pages]
    bare: dict[int, list[tuple[int, PageLine]]] = defaultdict(list)
    for index, lines in enumerate(pages):
        for line in dict.fromkeys((*lines[:1], *lines[-1:])):
            text = line.text.strip()
            if not _NUMBER.fullmatch(text) or len(line.runs) > _MOST_RUNS:
                continue
            if _DECORATED.fullmatch(text) or not text.isdecimal():
                found[index].add(line)
            else:
                bare[int(text) - index].append((index, line))
    for counted in bare.values():
        if len({index for index, _ in counted}) > 1:
            for index, line in counted:
                found[index].add(line)
    return found
