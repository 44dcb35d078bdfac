"""The numbering scheme of a document, found in it: which kinds of number are its levels, and how they nest.

第一章 > 第一节 > 一、 > （一） in one plan, 一、 > （一） in another, 1. > 一、 in a third: a kind of number stands
below another where it begins anew under each of the other's headings. Provisions are made of the two upper levels in
each place; what stands deeper is part of their text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policygraph.model.numbering import to_chinese
from policygraph.structure.headings import Heading, NumberKind

__all__ = ["Placed", "place_headings", "ranks", "top_kind"]

_ARABIC = (NumberKind.NUMBER, NumberKind.DECIMAL, NumberKind.POINT)
_LEAST_RUN = 2
_LEVELS = 2
_NEARLY_ALL = 0.8
# Entries of boxes are notes of a project; the text of a measure is longer.
_LONGEST_IN_BOX = 250


@dataclass(frozen=True, slots=True)
class Placed:
    """A heading that makes a provision: at level 1 or 2, with the provision's path.

    ``expected`` is the number that should stand there. ``times`` counts the headings so far that have this place in
    the numbering; from the second on, the path says which one it is.
    """

    heading: Heading
    level: int
    path: str
    expected: int
    times: int = 1


def ranks(headings: Sequence[Heading]) -> dict[NumberKind, int]:
    """The kinds of number that a document's outline uses, the upper ones first (0, 1, …)."""
    kinds = sorted({heading.kind for heading in headings})
    # Points number items of prose: they are a level only where a document has nothing above them.
    outline: list[NumberKind] = [kind for kind in kinds if kind is not NumberKind.POINT]
    # Articles stand below chapters, through which they are counted; others are only cited at a line's beginning.
    if NumberKind.ARTICLE in outline and outline[0] < NumberKind.ARTICLE and not _are_articles(headings):
        outline.remove(NumberKind.ARTICLE)
    if _decimals_are_below_comma(headings):
        outline.remove(NumberKind.DECIMAL)
        outline.insert(outline.index(NumberKind.COMMA) + 1, NumberKind.DECIMAL)
    points = [heading for heading in headings if heading.kind is NumberKind.POINT]
    if outline and _is_above(NumberKind.POINT, outline[0], headings):
        outline.insert(0, NumberKind.POINT)
    elif not outline and _counts_up(points):
        outline = [NumberKind.POINT]
    return {kind: rank for rank, kind in enumerate(outline)}


def top_kind(headings: Sequence[Heading]) -> NumberKind | None:
    """The kind of number of the uppermost level; None without headings."""
    return next(iter(ranks(headings)), None)


def _is_above(upper: NumberKind, lower: NumberKind, headings: Sequence[Heading]) -> bool:
    """Whether ``lower`` begins anew right behind headings of ``upper``, again and again, and ``upper`` counts up."""
    pair = [heading for heading in headings if heading.kind in (upper, lower)]
    restarts = [before.kind for before, after in pairwise(pair) if after.kind is lower and after.number == 1]
    return (
        bool(pair)
        and pair[0].kind is upper
        and len(restarts) >= _LEAST_RUN
        and set(restarts) == {upper}
        and _counts_up([heading for heading in pair if heading.kind is upper])
    )


def _decimals_are_below_comma(headings: Sequence[Heading]) -> bool:
    """Whether the first 1.1 follows 一、, and the document has no 1 above it."""
    kinds = [heading.kind for heading in headings]
    first = kinds.index(NumberKind.DECIMAL) if NumberKind.DECIMAL in kinds else 0
    return first > 0 and kinds[first - 1] is NumberKind.COMMA and NumberKind.NUMBER not in kinds


def _are_articles(headings: Sequence[Heading]) -> bool:
    """Whether nearly all articles follow each other, or begin anew in another document."""
    numbers = [heading.number for heading in headings if heading.kind is NumberKind.ARTICLE]
    following = sum(after in (before + 1, 1) for before, after in pairwise(numbers))
    return len(numbers) > 1 and numbers[0] == 1 and following >= _NEARLY_ALL * (len(numbers) - 1)


