"""A build by the workers of a dask cluster: the same bytes, also where one is lost, and none of another version."""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from policygraph.builds.cluster import Cluster
from policygraph.errors import UsageError
from policygraph.ledger import knowledge
from policygraph.pipeline import build
from tests.beyond.clusters import Crowd, crowd
from tests.builds.states import files, hidden
from tests.running import run

pytestmark = pytest.mark.long
PLANS = 48


@pytest.fixture(scope="module")
def small(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    """A cluster with three workers."""
    with crowd(tmp_path_factory.mktemp("small"), repository / "src") as started:
        for _ in range(3):
            started.add()
        started.wait(3)
        yield started


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small plans, and two files that cannot be read."""
    folder = tmp_path_factory.mktemp("plans")
    for number in range(PLANS):
        text = f"宜宾市节能减排实施方案\n一、任务\n（一）园区工程。到2025年，能耗下降{number}%。（市能源局负责）\n"
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    (folder / "blank.txt").write_text("\n", encoding="utf-8")
    return folder


def end_at_seven(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def fail(number: int) -> int:
    raise OSError(28, f"the disk is full at {number}")


def test_whether_a_lost_worker_changes_no_byte(
    small: Crowd, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = build([plans], tmp_path / "here", jobs=1)
    doomed = small.workers[0]
    monkeypatch.chdir(plans.parent)

    def kill(path: Path, done: int, total: int) -> None:
        if done == 1:
            doomed.kill()

    there = build([Path(plans.name)], tmp_path / "there", cluster=small.address, on_progress=kill)
    assert doomed.wait(10) == -signal.SIGKILL
    assert files(there.out) == files(here.out)
    assert [error.problem for error in there.errors] == [error.problem for error in here.errors]
    assert (len(there.documents), hidden(there.out)) == (PLANS, [])


def test_whether_what_the_work_raises_is_raised(small: Crowd) -> None:
    with Cluster(small.address, knowledge) as cluster:
        assert list(cluster.map(abs, range(-100, 0))) == [*range(100, 0, -1)]
        with pytest.raises(OSError, match="the disk is full at 0"):
            list(cluster.map(fail, range(3)))


@pytest.mark.skipif(
    not Path("/proc/self/cwd").exists(), reason="no folder here that is another in each process"
)
def test_whether_a_worker_that_does_not_see_the_folder_is_named(
    small: Crowd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Cluster(small.address, knowledge) as cluster:
        cluster.check(tmp_path)
        with pytest.raises(
            UsageError, match=r"the worker tcp://\S+ does not see the folder /proc/self/cwd; all"
        ):
            cluster.check(Path("/proc/self/cwd"))
    assert list(tmp_path.iterdir()) == []


def test_whether_a_worker_of_another_version_is_refused(
    small: Crowd, repository: Path, plans: Path, tmp_path: Path
) -> None:
    small.wait(2)
    shutil.copytree(repository / "src", tmp_path / "src")
    for name in ("ontology", "shapes", "seeds"):
        (tmp_path / name).symlink_to(repository / name)
    resources = tmp_path / "src" / "policygraph" / "resources.py"
    text = resources.read_text(encoding="utf-8")
    resources.write_text(re.sub(r'VERSION = ".*"', 'VERSION = "0.0.9"', text), encoding="utf-8")
    stranger = small.add(tmp_path / "src")
    small.wait(3)
    try:
        done = run("build", plans, "-o", tmp_path / "out", "--cluster", small.address)
    finally:
        stranger.kill()
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert re.fullmatch(
        r"policygraph: the policygraph of the worker tcp://127\.0\.0\.1:\d+ is 0\.0\.9, this one \d\S+; "
        r"install the same version on all machines of the cluster\n",
        done.stderr,
    )
    assert not (tmp_path / "out").exists()


def test_whether_a_cluster_that_is_not_there_is_named(repository: Path, plans: Path, tmp_path: Path) -> None:
    with (
        crowd(tmp_path, repository / "src") as empty,
        pytest.raises(UsageError, match="has no worker; start"),
    ):
        build([plans], tmp_path / "out", cluster=empty.address)
    with pytest.raises(UsageError, match=r"no dask scheduler answers at .*; check the address"):
        build([plans], tmp_path / "out", cluster="tcp://127.0.0.1:9")
    with pytest.raises(UsageError, match="exclude each other"):
        build([plans], tmp_path / "out", cluster="tcp://127.0.0.1:9", jobs=2)
    assert not (tmp_path / "out").exists()


def test_whether_only_what_ends_its_worker_twice_is_lost(small: Crowd) -> None:
    small.add()
    small.wait(3)
    with Cluster(small.address, knowledge) as cluster:
        assert list(cluster.map(end_at_seven, range(20))) == [*range(7), None, *range(8, 20)]
