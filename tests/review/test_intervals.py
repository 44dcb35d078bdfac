"""Intervals hold the true share in 94 of 100 samples and more, whatever is sampled from what."""

from __future__ import annotations

import random
from collections.abc import Callable
from math import comb

import pytest

from policygraph.review.agreement import agreement, kappa
from policygraph.review.intervals import Stratum, clustered, share, weighted

TOTALS = (1, 2, 5, 10, 20, 31, 60, 116, 281, 783)
COUNTS = (1, 2, 3, 5, 8, 10, 15, 20, 30, 60, 120)


def coverage(total: int, count: int, right: int) -> float:
    """In which share of all samples of ``count`` the interval holds the true share."""
    held = 0
    for drawn in range(max(0, count - (total - right)), min(count, right) + 1):
        found = share(Stratum(drawn, count, total))
        if found.low - 1e-9 <= right / total <= found.high + 1e-9:
            held += comb(right, drawn) * comb(total - right, count - drawn)
    return held / comb(total, count)


@pytest.mark.parametrize("total", TOTALS)
def test_whether_the_exact_coverage_of_one_kind_is_enough(total: int) -> None:
    worst = min(
        coverage(total, count, right)
        for count in COUNTS
        if count <= total
        for right in range(0, total + 1, max(1, total // 60))
    )
    assert worst >= 0.94


@pytest.mark.parametrize(
    "shares",
    [
        (0.99, 0.99, 0.99, 0.99, 0.99),
        (0.9, 0.95, 0.98, 0.9, 0.97),
        (1, 1, 0.97, 0.995, 0.9),
        (0.5, 0.8, 0.7, 0.6, 0.9),
        (1, 0.5, 0.99, 0.99, 0.99),
        (1, 1, 1, 1, 0.98),
    ],
)
@pytest.mark.parametrize(
    "counts", [(1, 4, 19, 10, 26), (4, 8, 17, 12, 19), (12, 12, 12, 12, 12), (20, 38, 83, 59, 99)]
)
def test_whether_the_interval_of_all_kinds_holds_the_true_share(
    counts: tuple[int, ...], shares: tuple[float, ...]
) -> None:
    totals = (31, 116, 551, 281, 783)
    right = [round(total * one) for total, one in zip(totals, shares, strict=True)]
    true, held = sum(right) / sum(totals), 0
    chance = random.Random(7)  # noqa: S311 - samples that can be repeated
    for _ in range(400):
        found = weighted(
            [
                Stratum(sum(at < good for at in chance.sample(range(total), count)), count, total)
                for total, count, good in zip(totals, counts, right, strict=True)
            ]
        )
        held += found.low - 1e-9 <= true <= found.high + 1e-9
    assert held >= 0.94 * 400


def even(chance: random.Random) -> float:
    return 0.05


def clumped(chance: random.Random) -> float:
    return chance.choice([0.0, 0.0, 0.0, 0.0, 0.3])


def whole_parts(chance: random.Random) -> float:
    return chance.choice([0.0, 0.0, 0.0, 0.2, 0.9])


@pytest.mark.parametrize("misses", [even, clumped, whole_parts])
@pytest.mark.parametrize("read", [3, 5, 10, 20, 40])
def test_whether_the_interval_of_recall_holds_the_true_share(
    read: int, misses: Callable[[random.Random], float]
) -> None:
    held = 0
    chance = random.Random(3)  # noqa: S311 - samples that can be repeated
    for _ in range(400):
        parts = []
        for _ in range(116):
            there, rate = chance.randint(3, 25), misses(chance)
            parts.append((sum(chance.random() > rate for _ in range(there)), there))
        true = sum(found for found, _ in parts) / sum(there for _, there in parts)
        found = clustered(chance.sample(parts, read), len(parts))
        assert found
        held += found.low - 1e-9 <= true <= found.high + 1e-9
    assert held >= 0.94 * 400


def test_whether_what_was_looked_at_completely_is_known() -> None:
    assert share(Stratum(9, 10, 10)) == weighted([Stratum(9, 10, 10)])
    found = share(Stratum(9, 10, 10))
    assert (found.low, found.value, found.high) == (0.9, 0.9, 0.9)
    parts = clustered([(3, 4), (2, 2)], 2)
    assert parts
    assert parts.low == parts.high == pytest.approx(5 / 6)


def test_whether_intervals_are_those_of_the_literature() -> None:
    # Newcombe 1998, table I: method 4, the score interval with continuity correction.
    for right, seen, low, high in (
        (81, 263, 0.2535, 0.3682),
        (15, 148, 0.0598, 0.1644),
        (0, 20, 0, 0.2005),
        (29, 29, 0.8544, 1),
    ):
        found = share(Stratum(right, seen, 10**9))
        assert [found.low, found.high] == pytest.approx([low, high], abs=1e-4)


def test_whether_nothing_is_said_of_nothing() -> None:
    with pytest.raises(ValueError, match="at least one"):
        share(Stratum(0, 0, 10))
    assert clustered([(0, 0), (0, 0)], 9) is None


def test_whether_agreement_is_told_from_chance() -> None:
    # A textbook table: both yes 20, both no 15, 5 and 10 apart.
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert agreement(pairs) == pytest.approx(0.7)
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([("yes", "yes")] * 5) is None
    assert (agreement([]), kappa([])) == (None, None)
