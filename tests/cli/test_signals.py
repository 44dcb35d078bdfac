"""Being told to stop: one line, an exit status of 128 and the signal's number, and nothing left behind."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builds.driving import build_of
from tests.builds.states import files
from tests.graph.documents import build, plan


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("is_new", [True, False])
def test_whether_a_signal_is_one_line_and_leaves_nothing(
    seeds: Path, tmp_path: Path, number: signal.Signals, is_new: bool
) -> None:
    out = tmp_path / "out"
    if not is_new:
        build(out, plan())
    before = files(tmp_path)
    process = build_of(out, seeds / "plans" / "anyang.txt", at=50, what="slow", calls=["fsync"])
    while process.poll() is None and not list(tmp_path.glob("out/.building-*/after.json")):
        pass
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (128 + number, f"policygraph: stopped by {number.name}\n")
    assert files(tmp_path) == before
    assert out.exists() is not is_new


def test_whether_a_query_that_runs_for_ever_can_be_stopped(tmp_path: Path) -> None:
    build(tmp_path / "out", plan())
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    command = [sys.executable, "-m", "policygraph", "query", "-", "--graph", str(tmp_path / "out")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdin is not None
        process.stdin.write(endless)
        process.stdin.close()
        process.stdin = None
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(2)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (128 + signal.SIGTERM, "policygraph: stopped by SIGTERM\n")


@pytest.mark.long
def test_whether_a_query_without_memory_ends_in_one_line(tmp_path: Path) -> None:
    build(tmp_path / "out", plan())
    doubled = " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(34))
    query = f'SELECT (STRLEN(?x34) AS ?n) {{ BIND("policy" AS ?x0) {doubled} }}'
    done = subprocess.run(
        [sys.executable, "-m", "policygraph", "query", "-", "--graph", str(tmp_path / "out")],
        input=query,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30)),
    )
    assert done.returncode == 2
    assert done.stderr == (
        "policygraph: the query needed too much memory and was stopped; ask for less, or with less nesting\n"
    )


@pytest.mark.parametrize("most", [100, 150])
def test_whether_a_command_under_a_limit_of_memory_ends_in_one_line(tmp_path: Path, most: int) -> None:
    build(tmp_path / "out", plan())
    done = subprocess.run(
        [sys.executable, "-m", "policygraph", "query", "targets", "--graph", str(tmp_path / "out")],
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (most << 20, most << 20)),
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"policygraph: the {most} MB of memory that the shell allows are not enough; raise ulimit -v\n"
    )


def test_whether_a_command_under_a_limit_of_memory_ends_with_its_watcher(tmp_path: Path) -> None:
    build(tmp_path / "out", plan())
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    command = [sys.executable, "-m", "policygraph", "query", "-", "--graph", str(tmp_path / "out")]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30)),
    ) as process:
        assert process.stdin is not None
        process.stdin.write(endless.encode())
        process.stdin.close()
        process.stdin = None
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(2)
        process.kill()
        # The end of the stream of errors, which the copy holds too.
        assert process.communicate(timeout=20)[1] == b""
