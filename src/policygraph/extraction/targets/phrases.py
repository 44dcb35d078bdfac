"""What is measured: the words for an indicator, cut out of the clause around a quantity."""

from __future__ import annotations

import re

from policygraph.extraction.clauses import CREATE, PREDICATE, ends_with_noun, strip_adverbs
from policygraph.extraction.periods import find_periods
from policygraph.extraction.targets.judging import ends_here
from policygraph.extraction.targets.money import spent_on
from policygraph.extraction.targets.quantities import Quantity

__all__ = [
    "MAX_WHICH",
    "OBJECT_STOP",
    "bare_of_time",
    "before_year",
    "clean_phrase",
    "doer_and_deed",
    "fronted",
    "head_of",
    "is_share",
    "of_unit",
    "said_of",
    "thing_of",
    "topic_of",
    "verb_before",
    "with_head",
    "with_measure",
    "with_object",
    "without_means",
]

_BASELINE_TAIL = re.compile(
    r"(?:比|较|与|在|以|相比|相较于?|基于)?(?:“?十[二三四]五”?(?:期?末|时期末?|期间)|20\d\d年)(?:的?基础上|相比|水平|为基[期准数])?$"
    r"|(?:比|较|与)(?:上一?年度?|上一?个?(?:雪季|季度|学年|学期|周期)|去年|前一年|上年末)?(?:同期|末)?(?:相比)?(?<![比较与])$"
    r"|(?<=[\u4e00-\u9fff])[比较]20\d\d$|在[^，]{2,20}?(?:调查|普查|监测|评估|核查)(?:结果)?(?:的?基础上|相比)$"
)
# 各县（市）建成区普及率, 各县（市）达到85%: whose it is stays for the places.
_EACH_RATE = (
    r"各[县市区旗州](?:[、县市区旗]|（[县市区旗级、]{1,5}）)*(?:建成区|城区|镇区|县城)?"
    r"(?:[\u4e00-\u9fff]{2}[^，]*(?:率|比例|比重|占比))?$"
)
_REGION = (
    r"(?:我|全|本)(?:市|省|县|区)(?:域|境内)?(?:范围内)?|市域(?!内[\u4e00-\u9fff]{2,}[率比])|全域"
    rf"|(?!{_EACH_RATE})各县（市、区）|各地(?!级)|[我本]市行政区域内"
)
_LEAD = re.compile(
    rf"^(?:[—–]+|{_REGION}|主要(?:大气|水)?污染物(?=化学需氧量|氨氮|氮氧化物|挥发性有机物|二氧化硫|COD|VOCs)|[、，：）及且]|和(?![美谐睦])|高(?:标准|质量|水平|起点)(?=建设|打造|新建|建成|实施|推进|规划)|并(?![网购联轨])|以及|同时|其中|包括|包?含(?=[\u4e00-\u9fff]{4})|到(?!位)|力争|确保|争取|努力|实现|推动|促进|将|把|保持|力求|原则上|预期(?!性)|至少|每年|年均|累[计积]|示范带动|"
    rf"(?:预算|统筹)?安排|多渠道|全年(?!平均)|年度(?=新增|新建|完成|改造)|年内|依托[^，]{{2,12}}?(?=每年|累计|培训|培养)|[省市县区]财政(?=每年|安排)|[市省县区州盟旗][\u4e00-\u9fff]{{1,12}}?[局委办厅部](?:牵头|负责)(?:落实|完成|组织|实施|推进)?|\d+(?:个|条|家|座|台|项|处)|[一二两三四五1-5]年(?:时间)?(?:内|累计|共(?=[培新建完改])|(?=新增|新建|完成|改造|建成|补充|统筹|筹集|安排|投入|争取|引进|招[聘录收募]|选派|培[养训育]))|[春秋]季学期起|(?:雪|汛|旅游|供暖|采暖|非汛)[季期]内?(?=[\u4e00-\u9fff]{{4}})|对(?=[\u4e00-\u9fff]{{2,12}}(?:检查|抽查|巡查|监管|抽检)(?:覆盖面|覆盖率|率|频次))|对[^，；]{{2,14}}(?=每(?:年|月|季度|学期)[\u4e00-\u9fff]{{2}})|(?:按照?|依据|根据)《[^》]+》(?:（[^）]*）)*(?=[\u4e00-\u9fff]{{3}})|所有(?!权)|分别|均|(?!{_EACH_RATE})各(?![级类])|大力|坚决|先行|加快|积极|持续|进一步|全面|稳步|有效|不断|逐步|预计|计划|规划期(?:内|间|末)|规划(?!区)|基本(?=实现)|可(?=减少|节约|新增|削减)|会同[\u4e00-\u9fff]{{2,16}}?(?:局|委|办|厅|部门)(?=[\u4e00-\u9fff]{{4}})|通过[^，]{{2,20}}，|在[^，]{{2,20}}(?:基础上|前提下))+"
)
# 利用存量土地筹集住房, 沿河新建步道, 依托公园建设步道: with what or where it is done, before the deed.
_BY_MEANS = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,12}[局委办厅]会同[\u4e00-\u9fff、]{2,24}?[局委办厅])?(?:利用|通过|采取|依托|借助|沿着?(?![海江河黄边湖线][^，]{0,3}(?:各|城市|省|地区|市|县)))[^，]{1,20}?"
    r"(?=(?:筹集|新建|建设|建成|改建|打造|发展|新增|培训|修建|铺设)[\u4e00-\u9fff]{2})"
)
# 在2020年的基础上单位面积能耗下降5%
_ON_BASE = re.compile(r"^(?:的?基础上|水平上)，?(?=[\u4e00-\u9fff]{2})")
# 引导机构逐步将费率降至1%, 推进机械化水平达到60%: who is to do it is no part of the name.
_MADE_TO = re.compile(
    r"^(?:引导|指导|督促|支持|鼓励|推动|推进|组织|要求)[^，；]{0,14}?(?:逐步|力争|分步)?[将把](?=[\u4e00-\u9fff]{3})"
    r"|^[\u4e00-\u9fff]{2,20}[部委局署厅](?:会同[\u4e00-\u9fff]{2,16})?(?:指导|督促)(?:各地|各[市县区])?(?:组织|开展|实施)?(?=[\u4e00-\u9fff]{4})"
    r"|^推进(?=[^，；]*(?:率|水平|比例|占比|比重)$)"
)
# ⑨优良天数比例, ○11 绿地率
_ENUMERATED = re.compile(r"^(?:[①-⑳]|○\s*\d{1,2}\s*)")
# 普及率到2023年达到90%, 占比在80%以上
_TAIL_PREPOSITION = re.compile(
    r"(?<=[率比重例度量数值额幅积])(?:在|到|于|至|[两三四五]年内?)$|(?<=[积度量])以$"
)
_TAIL_GOAL = re.compile(
    r"(?:达到|实现)并$|(?<=[率量额积])可$|(?<=[\u4e00-\u9fff]{2})任务$|(?:下降|降低|提高|增长)?(?:基本|激励|约束性?|奋斗|预期性?)?目标$"
)
# 由2020年的78%, 从62% before 下降到 or 提高到: where the way begins is no part of the name.
_STARTING_POINT = re.compile(r"(?:由|从)[^，由从]*\d[^，]*$")
# 销售量达到销售总量的 20% → 销售量占销售总量比例
_BOUND = r"不[应得]?(?:大于|高于|超过|低于|小于|少于)"
_SHARE_OF_WHOLE = re.compile(rf"^(?P<part>[^，]+?)(?:达到|达|占到|占|{_BOUND})(?P<whole>[^，]+)的$")
# 改建的比例不低于总套数的30%
_SHARE_WORD = re.compile(r"的?(?:比例|比重|占比)$")
_BOUND_OF_WHOLE = re.compile(
    rf"{_BOUND}(?=[^，]{{2,16}}的$)|(?<=[按照以])不(?:低于|少于)(?=总?[\u4e00-\u9fff]{{1,8}}$)"
)
_CREATES = re.compile(rf"^(?:{CREATE})(?=..)")
# 新开工（筹集）保障房
_BEGUN = re.compile(r"^新?开工(?:（[^（）]{1,4}）)?(?=[\u4e00-\u9fff]{3})")
_CREATED_NUMBER = re.compile(rf"(?:{CREATE})?数量$")
OBJECT_STOP = re.compile(
    r"[，；。、（）”’]|(?<=[\u4e00-\u9fff])(?:和|及|与|同|以及|并|，)(?=[\u4e00-\u9fff]*\d)|\d(?!A+级|G)|减量置换|等$"
)
# 2025年春季学期起各中小学
_BEHIND_TIME = re.compile(r"^(?:[底末前内，、的到]|[春秋]季学期起)+")
_TOPIC = re.compile(r"(?P<topic>[\u4e00-\u9fff]{2,12}?)(?:实行|执行|采取|采用|适用)[^，]*，")
# 养殖规模达到生猪50万头 → 生猪养殖规模
_SCALE_OF = re.compile(
    r"^(?P<scale>(?:生产|种植|养殖|经营|培育)规模)(?:实现|达到|达|稳定在|保持在)(?P<thing>[\u4e00-\u9fff]{2,8})$"
)
_SAVED = re.compile(r"^年?节约$")
# Of these no verb makes so much: 每年, 30人, 5万元.
_NO_EXTENT = frozenset({"count", "money", "time", "ratio", "unknown", "proportion", ""})
_ABOUT = re.compile(r"(?:不少于|不低于|至少|超过|约|近)+$")
_THING = re.compile(r"(?!的)[\u4e00-\u9fffA-Za-z0-9、（）]{2,30}")
MAX_WHICH = 6
_MIN_NAME = 3
_SEVERAL_DOERS = re.compile(
    r"(?:[\u4e00-\u9fff]{1,6}[市县区旗州镇乡][、和及])+[\u4e00-\u9fff]{1,6}[市县区旗州镇乡]"
)
# 提升新建住宅节能标准至72%
_PUT_AHEAD = re.compile(r"^(?:提升|提高|增加|扩大|降低|压减|压缩|缩短)(?=[\u4e00-\u9fff]{4,}$)")
_DONE_WORK = re.compile(r"(?:整治|治理|改造|建设|修复|提升)$")
# Times that count from the document's year are cut off like others, whichever it is.
_ANY_YEAR = "2000"
_OF_WHOLE = re.compile(r"占(?P<whole>[^，]{2,16}?)的?(?:比例|比重)?")
_DONE = re.compile(
    r"(?P<subject>.{2,12}?)(?:完成|新增(?!建设用地)|实施)(?![或及和])(?P<object>.+)(?<!率)(?<!比例)(?<!比重)(?<!占比)$"
)
_FRONTED = re.compile(r"[^\d，]{2,20}(?:能耗|消耗|煤耗|水耗|浓度|强度|率|比例|比重|排放量|消费量)")
_SHARE = re.compile(r"(?:占比|比重|比例)$")
_RATE = re.compile(r"(?:率|占比|比例|比重)$")
_VEHICLES = re.compile(r"(?:[\u4e00-\u9fff]{1,8}[车船]、)*[\u4e00-\u9fff]{1,8}[车船]")
_OF_VEHICLES = re.compile(
    r"[\u4e00-\u9fff、]{1,16}?[车船](?P<measure>(?!比|队)[\u4e00-\u9fff]{2,10}(?:率|比例|占比|比重))"
)
_GROWTH = re.compile(r"(?:年均)?(?:增速|增长率|增幅|降幅)")
_PARTS_HEAD = re.compile(
    r"(?:装机(?:容量|规模)?|发电量|产能|产量|消费量|减排量|供应量|处理能力|(?:播种|种植|栽培|养殖)?面积|里程|(?:生产|种植|养殖|经营|培育)规模)$"
)

