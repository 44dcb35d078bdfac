"""A build by several processes that is killed at random moments: the earlier one or the new one is there, whole.

``make test-faults`` kills ten; ``python -m tests.faults.parallel 100`` as many as are asked for.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from policygraph.pipeline import build
from tests.builds.states import answers, faults, files, hidden

MOMENTS = 10
# More than one process reads at a time, and the next build makes use of what the last one left.
PLANS = 24
PLAN = """临河市{name}节能减排实施方案
一、主要目标
到2025年，秸秆综合利用率达到{share}%以上，{name}新增绿色建筑{area}万平方米。
二、重点任务
（一）推进{name}工业减排。加快淘汰燃煤锅炉{count}台。（市生态环境局牵头，市发展改革委配合）
"""


def write_plans(folder: Path, shift: int) -> None:
    """Plans that differ from each other, and from those of another ``shift``."""
    folder.mkdir()
    for number in range(PLANS):
        text = PLAN.format(
            name=f"第{number + 1}工业园区",
            share=80 + (number + shift) % 20,
            area=100 + number + shift,
            count=10 + number * (shift + 1),
        )
        (folder / f"plan-{number:02}.txt").write_text(text, encoding="utf-8")


def started(plans: Path, out: Path) -> subprocess.Popen[bytes]:
    """A build by two processes."""
    command = [sys.executable, "-m", "policygraph", "build", str(plans), "-o", str(out), "--jobs", "2"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill_at_moments(folder: Path, moments: int) -> tuple[int, int]:
    """Kill builds, look at what each left, and build again.

    Returns:
        How many left the earlier build, and how many the new one.
    """
    write_plans(folder / "plans", 0)
    write_plans(folder / "changed", 1)
    build([folder / "plans"], folder / "before", jobs=1)
    start = time.monotonic()
    assert started(folder / "changed", folder / "after").wait() == 0
    whole = time.monotonic() - start
    known = answers(folder / "before"), answers(folder / "after")
    expected = files(folder / "after")
    chance, seen = random.Random(11), [0, 0]  # noqa: S311 - moments, no secrets
    for _ in range(moments):
        out = folder / "out"
        shutil.copytree(folder / "before", out)
        process = started(folder / "changed", out)
        try:
            process.wait(chance.random() * whole)
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait()
        assert faults(out) == []
        seen[known.index(answers(out))] += 1
        assert build([folder / "changed"], out, jobs=1).errors == ()
        assert files(out) == expected
        assert hidden(out) == []
        shutil.rmtree(out)
    return seen[0], seen[1]


def test_whether_a_killed_parallel_build_leaves_the_old_or_the_new_one(tmp_path: Path) -> None:
    old, new = kill_at_moments(tmp_path, MOMENTS)
    assert old + new == MOMENTS
    assert old


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        os.environ["XDG_CACHE_HOME"] = f"{place}/caches"
        old, new = kill_at_moments(Path(place), int(sys.argv[1]))
    sys.stdout.write(f"{old} left the earlier build, {new} the new one\n")
