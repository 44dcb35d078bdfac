"""Invented excerpts of the rounds of first contact, as they are read since (README.md)."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.first_contact import HEAD, score

HERE = Path(__file__).parent / "rounds"
# Of all that a user reads; half of what is missing in targets is whether an area is named with its city.
LEAST = {"citations": 1.0, "measures": 1.0, "assignments": 0.9, "targets": 0.7, "obligations": 0.85}


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, str]]:
    return {line[1]: dict(zip(HEAD[2:], line, strict=True)) for line in score(HERE)}


@pytest.mark.parametrize("table", LEAST)
def test_all_that_a_user_reads_is_right(table: str, figures: dict[str, dict[str, str]]) -> None:
    assert float(figures[table]["full_f1"]) >= LEAST[table], figures[table]


@pytest.mark.parametrize("table", LEAST)
def test_hardly_anything_is_missed_or_made_up(table: str, figures: dict[str, dict[str, str]]) -> None:
    assert float(figures[table]["f1"]) >= 0.97, figures[table]


def test_labels_are_like_those_of_a_reader(figures: dict[str, dict[str, str]]) -> None:
    assert float(figures["targets"]["likeness"]) >= 0.84
