"""The steps of the action, of the hook and of the GitLab example, run in a repository as their systems run them."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from policygraph.sources.formats import ENDINGS
from tests.running import run

# Each validates invented plans, some a second after the other.
pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[2]
PLAN = """临河市“十四五”节能减排实施方案

为贯彻落实《国务院关于印发“十四五”节能减排综合工作方案的通知》（国发〔2021〕33号），制定本方案。

一、主要目标
到2025年，单位地区生产总值能源消耗比2020年下降{share}%。

二、重点任务
（一）秸秆利用。到2025年，秸秆综合利用率达到{straw}%以上。（市农业农村局负责）
"""
GREEN = PLAN.format(share="14.5", straw="92")
# More than all of it.
RED = PLAN.format(share="14.5", straw="192")
_INPUT = re.compile(r"\$\{\{ inputs\.([\w-]+) \}\}")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a plan, the requirements of a program, a README and a picture."""
    folder = tmp_path / "repository"
    (folder / "plans").mkdir(parents=True)
    (folder / "plans" / "临河.txt").write_text(GREEN, encoding="utf-8")
    for below in ("", "plans"):
        (folder / below / "requirements.txt").write_text("requests==2.32\nnumpy>=2\n", encoding="utf-8")
    (folder / "README.md").write_text("# Plans\n", encoding="utf-8")
    (folder / "blob.bin").write_bytes(bytes(range(256)) * 9)
    for command in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return folder


