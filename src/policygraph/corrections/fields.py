"""The columns of the tables as corrections name them: what a fact says there, and a fact that says otherwise."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from policygraph.corrections.anchors import folded
from policygraph.corrections.knowledge import Knowledge
from policygraph.extraction.citations import normalise_number
from policygraph.model import (
    Assignment,
    Bearer,
    Citation,
    CitationRelation,
    Comparator,
    DocumentKind,
    DueDate,
    Modality,
    Obligation,
    Period,
    Role,
    Stated,
    Strength,
    Target,
    TargetKind,
    Tier,
)
from policygraph.rdf.terms import plain

if TYPE_CHECKING:
    from policygraph.model.corrections import Fact

__all__ = ["Fields", "is_same", "of_document", "without_unit"]

_Code = TypeVar("_Code", bound=StrEnum)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?)?[年月日]?(?:0:00(?::00)?)?")
_BETWEEN = "；"
_MONTHS = range(1, 13)
_TARGETS = (Strength.FIRM, Strength.STRIVE)
_SENTENCES = tuple(strength for strength in Strength if strength not in _TARGETS)


class Fields:
    """Reads and sets the columns of one document's facts."""

    def __init__(self, knowledge: Knowledge) -> None:
        """``knowledge`` resolves names in the document."""
        self._knowledge = knowledge

    def read(self, fact: Fact, field: str) -> str:
        """What the table says in the column ``field`` of a fact."""
        if isinstance(fact, Target):
            return self._of_target(fact, field)
        if isinstance(fact, Assignment):
            agency = fact.agency
            return {"agency": agency.name, "function": agency.function_label, "role": str(fact.role)}[field]
        if isinstance(fact, Obligation) and field == "bearer":
            return _BETWEEN.join(bearer.phrase for bearer in fact.bearers)
        return str(getattr(fact, field))

    def written(self, fact: Fact, field: str, text: str) -> Fact:
        """The fact with ``text`` in the column ``field``.

        Raises:
            ValueError: nothing can be meant by it there; the message is a clause with the remedy.
        """
        if isinstance(fact, Target):
            return self._target(fact, field, text)
        if isinstance(fact, Assignment):
            return self._assignment(fact, field, text)
        if isinstance(fact, Obligation):
            return _obligation(fact, field, text)
        if isinstance(fact, Citation):
            return self._citation(fact, field, text)
        return replace(fact, title=text)

    def _of_target(self, target: Target, field: str) -> str:
        if field == "value":
            upper = f"..{plain(target.upper)}" if target.upper is not None else ""
            return f"{plain(target.value)}{upper}"
        if field == "baseline_value":
            return "" if target.baseline_value is None else plain(target.baseline_value)
        if field == "area":
            return self._knowledge.name_of(target.area)
        found = {"indicator": target.phrase, "concept": target.indicator.label, "tier": target.tier or ""}
        return found[field] if field in found else str(getattr(target, field))

    def _target(self, target: Target, field: str, text: str) -> Target:
        known = self._knowledge
        setters: Mapping[str, Callable[[], Target]] = {
            "indicator": lambda: replace(target, phrase=_said(text)),
            "concept": lambda: replace(target, indicator=known.indicator(_said(text))),
            "op": lambda: _compared(target, text),
            "value": lambda: _valued(target, text),
            "unit": lambda: replace(target, unit=text, unit_iri=known.unit(text)),
            "kind": lambda: replace(target, kind=_code(TargetKind, text)),
            "baseline_year": lambda: replace(target, baseline_year=_year(text)),
            "target_year": lambda: replace(target, target_year=_year(text)),
            "strength": lambda: replace(target, strength=_code(Strength, text, _TARGETS)),
            "area": lambda: replace(target, area=known.place(text)),
            "baseline_value": lambda: replace(target, baseline_value=_decimal(text) if text else None),
            "period": lambda: replace(target, period=_code(Period, text)),
            "tier": lambda: replace(target, tier=_code(Tier, text) if text else None),
            "stated": lambda: replace(target, stated=_code(Stated, text)),
        }
        return setters[field]()

    def _assignment(self, assignment: Assignment, field: str, text: str) -> Assignment:
        if field == "role":
            return replace(assignment, role=_code(Role, text))
        agency = assignment.agency
        if field == "agency":
            return replace(assignment, agency=self._knowledge.agency(_said(text)))
        return replace(
            assignment,
            agency=replace(agency, function=self._knowledge.function(text), function_label=text),
        )

    def _citation(self, citation: Citation, field: str, text: str) -> Citation:
        if field == "kind":
            return replace(citation, kind=_code(DocumentKind, text))
        if field == "relation":
            return replace(citation, relation=_code(CitationRelation, text))
        is_title = field == "title"
        changed = (
            replace(citation, title=text)
            if is_title
            else replace(citation, doc_number=normalise_number(text))
        )
        if not (changed.title or changed.doc_number):
            raise ValueError("neither number nor title would be left; write one of them")
        return replace(changed, document=self._knowledge.document(changed.doc_number, changed.title))


