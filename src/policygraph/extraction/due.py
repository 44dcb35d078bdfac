"""By when a directing sentence wants what done."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policygraph.extraction.clauses import split_clauses
from policygraph.extraction.periods import PLAN_END, Period, find_periods

__all__ = ["Due", "due_dates", "latest"]

# 完成“十四五”…目标任务, 确保“十四五”…任务落实 set the end of the plan period as the deadline without naming a time.
_PLAN_TASK = re.compile(
    r"(?:完成|实现|确保)[^，。；]{0,12}“?(?P<plan>十[二三四五]五)”?[^，。；]{0,24}(?:目标|任务|指标)"
)
_PAST_DOCUMENT = re.compile(r"《[^》]*》|[〔\[（]20\d\d[〕\]）]|20\d\d年第?\d+号")
# …，2024年底前全部完成: what was said before is to be done by then.
_CLOSES = re.compile(
    r"(?:力争|确保|争取|并)?(?:到|在|于)?20\d\d年(?:\d{1,2}月)?(?:底|末)?(?:之?前|以前)?(?:全部|全面|均|基本)*"
    r"(?:完成|建成|投产|投运|投用|实现|实施到位|整改到位|落实到位|投入使用|建成投产|见效)[^，]{0,4}"
)


@dataclass(frozen=True, slots=True)
class Due:
    """A time (``2025``, ``2023-10``) and the stretch of its sentence that it governs."""

    start: int
    end: int
    date: str


def due_dates(sentence: str) -> tuple[Due, ...]:
    """All times by which a sentence wants something done, in order, each with the clauses that it governs.

    A time governs its clause and those behind it, up to the next clause with a time. One that closes the sentence
    (…，2024年底前全部完成) governs what stands before it too.
    """
    if "年" not in sentence and "五" not in sentence:
        return ()
    bare = _PAST_DOCUMENT.sub(lambda m: "　" * len(m.group()), sentence)
    times = [(p.start, _date(p)) for p in find_periods(bare) if not p.is_baseline]
    times += [(m.start(), PLAN_END[m["plan"]]) for m in _PLAN_TASK.finditer(bare)]
    clauses = split_clauses(sentence)
    placed = [(next(c.start for c in reversed(clauses) if c.start <= at), date) for at, date in sorted(times)]
    found: list[Due] = []
    for start, date in placed:
        later = [other for other, _ in placed if other > start]
        end = later[0] - 1 if later else len(sentence)
        if not later and _CLOSES.fullmatch(sentence, start):
            start = max((due.end + 1 for due in found), default=0)
        due = Due(start, end, date)
        if due not in found:
            found.append(due)
    return tuple(found)


def latest(dates: tuple[Due, ...]) -> str:
    """The last of some times, '' where there are none; a year ends behind its months."""
    return max((due.date for due in dates), key=lambda date: (date[:4], date[4:] or "-13"), default="")


def _date(period: Period) -> str:
    return f"{period.year}-{int(period.month):02}" if period.month else period.year
