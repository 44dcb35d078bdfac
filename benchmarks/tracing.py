"""Tracing one measure in a build of very many plans against the same in a build of five, both opened before."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from generated import write_plans

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build, open_build
from policygraph.pipeline import build
from policygraph.queries.trace import trace

FEW, MANY = 5, int(sys.argv[1]) if len(sys.argv) > 1 else 1000
RUNS = 200
PATH = """PREFIX pg: <https://w3id.org/policygraph/ontology#>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX plan: <https://w3id.org/policygraph/id/plan/>
SELECT ?above WHERE { plan:plan-0001\\/measure\\/3.1 pg:ofDocument/eli:based_on+ ?above }"""


def opened(number: int, folder: Path) -> Build:
    """A build of so many generated plans."""
    write_plans(number, folder / f"plans-{number}")
    build([folder / f"plans-{number}"], folder / f"build-{number}")
    return open_build(folder / f"build-{number}")


def seconds(work: Callable[[], object]) -> float:
    """The median time of a piece of work."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        few, many = (opened(number, Path(name)) for number in (FEW, MANY))
        pieces: list[tuple[str, Callable[[Build], object]]] = [
            ("policygraph trace plan-0001 3.1", lambda one: trace(Reader(one), "plan-0001", "3.1")),
            ("a SPARQL property path up", lambda one: list(one.store.query(PATH))),  # type: ignore[call-overload]
        ]
        for label, work in pieces:
            here, there = (seconds(lambda one=one, work=work: work(one)) for one in (few, many))  # type: ignore[misc]
            print(
                f"{label:<33} {1000 * here:7.2f} ms of {FEW} plans, {1000 * there:7.2f} ms of {MANY}"
                f"   ratio {there / here:5.2f}   bar 3"
            )


if __name__ == "__main__":
    main()
