"""Times that hold beyond their sentence: for the parts behind a semicolon, the items of a list, a chapter of goals.

到2025年，A达到…；B达到…: the time at the head of the first part holds for those behind the semicolon, not for what
stands behind the full stop or in another paragraph. One that leads in a list (到2025年，完成以下任务：) holds for its
items, and one in a chapter of goals for all that is reached, up to the next.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from policygraph.extraction.due import Due, latest, leading_date
from policygraph.extraction.periods import Years
from policygraph.extraction.strengths import leads_striving
from policygraph.extraction.times import DIRECTIVE_LEAD
from policygraph.model import Sentence

__all__ = ["Carrier"]

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


@dataclass(slots=True)
class Carrier:
    """The times under way while the sentences of a provision are read in order.

    Args:
        clean: the text of the document.
        years: from which its times count.
        of_goals: whether the provision states goals.
    """

    clean: str
    years: Years
    of_goals: bool
    _end: int = field(default=-1, init=False)
    _head: str = field(default="", init=False)
    _head_works: bool = field(default=False, init=False)
    _list: str = field(default="", init=False)
    _goal: str = field(default="", init=False)
    _strives: bool = field(default=False, init=False)

    def due(self, sentence: Sentence) -> str:
        """By when a sentence is due that sets no time itself, as what stands before it says; else ''."""
        if self._end < 0:
            return ""
        between = self._between(sentence)
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
        return self._goal if is_goal and not _OWN_SPAN.search(sentence.text) else ""

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
            self._goal = latest(dates)

    def _between(self, sentence: Sentence) -> str:
        return self.clean[self._end : sentence.start]

    def _goes_on(self, sentence: Sentence) -> bool:
        """Whether a sentence stands behind a semicolon in the paragraph of the one before."""
        between = self._between(sentence)
        return between.startswith("；") and "。" not in between and "\n" not in between
