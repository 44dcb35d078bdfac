"""A target's number in words."""

from __future__ import annotations

from policygraph.graph.terms import PG, QUDT, SKOS
from policygraph.queries.view import View

__all__ = ["number"]

_KINDS = {"decrease": "下降", "increase": "提高"}


def number(view: View, target: str) -> str:
    """Comparator, value, unit and years of a target: ``下降 = 15.5 % (2020–2025)``."""
    comparator = view.value(target, PG.base + "comparator")
    sign = view.value(comparator, SKOS.base + "notation") or comparator.rpartition("/")[2]
    lower, upper = view.value(target, PG.base + "lowerValue"), view.value(target, PG.base + "upperValue")
    amount = view.value(target, QUDT.base + "numericValue") or f"{lower}–{upper}"
    kind = view.value(target, PG.base + "kind").rpartition("/")[2]
    if kind == "decrease":
        amount = amount.removeprefix("-")  # a table writes -3 where prose says 下降3
    unit = view.label(view.value(target, PG.base + "unit")) if view.value(target, PG.base + "unit") else ""
    years = "–".join(
        filter(None, (view.value(target, PG.base + name) for name in ("baselineYear", "targetYear")))
    )
    shown = "" if sign in ("=", "range", "eq") else sign
    return " ".join(filter(None, (_KINDS.get(kind, ""), shown, amount, unit, f"({years})" if years else "")))
