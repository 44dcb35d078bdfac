"""Whether a figure that is no target is set aside for a strong reason, may be one, or most likely is one."""

from __future__ import annotations

import re
from collections.abc import Collection

from policygraph.extraction.clauses import (
    CREATE,
    CREATION,
    PREDICATE,
    STRIVE,
    Clause,
    ends_with_noun,
    strip_adverbs,
)
from policygraph.extraction.periods import find_periods
from policygraph.extraction.targets.counting import EXTENTS
from policygraph.extraction.targets.judging import (
    ends_here,
    has_reason,
    is_starting_point,
)
from policygraph.extraction.targets.phrases import bare_of_time
from policygraph.extraction.targets.quantities import Quantity
from policygraph.extraction.targets.rewards import is_score, is_subsidy
from policygraph.extraction.targets.rules import is_size
from policygraph.model import Severity

__all__ = ["weigh"]

# Behind these a figure places or sizes something, or says how it is.
_PLACES = re.compile(r"(?:[在第前每等的为是占按以由及用满距近至到后内个]|不足|以上|以下)$")
_BOUND = re.compile(r"(?:不[应得]?(?:低于|少于|超过|高于|大于|小于)|至少|达到?|最[低少多高]|[≥≤＞＜><])$")
# 实施9条115公里河道整治: a second figure of the same things.
_MORE = re.compile(r"\d(?:条|处|座|个|项|段)(?:共计?|合计|总计|约)?$")
_MOST_WORDS = 10
_NAMED = re.compile(r"级?[\u4e00-\u9fff]")
_FEW = 12
_FIGURE = re.compile(r"\d")
_ANOTHER = re.compile(r"\d(?!\d*[年月日])")
_COMMITS = re.compile(
    rf"(?:{CREATE})(?!的|型)|达到|不低于|不少于|不超过|控制在|提高|降低|减少|增长|提升|缩短|至少"
)
# 缩短至3个工作日以内: a time that is reached.
_SHORTENED = re.compile(r"(?:缩短|压缩|压减|控制|降低?|延长|提高|达)(?:至|到|在|为)$|不(?:少于|低于|超过)$")
# 20个工作日内办结: a term, which is the deadline of a duty.
_TERM = re.compile(r"以?内|之内|[前后]|的?(?:时间|过渡期|期限|公示)")
_MUCH = 10_000
# How things stand, were, or are counted: 目前已建成, 2020年为, 占全国的.
_STANDS = re.compile(r"(?:截至|截止)(?!20[2-9]\d年)|目前(?!的)|历年|曾经?|以来，|相当于|划分为|占全[国省]")
_CHANGE = re.compile(
    r"(?:收费|罚款?|扣[减除罚分]|补[助贴]|奖[励补]|贴息|赔偿)[\u4e00-\u9fff]{0,6}$|[加扣][\d.]*$"
)
# 前10名, 第3次, 同比第2位: a rank.
_RANK = re.compile(r"(?:[第前]|排名|位列|位居|进入前?|跻身前?)$")
_RANKED = frozenset(("名", "位", "强"))
_ONE_OF = re.compile(r"\d[座台套个口]$")
# 10万人事故死亡率: of how many a rate is
_RATE = re.compile(r"口?[\u4e00-\u9fff]{0,4}(?:死亡|发生|发病|患病|犯罪)率")
# 甲、乙、丙3市
_SOME_PLACES = re.compile(r"[省市县区旗州镇乡村](?![\u4e00-\u9fff]级)")
_NO_COUNT = re.compile(r"(?:领域|方面|阶段|层面|维度|环节|专章|步骤|原则|模式|要素|渠道|附件|章|部分|类型)")


def weigh(text: str, quantity: Quantity, clause: Clause, past: str, read: Collection[str]) -> Severity | None:
    """How sure it is that a figure of which no target was made is one: a warning, an information, or None.

    Args:
        text: its sentence, with titles masked.
        quantity: the figure.
        clause: the clause that holds it.
        past: the last year that is past for the document, '' where nobody knows.
        read: the units of the figures of the sentence of which targets were made.
    """
    said, left = text[: quantity.start], text[clause.start : quantity.start]
    after = text[min(quantity.stop, clause.end) : clause.end]
    years = [period.year for period in find_periods(said) if not period.is_baseline]
    if _is_set_aside(quantity, said, left, after, text[quantity.stop :]) or (years and years[-1] <= past):
        return None
    if is_size(quantity, left) or (quantity.unit in EXTENTS and _MORE.search(left)):
        return Severity.WARNING
    bare = strip_adverbs(left)
    if quantity.unit_class == "time":
        is_term = _TERM.match(quantity.tail or after) and not _SHORTENED.search(left)
        return None if is_term else Severity.INFO
    if _is_threshold(quantity, bare, left, after):
        return None
    if quantity.unit_class in ("proportion", "unknown", ""):
        return _unmeasured(quantity, bare, after)
    if _is_name(text, quantity, left, after):
        return None
    if _runs_on(quantity, after) or _is_few(text, quantity):
        return Severity.INFO
    if _is_meant(quantity, bare, left, years, read) and not has_reason(quantity, said, left, after):
        return Severity.WARNING
    return Severity.INFO


