"""What can be asked of the processes of a pool, each request by its ``do``, and how they answer in bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from policygraph.builds.guard import names_graphs
from policygraph.errors import QueryError
from policygraph.queries.questions import question
from policygraph.queries.run import GraphChoice, bound_in, run
from policygraph.queries.tables import stock_table
from policygraph.server.files import table_file
from policygraph.server.media import GRAPHS, ROWS, chosen, written

if TYPE_CHECKING:
    from policygraph.builds.store import Build
    from policygraph.server.limits import Limits
    from policygraph.server.worker import Request

__all__ = ["answer"]


def answer(build: Build, request: Request, limits: Limits) -> bytes:
    """The answer to one request; ``do`` names it, what else it needs is said at each below.

    Raises:
        QueryError: the query is refused.
        NotAcceptableError: no media type is wanted that there is.
    """
    return _REQUESTS[str(request["do"])](build, request, limits)


def _sparql(build: Build, request: Request, limits: Limits) -> bytes:
    """The answer to ``query`` over the graphs ``default`` and ``named``: its media type by ``accept``, then it."""
    default, named = (tuple(cast("list[str]", request[key])) for key in ("default", "named"))
    graphs = GraphChoice(default, named) if default or named else None
    _refuse_unprepared(build, str(request["query"]), graphs)
    found = run(build, str(request["query"]), graphs=graphs, most=limits.rows)
    media = chosen(str(request["accept"]), GRAPHS if found.is_graph else ROWS)
    return media.encode() + b"\n" + written(found, media)


def _rows(build: Build, request: Request, limits: Limits) -> bytes:
    """The answer to ``query``, or to the stock query ``name`` with what is ``given``, as JSON for a page.

    ``most`` rows are in it, and the ``total`` of them; an ASK has a ``boolean``. A cell is a text, or an IRI in a list.
    """
    query = str(request["query"]) if "query" in request else bound_in(build, *_stock(request))
    _refuse_unprepared(build, query, None)
    found = run(build, query, most=limits.rows)
    rows = found.rows[: int(str(request["most"]))]
    page = {
        "columns": found.columns,
        "rows": [[_cell(term) for term in row] for row in rows],
        "total": len(found.rows),
        "boolean": found.boolean,
    }
    return json.dumps(page, ensure_ascii=False).encode()


def _refuse_unprepared(build: Build, query: str, graphs: GraphChoice | None) -> None:
    """Refuse what would make the store of a large build's named graphs, which takes longer than a query may."""
    if not build.has_graphs and (graphs or names_graphs(query)):
        raise QueryError(
            "the named graphs of this large build are not prepared; ask without GRAPH and FROM, or have "
            "policygraph query answer one such query first"
        )


def _stock(request: Request) -> tuple[str, Mapping[str, object]]:
    return question(str(request["name"])).query, cast("Mapping[str, object]", request["given"])


def _cell(term: object) -> str | list[str]:
    if isinstance(term, ox.NamedNode):
        return [term.value]
    return "" if term is None else str(getattr(term, "value", term))


def _file(build: Build, request: Request, limits: Limits) -> bytes:
    """The answer to the stock query ``name`` with what is ``given`` as a file ``csv`` or ``xlsx``, by ``ending``."""
    table = stock_table(build, str(request["name"]), cast("Mapping[str, object]", request["given"]))
    return table_file(table, str(request["ending"]))


def _graphs(build: Build, request: Request, limits: Limits) -> bytes:
    """How many triples the union holds, and the IRIs of the named graphs where they need not be made first."""
    if not build.has_graphs:
        return json.dumps({"graphs": [], "triples": len(build.store)}).encode()
    store = build.graphs()
    names = sorted(one.value for one in store.named_graphs())
    return json.dumps({"graphs": names, "triples": len(store) - build.manifest.quads}).encode()


_REQUESTS: dict[str, Callable[[Build, Request, Limits], bytes]] = {
    "sparql": _sparql,
    "rows": _rows,
    "file": _file,
    "graphs": _graphs,
}
