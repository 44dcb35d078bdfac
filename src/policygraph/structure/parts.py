"""The parts of a file: a notice, the plan itself, its annexes, and further documents under the same notice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from policygraph.structure.annexes import Annexes, find_annexes
from policygraph.structure.headings import Heading, NumberKind
from policygraph.structure.scheme import top_kind

__all__ = ["Parts", "split_parts"]

_PLAN_TITLE = re.compile(
    r"^(?P<title>[^，。；：\n\t]{4,80}(?:方案|规划|计划|意见|措施|办法|细则|要点|纲要|清单))(?:（[^（）\n]{2,20}）)?$",
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
    annexes = find_annexes(clean, bodies, lambda at: not _goes_on(own, at, top), later)
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


def _goes_on(headings: Sequence[Heading], at: int, top: NumberKind) -> bool:
    """Whether the plan's numbering goes on behind ``at``: then no annex begins there."""
    before = [heading.number for heading in headings if heading.kind is top and heading.start < at]
    after = [heading.number for heading in headings if heading.kind is top and heading.start >= at]
    return bool(before and after) and after[0] == before[-1] + 1
