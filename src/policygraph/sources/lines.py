"""Lines of a normalised source: their text without margins and markup, and what a line begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["BLOCK_START", "CHINESE_NUMBER", "CLOSING", "HEADING_NUMBER", "OPENING", "Line", "split_lines"]

CHINESE_NUMBER = "[一二三四五六七八九十百]{1,4}"
_BODY_LABELS = (
    "(?:责任|牵头|主责|主管|配合|参与|参加|协同|协办|协助|主办|承办|落实|实施)(?:单位|部门|主体|处室|科室)"
)
# Scanners read （八） as 〈八)), 《八） and 一、 as —、.
OPENING, CLOSING = "[（《〔【\\[]", "[）》〕】\\]]"
# Numbers of headings (GB/T 9704 §7.3.3), and those of chapters, sections and articles.
HEADING_NUMBER = rf"""(?: {CHINESE_NUMBER}\s?[、.]
        | [—―]\s?、
        | {OPENING}{{1,2}}\s?{CHINESE_NUMBER}\s?{CLOSING}{{1,2}}
        | 第\s?(?:{CHINESE_NUMBER}|\d{{1,3}})\s?(?:[章节编篇](?!目)|部分)
        | 第{CHINESE_NUMBER}条(?=\s)
        | \d{{1,3}}[.、](?!\d)
        | \d{{1,2}}(?:\.\d{{1,2}}){{1,3}}[.、]?(?=\s?[\u4e00-\u9fff])
        | （\d{{1,2}}）
        | [①-⑳] )"""
_NUMBER = re.compile(HEADING_NUMBER, re.VERBOSE)
# What a line of its own begins with: numbering, annexes, captions, notes, unit lines, points of a list.
BLOCK_START = re.compile(
    rf"""(?: {HEADING_NUMBER}
        | 附件\s?[:：\d一二三四五六七八九十]? | (?:附[表录]\s?[:：]?|专栏\s?)[\d一二三四五六七八九十] | 表\s?\d
        | 注： | （单位[：:] | 单位：
        | [（〔【—\-–·]*(?:{_BODY_LABELS})[：:]
        | [◆●■▲] | —— | [-*+•]\s+(?=\S)
        | 《 .* 》已经
        )""",
    re.VERBOSE,
)
_MARGIN = "".join(
    chr(code) for code in (*range(0x3001), 0xFEFF) if chr(code).isspace() and chr(code) not in "\t\n"
)
_MARGIN += "\u200b\u2060\ufeff"
_MARKUP_HEADING = re.compile(r"#{1,6}\s+(?P<text>\S.*?)\s*#*$")
_BOLD = re.compile(r"\*\*(?P<text>[^*]+)\*\*")


@dataclass(frozen=True, slots=True)
class Line:
    """A non-blank line: its text without margins and markup, and where that text begins in the source.

    ``is_heading`` where markup says that it is one (``## …``, ``**…**``). ``more_cells`` is None but for a cell that
    stands on a line of its own: whether the next line is a further cell of the same row.
    """

    text: str
    start: int
    is_heading: bool = False
    more_cells: bool | None = None

    @property
    def end(self) -> int:
        """Where the text ends in the source."""
        return self.start + len(self.text)

    @property
    def is_row(self) -> bool:
        """Whether the line is a row of a table (cells parted by tabs), or a cell of one."""
        return self.more_cells is not None or "\t" in self.text

    @property
    def width(self) -> float:
        """How much room the text takes in print: a Chinese character 1, a Latin letter, figure or blank a half."""
        # In UTF-8 the one has three bytes, the others one.
        return (len(self.text) + len(self.text.encode("utf-8", "surrogatepass"))) / 4

    @property
    def number(self) -> str:
        """The number of a heading with which the line begins (第一章, （三）), without blanks, or ''."""
        number = _NUMBER.match(self.text)
        return "".join(number.group().split()) if number else ""

    @property
    def is_bare_number(self) -> bool:
        """Whether the line holds the number of a heading and nothing else."""
        number = _NUMBER.match(self.text)
        return number is not None and number.end() == len(self.text)


def split_lines(text: str) -> Iterator[Line]:
    """The non-blank lines of a normalised source, in order.

    A leading tab is an empty first cell, trailing ones are empty last cells: they stay in the text. A bold stretch
    at a line's beginning that starts like a heading is a line of its own: **（一）园区工程。**到2025年….
    """
    start = 0
    for raw in text.split("\n"):
        stripped = raw.strip(_MARGIN)
        if stripped.strip():
            yield from _without_markup(Line(stripped, start + raw.index(stripped)))
        start += len(raw) + 1


def _without_markup(line: Line) -> Iterator[Line]:
    heading = _MARKUP_HEADING.fullmatch(line.text)
    if heading:
        line = Line(heading["text"], line.start + heading.start("text"), is_heading=True)
    bold = _BOLD.match(line.text)
    if bold is None:
        yield line
    elif bold.end() == len(line.text):
        yield Line(bold["text"], line.start + bold.start("text"), is_heading=True)
    elif BLOCK_START.match(bold["text"]):
        yield Line(bold["text"], line.start + bold.start("text"), is_heading=True)
        rest = line.text[bold.end() :]
        if kept := rest.strip(_MARGIN):
            yield Line(kept, line.start + bold.end() + rest.index(kept))
    else:
        yield line
