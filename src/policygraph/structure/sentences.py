"""Sentences of prose: they end at 。 ； ！ ？ or at the paragraph's end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policygraph.model import Sentence
from policygraph.structure.brackets import Bracket

_STOP = re.compile(r"[。；！？\n]")
_LEAD = re.compile(r"(?:[\s#>]|\d{1,2}[.、](?!\d)|（\d{1,2}）|[①-⑳]|[”’）〕】。；，])+")
_ROW = re.compile(r"\t")
# A numbered item's run-in heading: 1.着力提升重点行业能效水平。拟建项目应…
# With a comma it is a heading only if it is short and names no figure: 1.优化存量，推动绿色升级。
_NUMBER = r"(?:\d{1,2}[.、](?!\d)|（\d{1,2}）|[①-⑳])"
_ITEM_HEADING = re.compile(
    rf"{_NUMBER}(?:[^，。；\n\t]{{2,30}}(?:[。\n]|$)|(?!.{{0,24}}(?:不得|禁))[^，。；\n\t\d]{{2,12}}，[^，。；\n\t\d]{{2,12}}。)"
)
# 一是电力行业能效提升行动。 names what follows and directs nobody.
_NAMED_ITEM = re.compile(r"[一二三四五六七八九十]{1,2}是[^，。；\n]{2,24}(?:行动|工程|方面|领域)$")


def split_sentences(
    clean: str, start: int, end: int, path: str, brackets: Sequence[Bracket]
) -> Iterator[Sentence]:
    """Sentences of ``clean[start:end]`` without responsibility brackets, table rows and item headings."""
    at = start
    for bracket in (*brackets, None):
        stop = bracket.start if bracket else end
        if stop > at:
            yield from _plain(clean, at, stop, path)
        at = max(at, bracket.end) if bracket else at


def _plain(clean: str, start: int, end: int, path: str) -> Iterator[Sentence]:
    at = start
    while at < end:
        mark = _STOP.search(clean, at, end)
        stop = mark.start() if mark else end
        sentence = _sentence(clean, at, stop, end, path)
        if sentence:
            yield sentence
        at = stop + 1


def _sentence(clean: str, start: int, stop: int, end: int, path: str) -> Sentence | None:
    heading = _ITEM_HEADING.match(clean, start, stop + 1)
    if heading and _text_follows(clean, heading.end(), end):
        return None
    lead = _LEAD.match(clean, start, stop)
    begin = lead.end() if lead else start
    text = clean[begin:stop]
    if len(text) < 2 or _ROW.search(text) or _NAMED_ITEM.match(text):
        return None
    return Sentence(path, text, begin, stop)


def _text_follows(clean: str, at: int, end: int) -> bool:
    """Whether prose follows the heading before the next numbered item."""
    rest = clean[at:end].lstrip("\n")
    return bool(rest) and not re.match(r"\d{1,2}[.、]|（\d{1,2}）|[①-⑳]", rest)