def _counts_up(headings: Sequence[Heading]) -> bool:
    """Whether the numbers follow each other: from 1, or at least three of them, as an excerpt begins anywhere."""
    numbers = [heading.number for heading in headings]
    first = numbers[0] if numbers else 1
    least = _LEAST_RUN if first == 1 else _LEAST_RUN + 1
    return len(numbers) >= least and numbers == list(range(first, first + len(numbers)))


def place_headings(
    headings: Sequence[Heading], boxes: Sequence[int] = (), stop: int | None = None
) -> Iterator[Placed]:
    """The headings that make provisions, in order, with their paths.

    A number that comes a second time in its place (numbers that begin anew under headings without one) gets a path
    that says so: 一, 一〔2〕. What a box (专栏) numbers for itself is part of the text around it.

    Args:
        headings: the headings of the plan, in order.
        boxes: where captions of boxes stand.
        stop: where the plan ends.
    """
    rank = ranks(headings)
    counts = _Counts()
    above: list[tuple[NumberKind, str]] = []
    boxed = 0
    for i, heading in enumerate(headings):
        kind = heading.kind
        if kind not in rank:
            continue
        outer = [one for one in above if rank[one[0]] < rank[kind]]
        parent = outer[-1][1] if outer else ""
        level = len(outer) + 1
        due = counts.due(kind, parent)
        if not boxed and due > 1 and heading.number == 1 and _follows_box(headings, i, boxes):
            boxed = 1
        following = headings[i + 1].start if i + 1 < len(headings) else stop
        is_long = following is None or following - heading.body_start > _LONGEST_IN_BOX
        if boxed and heading.number == boxed and not (heading.number == due and is_long):
            boxed += 1
            continue
        boxed = 0
        above = [*outer, (kind, parent)]
        if level <= _LEVELS:
            name = _name(heading, is_item=level > 1 or rank[kind] > 0)
            placed = counts.place(heading, level, f"{parent}/{name}" if parent else name, parent)
            above = [*outer, (kind, placed.path)]
            yield placed


class _Counts:
    """The numbers that were met so far."""

    def __init__(self) -> None:
        self._due: dict[tuple[NumberKind, str], int] = {}
        self._times: dict[str, int] = {}
        self._last: dict[NumberKind, int] = {}

    def due(self, kind: NumberKind, parent: str) -> int:
        """The number that comes next under a heading."""
        return self._due.get((kind, parent), 1)

    def place(self, heading: Heading, level: int, name: str, parent: str) -> Placed:
        """The heading as ``name``, or as its second, third … of that name."""
        kind, number = heading.kind, heading.number
        self._times[name] = times = self._times.get(name, 0) + 1
        expected = self.due(kind, parent)
        # Some papers number their items through all chapters.
        if expected == 1 and number == self._last.get(kind, 0) + 1:
            expected = number
        self._due[kind, parent] = number + 1
        self._last[kind] = number
        return Placed(heading, level, name if times == 1 else f"{name}〔{times}〕", expected, times)


def _follows_box(headings: Sequence[Heading], at: int, boxes: Sequence[int]) -> bool:
    """Whether a box's caption stands between a heading and the one before it."""
    first = bisect_right(boxes, headings[at - 1].start) if at else 0
    return first < len(boxes) and boxes[first] < headings[at].start


def _name(heading: Heading, *, is_item: bool) -> str:
    """The number as paths write it: in brackets that of an item, also where the heading above it is missing."""
    is_arabic = heading.kind in _ARABIC
    numeral = str(heading.number) if is_arabic else to_chinese(heading.number)
    return f"（{numeral}）" if is_item or heading.kind is NumberKind.BRACKET else numeral
