"""What a site says about a document beside its text: tables of 索引号, 发文字号 and the like, and meta elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from policygraph.model import Metadata
from policygraph.sources.html.walk import PageBlock

__all__ = ["LABEL", "as_date", "is_metadata", "read_metadata"]

# What fields are called, without blanks; of several that a page has the first counts.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("标题", "名称", "信息名称", "文件名称", "文件标题", "articletitle"),
    "number": ("发文字号", "文号", "文件编号", "发文文号", "文件字号", "发布文号"),
    "issuer": (
        "发文机关",
        "发文单位",
        "制发机关",
        "发布机构",
        "发布机关",
        "发布单位",
        "公开主体",
        "信息来源",
    ),
    "date": ("成文日期", "生成日期", "发文日期", "印发日期", "制发日期", "发布日期", "公开日期", "pubdate"),
}
_OTHERS = (
    "索引号",
    "信息索引号",
    "主题分类",
    "信息分类",
    "体裁分类",
    "组配分类",
    "主题词",
    "关键词",
    "有效性",
    "效力状态",
    "信息有效性",
    "生效日期",
    "实施日期",
    "失效日期",
    "废止日期",
    "公文时效",
    "公开方式",
    "公开范围",
    "公开属性",
    "公开时限",
    "统一登记号",
    "文件类型",
    "内容概述",
    "分类",
)
_NAMES = {*_OTHERS, *(name for names in _FIELDS.values() for name in names)}
_LABEL_START = "|".join(
    r"\s*".join(name) for name in sorted(_NAMES, key=lambda name: (-len(name), name)) if name > "z"
)
LABEL = re.compile(rf"[\[【]?\s*(?P<label>{_LABEL_START})\s*[\]】]?\s*[:：]\s*(?P<value>.*)", re.DOTALL)
_MIN_LABELS = 2
_DATE = re.compile(r"(?P<y>(?:19|20)\d{2})\s*[-年/.]\s*(?P<m>\d{1,2})\s*[-月/.]\s*(?P<d>\d{1,2})")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}\s*[〔\[（【(]\s*\d{4}\s*[〕\]）】)]\s*第?\s*\d{1,4}\s*号")
# A field without a colon, told by the form of its value: what else begins with such a word may be a sentence.
_BARE = re.compile(
    rf"(?P<label>发文字号|发文文号|文件编号)\s*(?P<value>{_NUMBER.pattern})"
    rf"|(?P<day>成文日期|发布日期|公开日期|发文日期|印发日期)\s*(?P<date>{_DATE.pattern}\s*日?)"
)


def read_metadata(blocks: Iterable[PageBlock], metas: Iterable[tuple[str, str]]) -> Metadata:
    """What a page says about its document.

    Args:
        blocks: those that :func:`is_metadata` accepts.
        metas: names and contents of the page's ``meta`` elements.
    """
    found: dict[str, str] = {}
    for label, value in (*_pairs(blocks), *metas):
        found.setdefault(_squeezed(label).lower(), " ".join(value.split()))
    fields = {
        field: next((value for name in names if (value := found.get(name, ""))), "")
        for field, names in _FIELDS.items()
    }
    number = _NUMBER.search(fields["number"])
    return Metadata(
        title=fields["title"],
        number="".join(number[0].split()) if number else "",
        issuer=fields["issuer"],
        date=as_date(fields["date"]),
    )


def is_metadata(block: PageBlock) -> bool:
    """Whether a block is a table of such fields, or one field on a line of its own."""
    if not block.rows:
        return bool(LABEL.match(block.text) or _BARE.fullmatch(block.text.strip()))
    labels = sum(_is_label(cell) for row in block.rows for cell in row)
    return labels >= _MIN_LABELS and labels >= len(block.rows) / 2


def as_date(text: str) -> str:
    """The first day in ``text`` as an ISO date, '' where there is none."""
    match = _DATE.search(text)
    if not match:
        return ""
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""


def _pairs(blocks: Iterable[PageBlock]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        for row in block.rows:
            yield from _in_row(row)
        if not block.rows and (match := LABEL.match(block.text)):
            yield match["label"], match["value"]
        elif not block.rows and (match := _BARE.fullmatch(block.text.strip())):
            yield match["label"] or match["day"], match["value"] or match["date"]


def _in_row(row: Sequence[str]) -> Iterator[tuple[str, str]]:
    for i, cell in enumerate(row):
        if match := LABEL.match(cell):
            value = match["value"]
            if not value:
                value = next((other for other in row[i + 1 :] if other), "")
                value = "" if _is_label(value) else value
            yield match["label"], value
        elif _is_label(cell):
            value = next((other for other in row[i + 1 :] if other), "")
            yield cell, "" if _is_label(value) else value


def _is_label(cell: str) -> bool:
    return _squeezed(cell) in _NAMES or bool(LABEL.match(cell))


def _squeezed(text: str) -> str:
    return "".join(text.split()).rstrip(":：").strip("[]【】")
