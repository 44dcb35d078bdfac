"""What README.md shows is what the commands print."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from policygraph.queries.run import load

# rdflib itself uses what it declares outdated.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")

README = Path(__file__).resolve().parents[2] / "README.md"
IN_CHINESE = README.with_name("README.zh.md")
_SHOWN = re.compile(
    r"```console\n\$ (?P<command>policygraph [^\n]+)\n```\n\n```text\n(?P<output>.*?)\n```", re.DOTALL
)
_PROGRAM = re.compile(r"```python\n(?P<program>.*?)```\n\n```text\n(?P<output>.*?)\n```", re.DOTALL)
EXAMPLES = [match.group("command", "output") for match in _SHOWN.finditer(README.read_text(encoding="utf-8"))]
BUILD = "policygraph build seeds/plans -o exports"


def _run(command: str, folder: Path, language: str = "en") -> str:
    scripts = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": scripts + os.pathsep + os.environ["PATH"], "COLUMNS": "200"}
    environment["POLICYGRAPH_LANG"] = language
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.rstrip("\n")


@pytest.fixture(scope="module")
def folder(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the five plans where the repository has them, and a build of them in ``exports/``."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(seeds / "plans", folder / "seeds" / "plans")
    assert _run(BUILD, folder) in README.read_text(encoding="utf-8")
    return folder


@pytest.mark.long
def test_the_printed_query_gives_every_measure_its_provisions_in_both_engines(folder: Path) -> None:
    (printed,) = re.findall(r"```sparql\n(.*?)\n```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert printed == load("provisions").rstrip("\n")
    graph = folder / "exports" / "graph.nq"
    store = pyoxigraph.Store()
    store.bulk_load(path=graph, format=pyoxigraph.RdfFormat.N_QUADS)
    solutions = store.query(printed, use_default_graph_as_union=True)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    by_oxigraph = [tuple(getattr(term, "value", "") for term in solution) for solution in solutions]
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(graph, format="nquads")
    by_rdflib = [tuple("" if term is None else str(term) for term in row) for row in dataset.query(printed)]  # type: ignore[union-attr]
    assert by_rdflib == by_oxigraph
    rows = [dict(zip(names, row, strict=True)) for row in by_oxigraph]
    assert len({row["iri"] for row in rows}) == 116
    for row in rows:
        assert row["provincial"] or row["why_province"]
        assert row["national"] or row["why_nation"]


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 3


@pytest.mark.parametrize(("command", "output"), EXAMPLES, ids=[command[:40] for command, _ in EXAMPLES])
def test_examples_print_what_the_readme_shows(command: str, output: str, folder: Path) -> None:
    assert _run(command, folder) == output


@pytest.mark.long
def test_examples_print_in_chinese_what_the_chinese_readme_shows(folder: Path) -> None:
    text = IN_CHINESE.read_text(encoding="utf-8")
    shown = [match.group("command", "output") for match in _SHOWN.finditer(text)]
    assert len(shown) == len(EXAMPLES)
    assert [_run(command, folder, "zh") for command, _ in shown] == [output for _, output in shown]
    assert _run(BUILD, folder, "zh") in text


@pytest.mark.parametrize("readme", [README, IN_CHINESE], ids=["English", "Chinese"])
def test_programs_print_what_the_readme_shows(readme: Path, folder: Path) -> None:
    programs = [m.group("program", "output") for m in _PROGRAM.finditer(readme.read_text(encoding="utf-8"))]
    assert programs
    for program, output in programs:
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        assert done.stdout.rstrip("\n") == output
