"""Mojibake with a known signature: GBK text that lost one byte and slipped by half a character.

A phrase such as 保“十四五”期間 then reads ？！笆奈濉逼陂g: the second byte of each character joins the first of the
next, pairs that GB 2312 does not define vanish, and the text falls back into step at the next byte below 0x80.
The signatures are computed from the phrases; what slips without falling back into step cannot be restored and
is only reported.
"""

from __future__ import annotations

import re
from functools import cache

from policygraph.sources.characters import normalise, simplify

__all__ = ["find_mojibake"]

_PERIODS = ("十三五", "十四五", "十五五")
_FOLLOWING = ("期間", "時期", "規劃", "目標", "期末")
# The character before the opening quote, of which only the second byte is left.
_LEADING = "保成在到于是实现与和的"


def find_mojibake(text: str) -> list[tuple[int, int, str]]:
    """Slipped stretches of a normalised text as ``(start, end, original)``, in order.

    ``original`` is '' where the stretch is recognised but cannot be restored.
    """
    if not any(stem in text for stem in _stems()):
        return []
    signatures = _signatures()
    found = [(m.start(), m.end(), signatures[m.group()]) for m in _pattern(tuple(signatures)).finditer(text)]
    found += [
        (m.start(), m.end(), "")
        for m in _pattern(_stems()).finditer(text)
        if not any(start <= m.start() < end for start, end, _ in found)
    ]
    return sorted(found)


def _slip(text: str) -> bytes:
    return text.encode("gbk")[1:]


def _read_slipped(data: bytes) -> str:
    pairs = (data[i : i + 2] for i in range(0, len(data), 2))
    return normalise("".join(pair.decode("gb2312", "ignore") for pair in pairs))


@cache
def _signatures() -> dict[str, str]:
    found: dict[str, str] = {}
    for lead in _LEADING:
        for period in _PERIODS:
            for following in _FOLLOWING:
                phrase = f"{lead}“{period}”{following}"
                data = _slip(phrase)
                if data[-1] < 0x80:  # only then does the text fall back into step after the phrase
                    found.setdefault("？" + _read_slipped(data), simplify(phrase))
    return dict(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


@cache
def _stems() -> tuple[str, ...]:
    """What the period itself turns into, whatever stands around it."""
    return tuple(_read_slipped(_slip(f"保“{period}”期"))[1:] for period in _PERIODS)


@cache
def _pattern(alternatives: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, alternatives)))
