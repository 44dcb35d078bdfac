"""English sentences of the program and what they are in Chinese.

An entry of ``chinese/*.toml`` is a sentence with what varies in braces (``"{path} is missing; build again"``) and the
same in Chinese. A sentence that somebody reads is whole by then; it is recognised by what stands between the braces,
and what stands in them is put into the Chinese one: translated too, where it is a sentence of the program itself,
such as the reason that an error gives. A single word is taken for a name, and looked up only where the Chinese says so
(``{kind_word}`` for what is ``{kind}`` in English).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Pattern", "entries", "in_chinese"]

_FOLDER = Path(__file__).parent / "chinese"
_ENTRY = re.compile(r'^(?P<english>"(?:[^"\\]|\\.)*") = (?P<chinese>"(?:[^"\\]|\\.)*")$', re.MULTILINE)
_BRACES = re.compile(r"\{(\w+)\}")
# What joins sentences of the program, and how Chinese joins them.
_JOINTS = ((": ", "："), ("; ", "；"), (", ", "，"))
# Reasons stand in errors, and reasons in these; nothing lies deeper.
_DEEPEST = 4
# A name in braces that ends so in the Chinese stands for a single word, which is looked up too.
_WORD = "_word"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sentence with braces, ready to be recognised; ``texts`` stand around the ``names`` in the braces."""

    texts: tuple[str, ...]
    names: tuple[str, ...]
    chinese: str

    @classmethod
    def of(cls, english: str, chinese: str) -> Pattern:
        """The pattern of an entry."""
        parts = _BRACES.split(english)
        return cls(tuple(parts[::2]), tuple(parts[1::2]), chinese)

    @property
    def weight(self) -> int:
        """How many characters of a sentence it accounts for."""
        return sum(map(len, self.texts))

    def match(self, sentence: str) -> Mapping[str, str] | None:
        """What ``sentence`` has in place of the braces; None if it is another one."""
        if not (sentence.startswith(self.texts[0]) and sentence.endswith(self.texts[-1])):
            return None
        at = 0
        for text in self.texts:
            at = sentence.find(text, at)
            if at < 0:
                return None
            at += len(text)
        found = re.fullmatch("(.*?)".join(map(re.escape, self.texts)), sentence, re.DOTALL)
        return dict(zip(self.names, found.groups(), strict=True)) if found else None


@cache
def entries() -> Mapping[str, str]:
    """All entries, English to Chinese.

    Each stands on a line of its own, which is read here in a tenth of the time that a reader of all TOML takes.
    """
    return {
        json.loads(entry["english"]): json.loads(entry["chinese"])
        for path in sorted(_FOLDER.glob("*.toml"))
        for entry in _ENTRY.finditer(path.read_text(encoding="utf-8"))
    }


@cache
def _patterns() -> tuple[Pattern, ...]:
    """The entries with braces, those first that account for most of a sentence."""
    found = (Pattern.of(english, chinese) for english, chinese in entries().items() if "{" in english)
    return tuple(sorted(found, key=lambda pattern: -pattern.weight))


def in_chinese(text: str) -> str:
    """English ``text`` of the program in Chinese, line by line; what is no sentence of it stays as it is."""
    whole = entries().get(text)
    return whole if whole is not None else "\n".join(map(_line, text.split("\n")))


def _line(line: str) -> str:
    bare = line.strip()
    start = line.find(bare)
    spoken = entries().get(bare) or _translated(bare, _DEEPEST) or bare
    return line[:start] + spoken + line[start + len(bare) :]


def _translated(sentence: str, depth: int) -> str | None:
    """``sentence`` in Chinese, or None if neither it nor a part of it is known; a lone word may be a name."""
    if " " not in sentence or not depth:
        return None
    if (exact := entries().get(sentence)) is not None:
        return exact
    found = [(pattern, values) for pattern in _patterns() if (values := pattern.match(sentence)) is not None]
    for pattern, values in found:
        if pattern.texts[0] or ": " not in values[pattern.names[0]]:
            return _filled(pattern.chinese, values, depth - 1)
    for pattern, values in found:
        # A file or line stands before a sentence that begins with what varies.
        before, _, first = values[pattern.names[0]].rpartition(": ")
        after = sentence[len(before) + len(": ") :]
        rest = _translated(after, depth - 1) or _filled(
            pattern.chinese, {**values, pattern.names[0]: first}, depth - 1
        )
        return f"{_translated(before, depth - 1) or before}：{rest}"
    return next(filter(None, (_joined(sentence, depth - 1, *joint) for joint in _JOINTS)), None)


def _filled(chinese: str, values: Mapping[str, str], depth: int) -> str:
    """A Chinese entry with what stood in the braces."""

    def value(braces: re.Match[str]) -> str:
        name = braces[1].removesuffix(_WORD)
        if name != braces[1] and (word := entries().get(values[name])):
            return word
        return _translated(values[name], depth) or values[name]

    return _BRACES.sub(value, chinese)


def _joined(sentence: str, depth: int, english: str, chinese: str) -> str | None:
    """A sentence of two parts, of which at least one is the program's."""
    for before, after in _cuts(sentence, english):
        left, right = _translated(before, depth), _translated(after, depth)
        if left or right:
            return (left or before) + chinese + (right or after)
    return None


def _cuts(sentence: str, joint: str) -> Iterator[tuple[str, str]]:
    at = sentence.find(joint)
    while at >= 0:
        yield sentence[:at], sentence[at + len(joint) :]
        at = sentence.find(joint, at + 1)
