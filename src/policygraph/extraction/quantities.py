"""Numbers with their units in a sentence, before anybody asks what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from policygraph.vocabulary import UnitEntry

_SCALES = {"千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
_NUM = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"万亿|千万|百万|亿|万|千(?![克米瓦])"
# 以上, 以下 … may be followed by a bracket that says what is included.
TAIL = re.compile(
    r"(?P<note>（[^（）]{1,30}）)?(?P<bound>(?:及|\(?含\)?|（含）)?(?:以上|以下|以内|之内|左右|上下)|及以上|及以下|之?间)?"
    r"(?:（不?含[^（）]{0,8}）)?"
)
_MALFORMED = re.compile(
    r"(?<![\d.,])(?:\d+(?:\.\d+){2,}|\d+\.{2,}\d+|\d+,\d{1,2}(?:\.\d+)?)(?=[%万亿吨千克元个家座台])"
)
_NUMERALS = str.maketrans({",": None, "−": "-", "－": "-"})
_YEAR = re.compile(r"20\d{2}$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands at ``[start, end)`` of a sentence, unit included.

    ``unit`` is the unit as it is spelled ('' if none follows), ``tail`` the word of bounds behind it (以上 …),
    ``note`` a bracket between number and unit or behind it, ``stop`` the end of all that.
    """

    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    unit: str
    unit_class: str
    tail: str
    note: str
    stop: int

    @property
    def is_percent(self) -> bool:
        """Whether the quantity is a share or a change in per cent."""
        return self.unit_class == "ratio" and self.unit not in ("倍", "")


class QuantityFinder:
    """Finds quantities; built once from the vocabulary of units."""

    def __init__(self, units: Mapping[str, UnitEntry]) -> None:
        self._units = units
        spelled = sorted(units, key=lambda label: (-len(label), label))
        latin_end = r"(?![A-Za-z])"
        alternatives = "|".join(
            re.escape(u) + (latin_end if u[-1].isascii() and u[-1].isalpha() else "") for u in spelled
        )
        self._pattern = re.compile(
            rf"(?<![\dA-Za-z.,〔第·\-/+])(?P<low>(?:(?<=[到至为])[-−－])?(?:{_NUM}))"
            rf"(?:(?P<low_unit>%|{_SCALE})?(?P<dash>[—–～-]{{1,2}}|至|到)(?P<high>{_NUM}))?"
            # 1050（天然气制）千克标准煤/吨: a bracket that says which case may part the number from its unit.
            rf"(?P<scale>{_SCALE})?(?:(?P<case>（[^（）]{{1,20}}）)?(?P<unit>{alternatives})|(?![\d.]))"
        )

    def find(self, text: str) -> Iterator[Quantity]:
        """Quantities of a sentence in order; dates, ordinals and parts of names are none."""
        for match in self._pattern.finditer(text):
            if not _is_name(text, match):
                yield self._quantity(text, match)

    def _quantity(self, text: str, match: re.Match[str]) -> Quantity:
        unit = self._units.get(match["unit"] or "")
        scale = _SCALES.get(match["scale"] or "", 1)
        low_scale = scale if match["low_unit"] in (None, "%") else _SCALES[match["low_unit"]]
        low = _number(match["low"]) * (low_scale if match["high"] else scale)
        high = _number(match["high"]) * scale if match["high"] else None
        tail = TAIL.match(text, match.end())
        bound = (tail["bound"] if tail else "") or ""
        return Quantity(
            start=match.start(),
            end=match.start("case") if match["case"] else match.end(),
            value=low,
            upper=high,
            unit=match["unit"] or "",
            unit_class=unit.unit_class if unit else "",
            tail=bound,
            note=match["case"] or (tail["note"] if tail else "") or "",
            stop=tail.end() if tail else match.end(),
        )


def find_malformed(clean: str) -> Iterator[tuple[int, int]]:
    """Clean offsets of what looks like a quantity but is no number: 1.2.3%, 5..6吨, 3,45%."""
    for match in _MALFORMED.finditer(clean):
        yield match.span()


def _number(digits: str) -> Decimal:
    return Decimal(digits.translate(_NUMERALS))


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Dates, “1+30”, 6·9, GB20951, 5G, 3D, 1#: numbers that name and do not measure."""
    following = text[match.end() : match.end() + 1]
    if match["unit"] is None and (
        following in "年月日号时分·+#＃" or (following.isascii() and following.isalpha())
    ):
        return following != ""
    if match["unit"] in ("年", "日", "月", "时", "号"):
        return True
    return following == "+" or (match["unit"] is None and bool(_YEAR.fullmatch(match["low"])))


def group_lists(text: str, quantities: Sequence[Quantity]) -> list[list[Quantity]]:
    """Quantities that one predicate governs: 2300吨、34吨和6231吨; 1150（块煤制）、1320（粉煤制）千克标准煤/吨.

    A comma links them only while nothing but numbers follows: in 达到40%，60个行政村完成… a new clause begins.
    """
    groups: list[list[Quantity]] = []
    for quantity in quantities:
        if groups and _are_linked(text, groups[-1][-1], quantity):
            groups[-1].append(quantity)
        else:
            groups.append([quantity])
    return groups


def _are_linked(text: str, one: Quantity, other: Quantity) -> bool:
    link = _LIST_LINK.fullmatch(text, one.stop, other.start)
    if one.unit and one.unit_class != other.unit_class:
        # 锅炉35台、500蒸吨: two measures of one thing, not two of a list.
        return False
    return link is not None and ("，" not in link[0] or bool(_NUMBERS_GO_ON.match(text, other.stop)))


_LIST_LINK = re.compile(r"(?:、|和|及|与|，|以及)约?")
_NUMBERS_GO_ON = re.compile(r"[、，。；和及与]|以及|$")
