"""A target's number and area in words."""

from __future__ import annotations

from policygraph.build.reader import Reader
from policygraph.rdf.terms import CODE, PG, QUDT, SKOS

__all__ = ["area", "number"]

# A figure alone tells a level, an amount or a number of things, but not how far something falls or rises.
_CHANGES = (CODE.base + "decrease", CODE.base + "increase")


def area(reader: Reader, target: str) -> str:
    """The name of the area that a target is for, or ''.

    The register gives none for a directive's targets: they are for that of the directive.
    """
    document = reader.value(reader.value(target, PG.base + "inProvision"), PG.base + "ofDocument")
    found = reader.value(target, PG.base + "area") or reader.value(document, PG.base + "area")
    return reader.label(found) if found else ""


def number(reader: Reader, target: str) -> str:
    """Comparator, value, unit and years of a target: ``下降幅度 15.5 % (2020–2025)``."""
    comparator = reader.value(target, PG.base + "comparator")
    sign = reader.value(comparator, SKOS.base + "notation") or comparator.rpartition("/")[2]
    terms = (QUDT.base + "numericValue", PG.base + "lowerValue", PG.base + "upperValue")
    numbers = [value for value in (reader.value(target, term) for term in terms) if value]
    kind = reader.value(target, PG.base + "kind")
    change = reader.label(kind) if kind in _CHANGES else ""
    if kind == _CHANGES[0]:
        # A table writes a decrease as -3, where prose says that it is one of 3.
        numbers = [value.removeprefix("-") for value in numbers]
    unit = (
        reader.label(reader.value(target, PG.base + "unit")) if reader.value(target, PG.base + "unit") else ""
    )
    years = "–".join(
        filter(None, (reader.value(target, PG.base + name) for name in ("baselineYear", "targetYear")))
    )
    shown = "" if sign in ("=", "range", "eq") else sign
    return " ".join(filter(None, (change, shown, "–".join(numbers), unit, f"({years})" if years else "")))