_BARE_NAME = re.compile(r"[\u4e00-\u9fff]{2,8}")
_MEASURED = re.compile(
    r"(?:率|比例|占比|比重|量|值|数|度|级|规模|面积|里程|长度|装机|产能|能力|水平|浓度|系数|能耗|收入|投资|额|时间|距离|价格|效率|公里|人口|资金)$"
)
_SHARE_REACHED = re.compile(r"(?:达到|执行|实现|完成|采用|使用)[^，；]{2,16}(?:比例|比重|占比)$")


# 完成森林质量精准提升1000万亩: what is done is no verb of the number.
_NAMED_DEED = re.compile(
    r"(?:.*[市省县区内前，])?(?:完成|实施|开展)[^，]{2,}(?:提升|压减|增加)$|[、和及][\u4e00-\u9fff]{4,}(?<![率量例重度平值数额积])提升$"
)
# 普及率2026年不低于90%, 在线率两年内提升到90%
_BEFORE_YEAR = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,20}?(?:率|比例|比重|占比|[数总产]量|数|面积|规模))(?:20\d\d年|[一两二三四五六七八九十]年)"
)


def clean_phrase(left: str) -> str:
    """The indicator in the clause before a quantity: without time, region, verb and adverbs.

    到2025年，全市城市公共供水管网漏损率力争控制在 → 城市公共供水管网漏损率
    """
    words = strip_adverbs(left)
    predicate = PREDICATE.search(words)
    if predicate and not _NAMED_DEED.match(words):
        words = strip_adverbs(words[: predicate.start()])
        words = _PUT_AHEAD.sub("", words) if predicate["verb"] in ("至", "到") else words
    words = strip_adverbs(_STARTING_POINT.sub("", words))
    if predicate and predicate["verb"] == "减排" and not words.endswith("量"):
        words += "减排量"
    while match := _BASELINE_TAIL.search(words):
        words = strip_adverbs(words[: match.start()])
    periods = list(find_periods(words, _ANY_YEAR))
    while periods and words[periods[-1].end :].rstrip("、和及与起") == "" and periods[-1].start > _MIN_NAME:
        # 改造完成率年底前达到60%, 普及率2027年和2030年分别不低于97%、98%
        words = words[: periods.pop().start]
    if periods:
        words = words[periods[-1].end :]
    words = _LEAD.sub("", _ENUMERATED.sub("", words).lstrip("底末前内起，、：的").replace("原则上", ""))
    words = _ON_BASE.sub("", words)
    words = _MADE_TO.sub("", words)
    words = _SCALE_OF.sub(r"\g<thing>\g<scale>", _TAIL_PREPOSITION.sub("", words))
    share = _SHARE_OF_WHOLE.match(words)
    if share:
        return f"{_SHARE_WORD.sub('', strip_adverbs(share['part']))}占{share['whole']}比例"
    return _SAVED.sub("节约量", _TAIL_GOAL.sub("", words))


