"""The build of the example plans that the tests of exports share."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.builds.store import Build


@pytest.fixture(scope="session")
def folder(real_plans: Build) -> Path:
    """The folder of a build of the example plans."""
    return real_plans.folder


@pytest.fixture(scope="session")
def opened(real_plans: Build) -> Build:
    """The same, opened."""
    return real_plans
