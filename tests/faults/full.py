"""The long tests of a build that is stopped, on the example plans: ``make test-faults`` runs them, with as many random
moments as the variable MOMENTS says.

The new build holds the same plans with a line put before, so that every span of the old one marks other words.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from policygraph.pipeline import build
from tests.builds.driving import CALLS, build_of, kill_at
from tests.builds.driving import make as make_small
from tests.builds.states import answers, faults, files, hidden
from tests.running import run

MOMENTS = int(os.environ.get("MOMENTS", "100"))

Known = tuple[tuple[bytes, dict[str, str]], tuple[bytes, dict[str, str]]]


@pytest.fixture(scope="module")
def states(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the build ``before`` and, made freshly, the build ``after`` of the plans in ``shifted``."""
    folder = tmp_path_factory.mktemp("states")
    (folder / "shifted").mkdir()
    for path in (seeds / "plans").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        (folder / "shifted" / path.name).write_text(
            f"新增的开头一行，使所有位置都移动。\n{text}", encoding="utf-8"
        )
    build([seeds / "plans"], folder / "before")
    build([folder / "shifted"], folder / "after")
    return folder


@pytest.fixture(scope="module")
def old_and_new(states: Path) -> Known:
    """What a reader learns of the build before and of the one after."""
    return answers(states / "before"), answers(states / "after")


@pytest.fixture
def out(states: Path, tmp_path: Path) -> Path:
    shutil.copytree(states / "before", tmp_path / "out")
    return tmp_path / "out"


def assert_old_or_new(known: Known, out: Path) -> None:
    assert answers(out) in known
    assert faults(out) == []


def assert_next_is_clean(states: Path, out: Path) -> None:
    build([states / "shifted"], out)
    assert files(out) == files(states / "after")


def put_back(states: Path, out: Path) -> None:
    shutil.rmtree(out)
    shutil.copytree(states / "before", out)


def test_whether_a_kill_at_any_rename_leaves_the_old_or_the_new_build(
    states: Path, old_and_new: Known, out: Path
) -> None:
    for number in count(1):
        process = build_of(out, states / "shifted", at=number, calls=["replace"])
        process.communicate()
        if process.returncode == 0:
            break
        assert process.returncode == -signal.SIGKILL
        assert_old_or_new(old_and_new, out)
        assert_next_is_clean(states, out)
        put_back(states, out)
    assert number >= 5 + 1 + 5 + 4


@pytest.mark.parametrize("call", CALLS)
def test_whether_a_kill_at_any_call_leaves_the_old_or_the_new_build(tmp_path: Path, call: str) -> None:
    """On small documents, as there are very many calls."""
    make_small(tmp_path / "before", "ab")
    make_small(tmp_path / "after", "bc")
    for number in count(1):
        out = tmp_path / str(number)
        shutil.copytree(tmp_path / "before", out)
        if not kill_at(out, "bc", number, [call]):
            break
        assert answers(out) in (answers(tmp_path / "before"), answers(tmp_path / "after"))
        assert faults(out) == []
        make_small(out, "bc")
        assert files(out) == files(tmp_path / "after"), number


def test_whether_a_kill_at_random_moments_leaves_the_old_or_the_new_build(
    states: Path, old_and_new: Known, out: Path
) -> None:
    chance = random.Random(7)  # noqa: S311 - moments, no secrets
    start = time.monotonic()
    build_of(out, states / "shifted").communicate()
    whole = time.monotonic() - start
    for _ in range(MOMENTS):
        put_back(states, out)
        process = build_of(out, states / "shifted")
        try:
            process.wait(chance.random() * whole)
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
        assert_old_or_new(old_and_new, out)
        assert_next_is_clean(states, out)


@contextmanager
def disk(place: Path, kilobytes: int) -> Iterator[bool]:
    """A small disk, where this user may mount one."""
    place.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)]
    is_there = subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield is_there
    finally:
        if is_there:
            subprocess.run(["umount", str(place)], check=True)


def room(folder: Path) -> int:
    """What a build takes of such a disk, in kilobytes: whole pages of each file, and one for each folder."""
    return 4 * (sum(-(-len(data) // 4096) for data in files(folder).values()) + 8)


def test_whether_a_full_disk_leaves_the_earlier_build(states: Path, tmp_path: Path) -> None:
    before, after = (room(states / name) for name in ("before", "after"))
    for part in (0.05, 0.2, 0.4, 0.6, 0.8, 0.95):
        with disk(tmp_path / "disk", before + round(part * after)) as is_there:
            # Without the right to mount, the suite's test with a limit on the size of files stands for this one.
            if not is_there:
                return
            out = tmp_path / "disk" / "out"
            shutil.copytree(states / "before", out)
            done = run("build", states / "shifted", "-o", out)
            assert done.returncode == 2, done.stderr
            assert "(No space left on device), which is unchanged" in done.stderr
            assert done.stderr.count("\n") == 1
            assert files(out) == files(states / "before")
            assert hidden(out) == []


def test_whether_a_reader_during_a_slow_switch_sees_one_build(
    states: Path, old_and_new: Known, out: Path
) -> None:
    process = build_of(out, states / "shifted", at=700, what="slow", calls=["replace"])
    seen = set()
    while process.poll() is None:
        seen.add(old_and_new.index(answers(out)))
    process.communicate()
    assert process.returncode == 0
    assert seen == {0, 1}


def test_whether_two_writers_leave_one_build(
    seeds: Path, states: Path, old_and_new: Known, out: Path
) -> None:
    for _ in range(3):
        processes = [
            build_of(out, sources, at=100, what="slow", calls=["replace"])
            for sources in (seeds / "plans", states / "shifted")
        ]
        for process in processes:
            process.communicate()
        statuses = sorted(process.returncode for process in processes)
        assert statuses in ([0, 0], [0, 2])
        assert_old_or_new(old_and_new, out)
        assert hidden(out) == []
