"""Chinese numerals as headings use them."""

from __future__ import annotations

__all__ = ["to_chinese", "to_int"]

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_NUMERALS = "〇一二三四五六七八九"
_PLACES = {"千": 1000, "百": 100, "十": 10}


def to_int(numeral: str) -> int:
    """The value of a Chinese numeral below 10,000 or of Arabic digits: 十一 → 11, 二十三 → 23, 12 → 12.

    Raises:
        ValueError: the text is no such numeral.
    """
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    total, digit = 0, 0
    for character in numeral:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _PLACES:
            total += (digit or 1) * _PLACES[character]
            digit = 0
        else:
            raise ValueError(f"{numeral!r} is not a Chinese numeral")
    if not numeral:
        raise ValueError("an empty string is not a Chinese numeral")
    return total + digit


def to_chinese(number: int) -> str:
    """The Chinese numeral of a number from 1 to 9,999: 11 → 十一, 105 → 一百零五.

    Headings such as （九百九百） are read as numbers above 999; no number that is read may stop a document.

    Raises:
        ValueError: the number lies outside 1 to 9,999.
    """
    if not 1 <= number <= 9999:
        raise ValueError(f"{number} is outside 1 to 9,999")
    written, rest = "", number
    for name, place in (*_PLACES.items(), ("", 1)):
        digit, rest = divmod(rest, place)
        if digit:
            written += "" if number < 20 and name == "十" else _NUMERALS[digit]
            written += name
        elif written and rest and not written.endswith("零"):
            written += "零"
    return written
