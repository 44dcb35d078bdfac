"""What is measured: the words for an indicator, cut out of the clause around a quantity."""

from __future__ import annotations

import re
from typing import NamedTuple

from policygraph.extraction.clauses import CREATE, PREDICATE, ends_with_noun, strip_adverbs
from policygraph.extraction.periods import find_periods
from policygraph.extraction.targets.judging import ends_here
from policygraph.extraction.targets.money import spent_on
from policygraph.extraction.targets.quantities import Quantity

__all__ = [
    "EXTENTS",
    "Counted",
    "bare_of_time",
    "clean_phrase",
    "counted_thing",
    "doer_and_deed",
    "fronted",
    "head_of",
    "is_bare_deed",
    "of_unit",
    "said_of",
    "thing_of",
    "topic_of",
    "verb_before",
    "with_head",
    "with_object",
]

_BASELINE_TAIL = re.compile(
    r"(?:比|较|与|在|以|相比|相较于?|基于)?(?:“?十[二三四]五”?(?:末|期末)|20\d\d年)(?:的?基础上|相比|水平|为基[期准数])?$"
    r"|(?:比|较|与)(?:上一?年度?|上一?个?(?:雪季|季度|学年|学期|周期)|去年|前一年|上年末)?(?:同期|末)?(?:相比)?(?<![比较与])$"
    r"|(?<=[\u4e00-\u9fff])[比较]20\d\d$|在[^，]{2,20}?(?:调查|普查|监测|评估|核查)(?:结果)?(?:的?基础上|相比)$"
)
_REGION = r"(?:我|全|本)(?:市|省|县|区)(?:域|境内)?(?:范围内)?|市域|全域|各县（市、区）|各地(?!级)|[我本]市行政区域内"
_LEAD = re.compile(
    rf"^(?:[—–]+|{_REGION}|主要(?:大气|水)?污染物(?=化学需氧量|氨氮|氮氧化物|挥发性有机物|二氧化硫|COD|VOCs)|[、，：和及且]|并(?![网购联轨])|以及|同时|其中|包括|到(?!位)|力争|确保|争取|努力|实现|推动|促进|将|把|保持|力求|原则上|预期(?!性)|至少|每年|年均|累[计积]|示范带动|"
    r"(?:预算|统筹)?安排|多渠道|全年(?!平均)|年内|依托[^，]{2,12}?(?=每年|累计|培训|培养)|[省市县区]财政(?=每年|安排)|[市省县区州盟旗][\u4e00-\u9fff]{1,12}?[局委办厅部](?:牵头|负责)(?:落实|完成|组织|实施|推进)?|\d+(?:个|条|家|座|台|项|处)|[一二两三四五1-5]年(?:时间)?(?:内|累计|(?=新增|新建|完成|改造|建成|补充|引进|招[聘录收募]|选派|培[养训育]))|所有(?!权)|分别|均|各(?![级类])|大力|坚决|加快|积极|持续|进一步|全面|稳步|有效|不断|逐步|预计|计划|规划期(?:内|间|末)|规划(?!区)|基本(?=实现)|可(?=减少|节约|新增|削减)|会同[\u4e00-\u9fff]{2,16}?(?:局|委|办|厅|部门)(?=[\u4e00-\u9fff]{4})|通过[^，]{2,20}，|在[^，]{2,20}(?:基础上|前提下))+"
)
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
    r"(?<=[率比重例度量数值额幅])(?:在|到|于|至|[两三四五]年内?)$|(?<=[积度量])以$"
)
_TAIL_GOAL = re.compile(
    r"(?:达到|实现)并$|(?<=[率量额积])可$|(?<=[\u4e00-\u9fff]{2})任务$|(?:下降|降低|提高|增长)?(?:基本|激励|约束性?|奋斗|预期性?)?目标$"
)
# 由2020年的78%, 从62% before 下降到 or 提高到: where the way begins is no part of the name.
_STARTING_POINT = re.compile(r"(?:由|从)[^，由从]*\d[^，]*$")
# 销售量达到销售总量的 20% → 销售量占销售总量比例
_BOUND = r"不应?(?:大于|高于|超过|低于|小于|少于)"
_SHARE_OF_WHOLE = re.compile(rf"^(?P<part>[^，]+?)(?:达到|达|占到|占|{_BOUND})(?P<whole>[^，]+)的$")
# 改建的比例不低于总套数的30%
_SHARE_WORD = re.compile(r"的?(?:比例|比重|占比)$")
_BOUND_OF_WHOLE = re.compile(
    rf"{_BOUND}(?=[^，]{{2,16}}的$)|(?<=[按照以])不(?:低于|少于)(?=总?[\u4e00-\u9fff]{{1,8}}$)"
)
_OBJECT_STOP = re.compile(
    r"[，；。、（）”’]|(?<=[\u4e00-\u9fff])(?:和|及|与|同|以及|并|，)(?=[\u4e00-\u9fff]*\d)|\d(?!A+级|G)|减量置换|等$"
)
# “双师型”教师培训基地, 数字化“链式改造”企业: a quoted word is part of a name that goes on behind it.
_QUOTED = re.compile(r"[“‘「][^“”‘’「」]{1,16}[”’」](?=(?![等和及与])[\u4e00-\u9fff]{2})")
# 有条件、有基础的村, 侵入式、半侵入式产品: what stands before the thing says only which.
_MODIFIERS = re.compile(
    r"(?:(?:(?:有|具有|具备)[^，。；、的\d“”（）]{1,10}|[^，。；、的\d“”（）]{1,8}(?:式|型|性|级)"
    r"|[^，。；、的\d“”（）]{1,6}(?:好|高|大|强|优|广|多|快|先进|明显|突出|完善|适当|齐全|鲜明|显著))、)+"
    r"(?:(?P<which>[^，。；、\d“”（）]{1,12}的)(?=[\u4e00-\u9fff]{1,})|(?=[^，。；、\d“”（）]{4}))"
)
# 完成30户高龄、失能老人家庭改造: the work is behind what the things have in common.
_COORDINATED = re.compile(
    r"[^，；。\d、]{2,12}、[^，；。\d]{4,16}?(?:改造|建设|治理|整治|修缮|修复|提升|检测|监测)(?=[，；。]|$)"
)
# 培养1万名经营管理、创意设计等人才
_KINDS_OF = re.compile(
    r"[\u4e00-\u9fff]{2,10}(?:、[\u4e00-\u9fff]{2,10})+等[\u4e00-\u9fff]{0,4}(?:人才|人员|骨干|队伍)(?=[，；。]|$)"
)
_SIZE = re.compile(r"\d+(?:\.\d+)?(?:立方米|平方米|万?千瓦|千伏|兆瓦|吨|米)")
# 实施9条115公里河道整治: how long they are together is no part of what they are.
EXTENTS = ("公里", "千米", "平方公里", "亩")
_EXTENT = re.compile(
    rf"^(?:共计?|合计|总计|约)?\d+(?:\.\d+)?万?(?:{'|'.join(EXTENTS)})(?=[\u4e00-\u9fff]{{2}})"
)
_ACHIEVE = re.compile(
    r"(?![、和及])(?P<thing>[\u4e00-\u9fff（）、]{1,20}?)(?:全部|全面|均|都|率先|基本|力争)*(?P<deed>达到|建成|完成|实现|成功创建|创建成|创成|入选|获评|申报创建)(?P<rest>[^，；。]*)"
)
# 引进200名左右具有博士学位的人才: what stands before the last 的 only says which.
_RELATIVE_CLAUSE = re.compile(
    r"^(?:(?:具有|具备|拥有|从事|掌握|符合|来自|面向|达到)[^，；。]*?"
    r"|[^，；。\d的]{4,32}等[^，；。\d的]{2,12}"
    r"|[\u4e00-\u9fff]{1,8}\d[\d.]*[^，；。、的\d]{1,12})的(?=[\u4e00-\u9fff]{2,})"
    # 产值超百亿元产业集群
    r"|^(?:年?产值|营收|投资)(?:超过?|达到?)?\d[\d.]*[万亿]*元(?:以上)?(?=[\u4e00-\u9fff]{2,})"
)
# 2024年建成3座、2025年建成5座加氢站: the thing behind the last number is that of all.
_SHARED_THING = (
    r"(?:[、和及](?:20\d{{2}}年)?[\u4e00-\u9fff]{{0,4}}\d+{unit})+(?!以[上下内]|左右)(?=[\u4e00-\u9fff])"
)
# 打造2-3个省级和1-2个国家级数据中心
_GRADE = re.compile(r"(?:国家|省|市|县|区|[一二三四五]星)级|\d+千伏")
_OF_OTHER_GRADE = re.compile(
    rf"[和及、][\d—–～~-]+[个家座处所名项](?:{_GRADE.pattern})(?P<head>[\u4e00-\u9fff]{{2,16}})"
)
_FIELD = re.compile(
    r"(?:^|[，、])(?:打造|培育|建设|创建|发展|认定|评选|引进)(?![各一不至全超累约共国]|[我本省市县区][市省县区级])"
    r"(?P<field>[\u4e00-\u9fff]{4,6})(?<![等的市县区镇型级])$"
)
# 在甲、乙等县（区）分别建设
_SOMEWHERE = re.compile(
    r"^(?:在[^，]{2,40}?|[\d一二三四五六七八九]+区[\d一二三四五六七八九]+县)(?:分别|共?规划|计划)?"
    r"(?=新建|建设|建成|修建|打造|设置|改造)"
)
_GOES_ON = re.compile(r"[、和及与][\u4e00-\u9fff]")
_GOES = re.compile(
    r"(?P<thing>[\u4e00-\u9fff]{2,16}?)(?P<deed>(?:参加|赴|前往|(?<![达高升降加少做得])到)[^，；。、]{2,16})"
)
# Verbs that only carry another one: 推动20家企业上市 makes 20 企业上市.
_OPENING_MARKS = ("“", "‘", "「")
_EMPTY_DEEDS = ("实现", "推动", "支持")
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
_MAX_WHICH = 6
_MIN_NAME = 3
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
_GROWTH = re.compile(r"(?:年均)?(?:增速|增长率|增幅|降幅)")
_PARTS_HEAD = re.compile(
    r"(?:装机(?:容量|规模)?|发电量|产能|产量|消费量|减排量|供应量|处理能力|面积|里程|(?:生产|种植|养殖|经营|培育)规模)$"
)

