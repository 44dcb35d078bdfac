"""By when a directing sentence wants what done: times that it names, that stand apart from it, that hold beyond it.

Terms stand apart in a bracket (（6月底完成，牵头单位：…）) or a line (完成时限：…) and hold for the sentences before,
back to the previous statement; one without a year is in the document's own. A time holds beyond its sentence where it
heads the first of several parts (到2025年，A达到…；B达到…), leads in a list (到2025年，完成以下任务：) or stands in a
chapter of goals: for the parts behind the semicolon, for the items, for all that is reached up to the next time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from policygraph.extraction.clauses import DIRECTIVE_LEAD, split_clauses
from policygraph.extraction.mentions import Due
from policygraph.extraction.obligations.binding import leads_striving
from policygraph.extraction.periods import (
    PLAN_END,
    UNKNOWN,
    TimeMention,
    Years,
    find_periods,
    own_year,
    year_of_plan,
)
from policygraph.model import Outline, Sentence

__all__ = ["Carrier", "due_dates", "latest", "leading_date", "tells_past", "term", "terms_of_sentences"]

# 完成“十四五”…目标任务, 确保“十四五”…任务落实 set the end of the plan period as the deadline without naming a time.
_PLAN_TASK = re.compile(
    r"(?:完成|实现|确保)[^，。；]{0,12}“?(?P<plan>十[二三四五]五)”?[^，。；]{0,24}(?:目标|任务|指标)"
)
_NO_TIME = re.compile(
    # 修复总体规划（2021—2035年）
    r"《[^》]*》|(?<=[划案要])（20\d\d年?[—–\-~～至]20\d\d年?）|[〔\[（]20\d\d[〕\]）]|20\d\d年第?\d+号"
    # 自2024年7月1日起施行，有效期至2026年底: how long a rule is in force.
    r"|20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?起(?:正式)?(?:(?:施行|生效)|(?:实施|执行)(?=，|$))"
    r"|(?:有效期|施行期|试行期|施行|试行)[^，；。]{0,4}至20\d\d年(?:\d{1,2}月)?"
    # 纳入2024年度考核, 2024年度目标责任书: the name of an assessment, a budget or a goal …
    r"|(?:20\d\d|本)年度(?:(?!完成(?!情况)|实现|开展|组织|实施|启动|进行)[\u4e00-\u9fff]){0,10}?"
    r"(?:考核|考评|评估|评价|评先|评优|督查|审计|预算|决算|总结|报告|责任书)"
    # … unless the goal is to be reached: 完成省下达的2024年度目标.
    r"|(?P<reached>(?:完成|实现|达到|确保)[^，。；]{0,16})?(?:20\d\d|本)年度[\u4e00-\u9fff“”]{0,8}?(?:目标|任务|计划|指标)"
    # 评选2023—2024年度示范案例: of which years they are.
    r"|20\d\d年?[—–\-~～至]20\d\d年度(?=[\u4e00-\u9fff])"
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
_YEAR = re.compile(r"20\d\d(?=年)")
_IN_YEAR = re.compile(r"^全年$|^(?:本|当|今)年|^\d{1,2}月|^年[底末]|^[一二三四]季度")
_LABELLED = re.compile(r"(?:完成|办理|办结)?(?:时限|时间|期限)：(?P<term>[^，；。\n]+)")
_OPENING = re.compile(r"(?P<term>[^，；：。\n]{0,12}(?:\d月|年|季度)[^，；：。\n]{0,8})(?:[，；]|$)")
# （县商务局牵头，11月底前完成）
_CLOSING = re.compile(
    r"(?:^|[，；。])(?P<term>[^，；：。\n]{0,14}(?:\d月|年|季度)[^，；：。\n]{0,3}?前)(?:全部)?完成$"
)
_MARK = r"(?:[—–·•●◆■▲*]|[（(]?\d{1,2}[.、）)]|[①-⑳]|[一二三四五六七八九十]{1,2}是)"
_NEW_ITEM = re.compile(rf"\n\s*{_MARK}")
_MARKED = re.compile(_MARK)
# Rules, and what is done again and again, have no end.
_STANDING = re.compile(
    r"不得|不准|不再|严禁|禁止|一律|每[年季月周日]|每半年|按[年季月]|定期|常态化|长期"
    r"|^[^，]{0,30}(?:(?<![主需重必])要(?![求素点闻])|应当?(?![用急对])|必须|可(?=[按在根结通由以]))(?!.*\d)"
)
# 三年内完成…: of a time of its own, even where nobody knows from when it counts.
_OWN_SPAN = re.compile(r"[2-5二两三四五]年之?内")
_LEADS_IN = re.compile(r"：(?!\d)")
# In a chapter of goals a year also holds behind full stops, for what is reached; not for 更加完善, 显著增强.
_REACHED = re.compile(
    r"\d|达到|分之|[一二三四五六七八九]成|(?:基本|初步|总体)(?:建立|形成|建成|健全|完善|消除)"
    r"|(?:^|，)(?:全面|如期|基本)?(?:实现|完成|建成|消除)"
)


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
    ahead = _ahead(bare, years)
    times = [(p.start, p.end, _date(p)) for p in ahead if not _is_frame(bare, p, ahead)]
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


def _is_frame(bare: str, period: TimeMention, ahead: Sequence[TimeMention]) -> bool:
    """Whether 今年 only tells of which year the months behind it are: 今年新建12个，6月底前选址，11月底前建成."""
    is_year = not period.month and bare.startswith(("今年", "本年"), period.start)
    return is_year and any(
        one.month and one.year == period.year and one.start > period.start for one in ahead
    )


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
        # In what leads in a list the time may head any clause.
        if opens and (clause.start == 0 or period.end == clause.end or sentence.endswith("：")):
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


def _ahead(bare: str, years: Years) -> list[TimeMention]:
    """The times that are to come and select nothing (2005年底前建成的小区)."""
    return [
        period
        for period in find_periods(bare, years.own, years.first)
        if not period.is_baseline and period.year > years.past and not _selects(bare, period)
    ]


def _selects(bare: str, period: TimeMention) -> bool:
    """Whether a time tells whom a rule is for, or from when on it holds."""
    clause = bare[max(bare.rfind(mark, 0, period.start) for mark in "，；：") + 1 : period.start]
    is_condition = clause.startswith("对") and _CONDITION.match(bare, period.end)
    is_start = not period.month and _SINCE.match(bare, period.end)
    return bool(is_condition or is_start or _SELECTS.match(bare, period.end))


def _date(period: TimeMention) -> str:
    return f"{period.year}-{int(period.month):02}" if period.month else period.year


def term(text: str, year: str) -> str:
    """The date of a term: 2025年6月底前 → 2025-06; 全年 and 6月底前 are of the document's own ``year``."""
    if year and not _YEAR.search(text) and _IN_YEAR.search(text):
        text = f"{year}年{re.sub('^(?:全|本|当|今)?年', '', text)}"
    return latest(due_dates(text))