def of_document(field: str, text: str) -> str:
    """What ``text`` says in a column of a document as a whole, in the form that is kept.

    Raises:
        ValueError: nothing can be meant by it there; the message is a clause with the remedy.
    """
    if not text:
        raise ValueError("it cannot be empty; write what is right")
    if field == "date":
        return _due(text)
    return normalise_number(text) if field == "number" else text


def without_unit(text: str, fact: Fact) -> str:
    """What a cell says of a target's value, which may have the unit behind it as in the document: 15%, 15%~20%."""
    unit = folded(fact.unit) if isinstance(fact, Target) else ""
    return folded(text).replace(unit, "") if unit else text


def is_same(one: str, other: str) -> bool:
    """Whether two cells say the same: as words, as numbers, or as a date that a spreadsheet wrote in its way."""
    if one == other:
        return True
    one, other = folded(one), folded(other)
    if one == other:
        return True
    if normalise_number(one) == normalise_number(other):
        return True
    numbers = _number(one), _number(other)
    if None not in numbers:
        return numbers[0] == numbers[1]
    days = _day(one), _day(other)
    return None not in days and _ends_alike(*map(str, days))


def _ends_alike(one: str, other: str) -> bool:
    """2023-10 that became the first day of the month is still the same."""
    return one == other or (
        {len(one), len(other)} == {7, 10} and one[:7] == other[:7] and "-01" in (one + other)[-3:]
    )


def _valued(target: Target, text: str) -> Target:
    lower, _, upper = folded(without_unit(text, target)).replace("~", "..").partition("..")
    value, top = _decimal(lower), _decimal(upper) if upper else None
    if top is not None and top < value:
        raise ValueError(f"{text!r} is not a range; write the smaller number first")
    was_range = target.op is Comparator.RANGE
    op = Comparator.RANGE if top is not None else Comparator.EQ if was_range else target.op
    return replace(target, value=value, upper=top, op=op)


def _compared(target: Target, text: str) -> Target:
    op = _code(Comparator, text)
    if (op is Comparator.RANGE) != (target.upper is not None):
        raise ValueError("one number and a range do not go together; replace the value (10, or 10..15)")
    return replace(target, op=op)


def _obligation(obligation: Obligation, field: str, text: str) -> Obligation:
    if field == "strength":
        return replace(obligation, strength=_code(Strength, text, _SENTENCES))
    if field == "modality":
        return replace(obligation, modality=_code(Modality, text))
    if field == "bearer":
        kinds = {bearer.phrase: bearer.kind for bearer in obligation.bearers}
        phrases = filter(None, map(str.strip, re.split("[；;]", text)))
        return replace(obligation, bearers=tuple(Bearer(one, kinds.get(one, "")) for one in phrases))
    date = _due(text) if text else ""
    moved = tuple(
        replace(due, date=date) if due.date == obligation.deadline else due for due in obligation.dates
    )
    dates = moved or (DueDate(obligation.path, obligation.span, date),)
    return replace(obligation, deadline=date, dates=dates if date else ())


def _number(text: str) -> tuple[Decimal, ...] | None:
    """The numbers of a value or range."""
    try:
        found = tuple(Decimal(part.replace(",", "")) for part in text.split(".."))
    except InvalidOperation:
        return None
    return found if all(number.is_finite() for number in found) else None


def _decimal(text: str) -> Decimal:
    found = _number(folded(text))
    if found is None or len(found) != 1:
        raise ValueError(f"{text!r} is not a number; write digits only, and a range as 10..15")
    return found[0]


def _year(text: str) -> str:
    said = folded(text).removesuffix("年").removesuffix(".0")
    if said and not _YEAR.fullmatch(said):
        raise ValueError(f"{text!r} is not a year; write four digits, or nothing")
    return said


def _due(text: str) -> str:
    date = _day(folded(text))
    if date is None:
        raise ValueError(f"{text!r} is not a year, month or day; write it like 2025 or 2025-06")
    return date


def _day(text: str) -> str | None:
    """A year, month or day as ISO writes it, None where there is no such day."""
    found = _DATE.fullmatch(text)
    if not found:
        return None
    year, month, day = found[1], int(found[2] or 1), int(found[3] or 1)
    if not (int(year) and month in _MONTHS and 1 <= day <= monthrange(int(year), month)[1]):
        return None
    return "-".join([year, *(part.zfill(2) for part in found.groups()[1:] if part)])


def _said(text: str) -> str:
    if not text:
        raise ValueError("it cannot be empty; write a name, or reject the fact")
    return text


def _code(codes: type[_Code], text: str, among: tuple[_Code, ...] = ()) -> _Code:
    """The word of a closed set.

    Raises:
        ValueError: it is none of them; the message names them.
    """
    said = folded(text).casefold()
    known = among or tuple(codes)
    found = next((code for code in known if code == said), None)
    if found is None:
        raise ValueError(f"{text!r} is not known there; write one of {', '.join(known)}")
    return found
