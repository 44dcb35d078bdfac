"""Targets in tables: of indicators (a row an indicator), of counties (a row an area), of years (a row a year)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from policygraph.extraction.chapters import tells_background
from policygraph.extraction.mentions import TargetMention
from policygraph.extraction.periods import plan_end, plan_year
from policygraph.extraction.targets import kinds, labels
from policygraph.extraction.targets.table_layout import (
    HEAD_UNIT,
    RATE_NOUN,
    VALUE,
    YEAR,
    FigureColumn,
    TableLayout,
    heads,
    lay_out,
)
from policygraph.extraction.targets.table_shapes import single_tables
from policygraph.model import Cell, Comparator, Outline, Period, Strength, Table, TargetKind
from policygraph.vocabulary import UnitEntry

__all__ = ["find_table_targets"]

_TOTAL = re.compile(r"^(?:合计|总计|全[市省县区]|小计|总量)")
_MADE_AMOUNT = re.compile(
    r"减排量|削减量|减少量|新增|节[水能电地材约]量|改造|投资|资金|(?:修复|恢复|治理|整治|建设|增加)[\u4e00-\u9fff]{0,4}(?:长度|面积|里程)"
    r"|(?:修复|治理|整治|培育|抚育|造林|绿化|建设|经营)$"
)
# So many are made, whatever there was before: 新建充电桩.
_MADE_COUNT = re.compile(r"新增|新建|新认定|改造|整治|治理|建成|完成|培育|引进|创建|年均|每年|累计")
# 7．绿色建筑占比（%）#, 森林覆盖率²
_NUMBERED = re.compile(r"^\d{1,2}[.．、](?=[^\d])|[#＃*①-⑳※]+$|(?<=[\u4e00-\u9fff）])[¹²³⁴-⁹]+$")
_NAMING = re.compile(r"[\u4e00-\u9fff]|[A-Za-z]{2}")
_OF_THOSE = re.compile(r"^其中[：:]?")
# 年均增速（累计）: a figure in brackets is that of all years together, one without is that of each year.
_YEARLY_OR_ALL = re.compile(r"年均[^（\[〔]*[（\[〔]累计")
_PLAN_PERIOD = re.compile(r"“?(十[二三四五]五)”?")
_RATE_HEAD = re.compile(r"增速|增长|增幅|降幅")
# 风电（万千瓦） | 2020年 | “十四五”新增 | 2025年: what is there besides the stock of the base year
_ADDED_HEAD = re.compile(r"新增|净增")
_NO_UNIT = re.compile(r"[-—–－/／]+|无")
_SAVED = re.compile(r"节[水能电地材约](?:目标)?$")
_CHANGE_NOUN = re.compile(
    r"(?:比|较)?(?:20\d\d年)?(?:累计)?(?:(?:下降|降低|减少|削减)(?:率|比例|幅度)?|降幅|减幅)(?:目标)?$"
)
_RISE_NOUN = re.compile(r"(?:增长|提高|提升)(?:率|幅度)$")
_CAPTION_TAIL = re.compile(r"(?:指标|目标|计划|分解|任务|安排|一览|明细|控制)*(?:表|计划|目标)?$")
_CAPTION_HEAD = re.compile(r"^.*?(?:各地区?|[各分][县市区旗（）、〔〕]{1,9})|“?十[二三四五]五”?")
_MEASURED = re.compile(r"率|比例|比重|占比|总量|减排量|用量|产量|能耗|强度|浓度|规模|面积|数$|数量|能力")
# In a chapter on how things stand only these columns tell what is to be.
_AIMED = re.compile(r"目标|20[23]\d")
# 规划指标 | 基准值 | 目标值 | 完成值, unless a later year stands in one of the heads
_DONE = re.compile(r"完成值|(?:目标)?完成情况|是否完成")
_LATER = re.compile(r"20(?:2[1-9]|[3-9]\d)|十[四五六七]五")
_STRETCH = re.compile(r"奋斗|力争|争取")
_SIGNS = {
    "<": Comparator.LT,
    ">": Comparator.GT,
    "≤": Comparator.LE,
    "≥": Comparator.GE,
    "": Comparator.EQ,
    "不低于": Comparator.GE,
    "不少于": Comparator.GE,
    "不小于": Comparator.GE,
    "不高于": Comparator.LE,
    "不大于": Comparator.LE,
    "不超过": Comparator.LE,
    "控制在": Comparator.LE,
    "超过": Comparator.GT,
    "大于": Comparator.GT,
    "高于": Comparator.GT,
    "小于": Comparator.LT,
    "低于": Comparator.LT,
    "达到": Comparator.EQ,
}
_FALLS = frozenset({"下降", "降低", "减少", "压减"})
_TAILS = {"以上": Comparator.GE, "以下": Comparator.LE, "以内": Comparator.LE, "左右": Comparator.APPROX}
_CHANGES = (TargetKind.DECREASE, TargetKind.INCREASE)
_SCALES = {"万": 10**4, "亿": 10**8}


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
        is_told = tells_background(grid.path, titles)
        for table in single_tables(grid) if not grid.repeats else ():
            layout = lay_out(table, titles.get(table.path, ""), year)
            if layout and not _tells(table, layout, is_told=is_told):
                found = _read(table, layout, units)
                yield from (t for t in found if not t.target_year or t.target_year > past)


def _tells(table: Table, layout: TableLayout, *, is_told: bool) -> bool:
    """Whether a table tells how things are: in a chapter on that (``is_told``), or how far the last plan came."""
    if is_told and not any(_AIMED.search(one.head) for one in layout.columns):
        return True
    above = heads(table)
    return any(map(_DONE.search, above)) and not any(map(_LATER.search, above))


def _read(table: Table, layout: TableLayout, units: Mapping[str, UnitEntry]) -> Iterator[TargetMention]:
    for cells in table.rows[layout.first_row :]:
        # A figure or a sign names nothing.
        named = YEAR if layout.by_year else _NAMING
        row = _named(cells, layout.name)
        if len(row) <= layout.name or not named.search(row[layout.name].text):
            continue
        years = YEAR.findall(row[layout.name].text) if layout.by_year else []
        for column in layout.columns:
            if column.index < len(row):
                match = VALUE.match(row[column.index].text)
                if match:
                    dated = replace(column, year=years[-1]) if years else column
                    yield _target(table, layout, row, dated, match, units)


def _named(row: tuple[Cell, ...], name: int) -> tuple[Cell, ...]:
    """The row; where its name is empty, the cell before that says what and in which unit stands there, too.

    A row of less depth than the others has its name in a cell that covers those to the right: 森林覆盖率（%） | | 24.
    """
    if name >= len(row) or row[name].text:
        return row
    wide = next((cell for cell in reversed(row[:name]) if cell.text), None)
    if wide is None or not (HEAD_UNIT.search(wide.text) and _NAMING.search(wide.text)):
        return row
    return (*row[:name], wide, *row[name + 1 :])


def _target(
    table: Table,
    layout: TableLayout,
    row: tuple[Cell, ...],
    column: FigureColumn,
    match: re.Match[str],
    units: Mapping[str, UnitEntry],
) -> TargetMention:
    cell, name = row[column.index], _NUMBERED.sub("", _name(layout, row))
    row_unit = row[layout.unit].text if layout.unit is not None and layout.unit < len(row) else ""
    row_unit = "" if _NO_UNIT.fullmatch(row_unit) else row_unit
    spelled = match["unit"] or row_unit
    by_head = layout.by_area or layout.by_year
    label = _column_indicator(layout, column, units) if by_head else name
    place = name if layout.by_area else column.place
    place = "" if _TOTAL.match(place) else _OF_THOSE.sub("", place)
    head_unit = HEAD_UNIT.search(column.head if by_head else name)
    if head_unit and not _is_unit(head_unit["unit"], units):
        head_unit = None
    if head_unit and not by_head:
        label = name[: head_unit.start()]
    label = _OF_THOSE.sub("", label)
    if column.is_change and not match["unit"] and (rate := HEAD_UNIT.search(column.head)):
        # 交易额（亿元） | 年均增长（%）
        spelled = rate["unit"] if _unit(rate["unit"], units)[1] else spelled
    spelled = spelled or (head_unit["unit"] if head_unit else "") or layout.caption_unit
    if not by_head and layout.unit is not None and not row_unit and not match["unit"]:
        spelled = ""
    is_rate = _RATE_HEAD.search(column.head) and not match["open"]
    if is_rate and spelled != "%" and _has_percents(table, layout, column):
        # 年均增速: 6.2%, 0, 18.8%
        spelled = "%"
    scale, unit = _unit(spelled, units)
    # A rate beside an amount (5.1%) has no value of its own before it.
    factor = scale * _SCALES.get(match["scale"] or "", 1)
    before = None if head_unit and match["unit"] else _baseline_value(layout, row, factor)
    kind = _kind(label, column, match, unit, before)
    known = _unit(head_unit["unit"], units)[1] if head_unit else unit
    phrase = _RISE_NOUN.sub("", _CHANGE_NOUN.sub("", label)) if kind in _CHANGES else label
    in_head = bool(_ADDED_HEAD.search(column.head)) and not by_head
    is_added = in_head or bool(_ADDED_HEAD.fullmatch(match["change"] or ""))
    phrase = f"新增{phrase}" if in_head and not _ADDED_HEAD.search(phrase) else phrase
    value = Decimal(match["number"].replace(",", "").lstrip("+")) * factor
    upper = Decimal(match["upper"]) * factor if match["upper"] else None
    if upper is not None and upper < value:
        # 60.6-58.5: a range that falls
        value, upper = upper, value
    return TargetMention(
        path=table.path,
        start=cell.start,
        end=cell.end,
        phrase=phrase,
        context=layout.caption,
        op=Comparator.RANGE
        if upper is not None
        else _TAILS.get(match["tail"] or "") or _SIGNS[match["sign"] or ""],
        value=value,
        upper=upper,
        unit=spelled[1:] if scale > 1 else spelled,
        kind=kind,
        baseline_year=match["base"] or _baseline(label, layout) if kind in _CHANGES or is_added else "",
        target_year=column.year,
        strength=Strength.STRIVE if _STRETCH.search(column.head) else Strength.FIRM,
        place=place,
        baseline_value=before,
        period=_period(label, column, match),
        tier=kinds.tier(column.head) or kinds.tier(label),
        row=(row[0].start, row[-1].end),
        label=_label(phrase, column, match, kind, known),
    )


def _label(
    phrase: str, column: FigureColumn, match: re.Match[str], kind: TargetKind, unit: UnitEntry | None
) -> str:
    """The name for readers: a yearly rate as one, and what a source of power has installed as 装机."""
    label = labels.measured(phrase, unit.unit_class) if unit and unit.unit_class == "power" else phrase
    is_yearly = "年均" in column.head and not match["open"]
    return labels.grown(label) if is_yearly and kind is TargetKind.INCREASE else label


def _has_percents(table: Table, layout: TableLayout, column: FigureColumn) -> bool:
    """Whether figures of a column say by themselves that they are shares."""
    cells = (row[column.index] for row in table.rows[layout.first_row :] if len(row) > column.index)
    return any(match["unit"] == "%" for cell in cells if (match := VALUE.match(cell.text)))


def _name(layout: TableLayout, row: tuple[Cell, ...]) -> str:
    """What a row is about; below a merged head a second cell may go on with it: 氨氮 | 重点工程减排量（吨）."""
    following = layout.name + 1
    goes_on = following in layout.merged and following < len(row) and _NAMING.search(row[following].text)
    return row[layout.name].text + (row[following].text if goes_on else "")


def _period(label: str, column: FigureColumn, match: re.Match[str]) -> Period:
    if _YEARLY_OR_ALL.search(column.head):
        return Period.TOTAL if match["open"] else Period.YEARLY
    return kinds.period(f"{label}{column.head}{match[0]}")


def _baseline(label: str, layout: TableLayout) -> str:
    named = YEAR.search(label)
    return named[1] if named else layout.baseline


def _baseline_value(layout: TableLayout, row: tuple[Cell, ...], factor: int) -> Decimal | None:
    """The past value in a row, which has the unit of the others; None where there is none, or not one number."""
    if layout.past is None or layout.past >= len(row):
        return None
    match = VALUE.match(row[layout.past].text)
    if not match or match["upper"] or match["sign"]:
        return None
    return Decimal(match["number"].replace(",", "").lstrip("+")) * factor


def _unit(spelled: str, units: Mapping[str, UnitEntry]) -> tuple[int, UnitEntry | None]:
    """The scale word before a unit and the unit: 万吨 → 10000, 吨."""
    if spelled in units or spelled[:1] not in _SCALES:
        return 1, units.get(spelled)
    return _SCALES[spelled[0]], units.get(spelled[1:])


def _is_unit(spelled: str, units: Mapping[str, UnitEntry]) -> bool:
    """Whether a bracket of a head names a unit: one that is known, or a rate of which one side is (起/万枚)."""
    sides = spelled.split("/")
    return any(_unit(one, units)[1] for one in (spelled, *sides))


def _kind(
    label: str, column: FigureColumn, match: re.Match[str], unit: UnitEntry | None, before: Decimal | None
) -> TargetKind:
    """What a figure of a table is; things that had a number ``before`` are a stock: so many there are to be."""
    head = HEAD_UNIT.sub("", column.head)
    if (change := match["change"]) and unit and unit.unit_class == "ratio":
        return TargetKind.DECREASE if change in _FALLS else TargetKind.INCREASE
    if change:
        return TargetKind.COUNT if unit and unit.is_counter else TargetKind.AMOUNT
    if _CHANGE_NOUN.search(label) or _CHANGE_NOUN.search(head):
        return TargetKind.DECREASE
    if _RISE_NOUN.search(label):
        return TargetKind.INCREASE
    if column.is_change:
        falls = match["number"].startswith("-") or re.search(r"下降|降低|减少", head)
        return TargetKind.DECREASE if falls else TargetKind.INCREASE
    if _ADDED_HEAD.search(head):
        counts = TargetKind.COUNT if unit and unit.is_counter else TargetKind.AMOUNT
        return TargetKind.INCREASE if unit and unit.unit_class == "ratio" else counts
    if unit and unit.is_counter:
        is_stock = before is not None and not _MADE_COUNT.search(f"{label}{column.head}")
        return TargetKind.LEVEL if is_stock else TargetKind.COUNT
    is_amount = _MADE_AMOUNT.search(label)
    return TargetKind.AMOUNT if is_amount else TargetKind.LEVEL


def _column_indicator(layout: TableLayout, column: FigureColumn, units: Mapping[str, UnitEntry]) -> str:
    """A county table's column names its indicator, or only a pollutant, and the caption the rest.

    煤改电（户） counts, and is called 煤改电户数.
    """
    counter = HEAD_UNIT.search(column.head)
    unit = _unit(counter["unit"], units)[1] if counter else None
    head = _PLAN_PERIOD.sub("", HEAD_UNIT.sub("", column.head))
    head = re.sub(r"^“?”?|20\d{2}年|(?:基本|激励|奋斗|约束性?)?目标值?$|指标值?$|任务$", "", head)
    caption = _CAPTION_TAIL.sub("", _CAPTION_HEAD.sub("", layout.caption))
    caption = _PLAN_PERIOD.sub("", re.sub(r"20\d{2}年|^“?”?", "", caption))
    if RATE_NOUN.fullmatch(head):
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