# 1支区（县）级救援队伍
_LEVELS = re.compile(r"[省市县区乡镇州]（[市县区镇街道、州旗盟]{1,5}）级")
_BARE_NAME = re.compile(r"[\u4e00-\u9fff]{2,8}")
_MEASURED = re.compile(
    r"(?:率|比例|占比|比重|量|值|数|度|级|规模|面积|里程|长度|装机|产能|能力|水平|浓度|系数|能耗|收入|投资|额|时间|距离|价格|效率|公里|人口|资金)$"
)
_SHARE_REACHED = re.compile(r"(?:达到|执行|实现|完成|采用|使用)[^，；]{2,16}(?:比例|比重|占比)$")


# 完成森林质量精准提升1000万亩: what is done is no verb of the number.
_NAMED_DEED = re.compile(r"(?:.*[市省县区内前，])?(?:完成|实施|开展)[^，]{2,}(?:提升|压减|增加)$")


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
    words = _MADE_TO.sub("", words)
    words = _SCALE_OF.sub(r"\g<thing>\g<scale>", _TAIL_PREPOSITION.sub("", words))
    share = _SHARE_OF_WHOLE.match(words)
    if share:
        return f"{_SHARE_WORD.sub('', strip_adverbs(share['part']))}占{share['whole']}比例"
    return _SAVED.sub("节约量", _TAIL_GOAL.sub("", words))


