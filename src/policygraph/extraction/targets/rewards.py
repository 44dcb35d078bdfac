"""Figures that are paid or marked, and no aims: subsidies and their ceilings, formulas, points of an assessment."""

from __future__ import annotations

import re

from policygraph.extraction.targets.quantities import Quantity

__all__ = ["is_score", "is_subsidy"]

_PAID = re.compile(
    r"(?<!争取)(?<!争取[上中省]级)(?<!争取中央)(?<!争取国家)(?:奖补|补助|补贴|奖励|奖金|资助|贴息|奖)(?!资金|政策|制度|标准体系|办法)|最高(?:不超过)?$|(?:给予|予以)[^，；。]{0,12}$|(?:给予|予以)[^，；。]{0,8}(?:支持|扶持)|(?:支持|扶持|授信|贷款)(?:金额|额度|标准)(?=[^，；。]{0,6}(?:最高|不超过))"
)
_PAID_BEHIND = re.compile(
    r"(?:或[\d.]+万?元)?(?:的(?:比例|标准|额度)?)?(?:[、，]最高[\d.]+万?元|、[^，；。\d]{1,6}[\d.]+万?元)?[^，；。]{0,6}?(?:给予|予以|进行)[^，；。]{0,10}(?:奖|补|贴|资助|支持)"
    r"|(?:或[\d.]+万?元)?的?(?:一次性)?(?:奖励|奖补|补助|补贴|资助|贴息)"
)
# 保费财政补贴比例80%
_PAID_SHARE = re.compile(
    r"(?:补贴|补助|奖补|资助|奖励|贴息|分担|报销)(?:的?(?:比例|标准|额度))[^，；。\d]{0,4}$"
)
# 对投资达70%以上的项目，…给予补助: what the rule applies to.
_FOR_WHOM = re.compile(r"[“（]?对(?!标)")
_A_CEILING = re.compile(r"(?:单个|单户|单笔|单家|每户|每家)[^，；。]*(?:不超过|最高)[^，；。]*$")
_SPENT = re.compile(r"统筹|设立|安排|筹集|筹措|投入|落实|撬动|争取|完成|带动|资金|基金")
_FORMULA = re.compile(r"×(?!”)|[÷=＝]|满分|得分|权重(?!不[低少]|提高|达到)|分值")
# 考评分值=日常监测（60%）+实地调研（20%）
_SUM = re.compile(r"[=＝][^，；]*[+＋][^，；+＋]{0,16}$")


def is_subsidy(quantity: Quantity, said: str, after: str) -> bool:
    """Whether a quantity is what somebody may be paid (按10%给予奖补, 最高不超过500万元), and nothing to be reached.

    Args:
        quantity: the quantity.
        said: the sentence before it.
        after: the sentence behind it and its bounds.
    """
    if _FOR_WHOM.match(said) and _PAID.search(after):
        return True
    if not (quantity.unit_class == "money" or quantity.is_percent):
        return False
    if _PAID_BEHIND.match(after) or (quantity.unit_class == "money" and _A_CEILING.search(said)):
        return True
    if quantity.is_percent and _PAID.search(said) and re.search(r"(?:不超过|最高)[^，；]{0,8}$", said):
        return True
    if quantity.is_percent and _PAID_SHARE.search(said):
        return True
    paid = [match.end() for match in _PAID.finditer(said)]
    return bool(paid) and quantity.unit_class == "money" and not _SPENT.search(said, paid[-1])


def is_score(said: str, after: str) -> bool:
    """Whether a number belongs to a formula or to the points of an assessment (得分=实际值÷目标值×30)."""
    return bool(_FORMULA.search(said[-12:]) or _FORMULA.match(after) or _SUM.search(said))
