"""How a table of figures is built: which column names its rows, which hold figures, of what and for which year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policygraph.extraction.periods import plan_end
from policygraph.extraction.targets.table_shapes import naming_column
from policygraph.model import Cell, Table

__all__ = [
    "HEAD_UNIT",
    "RATE_NOUN",
    "VALUE",
    "YEAR",
    "FigureColumn",
    "TableLayout",
    "heads",
    "lay_out",
    "unheaded_columns",
]

# A stop behind it is no unit, nor is the sign of a footnote (25²; but 10⁵ is a number); 2025（目标值） is a head.
VALUE = re.compile(
    r"(?!20\d\d[（(](?:现状|目标|基[期准]|实际|预期|规划|完成))(?P<sign>[<>≤≥]|不[低高少小大]于|不超过|超过|[大高小低]于|控制在|达到)?(?P<open>[\[〔（]?)"
    # 下降15%, 比2020年增长5%: a change, whatever the column is.
    r"(?:累计|年均|每年|[比较](?P<base>20\d\d)年)?(?P<change>下降|降低|减少|压减|增长|提高|提升|增加|上升|新增|净增)?(?P<number>[-+]?\d+(?:,\d{3})*(?:\.\d+)?)(?:[—–～-](?P<upper>\d+(?:\.\d+)?))?"
    r"(?P<scale>万|亿)?(?:(?<!\D10)(?<!^10)[¹²³⁴-⁹]|[①-⑳*※＊])?(?P<unit>%|(?!年|月|[.．,，、。¹²³⁰⁴-⁹])[^\d\]〕（）以左<>≤≥]{1,12}|)[\]〕）]?(?P<tail>以上|以下|以内|左右)?(?:或[^\d，；。]{2,20})?"
    r"(?:（[^（）]{2,20}）)?[.．,，、。]?$"
)
HEAD_UNIT = re.compile(r"[（(\[](?P<unit>[^（）()]{1,12})[）)\]]$")
YEAR = re.compile(r"(20\d{2})年?")
RATE_NOUN = re.compile(r"比增|增速|增幅|降幅")
_AREA_HEAD = re.compile(r"县|乡镇|镇（|街道|地区|行政区|各地|市（州）|区域|区（市")
_AREA_NAME = re.compile(r"[市县区旗州盟乡镇]$|街道$|开发区|示范区|新区|园区|合计|总计|全[市省县区]")
# 指标类别 序号: the group of merged cells stands before the number
_SERIAL = re.compile(r"^(?:[\u4e00-\u9fff]{0,6}(?:序号|编号)|No\.?)$")
_GROUP_HEAD = re.compile(r"^(?:指标)?(?:类别|分类|类型|领域|方面|类)$")
_NAME_HEAD = re.compile(r"(?:指标|名称|项目)$")
_INDICATOR_HEAD = re.compile(r"(?:主要|具体|考核|核心)?指标(?:名称|内容)?")
# A column for a place, and those for the whole of it.
_PLACE_HEAD = re.compile(
    r"(?:20\d{2}年)?(?P<place>全[市省县区州]|合计|总计"
    r"|(?!各|县区|地区|区域|行政|区县)[\u4e00-\u9fff]{1,8}(?:(?<![地各])[市县区旗州盟乡镇]|街道))"
)
_WHOLE = re.compile(r"全|合计|总计")
_UNIT_HEAD = re.compile(r"^(?:计量)?单位$")
_CHANGE_HEAD = re.compile(r"变化|幅度|增减|累计[）)\]〕]?$|增速|下降|降低|提高|增长|比增|增幅|降幅")
_OTHER_HEAD = re.compile(r"备注|属性|类型|责任|牵头|部门|单位|说明|来源|完成时[限间]")
_PAST = re.compile(r"实际|现状|基期|基数|完成值|现值")
_CAPTION_UNIT = re.compile(r"[（(]?(?:计量)?单位[：:](?P<unit>[^（）\s]{1,12})[）)]?")
_YEAR_NAME = re.compile(r"(20\d{2})年?(?:度|底|末)?(?:[（(][^\d（）()]{1,6}[）)])?(?:目标值?|计划)?")
# Without one of these a table says how things are: 河流名称 | 长度（km） | 宽度（m）.
_SETS_AIMS = re.compile(
    r"目标|指标|任务|计划|规划|分解|安排|考核|20\d\d|十[三四五六]五|年度|新增|完成|年均|投资|资金|减排|改造|建设内容|控制|要求|限值"
)
# A letter or a sign tells no two columns apart: x | x | x.
_SAYS_WHAT = re.compile(r"[\u4e00-\u9fff\d%‰]|[A-Za-z]{2}")
_AIM = re.compile(r"目标|20[23]\d")
_FIGURE = re.compile(r"\d")
_HALF, _NEARLY_ALL = 0.5, 0.8
_LEAST_YEARS, _LEAST_PLACES = 2, 2


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column by its joined header: what it holds, for which year and, where its head says so, of which place."""

    index: int
    head: str
    is_change: bool
    year: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class TableLayout:
    """How a table is built: where names, units and past values stand, which columns hold targets."""

    name: int
    unit: int | None
    columns: tuple[FigureColumn, ...]
    first_row: int
    by_area: bool
    by_year: bool
    baseline: str
    past: int | None
    caption: str
    caption_unit: str
    merged: frozenset[int]