def with_object(left: str, after: str, quantity: Quantity) -> str:
    """The clause before a quantity, with what stands behind it where a verb makes so much of that.

    新增50万千瓦光伏装机 → 新增光伏装机; 完成38公里管网改造 → 完成管网改造
    """
    if quantity.is_percent or quantity.unit_class in _NO_EXTENT or ends_here(after):
        return left
    after = after.removeprefix("的")
    first = _OBJECT_STOP.search(after)
    # 1亿亩旱涝保收、高产稳产农田: what comes first is no thing yet.
    which = (
        first
        and first[0] == "、"
        and first.start() <= _MAX_WHICH
        and not (ends_with_noun(after[: first.start()]) or _DONE_WORK.search(after[: first.start()]))
    )
    stop = (
        _OBJECT_STOP.search(after, first.end()) if first and which and not re.search(r"\d", after) else first
    )
    thing = after[: stop.start()] if stop else after
    return _ABOUT.sub("", left.rpartition("、")[2]) + thing if _THING.fullmatch(thing) else left


def bare_of_time(left: str) -> str:
    """The clause without the times at its head and the connectors before it: 到2025年，各县 → 各县."""
    periods = list(find_periods(left, _ANY_YEAR))
    return left[periods[-1].end if periods else 0 :].lstrip("底末前内，、的到")


