"""Speed of reading: everything from bytes to resolved facts, against splitting the same text into words with jieba."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from policygraph import resources
from policygraph.analysis import Analyser
from policygraph.model import Source
from policygraph.sources.decode import decode
from policygraph.vocabulary import load_lexicon

SEEDS = Path(__file__).resolve().parents[1] / "seeds" / "plans"
MILLION = 1_000_000


def documents(characters: int) -> Iterator[bytes]:
    """The seed plans again and again until they add up to ``characters``."""
    plans = [path.read_bytes() for path in sorted(SEEDS.glob("*.txt"))]
    total = 0
    while total < characters:
        for data in plans:
            yield data
            total += len(data.decode("utf-8"))


def read_all(characters: int) -> tuple[float, int]:
    """Processor seconds and peak memory in MiB for reading so much text; facts are dropped as they come."""
    analyser = Analyser(load_lexicon(resources.ontology(), resources.directives()))
    start = time.process_time()
    for number, data in enumerate(documents(characters)):
        decoded = decode(data)
        analyser.analyse(
            Source(f"plan{number}", "plan.txt", decoded.text, "", decoded.encoding, "text/plain")
        )
    return time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def split_all(characters: int) -> float:
    """Processor seconds that jieba takes to split the same text into words."""
    import jieba

    jieba.initialize()
    texts = [data.decode("utf-8") for data in documents(characters)]
    start = time.process_time()
    for text in texts:
        for _ in jieba.cut(text):
            pass
    return time.process_time() - start


def _measured(characters: int) -> tuple[float, int]:
    """The same in a process of its own, so that memory is not shared between runs."""
    out = subprocess.run(
        [sys.executable, __file__, str(characters)], capture_output=True, text=True, check=True
    ).stdout.split()
    return float(out[0]), int(out[1])


def main() -> None:
    """Print the ratios."""
    small, small_memory = _measured(MILLION)
    large, large_memory = _measured(10 * MILLION)
    words = split_all(2 * MILLION) * 5
    print(f"reading 10 M characters      {large:8.2f} s   {10 / large:.2f} M characters/s")
    print(f"jieba.cut over the same      {words:8.2f} s   (2 M measured, times five)")
    print(f"ratio reading / jieba        {large / words:8.3f}     bar 0.5")
    print(f"time 10 M / (10 x 1 M)       {large / (10 * small):8.3f}     bar 1.15")
    print(f"peak memory 1 M, 10 M        {small_memory} MiB, {large_memory} MiB")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(*read_all(int(sys.argv[1])))
    else:
        main()
