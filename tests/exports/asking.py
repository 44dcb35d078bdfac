"""What the tests of exports ask a build for, to compare an export with it."""

from __future__ import annotations

from policygraph.builds.store import Build
from policygraph.exports.parts import Network
from policygraph.queries.run import load, run


def rows(build: Build, name: str) -> list[dict[str, str]]:
    """The rows of a stock query."""
    answer = run(build, load(name))
    return [
        {column: getattr(term, "value", "") for column, term in zip(answer.columns, row, strict=True)}
        for row in answer.rows
    ]


def joined(graph: Network) -> list[tuple[str, str, str]]:
    """Source, target and kind of every edge, sorted."""
    return sorted((source, target, data["kind"]) for source, target, data in graph.edges(data=True))
