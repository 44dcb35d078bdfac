"""To whom, and when, a duty applies: 对…以上的企业, 有条件的地区, 新建项目应…, …时, 除…外, 在…前提下.

Words for those who are eligible, for those upon whom duties are laid, and those around both are data
(``ConditionKind``, ``ConditionAddressee`` and ``WordList`` in ``codes.ttl``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from policygraph.extraction.clauses import Clause, mask_titles, split_clauses
from policygraph.extraction.cues import choice_of, word_choice
from policygraph.extraction.targets.quantities import Quantity, QuantityFinder
from policygraph.model import Comparator
from policygraph.vocabulary import Cue

__all__ = ["ConditionMention", "ConditionReader"]

_SELECTED, _NEW, _EVENT, _PREMISE, _EXCEPTION, _THRESHOLD = (
    "selected",
    "new-built",
    "event",
    "premise",
    "exception",
    "threshold",
)
# Beside words, what a relative clause that selects says of those who are selected: 有, 达到, 未, 较多.
_SELECTS = r"[有具]备?|达[到不]|[未不无](?!断)|[纳列]入|[获取]得|较[大多重强高差]"
# Beside verbs, what stands before those who are selected.
_LEADS = r"(?:不再|禁止|严禁|不得|停止)(?:新建|新增|新上|审批|核准)|对于?|向|由|凡是?|如果?|若|其中|所有"
_TO = re.compile(r"^(?:[\u4e00-\u9fff]{0,8}?[，；])?(?P<to>对于?)")
# 80%的县, 2030年县级以上 …: shares and times select none.
_FIGURED = re.compile(r"\d[\d.]*(?![\d年%])[^\d，年%]{0,8}以[上下内]")
_REGION = re.compile(r"^全[市省县区]")
_OPENING = re.compile(r"^(?:对于?|凡是?|如果?|若|其中|但|并|同时)+")
# A clause that is a condition ends in one of these, or begins with 对.
_CLOSING = "的时前\n"
_REWARDED = re.compile(r"(?:给予|予以|加以)")
_EVENT_END = re.compile(r"(?<![同及适按暂随届小准平临])时$|^在[^，]*(?<![\d月年底初末])前$")
_ONCE = re.compile(r"[^，；、]{0,16}一旦[^，；]{2,24}")
_BEFORE_LEAVE = re.compile(r"^[^，；]{2,16}后(?=方?可(?![比燃再]))")
_PREMISED = re.compile(r"在[^，；]{2,30}的?(?:前提|情况|条件)下")
_EXCEPTED = re.compile(
    r"除[^，；]{2,60}?[以之]?外(?=，)|(?<=（)(?:扣除|剔除|不含|不包括|除)[^（）]{2,30}(?=）)"
)
_OBLIGES = r"应(?![用急对])|要(?!求)|(?<!平)均"
_NEW_THINGS = (
    r"(?P<new>(?:新(?:建|上|开工)(?!(?:和|及|或|、)?(?:既|现)有)(?:、改（?扩）?建)?|改（扩）建|新、改、扩建|"
    r"新增(?:及|或|和)(?:更新|更换)的?)"
    r"[^，；\d（]{1,30}?)(?:(?:或|和|及|以及)(?:现有|既有|有条件|具备条件|改造)[^，；\d]{1,20}?)?"
)
_NEWLY = re.compile("新建|新上|新开工|新增|改（扩）建|新、改、扩建")
# 新建建筑的比例 is what is measured; 新建项目能效水平 is about the projects.
_MEASURED = re.compile(r"的|[^“”]中[^“”]|比例|比重|占比")
_ASPECT = re.compile(
    r"(?:主要产品|单位产品)?(?:设计)?(?:供电|综合)?(?:(?:能效|煤耗|能耗|电耗|水耗|排放)(?:水平|标准)?|水平|标准)$"
)
_IS_NEW = re.compile(r"新(?:建|上|开工|、改)")
_BOUND_BEFORE = re.compile(r"(?P<word>不低于|不少于|不超过|不高于|高于|超过?|大于|多于|低于|小于|不足|少于)$")
# Each kind has a sign that is looked for first: patterns that begin with a gap are dear.
_SIGNED = (
    (_PREMISE, _PREMISED, re.compile("下")),
    (_EXCEPTION, _EXCEPTED, re.compile("除|不含|不包括")),
    (_EVENT, _ONCE, re.compile("一旦")),
)
_HAS_BOUND = re.compile(r"\d[^，；]{0,16}以[上下内]|(?:超过?|[高低大小多少]于|不足)\d")
_BEHIND = re.compile(r"的|[\u4e00-\u9fff]")
_OF_RATE = re.compile(r"每(?P<time>小时|年|月|日|天)$")
_STOP = re.compile(r"[；。]")
_BOUNDS = {
    "不低于": Comparator.GE,
    "不少于": Comparator.GE,
    "不超过": Comparator.LE,
    "不高于": Comparator.LE,
    "高于": Comparator.GT,
    "超过": Comparator.GT,
    "超": Comparator.GT,
    "大于": Comparator.GT,
    "多于": Comparator.GT,
    "低于": Comparator.LT,
    "小于": Comparator.LT,
    "不足": Comparator.LT,
    "少于": Comparator.LT,
}
_LONGEST = 70


@dataclass(frozen=True, slots=True)
class ConditionMention:
    """A condition at ``[start, end)`` of a sentence, its kind, and what it governs: ``[reach_start, reach_end)``.

    A threshold has ``op``, ``value`` and ``unit`` (as the text spells it); the others have none.
    """

    start: int
    end: int
    kind: str
    reach_start: int
    reach_end: int
    op: Comparator | None = None
    value: Decimal | None = None
    unit: str = ""


class ConditionReader:
    """Finds conditions.

    Args:
        kinds: the words of ``ConditionKind``, for those who are eligible.
        addressees: the words of ``ConditionAddressee``, for those upon whom, or upon which, duties are laid.
        words: the lists of words that stand around those.
        quantities: finds numbers.
    """

    def __init__(
        self,
        kinds: Iterable[Cue],
        addressees: Iterable[Cue],
        words: Iterable[Cue],
        quantities: QuantityFinder,
    ) -> None:
        around = [*words]

        def any_of(code: str) -> str:
            return choice_of((code,), around)

        whole = word_choice(addressees)
        more = rf"(?:(?:和|及|、|以及)[^，；、的]{{0,8}}?(?:{whole}))?"
        self._selected = re.compile(rf"的(?:[\u4e00-\u9fff“”]{{0,10}}?)(?:{whole}){more}(?![级域城直属政])")
        self._eligible = re.compile(word_choice(kinds))
        self._selecting = re.compile(f"{any_of('words-selecting')}|{_SELECTS}")
        # 建成达到标准的企业: what comes of it, and whom it is asked of in none of them.
        made, asked = any_of("words-making"), any_of("words-asking")
        self._lead = re.compile(rf"(?<!已)(?P<made>{made})|{_LEADS}|{asked}")
        self._newly = re.compile(rf"{_NEW_THINGS}(?=(?:{any_of('words-obliging')}|{_OBLIGES}))")
        # 对未完成任务的严格问责, without a comma.
        self._handled = re.compile(rf"对于?(?P<chosen>[^，；的]{{2,40}}的)(?={any_of('words-handling')})")
        self._quantities = quantities

    def read(self, sentence: str, targets: Collection[int]) -> tuple[ConditionMention, ...]:
        """The conditions of a directing sentence, in order.

        Args:
            sentence: its clean text.
            targets: where figures stand in it that are targets.
        """
        text = mask_titles(sentence)
        clauses = split_clauses(text)
        found: list[ConditionMention] = []
        signed = [one for one in _SIGNED if one[2].search(text)]
        for at, clause in enumerate(clauses):
            behind = text[clauses[at + 1].start : clauses[at + 1].end] if at + 1 < len(clauses) else ""
            if text[clause.end - 1] in _CLOSING or text.startswith("对", clause.start):
                _take(found, self._of_clause(text, clause, behind))
            _take(found, self._within(text, clause, signed))
        bounded = self._bounded(text, clauses, _parted(found), targets)
        # What governs nothing of the sentence is no condition of it.
        whole = (one for one in bounded if one.reach_start < one.reach_end)
        return tuple(sorted(whole, key=lambda one: one.start))

    def _of_clause(self, text: str, clause: Clause, behind: str) -> Iterator[ConditionMention]:
        """A clause that is a condition by itself, of what comes behind it."""
        words = text[clause.start : clause.end]
        opening = _OPENING.match(words)
        start = clause.start + (opening.end() if opening else 0)
        reach = (min(clause.end + 1, len(text)), _sentence_end(text, clause.end))
        is_last = not behind or text[clause.end] != "，"
        if is_last or clause.end - start > _LONGEST:
            return
        chosen = text[start : clause.end]
        is_class = chosen.endswith("的") and (self._selecting.search(chosen) or re.search(r"\d", chosen))
        if is_class or (opening and words.startswith("对") and _REWARDED.match(behind)):
            yield ConditionMention(start, clause.end, _SELECTED, *reach)
        elif _EVENT_END.search(words):
            yield ConditionMention(start, clause.end, _EVENT, *reach)

    def _within(
        self, text: str, clause: Clause, signed: Iterable[tuple[str, re.Pattern[str], re.Pattern[str]]]
    ) -> Iterator[ConditionMention]:
        """The conditions that a clause holds beside what is to be done; ``signed`` are those that the text may hold."""
        end, words = _sentence_end(text, clause.end), text[clause.start : clause.end]
        for kind, pattern, sign in signed:
            if sign.search(words):
                for match in pattern.finditer(text, clause.start, min(clause.end + 1, len(text))):
                    yield ConditionMention(match.start(), match.end(), kind, clause.start, end)
        if "后" in words and (leave := _BEFORE_LEAVE.match(words)):
            stop = clause.start + leave.end()
            yield ConditionMention(clause.start, stop, _EVENT, clause.start, clause.end)
        yield from self._of_things(text, clause)

    def _of_things(self, text: str, clause: Clause) -> Iterator[ConditionMention]:
        """Those things or bodies of a clause that alone are meant."""
        own, words = (clause.start, clause.end), text[clause.start : clause.end]
        if "的" in words:
            for match in self._handled.finditer(text, clause.start, clause.end):
                yield ConditionMention(*match.span("chosen"), _SELECTED, *own)
            for match in self._selected.finditer(text, clause.start, clause.end):
                if chosen := self._chosen(text, clause, match):
                    yield chosen
        for match in self._newly.finditer(text, clause.start, clause.end) if _NEWLY.search(words) else ():
            name = _ASPECT.sub("", match["new"])
            if not _MEASURED.search(name) or self._selecting.search(name):
                yield ConditionMention(match.start("new"), match.start("new") + len(name), _NEW, *own)

    def _chosen(self, text: str, clause: Clause, match: re.Match[str]) -> ConditionMention | None:
        """Those whom a relative clause selects, and what is laid upon them."""
        before = text[clause.start : match.start()]
        to = _TO.match(before)
        reach_end = clause.end
        eligible = [*self._eligible.finditer(before)]
        leads = [*self._lead.finditer(before)]
        if eligible and eligible[-1].end() == len(before):
            begin = eligible[-1].start()
        elif to:
            begin, reach_end = to.end(), _sentence_end(text, clause.end)
        elif leads:
            if leads[-1]["made"]:
                return None
            begin = leads[-1].end()
        else:
            begin = 0
        region = _REGION.match(before[begin:])
        begin += region.end() if region else 0
        chosen = before[begin:]
        if not 1 < len(chosen) <= _LONGEST or not (self._selecting.search(chosen) or _FIGURED.search(chosen)):
            return None
        start = clause.start + begin
        kind = _NEW if _IS_NEW.match(chosen) else _SELECTED
        return ConditionMention(start, match.end(), kind, clause.start, reach_end)

    def _bounded(
        self,
        text: str,
        clauses: Iterable[Clause],
        found: Iterable[ConditionMention],
        targets: Collection[int],
    ) -> Iterator[ConditionMention]:
        """The conditions with the figures in them, and figures that select by themselves."""
        figures = [q for q in self._figures(text) if q.start not in targets]
        for one in found:
            begin = one.start
            inside = [(q, op) for q in figures if one.start <= q.start < one.end and (op := _bound(text, q))]
            if one.kind != _SELECTED or not inside:
                yield one
                continue
            # 20万千瓦以下煤耗超300克/千瓦时的机组: a condition for each figure.
            for at, (quantity, op) in enumerate(inside):
                stop = one.end if at + 1 == len(inside) else quantity.stop
                yield replace(
                    one,
                    start=begin,
                    end=stop,
                    kind=_THRESHOLD,
                    op=op,
                    value=quantity.value,
                    unit=_unit(text, quantity),
                )
                begin = stop
        for quantity in figures:
            if any(one.start <= quantity.start < one.end for one in found):
                continue
            op = _bound(text, quantity)
            clause = next(c for c in clauses if c.start <= quantity.start <= c.end)
            if op and _selects(text, quantity):
                rate = _OF_RATE.search(text, clause.start, quantity.start)
                start = rate.start() if rate and rate.end() == quantity.start else quantity.start
                to = _TO.match(text[clause.start : quantity.start])
                end = _sentence_end(text, clause.end) if to else clause.end
                yield ConditionMention(
                    start,
                    quantity.stop,
                    _THRESHOLD,
                    clause.start,
                    end,
                    op,
                    quantity.value,
                    _unit(text, quantity),
                )

    def _figures(self, text: str) -> list[Quantity]:
        return [*self._quantities.find(text)] if _HAS_BOUND.search(text) else []


def _parted(found: list[ConditionMention]) -> list[ConditionMention]:
    """Conditions of which one reaches to the next (对甲的，…，对乙的，…); 未达标的，未整改的，… both do."""
    leading = sorted(one.start for one in found if one.reach_start > one.start)
    return [
        replace(
            one, reach_end=min([one.reach_end, *(at for at in leading if at > one.reach_start + len("对"))])
        )
        if one.reach_start > one.start
        else one
        for one in found
    ]


def _take(found: list[ConditionMention], more: Iterable[ConditionMention]) -> None:
    """Adds conditions that lie in none of those found before them, nor around one."""
    for one in more:
        if not any(other.start < one.end and one.start < other.end for other in found):
            found.append(one)


def _sentence_end(text: str, start: int) -> int:
    stop = _STOP.search(text, start)
    return stop.start() if stop else len(text)


def _bound(text: str, quantity: Quantity) -> Comparator | None:
    """How what is selected stands to a figure; None where no word tells."""
    tail = text[quantity.end : quantity.stop]
    is_out = "不含" in tail
    if "以上" in tail:
        return Comparator.GT if is_out else Comparator.GE
    if "以下" in tail or "以内" in tail:
        return Comparator.LT if is_out else Comparator.LE
    before = _BOUND_BEFORE.search(text[: quantity.start])
    return _BOUNDS[before["word"]] if before else None


def _unit(text: str, quantity: Quantity) -> str:
    """The unit as it is spelled; 每小时35蒸吨 is 蒸吨/小时."""
    rate = _OF_RATE.search(text[: quantity.start])
    return f"{quantity.unit}/{rate['time']}" if rate else quantity.unit


def _selects(text: str, quantity: Quantity) -> bool:
    """Whether a figure tells which things are meant: 35蒸吨以下锅炉, （560千瓦及以下）."""
    behind = text[quantity.stop : quantity.stop + 1]
    in_bracket = behind == "）" and text[: quantity.start].endswith("（")
    return in_bracket or (quantity.stop > quantity.end and bool(_BEHIND.match(behind)))
