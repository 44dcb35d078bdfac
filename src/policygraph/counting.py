"""Numbers of things in English sentences: one document, two documents."""

from __future__ import annotations

__all__ = ["called", "counted"]


def counted(number: int, one: str, several: str) -> str:
    """A number and what is said of so many: ``1 page is``, ``1,200 pages are``."""
    return f"{number:,} {one if number == 1 else several}"


def called(number: int, several: str) -> str:
    """What so many things are called, by the name of several: ``agency`` for one of ``agencies``."""
    if number != 1:
        return several
    return f"{several.removesuffix('ies')}y" if several.endswith("ies") else several.removesuffix("s")
