"""Stock queries and those of views, as large builds are asked them, give the rows of what is written."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from policygraph.builds.store import Build
from policygraph.exports.network import views
from policygraph.queries.parameters import free
from policygraph.queries.questions import Question, questions
from policygraph.queries.run import bound_in
from policygraph.queries.scans import by_scans, of_stock_by_scans
from policygraph.session import Session

pytestmark = pytest.mark.long

FILTERS = re.compile(r"FILTER NOT EXISTS \{[^}]*\}")
QUERIES = {one.name: one for one in questions()}


def rows(build: Build, query: str) -> list[str]:
    found = build.store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return [str(row) for row in found]


def as_asked(build: Build, question: Question) -> str:
    return bound_in(build, question.query, {name: one for name, one in question.parameters.items() if one})


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_whether_scans_give_the_same_rows_in_the_same_order(
    name: str, chain: Session, cities: Session
) -> None:
    for session in (chain, cities):
        query = as_asked(session.build, QUERIES[name])
        assert rows(session.build, by_scans(query)) == rows(session.build, query)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_whether_each_stock_query_is_written_as_the_rules_know(name: str) -> None:
    assert "{ SELECT ?" in by_scans(free(QUERIES[name].query))


@pytest.mark.parametrize("name", sorted(views()))
def test_whether_views_are_asked_by_scans(name: str, chain: Session, cities: Session) -> None:
    query = views()[name].query
    # No property of a thing is looked up row by row, which takes more than twice as long for twice the plans.
    assert not re.search(r"(?<!WHERE \{ )\?\w+ \w+:\w+ \?\w+", FILTERS.sub("", by_scans(query)))
    for session in (chain, cities):
        assert sorted(rows(session.build, by_scans(query))) == sorted(rows(session.build, query)) != []


def test_whether_a_query_of_a_user_stays_as_it_is() -> None:
    query = "SELECT * WHERE { ?s a ?kind ; ?p ?o } LIMIT 10"
    assert of_stock_by_scans(query) == query
    assert of_stock_by_scans(free(QUERIES["targets"].query)) != free(QUERIES["targets"].query)


def test_whether_a_text_with_quotation_marks_and_brackets_can_be_given(chain: Session) -> None:
    query = bound_in(chain.build, QUERIES["search"].query, {"text": 'a "b} \\ ('})
    assert by_scans(query) != query
    assert rows(chain.build, by_scans(query)) == []
