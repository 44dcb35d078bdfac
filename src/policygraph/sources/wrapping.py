"""Which line breaks of a document are meant, and which only come from the width of a page.

Text taken from PDF files and web pages breaks lines inside words and sentences. Whether a document's lines are as wide
as its page, or hold a paragraph each, is decided once for all of it. A line break is kept where the layout of official
documents (GB/T 9704) calls for one (headings, annexes, signature, tables) or where a sentence ends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from policygraph.sources.decimals import decimal_numbers
from policygraph.sources.lines import BLOCK_START, CHINESE_NUMBER, Line

__all__ = ["Wrapping"]

_WHOLE_LINE = re.compile(
    r"""(?: 附件\s*[\d一二三四五六七八九十]*[：:]?
        | [\u4e00-\u9fff]{1,8}[〔\[（(【]\d{4}[〕\]）)】]\s?\d+\s?号
        | \d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日
        | [二〇○零一三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日
        | （[^（）]{2,20}）
        | 前\s*言 | 引\s*言
        )""",
    re.VERBOSE,
)
# No paragraph begins with one of these; a number in brackets belongs to the title in 《》 before it.
_NEVER_FIRST = ("、", "，", "；", "。")
_OWN_NUMBER = re.compile(r"（[^（）]{2,12}[〔\[]\d{4}[〕\]]\s?\d+\s?号）")
# Who issued a document, on a line of its own; in 各县区人民政府 a list of bodies goes on.
_SIGNATURE = re.compile(r"(?!各)[\u4e00-\u9fff]{2,12}[省市县区州盟旗]人民政府(?:办公[厅室])?")
_NOTICE_GOES_ON = ("关于", "印发")
_SENTENCE_END = re.compile(r"[。！？；：][”’）〕】]*$")
_BRACKET_END = re.compile(
    r"(?:负责|落实|牵头|配合|列出|参与|参加|实施|局|委|政府|中心|委员会|部门)[）〕】]$"
    r"|[（〔【](?:责任|牵头|配合|主办|协办)[^（）〔〕【】]{2,200}[）〕】]$"
)
_TITLE_END = re.compile(
    r"(?:方案|计划|通知|意见|规划|预案|办法|决定|纲要|公告|要点|措施|目标|指标|清单|分工表|任务表|条例|规定|细则|规则|准则|指南|章程)(?:（[^）]*）)?$"
)
# A plan's title on a line of its own, up to the genre: 某市“十四五”节能减排实施方案.
_AREA = re.compile(r"[\u4e00-\u9fff]{2,10}?[省市县区州盟旗]")
_OWN_TITLE = re.compile(
    rf"{_AREA.pattern}[^，。；：\t]{{2,50}}(?:方案|规划|计划|意见|办法|纲要)(?:（[^）]*）)?"
)
_TITLE_FOLLOWS = re.compile(r"(?:关于|印发|发布|制定|[《“、和与及的])$")
# A title's first line: …关于印发“无废城市”建设.
_TITLE_BEGINS = re.compile(
    r"关于(?!.*(?:通知|意见|决定|方案|规划|计划|办法|措施|公告|通告|批复|函|报告|纲要|要点|规定)).*$"
)
_STOP, _CLAUSE = re.compile(r"[。；！？]"), re.compile(r"[，。；：]")
_MARK = re.compile(r"[，。；：！？、]")
# 目的, 参与, 中和 and 普及 are words of their own.
_GOES_ON = re.compile(r"(?:[，、（〔《“—或]|(?<!目)的|(?<!参)与|(?<![中温饱缓])和|(?<![普涉])及)$")
_OPEN, _CLOSE = "（《“〔【", "）》”〕】"
_TITLE_REGION, _TITLE_LENGTH = 10, 60
# A heading in a document with a paragraph a line; what is longer is prose that begins with a number.
_HEADING_LENGTH = 60
_NARROWEST, _WIDEST, _LEAST_LINES, _SHARE, _WIDER = 15, 80, 20, 0.3, 0.5
_RAGGED, _INDENT, _SHORT = 3, 2, 0.7
# Articles of rules have no titles.
_HEADING_START = re.compile(rf"(?!第{CHINESE_NUMBER}条){BLOCK_START.pattern}", re.VERBOSE)
# A bracket or title that is open for longer was never closed.
_LONGEST_OPEN = 80


class Wrapping:
    """The line breaks of one document.

    Args:
        lines: its lines without furniture.
        is_laid_out: whether each of them is known to be a paragraph or row.
    """

    def __init__(self, lines: Sequence[Line], *, is_laid_out: bool) -> None:
        self._lines = lines
        self._is_laid_out = is_laid_out
        self._width = 0 if is_laid_out else _width(lines)
        self._decimals = {number.line for number in decimal_numbers([line.text for line in lines])}
        first = (line for line in lines[:_TITLE_REGION] if _OWN_TITLE.fullmatch(line.text))
        self._title = next(first, None)

    def separators(self) -> list[str]:
        """What stands between each line and the next: a newline, a tab between cells, or nothing."""
        found = []
        paragraph: list[Line] = []
        headed = False
        for at, (line, following) in enumerate(pairwise(self._lines)):
            headed = headed or self._starts_block(at)
            paragraph.append(line)
            if line.more_cells:
                found.append("\t")
            elif self._is_break(paragraph, following, at, headed=headed):
                found.append("\n")
                paragraph = []
            else:
                found.append("")
        return found

    def _is_break(self, paragraph: Sequence[Line], following: Line, at: int, *, headed: bool) -> bool:
        line, text = paragraph[-1], paragraph[-1].text
        if line.is_row or following.is_row or line.is_heading or following.is_heading:
            return not (line.is_heading and line.is_bare_number)
        starts_block = self._starts_block(at + 1)
        if len(paragraph) == 1 and line.is_bare_number:
            return starts_block
        if starts_block:
            return _ends_sentence(text) or not (self._is_full(paragraph) and _is_open(paragraph))
        if _ends_sentence(text) or _BRACKET_END.search(text):
            return True
        if _is_whole(text, following.text):
            return True
        if following is self._title and not _leads_to_title(text, following.text):
            return True
        if _GOES_ON.search(text) or _is_open(paragraph) or _belongs_to(text, following.text):
            return False
        if self._is_laid_out:
            return not _is_cut(text)
        return self._stands_alone(paragraph, following, at, headed=headed)

    def _starts_block(self, at: int) -> bool:
        return at in self._decimals or bool(BLOCK_START.match(self._lines[at].text))

    def _stands_alone(self, paragraph: Sequence[Line], following: Line, at: int, *, headed: bool) -> bool:
        """Whether a paragraph without a mark at its end is complete: a heading, a title, an entry of a list."""
        line = paragraph[-1]
        text = "".join(one.text for one in paragraph)
        if self._is_full(paragraph):
            return False
        starts_heading = (at in self._decimals and len(paragraph) == 1) or _HEADING_START.match(text)
        if starts_heading and len(text) <= _HEADING_LENGTH and not _STOP.search(text):
            return not self._is_rest_of_heading(at + 1)
        if not _CLAUSE.search(line.text) and len(line.text) <= _TITLE_LENGTH and _TITLE_END.search(line.text):
            return True
        if not headed or len(paragraph) > 1:
            return False
        if self._width:
            return self._is_unnumbered_heading(at, following)
        return self._is_in_list(at)

    def _is_rest_of_heading(self, at: int) -> bool:
        """Whether a line of a wrapped document can only belong to the heading above, as a heading follows."""
        following = self._lines[at + 1] if at + 1 < len(self._lines) else None
        return (
            bool(self._width)
            and following is not None
            and self._starts_block(at + 1)
            and not _MARK.search(self._lines[at].text)
        )

    def _is_unnumbered_heading(self, at: int, following: Line) -> bool:
        """A short line without marks between paragraphs."""
        line, before = self._lines[at], self._lines[at - 1]
        return (
            line.width < _SHORT * self._width
            and not _MARK.search(line.text)
            and len(line.text) > 1
            and (_ends_sentence(before.text) or before.is_row)
            and self._is_full([following])
        )

    def _is_in_list(self, at: int) -> bool:
        """Whether lines without marks go on up to a heading or the end; a broken sentence ends with its mark."""
        for i, line in enumerate(self._lines[at : at + _LEAST_LINES]):
            if i and (line.is_row or BLOCK_START.match(line.text)):
                return True
            if _STOP.search(line.text):
                return False
        return True

    def _is_full(self, paragraph: Sequence[Line]) -> bool:
        """Whether the last line of a paragraph reaches the page's edge; the first one is set in."""
        room = self._width - _RAGGED - (_INDENT if len(paragraph) == 1 else 0)
        return bool(self._width) and paragraph[-1].width >= room


def _width(lines: Sequence[Line]) -> float:
    """The width at which lines were wrapped, or 0 if lines hold whole paragraphs."""
    widths = Counter(round(line.width) for line in lines if not line.is_row)
    total = sum(widths.values())
    near = {
        width: sum(widths[n] for n in range(width - _RAGGED, width + 2))
        for width in range(_NARROWEST, _WIDEST)
    }
    best = max(near, key=lambda width: near[width])
    # Headings of one length between paragraphs of a line each are no page's width: much is wider than they are.
    wider = sum(number for width, number in widths.items() if width > best + _RAGGED)
    is_wrapped = near[best] > _SHARE * total and wider < _WIDER * near[best]
    return best if total >= _LEAST_LINES and is_wrapped else 0


def _is_whole(text: str, following: str) -> bool:
    """Whether a line, or the one behind it, is always one of its own: a number, a date, who issued the document."""
    if _belongs_to(text, following):
        return False
    is_signature = _SIGNATURE.fullmatch(text) and not following.startswith(_NOTICE_GOES_ON)
    return bool(_WHOLE_LINE.fullmatch(text) or _WHOLE_LINE.fullmatch(following) or is_signature)


def _belongs_to(text: str, following: str) -> bool:
    """Whether a line begins with a mark, or with the number of the document whose title ends before it."""
    return following.startswith(_NEVER_FIRST) or (
        text.endswith("》") and bool(_OWN_NUMBER.fullmatch(following))
    )


def _leads_to_title(text: str, title: str) -> bool:
    """Whether a line is the beginning of the title (某市“十四五”) or of the notice that issues it (…关于印发).

    A date, an address on the web or the name of the paper's own office stands before the title by itself.
    """
    area = _AREA.match(title)
    is_beginning = bool(_AREA.match(text)) and not (area and area[0] in text)
    return is_beginning or bool(_TITLE_FOLLOWS.search(text))


def _ends_sentence(text: str) -> bool:
    """Whether a line ends where a sentence does; a colon inside an open bracket （责任单位： goes on."""
    if text.endswith("：") and text.rfind("（") > text.rfind("）"):
        return False
    return bool(_SENTENCE_END.search(text))


def _is_cut(text: str) -> bool:
    """Whether a paragraph lacks its end: a file that was converted may break paragraphs inside, too."""
    is_prose = bool(_STOP.search(text)) or (len(text) > _HEADING_LENGTH and bool(_CLAUSE.search(text)))
    return is_prose or (len(text) <= _TITLE_LENGTH and bool(_TITLE_BEGINS.search(text)))


def _is_open(paragraph: Sequence[Line]) -> bool:
    """Whether a bracket, a title or a quotation that began shortly before is still open."""
    text = "".join(line.text for line in paragraph[-3:])[-_LONGEST_OPEN:]
    # A quotation is closed by a plain mark, too: “十四五"规划.
    text = text.replace('"', "”")
    return any(text.rfind(start) > text.rfind(stop) for start, stop in zip(_OPEN, _CLOSE, strict=True))
