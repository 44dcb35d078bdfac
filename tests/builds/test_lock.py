"""One writer at a time for a folder, and readers that never wait."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from policygraph.builds.lock import LOCK, locked
from policygraph.builds.store import open_build
from policygraph.errors import GraphError
from tests.builds.states import hidden
from tests.graph.documents import build, plan

HOLDER = """
import sys
from pathlib import Path
from policygraph.builds.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock."""
    command = [sys.executable, "-c", HOLDER, str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process


def test_whether_a_second_build_is_refused_and_readers_are_not(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(out, plan("a"))
    with held(out) as process:
        with pytest.raises(GraphError, match=r"another build is writing to .*out; wait for its end"):
            build(out, plan("b"))
        assert list(open_build(out).texts) == ["a"]
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait() == 0
    build(out, plan("b"))
    assert list(open_build(out).texts) == ["b"]
    assert hidden(out) == []


def test_whether_the_lock_of_a_killed_build_is_free(tmp_path: Path) -> None:
    with held(tmp_path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert (tmp_path / LOCK).exists()
    with locked(tmp_path):
        assert (tmp_path / LOCK).exists()
    assert not (tmp_path / LOCK).exists()


def test_whether_whoever_waits_gets_the_lock_that_is_there_then(tmp_path: Path) -> None:
    """Its last holder removes the file; a lock on the file that was there before would keep nobody out."""
    with held(tmp_path) as process:
        waiting = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        assert process.stdin is not None
        process.stdin.close()
        process.wait()
    with waiting:
        assert waiting.stdout is not None
        if waiting.stdout.readline():
            assert (tmp_path / LOCK).stat().st_ino
            with pytest.raises(GraphError, match="another build"), locked(tmp_path):
                pass
        assert waiting.stdin is not None
        waiting.stdin.close()
    assert not (tmp_path / LOCK).exists()


@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_whether_what_is_no_lock_is_refused(tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    if kind == "link":
        (tmp_path / "mine").touch()
        (out / LOCK).symlink_to(tmp_path / "mine")
    else:
        os.mkfifo(out / LOCK)
    with pytest.raises(GraphError, match=r"cannot write to|is not a lock of policygraph"):
        build(out)
    assert [path.name for path in out.iterdir()] == [LOCK]
