"""What is written like a reference to another document and was not read as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policygraph.extraction.citations import encloses_bodies
from policygraph.misses.miss import Miss, Spans, findings_of
from policygraph.model import Finding, Outline, Span, Text

__all__ = ["find_references"]

_NUMBER = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{0,10}[〔\[【（(](?:19|20)\d{2}[〕\]】）)]\s*第?\d{1,4}号|(?:令|公告)(?:20\d{2}年)?第?\d{1,4}号|[\u4e00-\u9fff]{2,4}(?:19|20)?\d{2}[-—]\d{1,4}号|[\u4e00-\u9fff]{0,6}\d{1,4}号(?:文件?|令|公告)"
)
_STANDARD = re.compile(
    r"(?<![A-Za-z\d/-])(?:[A-Z]{2,4}(?:/T|/Z)?|DB[J]?\d{2}/T?|[TQ]/[A-Z]{2,8}|ISO(?:/IEC)?) ?"
    r"\d{3,6}(?:\.\d+)?(?:[-—–:]\d{2,4})?(?![A-Za-z\d%])"
)
_TITLE = re.compile(r"《[^《》\n]{2,80}》|[＜〈][^＜＞〈〉\n]{2,80}[＞〉]")
_UNCLOSED = re.compile(r"《[^《》\n。]{2,40}(?=[\n。]|《)")
_BARE = re.compile(
    r"(?:依据|按照|根据|依照|执行|违反|落实|贯彻|遵守|实施|严守|遵循|对照|贯穿)(?P<name>(?!有关|相关|国家|现行|规定)[\u4e00-\u9fff]{2,20}(?:法|条例))(?=[，。；、规的等]|$|和|及)"
)
_NO_LAW = re.compile(
    r"(?:方|办|做|想|看|执|依|合|立|司|普|守|用|无|非|违|疗|书|语|算|手|设|变|说|宪|打|技|学)法$|法律法规|有关|相关|条例$(?<=^条例)"
)
_SHORT = re.compile(r"《(?:工作|实施)?(?:方案|计划|规划|意见|通知|办法|条例|纲要|决定|目录|清单)》")
_STANDARD_WORD = re.compile(r"标准|规范|规程|执行|符合|按照?$|满足|达到")
_DEFINED = re.compile(r"(?:统称|简称|称)[为“]*《([^《》]*)》")
# 现将《…》印发给你们: the document's own title.
_ISSUED = re.compile(r"已经|已由|印发")


def find_references(text: Text, outline: Outline, read: Sequence[Span], numbers: str) -> Iterator[Finding]:
    """Findings for numbers and titles of documents of which no citation was made.

    Args:
        text: the document.
        outline: its structure.
        read: where citations stand.
        numbers: the document's own number and title, which cite nothing.
    """
    places = list(_places(text, outline, Spans((span.start, span.end) for span in read), numbers))
    yield from findings_of("citation-unread", "looks like a reference and was not read as one", places, text)


def _places(text: Text, outline: Outline, taken: Spans, own: str) -> Iterator[Miss]:
    clean = text.clean
    own = _core(own)
    defined = set(_DEFINED.findall(clean))
    for part in outline.provisions:
        # It stands in all numbers, and most parts name none.
        has_number = clean.find("号", part.start, part.end) >= 0
        for pattern in (*((_NUMBER,) if has_number else ()), _STANDARD, _TITLE, _UNCLOSED):
            for match in pattern.finditer(clean, part.start, part.end):
                span = text.span(match.start(), match.end())
                if taken.touch(span.start, span.end) or _is_own(clean, match, own):
                    continue
                name = match.group().strip("《》")
                if pattern is _TITLE and (
                    name in defined
                    or encloses_bodies(name.strip("＜＞〈〉"))
                    or _core(name) in own
                    or own in _core(name)
                    or _ISSUED.match(clean, match.end())
                ):
                    continue
                is_sure = not _SHORT.fullmatch(match.group())
                if pattern is _STANDARD:
                    is_sure = bool(
                        _STANDARD_WORD.search(clean, max(part.start, match.start() - 8), match.end() + 4)
                    )
                yield Miss(match.start(), match.end(), is_sure, match.start())
        for match in _BARE.finditer(clean, part.start, part.end):
            span = text.span(match.start("name"), match.end("name"))
            if not taken.touch(span.start, span.end) and not _NO_LAW.search(match["name"]):
                yield Miss(match.start("name"), match.end("name"), is_likely=False, group=match.start())


def _core(title: str) -> str:
    return re.sub(r"[“”‘’《》〈〉<>（）\s]", "", title)


def _is_own(clean: str, match: re.Match[str], own: str) -> bool:
    """Whether a number stands on a line of its own, or is the document's."""
    is_line = clean[match.start() - 1 : match.start()] in ("", "\n") and clean[
        match.end() : match.end() + 1
    ] in ("", "\n")
    return is_line or _core(match.group()) in own
