"""How the time and memory of exports grow with the number of plans: views as GEXF, the largest as Parquet, the tables.

python -m benchmarks.exports [NUMBER]
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.generated import write_plans
from policygraph.exports.network import views

TIMES = 4
# Over proportional.
BAR = 1.15
EXPORTS = {
    **{f"{view} as GEXF": (view, "gexf") for view in views()},
    "trace as Parquet": ("trace", "parquet"),
    "tables as Parquet": ("tables", "parquet"),
}
# Each in a process of its own. Opening the build comes before the clock starts, and the memory is the
# peak (which Linux forgets on request) over what is there then.
ONE = """
import json, sys, time
from pathlib import Path
from policygraph.exports.catalogue import catalogue, export
from policygraph.queries.selection import Selection
from policygraph.builds.store import open_build

def megabytes(name):
    return int(Path("/proc/self/status").read_text().partition(name + ":")[2].split()[0]) / 1024

build = open_build(Path(sys.argv[1]))
Path("/proc/self/clear_refs").write_text("5")
there, start = megabytes("VmRSS"), time.process_time()
export(catalogue(), sys.argv[2], sys.argv[3], Path(sys.argv[4]), Selection())(build)
print(json.dumps([time.process_time() - start, megabytes("VmHWM") - there]))
"""


def built(number: int, folder: Path) -> Path:
    """A build of that many generated plans."""
    write_plans(number, folder / f"plans-{number}")
    build = folder / f"build-{number}"
    program, plans = Path(sys.executable).with_name("policygraph"), folder / f"plans-{number}"
    subprocess.run(
        [str(program), "build", str(plans), "-o", str(build)], check=True, stdout=subprocess.DEVNULL
    )
    return build


def measured(build: Path, view: str, style: str) -> tuple[float, float]:
    """Seconds of processor time and MB, each the better of two runs."""
    runs = []
    for turn in range(2):
        done = subprocess.run(
            [sys.executable, "-c", ONE, build, view, style, build / f"{view}-{style}-{turn}"],
            check=True,
            capture_output=True,
            text=True,
        )
        runs.append([float(figure) for figure in json.loads(done.stdout)])
    return min(seconds for seconds, _ in runs), min(memory for _, memory in runs)


def main() -> None:
    """Print a line an export; exit with 1 where one grows faster than the plans."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 250
    bar = TIMES * BAR
    grows_faster = False
    with tempfile.TemporaryDirectory() as name:
        builds = [built(size, Path(name)) for size in (number, TIMES * number)]
        for label, (view, style) in EXPORTS.items():
            one, many = (measured(build, view, style) for build in builds)
            time, memory = (many[at] / one[at] for at in (0, 1))
            grows_faster |= time > bar or memory > bar
            print(
                f"{label:<22} {number} plans {one[0]:6.2f} s {one[1]:5.0f} MB   "
                f"{TIMES * number} plans {many[0]:6.2f} s {many[1]:5.0f} MB   "
                f"time × {time:.2f}, memory × {memory:.2f} (bar {bar:.2f})"
            )
    sys.exit(grows_faster)


if __name__ == "__main__":
    main()
