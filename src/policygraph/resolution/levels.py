"""Words of level before a body's name (市, 自治区, 盟 …): whose body they make it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from policygraph.vocabulary import Area

__all__ = ["denoted", "is_class", "is_lower", "split_each", "split_level"]

# 市场监管局 begins with no word of level, nor do 市政管理局 and 区域协调办公室.
_WORD = re.compile(r"(?:自治[区州县旗]|地区|[省市州盟县区旗])(?![场域]|政(?:管理|公用|园林|工程|设施))")
_EACH = re.compile(
    r"各(?:自治[区州县旗]|地区|[省市州盟县区旗]|（[市县区旗、]{1,5}）)(?:[县区旗]|（[市县区旗、]{1,5}）)*(?![场域])"
)
# 各区（县、市）政府
_CLASS = re.compile(
    r"^(?:各|各?(?:相关|有关))[县市区州旗]{1,2}（[县市区州旗、]{1,5}）[县市区旗]{0,2}(?:(?:人民)?政府)?$"
)
# How far down the deepest area lies that a word is said of: cities are prefectures or counties, districts counties.
_DEPTHS = {"省": 1, "自治区": 1, "自治州": 2, "地区": 2, "州": 2, "盟": 2}
_DEEPEST = 3
_LEVELS = {"country": 0, "province": 1, "prefecture": 2, "county": 3, "zone": 3}


def split_level(mention: str) -> tuple[str, str]:
    """The word of level that a mention begins with, '' if none, and the rest: 自治区能源局 → 自治区, 能源局."""
    match = _WORD.match(mention)
    return (match.group(), mention[match.end() :]) if match else ("", mention)


def split_each(mention: str) -> tuple[str, str]:
    """The areas of a level that a mention begins with, '' if none, and the rest: 各县（市、区）, 卫健局."""
    match = _EACH.match(mention)
    return (match.group(), mention[match.end() :]) if match else ("", mention)


def denoted(word: str, line: Mapping[str, Area]) -> Area | None:
    """The area of a document, or the one around it, that a word of level stands for in its text.

    ``line`` is the document's area with all that it is part of, the area itself first.
    """
    if word == "省":
        return line.get("province")
    for depth, area in enumerate(line.values()):
        # In a city's document 区 is one of its districts, not the autonomous region around it.
        if area.name.endswith(word) and not (depth and word == "区" and area.name.endswith("自治区")):
            return area
    return None


def is_lower(word: str, area: Area) -> bool:
    """Whether a word of level can be said of the areas in ``area``: 市 in a province's document."""
    return _DEPTHS.get(word, _DEEPEST) > _LEVELS[area.level]


def is_class(mention: str) -> bool:
    """Whether all governments of a level are named with those of others beside them: 各县（市、区）政府."""
    return bool(_CLASS.match(mention))
