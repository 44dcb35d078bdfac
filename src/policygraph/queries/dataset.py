"""A build as an rdflib dataset over the same store: nothing is parsed twice, and nothing can be changed."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, NoReturn

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset, Graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.namespace import XSD
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.store import Store
from rdflib.term import Identifier, Literal, Node, URIRef, Variable

from policygraph.builds.guard import check
from policygraph.builds.sparql import fault, syntax_message
from policygraph.builds.store import Build
from policygraph.errors import QueryError, UsageError
from policygraph.rdf.terms import PREFIXES

__all__ = ["dataset_of"]

_Pattern = tuple[Node | None, Node | None, Node | None]
_Triple = tuple[Node, Node, Node]


def dataset_of(build: Build) -> Dataset:
    """The build's named graphs; the union of them, in which each triple stands once, is what queries see.

    The dataset behaves as one that was parsed from ``graph.nq`` with ``default_union=True``, but for writing,
    which raises a ``UsageError``. Queries of the dataset and of its graphs are answered by Oxigraph.
    """
    dataset = _Dataset(store=_BuildStore(build.graphs()), default_union=True)
    for prefix, base in (PREFIXES | {"id": f"{build.base}id/"}).items():
        dataset.bind(prefix, base)
    return dataset


class _Dataset(Dataset):
    """A dataset that asks no other endpoint, whoever carries the query out."""

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        """Answer a query; see ``rdflib.Graph.query``.

        Raises:
            QueryError: the query has a syntax error, would change data, or asks another endpoint.
        """
        if not kwargs.get("use_store_provided", True):
            _refuse_reaching_out(query_object, kwargs.get("initNs") or dict(self.namespaces()))
        return super().query(query_object, *args, **kwargs)


class _BuildStore(Store):
    """What rdflib asks of a store, for a store whose default graph is the union of the named graphs.

    rdflib knows the union as the context ``None``; its own default graph is empty, as in ``graph.nq``.
    """

    context_aware = True
    formula_aware = False
    transaction_aware = False
    graph_aware = True

    def __init__(self, store: ox.Store) -> None:
        """A view of ``store``."""
        super().__init__()
        self._store = store
        self._engine = OxigraphStore(store=store)
        self._union = Graph(store=self._engine, identifier=DATASET_DEFAULT_GRAPH_ID)

    def triples(
        self, triple_pattern: _Pattern, context: Graph | None = None
    ) -> Iterator[tuple[_Triple, Iterator[Graph]]]:
        """The triples of a graph, or of the union where there is none, each once and with the graphs it stands in."""
        if context is not None and context.identifier == DATASET_DEFAULT_GRAPH_ID:
            return
        within = self._union if context is None else context
        for (subject, predicate, value), _ in self._engine.triples(triple_pattern, within):
            found = (subject, predicate, _plain(value))
            yield found, self.contexts(found) if context is None else iter((context,))

    def __len__(self, context: Graph | None = None) -> int:
        """How many triples a graph or the union holds."""
        if context is None:
            return sum(1 for _ in self._store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
        return sum(1 for _ in self.triples((None, None, None), context))

    def contexts(self, triple: _Triple | None = None) -> Generator[Graph, None, None]:
        """The named graphs, or those in which ``triple`` stands, each once."""
        names = dict.fromkeys(graph.identifier for graph in self._engine.contexts(triple))
        yield from (Graph(store=self, identifier=name) for name in names if name != DATASET_DEFAULT_GRAPH_ID)

    def query(
        self,
        query: str | Query,
        initNs: Mapping[str, Any],  # noqa: N803 - rdflib names it
        initBindings: Mapping[str, Identifier],  # noqa: N803
        queryGraph: str,  # noqa: N803
        **options: Any,
    ) -> Result:
        """Answer a query over one graph, or over the union where ``queryGraph`` is ``__UNION__``.

        Raises:
            NotImplementedError: rdflib is to carry the query out itself.
            QueryError: the query has a syntax error, would change data, or asks another endpoint.
        """
        prefixes = dict(self._engine.namespaces()) | {name: str(base) for name, base in initNs.items()}
        if isinstance(query, Query) or initBindings or options:
            # Oxigraph knows no prepared queries, and binds projected variables only.
            _refuse_reaching_out(query, prefixes)
            raise NotImplementedError
        check(query, prefixes)
        # Without a graph Oxigraph asks its default graph, which is the union.
        graph = "" if queryGraph == "__UNION__" else _outside(queryGraph)
        try:
            return _with_plain_terms(self._engine.query(query, prefixes, {}, graph))
        except SyntaxError as error:
            raise QueryError(f"the query is not valid SPARQL: {syntax_message(query, error)}") from error
        except (OSError, ValueError) as error:
            raise QueryError(f"the query failed: {error}") from error

    def bind(self, prefix: str, namespace: Any, override: bool = True) -> None:
        """Give a namespace a prefix: the only thing that this store takes."""
        self._engine.bind(prefix, namespace, override)

    def prefix(self, namespace: Any) -> str | None:
        """The prefix of a namespace."""
        return self._engine.prefix(namespace)

    def namespace(self, prefix: str) -> Any:
        """The namespace of a prefix."""
        return self._engine.namespace(prefix)

    def namespaces(self) -> Iterator[tuple[str, Any]]:
        """Prefixes and their namespaces."""
        return self._engine.namespaces()

    def add_graph(self, graph: Graph) -> None:
        """Nothing: rdflib calls this also where a graph is only looked at."""

    def close(self, commit_pending_transaction: bool = False) -> None:
        """Nothing: the session goes on with the store."""

    def _refuse_writing(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise UsageError(
            "a build is read-only; copy what you want to change into a graph of your own, "
            "as in: mine = rdflib.Graph(); mine += dataset.triples((None, None, None))"
        )

    add = addN = remove = remove_graph = update = _refuse_writing  # noqa: N815 - rdflib names it
    open = destroy = create = commit = rollback = _refuse_writing


def _plain(term: Any) -> Any:
    """A term as rdflib's parsers make it: a string without its datatype."""
    if isinstance(term, Literal) and term.datatype == XSD.string:
        return Literal(str(term))
    return term


