"""The SPARQL 1.1 Protocol, asked over HTTP as clients do."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, POST, TURTLE, XML, SPARQLWrapper

from policygraph.builds.store import Build
from policygraph.server.limits import Limits
from policygraph.server.sparql import sparql_routes
from policygraph.server.workbench import application
from tests.graph.listener import Listener
from tests.server.disguises import HARMLESS, RUNAWAYS, SERVICES, UPDATES, nested
from tests.server.serving import client_of, listening, workbench

pytestmark = pytest.mark.long

# Those that run into it take no longer than this.
SECONDS = 2.0
IDENTIFIERS = (
    "SELECT ?n { ?d a <https://w3id.org/policygraph/ontology#CityPlan> ; "
    "<http://purl.org/dc/terms/identifier> ?n }"
)
TITLES = (
    "CONSTRUCT { ?d <http://purl.org/dc/terms/title> ?t } WHERE { ?d <http://purl.org/dc/terms/title> ?t }"
)
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
ONE = 'SELECT (1 AS ?x) (<a:a> AS ?y) ("能\\n<"@zh AS ?z) {}'


@pytest.fixture(scope="module")
def endpoint(chain_of_plans: Build) -> Iterator[str]:
    limits = Limits(seconds=SECONDS, rows=5000, memory=256 << 20, at_once=4, patience=1)
    with (
        workbench(chain_of_plans, limits) as made,
        listening(application(made, routes=sparql_routes())) as address,
    ):
        yield f"{address}/sparql"


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with client_of() as made:
        yield made


def ask(client: httpx.Client, endpoint: str, query: str, accept: str = "*/*", **more: str) -> httpx.Response:
    return client.post(endpoint, data={"query": query, **more}, headers={"Accept": accept})


def alone(endpoint: str, query: str) -> httpx.Response:
    """The answer to a client of its own."""
    with client_of() as client:
        return ask(client, endpoint, query)


# What the suite of the protocol (test_protocol.py) does not ask.


def test_whether_a_query_is_taken_by_each_way(client: httpx.Client, endpoint: str) -> None:
    answers = [
        client.get(endpoint, params={"query": "ASK {}"}),
        client.post(endpoint, data={"query": "ASK {}"}),
        client.post(endpoint, content="ASK {}", headers={"Content-Type": "application/sparql-query"}),
        client.post(
            endpoint, content="ASK {}", headers={"Content-Type": "application/sparql-query; charset=UTF-8"}
        ),
    ]
    assert [(one.status_code, one.json()["boolean"]) for one in answers] == [(200, True)] * 4


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_whether_other_methods_are_refused(client: httpx.Client, endpoint: str, method: str) -> None:
    answer = client.request(method, endpoint, params={"query": "ASK {}", "lang": "zh"})
    assert answer.status_code == 405
    assert {"GET", "POST"} <= set(answer.headers["allow"].split(", "))
    assert answer.text.startswith(f"此地址不接受 {method}；请用 ")


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (b"query=%ff", "application/x-www-form-urlencoded"),
        (b"", "application/x-www-form-urlencoded"),
        (b"query=ASK", "application/x-www-form-urlencoded"),
        (b"query=ASK+%7B%7D&timeout=soon", "application/x-www-form-urlencoded"),
        (b"query=ASK+%7B%7D&timeout=-1", "application/x-www-form-urlencoded"),
        (b"query=ASK+%7B%7D&default-graph-uri=urn:none", "application/x-www-form-urlencoded"),
        (b"query=ASK+%7B%7D&named-graph-uri=a+b", "application/x-www-form-urlencoded"),
    ],
)
def test_whether_a_wrong_request_is_answered_with_one_sentence(
    client: httpx.Client, endpoint: str, content: bytes, media: str
) -> None:
    answer = client.post(endpoint, content=content, headers={"Content-Type": media} if media else {})
    assert answer.status_code == 400
    assert re.fullmatch(r"[^\n]{20,}\n", answer.text)
    assert "Traceback" not in answer.text


def test_whether_the_dataset_of_the_protocol_is_kept(
    client: httpx.Client, endpoint: str, chain_of_plans: Build
) -> None:
    counted = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    names = sorted(one.value for one in chain_of_plans.graphs().named_graphs())[:2]
    sizes = [
        sum(1 for _ in chain_of_plans.store.quads_for_pattern(None, None, None, ox.NamedNode(name)))
        for name in names
    ]

    def count(query: str, **parameters: str) -> int:
        answer = client.get(endpoint, params={"query": query, **parameters})
        return int(answer.json()["results"]["bindings"][0]["n"]["value"])

    in_graphs = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert count(counted, **{"default-graph-uri": names[0]}) == sizes[0]
    assert count(in_graphs, **{"default-graph-uri": names[0]}) == 0
    assert count(in_graphs, **{"named-graph-uri": names[1]}) == sizes[1]
    assert count(counted, **{"named-graph-uri": names[1]}) == 0
    # That of the protocol wins over that of the query.
    assert (
        count(counted.replace("{", f"FROM <{names[1]}> {{", 1), **{"default-graph-uri": names[0]}) == sizes[0]
    )


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/xml;q=0.5, text/csv;q=0.6", "text/csv"),
        ("text/*", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/turtle, application/sparql-results+xml;q=0.1", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
    ],
)
def test_whether_rows_come_as_the_client_wants(
    client: httpx.Client, endpoint: str, accept: str, media: str
) -> None:
    answer = ask(client, endpoint, ONE, accept)
    assert answer.headers["content-type"].partition(";")[0] == media
    form = ox.QueryResultsFormat.from_media_type(media)
    if media == "text/csv":
        assert list(csv.reader(io.StringIO(answer.text, newline=""))) == [
            ["x", "y", "z"],
            ["1", "a:a", "能\n<"],
        ]
        return
    assert form is not None
    rows = ox.parse_query_results(answer.content, format=form)
    assert isinstance(rows, ox.QuerySolutions)
    (row,) = rows
    assert (row["y"], row["z"]) == (ox.NamedNode("a:a"), ox.Literal("能\n<", language="zh"))


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]
)
def test_whether_graphs_come_as_the_client_wants(client: httpx.Client, endpoint: str, accept: str) -> None:
    answer = ask(client, endpoint, TITLES, accept)
    assert answer.headers["content-type"].partition(";")[0] == accept
    read = set(ox.parse(answer.content, ox.RdfFormat.from_media_type(accept)))
    plain = set(
        ox.parse(ask(client, endpoint, TITLES, "application/n-triples").content, ox.RdfFormat.N_TRIPLES)
    )
    assert read == plain
    assert len(plain) > 5


def test_whether_truth_comes_in_each_type(client: httpx.Client, endpoint: str) -> None:
    assert ask(client, endpoint, "ASK {}", "text/csv").text == "true"
    assert "<boolean>true</boolean>" in ask(client, endpoint, "ASK {}", "text/xml").text


@pytest.mark.parametrize(
    ("query", "accept"), [("ASK {}", "image/png"), (TITLES, "text/csv"), (ONE, "text/turtle")]
)
def test_whether_a_type_that_there_is_not_is_refused(
    client: httpx.Client, endpoint: str, query: str, accept: str
) -> None:
    answer = ask(client, endpoint, query, accept)
    assert answer.status_code == 406
    assert "ask for" in answer.text


def test_whether_the_service_describes_itself(
    client: httpx.Client, endpoint: str, chain_of_plans: Build
) -> None:
    answer = client.get(endpoint, headers={"Accept": "text/turtle"})
    graph, service = Graph().parse(data=answer.text, format="turtle"), URIRef(endpoint)
    assert list(graph.subjects(RDF.type, SD.Service)) == list(graph.objects(None, SD.endpoint)) == [service]
    assert len(list(graph.objects(None, SD.name))) == len(list(chain_of_plans.graphs().named_graphs()))
    assert client.get(endpoint, headers={"Accept": "text/html"}).headers["location"] == "/questions/sparql"


# Clients that people have.


def test_whether_sparqlwrapper_reads_what_is_answered(endpoint: str) -> None:
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setQuery(IDENTIFIERS)
    wrapper.setReturnFormat(JSON)
    found: Any = wrapper.queryAndConvert()
    names = {one["n"]["value"] for one in found["results"]["bindings"]}
    assert names
    wrapper.setMethod(POST)
    wrapper.setReturnFormat(XML)
    found = wrapper.queryAndConvert()
    assert len(found.getElementsByTagName("result")) == len(names)
    wrapper.setQuery(TITLES)
    wrapper.setReturnFormat(TURTLE)
    found = wrapper.queryAndConvert()
    assert len(Graph().parse(data=found, format="turtle")) > 5


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_whether_rdflib_reads_what_is_answered(endpoint: str, method: str) -> None:
    store = SPARQLStore(endpoint, method=method)
    assert len(list(Graph(store).query(IDENTIFIERS))) > 0
    assert bool(Graph(store).query("ASK {}"))
    assert len(list(Graph(store).query(TITLES))) > 5


@pytest.mark.parametrize(
    "accept", ["text/csv", "text/tab-separated-values", "application/sparql-results+json"]
)
def test_whether_curl_reads_what_is_answered(endpoint: str, accept: str) -> None:
    command = [
        "curl",
        "-sS",
        "--noproxy",
        "*",
        "-H",
        f"Accept: {accept}",
        "--data-urlencode",
        f"query={IDENTIFIERS}",
        endpoint,
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert re.match(r'n\r?\n|\?n\n|\{\s*"head"', done.stdout)


# What must not happen.


def test_whether_no_disguise_reaches_another_server(client: httpx.Client, endpoint: str) -> None:
    with Listener() as listener:
        there = f"http://{listener.address}/"
        found = {
            name: ask(client, endpoint, query.replace("<U>", f"<{there}>").replace('"U"', f'"{there}"'))
            for name, query in SERVICES.items()
        }
    assert listener.calls == 0
    assert len(SERVICES) > 50
    assert {name for name, answer in found.items() if answer.status_code != 400} <= HARMLESS


def test_whether_updates_are_refused(client: httpx.Client, endpoint: str) -> None:
    assert len(UPDATES) == 17
    with Listener() as listener:
        for update in UPDATES.values():
            text = update.replace("<U>", f"<http://{listener.address}/>")
            assert ask(client, endpoint, text).status_code == 400
            assert client.post(endpoint, data={"update": text}).status_code == 400
    assert listener.calls == 0


@pytest.mark.parametrize("times", [300, 20_000])
def test_whether_deep_nesting_brings_nothing_down(client: httpx.Client, endpoint: str, times: int) -> None:
    for name, query in nested(times).items():
        answer = ask(client, endpoint, query)
        assert (name, answer.status_code in (200, 400, 413)) == (name, True)
    assert ask(client, endpoint, "ASK {}").json()["boolean"] is True


def test_whether_a_runaway_is_stopped_and_others_are_answered_meanwhile(
    client: httpx.Client, endpoint: str
) -> None:
    with ThreadPoolExecutor(2) as pool:
        for query in RUNAWAYS.values():
            start = time.monotonic()
            running = pool.submit(alone, endpoint, query)
            slowest = 0.0
            while not running.done():
                before = time.monotonic()
                assert ask(client, endpoint, "ASK {}").json()["boolean"] is True
                slowest = max(slowest, time.monotonic() - before)
            answer = running.result()
            assert answer.status_code == 400
            assert re.search(r"was stopped; ask for less|has more than 5,000 rows", answer.text)
            assert time.monotonic() - start < SECONDS + 4
            assert slowest < 1


def test_whether_a_client_may_wait_for_less(client: httpx.Client, endpoint: str) -> None:
    start = time.monotonic()
    answer = ask(client, endpoint, RUNAWAYS["product of three"], timeout="0.2")
    assert "0.2 s" in answer.text
    assert time.monotonic() - start < 1


def test_whether_more_than_there_are_places_for_are_sent_away(client: httpx.Client, endpoint: str) -> None:
    def run(_: int) -> httpx.Response:
        return alone(endpoint, RUNAWAYS["product of three"])

    with ThreadPoolExecutor(32) as pool:
        answers = list(pool.map(run, range(32)))
    statuses = [one.status_code for one in answers]
    assert set(statuses) == {400, 503}
    assert {one.headers["retry-after"] for one in answers if one.status_code == 503} == {"5"}
    assert ask(client, endpoint, "ASK {}").status_code == 200


def test_whether_the_order_of_rows_is_the_same_each_time(client: httpx.Client, endpoint: str) -> None:
    query = "SELECT ?s ?p { ?s ?p ?o } LIMIT 100"
    assert len({ask(client, endpoint, query).content for _ in range(3)}) == 1
    assert json.loads(ask(client, endpoint, IDENTIFIERS).content)["head"]["vars"] == ["n"]
