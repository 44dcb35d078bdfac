"""The command on the example plans: findings that a person confirmed, reports, exit status, bad input."""

from __future__ import annotations

import json
import shutil
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from policygraph import resources
from policygraph.builds.store import Build, open_build
from policygraph.cli.app import app, main
from policygraph.errors import UsageError
from policygraph.pipeline import build
from policygraph.rdf.terms import PG
from policygraph.validation.baseline import read_baseline
from policygraph.validation.catalogue import read_shapes
from policygraph.validation.check import validate
from policygraph.validation.reports import render, write
from policygraph.validation.results import Level, Report
from policygraph.validation.rule_pages import pages

# Builds or draws whole plans again and again.
pytestmark = pytest.mark.long

# Confirmed by reading: the row 11 → 16.2 says 5; the counties of annex 3 add up to more than the city's four figures;
# ten figures are below those of 国发〔2021〕33号.
PLACES = {
    ("PG104", "anyang", "6.15%"),
    ("PG104", "anyang", "50%"),
    ("PG104", "anyang", "16.2"),
    ("PG104", "jincheng", "9%"),
    ("PG104", "jincheng", "10%"),
    ("PG104", "jincheng", "25%"),
    ("PG104", "jincheng", "50%"),
    ("PG104", "sanmenxia", "10%"),
    ("PG104", "sanmenxia", "16.2"),
    ("PG104", "yuncheng", "25%"),
    ("PG102", "anyang", "16.2"),
    ("PG103", "anyang", "9786 吨"),
    ("PG103", "anyang", "156 吨"),
    ("PG103", "anyang", "11000 吨"),
    ("PG103", "anyang", "3229 吨"),
}


@pytest.fixture(scope="module")
def built(real_plans: Build) -> Build:
    return real_plans


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder = tmp_path_factory.mktemp("small")
    (folder / "plan.txt").write_text("临河市“十四五”节能减排实施方案\n", encoding="utf-8")
    build([folder / "plan.txt"], folder / "build")
    return open_build(folder / "build")


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


def _said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    """What the program says on the error stream of a call that it refuses with status 2."""
    monkeypatch.setattr(sys, "argv", ["policygraph", "validate", *arguments])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    return said.err


BAD_SHAPES = {
    "not valid Turtle": "@prefix broken",
    "sh:path of <urn:s> is not a path": """@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:s> a sh:NodeShape ; sh:targetNode <urn:n> ; sh:path "no path" .""",
    "s.ttl: .* sh:select is not valid SPARQL: line 1, column 29": """@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:s> a sh:NodeShape ; sh:targetNode <urn:n> ; sh:sparql [ sh:select "SELECT $this WHERE { $this }" ] .""",
    r"sh:select is not valid SPARQL: .*\(Prefix not found\)": """@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:s> a sh:NodeShape ; sh:targetNode <urn:n> ; sh:sparql [ sh:select "SELECT $this { $this x:y 3 }" ] .""",
    "defined twice": """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dcterms: <http://purl.org/dc/terms/> .
<urn:s> a sh:NodeShape ; sh:targetClass <urn:c> ; dcterms:identifier "PG001" .""",
}
BAD_PROFILES = {
    "there is no rule PG999": '[rules]\nPG999 = "off"\n',
    "write violation, warning, info or off": '[rules]\nPG001 = "grave"\n',
    "has no table": 'rules = "off"\n',
    "is not TOML": "[rules",
    "is not TOML: .*recursion": f"a = {'[' * 5000}",
    "is not TOML: .*4300 digits": f"a = {'9' * 5000}",
}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--output", "report.doc"], "report.doc: no report format ends so; choose .sarif, "),
        (["--output", "no/such/folder/r.json"], "cannot write no/such/folder/r.json"),
        (["--output", "/dev/null/r.json"], "cannot write /dev/null/r.json"),
        (["--output", "folder.json"], "cannot write folder.json"),
        (["--profile", "unknown"], "there is no profile 'unknown'; choose default, strict or a file"),
        (["--profile", "none.toml"], "the profile none.toml cannot be read"),
        (["--shapes", "none.ttl"], "the shapes file none.ttl cannot be read"),
        (["--shapes", "folder.json"], "the shapes file folder.json cannot be read"),
        (["--baseline", "none.json"], "the baseline none.json cannot be read"),
        (["--graph", "none"], "there is no folder none; make one with"),
        (["--graph", "folder.json"], "folder.json is not a build"),
        (["none.txt"], "none.txt"),
        (["folder.json"], "folder.json"),
    ],
)
def test_whether_bad_usage_is_one_sentence_and_writes_nothing(
    built: Build,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.json").mkdir()
    graph = (
        ["--graph", str(built.folder)] if arguments[0].startswith("--") and arguments[0] != "--graph" else []
    )
    said = _said(capsys, monkeypatch, *graph, *arguments, "--output", "good.json")
    assert sentence in said
    assert said.startswith("policygraph: ")
    assert said.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["folder.json"]


@pytest.mark.parametrize("engine", ["shifty", "pyshacl"])
@pytest.mark.parametrize("sentence", BAD_SHAPES)
def test_whether_broken_shapes_are_refused_by_both_engines(
    small: Build, tmp_path: Path, sentence: str, engine: str
) -> None:
    shapes = tmp_path / "s.ttl"
    shapes.write_text(BAD_SHAPES[sentence], encoding="utf-8")
    with pytest.raises(UsageError, match=sentence):
        validate(small, shapes=[shapes], engine=engine)


@pytest.mark.parametrize("sentence", BAD_PROFILES)
def test_whether_a_bad_profile_is_refused(small: Build, tmp_path: Path, sentence: str) -> None:
    profile = tmp_path / "p.toml"
    profile.write_text(BAD_PROFILES[sentence], encoding="utf-8")
    with pytest.raises(UsageError, match=sentence):
        validate(small, profile=str(profile))


@pytest.mark.parametrize("content", ["", "[", "{}", "[1]", "[" * 200_000, f'{{"results": {"9" * 5000}}}'])
def test_whether_a_bad_baseline_is_refused(tmp_path: Path, content: str) -> None:
    baseline = tmp_path / "last.json"
    baseline.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="is not a report of policygraph validate"):
        read_baseline(baseline)


