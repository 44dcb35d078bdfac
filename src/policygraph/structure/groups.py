"""Headings that stand between the rows of one table of tasks: （一）治水 above the tasks that are about water.

Such a table has one head for all its groups. A chapter whose items stand nowhere else has them there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policygraph.structure.headings import Heading, NumberKind, headings_outside

__all__ = ["Grouped", "find_groups"]

_TASK = re.compile(r"任务|工作|措施|举措|事项|实事|内容|要点|项目")
_ANSWERING = re.compile(r"单位|部门|牵头|责任|配合|主体")
_ABOVE = (NumberKind.PART, NumberKind.CHAPTER, NumberKind.COMMA)


@dataclass(frozen=True, slots=True)
class Grouped:
    """Headings in order, and for those between rows of a table where the table's head stands."""

    headings: tuple[Heading, ...]
    heads: dict[int, tuple[int, int]]


def find_groups(clean: str, headings: Sequence[Heading], blocks: Sequence[tuple[int, int]]) -> Grouped:
    """The headings of a text: those outside tables, and those that group a table of tasks.

    Args:
        clean: the clean text.
        headings: all that look like headings.
        blocks: where rows of tables stand.
    """
    outside = headings_outside(headings, blocks)
    starts = [heading.start for heading in outside]
    found: list[Heading] = []
    heads: dict[int, tuple[int, int]] = {}
    for start, end in blocks:
        at = bisect_left(starts, start)
        # Where the chapter has items of its own, the table's groups are none.
        if not at or outside[at - 1].kind not in _ABOVE or _is_item(outside[at : at + 1]):
            continue
        stop = clean.find("\n", start, end)
        groups = list(_groups(clean, headings, stop, end)) if stop > 0 and _is_head(clean[start:stop]) else []
        if len(groups) > 1:
            found += groups
            heads |= {group.start: (start, stop) for group in groups}
    return Grouped(tuple(sorted([*outside, *found], key=lambda heading: heading.start)), heads)


def _is_item(following: Sequence[Heading]) -> bool:
    return bool(following) and following[0].kind is NumberKind.BRACKET and following[0].number > 1


def _is_head(line: str) -> bool:
    cells = line.split("\t")
    return any(map(_TASK.search, cells)) and any(map(_ANSWERING.search, cells))


def _groups(clean: str, headings: Sequence[Heading], start: int, end: int) -> Iterator[Heading]:
    """The lines without cells that count （一）, （二） from one on."""
    due = 1
    for heading in headings:
        line_end = clean.find("\n", heading.start, end)
        if (
            start < heading.start < end
            and heading.kind is NumberKind.BRACKET
            and heading.number == due
            and "\t" not in clean[heading.start : line_end]
        ):
            due += 1
            yield heading
