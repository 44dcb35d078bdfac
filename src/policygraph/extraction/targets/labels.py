"""How the name of what is measured is written for readers: in the order of the text, and ending in what is measured.

The vocabulary is asked for another form (新能源汽车推广数量), in which what is done stands behind the thing.
"""

from __future__ import annotations

import re

from policygraph.extraction.targets.phrases import Counted

__all__ = ["counted", "measured"]

# Honours are named with what is done behind them: 绿色工厂创建数量.
_HONOURS = frozenset({"创建", "遴选", "评选", "认定", "创成", "打造", "选树", "推出"})
# These only carry what is done: 完成1500户危房改造.
_CARRIERS = frozenset({"完成", "实施", "推动", "实现", "覆盖", "形成", "选择", "开展", "组织开展"})
_CARRIED = re.compile(r"(?:组织)?(?:开展|实施)(?=[\u4e00-\u9fff]{4,})")
_IN_ALL = re.compile(r"累计(?=[\u4e00-\u9fff]{0,4}$)")
# 选择60个城市开展试点 → 开展试点的城市
_DOING = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{0,8}?(?:城市|企业|县|园区|单位|地区|学校|医院|社区|乡镇|村))(?P<doing>(?:开展|实施|参与)[^，；、]{3,})"
)
_TAILS = {"户": "户数", "套": "套数", "次": "次数", "期": "期数", "场": "场次"}
_TIMES = re.compile(r"[人家户件班批场艘架车辆]次")
# 创建“无废学校”“无废景区”等“无废细胞”
_AND_OTHERS = re.compile(r"^.*[”’]等(?=[“‘]?[\u4e00-\u9fff])")
_MEASURES = re.compile(
    r"(?:面积|长度|里程|规模|容量|能力|总量|量|率|装机|产能|宽度|高度|净宽|净高|总长|半径|距离|数|值|比例|密度|水平|指标|范围|机组|厚度|深度)$"
)
# Firms are counted by 家 and 户 alike.
_BARE_NUMBER = re.compile(r"(?<!企业)(?<!主体)(?<!单位)数量$")
# 组建不少于80人的救援队
_TEAM = re.compile(r"(?:队伍?|人才库|专家库)$")
_WAYS = re.compile(
    r"(?:(?<![管渠隧巷栈])道|(?<!线)路|轨|桥|铁路|公路|专用线|高速|地铁|线网)(?:建设|改造|贯通|提升)?$"
)
_MADE = re.compile(
    r"(?P<deed>建设|营造|种植|治理|修复|改造|整治|实施|发展|推广|建成|完成|新增|新建)(?P<thing>[\u4e00-\u9fff].+)"
)
_NOUN_OF_DEED = frozenset({"建设", "营造", "种植", "治理", "修复", "改造", "整治", "推广"})


def counted(what: Counted, left: str, unit: str, deed: str = "") -> str:
    """What is counted: 公办托位新增数量 → 新增公办托位数, 危房改造完成数量 → 危房改造户数.

    Args:
        what: the thing and what is done.
        left: the clause before the number.
        unit: of the number.
        deed: what is done to the thing before in an enumeration, which goes for this one too.
    """
    thing, done = _AND_OTHERS.sub("", what.thing).strip("“”"), what.deed or deed
    if thing.count("“") != thing.count("”"):
        thing = thing.replace("“", "").replace("”", "")
    if carried := _CARRIED.match(thing):
        thing, done = thing[carried.end() :], done or carried[0]
    if doing := _DOING.fullmatch(thing or what.phrase.removesuffix("数量")):
        return f"{doing['doing']}的{doing['who']}数量"
    if not (thing and done):
        tail = unit if _TIMES.fullmatch(unit) else _TAILS.get(unit, "数量")
        return what.phrase.removesuffix("数量") + tail if _BARE_NUMBER.search(what.phrase) else what.phrase
    if unit in ("人", "名") and _TEAM.search(thing):
        return f"{thing}人数"
    if done in _HONOURS:
        return f"{thing}{done}数量"
    tail = unit if _TIMES.fullmatch(unit) else _TAILS.get(unit, "数")
    tail = "数" if thing.endswith(tail[:1]) else tail
    if done in _CARRIERS:
        return thing + tail
    in_all = "累计" if _IN_ALL.search(left) or f"累计{done}" in left else ""
    return in_all + done + thing + tail


def measured(phrase: str, unit_class: str) -> str:
    """What is measured, with the noun of its measure: 建设碳汇林 → 碳汇林建设面积, 新建污水管网 → 新建污水管网长度.

    Args:
        phrase: the name as the vocabulary is asked for it.
        unit_class: the class of the number's unit.
    """
    bare = re.sub(r"^(?:完成|实施|推进|同步|形成)+(?=..)", "", phrase)
    if unit_class not in ("area", "length", "power") or not bare or _MEASURES.search(bare):
        return bare
    if unit_class == "length":
        return bare + ("里程" if _WAYS.search(bare) else "长度")
    if unit_class == "power":
        return f"{bare}规模" if re.search(r"改造|建设|项目$", bare) else bare
    made = _MADE.fullmatch(bare)
    if (
        made
        and made["deed"] in _NOUN_OF_DEED
        and not re.search(r"(?:建设|改造|提升|治理|抚育|修复)$", made["thing"])
    ):
        return f"{made['thing']}{made['deed']}面积"
    return f"{bare}面积"
