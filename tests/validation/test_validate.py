"""The command on the example plans: findings that a person confirmed, reports, exit status, bad input."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from policygraph import resources
from policygraph.cli.app import app
from policygraph.errors import UsageError
from policygraph.graph.store import Build, open_build
from policygraph.pipeline import build
from policygraph.validation.catalogue import read_shapes
from policygraph.validation.check import validate
from policygraph.validation.pages import pages
from policygraph.validation.reports import render
from policygraph.validation.results import Report

# Confirmed by reading: the row 11 → 16.2 says 5; the counties of annex 3 add up to more than the city's four figures.
PLACES = {
    ("PG102", "anyang", "16.2"),
    ("PG103", "anyang", "9786 吨"),
    ("PG103", "anyang", "156 吨"),
    ("PG103", "anyang", "11000 吨"),
    ("PG103", "anyang", "3229 吨"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Build:
    out = tmp_path_factory.mktemp("plans")
    build([seeds / "plans"], out)
    return open_build(out)


@pytest.fixture(scope="module")
def report(built: Build) -> Report:
    return validate(built)


def test_whether_contradictions_of_the_plans_are_found_where_they_are(report: Report) -> None:
    found = {
        (r.rule, r.document, r.place.quote) for r in report.results if r.place and r.rule.startswith("PG1")
    }
    assert {one for one in found if one[0] != "PG111"} == PLACES


def test_whether_line_and_column_point_at_the_quote(built: Build, report: Report) -> None:
    for place in (r.place for r in report.results if r.place):
        lines = built.text(place.document).split("\n")
        line = lines[place.line - 1]
        assert line[place.column - 1 :].startswith(place.quote.split("\n")[0].rstrip("\r"))


def test_whether_sarif_counts_code_points_and_has_stable_fingerprints(built: Build, report: Report) -> None:
    run = json.loads(render(report, ".sarif"))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    prints = [result["partialFingerprints"]["policygraph/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints) == len(report.results)
    assert all(run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])
    assert render(validate(built), ".sarif") == render(report, ".sarif")


def test_whether_junit_has_documents_as_suites_and_rules_as_cases(report: Report) -> None:
    root = ET.fromstring(render(report, ".xml"))  # noqa: S314 - our own output
    cases = Counter(len(suite.findall("testcase")) for suite in root)
    assert set(cases) == {len(report.rules)}
    for suite in root:
        assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))


@pytest.mark.parametrize("ending", [".md", ".html", ".json", ".ttl"])
def test_whether_each_report_names_each_rule_that_fired(report: Report, ending: str) -> None:
    text = render(report, ending)
    assert all(rule in text for rule in {r.rule for r in report.results})


def test_whether_the_pages_of_the_rules_are_as_the_shapes_say(repository: Path) -> None:
    made = pages(read_shapes(resources.shapes()).rules)
    folder = repository / "docs" / "rules"
    assert {p.name: p.read_text(encoding="utf-8") for p in folder.glob("*.md")} == made


@pytest.mark.parametrize(
    "arguments",
    [
        ["--fail-on", "never"],
        ["--output", "report.doc"],
        ["--output", "no/such/folder/r.json"],
        ["--profile", "unknown"],
        ["--engine", "unknown"],
        ["--shapes", "no-such-file.ttl"],
        ["--baseline", "no-such-file.json"],
        ["--graph", "no-such-folder"],
    ],
)
def test_whether_bad_usage_is_one_sentence(built: Build, arguments: list[str]) -> None:
    graph = [] if "--graph" in arguments else ["--graph", str(built.folder)]
    done = CliRunner().invoke(app, ["validate", *graph, *arguments])
    assert isinstance(done.exception, Exception)
    assert type(done.exception).__name__ in ("UsageError", "GraphError")


def test_whether_unknown_rules_and_broken_shapes_are_refused(built: Build, tmp_path: Path) -> None:
    profile, shapes = tmp_path / "p.toml", tmp_path / "s.ttl"
    profile.write_text('[rules]\nPG999 = "off"\n')
    shapes.write_text("@prefix broken")
    with pytest.raises(UsageError, match="PG999"):
        validate(built, profile=str(profile))
    with pytest.raises(UsageError, match="no Turtle"):
        validate(built, shapes=[shapes])


def test_whether_only_new_findings_fail(built: Build, tmp_path: Path) -> None:
    first = tmp_path / "first.json"
    command = ["validate", "--graph", str(built.folder), "--fail-on", "warning"]
    assert CliRunner().invoke(app, [*command, "--output", str(first)]).exit_code == 1
    assert CliRunner().invoke(app, [*command, "--baseline", str(first)]).exit_code == 0
