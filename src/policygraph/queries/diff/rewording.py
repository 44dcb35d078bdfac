"""What words of a sentence were changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from policygraph.queries.editions import bare

__all__ = ["Mark", "Stretch", "marked"]

# A number or a foreign word is one; of Chinese each character.
_WORD = re.compile(r"\d+(?:\.\d+)?|[A-Za-z]+|.", re.DOTALL)
# So short a stretch between two changes only breaks them into crumbs.
_CRUMB = 1


class Mark(StrEnum):
    """What became of a stretch of words."""

    KEPT = "kept"
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words with what became of them."""

    mark: Mark
    text: str


def marked(before: str, after: str) -> tuple[Stretch, ...]:
    """Both sentences in one, without line breaks: what both have, what is gone, what is new.

    White space, widths and forms of punctuation make no difference; the later sentence's are shown.
    """
    old, new = _words(before), _words(after)
    matcher = SequenceMatcher(
        None, [bare(word) for word in old], [bare(word) for word in new], autojunk=False
    )
    found: list[Stretch] = []
    for dropped, added, kept in _steps(matcher, old, new):
        found += [Stretch(Mark.DROPPED, dropped), Stretch(Mark.ADDED, added), Stretch(Mark.KEPT, kept)]
    return tuple(stretch for stretch in found if stretch.text)


def _words(text: str) -> list[str]:
    """Words of a sentence; space between two foreign words goes with the first."""
    line = re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", text.strip())
    return [word for word in _WORD.findall(line) if word.strip()]


def _steps(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    """What is dropped, added and kept in turn; crumbs that are kept count as changed."""
    dropped, added = "", ""
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    i = j = 0
    for number, (at, there, size) in enumerate(blocks):
        dropped, added = dropped + _joined(old[i:at]), added + _joined(new[j:there])
        kept = _joined(new[there : there + size])
        i, j = at + size, there + size
        is_between = number < len(blocks) - 1 and bool(dropped or added)
        if is_between and len(kept) <= _CRUMB:
            dropped, added = dropped + _joined(old[at:i]), added + kept
            continue
        yield dropped, added, kept
        dropped, added = "", ""
    yield dropped + _joined(old[i:]), added + _joined(new[j:]), ""


def _joined(words: Iterable[str]) -> str:
    return "".join(words)
