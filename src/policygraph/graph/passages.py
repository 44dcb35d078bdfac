"""The passage that holds a fact: what says the same wherever it stands, so that an IRI can be made from it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from policygraph.extraction.targets.table_layout import heads
from policygraph.model import Cell, Outline, Sentence, Span, Table, Text

__all__ = ["Passages", "ReadPassage", "bare"]

_STOP = re.compile(r"[。；！？\n]")
# 单位：吨, which stands between a table and its caption.
_UNIT_NOTE = re.compile(r"单位[：:]")
# Figures, but for those that belong to a name: PM2.5.
_FIGURE = re.compile(r"(?<![A-Za-z\d.,])\d+(?:[.,]\d+)*")
# As long as sentences that are analysed may be.
_LONGEST_SENTENCE = 5000
# So much on either side of a quote is looked at where no sentence holds it, and so much of one part of a table: a fact
# must not cost a whole line of a million characters.
_MOST = 1000
# Between the parts of a table's clause; it can stand in none, as white space is removed.
_BETWEEN = "\t"


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A quote and the clause that holds it, both in the clean reading and without white space.

    ``before`` is how many characters of the clause stand before the quote; 0 in a table, where the clause is put
    together of heads.
    """

    quote: str
    clause: str
    before: int = 0


class Passages:
    """Finds the clause that holds a stretch of a document.

    In prose that is the sentence or the responsibility statement; in a table the words of the row, the heads of the
    column and the caption, but no other figure, so that nothing changes for one row when another does. What stands
    in none of these has the words between two stops, and what the reading left out (a page's header) its line.
    """

    def __init__(self, text: Text, outline: Outline) -> None:
        self._text = text
        self._statements: Sequence[Sentence] = sorted(
            (*outline.sentences, *outline.brackets), key=lambda s: s.start
        )
        self._starts = [statement.start for statement in self._statements]
        self._bare: dict[int, str] = {}
        self._tables = sorted(outline.tables, key=lambda t: t.start)
        self._titles = {provision.path: provision.title for provision in outline.provisions}
        self._heads: dict[int, list[str]] = {}
        self._words: dict[int, tuple[int, list[str]]] = {}

    def around(self, span: Span) -> ReadPassage:
        """The passage of a stretch of the source."""
        text = self._text
        start, end = bisect_left(text.starts, span.start), bisect_right(text.ends, span.end)
        if start >= end:
            return ReadPassage(bare(text.quote(span)), bare(self._line(span)))
        quote = bare(text.clean[start:end])
        if clause := self._in_table(start, end):
            return ReadPassage(quote, clause)
        first, clause = self._stated(start, end) or self._between_stops(start, end)
        return ReadPassage(quote, clause, len(bare(text.clean[first:start])))

    def of_row(self, span: Span) -> ReadPassage:
        """The passage of a whole row of a table: the cell that names it, and the words of row and caption.

        Raises:
            ValueError: no row of a table begins there.
        """
        start = bisect_left(self._text.starts, span.start)
        at = bisect_right(self._tables, start, key=lambda t: t.start) - 1
        row = next((row for row in self._tables[at].rows if row[0].start == start), None) if at >= 0 else None
        if row is None:
            raise ValueError(f"no row of a table begins at {span.start}")
        naming, _ = _words(row)
        return ReadPassage(bare(row[naming].text), self._of_cell(self._tables[at], row, naming))

    def _line(self, span: Span) -> str:
        source = self._text.source
        first, last = max(span.start - _MOST, 0), min(span.end + _MOST, len(source))
        stop = source.find("\n", span.end, last)
        first = max(first, source.rfind("\n", first, span.start) + 1)
        return source[first : stop if stop >= 0 else last]

    def _stated(self, start: int, end: int) -> tuple[int, str] | None:
        """Where the sentence or responsibility statement begins that holds a clean stretch, and its words."""
        at = bisect_right(self._starts, start) - 1
        if at < 0 or end > self._statements[at].end:
            return None
        first, last = self._starts[at], self._statements[at].end
        if last - first > _LONGEST_SENTENCE:
            return None
        if at not in self._bare:
            self._bare[at] = bare(self._text.clean[first:last])
        return first, self._bare[at]

    def _between_stops(self, start: int, end: int) -> tuple[int, str]:
        """The same for what stands around a clean stretch between two stops."""
        clean = self._text.clean
        first, last = max(start - _MOST, 0), min(end + _MOST, len(clean))
        before = [match.end() for match in _STOP.finditer(clean, first, start)]
        after = _STOP.search(clean, end, last)
        first = before[-1] if before else first
        return first, bare(clean[first : after.start() if after else last])

    def _in_table(self, start: int, end: int) -> str:
        """The clause of the cell that holds a clean stretch, or ''."""
        at = bisect_right(self._tables, start, key=lambda t: t.start) - 1
        if at < 0 or end > self._tables[at].end:
            return ""
        table = self._tables[at]
        row = table.rows[bisect_right(table.rows, start, key=lambda r: r[0].start) - 1]
        column = bisect_right(row, start, key=lambda c: c.start) - 1
        return self._of_cell(table, row, column) if end <= row[column].end else ""

    def _of_cell(self, table: Table, row: Sequence[Cell], column: int) -> str:
        if table.start not in self._heads:
            self._heads[table.start] = heads(table)
        if row[0].start not in self._words:
            self._words[row[0].start] = _words(row)
        own_heads = self._heads[table.start]
        naming, words = self._words[row[0].start]
        notes = [caption for caption in table.captions if _UNIT_NOTE.search(caption)]
        captions = [caption for caption in table.captions if caption not in notes]
        parts = [
            *words,
            *(own_heads[i] for i in dict.fromkeys((naming, column)) if i < len(own_heads)),
            captions[-1] if captions else self._titles.get(table.path, ""),
            *notes,
        ]
        return _BETWEEN.join(bare(part[:_MOST]) for part in parts)


def bare(text: str) -> str:
    """``text`` without white space."""
    return "".join(text.split())


def _words(row: Sequence[Cell]) -> tuple[int, list[str]]:
    """Which cell of a row names it, and what the row says beside its figures: the name, and the other cells in words.

    A number in a further cell (下降3.2%) may change without making another row of it, one in the name may not.
    """
    naming = next((i for i, cell in enumerate(row) if _has_words(cell.text)), 0)
    others = [_FIGURE.sub("#", cell.text) for cell in row[naming + 1 :] if _has_words(cell.text)]
    return naming, [row[naming].text, _BETWEEN.join(others)]


def _has_words(text: str) -> bool:
    """Whether a cell says something beside a number: neither 16.2 nor （一） nor — does."""
    return any(character.isalpha() and not character.isnumeric() for character in text)
