"""Numbers as people write them: 207万千瓦 for 2070000 千瓦."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

__all__ = ["measured", "plain", "scale_of"]

_SCALES = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_MOST_DECIMALS = 2


def plain(number: Decimal) -> str:
    """All digits, without an exponent and without noughts at the end of a fraction."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def scale_of(numbers: Sequence[Decimal]) -> tuple[Decimal, str]:
    """By what all numbers can be divided to be short but exact, and how Chinese calls it; 1 and '' if by nothing."""
    for scale, name in _SCALES:
        if all(abs(number) >= scale and _decimals(number / scale) <= _MOST_DECIMALS for number in numbers):
            return scale, name
    return Decimal(1), ""


def measured(numbers: Sequence[Decimal], unit: str) -> str:
    """A number, or both ends of a range, with its unit; what is large is told in 万 or 亿."""
    # 万万元 is nobody's unit.
    is_scaled = unit[:1] in (name for _, name in _SCALES)
    scale, name = (Decimal(1), "") if is_scaled or not numbers else scale_of(numbers)
    figure = "–".join(plain(number / scale) for number in numbers)
    return f"{figure}{name}{unit}" if name else f"{figure} {unit}".strip()


def _decimals(number: Decimal) -> int:
    return len(plain(number).partition(".")[2])
