"""Every stock query as a command over a build, as a table and as CSV: processor time and rows, asked a second time.

python -m benchmarks.commands BUILD [NAME…]

What a query without parameters gives is asked for; of parameters that have to be given, the example, and of
``PARAMETERS`` each query that takes one is asked once more with it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

from policygraph.queries.questions import Question, questions

# Such as generated plans know.
PARAMETERS = {
    "area": "郑州市",
    "county": "林州市",
    "directive": "国发〔2021〕33号",
    "provision": "煤炭",
    "function": "生态环境",
    "agency": "郑州市生态环境局",
    "indicator": "单位GDP能耗",
    "topic": "农业农村",
    "unit": "吨",
    "verdict": "looser",
    "year": "2025",
    "kind": "law",
    "strength": "prohibition",
    "text": "煤炭",
}
STYLES = "table", "csv"
# In seconds.
BAR = 1.0
RUNS = 2


def measured(command: list[str]) -> tuple[float, float, int, int]:
    """Seconds of processor time and on the clock, the lines that were written, and the status."""
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(command, check=False, capture_output=True)
    after, wall = os.times(), time.perf_counter() - start
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return spent, wall, done.stdout.count(b"\n"), done.returncode


def asked(build: str, question: Question, given: dict[str, str], style: str) -> tuple[float, float, int]:
    """The first time, the shortest of the later ones, and the lines.

    Raises:
        SystemExit: the command failed.
    """
    pairs = [part for name, value in given.items() for part in ("--param", f"{name}={value}")]
    command = [sys.executable, "-m", "policygraph", "query", question.name, "--graph", build]
    first, *later = [measured([*command, *pairs, "--format", style]) for _ in range(1 + RUNS)]
    if first[3]:
        raise SystemExit(f"{' '.join([*command, *pairs])} failed")
    return first[0], min(one[0] for one in later), first[2]


def main() -> None:
    """Print the figures of each query, and how many take longer than the bar."""
    build, *names = sys.argv[1:]
    slow, number = 0, 0
    print(f"{'':<60} {'first':>8} {'later':>8} {'lines':>9}")
    for question in questions():
        if names and question.name not in names:
            continue
        needed = {name: example for name, example in question.parameters.items() if example}
        usual = [{**needed, name: PARAMETERS[name]} for name in question.parameters if name not in needed]
        for given in [needed, *usual]:
            for style in STYLES:
                first, later, lines = asked(build, question, given, style)
                number += 1
                slow += later > BAR
                words = " ".join([question.name, *map("=".join, given.items()), style])
                print(f"{words:<60} {first:8.2f} {later:8.2f} {lines:9,}", flush=True)
    print(f"{slow} of {number} over the bar of {BAR} s of processor time")


if __name__ == "__main__":
    main()