def terms_of_sentences(outline: Outline) -> Mapping[int, str]:
    """The term that is set for each sentence behind it, by where the sentence starts."""
    year = own_year(outline.title, outline.number, outline.date)
    brackets = frozenset(outline.brackets)
    marks = sorted((*brackets, *outline.labels), key=lambda mark: mark.start)
    starts = [sentence.start for sentence in outline.sentences]
    found: dict[int, str] = {}
    before = 0
    # A line at the end of a chapter (责任处室：…⏎完成时限：…) is said of all its items, if none of them has its own.
    paths = [provision.path for provision in outline.provisions]
    closing = {
        path for path, after in pairwise([*paths, ""]) if not after.startswith(path.partition("/")[0] + "/")
    }
    # Statements with no sentence between them (责任单位：…⏎完成时限：…) are one.
    for mark, following in pairwise([*marks, None]):
        if mark is None:
            break
        first, last = bisect_left(starts, before), bisect_left(starts, mark.start)
        date = next((date for text in _terms(mark, mark in brackets) if (date := term(text, year))), "")
        if date:
            is_of_chapter = mark not in brackets and mark.path in closing
            for sentence in outline.sentences[first:last]:
                chapter = sentence.path.partition("/")[0] if is_of_chapter else sentence.path
                if chapter == (mark.path.partition("/")[0] if is_of_chapter else mark.path):
                    found[sentence.start] = date
        goes_on = following is not None and bisect_left(starts, following.start) == last
        before = before if goes_on and last > first else mark.end
    return found


