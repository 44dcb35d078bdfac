"""Comparing extracted rows with annotated ones: a row is right if it stands at the same place and says the same."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall of rows, ``errors`` says in words what differs."""

    right: int
    found: int
    wanted: int
    errors: tuple[str, ...]

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0


def annotated(path: Path) -> list[Row]:
    """The rows of an annotation file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def score(wanted: Sequence[Row], found: Iterable[Row], columns: Sequence[str]) -> Score:
    """Match rows by overlapping places, one to one, and compare ``columns``; optional rows count for nothing."""
    rest = list(found)
    right, errors, ignored = 0, [], 0
    for row in wanted:
        match = max(rest, key=lambda other: _overlap(row, other), default=None)
        optional = row.get("optional") == "1"
        if match is None or not _overlap(row, match):
            if not optional:
                errors.append(f"missed {row['quote']} at {row['start']}")
            ignored += optional
            continue
        rest.remove(match)
        if optional:
            ignored += 1
            continue
        wrong = [c for c in columns if not _same(c, row[c], match[c])]
        right += not wrong
        errors += [f"{row['quote']} at {row['start']}: {c} is {match[c]!r}, not {row[c]!r}" for c in wrong]
    errors += [f"extra {row['quote']} at {row['start']}" for row in rest]
    kept = len(wanted) - ignored
    matched = kept - sum(error.startswith("missed") for error in errors)
    return Score(right, matched + len(rest), kept, tuple(errors))


def _overlap(one: Row, other: Row) -> int:
    return max(0, min(int(one["end"]), int(other["end"])) - max(int(one["start"]), int(other["start"])))


def _same(column: str, wanted: str, found: str) -> bool:
    if column == "value":
        return [Decimal(v) for v in wanted.split("..")] == [Decimal(v) for v in found.split("..")]
    if column == "unit":
        return wanted.removeprefix("个").replace("百分点", "%") == found.removeprefix("个").replace(
            "百分点", "%"
        )
    if column == "theme":
        return found in wanted.split(";")
    return wanted == found
