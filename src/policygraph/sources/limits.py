"""How much of a file is read before it is refused: a document that is larger is a bomb or no document."""

from __future__ import annotations

import time

from policygraph.sources.decode import DecodeError

__all__ = [
    "MAX_CELLS",
    "MAX_CHARACTERS",
    "MAX_DEPTH",
    "MAX_FILE",
    "MAX_MARKUP",
    "MAX_MEMBERS",
    "MAX_PAGES",
    "MAX_UNPACKED",
    "Clock",
]

# The longest plans have some 200,000 characters on 300 pages, in files of 30 MB.
MAX_FILE = 100 * 2**20
# Parsed, a page takes ten times its size.
MAX_MARKUP = 20 * 2**20
MAX_UNPACKED = 200 * 2**20
MAX_PAGES = 1_000
MAX_CHARACTERS = 4_000_000
MAX_MEMBERS = 10_000
MAX_CELLS = 1_000_000
MAX_DEPTH = 12_000
MAX_SECONDS = 60.0


class Clock:
    """How much processor time a reader has taken for a file: what else the machine does stops no document."""

    def __init__(self) -> None:
        self._end = time.thread_time() + MAX_SECONDS

    def check(self) -> None:
        """Go on, unless it takes too long.

        Raises:
            DecodeError: the time is up.
        """
        if time.thread_time() > self._end:
            raise DecodeError(
                f"reading it takes more than {MAX_SECONDS:.0f} seconds; split it or save it as plain text"
            )
