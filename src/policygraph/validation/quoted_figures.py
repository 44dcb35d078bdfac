"""A small reader of figures, of its own: what a quote and the words around it say, to hold against the graph.

It shares no rule with ``extraction``, so that one's faults are not the other's too. It reads what is written out and
leaves open what is not: several readings are possible where a list shares its unit or its bound.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["QuotedFigure", "numbers_in", "read_figure", "read_words", "without_spaces", "years_in"]

_SCALES = {"千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
_SCALE = r"万亿|千万|百万|亿|万|千(?![克米瓦伏升卡焦帕])"
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_FIGURE = re.compile(
    rf"(?P<sign>[<>≤≥])?[约+]?(?P<low>[-—–]?{_NUMBER})(?P<low_scale>%|{_SCALE})?"
    rf"(?:(?:[-—–～]+|至|到)(?P<high>{_NUMBER}))?(?P<over>[余多])?(?P<scale>{_SCALE})?(?P<over_behind>[余多])?"
    r"(?P<unit>.*?)(?P<tail>(?:及|含)?以[上下内]|之内|左右|上下)?"
)
# Bold marks of Markdown, and brackets that say that a cell of a table is a change.
_SET_OFF = str.maketrans(dict.fromkeys("*[]〔〕 \t\r\n\u3000\xa0"))
_SIGNS = {"<": "lt", ">": "gt", "≤": "le", "≥": "ge"}
# A bracket between a figure and its bound says which case it is: 1320（粉煤制）.
_BRACKET = re.compile(r"（[^（）]*）")
# Words that say all, none or less than none.
_LESS = re.compile(r"[负負]增[长長]")
_NONE = re.compile(r"零|消除|消灭")
_ALL = re.compile(r"全|所有|凡是|尽|百分之百")
_BEHIND = (
    (re.compile(r"(?:及|含|（含）)?以上"), "ge"),
    (re.compile(r"(?:及|含|（含）)?以下|以内|之内"), "le"),
    (re.compile(r"左右|上下"), "approx"),
)
_AHEAD = (
    (re.compile(r"不[应得宜可]?(?:低于|少于|小于)|至少|最低|≥"), "ge"),
    (re.compile(r"不[应得宜可]?(?:高于|超过|大于|多于|突破)|控制(?:在|到|至)|≤"), "le"),
    (re.compile(r"低于|小于|少于|<"), "lt"),
    (re.compile(r"高于|大于|多于|超过|突破|>"), "gt"),
    # 节约型机关 is no estimate: the word has to stand right before the figure.
    (re.compile(r"(?<![节集])(?:约|近)$"), "approx"),
)
# The 3 of m3 is no figure.
_CLAUSE_END = re.compile(r"[，。；、！？（）\n]|(?<!m)\d")
_LIST_GOES_ON = re.compile(rf"(?:、|和|及|与|以及)约?{_NUMBER}")
_ITEM = re.compile(rf"(?:、|和|及|与|以及|，)约?{_NUMBER}(?:{_SCALE})?")
# What may stand between a figure and its bound.
_UNIT = re.compile(r"[^\d，。；、（）以左上]{1,12}")
# 2025年, 2023—2025年, in heads of tables also 2025目标; but neither DB61/224—2018 nor 2060吨.
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=(?:[—–\-~～至到、和]+(?:19|20)\d\d)*年|目标|指标|基[数期]|值)")
_YEAR_IN_WORDS = re.compile(r"二[〇○零][一二三四五六七八九〇○零]{2}(?=年)")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_PLAN = re.compile(r"十([一二三四五])五")
_PLAN_ENDS = {"一": "2010", "二": "2015", "三": "2020", "四": "2025", "五": "2030"}


@dataclass(frozen=True, slots=True)
class QuotedFigure:
    """What a quote says. ``values`` and ``comparators`` are all that it may mean; ``unit`` is '' where none follows.

    A value has an upper end where it is a range, else None.
    """

    values: frozenset[tuple[Decimal, Decimal | None]]
    unit: str
    comparators: frozenset[str]


def read_figure(quote: str, before: str, after: str, row: str = "") -> QuotedFigure | None:
    """The figure in a quote, None where no figure stands there.

    Args:
        quote: the figure with its unit, in uniform characters (see ``characters.normalise``).
        before: the text before it.
        after: the text behind it.
        row: where it stands in a table, the words that may hold its unit: the row and the heads.
    """
    match = _FIGURE.fullmatch(_bare(quote))
    if not match:
        return None
    unit = match["unit"]
    low, high = _decimal(match["low"]), _decimal(match["high"]) if match["high"] else None
    own = _SCALES.get(match["scale"] or "", 0)
    first = _SCALES.get(match["low_scale"] or "", 0)
    if high is None:
        # 12万千瓦: the scale stands right behind the only number.
        values: set[tuple[Decimal, Decimal | None]] = {(low.scaleb(own or first), None)}
        if not (own or first or unit):
            values |= {(low.scaleb(scale), None) for scale in _scales_behind(after, row)}
    else:
        values = {(low.scaleb(first or own), high.scaleb(own)), (low.scaleb(first), high.scaleb(own))}
    if match["low_scale"] == "%" and high is None:
        unit = "%" + unit
    if high is not None:
        comparators = {"range"}
    elif row:
        comparators = (
            {_SIGNS[match["sign"]]}
            if match["sign"]
            else _behind(match["tail"] or "", has_unit=True) or {"eq"}
        )
    elif match["over"] or match["over_behind"]:
        comparators = {"gt"}
    else:
        comparators = _behind(_bare(after), bool(unit)) or _ahead(_bare(before)) or {"eq"}
    return QuotedFigure(frozenset(values), unit, frozenset(comparators))


def read_words(quote: str, before: str) -> QuotedFigure | None:
    """What a quote says in words of a whole (全部, 清零, 负增长), None where it says no such thing.

    Args:
        quote: the words, in uniform characters.
        before: the text before them.
    """
    if _LESS.search(quote):
        return QuotedFigure(frozenset({(Decimal(0), None)}), "", frozenset({"lt"}))
    comparators = {"approx"} if "基本" in quote else {"eq", "approx"} if "基本" in before[-40:] else {"eq"}
    if _NONE.search(quote):
        return QuotedFigure(frozenset({(Decimal(0), None)}), "", frozenset(comparators))
    if _ALL.search(quote):
        return QuotedFigure(frozenset({(Decimal(100), None)}), "%", frozenset(comparators))
    return None


def numbers_in(text: str) -> frozenset[Decimal]:
    """All numbers of a stretch of text, with and without the scale behind them."""
    found: set[Decimal] = set()
    for match in re.finditer(rf"(?P<number>-?{_NUMBER})(?P<scale>{_SCALE})?", _bare(text, keep=" \t\n")):
        number = _decimal(match["number"])
        found |= {number, number.scaleb(_SCALES.get(match["scale"] or "", 0))}
    return frozenset(found)


def years_in(text: str) -> frozenset[str]:
    """The years that a text names, also as the last one of a five-year plan."""
    bare = _bare(text)
    in_words = {year.translate(_DIGITS) for year in _YEAR_IN_WORDS.findall(bare)}
    return (
        frozenset(_YEAR.findall(bare)) | in_words | {_PLAN_ENDS[match[1]] for match in _PLAN.finditer(bare)}
    )


def without_spaces(text: str) -> str:
    """``text`` without spaces, bold marks and the brackets of changes, which may part a figure from its unit."""
    return text.translate(_SET_OFF)


def _bare(text: str, keep: str = "") -> str:
    return text.translate({code: None for code in _SET_OFF if chr(code) not in keep})


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace("—", "-").replace("–", "-"))


def _scales_behind(after: str, row: str) -> set[int]:
    """The scales that a figure without unit may share: of the list that it opens, or of its row and column."""
    if row:
        return {_SCALES[scale] for scale in re.findall(rf"({_SCALE})[^\W\d]", _bare(row, keep="\t\n"))}
    rest = _bare(after)
    found: set[int] = set()
    while match := _ITEM.match(rest := _BRACKET.sub("", rest, count=1) if rest.startswith("（") else rest):
        scale = re.search(rf"(?:{_SCALE})$", match[0])
        found |= {_SCALES[scale[0]]} if scale else set()
        rest = rest[match.end() :]
    return found


def _behind(after: str, has_unit: bool) -> set[str]:
    """The bound right behind a figure, or that of the list that goes on there, which may be meant for all."""
    rest, is_own = after, True
    while True:
        if not rest.startswith("（含）") and (bracket := _BRACKET.match(rest)):
            rest = rest[bracket.end() :]
        if not has_unit and (unit := _UNIT.match(rest)):
            rest = rest[unit.end() :]
        for pattern, code in _BEHIND:
            if pattern.match(rest):
                return {code} if is_own else {code, "eq"}
        item = _LIST_GOES_ON.match(rest)
        if not item:
            return set()
        rest, is_own, has_unit = rest[item.end() :], False, False


def _ahead(before: str) -> set[str]:
    """The bound in the words between the last figure or comma and this one; further ahead in a list."""
    end = len(before)
    is_own = True
    for _ in range(8):
        stops = [match.end() for match in _CLAUSE_END.finditer(before, max(end - 60, 0), end)]
        start = stops[-1] if stops else max(end - 60, 0)
        words = before[start:end]
        for pattern, code in _AHEAD:
            if pattern.search(words):
                return {code} if is_own else {code, "eq"}
        # 分别不低于98%、95%: the words of the list stand before its first figure.
        is_list = (
            re.fullmatch(r"(?:[^\d，。；]{0,12})(?:、|和|及|与|以及)?", before[start - 1 : end])
            if start
            else None
        )
        previous = re.search(
            rf"{_NUMBER}(?:m[23]|[^\d，。；、（）]){{0,12}}(?:、|和|及|与|以及)$", before[:end]
        )
        if not previous or not is_list:
            return set()
        end, is_own = previous.start(), False
    return set()
