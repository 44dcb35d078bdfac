"""Processes that answer queries and can be stopped: each a copy of one that opened the build, made in milliseconds.

Nothing stops a query inside its engine. So a process sets itself an alarm and a limit of memory, either of which ends
it, and another takes its place. The one that they are copies of runs ``python -m policygraph.server.worker``, has a
single thread and gets a socket for each copy; it ends with the process that started it.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import resource
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from policygraph.errors import PolicygraphError, QueryError
from policygraph.server.limits import (
    QUERY_STOPPED,
    BusyError,
    Limits,
    NotAcceptableError,
    Refusals,
    too_large,
)

if TYPE_CHECKING:
    from policygraph.builds.store import Build

__all__ = ["ANSWERED", "Request", "failure", "limited", "main"]

T = TypeVar("T")
Request = dict[str, object]

# The first of the two messages that answer a request: this, or the name of the error that the second one words.
ANSWERED = "answered"
_FAULT = "fault"
_ERRORS = {one.__name__: one for one in (BusyError, NotAcceptableError, QueryError)}


def failure(kind: str, message: str) -> Exception:
    """The error that a process reports; one that is not meant for clients is no ``PolicygraphError``."""
    return RuntimeError(message) if kind == _FAULT else _ERRORS.get(kind, QueryError)(message)


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
    is_done, result = pickle.loads(data)  # noqa: S301 - from a copy of this very process
    if not is_done:
        raise result
    done: T = result
    return done


def _do(work: Callable[[], T], seconds: float, pipe: int) -> None:
    """Do the work of the copy, which ends here."""
    try:
        # What a store without memory says at its end is hundreds of lines of its own insides.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        _set_alarm(seconds)
        try:
            result: tuple[bool, object] = (True, work())
        except Exception as error:
            result = (False, error)
        data = pickle.dumps(result)
        _set_alarm(0)
        with os.fdopen(pipe, "wb") as file:
            file.write(data)
    finally:
        os._exit(0)


def main() -> None:
    """Open the build that the command line names and answer over copies, until standard input, a socket, is closed.

    Each byte that comes over it brings one end of a pair of sockets, over which a copy answers requests. The first
    message that goes back says that the build is open, or why it cannot be.
    """
    from policygraph.builds.store import open_build

    folder, limits = Path(sys.argv[1]), Limits(**json.loads(sys.argv[2]))
    control = socket.socket(fileno=os.dup(0))
    try:
        build = open_build(folder)
    except PolicygraphError as error:
        control.sendall(f"{error}\n".encode())
        return
    # What is loaded belongs to all copies: their collectors must not touch it.
    gc.freeze()
    # Nobody waits for the copies.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    control.sendall(b"\n")
    while True:
        with suppress(ConnectionResetError):
            data, handles, _, _ = socket.recv_fds(control, 1, 1)
            if data and handles:
                if os.fork() == 0:
                    control.close()
                    _serve(build, Connection(handles[0]), limits)
                os.close(handles[0])
                continue
        return


def _serve(build: Build, connection: Connection, limits: Limits) -> None:
    """Answer requests until the other end is closed; this copy ends here."""
    with suppress(EOFError, OSError):
        os.nice(5)
        _limit_memory(limits.memory)
        while True:
            request: Request = json.loads(connection.recv_bytes())
            _set_alarm(float(str(request["seconds"])))
            kind, data = _answered(build, request, limits)
            _set_alarm(0)
            connection.send_bytes(kind.encode())
            connection.send_bytes(data)
    os._exit(0)


def _answered(build: Build, request: Request, limits: Limits) -> tuple[str, bytes]:
    try:
        from policygraph.server.answers import answer

        return ANSWERED, answer(build, request, limits)
    except PolicygraphError as error:
        return type(error).__name__, str(error).encode()
    except MemoryError:
        return QueryError.__name__, str(too_large()).encode()
    except Exception as error:
        return _FAULT, f"{type(error).__name__}: {error}".encode()


def _set_alarm(seconds: float) -> None:
    """Have the system end this process after so many seconds, whatever it does then; 0 for never."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory(more: int) -> None:
    """Allow this process so many bytes beside those that it has."""
    with suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + more
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    main()
