"""The example of docs/diff.md is what the commands print."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import run

_PLAN = re.compile(r"`(?P<file>\d+/[^`]+\.txt)`:\n\n```text\n(?P<text>.*?)\n```", re.DOTALL)
_SHOWN = re.compile(r"\$ policygraph diff old new\n```\n\n```text\n(?P<output>.*?)\n```", re.DOTALL)
_PROGRAM = re.compile(r"```python\n(?P<program>.*?)```\n\n```text\n(?P<output>.*?)\n```", re.DOTALL)


@pytest.mark.long
def test_whether_the_page_shows_what_is_printed(repository: Path, tmp_path: Path) -> None:
    page = (repository / "docs" / "diff.md").read_text(encoding="utf-8")
    for match in _PLAN.finditer(page):
        file = tmp_path / match["file"]
        file.parent.mkdir()
        file.write_text(match["text"], encoding="utf-8")
    for year, folder in (("2021", "old"), ("2023", "new")):
        assert run("build", year, "-o", folder, cwd=tmp_path).returncode == 0
    shown, program = _SHOWN.search(page), _PROGRAM.search(page)
    assert shown
    assert program
    done = run("diff", "old", "new", cwd=tmp_path)
    assert (done.returncode, done.stdout.rstrip("\n")) == (1, shown["output"])
    printed = subprocess.run(
        [sys.executable, "-c", program["program"]],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert printed.stdout.rstrip("\n") == program["output"]
