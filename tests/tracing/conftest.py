"""Five invented documents of one chain: nation, province, city, county, and a department of the city."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build

PLANS = Path(__file__).parent / "plans"


@pytest.fixture(scope="session")
def chain(chain_of_plans: Build) -> Build:
    return chain_of_plans


@pytest.fixture(scope="session")
def view(chain: Build) -> Reader:
    return Reader(chain)
