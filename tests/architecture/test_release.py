"""What belongs to a release says the same version, and subjects of commits are checked wherever history is there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from policygraph.resources import VERSION


def test_whether_changelog_and_ontology_are_of_the_version(repository: Path) -> None:
    changelog = (repository / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)$", changelog, re.MULTILINE)[0] == VERSION
    for name in ("policygraph.ttl", "alignments.ttl"):
        text = (repository / "ontology" / name).read_text(encoding="utf-8")
        assert re.findall(r'owl:versionInfo "([^"]+)"', text) == [VERSION]
        assert re.findall(r"owl:versionIRI <\S+/([^/>]+)>", text) == [VERSION]
    cited = (repository / "CITATION.cff").read_text(encoding="utf-8")
    assert re.findall(r"^version: (\S+)$", cited, re.MULTILINE) == [VERSION]


@pytest.fixture
def history(repository: Path, tmp_path: Path) -> Path:
    """A folder like the project's, with the script and no history yet."""
    folder = tmp_path / "project"
    (folder / ".ci").mkdir(parents=True)
    shutil.copy(repository / ".ci" / "subjects.py", folder / ".ci")
    return folder


def commit(folder: Path, subject: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, "commit", "-q", "--allow-empty", "-m", subject], cwd=folder, check=True)


def check(folder: Path, since: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(folder / ".ci" / "subjects.py"), since]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_whether_long_subjects_are_named(history: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=history, check=True)
    commit(history, "x" * 90)
    commit(history, "Read 〔〕 " + "节" * 60)
    assert check(history, "HEAD~1").stdout == "subjects checked: 1, none longer than 72 characters\n"
    commit(history, "y" * 73)
    commit(history, "Merge " + "z" * 80)
    done = check(history, "HEAD~3")
    assert done.returncode == 1
    assert re.fullmatch(r"\w+: 73 characters, at most 72: y{73}\n", done.stderr)
    # What a shallow clone does not hold cannot be checked: the others are.
    assert check(history, "0" * 40).stderr.count("characters") == 2


def test_whether_an_archive_without_history_passes(history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(history.parent))
    done = check(history, "0" * 40)
    assert (done.returncode, done.stdout) == (0, "there is no history here: no subject to check\n")
