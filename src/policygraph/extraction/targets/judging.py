"""Whether a quantity commits anybody, or only selects, names, compares or reports.

Not commitments: thresholds (35蒸吨及以下燃煤锅炉, 高于520千克标准煤/吨的企业), sizes in names
(630立方米炼铁高炉), starting points (由2020年的80%提高到…), scope (对6家水泥企业进行…), what is already so
(目前已达…).
"""

from __future__ import annotations

import re

from policygraph.extraction.clauses import CREATE, CREATION, PREDICATE, ends_with_noun, strip_adverbs
from policygraph.extraction.targets.deeds import covered, done_within, kept_for
from policygraph.extraction.targets.money import is_raised
from policygraph.extraction.targets.quantities import Quantity
from policygraph.extraction.targets.rewards import is_score, is_subsidy
from policygraph.extraction.targets.rules import (
    AMOUNT_CLASSES,
    is_often,
    is_periodic,
    is_rule,
    is_size,
    lies_around,
    selects_in_bracket,
    tells_which,
)
from policygraph.extraction.targets.undertaken import (
    bare_of_time,
    is_carried_out,
    is_made_of_many,
    things_achieve,
    without_bracket,
)

__all__ = [
    "commits",
    "ends_here",
    "has_reason",
    "is_listing",
    "is_starting_point",
    "rate_held",
    "standard_set",
]

