"""Processes that answer queries and can be stopped: each a copy of one that opened the build, made in milliseconds.

Nothing stops a query inside its engine. So a process sets itself an alarm and a limit of memory, either of which ends
it, and another takes its place. The one that they are copies of runs ``python -m policygraph.server.worker``, has a
single thread and gets a socket for each copy; it ends with the process that started it.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import socket
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.errors import PolicygraphError, QueryError
from policygraph.limited import set_alarm, too_large
from policygraph.server.limits import BusyError, Limits, NotAcceptableError

if TYPE_CHECKING:
    from policygraph.builds.store import Build

__all__ = ["ANSWERED", "Request", "failure", "main"]

Request = dict[str, object]

# The first of the two messages that answer a request: this, or the name of the error that the second one words.
ANSWERED = "answered"
_FAULT = "fault"
_ERRORS = {one.__name__: one for one in (BusyError, NotAcceptableError, QueryError)}


def failure(kind: str, message: str) -> Exception:
    """The error that a process reports; one that is not meant for clients is no ``PolicygraphError``."""
    return RuntimeError(message) if kind == _FAULT else _ERRORS.get(kind, QueryError)(message)


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
            set_alarm(float(str(request["seconds"])))
            kind, data = _answered(build, request, limits)
            set_alarm(0)
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


def _limit_memory(more: int) -> None:
    """Allow this process so many bytes beside those that it has."""
    with suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + more
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    main()
