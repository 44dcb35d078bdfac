"""The workbook for people: a cover, cities side by side, a sheet a table in their language, quoted sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from policygraph.builds.store import Build
from policygraph.exports.sheets import (
    BookSheet,
    CellLook,
    HeadWords,
    SentenceList,
    SheetHead,
    as_sheet,
    titles_of,
)
from policygraph.exports.side_by_side import ShownFigure, SideBySide, side_by_side
from policygraph.exports.spreadsheets import cell_text, check_rows, open_workbook, text_width
from policygraph.pages import Language
from policygraph.queries.selection import Selection
from policygraph.queries.tables import Cell, StockTable

__all__ = ["write_readable_workbook"]

# Excel follows no more links in a sheet.
_MOST_LINKS = 65_000
_WIDEST = 60
_ABOUT_WIDTH = 90
_FIGURE_WIDTH = 15
_LINE_HEIGHT = 15
_SAMPLE = 200
_NUMBER_FORMATS = {CellLook.YEAR: "0", CellLook.SHARE: "0.0%", CellLook.DATE: "yyyy-mm-dd"}
_TONES = {
    "stricter": {"font_color": "#00663d", "bg_color": "#e3f4ea"},
    "looser": {"font_color": "#9c2b00", "bg_color": "#fdeae2"},
}


def write_readable_workbook(
    build: Build, selection: Selection, tables: Sequence[StockTable], language: Language, path: Path
) -> None:
    """Write tables of a build as a workbook whose names, heads and codes are words of ``language``.

    Raises:
        UsageError: XlsxWriter is missing, or a table has more rows than Excel takes.
    """
    words = HeadWords(build, language)
    titles = titles_of(tables)
    sentences = SentenceList(build)
    sheets = [as_sheet(table, words, titles, sentences) for table in tables if table.rows]
    quoted = sentences.sheet(words, titles)
    for sheet in (*sheets, quoted):
        check_rows(sheet.name, len(sheet.rows))
    cities = side_by_side(build, selection, words, language)
    with open_workbook(path) as book:
        writer = _Writer(book, words)
        writer.cover([*sheets, quoted], cities)
        if cities:
            writer.cities(cities)
        for sheet in (*sheets, quoted):
            writer.sheet(sheet, quoted.name)


class _Writer:
    """Writes the sheets of one workbook."""

    def __init__(self, book: Any, words: HeadWords) -> None:
        self._book = book
        self._words = words
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def cover(self, sheets: Sequence[BookSheet], cities: SideBySide | None) -> None:
        """The cover: the sheets with links to them, and what each column holds."""
        sheet = self._new(self._words.word("about"))
        sheet.set_column(0, 1, 24)
        sheet.set_column(2, 2, _ABOUT_WIDTH)
        sheet.set_column(3, 3, 20)
        sheet.write_string(0, 0, "policygraph", self._format(bold=True, font_size=14))
        listed = [(one.name, len(one.rows), one.about) for one in sheets]
        if cities:
            about = self._words.word("side_by_side_about")
            listed.insert(0, (self._words.word("side_by_side"), len(cities.rows), about))
        row = 2
        self._heads(sheet, row, ("sheet", "rows", "question"))
        for name, number, about in listed:
            row += 1
            sheet.set_row(row, _height(about, _ABOUT_WIDTH))
            sheet.write_url(row, 0, f"internal:'{name}'!A1", string=name)
            sheet.write_number(row, 1, number)
            sheet.write_string(row, 2, about, self._format(text_wrap=True, valign="top"))
        row += 2
        self._heads(sheet, row, ("sheet", "column", "meaning", "name"))
        for name, head in ((one.name, head) for one in sheets for head in one.heads if head.about):
            row += 1
            sheet.set_row(row, _height(head.about, _ABOUT_WIDTH))
            for at, text in enumerate((name, head.text, head.about, head.name)):
                sheet.write_string(row, at, text, self._format(text_wrap=True, valign="top"))

    def cities(self, shown: SideBySide) -> None:
        """The sheet of cities side by side."""
        sheet = self._new(self._words.word("side_by_side"))
        first = [self._words.head("", name) for name in ("concept", "targets.kind", "targets.unit")]
        heads = [*((one, "") for one in first), *shown.heads]
        sheet.set_column(0, 0, 38)
        sheet.set_column(1, 2, 12)
        sheet.set_column(3, len(heads) - 1, _FIGURE_WIDTH)
        sheet.freeze_panes(1, 3)
        sheet.autofilter(0, 0, max(len(shown.rows), 1), len(heads) - 1)
        for at, (head, note) in enumerate(heads):
            sheet.write_string(0, at, head, self._head_format())
            self._note(sheet, 0, at, note)
        for number, (name, kind, unit, figures) in enumerate(shown.rows, 1):
            texts = [str(figure.value) for figure in figures if figure]
            sheet.set_row(number, max((_height(text, _FIGURE_WIDTH) for text in texts), default=None))
            for at, text in enumerate((name, kind, unit)):
                sheet.write_string(number, at, cell_text(text))
            for at, figure in enumerate(figures, 3):
                if figure:
                    self._figure(sheet, number, at, figure)

    def sheet(self, shown: BookSheet, sentences: str) -> None:
        """A sheet of rows; cells with a link lead to their row in the sheet ``sentences``."""
        sheet = self._new(shown.name)
        for at, (head, width) in enumerate(zip(shown.heads, _widths(shown), strict=True)):
            options = {"hidden": True} if head.is_hidden else {}
            sheet.set_column(at, at, width, self._look(head), options)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(shown.rows), 1), len(shown.heads) - 1)
        for at, head in enumerate(shown.heads):
            sheet.write_string(0, at, head.text, self._head_format())
            self._note(sheet, 0, at, self._explained(head))
        links = dict(list(shown.links.items())[:_MOST_LINKS])
        for number, row in enumerate(shown.rows):
            for at, cell in enumerate(row):
                link = _address(sentences, links, number, at)
                self._cell(sheet, (number + 1, at), cell, shown.heads[at], link)

    def _new(self, name: str) -> Any:
        """A sheet that prints on A4 across, all columns on one page."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        return sheet

    def _cell(self, sheet: Any, place: tuple[int, int], cell: Cell, head: SheetHead, link: str) -> None:
        look = self._look(head)
        if cell is None:
            return
        if isinstance(cell, date):
            sheet.write_datetime(*place, datetime(cell.year, cell.month, cell.day), look)
        elif isinstance(cell, int | float | Decimal):
            sheet.write_number(*place, float(cell), look)
        elif link:
            sheet.write_url(*place, link, string=cell_text(cell))
        else:
            sheet.write_string(*place, cell_text(cell), look)

    def _figure(self, sheet: Any, row: int, at: int, figure: ShownFigure) -> None:
        tone = _TONES.get(figure.standing, {})
        if isinstance(figure.value, Decimal):
            sign = f'"{figure.sign}"' if figure.sign else ""
            shown = self._format(num_format=f"{sign}General", align="right", **tone)
            sheet.write_number(row, at, float(figure.value), shown)
        else:
            sheet.write_string(
                row, at, cell_text(figure.value), self._format(align="right", text_wrap=True, **tone)
            )
        self._note(sheet, row, at, figure.note)

    def _heads(self, sheet: Any, row: int, names: Sequence[str]) -> None:
        for at, name in enumerate(names):
            sheet.write_string(row, at, self._words.word(name), self._head_format())

    def _note(self, sheet: Any, row: int, at: int, note: str) -> None:
        if note:
            size: Mapping[str, Any] = {
                "width": 320,
                "height": 26 + 18 * _lines(note),
                "author": "policygraph",
            }
            sheet.write_comment(row, at, cell_text(note), size)

    def _explained(self, head: SheetHead) -> str:
        name = f"{self._words.word('name')}: {head.name}" if head.name else ""
        return "\n".join(filter(None, (head.about, name)))

    def _head_format(self) -> Any:
        return self._format(bold=True, bottom=1, bg_color="#eef1f5", text_wrap=True, valign="top")

    def _look(self, head: SheetHead) -> Any:
        number = _NUMBER_FORMATS.get(head.look)
        return self._format(num_format=number) if number else self._format()

    def _format(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(properties)
        return self._formats[key]


def _address(sentences: str, links: Mapping[tuple[int, int], int], row: int, at: int) -> str:
    found = links.get((row, at))
    # Below the head, and counted from 1.
    return "" if found is None else f"internal:'{sentences}'!D{found + 2}"


def _widths(sheet: BookSheet) -> Iterator[int]:
    for at, head in enumerate(sheet.heads):
        shown = (text_width(cell_text(row[at])) for row in sheet.rows[:_SAMPLE] if row[at] is not None)
        yield min(max(text_width(head.text) + 4, *shown, 8) + 2, _WIDEST)


def _lines(text: str, width: int = 44) -> int:
    """How many lines of a width, which is that of notes, a text takes."""
    return sum(1 + text_width(line) // width for line in text.splitlines())


def _height(text: str, width: int) -> int:
    """How high a row is that holds a text in a column of a width."""
    return _LINE_HEIGHT * max(_lines(text, width), 1)