# 14.5%的激励目标 still commits; 300克标准煤/千瓦时的抽凝机组 selects.
_GOAL_NOUN = re.compile(
    r"的?(?:[\u4e00-\u9fff]{0,4}目标|任务|(?:节能|节水|减排)?(?:要求|标准)|水平|比例|幅度|速度|增速)"
)
_CONNECTOR = re.compile(
    r"/(?=\d)|不(?:减少|降低)|达到?(?=\d)|（(?=[^（）]*\d)|[、或和且并与及；）”]|以及|同时|，|等(?=[，；。、]|$)|(?:的[\u4e00-\u9fff]{2,10})?为主(?=[，；。]|$)|(?:基本|总体|继续|持续)*(?:保持|维持)(?:基本|总体)?(?:稳定|不变)|于20\d\d年|（20\d\d年"
)
_ACHIEVING = re.compile(
    r"达到|建成|完成|实现|使用|采用|优于|纳入|接入|覆盖|配备|安装|执行|参与|创建|通过|具备|能够|开展|获得|用于|进入|符合|满足|改造|淘汰|实施"
    r"|(?:更换|替换|更新|置换)为|得到(?:全面|有效|妥善|及时|安全|规范|基本|明显|科学|合理)*(?:治理|处理|处置|利用|管控|保护|改善|解决|保障|落实|控制|恢复|修复)"
)
_MADE_TO = re.compile(r"(?:[^，；]{2,10}[及和])?(?:推动|推进|完成|实现|确保|带动|促进|引导|支持|保障)?")
# 确保甲区、乙区50%的社区建成…, 各县（市、区）30%以上的村达到…
_PLACE = r"[\u4e00-\u9fff]{1,8}[市县区旗州]"
_OF_PLACES = re.compile(rf"各[县市区州盟旗镇乡街道（）、]{{1,9}}$|{_PLACE}(?:[、和及]{_PLACE})*$")
_UNDERTAKEN = re.compile(r"^[^，；]*?(?:开展|启动)")
_OWN_PARTS = re.compile(
    r"(?:重点|主要|具体|约束性|预期性|量化)?(?:发展)?(?:(?:民生)?实事|任务|举措|措施|方面|指标|目标)(?!量)"
)
_ACHIEVED_FIRST = re.compile(rf"^(?:[\u4e00-\u9fff]{{0,2}})(?:{_ACHIEVING.pattern})")
# 医疗废物100%安全处置
_DONE_WITH = re.compile(
    r"(?:全部|安全|规范|无害化|资源化|集中|达标|有效|及时|综合)*(?:处置|处理|利用|收集|排放|落实|整改|办结|回收|治理|配建|到位)(?=[，；。、]|$)"
)
# 新建居住建筑执行75%节能设计标准
_SET_STANDARD = re.compile(r"的?(?P<name>[\u4e00-\u9fff]{2,6}标准)(?=[，；。、]|$)")
_AT_RATE = re.compile(r"(?:按照?|以)(?:不(?:低于|少于)|至少)(?:[\u4e00-\u9fff]{1,9})?$")
_IN_RATE = re.compile(
    r"(?:的(?:[\u4e00-\u9fff]{1,8})?(?:比例|标准|比率))?(?:同步|统一|集中|预留|规划|足额)*(?:配[建套备置]|建设|安装|设置|预留|安排|供应|提取|计提|投放|设计)"
)
# 保持98%以上的高中阶段入学率
_HELD = re.compile(r"(?:保持|维持|实现|确保|达到)(?:不(?:低于|少于)|至少|超过)?$")
_RATE_BEHIND = re.compile(
    r"的(?P<name>[\u4e00-\u9fff“”]{2,16}(?:率|比例|占比|覆盖面|满意度))(?=[，；。、]|$)"
)
# 具备5%以上的尖峰负荷响应能力
_HAVING = re.compile(r"(?:具备|形成|拥有|预留|建立|配套|配建|配置|配备|安装)[^，；]{0,12}$")
_ABILITY = re.compile(
    r"(?:[\u4e00-\u9fff]{2,6})?的[\u4e00-\u9fff]{2,16}(?:能力|规模|储备|设施|设备|装置|车位|用房)(?:[，、和]|$)"
)
_STARTING_POINT = re.compile(r"(?:由|从)[^，；]*$")
# 种植面积在1460万亩以上
_LIES_AT = re.compile(r"(?<=[积量率度模数值额])在$")
_RISES_TO = re.compile(
    r"^(?:左右|以上)?(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|增|降|压减|控制)(?:到|至|为|在)"
)
_SIZES = frozenset(("人", "头", "只", "羽", "张", "户", "床", "间", "年"))
# 完成30户以上自然村硬化路86公里: what has a figure of its own
_THEIR_FIGURE = re.compile(r"[\u4e00-\u9fff]{2,20}?(?<!不少于)(?<!不低于)(?<!达到)\d")
# 完成60%的培训任务
_OF_TASK = re.compile(r"的[\u4e00-\u9fff]{2,10}(?:任务|工程量|工作量)(?:量)?(?=[，；。、]|$)")
# 组建不少于80人的救援队
_TEAM = re.compile(r"(?:(?:组建|建立|建强|配备|配齐|建成)(?:一支)?|^)(?:不(?:少于|低于)|至少|约)?$")
_OF_PEOPLE = re.compile(r"的[\u4e00-\u9fff（）、]{2,16}(?:队伍|队|人才库|专家库)(?=[，；。]|$)")
_FOR_THOSE = re.compile(r"(?:^|[，。；])对[^，；]*$")
# 以面积大于100平方千米的海湾为重点
_FOCUS = re.compile(r"以(?!不[超高低少])[^，；]*为(?:重点|主(?!的)|核心|中心|依托|对象)")
_BOUNDED = re.compile(r"不(?:低于|少于|高于|超过)$")
_AND_OTHERWISE = re.compile(r"(?:且|并|或者?|、)[^，；]{2,40}的")
# 年产值超100亿元、具备竞争力的企业, 入井人数超过30人、井深超过800米的矿山
_AND_WHICH = re.compile(
    r"、(?:具备|具有|拥有|[^，；、\d]{1,6}(?:超过?|大于|小于|高于|低于|不足|达到?|在)\d[^，；、的]{1,8})[^，；、]{0,20}的[\u4e00-\u9fff]"
)
# 一人不同时担任超过3个机构的委员
_NOT_DO_MORE = re.compile(r"不(?![得应宜能可])[^，；\d]{1,8}(?<!不)(?:超过|多于|高于)$")
# 用地占比上限由7%提高到15%: what is allowed, and no aim.
_ALLOWED = re.compile(
    r"(?:上限|下限|门槛|起付线|封顶线)(?:[由从][^，；]*)?(?:提高|上调|放宽|调整|降低|下调|扩大)[到至为]$"
)
_A_PIECE = re.compile(
    r"加价|收费|单价|电价|水价|罚款|奖励|补贴|补助标准|每(?:吨|千瓦时|度|立方米|辆|台|人|户|亩)"
)
_REPORTED = re.compile(
    r"^允许|约占|^现状(?!基础|水平|条件)|是[^，；]{2,16}的近?约?$|拥有(?:各类|各级)?$|共有|在册(?![^，]*(?:达|整治|改造|治理))|涉及|目前(?!的?\d[^，；]*[至到]$)|(?<!完成)(?<!修复)(?<!改造)(?<!整治)(?<!治理)(?<!提升)(?<!更新)(?<!扩建)现有(?!水平|标准|基础|和|及|、)|截至|截止|已经?(?:达|建(?!(?:成的?)?[^\d，；]{2,20}(?:率|比例|占比|系数|能耗|值|PUE)|(?:成的?)?(?:居住区|小区|园区|街区|项目|设施|建筑|住宅)(?!\d|$))|完|累|关|淘|实|形|新|拆|退|投|培|获|改|治)|(?<![比较由从])(?:去年|上年)(?!末|同期|水平|基础)|实际(?:完成|达到|为)|仅为?|历史(?!遗留|文化|建筑)|当前|划分为|归纳?为|(?<!成)分为|(?:变化|波动|偏差|差异|偏离)(?:率|幅度)?(?:大于|超过|高于)$|相当于"
)
_RELATIVE = re.compile(r"(?:高于|低于|超过|超|大于|小于|不足|达到|达|满)(?:了)?$")
_WITH_NOUN_VERB = re.compile(
    r"(?:新增|完成|建成|淘汰|压减|削减|减少|新建|新造|推广|节约|形成|退出|关停|关闭|改造|投产|并网|开工|替代|实施|落实|利用|达到|贯通|敷设|铺设|疏浚|清淤|整治|治理|修复|压采|置换|退减|延伸|延长)(?:约|超过|不低于|不少于)?$"
)
# 打造10万亩无人农场, 守住18万亩耕地红线
_WITH_AREA = re.compile(r"(?:推动|推进|建设|打造|建立|创建|发展|落实|划定|保护|守住|严守|守牢|保住)$")
# 新建高标准农田30万亩: what is made stands between the verb and how much of it.
_MADE = re.compile(
    r"(?:实现|确保|力争)?(?:在[^，]{2,30}?(?:上|地区|区域|[县区市镇乡旗村）](?=实施|新建|建设|建立|完成|改造|硬化|铺设|安装|敷设)))?(?:[\u4e00-\u9fff]{2,8}(?:[区县市城]|[城乡]镇|农村))?(?:全[市省县区年]|每年|[两三四五\d]年|年度?|累计|新|再|综合|系统|集中|重点|生态|配套|同步|统筹|规划|布局|将|计划|保护(?=修复|恢复))*(?:节约|消纳|替代|盘活|减排|减少|回收|更新|压采|退减|延伸|延长|恢复|新增|新建|续建|完善|新改建|新?改扩建|改建|扩建|建设|建成|建立|完成|改造|改培|嫁接|扩大(?![到至])|治理|整治|实施|推广|提升|提质|亮化|维修|更换|升级|营造|新造|新植|补植|发展|划定|敷设|铺设|淘汰|压减|削减|退出|修复|种植|储备|预留|落实|拆除|复垦|硬化|绿化|清理|腾退|收储|流转|托管|保障|安装|加装|架设|播种|深松|拓宽|养护|疏浚|清淤|加固|归集|汇聚)+"
    r"[\u4e00-\u9fffA-Za-z0-9₀-₉（）、“”]{2,28}$"
)
_MADE_CLASSES = AMOUNT_CLASSES | {"other"}
# 组织骨干3000人次参加轮训
_SENT = re.compile(r"(?:组织|选派|支持|安排|推动|推荐)[\u4e00-\u9fff]{2,16}$")
_GOES = re.compile(r"(?:参加|赴|前往|开展|接受|参与|下沉|支援|驻[村点企校]|坐诊)")
_SCOPE_LEAD = re.compile(
    r"(?:对|将|把|在|等|全[市省县区]|的|为|以|由|向|指导|组织|涉及|包括|推进|推动|支持|引导|督促|促进|鼓励|围绕|聚焦)$"
)
# 300头以上养殖场全部建成…: a size that selects those who are all to do something.
_ALL_OF_THEM = re.compile(r"[\u4e00-\u9fff]{2,16}?(?:全部|全面|均|都)")
# 完成甲、乙两个片区32个小区雨污分流改造
_UNDER_WORK = re.compile(
    r"(?:在?[全我本][省市县区]|在?(?:中心城区|主城区|老城区|城区|县城|市区|农村)|各[市县区、（）]{1,5}|各地)?(?:每年|至少|全面|重点|按期|持续|有序|加快|组织|完成)*(?:完成|实施|开展|推进|启动)(?:中心城区|主城区|老城区|城区|县城|市区|农村)?"
)
# 每年推动200万平方米以上的住宅改造, 完成公共机构60万平方米建筑调适、节能和绿色化改造
_WORKS = re.compile(
    r"(?:每年|全年|年内|，|引导|鼓励|组织|启动|推动|推进|完成|实施|开展)+(?:[\u4e00-\u9fff]{2,12}(?:机构|单位|机关|园区|企业|学校|医院|社区|村|[市县区]))?"
)
_WORK_ON_AREA = re.compile(
    r"的?[\u4e00-\u9fff]{2,12}?(?:、[\u4e00-\u9fff]{2,8})*(?:[和及][\u4e00-\u9fff]{2,6})?(?:改造|治理|整治|修复|提升|调适)(?:工作|任务|工程|(?:试点|示范)?项目)?(?=[，；。]|$)"
)
# 完成市级公共机构60万平方米建筑改造: at whose things the work is done
_AT_WHOSE = re.compile(
    rf"{_UNDER_WORK.pattern}(?:[\u4e00-\u9fff]{{2,12}}(?:机构|单位|机关|园区|企业|学校|医院|乡镇|街道|社区|村|[市县区]))?"
)
_WORK = re.compile(
    # 完成13座大型和55座小型水库加固: the work is behind the last of them
    r"(?:[\u4e00-\u9fff]{1,8}[、和及]\d+[座处条个栋户])?[\u4e00-\u9fff（）]{2,16}?(?:改造|治理|整治|建设|修复|改善|提升|退出|加固|改?扩建|改建|迁建|创建|试点|调查|排查|评估|监测|普查|审计|登记|演练)(?:工作|任务|项目|行动|工程)?(?=[，；。、或和及]|$)"
)
# 完成全市12个矿点退出
_HERE = re.compile(r"(?:全[国省市县区州](?:首批)?|首批|[市县区]域内|辖区内?)$")
_EACH_HAS = re.compile(
    r"每(?:百|千|万|十万|百万)(?:名|人|户|位)[^，；]{2,20}$|每[个座所][\u4e00-\u9fff]{2,8}(?:都|均)?[设配拥]?有$"
)
# 设置主要指标20项，其中约束性指标15项: what the document itself holds.
_OWN_ITEMS = re.compile(r"(?:指标|任务|措施|举措|条款|方面)（?$")
# 治理工程（流域面积大于3000平方公里）, 建成水电站（50万千瓦）: a bracket that says which or how large.
_IN_BRACKET = re.compile(
    r"（(?:每|单)[个座处家条体][^（）]*$|（[^（）]*(?<!不)(?<!不[应得])(?:大于|小于|多于|少于|高于|低于)$"
)
# 绿色发展工程8个，包括…: how many there are of what follows.
_LISTED = re.compile(r"，(?:包括|包含|涵盖|涉及(?!\d)|分(?:为|成|\d)|其中包括)")
# 较2020年翻一番: the clause before says of what.
_COMPARED = re.compile(r"(?:比|较)[^，；]{2,8}$|[两三四五]年$")
# 扣减下年度资金的20%
_CHARGED = re.compile(r"(?:扣减|核减|扣除|扣罚|扣回|处以|减免|返还|退还|上浮|下浮)[^，；]*$")
_MAKING = re.compile(rf"(?:{CREATE})")
_COUNT_PREDICATE = re.compile(
    r"(?<!分解)(?<!细化)(?<!落实)(?<!延伸)(?<!下沉)(?<!覆盖)(?:达到|达|至|到|为|(?:至少|都|均)有|突破|超过|不少于|不低于|共|累计|增至|完成|保持在|控制在|稳定在|维持在|约|近)$"
)


