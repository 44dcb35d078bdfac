"""Mentions of bodies before they are looked up: brackets of one kind, no words of what a name includes."""

from __future__ import annotations

import re

__all__ = ["bare", "without_aside"]

# 各市（含直管县，下同）主管部门, 各区县（自治县，含新区，以下统称各区县）: what a name includes is no part of it.
_INCLUDES = re.compile(r"（(?:不?含|包括|以下|下同)[^）]*）")
_ALSO_INCLUDES = re.compile(r"(?<=[县市区旗州盟])，(?:不?含|包括|以下)[^）]*(?=）)")
# 各县（区）人民政府（管委会）: what stands in the bracket is part of the class.
_CLASS_ASIDE = re.compile(r"(?<=政府)（(?:管委会|管理委员会)）$")
_COMMITTEE = re.compile(r"(?:(?<=[区园])|(?<=[新学态]城))管委$")
_PARTY_OF = re.compile(r"(?:(?<=^自治区)|(?<=^[省市县区州盟旗]))党委(?=..)")
# 各县市区政府, 各县市区教育局 are those of 各县（市、区）.
_CLASS_OF_THREE = re.compile(r"^(各?(?:相关|有关)?)县(?:市|、市、)区(?=[\u4e00-\u9fff]{2})")
_BRACKETS = str.maketrans({"〔": "（", "〕": "）"})


def bare(mention: str) -> str:
    """A mention with brackets of one kind, 管委会 for 管委, and a class of governments without its bracket."""
    mention = mention.translate(_BRACKETS)
    # Most hold nothing of all that, which a word tells in less time than a pattern.
    if "管委" in mention:
        mention = _COMMITTEE.sub("管委会", mention)
    if "党委" in mention:
        mention = _PARTY_OF.sub("委", mention)
    if "区" in mention:
        mention = _CLASS_OF_THREE.sub(r"\1县（市、区）", mention)
    return _CLASS_ASIDE.sub("", mention) if mention.startswith(("各", "相关", "有关")) else mention


def without_aside(mention: str) -> str:
    """A bare mention without what it says that the name includes."""
    return _ALSO_INCLUDES.sub("", _INCLUDES.sub("", mention)) if "）" in mention else mention
