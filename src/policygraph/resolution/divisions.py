"""The divisions of a department that issues a document of its own: 规划处 there is the department's 规划处."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["is_division", "issuing_department"]

_DEPARTMENT_ENDS = re.compile(r"委员会|[局厅委部](?!门)")
# The government's own office issues what departments wrote.
_GOVERNMENT = re.compile("政府")
_LONGEST = 24
# What a department's work is divided among; 办事处 are bodies of their own, and so is what has a place or level.
_DIVISION = re.compile(
    r"(?![各省市县区州盟旗国本其有相])(?:办公室|[\u4e00-\u9fff]{1,16}(?<!办事)(?:处|处室|科|科室))"
)


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
