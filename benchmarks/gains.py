"""Which rows a change gains and loses: the working tree against another revision, on all plans of the checkout."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLANS = (ROOT / "seeds" / "plans", ROOT / "tests" / "accuracy" / "plans")
TABLES = ("citations", "measures", "assignments", "targets", "obligations")


def tables(checkout: Path) -> dict[str, set[tuple[str, ...]]]:
    """The rows of all tables as a checkout's code reads the plans of this one."""
    environment = {"PYTHONPATH": str(checkout / "src"), "PATH": "/usr/bin:/bin"}
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "policygraph"]
        subprocess.run(
            [*command, "build", *map(str, PLANS), "-o", out], env=environment, check=True, capture_output=True
        )
        found = {}
        for name in TABLES:
            text = subprocess.run(
                [*command, "query", name, "--graph", out, "--format", "csv"],
                env=environment,
                check=True,
                capture_output=True,
                text=True,
            ).stdout
            found[name] = {tuple(row) for row in csv.reader(io.StringIO(text))}
    return found


def main(revision: str) -> None:
    """Print gained and lost rows of each table."""
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder) / "other"
        subprocess.run(
            ["git", "worktree", "add", "--detach", str(other), revision],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        try:
            before, after = tables(other), tables(ROOT)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(other)], cwd=ROOT, check=True)
    for name in TABLES:
        gained, lost = after[name] - before[name], before[name] - after[name]
        print(f"{name}: {len(after[name])} rows, {len(gained)} gained, {len(lost)} lost")
        for sign, rows in (("+", gained), ("-", lost)):
            for row in sorted(rows):
                print(f"  {sign} " + " | ".join(row))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/gains.py REVISION")
    main(sys.argv[1])
