"""What a command costs before it works, and a whole build from cold."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[1] / "seeds" / "plans"
RUNS = 9


def wall(*command: str) -> float:
    """The median wall-clock seconds of a command."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def processor(*command: str) -> float:
    """The median processor seconds of a command and its children."""
    times = []
    for _ in range(RUNS):
        before = os.times()
        subprocess.run(command, check=True, capture_output=True)
        after = os.times()
        times.append(
            after.children_user + after.children_system - before.children_user - before.children_system
        )
    return statistics.median(times)


def main() -> None:
    """Print the figures."""
    policygraph = str(Path(sys.executable).with_name("policygraph"))
    nothing, help_text = wall(sys.executable, "-c", "pass"), wall(policygraph, "--help")
    with tempfile.TemporaryDirectory() as folder:
        build = processor(policygraph, "build", str(SEEDS), "-o", folder)
    print(f"policygraph --help over python -c pass   {1000 * (help_text - nothing):6.0f} ms   bar 150 ms")
    print(f"building the five plans from cold        {build:6.2f} s    bar 2 s of processor time")


if __name__ == "__main__":
    main()
