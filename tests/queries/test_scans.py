"""Stock queries as large builds are asked them give the rows of the queries as they are written."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from policygraph.builds.store import Build
from policygraph.queries.parameters import bound, free
from policygraph.queries.questions import Question, questions
from policygraph.queries.scans import by_scans
from policygraph.session import Session

pytestmark = pytest.mark.long

QUERIES = {one.name: one for one in questions()}


def rows(build: Build, query: str) -> list[str]:
    found = build.store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return [str(row) for row in found]


def as_asked(build: Build, question: Question) -> str:
    return bound(build.store, question.query, {name: one for name, one in question.parameters.items() if one})


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


def test_whether_a_query_of_a_user_stays_as_it_is() -> None:
    query = "SELECT * WHERE { ?s a ?kind ; ?p ?o } LIMIT 10"
    assert by_scans(query) == query


def test_whether_a_text_with_quotation_marks_and_brackets_can_be_given(chain: Session) -> None:
    query = bound(chain.build.store, QUERIES["search"].query, {"text": 'a "b} \\ ('})
    assert by_scans(query) != query
    assert rows(chain.build, by_scans(query)) == []
