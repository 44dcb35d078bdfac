"""What is told of two editions is what the editor did to the first one: all of it, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build, open_build
from policygraph.pipeline import build
from policygraph.queries.diff.between import differences
from policygraph.queries.facts import Fact, FactKind, facts_of
from policygraph.rdf.iris import Iris
from tests.diff import editing
from tests.diff.editing_further import FURTHER_EDITS

# Builds or draws whole plans again and again.
pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[2]
PLANS = [
    *sorted((ROOT / "seeds/plans").glob("*.txt")),
    *sorted((Path(__file__).parent / "plans").glob("*.txt")),
]

Make = Callable[[str, str], Build]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """A build of one text under a name; the same text is built once."""

    @cache
    def made(name: str, text: str) -> Build:
        folder = tmp_path_factory.mktemp("editions")
        (folder / "plans").mkdir()
        (folder / "plans" / f"{name}.txt").write_text(text, encoding="utf-8")
        build([folder / "plans"], folder / "build")
        return open_build(folder / "build")

    return made


def places(made: Build, facts: tuple[Fact, ...]) -> list[tuple[str, int, int]]:
    """Path, start and end of each title."""
    reader, iris = Reader(made), Iris(made.base)
    found = []
    for fact in facts:
        if fact.kind is FactKind.PROVISION and fact.quote:
            quote = reader.quote(f"{iris.plan(fact.document)}/{fact.key}")
            assert quote
            found.append((fact.path, quote.start, quote.end))
    return found


def expected_and_told(
    make: Make, path: Path, seed: int, edits: editing.Edits, number: int
) -> tuple[Counter[editing.Item], Counter[editing.Item]]:
    text = path.read_text(encoding="utf-8")
    old = make(path.stem, text)
    facts = facts_of(old)
    plan = editing.read_plan(text, facts, places(old, facts))
    assert plan.text == text
    editing.edit(plan, seed, edits, number)
    assert plan.edits
    return plan.expected, editing.told(differences(old, make(path.stem, plan.text)).found)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    "number", [0, *(pytest.param(n, marks=pytest.mark.long) for n in (1, 2, 3))], ids=lambda n: f"edition{n}"
)
def test_whether_scripted_edits_are_told_and_nothing_else(make: Make, path: Path, number: int) -> None:
    """Forty pairs, four of each plan, with four to seven edits each."""
    expected, told = expected_and_told(
        make, path, 100 * PLANS.index(path) + number, editing.EDITS, 4 + number
    )
    assert told == expected


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
@pytest.mark.parametrize("number", [7, 8], ids=lambda n: f"edition{n}")
def test_whether_further_kinds_of_edits_are_told(make: Make, path: Path, number: int) -> None:
    """Twenty more pairs, with kinds of edits that came after the rules."""
    seed = 100 * PLANS.index(path) + number
    expected, told = expected_and_told(make, path, seed, FURTHER_EDITS, 6)
    assert told == expected