class Runner:
    """What GitHub gives to the steps of an action, and what they leave."""

    def __init__(self, repository: Path, room: Path) -> None:
        self._repository = repository
        self._temporary = room / "runner"
        program = self._temporary / "policygraph" / "bin" / "policygraph"
        program.parent.mkdir(parents=True)
        program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m policygraph "$@"\n', "utf-8")
        program.chmod(0o755)
        self.summary = room / "summary.md"
        self.output = room / "output"
        self.printed = ""

    def check(self, **inputs: str) -> int:
        """Run all steps but those that install what stands here already; the exit status of the last."""
        action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
        names = {name: one["default"] for name, one in action["inputs"].items()}
        values = names | {name.replace("_", "-"): value for name, value in inputs.items()}
        assert values.keys() == names.keys()
        (step,) = [step for step in action["runs"]["steps"] if step.get("id") == "check"]
        assert step["shell"] == "bash"
        for path in (self.summary, self.output):
            path.write_text("", "utf-8")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=self._repository,
            env={
                **os.environ,
                "PYTHONIOENCODING": "utf-8",
                "RUNNER_TEMP": str(self._temporary),
                "GITHUB_ACTION_PATH": str(ROOT),
                "GITHUB_STEP_SUMMARY": str(self.summary),
                "GITHUB_OUTPUT": str(self.output),
                **{name: _filled(value, values) for name, value in step["env"].items()},
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        self.printed = done.stdout + done.stderr
        return done.returncode

    def report(self, ending: str) -> Path:
        """A report that an output of the action names."""
        outputs = dict(line.split("=", 1) for line in self.output.read_text("utf-8").splitlines())
        return Path(outputs[ending])


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _INPUT.sub(lambda match: values[match[1]], text)


@pytest.fixture
def runner(repository: Path, tmp_path: Path) -> Runner:
    return Runner(repository, tmp_path)


def found(report: Path) -> list[Any]:
    results: list[Any] = json.loads(report.read_text(encoding="utf-8"))["results"]
    return results


def test_whether_the_action_passes_a_sound_repository(repository: Path, runner: Runner) -> None:
    assert runner.check() == 0, runner.printed
    assert "::notice file=plans/临河.txt" in runner.printed
    assert "1 document: 0 violation" in runner.summary.read_text("utf-8")
    run("validate", ".", "--output", "own.json", cwd=repository)
    assert found(runner.report("json")) == found(repository / "own.json") != []


def test_whether_the_action_fails_a_broken_plan_and_says_where(repository: Path, runner: Runner) -> None:
    (repository / "plans" / "临河.txt").write_text(RED, encoding="utf-8")
    assert runner.check(fail_on="warning") == 1
    assert "file=plans/临河.txt,line=9," in runner.printed
    assert "| PG107 | plans/临河.txt:9:" in runner.summary.read_text("utf-8")
    levels = {
        one["level"] for one in json.loads(runner.report("sarif").read_text("utf-8"))["runs"][0]["results"]
    }
    assert levels >= {"error", "note"}
    assert runner.report("html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_whether_the_action_checks_changed_files_among_all(repository: Path, runner: Runner) -> None:
    changed = "plans/临河.txt\nrequirements.txt\nplans/requirements.txt\nblob.bin\nREADME.md\n"
    assert runner.check(paths=changed, context="plans") == 0, runner.printed
    assert (
        "not checked, as these are not plans: requirements.txt, plans/requirements.txt, blob.bin"
        in runner.printed
    )
    assert runner.check(paths="requirements.txt\nblob.bin", context="plans") == 0, runner.printed
    assert runner.check(paths="plans/absent.txt", context="plans") == 2
    assert "::" not in runner.printed


def test_whether_the_action_tells_new_from_known(repository: Path, runner: Runner) -> None:
    plan = repository / "plans" / "临河.txt"
    plan.write_text(RED, encoding="utf-8")
    assert run("validate", "plans", "--accept", "last.json", cwd=repository).returncode in (0, 1)
    assert runner.check(paths="plans", baseline="last.json", profile="strict") == 0, runner.printed
    assert "; 0 new, " in runner.summary.read_text("utf-8")
    assert "::" not in runner.printed
    plan.write_text(PLAN.format(share="14.5", straw="292"), encoding="utf-8")
    assert runner.check(paths="plans", baseline="last.json", profile="strict") == 1
    summary = runner.summary.read_text("utf-8")
    assert "| violation | new | PG107 |" in summary
    assert "| known | PG" in summary
    results = json.loads(runner.report("sarif").read_text("utf-8"))["runs"][0]["results"]
    assert {one["baselineState"] for one in results if one["ruleId"] == "PG107"} == {"new"}
    assert {one["baselineState"] for one in results} == {"new", "unchanged"}
    page = runner.report("html").read_text("utf-8")
    assert "新发现" in page
    assert "已知" in page


def hook(repository: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What pre-commit does: the entry, the arguments, and the staged files that the hook takes."""
    (entry,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    listed = subprocess.run(
        [
            "git",
            "-c",
            "core.quotepath=off",
            "diff",
            "--staged",
            "--name-only",
            "--diff-filter=ACMRTUXB",
            "-z",
        ],
        cwd=repository,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    staged = [name for name in listed.split("\0") if name and re.search(entry["files"], name)]
    program, *rest = shlex.split(entry["entry"])
    assert program == "policygraph"
    return run(*rest, *arguments, *staged, cwd=repository)


def test_whether_the_hook_takes_plans_and_leaves_other_files_alone(repository: Path) -> None:
    done = hook(repository)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 document: 0 violation" in done.stdout
    assert "requirements.txt" not in done.stdout
    (repository / "plans" / "临河.txt").unlink()
    done = hook(repository, "--context", "plans")
    assert done.returncode == 2, "a staged file that is gone is an error of the call"


def test_whether_the_hook_refuses_a_broken_plan(repository: Path) -> None:
    (repository / "plans" / "临河.txt").write_text(RED, encoding="utf-8")
    done = hook(repository, "--context", "plans", "--fail-on", "warning")
    assert done.returncode == 1, done.stdout
    assert "plans/临河.txt:9:" in done.stdout


def test_whether_the_hook_takes_every_kind_of_document() -> None:
    (entry,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for ending in ENDINGS:
        assert re.search(entry["files"], f"plans/方案{ending}")
        assert re.search(entry["files"], f"plans/方案{ending.upper()}")
    assert not re.search(entry["files"], "plans/blob.bin")


def test_whether_the_gitlab_example_does_what_it_says(repository: Path) -> None:
    (repository / "plans" / "临河.txt").write_text(RED, encoding="utf-8")
    page = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    jobs = [yaml.safe_load(one) for one in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)]
    (job,) = [one["policygraph"] for one in jobs if "policygraph" in one]
    install, check = job["script"]
    assert "policygraph[validate] @ git+https://" in install
    program, *arguments = shlex.split(check)
    assert program == "policygraph"
    assert run(*arguments, cwd=repository).returncode == 1
    for name in (*job["artifacts"]["paths"], job["artifacts"]["reports"]["junit"]):
        assert (repository / name).is_file()
