"""How a quantity is meant: comparator, kind, period and tier, after the guideline's sections 4 and 6."""

from __future__ import annotations

import re

from policygraph.extraction.targets.quantities import Quantity
from policygraph.model import Comparator, Period, TargetKind, Tier

__all__ = ["comparator", "kind", "period", "tier"]

_AT_LEAST = re.compile(r"不[应宜得能可]?(?:低于|少于|小于)|大于或?等于|≥|至少|最低|最少")
_AT_MOST = re.compile(
    r"不[应宜得能可]?(?:高于|超过|大于|突破|多于)|小于或?等于|≤|控制(?:在|到|至)|压减(?:至|到)以内"
)
# 守住118万亩耕地红线
_LINE_HELD = re.compile(r"(?:守住|严守|守牢|坚守|保住)[^，；\d]{0,6}$")
_LESS = re.compile(r"(?<!不)(?<!不[应宜得能可])(?:低于|小于|少于|<)")
_MORE = re.compile(r"(?<!不)(?<!不[应宜得能可])(?:高于|大于|超过?|突破|多于|优于|>)")
_ABOUT = re.compile(r"(?<![节签集])约|(?<![附最])近|左右|上下")
_TO = re.compile(r"(?:至|到|为)$")
_DOWN = re.compile(r"压缩|缩短|压降|下降|降低|减少|削减|压减|消减|缩减|减排|降|减|回落|收窄")
_UP = re.compile(r"提高|提升|增加|增长|上升|增|扩大|升")
_DOWN_NOUN = re.compile(r"(?:下降|降低|减少|削减|压减|缩减|减排)(?:率|比例|幅度|目标|强度)?$|降幅$|减幅$")
_UP_NOUN = re.compile(
    r"(?:增产|增收|增效)$|(?:增长|提高|提升|增加)(?:率|比例|幅度|目标|速度)?$|增速$|[增涨]幅$"
)
# 能耗强度降低基本目标为14.5%: the goal is one of falling.
_GOAL = r"(?:基本|激励|奋斗|约束性|预期性)?目标(?:值)?(?:为|是|达到|达)?$"
_DOWN_GOAL = re.compile(rf"(?:下降|降低|减少|削减|压减){_GOAL}")
_UP_GOAL = re.compile(rf"(?:增长|提高|提升|增加){_GOAL}")
# 年均浓度 is an annual mean, and part of the name.
_YEARLY = re.compile(r"(?<!\d)年均(?!浓度|值|气温|降水)|每年|逐年")
_TIERS = (
    (Tier.INCENTIVE, re.compile(r"激励(?:性)?(?:目标|值|指标)?")),
    (Tier.BASIC, re.compile(r"基本(?:目标|指标)")),
)
_SIGNS = (
    (Comparator.GE, _AT_LEAST),
    (Comparator.LE, _AT_MOST),
    (Comparator.LT, _LESS),
    (Comparator.GT, _MORE),
    (Comparator.APPROX, _ABOUT),
)
_CHANGE_CLASSES = frozenset({"ratio", "intensity", "concentration", "other", "proportion", "unknown", ""})
_STOCK = re.compile(
    r"(?:保有量|存量|余额|产值|增加值|收入|零售额|销售额|交易额|成交额|税收|利润|花费|频次|进出口总?额|贸易总?额|零售总额)(?:数量)?$"
)
# 技改投资突破50亿元: money spent, however it is said.
_INVESTED = re.compile(r"(?<!招商引资)投资(?:额|总额|规模)?$")
# 可循环包装应用规模达6万个: so many there are to be, whoever makes them.
_STATE = re.compile(
    r"(?:^其中(?![^，]*(?:资金|投资|争取|安排|用于|新增|新建|新培育))[^，]{2,16}|总量|规模|总数|数量|人数|户数|家数|备案数|能力|(?<=[\u4e00-\u9fff]{2})人)(?:分别|均|力争)*(?:突破|达到|达|稳定在|保持在|保持|超过?|控制在|提高到|增加到|不少于|不低于)约?$|(?:总数|总量)(?:约|为)?$|累计(?:达到|达|突破|超过)约?$|(?:^|年)实有[\u4e00-\u9fff]{2,8}$"
)
_REACHES = re.compile(
    r"(?:压减|压缩|减少|降低|下降|削减|缩减|控制|提高|提升|扩大|增加|增长|保持|稳定|(?<!新)[增减降升扩])(?:至|到|在)$"
)
_REACHED = re.compile(r"(?:达到|达|突破|(?<!不)(?<!不[得应])超过?|稳定在|增至|保持在|维持在)(?:了|约|近)?$")
# 年推广面积达到20万亩
_SPREAD = re.compile(r"(?:推广|覆盖|种植|播种|应用|保护|示范|经营|栽培|灌溉)(?:总)?面积$")
# 基金首期规模不低于2亿元
# 治理面积累计达到7600平方公里
_IN_ALL = re.compile(r"(?:面积|里程|长度|规模)(?:分别)?累计(?:达到?|突破|超过)约?$")
_FIRST_PART = re.compile(r"(?:首期|一期)(?:规模)?$")
# 生均公用经费标准不低于4000元
_STANDARD = re.compile(r"^(?:人均|生均|户均|亩均)|每[百千]+[户人][\u4e00-\u9fff]+面积$|(?<!达)标准$")
# 每名负责的水库不超过5座, 组建不少于80人的抢险队
# 新建小区人均建筑面积: so much for each
_EACH = re.compile(r"(?<!人)(?:人均|户均|生均|亩均|地均)[\u4e00-\u9fff]{2,}$")
_CAPPED = re.compile(
    r"(?:每|单[体个座])(?![年月日])[^，]*不[应宜得]?(?:超过|高于|多于)$|(?<!建设)(?<!建成)(?:保持|维持)$"
)
# 每校配备教师2名, 每村配有保洁员1名, 每站专职队员不少于12人: so many each is to have.
_EACH_HAS = re.compile(
    r"每(?:个(?!月))?(?![个座])[\d\u4e00-\u9fff（）]{1,8}(?:配备|配有|配齐|拥有|至少有|须有|要有)[^，；\d]*$"
    r"|每[站校园馆所院点][\u4e00-\u9fff]{2,8}[员师工](?:不[应得]?[少低]于|达到|至少)$"
)
# 人均培训不少于72学时
_EACH_OF_THEM = re.compile(r"(?:^|[，、])(?:人均|户均|生均|村均|校均)[^，；\d]*$")
# 每天巡查不少于1次
_SCALE = re.compile(r"规模(?:实现|达到|达|稳定在|保持在)[^，；]{2,24}$")
_OFTEN = re.compile(r"每(?:天|日|周|班|小时)[^，；]{0,8}(?:不[得应]?(?:少于|低于)|至少)$")
# 日均服务老人8000人次
_DAILY = re.compile(r"(?:日均|月均)[^，；\d]{0,14}$")
# 平均跑动次数不超过0.3次
_ON_AVERAGE = re.compile(r"平均[^，；\d]*(?:不[应得]?(?:超过|高于|多于)|控制在|降至|压减至|达到)$")
_TEAM = re.compile(r"(?:队伍?|人才库|专家库)(?:组建|建立|配备)?数量$")
_MADE_NOW = re.compile(r"新增|新建|建成|建设|部署|形成|归集|汇聚")
_GATHERED = re.compile(r"(?:集聚|聚集|入驻)(?!区)")
_MADE = re.compile(
    r"培育|创建|新增|建成|建设|新建|培养|引进|打造|发展|推广|选[聘派拔树育]|完成|改造|淘汰|累计|新开|带动|组织|培训|投放|投入|争取|筹集|安排|实现|实施|举办|服务|提供"
)
# 每千名老人床位50张, 每万人拥有基站28个
# 班列年开行1.1万列, 年推广技术200万亩: so much each year.
_FLOW = re.compile(
    r"(?:^|[，、和]|(?<=[\u4e00-\u9fff]{2}))(?<![\d一二两三四五六七八九十几每全去今明当逐历上本周多青少百])年"
    r"(?:开行|推广|流通|外借|种植|接待|培训|处理|处置|运送|通行|服务|供应|供[水气电热]|发送|生产|加工|出栏|消纳|利用)(?!量|能力|规模|面积|率)[^，；\d]{0,14}$"
)
_PER_HEAD = re.compile(
    r"(?:每|(?<![\u4e00-\u9fff\d])(?=[百千万]人)|(?<=[，、；])(?=[百千万]人))(?:百|千|万|十万|百万)(?:名|人|户|位|张|(?:常住|户籍)?人口|平方公里|辆)"
)
_AMOUNT_WORD = re.compile(
    r"新增|新建|扩建|打造|完成|落实|治理|整治|修复|减排量|削减量|减少量|节约量|节能量|替代量|替代(?!率|比)|盘活|改造|节约|投资|资金|压减|削减|淘汰|推广(?!.{0,4}面积)|建成|投产|退出|关停|减少|形成|营造|新造|新植|补植|建立(?=[^，；]*基地)|^(?:推进|打造)(?=[^，；]*(?:基地|项目|示范区))|种植(?!面积|规模|总)|建设|回收(?!量|利用)|更新|更换|敷设|铺设|架设|安装|加装|设置|改善(?=灌溉)|消除|清理|改建|拆除|复垦|硬化|腾退|收储|流转|托管|深松|拓宽|养护|新（[改扩]）建|减排(?!目标|强度|率)|育林|造林|抚育|改培|嫁接|^扩大(?=[^，；]*(?:基地|园区?|林)$)|核准|开工(?!规模)|亮化|提质|绿化|贯通|疏浚|清淤|加固|延伸|延长|压采|退减|单列|置换|缩减|消纳(?!量|比|率)|(?:^|，|同步|累计|新|推广)发展(?=[\u4e00-\u9fff])|配套(?=管网|设施)|恢复(?![到至])|实施(?![^，；]*(?:达|面积$))|开展(?=[^，；]*面积$)"
)


