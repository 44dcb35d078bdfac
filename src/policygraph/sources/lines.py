"""Lines of a source: which of them are pages' furniture, and which break a sentence only by chance.

Text taken from PDF files and web pages breaks lines inside words and sentences. A line break is kept where
the layout of official documents (GB/T 9704) calls for one (headings, annexes, signature, tables) or where a
sentence ends; every other break is an accident and is closed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

CHINESE_NUMBER = "[一二三四五六七八九十百]{1,4}"
_BODY_LABELS = (
    "(?:责任|牵头|主责|主管|配合|参与|参加|协同|协办|协助|主办|承办|落实|实施)(?:单位|部门|主体|处室)"
)

# What a line of its own begins with: numbering of GB/T 9704 §7.3.3, annexes, captions, notes, unit lines.
BLOCK_START = re.compile(
    rf"""(?: {CHINESE_NUMBER}[、.]
        | （{CHINESE_NUMBER}）
        | 第{CHINESE_NUMBER}[章节编]
        | \d{{1,2}}[.、](?!\d)
        | （\d{{1,2}}）
        | [①-⑳]
        | 附件[:：\d一二三四五六七八九十]? | 附表\d | 专栏[\d一二三四五六七八九十] | 表\d
        | 注： | （单位[：:] | 单位：
        | [（〔【—\-–·]*(?:{_BODY_LABELS})[：:]
        | [◆●■▲] | ——
        | 《 .* 》已经
        )""",
    re.VERBOSE,
)
_WHOLE_LINE = re.compile(
    r"""(?: 附件\s*[\d一二三四五六七八九十]*[：:]?
        | [\u4e00-\u9fff]{1,8}〔\d{4}〕\d+号
        | \d{4}年\d{1,2}月\d{1,2}日
        | [二〇○零一三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日
        | （[^（）]{2,20}）
        )""",
    re.VERBOSE,
)
# Who issued a document, on a line of its own; in 各县区人民政府 a list of bodies goes on.
_SIGNATURE = re.compile(r"(?!各)[\u4e00-\u9fff]{2,12}[省市县区州盟旗]人民政府(?:办公[厅室])?")
_NOTICE_GOES_ON = ("关于", "印发")
_SENTENCE_END = re.compile(r"[。！？；：][”’）〕】]*$")
_BRACKET_END = re.compile(r"(?:负责|落实|配合|列出|参与|参加|实施|局|委|政府|中心|委员会|部门)[）〕】]$")
_TITLE_END = re.compile(
    r"(?:方案|计划|通知|意见|规划|办法|决定|纲要|公告|目标|指标|清单|分工表|任务表)(?:（[^）]*）)?$"
)
# A plan's title on a line of its own, up to the genre: 晋城市“十四五”节能减排实施方案.
_AREA = re.compile(r"[\u4e00-\u9fff]{2,10}?[省市县区州盟旗]")
_OWN_TITLE = re.compile(
    rf"{_AREA.pattern}[^，。；：\t]{{2,50}}(?:方案|规划|计划|意见|办法|纲要)(?:（[^）]*）)?"
)
_TITLE_FOLLOWS = re.compile(r"(?:关于|印发|发布|制定|[《“、和与及的])$")
_TITLE_REGION = 10
_CLAUSE_MARK = re.compile(r"[，。；：]")
_PAGE_NUMBER = re.compile(r"[-—–·•\s]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:[\s/，]*共?\s*\d{1,3}\s*页)?[-—–·•\s]*$")
_BARE_NUMBER = re.compile(r"\d+\s*$")
_TITLE_LENGTH = 60
_HEADING_LENGTH = 40
_MIN_REPEATS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A non-blank line: its stripped text and the offset of that text in the source."""

    text: str
    start: int

    @property
    def is_row(self) -> bool:
        """Whether the line is a row of a table (cells parted by tabs)."""
        return "\t" in self.text


class Lines:
    """The non-blank lines of a normalised source, with what they tell about its layout."""

    def __init__(self, text: str) -> None:
        self._all = tuple(_split(text))

    @cached_property
    def kept(self) -> tuple[Line, ...]:
        """Lines without page numbers and running headers."""
        dropped = {id(line) for line in self.furniture}
        return tuple(line for line in self._all if id(line) not in dropped)

    @cached_property
    def furniture(self) -> tuple[Line, ...]:
        """Page numbers and lines that stand again and again between broken sentences."""
        counts = Counter(line.text for line in self._all if not line.is_row)
        found = []
        for before, line, after in _neighbours(self._all):
            if (_PAGE_NUMBER.match(line.text) and not _in_column(before, line, after)) or (
                counts[line.text] >= _MIN_REPEATS and _is_running_header(before, line)
            ):
                found.append(line)
        return tuple(found)

    @cached_property
    def width(self) -> int:
        """The length at which lines were wrapped, or 0 if lines hold whole paragraphs."""
        lengths = Counter(len(line.text) for line in self._all if not line.is_row)
        total = sum(lengths.values())
        best, share = 0, 0
        for length in range(20, 61):
            near = sum(lengths[n] for n in range(length - 3, length + 2))
            if near > share:
                best, share = length, near
        return best if total >= 20 and share > 0.35 * total else 0

    @cached_property
    def title(self) -> Line | None:
        """The line among the first ones that is the document's title, if there is one."""
        first = (line for line in self.kept[:_TITLE_REGION] if _OWN_TITLE.fullmatch(line.text))
        return next(first, None)

    def breaks_after(self, line: Line, following: Line) -> bool:
        """Whether the line break between two neighbouring kept lines is meant."""
        if line.is_row or following.is_row or BLOCK_START.match(following.text):
            return True
        if _ends_sentence(line.text) or _BRACKET_END.search(line.text):
            return True
        if _WHOLE_LINE.fullmatch(line.text) or _WHOLE_LINE.fullmatch(following.text):
            return True
        if _SIGNATURE.fullmatch(line.text) and not following.text.startswith(_NOTICE_GOES_ON):
            return True
        if following is self.title and not _leads_to_title(line.text, following.text):
            return True
        return self._stands_alone(line)

    def _stands_alone(self, line: Line) -> bool:
        length = len(line.text)
        if _CLAUSE_MARK.search(line.text) or (self.width and length >= self.width - 3):
            return False
        if BLOCK_START.match(line.text):
            return length <= _HEADING_LENGTH
        return length <= _TITLE_LENGTH and bool(_TITLE_END.search(line.text))


def _leads_to_title(text: str, title: str) -> bool:
    """Whether a line is the beginning of the title (晋城市“十四五”) or of the notice that issues it (…关于印发).

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


def _split(text: str) -> Iterator[Line]:
    start = 0
    for raw in text.split("\n"):
        stripped = raw.strip(" \u3000\xa0\r\ufeff\u200b")
        # A leading tab is an empty first cell, trailing ones are empty last cells: both belong to the row.
        if stripped.strip():
            yield Line(stripped, start + raw.index(stripped))
        start += len(raw) + 1


def _neighbours(lines: tuple[Line, ...]) -> Iterator[tuple[Line | None, Line, Line | None]]:
    for i, line in enumerate(lines):
        yield (lines[i - 1] if i else None, line, lines[i + 1] if i + 1 < len(lines) else None)


def _in_column(before: Line | None, line: Line, after: Line | None) -> bool:
    """Whether a bare number stands among other bare numbers or rows: then it is data, not a page number."""
    return bool(_BARE_NUMBER.match(line.text)) and any(
        other is not None and (other.is_row or _BARE_NUMBER.match(other.text)) for other in (before, after)
    )


def _is_running_header(before: Line | None, line: Line) -> bool:
    return (
        before is not None
        and not line.is_row
        and len(line.text) <= _TITLE_LENGTH
        and not BLOCK_START.match(line.text)
        and not _SENTENCE_END.search(line.text)
        and not _SENTENCE_END.search(before.text)
    )
