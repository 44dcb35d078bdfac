"""What stands in a name besides what is measured or counted: brackets, purposes, and words for how far or how many."""

from __future__ import annotations

import re

__all__ = ["tidied"]

# 持证人员（含企业经营管理人才、技术人才）总量
_INCLUDED = re.compile(r"（不?(?:包?含|包括|含有|其中)[^（）]*）")
# 以“绿色引领”为主题的示范区; of a quotation with a comma only the end may stand here
_MADE_FOR = re.compile(r"(?:以“[^“”]*|^[^“”]*)”为[\u4e00-\u9fff]{2}的(?=[\u4e00-\u9fff]{2})")
# 技能人才总量占从业人员比例
_HOW_MANY = re.compile(r"(?<=[才员口业体户])(?:总量|总数|数量|人数)(?=占)")
# 幼儿园数、在园幼儿数分别占总数
_PART_OF_ALL = re.compile(r"分别(?=占)|(?<=占)(?P<whole>(?:总|全部)[\u4e00-\u9fff]{0,6}数)$")
_AMONG = re.compile(r"^(?:其中)?包?含(?=[\u4e00-\u9fff]{4})")
# 办好标准化幼儿园的要求
_ASKED = re.compile(r"的(?:要求|标准|规定|任务)(?=数量?$)")

# 事项“省内通办、跨省通办”: of a quotation only the beginning may stand here
_OPEN = re.compile(r"(?<=[\u4e00-\u9fff]{4})“[^“”]*?(?=(?:数量?|比例)$)")
# 残疾人家庭进行无障碍改造
_DONE_TO = re.compile(
    r"(?<=[家户庭人所区业店院校])(?:进行|实施)(?=[\u4e00-\u9fff]{2,12}(?:改造|整治|提升|治理|加固)(?:户数|数量?)$)"
)


# 严格执行“夏季温度不低于26摄氏度、冬季温度: of a rule that is quoted the last part
_QUOTED_RULE = re.compile(r"^[^“”]*(?:执行|落实|遵守|按照?)“(?:[^“”]*[\d、，])?(?=[\u4e00-\u9fff]{4,}$)")


def tidied(name: str) -> str:
    """A name for readers without these."""
    name = _QUOTED_RULE.sub("", name)
    name = _OPEN.sub("", _DONE_TO.sub("", name))
    name = _AMONG.sub("", _ASKED.sub("", _MADE_FOR.sub("", _INCLUDED.sub("", name))))
    name = _HOW_MANY.sub("", name)
    return _PART_OF_ALL.sub(lambda found: f"{found['whole']}比例" if found["whole"] else "", name)
