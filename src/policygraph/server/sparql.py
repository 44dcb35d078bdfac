"""The SPARQL 1.1 Protocol over the build that is served: queries only, each in a process that can be stopped."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as HttpRequest
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from policygraph.errors import QueryError
from policygraph.queries.run import Answer
from policygraph.server.addresses import Addresses
from policygraph.server.limits import BusyError, NotAcceptableError
from policygraph.server.media import GRAPHS, chosen, written
from policygraph.server.pool import pool_of
from policygraph.server.responses import language_of, workbench_of
from policygraph.server.sentences import sentence

if TYPE_CHECKING:
    from policygraph.server.worker import Request

__all__ = ["ENDPOINT", "sparql_routes"]

ENDPOINT = "/sparql"

_FORM, _QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
_DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix formats: <http://www.w3.org/ns/formats/> .
@prefix void: <http://rdfs.org/ns/void#> .
<> a sd:Service ; sd:endpoint <> ; sd:supportedLanguage sd:SPARQL11Query ; sd:feature sd:UnionDefaultGraph ;
  sd:resultFormat formats:SPARQL_Results_JSON, formats:SPARQL_Results_XML, formats:SPARQL_Results_CSV,
    formats:SPARQL_Results_TSV, formats:Turtle, formats:N-Triples, formats:JSON-LD, formats:RDF_XML ;
  sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ; void:triples %d ] ; sd:namedGraph %s ] .
"""


def sparql_routes() -> Sequence[BaseRoute]:
    """The endpoint."""
    return [Route(ENDPOINT, _endpoint, methods=["GET", "POST"])]


async def _endpoint(request: HttpRequest) -> Response:
    """The answer to a query, the description of the service where a GET asks nothing, or why it is refused."""
    try:
        pairs = await _pairs(request)
        if request.method == "GET" and not pairs.keys() & {"query", "update"}:
            return await run_in_threadpool(_description, request)
        return await run_in_threadpool(_answer, request, pairs)
    except QueryError as error:
        status = {NotAcceptableError: 406, BusyError: 503}.get(type(error), 400)
        return sentence(request, str(error), status, {"Retry-After": "5"} if status == 503 else None)


async def _pairs(request: HttpRequest) -> dict[str, list[str]]:
    """The parameters of a request, each with its values.

    Raises:
        QueryError: the body is of no type that the protocol knows, or cannot be decoded.
    """
    pairs = request.query_params.multi_items()
    if request.method == "POST":
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        try:
            text = (await request.body()).decode("utf-8")
            if media == _FORM:
                pairs += parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
            elif media == _QUERY:
                pairs.append(("query", text))
            else:
                raise QueryError(f"content of the type {media!r} is not read; send {_QUERY} or {_FORM}")
        except ValueError as error:
            raise QueryError("the request cannot be decoded; send UTF-8") from error
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _answer(request: HttpRequest, pairs: dict[str, list[str]]) -> Response:
    workbench = workbench_of(request)
    asked: Request = {
        "do": "sparql",
        "query": _query(pairs),
        "accept": ",".join(request.headers.getlist("accept")),
        "default": pairs.get("default-graph-uri", []),
        "named": pairs.get("named-graph-uri", []),
    }
    data = pool_of(workbench).ask(asked, _seconds(pairs))
    media, _, body = data.partition(b"\n")
    return _response(body, media.decode())


def _response(body: bytes, media: str) -> Response:
    return Response(body, 200, {"Vary": "Accept"}, media)


def _query(pairs: dict[str, list[str]]) -> str:
    """The one query of a request.

    Raises:
        QueryError: there is none or several, or an update.
    """
    if "update" in pairs:
        raise QueryError("a build is read-only: updates are refused; use SELECT, ASK, CONSTRUCT or DESCRIBE")
    queries = pairs.get("query", [])
    if len(queries) != 1:
        raise QueryError(f"{len(queries)} queries came at once; send one, as the parameter query")
    return queries[0]


def _seconds(pairs: dict[str, list[str]]) -> float:
    """How long the client wants to wait at most, 0 for as long as is allowed.

    Raises:
        QueryError: it is not a number of seconds.
    """
    text = pairs.get("timeout", [""])[-1]
    if not text:
        return 0
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds < float("inf"):
        raise QueryError(f"timeout={text} is not a number of seconds; write it as in timeout=10")
    return max(seconds, 0.001)


def _description(request: HttpRequest) -> Response:
    """The description of the service as RDF; browsers are led to the form."""
    accept = ",".join(request.headers.getlist("accept"))
    media = chosen(accept, {"text/turtle": "text/turtle", "text/html": "text/html", **GRAPHS})
    if media == "text/html":
        return RedirectResponse(Addresses(language_of(request)).questions("sparql"), 303)
    workbench = workbench_of(request)
    said = workbench.once(ENDPOINT, lambda: pool_of(workbench).ask({"do": "graphs"}))
    rows = _described(str(request.url.replace(query="")), **json.loads(said))
    return _response(written(rows, media), media)


def _described(address: str, graphs: list[str], triples: int) -> Answer:
    named = ", ".join(f"[ a sd:NamedGraph ; sd:name {ox.NamedNode(name)} ]" for name in graphs)
    quads = ox.parse(_DESCRIPTION % (triples, named), ox.RdfFormat.TURTLE, base_iri=address)
    rows = tuple((quad.subject, quad.predicate, quad.object) for quad in quads)
    return Answer(("subject", "predicate", "object"), rows, is_graph=True)
