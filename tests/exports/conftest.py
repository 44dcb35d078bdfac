"""The build of the example plans that the tests of exports share."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.graph.store import Build, open_build
from policygraph.pipeline import build


@pytest.fixture(scope="session")
def folder(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build of the example plans."""
    out = tmp_path_factory.mktemp("exports") / "build"
    build([seeds / "plans"], out)
    return out


@pytest.fixture(scope="session")
def opened(folder: Path) -> Build:
    """The same, opened."""
    return open_build(folder)
