"""How far two people who looked at the same things agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

__all__ = ["agreement", "kappa"]


def agreement(pairs: Sequence[tuple[str, str]]) -> float | None:
    """The share of things about which both say the same; None where there is nothing that both looked at."""
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else None


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa: the agreement beyond what two who answer at random, each as often as they do, would have.

    Returns:
        1 for full agreement, 0 for as much as by chance, negative for less; None where it is not defined, because
        both say one and the same about everything.
    """
    observed = agreement(pairs)
    if observed is None:
        return None
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(first[answer] * second[answer] for answer in first) / len(pairs) ** 2
    return None if expected == 1 else (observed - expected) / (1 - expected)
