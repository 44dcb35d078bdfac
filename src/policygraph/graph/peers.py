"""How many times each figure of a plan is what plans of the same level say of the same indicator.

Cities differ in size, but a figure that is a hundred times as large as that of any other city is a slip of its unit or
of 万 more often than not. It is told as a number, so that whoever reads it needs no other plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from policygraph.graph.verdicts import ComparedTarget, Measures, magnitude
from policygraph.model import Period, TargetKind
from policygraph.rdf.terms import PG, Triple, decimal

__all__ = ["Peers"]

_DIGITS = Decimal("0.0001")
# With two areas nobody knows which of them is unusual.
_FEWEST = 3

_Key = tuple[int, str, str, TargetKind, Period]


@dataclass(frozen=True, slots=True)
class _Size:
    """A figure in the base unit of its unit."""

    value: Decimal
    area: str
    target: str


class Peers:
    """The figures of all documents for their own areas, by level, indicator, unit, kind and period."""

    def __init__(
        self,
        documents: Iterable[tuple[str, Iterable[ComparedTarget]]],
        measures: Measures,
        level: Callable[[str], int],
    ) -> None:
        """``documents`` are their areas and figures, ``level`` counts the areas around an area."""
        found: dict[_Key, list[_Size]] = defaultdict(list)
        for area, figures in documents:
            depth = level(area)
            for figure in figures:
                if figure.area == area and figure.upper is None and figure.value:
                    base, factor = measures.base(figure.unit)
                    value = abs(magnitude(figure.kind, figure.value)) * factor
                    key = (depth, figure.indicator, base, figure.kind, figure.period)
                    found[key].append(_Size(value, area, figure.target))
        self._groups: Mapping[_Key, Sequence[_Size]] = found

    def triples(self) -> Iterator[Triple]:
        """``pg:peerRatio`` of each figure that at least two other areas have, too: how many times the nearest it is."""
        for sizes in self._groups.values():
            if len({size.area for size in sizes}) >= _FEWEST:
                yield from _ratios(sorted(sizes, key=lambda size: (size.value, size.target)))


def _ratios(sizes: Sequence[_Size]) -> Iterator[Triple]:
    equal = [(value, [*some]) for value, some in groupby(sizes, lambda size: size.value)]
    areas = [(value, {size.area for size in some}) for value, some in equal]
    for place, (value, some) in enumerate(equal):
        known: dict[str, str] = {}
        for size in some:
            if size.area not in known:
                others = (_next(size.area, reversed(areas[:place])), _next(size.area, areas[place:]))
                ratios = [value / other for other in others if other]
                nearest = min(ratios, key=lambda ratio: max(ratio, 1 / ratio))
                known[size.area] = decimal(nearest.quantize(_DIGITS))
            yield size.target, PG("peerRatio"), known[size.area]


def _next(area: str, values: Iterable[tuple[Decimal, Set[str]]]) -> Decimal | None:
    """The first of the values that is one of another area."""
    return next((value for value, areas in values if len(areas) > 1 or area not in areas), None)