def without_means(words: str) -> str:
    """The words of a clause from the deed on, where they begin with what it is done with: 利用存量土地筹集住房."""
    return _BY_MEANS.sub("", words)


def with_object(left: str, after: str, quantity: Quantity) -> str:
    """The clause before a quantity, with what stands behind it where a verb makes so much of that.

    新增50万千瓦光伏装机 → 新增光伏装机; 完成38公里管网改造 → 完成管网改造
    """
    if quantity.is_percent or quantity.unit_class in _NO_EXTENT or ends_here(after):
        return left
    after = after.removeprefix("的")
    first = OBJECT_STOP.search(after)
    # 1亿亩旱涝保收、高产稳产农田: what comes first is no thing yet.
    which = (
        first
        and first[0] == "、"
        and first.start() <= MAX_WHICH
        and not (ends_with_noun(after[: first.start()]) or _DONE_WORK.search(after[: first.start()]))
    )
    stop = (
        OBJECT_STOP.search(after, first.end()) if first and which and not re.search(r"\d", after) else first
    )
    thing = after[: stop.start()] if stop else after
    return _ABOUT.sub("", left.rpartition("、")[2]) + thing if _THING.fullmatch(thing) else left


def bare_of_time(left: str) -> str:
    """The clause without the times at its head and the connectors before it: 到2025年，各县 → 各县."""
    periods = list(find_periods(left, _ANY_YEAR, _ANY_YEAR))
    # 甲县、乙县2025年6月底前各建成1个: who is to do it stands before the time.
    doers = left[: periods[0].start] if periods else ""
    rest = _BEHIND_TIME.sub("", left[periods[-1].end if periods else 0 :])
    return doers + rest if _SEVERAL_DOERS.fullmatch(doers) else rest


