"""The place that a figure stands under: of the heading of its item, or of one below that with a number of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from policygraph.model import Outline, Sentence

__all__ = ["HeadedPlaces"]

_DIGIT = re.compile(r"\d+|[①-⑳]|[一二三四五六七八九十]+")
_NUMBERED = re.compile(
    r"(?P<number>[—\-–]{2}|第?[（(]?(?:\d{1,2}(?:\.\d{1,2})*|[一二三四五六七八九十]{1,3}|[①-⑳])[）)]?[.．、节章]?)(?P<title>.*)"
)


class HeadedPlaces:
    """Tells the places of sentences, which have to be asked for in their order.

    A place that a heading names holds for what stands below it, through headings that are counted in another way, up to
    the next one of its kind.

    Args:
        outline: the document.
        titles: the titles of its provisions.
        place_of: the place that a title names, '' for none, by ``named`` for areas below the document's own.
        named: finds their names at the head of a phrase.
    """

    def __init__(
        self,
        outline: Outline,
        titles: Mapping[str, str],
        place_of: Callable[[str, re.Pattern[str] | None], str],
        named: re.Pattern[str] | None,
    ) -> None:
        self._labels = [*reversed(outline.labels)]
        self._titles = titles
        self._place_of = place_of
        self._named = named
        self._path = ""
        # Kinds of numbers of the headings that stand above a sentence, with the places that these name.
        self._above: dict[str, str] = {}

    def of(self, sentence: Sentence) -> str:
        """The place of a sentence by the headings above it; '' where none names any."""
        while self._labels and self._labels[-1].start <= sentence.start:
            label = self._labels.pop()
            self._enter(label.path)
            kind, title = _parted(label.text)
            kinds = [*self._above]
            for below in kinds[kinds.index(kind) :] if kind in kinds else ():
                del self._above[below]
            self._above[kind] = self._place_of(title, self._named)
        self._enter(sentence.path)
        return next(filter(None, reversed(self._above.values())), "")

    def _enter(self, path: str) -> None:
        if path != self._path:
            self._path, self._above = path, {"": self._place_of(self._titles[path], self._named)}


def _parted(heading: str) -> tuple[str, str]:
    """The kind of number of a heading, and its words: （三）颍河 → （一）, 颍河."""
    match = _NUMBERED.match(heading.strip())
    number, title = (match["number"], match["title"]) if match else (" ", heading)
    return _DIGIT.sub(_first, number), title.strip(" 。\n")


def _first(match: re.Match[str]) -> str:
    """The first number of those of a kind."""
    return "1" if match[0][0].isascii() else "①" if match[0][0] in "①②③④⑤⑥⑦⑧⑨⑩" else "一"