def _unmeasured(quantity: Quantity, bare: str, after: str) -> Severity | None:
    """How sure it is of a figure with a unit that nobody knows, or none."""
    is_bounded = bool(quantity.tail or _BOUND.search(bare))
    if is_bounded and ends_here(after) and quantity.unit_class == "unknown":
        return Severity.WARNING
    return Severity.INFO if is_bounded or PREDICATE.search(bare) or quantity.unit_class else None


def _is_name(text: str, quantity: Quantity, left: str, after: str) -> bool:
    """Whether a figure only names: 4.3米焦炉 of which 新建4.3米焦炉2座 tells how many; 二次 of 二次包装."""
    if _runs_on(quantity, after):
        return bool(_ANOTHER.search(after)) or not _is_much(quantity, left, after)
    return _is_few(text, quantity) and not (quantity.value > 1 and ends_here(after))


def _runs_on(quantity: Quantity, after: str) -> bool:
    """Whether a measure stands right before a noun."""
    counts = quantity.unit_class in ("count", "money", "ratio")
    return not counts and bool(_NAMED.match(after)) and not ends_here(after)


def _is_few(text: str, quantity: Quantity) -> bool:
    """Whether it is a small number of things, in characters."""
    is_small = quantity.unit_class == "count" and quantity.value <= _FEW
    return is_small and not _FIGURE.match(text, quantity.start)


def _is_much(quantity: Quantity, left: str, after: str) -> bool:
    """Whether a figure right before a noun may say how much of it there is to be, and not which it is."""
    is_said = after.startswith("的") and not PREDICATE.search(strip_adverbs(left))
    return bool(_COMMITS.search(left)) or is_said or quantity.value >= _MUCH


def _is_set_aside(quantity: Quantity, said: str, left: str, after: str, rest: str) -> bool:
    """Whether the words around tell for sure that a figure is no target."""
    return (
        is_subsidy(quantity, said, rest)
        or is_score(said, after)
        or is_starting_point(left, after)
        or (quantity.unit in _RANKED and bool(_RANK.search(left)))
        or bool(_STANDS.search(said) or (_is_money(quantity) and _CHANGE.search(left)))
        or (quantity.unit_class == "count" and bool(_NO_COUNT.match(after) or _RATE.match(after)))
        or (not quantity.unit and bool(_SOME_PLACES.match(after)))
    )


def _is_money(quantity: Quantity) -> bool:
    return quantity.unit_class == "money" or quantity.is_percent


def _is_threshold(quantity: Quantity, bare: str, left: str, after: str) -> bool:
    """Whether a figure selects or sizes: 35蒸吨及以下燃煤锅炉, （560千瓦及以下）, 1座1300立方米高炉."""
    if quantity.is_percent or quantity.unit_class in ("count", "money") or PREDICATE.search(bare):
        return False
    if quantity.tail.startswith("及") or _ONE_OF.search(left):
        return True
    return bool(quantity.tail) and bool(_NAMED.match(after)) and not after.startswith("的")


def _is_meant(quantity: Quantity, bare: str, left: str, years: list[str], read: Collection[str]) -> bool:
    """Whether the words before a figure are those before one that is to be reached."""
    if quantity.unit in read or PREDICATE.search(bare) or CREATION.search(bare) or ends_with_noun(bare):
        return True
    # 争取每年在3个县开展…, 到2025年…: what is striven for, or due, is meant to be reached.
    if STRIVE.search(left) or (years and quantity.is_percent and not _PLACES.search(bare)):
        return True
    # 某动词30名…: a verb that nobody knows, right before so many of something.
    short = quantity.unit_class == "count" and 2 <= len(bare_of_time(bare)) <= _MOST_WORDS
    return short and not _PLACES.search(bare)
