"""How the name of what is measured is written for readers: in the order of the text, and ending in what is measured.

The vocabulary is asked for another form (新能源汽车推广数量), in which what is done stands behind the thing.
"""

from __future__ import annotations

import re

from policygraph.extraction.clauses import CREATE
from policygraph.extraction.targets.counting import Counted
from policygraph.extraction.targets.deeds import thing_of_deed

__all__ = [
    "carried",
    "completed",
    "counted",
    "counted_ones",
    "deed_of",
    "each",
    "grown",
    "holder_of",
    "in_all",
    "is_bare",
    "made_thing",
    "measured",
    "share_of_counted",
    "work_of",
]

# Honours are named with what is done behind them: 绿色工厂创建数量.
_HONOURS = frozenset({"创建", "遴选", "创成"})
_WORK_OF = re.compile(r"(?<=[\u4e00-\u9fff]{4})(?:工作|任务)$")
_ADDED = re.compile(r"(?:新增|净增)(?:约|不少于|不低于|至少|超过)?$")
# These only carry what is done: 完成1500户危房改造.
_CARRIERS = frozenset(
    {
        "完成", "实施", "推动", "推进", "实现", "覆盖", "形成", "选择", "开展", "组织开展", "举办", "建立", "设立",
        "办好", "建有",
    }
)  # fmt: skip
_CARRIED = re.compile(r"(?:组织)?(?:开展|实施)(?=[\u4e00-\u9fff]{4,})")
_IN_ALL = re.compile(r"累计(?!达|保有)")
# 选择60个城市开展试点 → 开展试点的城市
_DOING = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{0,8}?(?:城市|企业|县|园区|单位|地区|学校|医院|社区|乡镇|村))(?P<doing>(?:开展|实施|参与)[^，；、]{3,})"
)
_TAILS = {
    "户": "户数",
    "套": "套数",
    "次": "次数",
    "期": "期数",
    "场": "场次",
    "课时": "课时数",
    "学时": "学时数",
}
# 新增就业2万人: those who do so.
_OF_PEOPLE = re.compile(
    r"(?:就业|参保|参训|培训|脱贫|上岗|返乡|创业|入园|受益|参与|转移|轮训|服务|群众|居民)$"
)
# 每年引进人才100名: so many each year
_EACH = re.compile(
    rf"(?P<each>每(?:年|月|季度|学期|学年|半年))(?:至少|平均|累计)?(?={CREATE}|开展|组织|保障|通报|调度|督导|抽查|检查|召开|演练|走访|巡查|抽检|上门|公开)"
)
_TIMES = re.compile(r"[人家户件班批场艘架车辆份餐册列]次")
# 创建“无废学校”“无废景区”等“无废细胞”, 新建甲、乙等县级森林城市
_AND_OTHERS = re.compile(
    r"^.*[”’]等(?=[“‘]?[\u4e00-\u9fff])|^[\u4e00-\u9fff]{1,8}(?:、[\u4e00-\u9fff（）]{1,10})+等(?=[\u4e00-\u9fff]{4,})"
    r"|^[\u4e00-\u9fff]{1,10}(?:、[\u4e00-\u9fff（）]{1,20})+等(?=[\u4e00-\u9fff]{6,})"
)
_MEASURES = re.compile(
    r"(?:[人户亩地生]均|面积|长度|里程|规模|容量|能力|总量|量|率|装机|产能|宽度|间距|跨度|高度|净宽|净高|总长|全长|半径|距离|数|值|灌面|比例|密度|水平|指标|范围|机组|厚度|深度)$"
)
# Firms are counted by 家 and 户 alike.
_FIRMS = re.compile(r"(?:企业|主体|单位|机构|大户)$")
# 组建不少于80人的救援队
_TEAM = re.compile(r"(?:队伍?|人才库|专家库)$")
# 风电约600万千瓦: what of it is installed.
_TIME_NAME = re.compile(
    r"(?:[时期]间|[时年期]限|时长|周期|寿命|天数|时效|[用耗工延]时|年龄|学时|能力|[岁期龄数值])$"
)
_POWER_SOURCE = re.compile(r"(?:[煤火气水核风]电|光[伏热]|抽水蓄能|新型储能|电化学储能|生物质发电|发电)$")
_WAYS = re.compile(
    r"(?:(?<![管渠隧巷栈绿步廊])道|(?<!线)(?<!间道)路|轨|桥|铁路|公路|专用线|高速|地铁|线网)(?:建设|改造|贯通|提升)?$"
)
_MADE = re.compile(
    r"(?P<deed>建设|营造|种植|治理|修复|改造|整治|实施|发展|推广|建成|完成|新增|新建)(?P<thing>[\u4e00-\u9fff].+)"
)
# 服务设施面积每百户不低于30平方米
_PER_BEHIND = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{3,}(?:面积|数|量))(?P<per>每[百千万]+(?:名|位)?(?:人口|人|户|辆))(?:面积|数|量)?"
)
# 粮食播种面积保持稳定、产量: what stays as it is stands before what is measured
_STEADY = re.compile(
    r"(?P<thing>[\u4e00-\u9fff]{2,8}?)(?:播种|种植|养殖|覆盖)?(?:面积|规模)(?:总体|基本)?(?:保持)?稳定、(?P<measure>(?:总|单)?产量?[^、]*)"
)
_DONE_FIRST = re.compile(
    r"^(?:先行|率先|引导|完成|实施|推进|同步|形成|并?保持(?!率)|打造|守住|严守|守牢|保住|带动(?=...)|使得|或)+(?=..)"
)
# 二氧化碳排放（以下简称碳排放）总量, 公交车（除应急车辆外）新能源占比, 二氧化硫（SO2）排放总量: said beside
_BESIDE = re.compile(
    r"（[A-Z][A-Za-z]*\d?）(?=排放)|（(?:(?:以下|下)(?:统称|简称)?|[简统]称)[^（）]*）|（[^（）]{2,14}除外）|（除[^（）]{2,14}外）"
)
# 屋顶面积力争实现光伏覆盖率
_STRIVEN = re.compile(
    r"(?<=[\u4e00-\u9fff]{3})(?:力争|争取|努力|确保)(?:(?:实现|达到|做到)?(?=[\u4e00-\u9fff]{2,}[率比重例]$)|$)"
)
# 恢复甲湿地、乙湿地等天然湿地: those of which it is told again what they are
_SUCH = re.compile(
    r"(?P<deed>(?:恢复|保护|修复|治理|建设|新建|改造|整治)?)(?:[\u4e00-\u9fff]{2,16}、)*[\u4e00-\u9fff]{0,14}(?P<what>[\u4e00-\u9fff]{2})等(?P<thing>[\u4e00-\u9fff]{1,8}(?P=what))(?P<rest>.*)"
)
# 焦化产能淘汰, 炼铁产能置换计划: so much of it
_GONE = re.compile(r"(?P<what>[\u4e00-\u9fff]{3,}(?:淘汰|置换|压减|削减|退出))(?:计划|任务|工作)?")
_NUMBER_BEHIND = re.compile(r"(?<=[\u4e00-\u9fff]{2})\d+[条座个处段]$")
_BRACKET_BEHIND = re.compile(r"(?<=[率例重比])（[^（）\d]{2,12}）$")
_CREATED_AROUND = re.compile(rf"(?<!化)(?:{CREATE})+$|^(?:{CREATE}|筹集|开展|落实|核准)+(?=..)")
_CREATED_FIRST = re.compile(rf"^(?:{CREATE}|筹集|开展|落实|推进)+(?=..)")
_WORK_AROUND = re.compile(
    r".*[\u4e00-\u9fff]{2}(?:改造|整治|治理|修复|修缮|加固)(?=(?:推进|实施|完成|开展|推动)*(?:数量)?$)"
)
_EXTENT_NAME = re.compile(r"(?:里程|长度|面积|投资|投入)$")
_CREATES = re.compile(rf"^(?:{CREATE}|开展|组织)+(?=..)")
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
    r"(?:年度?)?(?:人均|单位(?:建筑面积|建筑|面积|产品)|用水|用能|能源消费|能耗|碳排放|二氧化碳排放|水资源|综合能耗|煤炭消费)"
)
# Names that say nothing without the thing before: 水产品养殖面积…，产量….
_BARE = re.compile(
    r"(?:[年月日]|总|户均|亩均|平均|最高|累计|新增|诊断|培训|审核|筛查|体检|年均|日均|月均|上半年|一产|二产|三产|全产业链|单[站体机位个套户栋]|并网|服务|覆盖|整体|抽检|联合|项目|主营业务|营业|销售|重大|安全|隐患|问题|持证|"
    r"建筑|占地|处理|供热|供电|供水|供餐|配餐|接待|收储|储存|经营|入户|贷款)*"
    r"(?:产量|单产|产值(?:规模)?|装机(?:规模|容量)?|收入|利润|面积|里程|长度|高度|层数|半径|功率|容量|库容|能力|产能|投资|投入|运距|机械化(?:率|水平)|规模|总规模|余额|交易额|零售额|使用量|用量|消费量|"
    r"客流量|吞吐量|供应量|存栏|出栏|参与率|覆盖率|使用率|利用率|合格率|整改率|治理率|改造率|完成率|开工率|投产率|入住率|到位率|就业率|上岗率|接入率|知晓率|满意度|达标率|正常率|完好率|销售额|入库率|诊断率|更新率|储备率|配备率|安装率|开放率|履约率|复种率|成活率|保存率)"
)
_THOSE = re.compile(
    r"[\u4e00-\u9fff]{1,6}(?:性|人|员|工|生|者|户|企业|项目|农民|青年|职工|教师|医师|人才|以上)"
)
_TASK_BEHIND = re.compile(r"(?:工作|任务)$|年?接待(?:国内外|境内外|国内|入境)?(?:游客|旅客)$")
_SUM = re.compile(r"(?:资金|经费|投资|贷款|债券)$")
_MONEY_NAME = re.compile(r"投资|收入|产值|利润|余额|额$")
_MEASURE_TAIL = re.compile(
    r"(?:总|[年月日]|平均|累计|播种|种植|养殖|经营|建筑|占地|推广|服务|抽检|主营业务|营业|集中)*"
    r"(?:产量|产值|面积|里程|长度|装机(?:规模|容量)?|规模|容量|库容|能力|产能|收入|客流量|客运量|货运量|吞吐量|保有量|数量|户数|人数|总数|总量|(?<![系指级天次])数|覆盖率|普及率|利用率|合格率|使用率|接入率|入住率|参与率)$"
)
_IS_MEASURE = re.compile(r"[率例重数度值量额积比耗]$")
# 数字产业增加值占地区生产总值比重…，产值规模…
_SHARE_OF = re.compile(r"(?:增加值|总?产值|(?:营业|销售)?收入)占[^占]{2,16}(?:比重|比例)$")
# 事故起数和死亡人数 leave no thing
_NO_THING = re.compile(r"[数率量额](?:和|及|、)|(?:死亡|受伤)$")
_LONGEST_THING = 14
# “红色物业” is no more than a name, “后备箱”工程示范基地 goes on behind it.
_ALL_QUOTED = re.compile(r"“[^“”]*”|[^“”]*“[^“”]*”")
_LONG_QUOTE = re.compile(r"“[^“”]{8,}”的(?=[\u4e00-\u9fff]{3})")
_DIGIT = re.compile(r"\d")
_LONGEST_WHICH = 7
_SHORTEST_HEAD = 3
# 撤并规模小、条件不达标的学校4所
_DONE_TO_THOSE = re.compile(rf"(?:{CREATE}|撤销|整合)(?=[^，；]*[、\d][^，；]*的[\u4e00-\u9fff]{{2,}}$)")
# 废钢铁、废铜等9种主要资源利用量: how many they are stays.
_SEVERAL = re.compile(
    r"^(?:[\u4e00-\u9fff]{1,8}、)+[\u4e00-\u9fff]{1,8}?等?(?=(?:\d+|[两二三四五六七八九十])[个种类项大][\u4e00-\u9fff]{3,})"
)
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
    if thing := thing_of_deed(label, before, longest=_LONGEST_THING):
        return thing + label
    if not _BARE.fullmatch(label) or (_MONEY_NAME.search(label) and not is_money):
        return label
    if _SUM.search(before) and not is_money:
        return label
    before = _SHARE_OF.sub("", before)
    tail = _MEASURE_TAIL.search(before)
    named = before[: tail.start()] if tail else "" if _IS_MEASURE.search(before) else before
    thing = work_of(named, label) or _CREATED_AROUND.sub("", named)
    thing = _TASK_BEHIND.sub("", thing).removesuffix(label[:2])
    thing = thing.rpartition("的")[2] if len(thing) > _LONGEST_THING else thing
    is_thing = 2 <= len(thing) <= _LONGEST_THING and not _NO_THING.search(thing)
    return thing + label if is_thing and thing[:2] not in label else label


