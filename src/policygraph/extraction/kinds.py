"""How a quantity is meant: comparator and kind, after the guideline's section 4."""

from __future__ import annotations

import re

from policygraph.extraction.quantities import Quantity

_AT_LEAST = re.compile(r"不低于|不少于|不小于|≥|至少|最低")
_AT_MOST = re.compile(r"不高于|不超过|不大于|不突破|不多于|≤|控制(?:在|到|至)|压减(?:至|到)以内")
_LESS = re.compile(r"(?<!不)(?:低于|小于|少于|<)")
_MORE = re.compile(r"(?<!不)(?:高于|大于|超过|突破|多于|>)")
_ABOUT = re.compile(r"约|近|大约|左右|上下")
_TO = re.compile(r"(?:至|到|为)$")
_DOWN = re.compile(r"下降|降低|减少|削减|压减|消减|缩减|减排|降|减|回落|收窄")
_UP = re.compile(r"提高|提升|增加|增长|上升|增|扩大|升")
_DOWN_NOUN = re.compile(r"(?:下降|降低|减少|削减|压减|缩减|减排)(?:率|比例|幅度|目标|强度)?$|降幅$|减幅$")
_UP_NOUN = re.compile(r"(?:增长|提高|提升|增加)(?:率|比例|幅度|目标|速度)?$|增速$|增幅$")
_CHANGE_CLASSES = frozenset({"ratio", "intensity", "concentration", "other", ""})
_STOCK = re.compile(r"(?:保有量|存量|余额|产值|增加值|收入)(?:数量)?$")
_AMOUNT_WORD = re.compile(
    r"新增|新建|扩建|完成|落实|治理|整治|修复|减排量|削减量|减少量|节约量|节能量|替代量|改造|节约|投资|资金|压减|削减|淘汰|推广|建成|投产|退出|关停|减少|形成|营造|建设"
)


def comparator(verb: str, quantity: Quantity) -> str:
    """One of ``= >= <= > < ~ range`` from the verb before the quantity and the bound behind it."""
    if quantity.upper is not None:
        return "range"
    if quantity.tail:
        if "上" in quantity.tail and "下" not in quantity.tail:
            return ">="
        if quantity.tail in ("左右", "上下"):
            return "~"
        return "<="
    for sign, pattern in ((">=", _AT_LEAST), ("<=", _AT_MOST), ("<", _LESS), (">", _MORE), ("~", _ABOUT)):
        if pattern.search(verb):
            return sign
    return "="


def kind(verb: str, phrase: str, left: str, quantity: Quantity) -> str:
    """One of level, decrease, increase, count, amount; ``left`` is the clause before the quantity."""
    if quantity.unit_class in ("count", "money"):
        if _STOCK.search(phrase):
            return "level"
        return "count" if quantity.unit_class == "count" else "amount"
    changes = not _TO.search(verb)
    if quantity.unit_class in _CHANGE_CLASSES:
        if (changes and _DOWN.search(verb)) or _DOWN_NOUN.search(phrase):
            return "decrease"
        if (changes and _UP.search(verb)) or _UP_NOUN.search(phrase):
            return "increase"
        return "level"
    if changes and (_DOWN.search(verb) or _UP.search(verb)):
        return "amount"
    return "amount" if _AMOUNT_WORD.search(left + verb + phrase) else "level"
