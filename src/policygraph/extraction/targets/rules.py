"""Numbers that tell how often, or by which rule, something is done: 每季度通报1次, 按照每500户设置1处的标准."""

from __future__ import annotations

import re

from policygraph.extraction.targets.quantities import Quantity

__all__ = ["is_often", "is_periodic", "is_rule", "lies_around"]

_EVERY = re.compile(
    r"每[一两三四五六七八九十\d]+个?(?:年|月|季度|周|天)(?:至少)?$|(?:每|一|逐)(?:个)?(?:季度?|月|周|日|天|半年|旬)|每年(?:至少)?[^，]{0,8}(?:会议|调度|通报|报告|报送|评估|检查)"
)
_OFTEN_ENOUGH = re.compile(r"至少|最少|不[得应]?(?:少于|低于)")
_BY_RULE = re.compile(r"按照?(?:每|不)[^，；]*$")
_RULE = re.compile(r"的(?:标准|比例|要求|密度|间距|服务半径)")
_RID_OF = re.compile(r"(?:消除|清理|取缔|关停|整治|排查|淘汰)$")

# 以甲、乙等4个县为中心的基地
_CENTRED = re.compile(r"以[^，；]*$")
_CENTRE = re.compile(r"[^，；\d]{0,12}?为(?:重点|核心|中心|主[体的]|依托|引领|支撑|载体|龙头)")


def is_periodic(quantity: Quantity, left: str) -> bool:
    """每季度通报1次, 一年召开2次会议: how often, and no target."""
    return quantity.unit in ("次", "轮", "期", "场") and bool(_EVERY.search(left))


def is_often(quantity: Quantity, left: str) -> bool:
    """Whether it is set how often something is done at least: 每季度至少组织1场."""
    return bool(_OFTEN_ENOUGH.search(left, left.rfind("每"))) or quantity.tail.startswith("以上")


def is_rule(quantity: Quantity, left: str, bare: str, after: str, *, sizes: frozenset[str]) -> bool:
    """按照每500户设置1处的标准, 消除56人以上大班额: how it is done, or to which of them."""
    if _BY_RULE.search(left) and _RULE.match(after):
        return True
    return quantity.unit in sizes and "上" in quantity.tail and bool(_RID_OF.search(bare))


def lies_around(left: str, after: str) -> bool:
    """Whether a quantity is of those that others are grouped around: 以甲、乙等4个县为中心."""
    return bool(_CENTRED.search(left) and _CENTRE.match(after))
