"""The parts of a file: a notice, the plan itself, its annexes, and further documents under the same notice."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from policygraph.structure.annexes import Annexes, find_annexes
from policygraph.structure.headings import Heading, NumberKind
from policygraph.structure.scheme import top_kind

__all__ = ["Parts", "split_parts"]

_PLAN_TITLE = re.compile(
    r"^(?P<title>[^，。；：\n\t]{4,80}(?:方案|规划|计划|预案|意见|措施|办法|细则|要点|纲要|清单))(?:（[^（）\n]{2,20}）)?$",
    re.MULTILINE,
)
_NOTICE = re.compile(r"通知|通报|函$")
_ISSUES = re.compile(r"印发|转发")


@dataclass(frozen=True, slots=True)
class Parts:
    """The headings of the plan itself, where its body ends, and the annexes behind it."""

    headings: tuple[Heading, ...]
    body_end: int
    annexes: Annexes


def split_parts(clean: str, headings: Sequence[Heading]) -> Parts:
    """Tell the plan from what stands before and behind it.

    Args:
        clean: the clean text.
        headings: all numbered headings of the file.
    """
    top = top_kind(headings)
    if top is None:
        return Parts((), *_end(clean, find_annexes(clean, (), lambda _: True)))
    starts = _beginnings(clean, headings, top)
    first = starts[0]
    if len(starts) > 1 and _is_notice(clean[: starts[0]]):
        first = starts[1]
    own = [heading for heading in headings if heading.start >= first]
    later = [start for start in starts if start > first]
    bodies = [heading.body_start for heading in own]
    numbers = _Numbers(own, top)
    annexes = find_annexes(clean, bodies, lambda at: not numbers.go_on(at), later)
    body_end, annexes = _end(clean, annexes)
    return Parts(tuple(heading for heading in own if heading.start < body_end), body_end, annexes)


def _end(clean: str, annexes: Annexes) -> tuple[int, Annexes]:
    starts = [annex.start for annex in annexes.found]
    if annexes.list_start is not None:
        starts.append(annexes.list_start)
    return min(starts, default=len(clean)), annexes


def _beginnings(clean: str, headings: Sequence[Heading], top: NumberKind) -> list[int]:
    """Where documents begin: at the first heading, and at each title of a plan with a first heading below it.

    The offset is that of the heading for the first one, and of the title for the others.
    """
    found = [headings[0].start]
    uppermost = [heading for heading in headings if heading.kind is top]
    for before, heading in pairwise(uppermost):
        if heading.number != 1:
            continue
        titles = [
            match
            for match in _PLAN_TITLE.finditer(clean, before.body_start, heading.start)
            if not _NOTICE.search(match["title"])
        ]
        if titles:
            found.append(titles[-1].start())
    return found


def _is_notice(text: str) -> bool:
    """Whether what stands before the first heading issues another document and has no plan's title of its own."""
    titles = [match for match in _PLAN_TITLE.finditer(text) if not _NOTICE.search(match["title"])]
    return not titles and bool(_ISSUES.search(text))


class _Numbers:
    """The uppermost numbers of a plan, and where each stands."""

    def __init__(self, headings: Sequence[Heading], top: NumberKind) -> None:
        uppermost = [heading for heading in headings if heading.kind is top]
        self._numbers = [heading.number for heading in uppermost]
        self._starts = [heading.start for heading in uppermost]

    def go_on(self, at: int) -> bool:
        """Whether the numbering goes on behind ``at``: then no annex begins there."""
        after = bisect_left(self._starts, at)
        return 0 < after < len(self._numbers) and self._numbers[after] == self._numbers[after - 1] + 1
