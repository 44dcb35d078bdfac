r"""Corrections files: what people decided about single facts, a line each (``NAME.corrections.tsv``).

Spreadsheets change encoding, quotation marks, empty cells, full-width letters, numbers, dates and formulas; the reader
takes that back. A cell that one would change begins with a backslash; ``\n``, ``\t`` stand for a line break and a tab.
"""

from __future__ import annotations

import csv
import io
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import add
from pathlib import Path

from policygraph.errors import SourceError
from policygraph.model.corrections import Anchor, Correction, CorrectionKind, Decision
from policygraph.printable import legible
from policygraph.sources.correction_cells import TableLine, WrittenLine, folded
from policygraph.sources.decode import DecodeError, decode
from policygraph.sources.listed import value_of

__all__ = [
    "COLUMNS",
    "SENTENCE",
    "CorrectionsFile",
    "Layout",
    "discover_corrections",
    "is_corrections_file",
    "layout_of",
    "read_corrections",
]

COLUMNS = (
    "document",
    "path",
    "kind",
    "exact",
    "prefix",
    "suffix",
    "start",
    "field",
    "was",
    "now",
    "decision",
    "reason",
    "author",
    "date",
)
# The sentence that a line was drawn with, for whoever judges it; it stands in samples, before ``was``.
SENTENCE = "sentence"
_NEEDED = ("kind", "exact", "decision")
_FILE = re.compile(r"(.+)\.corrections\.(?:tsv|tab|csv|txt)", re.IGNORECASE)
_DELIMITERS = "\t,;"


