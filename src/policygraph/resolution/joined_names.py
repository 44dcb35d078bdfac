"""Short names of bureaus whose work is joined from several fields: 文旅体局 → 文化旅游体育局."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["JoinedName", "JoinedNames"]

_ENDING = re.compile("[局委]$")
_LEAST_PARTS = 2


@dataclass(frozen=True, slots=True)
class JoinedName:
    """A name in full, and what bodies with fewer of its fields are called, those with more of them first."""

    name: str
    nearest: tuple[str, ...]


class JoinedNames:
    """Writes out names that consist of short words for fields of work and nothing else.

    Args:
        parts: the short words and what they stand for.
    """

    def __init__(self, parts: Mapping[str, str]) -> None:
        self._parts = parts
        words = sorted({*parts, *parts.values()}, key=lambda word: (-len(word), word))
        self._word = re.compile("|".join(map(re.escape, words)) or "(?!)")

    def read(self, name: str) -> JoinedName | None:
        """A name without its area in full, None where it is no such name or has no short word."""
        ending = _ENDING.search(name)
        words = self._words(name[:-1]) if ending else []
        if len(words) < _LEAST_PARTS or not ending:
            return None
        full = "".join(self._parts.get(word, word) for word in words) + ending.group()
        nearest = ("".join(words[:count]) + ending.group() for count in range(len(words) - 1, 0, -1))
        return JoinedName(full, tuple(nearest)) if full != name else None

    def _words(self, stem: str) -> list[str]:
        """The words of a stem, none where it has anything else."""
        found: list[str] = []
        at = 0
        while at < len(stem) and (word := self._word.match(stem, at)):
            found.append(word.group())
            at = word.end()
        return found if at == len(stem) else []
