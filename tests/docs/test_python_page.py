"""The programs of docs/python.md run, one after the other, where ``exports/`` holds the five plans."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from policygraph.builds.store import Build

# rdflib itself uses what it declares outdated.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")


@pytest.mark.long
def test_whether_the_programs_run(
    repository: Path,
    real_plans: Build,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "exports").symlink_to(real_plans.folder, target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    page = (repository / "docs" / "python.md").read_text(encoding="utf-8")
    programs = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len(programs) >= 4
    known: dict[str, Any] = {}
    for program in programs:
        exec(compile(program, "docs/python.md", "exec"), known)  # noqa: S102
    printed = capsys.readouterr().out.splitlines()
    assert "国发〔2021〕33号" in printed
    assert printed[-1] == "inconsistent"
