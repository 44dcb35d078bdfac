"""How wide text is when nobody has drawn it yet, for drawings, whose lines no browser breaks."""

from __future__ import annotations

import re

__all__ = ["width", "wrap"]

# Shares of the size, on the wide side, so that what fits here fits in all usual fonts. Beyond ASCII a full square.
_NARROW, _LOWER, _UPPER, _WIDE, _FULL = 0.34, 0.59, 0.72, 0.95, 1.0
_NARROW_LETTERS = frozenset(" !'(),.:;I[]fijlrt|`")
_WIDE_LETTERS = frozenset("%@MWmw")
# A Latin word with the space behind it, or a piece of an endless one; or one other character.
_PIECES = re.compile(r"[!-~]{1,24} ?|[^!-~]")


def width(text: str, size: float) -> float:
    """How wide ``text`` is at most, in the unit of ``size``."""
    return size * sum(map(_share, text))


def wrap(text: str, size: float, room: float) -> tuple[str, ...]:
    """``text`` in lines that fit into ``room``; Latin words are kept whole."""
    lines = [""]
    for piece in _PIECES.findall(text):
        if lines[-1] and width(lines[-1] + piece.rstrip(), size) > room:
            lines.append("")
        lines[-1] += piece
    return tuple(line.strip() for line in lines)


def _share(character: str) -> float:
    if not character.isascii():
        return _FULL
    if character in _NARROW_LETTERS:
        return _NARROW
    if character in _WIDE_LETTERS:
        return _WIDE
    return _UPPER if character.isupper() else _LOWER