def commits(quantity: Quantity, left: str, after: str) -> bool:
    """Whether a quantity is a commitment.

    Args:
        quantity: the quantity (the last one of a list).
        left: the clause before the (first) quantity.
        after: the clause behind the quantity and its bounds.
    """
    if is_periodic(quantity, left):
        # 每季度至少组织1场 sets how often, 每月召开一次 only tells it.
        return is_often(quantity, left) and not tells_which(left, after)
    if _selects(quantity, left, after) or is_size(quantity, left):
        return False
    if (
        _ALLOWED.search(left)
        or _REPORTED.search(left)
        or _OWN_PARTS.match(after)
        or is_starting_point(left, after)
    ):
        return False
    if _HAVING.search(left) and _ABILITY.match(after) and PREDICATE.search(strip_adverbs(left)):
        return True
    if done_within(left, after, quantity) or (
        quantity.is_percent and (covered(left, after) or kept_for(left, after))
    ):
        return True
    if quantity.unit_class in ("proportion", "unknown", "time"):
        return bool(PREDICATE.search(strip_adverbs(left))) and ends_here(after)
    if quantity.unit_class == "count":
        return _count_commits(quantity, left, after)
    if quantity.is_percent:
        return _share_commits(left, after, quantity.tail)
    return _measure_commits(quantity, left, after)


