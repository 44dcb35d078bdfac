"""Slips of many kinds in the example plans are found at the right place, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from policygraph.builds.store import Build, open_build
from policygraph.pipeline import build
from policygraph.validation.baseline import Baseline
from policygraph.validation.check import validate
from tests.validation.edits import LOSSES
from tests.validation.edits_figures import FIGURES
from tests.validation.edits_naming import NAMING
from tests.validation.mutations import Mutation, Outcome, counted, outcomes

EDITS = FIGURES | NAMING
ALL = [replace(edit, name=f"{kind}: {edit.name}") for kind, edits in EDITS.items() for edit in edits]


@pytest.fixture(scope="module")
def plans(seeds: Path) -> dict[str, str]:
    return {file.stem: file.read_text(encoding="utf-8") for file in (seeds / "plans").glob("*.txt")}


@pytest.fixture(scope="module")
def found(plans: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    return outcomes(ALL, plans, tmp_path_factory.mktemp("edits"))


def test_whether_there_are_edits_of_each_kind(plans: dict[str, str]) -> None:
    assert {kind for kind, edits in EDITS.items() if len(edits) < 2} == set()
    assert len({edit.name for edit in ALL}) == len(ALL) >= 42
    assert [edit.name for edit in ALL if edit.changed(plans[edit.document]) == plans[edit.document]] == []


@pytest.mark.long
@pytest.mark.parametrize("edit", ALL, ids=lambda edit: edit.name)
def test_whether_the_slip_is_found_and_nothing_else(found: dict[str, Outcome], edit: Mutation) -> None:
    outcome = found[edit.name]
    assert outcome.new == counted(edit.hits)
    assert outcome.lost == counted(edit.lost)


@pytest.mark.long
def test_whether_facts_that_an_edit_loses_are_named(
    real_plans: Build, plans: dict[str, str], tmp_path: Path
) -> None:
    baseline = Baseline(frozenset(), validate(real_plans, engine="shifty").facts)
    (tmp_path / "plans").mkdir()
    for loss in LOSSES:
        text = loss.edit.changed(plans[loss.edit.document])
        (tmp_path / "plans" / f"{loss.edit.document}.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "plans"], tmp_path / "build")
    results = validate(open_build(tmp_path / "build"), engine="shifty", baseline=baseline).results
    said = [(result.document, result.en) for result in results if result.rule == "PG301"]
    assert said == [(loss.edit.document, loss.message) for loss in LOSSES]
