"""The builds that the tests of this folder ask."""

from __future__ import annotations

from pathlib import Path

import pytest

import policygraph
from policygraph import pipeline
from policygraph.builds.reader import Reader
from policygraph.builds.store import Build, open_build
from policygraph.session import Session
from tests.graph.documents import build, plan

CHAIN = Path(__file__).resolve().parents[1] / "tracing" / "plans"


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


@pytest.fixture(scope="session")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """Five invented documents, one above the other."""
    folder = tmp_path_factory.mktemp("chain")
    pipeline.build([CHAIN], folder)
    return policygraph.open(folder)


@pytest.fixture(scope="session")
def cities(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Session:
    """Two cities of a province, one with targets for its counties."""
    folder = tmp_path_factory.mktemp("cities")
    pipeline.build([seeds / "plans" / "anyang.txt", seeds / "plans" / "sanmenxia.txt"], folder)
    return policygraph.open(folder)
