"""A target's number and area in words."""

from __future__ import annotations

from policygraph.graph.terms import CODE, PG, QUDT, SKOS
from policygraph.queries.view import View

__all__ = ["area", "number"]

# A figure alone tells a level, an amount or a number of things, but not how far something falls or rises.
_CHANGES = (CODE.base + "decrease", CODE.base + "increase")


def area(view: View, target: str) -> str:
    """The name of the area that a target is for, or ''.

    The register gives none for a directive's targets: they are for that of the directive.
    """
    document = view.value(view.value(target, PG.base + "inProvision"), PG.base + "ofDocument")
    found = view.value(target, PG.base + "area") or view.value(document, PG.base + "area")
    return view.label(found) if found else ""


def number(view: View, target: str) -> str:
    """Comparator, value, unit and years of a target: ``下降幅度 15.5 % (2020–2025)``."""
    comparator = view.value(target, PG.base + "comparator")
    sign = view.value(comparator, SKOS.base + "notation") or comparator.rpartition("/")[2]
    terms = (QUDT.base + "numericValue", PG.base + "lowerValue", PG.base + "upperValue")
    numbers = [value for value in (view.value(target, term) for term in terms) if value]
    kind = view.value(target, PG.base + "kind")
    change = view.label(kind) if kind in _CHANGES else ""
    if kind == _CHANGES[0]:
        # A table writes a decrease as -3, where prose says that it is one of 3.
        numbers = [value.removeprefix("-") for value in numbers]
    unit = view.label(view.value(target, PG.base + "unit")) if view.value(target, PG.base + "unit") else ""
    years = "–".join(
        filter(None, (view.value(target, PG.base + name) for name in ("baselineYear", "targetYear")))
    )
    shown = "" if sign in ("=", "range", "eq") else sign
    return " ".join(filter(None, (change, shown, "–".join(numbers), unit, f"({years})" if years else "")))
