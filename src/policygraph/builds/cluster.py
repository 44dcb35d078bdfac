"""Work that is spread over the workers of a dask cluster, which see the folders of this machine under the same names.

A worker that dies takes its tasks with it: dask has another one do them anew, and where more workers die over them
than its scheduler allows, each is tried once more, alone.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import AbstractContextManager, suppress
from functools import cache
from importlib import import_module
from itertools import islice
from pathlib import Path
from platform import node
from secrets import token_hex
from threading import Lock
from types import TracebackType
from typing import Any, TypeAlias, TypeVar

from policygraph.errors import ServerError, UsageError, shown
from policygraph.resources import VERSION

__all__ = ["Cluster"]

T = TypeVar("T")
R = TypeVar("R")
# dask's own; it comes without types.
_Future: TypeAlias = Any

# So many tasks are sent at a time, and so many times are under way for each worker.
_CHUNK, _AHEAD = 8, 3
# Seconds: to find the scheduler, between looks whether there are workers, and until there have to be some again.
_SOON, _LOOK, _PATIENCE = 5, 5, 30
# A process does one thing at a time, however many threads a worker has: what reads documents keeps notes.
_ALONE = Lock()


class Cluster(AbstractContextManager["Cluster"]):
    """Does the work on the workers of a cluster; see :class:`policygraph.builds.workers.Executor`."""

    def __init__(self, address: str, knowledge: Callable[[], str]) -> None:
        """Find the scheduler, and see that all its workers are of this version.

        Args:
            address: of the scheduler, as dask writes it: ``tcp://host:8786``.
            knowledge: a function of a module that gives a digest of all that the work depends on beside its tasks.

        Raises:
            UsageError: dask is missing, no scheduler answers, it has no workers, or one is of another version.
        """
        try:
            self._dask: Any = import_module("distributed")
        except ImportError as error:
            raise UsageError(
                "--cluster needs the package distributed; install policygraph with its extra: "
                "pip install 'policygraph[cluster]'"
            ) from error
        self._address = address
        self._knowledge = knowledge
        self._known = knowledge()
        try:
            self._client = self._dask.Client(address, timeout=_SOON, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            said = " ".join(str(error).split())
            raise UsageError(
                f"no dask scheduler answers at {address} ({said:.200}); check the address, as in tcp://host:8786"
            ) from error
        try:
            self._check_versions()
        except BaseException:
            self._client.close()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the cluster, which then drops what it was still to do for us."""
        self._client.close()

    def check(self, folder: Path) -> None:
        """See that all workers see a folder of this machine.

        Raises:
            UsageError: one does not.
        """
        probe, token = folder / "probe", token_hex()
        probe.write_text(token, encoding="ascii")
        try:
            found = self._client.run(_content, str(probe.absolute()))
        finally:
            probe.unlink()
        for worker, seen in found.items():
            if seen != token:
                raise _unseen(worker, folder.absolute())

    def map(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R | None]:
        """As :meth:`policygraph.builds.workers.Executor.map`.

        Raises:
            ServerError: the scheduler or all workers are lost.
        """
        rest = iter(tasks)
        ahead = _AHEAD * max(len(self._workers()), 1)
        waiting: deque[tuple[_Future, list[T]]] = deque()
        while True:
            while len(waiting) < ahead and (chunk := list(islice(rest, _CHUNK))):
                waiting.append((self._submit(work, chunk), chunk))
            if not waiting:
                return
            yield from self._done(work, *waiting.popleft())

    def _done(self, work: Callable[[T], R], future: _Future, chunk: Sequence[T]) -> Iterator[R | None]:
        """A chunk's results; where workers are lost over it, each task is tried once more, alone."""
        killed = self._dask.KilledWorker
        with suppress(killed):
            yield from self._result(future)
            return
        for task in chunk:
            try:
                yield from self._result(self._submit(work, [task]))
            except killed:
                yield None

    def _submit(self, work: Callable[[T], R], chunk: Sequence[T]) -> _Future:
        known = (self._knowledge, self._known)
        return self._client.submit(_do, known, str(Path.cwd()), work, chunk, pure=False)

    def _result(self, future: _Future) -> list[Any]:
        """What comes of a future, which is forgotten then.

        Raises:
            KilledWorker: too many workers died over it.
            ServerError: the scheduler or all workers are lost.
            Exception: what the work raised.
        """
        waited = 0
        try:
            while True:
                with suppress(TimeoutError):
                    found: list[Any] = future.result(timeout=_LOOK)
                    return found
                waited = 0 if self._workers() else waited + _LOOK
                if waited >= _PATIENCE:
                    raise ServerError(f"{self._address} has no worker any more; start some, and build again")
        except (CancelledError, self._dask.comm.CommClosedError) as error:
            raise ServerError(
                f"the dask scheduler at {self._address} is lost; start it, and build again"
            ) from error
        finally:
            future.release()

    def _workers(self) -> dict[str, int]:
        cores: dict[str, int] = self._client.ncores()
        return cores

    def _check_versions(self) -> None:
        # A worker that comes later is asked with its first task.
        found: dict[str, object] = self._client.run(_state, self._knowledge, on_error="return")
        if not found:
            raise UsageError(f"{self._address} has no worker; start some with: dask worker {self._address}")
        for worker, state in found.items():
            version, digest = state if isinstance(state, tuple) else ("not known", "")
            if version != VERSION:
                raise _other(worker, f"is {version}, this one {VERSION}")
            if digest != self._known:
                raise _other(worker, "has other vocabularies or other code")


def _other(worker: str, how: str) -> UsageError:
    return UsageError(
        f"the policygraph of the worker {worker} {how}; install the same version on all machines of the cluster"
    )


def _state(knowledge: Callable[[], str]) -> tuple[str, str]:
    """Which policygraph a worker has."""
    return VERSION, knowledge()


def _content(path: str) -> str:
    """What a worker reads in a file, '' where it sees none."""
    try:
        return Path(path).read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""


def _do(
    known: tuple[Callable[[], str], str], folder: str, work: Callable[[T], R], chunk: Sequence[T]
) -> list[R]:
    """Work on a chunk as from the folder in which the command was given.

    Raises:
        UsageError: this worker is of another version, or does not see the folder.
        Exception: what the work raises.
    """
    knowledge, digest = known
    if _worked_out(knowledge) != digest:
        raise _other(f"on {node()}", "is another one")
    with _ALONE:
        before = Path.cwd()
        try:
            os.chdir(folder)
        except OSError as error:
            raise _unseen(f"on {node()}", Path(folder)) from error
        try:
            return [work(task) for task in chunk]
        finally:
            os.chdir(before)


@cache
def _worked_out(knowledge: Callable[[], str]) -> str:
    return knowledge()


def _unseen(worker: str, folder: Path) -> UsageError:
    return UsageError(
        f"the worker {worker} does not see the folder {shown(folder)}; all machines of the cluster need the folders "
        "of sources and build under the same names"
    )
