"""Reading the plans that are served again: whether files changed, and the build that takes the earlier one's place.

A process of its own makes it, in another folder; requests are answered from the earlier build until it is whole.
"""

from __future__ import annotations

import gc
import logging
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Lock, Thread

from policygraph.builds.contents import read_manifest
from policygraph.builds.copying import copied
from policygraph.builds.workers import Workers
from policygraph.errors import GraphError, PolicygraphError, shown
from policygraph.ledger import Ledger
from policygraph.pipeline import BuildReport, build
from policygraph.queries.document_pieces import make_ready
from policygraph.server.workbench import Workbench
from policygraph.session import open
from policygraph.sources.corrections import discover_corrections

__all__ = ["Reading", "Rereader", "left_out_of"]

# Files are looked at again after so many times as long as that took: however many readers there are, it takes little.
_PAUSE = 20
_FOLDERS = ("one", "other")
_LOG = logging.getLogger(__name__)

_Stamps = Mapping[str, tuple[int, ...]]


class Reading(StrEnum):
    """How the build that is served stands to the files."""

    CURRENT = "current"
    CHANGED = "changed"
    UNDER_WAY = "under-way"


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be built, and where; ``served`` is the folder of the build that this one is to take the place of."""

    plans: tuple[Path, ...]
    out: Path
    served: Path


def left_out_of(report: BuildReport) -> Sequence[tuple[str, str]]:
    """The files that were not read into a build, each with the reason; what failed comes first."""
    failed = [(shown(error.path), error.problem) for error in report.errors]
    return (*failed, *((one.file_name, str(one.why)) for one in report.left_out))


class Rereader:
    """Reads plans again; can be asked by many threads.

    ``problem`` is the sentence that says why the last reading made no build, else ''.
    """

    def __init__(self, plans: Sequence[Path], folder: Path, room: Path) -> None:
        """Note how the files are, before the first build is made of them.

        Args:
            plans: documents and folders of documents.
            folder: where the first build lies; where that is not below ``room``, later ones are written there as well.
            room: an empty folder for builds that are made again.
        """
        self.plans = tuple(plans)
        self.problem = ""
        self._folder, self._room = folder, room
        self._served = folder
        self._stamps = self._stamped()
        self._looked, self._pause, self._differs = time.monotonic(), 0.0, False
        self._lock = Lock()
        self._next: Future[None] | None = None
        self._is_running = False
        self._now: Future[None] | None = None
        self._readings = 0
        self._workers: Workers | None = None
        self._serve: Callable[[Workbench], None] = lambda _: None

    def serve(self, serve: Callable[[Workbench], None]) -> None:
        """From now on each new build is handed to ``serve``, in one step."""
        self._serve = serve

    def close(self) -> None:
        """End a reading that is under way."""
        if self._workers:
            self._workers.__exit__(None, None, None)

    @property
    def reading(self) -> Reading:
        """How the build stands to the files, which are looked at where the last time is long enough ago."""
        with self._lock:
            if self._next or (self._now and not self._now.done()):
                return Reading.UNDER_WAY
            begun = time.monotonic()
            if begun >= self._looked + self._pause:
                self._differs = self._stamped() != self._stamps
                self._looked = time.monotonic()
                self._pause = _PAUSE * (self._looked - begun)
            return Reading.CHANGED if self._differs else Reading.CURRENT

    def read_again(self) -> Future[None]:
        """Build the plans as they are now; what is given ends when pages are answered from that build.

        Whoever asks while a reading is under way gets the one after it, as that one may have seen the files before.
        """
        with self._lock:
            if self._next is None:
                self._next = Future()
                if not self._is_running:
                    self._is_running = True
                    Thread(target=self._read, daemon=True).start()
            return self._next

    def _read(self) -> None:
        while True:
            with self._lock:
                wanted = self._now = self._next
                self._next = None
                if wanted is None:
                    self._is_running = False
                    return
            try:
                self._read_once(wanted)
            except PolicygraphError as error:
                self.problem = str(error)
            except Exception:  # pages go on, and say so
                _LOG.exception("internal fault while the plans were read again")
                self.problem = "there was an internal fault, of which the log of the server tells more"
            if not wanted.done():
                wanted.set_result(None)

    def _read_once(self, wanted: Future[None]) -> None:
        """Make a build, and have it served; ``wanted`` ends then.

        Raises:
            PolicygraphError: there is none; the earlier one stays.
        """
        stamps = self._stamped()
        out = self._room / _FOLDERS[self._readings % len(_FOLDERS)]
        self._readings += 1
        report = self._built(out)
        if not report.documents:
            why = "; ".join(map(str, report.errors[:3]))
            raise GraphError(f"no document could be read ({why}); correct the files, and read again")
        self._serve(Workbench(open(out), left_out_of(report)))
        self._served = out
        with self._lock:
            self._stamps, self._pause, self.problem = stamps, 0.0, ""
        wanted.set_result(None)
        if self._room not in self._folder.parents:
            self._built(self._folder)
        # What the earlier build left is collected, and what is there now is not looked at again.
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def _built(self, out: Path) -> BuildReport:
        """Build in a process that stays for the next time, as it knows by then what it needs.

        Raises:
            GraphError: there is no build, or the process was ended.
        """
        self._workers = self._workers or Workers(1)
        report = next(self._workers.map(_build, [_Order(self.plans, out, self._served)]), None)
        if report is None:
            raise GraphError("the process that reads the plans was ended; make room, and read again")
        return report

    def _stamped(self) -> _Stamps:
        """What changes where a file is changed, removed or added: place, size and times of each."""
        found: dict[str, tuple[int, ...]] = {}
        for path in self._files():
            try:
                seen = path.stat()
            except OSError:
                continue
            found[str(path)] = (seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns)
        return found

    def _files(self) -> Iterator[Path]:
        """The files that a build may read, and others beside them; hidden ones and those of the build are not."""
        built = self._folder.resolve()
        for plan in self.plans:
            if not plan.is_dir():
                yield from (plan, *discover_corrections([plan]))
                continue
            for root, folders, names in os.walk(plan):
                folders[:] = [
                    name
                    for name in folders
                    if not name.startswith(".") and Path(root, name).resolve() != built
                ]
                yield from (Path(root, name) for name in names if not name.startswith("."))


def _build(order: _Order) -> BuildReport:
    if not order.out.exists():
        _begin(order)
    report = build(order.plans, order.out)
    if report.documents:
        make_ready(order.out, jobs=1)
    return report


def _begin(order: _Order) -> None:
    """Have in the folder of a build the one that is served, so that only what changed is made anew; or nothing."""
    try:
        copied(read_manifest(order.served), order.out)
        Ledger(order.served).copy(order.out)
    except (GraphError, OSError, sqlite3.Error):
        shutil.rmtree(order.out, ignore_errors=True)
