"""Running headers and footers, page numbers: what stands on pages again and again and is no text of the document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from policygraph.sources.pdf.lines import Line

__all__ = ["Furniture", "find_furniture"]

# How many lines at either end of a page may be furniture, on how many pages, and how far its height may vary.
_DEPTH = 3
_MIN_PAGES = 3
_MIN_SHARE = 0.3
_HEIGHT = 8.0
_LONGEST = 60
_APART = 0.6
_DECORATED = re.compile(r"[-—－–•·.…\s]+\d{1,4}[-—－–•·.…\s]+|第\s*\d{1,4}\s*页.*|\d{1,4}\s*/\s*\d{1,4}")
_NUMBER = re.compile(rf"{_DECORATED.pattern}|\d{{1,4}}|[ivxIVX]{{1,6}}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]{{1,3}}")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Furniture:
    """The lines to leave out, by page (counted from 0), what they say and on how many pages; numbers of pages apart."""

    lines: tuple[frozenset[Line], ...]
    texts: tuple[tuple[str, int], ...]
    numbered: int


def find_furniture(pages: Sequence[Sequence[Line]]) -> Furniture:
    """The furniture of pages whose lines are given from top to bottom."""
    places: dict[tuple[bool, str], list[tuple[int, Line]]] = defaultdict(list)
    numbers: list[set[Line]] = []
    for index, lines in enumerate(pages):
        numbers.append(_page_numbers(lines, len(pages)))
        kept = [line for line in lines if line not in numbers[index]]
        for is_top, ends in ((True, kept[:_DEPTH]), (False, kept[-_DEPTH:])):
            for line in ends:
                if len(line.text) <= _LONGEST:
                    places[is_top, _alike(line.text)].append((index, line))
    dropped: list[set[Line]] = [set(found) for found in numbers]
    texts: Counter[str] = Counter()
    for found in places.values():
        repeated = _at_one_height(found)
        if len({index for index, _ in repeated}) < max(_MIN_PAGES, _MIN_SHARE * min(len(pages), 20)):
            continue
        for index, line in repeated:
            if line not in dropped[index]:
                dropped[index].add(line)
                texts[repeated[0][1].text] += 1
    return Furniture(
        tuple(map(frozenset, dropped)),
        tuple(sorted(texts.items(), key=lambda item: (-item[1], item[0]))),
        sum(map(bool, numbers)),
    )


def _alike(text: str) -> str:
    return _DIGITS.sub("0", "".join(text.split()))


def _at_one_height(found: list[tuple[int, Line]]) -> list[tuple[int, Line]]:
    """Those lines that stand where most of them do."""
    if len(found) < _MIN_PAGES:
        return []
    heights = [line.middle for _, line in found]
    usual = max(heights, key=lambda height: sum(abs(height - other) <= _HEIGHT for other in heights))
    return [(index, line) for index, line in found if abs(line.middle - usual) <= _HEIGHT]


def _page_numbers(lines: Sequence[Line], count: int) -> set[Line]:
    """The first and the last line of a page, where they are a number and stand apart from the text."""
    found = set()
    for line, beside in ((lines[0], lines[1:2]), (lines[-1], lines[-2:-1])) if lines else ():
        text = line.text.strip()
        if not _NUMBER.fullmatch(text) or len(line.runs) > 3:
            continue
        gap = max((max(line.y0 - other.y1, other.y0 - line.y1) for other in beside), default=line.size)
        if _DECORATED.fullmatch(text) or (gap > _APART * line.size and count > 1):
            found.add(line)
    return found
