"""Length-preserving normalisation of characters: widths, punctuation, traditional to simplified.

Every step maps one code point to one code point, so that an offset into the normalised text is an offset into
the source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

__all__ = ["FONT_SIGNS", "is_traditional", "normalise", "simplify"]

_FULL_WIDTH_ALNUM = {
    chr(code): chr(code - 0xFEE0)
    for first, last in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ"))
    for code in range(ord(first), ord(last) + 1)
}
# Punctuation of Chinese prose in its full-width form, signs inside numbers and units in their ASCII form.
_PUNCTUATION = {
    "(": "（",
    ")": "）",
    ";": "；",
    "!": "！",
    "?": "？",
    "﹝": "〔",
    "﹞": "〕",
    "［": "〔",
    "］": "〕",
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "〈": "《",
    "〉": "》",
    "％": "%",
    "﹪": "%",
    "．": ".",
    "﹒": ".",
    "／": "/",
    "∕": "/",
    "＋": "+",
    "－": "-",
    "−": "-",
    "＜": "<",
    "＞": ">",
    "≦": "≤",
    "≧": "≥",
    "⩽": "≤",
    "⩾": "≥",
    "∶": "：",
    "﹕": "：",
    "﹔": "；",
    "﹐": "，",
    "〜": "～",
    "~": "～",
    "‐": "-",
    "‑": "-",
}
# Founder's fonts, in which gazettes are set, give some signs places of their own, and others the code that they have in
# GB 2312, where Unicode has a script that no document uses beside Chinese.
_FOUNDER: Mapping[str, str] = {"\U001001b0": ".", "\U001001ba": "…", "\U00100170": "·"} | {
    chr(first << 8 | second): bytes((first, second)).decode("gb2312", "replace")
    for first in (0xA1, 0xA3)
    for second in range(0xA1, 0xFF)
}
# What a font alone knows; a class for regular expressions.
FONT_SIGNS = "[" + "".join(_FOUNDER) + "]"
_PLAIN = _FULL_WIDTH_ALNUM | _PUNCTUATION
_TABLE = _PLAIN | {sign: _PLAIN.get(meant, meant) for sign, meant in _FOUNDER.items()}
# Few characters of a text need changing: finding them is faster than translating all.
_CHANGED = re.compile("[" + "".join(map(re.escape, _TABLE)) + "]")
# A comma or colon between digits belongs to the number; anywhere else it is Chinese punctuation.
_PROSE_COMMA = re.compile(r"(?<!\d),|,(?!\d)")
_PROSE_COLON = re.compile(r"(?<!\d):|:(?!\d)")
# Markdown's backslash, which says that a sign is no mark-up (\\[14.5\\]).
_ESCAPE = re.compile(r"(?<!\\)\\(?=[!-/:-@\[\]^_`{-~])")
# Straight quotation marks around Chinese, and dashes of several hyphens, as programs for plain text write them.
_STRAIGHT = re.compile(r"\"(?=\S)((?:[^\"\n]|\n(?!\s*\n)){1,60})(?<=\S)\"")
# A pair of which one mark is straight.
_HALF_STRAIGHT = re.compile(r"(?:“(?=[^“”\"\n]{1,60}\")|\"(?=[^“”\"\n]{1,60}”))([^“”\"\n]+)[”\"]")
_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")
_HYPHENS = re.compile(r"(?<=[\w”’》）])-(-{1,2})(?=[\w“‘《（])")
_NOTHING = "\u200b"
# A point behind Chinese that neither numbers an item (一.) nor stands before a figure or a Latin word.
_PROSE_STOP = re.compile(
    r"^[^\S\n]*第?[一二三四五六七八九十百]+\.|(?<=[\u4e00-\u9fff”’）》%])\.(?=[^\w.]|[\u4e00-\u9fff]|$)",
    re.MULTILINE,
)

# Frequent characters of official prose whose traditional form no simplified text uses.
_TRADITIONAL = frozenset(
    "國發節業環實減產與為對開關區縣電鋼車農會強動標準學應機構設資總億噸經濟務領導責單結進"
)
_SAMPLE = 4_000
_TRADITIONAL_SHARE = 0.01


def is_traditional(text: str) -> bool:
    """Whether ``text`` is written in traditional characters (a share of tell-tale characters over 1 %)."""
    sample = text[:_SAMPLE]
    hits = sum(sample.count(character) for character in _TRADITIONAL)
    return hits > _TRADITIONAL_SHARE * len(sample)


def normalise(text: str) -> str:
    """``text`` with uniform widths and punctuation, in simplified characters; same length, same order."""
    if "\\" in text:
        text = _ESCAPE.sub(" ", text)
    text = _CHANGED.sub(lambda match: _TABLE[match.group()], text)
    if '"' in text:
        text = _STRAIGHT.sub(_curled, _HALF_STRAIGHT.sub(_curled, text))
    if "--" in text:
        text = _HYPHENS.sub(lambda match: "—" + _NOTHING * len(match[1]), text)
    if "," in text:
        text = _PROSE_COMMA.sub("，", text)
    if ":" in text:
        text = _PROSE_COLON.sub("：", text)
    if "." in text and "。" not in text:
        text = _PROSE_STOP.sub(lambda match: "。" if match.group() == "." else match.group(), text)
    return simplify(text) if is_traditional(text) else text


def _curled(quoted: re.Match[str]) -> str:
    return f"“{quoted[1]}”" if _IDEOGRAPH.search(quoted[1]) else quoted[0]


def simplify(text: str) -> str:
    """Traditional to simplified with OpenCC's ``t2s``, which keeps the length; checked here, not assumed."""
    simplified: str = _converter().convert(text)
    if len(simplified) != len(text):
        simplified = "".join(
            s if len(s := _converter().convert(character)) == 1 else character for character in text
        )
    return simplified


@cache
def _converter() -> OpenCC:
    # Imported here: most texts are simplified and need no dictionary.
    from opencc import OpenCC

    return OpenCC("t2s")
