"""References to other documents: titles in 《》, document numbers, standards' numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policygraph.extraction.mentions import CitationMention
from policygraph.model import CitationRelation, DocumentKind, Outline, Provision

_NUMBER = r"[\u4e00-\u9fff]{1,10}[〔\[（【]\s*(?:20|19)\d{2}[〕\]）】]\s*第?\d{1,4}号"
_STANDARD = (
    r"(?:GB|HJ|DB\d{2}(?:/T)?|CJJ?|JGJ|NY|QC|JT|YD|SL|LY|AQ|DL|JB)(?:[/-][TZ])?[/ ]?\d+(?:\.\d+)?[-—–]\d{4}"
)
_TITLE = re.compile(
    rf"《(?P<title>[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*)》(?:[（〔](?P<number>{_NUMBER}|{_STANDARD})[）〕])?"
)
# Issuers' codes as they are attested: organ or place, then 政 府 委 办 …, then the kind of paper (发 函 字 规 …).
_ISSUER_CODE = re.compile(
    r"(?:(?:国|中)(?:办)?|(?![和与及按根据照行实彻对以在为由并等]|落实|贯彻|遵照|依[据照])[\u4e00-\u9fff]{1,3}?(?:政|府|委|办|厅|环|发改|工信|财|建)+(?:办)?)"
    r"(?:发|函|字|规|综|令|电)$"
)
_YEAR_AND_SERIAL = re.compile(r"[〔\[（【](?:20|19)\d{2}[〕\]）】]\d{1,4}号")
_CODE_LENGTH = 10
_BARE_STANDARD = re.compile(rf"(?<![A-Za-z]){_STANDARD}")
_BASIS_CUE = re.compile(r"贯彻|落实|根据|依据|按照|遵照|依照")
_SENTENCE_STOP = re.compile(r"[。；\n]")
# 以下简称《方案》: a short name for a document that was named before, most often this one.
_SHORT_NAME = re.compile(r"(?:工作|实施)?(?:方案|计划|规划|意见|通知|办法|条例|纲要|决定|目录)")
_OWN_TITLE_FOLLOWS = re.compile(r"已经|已由|印发给")

_KINDS: tuple[tuple[DocumentKind, re.Pattern[str]], ...] = (
    (DocumentKind.STANDARD, re.compile(r"技术(?:指南|规范|要求|规程|导则)(?:（.*）)?$")),
    (DocumentKind.CATALOGUE, re.compile(r"(?:目录|名录|名单|清单|解决方案|指南)(?:（.*）)?$")),
    (DocumentKind.STANDARD, re.compile(r"(?:标准|规范|规程|导则|限额|技术要求|限值)(?:（.*）)?$")),
    (DocumentKind.LAW, re.compile(r"(?:法|条例|规定|办法|规则|细则|章程)(?:（.*）)?$")),
    (DocumentKind.DIRECTIVE, re.compile(r"(?:通知|意见|决定|决议|批复|公告|若干措施)(?:（.*）)?$")),
    (DocumentKind.PLAN, re.compile(r"(?:方案|规划|计划|纲要|预案|行动|要点|措施)(?:（.*）)?$")),
)


def find_citations(clean: str, outline: Outline) -> Iterator[CitationMention]:
    """References in document order; the document's own title is none."""
    own = _core(outline.title)
    for provision in outline.provisions:
        taken: list[tuple[int, int]] = []
        for mention in _titled(clean, provision, own):
            taken.append((mention.start, mention.end))
            yield mention
        for start, end in (*_bare_numbers(clean, provision), *_bare_standards(clean, provision)):
            if not any(s <= start < e for s, e in taken) and not _is_own_number(
                clean, start, end, outline.number
            ):
                yield _mention(clean, provision, start, end, "", clean[start:end])


def normalise_number(number: str) -> str:
    """A document number in its standard form: 国发[2021]33号 → 国发〔2021〕33号."""
    return re.sub(r"[〔\[（【]\s*(\d{4})[〕\]）】]\s*第?(\d+)号", r"〔\1〕\2号", number)


def _titled(clean: str, provision: Provision, own: str) -> Iterator[CitationMention]:
    for match in _TITLE.finditer(clean, provision.start, provision.end):
        title = match["title"]
        if (
            _core(title) == own
            or _SHORT_NAME.fullmatch(title)
            or _OWN_TITLE_FOLLOWS.match(clean, match.end())
        ):
            continue
        yield _mention(clean, provision, match.start(), match.end(), title, match["number"] or "")


def _bare_numbers(clean: str, provision: Provision) -> Iterator[tuple[int, int]]:
    """Document numbers: found by year and serial, then read backwards to where the issuer's code begins."""
    for match in _YEAR_AND_SERIAL.finditer(clean, provision.start, provision.end):
        code = _ISSUER_CODE.search(clean, max(provision.start, match.start() - _CODE_LENGTH), match.start())
        if code:
            yield code.start(), match.end()


def _bare_standards(clean: str, provision: Provision) -> Iterator[tuple[int, int]]:
    for match in _BARE_STANDARD.finditer(clean, provision.start, provision.end):
        yield match.span()


def _is_own_number(clean: str, start: int, end: int, own: str) -> bool:
    whole_line = clean[start - 1 : start] in ("", "\n") and clean[end : end + 1] in ("", "\n")
    return whole_line or (bool(own) and normalise_number(clean[start:end]) == own)


def _mention(
    clean: str, provision: Provision, start: int, end: int, title: str, number: str
) -> CitationMention:
    is_standard = bool(re.match(_STANDARD, number))
    relation = CitationRelation.BASIS if _is_basis(clean, provision, start) else CitationRelation.MENTION
    doc_number = number if is_standard else normalise_number(number)
    return CitationMention(
        provision.path, start, end, _kind(title, number, is_standard), doc_number, title, relation
    )


def _is_basis(clean: str, provision: Provision, start: int) -> bool:
    """A document is the basis if the preamble says that the plan implements it or follows it."""
    if provision.path != "preamble":
        return False
    stops = [m.end() for m in _SENTENCE_STOP.finditer(clean, provision.start, start)]
    return bool(_BASIS_CUE.search(clean, stops[-1] if stops else provision.start, start))


def _kind(title: str, number: str, is_standard: bool) -> DocumentKind:
    if is_standard:
        return DocumentKind.STANDARD
    kind = next((name for name, ending in _KINDS if ending.search(title)), DocumentKind.OTHER)
    # A plan that was issued under a number directs those below.
    is_plan = kind in (DocumentKind.PLAN, DocumentKind.OTHER)
    return DocumentKind.DIRECTIVE if number and is_plan else kind


def _core(title: str) -> str:
    return re.sub(r"[“”‘’《》（）\s]", "", title)
