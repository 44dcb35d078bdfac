"""A target in words: its sign, number, unit, years and area, in full for reading and short for labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from policygraph.builds.reader import Reader, is_iri
from policygraph.rdf.terms import CODE, PG, SKOS, code_of, plain

__all__ = [
    "SYMBOLS",
    "Figure",
    "area",
    "code",
    "code_word",
    "figure",
    "measured",
    "number",
    "part",
    "scale_of",
]

# How comparators look in print, by their codes; equality is told by nothing.
SYMBOLS = {"ge": "≥", "le": "≤", "gt": ">", "lt": "<", "approx": "约"}
# The same for labels, by the signs that columns write.
_SIGNS = {">=": "≥", "<=": "≤", "~": "≈"}
# A figure alone tells a level, an amount or a number of things, but not how far something falls or rises.
_ARROWS = {"decrease": "↓", "increase": "↑"}
_NUMBERS = (PG.iri("magnitude"), PG.iri("lowerValue"), PG.iri("upperValue"))
_SCALES = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_MOST_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Figure:
    """What a target says of its number.

    ``sign`` is ``= >= <= > < ~ range``; ``kind`` the name of a code, which ``change`` is called by in Chinese.
    ``unit`` is the vocabulary's name, ``unit_phrase`` that of the text. Years and what is not known are ''.
    """

    sign: str
    numbers: tuple[Decimal, ...]
    unit: str
    unit_phrase: str
    kind: str
    change: str
    baseline: str
    year: str

    def in_full(self) -> str:
        """``下降幅度 15.5 % (2020–2025)``."""
        years = "–".join(filter(None, (self.baseline, self.year)))
        parts = (
            self.change if self.kind in _ARROWS else "",
            "" if self.sign in ("=", "range", "eq") else self.sign,
            "–".join(map(plain, self.numbers)),
            self.unit,
            f"({years})" if years else "",
        )
        return " ".join(filter(None, parts))

    def in_short(self) -> str:
        """``↓ 15.5 % (2025)``, ``≥ 207万千瓦 (2025)``; what is large is told in 万 or 亿."""
        # A fall of exactly 18 % is a fall of 18 %.
        is_plain = self.sign == "range" or (self.sign == "=" and self.kind in _ARROWS)
        parts = (
            _ARROWS.get(self.kind, ""),
            "" if is_plain else _SIGNS.get(self.sign, self.sign),
            measured(self.numbers, self.unit_phrase or self.unit),
            f"({self.year})" if self.year else "",
        )
        return " ".join(filter(None, parts))


def figure(reader: Reader, target: str) -> Figure:
    """What a target says of its number."""
    kind = code(reader, target, "kind")
    numbers = (reader.value(target, term) for term in _NUMBERS)
    return Figure(
        sign=code(reader, target, "comparator"),
        numbers=tuple(Decimal(value) for value in numbers if value),
        unit=reader.label(reader.value(target, PG.iri("unit"))),
        unit_phrase=reader.value(target, PG.iri("unitPhrase")),
        kind=kind,
        change=reader.label(reader.value(target, PG.iri("kind"))),
        baseline=reader.value(target, PG.iri("baselineYear")),
        year=reader.value(target, PG.iri("targetYear")),
    )


def number(reader: Reader, target: str) -> str:
    """Change, comparator, value, unit and years of a target: ``下降幅度 15.5 % (2020–2025)``."""
    return figure(reader, target).in_full()


def area(reader: Reader, target: str) -> str:
    """The name of the area that a target is for, or ''.

    The register gives none for a directive's targets: they are for that of the directive.
    """
    return reader.label(reader.value(target, PG.iri("area")) or _area_of_document(reader, target))


def part(reader: Reader, target: str) -> str:
    """The name of the area that a target is for, where its document is for another, such as a county's city."""
    found = reader.value(target, PG.iri("area"))
    return reader.label_in(found) if found != _area_of_document(reader, target) else ""


def _area_of_document(reader: Reader, target: str) -> str:
    document = reader.value(reader.value(target, PG.iri("inProvision")), PG.iri("ofDocument"))
    return reader.value(document, PG.iri("area"))


def code(reader: Reader, thing: str, predicate: str) -> str:
    """The code that ``thing`` has for a ``pg:`` property, as tables write it: its notation, else its name; or ''."""
    found = reader.value(thing, PG.iri(predicate))
    return reader.value(found, SKOS.iri("notation")) or code_of(found)


def code_word(reader: Reader, written: str, language: str = "zh") -> str:
    """A code as tables write it (see :func:`code`) in words, as the vocabulary has it; '' where that has none.

    Several codes may be written alike, and are then called alike.
    """
    named = [CODE.base + written] if is_iri(CODE.base + written) else []
    noted = reader.subjects(SKOS.iri("notation"), written, literal=True)
    known = (one for one in (*named, *noted) if one.startswith(CODE.base))
    return next(filter(None, (reader.label_in(one, language) for one in known)), "")


def scale_of(numbers: Sequence[Decimal]) -> tuple[Decimal, str]:
    """By what all numbers can be divided to be short but exact, and how Chinese calls it; 1 and '' if by nothing."""
    for scale, name in _SCALES:
        if all(abs(number) >= scale and _decimals(number / scale) <= _MOST_DECIMALS for number in numbers):
            return scale, name
    return Decimal(1), ""


def measured(numbers: Sequence[Decimal], unit: str) -> str:
    """A number, or both ends of a range, with its unit: 207万千瓦 for 2070000 千瓦."""
    # 万万元 is nobody's unit.
    is_scaled = unit[:1] in (name for _, name in _SCALES)
    scale, name = (Decimal(1), "") if is_scaled or not numbers else scale_of(numbers)
    text = "–".join(plain(number / scale) for number in numbers)
    return f"{text}{name}{unit}" if name else f"{text} {unit}".strip()


def _decimals(number: Decimal) -> int:
    return len(plain(number).partition(".")[2])