def _with_plain_terms(result: Result) -> Result:
    if result.type == "SELECT":
        # Oxigraph names also the variables that have no value in a row.
        rows: Iterable[Mapping[Variable, Identifier | None]] = result.bindings
        plain = Result("SELECT")
        plain.vars = result.vars
        plain.bindings = ({v: _plain(term) for v, term in row.items() if term is not None} for row in rows)
        return plain
    if result.type == "CONSTRUCT" and result.graph is not None:
        found = Graph()
        for subject, predicate, value in result.graph:
            found.add((subject, predicate, _plain(value)))
        result.graph = found
    return result


def _outside(name: str) -> Any:
    """The name of a graph; rdflib's default graph is empty, and must not be taken for that of Oxigraph."""
    return URIRef(f"{name}#empty") if name == DATASET_DEFAULT_GRAPH_ID else name


def _refuse_reaching_out(query: str | Query, prefixes: Mapping[str, Any]) -> None:
    """See that a query which rdflib carries out itself stays within the build: it fetches what FROM names."""
    names = {name: str(base) for name, base in prefixes.items()}
    if isinstance(query, str):
        if problem := fault(query, names):
            raise QueryError(f"the query is not valid SPARQL: {problem}")
        query = prepareQuery(query, names)
    for pattern in ("ServiceGraphPattern", "DatasetClause"):
        if pattern in _patterns(query.algebra):
            word = "SERVICE" if pattern == "ServiceGraphPattern" else "FROM"
            raise QueryError(
                f"{word} is not allowed in a query that rdflib carries out; queries read this build only"
            )


def _patterns(value: object) -> set[str]:
    """The names of all parts of a parsed query."""
    if isinstance(value, CompValue):
        return {value.name}.union(*map(_patterns, value.values()))
    if isinstance(value, list | tuple):
        return set(chain.from_iterable(map(_patterns, value)))
    return set()
