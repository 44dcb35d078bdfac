"""How many times each figure of a plan is what plans of the same level say of the same indicator.

Cities differ in size, but a figure that is a hundred times as large as that of any other city is a slip of its unit or
of 万 more often than not. It is told as a number, so that whoever reads it needs no other plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from itertools import groupby, islice
from operator import itemgetter
from typing import TypeVar

from policygraph.graph.verdicts import ComparedTarget, Measures, magnitude
from policygraph.rdf.terms import PG, Triple, decimal

__all__ = ["Peers", "Size", "sizes_of"]

T = TypeVar("T")

_DIGITS = Decimal("0.0001")
# With two areas nobody knows which of them is unusual.
_FEWEST = 3

# The target of a figure, its size, its unit, and what it measures: the indicator, the kind and the period.
Size = tuple[str, str, str, tuple[str, str, str]]
# How many areas lie around, the base unit, and what is measured.
_Key = tuple[int, str, tuple[str, str, str]]


# A figure in the base unit of its unit, with its target and area.
_Size = tuple[Decimal, str, str]


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
        found: dict[_Key, list[_Size]] = defaultdict(list)
        # Many figures are equal.
        known: dict[tuple[str, str], tuple[str, Decimal]] = {}
        for area, sizes in documents:
            depth = level(area)
            for target, number, unit, of in sizes:
                if (number, unit) not in known:
                    base, factor = measures.base(unit)
                    known[number, unit] = base, Decimal(number) * factor
                base, value = known[number, unit]
                found[depth, base, of].append((value, target, area))
        self._groups: Mapping[_Key, Sequence[_Size]] = found

    def triples(self) -> Iterator[Triple]:
        """``pg:peerRatio`` of each figure that at least two other areas have, too: how many times the nearest it is."""
        for sizes in self._groups.values():
            if len({area for _, _, area in sizes}) >= _FEWEST:
                yield from _ratios(sorted(sizes))


def _ratios(sizes: Sequence[_Size]) -> Iterator[Triple]:
    equal = [(value, [*some]) for value, some in groupby(sizes, itemgetter(0))]
    areas = [(value, {area for _, _, area in some}) for value, some in equal]
    for place, (value, some) in enumerate(equal):
        known: dict[str, str] = {}
        for _, target, area in some:
            if area not in known:
                others = (_next(area, _downwards(areas, place)), _next(area, islice(areas, place, None)))
                ratios = [value / other for other in others if other]
                nearest = min(ratios, key=lambda ratio: max(ratio, 1 / ratio))
                known[area] = decimal(nearest.quantize(_DIGITS))
            yield target, PG("peerRatio"), known[area]


def _downwards(values: Sequence[T], place: int) -> Iterator[T]:
    """Those before a place, the last one first."""
    return (values[at] for at in range(place - 1, -1, -1))


def _next(area: str, values: Iterable[tuple[Decimal, Set[str]]]) -> Decimal | None:
    """The first of the values that is one of another area."""
    return next((value for value, areas in values if len(areas) > 1 or area not in areas), None)
