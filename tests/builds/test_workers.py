"""Work in several processes: the same results, also where a process is lost."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from policygraph.builds.workers import Here, Workers
from policygraph.errors import UsageError
from policygraph.pipeline import build
from tests.builds.states import files, hidden
from tests.running import run

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(2) as started:
        yield started


def squared(number: int) -> int:
    return number**2


def end_at_seven(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def end_the_first_time(folder: Path) -> int:
    number = len(list(folder.iterdir()))
    (folder / str(number)).touch()
    if number == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def say_who_works(folder: Path) -> int:
    (folder / str(os.getpid())).touch()
    return sum(range(3_000_000))


def wait_for_ever(pipe: Path) -> None:
    """Say who works, and read what nobody writes."""
    pipe.with_name("who").write_text(str(os.getpid()))
    pipe.with_name("begun").open("wb").close()
    pipe.open("rb").close()


def fail(number: int) -> int:
    raise OSError(28, f"the disk is full at {number}")


def test_whether_results_come_in_the_order_of_the_tasks(workers: Workers) -> None:
    assert workers.are_ready()
    assert list(workers.map(squared, range(100))) == list(Here().map(squared, range(100)))


def test_whether_nobody_goes_on_after_the_end(tmp_path: Path) -> None:
    with Workers(2) as workers:
        assert next(workers.map(say_who_works, [tmp_path] * 64)) is not None
    assert len(list(tmp_path.iterdir())) == 2


def test_whether_only_what_stops_its_process_twice_is_lost(workers: Workers, tmp_path: Path) -> None:
    assert list(workers.map(end_at_seven, range(20))) == [*range(7), None, *range(8, 20)]
    assert list(workers.map(end_the_first_time, [tmp_path])) == [1]
    assert list(workers.map(squared, range(20))) == [number**2 for number in range(20)]


def test_whether_a_process_ends_at_once_where_its_parent_was_killed(tmp_path: Path) -> None:
    for name in ("begun", "never"):
        os.mkfifo(tmp_path / name)
    code = (
        "from pathlib import Path; from policygraph.builds.workers import Workers; "
        "from tests.builds import test_workers; "
        f"list(Workers(1).map(test_workers.wait_for_ever, [Path({str(tmp_path / 'never')!r})]))"
    )
    parent = subprocess.Popen([sys.executable, "-c", code])
    (tmp_path / "begun").open("rb").close()
    worker = os.pidfd_open(int((tmp_path / "who").read_text()))
    parent.kill()
    parent.wait()
    assert select.select([worker], [], [], 30)[0] == [worker]
    os.close(worker)


def test_whether_what_the_work_raises_is_raised(workers: Workers) -> None:
    with pytest.raises(OSError, match="the disk is full at 0"):
        list(workers.map(fail, range(3)))


def test_whether_nothing_is_done_ahead_in_this_process() -> None:
    seen: list[int] = []
    results = Here().map(seen.append, iter(range(3)))
    next(results)
    assert seen == [0]


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few small plans, one above the others, and two files that cannot be read."""
    folder = tmp_path_factory.mktemp("plans")
    for number, city in enumerate(("宜宾市", "泸州市", "自贡市")):
        text = f"{city}节能减排实施方案\n一、任务\n（一）园区工程。到2025年，能耗下降1{number}%。（市能源局负责）\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    (folder / "blank.txt").write_text("\n", encoding="utf-8")
    (folder / "README.txt").write_text("看", encoding="utf-8")
    return folder


def test_whether_the_number_of_processes_changes_no_byte(plans: Path, tmp_path: Path) -> None:
    one, two = (build([plans], tmp_path / str(jobs), jobs=jobs) for jobs in (1, 2))
    assert files(one.out) == files(two.out)
    assert [str(error) for error in two.errors] == [str(error) for error in one.errors]
    assert (two.left_out, two.documents, two.totals) == (one.left_out, one.documents, one.totals)
    assert hidden(two.out) == []


def test_whether_no_process_at_all_is_refused(plans: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--jobs a number from 1 on"):
        build([plans], tmp_path / "out", jobs=0)
    assert run("build", plans, "-o", tmp_path / "out", "--jobs", "0").returncode == 2


def test_whether_a_program_without_a_main_guard_can_ask_for_processes(plans: Path, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        f"import sys\nsys.path[:] = {sys.path!r}\nimport pathlib, policygraph\n"
        f"print(policygraph.build([pathlib.Path({str(plans)!r})], pathlib.Path('out'), jobs=2).totals['documents'])\n",
        encoding="utf-8",
    )
    ended = subprocess.run(
        [sys.executable, program], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert (ended.stdout, ended.stderr) == ("3\n", "")
