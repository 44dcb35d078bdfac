"""Targets in tables: indicator tables (a row an indicator) and county tables (a row an area)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from policygraph.extraction.mentions import TargetMention
from policygraph.extraction.periods import plan_end, plan_year
from policygraph.extraction.targets import kinds
from policygraph.extraction.targets.table_shapes import naming_column, single_tables
from policygraph.model import Cell, Comparator, Outline, Period, Strength, Table, TargetKind
from policygraph.vocabulary import UnitEntry

__all__ = ["find_table_targets", "heads"]

# A stop behind it is no unit.
_VALUE = re.compile(
    r"(?P<sign>[<>≤≥]?)(?P<open>[\[〔（]?)(?P<number>[-+]?\d+(?:,\d{3})*(?:\.\d+)?)(?:[—–～-](?P<upper>\d+(?:\.\d+)?))?"
    r"(?P<scale>万|亿)?(?P<unit>%|(?!年|月|[.．,，、。])[^\d\]〕（）以左<>≤≥]{1,12}|)[\]〕）]?(?P<tail>以上|以下|以内|左右)?"
    r"(?:（[^（）]{2,20}）)?[.．,，、。]?$"
)
_AREA_HEAD = re.compile(r"县|乡镇|镇（|街道|地区|行政区|各地|市（州）|区域|区（市")
_AREA_NAME = re.compile(r"[市县区旗州盟乡镇]$|街道$|开发区|示范区|新区|园区|合计|总计|全[市省县区]")
_TOTAL = re.compile(r"^(?:合计|总计|全[市省县区]|小计|总量)")
_MADE_AMOUNT = re.compile(
    r"减排量|削减量|减少量|新增|节[水能电地材约]量|改造|投资|资金|(?:修复|恢复|治理|整治|建设|增加)(?:长度|面积|里程)"
    r"|(?:修复|治理|整治|培育|抚育|造林|绿化|建设|经营)$"
)
# So many are made, whatever there was before: 新建充电桩.
_MADE_COUNT = re.compile(r"新增|新建|新认定|改造|整治|治理|建成|完成|培育|引进|创建|年均|每年|累计")
_RATE_NOUN = re.compile(r"比增|增速|增幅|降幅")
# 7．绿色建筑占比（%）#
_NUMBERED = re.compile(r"^\d{1,2}[.．、](?=[^\d])|[#＃*]+$")
_NAMING = re.compile(r"[\u4e00-\u9fff]|[A-Za-z]{2}")
_OF_THOSE = re.compile(r"^其中[：:]?")
_SERIAL = re.compile(r"^(?:序号|编号|No\.?)$")
_GROUP_HEAD = re.compile(r"^(?:指标)?(?:类别|分类|类型|领域|方面|类)$")
_NAME_HEAD = re.compile(r"(?:指标|名称|项目)$")
_UNIT_HEAD = re.compile(r"^(?:计量)?单位$")
_CHANGE_HEAD = re.compile(r"变化|幅度|增减|累计[）)\]〕]?$|增速|下降|降低|提高|增长|比增|增幅|降幅")
# 年均增速（累计）: a figure in brackets is that of all years together, one without is that of each year.
_YEARLY_OR_ALL = re.compile(r"年均[^（\[〔]*[（\[〔]累计")
_OTHER_HEAD = re.compile(r"备注|属性|类型|责任|牵头|部门|单位|说明|来源|完成时[限间]")
_YEAR = re.compile(r"(20\d{2})年?")
_PLAN_PERIOD = re.compile(r"“?(十[二三四五]五)”?")
_PAST = re.compile(r"实际|现状|基期|基数|完成值|现值")
_HEAD_UNIT = re.compile(r"[（(\[](?P<unit>[^（）()]{1,12})[）)\]]$")
_NO_UNIT = re.compile(r"[-—–－/／]+|无")
_CAPTION_UNIT = re.compile(r"[（(]?(?:计量)?单位[：:](?P<unit>[^（）\s]{1,12})[）)]?")
_SAVED = re.compile(r"节[水能电地材约](?:目标)?$")
_CHANGE_NOUN = re.compile(
    r"(?:比|较)?(?:20\d\d年)?(?:累计)?(?:(?:下降|降低|减少|削减)(?:率|比例|幅度)?|降幅|减幅)(?:目标)?$"
)
_RISE_NOUN = re.compile(r"(?:增长|提高|提升)(?:率|幅度)$")
_CAPTION_TAIL = re.compile(r"(?:指标|目标|计划|分解|任务|安排|一览|明细|控制)*(?:表|计划|目标)?$")
_CAPTION_HEAD = re.compile(r"^.*?(?:各地区?|[各分][县市区旗（）、〔〕]{1,9})|“?十[二三四五]五”?")
_MEASURED = re.compile(r"率|比例|比重|占比|总量|减排量|用量|产量|能耗|强度|浓度|规模|面积|数$|数量|能力")
_STRETCH = re.compile(r"奋斗|力争|争取")
_SIGNS = {
    "<": Comparator.LT,
    ">": Comparator.GT,
    "≤": Comparator.LE,
    "≥": Comparator.GE,
    "": Comparator.EQ,
}
_TAILS = {"以上": Comparator.GE, "以下": Comparator.LE, "以内": Comparator.LE, "左右": Comparator.APPROX}
_HALF, _NEARLY_ALL = 0.5, 0.8
_CHANGES = (TargetKind.DECREASE, TargetKind.INCREASE)
_SCALES = {"万": 10**4, "亿": 10**8}


@dataclass(frozen=True, slots=True)
class _Column:
    """A column by its joined header: what it holds and for which year."""

    index: int
    head: str
    is_change: bool
    year: str


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a table is built: where names, units and past values stand, which columns hold targets."""

    name: int
    unit: int | None
    columns: tuple[_Column, ...]
    first_row: int
    by_area: bool
    baseline: str
    past: int | None
    caption: str
    caption_unit: str
    merged: frozenset[int]


