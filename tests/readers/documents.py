"""Documents that the readers are to give back: paragraphs and tables, and how they are written as files of any kind.

The writers share nothing with the readers; what they write is made anew in each test.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

__all__ = ["Heading", "Part", "Table", "heading_of", "parts_of", "squared"]

Table = tuple[tuple[str, ...], ...]
Part = str | Table


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading by its level (0 for a chapter), the number before it and what follows."""

    level: int
    number: str
    text: str


_HEADINGS = (
    re.compile(r"(?P<number>[一二三四五六七八九十]{1,3}、)(?P<text>.*)", re.DOTALL),
    re.compile(r"(?P<number>[（(][一二三四五六七八九十]{1,3}[）)])(?P<text>.*)", re.DOTALL),
)


def parts_of(text: str) -> list[Part]:
    """The paragraphs and tables of a plain text: a line a paragraph, lines with tabs are rows."""
    parts: list[Part] = []
    lines = [line.strip(" \u3000\r") for line in text.split("\n")]
    for is_row, group in groupby((line for line in lines if line.strip()), lambda line: "\t" in line):
        if is_row:
            parts.append(squared([line.split("\t") for line in group]))
        else:
            parts += group
    return parts


def squared(rows: Sequence[Sequence[str]]) -> Table:
    """The rows with as many cells each."""
    width = max(map(len, rows))
    return tuple(tuple(cell.strip() for cell in row) + ("",) * (width - len(row)) for row in rows)


def heading_of(text: str) -> Heading | None:
    """The heading that a paragraph is or begins with."""
    for level, pattern in enumerate(_HEADINGS):
        if match := pattern.fullmatch(text):
            return Heading(level, match["number"], match["text"])
    return None
