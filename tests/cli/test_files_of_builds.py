"""Reports on a build name the files of its documents as they lie below the folder of the call."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.running import run

TEXT = "青岚市节水方案\n一、主要目标\n（一）总体目标。到2025年，再生水利用率达到25%以上。\n"


def uris(folder: Path) -> set[str]:
    """The files that a report on the build in ``folder/b`` names."""
    run("validate", "--graph", "b", "--output", "b.sarif", cwd=folder)
    log = json.loads((folder / "b.sarif").read_text(encoding="utf-8"))
    return {
        location["physicalLocation"]["artifactLocation"]["uri"]
        for result in log["runs"][0]["results"]
        for location in result.get("locations", [])
    }


@pytest.mark.long
def test_whether_a_report_names_the_file_below_the_folder_of_the_call(tmp_path: Path) -> None:
    plan = tmp_path / "docs" / "plans" / "a.txt"
    other = tmp_path / "archive" / "a.txt"
    for path, text in ((plan, TEXT), (other, TEXT.replace("25", "30"))):
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    assert run("build", "docs/plans", "-o", "b", cwd=tmp_path).returncode == 0
    assert uris(tmp_path) == {"docs/plans/a.txt"}
    plan.write_text(TEXT + "二、保障措施\n", encoding="utf-8")
    assert uris(tmp_path) == {"a.txt"}
