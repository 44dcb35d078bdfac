"""How a target stands to the same one of a document above: the one place where this is decided.

Two targets of one indicator are compared where kind, period, tier and target year agree (a missing year is noted),
their units convert and their base years do not differ. Ratios, intensities and concentrations are compared by value,
in the direction in which the indicator gets better; decreases by their size; a range by its looser end; equal values
are equal whatever the comparators. Of totals, amounts and counts, which grow with the area, only the share is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from policygraph.model import (
    Comparator,
    ComparisonNote,
    NoVerdict,
    Period,
    Strength,
    TargetKind,
    Tier,
    Verdict,
)
from policygraph.rdf.terms import CODE, PG, Triple

__all__ = ["ComparedTarget", "Judgement", "Measures", "judge", "magnitude"]

_FLOORS = frozenset({Comparator.GE, Comparator.GT})
_CEILINGS = frozenset({Comparator.LE, Comparator.LT})
_SHARE_DIGITS = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class ComparedTarget:
    """A target as it is compared; IRIs are terms, '' where there is none.

    ``upper`` is set for a range only. ``area`` is the area that it is for, that of the document where the target names
    none. ``strength`` is None where it is not known, as in the register.
    """

    target: str
    indicator: str
    kind: TargetKind
    comparator: Comparator
    value: Decimal
    upper: Decimal | None
    unit: str
    baseline_year: str
    target_year: str
    strength: Strength | None
    period: Period
    tier: Tier | None
    area: str

    def __reduce__(self) -> tuple[type[ComparedTarget], tuple[object, ...]]:
        """To be kept, and read again, five times as fast as such values are by themselves."""
        return ComparedTarget, tuple(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, or why there is none; ``difference`` and ``share`` are in the unit of the lower figure."""

    verdict: Verdict | None = None
    reason: NoVerdict | None = None
    difference: Decimal | None = None
    share: Decimal | None = None
    notes: tuple[ComparisonNote, ...] = ()


