"""Deeds that figures are of: what is done within a time, covers a share of others, or is done so often of one thing."""

from __future__ import annotations

import re

from policygraph.extraction.targets.quantities import Quantity

__all__ = ["covered", "done_within", "kept_for", "thing_of_deed"]

_REST = r"[^，；。、]*(?:、(?!\d)[^，；。、]*)*)(?:、\d.*)?"
# 24小时内启动送水, 确保30分钟内到达现场: how long it may take
_WITHIN = re.compile(
    r"(?:应当?|必须|须|要)?(?:全部|全面|及时)?(?![^，；。]*率)(?P<deed>(?:完成|启动|到达|到场|抵达|赶到|赶赴|响应|办结|处置|恢复|修复|转运|解决|处理|出动|救治|放行)"
    rf"{_REST}"
)
_WITHIN_SURELY = re.compile(
    r"(?P<deed>(?:上报|报告|反馈|答复|提供|组织|出具|受理|送达|回应|回复|开展)[^，；。、]*(?:、(?!\d)[^，；。、]*)*)(?:、\d.*)?"
)
# 远程诊断报告30分钟内出具: of a thing it tells enough that nothing else is said of it
_WITHIN_ALONE = re.compile(
    r"(?:全部|全额|足额|及时)?(?P<deed>(?:出具|办结|送达|反馈|答复|回复|受理|审结|拨付|兑付|到账|支付|修复|整改)(?:完毕|到位)?)"
)
_OF_A_THING = re.compile(r"[\u4e00-\u9fffA-Za-z“”]{4,}$")
_SURELY = re.compile(r"确保|实现|保证|力争|做到|应|须|要")
_BOUND_AHEAD = re.compile(
    r"(?:基本|全面|力争|努力)*(?:确保|实现|保证|做到)|(?:应当|必须|应|须|要)?在?$|(?:不超过|最迟)$"
)
# 30分钟内赶赴现场、2小时内完成上报
_LISTED = re.compile(r"^[^，]*、$")
# 公共图书馆总分馆覆盖80%的乡镇
_COVERS = re.compile(r"覆盖(?:超过|不低于|不少于|至少)?$")
_COVERED = re.compile(r"的(?P<whom>[\u4e00-\u9fff（）、]{2,12})(?=[，；。]|$)")
# 协议要约定保留不低于20%的床位用于…
_KEEPS = re.compile(r"(?:保留|预留|拿出|划出|留出|安排|提取|统筹)(?:不[得应]?(?:低于|少于)|至少)?$")
_KEPT_FOR = re.compile(r"的(?P<what>[\u4e00-\u9fff]{2,12}?)(?P<use>(?:用于|面向|定向用于)[^，；。]{2,30})")
# 生活污水收集率达到70%、处理率达到95%: deeds that are shares of one thing.
_DEED_RATE = re.compile(
    r"(?:(?:设施|设备)(?:稳定|正常)?|及时|按期|有效|综合|集中|安全|无害化|资源化|规范|累计|按时|平均|规范化)*"
    r"(?:收集|收运|治理|处理|处置|响应|办结|满意|回复|受理|回收|整改|签约|履约|分类|减量|合格|运行|抽检|检测|检出|完成|达标|治愈|治疗|管理|随访|报告|登记|申报|筛查|入学|入园|巩固|参保|参与|知晓|准确|投放|认可|"
    r"开工|竣工|投产|入住|出租|供水|保证|保障|投诉|结案|调处|化解|好评|交付|配送|更新|成活|保存|统防统治|绿色防控|防控|利用)+(?:覆盖)?率"
)
_OF_PEOPLE = re.compile(r"(?:知晓|参与|准确|投放|满意|认可)+率")
_DEED_TIME = re.compile(
    r"(?:平均|最长)?(?:办理|处理|处置|响应|等候|等待|审批|送达|救援|到达)(?:时间|时长|时限)"
)
_SHORTEST_THING = 2


def done_within(left: str, after: str, quantity: Quantity) -> tuple[str, str] | None:
    """The words before, and what is to be done within a time: 雪后 24小时内 完成清雪 → 雪后, 完成清雪; None for none.

    Args:
        left: the clause before the time.
        after: the clause behind it and its bound.
        quantity: the time.
    """
    if quantity.unit_class != "time" or not quantity.tail.endswith("内") or after.endswith("的"):
        return None
    done = _WITHIN.fullmatch(after) or (_SURELY.search(left) and _WITHIN_SURELY.fullmatch(after))
    done = done or (_OF_A_THING.search(left) and _WITHIN_ALONE.fullmatch(after))
    return (_LISTED.sub("", _BOUND_AHEAD.sub("", left)), done["deed"]) if done else None


def covered(left: str, after: str) -> tuple[str, str] | None:
    """What covers a share, and of whom: 图书馆覆盖 80%的乡镇 → 图书馆, 乡镇; None where nothing does."""
    covers, whom = _COVERS.search(left), _COVERED.fullmatch(after)
    return (left[: covers.start()], whom["whom"]) if covers and whom else None


def kept_for(left: str, after: str) -> str:
    """What share of things is kept for a use: 保留 不低于20% 的床位用于特困供养 → 床位用于特困供养比例; '' for none."""
    kept = _KEPT_FOR.match(after) if _KEEPS.search(left) else None
    return f"{kept['what']}{kept['use']}比例" if kept else ""


def thing_of_deed(label: str, before: str, *, longest: int) -> str:
    """Of what a share of something done is, where the name before ends in such a share too; '' for others."""
    if not (_DEED_RATE.fullmatch(label) or _DEED_TIME.fullmatch(label)):
        return ""
    starts = [at for at in range(len(before)) if _DEED_RATE.fullmatch(before, at)]
    # 垃圾分类知晓率: of what people know or do nothing is a deed of its own.
    is_theirs = starts and _OF_PEOPLE.fullmatch(before, starts[-1])
    thing = before[: starts[-1 if is_theirs else 0] if starts else 0].removesuffix("的")
    if "防" in label and "防" not in before:
        return ""
    return thing if _SHORTEST_THING <= len(thing) <= longest and thing[:2] not in label else ""
