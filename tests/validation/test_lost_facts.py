"""A build that says less than the baseline fails, and says what is gone and where."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from policygraph.builds.store import Build, open_build
from policygraph.errors import UsageError
from policygraph.pipeline import build
from policygraph.queries.facts import FactKind, facts_of
from policygraph.validation.baseline import Baseline, read_baseline
from policygraph.validation.check import validate
from policygraph.validation.lost_facts import accepted
from policygraph.validation.reports import render
from policygraph.validation.results import Level, Report, Result
from tests.running import run

# Builds or draws whole plans again and again.
pytestmark = pytest.mark.long

PLANS = ("anyang", "jincheng", "sanmenxia", "taiyuan", "yuncheng")
PERCENTAGE = re.compile(r"[\d.．０-９]+\s*[%％]")


@pytest.fixture(scope="module")
def report(real_plans: Build) -> Report:
    return validate(real_plans)


@pytest.fixture(scope="module")
def earlier(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on the plans as a baseline."""
    path = tmp_path_factory.mktemp("baseline") / "last.json"
    path.write_text(render(report, ".json"), encoding="utf-8")
    return path


@pytest.fixture
def plans(seeds: Path, tmp_path: Path) -> Path:
    """A copy of the plans that may be edited."""
    return Path(shutil.copytree(seeds / "plans", tmp_path / "plans"))


def checked(plans: Path, baseline: Path) -> Report:
    build([plans], plans.parent / "build")
    return validate(open_build(plans.parent / "build"), baseline=read_baseline(baseline))


def of(report: Report, rule: str = "PG301") -> list[Result]:
    return [result for result in report.results if result.rule == rule]


def test_whether_a_report_keeps_its_facts(real_plans: Build, report: Report, earlier: Path) -> None:
    assert report.facts == facts_of(real_plans)
    assert read_baseline(earlier) == Baseline(frozenset(r.fingerprint for r in report.results), report.facts)
    listed = json.loads(earlier.read_text(encoding="utf-8"))["facts"]["jincheng"]["三/（一）"]
    target = next(entry for entry in listed if entry["quote"] == "207万千瓦" or entry["kind"] == "target")
    assert target.keys() - {"reading"} == {"kind", "key", "about", "says", "quote", "within", "means"}


def test_whether_nothing_is_lost_where_nothing_changed(
    real_plans: Build, report: Report, earlier: Path
) -> None:
    again = validate(real_plans, baseline=read_baseline(earlier))
    assert [r.fingerprint for r in again.results] == [r.fingerprint for r in report.results]
    assert not any(r.is_new for r in again.results)


@pytest.mark.parametrize("name", PLANS)
def test_whether_a_plan_whose_percentages_became_x_fails(plans: Path, earlier: Path, name: str) -> None:
    path = plans / f"{name}.txt"
    path.write_text(PERCENTAGE.sub("X%", path.read_text(encoding="utf-8")), encoding="utf-8")
    found = checked(plans, earlier)
    wanted = Counter(
        fact.path
        for fact in read_baseline(earlier).facts or ()
        if fact.document == name and fact.kind is FactKind.TARGET and PERCENTAGE.search(fact.quote)
    )
    said = {r.zh.partition("：")[0]: r for r in of(found) if "个目标" in r.zh}
    assert wanted
    for path_of_provision, number in wanted.items():
        match = re.search(r"(\d+)个目标中有(\d+)个不见了", said[path_of_provision].zh)
        assert match
        assert int(match[2]) >= number
    assert {r.document for r in of(found)} == {name}
    assert all(r.is_new and r.place and r.place.document == name for r in of(found))
    assert found.failing(Level.VIOLATION)


def test_whether_lost_targets_are_named_by_provision(plans: Path, earlier: Path) -> None:
    path = plans / "jincheng.txt"
    path.write_text(PERCENTAGE.sub("X%", path.read_text(encoding="utf-8")), encoding="utf-8")
    messages = {r.zh: r.en for r in of(checked(plans, earlier))}
    assert (
        messages["三/（二）：10个目标中有2个不见了：10%、30%"]
        == "三/（二）: 2 of 10 targets are gone: 10%、30%"
    )
    assert messages["二：1个目标中有1个不见了：15.5%"] == "二: 1 of 1 target is gone: 15.5%"


