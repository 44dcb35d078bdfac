"""Options are never dropped: what takes one value refuses a second one, what takes several takes all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from policygraph.builds.store import Build
from policygraph.cli.app import app
from policygraph.errors import UsageError

PICTURE = ["export", "--view", "targets-matrix", "-o", "x.html"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([*PICTURE, "--lang", "zh", "--lang", "en"], "--lang takes one value and was given 2 times"),
        ([*PICTURE, "--graph", "a", "--graph=b"], "--graph takes one value and was given 2 times"),
        ([*PICTURE, "--view", "agencies"], "--view takes one value and was given 2 times"),
        (["trace", "a", "--format", "json", "--format", "dot"], "--format takes one value and was given 2"),
        (["build", "a", "-o", "b", "--out", "c"], "--out takes one value and was given 2 times"),
        (["validate", "--profile", "strict", "--profile", "default"], "--profile takes one value"),
    ],
)
def test_whether_a_second_value_is_refused(arguments: list[str], sentence: str) -> None:
    done = CliRunner().invoke(app, arguments)
    assert isinstance(done.exception, UsageError)
    assert sentence in str(done.exception)


def test_whether_all_cities_that_are_named_are_compared(real_plans: Build, tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    cities = ["--city", "太原", "--city", "anyang", "--city", "运城"]
    command = ["export", "--graph", str(real_plans.folder), "--view", "targets-matrix", "-o", str(page)]
    done = CliRunner().invoke(app, [*command, *cities, "--lang", "zh"])
    assert done.exit_code == 0, done.output
    text = page.read_text(encoding="utf-8")
    assert [city for city in ("太原市", "安阳市", "运城市") if f">{city}</th>" not in text] == []
    assert "晋城市</th>" not in text


@pytest.mark.parametrize("view", ["agencies", "graph", "correspondences"])
def test_whether_a_language_is_refused_where_there_are_no_words(view: str, real_plans: Build) -> None:
    file = {"agencies": "x.gexf", "graph": "x.ttl", "correspondences": "x.tsv"}[view]
    command = ["export", "--graph", str(real_plans.folder), "--view", view, "-o", file, "--lang", "zh"]
    done = CliRunner().invoke(app, command)
    assert isinstance(done.exception, UsageError)
    assert "leave --lang away" in str(done.exception)


@pytest.mark.parametrize(
    "call",
    [
        ["query", "--list"],
        ["query", "targets", "--graph", "no-build", "--format", "csv"],
        ["build", "no-plan.txt", "-o", "out", "--include", "*.txt", "--lang", "en"],
        ["trace", "three", "--graph", "no-build"],
        ["show", "plan", "--graph", "no-build"],
        ["serve", "--graph", "no-build", "--port", "0"],
        ["review", "lines", "plan", "18%", "--kind", "target"],
    ],
)
def test_whether_plain_values_are_read_without_what_is_slow_to_load(call: list[str], tmp_path: Path) -> None:
    code = "import sys; sys.modules['pydantic'] = None; from policygraph.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *call], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == (0 if "--list" in call else 2)
    assert "internal fault" not in done.stderr


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["build", "a", "--jobs", "two"], "whole number"),
        (["query", "documents", "--format", "cvs"], "'cvs' is not one of 'table', 'csv'"),
        (["review", "sample", "--n", "0"], "at least 1"),
        (["serve", "--port", "65536"], "at most 65535"),
        (["query", "documents", "--with", "rejected", "--with", "all"], "'all' is not one of 'rejected'"),
    ],
)
def test_whether_values_that_are_not_plain_are_still_checked(call: list[str], said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "policygraph", *call, "--lang", "en"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert said in done.stderr
