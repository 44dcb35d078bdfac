"""Work on a build in a process of its own: its result and its errors are the caller's."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest

from policygraph.builds.store import Build, open_build
from policygraph.errors import GraphError, QueryError
from policygraph.limited import QUERY_STOPPED, apart
from policygraph.pipeline import build
from policygraph.queries.run import run

PLAN = "临河市节能减排实施方案\n\n一、主要目标\n到2025年，能耗下降{}%。\n"

pytestmark = pytest.mark.long


def made(folder: Path, figure: int) -> Build:
    """A build of a plan with that figure."""
    (folder / "plan.txt").write_text(PLAN.format(figure), encoding="utf-8")
    assert not build([folder / "plan.txt"], folder / "out").errors
    return open_build(folder / "out")


def test_whether_results_and_errors_come_back(tmp_path: Path) -> None:
    opened = made(tmp_path, 14)
    asked = partial(run, query="SELECT ?v { ?t <http://qudt.org/schema/qudt/numericValue> ?v }")
    assert apart(opened, asked, 300, QUERY_STOPPED).values == run(opened, asked.keywords["query"]).values
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        apart(opened, partial(run, query="SELECT * { SERVICE <urn:x> { ?s ?p ?o } }"), 300, QUERY_STOPPED)
    shutil.rmtree(tmp_path / "out")
    made(tmp_path, 15)
    with pytest.raises(GraphError, match="was built anew since it was opened"):
        apart(opened, asked, 300, QUERY_STOPPED)