class Measures:
    """What the vocabulary says of units and indicators, as far as comparisons need it."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        """``triples`` are those of the vocabulary."""
        self._bases: dict[str, str] = {}
        self._factors: dict[str, Decimal] = {}
        classes: dict[str, str] = {}
        scales: dict[str, bool] = {}
        self._directions: dict[str, str] = {}
        maps: Mapping[str, dict[str, str]] = {
            PG("baseUnit"): self._bases,
            PG("unitClass"): classes,
            PG("direction"): self._directions,
        }
        multiplier, scaling = PG("conversionMultiplier"), PG("scalesWithArea")
        for subject, predicate, value in triples:
            if predicate in maps:
                maps[predicate][subject] = value
            elif predicate == multiplier:
                self._factors[subject] = Decimal(value.split('"')[1])
            elif predicate == scaling:
                scales[subject] = value.startswith('"true"')
        self._scales = {unit: scales[of] for unit, of in classes.items() if of in scales} | scales

    def more_is_better(self, indicator: str) -> bool | None:
        """The direction in which an indicator gets better, None where nobody knows."""
        return {CODE("more-is-better"): True, CODE("less-is-better"): False}.get(
            self._directions.get(indicator, "")
        )

    def factor(self, unit: str, other: str) -> Decimal | None:
        """By what a figure in ``other`` is multiplied to be one in ``unit``; None where they do not convert."""
        (base, size), (its_base, its_size) = self.base(unit), self.base(other)
        return its_size / size if base == its_base else None

    def base(self, unit: str) -> tuple[str, Decimal]:
        """The unit in which all units are told that convert into each other, and how many of it make a ``unit``."""
        return self._bases.get(unit, unit), self._factors.get(unit, Decimal(1))

    def more_is_stricter(self, figure: ComparedTarget) -> bool | None:
        """Whether a larger figure would ask for more; None where nobody knows.

        Where the vocabulary does not know the indicator's direction, the comparator tells: 不低于40% is a floor.
        """
        known = self.more_is_better(figure.indicator)
        if figure.kind is TargetKind.DECREASE:
            # A fall of what had better rise is a limit or a slip: nobody can say.
            return None if known else True
        if known is not None:
            return known
        return True if figure.comparator in _FLOORS else False if figure.comparator in _CEILINGS else None

    def scales(self, figure: ComparedTarget) -> bool | None:
        """Whether a figure grows with the size of its area; None where the unit is not known."""
        if figure.kind in (TargetKind.AMOUNT, TargetKind.COUNT):
            return True
        return self._scales.get(figure.unit) if figure.unit else False


def magnitude(kind: TargetKind, value: Decimal) -> Decimal:
    """The value by which a target is compared: a table writes a decrease as -3 where prose says 下降3."""
    return abs(value) if kind is TargetKind.DECREASE else value


def judge(
    lower: ComparedTarget, upper: ComparedTarget, measures: Measures, *, is_benchmark: bool = False
) -> Judgement:
    """How ``lower`` stands to ``upper``, which is of the same indicator.

    Args:
        lower: the target of the lower document.
        upper: the target of the document above.
        measures: the vocabulary.
        is_benchmark: whether the upper document is no basis of the lower one: its figure then asks for nothing.
    """
    factor = measures.factor(lower.unit, upper.unit)
    if reason := _mismatch(lower, upper, factor):
        return Judgement(reason=reason)
    scales = measures.scales(lower)
    if scales is None:
        return Judgement(reason=NoVerdict.UNKNOWN_UNIT)
    more = True if scales else _more_is_stricter(lower, upper, measures)
    if more is None and (lower.upper or upper.upper):
        return Judgement(reason=NoVerdict.UNKNOWN_DIRECTION)
    own, other = _looser_end(lower, more), _looser_end(upper, more) * (factor or 1)
    notes = _notes(lower, upper)
    if scales:
        share = (own / other).quantize(_SHARE_DIGITS) if other else None
        return Judgement(Verdict.SHARE, difference=own - other, share=share, notes=notes)
    verdict = _verdict(own, other, more, is_benchmark=is_benchmark)
    if verdict is None:
        return Judgement(reason=NoVerdict.UNKNOWN_DIRECTION)
    return Judgement(verdict, difference=own - other, notes=notes)


def _mismatch(lower: ComparedTarget, upper: ComparedTarget, factor: Decimal | None) -> NoVerdict | None:
    """The first thing in which two figures differ so that they cannot be compared."""
    found = (
        (NoVerdict.OTHER_KIND, lower.kind is not upper.kind),
        (NoVerdict.OTHER_UNIT, factor is None),
        (NoVerdict.OTHER_PERIOD, lower.period is not upper.period),
        (NoVerdict.OTHER_TIER, _differ(lower.tier, upper.tier)),
        (NoVerdict.OTHER_YEAR, _differ(lower.target_year, upper.target_year)),
        (NoVerdict.OTHER_BASE, _differ(lower.baseline_year, upper.baseline_year)),
    )
    return next((reason for reason, differs in found if differs), None)


def _differ(one: str | None, other: str | None) -> bool:
    """Whether two say different things; one that says nothing does not differ."""
    return bool(one and other and one != other)


def _more_is_stricter(lower: ComparedTarget, upper: ComparedTarget, measures: Measures) -> bool | None:
    """Whether the larger of two figures asks for more; None where nobody knows, or they say different things."""
    found = {measures.more_is_stricter(figure) for figure in (lower, upper)}
    return found.pop() if len(found) == 1 else None


def _looser_end(figure: ComparedTarget, more_is_stricter: bool | None) -> Decimal:
    """The value, or the end of a range that asks for less."""
    if figure.upper is None:
        return magnitude(figure.kind, figure.value)
    ends = sorted((magnitude(figure.kind, figure.value), magnitude(figure.kind, figure.upper)))
    return ends[0] if more_is_stricter else ends[1]


def _verdict(own: Decimal, other: Decimal, more: bool | None, *, is_benchmark: bool) -> Verdict | None:
    if own == other:
        return Verdict.EQUAL
    if is_benchmark:
        return Verdict.ABOVE if own > other else Verdict.BELOW
    if more is None:
        return None
    return Verdict.STRICTER if (own > other) == more else Verdict.LOOSER


def _notes(lower: ComparedTarget, upper: ComparedTarget) -> tuple[ComparisonNote, ...]:
    found = (
        (ComparisonNote.YEAR_MISSING, bool(lower.target_year) != bool(upper.target_year)),
        (ComparisonNote.STRIVING, (lower.strength is Strength.STRIVE) != (upper.strength is Strength.STRIVE)),
    )
    return tuple(note for note, holds in found if holds)
