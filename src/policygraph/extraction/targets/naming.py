"""Names of what is measured, completed by what the sentence said before: the thing, its whole, or what is done."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from policygraph.extraction.clauses import CREATE, ends_with_noun
from policygraph.extraction.mentions import TargetMention
from policygraph.extraction.targets import completing, labels, phrases
from policygraph.extraction.targets.coordination import distribute
from policygraph.extraction.targets.counting import Counted, is_bare_deed, of_topic
from policygraph.extraction.targets.money import at_rate, named_sum
from policygraph.extraction.targets.places import may_be_place
from policygraph.extraction.targets.quantities import Quantity
from policygraph.extraction.targets.rebuilding import rebuilt_thing
from policygraph.extraction.targets.sharing import SentenceContext
from policygraph.model import TargetKind

__all__ = [
    "counted",
    "dealt",
    "hand_on",
    "kinds_counted",
    "measured",
    "readable",
    "with_names",
]

# 再担保收费，不高于承担责任的0.5%: what the clause before names.
_BOUND_OF = re.compile(r"(?:原则上)?不[应得]?(?:高于|低于|超过|大于|小于|少于)(?P<whole>[^，]{2,16}?)的?")
_NAMED_ALONE = re.compile(r"(?:^|，)(?P<name>[\u4e00-\u9fffA-Za-z\d（）]{3,30})，$")
# 骨干教师占教师总数超过一半
_OF_TOTAL = re.compile(
    r"(?<!不)占[^，]{1,14}(?:总数|总量|总额|面积|总人口|总人数|产值|人数)$|(?:监测点位?|点位|断面)$"
)
# 上报情况（最迟不超过4小时）
_ASIDE = re.compile(r"（(?:最迟|最晚|最多|最长|一般|原则上|至少)?$")
# How far behind the figure before it one without a name may stand: 回收率达到85%。到2030年，达到90%.
_NEAR = 40
_TWO = 2
_NOTHING_NEW = re.compile(
    r"[或和并且及、，]*(?:在(?![役建校产册岗运]|[^，]*(?:实施|新建|建立|建成|建设|打造|推广|种植|完成|开展)[\u4e00-\u9fff“]{2}).*|激励|基本|约束|奋斗|[一两二三四五六七八九十\d]+年(?:内|间)?)?"
)
_WHOLE_NUMBER = re.compile(r"(?:总量|总数|规模|保有量)$")
_SCALE = re.compile(r"(?:生产|种植|养殖|经营|培育)规模$")
_FLOCK = re.compile(r"年?(?:出栏|存栏)(?![数量])")
_GRADE = re.compile(
    r"(?:国家级|国家(?=[\u4e00-\u9fff]{4})|\d?A{1,5}级|省级|市级|县级|区级|省部级|州级|乡级|村级|[一二三四五]星级|[一二三]级)(?:及?以上)?"
)
_STOCK = re.compile(r"(?:累计|总)?(?:保有|存)量|总量|总数|总人数|总规模")
# What a house offers, and the house: 新增学位, 公办幼儿园
_PLACES_MADE = re.compile(
    r"(?:新增|增加|提供|扩增|设置|开设|配置)?(?:学位|床位|托位|托额|车位|泊位|席位|厕位|摊位)数"
)
_HOUSE = re.compile(
    r"(?P<house>[\u4e00-\u9fff、]{0,10}?(?:幼儿园|中小学|小学|初中|高中|学校|学院|医院|卫生院|中心|机构|院|园|馆|停车场|市场|驿站|服务站))(?![\u4e00-\u9fff]*(?:中心|机构|院|园|馆|校|场|站))"
)
_THINGS = re.compile(r"(?:建筑|设备|汽车|车辆|机具|面积|企业|产品)$")
_WORKS = re.compile(r"(?:工程|改造|管网|项目|设施)$")
_WEIGHT = re.compile(r"(?:分值|考核)?(?:权重|分值)")
# 该比例提高到50%
_THAT_ONE = re.compile(r"(?:该|此|这一|上述)(?:比例|比重|占比|指标|数字|数值|数量)")
# 新建专用线18条、里程132公里
_EXTENT = re.compile(r"(?:新增|日|总)*(?:(?:处理|焚烧|处置)能力|里程|长度|面积|装机(?:容量|规模)?|投资|产能)")
# 实施项目100项，三年累计350项
_NO_THING = re.compile(r"(?:[一两二三四五六七八九十\d]+年(?:内|间)?)?(?:累计|共|合计)?数量")
# 改造食堂14个，明年再新增20个
_MORE_OF_IT = re.compile(r"(?<!其中)新增$")
_KIND = re.compile(r"小学|初中|高中|普高|中职|高职|幼儿园|学前|城镇|农村|城市|乡村|男生?|女生?")
_KIND_BEHIND = re.compile(
    rf"(?P<measure>[\u4e00-\u9fff]{{2,}}(?:率|比例|面积|数|额|标准))(?P<kind>{_KIND.pattern})"
)
_DEED_ALONE = re.compile(r"^(?:[再又新]|基本|全年|累计|同步|共)+(?=..)")
_IN_ALL = re.compile(r"累计(?:达到?|突破|超过)$")
_SHARE_ALONE = re.compile(r"占比|比例|比重")
_RATE = re.compile(r"(?:率|占比|比例|比重)$")
_A_PLACE = re.compile(r"[\u4e00-\u9fff]{2,7}[市县区旗州盟镇乡]")
# 60%的作坊完成标准化改造: those who do so
_WHO_ACHIEVE = re.compile(
    r"(?:全[国省市县区州])?(?P<who>[\u4e00-\u9fff、（）]{2,20}?)(?P<deed>(?:(?:参与|参加|开展|实施)[^，；]{2,10}并)?(?:完成|(?<!创)建成|达到)[\u4e00-\u9fff“”A-Za-z]{3,})比例"
)
# 推进老旧管网改造，2023年改造40公里
_DEED = re.compile(rf"[再又新]?(?P<deed>(?:{CREATE}|更换|提升|升级|提质|退出|扩大|改培)+)")
_CREATED = re.compile(CREATE)
_RATE_OF_DEED = re.compile(
    r"(?P<deed>改造|建设|整治|治理|更新|提升|创建|整改|体检|筛查|接种|签约|检测|巡检)(?P<rate>(?:完成|达标|合格)?率|面积|里程|长度)"
)


def with_names(found: Sequence[TargetMention], before: Sequence[TargetMention]) -> Iterator[TargetMention]:
    """The mentions that have a name, or take that of the figure right before them in the same unit.

    A figure of which nobody can tell what it measures is none; it is reported as unread.

    Args:
        found: those of a sentence.
        before: those of its provision before the sentence.
    """
    last = before[-1] if before else None
    for mention in found:
        is_further = last and last.path == mention.path and last.unit == mention.unit
        if not mention.phrase and last and is_further and mention.start - last.end < _NEAR:
            mention = replace(mention, phrase=last.phrase, label=last.label)
        if mention.phrase:
            yield mention
            last = mention


def measured(line: SentenceContext, left: str, before: str, known: Callable[[str], bool]) -> str:
    """What a figure measures.

    Args:
        line: the sentence.
        left: the clause before the figure.
        before: the sentence before it.
        known: whether the vocabulary has an indicator of a name.
    """
    if rated := at_rate(before, line.sentence.text[len(before) :]):
        return rated
    phrase = _ASIDE.sub("", phrases.clean_phrase(left.lstrip("（")))
    if _NOTHING_NEW.fullmatch(phrase):
        named = phrases.thing_of(line.phrase) if "累计" in left else line.phrase
        # 回收率：2024年85%
        told = phrases.topic_of(line.sentence.text) or phrases.fronted(before.rpartition("：")[0])
        return named or told or completing.work_told(line.before)
    if line.phrase and _THAT_ONE.fullmatch(phrase) and "分别" not in left:
        return line.phrase
    if further := _said_further(line.phrase, phrase, before.removesuffix(left)):
        return further
    if _EXTENT.fullmatch(phrase) and line.counted[0]:
        return (labels.work_of(line.counted[0], phrase) or phrases.thing_of(line.counted[0])) + phrase
    if told := _told_before(line, phrase, before, left):
        return told
    phrase = _of_kind(line, rebuilt_thing(before, phrase))
    if (done := phrases.doer_and_deed(phrase)) and not phrase.startswith("在"):
        line.subject = done[0]
        return "".join(done)
    if left.startswith(("、", "和")) and line.subject and not phrase.startswith(line.subject):
        return line.subject + phrase
    if left.startswith(("其中", "、")) and not (
        known(phrase) or ends_with_noun(phrase) or _A_PLACE.fullmatch(phrase)
    ):
        # 清洁能源车占比达到60%，其中集卡100%
        share = line.phrase if _RATE.search(line.phrase) and not may_be_place(phrase) else ""
        return phrase + (phrases.head_of(line.phrase) or share)
    return phrase


def _told_before(line: SentenceContext, phrase: str, before: str, left: str) -> str:
    """A name that only says what is done, or weighed, with that to which the words before say it is done; or ''."""
    if deed := _DEED.fullmatch(phrase):
        # 扩大茶园200万亩、改造200万亩
        other = _DEED.match(line.phrase)
        named = f"{phrase}{line.phrase[other.end() :]}" if other else line.phrase
        return completing.done_to(before, deed["deed"]) or named or phrase
    if rate := _RATE_OF_DEED.fullmatch(phrase):
        # 水厂实行数字化改造，改造完成率达到80%
        told = completing.done_to(before, rate["deed"]) or completing.task_told(line.before, rate["deed"])
        return told + rate["rate"] if told else ""
    is_weighed = _WEIGHT.fullmatch(phrase) and completing.weight_in(before.removesuffix(left))
    return f"{is_weighed}权重" if is_weighed else ""


def _of_kind(line: SentenceContext, phrase: str) -> str:
    """A name with the kind that it is of in front: 用房面积小学…、初中… → 小学用房面积, 初中用房面积."""
    if behind := _KIND_BEHIND.fullmatch(phrase):
        return behind["kind"] + behind["measure"]
    kind = _KIND.match(line.phrase)
    return phrase + line.phrase[kind.end() :] if kind and _KIND.fullmatch(phrase) else phrase


def _said_further(name: str, phrase: str, before: str) -> str:
    """A phrase that only says more of the name before it, or bounds what the clause before names; '' for others.

    再担保收费，不高于承担责任的0.5% → 再担保收费占承担责任比例
    """
    if _SHARE_ALONE.fullmatch(phrase) and name:
        # 优良断面达到9个（占比75%）
        return phrases.thing_of(name) + phrase
    bound, named = _BOUND_OF.fullmatch(phrase), _NAMED_ALONE.search(before)
    if bound and named:
        return f"{phrases.clean_phrase(named['name'])}占{bound['whole']}比例"
    return phrases.said_of(name, phrase) if name else ""


def readable(line: SentenceContext, phrase: str, left: str, last: Quantity, kind: TargetKind) -> str:
    """The name of what a figure measures, written for readers.

    Args:
        line: the sentence.
        phrase: the name as the vocabulary is asked for it.
        left: the clause before the figure.
        last: the figure, or the last one of its list.
        kind: what the figure is.
    """
    before = line.sentence.text[: last.start]
    # 接待游客620万人次，增长18%: what was counted before
    label = (
        labels.in_all(line.counted[1])
        if phrase == line.counted[0]
        else labels.measured(phrase, last.unit_class)
    )
    label += "比例" if last.is_percent and _OF_TOTAL.search(label) else ""
    if last.is_percent and left.startswith("其中") and line.counted[0]:
        label = labels.share_of_counted(label, line.counted[1])
    if last.is_percent and kind is TargetKind.LEVEL and "执行" not in before and _THINGS.search(label):
        # 新建的超低能耗建筑达到30%
        label += "比例" if "占" in label else "占比"
    elif last.is_percent and kind is TargetKind.LEVEL and _WORKS.search(label):
        # 接管单村工程85%以上
        label += "比例"
    who = _WHO_ACHIEVE.fullmatch(label) if last.is_percent else None
    if who and re.match(rf"的?(?:全[国省市县区州])?{re.escape(who['who'])}", line.sentence.text[last.stop :]):
        label = f"{who['deed']}的{who['who']}比例"
    is_money = last.unit_class == "money"
    if is_money:
        label = named_sum(label, left, _said_before(line, last))
    elif (
        not last.is_percent
        and (_is_listed(left) or left.removeprefix("新增") == phrase)
        and not _EXTENT.fullmatch(left.removeprefix("新增").lstrip("、和及"))
    ):
        label = labels.carried(label, line.deed)
    whole = labels.completed(label, line.earlier, line.holder, is_money=is_money)
    if whole == label and not line.earlier:
        told = completing.clause_before(line, last)
        whole = labels.named_before(label, told) or completing.deed_object(label, told) + label
    if whole == label and not line.earlier and labels.is_bare(label):
        # 每季度开展工地安全检查，问题整改率达到100%
        whole = completing.worked_on(line, last) + label
    label = f"{whole.removesuffix('比例')}比重" if "比重" in left and whole.endswith("比例") else whole
    if kind is TargetKind.INCREASE and last.is_percent and "年均" in left and "百分点" not in last.unit:
        return labels.grown(label)
    return label if last.is_percent or is_money else labels.each(label, left)


def _said_before(line: SentenceContext, figure: Quantity) -> str:
    """The sentence before the clause of a figure."""
    clause = next(clause for clause in line.clauses if clause.start <= figure.start < clause.end)
    return line.sentence.text[: clause.start]


def hand_on(line: SentenceContext, phrase: str, left: str, *, of_all: bool) -> None:
    """Keeps for the names behind what a name says: the thing, what is done (told once in a list), and whose it is.

    Args:
        line: the sentence.
        phrase: the name.
        left: the clause before its figure.
        of_all: whether the clause speaks of the whole area (全市).
    """
    line.earlier = line.phrase
    # 新建污水管网80公里，雨水管网60公里
    is_alike = left == phrase and phrase[-2:] == line.phrase[-2:] and not _CREATED.match(phrase)
    line.deed = labels.deed_of(phrase) or (line.deed if _is_listed(left) or is_alike else "")
    line.holder = labels.holder_of(phrase) or ("" if of_all else line.holder)


def _is_listed(left: str) -> bool:
    """Whether a clause goes on with an enumeration, be it one of which so much is added."""
    return left.removeprefix("新增").startswith(("、", "和", "及"))


def dealt(
    phrase: str, places: Sequence[str], group: Sequence[Quantity], known: Callable[[str], bool], earlier: str
) -> list[str]:
    """A name for each figure of a list; the same one for all where they are dealt out to places.

    ``earlier`` is the name before ``phrase`` where the clause has none of its own: 货运量…、客运量…，分别增长6%和9%.
    """
    if earlier and earlier != phrase and len(group) == _TWO and not places:
        return [earlier, phrase]
    if len(group) > 1 and len(places) != len(group):
        names = distribute(phrase, len(group), known)
        if names:
            # 轨道交通客流量和平均运距
            rest = (labels.completed(name, names[0], "", is_money=False) for name in names[1:])
            return [names[0], *rest]
    return [phrase + q.note if q.note and len(group) > 1 else phrase for q in group]


def counted(
    line: SentenceContext, what: Counted, left: str, unit: str, before: str, *, is_dealt: bool
) -> tuple[str, str]:
    """What is counted, in the vocabulary's form and in that for readers.

    Args:
        line: the sentence.
        what: the thing and what is done, as far as the clause says it.
        left: the clause before the figure.
        unit: of the figure.
        before: the sentences before the clause, and of its own what stands before it.
        is_dealt: whether the figures are dealt out to places.
    """
    if _GRADE.fullmatch(what.thing) and line.counted[0]:
        # 培育国家级龙头企业2家、省级20家
        thing = what.thing + _GRADE.sub("", phrases.thing_of(line.counted[0]), count=1)
        what = Counted(what.phrase.replace(what.thing, thing, 1), thing, what.deed)
    what = of_topic(line.topic, what) if line.topic else what
    phrase = what.phrase
    is_listed = not left or left.startswith(("、", "和", "及")) or left.endswith(("、", "和", "及"))
    label = labels.counted(what, left, unit, line.deed if is_listed else "")
    line.deed = what.deed or line.deed
    if is_bare_deed(phrase) and (
        thing := _counted_in(unit, line, before) or _object_of(phrase, line, before)
    ):
        what = Counted(thing + phrase, thing, phrase.removesuffix("数量"))
        phrase, label = what.phrase, labels.counted(what, left, unit)
    if house := _house_of(label, line.counted[0]):
        return house + phrase, house + label
    if _STOCK.fullmatch(phrase):
        # 新增新能源汽车1万辆，到2025年保有量达到8万辆
        thing = phrases.thing_of(line.phrase)
        phrase = label = f"{thing}{phrase}" if thing else phrase
    if left.startswith("其中") and not what.deed and (tail := _WHOLE_NUMBER.search(line.counted[1])):
        # 人才总量达到34万人，其中高技能人才9.5万人
        phrase = label = what.thing + tail[0]
    if left.startswith("、") and not what.deed:
        phrase, label = _next_of_list(line, phrase, label)
    if line.counted[0] and (_NO_THING.fullmatch(phrase) or (is_dealt and not what.deed)):
        return _counted_again(line, left, unit)
    if phrase == "数量" and line.phrase.endswith(("数", "数量", "总量")):
        # 企业数量翻两番，达到120家
        return line.phrase, line.phrase
    return phrase, labels.each(label, left)


def _counted_again(line: SentenceContext, left: str, unit: str) -> tuple[str, str]:
    """What was counted before, by the words of a clause that does not name it again."""
    if _MORE_OF_IT.search(left):
        thing = line.counted[0].removesuffix("数量").removesuffix(line.deed)
        return f"{thing}新增数量", labels.counted(Counted("", thing, "新增"), left, unit)
    if _IN_ALL.search(left):
        # 新建基站1500个、累计达到4200个
        return f"{phrases.thing_of(line.counted[0])}数量", f"{phrases.thing_of(line.counted[0])}累计数"
    # 改造1500户；其中甲乡、乙镇分别不少于400户、500户
    return line.counted[0], labels.in_all(line.counted[1])


def _next_of_list(line: SentenceContext, phrase: str, label: str) -> tuple[str, str]:
    """The next of a list that is told once what of it is counted: 年出栏生猪50万头、肉牛3万头."""
    if scale := _SCALE.search(line.phrase):
        phrase = label = phrase.removesuffix("数量") + scale[0]
    flow = _FLOCK.match(line.counted[1])
    return (flow[0] + phrase, flow[0] + label) if flow else (phrase, label)


def _counted_in(unit: str, line: SentenceContext, before: str) -> str:
    """新建幼儿园6所，新增学位900个，其中投入使用2所: what was counted in that unit before; '' for none."""
    if not line.parted[0] or line.parted[0] == unit:
        return ""
    found = re.findall(rf"(?:{CREATE})([\u4e00-\u9fff]{{2,14}})\d+{re.escape(unit)}(?=[，；])", before)
    return str(found[-1]) if found else ""


def _object_of(phrase: str, line: SentenceContext, before: str) -> str:
    """What is done so many times, or to so many, where a clause before or what was counted tells it; or ''."""
    deed = _DEED_ALONE.sub("", phrase.removesuffix("数量"))
    if line.counted[0] and _RATE.search(line.phrase):
        # 筹集住房460套，9月底前开工率达到100%、建成180套
        return phrases.thing_of(line.counted[0])
    if line.phrase:
        # 新增新能源车3000辆，2025年新增不少于4000辆
        return phrases.thing_of(line.phrase)
    before = before.rpartition("。")[2]
    told = completing.done_to(before, deed) if deed == "培训" else ""
    return told.removesuffix(deed) or completing.object_told(before, deed)


def _house_of(label: str, before: str) -> str:
    """The houses counted before, for the places in them: 新建公办幼儿园45所、新增学位1.2万个; '' for other things."""
    house = _HOUSE.search(before) if before and _PLACES_MADE.fullmatch(label) else None
    return labels.made_thing(house["house"]) if house else ""


def kinds_counted(
    phrase: str, label: str, left: str, group: Sequence[Quantity], known: Callable[[str], bool]
) -> list[tuple[str, str]]:
    """The names of things counted, one for each figure: 存栏、出栏分别达到45万头、20万头."""
    if "分别" in left and len(group) > 1 and "、" in phrase and not phrase.startswith("、"):
        names = distribute(phrase.removesuffix("数量"), len(group), known)
        if names:
            ends = ("数量", "数") if phrase.endswith("数量") else ("", "")
            return [(name + ends[0], name + ends[1]) for name in names]
    if phrase.endswith("创建数量") and label == phrase and not known(phrase):
        # The vocabulary's honours are named with what is done behind them, others before.
        label = f"创建{phrase.removesuffix('创建数量')}数"
    return [(phrase, label)] * len(group)
