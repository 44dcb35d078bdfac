"""Chinese numerals as headings use them."""

from __future__ import annotations

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_NUMERALS = "〇一二三四五六七八九"


def to_int(numeral: str) -> int:
    """The value of a Chinese numeral below 1000 or of Arabic digits: 十一 → 11, 二十三 → 23, 12 → 12.

    Raises:
        ValueError: the text is no such numeral.
    """
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    total, digit = 0, 0
    for character in numeral:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            raise ValueError(f"{numeral!r} is no Chinese numeral")
    if not numeral:
        raise ValueError("an empty string is no Chinese numeral")
    return total + digit


def to_chinese(number: int) -> str:
    """The Chinese numeral of a number from 1 to 99: 11 → 十一.

    Raises:
        ValueError: the number lies outside 1 to 99.
    """
    if not 1 <= number <= 99:
        raise ValueError(f"{number} is outside 1 to 99")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _NUMERALS[tens] + "十"
    return head + (_NUMERALS[ones] if ones else "")
