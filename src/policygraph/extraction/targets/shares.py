"""What a share is of that is told by what is done: 按不低于15%的比例配建, 80%以上的机关建成节约型机关."""

from __future__ import annotations

import re

from policygraph.extraction.targets.deeds import covered, done_within, kept_for
from policygraph.extraction.targets.judging import ends_here, rate_held, standard_set
from policygraph.extraction.targets.phrases import clean_phrase
from policygraph.extraction.targets.quantities import Quantity

__all__ = ["SHARE_OF_DOING", "provided", "share_of_doing"]

# 90%以上2024年建成…, 80%以上的机关建成…: the share of those who do what follows.
SHARE_OF_DOING = re.compile(
    r"(?:的|20\d\d年(?:底|末)?(?:之?前)?)?(?P<deed>(?![的或和并且与及])[\u4e00-\u9fff].*)"
)
# 各县（市、区）30%以上的村达到…
_OF_EACH = re.compile(r"各[县市区旗州](?:（[县市区旗、]{1,5}）)?$")
# 省直机关及60%以上的省属单位建成…
_AND_OF = re.compile(r"^[^，；]{2,10}(?:及|和)$")
_OTHER_SHARE = re.compile(
    r"(?:和|、|及|以及)\d+%(?:以上)?的[\u4e00-\u9fff]{2,8}?(?=[和、及]\d|建成|实现|达到|完成|基本)"
)
# 按不低于15%的车位比例配建充电设施
_RATE_LEAD = re.compile(r"(?:(?:按照?|以)(?:不(?:低于|少于)|至少)[^，；]{0,10}|按照?[^，；]{2,8})$")
_AT_RATE = re.compile(
    r"(?:的?[\u4e00-\u9fff]{0,8}?(?:比例|标准|比率))?(?:同步|统一|集中|足额|分类)*"
    r"(?P<deed>(?:配[建套备置]|建设|安装|设置|预留|安排|供应|提取|计提|投放|设计)[^，；。]*)"
)
# 春节前完成造林任务的85%以上
_OF_TASK = re.compile(
    r"完成(?:全年|年度|总)?(?P<task>[\u4e00-\u9fff]{2,12}?(?:任务|工程量|工作量))(?:总)?量?的$"
)
_OF_WHOLE = re.compile(r"(?:按照?|以)(?:不(?:低于|少于)|至少)(?P<whole>[^，；]{2,12})的$")
# 小区按每百户不低于 30平方米 的标准配建服务用房
_FOR_SO_MANY = re.compile(
    r"(?:应当?|要|须|必须)?(?:按照?|以)(?P<per>每[一二三四五六七八九十百千万\d]+[户人])(?:不(?:低于|少于)|至少)?$"
)
_PROVIDED = re.compile(
    r"(?:建筑面积)?的?(?:标准|比例|要求)?(?:同步|统一|集中|足额|配套|规划)*"
    r"(?:配[建套备置]|建设|设置|预留|规划|安排)(?P<thing>[\u4e00-\u9fff]{2,12})"
)


def provided(left: str, after: str, quantity: Quantity) -> str:
    """What so large a share is to be provided of: 小区按不低于 15%的车位比例配建充电桩 → 小区配建充电桩比例; or ''."""
    if within := done_within(left, after, quantity):
        return clean_phrase(within[0]) + within[1] + "时间"
    so_many = _FOR_SO_MANY.search(left) if quantity.unit_class == "area" else None
    if so_many and (thing := _PROVIDED.match(after)):
        return f"{clean_phrase(left[: so_many.start()])}{so_many['per']}{thing['thing']}面积"
    if not quantity.is_percent:
        return ""
    if whom := covered(left, after):
        return f"{clean_phrase(whom[0])}覆盖{whom[1]}比例"
    if (task := _OF_TASK.search(left)) and ends_here(after):
        return f"{task['task']}完成比例"
    if kept := kept_for(left, after):
        return kept
    if standard := standard_set(left, after):
        return clean_phrase(left.removesuffix("执行")) + standard
    if held := rate_held(left, after):
        return clean_phrase(held[0]) + held[1]
    whole = _OF_WHOLE.search(left)
    if whole and re.match(r"(?:足额)?(?:安排|提取|计提|列支)", after):
        # 培训经费按照不低于工资总额的1.5%安排
        return f"{clean_phrase(left[: whole.start()])}占{whole['whole']}比例"
    bound, rate = _RATE_LEAD.search(left), _AT_RATE.match(after)
    return clean_phrase(left[: bound.start()]) + rate["deed"] + "比例" if bound and rate else ""


def share_of_doing(left: str, after: str) -> str:
    """The share of those who do something: 党政机关 80%以上 建成节约型机关 → 党政机关建成节约型机关比例."""
    # 45%的县城和30%的建制镇建成…: each share is of its own kind of place.
    each = _OF_EACH.search(left)
    who = each[0] if each else "" if left.startswith("的") else clean_phrase(_AND_OF.sub("", left))
    deed = _OTHER_SHARE.sub("", re.split(r"[，；。]", after)[0]).removesuffix("目标").removesuffix("的")
    return who + deed + "比例"
