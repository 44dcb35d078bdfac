"""The cells of a line of a corrections file, with what spreadsheets did to them taken back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from policygraph.errors import SourceError
from policygraph.model.corrections import CORRECTABLE, REVIEWED, Correction, CorrectionKind, Decision

__all__ = ["TableLine", "WrittenLine", "folded", "is_date"]

# Blanks at the ends of a quote are characters of the document, not of the cell.
_VERBATIM = frozenset(["exact", "prefix", "suffix"])
_ESCAPES = {"n": "\n", "t": "\t"}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SERIALS = range(20_000, 80_000)
_DAY_ZERO = date(1899, 12, 30)
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]+0{1,2}:00(?::00)?)?")
_Code = TypeVar("_Code", bound=StrEnum)


def is_date(text: str) -> bool:
    """Whether a cell holds a date, in any of the ways in which spreadsheets write one."""
    return bool(_DATE.fullmatch(text))


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line of the table: its number, its cells, and the character that each cell starts at."""

    line: int
    cells: tuple[str, ...]
    starts: tuple[int, ...]


class WrittenLine:
    """One line of a file: its cells by the names of their columns."""

    def __init__(self, path: Path, record: TableLine, columns: Sequence[str]) -> None:
        """``path`` is the file, ``record`` the line, ``columns`` are the names of its cells."""
        self._path = path
        self._record = record
        self._cells = {
            column: _unescaped(cell, column)
            if "\\" in cell
            else cell
            if column in _VERBATIM
            else cell.strip()
            for column, cell in zip(columns, record.cells, strict=False)
            if cell and not cell.isspace()
        }

    def cell(self, column: str) -> str:
        """What the cell says, without the marks that keep spreadsheets from changing it."""
        return self._cells.get(column, "")

    def code(self, column: str, codes: type[_Code]) -> _Code | None:
        """The word of a closed set that the cell says; None where it is empty."""
        said = folded(self.cell(column)).casefold()
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
        said = self.cell("start")
        if not (said.isascii() and said.isdigit()):
            said = re.sub(r"[\s,]|\.0+$", "", folded(said))
        if not said:
            return None
        if not re.fullmatch(r"\d{1,12}", said):
            raise self.fault(
                "start", f"{self.cell('start')!r} is not a number of characters; correct it or leave it empty"
            )
        return int(said)

    def date(self) -> str:
        """The ISO date in ``date``, also of one that a spreadsheet wrote in its way or as a number of days."""
        said = _day(folded(self.cell("date")))
        if said is None:
            raise self.fault("date", f"{self.cell('date')!r} is not a date; write it like 2025-01-31")
        return said

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


def _unescaped(cell: str, column: str) -> str:
    cell = _ESCAPED.sub(lambda escape: _ESCAPES.get(escape[1], escape[1]), cell)
    return cell if column in _VERBATIM else cell.strip()


# Most lines of a file say the same few words and days.
@lru_cache(maxsize=1024)
def folded(text: str) -> str:
    """``text`` with one form of letters that look alike, without blanks at its ends."""
    return unicodedata.normalize("NFKC", text).strip()


@lru_cache(maxsize=1024)
def _day(said: str) -> str | None:
    """A date as ISO writes it, '' for none; None where the words are no date."""
    if not said:
        return ""
    try:
        if found := _DATE.fullmatch(said):
            return date(*map(int, found.groups())).isoformat()
        if re.fullmatch(r"\d{5}(?:\.0+)?", said) and int(said[:5]) in _SERIALS:
            return (_DAY_ZERO + timedelta(days=int(said[:5]))).isoformat()
    except ValueError:
        pass
    return None
