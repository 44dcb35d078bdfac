"""Writing corrections files: whole ones, and lines below those of a file that people keep as they like."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from policygraph.errors import SourceError
from policygraph.model.corrections import Anchor, Correction
from policygraph.model.text import Span
from policygraph.sources.correction_cells import is_date
from policygraph.sources.corrections import COLUMNS, SENTENCE, layout_of, read_corrections
from policygraph.sources.decode import decode

__all__ = ["anchor_at", "corrections_text", "with_lines"]

_CONTEXT = 32

_UNCHANGED = re.compile(r"0|[1-9]\d{0,14}|(?:0|[1-9]\d{0,9})\.\d{0,4}[1-9]|(?:0|[1-9]\d{0,9})(?:\.\d{1,2})?%")
_CHANGED = re.compile(r"[=+\-@'\\].*|[\d\s.,:/%()+\-]*\d[\d\s.,:/%()+\-]*", re.DOTALL)
# What a line says of its place may be missing in a file; what a person says must not get lost.
_SAID = ("kind", "exact", "field", "was", "now", "decision", "reason", "author")
_LINE_ENDS = re.compile("\r\n|\r|\n")


def anchor_at(source: str, span: Span, path: str) -> Anchor:
    """What finds the stretch ``span`` of the text ``source`` again, which stands in the provision ``path``."""
    return Anchor(
        path=path,
        exact=source[span.start : span.end],
        prefix=source[max(0, span.start - _CONTEXT) : span.start],
        suffix=source[span.end : span.end + _CONTEXT],
        start=span.start,
    )


def corrections_text(lines: Iterable[Correction]) -> str:
    """A corrections file with these lines, in their order; with the sentences where any line has one."""
    lines = list(lines)
    rows = [COLUMNS, *(tuple(map(_cell, _values(line))) for line in lines)]
    if any(line.sentence for line in lines):
        at = COLUMNS.index("was")
        sentences = [SENTENCE, *(_cell(line.sentence) for line in lines)]
        rows = [(*row[:at], one, *row[at:]) for row, one in zip(rows, sentences, strict=True)]
    return "".join("\t".join(row) + "\n" for row in rows)


def _values(line: Correction) -> tuple[str, ...]:
    anchor = line.anchor
    start = "" if anchor.start is None else str(anchor.start)
    told = (line.field, line.was, line.now, line.decision or "", line.reason, line.author, line.date)
    return (line.document, anchor.path, line.kind, anchor.exact, anchor.prefix, anchor.suffix, start, *told)


def _cell(value: str) -> str:
    """The value as one cell that no spreadsheet changes."""
    told = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\n")
    is_kept = _UNCHANGED.fullmatch(value) or is_date(value)
    if not is_kept and _CHANGED.fullmatch(value) and not told.startswith("\\"):
        told = f"\\{told}"
    return '"' + told.replace('"', '""') + '"' if '"' in told else told


def with_lines(path: Path, data: bytes, lines: Sequence[Correction]) -> bytes:
    """The file with ``lines`` below its own, none of whose bytes change: they are in its columns, encoding, line ends.

    Args:
        path: the file.
        data: its bytes, empty where there is none yet.
        lines: what is written.

    Raises:
        SourceError: it is no table of corrections, or cannot hold what the lines say.
    """
    layout = layout_of(path, data) if data else None
    if layout is None:
        return (data or codecs.BOM_UTF8) + corrections_text(lines).encode()
    rows = [dict(zip(COLUMNS, _values(line), strict=True)) for line in lines]
    for column in _SAID:
        if column not in layout.columns and any(row[column] for row in rows):
            raise SourceError(path, f"the column {column} is missing; add it to the first line of the file")
    encoding = decode(data).encoding
    text = data.decode(encoding)
    ends = _LINE_ENDS.findall(text)
    end = max(dict.fromkeys(ends), key=ends.count) if ends else "\n"
    added = "" if text.endswith(("\n", "\r")) else end
    for row in rows:
        cells = [_cell(row.get(column, "")) for column in layout.columns]
        added += layout.delimiter.join(_quoted(cell, layout.delimiter) for cell in cells) + end
    try:
        whole = data + added.encode(_without_mark(encoding, data))
    except UnicodeEncodeError as error:
        raise SourceError(
            path, f"it is written in {encoding}, which lacks {error.object[error.start]!r}; save it as UTF-8"
        ) from error
    _check(path, whole, lines, layout.columns)
    return whole


def _quoted(cell: str, delimiter: str) -> str:
    return f'"{cell}"' if delimiter in cell and not cell.startswith('"') else cell


def _without_mark(encoding: str, data: bytes) -> str:
    """The encoding that adds no mark of its own."""
    if encoding in ("utf-16", "utf-32"):
        is_little = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF32_LE))
        return f"{encoding}-{'le' if is_little else 'be'}"
    return encoding.removesuffix("-sig")


def _check(path: Path, whole: bytes, lines: Sequence[Correction], columns: Sequence[str]) -> None:
    """See that whoever reads the file finds just these lines at its end.

    Raises:
        SourceError: it says something else.
    """
    read = read_corrections(path, whole).lines
    found = [_said(line, columns) for line in read[len(read) - len(lines) :]]
    if found != [_said(line, columns) for line in lines]:
        raise SourceError(path, "the line would not be read as it is meant; correct the file by hand")


def _said(line: Correction, columns: Sequence[str]) -> tuple[str, ...]:
    known = dict(zip(COLUMNS, _values(replace(line, sentence="")), strict=True))
    return tuple(known[column].strip() for column in COLUMNS if column in columns)
