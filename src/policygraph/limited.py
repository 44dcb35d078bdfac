"""Work that may run for ever or bring its process down, done in another process that is stopped after some seconds.

Nothing stops a query or a shape inside its engine; ending the process that it runs in does.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from policygraph.errors import GraphError, PolicygraphError, QueryError, UsageError, shown

if TYPE_CHECKING:
    from policygraph.builds.store import Build

__all__ = [
    "QUERY_STOPPED",
    "SHAPES_STOPPED",
    "Refusals",
    "apart",
    "end_with_parent",
    "limited",
    "set_alarm",
    "too_large",
    "too_long",
]

T = TypeVar("T")

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


def too_long(seconds: float) -> QueryError:
    """What is said of a query that was stopped after so many seconds."""
    return QueryError(
        f"the query took more than {seconds:g} s and was stopped; ask for less, or allow more time"
    )


def too_large() -> QueryError:
    """What is said of a query that brought its process down, which too much memory and too deep a nesting do."""
    return QueryError("the query needed too much memory and was stopped; ask for less, or with less nesting")


def _shapes_too_long(seconds: float) -> UsageError:
    return UsageError(
        f"your shapes took more than {seconds:g} s and were stopped; let them ask for less, or allow more --timeout"
    )


def _shapes_too_large() -> UsageError:
    return UsageError(
        "your shapes brought the SHACL engine down; let them ask for less, or leave out the one that does it"
    )


@dataclass(frozen=True, slots=True)
class Refusals:
    """What is said of work that took longer than so many seconds, and of work that brought its process down."""

    late: Callable[[float], PolicygraphError]
    down: Callable[[], PolicygraphError]


QUERY_STOPPED = Refusals(too_long, too_large)
SHAPES_STOPPED = Refusals(_shapes_too_long, _shapes_too_large)


def limited(work: Callable[[], T], seconds: float, stopped: Refusals = QUERY_STOPPED) -> T:
    """What ``work`` gives, done in a copy of this process that is stopped after so many seconds.

    This process must have a single thread; the result has to be one that can be pickled. What the copy prints on the
    error stream is lost: it would be the last words of a library.

    Args:
        work: what is to be done.
        seconds: how long it may take; 0 for ever.
        stopped: what is said of work that took longer, or brought the process down.

    Raises:
        PolicygraphError: what ``stopped`` says, or what ``work`` raises.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _do(work, seconds, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as pipe:
            data = pipe.read()
    except BaseException:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        raise stopped.late(seconds) if os.WTERMSIG(status) == signal.SIGALRM else stopped.down()
    if not data:
        raise stopped.down()
    result: T = _result(data)
    return result


def _result(data: bytes) -> Any:
    """What the other process worked out, or its error."""
    is_done, result = pickle.loads(data)  # noqa: S301 - from a process of our own
    if not is_done:
        raise result
    return result


def _do(work: Callable[[], T], seconds: float, pipe: int) -> None:
    """Do the work of the copy, which ends here."""
    try:
        end_with_parent()
        # What a store without memory says at its end is hundreds of lines of its own insides.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        set_alarm(seconds)
        try:
            result: tuple[bool, object] = (True, work())
        except Exception as error:
            result = (False, error)
        data = pickle.dumps(result)
        set_alarm(0)
        with os.fdopen(pipe, "wb") as file:
            file.write(data)
    finally:
        os._exit(0)


def apart(build: Build, work: Callable[[Build], T], seconds: float | None, stopped: Refusals) -> T:
    """What ``work`` gives of a build, done in a new process that opens it once more and is stopped in time.

    Unlike :func:`limited` it may be called from a process of many threads, and on any system; it takes as long as a
    start of policygraph in addition.

    Args:
        build: what the work is about; its folder must still hold it.
        work: a function of a module, or a ``partial`` of one, that can be pickled, as its result can.
        seconds: how long it may take; None for ever, and then here.
        stopped: what is said of work that took longer, or brought the process down.

    Raises:
        PolicygraphError: what ``stopped`` says, or what ``work`` raises; another build has taken the place of this one.
    """
    if seconds is None:
        return work(build)
    given = pickle.dumps((build.folder.absolute(), build.manifest, build.with_rejected, work))
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-c", f"from {__name__} import _main; _main()"],
            input=given,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise stopped.late(seconds) from None
    if done.returncode or not done.stdout:
        raise stopped.down()
    result: T = _result(done.stdout)
    return result


def _main() -> None:
    """Do what standard input asks for, and answer on standard output."""
    from policygraph.builds.store import open_build

    folder, manifest, with_rejected, work = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - from :func:`apart`
    answer = os.dup(1)
    # What a library prints is no part of the answer.
    os.dup2(2, 1)
    try:
        build = open_build(folder, with_rejected=with_rejected)
        if build.manifest != manifest:
            raise GraphError(f"{shown(folder)} was built anew since it was opened; open it again")
        result: tuple[bool, object] = (True, work(build))
    except Exception as error:
        result = (False, error)
    with os.fdopen(answer, "wb") as file:
        pickle.dump(result, file)


def end_with_parent() -> None:
    """Have Linux end this process when the one that made it ends, in whatever way."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def set_alarm(seconds: float) -> None:
    """Have the system end this process after so many seconds, whatever it does then; 0 for never."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
