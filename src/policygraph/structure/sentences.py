"""Sentences of prose: they end at 。 ； ！ ？ or at the paragraph's end. Headings of items are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from policygraph.model import Sentence, Table
from policygraph.sources.characters import normalise
from policygraph.sources.lines import CHINESE_NUMBER, CLOSING, OPENING
from policygraph.structure.brackets import Bracket
from policygraph.structure.titles import is_sentence

__all__ = ["Prose", "heads_paragraphs", "is_number", "read_prose"]

_STOP = re.compile(r"[。；！？\n]")
# No figure has two points; 1.1 is a figure but at the beginning of a line, before what is no unit.
_DECIMAL = (
    r"(?:\d{1,2}(?:\.\d{1,2}){2,3}[.、]?(?=[\u4e00-\u9fff])"
    r"|(?<![^\n])\d{1,2}\.\d{1,2}[.、]?(?=[\u4e00-\u9fff])(?![个台家座项万亿吨公倍亩户千兆]))"
)
# 2、2035年远景目标, 3.2025年底前，… and 4.5月召开… are items, 2、3号机组 and 1.5万吨 are none.
_ITEM = rf"(?:\d{{1,3}}[.、](?!\d(?!0\d\d年|\d?月))|{_DECIMAL}|（\d{{1,2}}）|[①-⑳])"
_SECTION = (
    rf"(?:{CHINESE_NUMBER}[、.]|[—―]、|{OPENING}{{1,2}}{CHINESE_NUMBER}{CLOSING}{{1,2}}、?"
    rf"|第{CHINESE_NUMBER}[章节编篇条])"
)
_LEAD = re.compile(rf"(?:[\s#>]|{_ITEM}|{_SECTION}|[”’）〕】。；，])+")
_BARE_NUMBER = re.compile(rf"(?:\d{{1,2}}|{CHINESE_NUMBER}|[①-⑳])")
_ROW = re.compile(r"\t")
# A numbered item's run-in heading: 1.着力提升重点行业能效水平。拟建项目应…
# With a comma it is a heading only if it is short and names no figure: 1.优化存量，推动绿色升级。
_ITEM_HEADING = re.compile(
    rf"(?:{_ITEM}|{_SECTION})(?:[^，。；\n\t]{{2,30}}(?:[。\n]|$)"
    rf"|(?!.{{0,24}}(?:不得|禁))[^，。；\n\t\d]{{2,12}}，[^，。；\n\t\d]{{2,12}}。"
    r"|(?!.{0,24}(?:不得|禁))[^，。；\n\t\d]{2,20}，[^，。；\n\t\d]{2,20}\n)"
)
# ——污水处理能力稳步提升。新建…: what stands first in a bullet's paragraph names the rest.
_BULLET_HEADING = re.compile(
    r"[—\-–·•◆●■▲*]{1,2}[^，。；：、\n\t\d]{4,18}。(?=[^\n])|——[^，。；：\n\t\d]{4,50}。(?=[^\n]{20})"
)
# 提升既有建筑能效水平。结合老旧小区改造，…: where several paragraphs begin so, a few words name each of them.
_RUN_IN_HEADING = re.compile(
    r"(?!用[^。\n]{1,6}(?:年|月|时间)|[^。\n]{0,20}(?:不得|严禁|禁止|应(?!急|对|变)|须|(?<![主需重必])要(?![素求点闻件])))"
    r"[^，。；：！？\n\t\d（）]{4,20}。(?=[^\n]{20})",
    re.MULTILINE,
)
_PLAIN_PARAGRAPH = re.compile(
    rf"^(?!{_ITEM}|{_SECTION}|[—\-–·•◆●■▲*（]|[一二三四五六七八九十]{{1,2}}是)[^。；\n\t]{{2,}}。(?=[^\n]{{20}})",
    re.MULTILINE,
)
_FEWEST_RUN_IN = 2
# The only paragraph of a provision is headed so where it goes on for long, and not for what is done further.
_LONG_HEADED = re.compile(r"(?!进一步|继续|鼓励|支持|引导)[^。\n]*。[^\n]{80}")
# Where so many paragraphs of a document begin so, and most of them, one is a heading also where it has none beside it.
_MANY_RUN_IN, _MOST_RUN_IN = 4, 0.75
_SECTION_HEADING = re.compile(rf"{_SECTION}(?P<title>[^。；\n\t]{{2,60}})(?:\n|$)")
_NUMBERED_NEXT = re.compile(rf"\n*(?:{_ITEM}|$)")
# 1.优化布局⏎（1）…: what is counted in another way stands below.
_BELOW_NEXT = re.compile(r"\n*(?:（1）|①)")
# Below 1.2.1 stand （1） or 1. in its text; an item of a list has one of its own kind below.
_DECIMAL_ITEM, _DECIMAL_NEXT = re.compile(_DECIMAL), re.compile(rf"\n*(?:{_DECIMAL}|$)")
# 一是电力行业能效提升行动。 names what follows and directs nobody.
_NAMED_ITEM = re.compile(r"[一二三四五六七八九十]{1,2}是[^，。；\n]{2,24}(?:行动|工程|方面|领域)$")
# By when an item is due, on a line of its own.
_TERM = re.compile(r"[—\-–·•◆●■▲*\s]*(?:完成|办理|办结)?(?:时限|时间|期限)：[^。；\n]{2,30}(?:[。；\n]|$)")
# A heading without a number, between paragraphs: a few words without a mark or figure above a sentence.
_BARE_HEADING = re.compile(r"[^，。；：！？、\n\t\d]{2,30}\n(?=[^\n]*[。\t])")
# ——加快建设健康城市 behind the last item of a group is the name of the next group.
_GROUP_NAME = re.compile(r"——[^，。；：！？、\n\t\d]{2,20}\n?$")
_CAPTION = re.compile(
    r"(?:专栏|附?表|图)\s?[\d一二三四五六七八九十]{1,3}[^。；\n]{0,60}(?:\n|$)|（?(?:计量)?单位：[^。；\n]{1,20}(?:\n|$)"
)


@dataclass(slots=True)
class Prose:
    """What is read of running text: sentences, responsibility statements, and the headings among them."""

    sentences: list[Sentence] = field(default_factory=list)
    labels: list[Sentence] = field(default_factory=list)
    brackets: list[Sentence] = field(default_factory=list)


def read_prose(
    clean: str,
    start: int,
    end: int,
    path: str,
    brackets: Sequence[Bracket],
    tables: Sequence[Table],
    fewest: int = _FEWEST_RUN_IN,
) -> Prose:
    """Sentences and headings of items in ``clean[start:end]``, without responsibility brackets and tables.

    ``fewest`` is how many of its paragraphs have to begin with a few words for these to name them.
    """
    found = Prose()
    at = start
    named = _run_in_headings(clean, start, end, fewest)
    left_out = [*((one.start, one.end) for one in brackets), *((one.start, one.end) for one in tables)]
    for begin, stop in sorted(left_out):
        if begin > at:
            _read_stretch(clean, at, begin, path, named, found)
        at = max(at, stop)
    if end > at:
        _read_stretch(clean, at, end, path, named, found)
    return found


def is_number(text: str) -> bool:
    """Whether a stretch of a source is the number of an item and nothing else."""
    return bool(_LEAD.fullmatch(normalise(text))) or bool(_BARE_NUMBER.fullmatch(text))


def heads_paragraphs(clean: str, start: int, end: int) -> int:
    """How many paragraphs of a provision have to begin with a few words for these to be headings: 1 or 2.

    Args:
        clean: the clean text.
        start: where the chapters of the document begin.
        end: where they end.
    """
    plain, found = _plain_and_named(clean, start, end)
    is_usual = len(found) >= _MANY_RUN_IN and len(found) >= _MOST_RUN_IN * len(plain)
    return 1 if is_usual else _FEWEST_RUN_IN


def _run_in_headings(clean: str, start: int, end: int, fewest: int) -> Mapping[int, int]:
    """Where headings without a number begin and end that stand at the head of most paragraphs of a provision."""
    plain, found = _plain_and_named(clean, start, end)
    if len(plain) == 1 and any(_LONG_HEADED.match(clean, at) for at in found):
        fewest = 1
    return found if len(found) >= fewest and 2 * len(found) > len(plain) else {}


def _plain_and_named(clean: str, start: int, end: int) -> tuple[list[int], Mapping[int, int]]:
    """Where paragraphs without a number begin, and those among them that a few words head, with where these end."""
    plain = [match.start() for match in _PLAIN_PARAGRAPH.finditer(clean, start, end)]
    return plain, {at: match.end() for at in plain if (match := _RUN_IN_HEADING.match(clean, at, end))}


def _read_stretch(
    clean: str, start: int, end: int, path: str, named: Mapping[int, int], found: Prose
) -> None:
    for begin, stop, is_label in _pieces(clean, start, end, named):
        piece = Sentence(path, clean[begin:stop], begin, stop)
        (found.labels if is_label else found.sentences).append(piece)


def _pieces(clean: str, start: int, end: int, named: Mapping[int, int]) -> Iterator[tuple[int, int, bool]]:
    """Sentences without their numbers, and headings, in order: where each stands, and whether it is a heading."""
    at = start
    while at < end:
        if label := named.get(at, 0) or _heading(clean, at, end):
            yield at, label, True
            at = label
            continue
        mark = _STOP.search(clean, at, end)
        stop = mark.start() if mark else end
        lead = _LEAD.match(clean, at, stop)
        begin = lead.end() if lead else at
        text = clean[begin:stop]
        if text:
            yield begin, stop, len(text) < 2 or bool(_ROW.search(text) or _NAMED_ITEM.match(text))
        at = stop + 1


def _heading(clean: str, at: int, end: int) -> int:
    """Where the heading of an item that begins at ``at`` ends; 0 where none does."""
    section = _SECTION_HEADING.match(clean, at, end)
    if section and not is_sentence(section["title"]):
        return section.end("title")
    if item := _ITEM_HEADING.match(clean, at, end):
        after = _DECIMAL_NEXT if _DECIMAL_ITEM.match(clean, at, end) else _NUMBERED_NEXT
        is_above = not clean.startswith(("（", "①"), at) and _BELOW_NEXT.match(clean, item.end(), end)
        if is_above or not after.match(clean, item.end(), end):
            return item.end() - item.group().endswith("\n")
    is_line_start = at == 0 or clean[at - 1] == "\n"
    patterns = (
        (_CAPTION, _TERM, _BARE_HEADING, _BULLET_HEADING, _GROUP_NAME) if is_line_start else (_CAPTION,)
    )
    other = next((found for one in patterns if (found := one.match(clean, at, end))), None)
    return other.end() - other.group().endswith("\n") if other else 0
