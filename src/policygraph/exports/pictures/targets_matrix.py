"""The targets matrix: indicators against documents, each province's cities beside its own figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from policygraph.builds.store import Build
from policygraph.exports.pictures.page import (
    Head,
    Key,
    Page,
    PageCell,
    code_words,
    heads,
    letter,
    portions,
)
from policygraph.pages import Language
from policygraph.queries.documents import Document
from policygraph.queries.lineage import AdministrativeLevel
from policygraph.queries.matrix import Matrix, MatrixRow, Value, read_matrix
from policygraph.queries.selection import Selection
from policygraph.queries.wording import SYMBOLS, scale_of
from policygraph.rdf.terms import plain
from policygraph.vocabulary import code_name

__all__ = ["page"]

# Columns that an A4 page has room for: upright, and across.
_UPRIGHT, _ACROSS = 8, 15
# The letters of the kinds of numbers; the vocabulary names the kinds.
_KINDS = {
    "decrease": ("降", "↓"),
    "increase": ("升", "↑"),
    "level": ("值", "L"),
    "amount": ("量", "A"),
    "count": ("数", "C"),
}
_MARKS = {"stricter": "▲", "looser": "▼", "equal": "＝"}
_WORDS = {
    "stricter": ("严于", "stricter than"),
    "looser": ("宽于", "looser than"),
    "equal": ("同", "same as"),
}
_LEVELS = {
    AdministrativeLevel.NATION: ("全国", "nation"),
    AdministrativeLevel.PROVINCE: ("本省", "province"),
    AdministrativeLevel.CITY: ("本市", "city"),
}
_TIERS = {"tier-basic": ("基本", "basic"), "tier-incentive": ("激励", "incentive")}
_FIRM = "firm"


@dataclass(frozen=True, slots=True)
class _Row:
    """A line with its cells; ``is_first`` holds for the first line of an indicator."""

    line: MatrixRow
    is_first: bool
    kind: str
    unit: str
    year: str
    cells: tuple[PageCell, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Columns below one name, such as a province's; '' where no province is known."""

    name: str
    heads: tuple[Head, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """The columns of one sheet of paper."""

    groups: tuple[_Group, ...]
    rows: tuple[_Row, ...]


def page(build: Build, selection: Selection, language: Language) -> Page:
    """The matrix, upright where the columns allow it; each sheet of many columns repeats the documents above.

    Raises:
        UsageError: the selection leaves nothing to show.
    """
    matrix = read_matrix(build, selection)
    is_upright = len(matrix.above) + len(matrix.plans) <= _UPRIGHT
    room = max(1, (_UPRIGHT if is_upright else _ACROSS) - len(matrix.above))
    ordered = [one for group in matrix.groups() for one in group if one in matrix.plans]
    writer = _Writer(matrix, language)
    tables = tuple(writer.table(frozenset(plan.iri for plan in plans)) for plans in portions(ordered, room))
    return Page(
        "targets-matrix.html",
        ("各市方案量化目标与上级文件对照", "Targets of the cities beside those of the documents above"),
        {
            "chosen": selection.in_words(language),
            "keys": writer.keys(),
            "kinds": {kind: code_words(kind, language) for kind in _KINDS},
            "letters": {kind: letter(letters, language) for kind, letters in _KINDS.items()},
            "empty": frozenset(one.iri for one in matrix.without_figures),
            "tables": tables,
        },
        tuple(cell.quotes for table in tables for row in table.rows for cell in row.cells),
        tuple(one.reference for one in (*matrix.above, *matrix.plans)),
        tuple(_notes(matrix, language)),
        paper="A4" if is_upright else "A4 landscape",
    )


def _notes(matrix: Matrix, language: Language) -> Iterable[str]:
    """What is not shown, and why a column is empty."""
    if matrix.omitted:
        yield language.said(
            f"另有 {matrix.omitted} 行仅一市有，未列；用 --city 可见",
            f"{matrix.omitted} further rows that a single city has are not shown; --city shows them",
        )
    for one in matrix.without_figures:
        name = f"{one.place}{one.number}"
        yield language.said(
            f"{name}：{'正文未列这些指标的数值' if one.name else '正文不在资料中，登记册亦无数值'}，故此列为空",
            f"{name}: {'its text has no figure of these rows' if one.name else 'its text is not among the sources, and the register has no figure of it'}, so its column is empty",  # noqa: E501
        )


class _Writer:
    """The facts and the language of their words."""

    def __init__(self, matrix: Matrix, language: Language) -> None:
        self._matrix, self._language, self._say = matrix, language, language.say

    def keys(self) -> tuple[Key, ...]:
        """The legend."""
        kinds = (
            Key(kind, letter(letters, self._language), code_name(kind), code_name(kind, "en"))
            for kind, letters in _KINDS.items()
        )
        return (
            *kinds,
            Key(
                "stricter", "▲", "严于上级同年目标", "stricter than the nearest document above for that year"
            ),
            Key("looser", "▼", "宽于上级", "looser"),
            Key(
                "equal",
                "＝",
                "与上级相同（数量、规模量不比较）",
                "the same (counts and amounts are not compared)",
            ),
            Key("", "", "粗体：各市中最严", "bold: strictest of the cities"),
            Key("", "", "°：仅限部分区域", "°: for a part of the area"),
            Key("", "", "*：未写年份", "*: no year given"),
            Key(
                "",
                "",
                "空白：文本或登记册中未见",
                "blank: not in the text, nor in the register, which has few of provinces",
            ),
        )

    def table(self, plans: frozenset[str]) -> _Table:
        """The columns of these plans, with those of the documents above."""
        columns = [
            [one for one in group if one.iri in plans or one not in self._matrix.plans]
            for group in self._matrix.groups()
        ]
        groups = tuple(_Group(self._group_name(found[0]), self._heads(found)) for found in columns if found)
        documents = [one for found in columns for one in found]
        lines = self._matrix.lines
        firsts = {line.indicator: line for line in reversed(lines)}
        return _Table(
            groups, tuple(self._row(line, firsts[line.indicator] == line, documents) for line in lines)
        )

    def _group_name(self, first: Document) -> str:
        if first.level is AdministrativeLevel.CITY:
            return ""
        return first.place_en or first.place if self._language is Language.EN else first.place

    def _heads(self, documents: list[Document]) -> tuple[Head, ...]:
        """The heads of plans by their areas; those of documents above by their numbers, as their area stands above."""
        everything = (*self._matrix.above, *self._matrix.plans)
        return tuple(
            head
            if head.document.level is AdministrativeLevel.CITY
            else Head(head.document, head.document.number or head.name, "")
            for head in heads(documents, everything, self._language)
        )

    def _row(self, line: MatrixRow, is_first: bool, documents: list[Document]) -> _Row:
        values = {one.iri: self._matrix.cells.get((line, one.iri), ()) for one in documents}
        everywhere = [
            self._matrix.cells.get((line, one.iri), ()) for one in (*self._matrix.above, *self._matrix.plans)
        ]
        scale, prefix = Decimal(1), ""
        # 万 and 亿 are Chinese.
        if self._language is not Language.EN:
            scale, prefix = scale_of([n for found in everywhere for value in found for n in value.numbers])
        year = _usual_year(everywhere)
        strictest = self._matrix.strictest(line)
        written = _Cells(line, scale, year, self._language)
        cells = (
            written.cell(one, values[one.iri], one.iri in strictest, is_plan=one in self._matrix.plans)
            for one in documents
        )
        return _Row(
            line,
            is_first,
            line.kind,
            f"{prefix}{_unit(line, self._language)}" or "—",
            year or "—",
            tuple(cells),
        )


@dataclass(frozen=True, slots=True)
class _Cells:
    """What all cells of a line share."""

    line: MatrixRow
    scale: Decimal
    year: str
    language: Language

    def cell(
        self, document: Document, values: tuple[Value, ...], is_strictest: bool, *, is_plan: bool
    ) -> PageCell:
        """The different numbers for the whole area, or else for its parts, and how they stand to what is above."""
        if not values:
            return PageCell()
        shown = [value for value in values if not value.is_partial] or list(values)
        standings = {value.standing for value in values if not value.is_partial} if is_plan else {""}
        standing = standings.pop() if len(standings) == 1 else ""
        texts = {self._short(value): self._tier(value, is_plan and not standing) for value in shown}
        tiers = " / ".join(texts.values()) if all(texts.values()) else ""
        verdict = self._verdict(next((v for v in shown if v.standing), shown[0])) if standing else ""
        hover = "\n".join(self._said(value, is_plan) for value in values)
        return PageCell(
            " / ".join(texts),
            " ".join(filter(None, (standing, "strictest" if is_strictest else ""))),
            f"{document.place} {self.language.say(self.line.name, self.line.name_en or self.line.name)}\n{hover}",
            tuple(quote for value in values for quote in value.quotes),
            " ".join(filter(None, (verdict, tiers))),
            _MARKS.get(standing, ""),
        )

    def _short(self, value: Value) -> str:
        other = "" if value.year == self.year else f"({value.year})" if value.year else "*"
        return f"{_number(value, self.scale, self.language)}{'°' if value.is_partial else ''}{other}"

    def _tier(self, value: Value, is_marked: bool) -> str:
        """Whether a figure has to be met or is the incentive, and its own mark where the figures differ in theirs."""
        if not value.tier:
            return ""
        return letter(_TIERS[value.tier], self.language) + (
            _MARKS.get(value.standing, "") if is_marked else ""
        )

    def _verdict(self, value: Value) -> str:
        """``严于全国``: how a figure stands to the nearest one above; '' where nobody knows to whose."""
        if value.beside is None:
            return ""
        words, level = _WORDS[value.standing], _LEVELS[value.beside]
        return letter((f"{words[0]}{level[0]}", f"{words[1]} {level[1]}"), self.language)

    def _said(self, value: Value, is_plan: bool) -> str:
        """A target in full, for the one who points at it."""
        since = f"{value.baseline}→" if value.baseline else ""
        unit = _unit(self.line, self.language)
        gap = " " if unit[:1].isalpha() and unit.isascii() else ""
        number = f"{_number(value, Decimal(1), self.language)}{gap}{unit}"
        firmness = code_words(value.strength, self.language) if value.strength not in ("", _FIRM) else ""
        tier = code_words(value.tier, self.language) if value.tier else ""
        said = (
            code_words(self.line.kind, self.language),
            number,
            f"{since}{value.year}",
            value.place,
            value.path,
            firmness,
            tier,
            self._compared(value) if is_plan and value.standing else "",
        )
        return " ".join(filter(None, said))

    def _compared(self, value: Value) -> str:
        words, level = (
            _WORDS[value.standing],
            _LEVELS[value.beside] if value.beside is not None else ("上级", "above"),
        )
        return self.language.say(f"{words[0]}{level[0]}", f"{words[1]} the {level[1]}")


def _number(value: Value, scale: Decimal, language: Language) -> str:
    """Sign and number, or both ends of a range."""
    sign = SYMBOLS.get(value.op, "")
    if language is Language.EN and value.op == "approx":
        sign = "≈"
    return sign + "–".join(plain(number / scale) for number in value.numbers)


def _unit(line: MatrixRow, language: Language) -> str:
    is_sign = line.unit.isascii()
    return line.unit_en if language is Language.EN and line.unit_en and not is_sign else line.unit


def _usual_year(cells: Iterable[tuple[Value, ...]]) -> str:
    """The year that most values of a row are for, '' if none names one."""
    years = Counter(value.year for values in cells for value in values if value.year)
    return min(years, key=lambda year: (-years[year], year), default="")
