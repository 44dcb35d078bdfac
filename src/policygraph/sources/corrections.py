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
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate
from pathlib import Path
from typing import TypeVar

from policygraph.errors import SourceError
from policygraph.model.corrections import (
    CORRECTABLE,
    REVIEWED,
    Anchor,
    Correction,
    CorrectionKind,
    Decision,
)
from policygraph.sources.decode import DecodeError, decode
from policygraph.sources.listed import value_of

__all__ = [
    "COLUMNS",
    "SENTENCE",
    "CorrectionsFile",
    "Layout",
    "discover_corrections",
    "is_corrections_file",
    "is_date",
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
# Blanks at the ends of a quote are characters of the document, not of the cell.
_VERBATIM = frozenset(["exact", "prefix", "suffix"])
_ESCAPES = {"n": "\n", "t": "\t"}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SERIALS = range(20_000, 80_000)
_DAY_ZERO = date(1899, 12, 30)
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]+0{1,2}:00(?::00)?)?")
_Code = TypeVar("_Code", bound=StrEnum)


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


def is_date(text: str) -> bool:
    """Whether a cell holds a date, in any of the ways in which spreadsheets write one."""
    return bool(_DATE.fullmatch(text))


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
    named = _FILE.fullmatch(path.name)
    reader = _Reader(path, columns, named[1] if named else "")
    lines: list[Correction] = []
    errors: list[SourceError] = []
    for record in records[1:]:
        try:
            lines.append(reader.read(record))
        except SourceError as error:
            errors.append(error)
    return CorrectionsFile(tuple(lines), tuple(errors))


@dataclass(frozen=True, slots=True)
class _Record:
    """A line of the table: its number, its cells, and the character that each cell starts at."""

    line: int
    cells: tuple[str, ...]
    starts: tuple[int, ...]


def layout_of(path: Path, data: bytes) -> Layout | None:
    """How a file is laid out; None where it says nothing yet.

    Args:
        path: the file.
        data: its bytes.

    Raises:
        SourceError: it is no table of corrections.
    """
    return _table(path, _text(path, data))[0]


def _table(path: Path, text: str) -> tuple[Layout | None, list[_Record]]:
    """The layout of a table and its lines that are not empty, that of the columns first."""
    delimiter = _delimiter(text)
    found = _records(path, text, delimiter)
    records = [record for record in found if any(cell.strip() for cell in record.cells)]
    if not records:
        return None, []
    columns = [_folded(cell).casefold() for cell in records[0].cells]
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


def _records(path: Path, text: str, delimiter: str) -> Iterator[_Record]:
    lines = text.split("\n")
    # Strict: a cell whose quotation mark is not closed would swallow the lines below.
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    try:
        for row in rows:
            yield _Record(number, tuple(row), _starts(lines[number - 1], len(row), delimiter))
            number = rows.line_num + 1
    except csv.Error as error:
        raise SourceError(
            path, f"line {number}: {error}; close or double the quotation marks of a cell"
        ) from error


def _starts(line: str, count: int, delimiter: str) -> tuple[int, ...]:
    """Where the cells of a line start, from 1; those behind a line break within a cell at its last one."""
    starts = [1]
    if '"' not in line:
        cells = line.split(delimiter)[:count]
        return tuple(accumulate((len(cell) + 1 for cell in cells[:-1]), initial=1))
    is_quoted = False
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

    def read(self, record: _Record) -> Correction:
        """The line as a correction.

        Raises:
            SourceError: a cell says nothing that can be understood; the message names line and column.
        """
        if any(cell.strip() for cell in record.cells[len(self._columns) :]):
            raise SourceError(
                self._path,
                f"line {record.line}: more cells than the {len(self._columns)} columns; remove what is too much",
            )
        line = _Line(self._path, record, self._columns)
        kind = line.code("kind", CorrectionKind)
        if kind is None:
            raise line.fault("kind", f"the kind is missing; write one of {', '.join(CorrectionKind)}")
        field, was = _folded(line.cell("field")).casefold(), line.cell("was")
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
            file=self._path.name,
            line=record.line,
            places=tuple(zip(self._columns, record.starts, strict=False)),
            sentence=line.cell(SENTENCE),
        )
        line.check(correction)
        return correction


