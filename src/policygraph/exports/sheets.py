"""Tables as people read them: heads and codes in words, titles for file names, numbers as numbers, links."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build
from policygraph.model import Quote
from policygraph.pages import Language
from policygraph.queries.heads import head
from policygraph.queries.show import context
from policygraph.queries.tables import Cell, Column, StockTable, Type
from policygraph.queries.wording import code_word

__all__ = ["BookSheet", "CellLook", "HeadWords", "SentenceList", "SheetHead", "as_sheet", "titles_of"]

_HEADINGS = Path(__file__).with_name("headings.toml")
# Columns of documents above, which stand by their numbers or, where they are read without one, by their names.
_ABOVE = frozenset({"above", "directive"})
_PREAMBLE = "preamble"
# A word, and the same in brackets.
_TWICE = re.compile(r"([\u4e00-\u9fff]+)（\1）")
_NUMBER = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,9})?")


class CellLook(Enum):
    """How the cells of a column look."""

    TEXT = auto()
    NUMBER = auto()
    YEAR = auto()
    SHARE = auto()
    DATE = auto()


@dataclass(frozen=True, slots=True)
class SheetHead:
    """The head of a column: its words, what explains it, and the column's name in the tables for programs."""

    text: str
    about: str
    name: str = ""
    look: CellLook = CellLook.TEXT
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A sheet of a workbook. ``links`` lead from cells (row, column; rows from 0 below the head) to sentences' rows."""

    name: str
    about: str
    heads: tuple[SheetHead, ...]
    rows: tuple[tuple[Cell, ...], ...]
    links: Mapping[tuple[int, int], int] = field(default_factory=dict)


class HeadWords:
    """The words of a workbook in one language, or in both."""

    def __init__(self, build: Build, language: Language) -> None:
        """Words of ``headings.toml``, and of the vocabularies in the build for codes that it does not name."""
        self._known = _headings()
        self._reader = Reader(build)
        self._language = language
        self._codes: dict[str, str] = {}

    def word(self, name: str) -> str:
        """One of the workbook's own words."""
        return self._say(self._known["words"][name])

    def sheet(self, table: str) -> str:
        """The name of the sheet of a table."""
        return self._say(self._known["sheets"].get(table, (table, table)))

    def head(self, table: str, column: str) -> str:
        """The head of a column."""
        return head(table, column, self._language)

    def explanation(self, zh: str, en: str) -> str:
        """A sentence or two in the language; both a language a line."""
        if self._language is Language.BOTH:
            return "\n".join(filter(None, (zh, en)))
        return self._language.say(zh, en)

    def is_one_of(self, group: str, table: str, column: str) -> bool:
        """Whether ``headings.toml`` lists a column in ``group``."""
        return column in self._known[group] or f"{table}.{column}" in self._known[group]

    def in_words(self, about: str, names: Mapping[str, str]) -> str:
        """What explains columns in Chinese, with words for the names and codes that stand in it.

        Args:
            about: the explanation.
            names: the words of columns and codes, as heads and cells have them.
        """

        def said(match: re.Match[str]) -> str:
            word, meaning = names[match["code"]], match["meaning"] or match["inside"] or ""
            if not meaning or meaning.startswith(word):
                return meaning or word
            return f"{word}{meaning}" if meaning[0] in "为只" else f"{word}（{meaning}）"

        if self._language is not Language.ZH or not names:
            return about
        code = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
        named = re.compile(
            rf" ?(?<![A-Za-z0-9_<>=-])(?P<code>{code})(?![A-Za-z0-9_<>=-])"
            r"(?: (?P<meaning>[\u4e00-\u9fff]+)|（(?P<inside>[\u4e00-\u9fff]+)）)? ?"
        )
        return _TWICE.sub(r"\1", named.sub(said, about))

    def codes(self, column: str) -> dict[str, str]:
        """The words of all codes that ``headings.toml`` has for a column."""
        known: Mapping[str, Sequence[str]] = self._known["codes"]
        own = f"{column}."
        general = {code: self._say(both) for code, both in known.items() if "." not in code}
        return general | {
            code.removeprefix(own): self._say(both) for code, both in known.items() if code.startswith(own)
        }

    def code(self, column: str, codes: str) -> str:
        """Codes, with semicolons between, in words."""
        return ("；" if self._language is Language.ZH else "; ").join(
            self._word_of(column, code) for code in codes.split(";")
        )

    def _word_of(self, column: str, code: str) -> str:
        known = self._known["codes"]
        if found := known.get(f"{column}.{code}") or known.get(code):
            return self._say(found)
        if code not in self._codes:
            both = code_word(self._reader, code), code_word(self._reader, code, "en")
            self._codes[code] = self._language.say(*both) if all(both) else code
        return self._codes[code]

    def _say(self, both: Sequence[str]) -> str:
        return self._language.say(both[0], both[1])