def work_of(named: str, label: str) -> str:
    """The work of which so much is done: 推进4条县道改造，总里程63公里 → 县道改造; '' for other things.

    Args:
        named: what was counted.
        label: the name of how much.
    """
    work = _WORK_AROUND.search(named) if _EXTENT_NAME.search(label) else None
    return _CREATED_FIRST.sub("", work[0]) if work else ""


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
    thing, done = _AND_OTHERS.sub("", what.thing), what.deed or deed
    if _ALL_QUOTED.fullmatch(thing) or thing.count("“") != thing.count("”"):
        thing = thing.replace("“", "").replace("”", "")
    thing = _plain(thing.removeprefix("各类"))
    if carried := _CARRIED.match(thing):
        thing, done = thing[carried.end() :], done or carried[0]
    if doing := _DOING.fullmatch(thing or what.phrase.removesuffix("数量")):
        return f"{doing['doing']}的{doing['who']}数量"
    if not (thing and done):
        name = re.sub(r"的(?=数量$)", "", _SEVERAL.sub("", _AND_OTHERS.sub("", what.phrase)))
        bare = _WORK_OF.sub("", name.removesuffix("数量"))
        if made := _DONE_TO_THOSE.match(bare):
            return made[0] + _plain(bare[made.end() :]) + _tail(unit, bare, "数")
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
    tail = "数" if thing.endswith(tail[:1]) and not _TIMES.fullmatch(unit) else tail
    in_all = "累计" if _IN_ALL.search(left) else ""
    return in_all + ("" if done in _CARRIERS else done) + thing + tail


