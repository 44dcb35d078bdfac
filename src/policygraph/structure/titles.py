"""Titles of numbered headings: where they end, and what looks like one but directs somebody."""

from __future__ import annotations

import re

__all__ = ["is_sentence", "short_title_end", "title_end"]

_STOP = re.compile(r"[。：；\n]")
_LONGEST = 60
# A responsibility statement behind a title: （责任单位：…）, （市发展改革委牵头）.
_STATEMENT = re.compile(r"[（〔](?=[^（）〔〕\n]{2,200}(?:：|负责|牵头|落实|配合)|责任|牵头)")
_FIRST_ITEM = re.compile("（一）")
# A title names a task; a sentence says how much, by when, after which rule, or that something must be done.
_QUANTITY = re.compile(
    r"\d(?:[\d,.]*)(?:%|个百分点|[万亿]|吨|千瓦|公里|平方|立方|亩|公顷|[台家座个户辆项处所条名人次倍](?!工程|行动|计划|体系))"
)
_DATED = re.compile(
    r"20\d\d年(?:底|末|年底|\d{1,2}月|前|，|起)|(?:^|[，到至在])20\d\d年(?!(?:(?!完成|实现|达到|落实|确保|推进)[^，。\d]){0,18}(?:目标|指标|展望|任务|工作|重点)$|远景|工作|重点|目标|任务)"
    r"|[到至]20\d\d年|期末，"
)
_AFTER_RULE = re.compile(r"^(?:按照|根据|依据|依照|遵照|严格执行|认真执行|认真落实|贯彻执行|执行)[^，]*《")
_MUST = re.compile(r"必须|应当|不得|严禁|禁止|不再|须(?!知)|(?:^|，)(?:要|各[\u4e00-\u9fff]{1,12}要)|的，")
# 组织实施（2025年3月—2026年10月）, 动员部署阶段（2025年3月）: when a stage of the work is.
_STAGE = re.compile(
    r"(?<=[\u4e00-\u9fff])（(?=[^（）]*月)[^（），]{2,20}[—–－\-~～至到][^（）]{2,16}）$|(?<=阶段)（[^（）]{2,30}）$"
)
_MOST_CLAUSES, _LONG_CLAUSES = 2, 40
# 坚决守住5万亩湿地红线。: as short as titles are, with a figure.
_SHORT_TITLE = re.compile(r"(?:(?!必须|应当|不得|严禁|禁止|不再)[^，。：；\n]){4,20}(?=。)")


def title_end(clean: str, start: int, *, is_chapter: bool) -> tuple[int, int]:
    """Where the title that begins at ``start`` ends, and where the body begins.

    Args:
        clean: the clean text.
        start: behind the heading's number.
        is_chapter: whether the number is that of a chapter, behind which （一） may follow on the same line.

    Returns:
        ``(title_end, body_start)``; both are ``start`` where no title stands there.
    """
    stop = _STOP.search(clean, start)
    end = stop.start() if stop else len(clean)
    if stop and stop.group() == "；":
        # An entry of a list goes on to the next one.
        return start, start
    if is_chapter and (item := _FIRST_ITEM.search(clean, start, end)):
        end = item.start()
    if statement := _STATEMENT.search(clean, start + 1, end):
        end = statement.start()
    title = clean[start:end]
    if len(title) > _LONGEST or is_sentence(title):
        return start, start
    return end, end + (end < len(clean) and clean[end] in "。：")


def short_title_end(clean: str, start: int, end: int) -> int:
    """Where a first sentence ends that is as short as a title, 0 where it is longer or has several clauses."""
    short = _SHORT_TITLE.match(clean, start, end)
    return 0 if short is None or _DATED.search(short.group()) else short.end()


def is_sentence(text: str) -> bool:
    """Whether what stands behind a heading's number directs or states something and is no title."""
    text = _STAGE.sub("", text)
    return bool(
        text.count("，") > _MOST_CLAUSES
        or (text.count("，") == _MOST_CLAUSES and len(text) > _LONG_CLAUSES)
        or _QUANTITY.search(text)
        or _DATED.search(text)
        or _AFTER_RULE.search(text)
        or _MUST.search(text)
    )