def verb_before(left: str) -> str:
    """The verb of the quantity with the adverbs around it, '' where the quantity stands without one."""
    words = strip_adverbs(left)
    predicate = PREDICATE.search(words)
    of_whole = _BOUND_OF_WHOLE.search(left)
    if of_whole:
        return re.sub("[应得]", "", of_whole[0])
    return left[predicate.start() :] if predicate else left[len(words) :]


def doer_and_deed(phrase: str) -> tuple[str, str] | None:
    """高新区新增绿地 → 高新区, 绿地; None where nobody does anything."""
    done = _DONE.match(phrase)
    return (done["subject"], done["object"]) if done else None


def with_head(before: str, phrase: str, *, is_percent: bool) -> str:
    """A bare name with what was measured of the one before: 水电装机约20万千瓦，风电约10万千瓦 → 风电装机.

    Args:
        before: the name before it in the sentence.
        phrase: the name.
        is_percent: whether both are shares; else both have one class of unit.
    """
    if not _BARE_NAME.fullmatch(phrase) or _MEASURED.search(phrase):
        return phrase
    head = _SHARE_REACHED.search(before)
    return phrase + (head[0] if is_percent and head else "" if is_percent else head_of(before))


def with_measure(before: str, phrase: str) -> str:
    """Vehicles with the share told of others before: 公交车新能源化率…，网约车达到 → 网约车新能源化率."""
    of_others = _OF_VEHICLES.fullmatch(before) if _VEHICLES.fullmatch(phrase) else None
    return phrase + of_others["measure"] if of_others else phrase


