"""How many times each figure of a plan is what plans of the same level say of the same indicator.

Cities differ in size, but a figure that is a hundred times as large as that of any other city is a slip of its unit or
of 万 more often than not. It is told as a number, so that whoever reads it needs no other plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from operator import itemgetter

from policygraph.graph.verdicts import ComparedTarget, Measures, magnitude
from policygraph.rdf.terms import PG, Triple, decimal

__all__ = ["Peers", "Size", "sizes_of"]

_DIGITS = Decimal("0.0001")
_SAME = Decimal(1)
_RATIO = PG("peerRatio")
# With two areas nobody knows which of them is unusual.
_FEWEST = 3

# The target of a figure, its size, its unit, and what it measures: the indicator, the kind and the period.
Size = tuple[str, str, str, tuple[str, str, str]]
# How many areas lie around, the base unit, and what is measured.
_Key = tuple[int, str, tuple[str, str, str]]


# The target and the area of a figure.
_Figure = tuple[str, str]


def sizes_of(area: str, figures: Iterable[ComparedTarget]) -> tuple[Size, ...]:
    """Those of the figures of a document that say something of its own ``area``."""
    return tuple(
        (
            figure.target,
            str(abs(magnitude(figure.kind, figure.value))),
            figure.unit,
            (figure.indicator, figure.kind.value, figure.period.value),
        )
        for figure in figures
        if area and figure.area == area and figure.upper is None and figure.value
    )


class Peers:
    """The figures of all documents for their own areas, by level, indicator, unit, kind and period."""

    def __init__(
        self,
        documents: Iterable[tuple[str, Iterable[Size]]],
        measures: Measures,
        level: Callable[[str], int],
    ) -> None:
        """``documents`` are their areas and sizes, ``level`` counts the areas around an area."""
        found: dict[_Key, dict[Decimal, list[_Figure]]] = defaultdict(lambda: defaultdict(list))
        # Many figures are equal.
        known: dict[tuple[str, str], tuple[str, Decimal]] = {}
        for area, sizes in documents:
            depth = level(area)
            for target, number, unit, of in sizes:
                if (number, unit) not in known:
                    base, factor = measures.base(unit)
                    known[number, unit] = base, Decimal(number) * factor
                base, value = known[number, unit]
                found[depth, base, of][value].append((target, area))
        self._groups: Mapping[_Key, Mapping[Decimal, Sequence[_Figure]]] = found

    def triples(self) -> Iterator[Triple]:
        """``pg:peerRatio`` of each figure that at least two other areas have, too: how many times the nearest it is."""
        for figures in self._groups.values():
            if len({area for some in figures.values() for _, area in some}) >= _FEWEST:
                yield from _ratios(sorted(figures.items(), key=itemgetter(0)))


def _ratios(equal: Sequence[tuple[Decimal, Sequence[_Figure]]]) -> Iterator[Triple]:
    """Those of figures by their sizes, which are in order."""
    areas = [(value, {area for _, area in some}) for value, some in equal]
    for place, (_, some) in enumerate(equal):
        # The nearest figure of another area is as large where several areas have this one.
        is_alone = len(areas[place][1]) == 1
        ratio = decimal((_ratio(areas, place) if is_alone else _SAME).quantize(_DIGITS))
        for target, _ in some:
            yield target, _RATIO, ratio


def _ratio(values: Sequence[tuple[Decimal, Set[str]]], place: int) -> Decimal:
    """How many times the nearest value of another area the one at a place is, which one area alone has."""
    value, areas = values[place]
    (area,) = areas
    below, above = _next(area, values, place - 1, -1), _next(area, values, place + 1, 1)
    if not below or not above:
        return value / (below or above or value)
    more, less = value / below, value / above
    return more if more <= 1 / less else less


def _next(area: str, values: Sequence[tuple[Decimal, Set[str]]], at: int, step: int) -> Decimal | None:
    """The first of the values from a place on that is one of another area."""
    while 0 <= at < len(values):
        value, areas = values[at]
        if len(areas) > 1 or area not in areas:
            return value
        at += step
    return None
