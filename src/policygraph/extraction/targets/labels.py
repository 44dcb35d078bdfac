"""How the name of what is measured is written for readers: in the order of the text, and ending in what is measured.

The vocabulary is asked for another form (新能源汽车推广数量), in which what is done stands behind the thing.
"""

from __future__ import annotations

import re

from policygraph.extraction.clauses import CREATE
from policygraph.extraction.targets.phrases import Counted

__all__ = ["carried", "completed", "counted", "deed_of", "grown", "holder_of", "is_bare", "measured"]

# Honours are named with what is done behind them: 绿色工厂创建数量.
_HONOURS = frozenset({"创建", "遴选", "创成"})
_WORK_OF = re.compile(r"(?<=[\u4e00-\u9fff]{4})(?:工作|任务)$")
_ADDED = re.compile(r"(?:新增|净增)(?:约|不少于|不低于|至少|超过)?$")
# These only carry what is done: 完成1500户危房改造.
_CARRIERS = frozenset({"完成", "实施", "推动", "实现", "覆盖", "形成", "选择", "开展", "组织开展"})
_CARRIED = re.compile(r"(?:组织)?(?:开展|实施)(?=[\u4e00-\u9fff]{4,})")
_IN_ALL = re.compile(r"累计(?!达|保有)")
# 选择60个城市开展试点 → 开展试点的城市
_DOING = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{0,8}?(?:城市|企业|县|园区|单位|地区|学校|医院|社区|乡镇|村))(?P<doing>(?:开展|实施|参与)[^，；、]{3,})"
)
_TAILS = {"户": "户数", "套": "套数", "次": "次数", "期": "期数", "场": "场次"}
# 新增就业2万人: those who do so.
_OF_PEOPLE = re.compile(r"(?:就业|参保|参训|培训|脱贫|上岗|返乡|创业|入园|受益|参与|转移|轮训|服务)$")
_TIMES = re.compile(r"[人家户件班批场艘架车辆]次")
# 创建“无废学校”“无废景区”等“无废细胞”, 新建甲、乙等县级森林城市
_AND_OTHERS = re.compile(
    r"^.*[”’]等(?=[“‘]?[\u4e00-\u9fff])|^[\u4e00-\u9fff]{1,8}(?:、[\u4e00-\u9fff]{1,8})+等(?=[\u4e00-\u9fff]{4,})"
)
_MEASURES = re.compile(
    r"(?:[人户亩地生]均|面积|长度|里程|规模|容量|能力|总量|量|率|装机|产能|宽度|高度|净宽|净高|总长|半径|距离|数|值|比例|密度|水平|指标|范围|机组|厚度|深度)$"
)
# Firms are counted by 家 and 户 alike.
_FIRMS = re.compile(r"(?:企业|主体|单位|机构|大户)$")
# 组建不少于80人的救援队
_TEAM = re.compile(r"(?:队伍?|人才库|专家库)$")
# 风电约600万千瓦: what of it is installed.
_POWER_SOURCE = re.compile(r"(?:[煤火气水核风]电|光[伏热]|抽水蓄能|新型储能|电化学储能|生物质发电|发电)$")
_WAYS = re.compile(
    r"(?:(?<![管渠隧巷栈])道|(?<!线)路|轨|桥|铁路|公路|专用线|高速|地铁|线网)(?:建设|改造|贯通|提升)?$"
)
_MADE = re.compile(
    r"(?P<deed>建设|营造|种植|治理|修复|改造|整治|实施|发展|推广|建成|完成|新增|新建)(?P<thing>[\u4e00-\u9fff].+)"
)
_NOUN_OF_DEED = frozenset({"建设", "营造", "种植", "治理", "修复", "改造", "整治", "推广"})
# What is done to all of an enumeration: 新增特色经济林6万亩、林下经济3万亩.
_DEED_AHEAD = re.compile(
    r"(?:新建|新增|新开|改造|新改扩建|改建|扩建|建成|整合|退出|关停|淘汰|压减|治理|修复|整治|种植|营造|敷设|铺设|更新|推广|增设|延伸|"
    r"盘活|提升|及|和|、(?=[改扩新]))+(?=[\u4e00-\u9fff]{2})(?!建设用地|用地)"
)
_ENDS_IN_DEED = re.compile(
    r"(?:减排|削减|节约|替代|改造|治理|修复|建设|提升|退出)(?:量|面积|长度|里程|规模)?$"
)
# Whose use of energy and water all figures of a sentence are: 公共机构能源消费总量…，用水总量…，人均综合能耗….
_HOLDER = re.compile(
    r"(?P<holder>[\u4e00-\u9fff]{0,6}?(?:公共机构|机关|事业单位|企业|学校|医院|园区|数据中心|港口|高校))"
    r"(?=能源|能耗|用水|用能|人均|单位|碳排放|水资源|综合能耗|电力|煤炭|二氧化碳)"
)
_OF_HOLDER = re.compile(
    r"人均|单位(?:建筑面积|建筑|面积|产品)|用水|用能|能源消费|能耗|碳排放|二氧化碳排放|水资源|综合能耗|煤炭消费"
)
# Names that say nothing without the thing before: 水产品养殖面积…，产量….
_BARE = re.compile(
    r"(?:[年月日]|总|平均|最高|累计|新增|年均|日均|月均|上半年|单[站体机位个]|服务|覆盖|整体|抽检|联合|项目|主营业务|营业|销售|重大|安全|隐患|问题|持证|"
    r"建筑|占地|处理|供热|供电|供水|供餐|配餐|接待|收储|储存|经营|入户|贷款)*"
    r"(?:产量|单产|产值|收入|利润|面积|里程|长度|高度|层数|半径|功率|容量|库容|能力|产能|投资|规模|总规模|余额|交易额|零售额|使用量|用量|消费量|"
    r"客流量|吞吐量|供应量|存栏|出栏|参与率|覆盖率|使用率|利用率|合格率|整改率|治理率|改造率|完成率|开工率|投产率|入住率|到位率|就业率|上岗率|接入率|知晓率|满意度|达标率|正常率|完好率|销售额|入库率|诊断率|更新率|储备率|配备率|安装率|开放率|履约率|复种率|成活率|保存率)"
)
_MONEY_NAME = re.compile(r"投资|收入|产值|利润|余额|额$")
_MEASURE_TAIL = re.compile(
    r"(?:总|[年月日]|平均|累计|播种|种植|养殖|经营|建筑|占地|推广|服务|抽检|主营业务|营业|集中)*"
    r"(?:产量|产值|面积|里程|长度|规模|容量|库容|能力|产能|收入|保有量|数量|户数|人数|总数|总量|(?<![系指级天次])数|覆盖率|普及率|利用率|合格率|使用率|接入率|入住率|参与率)$"
)
_IS_MEASURE = re.compile(r"[率例重数度值量额积比耗]$")
_LONGEST_THING = 14
_GROWTH_NAME = re.compile(r"(?:增速|增长率|增幅|增长|速度)$")


