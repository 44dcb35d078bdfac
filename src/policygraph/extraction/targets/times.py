"""Which year governs a quantity, and against which year it is compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policygraph.extraction.clauses import DIRECTIVE_LEAD
from policygraph.extraction.periods import TimeMention
from policygraph.extraction.targets.quantities import Quantity

__all__ = ["Times", "inherited_by", "year_for_all_above", "year_for_next"]

_NEW_TASK = re.compile(
    r"(?:完成|新建|建设|改造|新增|每年|制定|认真|严格|落实|健全|建立健全|规范|严控|积极|大力|持续|深入|(?:开展|实施)[^，；\d]{2,24}(?:行动|计划|工程)，)"
)
# 实现年新增5个: so much each year, whatever stood before it.
_EACH_YEAR = re.compile(r"(?:实现|力争|确保|达到)年(?:新增|均|产|处理|培训|培育|种植)")
_PLAN_PERIOD = re.compile(r"规划期(?:内|间|末)")
_STARTS_ALL = re.compile(r"(?:年?相比|的?基础上|[^，]{0,24}为基[期准数础])?，")
_FIGURE = re.compile(r"\d")
# 每学年不少于2次: what is done again and again has no last year but one of its own.
_AGAIN = re.compile(r"每(?:(?P<term>学[年期])|年|季度|月|周)")
_BY = re.compile(
    r"到20\d\d年[底末]?，|20\d\d年?[—–～~-]{1,2}20\d\d年，|“?十[二三四五]五”?(?:时期|期间)，|[二两三四五]年(?=统筹|累计)"
)
_NO_DATE = re.compile(r"\d(?![\d.]*[年月日\d.])")
# 2024—2026年，分别新建800、1000、1200个; 2022至2025年占比分别达到80%、90%、95%、100%
_SPAN = re.compile(r"(20\d{2})年?(?:[—–～~-]{1,2}|[至到])(20\d{2})年")
# 2024、2025、2026年分别新增…
_LISTED = re.compile(r"(?:20\d{2}年?[、和])+20\d{2}年")
_YEAR = re.compile(r"20\d{2}")
_SEVERAL = re.compile(r"(?<!\d年)[、和及](?!20\d\d)")
_ALL_ABOVE = re.compile(
    r"(?:^|(?<=[，。；]))(?:以上|上述)(?:各项)?(?:任务|工作|项目|目标|工程|内容)?[^，。]{0,6}?20\d{2}年[^，。]{0,8}(?:完成|实现|建成|达到|落实)"
)
# A sentence of its own behind them: 2025年6月底前完成。
_THEN_ALL = re.compile(
    r"(?:于|在)?20\d{2}年[^，。]{0,6}?(?:底|末|前)(?:全部|全面|均)?(?:完成|建成|实现|到位|投用|投入使用)"
)
_STARTED = re.compile(r"[底末初前]?(?:全面|正式)?(?:启动|开始)(?!后)")
_DONE_LATER = re.compile(r"，(?:到|至|力争)?(?P<year>20\d\d)年[底末]?(?:之?前)?，?(?:全面|全部|基本)*完成")
# 比上年下降1.5%
_YEAR_BEFORE = re.compile(r"(?:比|较)(?:上一?年|去年)(?!末)")
_A_YEAR = re.compile(r"(?<!\d)年均|每年|逐年|同比")
_CLOSED = re.compile(r"(?P<within>[^（）]*)）")
_SINCE = re.compile(r"起|以来|以后|至今|已(?!有)")
_BEFORE = re.compile(r"20\d\d年年?[底末]?之?前")
_OF_THE_YEAR = re.compile(r"[今明后本]|年[底内末]|(?:20\d\d年)?\d{1,2}月")
# 2025年6月底前建成一期: the day of one deed.
_DAY_OF_DEED = re.compile(r"20\d\d年\d{1,2}月(?:\d{1,2}日|[上中下]旬|[底末初])?(?:之?前|以前)(?![，：])")
_ALL_BY_THEN = re.compile(
    r"20\d{2}年(?:\d{1,2}月)?(?:底|末)?(?:之?前)?(?:全部|全面|均)(?:完成|建成|投产|投运|通车|开通|实现|实施到位|(?:建成)?投入(?:使用|运营|运行)|建成(?:投产|投用|通车|开通|运营))"
    # 2025年汛期前全部完工
    r"|20\d{2}年[^，；。\d]{0,8}前(?:全部|全面|均)?(?:完工|完成|建成|竣工|投用|投入使用)"
    r"|(?:20\d{2}年|今年)?(?:\d{1,2}月(?:\d{1,2}日)?)?(?:年?底|末)?前(?:全部|全面|均)?完成(?:联调|调试|验收|竣工|竣工验收|安装|建设|改造|整改|任务)?"
)

# 新建1所园区，新增学位4500个，2025年秋季学期投入使用: what is built is there by then.
_OPENS = re.compile(r"20\d{2}年[春秋]季(?:学期|开学)?(?:前|时)?(?:全部)?(?:投入使用|投用|招生)")
_BUILT = re.compile(r"[新扩改迁]建|新增|建设|建成")


@dataclass(frozen=True, slots=True)
class Times:
    """The times of one sentence, and the year and base year that the sentence before hands on ('' if none)."""

    text: str
    periods: Sequence[TimeMention]
    inherited: str
    baseline_before: str = ""

    def due(self, quantity: Quantity, clause_end: int, left: str) -> str:
        """The year named last before the quantity, else one behind it in its clause, else the one handed on.

        A year at the end of the sentence holds for all of it: …，2024年底前全部完成.
        """
        # 2023年起, 2023年以来 says since when.
        ahead = [p for p in self.periods if not p.is_baseline and not _SINCE.match(self.text, p.end)]
        before = [p for p in ahead if p.start < quantity.start]
        # 到2025年达到70%（其中，2023年达到60%），占比达到20%: what is bracketed has a year of its own.
        before = [p for p in before if not _closed(self.text, p.end, quantity.start)] or before
        if before:
            # 2024年底前完成12项，合格率每年不低于95%: what is done every year has no last one.
            since = self.text[before[-1].end : quantity.start - len(left)]
            goes_on = before[-1] is ahead[0] and self._opens_clause(before[-1].start)
            again = _AGAIN.search(left)
            is_apart = again and (
                (_FIGURE.search(since) and not goes_on) or (again["term"] and "，" in since)
            )
            done = _DONE_LATER.search(self.text, quantity.end)
            if done and _STARTED.match(self.text, before[-1].end):
                # 2021年启动整治300个排污口，到2023年全面完成
                return done["year"]
            return "" if is_apart else before[-1].year
        within = [p for p in ahead if p.start < clause_end]
        if within:
            return within[0].year
        if ahead and _ALL_BY_THEN.fullmatch(self.text, ahead[-1].start):
            return ahead[-1].year
        if ahead and _OPENS.fullmatch(self.text, ahead[-1].start) and _BUILT.search(left):
            return ahead[-1].year
        return "" if _AGAIN.search(left) or _EACH_YEAR.search(left) else self.inherited

    def _opens_clause(self, at: int) -> bool:
        """Whether the time at an offset stands at the head of its clause, or of the sentence: …，到2026年，…."""
        return bool(_BY.match(self.text) or _BY.match(self.text, self.text.rfind("，", 0, at) + 1))

    def within(self, start: int, end: int) -> bool:
        """Whether a time stands in ``text[start:end]``."""
        return any(start <= period.start < end for period in self.periods)

    def distributed(self, quantity: Quantity, group: Sequence[Quantity], left: str) -> str:
        """2023年、2024年、2025年分别新增150、160、180万平方米: a year for each number, else ''."""
        clause = group[0].start - len(left)
        years = [
            p.year
            for p in self.periods
            if not p.is_baseline and clause <= p.start and p.end <= group[0].start
        ]
        # 2024年、2025年，全市覆盖率分别达到70%、85%: it stands before its clauses, unless they list things.
        since = clause if _SEVERAL.search(left.partition("分别")[0]) else 0
        if listed := list(_LISTED.finditer(self.text, since, group[0].start)):
            years = _YEAR.findall(listed[-1][0])
        span = _SPAN.search(self.text, 0, group[0].start)
        if span:
            years = [str(year) for year in range(int(span[1]), int(span[2]) + 1)]
        # 到2025年和2030年，比例达到37%及以上和40%及以上
        is_dealt = "分别" in left or (listed and quantity.is_percent)
        if is_dealt and len(group) > 1 and len(set(years)) == len(group) == len(years):
            return years[group.index(quantity)]
        return ""

    def baseline(self, quantity: Quantity, clause_start: int, due: str, *, falls: bool = False) -> str:
        """The base year named in the clause, else one that stands before all that follows.

        比上年 is the year before the one that the figure is ``due`` by. A share that ``falls`` does so from the year of
        the one before it (能耗比2020年下降14%，水耗下降16%), unless it is told for each year.
        """
        named = [p for p in self.periods if p.is_baseline and p.start < quantity.start]
        if named and named[-1].start >= clause_start:
            # 比2020年累计下降12.5%，年均下降2.6%: what falls each year does so from the year before.
            apart = _A_YEAR.search(self.text, named[-1].end, quantity.start)
            between = self.text[named[-1].end : apart.start()] if apart else ""
            return "" if "，" in between and _FIGURE.search(between) else named[-1].year
        if due and _YEAR_BEFORE.search(self.text, clause_start, quantity.start):
            return str(int(due) - 1)
        if leading := self._leading_baseline():
            return leading
        if not (falls and quantity.is_percent) or _A_YEAR.search(self.text, clause_start, quantity.start):
            return ""
        return named[-1].year if named else self.baseline_before

    def _leading_baseline(self) -> str:
        """与2020年相比，A下降…，B下降…."""
        for period in self.periods:
            if period.is_baseline and _STARTS_ALL.match(self.text, period.end):
                return period.year
        return ""


def _closed(text: str, start: int, end: int) -> bool:
    """Whether a bracket around ``text[start]`` is closed before ``end``, with a figure in it."""
    closed = _CLOSED.match(text, start, end)
    return bool(closed and _FIGURE.search(closed["within"]))


def inherited_by(text: str, year: str, goes_on: bool, last: str) -> str:
    """The year that a sentence takes from the one before: what gives a new task, behind a full stop, takes none.

    规划期内 is by the ``last`` year of the plan.
    """
    if last and _PLAN_PERIOD.search(text):
        return last
    return year if goes_on or not _NEW_TASK.match(text) else ""


def year_for_all_above(text: str, periods: Sequence[TimeMention]) -> str:
    """以上任务2025年底前完成: the year that a sentence sets for the figures above it, else ''."""
    ahead = [p.year for p in periods if not p.is_baseline]
    return ahead[-1] if ahead and (_ALL_ABOVE.search(text) or _THEN_ALL.fullmatch(text)) else ""


def year_for_next(
    text: str, periods: Sequence[TimeMention], inherited: str, *, goes_on: bool, has_targets: bool
) -> str:
    """The year that a sentence hands on to the next.

    A sentence that opens with its year lends it to the next one, and through plain statements of targets to those
    behind; after a semicolon and in a chapter of goals the year holds until another is named.
    """
    ahead = [p for p in periods if not p.is_baseline and not _SINCE.match(text, p.end)]
    # 三年内改造160公里，其中2024年60公里；…: the year of a part goes for nothing behind it.
    ahead = [p for p in ahead if "其中" not in text[: p.start]] or ahead
    if ahead:
        at = ahead[-1].start
        # Behind a figure (每年提高3个百分点，到2025年不低于68%) a year goes for its own clause.
        opens = at <= 3 or (text[at - 2] in "，：" and not _NO_DATE.search(text, 0, at))
        # A month, 今年 or the day before which one task is done (2025年底前) holds for its own sentence.
        opens = opens and not _OF_THE_YEAR.match(text, at) and not text.startswith("对")
        opens = opens and not _BEFORE.match(text, at)
        goes_on = goes_on and not _DAY_OF_DEED.match(text, ahead[0].start)
        return ahead[-1].year if opens or goes_on or ahead[-1].year == inherited else ""
    return inherited if goes_on or (has_targets and not DIRECTIVE_LEAD.match(text)) else ""