def verb_before(left: str) -> str:
    """The verb of the quantity with the adverbs around it, '' where the quantity stands without one."""
    words = strip_adverbs(left)
    predicate = PREDICATE.search(words)
    of_whole = _BOUND_OF_WHOLE.search(left)
    if of_whole:
        return of_whole[0].replace("应", "")
    return left[predicate.start() :] if predicate else left[len(words) :]


class Counted(NamedTuple):
    """What is counted: its name in the vocabulary's form; the thing and what is done to it, where they part."""

    phrase: str
    thing: str = ""
    deed: str = ""


def counted_thing(left: str, after: str, sentence_before: str, unit: str) -> Counted:
    """What is counted.

    创建 20家 绿色工厂 → 绿色工厂创建数量; 2座 炼铁高炉达到标杆水平 → 达到标杆水平的炼铁高炉数量
    """
    achieve = _ACHIEVE.match(after.removeprefix("的"))
    made = re.search(rf"(?:{CREATE})$", strip_adverbs(left))
    if achieve and (made is None or (made[0] in _EMPTY_DEEDS and achieve["deed"] == "达到")):
        thing = achieve["thing"]
        if thing in ("企业", "项目", "园区", "机组"):
            thing = _last_counted(sentence_before, unit, thing) or thing
        return Counted(f"{achieve['deed']}{achieve['rest']}的{thing}数量")
    after = _RELATIVE_CLAUSE.sub("", after.removeprefix("的"))
    is_shared = unit and after[:1] in ("、", "和", "及")
    shared = re.match(_SHARED_THING.format(unit=re.escape(unit)), after) if is_shared else None
    # 争创商标2个和名牌产品3个: what another number counts is none of these.
    after = after[shared.end() :] if shared else "" if _GOES_ON.match(after) else after
    goes = _GOES.match(after)
    if goes:
        sent = re.search(rf"(?:{CREATE})$", strip_adverbs(left))
        if sent and sent[0] not in _EMPTY_DEEDS:
            return Counted(f"{goes['thing']}{sent[0]}数量", goes["thing"], sent[0])
        return Counted(f"{goes['deed']}{goes['thing']}数量")
    after = _EXTENT.sub("", after)
    modifiers = _MODIFIERS.match(after)
    if modifiers and modifiers["which"]:
        after, modifiers = after[modifiers.end() :], None
    heads = (_SIZE.match(after), _LEVELS.match(after), modifiers)
    unquoted = _QUOTED.sub(lambda quoted: "某" * len(quoted[0]), after)
    stop = _OBJECT_STOP.search(unquoted, max(part.end() if part else 0 for part in heads))
    # 20个物资储备库和35个仓库: what stands between two numbers ends the name of the first thing.
    goes_on = left.endswith(("和", "及", "与"))
    verb = None if goes_on else re.search(rf"(?P<verb>{CREATE})[^，；、]{{0,24}}$", strip_adverbs(left))
    whole = (
        _COORDINATED.match(after) if stop and stop[0] == "、" and verb and verb["verb"] == "完成" else None
    )
    kinds = _KINDS_OF.match(after) if stop and stop[0] == "、" else None
    whole = whole or (kinds if verb else None)
    thing = whole[0] if whole else _with_bracket(after, _closed(after, stop) if stop else len(after))
    if verb and verb["verb"] in _EMPTY_DEEDS:
        # 支持建设30个阅览室
        verb = re.match(rf"(?P<verb>{CREATE})$", strip_adverbs(left)[verb.end("verb") :])
    deed = verb["verb"] if verb else ""
    if _GRADE.fullmatch(thing) and stop and (other := _OF_OTHER_GRADE.match(after, stop.start())):
        thing += other["head"]
    if deed and len(thing) <= _MAX_WHICH and (field := _FIELD.search(strip_adverbs(left))):
        # 打造乡村旅游100个精品村
        thing = field["field"] + thing
    thing = thing.strip("的")
    thing = thing.strip("“”‘’「」") if thing[:1] in _OPENING_MARKS and not _QUOTED.match(thing) else thing
    if thing:
        return Counted(f"{thing}{deed}数量", thing, deed)
    return _counted_words(clean_phrase(left))


