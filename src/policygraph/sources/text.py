"""The clean reading of a source, aligned to it character by character."""

from __future__ import annotations

import re
from array import array

from policygraph.model import Finding, Severity, Source, Span, Text
from policygraph.sources.characters import normalise
from policygraph.sources.lines import Line, Lines
from policygraph.sources.repair import Edit, find_edits

# Runs of characters to keep within a line: no white space, no Markdown emphasis, no invisible characters.
_PROSE_RUN = re.compile(r"[^\s*\u200b\ufeff]+|(?<!\*)\*(?!\*)")
_ROW_RUN = re.compile(r"(?:[^\s*\u200b\ufeff]|\t)+|(?<!\*)\*(?!\*)")
# A space between two Latin words is the only one that carries meaning.
_LATIN_WORD_END = re.compile(r"[A-Za-z]$")
_LATIN_WORD_START = re.compile(r"[A-Za-z]")


def read_text(source: Source) -> Text:
    """The clean reading of a document.

    White space inside Chinese text, Markdown emphasis, page numbers, running headers and accidental line
    breaks are left out; widths and punctuation are made uniform, traditional characters simplified, known
    faults repaired. Table rows keep their tabs and stand on lines of their own.

    Returns:
        The source text with its reading; findings name every repair that changes what is read.
    """
    lines = Lines(normalise(source.text))
    reading = _Reading(source.text)
    reading.add_lines(lines)
    findings = [
        _finding("running-header", f"“{line.text}” is a page header and is left out", _line_span(line))
        for line in lines.furniture
        if not line.text.strip("-—–·• ").isdigit()
    ]
    edits = find_edits(reading.clean, reading.joins)
    findings += [_finding(e.code, e.message, reading.span(e)) for e in edits]
    reading.apply(edits)
    return Text(
        source=source.text,
        clean=reading.clean,
        starts=reading.starts,
        ends=reading.ends,
        findings=(*source.findings, *findings),
    )


class _Reading:
    """A clean text under construction with its alignment."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.clean = ""
        self.starts = array("I")
        self.ends = array("I")
        self.joins: list[int] = []

    def add_lines(self, lines: Lines) -> None:
        parts: list[str] = []
        length = 0
        kept = lines.kept
        for i, line in enumerate(kept):
            length += self._add_line(line, parts)
            if i + 1 == len(kept):
                break
            if lines.breaks_after(line, kept[i + 1]):
                self._append(line.start + len(line.text), "\n", parts)
                length += 1
            else:
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
    return Span(line.start, line.start + len(line.text))


def _finding(code: str, message: str, span: Span) -> Finding:
    return Finding(code, Severity.INFO, message, span)
