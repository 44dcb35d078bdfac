"""What is done with so many things or people, where no verb right before the number makes them."""

from __future__ import annotations

import re

from policygraph.extraction.targets.quantities import Quantity

__all__ = ["bare_of_time", "is_carried_out", "is_made_of_many", "things_achieve", "without_bracket"]

_TIME_AHEAD = re.compile(
    r"(?:到|在|至)?(?:20\d\d年(?:\d{1,2}月)?|(?<!\d)\d{1,2}月|年(?=[底末内]))(?:底|末|内)?(?:之?前)?|“?十[三四五]五”?(?:时期|期间|期?末)|[2-5二两三四五]年之?内|力争|确保"
)
_TITLE = re.compile(r"《[^《》]*》")
_BRACKET = re.compile(r"^（[^（）]*）(?=[\u4e00-\u9fff])")
_ASKED = re.compile(r"(?:引导|组织|动员|指导|鼓励|帮助|帮扶)$")
_TAKE_PART = re.compile(
    r"(?!的)[\u4e00-\u9fff]{2,12}?(?:参加|参与|开展|建设|完成|实施|创建|申报|实现|就业|创业)"
)
# 开展10个园区清洁生产审核试点
_TRIAL = re.compile(r"[^，；。\d]{2,24}?(?:试点|示范)(?:工程|项目|工作)?(?=[，；。、和并]|$)")
# 启动10个示范区建设, 推进7座共计840万千瓦电站开工建设
_BEGUN = re.compile(
    r"(?!的)[^，；。\d]{2,24}?(?:建设|改造|创建|治理|修复)(?:工程|项目|工作)?(?=[，；。、和并]|$)"
)
_BEGUN_SO = re.compile(
    r"(?:共计?\d[\d.]*万?千瓦)?[^，；。\d]{2,24}?(?:开工|开工建设|建成投产|投产)(?=[，；。、和并]|$)"
)
# 开展1次综合演练, 举办2期以…为主题的培训
_TIMES = frozenset("次场期轮届")
_HELD = re.compile(r"(?:开展|举办|组织|举行|召开)$")
# 每年6月、12月各开展一次复核: how often
_MONTHS = re.compile(r"每年[^，；]*月")
# 投入使用2所、540个学位
_IN_USE = re.compile(r"(?:投入使用|投入运[营行]|投产|投用|投运|交付)$")
_WHAT = re.compile(r"[\u4e00-\u9fff“]{4}")
_PROJECTS = re.compile(r"的?[^，；。、\d]{2,24}?(?:项目|工程)(?=[，；。]|$)")
# 打造乡村旅游100个精品村: what is made, told by its field before the number
_MADE_WITHIN = re.compile(
    r"(?:^|[，、：；])(?:打造|培育|建设|新建|建成|创建|形成|认定|评选|引进|发展|布局)[\u4e00-\u9fff]{2,6}(?<![等的])$"
)
# 提升28个监测站; 能力提升2个等级 is none
_ENHANCED = re.compile(r"(?:^|[，、；])(?:提档|提质)?提升$")
_THINGS = re.compile(r"(?!的|以上|以下)[\u4e00-\u9fff“]{2,14}(?:（[^（）]{1,4}）)?(?:[，；。、和及]|$)")
_MADE_THINGS = frozenset("个家条座处所项名")
# 新建青石、柳河等9座水库
_MADE_OF_MANY = re.compile(
    r"(?:重点|加快|规划|同步|开工|启动|推进|全面)*(?:新建|续建|建成|打造|培育|创建|改造|完成|形成|引进|发展|建设|实施|推广|建立(?!健全|完善)|组建|设立)[^，；。\d]{2,40}(?:等|、[^，；。、\d的]{2,8})$"
)
# 组建由甲医院、乙医院分别牵头的2个医共体
_MADE_WHICH = re.compile(
    r"(?:新建|建成|打造|培育|创建|形成|引进|建立(?!健全|完善)|组建|设立)[^，；。\d]{3,40}(?<![目要])的$"
)
_SUCH = re.compile(r"[\u4e00-\u9fff“”（）]{2,16}(?<!开展)(?<!实施)(?<!完成)(?<!改造)")
# 力争3个县成功创建示范区, 20家企业上市
_ACHIEVE = re.compile(
    r"达到|建成|完成|实现|开展试点|启动|成功创建|开展[^，；\d]{2,12}(?:建设|示范|创建)(?:试点)?$|创建(?:成|为)|取得[^，；]*证书|获得[^，；]*(?:证书|资格|称号)|创成|获评|入选|获批|进入[^，；]*行列|通过|投产|投运|开工|上市|达标|纳入"
)


def bare_of_time(left: str) -> str:
    """A clause without times and 力争."""
    return _TIME_AHEAD.sub("", left)


def without_bracket(after: str) -> str:
    """What stands behind a number without a bracket that says more of it: 45万人（含新增15万人）取得证书."""
    return _BRACKET.sub("", after)


def is_carried_out(quantity: Quantity, bare: str, after: str) -> bool:
    """开展10个园区审核试点, 推进60个管理项目, 组织100名教师参加培训: what is done with so many.

    Args:
        quantity: how many.
        bare: the clause before, without adverbs.
        after: the clause behind.
    """
    what = _TRIAL if bare.endswith(("开展", "启动")) else _PROJECTS if bare.endswith("推进") else None
    if what and quantity.unit in _MADE_THINGS and what.match(after):
        return True
    begun = _BEGUN if bare.endswith(("启动", "开工")) else _BEGUN_SO if bare.endswith("推进") else None
    if begun and quantity.unit in _MADE_THINGS and begun.match(after):
        return True
    if quantity.unit in _TIMES and _HELD.search(bare) and not _MONTHS.search(bare) and _WHAT.match(after):
        return True
    if _IN_USE.search(bare) and quantity.unit in _MADE_THINGS and (not after or _THINGS.match(after)):
        return True
    if _ASKED.search(bare) and _TAKE_PART.match(after):
        return True
    if _ENHANCED.search(bare) and quantity.unit in _MADE_THINGS and _THINGS.match(after):
        return True
    is_thing = quantity.unit in _MADE_THINGS and not quantity.tail
    return bool(is_thing and _THINGS.match(after) and _MADE_WITHIN.search(bare_of_time(bare)))


def things_achieve(after: str) -> bool:
    """2座炼铁高炉达到标杆水平: the things counted are to achieve something, and no second number says what."""
    after = without_bracket(_TITLE.sub("", after))
    return bool(_ACHIEVE.search(after)) and not re.search(r"\d", after)


def is_made_of_many(quantity: Quantity, bare: str, after: str) -> bool:
    """Whether so many things are made, some of them named, or which they are: 新建青石、柳河等9座水库.

    Args:
        quantity: the number.
        bare: the clause before it without adverbs.
        after: the clause behind it and its bounds.
    """
    words = bare_of_time(bare)
    if quantity.tail or after.startswith("的"):
        return False
    return bool(_MADE_OF_MANY.match(words) or (_MADE_WHICH.match(words) and _SUCH.fullmatch(after)))
