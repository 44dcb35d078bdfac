"""Tables of contents: lines that announce the headings further down and are no text of the document themselves.

Three signs tell them: leaders before a page number (第一章 总则……3), the word 目录 above a run of bare headings, and
a run of headings that all come again further down.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from policygraph.sources.lines import BLOCK_START, Line

__all__ = ["find_contents"]

_PAGE = r"[-—–―\s（(]*(?:\d{1,4}|[ivxlIVXLⅠ-ⅻ]{1,6})?[-—–―\s）)]*"
_DOTS = r"[.·•・…‥⋯∙․_\uE000-\uF8FF\U000F0000-\U0010FFFD\ufffd]"
_LEADER = re.compile(rf"(?:(?:{_DOTS}\s*){{4,}}|…{{2,}}\s*|(?:[-—–―─]\s*){{6,}}){_PAGE}$")
_PAGE_ONLY = re.compile(rf"{_PAGE}(?:页|\s)*$")
_TITLE = re.compile(r"(?:目\s*[录次錄]|目|contents)$", re.IGNORECASE)
_SECOND_HALF = re.compile(r"[录次錄]$")
_SENTENCE = re.compile(r"[。；！？]")
_TAIL = re.compile(rf"(?:{_DOTS}|[\s，、：—–―─-])*(?:\d{{1,4}})?$")
# Entries are short, and between two with leaders stand at most a few lines of a broken one, or a page number.
_LONGEST_ENTRY, _WIDEST_GAP, _LEAST_LEADERS, _LEAST_ENTRIES, _LEAST_RUN = 60, 7, 3, 3, 5
# Numbers and titles may stand in two columns, of which the first was taken out as a whole.
_MOST_OPENING = 60
_FIRST_ENTRIES, _SHORT_ENTRY, _LONGEST_TAIL = 3, 10, 40
_SHARE_REPEATED = 0.8
_KEY, _MOST_ALIKE = 6, 50


def find_contents(lines: Sequence[Line]) -> frozenset[int]:
    """The indices of the lines that make up tables of contents."""
    found: set[int] = set()
    for find in (_with_leaders, _below_title, _repeated):
        for start, stop in list(find(lines)):
            # What one sign tells surely, a weaker one does not stretch.
            if start not in found and stop - 1 not in found:
                found.update(range(start, stop))
    return frozenset(found)


def _with_leaders(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    led = [i for i, line in enumerate(lines) if not line.is_row and _has_leader(line)]
    groups: list[list[int]] = []
    for i in led:
        if groups and i - groups[-1][-1] <= _WIDEST_GAP and _is_between(lines[groups[-1][-1] + 1 : i]):
            groups[-1].append(i)
        else:
            groups.append([i])
    for group in groups:
        if len(group) >= _LEAST_LEADERS:
            start, stop = group[0], group[-1] + 1
            while start and group[0] - start < _MOST_OPENING and _is_opening(lines[start - 1]):
                start -= 1
            while stop < len(lines) and _PAGE_ONLY.match(lines[stop].text):
                stop += 1
            yield start, stop


def _has_leader(line: Line) -> bool:
    return bool(_LEADER.search(line.text, max(0, len(line.text) - _LONGEST_TAIL)))


def _is_between(lines: Sequence[Line]) -> bool:
    return all(len(line.text) <= _LONGEST_ENTRY and not _SENTENCE.search(line.text) for line in lines)


def _is_opening(line: Line) -> bool:
    """What stands above the first page number: 目录, a broken 前言, the number of the first heading."""
    text = re.sub(r"\s", "", line.text)
    return len(text) <= 2 or bool(_TITLE.match(text)) or line.is_bare_number


def _below_title(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    for i, line in enumerate(lines):
        if not _TITLE.match(line.text):
            continue
        start = i + 1
        if line.text == "目":
            halves = [k for k in range(i + 1, min(i + 4, len(lines))) if _SECOND_HALF.match(lines[k].text)]
            if halves:
                start = i + 2 if halves[0] == i + 1 else i + 1
            elif not (start < len(lines) and lines[start].number):
                continue
        stop = _end_of_entries(lines, start)
        if stop - start >= _LEAST_ENTRIES:
            yield i, stop


def _end_of_entries(lines: Sequence[Line], start: int) -> int:
    """Where the run of entries ends: where one of the first comes again, or else at the first line of prose."""
    first: list[str] = []
    opening = ""
    for i in range(start, len(lines)):
        line = lines[i]
        if opening and line.number == opening:
            return i
        opening = opening or line.number
        if line.is_row or len(line.text) > _LONGEST_ENTRY or _SENTENCE.search(line.text):
            # The heading above a first line of prose belongs to the prose.
            return max(start, _heading_above(lines, start, i))
        if not _is_listed(lines, i):
            return i
        entry = _entry(line)
        if line.is_bare_number or len(entry) < 2:
            continue
        if entry in first:
            return i
        if len(first) < _FIRST_ENTRIES:
            first.append(entry)
    return start


def _is_listed(lines: Sequence[Line], at: int) -> bool:
    """Whether a line stands in a list of headings: numbered, with a page, short, or the rest of a broken one."""
    text = lines[at].text
    return (
        bool(BLOCK_START.match(text))
        or text[-1].isdigit()
        or len(text) <= _SHORT_ENTRY
        or lines[at - 1].is_bare_number
        or (at + 1 < len(lines) and bool(BLOCK_START.match(lines[at + 1].text)))
    )


def _heading_above(lines: Sequence[Line], start: int, at: int) -> int:
    while at > start and not _has_leader(lines[at - 1]) and not lines[at - 1].text[-1].isdigit():
        at -= 1
        if BLOCK_START.match(lines[at].text):
            break
    return at


def _repeated(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    numbered = [i for i, line in enumerate(lines) if BLOCK_START.match(line.text)]
    later: dict[str, list[int]] = {}
    for i in numbered:
        later.setdefault(_entry(lines[i])[:_KEY], []).append(i)
    start = end = 0
    while start < len(lines):
        # A run of entries may be as long as the document: its end is looked for once.
        end = max(start, end)
        while end < len(lines) and _is_entry(lines[end]):
            end += 1
        first, stop = bisect_left(numbered, start), end
        if bisect_left(numbered, end) - first >= _LEAST_RUN:
            stop = _until_repeated(lines, start, end)
            run = numbered[first : bisect_left(numbered, stop)]
            again = [i for i in run if _comes_again(lines, i, stop, later)]
            if len(again) >= max(_LEAST_RUN, _SHARE_REPEATED * len(run)):
                yield run[0], again[-1] + 1
        start = max(stop, start + 1)


def _is_entry(line: Line) -> bool:
    return not line.is_row and len(line.text) <= _LONGEST_ENTRY and not _SENTENCE.search(line.text)


def _until_repeated(lines: Sequence[Line], start: int, stop: int) -> int:
    seen: set[str] = set()
    for i in range(start, stop):
        entry = _entry(lines[i])
        if entry in seen and not lines[i].is_bare_number:
            return i
        if len(entry) >= _KEY:
            seen.add(entry)
    return stop


def _comes_again(lines: Sequence[Line], i: int, stop: int, later: dict[str, list[int]]) -> bool:
    entry = _entry(lines[i])
    alike = later.get(entry[:_KEY], [])
    first = bisect_left(alike, stop)
    return len(entry) >= _KEY and any(
        _entry(lines[k]).startswith(entry) for k in alike[first : first + _MOST_ALIKE]
    )


def _entry(line: Line) -> str:
    return _bare(line.text)


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    """An entry without blanks, leaders and page number."""
    bare = "".join(text.split())
    return _TAIL.sub("", bare) if _TAIL.match(bare, len(bare) - 1) else bare