def deed_of(phrase: str) -> str:
    """What a name says is done, before the thing: 新建改造城区污水管网 → 新建改造; '' where nothing is."""
    match = _DEED_AHEAD.match(phrase)
    return match[0] if match else ""


def carried(label: str, deed: str) -> str:
    """The name of a further part of an enumeration, with what is done to all of them."""
    return label if not deed or _DEED_AHEAD.match(label) or _ENDS_IN_DEED.search(label) else deed + label


def holder_of(phrase: str) -> str:
    """Whose use of energy or water a name is of: 公共机构能源消费总量 → 公共机构; '' for others."""
    match = _HOLDER.match(phrase)
    return match["holder"] if match else ""


def completed(label: str, before: str, holder: str, *, is_money: bool) -> str:
    """A name that does not stand alone with the thing of the name before: 产量 behind 水产品养殖面积 → 水产品产量.

    Args:
        label: the name.
        before: that of the figure before.
        holder: whose use of energy and water the sentence speaks of.
        is_money: whether the figure is one of money.
    """
    if holder and _OF_HOLDER.match(label):
        return holder + label
    if not _BARE.fullmatch(label) or (_MONEY_NAME.search(label) and not is_money):
        return label
    tail = _MEASURE_TAIL.search(before)
    named = before[: tail.start()] if tail else "" if _IS_MEASURE.search(before) else before
    thing = re.sub(rf"(?:{CREATE})+$|^(?:{CREATE}|开展|落实)+(?=..)", "", named)
    thing = re.sub(r"(?:工作|任务)$", "", thing).removesuffix(label[:2])
    return thing + label if 2 <= len(thing) <= _LONGEST_THING and thing[:2] not in label else label


