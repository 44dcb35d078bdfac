"""Queries that would reach out or write are refused before they run."""

from __future__ import annotations

import pytest

from policygraph.errors import QueryError
from policygraph.graph.store import Build
from policygraph.queries.guard import check, is_ordered
from policygraph.queries.run import run


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * WHERE { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * WHERE { ?s ?p ?o .SERVICE?s{ ?s ?p ?o } }",
        "PREFIX x: <http://x/> SELECT * WHERE { ?s ?p x:.SERVICE ?s { } }",
        "SELECT * WHERE { ?s ?p trueSERVICE <http://127.0.0.1:9/> { } }",
        "SELECT * WHERE { ?s ?p 1SERVICE <http://127.0.0.1:9/> { } }",
        "PREFIX : <http://x/> SELECT * WHERE { SERVICE:x { ?s ?p ?o } }",
        "SELECT * WHERE { ?s ?p '# no comment' . SERVICE <http://x/> { } }",
        "SELECT * WHERE { ?s ?p '''a'b''' . SERVICE <http://x/> { } }",
        'SELECT * WHERE { ?s ?p "\\"" . SERVICE <http://x/> { } } # "',
        "# comment\rSELECT * WHERE { SERVICE <http://x/> { } }",
    ],
)
def test_whether_service_is_refused_however_it_is_written(query: str) -> None:
    with pytest.raises(QueryError, match=r"line \d+, column \d+: SERVICE is not allowed"):
        check(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service WHERE { ?service ?p 'SERVICE' } # SERVICE",
        'SELECT * WHERE { ?s <http://x/SERVICE> """a" SERVICE """ }',
        "PREFIX ex: <http://service/> SELECT * WHERE { ?s ex:service 'x'@service }",
    ],
)
def test_whether_the_word_may_stand_where_it_means_nothing(opened: Build, query: str) -> None:
    assert run(opened, query).rows == ()


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "PREFIX x: <http://x/> delete where { ?s ?p ?o }",
        "CLEAR ALL",
        "LOAD <http://127.0.0.1:9/>",
        "DROP GRAPH <http://x/>",
    ],
)
def test_whether_updates_are_refused(query: str) -> None:
    with pytest.raises(QueryError, match="read-only"):
        check(query)


def test_whether_the_place_is_counted_from_one() -> None:
    with pytest.raises(QueryError, match="line 2, column 3"):
        check("ASK {\n  SERVICE <http://x/> {} }")


def test_whether_an_order_is_seen_only_where_it_is_one() -> None:
    assert is_ordered("SELECT * WHERE { ?s ?p ?o } order by ?s")
    assert not is_ordered("SELECT ?ORDER WHERE { ?s ?p 'ORDER' } # ORDER BY")
