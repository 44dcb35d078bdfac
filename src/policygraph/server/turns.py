"""Threads that want to make the same thing: one after the other, so that only the first of them has to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, RLock

__all__ = ["Turns"]


class Turns:
    """A lock for each key that somebody works on just now, and none for others."""

    def __init__(self) -> None:
        """Nobody works on anything."""
        self._lock = Lock()
        # By key its lock, and how many threads hold it or wait for it.
        self._held: dict[object, tuple[RLock, int]] = {}

    @contextmanager
    def of(self, key: object) -> Iterator[None]:
        """Wait until no other thread works on ``key``, and keep others waiting meanwhile."""
        with self._lock:
            lock, number = self._held.get(key) or (RLock(), 0)
            self._held[key] = lock, number + 1
        try:
            with lock:
                yield
        finally:
            with self._lock:
                lock, number = self._held.pop(key)
                if number > 1:
                    self._held[key] = lock, number - 1
