"""Colours of the pictures: those of Okabe and Ito, which colour-blind people tell apart, and lighter shades of them."""

from __future__ import annotations

__all__ = [
    "ACCENTS",
    "BLUE",
    "GREEN",
    "GREY",
    "INK",
    "LINE",
    "ORANGE",
    "PALE",
    "PAPER",
    "PINK",
    "SKY",
    "VERMILION",
    "tint",
]

INK, GREY, LINE, PALE, PAPER = "#1a1a1a", "#595959", "#b3b3b3", "#f2f2f2", "#ffffff"
ORANGE, SKY, GREEN, BLUE = "#e69f00", "#56b4e9", "#009e73", "#0072b2"
VERMILION, PINK = "#d55e00", "#cc79a7"
# For neighbours that must be told apart: dark enough for lines on white.
ACCENTS = (BLUE, VERMILION, GREEN, PINK, ORANGE, SKY, "#555555")


def tint(colour: str, share: float) -> str:
    """``share`` of ``colour`` (#rrggbb) mixed into white."""
    parts = (round(255 - (255 - part) * share) for part in bytes.fromhex(colour[1:]))
    return "#" + "".join(f"{part:02x}" for part in parts)
