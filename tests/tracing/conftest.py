"""Five invented documents of one chain: nation, province, city, county, and a department of the city."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.build.reader import Reader
from policygraph.build.store import Build, open_build
from policygraph.pipeline import build

PLANS = Path(__file__).parent / "plans"


@pytest.fixture(scope="session")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder = tmp_path_factory.mktemp("chain")
    build([PLANS], folder)
    return open_build(folder)


@pytest.fixture(scope="session")
def view(chain: Build) -> Reader:
    return Reader(chain)
