"""The pictures in docs/pictures are what its commands make."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from policygraph.builds.store import Build
from policygraph.cli.app import app

COMMAND = re.compile(r"^\$ policygraph (?P<arguments>export .*) -o (?P<file>\S+\.(?:svg|png))$", re.MULTILINE)
FOLDER = Path(__file__).resolve().parents[3] / "docs" / "pictures"
COMMANDS = [
    match.group("arguments", "file") for match in COMMAND.finditer((FOLDER / "README.md").read_text("utf-8"))
]
# GitHub shows larger ones only after a while.
MOST_BYTES = 400_000


def test_whether_every_picture_has_its_command() -> None:
    there = {path.name for path in FOLDER.iterdir() if path.suffix != ".md"}
    assert {file for _, file in COMMANDS} == there
    assert max((FOLDER / file).stat().st_size for file in there) < MOST_BYTES


@pytest.mark.parametrize(("arguments", "file"), COMMANDS)
def test_whether_a_picture_is_up_to_date(
    arguments: str, file: str, seed_build: Build, tmp_path: Path
) -> None:
    output = tmp_path / file
    command = [*arguments.split(), "--graph", str(seed_build.folder), "-o", str(output)]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    # Points depend on the fonts of the machine.
    if file.endswith(".svg"):
        assert output.read_bytes() == (FOLDER / file).read_bytes(), f"make docs/pictures/{file} again"
