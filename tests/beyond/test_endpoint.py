"""A server gives the rows that the folder gives."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from policygraph.builds.contents import read_manifest
from policygraph.builds.loading import load
from policygraph.builds.store import Build
from policygraph.errors import QueryError, ServerError
from policygraph.queries.endpoint import Endpoint
from policygraph.queries.parameters import bound
from policygraph.queries.questions import Question, questions
from policygraph.queries.run import bound_in, run, run_at
from policygraph.web import Web
from tests.beyond.servers import gate, oxigraph, silent
from tests.running import run as command

pytestmark = pytest.mark.long
PREFIX = "PREFIX pg: <https://w3id.org/policygraph/ontology#>\n"


@pytest.fixture(scope="module")
def server(real_plans: Build) -> Iterator[str]:
    """A server that holds the five plans, and something else."""
    with oxigraph() as address:
        load(read_manifest(real_plans.folder), Web(f"{address}/store", 60))
        other = Web(f"{address}/store?graph=http://example.org/mine", 60)
        plan = b"<http://example.org/a> a <https://w3id.org/policygraph/ontology#CityPlan> ."
        other.send("PUT", other.url, data=plan, headers={"Content-Type": "text/turtle"})
        yield address


@pytest.fixture(scope="module")
def endpoint(server: str) -> Endpoint:
    return Endpoint(Web(f"{server}/query", 60))


@pytest.mark.parametrize("question", questions(), ids=lambda one: one.name)
def test_whether_a_stock_query_has_the_same_rows(
    real_plans: Build, endpoint: Endpoint, question: Question
) -> None:
    given = {name: example for name, example in question.parameters.items() if example}
    query = bound_in(real_plans, question.query, given)
    assert bound(lambda lookup: run_at(endpoint, lookup).rows, question.query, given) == query
    assert run_at(endpoint, query) == run(real_plans, query)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?plan a pg:CityPlan }",
        "ASK { ?plan a pg:Nothing }",
        "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
        "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
        "SELECT ?plan FROM <https://w3id.org/policygraph/id/graph/register> WHERE { ?plan a pg:Directive }",
        "SELECT ?n WHERE { VALUES ?n { 'b' 'a' 'c' } }",
        "CONSTRUCT { ?plan a pg:CityPlan } WHERE { ?plan a pg:CityPlan }",
        "DESCRIBE <https://w3id.org/policygraph/id/plan/anyang>",
        "CONSTRUCT { ?plan a pg:Nothing } WHERE { ?plan a pg:Nothing }",
    ],
)
def test_whether_a_query_of_ones_own_has_the_same_rows(
    real_plans: Build, endpoint: Endpoint, query: str
) -> None:
    assert run_at(endpoint, PREFIX + query) == run(real_plans, PREFIX + query)


@pytest.mark.parametrize("query", ["SELECT", "INSERT DATA { <a:b> <a:c> <a:d> }", "ASK { SERVICE <x:y> {} }"])
def test_whether_the_same_queries_are_refused(real_plans: Build, endpoint: Endpoint, query: str) -> None:
    with pytest.raises(QueryError) as here:
        run(real_plans, query)
    with pytest.raises(QueryError) as there:
        run_at(endpoint, query)
    assert str(there.value) == str(here.value)


def test_whether_a_name_that_is_not_known_is_refused_as_here(real_plans: Build, endpoint: Endpoint) -> None:
    query = next(one.query for one in questions() if "area" in one.parameters)
    with pytest.raises(QueryError, match=r"the nearest are|it knows") as here:
        bound_in(real_plans, query, {"area": "临河市"})
    with pytest.raises(QueryError) as there:
        bound(lambda lookup: run_at(endpoint, lookup).rows, query, {"area": "临河市"})
    assert str(there.value) == str(here.value)


def test_whether_the_command_writes_the_same(real_plans: Build, server: str) -> None:
    for style in ("json", "table"):
        here = command("query", "documents", "--graph", real_plans.folder, "--format", style)
        there = command("query", "documents", "--endpoint", f"{server}/query", "--format", style)
        assert (there.returncode, there.stdout, there.stderr) == (0, here.stdout, "")


def test_whether_a_server_without_a_build_is_named() -> None:
    with oxigraph() as empty:
        with pytest.raises(ServerError, match="holds no build; put one there with: policygraph load"):
            run_at(Endpoint(Web(f"{empty}/query", 30)), "ASK { ?s ?p ?o }")
        with pytest.raises(ServerError, match=r"/nothing answered 404"):
            run_at(Endpoint(Web(f"{empty}/nothing", 30)), "ASK { ?s ?p ?o }")


@pytest.mark.parametrize(
    "said", [b"<!DOCTYPE html><p>Hello", b'{"head": {"vars": ["record"]}, "results": {', b"{}"]
)
def test_whether_an_answer_that_is_none_is_named(server: str, said: bytes) -> None:
    with gate(server) as (rules, address):
        rules.said = said
        with pytest.raises(ServerError, match="the server's answer cannot be read"):
            run_at(Endpoint(Web(f"{address}/query", 30)), "ASK { ?s ?p ?o }")


def test_whether_a_query_ends_in_time(server: str) -> None:
    with silent() as address:
        done = command("query", "documents", "--endpoint", f"{address}/query", "--timeout", "1")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    mixed = command("query", "documents", "--endpoint", f"{server}/query", "--graph", "exports")
    assert (mixed.returncode, mixed.stderr.count("\n")) == (2, 1)