class SentenceList:
    """The sentences that cells are quoted from, each once, in the order in which they are first asked for."""

    def __init__(self, build: Build) -> None:
        """The sentences of a build's documents."""
        self._build = build
        self._rows: dict[tuple[str, int], tuple[int, str]] = {}

    def row(self, document: str, start: int, end: int) -> int | None:
        """The row (from 0) of the sentence around a stretch of a document; None where there is no such text."""
        if document not in self._build.texts or not 0 <= start <= end:
            return None
        text = self._build.text(document)
        around = context(text, Quote(document, start, end, text[start:end], document))
        sentence = f"{around.before}{around.quote}{around.after}"
        place = document, start - len(around.before)
        row, known = self._rows.get(place, (len(self._rows), ""))
        # What is quoted late in a long sentence shows more of it.
        self._rows[place] = row, max(known, sentence, key=len)
        return row

    def sheet(self, words: HeadWords, titles: Mapping[str, str]) -> BookSheet:
        """All sentences that were asked for."""
        heads = (
            SheetHead(words.head("", "document"), ""),
            SheetHead(words.word("document_name"), words.word("document_name_about")),
            SheetHead(words.word("place"), "", look=CellLook.NUMBER),
            SheetHead(words.word("sentence"), ""),
        )
        rows = tuple(
            (titles.get(document) or document, document, start + 1, sentence)
            for (document, start), (_, sentence) in self._rows.items()
        )
        return BookSheet(words.word("sentences"), words.word("sentences_about"), heads, rows)


def as_sheet(
    table: StockTable, words: HeadWords, titles: Mapping[str, str], sentences: SentenceList
) -> BookSheet:
    """A table as a sheet for people.

    Args:
        table: the table, with names and codes.
        words: the words of the workbook.
        titles: the titles of documents, by their names.
        sentences: where the sentences of quotes are asked for.
    """
    names = [column.name for column in table.columns]
    # The table of documents has their titles already.
    titled = names.index("document") if "document" in names and table.name != "documents" else None
    heads = [_head(table.name, column, words) for column in table.columns]
    if titled is not None:
        heads.insert(titled + 1, SheetHead(words.word("document_name"), words.word("document_name_about")))
    rows = []
    links = {}
    for number, row in enumerate(table.rows):
        cells = [
            _cell(table.name, column, cell, words) for column, cell in zip(table.columns, row, strict=True)
        ]
        for at, (name, cell) in enumerate(zip(names, row, strict=True)):
            if name in _ABOVE:
                cells[at] = titles.get(str(cell)) or cells[at]
            elif (name, cell) == ("measure", _PREAMBLE):
                cells[at] = words.word("preamble")
        if titled is not None:
            cells.insert(titled, titles.get(str(row[titled])) or row[titled])
        elif "documents" in names:
            at = names.index("documents")
            cells[at] = "；".join(titles.get(name) or name for name in str(row[at]).split(";"))
        rows.append(tuple(cells))
        if (found := _sentence(dict(zip(names, row, strict=True)), sentences)) is not None:
            at = names.index("quote")
            links[number, at + (titled is not None and titled < at)] = found
    coded = [column.name for column in table.columns if _is_coded(table.name, column, words)]
    said = {code: word for name in coded for code, word in words.codes(name).items()}
    said |= {name: words.head(table.name, name) for name in names if name != "above"}
    about = words.in_words(words.explanation(*reversed(table.about.splitlines()[:2])), said)
    return BookSheet(words.sheet(table.name), about, tuple(heads), tuple(rows), MappingProxyType(links))


def _sentence(row: Mapping[str, Cell], sentences: SentenceList) -> int | None:
    start, end = row.get("start"), row.get("end")
    if row.get("quote") is None or not (isinstance(start, int) and isinstance(end, int)):
        return None
    return sentences.row(str(row.get("document")), start, end)


def _head(table: str, column: Column, words: HeadWords) -> SheetHead:
    return SheetHead(
        words.head(table, column.name),
        words.in_words(
            words.explanation(column.zh, column.en),
            words.codes(column.name) if _is_coded(table, column, words) else {},
        ),
        column.name,
        _look(table, column, words),
        words.is_one_of("technical", table, column.name),
    )


def _is_coded(table: str, column: Column, words: HeadWords) -> bool:
    """Whether the cells of a column are codes, which people read in words."""
    return column.type is Type.CODE or words.is_one_of("coded", table, column.name)


def _look(table: str, column: Column, words: HeadWords) -> CellLook:
    if column.type is Type.DATE and column.name.endswith("_day"):
        return CellLook.DATE
    if column.name.endswith("_year"):
        return CellLook.YEAR
    if words.is_one_of("shares", table, column.name) and column.type is Type.DECIMAL:
        return CellLook.SHARE
    is_number = column.type in (Type.INTEGER, Type.DECIMAL, Type.NUMBER)
    return CellLook.NUMBER if is_number or words.is_one_of("numeric", table, column.name) else CellLook.TEXT


def _cell(table: str, column: Column, cell: Cell, words: HeadWords) -> Cell:
    if cell is None:
        return None
    if isinstance(cell, bool):
        return words.word("yes" if cell else "no")
    if isinstance(cell, str):
        if _is_coded(table, column, words):
            return words.code(column.name, cell)
        if words.is_one_of("numeric", table, column.name):
            if _NUMBER.fullmatch(cell):
                return Decimal(cell)
            return cell.replace("..", "–")
    return cell


@cache
def _headings() -> Mapping[str, Any]:
    return tomllib.loads(_HEADINGS.read_text(encoding="utf-8"))


def titles_of(tables: Iterable[StockTable]) -> dict[str, str]:
    """The titles of documents by their names, after the table of documents."""
    for table in tables:
        if table.name == "documents":
            names = [column.name for column in table.columns]
            at, title = names.index("document"), names.index("title")
            return {str(row[at]): str(row[title]) for row in table.rows if row[title]}
    return {}
