"""Annexes behind a document's body (GB/T 9704-2012, 7.3.4 and 7.3.8)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import dropwhile

from policygraph.model import Finding, Severity
from policygraph.model.numbering import to_int

__all__ = ["Annex", "Annexes", "annex_findings", "find_annexes"]

_HEADING = re.compile(
    r"^附(?P<kind>[件表录])(?:(?P<number>[\d一二三四五六七八九十]{1,3})(?:-\d{1,2})?：?|)(?P<title>[^：\n\t]{0,80})$",
    re.MULTILINE,
)
_LIST = re.compile(r"^附[件表录]：(?P<first>[^\n]*)(?P<more>(?:\n\d{1,2}[.、][^\n\t]*)*)", re.MULTILINE)
_LISTED = re.compile(r"(?P<number>\d{1,2})[.、](?P<title>[^\n]+)")
_ROW = re.compile(r"^[^\n\t]*\t", re.MULTILINE)
_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[，。；]")
# Neither list nor signature, date or note (此件公开发布) is as long, or has such marks.
_IS_TEXT = re.compile(r"[。\t]|.{60}")
_CAPTION = re.compile(r"^[^\n\t。；]{4,80}$")


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex with clean offsets of its title and body; ``implied`` where its heading is missing."""

    number: int
    start: int
    title_start: int
    title_end: int
    body_start: int
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Annexes:
    """Annexes in order, where the list that announces them stands, and the numbers announced.

    The list goes on with signature and date up to ``list_end``, where the first annex or the end of the text is.
    """

    found: tuple[Annex, ...]
    list_start: int | None
    list_end: int
    announced: tuple[tuple[int, str], ...]


def find_annexes(
    clean: str, bodies: Sequence[int], is_behind: Callable[[int], bool], documents: Sequence[int] = ()
) -> Annexes:
    """Annexes and further documents behind the plan.

    Args:
        clean: the clean text.
        bodies: where the bodies of the plan's headings begin; no annex stands before the first.
        is_behind: whether the plan's numbering is over at an offset.
        documents: where further documents with a numbering of their own begin.
    """
    start = bodies[0] if bodies else 0
    found: list[Annex] = []
    numbers: set[int] = set()
    for match in _headings(clean, start, bodies[-1] if bodies else 0, is_behind):
        number = to_int(match["number"]) if match["number"] else len(found) + 1
        if number not in numbers:
            numbers.add(number)
            found.append(_annex(clean, match, number))
        elif found[-1].number == number and not clean[found[-1].title_start : match.start()].strip():
            # The heading is printed twice.
            found[-1] = Annex(number, found[-1].start, *match.span("title"), match.end())
    behind = min([annex.start for annex in found[:1]] + list(documents[:1]), default=len(clean))
    listed = next((m for m in _LIST.finditer(clean, start, behind) if is_behind(m.start())), None)
    first = min(listed.start() if listed else behind, behind)
    last = max((body for body in bodies if body <= first), default=start)
    found = [*_implied(clean, last, first, found), *(_titled(clean, annex) for annex in found)]
    found += _documents(clean, found, documents)
    announced = _announced(listed)
    if listed:
        missing = [one for one in announced if one[0] not in {annex.number for annex in found}]
        stop = min((annex.start for annex in found), default=len(clean))
        found += _unheaded(clean, listed.end(), stop, missing)
    found.sort(key=lambda annex: annex.start)
    list_start = listed.start() if listed else None
    list_end = min([a.start for a in found if a.start >= (list_start or 0)], default=len(clean))
    return Annexes(tuple(found), list_start, list_end, announced)


def _headings(clean: str, start: int, end: int, is_behind: Callable[[int], bool]) -> list[re.Match[str]]:
    """Headings of annexes: 附件1, or 附表1 behind all headings where no 附件 is; such a line is a caption elsewhere."""
    found = list(_HEADING.finditer(clean, start))
    proper = list(dropwhile(lambda one: not is_behind(one.start()), (m for m in found if m["kind"] == "件")))
    tables = [one for one in found if one.start() >= end and not _SENTENCE.search(one["title"])]
    return proper or [one for one in tables if is_behind(one.start())]


def _unheaded(clean: str, start: int, stop: int, missing: Sequence[tuple[int, str]]) -> list[Annex]:
    """The first of the ``missing`` annexes, whose text follows list, signature and date without a heading.

    It begins at its title, or at the first line of text.
    """
    numbers = {title: number for number, title in missing}
    for line in _LINE.finditer(clean, start, stop) if missing else ():
        if line.group() in numbers:
            return [Annex(numbers[line.group()], line.start(), *line.span(), line.end(), implied=True)]
        if _IS_TEXT.search(line.group()):
            at = line.start()
            return [Annex(missing[0][0], at, at, at, at, implied=True)]
    return []


def _documents(clean: str, annexes: Sequence[Annex], starts: Sequence[int]) -> list[Annex]:
    """Further documents that are not inside an annex already, numbered on."""
    first = min((annex.start for annex in annexes), default=len(clean))
    number = max((annex.number for annex in annexes), default=1)
    found = []
    for start in starts:
        if start < first:
            stop = clean.find("\n", start)
            number += 1
            found.append(Annex(number, start, start, stop, stop, implied=True))
    return found


def _annex(clean: str, match: re.Match[str], number: int) -> Annex:
    return Annex(number, match.start(), *match.span("title"), match.end())


def _titled(clean: str, annex: Annex) -> Annex:
    """An annex with a bare number takes the next line as its title, if that line looks like one."""
    if annex.title_end > annex.title_start:
        return annex
    start = annex.body_start + 1
    # The heading may be printed twice; the title then stands after the second.
    while clean.startswith(("附件", "附表", "附录"), start):
        start = clean.find("\n", start) + 1
    stop = clean.find("\n", start)
    stop = len(clean) if stop < 0 else stop
    if _CAPTION.match(clean[start:stop]):
        return Annex(annex.number, annex.start, start, stop, start)
    return annex


def _implied(clean: str, start: int, stop: int, found: list[Annex]) -> list[Annex]:
    """A captioned table behind the body, before 附件2, is the annex 1 whose heading got lost."""
    if not found or found[0].number < 2:
        return []
    row = _ROW.search(clean, start, stop)
    if row is None:
        return []
    caption_start = clean.rfind("\n", start, row.start() - 1) + 1
    if not _CAPTION.match(clean[caption_start : row.start() - 1]):
        return []
    number = found[0].number - 1
    return [Annex(number, caption_start, caption_start, row.start() - 1, caption_start, implied=True)]


def _announced(listed: re.Match[str] | None) -> tuple[tuple[int, str], ...]:
    if listed is None:
        return ()
    items = [(int(m["number"]), m["title"]) for m in _LISTED.finditer(listed["first"] + listed["more"])]
    return tuple(items) or ((1, listed["first"]),)


def annex_findings(annexes: Annexes) -> list[tuple[Finding, tuple[int, int] | None]]:
    """Findings about annexes with their clean stretches: announced but absent, heading missing."""
    found: list[tuple[Finding, tuple[int, int] | None]] = []
    numbers = {annex.number for annex in annexes.found}
    for number, title in annexes.announced:
        if number not in numbers:
            message = f"annex {number} “{title}” is announced but not there"
            found.append((Finding("annex-absent", Severity.WARNING, message), None))
    for annex in annexes.found:
        if annex.implied:
            message = f"what stands here without an annex heading is taken for annex {annex.number}"
            place = (annex.start, max(annex.title_end, annex.start + 1))
            found.append((Finding("annex-heading-missing", Severity.INFO, message), place))
    return found
