"""The pictures in docs/pictures are what its commands make."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from policygraph.builds.store import Build
from policygraph.cli.app import app

COMMAND = re.compile(r"^\$ policygraph (?P<arguments>export .*) -o (?P<file>\S+\.svg)$", re.MULTILINE)
FOLDER = Path(__file__).resolve().parents[3] / "docs" / "pictures"
COMMANDS = [
    match.group("arguments", "file") for match in COMMAND.finditer((FOLDER / "README.md").read_text("utf-8"))
]


def test_whether_every_picture_has_its_command() -> None:
    assert {file for _, file in COMMANDS} == {path.name for path in FOLDER.glob("*.svg")}


@pytest.mark.parametrize(("arguments", "file"), COMMANDS)
def test_whether_a_picture_is_up_to_date(
    arguments: str, file: str, seed_build: Build, tmp_path: Path
) -> None:
    output = tmp_path / file
    command = [*arguments.split(), "--graph", str(seed_build.folder), "-o", str(output)]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    assert output.read_bytes() == (FOLDER / file).read_bytes(), f"make docs/pictures/{file} again"
