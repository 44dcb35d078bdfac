"""The clean reading of a source, aligned to it character by character."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from policygraph.counting import counted
from policygraph.model import Finding, Furniture, FurnitureKind, Severity, Source, Span, Text
from policygraph.sources.characters import FONT_SIGNS, normalise
from policygraph.sources.furniture import find_furniture
from policygraph.sources.grids import find_loose_cells, read_grids
from policygraph.sources.lines import Line, split_lines
from policygraph.sources.repair import Edit, find_edits
from policygraph.sources.wrapping import Wrapping

__all__ = ["read_text"]

# Runs of characters to keep within a line: no white space, no Markdown emphasis, no invisible characters.
_PROSE_RUN = re.compile(r"[^\s*\u200b\ufeff]+|(?<!\*)\*(?!\*)")
_ROW_RUN = re.compile(r"(?:[^\s*\u200b\ufeff]|\t)+|(?<!\*)\*(?!\*)")
# A space between two Latin words is the only one that carries meaning.
_LATIN_WORD_END = re.compile(r"[A-Za-z]$")
_LATIN_WORD_START = re.compile(r"[A-Za-z]")
_FONT_SIGN = re.compile(FONT_SIGNS)


def read_text(source: Source) -> Text:
    """The clean reading of a document.

    White space inside Chinese text, Markdown's marks, tables of contents, page numbers, running headers and
    accidental line breaks are left out, and so are tables whose cells lost their rows, each with a finding. Widths
    and punctuation are made uniform, traditional characters simplified, known faults repaired. Table rows have tabs
    between their cells and stand on lines of their own.

    Returns:
        The source text with its reading; findings name every repair that changes what is read.
    """
    normal = normalise(source.text)
    lines = read_grids(list(split_lines(normal)), normal)
    # A reader of files knows paragraphs, and has left out what belongs to pages.
    is_laid_out = bool(source.blocks)
    furniture = find_furniture(lines, is_laid_out=is_laid_out)
    reading = _Reading(source.text)
    kept = [line for i, line in enumerate(lines) if i not in furniture]
    loose = list(find_loose_cells(kept))
    reading.add_lines(_without(kept, loose), is_laid_out=is_laid_out)
    findings = [_loose(kept[start:stop]) for start, stop in loose]
    findings += _font_signs(source.text)
    findings += _headers([lines[i] for i, kind in furniture.items() if kind is FurnitureKind.HEADER])
    edits = find_edits(reading.clean, reading.joins)
    findings += [_finding(e.code, e.message, reading.span(e)) for e in edits]
    reading.apply(edits)
    return Text(
        source=source.text,
        clean=reading.clean,
        starts=reading.starts,
        ends=reading.ends,
        findings=(*source.findings, *findings),
        furniture=tuple(Furniture(kind, _line_span(lines[i])) for i, kind in sorted(furniture.items())),
    )


def _without(lines: list[Line], stretches: list[tuple[int, int]]) -> list[Line]:
    left_out = {i for start, stop in stretches for i in range(start, stop)}
    return [line for i, line in enumerate(lines) if i not in left_out]


def _loose(cells: list[Line]) -> Finding:
    message = f"a table whose cells lost their rows was not read ({len(cells)} lines); part its cells by tabs"
    return Finding("table-unread", Severity.WARNING, message, Span(cells[0].start, cells[-1].end))


def _font_signs(source: str) -> Iterator[Finding]:
    """A finding for all signs that only a font knows, at the first of them."""
    if signs := list(_FONT_SIGN.finditer(source)):
        message = counted(
            len(signs),
            "sign that only its font knows is read as what it stands for, such as . and ，",
            "signs that only their font knows are read as what they stand for, such as . and ，",
        )
        yield _finding("font-signs", message, Span(*signs[0].span()))


def _headers(lines: list[Line]) -> list[Finding]:
    """A finding for each page header, at the first of its places."""
    times = Counter(line.text for line in lines)
    first = {line.text: line for line in reversed(lines)}
    return [
        _finding(
            "running-header",
            f"“{text}” stands {count} times as a page header and is left out",
            _line_span(first[text]),
        )
        for text, count in times.items()
    ]


class _Reading:
    """A clean text under construction with its alignment."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.clean = ""
        self.starts = array("I")
        self.ends = array("I")
        self.joins: list[int] = []

    def add_lines(self, lines: Sequence[Line], *, is_laid_out: bool) -> None:
        parts: list[str] = []
        length = 0
        for line, separator in zip_longest(lines, Wrapping(lines, is_laid_out=is_laid_out).separators()):
            length += self._add_line(line, parts)
            if separator:
                self._append(line.end, separator, parts)
                length += 1
            elif separator is not None:
                self.joins.append(length)
        self.clean = "".join(parts)

    def _add_line(self, line: Line, parts: list[str]) -> int:
        runs = _ROW_RUN if line.is_row else _PROSE_RUN
        length = 0
        for run in runs.finditer(line.text):
            start = line.start + run.start()
            if length and _LATIN_WORD_END.search(parts[-1]) and _LATIN_WORD_START.match(run.group()):
                self._append(start - 1, " ", parts)
                length += 1
            parts.append(run.group())
            size = run.end() - run.start()
            self.starts.extend(range(start, start + size))
            self.ends.extend(range(start + 1, start + size + 1))
            length += size
        return length

    def _append(self, at: int, character: str, parts: list[str]) -> None:
        parts.append(character)
        self.starts.append(at)
        self.ends.append(at + 1)

    def span(self, edit: Edit) -> Span:
        return Span(self.starts[edit.start], self.ends[edit.end - 1])

    def apply(self, edits: list[Edit]) -> None:
        """Carry out edits; a replaced stretch aligns as a whole with the stretch it replaces."""
        for edit in reversed(edits):
            if edit.replacement == self.clean[edit.start : edit.end]:
                continue
            start, end = self.starts[edit.start], self.ends[edit.end - 1]
            size = len(edit.replacement)
            self.clean = self.clean[: edit.start] + edit.replacement + self.clean[edit.end :]
            self.starts[edit.start : edit.end] = array("I", [start] * size)
            self.ends[edit.start : edit.end] = array("I", [end] * size)


def _line_span(line: Line) -> Span:
    return Span(line.start, line.end)


def _finding(code: str, message: str, span: Span) -> Finding:
    return Finding(code, Severity.INFO, message, span)
