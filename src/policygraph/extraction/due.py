"""By when a directing sentence wants what done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policygraph.extraction.clauses import split_clauses
from policygraph.extraction.periods import PLAN_END, UNKNOWN, Period, Years, find_periods

__all__ = ["Due", "due_dates", "latest", "leading_date", "tells_past"]

# 完成“十四五”…目标任务, 确保“十四五”…任务落实 set the end of the plan period as the deadline without naming a time.
_PLAN_TASK = re.compile(
    r"(?:完成|实现|确保)[^，。；]{0,12}“?(?P<plan>十[二三四五]五)”?[^，。；]{0,24}(?:目标|任务|指标)"
)
_NO_TIME = re.compile(
    r"《[^》]*》|[〔\[（]20\d\d[〕\]）]|20\d\d年第?\d+号"
    # 自2024年7月1日起施行，有效期至2026年底: how long a rule is in force.
    r"|20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?起(?:正式)?(?:(?:施行|生效)|(?:实施|执行)(?=，|$))"
    r"|(?:有效期|施行期|试行期|施行|试行)[^，；。]{0,4}至20\d\d年(?:\d{1,2}月)?"
    # 纳入2024年度考核, 2024年度目标责任书: the name of an assessment, a budget or a goal …
    r"|(?:20\d\d|本)年度(?:(?!完成(?!情况)|实现|开展|组织|实施|启动|进行)[\u4e00-\u9fff]){0,10}?"
    r"(?:考核|考评|评估|评价|评先|评优|督查|审计|预算|决算|总结|报告|责任书)"
    # … unless the goal is to be reached: 完成省下达的2024年度目标.
    r"|(?P<reached>(?:完成|实现|达到|确保)[^，。；]{0,16})?(?:20\d\d|本)年度[\u4e00-\u9fff]{0,8}?(?:目标|任务|计划|指标)"
)
_TIME_HINT = re.compile(r"[年月五季]")
_LEAD_WORDS = re.compile(
    r"(?:全|我)?[省市县区]?(?:力争|争取|确保|努力|力求|并|[到在至于]|截至)*(?:20\d\d年?(?:—|–|-|～|至|到)+)?"
)
# 2025年秋季学期起: from then on, with no end.
_FROM_THEN = re.compile(r"[^，；：]{0,10}?(?:起|以来|以后|之后|后)(?=，|$)")
# 2025年底前建成的小区, 2024年1月1日后投产的机组: those that a rule is for.
_SELECTS = re.compile(
    r"(?:以?[前后])?(?:[^，；：、]{0,4}(?:已|未|新))?"
    r"(?:建成|投产|投运|建设|核准|批准|备案|竣工|登记|注册|生产|制造|出厂|认定|命名|发放|购置|并网|使用|验收|交付)+的(?=[\u4e00-\u9fff])"
)
# 对2025年底前建成并联网的充电站，按功率给予补助: by then those have to be ready that get it.
_CONDITION = re.compile(
    r"[^，；：]*的[^，；：、]{0,20}(?:，|$)|[^，；：]*的[^，；：]{0,20}(?:给予|予以|[实执]行)"
)
# 2024年起每年新增…: from then on; 2024年起三年内 ends.
_SINCE = re.compile(r"起(?!草|点|步|始)(?![\d二两三四五]年)")
# …，2024年底前全部完成: what was said before is to be done by then.
_ALL_DONE = re.compile(
    r"(?:全部|全面|均|基本)*"
    r"(?:完成|建成|投产|投运|投用|实现|实施到位|整改到位|落实到位|投入使用|建成投产|见效)[^，]{0,4}"
)
_COORDINATED = "、和及并"


@dataclass(frozen=True, slots=True)
class Due:
    """A time (``2025``, ``2023-10``) and the stretch of its sentence that it governs."""

    start: int
    end: int
    date: str


def due_dates(sentence: str, years: Years = UNKNOWN) -> tuple[Due, ...]:
    """All times by which a sentence wants something done, in order, each with the clauses that it governs.

    A time governs its clause and those behind it, up to the next clause with a time. One that closes the sentence
    (…，2024年底前全部完成) governs what stands before it too.

    Args:
        sentence: its text.
        years: from which 今年, 6月底前 and 三年内 count.
    """
    if not _TIME_HINT.search(sentence):
        return ()
    bare = _without_names(sentence)
    times = [(p.start, p.end, _date(p)) for p in _ahead(bare, years)]
    times += [(m.start(), m.end(), PLAN_END[m["plan"]]) for m in _PLAN_TASK.finditer(bare)]
    times.sort()
    starts = _starts(sentence, [(start, end) for start, end, _ in times])
    found: list[Due] = []
    for start, (at, behind, date) in zip(starts, times, strict=True):
        later = [other for other in starts if other > start]
        end = later[0] - 1 if later else len(sentence)
        lead = _LEAD_WORDS.match(sentence, start)
        if not later and lead and lead.end() == at and _ALL_DONE.fullmatch(sentence, behind):
            start = max((due.end + 1 for due in found), default=0)
        due = Due(start, end, date)
        if due not in found:
            found.append(due)
    return tuple(found)


def _starts(sentence: str, times: Sequence[tuple[int, int]]) -> list[int]:
    """From where each time governs: its clause, or itself where it follows on another (2024年完成A、2025年完成B)."""
    clauses = split_clauses(sentence)
    starts: list[int] = []
    for i, (at, _) in enumerate(times):
        clause = next(c.start for c in reversed(clauses) if c.start <= at)
        if not starts or starts[-1] < clause:
            starts.append(clause)
        elif sentence[at - 1] in _COORDINATED and times[i - 1][1] < at - 1:
            starts.append(at)
        else:
            starts.append(starts[-1])
    return starts


def latest(dates: tuple[Due, ...]) -> str:
    """The last of some times, '' where there are none; a year ends behind its months."""
    return max((due.date for due in dates), key=lambda date: (date[:4], date[4:] or "-13"), default="")


def leading_date(sentence: str, years: Years) -> tuple[str, int]:
    """The time that heads a sentence, or the last of its clauses that is a time and nothing else (…，到2025年，…).

    Args:
        sentence: its text.
        years: from which 今年, 6月底前 and 三年内 count.

    Returns:
        the date and the offset behind its clause or words; ('', 0) where no time leads.
    """
    if not _TIME_HINT.search(sentence):
        return "", 0
    bare = _without_names(sentence)
    found = "", 0
    clauses = split_clauses(sentence)
    for period in _ahead(bare, years):
        clause = next(c for c in reversed(clauses) if c.start <= period.start)
        lead = _LEAD_WORDS.match(bare, clause.start)
        opens = lead is not None and lead.end() == period.start and not _FROM_THEN.match(bare, period.end)
        if opens and (clause.start == 0 or period.end == clause.end):
            found = _date(period), period.end
    return found


def tells_past(sentence: str, years: Years) -> bool:
    """Whether a sentence is headed by a time that is past for a document of a known year (2022年，能耗下降3%)."""
    if not years.own or due_dates(sentence, years):
        return False
    first = next(find_periods(sentence, years.own, years.first), None)
    if first is None or first.is_baseline or first.year > years.past:
        return False
    lead = _LEAD_WORDS.match(sentence)
    return lead is not None and lead.end() == first.start and sentence[first.end - 1] != "前"


def _without_names(sentence: str) -> str:
    return _NO_TIME.sub(lambda m: m[0] if m["reached"] else "　" * len(m[0]), sentence)


def _ahead(bare: str, years: Years) -> list[Period]:
    """The times that are to come and select nothing (2005年底前建成的小区)."""
    return [
        period
        for period in find_periods(bare, years.own, years.first)
        if not period.is_baseline and period.year > years.past and not _selects(bare, period)
    ]


def _selects(bare: str, period: Period) -> bool:
    """Whether a time tells whom a rule is for, or from when on it holds."""
    clause = bare[max(bare.rfind(mark, 0, period.start) for mark in "，；：") + 1 : period.start]
    is_condition = clause.startswith("对") and _CONDITION.match(bare, period.end)
    is_start = not period.month and _SINCE.match(bare, period.end)
    return bool(is_condition or is_start or _SELECTS.match(bare, period.end))


def _date(period: Period) -> str:
    return f"{period.year}-{int(period.month):02}" if period.month else period.year
