"""Repairs of the clean reading: each is an edit ``[start, end) → replacement`` with a finding that says so.

The source itself is never changed; a repair only changes what the extractors read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from policygraph.sources.mojibake import find_mojibake

__all__ = ["Edit", "find_edits"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of the clean text to be read as ``replacement``; ``code`` and ``message`` make the finding."""

    start: int
    end: int
    replacement: str
    code: str
    message: str


_TITLE = re.compile(r"^[^，。；：\n\t]{6,60}?(?:方案|规划|计划|意见|办法|纲要)$", re.MULTILINE)
_TITLE_REGION = 1500
_NAME_BEFORE = re.compile(r"(?:[《“（]|印发|关于|制定|执行|落实|实施|按照|根据|修订|编制|发布)$")
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")


def find_edits(clean: str, joins: list[int]) -> list[Edit]:
    """Repairs that a clean text needs, in order and without overlap.

    Args:
        clean: the reading with its accidental line breaks closed.
        joins: clean offsets at which a line break was closed.
    """
    finders: tuple[Callable[[str, list[int]], Iterator[Edit]], ...] = (_mojibake, _injected_title, _doubled)
    edits = sorted(
        (edit for find in finders for edit in find(clean, joins)), key=lambda edit: (edit.start, edit.end)
    )
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def _mojibake(clean: str, _joins: list[int]) -> Iterator[Edit]:
    for start, end, original in find_mojibake(clean):
        bad = clean[start:end]
        if original:
            yield Edit(
                start, end, original, "mojibake-repaired", f"“{bad}” is mojibake, read as “{original}”"
            )
        else:
            message = f"“{bad}” is mojibake that cannot be restored; replace it in the source"
            yield Edit(start, end, bad, "mojibake", message)


def _injected_title(clean: str, _joins: list[int]) -> Iterator[Edit]:
    """The document's own title, usually with a file number or an office, in the middle of a sentence.

    That is a page header or a file name which the conversion to text pushed into the prose.
    """
    match = _TITLE.search(clean[:_TITLE_REGION])
    if match is None:
        return
    title = match.group()
    if clean.find(title, match.end()) < 0:
        return
    header = re.compile(r"(?P<number>\d{2,8})?" + re.escape(title) + r"(?P<office>（[^（）]{1,10}）)?")
    for found in header.finditer(clean, match.end()):
        before, after = clean[found.start() - 1], clean[found.end() : found.end() + 1]
        marked = found["number"] or found["office"]
        mid_sentence = _WORD.match(before) and after and _WORD.match(after)
        named = _NAME_BEFORE.search(clean[max(0, found.start() - 3) : found.start()])
        if marked and mid_sentence and not named:
            message = f"“{found.group()}” repeats the title inside a sentence and is left out of the reading"
            yield Edit(found.start(), found.end(), "", "header-injected", message)


_MAX_DOUBLED = 6


def _doubled(clean: str, joins: list[int]) -> Iterator[Edit]:
    """Characters repeated across a page or line break: 可再|再生能源.

    The repeat is taken for an accident only if the text elsewhere knows the stretch without it and never with it.
    """
    found = [
        (at, size, *words)
        for at in joins
        for size in range(_MAX_DOUBLED, 0, -1)
        if (words := _around(clean, at, size))
    ]
    times = _times(clean, {word for _, _, once, twice in found for word in (once, twice)})
    repaired = set()
    for at, size, once, twice in found:
        if at not in repaired and times[once] and times[twice] == 1:
            repaired.add(at)
            message = f"“{clean[at : at + size]}” is repeated across a line break and read once"
            yield Edit(at, at + size, "", "repeated-across-break", message)


def _around(clean: str, at: int, size: int) -> tuple[str, str] | None:
    """If ``size`` characters are repeated at a break: the stretch with them once, and with them twice."""
    repeated = clean[at : at + size]
    if clean[at - size : at] != repeated or not all(map(_WORD.match, repeated)):
        return None
    left, right = clean[at - size - 1 : at - size], clean[at + size : at + size + 2]
    if not _WORD.match(left) or len(right) < 2 or not all(map(_WORD.match, right)):
        return None
    return left + repeated + right, left + repeated * 2 + right[0]


def _times(clean: str, wanted: set[str]) -> Counter[str]:
    """How often each of the words occurs; the text is gone through once for each length, not for each word."""
    found: Counter[str] = Counter()
    for length in {len(word) for word in wanted}:
        pieces = (clean[i : i + length] for i in range(len(clean) - length + 1))
        found.update(piece for piece in pieces if piece in wanted)
    return found
