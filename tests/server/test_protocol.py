"""The SPARQL 1.1 Protocol, case by case as the W3C's test suite names them, put to a real server over a build.

The suite's cases are about graphs of its own; here the graphs of the build stand for them. A build is read-only, so the
cases of updates that succeed have one answer, too: they are refused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

import httpx
import pyoxigraph as ox
import pytest

from policygraph.builds.store import Build
from policygraph.server.limits import Limits
from policygraph.server.sparql import sparql_routes
from policygraph.server.workbench import application
from tests.server.serving import client_of, listening, workbench

pytestmark = pytest.mark.long

FORM, QUERY, UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
# Each {A}, {B}, {C} is the name of a graph, and {a}, {b}, {c} something that only this graph has a type of.
IN_BOTH = "ASK { {a} a ?t1 . {b} a ?t2 }"
IN_NAMED = "ASK { GRAPH ?g1 { {a} a ?t1 } GRAPH ?g2 { {b} a ?t2 } }"
IN_ALL = "ASK { {c} a ?t3 GRAPH ?g1 { {a} a ?t1 } GRAPH ?g2 { {b} a ?t2 } }"
FROM = "ASK FROM <{C}> { GRAPH ?g1 { {a} a ?t1 } GRAPH ?g2 { {b} a ?t2 } }"
OUTSIDE = "ASK { {c} a ?type }"


@dataclass(frozen=True)
class Case:
    """One request and what it has to bring: a status, and of an answer its truth or the types that it may have."""

    name: str
    method: str = "POST"
    address: tuple[tuple[str, str], ...] = ()
    body: str = ""
    media: str = ""
    status: int = 200
    is_true: bool | None = None
    types: tuple[str, ...] = ()
    encoding: str = field(default="utf-8")


ROWS = ("application/sparql-results+json",)
RDF = ("text/turtle",)
DEFAULTS = (("default-graph-uri", "{A}"), ("default-graph-uri", "{B}"))
NAMED = (("named-graph-uri", "{A}"), ("named-graph-uri", "{B}"))
ONE = (("default-graph-uri", "{A}"),)
CASES = [
    Case("query_post_form", "POST", ONE, "query=ASK%20%7B%7D", FORM, is_true=True),
    Case("query_dataset_default_graphs_get", "GET", (("query", IN_BOTH), *DEFAULTS), is_true=True),
    Case("query_dataset_default_graphs_post", "POST", DEFAULTS, IN_BOTH, QUERY, is_true=True),
    Case("query_dataset_named_graphs_post", "POST", NAMED, IN_NAMED, QUERY, is_true=True),
    Case("query_dataset_named_graphs_get", "GET", (("query", IN_NAMED), *NAMED), is_true=True),
    Case("query_dataset_full", "POST", (("default-graph-uri", "{C}"), *NAMED), IN_ALL, QUERY, is_true=True),
    Case("query_multiple_dataset", "POST", NAMED, FROM, QUERY, is_true=True),
    Case("query_get", "GET", (("query", "ASK {}"), *ONE), is_true=True),
    Case("query_content_type_select", "POST", ONE, "SELECT (1 AS ?value) {}", QUERY, types=ROWS),
    Case("query_content_type_ask", "POST", ONE, "ASK {}", QUERY, types=ROWS),
    Case("query_content_type_describe", "POST", ONE, "DESCRIBE <http://example.org/>", QUERY, types=RDF),
    Case("query_content_type_construct", "POST", ONE, "CONSTRUCT { <a:s> <a:p> 1 } {}", QUERY, types=RDF),
    Case("query_post_direct", "POST", (), "ASK {}", QUERY, is_true=True),
    Case("bad_query_method", "PUT", (("query", "ASK {}"), *ONE), "", FORM, 405),
    Case("bad_multiple_queries", "GET", (("query", "ASK {}"), ("query", "SELECT * {}")), status=400),
    Case("bad_query_wrong_media_type", "POST", (), "ASK {}", "text/plain", 400),
    Case("bad_query_missing_form_type", "POST", (), "query=ASK%20%7B%7D", "", 400),
    Case("bad_query_missing_direct_type", "POST", (), "ASK {}", "", 400),
    Case("bad_query_non_utf8", "POST", (), "ASK {}", f"{QUERY}; charset=UTF-16", 400, encoding="utf-16"),
    Case("bad_query_syntax", "GET", (("query", "ASK {"),), status=400),
    Case("update_dataset_default_graph", "POST", (("using-graph-uri", "{A}"),), "CLEAR ALL", UPDATE, 400),
    Case("update_post_form", "POST", (), "update=CLEAR%20ALL", FORM, 400),
    Case("update_post_direct", "POST", (), "CLEAR ALL", UPDATE, 400),
    Case("bad_update_get", "GET", (("update", "CLEAR ALL"),), status=400),
    Case("bad_multiple_updates", "POST", (), "update=CLEAR+NAMED&update=CLEAR+DEFAULT", FORM, 400),
    Case("bad_update_wrong_media_type", "POST", (), "CLEAR NAMED", "text/plain", 400),
    Case("bad_update_missing_form_type", "POST", (), "update=CLEAR%20NAMED", "", 400),
    Case(
        "bad_update_non_utf8", "POST", (), "CLEAR NAMED", f"{UPDATE}; charset=UTF-16", 400, encoding="utf-16"
    ),
    Case("bad_update_syntax", "POST", (), "update=CLEAR%20XYZ", FORM, 400),
    Case(
        "bad_update_dataset_conflict",
        "POST",
        (("using-named-graph-uri", "{A}"),),
        "WITH <a:b> DELETE { ?s ?p 1 } INSERT { ?s ?p 2 } WHERE { ?s ?p 1 }",
        UPDATE,
        400,
    ),
    # Not in the suite: what a query over chosen graphs must not see.
    Case("default_graph_alone", "POST", DEFAULTS, OUTSIDE, QUERY, is_true=False),
    Case("named_graphs_leave_no_default", "POST", NAMED, IN_BOTH, QUERY, is_true=False),
    Case("default_graph_names_none", "POST", DEFAULTS, IN_NAMED, QUERY, is_true=False),
]


@pytest.fixture(scope="module")
def names(chain_of_plans: Build) -> dict[str, str]:
    """What stands for the graphs of the cases, and for what is in each of them alone."""
    store, found = chain_of_plans.graphs(), dict[str, str]()
    where: dict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, RDF_TYPE, None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.graph_name, ox.NamedNode):
            where[quad.subject.value].add(quad.graph_name.value)
    alone = {min(graphs): subject for subject, graphs in sorted(where.items()) if len(graphs) == 1}
    for letter, graph in zip("ABC", sorted(alone), strict=False):
        found |= {letter: graph, letter.lower(): f"<{alone[graph]}>"}
    assert len(found) == 6
    return found


RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


@pytest.fixture(scope="module")
def endpoint(chain_of_plans: Build) -> Iterator[str]:
    with (
        workbench(chain_of_plans, Limits(seconds=5.0)) as made,
        listening(application(made, routes=sparql_routes())) as address,
    ):
        yield f"{address}/sparql"


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with client_of() as made:
        yield made


@pytest.mark.parametrize("case", CASES, ids=[one.name for one in CASES])
def test_the_protocol(case: Case, client: httpx.Client, endpoint: str, names: dict[str, str]) -> None:
    def named(text: str) -> str:
        for letter, name in names.items():
            text = text.replace(f"{{{letter}}}", name)
        return text

    pairs = [(name, named(value)) for name, value in case.address]
    answer = client.request(
        case.method,
        f"{endpoint}?{urlencode(pairs, quote_via=quote)}" if pairs else endpoint,
        content=named(case.body).encode(case.encoding),
        headers={"Content-Type": case.media} if case.media else {},
    )
    assert answer.status_code == case.status, answer.text
    if case.is_true is not None:
        assert answer.json()["boolean"] is case.is_true
    if case.types:
        assert answer.headers["content-type"].partition(";")[0] in case.types
    if case.status != 200:
        assert answer.text.count("\n") == 1