def test_whether_a_damaged_build_is_refused(
    small: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    emptied = tmp_path / "emptied"
    shutil.copytree(small.folder, emptied)
    (emptied / "graph.nq").write_bytes(b"")
    said = _said(capsys, monkeypatch, "--graph", str(emptied))
    assert (
        said
        == f"policygraph: {emptied / 'graph.nq'} was changed or damaged after it was built; build again\n"
    )


def test_whether_a_profile_switches_and_relevels(built: Build, report: Report, tmp_path: Path) -> None:
    profile = tmp_path / "p.toml"
    profile.write_text('[rules]\nPG102 = "violation"\nPG103 = "off"\n', encoding="utf-8")
    found = validate(built, profile=str(profile))
    expected = {r.focus for r in report.results if r.rule == "PG102"}
    assert {r.focus for r in found.failing(Level.VIOLATION)} == expected
    assert "PG103" not in {rule.id for rule in found.rules} | {r.rule for r in found.results}
    strict = validate(built, profile="strict")
    assert len(strict.failing(Level.WARNING)) == len(report.results) > len(report.failing(Level.WARNING))


@pytest.mark.parametrize("place", ["shape", "query"])
def test_whether_own_shapes_report_at_their_place(built: Build, tmp_path: Path, place: str) -> None:
    shapes = tmp_path / "own.ttl"
    message = 'sh:message "{?name} 不应出现"@zh, "{?name} should not be there"@en ;'
    shapes.write_text(
        f'''@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix pg: <https://w3id.org/policygraph/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
<urn:team:X1> a sh:NodeShape ; dcterms:identifier "X1" ; sh:severity sh:Warning ; sh:targetClass pg:Agency ;
    {message if place == "shape" else ""}
    sh:sparql [ {message if place == "query" else ""} sh:select """SELECT $this ?name WHERE {{
        $this ?p <https://w3id.org/policygraph/vocab/body/tongji-ju> BIND(STR(?p) AS ?name) }}""" ] .
''',
        encoding="utf-8",
    )
    found = [r for r in validate(built, shapes=[shapes]).results if r.rule == "X1"]
    assert found
    # What follows from the ontology stands beside it in standard terms.
    assert {(r.zh, r.en) for r in found} == {
        (f"{iri} 不应出现", f"{iri} should not be there")
        for iri in (PG.iri("bodyForm"), "http://www.w3.org/ns/org#classification")
    }
    assert all(r.place and r.place.quote.endswith("局") for r in found)


@pytest.mark.parametrize("absolute", [False, True])
def test_whether_sarif_names_documents_from_the_folder_of_the_call(
    seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, absolute: bool
) -> None:
    plans = tmp_path / "市 plans"
    plans.mkdir()
    shutil.copy(seeds / "plans" / "sanmenxia.txt", plans)
    monkeypatch.chdir(tmp_path)
    source = plans if absolute else Path(plans.name)
    assert CliRunner().invoke(app, ["validate", str(source), "--output", "r.sarif"]).exit_code == 0
    results = json.loads(Path("r.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    places = [
        place["physicalLocation"]["artifactLocation"] for r in results for place in r.get("locations", [])
    ]
    assert {place["uri"] for place in places} == {"%E5%B8%82%20plans/sanmenxia.txt"}


def test_whether_rules_are_listed_and_their_pages_written(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["rules", "--write", str(tmp_path / "new" / "pages")])
    assert done.exit_code == 0
    listed = [line.split()[0] for line in done.stdout.splitlines()]
    assert listed == [rule.id for rule in read_shapes(resources.shapes()).rules]
    written = {p.name: p.read_text(encoding="utf-8") for p in (tmp_path / "new" / "pages").iterdir()}
    assert written.keys() == {"README.md", *(f"{name}.md" for name in listed)}
    refused = CliRunner().invoke(app, ["rules", "--write", "/dev/null/pages"])
    assert isinstance(refused.exception, UsageError)
    assert "cannot make the folder /dev/null/pages" in str(refused.exception)


def test_whether_a_report_that_cannot_be_written_leaves_nothing(report: Report, tmp_path: Path) -> None:
    folder = tmp_path / "report.json"
    folder.mkdir()
    with pytest.raises(UsageError, match=r"report\.json is a folder; choose another place"):
        write(report, folder)
    assert list(tmp_path.iterdir()) == [folder]
    assert list(folder.iterdir()) == []


def test_whether_the_rest_is_reported_where_a_file_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "a.txt").write_text("一、目标\n到2025年，空气优良天数比率达到80%。", "utf-8")
    (plans / "b.txt").write_bytes(b"\x81\x20\xff")
    reports = ["--output", "report.json", "--accept", "base.json"]
    done = CliRunner().invoke(app, ["validate", "plans", *reports])
    assert done.exit_code == 2
    assert "plans/b.txt" in done.stderr
    assert done.stderr.endswith("base.json is not written, as not all documents could be read\n")
    found = json.loads((tmp_path / "report.json").read_text("utf-8"))["results"]
    assert {one["place"]["file"] for one in found if one["place"]} == {"plans/a.txt"}
    assert not (tmp_path / "base.json").exists()


def test_whether_only_new_findings_fail(built: Build, tmp_path: Path) -> None:
    first = tmp_path / "first.json"
    command = ["validate", "--graph", str(built.folder), "--fail-on", "warning"]
    assert CliRunner().invoke(app, [*command, "--output", str(first)]).exit_code == 1
    assert CliRunner().invoke(app, [*command, "--baseline", str(first)]).exit_code == 0


NESTED = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix pg: <https://w3id.org/policygraph/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ex: <http://example.org/> .
ex:S a sh:NodeShape ; sh:targetClass pg:CityPlan ; dcterms:identifier "MY1" ; sh:severity sh:Warning ;
    sh:message "应有文号"@zh, "needs a number"@en ; sh:property [ sh:path pg:docNumber ; sh:minCount 1 ] .
"""


@pytest.mark.parametrize("engine", ["shifty", "pyshacl"])
def test_whether_what_a_nested_shape_finds_is_its_rules(small: Build, tmp_path: Path, engine: str) -> None:
    (tmp_path / "mine.ttl").write_text(NESTED, encoding="utf-8")
    report = validate(small, shapes=[tmp_path / "mine.ttl"], engine=engine)
    found = [(r.zh, r.en, r.level.label) for r in report.results if r.rule == "MY1"]
    assert found
    assert set(found) == {("应有文号", "needs a number", "warning")}


@pytest.mark.parametrize("text", ["", NESTED.replace("sh:targetClass pg:CityPlan ;", "")])
def test_whether_a_shapes_file_without_a_rule_is_refused(small: Build, tmp_path: Path, text: str) -> None:
    (tmp_path / "mine.ttl").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"mine\.ttl holds no rule"):
        validate(small, shapes=[tmp_path / "mine.ttl"])


def test_whether_a_profile_without_rules_is_refused(small: Build, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('PG012 = "info"\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"has no table \[rules\]"):
        validate(small, profile=str(tmp_path / "mine.toml"))


@pytest.mark.parametrize(
    ("option", "choices"),
    [("--fail-on", "'violation', 'warning', 'info'"), ("--engine", "'auto', 'shifty', 'pyshacl'")],
)
def test_whether_a_wrong_choice_is_answered_with_those_there_are(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, option: str, choices: str
) -> None:
    assert choices in _said(capsys, monkeypatch, option, "unknown")


def test_whether_a_caller_learns_of_an_unknown_engine(small: Build) -> None:
    with pytest.raises(UsageError, match="there is no engine 'unknown'; choose auto, shifty, pyshacl"):
        validate(small, engine="unknown")


def test_whether_the_page_holds_each_finding_and_text_stays_text(report: Report) -> None:
    hostile = "<script>\"'&\x00]]>"
    first = report.results[0]
    place = first.place and replace(first.place, quote=hostile, before=hostile)
    changed = replace(first, zh=hostile, en=hostile, place=place)
    page = render(replace(report, results=(changed, *report.results[1:])), ".html")
    root = ET.fromstring(page.removeprefix("<!DOCTYPE html>"))  # noqa: S314 - our own output
    articles = ["".join(article.itertext()) for article in root.iter("article")]
    assert len(articles) == len(report.results)
    shown = hostile.replace("\x00", "\ufffd")
    assert sum(shown in article for article in articles) == 1
    found = Counter(article.split()[0] for article in articles)
    assert found == Counter(result.rule for result in report.results)
    # The gravest of each document come first.
    for section in root.iter("section"):
        levels = [(article.get("class") or "").split()[0] for article in section.iter("article")]
        assert levels == sorted(levels, key=["violation", "warning", "info"].index)
