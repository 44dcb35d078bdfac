"""Work that is spread over processes; the results come in the order of the tasks, whoever did which.

A process of our own starts with nothing but the modules that the work names, on every system in the same way, and
whatever the program that asks for it looks like: neither its threads nor its main module are taken along. Tasks and
results pass through its two pipes. Where the parent ends, however that happens, the pipe ends and so does the process.
"""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from importlib import import_module
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Protocol, TypeVar

from policygraph.methods import methods_compiled_before
from policygraph.patterns import compiled_before

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["Executor", "Here", "Workers", "processors", "serve"]

T = TypeVar("T")
R = TypeVar("R")

# So many short tasks go to a process at a time: fewer cost more than they even out.
_CHUNK = 8
# So many chunks for each process are under way or wait for their turn in the order.
_AHEAD = 3
_START = "import sys; sys.path[:] = {path!r}; from policygraph.builds.workers import serve; serve({module!r})"


class Executor(Protocol):
    """Does the same work on many things; one that uses other machines could stand in for these."""

    def check(self, folder: Path) -> None:
        """See that whoever works sees a folder of this machine.

        Raises:
            UsageError: somebody does not.
        """

    def map(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R | None]:
        """The results of ``work`` in the order of ``tasks``; None for one whose process was lost twice.

        What ``work`` raises is raised here. It is a function of a module, and tasks and results can be pickled.
        """


class Here:
    """Does the work in this process, each task when its result is asked for."""

    def check(self, folder: Path) -> None:
        """All is on this machine."""

    def map(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R | None]:
        """As :meth:`Executor.map`."""
        return map(work, tasks)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers(AbstractContextManager["Workers"]):
    """Does the work in so many processes of this machine."""

    def __init__(self, number: int, chunk: int = _CHUNK, module: str = "") -> None:
        """Start them; they end with the context.

        Args:
            number: of the processes.
            chunk: how many tasks go to a process at a time.
            module: what they import before they are asked anything; what is compiled for it is kept.

        Raises:
            OSError: the system starts no process.
        """
        self._module = module
        self._idle: deque[_Process] = deque()
        self._has_ended = False
        self._all: list[_Process] = []
        for _ in range(number):
            self._idle.append(self._started())
        # Who works alone starts without it.
        from concurrent.futures import ThreadPoolExecutor

        self._threads = ThreadPoolExecutor(number)
        self._ahead, self._chunk = number * _AHEAD, chunk

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all of them, also in the middle of their work, which nobody does again then."""
        self._has_ended = True
        for process in self._all:
            process.end()
        self._threads.shutdown(cancel_futures=True)

    def are_ready(self) -> bool:
        """Whether all processes have started: some programs that hold a Python cannot start another."""
        try:
            return not any(process.ask((len, ())) for process in self._idle)
        except _LostError:
            return False

    def check(self, folder: Path) -> None:
        """All is on this machine."""

    def map(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R | None]:
        """As :meth:`Executor.map`."""
        rest = iter(tasks)
        waiting: deque[Future[list[R | None]]] = deque()
        while True:
            while len(waiting) < self._ahead and (chunk := list(islice(rest, self._chunk))):
                waiting.append(self._threads.submit(self._done, work, chunk))
            if not waiting:
                return
            yield from waiting.popleft().result()

    def _done(self, work: Callable[[T], R], chunk: Sequence[T]) -> list[R | None]:
        """A chunk's results; where a process is lost over it, each task is tried once more, alone."""
        with suppress(_LostError):
            return self._asked(work, chunk)
        found: list[R | None] = []
        for task in () if self._has_ended else chunk:
            try:
                found += self._asked(work, [task])
            except _LostError:
                found.append(None)
        return found

    def _asked(self, work: Callable[[T], R], chunk: Sequence[T]) -> list[R | None]:
        process = self._idle.popleft()
        try:
            results = process.ask((work, chunk))
        except _LostError:
            process.end()
            if not self._has_ended:
                self._idle.append(self._started())
            raise
        self._idle.append(process)
        return results

    def _started(self) -> _Process:
        process = _Process(self._module)
        self._all.append(process)
        return process


class _LostError(Exception):
    """A process ended before it answered."""


class _Process:
    """A process that works, and its two pipes."""

    def __init__(self, module: str) -> None:
        code = _START.format(path=sys.path, module=module)
        # In a session of its own: what is typed at the terminal is for the parent, which ends it.
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )

    def ask(self, task: tuple[Callable[[T], R], Sequence[T]]) -> list[R | None]:
        """Have a chunk done.

        Raises:
            _LostError: the process ended.
            Exception: what the work raised.
        """
        to, of = self._process.stdin, self._process.stdout
        try:
            pickle.dump(task, to, pickle.HIGHEST_PROTOCOL)  # type: ignore[arg-type]
            to.flush()  # type: ignore[union-attr]
            answer = pickle.load(of)  # type: ignore[arg-type]  # noqa: S301 -- our own process wrote it
        except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
            raise _LostError from error
        if isinstance(answer, BaseException):
            raise answer
        results: list[R | None] = answer
        return results

    def end(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]


def serve(module: str = "") -> None:
    """Work for the parent until it closes the pipe; whatever else is printed goes to standard error.

    Args:
        module: imported before.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # As in the command: what is known stays until the end, and the collector need not walk over it again and again.
    gc.set_threshold(1_000_000)
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if module:
        with compiled_before("patterns-of-workers"), methods_compiled_before("methods-of-workers"):
            import_module(module)
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        while True:
            _answer(asked, answers)


def _end_with_parent() -> None:
    """End at once where the parent was killed: what it left is removed by the next build, and nobody may add to it."""
    if hasattr(select, "poll"):
        ending = select.poll()
        ending.register(0, 0)  # a pipe without a writer is told whatever is waited for
        ending.poll()
        os._exit(1)


def _answer(asked: IO[bytes], answers: IO[bytes]) -> None:
    work, chunk = pickle.load(asked)  # noqa: S301 -- our own parent wrote it
    answer: Any
    try:
        answer = [work(task) for task in chunk]
    except Exception as error:
        answer = error
    pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()
