"""A team's own shapes end with one sentence, whatever they do to the engine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from policygraph.builds.store import Build
from policygraph.limited import SHAPES_STOPPED
from policygraph.messages.catalogue import in_chinese
from policygraph.validation.engines import ENGINES
from tests.running import run
from tests.validation.test_own_shapes import PREFIXES, RULE

PRODUCT = "SELECT $this { $this ?p ?o . ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (?a = ?i) }"
DOWN = """
import os, sys
from policygraph.errors import UsageError
from policygraph.limited import SHAPES_STOPPED, limited
def work():
    os.write(2, b"last words of a library")
    os.{end}
try:
    limited(work, {seconds}, SHAPES_STOPPED)
except UsageError as error:
    print(error)
"""


@pytest.mark.long
@pytest.mark.parametrize("engine", ENGINES)
def test_whether_shapes_that_do_not_end_are_stopped(
    chain_of_plans: Build, tmp_path: Path, engine: str
) -> None:
    (tmp_path / "own.ttl").write_text(
        f'{PREFIXES} ex:R {RULE} ; sh:sparql [ sh:select "{PRODUCT}" ] .', encoding="utf-8"
    )
    done = _validated(chain_of_plans, tmp_path / "own.ttl", "--engine", engine, "--timeout", "0.5")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"policygraph: {SHAPES_STOPPED.late(0.5)}\n"


@pytest.mark.parametrize("end", ["abort()", "kill(os.getpid(), 11)", "_exit(0)"])
@pytest.mark.parametrize("seconds", [0, 60])
def test_whether_an_engine_that_goes_down_leaves_one_sentence(end: str, seconds: float) -> None:
    code = DOWN.format(end=end, seconds=seconds)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == (f"{SHAPES_STOPPED.down()}\n", "")


@pytest.mark.long
def test_whether_what_shapes_find_within_their_time_is_reported(
    chain_of_plans: Build, tmp_path: Path
) -> None:
    (tmp_path / "own.ttl").write_text(
        f"{PREFIXES} ex:Own sh:targetClass pg:CityPlan ; sh:path ex:none ; sh:minCount 1 .", encoding="utf-8"
    )
    done = _validated(chain_of_plans, tmp_path / "own.ttl")
    assert (done.returncode, done.stderr) == (1, "")
    assert "Own violation" in done.stdout


def test_whether_a_limit_without_own_shapes_is_refused(chain_of_plans: Build) -> None:
    done = run("validate", "--graph", chain_of_plans.folder, "--timeout", "9")
    assert (done.returncode, done.stdout) == (2, "")
    assert "name them with --shapes" in done.stderr


@pytest.mark.parametrize("error", [SHAPES_STOPPED.late(300), SHAPES_STOPPED.down()])
def test_whether_what_is_said_of_stopped_shapes_has_its_chinese(error: Exception) -> None:
    assert "形状" in in_chinese(str(error))


def _validated(build: Build, shapes: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return run("validate", "--graph", build.folder, "--shapes", shapes, *options)
