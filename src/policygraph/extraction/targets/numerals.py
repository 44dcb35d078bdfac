"""Numerals in words (两千三百, 十二亿), and shares written with them (百分之九十, 九成五, 翻一番)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

__all__ = ["NUMERAL", "Share", "find_shares", "read_numeral"]

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_DIGIT = "[一二两三四五六七八九]"
# 千克, 千米 and 千瓦 are units: their 千 is none of the number's.
NUMERAL = r"(?:[〇零一二两三四五六七八九十百万亿]|千(?![克米瓦]))+"
_DECIMAL = rf"{NUMERAL}(?:点{NUMERAL})?"
_PARTED = re.compile(rf"(?P<whole>{NUMERAL}|\d+)分之(?P<part>{_DECIMAL}|\d+(?:\.\d+)?)")
_TENTHS = re.compile(
    rf"(?:(?<=[到至过于降升高长少占达近约为比破超短缩减])|(?=..?(?:以[上下内]|左右)))(?P<tenths>{_DIGIT}|[1-9])成(?P<more>{_DIGIT}|半)?"
    r"(?=以[上下内]|左右|[，；。、）的]|$)"
)
# 达到1/3
_FRACTION = re.compile(
    r"(?<=[于到至为占过近约的])(?P<part>[1-9])/(?P<whole>[2-9]|1[0-2])(?=以[上下内]|左右|[，；。、）]|$)"
)
# 超过一半
_HALF = re.compile(
    r"(?<=[于到至过占达])(?:一半|半数)(?=以上|[，；。、）]|$)|(?<=[造成设治修工率例比])过半(?=[，；。、）]|$)"
)
# 劣Ⅴ类断面比例为零
_NIL = re.compile(r"(?:率|比例|占比|比重)(?:[为至到]|降[为至到]|保持在?|达到)(?P<nil>零)(?=[，；。、）]|$)")
_DOUBLED = re.compile(r"翻(?P<times>[一两二三])番")
# Without one of these there is none of them.
_SIGN = re.compile("[分成/半零翻]")


class Share(NamedTuple):
    """A share, or a doubling, in words at ``[start, end)``; ``unit`` is % or 倍."""

    start: int
    end: int
    value: Decimal
    unit: str


def read_numeral(words: str) -> Decimal | None:
    """The number that numerals write (两千三百, 十二亿, 一点五), None where they write none."""
    whole, _, fraction = words.partition("点")
    value = _whole(whole)
    if value is None or not fraction:
        return value
    if any(char not in _DIGITS for char in fraction):
        return None
    return value + Decimal("0." + "".join(str(_DIGITS[char]) for char in fraction))


def _whole(words: str) -> Decimal | None:
    if words and all(char in _DIGITS for char in words):
        # 五五 is no number but two; a single digit, or a row of digits with a zero in it (二〇), is one.
        return Decimal("".join(str(_DIGITS[c]) for c in words)) if len(words) == 1 or "〇" in words else None
    total = section = 0
    digit: int | None = None
    last = 10**9
    for char in words:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
        elif char in _TENS:
            if digit is None and (char != "十" or section):
                return None
            section += (1 if digit is None else digit) * _TENS[char]
            digit = None
        else:
            section += digit or 0
            if not section or _MYRIADS[char] >= last:
                return None
            total, section, digit, last = total + section * _MYRIADS[char], 0, None, _MYRIADS[char]
    return Decimal(total + section + (digit or 0))


def find_shares(text: str) -> Iterator[Share]:
    """Fractions (百分之九十, 三分之二), tenths (九成五) and doublings (翻一番) of a sentence."""
    return _found(text) if _SIGN.search(text) else iter(())


def _found(text: str) -> Iterator[Share]:
    for match in _PARTED.finditer(text):
        whole, part = _value(match["whole"]), _value(match["part"])
        if whole and part is not None:
            yield Share(match.start(), match.end(), round(part * 100 / whole, 6).normalize(), "%")
    for match in _TENTHS.finditer(text):
        tenths = _value(match["tenths"])
        more = Decimal(5) if match["more"] == "半" else _value(match["more"] or "零")
        if tenths is not None and more is not None:
            yield Share(match.start(), match.end(), tenths * 10 + more, "%")
    for match in _FRACTION.finditer(text):
        share = Decimal(match["part"]) * 100 / Decimal(match["whole"])
        yield Share(match.start(), match.end(), round(share, 6).normalize(), "%")
    for match in _HALF.finditer(text):
        yield Share(match.start(), match.end(), Decimal(50), "%")
    for match in _NIL.finditer(text):
        yield Share(match.start("nil"), match.end(), Decimal(0), "%")
    for match in _DOUBLED.finditer(text):
        doubled = _value(match["times"])
        if doubled is not None:
            yield Share(match.start(), match.end(), 2**doubled - 1, "倍")


def _value(words: str) -> Decimal | None:
    if words in ("百", "千"):
        return Decimal(_TENS[words])
    return Decimal(words) if words[:1].isascii() else read_numeral(words)
