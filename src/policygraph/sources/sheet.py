"""A table with tabs between its cells below lines with #, as people, programs and spreadsheets save it.

A spreadsheet gives every line as many cells as the longest has, quotes what it likes (also the lines with #), ends
lines by carriage returns and may write UTF-16: it is the same table.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from policygraph.errors import SourceError

__all__ = ["Sheet", "read_sheet"]

_SEPARATORS = {",": "commas", ";": "semicolons"}
_WRONGLY_SEPARATED = re.compile(r"[^\t,;]*([,;])[^\t]*")


@dataclass(frozen=True, slots=True)
class Sheet:
    """``head`` are the lines with # without it, ``number`` is the line of the columns; each row has its line."""

    head: tuple[str, ...]
    number: int
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_sheet(path: Path) -> Sheet:
    """The table in the file ``path``: cells without blanks around them, none after a row's last filled one.

    Raises:
        SourceError: the file cannot be read, is no Unicode text, or its cells are not told apart by tabs; the
            message names the line.
    """
    text = _text(path)
    _refuse_other_separators(path, text)
    lines = [(number, row) for number, row in _lines(path, text) if any(row)]
    head = list(_until_columns(lines))
    number, columns = lines[len(head)] if len(head) < len(lines) else (len(head) + 1, ())
    return Sheet(
        head=tuple("\t".join(row)[1:] for row in head),
        number=number,
        columns=tuple(map(str.strip, columns)),
        rows=tuple((at, tuple(map(str.strip, row))) for at, row in lines[len(head) + 1 :]),
    )


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return data.decode("utf-16" if is_wide else "utf-8-sig")
    except OSError as error:
        raise SourceError(path, f"the mappings cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise SourceError(
            path, "the mappings are not UTF-8 text; save them as UTF-8 or as Unicode text"
        ) from error


def _refuse_other_separators(path: Path, text: str) -> None:
    """See that the line of the columns has tabs, where it has anything between its cells."""
    for number, line in enumerate(io.StringIO(text, newline=None), 1):
        if line.startswith(("#", '"#')) or not line.strip(' \t,;"\n'):
            continue
        if found := _WRONGLY_SEPARATED.fullmatch(line.rstrip("\n")):
            raise SourceError(
                path,
                f"line {number}: {_SEPARATORS[found[1]]} stand between the cells; save the file with tabs there",
            )
        return


def _lines(path: Path, text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The cells of each line with the number of its first line."""
    # Strict: a cell whose quotation mark is not closed would swallow the lines below.
    rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True)
    number = 1
    try:
        for row in rows:
            filled = len(row)
            while filled and not row[filled - 1].strip():
                filled -= 1
            yield number, tuple(row[:filled])
            number = rows.line_num + 1
    except csv.Error as error:
        raise SourceError(
            path, f"line {number}: {error}; close or double the quotation marks of a cell"
        ) from error


def _until_columns(lines: list[tuple[int, tuple[str, ...]]]) -> Iterator[tuple[str, ...]]:
    for _, row in lines:
        if not row[0].startswith("#"):
            return
        yield row
