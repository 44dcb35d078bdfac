"""Whose number it is: places in the words around a quantity, apart from the indicator."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from policygraph.extraction.clauses import ends_with_noun

_JOIN = r"(?:、|和|及|与|以及)"
_PARTS = re.compile(_JOIN)
_SETTLEMENT = r"(?:市城区|中心城区|主城区|建成区|城区|县城|城市|城镇|建制镇|市区|乡镇|市|县|区)"
_PLACES = re.compile(rf"^(?P<places>{_SETTLEMENT}(?:{_JOIN}{_SETTLEMENT})+)(?P<rest>[^、和及与].*)$")
_RIVER = re.compile(
    r"^(?P<place>[\u4e00-\u9fff]{1,4}(?:河|江|湖|海)?(?:流域|干流|沿线|沿岸)(?:沿线|沿岸|范围)?)(?P<rest>.+)$"
)
_MIN_INDICATOR = 4
_MAX_PLACE = 14
_IS_PLACE = re.compile(
    r"(?:区|县|市|县城|城区|区域|山区|平原|地区|城镇|农村|项目|企业|单位|机关|机构|行业|领域|园区|流域|沿线|干流|断面)$"
)
# What may stand for another of its kind at the head of an indicator: 市直机关 for 县级机关, 县城 for 城市.
_HOLDER = re.compile(r"(?:机关|机构|单位|企业|行业|领域)$")
# Districts bear these names, but in a text they mean any such place.
_COMMON_NAMES = frozenset({"城区", "郊区", "矿区"})
_QUARTER = r"(?:市区|城区|县城|建成区|区)?"
_NO_INDICATOR = r"(?:等|及周边|境内|的|政府|人民政府|[市县区城域])"
# 银川市…不低于80%，其他地级市…达到70%: the others are not the one named before.
_OTHERS = re.compile(
    r"^(?P<places>(?:其他|其余)[\u4e00-\u9fff]{0,6}?(?:[市县区]|城市|地区|区域))(?![市县区城域])(?P<rest>.{4,})$"
)


def names_pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Finds a list of these names at the head of a phrase (groups ``places`` and ``rest``); None without names."""
    proper = sorted(set(names) - _COMMON_NAMES, key=lambda name: (-len(name), name))
    if not proper:
        return None
    escaped = "|".join(map(re.escape, proper))
    name = f"(?:{escaped}){_QUARTER}"
    return re.compile(rf"^(?P<places>{name}(?:{_JOIN}{name})*)(?!{_NO_INDICATOR})(?P<rest>.+)$")


def split_places(
    phrase: str, before: str, known: Callable[[str], bool], named: re.Pattern[str] | None
) -> tuple[list[str], str]:
    """Places and the indicator in the words before a quantity.

    They stand before the indicator (市城区和县城污泥处置率, 宜宾县再生水利用率), behind it (清洁取暖率山区), or in its
    stead (…，山区达到85%).

    Args:
        phrase: the words.
        before: the indicator of the quantity before, '' if there is none.
        known: whether the vocabulary has an indicator of a name.
        named: finds names of areas below the document's own at the head of a phrase.
    """
    match = (named.match(phrase) if named else None) or _PLACES.match(phrase) or _OTHERS.match(phrase)
    if match:
        return _PARTS.split(match["places"]), match["rest"]
    is_place = bool(before) and len(phrase) <= _MAX_PLACE and bool(_IS_PLACE.search(phrase))
    river = _RIVER.match(phrase)
    if river and not (is_place and not known(river["rest"])):
        return [river["place"]], river["rest"]
    if not phrase or known(phrase) or ends_with_noun(phrase):
        return [], phrase
    for stop in range(len(phrase) - 1, _MIN_INDICATOR - 1, -1):
        if known(phrase[:stop]) and _IS_PLACE.search(phrase[stop:]):
            return [phrase[stop:]], phrase[:stop]
    if not is_place:
        return [], phrase
    swapped = _swapped(before, phrase)
    return ([], swapped) if swapped else ([phrase], before)


def _swapped(before: str, place: str) -> str:
    """The indicator before with another holder at its head: 城市生活污水处理率, 县城 → 县城生活污水处理率."""
    settlement = re.match(_SETTLEMENT, before)
    if settlement and re.fullmatch(_SETTLEMENT, place):
        return place + before[settlement.end() :]
    holder = _HOLDER.search(place)
    head = re.match(rf"[\u4e00-\u9fff]{{0,8}}?{holder[0]}", before) if holder else None
    return place + before[head.end() :] if head and head.end() < len(before) else ""
