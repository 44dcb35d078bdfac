"""The tables and pictures of a page as files: what somebody sees, filtered as it is, for a spreadsheet or a report."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

from policygraph.server.views import NothingThereError

__all__ = ["FILE_TYPES", "file_of"]

# The formats of a page's files, with their media types.
FILE_TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
}
_PICTURE = re.compile(r'<svg\b[^>]*class="chart".*?</svg>', re.DOTALL)
_SIZE = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# What divides the pieces of a cell: lists, and blocks below each other.
_PIECES = {"li", "div", "br"}
_LONGEST_NAME = 31
_FONTS = "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'Microsoft YaHei', sans-serif"


@dataclass
class _Table:
    """A table as it is read: its caption, the names of its columns, its rows, and what it stands under."""

    place: str
    caption: str = ""
    heads: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


class _Reader(HTMLParser):
    """Reads the tables of a page; what a cell folds away is read, its summary is not."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[_Table] = []
        self._place = ""
        self._open: list[str] = []
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """A beginning: of a table, of a row, of a piece."""
        if tag == "div" and ("class", "wide") in attrs:
            self._place = dict(attrs).get("aria-label") or ""
        elif tag == "table":
            self.tables.append(_Table(self._place))
        elif tag == "tr" and "tbody" in self._open:
            self.tables[-1].rows.append([])
        if tag in ("caption", "th", "td"):
            self._text = []
        elif tag in _PIECES:
            self._text.append("\n")
        if tag not in ("br", "input", "img", "meta", "link", "hr"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """An end: of a caption, or of a cell."""
        while self._open and self._open.pop() != tag:
            continue
        if not self.tables or tag not in ("caption", "th", "td"):
            return
        lines = ("".join(self._text)).split("\n\n" if tag == "caption" else "\n")
        text = "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
        if tag == "caption":
            self.tables[-1].caption = text
        elif "thead" in self._open:
            self.tables[-1].heads.append(text)
        elif "tbody" in self._open:
            self.tables[-1].rows[-1].append(text)

    def handle_data(self, data: str) -> None:
        """Text: that of a cell is kept."""
        if "summary" not in self._open:
            self._text.append(data.replace("\n", " "))


def file_of(html: str, form: str, picture: int = 1) -> bytes:
    """The tables of a page, or one of its pictures, in one of the ``FILE_TYPES``.

    Args:
        html: the page.
        form: the name of the type.
        picture: which picture it is, counted from 1.

    Raises:
        NothingThereError: the page has no table, or no such picture.
        UsageError: what writes the file is not installed.
    """
    if form in ("csv", "xlsx"):
        tables = _tables(html)
        if not tables:
            raise NothingThereError(form)
        return _csv(tables) if form == "csv" else _workbook(tables)
    pictures = _PICTURE.findall(html)
    if not 0 < picture <= len(pictures):
        raise NothingThereError(form)
    return _drawn(pictures[picture - 1], form)


def _tables(html: str) -> list[_Table]:
    """The tables of a page; those with the same columns are one, with what each stands under in a column before."""
    reader = _Reader()
    reader.feed(html)
    alike: dict[tuple[str, ...], list[_Table]] = {}
    for table in reader.tables:
        alike.setdefault(tuple(table.heads), []).append(table)
    return [found[0] if len(found) == 1 else _joined(heads, found) for heads, found in alike.items()]


def _joined(heads: Sequence[str], tables: Sequence[_Table]) -> _Table:
    rows = [[table.place, *row] for table in tables for row in table.rows]
    return _Table("", "", ["", *heads], rows)


def _csv(tables: Sequence[_Table]) -> bytes:
    """All tables below each other, with their captions where there are several; UTF-8 with a mark, for Excel."""
    out = io.StringIO()
    writer = csv.writer(out)
    for at, table in enumerate(tables):
        if at:
            writer.writerow([])
        if len(tables) > 1 and table.caption:
            writer.writerow([_harmless(table.caption)])
        writer.writerow(map(_harmless, table.heads))
        writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
    return ("\ufeff" + out.getvalue()).encode()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def _workbook(tables: Sequence[_Table]) -> bytes:
    from policygraph.exports.spreadsheets import cell_text, check_rows, open_workbook, text_width

    with TemporaryDirectory(prefix="policygraph-") as room:
        path = Path(room, "page.xlsx")
        with open_workbook(path) as book:
            bold, folded = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True})
            for number, table in enumerate(tables, 1):
                check_rows(table.caption, len(table.rows))
                sheet = book.add_worksheet(_sheet_name(table, number))
                for at, head in enumerate(table.heads):
                    shown = [head, *(row[at] for row in table.rows[:200] if at < len(row))]
                    widest = max(text_width(line) for text in shown for line in text.split("\n"))
                    sheet.set_column(at, at, min(widest + 2, 60))
                    sheet.write_string(0, at, cell_text(head), bold)
                sheet.freeze_panes(1, 0)
                for row_at, row in enumerate(table.rows, 1):
                    for at, cell in enumerate(row):
                        if _NUMBER.fullmatch(cell):
                            sheet.write_number(row_at, at, float(cell))
                        else:
                            sheet.write_string(row_at, at, cell_text(cell), folded)
        return path.read_bytes()


def _sheet_name(table: _Table, number: int) -> str:
    """The caption without what Excel forbids, and a number that no other sheet has."""
    name = re.sub(r"[\[\]:*?/\\'\x00-\x1f]", " ", table.caption or table.place).strip()
    return f"{number} {name}"[:_LONGEST_NAME].strip()


def _drawn(svg: str, form: str) -> bytes:
    whole = svg.replace("<svg ", f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{_FONTS}" ', 1)
    size = _SIZE.search(svg)
    width, height = size.groups() if size else ("640", "480")
    if form == "svg":
        sized = whole.replace("<svg ", f'<svg width="{width}" height="{height}" ', 1)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{sized}\n'.encode()
    from policygraph.pages.printing import pdf, png

    page = (
        f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"/><title>policygraph</title>'
        f"<style>@page {{ size: {width}px {height}px; margin: 0 }} body {{ margin: 0 }} "
        f"svg {{ display: block; width: {width}px; height: {height}px }}</style></head>"
        f"<body>{whole}</body></html>"
    )
    return pdf(page) if form == "pdf" else png(page)[0]
