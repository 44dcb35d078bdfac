"""A server's SPARQL endpoint, asked about the build that ``policygraph load`` put there."""

from __future__ import annotations

from functools import cached_property
from urllib.parse import urlencode

import pyoxigraph as ox

from policygraph.builds.guard import names_graphs
from policygraph.builds.loading import LOADED, UNION
from policygraph.errors import ServerError
from policygraph.queries.asking import Result
from policygraph.rdf.iris import BASE, Iris
from policygraph.rdf.terms import OWL, PG, SD, A
from policygraph.web import Web

__all__ = ["Endpoint", "default_graph", "unreadable"]

_RECORDS = (
    f"SELECT DISTINCT ?record ?union WHERE {{ GRAPH ?record {{ ?record {A} {SD('Dataset')} ; "
    f"{SD('defaultGraph')} ?union }} }}"
)
_ONTOLOGY = PG.base.rstrip("#")
_HEADERS = {
    "Accept": "application/sparql-results+json, application/n-triples;q=0.9",
    "Content-Type": "application/x-www-form-urlencoded",
}


class Endpoint:
    """Answers queries as the build does: over the union of its graphs, each triple once, and over its named graphs."""

    def __init__(self, web: Web) -> None:
        """``web`` is the endpoint's address."""
        self._web = web

    @property
    def url(self) -> str:
        """The address."""
        return self._web.url

    @property
    def base(self) -> str:
        """The base IRI of the build that the server holds.

        Raises:
            ServerError: the server cannot be reached, or no build, or several ones, were loaded there.
        """
        return self._loaded[0]

    def query(self, query: str, /) -> Result:
        """What the server answers.

        Raises:
            ServerError: the server cannot be reached, refuses the query, or holds no build.
        """
        named = self._named if names_graphs(query) else []
        return self.ask(
            query, [("default-graph-uri", self._loaded[1]), *(("named-graph-uri", one) for one in named)]
        )

    def ask(self, query: str, graphs: list[tuple[str, str]]) -> Result:
        """What the server answers over some of its graphs; over those that it prefers where none is named.

        Raises:
            ServerError: the server cannot be reached, or refuses the query.
        """
        form = urlencode([("query", query), *graphs]).encode()
        answer = self._web.send("POST", self._web.url, data=form, headers=_HEADERS)
        try:
            if answer.lstrip()[:1] == b"{":
                return ox.parse_query_results(answer, ox.QueryResultsFormat.JSON)
            return [quad.triple for quad in ox.parse(answer, ox.RdfFormat.TURTLE)]
        except (SyntaxError, ValueError) as error:
            raise unreadable(error) from error

    @cached_property
    def _loaded(self) -> tuple[str, str]:
        """The base IRI of the build that was loaded, and the graph of its union."""
        ending, url = Iris().graph(LOADED).removeprefix(BASE), self._web.url
        records = [row for row in self.rows(_RECORDS) if row[0].endswith(ending)]
        if not records:
            raise ServerError(
                f"{url} holds no build; put one there with: policygraph load --graph DIR --to URL"
            )
        if len(records) > 1:
            bases = ", ".join(record.removesuffix(ending) for record, _ in records)
            raise ServerError(f"{url} holds several builds ({bases}); load each into a server of its own")
        record, union = records[0]
        return record.removesuffix(ending), union

    @cached_property
    def _named(self) -> list[str]:
        """The named graphs of the build."""
        record = f"<{Iris(self.base).graph(LOADED)}>"
        query = f"SELECT ?graph WHERE {{ GRAPH {record} {{ {record} {SD('namedGraph')} ?graph }} }}"
        return sorted(graph for (graph,) in self.rows(query))

    def rows(self, query: str) -> list[tuple[str, ...]]:
        """The rows of IRIs that a query gives over the graphs that the server asks by itself.

        Raises:
            ServerError: the server cannot be reached, or refuses the query.
        """
        found = self.ask(query, [])
        try:
            rows = [*found] if isinstance(found, ox.QuerySolutions) else []
        except SyntaxError as error:
            raise unreadable(error) from error
        return [tuple(str(getattr(term, "value", "")) for term in row) for row in rows]


def unreadable(error: Exception) -> ServerError:
    """What to say of an answer that is not as SPARQL has it, or breaks off."""
    said = " ".join(str(error).split())
    return ServerError(
        f"the server's answer cannot be read ({said}); check that the address is that of a SPARQL endpoint, "
        "and ask for less if it stopped the query"
    )


def default_graph(endpoint: Endpoint) -> str:
    """What people have to know of the graph that a server asks where a query names none; '' where it is as a build's.

    Raises:
        ServerError: the server cannot be reached, or holds no build.
    """
    url, union = endpoint.url, f"<{Iris(endpoint.base).graph(UNION)}>"
    # The vocabulary says this, and so does the union: where all graphs are asked together, it is there twice.
    times = len(endpoint.rows(f"SELECT ?o WHERE {{ <{_ONTOLOGY}> {A} ?o FILTER(?o = {OWL('Ontology')}) }}"))
    if times == 1:
        return ""
    how = (
        "does not see the named graphs"
        if not times
        else "sees a triple once for each graph that holds it, which falsifies counts"
    )
    return f"a query without a graph {how} at {url}: ask FROM {union}, as policygraph query --endpoint {url} does"
