"""A build that is stopped, by whatever: the earlier build or the new one is there, whole, and the next one is clean."""

from __future__ import annotations

import errno
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from policygraph.builds.store import open_build
from policygraph.errors import GraphError
from policygraph.model.folder import MANIFEST
from tests.builds.driving import kill_at, make, small, small_under_way
from tests.builds.states import answers, faults, files, hidden
from tests.running import run

# Builds or draws whole plans again and again.
pytestmark = pytest.mark.long

BEFORE, AFTER = ("a", "b"), ("b", "c")
# A child that may write files of that size at most stands for a full disk.
FULL_DISK = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
del sys.argv[1]
from policygraph.cli import main
main()
"""


@pytest.fixture(scope="module", autouse=True)
def caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Caches that no other process writes to, and that are written: what is counted is the same in each build."""
    folder = tmp_path_factory.mktemp("caches")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        small(folder / "out", AFTER)
        yield


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the build ``before`` and, made freshly, the build ``after``."""
    folder = tmp_path_factory.mktemp("states")
    make(folder / "before", BEFORE)
    make(folder / "after", AFTER)
    return folder


@pytest.fixture
def out(states: Path, tmp_path: Path) -> Path:
    shutil.copytree(states / "before", tmp_path / "out")
    return tmp_path / "out"


def copies(states: Path, out: Path) -> Iterator[int]:
    """Numbers from 1, each with the earlier build put back."""
    for number in count(1):
        shutil.rmtree(out)
        shutil.copytree(states / "before", out)
        yield number


def test_whether_a_build_killed_at_any_rename_leaves_the_old_or_the_new_one(states: Path, out: Path) -> None:
    old, new = answers(states / "before"), answers(states / "after")
    seen = []
    for number in copies(states, out):
        if not kill_at(out, AFTER, number, ("replace",)):
            break
        assert answers(out) in (old, new)
        assert faults(out) == []
        seen.append(answers(out) == new)
        make(out, AFTER)
        assert files(out) == files(states / "after")
    # Shards and texts before the switch, and what follows it: both kinds came to pass, in that order.
    assert seen == sorted(seen)
    assert {False, True} == set(seen)
    assert len(seen) == 8


def test_whether_the_next_build_cleans_up_also_where_it_is_another(states: Path, out: Path) -> None:
    for number in copies(states, out):
        if not kill_at(out, AFTER, number, ("replace", "unlink")):
            break
        make(out, BEFORE)
        assert files(out) == files(states / "before"), number


def test_whether_a_first_build_killed_at_any_rename_is_no_build(states: Path, tmp_path: Path) -> None:
    for number in count(1):
        out = tmp_path / str(number)
        if not kill_at(out, AFTER, number, ("replace",)):
            break
        if (out / MANIFEST).exists():
            assert answers(out) == answers(states / "after")
        else:
            with pytest.raises(GraphError, match="is not a build"):
                open_build(out)
        make(out, AFTER)
        assert files(out) == files(states / "after")


@pytest.mark.parametrize("fault", ["ENOSPC", "EIO"])
@pytest.mark.parametrize("call", ["replace", "mkdir", "fsync"])
def test_whether_a_call_that_fails_leaves_the_earlier_build(
    states: Path, out: Path, call: str, fault: str
) -> None:
    calls = int(small(out, AFTER, calls=[call]).stdout)
    before = files(states / "before")
    for number in sorted({1, 2, calls // 2, calls - 1, calls} - {0, -1}):
        shutil.rmtree(out)
        shutil.copytree(states / "before", out)
        done = small(out, AFTER, at=number, what=fault, calls=[call])
        if call == "mkdir" and done.returncode == 0:
            # A folder that was to be made is there already.
            assert files(out) == files(states / "after")
            continue
        assert done.returncode == 2, done.stderr
        assert f"cannot write to {out} ({os.strerror(getattr(errno, fault))})" in done.stdout
        assert done.stdout.count("\n") == 1
        assert files(out) == before, number
        assert hidden(out) == []


def test_whether_links_that_fail_are_made_up_for_by_copies(states: Path, out: Path) -> None:
    assert small(out, AFTER, at=1, what="EIO", calls=["link"]).returncode == 0
    assert files(out) == files(states / "after")


def test_whether_an_old_file_that_cannot_be_removed_goes_with_the_next_build(states: Path, out: Path) -> None:
    calls = int(small(out, AFTER, calls=["unlink"]).stdout)
    for number in range(1, calls + 1):
        shutil.rmtree(out)
        shutil.copytree(states / "before", out)
        assert small(out, AFTER, at=number, what="EIO", calls=["unlink"]).returncode == 0
        assert answers(out) == answers(states / "after")
        make(out, AFTER)
        assert files(out) == files(states / "after"), number


def test_whether_a_build_killed_at_a_random_moment_leaves_the_old_or_the_new_one(
    states: Path, out: Path
) -> None:
    old, new = answers(states / "before"), answers(states / "after")
    chance = random.Random(11)  # noqa: S311 - moments, no secrets
    start = time.monotonic()
    assert small(out, AFTER).returncode == 0
    whole = time.monotonic() - start
    for number in copies(states, out):
        process = small_under_way(out, AFTER)
        try:
            process.wait(chance.random() * whole * 1.1)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert answers(out) in (old, new)
        assert faults(out) == []
        make(out, AFTER)
        assert files(out) == files(states / "after")
        if number == 20:
            break


@pytest.mark.parametrize("size", [1_000, 10_000, 100_000, 1_000_000])
def test_whether_a_full_disk_is_a_sentence_and_leaves_the_earlier_build(
    seeds: Path, tmp_path: Path, size: int
) -> None:
    out = tmp_path / "out"
    assert run("build", seeds / "plans" / "anyang.txt", "-o", out).returncode == 0
    before = files(out)
    command = [sys.executable, "-c", FULL_DISK, str(size), "build", str(seeds / "plans"), "-o", str(out)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"policygraph: cannot write to {out} (File too large), which is unchanged; "
        "make room or choose another folder with -o\n"
    )
    assert files(out) == before
    assert hidden(out) == []