def _counted_words(words: str) -> Counted:
    """What is counted, named before the number: 培育绿色工厂 → 绿色工厂培育数量, 新能源汽车保有量 stays."""
    if re.search(r"(?:数|数量|总数|总量|保有量|规模|班额|[频人场]次)$", words):
        return Counted(words)
    words = _SOMEWHERE.sub("", words)
    made = re.match(rf"(?P<deed>(?:{CREATE}|提升|应用|使用)+)(?P<thing>.{{2,}})", words)
    if not made:
        return Counted(words + "数量", words)
    thing = made["thing"].strip("“”")
    return Counted(f"{thing}{made['deed']}数量", thing, made["deed"])


def is_bare_deed(label: str) -> bool:
    """Whether a label of something counted says only what is done: 新增数量."""
    return bool(re.fullmatch(rf"[再又新]?(?:{CREATE}|投入使用|竣工|交付使用)+数量", label))


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


def said_of(before: str, phrase: str) -> str:
    """A name that only says more of the one before (占能源消费总量的, 年均增速) with that; '' for others."""
    if share := _OF_WHOLE.fullmatch(phrase):
        return f"{before}占{share['whole']}比例"
    return before + phrase if _GROWTH.fullmatch(phrase) else ""


def of_unit(phrase: str, last: Quantity, after: str, before: str) -> str:
    """The name completed by what its unit says: what money is spent on, the floors of 层."""
    if last.unit_class == "money":
        return spent_on(phrase, after, before)
    if not last.is_percent and (stem := _SHARE.sub("", phrase)) != phrase and ends_with_noun(stem):
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
    return re.sub(rf"(?:{CREATE})?数量$", "", re.sub(rf"^(?:{CREATE})(?=..)", "", indicator))


def head_of(indicator: str) -> str:
    """The word at its end that says what is measured: 可再生能源装机 → 装机; '' where it is none of a part's too."""
    match = _PARTS_HEAD.search(indicator)
    return match[0] if match else ""


def _with_bracket(after: str, stop: int) -> str:
    """绿色工厂（园区）: a bracket right behind the thing belongs to its name."""
    bracket = re.match(r"（[^（）]{1,10}）", after[stop:]) if stop else None
    return after[:stop] + (bracket.group() if bracket else "")


def _closed(after: str, stop: re.Match[str]) -> int:
    """Where a thing ends that a closing mark ends: behind it, where the mark opens within (企业“智改数转”)."""
    inside = stop[0] in ("”", "’") and after[:1] not in _OPENING_MARKS
    return stop.end() if inside else stop.start()


def _last_counted(text: str, unit: str, kind: str) -> str:
    found = re.findall(rf"\d{re.escape(unit)}([\u4e00-\u9fff]{{1,10}}?{kind})", text)
    if found:
        return str(found[-1])
    named = re.findall(rf"(?:推进|推动|对|支持)([\u4e00-\u9fff]{{1,8}}?{kind})", text)
    return str(named[-1]) if named else ""
