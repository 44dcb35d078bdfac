"""How long HermiT takes to prove the example plans consistent, one at a time and together."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from policygraph.builds.store import open_build
from policygraph.pipeline import build
from policygraph.reasoning.check import prove, prove_documents
from policygraph.reasoning.report import Proof
from policygraph.reasoning.statements import background, graph_of

SEEDS = Path(__file__).resolve().parents[1] / "seeds" / "plans"


def line(result: Proof, seconds: float) -> str:
    """A row of the table; ``seconds`` includes reading the statements."""
    verdict = "sound" if result.is_sound else "NOT SOUND"
    times = f"{result.seconds:6.2f} s HermiT {seconds:6.2f} s all"
    return f"{result.name[-48:]:<50}{result.axioms:>8} axioms {times}  {verdict}"


def main() -> None:
    """Print a line a plan, then the ontology with its vocabularies, then the whole build."""
    with tempfile.TemporaryDirectory() as folder:
        build([SEEDS], Path(folder))
        graph = graph_of(open_build(Path(folder)))
        start = time.perf_counter()
        for result in prove_documents(graph):
            print(line(result, time.perf_counter() - start))
            start = time.perf_counter()
        for whole in (background(), graph):
            start = time.perf_counter()
            print(line(prove(whole), time.perf_counter() - start))


if __name__ == "__main__":
    main()
