"""Tables with a ruler: lines of dashes show, as converters to text draw them, from where to where columns reach."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from policygraph.printable import printed_width
from policygraph.sources.lines import Line

__all__ = ["read_ruled"]

_RULER = re.compile(r"[-=─━]{2,}(?:\s+[-=─━]{2,})+")
_BORDER = re.compile(r"[-=─━]{3,}")
_DASHES = re.compile(r"[-=─━]+")
_LEAST_ROWS = 2


def read_ruled(lines: Sequence[Line], at: int, text: str) -> tuple[list[Line], int]:
    """The rows of a table that begins with the line ``at``, with tabs between the cells, and how many lines it takes.

    The ruler stands above all rows or below the head, and the table ends at a further one, or else at an empty line.
    A table whose cells go on over several lines stays as it is: the parts of a cell stand apart in the text.

    Args:
        lines: the lines of the document.
        at: the index of one.
        text: the source that the lines' places are in.
    """
    first = at + bool(_BORDER.fullmatch(lines[at].text))
    ruler = next((i for i in (first, first + 1) if i < len(lines) and _RULER.fullmatch(lines[i].text)), None)
    if ruler is None:
        return [], 0
    columns = _columns(lines[ruler], text)
    stop = next(
        (i for i in range(ruler + 1, len(lines)) if _is_line(lines[i])),
        ruler + 1 + len(_up_to_blank(lines[ruler + 1 :], text)),
    )
    rows = [*lines[first:ruler], *lines[ruler + 1 : stop]]
    found = [_cut(line, columns, text) for line in rows]
    kept = [line for line in found if line]
    if len(kept) < len(found) or len(kept) < _LEAST_ROWS:
        return [], 0
    taken = stop + (stop < len(lines) and _is_line(lines[stop])) - at
    return (rows if first > at and _are_broken(rows, text) else kept), taken


def _is_line(line: Line) -> bool:
    return bool(_RULER.fullmatch(line.text) or _BORDER.fullmatch(line.text))


def _up_to_blank(lines: Sequence[Line], text: str) -> list[Line]:
    """The lines that stand below each other without an empty line."""
    near = takewhile(lambda pair: not _is_parted(*pair, text), pairwise(lines))
    return [*lines[:1], *(below for _, below in near)]


def _are_broken(rows: Sequence[Line], text: str) -> bool:
    """Whether rows take several lines: empty lines part them, but not all."""
    gaps = {_is_parted(above, below, text) for above, below in pairwise(rows)}
    return len(gaps) > 1


def _is_parted(above: Line, below: Line, text: str) -> bool:
    return text.count("\n", above.end, below.start) > 1


def _columns(ruler: Line, text: str) -> list[int]:
    """Where the columns behind the first begin, in columns of print."""
    margin = ruler.start - (text.rfind("\n", 0, ruler.start) + 1)
    return [margin + dashes.start() for dashes in _DASHES.finditer(ruler.text)][1:]


def _cut(line: Line, columns: Sequence[int], text: str) -> Line | None:
    """The line with a tab for the last blank before each column that it reaches; None where there is no blank."""
    margin = text[text.rfind("\n", 0, line.start) + 1 : line.start]
    whole, start, width = list(margin + line.text), len(margin), 0
    before = {column - 1 for column in columns}
    for i, character in enumerate(whole):
        if width in before:
            if not character.isspace():
                return None
            whole[i] = "\t"
            start = min(start, i)
        elif printed_width(character) == 2 and width + 1 in before:
            return None
        width += printed_width(character)
    cut = replace(line, text="".join(whole[start:]), start=line.start - (len(margin) - start))
    return cut if "\t" in cut.text else replace(line, more_cells=False)
