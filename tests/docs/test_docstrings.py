"""What docstrings show is what happens."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import policygraph
from policygraph.builds.store import Build

SOURCES = Path(__file__).resolve().parents[2] / "src"
# rdflib itself uses what it declares outdated.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")


def modules() -> list[str]:
    """The modules that hold an example."""
    found = []
    for path in sorted((SOURCES / "policygraph").rglob("*.py")):
        if ">>> " in path.read_text(encoding="utf-8"):
            parts = path.relative_to(SOURCES).with_suffix("").parts
            found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


@pytest.fixture(scope="module")
def session(real_plans: Build, tmp_path_factory: pytest.TempPathFactory) -> policygraph.Session:
    return policygraph.open(real_plans.folder)


@pytest.mark.parametrize("name", modules())
def test_whether_examples_of_docstrings_hold(
    name: str, session: policygraph.Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They begin in a folder that holds a build of the five plans in ``exports/``."""
    (tmp_path / "exports").symlink_to(session.build.folder, target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    known = {"policygraph": policygraph, "session": session}
    done = doctest.testmod(import_module(name), extraglobs=known, report=True)
    assert done.attempted
    assert not done.failed


def test_whether_each_method_of_a_session_that_takes_something_shows_how() -> None:
    methods = ("down", "network", "owl", "query", "rdflib", "show", "table", "trace", "validate")
    assert [name for name in methods if ">>> " not in str(getattr(policygraph.Session, name).__doc__)] == []