def find_table_targets(
    outline: Outline, units: Mapping[str, UnitEntry], past: str
) -> Iterator[TargetMention]:
    """Targets in the cells of tables, a table printed twice read once.

    Args:
        outline: the document's structure.
        units: every spelling of a unit → the unit.
        past: the last year that is past for the document; what was to be reached by then is none of its targets.
    """
    titles = {p.path: p.title for p in outline.provisions}
    year = plan_end(outline.title) or plan_year(outline.title)
    for grid in outline.tables:
        for table in single_tables(grid) if not grid.repeats else ():
            layout = _layout(table, titles.get(table.path, ""), year)
            if layout:
                found = _read(table, layout, units)
                yield from (t for t in found if not t.target_year or t.target_year > past)


def heads(table: Table) -> list[str]:
    """The heading of each column, with those of merged cells above it; none where no row of values has one above."""
    first_row = _first_row(table)
    return _heads(table, first_row) if first_row else []


def _first_row(table: Table) -> int | None:
    """The first row that holds values."""
    return next((i for i, row in enumerate(table.rows) if any(_VALUE.match(c.text) for c in row[1:])), None)


def _layout(table: Table, title: str, year: str) -> _Layout | None:
    """How a table in a part with a title is built; ``year`` is the last one of the document's five-year plan."""
    first_row = _first_row(table)
    if not first_row:
        return None
    heads = _heads(table, first_row)
    name = naming_column(table.rows[first_row:], _name_column(heads))
    by_area = bool(_AREA_HEAD.search(heads[name])) and any(
        _AREA_NAME.search(row[name].text) for row in table.rows[first_row:] if len(row) > name
    )
    unit = next((i for i, head in enumerate(heads) if _UNIT_HEAD.match(head)), None)
    captions = [bare for c in table.captions if (bare := _CAPTION_UNIT.sub("", c))]
    caption = captions[-1] if captions else title
    note = next((m["unit"] for c in table.captions if (m := _CAPTION_UNIT.search(c))), "")
    in_caption = _HEAD_UNIT.search(caption)
    if in_caption and not note:
        note, caption = in_caption["unit"], caption[: in_caption.start()]
    past = [i for i, head in enumerate(heads) if i not in (name, unit) and _is_past(head)]
    years = [y for i in past for y in _YEAR.findall(heads[i])]
    default = (
        _year(caption)
        or _year(title)
        or next((y for h in heads if not _is_past(h) and (y := _year(h))), year)
    )
    columns = tuple(
        _Column(
            i,
            head,
            bool(_CHANGE_HEAD.search(head)) and (not by_area or _is_rate(head)),
            _year(head) or default,
        )
        for i, head in enumerate(heads)
        if i not in (name, unit)
        and not _SERIAL.match(head)
        and not _is_past(head)
        and _holds_values(table, first_row, i, goes_on=not head and i == name + 1)
        and not (_OTHER_HEAD.search(_HEAD_UNIT.sub("", head)) and not by_area)
    )
    return (
        _Layout(
            name=name,
            unit=unit,
            columns=columns,
            first_row=first_row,
            by_area=by_area,
            baseline=years[0] if years else "",
            # Where several past years stand side by side, nobody says which one is the base.
            past=past[0] if len(past) == 1 else None,
            caption=caption,
            caption_unit=note,
            merged=frozenset(i for i, cell in enumerate(table.rows[0]) if i and not cell.text),
        )
        if columns
        else None
    )


