"""Names of things counted, completed by what the sentence said before: the thing, its house, or what is done."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from policygraph.extraction.clauses import CREATE
from policygraph.extraction.targets import completing, labels, phrases
from policygraph.extraction.targets.coordination import distribute
from policygraph.extraction.targets.counting import Counted, is_bare_deed
from policygraph.extraction.targets.quantities import Quantity
from policygraph.extraction.targets.sharing import SentenceContext
from policygraph.extraction.targets.tidying import tidied

__all__ = ["counted", "kinds_counted"]

# 资助专家不少于100名，骨干人才不少于500名: what is done goes for both
_GOES_ON = re.compile(r"(?!其中)[\u4e00-\u9fff“”]{4,20}?(?:不(?:少于|低于)|至少|约)?")

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
_SOME_TASK = re.compile(r"(?:建设|改造|全部|年度|目标)?任务")
# 实施项目100项，三年累计350项
_NO_THING = re.compile(r"(?:[一两二三四五六七八九十\d]+年(?:内|间)?)?(?:累计|共|合计)?数量")
# 改造食堂14个，明年再新增20个
_MORE_OF_IT = re.compile(r"(?<!其中)新增$")
_DEED_ALONE = re.compile(r"^(?:[再又新]|基本|全年|累计|同步|共)+(?=..)")
_IN_ALL = re.compile(r"累计(?:达到?|突破|超过)$")


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
    what = _of_topic(line.topic, what) if line.topic else what
    phrase = what.phrase
    is_listed = not left or left.startswith(("、", "和", "及")) or left.endswith(("、", "和", "及"))
    is_listed = is_listed or (line.parted[0] == unit and bool(_GOES_ON.fullmatch(left)))
    label = tidied(labels.counted(what, left, unit, line.deed if is_listed else ""))
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
        return _counted_again(line, left, unit, is_dealt=is_dealt)
    if phrase == "数量":
        phrase, label = _nothing_named(line, before) or (phrase, label)
    return phrase, tidied(labels.each(label, left))


def _nothing_named(line: SentenceContext, before: str) -> tuple[str, str] | None:
    """What is counted where the clause names nothing and nothing was counted before; None where nothing tells it."""
    if line.phrase.endswith(("数", "数量", "总量")):
        # 企业数量翻两番，达到120家
        return line.phrase, line.phrase
    made = completing.made_before(before)
    return (f"{made}数量", f"{made}数") if made else None


def _counted_again(line: SentenceContext, left: str, unit: str, *, is_dealt: bool) -> tuple[str, str]:
    """What was counted before, by the words of a clause that does not name it again."""
    if _MORE_OF_IT.search(left):
        thing = line.counted[0].removesuffix("数量").removesuffix(line.deed)
        return f"{thing}新增数量", labels.counted(Counted("", thing, "新增"), left, unit)
    if _IN_ALL.search(left):
        # 新建基站1500个、累计达到4200个
        return f"{phrases.thing_of(line.counted[0])}数量", f"{phrases.thing_of(line.counted[0])}累计数"
    if unit == "户" != line.parted[0] and not is_dealt:
        # 改造小区49个、3200户
        names = (name.removesuffix("数量").removesuffix("数") + "户数" for name in line.counted)
        return next(names), next(names)
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
    if line.counted[0] and phrases.is_share(line.phrase):
        # 筹集住房460套，9月底前开工率达到100%、建成180套
        return phrases.thing_of(line.counted[0])
    if line.phrase:
        # 新增新能源车3000辆，2025年新增不少于4000辆
        return phrases.thing_of(line.phrase)
    before = before.rpartition("。")[2]
    told = completing.done_to(before, deed) if deed == "培训" else ""
    return (
        told.removesuffix(deed) or completing.object_told(before, deed) or completing.role_told(before, deed)
    )


def _house_of(label: str, before: str) -> str:
    """The houses counted before, for the places in them: 新建公办幼儿园45所、新增学位1.2万个; '' for other things."""
    house = _HOUSE.search(before) if before and _PLACES_MADE.fullmatch(label) else None
    return labels.made_thing(house["house"]) if house else ""


def _of_topic(topic: str, what: Counted) -> Counted:
    """What is counted behind the topic of a list: 成长驿站：新建成2家, 完成7家建设任务; 服务托位：新增100个托位."""
    deed = what.deed or what.phrase.removesuffix("数量")
    if _SOME_TASK.fullmatch(what.thing):
        return Counted(f"{topic}建成数量", topic, "建成")
    if is_bare_deed(what.phrase) or not what.thing:
        return Counted(f"{topic}{deed}数量", topic, deed)
    if topic.endswith(what.thing):
        return Counted(f"{topic}{what.deed}数量", topic, what.deed)
    return what


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