def has_reason(quantity: Quantity, said: str, left: str, after: str) -> bool:
    """Whether something tells that a quantity is no commitment, beside the lack of words that make it one.

    Args:
        quantity: the quantity.
        said: the sentence before it.
        left: the clause before it.
        after: the clause behind it and its bounds.
    """
    return (
        is_subsidy(quantity, said, after)
        or is_score(said, after)
        or is_starting_point(left, after)
        or is_periodic(quantity, left)
        or _selects(quantity, left, after)
        or bool(
            _CHARGED.search(left)
            or _ALLOWED.search(left)
            or _REPORTED.search(left)
            or _OWN_PARTS.match(after)
            or _A_PIECE.search(left)
        )
        or (quantity.unit_class == "count" and bool(_OWN_ITEMS.search(strip_adverbs(left))))
        or bool(quantity.tail and after)
        or after.startswith("的")
    )


def _selects(quantity: Quantity, left: str, after: str) -> bool:
    """对投资3亿元或年产值6000万元以上的项目, 100吨/日及以下且超期服役的: those that a rule applies to."""
    if _IN_BRACKET.search(left) or _AND_WHICH.match(after) or _NOT_DO_MORE.search(left):
        return True
    if lies_around(left, after) or tells_which(left, after) or selects_in_bracket(quantity, left, after):
        return True
    if quantity.unit_class == "count" and quantity.unit not in _SIZES:
        return False
    if quantity.unit in _SIZES and quantity.tail and _THEIR_FIGURE.match(after):
        return True
    if (_FOR_THOSE.search(left) and "的" in after) or _FOCUS.match(left + after):
        return True
    return bool(quantity.tail or _BOUNDED.search(left)) and bool(_AND_OTHERWISE.match(after))


