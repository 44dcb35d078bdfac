"""Builds in a process of their own, which can be stopped anywhere."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.graph.documents import PLAN, build, plan

__all__ = ["CALLS", "build_of", "kill_at", "make", "small", "small_under_way"]

# All that changes what is on the disk, or makes sure of it.
CALLS = ("replace", "link", "unlink", "mkdir", "rmdir", "fsync")

# Counts calls of the operating system, and does at one of them what the fourth argument says.
_DRIVER = """
import errno, os, signal, sys, time
names, at, what, repository = sys.argv[1].split(","), int(sys.argv[2]), sys.argv[3], sys.argv[4]
count = 0
def counted(real):
    def call(*arguments, **more):
        global count
        count += 1
        if what == "slow":
            time.sleep(at / 1000)
        elif count == at:
            if what == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(errno.errorcode and getattr(errno, what), os.strerror(getattr(errno, what)))
        return real(*arguments, **more)
    return call
for name in names:
    setattr(os, name, counted(getattr(os, name)))
sys.path.insert(0, repository)
del sys.argv[1:5]
"""
_SMALL = """
from pathlib import Path
from policygraph.errors import GraphError
from tests.builds.driving import make
try:
    make(Path(sys.argv[1]), sys.argv[2:])
except GraphError as error:
    print(error)
    sys.exit(2)
print(count)
"""
_WHOLE = """
from policygraph.cli import main
main()
"""


def make(out: Path, names: Sequence[str]) -> None:
    """A build of small documents with these names, each with a text of its own."""
    build(out, *(replace(plan(n), source=replace(plan(n).source, text=f"{PLAN}\n{n}\n")) for n in names))


def small(
    out: Path, names: Sequence[str], *, at: int = 0, what: str = "kill", calls: Sequence[str] = CALLS
) -> subprocess.CompletedProcess[str]:
    """A build of small documents with these names; at the call of that number it is killed, or the call fails.

    Where nothing happens it prints how many calls there were, and where it fails the sentence.
    """
    return _run(_DRIVER + _SMALL, [",".join(calls), str(at), what, str(_repository()), str(out), *names])


def small_under_way(out: Path, names: Sequence[str], *, slow: int = 0) -> subprocess.Popen[bytes]:
    """A small build in a process of its own; each rename takes ``slow`` milliseconds, as on a distant drive."""
    arguments = ["replace", str(slow), "slow", str(_repository()), str(out), *names]
    return subprocess.Popen([sys.executable, "-c", _DRIVER + _SMALL, *arguments], stdout=subprocess.DEVNULL)


def build_of(
    out: Path, *sources: Path, at: int = 0, what: str = "kill", calls: Sequence[str] = CALLS
) -> subprocess.Popen[str]:
    """The command ``build`` under way, in the same manner."""
    arguments = [
        ",".join(calls),
        str(at),
        what,
        str(_repository()),
        "build",
        *map(str, sources),
        "-o",
        str(out),
    ]
    return subprocess.Popen(
        [sys.executable, "-c", _DRIVER + _WHOLE, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def kill_at(out: Path, names: Sequence[str], at: int, calls: Sequence[str] = CALLS) -> bool:
    """Kill a small build at a call; False where it ended before it came so far."""
    done = small(out, names, at=at, calls=calls)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode != 0


def _run(script: str, arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=dict(os.environ),
    )


def _repository() -> Path:
    return Path(__file__).resolve().parents[2]
