"""How wide text is when nobody has drawn it yet, and how it is made to fit."""

from __future__ import annotations

__all__ = ["shorten", "width", "wrap"]

# Shares of the size. Fonts differ a little; these are on the wide side, so that what fits here fits in all of the usual
# ones. Everything beyond ASCII counts as a full square, as Chinese fonts draw it.
_NARROW, _LOWER, _UPPER, _WIDE, _FULL = 0.34, 0.59, 0.72, 0.95, 1.0
_BOLD = 1.03
_NARROW_LETTERS = frozenset(" !'(),.:;I[]fijlrt|`")
_WIDE_LETTERS = frozenset("%@MWmw")
_ELLIPSIS = "…"


def width(text: str, size: float, is_bold: bool = False) -> float:
    """How wide ``text`` is at most, in the unit of ``size``."""
    return size * sum(map(_share, text)) * (_BOLD if is_bold else 1.0)


def shorten(text: str, size: float, room: float) -> str:
    """``text`` if it fits into ``room``, or its beginning with an ellipsis; '' where not even one character fits."""
    if width(text, size) <= room:
        return text
    room -= width(_ELLIPSIS, size)
    kept = 0
    while kept < len(text) and (room := room - width(text[kept], size)) >= 0:
        kept += 1
    return text[:kept].rstrip() + _ELLIPSIS if kept else ""


def wrap(text: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """``text`` in up to ``most`` lines that fit into ``room``, the last one shortened; words are kept whole."""
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most - 1 and width(rest, size) > room:
        end = _line_end(rest, size, room)
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    if rest:
        lines.append(shorten(rest, size, room))
    return tuple(lines)


def _line_end(text: str, size: float, room: float) -> int:
    """How many characters make a line: at least one, and no Latin word is torn that fits into a line."""
    end = 0
    while end < len(text) and (room := room - width(text[end], size)) >= 0:
        end += 1
    end = max(end, 1)
    start = end
    while start > 1 and _is_inside_word(text, start):
        start -= 1
    return start if start > 1 else end


def _is_inside_word(text: str, at: int) -> bool:
    return (
        at < len(text) and text[at].isascii() and text[at - 1].isascii() and " " not in text[at - 1 : at + 1]
    )


def _share(character: str) -> float:
    if not character.isascii():
        return _FULL
    if character in _NARROW_LETTERS:
        return _NARROW
    if character in _WIDE_LETTERS:
        return _WIDE
    return _UPPER if character.isupper() else _LOWER
