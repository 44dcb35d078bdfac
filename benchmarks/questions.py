"""Every stock query over four times as many generated plans against one time, and against the rows that it gives.

python benchmarks/questions.py [NUMBER]
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from generated import write_plans

from policygraph.pipeline import build
from policygraph.queries.questions import Question, questions
from policygraph.session import Session, open

FEW = int(sys.argv[1]) if len(sys.argv) > 1 else 40
TIMES = 4
RUNS = 3
# What takes less is noise.
LEAST = 0.05
BAR = 1.5


def opened(number: int, folder: Path) -> Session:
    """A build of so many generated plans."""
    write_plans(number, folder / f"plans-{number}")
    build([folder / f"plans-{number}"], folder / f"build-{number}")
    return open(folder / f"build-{number}")


def answered(session: Session, question: Question) -> tuple[float, int]:
    """The shortest time of an answer, and its number of rows."""
    given = {name: example for name, example in question.parameters.items() if example}
    times, rows = [], 0
    for _ in range(RUNS):
        start = time.perf_counter()
        rows = len(session.query(question.name, **given).rows)
        times.append(time.perf_counter() - start)
    return min(times), rows


def main() -> None:
    """Print the queries that take more than their share, and how many there are in all."""
    with tempfile.TemporaryDirectory() as name:
        few, many = (opened(number, Path(name)) for number in (FEW, TIMES * FEW))
        slow = 0
        for question in questions():
            (here, rows), (there, more) = answered(few, question), answered(many, question)
            # An answer may grow by more than the plans do: each plan beside each indicator that it lacks.
            ratio = there / here / max(TIMES, more / max(rows, 1))
            if there > LEAST and ratio > BAR:
                slow += 1
                print(
                    f"{question.name:<32} {1000 * here:8.1f} ms {1000 * there:8.1f} ms   ratio {ratio:5.2f}"
                )
        print(f"{slow} of {len(questions())} queries over the bar of {BAR} ({FEW} and {TIMES * FEW} plans)")


if __name__ == "__main__":
    main()
