"""Asking the processes that can be stopped: a few at once, each made when there is no idle one."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from multiprocessing.connection import Connection
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING

from policygraph.errors import GraphError
from policygraph.limited import too_large, too_long
from policygraph.server.limits import BusyError, Limits
from policygraph.server.worker import ANSWERED, Request, failure

if TYPE_CHECKING:
    from policygraph.server.workbench import Workbench

__all__ = ["Pool", "pool_of"]

# How many questions wait for a process, as each keeps a thread that pages need as well; and how much later than its
# alarm a process is given up.
_QUEUE = 16
_GRACE = 2.0


class Pool:
    """Answers requests over one build, in processes of their own; can be asked by many threads.

    The build is opened once more, by a process that starts with the pool and ends with it.
    """

    def __init__(self, folder: Path, limits: Limits) -> None:
        """Start the process that opens the build in ``folder``; this does not wait for it."""
        self.limits = limits
        self._idle: list[Connection] = []
        self._lock = Lock()
        self._places = BoundedSemaphore(limits.at_once)
        self._queue = BoundedSemaphore(limits.at_once + _QUEUE)
        self._is_ready = False
        self._control, theirs = socket.socketpair()
        with theirs:
            command = [
                sys.executable,
                "-m",
                "policygraph.server.worker",
                str(folder),
                json.dumps(asdict(limits)),
            ]
            self._process = subprocess.Popen(  # noqa: S603 - this program
                command,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._end = weakref.finalize(self, _close, self._control, self._process, self._idle)

    def ask(self, request: Request, seconds: float = 0) -> bytes:
        """The answer to a request, as ``answers`` words it.

        Args:
            request: what is asked.
            seconds: how long it may take; longer than the limit is no longer than the limit, 0 is the limit.

        Raises:
            BusyError: all processes are at work.
            QueryError: the query is refused or was stopped.
            GraphError: the build cannot be opened.
        """
        allowed = min(seconds or self.limits.seconds, self.limits.seconds)
        with self._place():
            connection, start = self._process_at_hand(), time.monotonic()
            try:
                connection.send_bytes(json.dumps({**request, "seconds": allowed}).encode())
                if not connection.poll(allowed + _GRACE):
                    raise EOFError
                kind, data = connection.recv_bytes().decode(), connection.recv_bytes()
            except (EOFError, OSError):
                connection.close()
                raise (too_long(allowed) if time.monotonic() - start >= allowed else too_large()) from None
            except BaseException:
                connection.close()
                raise
            with self._lock:
                self._idle.append(connection)
        if kind != ANSWERED:
            raise failure(kind, data.decode())
        return data

    def close(self) -> None:
        """End all processes that are not at work; those that are end by their alarm. A pool that is lost is closed."""
        self._end()

    @contextmanager
    def _place(self) -> Iterator[None]:
        busy = BusyError(f"{self.limits.at_once} other queries are running; ask again in a moment")
        if not self._queue.acquire(blocking=False):
            raise busy
        try:
            if not self._places.acquire(timeout=self.limits.patience):
                raise busy
            try:
                yield
            finally:
                self._places.release()
        finally:
            self._queue.release()

    def _process_at_hand(self) -> Connection:
        """An idle process, or a new one."""
        with self._lock:
            if self._idle:
                return self._idle.pop()
            self._wait_until_ready()
            ours, theirs = socket.socketpair()
            with theirs:
                socket.send_fds(self._control, [b"."], [theirs.fileno()])
            return Connection(ours.detach())

    def _wait_until_ready(self) -> None:
        """Wait until the build is open.

        Raises:
            GraphError: it cannot be.
        """
        if self._is_ready:
            return
        said = b""
        while not said.endswith(b"\n"):
            part = self._control.recv(4096)
            if not part:
                break
            said += part
        if said != b"\n":
            why = said.decode(errors="replace").strip()
            raise GraphError(why or "the process that answers queries did not start; start the server again")
        self._is_ready = True


def _close(control: socket.socket, process: subprocess.Popen[bytes], idle: list[Connection]) -> None:
    while idle:
        idle.pop().close()
    control.close()
    process.wait()


def pool_of(workbench: Workbench) -> Pool:
    """The pool over the build of a workbench, started at the first call."""
    return workbench.once(Pool, lambda: Pool(workbench.session.build.folder, Limits()))
