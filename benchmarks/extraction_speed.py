"""Speed of reading: everything from bytes to resolved facts, against splitting the same text into words with jieba.

Twice: the example plans again and again, of which most was read before in the same process, and the same with 2 % of
their characters changed, each document in another way, which is what reading many plans is like.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from policygraph.making import analyser
from policygraph.model import Source
from policygraph.sources.decode import decode

SEEDS = Path(__file__).resolve().parents[1] / "seeds" / "plans"
MILLION = 1_000_000
REPEATED, UNSEEN = "repeated", "unseen"
_CHANGED, _SEED = 0.02, 7


def documents(characters: int, text: str) -> Iterator[bytes]:
    """The seed plans again and again until they add up to ``characters``, as they are or each changed a little."""
    plans = [path.read_bytes() for path in sorted(SEEDS.glob("*.txt"))]
    letters = sorted(
        {mark for data in plans for mark in data.decode("utf-8") if "\u4e00" <= mark <= "\u9fff"}
    )
    dice = random.Random(_SEED)  # noqa: S311 -- the same texts in every run
    total = 0
    while total < characters:
        for data in plans:
            yield data if text == REPEATED else _changed(data.decode("utf-8"), letters, dice).encode("utf-8")
            total += len(data.decode("utf-8"))


def _changed(text: str, letters: list[str], dice: random.Random) -> str:
    return "".join(
        dice.choice(letters) if "\u4e00" <= mark <= "\u9fff" and dice.random() < _CHANGED else mark
        for mark in text
    )


def read_all(characters: int, text: str) -> tuple[float, int]:
    """Processor seconds and peak memory in MiB for reading so much text; facts are dropped as they come."""
    reader = analyser()
    spent = 0.0
    for number, data in enumerate(documents(characters, text)):
        start = time.process_time()
        decoded = decode(data)
        reader.analyse(Source(f"plan{number}", "plan.txt", decoded.text, "", decoded.encoding, "text/plain"))
        spent += time.process_time() - start
    return spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def split_all(characters: int, text: str) -> float:
    """Processor seconds that jieba takes to split the same text into words."""
    import jieba

    jieba.initialize()
    texts = [data.decode("utf-8") for data in documents(characters, text)]
    start = time.process_time()
    for one in texts:
        for _ in jieba.cut(one):
            pass
    return time.process_time() - start


def _measured(characters: int, text: str) -> tuple[float, int]:
    """The same in a process of its own, so that memory is not shared between runs."""
    out = subprocess.run(
        [sys.executable, __file__, str(characters), text], capture_output=True, text=True, check=True
    ).stdout.split()
    return float(out[0]), int(out[1])


def main() -> None:
    """Print the ratios."""
    print("                              reading      jieba     jieba / reading")
    for text in (REPEATED, UNSEEN):
        seconds, _ = _measured(MILLION, text)
        words = split_all(MILLION, text)
        print(
            f"{text:9} 1 M characters  {seconds:8.2f} s {words:8.2f} s      {words / seconds:6.2f}",
            flush=True,
        )
    small, small_memory = _measured(MILLION, REPEATED)
    large, large_memory = _measured(5 * MILLION, REPEATED)
    print(f"time 5 M / (5 x 1 M)     {large / (5 * small):8.3f}     bar 1.15")
    print(f"peak memory 1 M, 5 M     {small_memory} MiB, {large_memory} MiB")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(*read_all(int(sys.argv[1]), sys.argv[2]))
    else:
        main()
