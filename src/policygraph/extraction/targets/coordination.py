"""Indicators that share a part of their names: 绿色防控、统防统治覆盖率, 小学、初中巩固率."""

from __future__ import annotations

import re
from collections.abc import Callable

from policygraph.extraction.clauses import ends_with_noun

__all__ = ["distribute"]

# 普及率, 参与率 and 饱和度 are words of one piece.
_PARTS = re.compile(r"、|(?<![饱缓])和|以及|(?<![普涉波以])及(?![时格])|(?<!参)与")
# …、氨氮四项主要污染物重点工程减排量: how many there are says nothing about what they are.
_COUNTED_GROUP = re.compile(
    r"等(?:主要)?(?:大气|水)?污染物(?=排放|减排)|等?[两二三四五六七八九]项(?:主要)?(?:污染物|指标)?(?:排放)?的?(?=重点|减排|排放|$)"
)
# 货物贸易、对外投资分别占比
_DEALT = re.compile(r"分别(?=(?:占比|比重|比例)$)")
_HEADS = re.compile(
    r"重点工程减排|减排|排放|使用|覆盖|综合利用|利用(?!外资)|无害化|达标|普及|处理|处置|治理|回收|能源消耗|能耗|综合能耗|集中收集|占比|比重|比例|浓度|"
    r"装机|产能|规模|总量|改造|配套|替代|消费|单位"
)
_CROPPED = re.compile(r"(?:播种|种植|养殖|栽培)(?:总)?面积$")
_EMITTED = re.compile(r"(?:重点工程)?(?:减排|排放)")
_OF_KIND = re.compile(
    r"(?:小学|初中|高中|中职|高职|幼儿园|学前|城镇|农村|城市|乡村|县城|城区|公办|民办|国家级|省级|市级|县级|乡级|村级|一级|二级|三级|新建|既有|男性?|女性?)"
)
# 环卫、邮政领域新能源车占比
_CLASS = re.compile(r"(?:领域|行业|系统|患者)(?=.)")
# 获得一、二星级标识的建筑比例: grades that share all of the words around them.
_GRADES = re.compile(
    r"(?P<before>.*?)(?P<grades>[一二三四ⅠⅡⅢ](?:[、和][二三四五ⅡⅢⅣ])+)(?P<behind>(?:星级|类|级|星|期|产).+)"
)
_SHORT = 3
_DEEDS = (
    "种植|播种|收获|采收|养殖|捕捞|生产|加工|收集|收运|转运|储存|运输|销售|"
    "供水|供气|供热|供电|受理|办理|发现|上报|检查|整改|处置|处理|利用|回收|治理"
)
_ENDS_IN_DEED = re.compile(rf"(?:{_DEEDS})$")
_DEED_FIRST = re.compile(rf"(?:{_DEEDS})(?=.)")
_MANNER = re.compile(
    r"(?:清洁|绿色|集中|安全|规范|有效|综合|精准|智能)[\u4e00-\u9fff]{2,}(?:率|比例|占比|比重|能力|量)$"
)


def distribute(phrase: str, count: int, known: Callable[[str], bool]) -> list[str] | None:
    """One indicator for each of ``count`` numbers after 分别.

    绿色防控、统防统治覆盖率 → 绿色防控覆盖率, 统防统治覆盖率

    Args:
        phrase: the coordinated indicators.
        count: how many numbers follow.
        known: whether the vocabulary has an indicator of that name.

    Returns:
        the completed indicators, or None where their number is not that of the numbers.
    """
    phrase = _DEALT.sub("", _COUNTED_GROUP.sub("", phrase))
    graded = _GRADES.fullmatch(phrase)
    if graded and len(grades := re.split("[、和]", graded["grades"])) == count:
        return [f"{graded['before']}{grade}{graded['behind']}" for grade in grades]
    parts = [part for part in _PARTS.split(phrase) if part]
    if len(parts) != count:
        parts = [part for part in phrase.split("、") if part]
    if len(parts) != count:
        return None
    suffix = _shared_suffix(parts, known)
    heads = [_open_end(part, suffix) + suffix for part in parts] if suffix else parts
    prefix = _shared_prefix(heads, known) or _worked_on(parts)
    return [heads[0], *(head if known(head) or not prefix else prefix + head for head in heads[1:])]


def _open_end(part: str, suffix: str) -> str:
    """The part without the shared end; an 等 between (挥发性有机物等重点工程减排量) closes the list."""
    return part.removesuffix(suffix).removesuffix("等") if part.endswith(suffix) else part


def _shared_suffix(parts: list[str], known: Callable[[str], bool]) -> str:
    first, last = parts[0], parts[-1]
    if _MANNER.match(last, len(first)) and not ends_with_noun(first):
        # 煤炭、矿石清洁运输比例
        return last[len(first) :]
    for start in range(1, len(last)):
        if _CROPPED.match(last, start):
            return last[start:]
        if known(first + last[start:]):
            # The vocabulary may know a shorter name: 排放总量, not 总量.
            return next(
                (last[m.start() :] for m in _EMITTED.finditer(last) if m.end() == start), last[start:]
            )
    if known(first):
        return ""
    return "" if first.endswith(("率", "比例", "比重", "占比")) else _suffix_by_form(first, last)


def _suffix_by_form(first: str, last: str) -> str:
    """What the last of several names ends in that the first lacks, by the form of both; '' for nothing."""
    if of_class := _CLASS.search(last, 1):
        return "" if _CLASS.search(first) else last[of_class.start() :]
    kinds = _OF_KIND.match(first), _OF_KIND.match(last)
    if kinds[0] and kinds[1] and kinds[0].end() == len(first):
        return last[kinds[1].end() :]
    if (at := last.find(first[-2:], 1)) > 0 and len(first) > _SHORT and not ends_with_noun(first):
        # 高速公路、普通国省干线公路材料循环利用率
        return last[at + 2 :]
    for match in _HEADS.finditer(last):
        if match.start() > 0:
            return "" if _HEADS.search(first) else last[match.start() :]
    deeds = _ENDS_IN_DEED.search(first), _DEED_FIRST.match(last)
    if deeds[0] and deeds[1] and ends_with_noun(last):
        # 花生种植、收获机械化率
        return last[deeds[1].end() :]
    # 图书馆、文化馆开放时间: what both are ends alike.
    at = last.rfind(first[-1], 1)
    return last[at + 1 :] if 0 < at < len(last) - 2 and not ends_with_noun(first) else ""


def _worked_on(parts: list[str]) -> str:
    """What all of several deeds are done to: 花生 of 花生种植、收获机械化率; '' for other names."""
    deed = _ENDS_IN_DEED.search(parts[0])
    return parts[0][: deed.start()] if deed and all(map(_DEED_FIRST.match, parts[1:])) else ""


def _shared_prefix(heads: list[str], known: Callable[[str], bool]) -> str:
    first = heads[0]
    for stop in range(len(first) - 1, 0, -1):
        if all(known(head) or known(first[:stop] + head) for head in heads[1:]) and not all(
            map(known, heads[1:])
        ):
            return first[:stop]
    return ""
