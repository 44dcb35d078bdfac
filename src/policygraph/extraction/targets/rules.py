"""Numbers that tell how often, or by which rule, something is done: 每季度通报1次, 按照每500户设置1处的标准."""

from __future__ import annotations

import re

from policygraph.extraction.clauses import strip_adverbs
from policygraph.extraction.targets.quantities import Quantity

__all__ = [
    "AMOUNT_CLASSES",
    "is_often",
    "is_periodic",
    "is_rule",
    "is_size",
    "lies_around",
    "selects_in_bracket",
    "tells_which",
]

AMOUNT_CLASSES = frozenset({"power", "mass", "energy", "area", "length", "money", "rate", "volume"})
_EVERY = re.compile(
    r"每[一两三四五六七八九十\d]+个?(?:年|月|季度|周|天)(?:至少)?$|(?:每|一|逐)(?:个)?(?:季度?|月|周|日|天|半年|旬)|每年(?:至少)?[^，]{0,8}(?:会议|调度|通报|报告|报送|评估|检查)"
)
_OFTEN_ENOUGH = re.compile(r"至少|最少|不[得应]?(?:少于|低于)")
_BY_RULE = re.compile(r"按照?(?:每|不)[^，；]*$")
_RULE = re.compile(r"的(?:标准|比例|要求|密度|间距|服务半径)")
_RID_OF = re.compile(r"(?:消除|清理|取缔|关停|整治|排查|淘汰)$")

_WHOSE_SHARE = re.compile(
    r"、[^，；]{2,40}的?(?:人数|人口|人员|家庭|企业|户数)?(?:比例|占比|比重)(?:达到?|提高到|不[低少]于|超过|控制在)"
)
_BY_RULES = re.compile(r"按照?每[^，；]*$|按照?$")
_OF_RULES = re.compile(r"且[^，；]{2,24}的(?:标准|比例|要求|密度|间距)")
_RULES_BEFORE = re.compile(r"按照?每[^，；]*且[^，；]*$")
# 实施某钢铁公司100兆瓦、某热电厂50兆瓦发电项目: sizes of what firms build.
_FIRM = re.compile(r"(?:公司|集团|厂)$")
_SIZE_OF = re.compile(
    r"[\u4e00-\u9fff）]（(?:(?:总?装机|建设)?(?:容量|规模)|总?装机|库容|产能|总投资|全长|(?:建筑|占地)面积)?约?$"
)
# 以甲、乙等4个县为中心的基地
_CENTRED = re.compile(r"以[^，；]*$")
_CENTRE = re.compile(r"[^，；\d]{0,12}?为(?:重点|核心|中心|主[体的]|依托|引领|支撑|载体|龙头)")

# 230℃/170MPa以上的测井装备
_ALONGSIDE = re.compile(r"/\d[^，；。]{0,40}?(?:装备|设备|装置|仪器|技术|材料|压缩机|系统)")
# “两高”项目（综合能耗1万吨标准煤以上）
_MEASURE_IN_BRACKET = re.compile(r"（(?!其中|含|新增|占|力争|年均|至|到)[\u4e00-\u9fff]{2,8}$")


def selects_in_bracket(quantity: Quantity, left: str, after: str) -> bool:
    """Whether a figure in a bracket tells which of the things before it are meant: 项目（综合能耗1万吨标准煤以上）."""
    is_bound = quantity.tail.endswith(("上", "下")) and after.startswith("）") and not quantity.is_percent
    return is_bound and bool(_MEASURE_IN_BRACKET.search(left))


def tells_which(left: str, after: str) -> bool:
    """Whether a figure is one of several that tell whom a share counts, or by which rule things are set up.

    每周锻炼 不少于3次 、每次不少于30分钟的人数比例达到40%; 按照 每300户 且步行不超过5分钟的标准
    """
    if _WHOSE_SHARE.match(after) and _OFTEN_ENOUGH.search(left):
        return True
    return bool(
        (_BY_RULES.search(left) and _OF_RULES.match(after))
        or (_RULES_BEFORE.search(left) and _RULE.match(after))
        or _ALONGSIDE.match(after)
    )


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


def is_size(quantity: Quantity, left: str) -> bool:
    """Whether a quantity says how large one of several named things is: 建成甲电站（50万千瓦）, 实施某公司100兆瓦、….

    Nobody can tell by it what all of them are to reach.

    Args:
        quantity: the quantity.
        left: the clause before it.
    """
    # 移动机械（560千瓦及以下）: with a bound it says which.
    if quantity.is_percent or quantity.tail or not quantity.unit:
        return False
    is_built = quantity.unit_class in AMOUNT_CLASSES and _FIRM.search(strip_adverbs(left))
    return bool(is_built or _SIZE_OF.search(left))
