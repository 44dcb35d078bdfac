"""What a sentence hands on to the next, and what figures side by side share: a verb, a bound, a thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from policygraph.extraction.clauses import CREATE, Clause, ends_with_noun, split_clauses, strive_from
from policygraph.extraction.targets import phrases
from policygraph.extraction.targets.judging import ends_here
from policygraph.extraction.targets.places import is_settled, join_places, may_be_place
from policygraph.extraction.targets.quantities import Quantity
from policygraph.extraction.targets.times import Times
from policygraph.model import Sentence, TargetKind

__all__ = [
    "Handover",
    "SentenceContext",
    "adds",
    "as_density",
    "counting_verb",
    "dealt",
    "goal_behind",
    "is_addition",
    "is_full",
    "is_part_of_none",
    "is_pure",
    "kind_of_part",
    "lists_parts",
    "makers",
    "opened",
    "part_of",
    "says_itself",
    "starting_value",
    "states_for_all",
    "strives_on",
    "with_tail",
]

_GOAL_BEHIND = re.compile(r"的?(?:基本|激励)(?:性)?目标")
_WHOLE = Decimal(100)
_OWN_NAME = 6
_BOUND = re.compile(r"不[应得]?(?:低于|少于|超过|高于)$")
# Quantities without a unit are targets only of these; anything else without a unit is a name or a label.
_PURE_NUMBER = re.compile(
    r"PUE|死亡率|能源利用效率|电能利用效率|系数|指数|比例|占比|比值|弹性|(?<![对同相])比(?=[应均力争]*(?:控制|缩|保持|稳定|达|不|提|降|下降|上?升|低|高|小|大|为))"
)
_PARTS_LISTED = re.compile(r"其中(?:包括|包含|含)?：$")
_AT_LEAST = re.compile(r"至少|不少于|不低于|最少")
_ADDED = re.compile(r"新增|新投产|新建")
_PART = re.compile(r"^其中|（其中[^）]*$")
_PART_OF = re.compile(
    r"(?:(?P<opens>（(?:其中[：，]?)?|其中[：，]?)|(?P<goes_on>[，、和及]))?(?P<part>[\u4e00-\u9fff]{2,10}?)(?P<bound>不(?:少于|低于|超过)|至少)?约?$"
)
_COUNTS_PLACES = frozenset("家个座处所户间")
_REGION = re.compile(r"(?:地区|[东中西]部|[市县区旗州镇乡])$")
_MADE = re.compile(CREATE)
# 综合能耗降到每吨320千克标准煤
_TOLD_UNIT = re.compile(
    r"[\u4e00-\u9fff]{2}(?P<unit>人次|人|户)[数口]?(?<=[数次口])(?:分别|均|力争|争取|预计|要)*"
    r"(?:达到?|超过|突破|增加到|增至|稳定在|保持在|控制在|不低于|不少于)?$"
)
_EACH_UNIT = re.compile(r"(?<=[至到为过于在])每(?:吨|平方米|立方米|亩|公顷|千瓦时|百公里|万元|小时)$")
# 人口密度控制在每平方公里0.6万至1万人
_DENSITY = re.compile(
    r"(?:密度[^，；]*?(?=每(?:平方公里|公顷|亩)$)|能力[^，；]*?(?=每(?:小时|分钟|秒|日|天|年)$))(?P<per>每(?P<of>[\u4e00-\u9fff]+))$"
)
# 争取专项资金5000万元 strives itself, and not for what follows.
_STRIVES = re.compile(r"力争|争取(?![^，；\d]{0,12}(?:资金|债券|贷款|补助))|力求")
_TOPIC_AHEAD = re.compile(
    r"(?:\d{1,2}[.．、)）]|[（(]\d{1,2}[)）])?(?P<topic>[\u4e00-\u9fff、“”]{3,24}(?<!目标)(?<!任务)(?<!指标)(?<!要求)(?<!计划)(?<!措施)(?<!内容)(?<!进度)"
    r"(?<!其中)(?<!包括)(?<!分别为)(?<!工作))：(?=\d{1,2}月|20\d\d年|[今明全]年|年[底内末]|[上下]半年|[一二三四]季度|[到至]20|新[建增]|累计|完成)"
)
_STATED = re.compile(
    rf"20\d\d年[^，；]{{0,6}}前完成|(?!.*(?:{CREATE}|配备|配置))[^，；]{{4,}}(?:总数|总量|数量)?(?:达到?|突破|超过|稳定在|保持在)"
)
_NEW_FOOTING = re.compile(
    r"[\u4e00-\u9fff]{2,8}每(?:学[年期]|月|季度|周)|确保|必须|务必|坚决|不得|严格|同时|全面|“?十[四五六]五|到20|20\d\d年|每|各|(?:加快|推进|推动|开展|实施|加强|加大|完善|支持|鼓励|持续|积极)"
)
_DEALT_OUT = re.compile(
    r"(?P<words>.*?[\u4e00-\u9fff]分别(?:达到|控制在|下降|提高到|降至|不低于|不少于|为))(?P<place>[\u4e00-\u9fff]{2,8})(?<!的)$"
)

# 实现单位建筑面积能耗、人均用水量分别降低: of those the sentence before spoke of
_OF_ITS_OWN = re.compile(r"(?:实现|力争|确保)?(?:单位建筑面积|人均(?:综合能耗|用水|用能|能耗))")
_HOLDER_AHEAD = re.compile(
    r"(?:^|[，：])(?:(?:加快|推进|推动|加强|优化|降低|减少)?(?:全[国省市县区])?)(?P<holder>公共机构|党政机关)(?=用能|能源|煤炭|节能|节约|绿色|低碳|能耗|用水)"
)


@dataclass
class Handover:
    """What an earlier sentence of the same provision leaves behind."""

    path: str = ""
    year: str = ""
    text: str = ""
    end: int = 0
    goes_on: bool = True
    phrase: str = ""
    places: list[str] = field(default_factory=list)
    counted: tuple[str, str] = ("", "")
    whole: tuple[str, TargetKind, str] | None = None
    strives: bool = False
    is_part: bool = False
    baseline: str = ""
    holder: str = ""
    topic: str = ""


@dataclass
class SentenceContext:
    """One sentence under way: its clauses and times, and what its clauses hand on to the next.

    ``starting`` is where the way to the next figure begins (由78%提高到…), ``shared`` says that ``places`` are those
    that are each to do something, ``whole`` is the class of the latest figure that is
    no share, its kind and words, ``points`` whether that was one of
    points, ``deed`` what is done to the thing counted last, ``counted`` its phrase and label, ``parted`` its unit
    and whether its parts are being told, ``added`` the unit of
    which a clause adds so much (新增水电装机…), ``passed`` the class of a figure that committed nobody, ``earlier`` the
    name of the figure before, ``holder`` whose use of energy and water the sentence speaks of, ``strove`` the end of
    a clause that began with 力争, or went on so, ``topic`` the thing named before a colon, ``house`` the one of which
    the sentence speaks, ``is_of_part`` whether the figure before was told of a part (其中).
    """

    sentence: Sentence
    times: Times
    clauses: Sequence[Clause]
    strives: int
    before: str
    phrase: str = ""
    places: list[str] = field(default_factory=list)
    verb: str = ""
    subject: str = ""
    first: bool = True
    baseline_clause: int = 0
    committed: tuple[int, str] = (-1, "")
    dealt: tuple[int, str] = (-1, "")
    starting: Quantity | None = None
    shared: bool = False
    whole: tuple[str, TargetKind, str] | None = None
    points: bool = False
    deed: str = ""
    counted: tuple[str, str] = ("", "")
    parted: tuple[str, bool] = ("", False)
    added: str = ""
    passed: str = ""
    earlier: str = ""
    holder: str = ""
    strove: int = -2
    topic: str = ""
    house: str = ""
    is_of_part: bool = False


def opened(sentence: Sentence, state: Handover, times: Times) -> SentenceContext:
    """A sentence, with what the one before it in its provision left behind."""
    return SentenceContext(
        sentence=sentence,
        times=times,
        clauses=split_clauses(sentence.text),
        strives=0 if state.strives else strive_from(sentence.text),
        before=state.text,
        phrase=state.phrase,
        holder=(state.holder if state.is_part or _OF_ITS_OWN.match(sentence.text) else "")
        or _holder_ahead(sentence.text),
        counted=state.counted,
        whole=state.whole,
        places=state.places,
        first=not state.places,
        topic=_topic_ahead(sentence.text) or state.topic,
    )


def _holder_ahead(text: str) -> str:
    """Whose use of energy a sentence begins to speak of: 全国公共机构用能结构优化，能源消费总量…; '' for nobody."""
    named = _HOLDER_AHEAD.search(text)
    return named["holder"] if named else ""


def _topic_ahead(text: str) -> str:
    """The thing that a sentence names before a colon, to say by when how many: 成长驿站：3月底前建成2家; or ''."""
    named = _TOPIC_AHEAD.match(text) if "：" in text else None
    return named["topic"] if named else ""


def strives_on(line: SentenceContext, clause: Clause) -> bool:
    """力争A不低于15%，B突破2亿元: clauses behind one that begins with 力争 strive too, until a new footing."""
    text = line.sentence.text
    # 力争生活垃圾零填埋，处置率保持100%: the clause before may hold no figure
    before = line.clauses[line.clauses.index(clause) - 1]
    after_one = line.strove in (clause.start - 1, clause.end) or bool(
        _STRIVES.match(text, before.start, clause.start)
    )
    goes_on = after_one and not _NEW_FOOTING.match(text, clause.start)
    if goes_on or _STRIVES.match(text, clause.start):
        line.strove = clause.end
    return goes_on


def makers(line: SentenceContext) -> str:
    """The places, or the house, that are to make what is counted; '' where nobody in particular is."""
    is_theirs = line.shared or line.places == [line.house]
    return join_places(line.sentence.text, line.places) if is_theirs else ""


def states_for_all(line: SentenceContext, left: str) -> bool:
    """每个乡镇至少培育1个特色村，年游客10万人次以上的村达到20个: how many there are is told of no single place."""
    is_theirs = line.shared and line.places and line.places[0].startswith(("每", "各"))
    return bool(is_theirs and _STATED.fullmatch(left))


def says_itself(line: SentenceContext, phrase: str) -> bool:
    """Whether a name tells whose it is: of the thing that the sentence speaks of (沿湖公路, 公路绿化率), or of all.

    其中山区县机械化率达到55%，设施农业机械化率达到50%: the second is told of no part.
    """
    is_of_whole = (
        line.is_of_part and len(phrase) >= _OWN_NAME and phrase != line.phrase and ends_with_noun(phrase)
    )
    return is_of_whole or (line.places == [line.house] and line.house[-2:] in phrase)


def lists_parts(line: SentenceContext, clause: Clause) -> bool:
    """总装机达到260万千瓦，其中包括：煤电125万千瓦、…: a clause of the parts of what was just committed to."""
    return bool(_PARTS_LISTED.search(line.sentence.text, 0, clause.start))


def adds(line: SentenceContext, quantity: Quantity, left: str) -> bool:
    """新增水电装机约2000万千瓦，风电约600万千瓦: what is said of the first is meant of those that follow."""
    bare = left.rstrip("约近")
    return line.added == quantity.unit != "" and not (
        left.startswith("其中") or phrases.verb_before(bare) or is_addition(bare)
    )


def as_density(left: str, group: Sequence[Quantity]) -> tuple[str, list[Quantity]]:
    """A clause without what its figures are for each of; of a density that is part of their unit.

    A number without a unit has that of the noun before it: 就业人数达到24万.
    """
    per = _DENSITY.search(left)
    told = _TOLD_UNIT.search(left) if not group[-1].unit else None
    if told:
        return left, [replace(one, unit=told["unit"], unit_class="count") for one in group]
    if not per:
        return _EACH_UNIT.sub("", left), list(group)
    unit = f"{group[-1].unit}/{per['of']}"
    words = left[: per.start("per")]
    # 密度控制每平方公里1万人
    words += "在" if words.endswith("控制") else ""
    return words, [replace(one, unit=unit, unit_class="intensity") for one in group]


def counting_verb(left: str, after: str) -> str:
    """The words that bound a number of things: 每年至少建成2个; 突破30项技术 does not go beyond that many."""
    verb = phrases.verb_before(left) + "".join(_AT_LEAST.findall(left)[-1:])
    return verb if ends_here(after) else verb.removesuffix("突破")


def is_addition(left: str) -> bool:
    """Whether a clause adds so much of something: 新增水电装机."""
    return bool(_ADDED.match(phrases.bare_of_time(left)))


def is_part_of_none(line: SentenceContext, quantity: Quantity, left: str) -> bool:
    """将全市划分为23个单元，其中优先单元16个: a part of what commits nobody."""
    return line.passed == quantity.unit_class and bool(_PART.search(left))


def is_pure(line: SentenceContext, left: str) -> bool:
    """Whether a number without a unit is that of a ratio: PUE降至1.25以下，国家枢纽节点项目不高于1.2."""
    words = phrases.clean_phrase(left)
    named = f"{left}{line.phrase if not words or may_be_place(words) else ''}"
    return bool(_PURE_NUMBER.search(named)) and bool(phrases.verb_before(left))


def dealt(line: SentenceContext, clause: Clause, left: str) -> tuple[str, str]:
    """优良天数分别达到甲县220天、乙县210天: the words before, and whose number it is ('' where not dealt out)."""
    first = _DEALT_OUT.match(left)
    if first:
        line.dealt = (clause.start, first["words"])
        return first["words"], first["place"]
    at, words = line.dealt
    if at == clause.start and (following := re.fullmatch(r"[、和及](?P<place>[\u4e00-\u9fff]{2,8})", left)):
        return words, following["place"]
    return left, ""


def part_of(line: SentenceContext, quantity: Quantity, left: str) -> str:
    """Of which part of the things counted so many are: 公厕100座（城区60座，乡镇40座）; '' where of none."""
    match = _PART_OF.match(left) if line.counted[0] and line.parted[0] == quantity.unit else None
    if match and match["bound"] and may_be_place(match["part"]):
        # 培养骨干1万名，西部地区不少于4000名; but 试点企业不少于30家 are counted themselves.
        bound = match["part"].removeprefix("平均")
        return "" if quantity.unit in _COUNTS_PLACES and not _REGION.search(match["part"]) else bound
    if not match or _MADE.search(match["part"]) or not (match["opens"] or line.parted[1]):
        return ""
    # A kind that has a name of its own (其中高技能人才) needs none, nor has a clause of its own a kind without one.
    inside = (match["opens"] or "").startswith("（") or (match["goes_on"] and line.parted[1])
    is_named = match["part"][-2:] in line.counted[1]
    part: str = match["part"].removeprefix("平均")
    return part if is_settled(match["part"]) or (inside and not is_named) else ""


def starting_value(starting: Quantity | None, quantity: Quantity, clause: Clause) -> Decimal | None:
    """Where the way to a figure begins: 由78%提高到90%; None where that is of another unit or clause."""
    if starting is None or starting.start < clause.start or starting.upper is not None:
        return None
    return starting.value if starting.unit == quantity.unit else None


def goal_behind(text: str, at: int) -> str:
    """14.5%的激励目标: which goal a figure is, said right behind it."""
    match = _GOAL_BEHIND.match(text, at)
    return match[0] if match else ""


def with_tail(quantity: Quantity, last: Quantity) -> Quantity:
    """A number of a list with the bound behind the last one, which is that of all."""
    return replace(quantity, tail=last.tail)


def is_full(quantity: Quantity) -> bool:
    """100%: the bound of the last number in a list (…、95%以上) cannot be meant for it."""
    return quantity.is_percent and quantity.value == _WHOLE


def kind_of_part(
    whole: tuple[str, TargetKind, str], kind: TargetKind, words: str, *, is_next: bool, verb: str
) -> tuple[TargetKind, str]:
    """What a figure is that is a part of the one before (其中…), or the next of a list of things counted; its words.

    Args:
        whole: the class of the unit, the kind and the words of the figure before.
        kind: what the figure is by itself.
        words: the clause before it.
        is_next: whether a list goes on with it.
        verb: its own verb.
    """
    is_count = whole[0] == "count"
    if words.startswith("其中"):
        is_part = not is_addition(words.removeprefix("其中"))
        is_told = not is_count and verb and not _BOUND.match(verb)
        return (whole[1] if is_part and not is_told else kind), whole[2] + words
    goes_on = is_next and is_count and not (verb or is_addition(words))
    return (whole[1] if goes_on else kind), words
