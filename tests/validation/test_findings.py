"""The five plans have exactly the findings that a person confirmed by reading them."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from policygraph.builds.store import Build
from policygraph.validation.check import validate
from policygraph.validation.results import Level, Result
from tests.validation.mutations import Hit, counted, hit

PLANS = ("anyang", "jincheng", "sanmenxia", "taiyuan", "yuncheng")
# Whoever gets more stops reading them.
MOST_WARNINGS = 12


@pytest.fixture(scope="module")
def found(real_plans: Build) -> dict[str, list[Result]]:
    results = validate(real_plans).results
    assert {result.document for result in results} <= set(PLANS)
    return {name: [result for result in results if result.document == name] for name in PLANS}


@pytest.mark.parametrize("plan", PLANS)
def test_whether_the_plan_has_the_findings_that_were_confirmed(
    found: dict[str, list[Result]], repository: Path, plan: str
) -> None:
    file = repository / "tests" / "validation" / "findings" / f"{plan}.toml"
    confirmed = tomllib.loads(file.read_text(encoding="utf-8"))["finding"]
    assert all(one["reason"] for one in confirmed)
    assert counted(map(hit, found[plan])) == Counter(
        Hit(one["rule"], one["line"], one["quote"]) for one in confirmed
    )


@pytest.mark.parametrize("plan", PLANS)
def test_whether_a_clean_plan_has_few_warnings(found: dict[str, list[Result]], plan: str) -> None:
    assert len([result for result in found[plan] if result.level > Level.INFO]) <= MOST_WARNINGS
