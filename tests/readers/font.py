"""A font made for the characters of one document: no font with Chinese characters is sure to be installed."""

from __future__ import annotations

import hashlib
import io

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

__all__ = ["register"]

_EM = 1_000
_FURNITURE = "0123456789-—–· /第页共"


def register(text: str) -> str:
    """Make a font of boxes for the characters of ``text`` and return the name that reportlab knows it by."""
    characters = sorted(set(text + _FURNITURE) | {" "})
    names = {character: f"u{ord(character):05X}" for character in characters}
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap({ord(character): name for character, name in names.items()})
    widths = {".notdef": _EM} | {name: _width(character) for character, name in names.items()}
    glyphs = {name: _box(width, is_blank=name == names[" "]) for name, width in widths.items()}
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (width, 40) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    # reportlab keeps fonts by the name that they give themselves.
    digest = hashlib.sha256("".join(characters).encode()).hexdigest()[:12]
    builder.setupNameTable(
        {"familyName": f"Boxes{digest}", "styleName": "Regular", "psName": f"Boxes{digest}"}
    )
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    file = io.BytesIO()
    builder.save(file)
    file.seek(0)
    pdfmetrics.registerFont(TTFont(f"Boxes{digest}", file))
    return f"Boxes{digest}"


def _width(character: str) -> int:
    return _EM if ord(character) > 0x2E7F or character in "“”—…①②③" else _EM // 2


def _box(width: int, *, is_blank: bool) -> object:
    pen = TTGlyphPen(None)
    if not is_blank:
        pen.moveTo((40, -60))
        for x, y in ((40, 820), (width - 40, 820), (width - 40, -60)):
            pen.lineTo((x, y))
        pen.closePath()
    return pen.glyph()
