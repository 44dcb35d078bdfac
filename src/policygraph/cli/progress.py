"""A progress bar for long builds, with how many files a second are read and how long the rest takes."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["Bar"]

# A bar for fewer files would only flicker.
_MANY = 20


class Bar:
    """A progress bar on standard error, if that is a terminal and there are many files."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._began = 0.0

    def __enter__(self) -> Self:
        """The bar itself; it appears with the first file."""
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the bar."""
        if self._progress:
            self._progress.stop()

    def show(self, path: Path, done: int, total: int) -> None:
        """Show that ``path`` is read now, after ``done`` of ``total`` files."""
        if total < _MANY or not sys.stderr.isatty():
            return
        if not self._progress:
            # Imported for those who see it.
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            said = TextColumn("{task.fields[rate]}"), TextColumn("{task.description}", markup=False)
            columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), *said)
            self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
            self._progress.add_task("", total=total, rate="")
            self._progress.start()
            self._began = time.monotonic()
        rate = f"{done / max(time.monotonic() - self._began, 0.1):.0f}/s"
        self._progress.update(self._progress.task_ids[0], completed=done, description=path.name, rate=rate)