def _name_column(heads: Sequence[str]) -> int:
    """The column that names what a row is about: the first but for numbers and groups (类别 before 指标)."""
    named = any(map(_NAME_HEAD.search, heads))
    for index, head in enumerate(heads):
        if not _SERIAL.match(head) and not (named and _GROUP_HEAD.match(head)):
            return index
    return 0


def _heads(table: Table, first_row: int) -> list[str]:
    """Column headings; a merged cell of an upper header row covers the empty ones to its right."""
    width = max(len(row) for row in table.rows)
    heads = [""] * width
    for depth, row in enumerate(table.rows[:first_row]):
        texts = [cell.text for cell in row] + [""] * (width - len(row))
        if sum(bool(text) for text in texts) == 1 and depth:
            continue  # a group row such as 能源
        lower = table.rows[depth + 1] if depth + 1 < first_row else ()
        covering = ""
        for i, text in enumerate(texts):
            below = lower[i].text if i < len(lower) else ""
            covering = text or (covering if below else "")
            heads[i] += text or covering
    return heads


def _is_rate(head: str) -> bool:
    """比增（%）: in a table of counties a share that a figure changes by."""
    unit = _HEAD_UNIT.search(head)
    return unit is not None and unit["unit"] == "%" and bool(_RATE_NOUN.search(head))


def _is_past(head: str) -> bool:
    return bool(_PAST.search(head)) or (
        any(int(year) <= 2020 for year in _YEAR.findall(head)) and not _CHANGE_HEAD.search(head)
    )


def _holds_values(table: Table, first_row: int, column: int, *, goes_on: bool) -> bool:
    """Whether half of a column's cells are values; of one that may only go on with names (``goes_on``) nearly all."""
    texts = [row[column].text for row in table.rows[first_row:] if len(row) > column]
    cells = texts if goes_on else [text for text in texts if text]
    return bool(cells) and sum(bool(_VALUE.match(text)) for text in cells) >= len(cells) * (
        _NEARLY_ALL if goes_on else _HALF
    )


def _year(text: str) -> str:
    years = _YEAR.findall(text)
    return str(max(years)) if years else plan_end(text)


def _read(table: Table, layout: _Layout, units: Mapping[str, UnitEntry]) -> Iterator[TargetMention]:
    for row in table.rows[layout.first_row :]:
        # A figure or a sign names nothing.
        if len(row) <= layout.name or not _NAMING.search(row[layout.name].text):
            continue
        for column in layout.columns:
            if column.index < len(row):
                match = _VALUE.match(row[column.index].text)
                if match:
                    yield _target(table, layout, row, column, match, units)


def _target(
    table: Table,
    layout: _Layout,
    row: tuple[Cell, ...],
    column: _Column,
    match: re.Match[str],
    units: Mapping[str, UnitEntry],
) -> TargetMention:
    cell, name = row[column.index], _NUMBERED.sub("", _name(layout, row))
    row_unit = row[layout.unit].text if layout.unit is not None and layout.unit < len(row) else ""
    row_unit = "" if _NO_UNIT.fullmatch(row_unit) else row_unit
    spelled = match["unit"] or row_unit
    label, place = (_column_indicator(layout, column, units), name) if layout.by_area else (name, "")
    place = "" if _TOTAL.match(place) else _OF_THOSE.sub("", place)
    head_unit = _HEAD_UNIT.search(column.head if layout.by_area else name)
    if head_unit and not _unit(head_unit["unit"], units)[1]:
        head_unit = None
    if head_unit and not layout.by_area:
        label = name[: head_unit.start()]
    label = _OF_THOSE.sub("", label)
    if column.is_change and not match["unit"] and (rate := _HEAD_UNIT.search(column.head)):
        # 交易额（亿元） | 年均增长（%）
        spelled = rate["unit"] if _unit(rate["unit"], units)[1] else spelled
    spelled = spelled or (head_unit["unit"] if head_unit else "") or layout.caption_unit
    if not layout.by_area and layout.unit is not None and not row_unit and not match["unit"]:
        spelled = ""
    scale, unit = _unit(spelled, units)
    # A rate beside an amount (5.1%) has no value of its own before it.
    factor = scale * _SCALES.get(match["scale"] or "", 1)
    before = None if head_unit and match["unit"] else _baseline_value(layout, row, factor)
    kind = _kind(label, column, match, unit, before)
    phrase = _RISE_NOUN.sub("", _CHANGE_NOUN.sub("", label)) if kind in _CHANGES else label
    upper = Decimal(match["upper"]) * factor if match["upper"] else None
    return TargetMention(
        path=table.path,
        start=cell.start,
        end=cell.end,
        phrase=phrase,
        context=layout.caption,
        op=Comparator.RANGE
        if upper is not None
        else _TAILS.get(match["tail"] or "") or _SIGNS[match["sign"]],
        value=Decimal(match["number"].replace(",", "").lstrip("+")) * factor,
        upper=upper,
        unit=spelled[1:] if scale > 1 else spelled,
        kind=kind,
        baseline_year=_baseline(label, layout) if kind in _CHANGES else "",
        target_year=column.year,
        strength=Strength.STRIVE if _STRETCH.search(column.head) else Strength.FIRM,
        place=place,
        baseline_value=before,
        period=_period(label, column, match),
        tier=kinds.tier(column.head) or kinds.tier(label),
        row=(row[0].start, row[-1].end),
    )