def test_whether_each_fact_that_leaves_a_graph_is_told(real_plans: Build, earlier: Path) -> None:
    """One fact of each kind out of each plan's graph, all at once."""
    facts = facts_of(real_plans)
    gone = [
        next(f for f in reversed(facts) if f.document == name and f.kind is kind and f.quote)
        for name in PLANS
        for kind in FactKind
        if kind not in (FactKind.DOCUMENT, FactKind.PROVISION)
    ]
    taken = [
        quad
        for fact in gone
        for quad in real_plans.store.quads_for_pattern(
            ox.NamedNode(f"{real_plans.base}id/plan/{fact.document}/{fact.key}"), None, None, None
        )
    ]
    for quad in taken:
        real_plans.store.remove(quad)
    try:
        found = validate(real_plans, baseline=read_baseline(earlier))
    finally:
        real_plans.store.extend(taken)
    said = [(r.document, r.en.partition(":")[0], r.en.rpartition(": ")[2]) for r in of(found)]
    assert sorted(said) == sorted((f.document, f.path, _cut(f.quote)) for f in gone)
    assert len(said) == 12 * len(PLANS)


def _cut(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= 24 else line[:23] + "…"


def test_whether_a_document_that_is_gone_is_one_finding(plans: Path, earlier: Path) -> None:
    (plans / "yuncheng.txt").unlink()
    (lost,) = of(checked(plans, earlier))
    assert lost.document == "yuncheng"
    assert re.fullmatch(
        r"the document “yuncheng” is gone, with \d+ provisions, \d+ citations, \d+ assignments, \d+ targets, "
        r"\d+ obligations, \d+ due dates, \d+ delegated targets, \d+ grades, \d+ evaluations, \d+ consequences, "
        r"\d+ deliverables, \d+ conditions, \d+ named firms and works",
        lost.en,
    )
    assert re.match(r"文件“yuncheng”不见了，连同\d+条条款、", lost.zh)


def test_whether_a_provision_that_is_gone_is_one_finding(plans: Path, earlier: Path) -> None:
    path = plans / "jincheng.txt"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("(六) 农业农村"), text.index("（七）")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    (lost,) = of(checked(plans, earlier))
    assert lost.zh.startswith("三/（六）“农业农村节能减排工程”不见了，连同")
    assert "9 targets" in lost.en


def test_whether_another_value_is_told_as_a_change_and_fails_only_if_asked(
    plans: Path, earlier: Path
) -> None:
    path = plans / "jincheng.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("下降15.5%", "下降14%"), encoding="utf-8")
    found = checked(plans, earlier)
    assert of(found) == []
    changes = {r.zh: r for r in of(found, "PG302")}
    change = changes["二：1个目标中有1个有变：15.5% → 14%"]
    assert change.en == "二: 1 of 1 target changed: 15.5% → 14%"
    assert change.place
    assert change.place.quote == "14%"
    assert change.level is Level.INFO
    assert not [r for r in found.failing(Level.WARNING) if r.rule.startswith("PG30")]


def test_whether_a_profile_switches_and_relevels_both_rules(
    plans: Path, earlier: Path, tmp_path: Path
) -> None:
    path = plans / "jincheng.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("下降15.5%", "下降17%"), encoding="utf-8")
    build([plans], tmp_path / "build")
    (tmp_path / "p.toml").write_text('[rules]\nPG301 = "off"\nPG302 = "violation"\n', encoding="utf-8")
    found = validate(
        open_build(tmp_path / "build"), profile=str(tmp_path / "p.toml"), baseline=read_baseline(earlier)
    )
    assert (of(found), {r.level for r in of(found, "PG302")}) == ([], {Level.VIOLATION})


def test_whether_reports_of_all_formats_take_what_is_lost(plans: Path, earlier: Path) -> None:
    (plans / "yuncheng.txt").unlink()
    found = checked(plans, earlier)
    for ending in (".sarif", ".xml", ".md", ".html", ".json", ".ttl"):
        assert "the document “yuncheng” is gone" in render(found, ending)


def test_whether_the_command_fails_until_the_loss_is_accepted(plans: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "last.json"
    call = ("validate", "plans", "--baseline", "last.json")
    assert run("validate", "plans", "--accept", "last.json", cwd=tmp_path).returncode == 0
    assert run(*call, cwd=tmp_path).returncode == 0
    path = plans / "anyang.txt"
    path.write_text(PERCENTAGE.sub("X%", path.read_text(encoding="utf-8")), encoding="utf-8")
    kept = baseline.read_bytes()
    for _ in range(2):
        failed = run(*call, "--output", "r.json", cwd=tmp_path)
        assert failed.returncode == 1
        assert "PG301 violation 事实自基线以来丢失 / Facts lost since the baseline" in failed.stdout
        assert failed.stderr == ""
        assert baseline.read_bytes() == kept
    taken = run(*call, "--accept", "last.json", cwd=tmp_path)
    assert taken.returncode == 0
    assert "PG301" in taken.stdout
    assert not any(r["rule"].startswith("PG30") for r in json.loads(baseline.read_bytes())["results"])
    assert run(*call, cwd=tmp_path).returncode == 0


def test_whether_accepting_does_not_hide_other_findings(plans: Path, tmp_path: Path) -> None:
    run("validate", "plans", "--accept", "last.json", cwd=tmp_path)
    path = plans / "anyang.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("下降 18%", "下降 180%"), encoding="utf-8")
    done = run("validate", "plans", "--baseline", "last.json", "--accept", "next.json", cwd=tmp_path)
    assert done.returncode == 1
    assert "PG107" in done.stdout


def test_whether_a_report_without_facts_is_a_baseline_of_findings(
    report: Report, plans: Path, tmp_path: Path
) -> None:
    old = json.loads(render(report, ".json"))
    del old["facts"]
    (tmp_path / "old.json").write_text(json.dumps(old), encoding="utf-8")
    assert read_baseline(tmp_path / "old.json").facts is None
    (plans / "yuncheng.txt").unlink()
    done = run("validate", "plans", "--baseline", "old.json", "--fail-on", "warning", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr == (
        "policygraph: the baseline old.json lists no facts, so that lost ones are not noticed; "
        "write a new one with --accept FILE.json\n"
    )


def test_whether_an_accepted_report_says_nothing_of_the_baseline(plans: Path, earlier: Path) -> None:
    (plans / "yuncheng.txt").unlink()
    found = checked(plans, earlier)
    assert [r for r in found.results if r not in accepted(found).results] == of(found)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--accept", "last.txt"), "last.txt: no report format ends so"),
        (("--accept", "last.sarif"), "last.sarif cannot be a baseline; give it a name that ends in .json"),
        (("--accept", "no/last.json"), "cannot write no/last.json"),
        (
            ("--baseline", "last.json", "--output", "last.json"),
            "last.json is the baseline and would forget the facts that are lost; write it with --accept last.json",
        ),
    ],
)
def test_whether_a_baseline_that_cannot_be_kept_is_one_sentence(
    plans: Path, earlier: Path, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    shutil.copy(earlier, tmp_path / "last.json")
    done = run("validate", "plans", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"policygraph: {sentence}")
    assert done.stderr.count("\n") == 1
    assert (tmp_path / "last.json").read_bytes() == earlier.read_bytes()


@pytest.mark.parametrize(
    "facts",
    [
        [],
        {"plan": []},
        {"plan": {"一": {}}},
        {"plan": {"一": [{"kind": "target"}]}},
        {"plan": {"一": [{"kind": "other", "key": "", "about": [], "says": [], "quote": ""}]}},
        {"plan": {"一": [{"kind": "target", "key": 1, "about": [], "says": [], "quote": ""}]}},
        {"plan": {"一": [{"kind": "target", "key": "", "about": "x", "says": [], "quote": ""}]}},
    ],
)
def test_whether_damaged_facts_are_refused(tmp_path: Path, facts: object) -> None:
    (tmp_path / "last.json").write_text(json.dumps({"results": [], "facts": facts}), encoding="utf-8")
    with pytest.raises(UsageError, match="is not a report of policygraph validate"):
        read_baseline(tmp_path / "last.json")