def _terms(mark: Sentence, is_bracket: bool) -> Iterator[str]:
    """The term of a statement; only that in a bracket needs no label: a heading (2035年远景目标) is none."""
    if labelled := _LABELLED.search(mark.text):
        yield labelled["term"]
    elif is_bracket and (opening := _OPENING.match(mark.text)):
        yield opening["term"]
    elif is_bracket and (closing := _CLOSING.search(mark.text.rstrip("）】〕"))):
        yield closing["term"]


# 聚焦…方向，建设创新载体5家: work that leads to a goal, and no goal itself.
_WORKS = re.compile(
    rf"(?!以[^，]{{2,16}}的)(?:{DIRECTIVE_LEAD.pattern.removeprefix('^')}|聚焦|瞄准|立足|面向|结合|引进)"
)
_BUILDS = re.compile("建设(?!用地)|新建|布局|打造")
# 110千伏电网：…: what the sentence is about.
_NAMED = re.compile(r"^[^，：]{2,12}：")


@dataclass(slots=True)
class Carrier:
    """The times under way while the sentences of a provision are read in order.

    Args:
        clean: the text of the document.
        years: from which its times count.
        of_goals: whether the provision states goals.
        goal: the year for which its heading says that it does, or ''.
        last: the last year of the plan, or ''.
    """

    clean: str
    years: Years
    of_goals: bool
    goal: str = ""
    last: str = ""
    _end: int = field(default=-1, init=False)
    _head: str = field(default="", init=False)
    _head_works: bool = field(default=False, init=False)
    _list: str = field(default="", init=False)
    _strives: bool = field(default=False, init=False)

    def due(self, sentence: Sentence) -> str:
        """By when a sentence is due that sets no time itself, as what stands before it says; else ''."""
        if self._end < 0:
            return self.goal if _REACHED.search(sentence.text) and not _STANDING.search(sentence.text) else ""
        between = self._between(sentence)
        self.goal = year_of_plan(self.goal, self.last, between)
        is_item = bool(_NEW_ITEM.search(between) or _MARKED.match(sentence.text))
        same_paragraph = "\n" not in between
        if not (same_paragraph or is_item):
            self._list = ""
        if not self._goes_on(sentence):
            self._head = ""
        if self._list:
            return self._list
        works = bool(DIRECTIVE_LEAD.match(sentence.text))
        if self._head and not _STANDING.search(sentence.text) and (self._head_works or not works):
            return self._head
        # A line without a stop is a row or a caption.
        is_whole = self.clean[sentence.end : sentence.end + 1] in ("。", "；")
        is_goal = is_whole and _REACHED.search(sentence.text) and not _STANDING.search(sentence.text)
        bare = _NAMED.sub("", sentence.text)
        is_goal = is_goal and not (_WORKS.match(bare) or (_BUILDS.match(bare) and not same_paragraph))
        return self.goal if is_goal and not _OWN_SPAN.search(sentence.text) else ""

    def strives(self, sentence: Sentence) -> bool:
        """Whether 力争到2025年 in a part before the semicolon governs a sentence, too."""
        self._strives = self._strives and self._goes_on(sentence)
        return self._strives and not DIRECTIVE_LEAD.match(sentence.text)

    def note(self, sentence: Sentence, dates: tuple[Due, ...]) -> None:
        """Remember the times of a sentence for those behind it."""
        self._end = sentence.end
        self._strives = self._strives or leads_striving(sentence.text)
        date, behind = leading_date(sentence.text, self.years)
        if date:
            self._head = date
            rest = sentence.text[behind:]
            # 到2025年，重点抓好：… leads in work of all kinds.
            self._head_works = bool(_LEADS_IN.search(rest) or DIRECTIVE_LEAD.match(rest.lstrip("，")))
            self._list = date if rest.endswith("：") else ""
        if self.of_goals and dates:
            self.goal = latest(dates)

    def _between(self, sentence: Sentence) -> str:
        return self.clean[self._end : sentence.start]

    def _goes_on(self, sentence: Sentence) -> bool:
        """Whether a sentence stands behind a semicolon in the paragraph of the one before."""
        between = self._between(sentence)
        return between.startswith("；") and "。" not in between and "\n" not in between
