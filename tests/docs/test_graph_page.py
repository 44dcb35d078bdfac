"""The query of docs/graph.md that looks for a word."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from policygraph.builds.store import Build

# rdflib itself uses what it declares outdated.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")

PLANS = ["anyang", "jincheng", "sanmenxia", "taiyuan", "yuncheng"]


@pytest.mark.long
def test_the_printed_text_filter_finds_all_plans_in_both_engines(real_plans: Build, repository: Path) -> None:
    page = (repository / "docs" / "graph.md").read_text(encoding="utf-8")
    (printed,) = [
        block for block in re.findall(r"```sparql\n(.*?)```", page, re.DOTALL) if "CONTAINS" in block
    ]
    graph = real_plans.folder / "graph.nq"
    store = pyoxigraph.Store()
    store.bulk_load(path=graph, format=pyoxigraph.RdfFormat.N_QUADS)
    solutions = store.query(printed, use_default_graph_as_union=True)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    assert [str(getattr(solution["document"], "value", "")) for solution in solutions] == PLANS
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(graph, format="nquads")
    assert [str(row[0]) for row in dataset.query(printed)] == PLANS  # type: ignore[index]


def test_whether_words_are_missed_without_the_reading(real_plans: Build) -> None:
    """Each of the three reasons why a quote does not hold the word that was read."""
    query = """PREFIX pg: <https://w3id.org/policygraph/ontology#> SELECT ?exact WHERE {
        ?span pg:exact ?exact ; pg:reading ?reading . FILTER (CONTAINS(?reading, "%s") && !CONTAINS(?exact, "%s")) }"""
    for word, sign in (("不低于35%", "**"), ("节能减排", "節能減排"), ("重点行业清洁生产", "\n")):
        solutions = real_plans.store.query(query % (word, word))
        assert isinstance(solutions, pyoxigraph.QuerySolutions)
        assert any(sign in str(getattr(solution["exact"], "value", "")) for solution in solutions), word
