"""Readers beside a writer, and two writers: each sees one build, whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from policygraph.builds.store import open_build
from tests.builds.driving import make, small_under_way
from tests.builds.states import answers, faults, files, hidden

BEFORE, AFTER = ("a", "b"), ("b", "c")


def test_whether_a_reader_during_a_slow_switch_sees_the_old_or_the_new_build(tmp_path: Path) -> None:
    out = tmp_path / "out"
    make(out, BEFORE)
    make(tmp_path / "fresh", AFTER)
    old, new = answers(out), answers(tmp_path / "fresh")
    process = small_under_way(out, AFTER, slow=100)
    seen = []
    while process.poll() is None:
        found = answers(out)
        assert found in (old, new)
        seen.append(found == new)
    assert process.returncode == 0
    assert seen == sorted(seen)
    assert {False, True} == set(seen)
    assert files(out) == files(tmp_path / "fresh")


@pytest.mark.long
def test_whether_a_reader_beside_many_builds_never_takes_one_for_damaged(tmp_path: Path) -> None:
    out = tmp_path / "out"
    make(out, BEFORE)
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from tests.builds.driving import make\n"
        "for n in range(40): make(Path(sys.argv[2]), [('a', 'b'), ('b', 'c'), ('c',)][n % 3])\n"
    )
    repository = Path(__file__).resolve().parents[2]
    process = subprocess.Popen([sys.executable, "-c", script, str(repository), str(out)])
    seen = set()
    while process.poll() is None:
        opened = open_build(out)
        assert all(text.endswith(f"\n{name}\n") for name, text in opened.texts.items())
        seen.add(tuple(opened.texts))
    assert process.returncode == 0
    assert seen <= {("a", "b"), ("b", "c"), ("c",)}
    assert len(seen) > 1


@pytest.mark.long
def test_whether_of_two_writers_each_ends_whole_or_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "out"
    make(out, BEFORE)
    for _ in range(3):
        processes = [small_under_way(out, names, slow=20) for names in (BEFORE, AFTER)]
        statuses = sorted(process.wait() for process in processes)
        assert statuses in ([0, 0], [0, 2])
        assert sorted(open_build(out).texts) in (list(BEFORE), list(AFTER))
        assert faults(out) == []
        assert hidden(out) == []