def comparator(verb: str, quantity: Quantity, left: str = "") -> Comparator:
    """The comparator from the verb before the quantity and the bound behind it; a line is held (``left``: 守住)."""
    if quantity.upper is not None:
        return Comparator.RANGE
    if quantity.is_more:
        return Comparator.GT
    if quantity.tail:
        if quantity.tail.startswith("不") or ("上" in quantity.tail and "下" not in quantity.tail):
            return Comparator.GE
        if quantity.tail in ("左右", "上下"):
            return Comparator.APPROX
        return Comparator.LE
    for sign, pattern in _SIGNS:
        if pattern.search(verb):
            return sign
    return Comparator.GE if _LINE_HELD.search(left) else Comparator.EQ


def kind(verb: str, phrase: str, left: str, quantity: Quantity) -> TargetKind:
    """What the value is; ``left`` is the clause before the quantity."""
    if quantity.unit_class in ("count", "money"):
        return _kind_of_things(verb, phrase, left, quantity)
    if quantity.unit == "倍" and not verb:
        return TargetKind.INCREASE  # 翻一番
    changes = not _TO.search(verb)
    if quantity.unit_class == "other" and _MADE_NOW.search(left) and not _REACHED.search(verb):
        return TargetKind.AMOUNT  # 建成智能算力2000P
    if quantity.unit_class in _CHANGE_CLASSES:
        if (changes and _DOWN.search(verb)) or _DOWN_NOUN.search(phrase) or _DOWN_GOAL.search(left):
            return TargetKind.DECREASE
        if (changes and _UP.search(verb)) or _UP_NOUN.search(phrase) or _UP_GOAL.search(left):
            return TargetKind.INCREASE
        return TargetKind.LEVEL
    if changes and (_DOWN.search(verb) or _UP.search(verb)):
        return TargetKind.AMOUNT
    if (
        _FLOW.search(left)
        or _CAPPED.search(left)
        or _EACH.search(phrase)
        or (_SPREAD.search(phrase) and _REACHED.search(verb))
    ):
        return TargetKind.LEVEL
    if _REACHES.search(verb) or quantity.unit_class == "time" or _IN_ALL.search(left):
        return TargetKind.LEVEL
    return TargetKind.AMOUNT if _AMOUNT_WORD.search(left + verb + phrase) else TargetKind.LEVEL


