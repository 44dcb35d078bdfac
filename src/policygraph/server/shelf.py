"""Answers that were made once, kept up to a size: what was asked for longest ago makes room."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

__all__ = ["Shelf"]


class Shelf:
    """Keeps contents with their media types by keys, ``room`` bytes of them at most; several threads may use it."""

    def __init__(self, room: int) -> None:
        """An empty shelf."""
        self._room = room
        self._held: OrderedDict[object, tuple[str, bytes]] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: object) -> tuple[str, bytes] | None:
        """The media type and content that are kept under a key."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def put(self, key: object, media_type: str, content: bytes) -> None:
        """Keep ``content``; what takes more than an eighth of the room is not kept."""
        if len(content) > self._room // 8:
            return
        with self._lock:
            self._size += len(content) - len(self._held.pop(key, ("", b""))[1])
            self._held[key] = media_type, content
            while self._size > self._room:
                _, (_, dropped) = self._held.popitem(last=False)
                self._size -= len(dropped)