def heads(table: Table) -> list[str]:
    """The heading of each column, with those of merged cells above it; none where no row of values has one above."""
    first_row = _first_row(table)
    return _heads(table, first_row) if first_row else []


def unheaded_columns(table: Table) -> list[int]:
    """The columns of values that no head says anything of; none where no row stands above those of values."""
    first_row = _first_row(table)
    if not first_row:
        return []
    headed = _headed(table, first_row)
    return [
        i
        for i, head in enumerate(_heads(table, first_row))
        if (i >= headed or (head and not _SAYS_WHAT.search(head)))
        and _holds_values(table, first_row, i, goes_on=False)
    ]


def _headed(table: Table, first_row: int) -> int:
    """How many columns have a head: nobody says what cells behind the last one tell."""
    return max(len(row) for row in table.rows[:first_row])


def _first_row(table: Table) -> int | None:
    """The first row that holds values."""
    return next((i for i, row in enumerate(table.rows) if any(VALUE.match(c.text) for c in row[1:])), None)


def lay_out(table: Table, title: str, year: str) -> TableLayout | None:
    """How a table in a part with a title is built; ``year`` is the last one of the document's five-year plan."""
    first_row = _first_row(table)
    if not first_row:
        return None
    heads = _heads(table, first_row)
    by_year = _is_by_year(table.rows[first_row:])
    name = 0 if by_year else naming_column(table.rows[first_row:], _name_column(heads))
    by_area = (
        not by_year
        and bool(_AREA_HEAD.search(heads[name]) or _UNIT_HEAD.match(heads[name]))
        and any(_AREA_NAME.search(row[name].text) for row in table.rows[first_row:] if len(row) > name)
    )
    unit = next((i for i, head in enumerate(heads) if _UNIT_HEAD.match(head) and i != name), None)
    captions = [bare for c in table.captions if (bare := _CAPTION_UNIT.sub("", c))]
    caption = captions[-1] if captions else title
    note = next((m["unit"] for c in table.captions if (m := _CAPTION_UNIT.search(c))), "")
    in_caption = HEAD_UNIT.search(caption)
    if in_caption and not note:
        note, caption = in_caption["unit"], caption[: in_caption.start()]
    if not (by_area or by_year or _SETS_AIMS.search(f"{caption}{title}{''.join(heads)}")):
        return None
    past = [i for i, head in enumerate(heads) if i not in (name, unit) and _is_past(head)]
    years = [y for i in past for y in YEAR.findall(heads[i])]
    default = (
        _year(caption)
        or _year(title)
        or next((y for h in heads if not _is_past(h) and (y := _year(h))), year)
    )
    places = [""] * len(heads)
    if by_year:
        places = _places(table.rows[first_row - 1], heads)
    elif not by_area:
        places = _headed_places(heads, name)
    columns = tuple(
        FigureColumn(
            i,
            head.removesuffix(places[i]),
            bool(_CHANGE_HEAD.search(head)) and (not (by_area or by_year) or _is_rate(head)),
            _year(head) or default,
            places[i],
        )
        for i, head in enumerate(heads[: _headed(table, first_row)])
        if i not in (name, unit)
        and (not head or _SAYS_WHAT.search(head))
        and not _SERIAL.match(head)
        and not _is_past(head)
        and _holds_values(table, first_row, i, goes_on=not head and i == name + 1, is_aim=_is_aim(head))
        and not (i < name and _counts_rows(table, first_row, i))
        and not (_OTHER_HEAD.search(HEAD_UNIT.sub("", head)) and not (by_area or by_year))
    )
    return (
        TableLayout(
            name=name,
            unit=unit,
            columns=columns,
            first_row=first_row,
            by_area=by_area,
            by_year=by_year,
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


def _is_by_year(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether nearly all rows are named by a year, and by no two the same: 2024年, 2025年（目标）."""
    years = [m[1] for row in rows if row and (m := _YEAR_NAME.fullmatch(row[0].text))]
    return len(years) >= _LEAST_YEARS and len(years) == len(set(years)) >= len(rows) * _NEARLY_ALL


def _places(row: Sequence[Cell], heads: Sequence[str]) -> list[str]:
    """The place that each column's head ends in: those in the last row of heads, where most are names of places."""
    texts = [cell.text for cell in row[1:]]
    named = [text for text in texts if _AREA_NAME.search(text)]
    if len(named) < _LEAST_YEARS or len(named) < len(texts) * _NEARLY_ALL:
        return [""] * len(heads)
    return [cell.text if i else "" for i, cell in enumerate(row)] + [""] * (len(heads) - len(row))


def _headed_places(heads: Sequence[str], name: int) -> list[str]:
    """The place that each column is for, where several heads behind that of the names are places: 甲县 | 乙区."""
    places = [m["place"] if i > name and (m := _PLACE_HEAD.fullmatch(h)) else "" for i, h in enumerate(heads)]
    own = {place for place in places if place and not _WHOLE.match(place)}
    return places if len(own) >= _LEAST_PLACES else [""] * len(heads)


def _name_column(heads: Sequence[str]) -> int:
    """The column that names what a row is about: the first but for numbers and groups (类别 before 指标)."""
    indicators = [i for i, head in enumerate(heads) if _INDICATOR_HEAD.fullmatch(head)]
    if indicators:
        return indicators[0]
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
    unit = HEAD_UNIT.search(head)
    return unit is not None and unit["unit"] == "%" and bool(RATE_NOUN.search(head))


def _is_past(head: str) -> bool:
    return bool(_PAST.search(head)) or (
        any(int(year) <= 2020 for year in YEAR.findall(head)) and not _CHANGE_HEAD.search(head)
    )


def _is_aim(head: str) -> bool:
    """Whether a column tells what is to be by its head: 2025年, 目标值."""
    return bool(_AIM.search(head)) and not _is_past(head)


def _holds_values(table: Table, first_row: int, column: int, *, goes_on: bool, is_aim: bool = False) -> bool:
    """Whether half of a column's cells are values; of one that may only go on with names (``goes_on``) nearly all.

    Of aims (``is_aim``) many are words, which count for nothing: 完成省级下达目标, 稳中向好.
    """
    texts = [row[column].text for row in table.rows[first_row:] if len(row) > column]
    cells = texts if goes_on else [text for text in texts if text and (not is_aim or _FIGURE.search(text))]
    return bool(cells) and sum(bool(VALUE.match(text)) for text in cells) >= len(cells) * (
        _NEARLY_ALL if goes_on else _HALF
    )


def _counts_rows(table: Table, first_row: int, column: int) -> bool:
    """Whether a column only counts the rows: 1, 2, 3, whatever its head is."""
    texts = [row[column].text for row in table.rows[first_row:] if len(row) > column and row[column].text]
    return len(texts) > 1 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _year(text: str) -> str:
    years = YEAR.findall(text)
    return str(max(years)) if years else plan_end(text)
