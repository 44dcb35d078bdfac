"""What stands around a plan: title, notice, number, issuer and date (GB/T 9704-2012, 7.2 and 7.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice

from policygraph.model import Metadata, Outline
from policygraph.model.numbering import to_int

__all__ = ["Front", "read_front", "with_metadata"]

_GENRES = "方案|规划|计划|预案|意见|办法|纲要|决定|措施|清单|要点"
_TITLE_LINE = re.compile(
    rf"^(?P<title>[^，。；\n\t]{{4,80}}(?:{_GENRES})(?:（\d{{4}}(?:年?[—–~～至-]+\d{{4}}年?|年?度?)）)?)(?:（[^（）]{{2,20}}）)?$",
    re.MULTILINE,
)
_NOTICE = re.compile(
    rf"关于印发《?(?P<title>[^，。；\n\t《》]{{4,80}}?(?:{_GENRES})(?:（[^（）]{{2,20}}）)?)》?的通知"
)
# （2022—2024年）, on a line of its own below the title
_YEARS_BELOW = re.compile(r"\n（20\d{2}年?[—–~～至-]+20\d{2}年?）(?=\n|$)")
_NUMBER = r"[\u4e00-\u9fff]{1,10}[〔\[（【]\d{4}[〕\]）】] ?\d{1,4} ?号"
_NUMBER_LINE = re.compile(rf"^(?P<number>{_NUMBER})$", re.MULTILINE)
_NUMBER_BELOW_TITLE = re.compile(rf"^[（(](?P<number>{_NUMBER})[）)]$", re.MULTILINE)
_DATE_LINE = re.compile(
    r"^(?:[^，。\n\t]{0,12}[：:]|（)?(?:(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日"
    r"|(?P<cy>[〇○零一二三四五六七八九]{4})年(?P<cm>[一二三四五六七八九十]{1,2})月(?P<cd>[一二三四五六七八九十]{1,3})日)）?$",
    re.MULTILINE,
)
_ISSUER_LINE = re.compile(
    r"^(?P<issuer>[\u4e00-\u9fff]{2,20}(?:人民政府|人民政府办公[厅室]|委员会)|国务院(?:办公厅)?"
    # A department signs above the date.
    r"|[\u4e00-\u9fff]{4,20}[局厅](?=\n(?:20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年\S{1,3}月\S{1,3}日$))$",
    re.MULTILINE,
)
_ISSUER_IN_NOTICE = re.compile(
    r"(?P<issuer>[\u4e00-\u9fff]{2,16}(?:人民政府(?:办公[厅室])?|委员会|[局厅])|国务院(?:办公厅)?)$"
)
# The head line of a notice that brings a plan without 关于印发: 云川县人民政府办公室关于分解落实…的通知.
_NOTICE_LINE = re.compile(
    r"^(?P<issuer>[\u4e00-\u9fff]{2,16}?(?:人民政府(?:办公[厅室])?|委员会(?:办公室)?|[局厅])|国务院(?:办公厅)?)"
    r"关于[^。\n\t]{4,80}?的(?:通知|通报|意见|决定)(?=$|为|各|现|根据|按照)",
    re.MULTILINE,
)
_LINE = re.compile(r"[^\n]+")
# 关于印发2024年民生实事项目的通知, below its number and issuer
_ABOUT_LINE = re.compile(r"[^。\t]{0,24}关于[^。\t]{4,80}的(?:通知|通报|意见|决定|函|批复)")
_HEAD_LINES, _LONGEST_TITLE = 4, 80
_YEAR_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@dataclass(frozen=True, slots=True)
class Front:
    """Title (with clean offsets), number, issuer and ISO date of a document; '' where the text has none."""

    title: str
    title_start: int
    title_end: int
    number: str
    issuer: str
    date: str


def read_front(clean: str, body: int) -> Front:
    """Read title, number, issuer and date.

    Args:
        clean: the clean text.
        body: clean offset of the first numbered heading (the text's end where there is none).
    """
    start, end = _title(clean, body)
    if years := _YEARS_BELOW.match(clean, end) if end > start else None:
        end = years.end()
    title = clean[start:end].replace("\n", "")
    return Front(title, start, end, _number(clean, body), _issuer(clean, body), _date(clean, body))


def with_metadata(outline: Outline, metadata: Metadata) -> Outline:
    """The outline with what a site says about its document where the text does not say it.

    A site's number counts before the text's: its field has nothing else in it.
    """
    return replace(
        outline,
        title=outline.title or metadata.title,
        number=_written(metadata.number) or outline.number,
        issuer=outline.issuer or metadata.issuer,
        date=outline.date or metadata.date,
    )


def _title(clean: str, body: int) -> tuple[int, int]:
    lines = list(_TITLE_LINE.finditer(clean, 0, body))
    plain = [m for m in lines if "通知" not in m["title"] and not m["title"].startswith("附件")]
    if plain:
        return plain[-1].span("title")
    notice = _own_notice(clean, body)
    if notice:
        return notice.span("title")
    lines_above = (m.span() for m in _LINE.finditer(clean, 0, body) if not _NUMBER_LINE.fullmatch(m[0]))
    above = list(islice(lines_above, _HEAD_LINES))
    about = [span for span in above if _ABOUT_LINE.fullmatch(clean, *span)]
    start, end = next(iter(about or above), (0, 0))
    return (start, end) if end - start <= _LONGEST_TITLE and "。" not in clean[start:end] else (0, 0)


def _own_notice(clean: str, body: int) -> re.Match[str] | None:
    """The notice that issues the plan; one inside 《》 is another document that the text refers to."""
    for notice in _NOTICE.finditer(clean, 0, body):
        line_start = clean.rfind("\n", 0, notice.start()) + 1
        before = clean[line_start : notice.start()]
        if before.count("《") <= before.count("》"):
            return notice
    return None


def _number(clean: str, body: int) -> str:
    """The number in a line of its own; in brackets only before the first sentence, where no other document is named."""
    text = clean.find("。", 0, body)
    match = _NUMBER_LINE.search(clean, 0, body) or _NUMBER_BELOW_TITLE.search(
        clean, 0, body if text < 0 else text
    )
    if match is None:
        return ""
    return _written(match["number"])


def _written(number: str) -> str:
    """A number in its usual form: without blanks, its year in 〔〕."""
    return re.sub(r"[〔\[（(【](\d{4})[〕\])）】]第?", r"〔\1〕", "".join(number.split()))


def _issuer(clean: str, body: int) -> str:
    signed = list(_ISSUER_LINE.finditer(clean, 0, body)) or list(_ISSUER_LINE.finditer(clean, body))
    if signed:
        return signed[-1]["issuer"]
    notice = _own_notice(clean, body)
    if notice:
        line_start = clean.rfind("\n", 0, notice.start()) + 1
        before = _ISSUER_IN_NOTICE.search(clean, line_start, notice.start())
        if before and before.start() == line_start:
            return before["issuer"]
    line = _NOTICE_LINE.search(clean, 0, body)
    return line["issuer"] if line else ""


def _date(clean: str, body: int) -> str:
    match = _DATE_LINE.search(clean, 0, body) or _DATE_LINE.search(clean, body)
    if match is None:
        return ""
    if match["y"]:
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    else:
        year = int(match["cy"].translate(_YEAR_DIGITS))
        month, day = to_int(match["cm"]), to_int(match["cd"])
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""