class _Line:
    """One line of a file: its cells by the names of their columns."""

    def __init__(self, path: Path, record: _Record, columns: Sequence[str]) -> None:
        self._path = path
        self._record = record
        self._cells = dict(zip(columns, record.cells, strict=False))

    def cell(self, column: str) -> str:
        """What the cell says, without the marks that keep spreadsheets from changing it."""
        cell = self._cells.get(column, "")
        if not cell.strip():
            return ""
        said = cell
        if "\\" in cell:
            said = _ESCAPED.sub(lambda escape: _ESCAPES.get(escape[1], escape[1]), cell)
        return said if column in _VERBATIM else said.strip()

    def code(self, column: str, codes: type[_Code]) -> _Code | None:
        """The word of a closed set that the cell says; None where it is empty."""
        said = _folded(self.cell(column)).casefold()
        if not said:
            return None
        try:
            return codes(said)
        except ValueError:
            raise self.fault(
                column, f"{self.cell(column)!r} is not a valid {column}; write one of {', '.join(codes)}"
            ) from None

    def start(self) -> int | None:
        """The number in ``start``; a spreadsheet may have put blanks or commas between its digits."""
        said = re.sub(r"[\s,]|\.0+$", "", _folded(self.cell("start")))
        if not said:
            return None
        if not re.fullmatch(r"\d{1,12}", said):
            raise self.fault(
                "start", f"{self.cell('start')!r} is not a number of characters; correct it or leave it empty"
            )
        return int(said)

    def date(self) -> str:
        """The ISO date in ``date``, also of one that a spreadsheet wrote in its way or as a number of days."""
        said = _folded(self.cell("date"))
        if not said:
            return ""
        try:
            if found := _DATE.fullmatch(said):
                return date(*map(int, found.groups())).isoformat()
            if re.fullmatch(r"\d{5}(?:\.0+)?", said) and int(said[:5]) in _SERIALS:
                return (_DAY_ZERO + timedelta(days=int(said[:5]))).isoformat()
        except ValueError:
            pass
        raise self.fault("date", f"{self.cell('date')!r} is not a date; write it like 2025-01-31")

    def check(self, line: Correction) -> None:
        """See that it is clear what the line decides.

        Raises:
            SourceError: it is not.
        """
        if not line.document:
            raise self.fault("document", "the document is missing; write its name")
        if line.kind is CorrectionKind.MEASURE and line.field == REVIEWED:
            self._check_mark(line)
            return
        if not line.anchor.exact.strip() and line.kind is not CorrectionKind.DOCUMENT:
            raise self.fault(
                "exact", f"the words of the {line.kind} are missing; copy them from the document"
            )
        fields = CORRECTABLE[line.kind]
        if line.field and line.field not in fields:
            raise self.fault(
                "field",
                f"{line.field!r} is not a field of the kind {line.kind}; write one of {', '.join(fields)}",
            )
        if line.decision is Decision.REPLACE and not line.field:
            raise self.fault("field", f"the field is missing; write one of {', '.join(fields)}")
        if line.decision is Decision.REPLACE and not line.now and not line.was:
            raise self.fault("now", "neither was nor now says anything; write what is right in now")
        if line.decision is Decision.ADD and line.kind is CorrectionKind.DOCUMENT:
            raise self.fault(
                "decision", "a document cannot be added; write replace with the field that is missing"
            )
        if line.decision is Decision.REJECT and line.kind is CorrectionKind.DOCUMENT:
            raise self.fault("decision", "a document cannot be rejected; leave its file out of the build")

    def _check_mark(self, line: Correction) -> None:
        if not line.anchor.path:
            raise self.fault("path", "the path of the provision is missing; write it as in 三/（一）")
        if line.decision not in (None, Decision.CONFIRM):
            raise self.fault("decision", "a provision that was read completely is confirmed; write confirm")

    def fault(self, column: str, problem: str) -> SourceError:
        """The error that ``problem``, a clause, is."""
        return SourceError(self._path, f"line {self._record.line}, column {column}: {problem}")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
