"""Pages' furniture: contents lists, page numbers and running headers, which are no text of a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from policygraph.model import FurnitureKind
from policygraph.sources.contents import find_contents
from policygraph.sources.lines import BLOCK_START, Line

__all__ = ["find_furniture"]

_PAGE_NUMBER = re.compile(
    r"[-—–·•\s]*(?:第\s*)?(?:\d{1,3}|[IVX]{1,5})(?:\s*页)?(?:[\s/，]*共?\s*\d{1,3}\s*页)?[-—–·•\s]*$"
)
_FIGURE = re.compile(r"[<>≤≥\[（〔]*[-+]?\d[\d.,%]*[\]）〕]*\s*$")
_SENTENCE_END = re.compile(r"[。！？；：][”’）〕】]*$")
# A list of bodies over two lines and a clause are parts of a sentence, however often they come.
_CLAUSE = re.compile(r"[（〔【][^）〕】]*$|[，、]$|(?:负责|落实|配合|参与|实施)[）〕】]?$")
# A page bears the paper's title or says where it was published; names of bodies, cells of tables and lines of a form
# come again too.
_HEADER = re.compile(
    r"[^，。；、]{4,}(?:方案|规划|计划|意见|办法|通知|文件|公报|纲要|条例|要点|细则|措施|决定|公告)"
    r"(?:[（〔(].{2,20}[)〕）])?$|.*(?:www\.|http)"
)
_LONGEST_HEADER, _LEAST_REPEATS = 60, 3


def find_furniture(lines: Sequence[Line], *, is_laid_out: bool) -> dict[int, FurnitureKind]:
    """Which lines, by their index, are furniture; what ``is_laid_out`` holds at most a table of contents."""
    found = dict.fromkeys(find_contents(lines), FurnitureKind.CONTENTS)
    if is_laid_out:
        return found
    counts = Counter(line.text for line in lines if not line.is_row)
    for i, (before, line, after) in enumerate(_neighbours(lines)):
        if i in found or line.more_cells is not None:
            continue
        if _PAGE_NUMBER.match(line.text) and not _in_column(before, line, after):
            found[i] = FurnitureKind.PAGE_NUMBER
        elif counts[line.text] >= _LEAST_REPEATS and _is_running_header(before, line):
            found[i] = FurnitureKind.HEADER
    return found


def _neighbours(lines: Sequence[Line]) -> Iterator[tuple[Line | None, Line, Line | None]]:
    for i, line in enumerate(lines):
        yield (lines[i - 1] if i else None, line, lines[i + 1] if i + 1 < len(lines) else None)


def _in_column(before: Line | None, line: Line, after: Line | None) -> bool:
    """Whether a bare number stands among other figures or rows: then it is data, not a page number."""
    return bool(_FIGURE.match(line.text)) and any(
        other is not None and (other.is_row or _FIGURE.match(other.text)) for other in (before, after)
    )


def _is_running_header(before: Line | None, line: Line) -> bool:
    """A line that comes again and again where a sentence is under way; the rest of a list of bodies is none."""
    return (
        before is not None
        and not line.is_row
        and not line.is_heading
        and len(line.text) <= _LONGEST_HEADER
        and bool(_HEADER.match(line.text))
        and not BLOCK_START.match(line.text)
        and not _SENTENCE_END.search(line.text)
        and not _CLAUSE.search(line.text)
        and not _SENTENCE_END.search(before.text)
    )
