"""The coverage map: national provisions against cities, as a heat map with letters."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from policygraph.builds.store import Build
from policygraph.exports.pictures.page import Head, Key, Page, PageCell, heads, letter, portions
from policygraph.pages import Language
from policygraph.queries.correspondences import ProvisionAbove
from policygraph.queries.coverage import Coverage, Provincial, Uptake, UptakeStatus, read_coverage
from policygraph.queries.documents import Document
from policygraph.queries.selection import Selection

__all__ = ["page"]

# A table has no more columns than an A4 page across, and titles in its cells only where there are few.
_MOST_PLANS, _MOST_WITH_TITLES = 20, 2
_SURE, _LIKELY = Decimal("0.95"), Decimal("0.75")
_LETTERS = {UptakeStatus.OWN: ("落", "O"), UptakeStatus.SPLIT: ("分", "S"), UptakeStatus.MERGED: ("并", "M")}
_MEANINGS = {
    UptakeStatus.OWN: ("单独落实", "carried out by one measure of its own"),
    UptakeStatus.SPLIT: ("分到多项", "split over several measures"),
    UptakeStatus.MERGED: ("合并落实", "merged: the measure has other counterparts too"),
}
_ABSENT = "缺", "–"


@dataclass(frozen=True, slots=True)
class _Row:
    """A provision with its cells, and how many of the compared cities carry it out; a chapter has neither."""

    provision: ProvisionAbove
    cells: tuple[PageCell, ...] = ()
    carried: int = 0
    compared: int = 0


@dataclass(frozen=True, slots=True)
class _Table:
    """The columns of one sheet of paper; ``sums`` are named in both languages."""

    heads: tuple[Head, ...]
    rows: tuple[_Row, ...]
    sums: tuple[tuple[str, str, tuple[PageCell, ...]], ...]


def page(build: Build, selection: Selection, language: Language) -> Page:
    """The map.

    Raises:
        UsageError: the selection leaves nothing to show.
    """
    coverage = read_coverage(build, selection)
    map_ = _Map(coverage, language)
    tables = tuple(map_.table(plans) for plans in portions(coverage.plans, _MOST_PLANS))
    parent = coverage.parent.number or coverage.parent.place
    return Page(
        "coverage-map.html",
        (f"{parent}各条款在各市方案中的落实情况", f"How the cities carry out {parent}"),
        {
            "chosen": selection.in_words(language),
            "parent": parent,
            "keys": map_.keys(),
            "tables": tables,
        },
        tuple(cell.quotes for table in tables for cell in _cells(table)),
        (coverage.parent.reference, *(plan.reference for plan in coverage.plans)),
        paper="A4 landscape",
    )


def _cells(table: _Table) -> tuple[PageCell, ...]:
    in_rows = (cell for row in table.rows for cell in row.cells)
    return (*in_rows, *(cell for _, _, cells in table.sums for cell in cells))


class _Map:
    """Facts and the language that their cells speak."""

    def __init__(self, coverage: Coverage, language: Language) -> None:
        self._coverage = coverage
        self._language, self._say = language, language.say
        self._has_titles = len(coverage.plans) <= _MOST_WITH_TITLES

    def keys(self) -> tuple[Key, ...]:
        """The legend, with what there is to see here."""
        leaves = [one for one in self._coverage.provisions if not one.is_chapter]
        unknown = any(self._is_unknown(one, plan) for one in leaves for plan in self._coverage.plans)
        outside = not all(cell.is_selected for cell in self._coverage.cells.values())
        shade = Key("own sure", "", "颜色深浅表示匹配置信度：≥ 0.95", "shade = confidence: ≥ 0.95")
        return (
            *(Key(f"{one.value} sure", self._of(one), *_MEANINGS[one]) for one in _MEANINGS),
            Key("absent", letter(_ABSENT, self._language), "未见对应", "absent"),
            shade,
            Key("own likely", "", "≥ 0.75", "≥ 0.75"),
            Key("own weak", "", "< 0.75", "< 0.75"),
            *(
                [
                    Key(
                        "outside",
                        self._of(UptakeStatus.OWN),
                        "灰色：不在所选之内的措施",
                        "grey: by measures that are not selected",
                    )
                ]
                if outside
                else []
            ),
            *([Key("", "", "空白：未作比对", "blank: not compared")] if unknown else []),
        )

    def table(self, plans: tuple[Document, ...]) -> _Table:
        """The map of these plans; sums count all."""
        return _Table(
            heads(plans, self._coverage.plans, self._language),
            tuple(self._row(one, plans) for one in self._coverage.provisions),
            tuple(self._sums(plans)),
        )

    def _of(self, status: UptakeStatus) -> str:
        return letter(_LETTERS[status], self._language)

    def _is_unknown(self, provision: ProvisionAbove, plan: Document) -> bool:
        """Whether nothing can be said: not compared, or taken up in the parts of a divided provision."""
        place = provision.iri, plan.iri
        return place not in self._coverage.cells and place not in self._coverage.absent

    def _row(self, provision: ProvisionAbove, plans: tuple[Document, ...]) -> _Row:
        if provision.is_chapter:
            return _Row(provision)
        everywhere = self._coverage.plans
        return _Row(
            provision,
            tuple(self._cell(provision, plan) for plan in plans),
            sum((provision.iri, plan.iri) in self._coverage.cells for plan in everywhere),
            sum(not self._is_unknown(provision, plan) for plan in everywhere),
        )

    def _cell(self, provision: ProvisionAbove, plan: Document) -> PageCell:
        if self._is_unknown(provision, plan):
            return PageCell()
        found = self._coverage.cells.get((provision.iri, plan.iri))
        if found is None:
            said = self._say(f"未见与“{provision.name}”对应的措施", "no measure corresponds")
            return PageCell(letter(_ABSENT, self._language), "absent", f"{plan.place}：{said}")
        names = "；".join(measure.name for measure in found.measures)
        paths = " ".join(measure.path for measure in found.measures)
        how = self._say(_MEANINGS[found.status][0], found.status.value)
        sure = self._say("置信度", "confidence")
        return PageCell(
            f"{self._of(found.status)} {names if self._has_titles else paths}",
            f"{found.status.value} {_shade(found)}" if found.is_selected else "outside",
            f"{plan.place}：{names} → {provision.name}（{how}, {sure} {found.confidence}）",
            tuple(quote for measure in found.measures for quote in measure.quotes),
        )

    def _sums(self, plans: tuple[Document, ...]) -> list[tuple[str, str, tuple[PageCell, ...]]]:
        """How many provisions each plan carries out, how many measures it adds, and how it stands to its province."""
        return [
            ("落实条款数", "Provisions carried out", tuple(map(self._carried, plans))),
            (
                "地方新增措施",
                "Local additions: measures without a counterpart",
                tuple(map(self._added, plans)),
            ),
            (
                "省级文件",
                "The province's directive",
                tuple(PageCell(self._directives(plan)) for plan in plans),
            ),
            (
                "在其中有对应的措施",
                "Measures with a counterpart in it",
                tuple(PageCell(self._counts(plan)) for plan in plans),
            ),
        ]

    def _carried(self, plan: Document) -> PageCell:
        leaves = [one for one in self._coverage.provisions if not one.is_chapter]
        carried = sum((one.iri, plan.iri) in self._coverage.cells for one in leaves)
        return PageCell(f"{carried}/{sum(not self._is_unknown(one, plan) for one in leaves)}")

    def _added(self, plan: Document) -> PageCell:
        added = self._coverage.additions[plan.iri]
        names = "；".join(measure.name for measure in added) or self._say("无", "none")
        quotes = tuple(quote for measure in added for quote in measure.quotes)
        return PageCell(f"+{len(added)}", "added" if added else "", f"{plan.place}：{names}", quotes)

    def _directives(self, plan: Document) -> str:
        found = self._coverage.provincial[plan.iri]
        return "；".join(one.directive for one in found) or self._say("未列", "none")

    def _counts(self, plan: Document) -> str:
        return "；".join(map(self._counted, self._coverage.provincial[plan.iri])) or "–"

    def _counted(self, one: Provincial) -> str:
        unknown = f" （{self._say('不明', 'unknown')} {one.unknown}）" if one.unknown else ""
        return f"{one.found}/{one.found + one.lacking + one.unknown}{unknown}"


def _shade(cell: Uptake) -> str:
    return "sure" if cell.confidence >= _SURE else "likely" if cell.confidence >= _LIKELY else "weak"