def is_bare(label: str) -> bool:
    """Whether a name says nothing without the thing that is measured: 覆盖率."""
    return bool(_BARE.fullmatch(label))


def grown(label: str) -> str:
    """The name of a rate by which something grows each year."""
    return label if _GROWTH_NAME.search(label) else f"{label}年均增长率"


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
        name = re.sub(r"的(?=数量$)", "", _AND_OTHERS.sub("", what.phrase))
        bare = _WORK_OF.sub("", name.removesuffix("数量"))
        if bare == name or "数量" in left or "的" in bare:
            return name
        bare = f"新增{bare}" if _ADDED.search(left) and not bare.startswith("新增") else bare
        bare = re.sub(r"^(?:使得|带动|推进|推动|加快)(?=.{4})", "", bare)
        in_all = "累计" if _IN_ALL.search(left) and "累计" not in bare else ""
        return (
            in_all + bare + ("" if bare.endswith(("数", "量", "能力", "规模")) else _tail(unit, bare, "数"))
        )
    thing = _WORK_OF.sub("", thing)
    if unit in ("人", "名") and _TEAM.search(thing):
        return f"{thing}人数"
    if done in _HONOURS:
        return f"{thing}{done}数量"
    tail = _tail(unit, thing, "数")
    tail = "数" if thing.endswith(tail[:1]) else tail
    in_all = "累计" if _IN_ALL.search(left) else ""
    return in_all + ("" if done in _CARRIERS else done) + thing + tail


def _tail(unit: str, thing: str, otherwise: str) -> str:
    """How a name says that so many of a unit are counted: 危房改造户数, 培训人次, 新增就业人数."""
    if _TIMES.fullmatch(unit) and not _FIRMS.search(thing):
        return unit
    people = unit in ("人", "名") and _OF_PEOPLE.search(thing)
    return "人数" if people else otherwise if _FIRMS.search(thing) else _TAILS.get(unit, otherwise)


def measured(phrase: str, unit_class: str) -> str:
    """What is measured, with the noun of its measure: 建设碳汇林 → 碳汇林建设面积, 新建污水管网 → 新建污水管网长度.

    Args:
        phrase: the name as the vocabulary is asked for it.
        unit_class: the class of the number's unit.
    """
    bare = re.sub(
        r"^(?:引导|完成|实施|推进|同步|形成|打造|守住|严守|守牢|保住|带动|使得|或)+(?=..)", "", phrase
    )
    if unit_class == "power" and _POWER_SOURCE.search(bare):
        return f"{bare}装机"
    # 新建管线7条300公里
    bare = re.sub(r"(?<=[\u4e00-\u9fff]{2})\d+[条座个处段]$", "", bare)
    if unit_class == "ratio":
        # 优良天数比例（AQI达标率）: what a bracket behind the measure says besides
        bare = re.sub(r"(?<=[率例重比])（[^（）\d]{2,12}）$", "", bare)
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
