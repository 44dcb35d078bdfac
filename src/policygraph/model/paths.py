"""Paths of provisions as people write them, and as the graph does."""

from __future__ import annotations

import re
import unicodedata

from policygraph.model.numbering import to_chinese, to_int

__all__ = ["canonical_path"]

_ITEM = re.compile(r"(?P<chapter>[^/.（]+)[/.]?（?(?P<item>[^/.（）]+)）?")
_ANNEX = re.compile(r"(?:附件|annex/?)(?P<number>[^/.（）]+)", re.IGNORECASE)
_SPOKEN = re.compile(r"^第(?P<chapter>[^章]+)章[、/.]?|(?<=[^、])、")


def canonical_path(path: str) -> str:
    """A provision's path as the graph writes it.

    三/(一), 三/一, 三（一）, 三、（一）, 第三章（一） and 3.1 → 三/（一）; 3, 三、 and 第三章 → 三; annex 1 and
    附件一 → 附件1. What is no such path comes back without blanks and with brackets of full width.
    """
    path = "".join(unicodedata.normalize("NFKC", path).split()).replace("(", "（").replace(")", "）")
    path = _SPOKEN.sub(lambda match: f"{match['chapter'] or ''}/", path).rstrip("/.")
    try:
        if annex := _ANNEX.fullmatch(path):
            return f"附件{to_int(annex['number'])}"
        if re.fullmatch(r"[^/.（）]+", path):
            return to_chinese(to_int(path))
        if item := _ITEM.fullmatch(path):
            return f"{to_chinese(to_int(item['chapter']))}/（{to_chinese(to_int(item['item']))}）"
    except ValueError:
        return path
    return path