def _kind_of_things(verb: str, phrase: str, left: str, quantity: Quantity) -> TargetKind:
    """What a number of things or a sum is: there to be, made, or spent."""
    is_money = quantity.unit_class == "money"
    if "/" in quantity.unit or "／" in quantity.unit or _is_bound(phrase, left, quantity):
        return TargetKind.LEVEL  # a price, or how many there may be
    if phrase.startswith("人均") or (is_money and _STANDARD.search(phrase)):
        return TargetKind.LEVEL
    if is_money and (_FIRST_PART.search(phrase) or _INVESTED.search(phrase)):
        return TargetKind.AMOUNT
    if _STOCK.search(phrase) or _STATE.search(left) or _PER_HEAD.search(left) or _is_stock(left, verb):
        return TargetKind.LEVEL
    return TargetKind.AMOUNT if is_money else TargetKind.COUNT


def _is_bound(phrase: str, left: str, quantity: Quantity) -> bool:
    """每名负责的水库不超过5座, 养殖规模达到生猪50万头; 组建不少于80人的抢险队: how many people a team has."""
    return any(
        bound.search(left)
        for bound in (_EACH_OF_THEM, _CAPPED, _OFTEN, _SCALE, _FLOW, _EACH_HAS, _DAILY, _ON_AVERAGE)
    ) or (quantity.unit in ("人", "名") and bool(_TEAM.search(phrase)))


def _is_stock(left: str, verb: str) -> bool:
    """So many there are to be, whoever makes them: 规模以上企业突破200家, 集聚机构50家; 资金池扩大到1亿元."""
    if _GATHERED.search(left) or _REACHES.search(verb):
        return True
    return bool(_REACHED.search(verb)) and not _MADE.search(left)


def period(words: str) -> Period:
    """Whether the words of a figure (the clause before it, or a table's heads) make it one for each year."""
    return Period.YEARLY if _YEARLY.search(words) else Period.TOTAL


def tier(words: str) -> Tier | None:
    """Which of two figures for one thing it is (基本目标, 激励目标), None where the words do not say."""
    found = [(match.start(), tier) for tier, pattern in _TIERS for match in pattern.finditer(words)]
    return max(found)[1] if found else None
