"""Names of what is measured, completed by what the sentence said before: the thing, its whole, or what is done."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from policygraph.extraction.clauses import CREATE, ends_with_noun
from policygraph.extraction.mentions import TargetMention
from policygraph.extraction.targets import completing, labels, phrases
from policygraph.extraction.targets.coordination import distribute
from policygraph.extraction.targets.money import at_rate, named_sum
from policygraph.extraction.targets.places import may_be_place
from policygraph.extraction.targets.quantities import Quantity
from policygraph.extraction.targets.rebuilding import rebuilt_thing
from policygraph.extraction.targets.sharing import SentenceContext
from policygraph.extraction.targets.tidying import tidied
from policygraph.model import TargetKind

__all__ = [
    "dealt",
    "hand_on",
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
    r"[或和并且及、，]*(?:在(?![役建校产册岗运]|[^，]*(?:实施|新建|建立|建成|建设|打造|推广|种植|完成|开展|改造|硬化|铺设|敷设|安装)[\u4e00-\u9fff“\d]{2}).*|激励|基本|约束|奋斗|[一两二三四五六七八九十\d]+年(?:内|间)?)?"
)
_THINGS = re.compile(r"(?:建筑|设备|汽车|车辆|机具|面积|企业|产品)$")
_WORKS = re.compile(r"(?:工程|改造|管网|项目|设施)$")
_WEIGHT = re.compile(r"(?:分值|考核)?(?:权重|分值)")
# 铺设主管网，全长约4公里
_LONG = re.compile(r"(?:全|总|线路)长")
# 该比例提高到50%
_THAT_ONE = re.compile(r"(?:该|此|这一|上述)(?:比例|比重|占比|指标|数字|数值|数量)")
# 新建专用线18条、里程132公里
_EXTENT = re.compile(r"(?:新增|日|总)*(?:(?:处理|焚烧|处置)能力|里程|长度|面积|装机(?:容量|规模)?|投资|产能)")
# 治理面积占养殖面积的比例，海鲈不低于8%，其他品种不低于6%: a share named once for kinds that follow
_SHARE_OF_KINDS = re.compile(
    r"(?:^|[，；。：])(?P<share>(?![^，；。]*(?:提高|提升|降低|下降|增加))[^\d，；。：]{4,}(?:比例|占比|比重|[\u4e00-\u9fff]率))，"
    r"(?:[\u4e00-\u9fff]{2,8}?(?:不|达|为|超|高|低|控)[^，；。]*\d[^，；。]*，)*$"
)
_BARE_KIND = re.compile(r"[\u4e00-\u9fff]{2,6}")
_KIND = re.compile(r"小学|初中|高中|普高|中职|高职|幼儿园|学前|城镇|农村|城市|乡村|男生?|女生?")
_KIND_BEHIND = re.compile(
    rf"(?P<measure>[\u4e00-\u9fff]{{2,}}(?:率|比例|面积|数|额|标准))(?P<kind>{_KIND.pattern})"
)
_SHARE_ALONE = re.compile(r"占比|比例|比重")
_A_PLACE = re.compile(r"[\u4e00-\u9fff]{2,7}[市县区旗州盟镇乡]")
# 60%的作坊完成标准化改造: those who do so
_WHO_ACHIEVE = re.compile(
    r"(?:全[国省市县区州])?(?P<who>[\u4e00-\u9fff、（）]{2,20}?)(?:基本|初步|全部|全面|均|都|率先|先行|陆续|逐步)*(?P<deed>(?:(?:参与|参加|开展|实施)[^，；]{2,10}并)?(?:完成|(?<!创)建成|达到)[\u4e00-\u9fff“”A-Za-z]{3,})比例"
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
        return named or told or completing.share_done(before) or completing.work_told(line.before)
    if line.phrase and _THAT_ONE.fullmatch(phrase) and "分别" not in left:
        return line.phrase
    said = before.removesuffix(left)
    if further := _said_further(line.phrase, phrase, said) or _share_of_kind(phrase, said, known):
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
        return _name_of_part(line, phrase, left)
    return phrases.with_measure(line.phrase, phrase)


def _name_of_part(line: SentenceContext, phrase: str, left: str) -> str:
    """The name of a part, or of the next of a list, with what is measured of the whole, or is a share."""
    if left.startswith("其中") and may_be_place(phrase) and line.phrase:
        # 人均绿地面积达到15平方米，其中新区不低于18平方米
        return phrase
    # 清洁能源车占比达到60%，其中集卡100%
    share = line.phrase if phrases.is_share(line.phrase) and not may_be_place(phrase) else ""
    return phrase + (phrases.head_of(line.phrase) or share)


def _told_before(line: SentenceContext, phrase: str, before: str, left: str) -> str:
    """A name that only says what is done, weighed or how long, with that of which the words before say it; or ''."""
    if _LONG.fullmatch(phrase):
        return completing.work_of_length(before)
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


def _share_of_kind(phrase: str, before: str, known: Callable[[str], bool]) -> str:
    """A kind with the share that is told once for it and others: 海鲈 behind 治理面积占养殖面积的比例，; or ''."""
    if not _BARE_KIND.fullmatch(phrase) or known(phrase) or ends_with_noun(phrase) or may_be_place(phrase):
        return ""
    named = _SHARE_OF_KINDS.search(before)
    return phrase + named["share"] if named else ""


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
    label = _plain_label(line, phrase, last)
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
        label = _sum_named(line, label, left, last)
    elif (
        not last.is_percent
        and (_is_listed(left) or left.removeprefix("新增") == phrase)
        and not _EXTENT.fullmatch(left.removeprefix("新增").lstrip("、和及"))
    ):
        label = labels.carried(label, line.deed)
    told = completing.clause_before(line, last)
    whole = completing.named_before(label, told)
    whole = whole or labels.completed(label, line.earlier, line.holder, is_money=is_money)
    if whole == label and not line.earlier:
        whole = completing.deed_object(label, told) + label
    if whole == label and not line.earlier and labels.is_bare(label):
        # 每季度开展工地安全检查，问题整改率达到100%
        whole = completing.worked_on(line, last) + label
    label = f"{whole.removesuffix('比例')}比重" if "比重" in left and whole.endswith("比例") else whole
    if kind is TargetKind.INCREASE and last.is_percent and "年均" in left and "百分点" not in last.unit:
        return labels.grown(label)
    return tidied(label if last.is_percent or is_money else labels.each(label, left))


def _plain_label(line: SentenceContext, phrase: str, last: Quantity) -> str:
    """The name as its own words give it, or that of what was counted before: 接待游客620万人次，增长18%."""
    if phrase != line.counted[0]:
        return labels.measured(phrase, last.unit_class)
    if last.unit_class in ("area", "length"):
        # 改造小区49个、25万平方米
        return labels.measured(phrase.removesuffix("数量"), last.unit_class)
    return labels.in_all(line.counted[1])


def _sum_named(line: SentenceContext, label: str, left: str, last: Quantity) -> str:
    """The name of a sum: of the work that it is for, or the task of the item, where it is mere investment."""
    name = named_sum(label, left, _said_before(line, last))
    if name != "投资":
        return name
    work = completing.work_paid(line.sentence.text[last.stop :])
    return (work or ("" if line.earlier else completing.task_object(line.before))) + name


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
    line.is_of_part = left.startswith("其中")
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