def made_thing(words: str) -> str:
    """A thing without what is done to it in several ways: 、改扩建公办幼儿园 → 公办幼儿园."""
    return re.sub(rf"^(?:[、和及或]|{CREATE})+(?=..)", "", words)


def counted_ones(label: str) -> str:
    """Those that a name counts: 培训农民数 → 农民, 补贴性技能培训人次 → 补贴性技能培训."""
    ones = re.sub(r"(?:人次|人数|户数|套数|数量|数)$", "", label)
    return _CREATES.sub("", in_all(ones))


def share_of_counted(label: str, counted: str) -> str:
    """The name of a share of those counted before: 培训农民2000人，其中女性…; 筹集住房2400套，其中…用于安置."""
    if _THOSE.fullmatch(label):
        return f"{label}占{counted_ones(counted)}比例"
    return counted_ones(counted) + label if label.startswith("用于") else label


def in_all(label: str) -> str:
    """A name without the time in which each time so many are due: 每年引进人才数 → 引进人才数."""
    return re.sub(r"^每(?:年|月|季度|学期|学年|半年)", "", label)


def each(label: str, left: str) -> str:
    """A name with the time in which each time so many are due: 每年引进人才数.

    Args:
        label: the name.
        left: the clause before the number.
    """
    due = _EACH.search(left)
    return due["each"] + label if due and not re.search("每|年均|年度|^年|创建数量$", label) else label