@dataclass(frozen=True, slots=True)
class CorrectionsFile:
    """What a file says: its lines in their order, and the errors of those that could not be read."""

    lines: tuple[Correction, ...]
    errors: tuple[SourceError, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out: the names of its columns in their order, and what parts its cells."""

    columns: tuple[str, ...]
    delimiter: str


def is_corrections_file(path: Path) -> bool:
    """Whether a file holds corrections, by its name."""
    return bool(_FILE.fullmatch(path.name))


def discover_corrections(paths: Sequence[Path]) -> list[Path]:
    """The corrections files among ``paths``, beside the files and in the folders there, in the order of their names."""
    found = {file for path in paths for file in _below(path)}
    return sorted(found, key=lambda file: (file.name, str(file)))


def _below(path: Path) -> Iterator[Path]:
    if path.is_dir():
        for root, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            files = (Path(root, name) for name in names if not name.startswith("."))
            yield from (file for file in files if is_corrections_file(file))
    elif is_corrections_file(path):
        yield path
    else:
        beside = (
            path.with_name(f"{path.stem}.corrections.{ending}") for ending in ("tsv", "tab", "csv", "txt")
        )
        yield from (file for file in beside if file.is_file())


def read_corrections(path: Path, data: bytes | None = None) -> CorrectionsFile:
    """The corrections in a file; a line without a document is about the one that the file is named after.

    Args:
        path: the file; its name stands in the lines.
        data: its bytes where they are known, None to read them.

    Raises:
        SourceError: the file cannot be read, or is no table of corrections.
    """
    text = _text(path, data)
    layout, records = _table(path, text)
    if layout is None:
        return CorrectionsFile(())
    columns = layout.columns
    named = _FILE.fullmatch(legible(path.name))
    reader = _Reader(path, columns, named[1] if named else "")
    lines: list[Correction] = []
    errors: list[SourceError] = []
    for record in records[1:]:
        try:
            lines.append(reader.read(record))
        except SourceError as error:
            errors.append(error)
    return CorrectionsFile(tuple(lines), tuple(errors))


def layout_of(path: Path, data: bytes) -> Layout | None:
    """How a file is laid out; None where it says nothing yet.

    Args:
        path: the file.
        data: its bytes.

    Raises:
        SourceError: it is no table of corrections.
    """
    return _table(path, _text(path, data))[0]


def _table(path: Path, text: str) -> tuple[Layout | None, list[TableLine]]:
    """The layout of a table and its lines that are not empty, that of the columns first."""
    delimiter = _delimiter(text)
    found = _records(path, text, delimiter)
    records = [record for record in found if any(cell.strip() for cell in record.cells)]
    if not records:
        return None, []
    columns = [folded(cell).casefold() for cell in records[0].cells]
    while columns and not columns[-1]:
        columns.pop()
    _check(path, records[0].line, columns)
    return Layout(tuple(columns), delimiter), records


def _text(path: Path, data: bytes | None) -> str:
    try:
        return decode(path.read_bytes() if data is None else data).text
    except OSError as error:
        raise SourceError(path, f"the corrections cannot be read ({error.strerror})") from error
    except DecodeError as error:
        raise SourceError(
            path, f"the corrections cannot be read: {error}; save them as text with tabs between the cells"
        ) from error


def _delimiter(text: str) -> str:
    """What parts the cells: the one of tab, comma and semicolon that the line of the columns has most of."""
    head = next((line for line in text.splitlines() if line.strip(' \t,;"')), "")
    return max(_DELIMITERS, key=head.count)


def _records(path: Path, text: str, delimiter: str) -> Iterator[TableLine]:
    lines = text.split("\n")
    # Strict: a cell whose quotation mark is not closed would swallow the lines below.
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    try:
        for row in rows:
            yield TableLine(number, tuple(row), _starts(lines[number - 1], row, delimiter))
            number = rows.line_num + 1
    except csv.Error as error:
        raise SourceError(
            path, f"line {number}: {error}; close or double the quotation marks of a cell"
        ) from error


def _starts(line: str, row: Sequence[str], delimiter: str) -> tuple[int, ...]:
    """Where the cells of a line start, from 1; those behind a line break within a cell at its last one."""
    count = len(row)
    if '"' not in line:
        return tuple(map(add, accumulate(map(len, row[:-1]), initial=1), range(count)))
    starts, is_quoted = [1], False
    for at, character in enumerate(line, 2):
        if character == '"':
            is_quoted = not is_quoted
        elif character == delimiter and not is_quoted:
            starts.append(at)
    return (*starts[:count], *[starts[-1]] * (count - len(starts)))


def _check(path: Path, number: int, columns: Sequence[str]) -> None:
    for at, column in enumerate(columns, 1):
        if column not in (*COLUMNS, SENTENCE):
            raise SourceError(
                path,
                f"line {number}, column {at}: {column!r} is not a column of corrections; "
                f"write one of {', '.join(COLUMNS)}",
            )
        if columns.count(column) > 1:
            raise SourceError(path, f"line {number}: the column {column} stands twice; remove one")
    if missing := [name for name in _NEEDED if name not in columns]:
        raise SourceError(path, f"line {number}: the column {missing[0]} is missing; add it")


class _Reader:
    """Makes corrections of the lines of one file."""

    def __init__(self, path: Path, columns: Sequence[str], document: str) -> None:
        self._path = path
        self._columns = columns
        self._document = document

    def read(self, record: TableLine) -> Correction:
        """The line as a correction.

        Raises:
            SourceError: a cell says nothing that can be understood; the message names line and column.
        """
        if any(cell.strip() for cell in record.cells[len(self._columns) :]):
            raise SourceError(
                self._path,
                f"line {record.line}: more cells than the {len(self._columns)} columns; remove what is too much",
            )
        line = WrittenLine(self._path, record, self._columns)
        kind = line.code("kind", CorrectionKind)
        if kind is None:
            raise line.fault("kind", f"the kind is missing; write one of {', '.join(CorrectionKind)}")
        field, was = folded(line.cell("field")).casefold(), line.cell("was")
        decision = line.code("decision", Decision)
        correction = Correction(
            document=unicodedata.normalize("NFC", line.cell("document") or self._document),
            kind=kind,
            anchor=Anchor(
                line.cell("path"), line.cell("exact"), line.cell("prefix"), line.cell("suffix"), line.start()
            ),
            decision=decision,
            field=field,
            was=value_of(was, kind, field) if decision else was,
            now=line.cell("now"),
            reason=line.cell("reason"),
            author=line.cell("author"),
            date=line.date(),
            file=legible(self._path.name),
            line=record.line,
            places=tuple(zip(self._columns, record.starts, strict=False)),
            sentence=line.cell(SENTENCE),
        )
        line.check(correction)
        return correction
