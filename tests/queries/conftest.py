"""One small build that the tests of this folder ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build, open_build
from tests.graph.documents import build, plan


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build") / "out"
    build(folder, plan("linhe"), plan("yuanshan"))
    return folder


@pytest.fixture(scope="session")
def opened(built: Path) -> Build:
    return open_build(built)


@pytest.fixture(scope="session")
def view(opened: Build) -> Reader:
    return Reader(opened)
