"""Validation against the build, against the number of plans, and the fast engine against plain pySHACL.

python benchmarks/validation.py [NUMBER]     NUMBER and four times as many plans are validated (25)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pyshacl
from generated import write_plans
from rdflib import Graph

from policygraph import resources
from policygraph.builds.store import open_build
from policygraph.pipeline import build
from policygraph.validation import engines
from policygraph.validation.catalogue import read_shapes
from policygraph.validation.check import validate
from policygraph.validation.data import data_of, texts_of

SEEDS = Path(__file__).resolve().parents[1] / "seeds" / "plans"
RUNS = 5
# One rule with a query, so that plain pySHACL, which parses it anew for each target, ends within a minute or two.
RULE = "https://w3id.org/policygraph/shapes#PG107"


def seconds(call: Callable[[], object]) -> float:
    """Processor time of a call."""
    start = time.process_time()
    call()
    return time.process_time() - start


def fastest(*arguments: str) -> float:
    """The least time that the command took in a few runs."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "policygraph", *arguments], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return min(times)


def end_to_end(folder: Path) -> None:
    """``policygraph validate`` on documents against ``policygraph build``."""
    built = fastest("build", str(SEEDS), "-o", str(folder))
    checked = fastest("validate", str(SEEDS))
    print(f"build {built:.2f} s, validate from the documents {checked:.2f} s: {checked / built:.2f}")


def growth(folder: Path, number: int) -> None:
    """Time a plan with ``number`` plans and with four times as many."""
    spent = []
    for count in (number, 4 * number):
        write_plans(count, folder / f"{count} plans")
        build([folder / f"{count} plans"], folder / f"{count}")
        opened = open_build(folder / f"{count}")
        spent.append(seconds(lambda opened=opened: validate(opened, engine="shifty")) / count)
        print(f"{count:5} plans: {1000 * spent[-1]:.0f} ms a plan")
    print(f"a plan among four times as many costs {spent[1] / spent[0]:.2f}")


def against_plain(folder: Path, number: int) -> None:
    """The fast engine, and pySHACL with and without the cache, on one rule and all statements of generated plans."""
    opened = open_build(folder / str(number))
    shapes = _only(read_shapes(resources.shapes()).turtle)
    data = data_of(opened, texts_of(opened))
    fast, cached = (
        seconds(lambda name=name: engines.run(name, shapes, data)) for name in ("shifty", "pyshacl")
    )
    plain = seconds(lambda: _plain(shapes, data))
    triples = data.count(b"\n")
    print(f"{triples} triples: fast {fast:.1f} s, pySHACL with cache {cached:.1f} s, plain {plain:.1f} s")
    print(f"plain / fast {plain / fast:.0f}, plain / cached {plain / cached:.1f}")


def _only(turtle: bytes) -> bytes:
    """The shapes without the rules but ``RULE``; tests of rules that nothing names are harmless."""
    target = "http://www.w3.org/ns/shacl#target"
    triples = (quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    kept = [t for t in triples if str(t.subject) == f"<{RULE}>" or not t.predicate.value.startswith(target)]
    return ox.serialize(kept, format=ox.RdfFormat.TURTLE) or b""


def _plain(shapes: bytes, data: bytes) -> None:
    graph = Graph().parse(data=data, format="nt")
    shacl = Graph().parse(data=shapes, format="turtle")
    pyshacl.validate(graph, shacl_graph=shacl, advanced=True, inplace=True)


def main(number: int) -> None:
    """Print all three."""
    with tempfile.TemporaryDirectory() as folder:
        end_to_end(Path(folder) / "five")
        growth(Path(folder), number)
        against_plain(Path(folder), number)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 25)
