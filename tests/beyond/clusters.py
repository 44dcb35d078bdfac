"""A dask cluster on loopback: a scheduler, and workers that are processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.beyond.servers import free_port, wait_for

ADDRESS = "tcp://127.0.0.1"


class Crowd:
    """A scheduler and its workers."""

    def __init__(self, folder: Path, source: Path) -> None:
        """``folder`` is for what they leave on the disk, ``source`` holds the policygraph that they run."""
        self._folder = folder
        self._port = free_port()
        self._path = source
        self._all: list[subprocess.Popen[bytes]] = []
        self.workers: list[subprocess.Popen[bytes]] = []
        self._start("scheduler", "--host", "127.0.0.1", "--port", str(self._port), "--no-dashboard")
        wait_for(self._port)

    @property
    def address(self) -> str:
        return f"{ADDRESS}:{self._port}"

    def add(self, source: Path | None = None) -> subprocess.Popen[bytes]:
        """A worker with the policygraph that lies in ``source``."""
        options = (
            "--nworkers",
            "1",
            "--nthreads",
            "2",
            "--no-nanny",
            "--no-dashboard",
            "--host",
            "127.0.0.1",
        )
        self.workers.append(self._start("worker", self.address, *options, source=source))
        return self.workers[-1]

    def wait(self, number: int) -> None:
        """Wait until there are so many workers."""
        client: Any = import_module("distributed").Client(self.address, set_as_default=False)
        until = time.monotonic() + 60
        while len(client.ncores()) != number and time.monotonic() < until:
            time.sleep(0.05)
        found = len(client.ncores())
        client.close()
        assert found == number

    def end(self) -> None:
        for process in self._all:
            process.kill()
        for process in self._all:
            process.wait()

    def _start(self, role: str, *options: str, source: Path | None = None) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{role}", *options]
        paths = os.pathsep.join(map(str, [source or self._path, Path(__file__).resolve().parents[2]]))
        process = subprocess.Popen(
            command,
            cwd=self._folder,
            # What a worker dies over is not tried again there: it comes back to us.
            env={**os.environ, "PYTHONPATH": paths, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._all.append(process)
        return process


@contextmanager
def crowd(folder: Path, source: Path) -> Iterator[Crowd]:
    started = Crowd(folder, source)
    try:
        yield started
    finally:
        started.end()