def said_of(before: str, phrase: str) -> str:
    """A name that only says more of the one before (占能源消费总量的, 年均增速) with that; '' for others."""
    if share := _OF_WHOLE.fullmatch(phrase):
        return f"{before}占{share['whole']}比例"
    return before + phrase if _GROWTH.fullmatch(phrase) else ""


def of_unit(phrase: str, last: Quantity, after: str, before: str) -> str:
    """The name completed by what its unit says: what money is spent on, the floors of 层."""
    if last.unit_class == "money":
        return spent_on(phrase, after, before)
    if (
        not last.is_percent
        and last.unit_class != "proportion"
        and (stem := _SHARE.sub("", phrase)) != phrase
        and ends_with_noun(stem)
    ):
        # 焚烧能力占比提高到65%，达到2600吨/日
        return stem
    return f"{phrase}层数" if last.unit == "层" and not phrase.endswith("层数") else phrase


def fronted(said: str) -> str:
    """An indicator that has a clause of its own before the places: 单位生产总值能耗，甲市下降15%; '' where none has."""
    words = clean_phrase(said.rstrip("，：").rpartition("，")[2])
    return words if _FRONTED.fullmatch(words) else ""


def topic_of(sentence: str) -> str:
    """What a sentence speaks of whose later clauses set a figure: 服务费实行政府指导价，不高于…; '' for nothing."""
    match = _TOPIC.match(sentence)
    return match["topic"] if match else ""


def thing_of(indicator: str) -> str:
    """The thing without what is done to it and how many: 新建农田 → 农田, 新能源汽车新增数量 → 新能源汽车."""
    return _CREATED_NUMBER.sub("", _CREATES.sub("", _BEGUN.sub("", indicator)))


def head_of(indicator: str) -> str:
    """The word at its end that says what is measured: 可再生能源装机 → 装机; '' where it is none of a part's too."""
    match = _PARTS_HEAD.search(indicator)
    return match[0] if match else ""


def is_share(name: str) -> bool:
    """Whether a name is that of a share: 利用率, 绿色建筑占比."""
    return bool(_RATE.search(name))


def before_year(left: str) -> str:
    """The name that a year stands behind: 普及率2026年不低于90%; '' where none does."""
    named = _BEFORE_YEAR.match(left)
    return named["name"] if named else ""
