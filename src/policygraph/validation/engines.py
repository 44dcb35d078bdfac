"""The two SHACL engines behind one result: pySHACL, the reference, and pyshifty, which is fast.

Both are given the same Turtle and N-Triples, and both return the same rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import pyoxigraph as ox

from policygraph.errors import UsageError
from policygraph.rdf.terms import SH
from policygraph.validation.engine_names import Engine
from policygraph.validation.shape_nesting import DEEPEST

__all__ = ["DISTRIBUTIONS", "ENGINES", "ResultRow", "choose", "run"]

_SH = SH.base
# The fast one first.
ENGINES = (Engine.SHIFTY, Engine.PYSHACL)
# The packages that bring them.
DISTRIBUTIONS = {Engine.SHIFTY: "pyshifty", Engine.PYSHACL: "pyshacl"}


@dataclass(frozen=True, slots=True, order=True)
class ResultRow:
    """One validation result: IRI of the shape, focus node, value ('' if it is the focus) and messages."""

    shape: str
    focus: str
    value: str
    messages: tuple[str, ...]


def choose(name: str) -> Engine:
    """The engine to use, by its name.

    Raises:
        UsageError: the engine is unknown or not installed.
    """
    if name not in set(Engine):
        raise UsageError(f"there is no engine {name!r}; choose {', '.join(Engine)}")
    installed = [engine for engine in ENGINES if find_spec(engine)]
    if not installed or name not in (*installed, Engine.AUTO):
        raise UsageError("the SHACL engine is not installed; pip install 'policygraph[validate]'")
    return installed[0] if name == Engine.AUTO else Engine(name)


def run(engine: Engine, shapes: bytes, data: bytes) -> list[ResultRow]:
    """All results, sorted.

    Raises:
        UsageError: a shape is malformed.
    """
    report = {Engine.SHIFTY: _shifty, Engine.PYSHACL: _pyshacl}[engine](shapes, data)
    return sorted(set(_rows(report)))


def _shifty(shapes: bytes, data: bytes) -> str:
    from shifty import _shifty as native

    try:
        validator = native.PreparedValidator(shapes, None, "turtle", None)
        report = validator.validate_w3c(
            data, None, "ntriples", "union", None, False, "info", True, "error", False
        )
    except ValueError as error:
        raise _unusable(error) from error
    return str(report._report_ntriples)


def _pyshacl(shapes: bytes, data: bytes) -> str:
    import pyshacl
    from pyshacl.errors import (
        ConstraintLoadError,
        ReportableRuntimeError,
        RuleLoadError,
        ShapeLoadError,
        ValidationFailure,
    )
    from rdflib import Graph

    faults = (
        ConstraintLoadError,
        RecursionError,
        ReportableRuntimeError,
        RuleLoadError,
        ShapeLoadError,
        ValidationFailure,
    )
    graph = _caching_graph()
    graph.parse(data=data, format="nt")
    try:
        _, report, _ = pyshacl.validate(
            graph,
            shacl_graph=Graph().parse(data=shapes, format="turtle"),
            advanced=True,
            inplace=True,
            max_validation_depth=2 * DEEPEST,
        )
    except faults as error:
        raise _unusable(error) from error
    if not isinstance(report, Graph):
        raise _unusable(report)
    return report.serialize(format="nt")


def _caching_graph() -> Any:
    """A graph on rdflib's memory store that translates each query text once, not once a focus node."""
    from rdflib import Graph
    from rdflib.plugins.sparql import prepareQuery
    from rdflib.plugins.sparql.sparql import Query

    class CachingGraph(Graph):
        def __init__(self) -> None:
            super().__init__()
            self.translated: dict[str, Query] = {}

        def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Any:
            if isinstance(query_object, str):
                if query_object not in self.translated:
                    self.translated[query_object] = self.translate(query_object)
                query_object = self.translated[query_object]
            return super().query(query_object, *args, **kwargs)

        def translate(self, text: str) -> Query:
            try:
                query = prepareQuery(text, dict(self.namespaces()))
            # rdflib raises bare exceptions where a query is no SPARQL.
            except Exception as error:
                raise _unusable(error) from error
            if query.algebra.datasetClause or "ServiceGraphPattern" in _operators(query.algebra):
                raise UsageError(
                    "the shapes cannot be used: a query has SERVICE or FROM; they are asked of this build only"
                )
            return query

    return CachingGraph()


def _unusable(reason: object) -> UsageError:
    """What an engine says against shapes, in one line."""
    return UsageError(f"the shapes cannot be used: {' '.join(str(reason).split())}")


def _operators(algebra: Any) -> set[str]:
    """The names of all parts of a query that rdflib parsed."""
    found: set[str] = set()
    waiting = [algebra]
    while waiting:
        part = waiting.pop()
        found.add(getattr(part, "name", ""))
        if isinstance(part, dict):
            waiting += part.values()
        elif isinstance(part, (list, tuple, set)):
            waiting += part
    return found


def _rows(ntriples: str) -> list[ResultRow]:
    found: dict[ox.NamedNode | ox.BlankNode | ox.Triple, dict[str, list[str]]] = {}
    details = set()
    for quad in ox.parse(ntriples.encode(), format=ox.RdfFormat.N_TRIPLES):
        if quad.predicate.value == f"{_SH}detail":
            details.add(quad.object)
        elif quad.predicate.value.startswith(_SH) and not isinstance(quad.object, ox.Triple):
            values = found.setdefault(quad.subject, {})
            values.setdefault(quad.predicate.value.removeprefix(_SH), []).append(quad.object.value)
    # Only one of the engines tells why a shape of sh:node failed; that it failed is a result of its own.
    return [_row(values) for node, values in found.items() if "focusNode" in values and node not in details]


def _row(values: dict[str, list[str]]) -> ResultRow:
    focus = values["focusNode"][0]
    value = values.get("value", [""])[0]
    messages = tuple(sorted(set(values.get("resultMessage", []))))
    return ResultRow(values["sourceShape"][0], focus, "" if value == focus else value, messages)
