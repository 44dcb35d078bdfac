"""The five plans have exactly the findings that a person confirmed by reading them."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from policygraph.build.store import Build
from policygraph.validation.check import validate
from tests.validation.mutations import Hit, hit

PLANS = ("anyang", "jincheng", "sanmenxia", "taiyuan", "yuncheng")


@pytest.fixture(scope="module")
def found(real_plans: Build) -> dict[str, Counter[Hit]]:
    results = validate(real_plans).results
    assert {result.document for result in results} <= set(PLANS)
    return {name: Counter(hit(r) for r in results if r.document == name) for name in PLANS}


@pytest.mark.parametrize("plan", PLANS)
def test_whether_the_plan_has_the_findings_that_were_confirmed(
    found: dict[str, Counter[Hit]], repository: Path, plan: str
) -> None:
    file = repository / "tests" / "validation" / "findings" / f"{plan}.toml"
    confirmed = tomllib.loads(file.read_text(encoding="utf-8"))["finding"]
    assert all(one["reason"] for one in confirmed)
    assert found[plan] == Counter(Hit(one["rule"], one["line"], one["quote"]) for one in confirmed)