def is_listing(quantity: Quantity, left: str, rest: str) -> bool:
    """Whether a number only says how many things are listed behind it, or in the plan: 工程8个，包括…; 约束性指标13项.

    Args:
        quantity: the quantity.
        left: the clause before it.
        rest: the sentence behind it and its bounds.
    """
    bare = strip_adverbs(left)
    if quantity.unit in ("项", "条") and _OWN_ITEMS.search(bare):
        return True
    is_made = _MAKING.match(bare_of_time(left)) or CREATION.search(bare)
    return quantity.unit_class == "count" and bool(_LISTED.match(rest)) and not is_made


def is_starting_point(left: str, after: str) -> bool:
    """Whether a quantity is where the way to another one begins: 由2020年的78%提高到90%."""
    return bool(_STARTING_POINT.search(left) and _RISES_TO.match(after))


def ends_here(after: str) -> bool:
    """Whether a clause ends behind a quantity, or goes on without making it part of a name."""
    return not after or bool(_CONNECTOR.match(after)) or bool(_GOAL_NOUN.match(after))


def rate_held(left: str, after: str) -> tuple[str, str] | None:
    """The words before the deed and the rate behind its value: 普通高中保持 98%以上的入学率; None for no such."""
    held, rate = _HELD.search(left), _RATE_BEHIND.match(after)
    return (left[: held.start()], rate["name"]) if held and rate else None


def standard_set(left: str, after: str) -> str:
    """The standard that is to be kept at a share: 新建居住建筑执行 75%节能设计标准; '' for none."""
    standard = _SET_STANDARD.match(after) if left.endswith("执行") else None
    return standard["name"] if standard else ""


