"""What README.md shows is what the commands print."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).resolve().parents[2] / "README.md"
IN_CHINESE = README.with_name("README.zh.md")
_SHOWN = re.compile(
    r"```console\n\$ (?P<command>policygraph [^\n]+)\n```\n\n```text\n(?P<output>.*?)\n```", re.DOTALL
)
_PROGRAM = re.compile(r"```python\n(?P<program>.*?)```\n\n```text\n(?P<output>.*?)\n```", re.DOTALL)
EXAMPLES = [match.group("command", "output") for match in _SHOWN.finditer(README.read_text(encoding="utf-8"))]


def _run(command: str, folder: Path) -> str:
    scripts = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": scripts + os.pathsep + os.environ["PATH"], "COLUMNS": "200"}
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.rstrip("\n")


@pytest.fixture(scope="module")
def folder(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder with a build of the five plans in ``exports/``."""
    folder = tmp_path_factory.mktemp("readme")
    summary = _run(f"policygraph build {seeds / 'plans'} -o exports", folder)
    assert summary in README.read_text(encoding="utf-8")
    return folder


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 3


@pytest.mark.parametrize(("command", "output"), EXAMPLES, ids=[command[:40] for command, _ in EXAMPLES])
def test_examples_print_what_the_readme_shows(command: str, output: str, folder: Path) -> None:
    assert _run(command, folder) == output


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
