"""Targets of invented excerpts about neighbouring subjects: whose figure, by when, how strongly, and of what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from policygraph.model import Facts, Stated
from tests.accuracy.scoring import Row, annotated, score
from tests.reading import read

HERE = Path(__file__).parent / "excerpts"
EXCERPTS = sorted(path.stem for path in HERE.glob("*.txt"))
FULL = ("op", "value", "unit", "kind", "baseline_year", "target_year", "strength", "area")


def _facts(name: str) -> Facts:
    return read((HERE / f"{name}.txt").read_text(encoding="utf-8"))


def _rows(facts: Facts) -> Iterator[Row]:
    for t in facts.targets:
        if t.stated is Stated.FIGURE:
            yield {
                "start": str(t.span.start),
                "end": str(t.span.end),
                "quote": facts.text.quote(t.span),
                "op": t.op,
                "value": f"{t.value:f}" if t.upper is None else f"{t.value:f}..{t.upper:f}",
                "unit": t.unit,
                "kind": t.kind,
                "baseline_year": t.baseline_year,
                "target_year": t.target_year,
                "strength": t.strength,
                "area": t.area.name,
                "indicator": t.phrase,
            }


def _share(columns: tuple[str, ...]) -> tuple[float, str]:
    """The F1 of rows that are right in some columns, and what is wrong in words."""
    right = found = wanted = 0
    errors: list[str] = []
    for name in EXCERPTS:
        result = score(annotated(HERE / f"{name}.csv"), _rows(_facts(name)), columns)
        right, found, wanted = right + result.right, found + result.found, wanted + result.wanted
        errors += [f"{name}: {error}" for error in result.errors]
    return 2 * right / (found + wanted), "\n".join(errors)


def test_targets_are_found() -> None:
    share, errors = _share(())
    assert share >= 0.99, f"{share:.3f}\n{errors}"


def test_all_that_a_user_reads_is_right() -> None:
    share, errors = _share(FULL)
    assert share >= 0.87, f"{share:.3f}\n{errors}"


def test_labels_are_like_those_of_a_reader() -> None:
    """The Dice coefficient of the character pairs of both labels, in the mean."""
    alike = []
    for name in EXCERPTS:
        found = {row["start"]: row["indicator"] for row in _rows(_facts(name))}
        alike += [
            _likeness(row["indicator"], found[row["start"]])
            for row in annotated(HERE / f"{name}.csv")
            if row["start"] in found
        ]
    assert sum(alike) / len(alike) >= 0.87


def _likeness(one: str, other: str) -> float:
    pairs = [Counter(pairwise(label)) for label in (one, other)]
    return 2 * (pairs[0] & pairs[1]).total() / max(1, pairs[0].total() + pairs[1].total())
