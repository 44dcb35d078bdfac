"""The divisions of a department that issues a document of its own: 规划处 there is the department's 规划处."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["bureau_of", "department", "in_charge_of", "is_division", "issuing_department", "named_division"]

_DEPARTMENT_ENDS = re.compile(r"委员会|[局厅委部](?!门)")
_A_DEPARTMENT = re.compile(r"[\u4e00-\u9fff]{4,20}[局厅]")
# The government's own office issues what departments wrote.
_GOVERNMENT = re.compile("政府")
_LONGEST = 24
# What a department's work is divided among; 办事处 are bodies of their own, and so is what has a place or level.
_DIVISION = re.compile(
    r"(?![各省市县区州盟旗国本其有相])(?:办公室|[\u4e00-\u9fff]{1,16}(?<!办事)(?:处|处室|科|科室))"
)

# 市教育局基础教育科: a bureau and one of its divisions.
_NAMED = re.compile(
    r"(?P<bureau>[\u4e00-\u9fff]{2,20}?(?:局|委员会|委|厅))(?P<office>(?!办公)[\u4e00-\u9fff]{1,12}(?:[处科股]|处室|科室))"
)
# 公共机构节能主管部门, 教育行政主管部门, 各地财政部门: whoever is in charge of a field.
_IN_CHARGE = re.compile(r"(?:各地|各级|地方)?(?P<field>(?!各)[\u4e00-\u9fff]{2,10}?)(?:(?:行政)?主管)?部门")


# 各地财政部门 are many, and 县邮政管理部门 or 教育主管部门 keep their words.
_SEVERAL = re.compile(r"各|地方|[省市县区州盟旗]|.*主管部门")


def named_division(mention: str, is_body: Callable[[str], bool]) -> tuple[str, str]:
    """The department that a mention names and its division: 市教育局, 基教科; two '' where it names none."""
    named = _NAMED.fullmatch(mention)
    return (named["bureau"], named["office"]) if named and is_body(named["bureau"]) else ("", "")


def in_charge_of(mention: str) -> tuple[str, ...]:
    """What the bodies in charge of a field are called most often: 教育主管部门 → 教育局, 教育委员会."""
    found = _IN_CHARGE.fullmatch(mention)
    return tuple(found["field"] + end for end in ("局", "委员会", "厅", "")) if found else ()


def bureau_of(mention: str, level: str, is_known: Callable[[str], object]) -> str:
    """The bureau of a place of a level for a field of work: 林业部门 → 林业局; '' where no one bureau is meant."""
    if level == "country" or _SEVERAL.match(mention):
        return ""
    names = in_charge_of(mention)
    return next(filter(is_known, reversed(names) if level == "province" else names), "")


def issuing_department(title: str, is_body: Callable[[str], bool]) -> str:
    """The department whose name begins a title (某省自然资源厅2024年度工作计划), '' where none does.

    Args:
        title: the title, or what the issuer is called.
        is_body: whether the vocabulary knows a body by that name.
    """
    ends = (match.end() for match in _DEPARTMENT_ENDS.finditer(title, 3, _LONGEST))
    names = [title[:end] for end in ends if not _GOVERNMENT.search(title[:end])]
    return next(filter(is_body, reversed(names)), "")


def is_division(mention: str) -> bool:
    """Whether a mention may be a division of the department whose document it stands in: 规划处, 办公室."""
    return bool(_DIVISION.fullmatch(mention))


def department(issuer: str) -> str:
    """An issuer that is a department, whether the vocabulary knows it or not; '' where it is a government."""
    return issuer if _A_DEPARTMENT.fullmatch(issuer) and not _GOVERNMENT.search(issuer) else ""
