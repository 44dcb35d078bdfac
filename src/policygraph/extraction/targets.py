"""Quantified targets in prose: which numbers commit whom to what, by when, against which year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from policygraph.extraction import kinds, phrases
from policygraph.extraction.clauses import STRIVE, Clause, split_clauses, strip_adverbs, strive_from
from policygraph.extraction.judging import commits, ends_here
from policygraph.extraction.mentions import TargetMention
from policygraph.extraction.periods import Period, find_periods, past_year
from policygraph.extraction.quantities import Quantity, QuantityFinder, group_lists
from policygraph.model import Outline, Sentence

_DIGIT = re.compile(r"\d")
_TITLES = re.compile(r"《[^》]*》")
# Quantities without a unit are targets only of these; anything else without a unit is a name or a label.
_PURE_NUMBER = re.compile(r"PUE|电能利用效率|系数|指数|比例|占比|比值|弹性")
_DIRECTIVE_LEAD = re.compile(
    r"^(?:加快|推进|推动|开展|实施|加强|加大|完善|落实|建立|支持|鼓励|引导|深化|强化|对|大力|持续|积极|严格|统筹|提高|组织|依托|围绕|以|按照|通过|优化|健全|探索|坚持|巩固|抓好|做好)"
)
_GOALS = re.compile(r"目标$")
_WHOLE = Decimal(100)
_ITEM = re.compile(r"[一二三四五六七八九十]{1,2}是")
_GAP = 2
_SHARE_OF_DOING = re.compile(r"^[\u4e00-\u9fff]")


@dataclass
class _State:
    """What an earlier sentence of the same provision leaves behind."""

    path: str = ""
    year: str = ""
    text: str = ""
    end: int = 0


@dataclass
class _Line:
    """One sentence under way: its clauses and times, and what its clauses hand on to the next."""

    sentence: Sentence
    periods: list[Period]
    clauses: list[Clause]
    strives: int
    inherited_year: str
    before: str
    phrase: str = ""
    places: list[str] = field(default_factory=list)
    verb: str = ""
    subject: str = ""
    first: bool = True
    baseline_clause: int = 0
    baseline: str = ""
    committed: tuple[int, str] = (-1, "")


class TargetFinder:
    """Finds targets in the prose of a document.

    Args:
        quantities: finder of numbers with units.
        known: whether the vocabulary has an indicator of a name; needed to complete coordinated names.
    """

    def __init__(self, quantities: QuantityFinder, known: Callable[[str], bool]) -> None:
        self._quantities = quantities
        self._known = known
        self._past = ""

    def find(self, clean: str, outline: Outline) -> Iterator[TargetMention]:
        """Targets in document order; tables are read elsewhere."""
        titles = {p.path: p.title for p in outline.provisions}
        self._past = past_year(outline.title)
        state = _State()
        for sentence in outline.sentences:
            if sentence.path != state.path or sentence.start - state.end > _GAP or _ITEM.match(sentence.text):
                # Another provision, or a heading or bracket in between: nothing is handed on.
                state = _State(sentence.path, text=state.text if sentence.path == state.path else "")
            is_goal = bool(_GOALS.search(titles[sentence.path]))
            periods = (
                list(find_periods(sentence.text)) if "年" in sentence.text or "五" in sentence.text else []
            )
            if _DIGIT.search(sentence.text):
                yield from self._sentence(sentence, periods, state)
            closing = clean[sentence.end : sentence.end + 1]
            state.year = _year_for_next(sentence.text, periods, state.year, closing == "；" or is_goal)
            state.text, state.end = sentence.text, sentence.end

    def _sentence(self, sentence: Sentence, periods: list[Period], state: _State) -> Iterator[TargetMention]:
        text = sentence.text
        masked = _TITLES.sub(lambda m: "　" * len(m.group()), text) if "《" in text else text
        groups = group_lists(masked, list(self._quantities.find(masked)))
        if not groups:
            return
        line = _Line(
            sentence=sentence,
            periods=periods,
            clauses=split_clauses(text),
            strives=strive_from(text),
            inherited_year=state.year,
            before=state.text,
            baseline=_leading_baseline(text, periods),
        )
        previous: Quantity | None = None
        for group in groups:
            yield from self._group(line, group, previous)
            previous = group[-1]

    def _group(
        self, line: _Line, group: list[Quantity], previous: Quantity | None
    ) -> Iterator[TargetMention]:
        text = line.sentence.text
        clause = next(c for c in line.clauses if c.start <= group[0].start < c.end)
        begin = max(clause.start, previous.stop if previous else 0)
        last = group[-1]
        clause_end = next(c.end for c in line.clauses if c.start <= last.start < c.end)
        left, after = text[begin : group[0].start], text[min(last.stop, clause_end) : clause_end]
        shared_unit = last.unit
        if not shared_unit and not self._is_pure(left, line):
            return
        if not self._goes_on(line, clause, last, left, after) and not commits(last, left, after):
            return
        year = _target_year(line, group[0], clause, left)
        if year and year <= self._past:
            return
        line.committed = (clause.start, last.unit_class)
        if last.unit_class == "count":
            yield from self._counted(line, group, left, after, clause)
            return
        yield from self._measured(line, group, left, after, clause)

    @staticmethod
    def _goes_on(line: _Line, clause: Clause, last: Quantity, left: str, after: str) -> bool:
        """An enumeration goes on without a verb of its own: 20家绿色工厂、2个供应链企业; 其中光伏550万千瓦."""
        at, unit_class = line.committed
        if unit_class != last.unit_class:
            return False
        if at == clause.start:
            return left.endswith(("、", "和", "及")) or (
                left.startswith(("、", "和", "及")) and ends_here(after)
            )
        return left.startswith("其中") and ends_here(after)

    def _is_pure(self, left: str, line: _Line) -> bool:
        return bool(_PURE_NUMBER.search(left or line.phrase)) and bool(phrases.verb_before(left))

    def _measured(
        self, line: _Line, group: list[Quantity], left: str, after: str, clause: Clause
    ) -> Iterator[TargetMention]:
        text = line.sentence.text
        verb = phrases.verb_before(left) or (
            line.verb if not strip_adverbs(left.lstrip("或和并且、，")) else ""
        )
        before = line.phrase
        if (
            group[-1].is_percent
            and _SHARE_OF_DOING.match(after)
            and not after.startswith(("的", "或", "和", "并", "且", "与", "及"))
        ):
            phrase = phrases.share_of_doing(left, after)
        else:
            phrase = self._phrase(line, left, text[: group[0].start])
        places, phrase = phrases.split_places(phrase)
        if places or line.first:
            line.places = places
        if line.verb and phrase == before and re.fullmatch(r".*(?:达到|达|实现|完成|为)", verb):
            # 下降14%以上，力争达到14.5%: still a decrease, and against the same year.
            direction = line.verb
        else:
            direction, line.baseline_clause = verb, clause.start
        line.first, line.phrase, line.verb = False, phrase, direction
        names = self._names(phrase, places, group)
        for i, quantity in enumerate(group):
            place = places[i] if len(places) == len(group) > 1 else _join_places(text, line.places)
            yield self._mention(line, quantity, group, names[i], (verb, direction), place, clause, left)

    def _phrase(self, line: _Line, left: str, before: str) -> str:
        phrase = phrases.clean_phrase(left)
        if re.fullmatch(r"[或和并且及、，]*(?:在.*|激励|基本|约束)?", phrase):
            return line.phrase
        phrase = phrases.rebuilt_thing(before, phrase)
        done = re.match(r"(?P<subject>.{2,12}?)(?:完成|新增|实施)(?P<object>.+)$", phrase)
        if done:
            line.subject = done["subject"]
            return done["subject"] + done["object"]
        if left.startswith(("、", "和")) and line.subject and not phrase.startswith(line.subject):
            return line.subject + phrase
        return phrase

    def _names(self, phrase: str, places: list[str], group: list[Quantity]) -> list[str]:
        if len(group) > 1 and len(places) != len(group):
            names = phrases.distribute(phrase, len(group), self._known)
            if names:
                return names
        return [phrase + q.note if q.note and len(group) > 1 else phrase for q in group]

    def _counted(
        self, line: _Line, group: list[Quantity], left: str, after: str, clause: Clause
    ) -> Iterator[TargetMention]:
        before = line.before + "。" + line.sentence.text[: clause.start]
        phrase = phrases.counted_thing(left, after, before, group[-1].unit)
        line.first, line.phrase = False, phrase
        verb = phrases.verb_before(left)
        for quantity in group:
            yield self._mention(line, quantity, group, phrase, (verb, verb), "", clause, left)

    def _mention(
        self,
        line: _Line,
        quantity: Quantity,
        group: list[Quantity],
        phrase: str,
        verbs: tuple[str, str],
        place: str,
        clause: Clause,
        left: str,
    ) -> TargetMention:
        text, offset, last = line.sentence.text, line.sentence.start, group[-1]
        verb, direction = verbs
        # In a list the last quantity carries the unit and the bound of all: 55%、45%以上.
        bound = (
            quantity
            if quantity.tail or quantity is last or _is_full(quantity)
            else _with_tail(quantity, last)
        )
        kind = kinds.kind(direction, phrase, left, last)
        striving = STRIVE.search(text, clause.start, quantity.start) or quantity.start > line.strives
        return TargetMention(
            path=line.sentence.path,
            start=offset + quantity.start,
            end=offset + quantity.end,
            phrase=phrase,
            context=text[: clause.start],
            op=kinds.comparator(verb, bound),
            value=quantity.value,
            upper=quantity.upper,
            unit=quantity.unit or last.unit,
            kind=kind,
            baseline_year=_baseline(line, quantity) if kind in ("decrease", "increase", "amount") else "",
            target_year=_distributed_year(line, quantity, group, left)
            or _target_year(line, quantity, clause, left),
            strength="strive" if striving else "firm",
            place=place,
        )


def _year_for_next(text: str, periods: Sequence[Period], inherited: str, goes_on: bool) -> str:
    """The year that a sentence hands on to the next.

    A sentence that opens with its year lends it to the next one, and through plain statements of targets to those
    behind; after a semicolon and in a chapter of goals the year holds until another is named.
    """
    ahead = [p for p in periods if not p.is_baseline]
    if ahead:
        opens = ahead[-1].start <= 3 or text[ahead[-1].start - 2] in "，："
        return ahead[-1].year if opens or goes_on else ""
    return inherited if goes_on or not _DIRECTIVE_LEAD.match(text) else ""


def _with_tail(quantity: Quantity, last: Quantity) -> Quantity:
    return replace(quantity, tail=last.tail)


def _is_full(quantity: Quantity) -> bool:
    """100%: the bound of the last number in a list (…、95%以上) cannot be meant for it."""
    return quantity.is_percent and quantity.value == _WHOLE


def _target_year(line: _Line, quantity: Quantity, clause: Clause, left: str) -> str:
    """The year named last before the quantity, else one behind it in its clause, else the one handed on."""
    ahead = [p for p in line.periods if not p.is_baseline]
    before = [p for p in ahead if p.start < quantity.start]
    if before:
        return before[-1].year
    within = [p for p in ahead if p.start < clause.end]
    if within:
        return within[0].year
    return "" if "每年" in left else line.inherited_year


def _distributed_year(line: _Line, quantity: Quantity, group: list[Quantity], left: str) -> str:
    """2023年、2024年、2025年分别新增150、160、180万平方米: a year for each number."""
    years = [p.year for p in line.periods if not p.is_baseline and p.end <= group[0].start]
    if "分别" in left and len(group) > 1 and len(set(years)) == len(group) == len(years):
        return years[group.index(quantity)]
    return ""


def _baseline(line: _Line, quantity: Quantity) -> str:
    within = [p for p in line.periods if p.is_baseline and line.baseline_clause <= p.start < quantity.start]
    return within[-1].year if within else line.baseline


def _leading_baseline(text: str, periods: Sequence[Period]) -> str:
    """与2020年相比，A下降…，B下降…: the comparison stands before all that follows."""
    for period in periods:
        if period.is_baseline and re.match(r"(?:年?相比|的?基础上)?，", text[period.end :]):
            return period.year
    return ""


def _join_places(text: str, places: Sequence[str]) -> str:
    if len(places) < 2:
        return places[0] if places else ""
    stretch = re.search(r"(?:、|和|及|与|以及)".join(map(re.escape, places)), text)
    return stretch.group() if stretch else "、".join(places)
