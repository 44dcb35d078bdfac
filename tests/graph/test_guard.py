"""Queries that would reach out or write are refused before they run."""

from __future__ import annotations

import time

import pyoxigraph as ox
import pytest

from policygraph.builds.guard import check, is_ordered
from policygraph.builds.sparql import fault
from policygraph.errors import QueryError
from tests.graph.listener import Listener

# Words alone do not show these: "<" may start an IRI or mean less-than, and what follows is read otherwise.
HIDDEN = (
    "SELECT * { FILTER(1<'>')SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } #'\n}",
    "SELECT * { FILTER(1<2)SERVICE#>\n<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "SELECT * { FILTER(1<2)#>'''\nSERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } #'''\n}",
)


@pytest.mark.parametrize("query", HIDDEN)
def test_whether_a_service_that_words_do_not_show_would_be_asked(query: str) -> None:
    with Listener() as listener, pytest.raises((OSError, ValueError)):
        list(ox.Store().query(query.replace("127.0.0.1:9", listener.address)))  # type: ignore[arg-type]
    assert listener.calls == 1


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
        *HIDDEN,
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
        "SELECT ?service ?Service { ?service ?other ?Service } # 'service",
        "SELECT * { ?s <http://x/a'> ?service FILTER(1 <'service>') }",
    ],
)
def test_whether_the_word_may_stand_where_it_means_nothing(query: str) -> None:
    assert fault(query, {}) is None


def test_whether_a_prefix_may_be_named_like_an_update() -> None:
    assert (
        fault("PREFIX add: <http://x/> PREFIX insert: <http://y/> SELECT * { add:x insert:y ?z }", {}) is None
    )
    assert fault("SELECT * { add:x with:y ?z }", {"add": "http://x/", "with": "http://y/"}) is None
    with pytest.raises(QueryError, match="INSERT would change the data"):
        check("PREFIX select: <http://x/> INSERT DATA { select:a select:b select:c }")


def test_whether_a_prefix_from_elsewhere_is_known_when_the_word_stands_in_a_string() -> None:
    assert fault("SELECT * { ?s eg:of 'SERVICE' }", {"eg": "http://x/"}) is None
    assert "Prefix not found" in (fault("SELECT * { ?s eg:of 'SERVICE' }", {}) or "")


def test_whether_a_query_is_looked_at_without_running_it() -> None:
    numbers = " ".join(map(str, range(200)))
    pairs = " ".join(f"VALUES ?{name} {{ {numbers} }}" for name in "abcdef")
    start = time.process_time()
    assert fault(f"ASK {{ {pairs} FILTER(?a + ?b + ?c + ?d + ?e + ?f < 0) }}", {}) is None
    assert fault(f"SELECT (SUM(?a) AS ?sum) {{ {pairs} }} ORDER BY ?sum", {}) is None
    # To run either would take hours.
    assert time.process_time() - start < 10


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
    assert not is_ordered("PREFIX order: <http://x/> SELECT * WHERE { ?s order:p ?o }")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { " + "{" * 20_000 + "}" * 20_000 + " }",
        "SELECT (" + "(" * 20_000 + "1" + ")" * 20_000 + " AS ?x) {}",
        "SELECT * { ?s ?p " + "[ <a:a> " * 20_000 + "1" + "]" * 20_000 + " }",
        "SELECT * " + "{#}\n" * 20_000 + "}" * 20_000,
        "SELECT * " + "{ ?s ?p '}' " * 20_000 + "}" * 20_000,
        "SELECT * " + r"{ ?s <a:\u0061#> ?o . " * 20_000 + "}" * 20_000,
    ],
    ids=["braces", "round", "square", "closed in comments", "closed in strings", "behind an escape"],
)
def test_whether_what_would_bring_the_parser_down_is_refused_before_it(query: str) -> None:
    with pytest.raises(QueryError, match=r"line \d+, column \d+: more than 256 brackets within one another"):
        check(query)


@pytest.mark.parametrize(
    ("query", "token"),
    [
        ("SELECT * { ?s " + "/".join(["<a:a>"] * 20_000) + " ?o }", "/"),
        ("SELECT * { ?s " + "/".join(["<a:a>"] * 1_000) + " ?o }", "/"),
        ("SELECT (" + "!" * 20_000 + "true AS ?x) {}", "!"),
        ("SELECT (" + "+".join(["1.5"] * 20_000) + " AS ?x) {}", r"\+"),
        ("SELECT * {" + " UNION ".join(["{ ?s ?p ?o }"] * 20_000) + "}", "UNION"),
        ("SELECT * { ?s ?p ?o FILTER(" + "||".join(["?o = 1"] * 20_000) + ") }", r"\|"),
    ],
)
def test_whether_long_chains_of_an_operator_are_refused_before_the_parser(query: str, token: str) -> None:
    with pytest.raises(QueryError, match=rf"line 1, column \d+: more than \d+ times {token} in a row"):
        check(query)


def test_whether_operators_in_groups_beside_each_other_are_no_chain() -> None:
    check("SELECT * {" + "{ ?s <a:a>/<a:b> ?o } UNION " * 1_000 + "{ ?s ?p '" + "/" * 3_000 + "' } }")


def test_whether_brackets_beside_one_another_are_not_counted_as_within() -> None:
    check("SELECT * { " + "{} UNION " * 500 + "{ FILTER(('((((' IN ('[[', <a:(((>))) } } # ((((")
