"""Making a large build ready to be asked, in a process of its own, while its first pages are answered.

The process runs ``python -m policygraph.server.preparation``, writes how many documents are done, and ends with the
one that started it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

__all__ = ["Preparation", "main"]


class Preparation:
    """Makes a build ready.

    ``done`` is the number of documents whose tables are made, None when all is there; ``error`` is what that failed of.
    """

    def __init__(self, folder: Path) -> None:
        """What makes the build in ``folder`` ready; nothing is begun."""
        self.done: int | None = 0
        self.error: BaseException | None = None
        self._folder = folder
        self._has_ended = False

    @contextmanager
    def under_way(self, finish: Callable[[], None], fail: Callable[[], None]) -> Iterator[None]:
        """Meanwhile it goes on.

        Args:
            finish: is called, in a thread, when the process has ended, however it did.
            fail: is called if that fails.
        """
        process = subprocess.Popen(  # noqa: S603 - this program
            [sys.executable, "-m", "policygraph.server.preparation", str(self._folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        threading.Thread(target=self._follow, args=(process.stdout, finish, fail), daemon=True).start()
        try:
            yield
        finally:
            self._has_ended = True
            process.kill()
            process.wait()
            if process.stdin:
                process.stdin.close()

    def _follow(self, said: IO[bytes], finish: Callable[[], None], fail: Callable[[], None]) -> None:
        with said:
            for line in said:
                self.done = int(line)
        if self._has_ended:
            return
        try:
            finish()
            self.done = None
        except BaseException as error:
            self.error = error
            fail()


def main() -> None:
    """Make the build that the command line names ready."""
    threading.Thread(target=_end_when_left, daemon=True).start()
    with suppress(OSError):
        os.nice(5)
    from policygraph.queries.document_pieces import make_ready

    make_ready(Path(sys.argv[1]), on_progress=_tell)


def _tell(done: int) -> None:
    sys.stdout.write(f"{done}\n")
    sys.stdout.flush()


def _end_when_left() -> None:
    # Not over a stream of Python's, which waits for its readers at the end.
    while os.read(0, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    main()