def _plain(thing: str) -> str:
    """A thing without long words that only say which: 技术模式较为成熟的智能化基地 → 智能化基地.

    Of several the first stays where it holds a figure: 年产值超100亿元、具备竞争力的企业 → 年产值超100亿元的企业.
    """
    thing = _LONG_QUOTE.sub("", thing)
    which, _, head = thing.rpartition("的")
    if "（" in which or len(head) < _SHORTEST_HEAD:
        return thing
    first, parted, _ = which.partition("、")
    if parted:
        return f"{first}的{head}" if _DIGIT.search(first) else head
    return head if len(which) > _LONGEST_WHICH and len(head) > _SHORTEST_HEAD else thing


def _tail(unit: str, thing: str, otherwise: str) -> str:
    """How a name says that so many of a unit are counted: 危房改造户数, 培训人次, 新增就业人数."""
    if _TIMES.fullmatch(unit) and not _FIRMS.search(thing):
        return unit
    people = unit in ("人", "名") and _OF_PEOPLE.search(thing)
    # 首贷户 are counted as 首贷户数
    if thing.endswith(unit) or (unit == "套" and not thing.endswith("房")):
        return otherwise
    return "人数" if people else otherwise if _FIRMS.search(thing) else _TAILS.get(unit, otherwise)


def measured(phrase: str, unit_class: str) -> str:
    """What is measured, with the noun of its measure: 建设碳汇林 → 碳汇林建设面积, 新建污水管网 → 新建污水管网长度.

    Args:
        phrase: the name as the vocabulary is asked for it.
        unit_class: the class of the number's unit.
    """
    if told := _PER_BEHIND.fullmatch(phrase):
        return told["per"] + told["what"]
    if steady := _STEADY.fullmatch(phrase):
        return steady["thing"] + steady["measure"]
    bare = _STRIVEN.sub("", _BESIDE.sub("", _DONE_FIRST.sub("", phrase)))
    if such := _SUCH.fullmatch(bare):
        bare = such["deed"] + such["thing"] + such["rest"]
    bare = _LONG_QUOTE.sub("", _SEVERAL.sub("", bare))
    if unit_class == "power" and _POWER_SOURCE.search(bare):
        return f"{bare}装机"
    if unit_class == "mass" and (gone := _GONE.fullmatch(bare)):
        return f"{gone['what']}量"
    # 新建管线7条300公里
    bare = _NUMBER_BEHIND.sub("", bare)
    if unit_class == "ratio":
        # 优良天数比例（AQI达标率）: what a bracket behind the measure says besides
        bare = _BRACKET_BEHIND.sub("", bare)
    return _with_noun(bare, unit_class)


def _with_noun(bare: str, unit_class: str) -> str:
    """A name with the noun of its measure, where it has none."""
    if unit_class == "time" and bare and not _TIME_NAME.search(bare):
        # 用电报装压缩为3日
        return f"{bare}时间"
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
