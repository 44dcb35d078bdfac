"""One writer at a time for a folder."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from policygraph.errors import GraphError
from policygraph.files import try_lock

__all__ = ["LOCK", "locked"]

LOCK = ".policygraph.lock"
_PATIENCE = 1.0
_PAUSE = 0.05
_NO_LINK: int = getattr(os, "O_NOFOLLOW", 0)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; the operating system frees it when the process ends, however that happens.

    The file of the lock is removed at the end. Whoever waits for it sees that the name has gone, and starts anew.

    Raises:
        GraphError: another process holds the lock.
        OSError: the file of the lock cannot be made.
    """
    path = folder / LOCK
    handle = _taken(path, time.monotonic() + _PATIENCE)
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink()
        os.close(handle)


def _taken(path: Path, until: float) -> int:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o666)
        try:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode) or found.st_size:
                raise GraphError(
                    f"{path} is not a lock of policygraph; move it away, or choose another folder with -o"
                )
            if try_lock(handle) and _has_the_name(handle, path):
                return handle
            if time.monotonic() > until:
                raise GraphError(
                    f"another build is writing to {path.parent}; wait for its end and build again"
                )
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        time.sleep(_PAUSE)


def _has_the_name(handle: int, path: Path) -> bool:
    """Whether the file that was opened still has its name: its last holder may have removed it meanwhile."""
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except FileNotFoundError:
        return False