def _share_commits(left: str, after: str, tail: str) -> bool:
    if re.search(r"不受[^，；]*$", left) or _CHARGED.search(left):
        return False
    if _AT_RATE.search(left) and _IN_RATE.match(after):
        return True
    if standard_set(left, after):
        return True
    if ends_here(after):
        return not re.search(r"(?:不足|未达到?)$", left)
    if after.startswith("的"):
        if _HAVING.search(left) and _ABILITY.match(after):
            return True
        if (left.endswith("完成") and _OF_TASK.match(after)) or rate_held(left, after) is not None:
            return True
        # 80%以上的党政机关建成节约型机关
        whole = _HERE.sub("", bare_of_time(left))
        who = _OF_PLACES.sub("", whole.strip("，、（"))
        return bool(_MADE_TO.fullmatch(who) and _ACHIEVING.search(after))
    bare = strip_adverbs(left)
    # 提高10%以下低浓度瓦斯利用率: with a bound and a noun behind it, a share only names something.
    if PREDICATE.search(bare) and not _RELATIVE.search(bare) and "下" not in tail:
        return True
    return (
        bool(_DONE_WITH.match(after))
        or bool(_ACHIEVED_FIRST.match(after))
        or bool(_ACHIEVING.search(after))
        or ends_with_noun(bare)
    )


def _measure_commits(quantity: Quantity, left: str, after: str) -> bool:
    bare = _LIES_AT.sub("", strip_adverbs(left))
    if quantity.unit_class == "money":
        is_paid = _A_PIECE.search(left) and not left.endswith("增收")
        return not is_paid and is_raised(bare, left, after, ends=ends_here(after), exact=not quantity.tail)
    if quantity.unit_class == "area" and _WORK_ON_AREA.match(after) and _WORKS.fullmatch(bare_of_time(left)):
        return True
    if not ends_here(after):
        # A unit that runs straight into a noun names or selects it, unless a verb builds or cuts that much.
        return (
            not quantity.tail
            and not after.startswith("的")
            and quantity.unit_class in AMOUNT_CLASSES
            and quantity.unit != "米"  # lengths in metres are sizes of things, 公里 are built
            and bool(
                _WITH_NOUN_VERB.search(bare)
                or (quantity.unit_class == "area" and _WITH_AREA.search(bare))
                or (_AT_WHOSE.fullmatch(bare_of_time(bare)) and _WORK.match(after))
            )
        )
    if re.search(r"每$", bare):
        return False
    if quantity.unit == "倍" and _COMPARED.search(left):
        return True
    return (
        bool(PREDICATE.search(bare))
        or ends_with_noun(bare)
        or bool(_WITH_NOUN_VERB.search(bare))
        or bool(quantity.unit_class in _MADE_CLASSES and _MADE.match(bare_of_time(bare).lstrip("，（")))
    )


def _count_commits(quantity: Quantity, left: str, after: str) -> bool:
    bare = _HERE.sub("", strip_adverbs(left))
    if is_rule(quantity, left, bare, after, sizes=_SIZES):
        return False
    if _EACH_HAS.search(bare) or (_SENT.search(bare) and _GOES.match(after)):
        return True
    if is_carried_out(quantity, bare, after):
        return True
    if CREATION.search(bare) or _COUNT_PREDICATE.search(bare):
        # 完成40台左右的锅炉更新 commits; 推动300人以上的企业… selects.
        about = quantity.tail and quantity.unit not in _SIZES and CREATION.search(bare)
        about = about or (_TEAM.search(left) and _OF_PEOPLE.match(after))
        return not after.startswith("的") or bool(_GOAL_NOUN.match(after)) or bool(about)
    if _UNDER_WORK.match(bare_of_time(bare)) and _WORK.match(after):
        return True
    if is_made_of_many(quantity, bare, after):
        return True
    if ends_here(without_bracket(after)):
        return len(re.findall(r"[\u4e00-\u9fff]", bare)) >= 2 and not _SCOPE_LEAD.search(bare)
    if things_achieve(after) and not (quantity.tail and _ALL_OF_THEM.match(after)):
        is_listed = bare.endswith("等") and not _UNDERTAKEN.search(after)
        return is_listed or bool(re.fullmatch(r"(?:其中|争取)?[^\u4e00-\u9fff]*", bare_of_time(bare)))
    return False