def _name(layout: _Layout, row: tuple[Cell, ...]) -> str:
    """What a row is about; below a merged head a second cell may go on with it: 氨氮 | 重点工程减排量（吨）."""
    following = layout.name + 1
    goes_on = following in layout.merged and following < len(row) and _NAMING.search(row[following].text)
    return row[layout.name].text + (row[following].text if goes_on else "")


def _period(label: str, column: _Column, match: re.Match[str]) -> Period:
    if _YEARLY_OR_ALL.search(column.head):
        return Period.TOTAL if match["open"] else Period.YEARLY
    return kinds.period(f"{label}{column.head}")


def _baseline(label: str, layout: _Layout) -> str:
    named = _YEAR.search(label)
    return named[1] if named else layout.baseline


def _baseline_value(layout: _Layout, row: tuple[Cell, ...], factor: int) -> Decimal | None:
    """The past value in a row, which has the unit of the others; None where there is none, or not one number."""
    if layout.past is None or layout.past >= len(row):
        return None
    match = _VALUE.match(row[layout.past].text)
    if not match or match["upper"] or match["sign"]:
        return None
    return Decimal(match["number"].replace(",", "").lstrip("+")) * factor


def _unit(spelled: str, units: Mapping[str, UnitEntry]) -> tuple[int, UnitEntry | None]:
    """The scale word before a unit and the unit: 万吨 → 10000, 吨."""
    if spelled in units or spelled[:1] not in _SCALES:
        return 1, units.get(spelled)
    return _SCALES[spelled[0]], units.get(spelled[1:])


def _kind(
    label: str, column: _Column, match: re.Match[str], unit: UnitEntry | None, before: Decimal | None
) -> TargetKind:
    """What a figure of a table is; things that had a number ``before`` are a stock: so many there are to be."""
    head = _HEAD_UNIT.sub("", column.head)
    if _CHANGE_NOUN.search(label) or _CHANGE_NOUN.search(head):
        return TargetKind.DECREASE
    if _RISE_NOUN.search(label):
        return TargetKind.INCREASE
    if column.is_change:
        falls = match["number"].startswith("-") or re.search(r"下降|降低|减少", head)
        return TargetKind.DECREASE if falls else TargetKind.INCREASE
    if unit and unit.is_counter:
        is_stock = before is not None and not _MADE_COUNT.search(f"{label}{column.head}")
        return TargetKind.LEVEL if is_stock else TargetKind.COUNT
    is_amount = _MADE_AMOUNT.search(label)
    return TargetKind.AMOUNT if is_amount else TargetKind.LEVEL


def _column_indicator(layout: _Layout, column: _Column, units: Mapping[str, UnitEntry]) -> str:
    """A county table's column names its indicator, or only a pollutant, and the caption the rest.

    煤改电（户） counts, and is called 煤改电户数.
    """
    counter = _HEAD_UNIT.search(column.head)
    unit = _unit(counter["unit"], units)[1] if counter else None
    head = _PLAN_PERIOD.sub("", _HEAD_UNIT.sub("", column.head))
    head = re.sub(r"^“?”?|20\d{2}年|(?:基本|激励|奋斗|约束性?)?目标值?$|指标值?$|任务$", "", head)
    caption = _CAPTION_TAIL.sub("", _CAPTION_HEAD.sub("", layout.caption))
    caption = _PLAN_PERIOD.sub("", re.sub(r"20\d{2}年|^“?”?", "", caption))
    if _RATE_NOUN.fullmatch(head):
        # 投资总量（亿元） | 比增（%）: what grows stands in the column before.
        before = [one for one in layout.columns if one.index < column.index]
        return _column_indicator(layout, before[-1], units) if before else caption
    if not head:
        return caption
    if _SAVED.search(head):
        return f"{head}量"
    if _MEASURED.search(head):
        return head
    if counter and unit and unit.is_counter:
        return f"{head}{counter['unit'][-1:]}数"
    rest = re.sub(r"^(?:主要)?(?:大气|水)?污染物(?:排放)?(?=.)", "", caption)
    rest = f"{rest}量" if rest.endswith("减排") else rest
    return head + rest if _MEASURED.search(rest) else head
