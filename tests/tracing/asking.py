"""Short questions to a build."""

from __future__ import annotations

from policygraph.builds.store import Build
from policygraph.queries.run import load, run

PREFIXES = """PREFIX pg: <https://w3id.org/policygraph/ontology#>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX directive: <https://w3id.org/policygraph/id/directive/>
PREFIX document: <https://w3id.org/policygraph/id/document/>
PREFIX plan: <https://w3id.org/policygraph/id/plan/>
"""
Row = dict[str, str]


def rows(build: Build, query: str) -> list[Row]:
    """The rows of a SELECT (without its prefixes), as plain strings."""
    return _rows(build, PREFIXES + query)


def stock_rows(build: Build, name: str) -> list[Row]:
    """The rows of a stock query."""
    return _rows(build, load(name))


def localised(build: Build, document: str) -> dict[str, list[str]]:
    """The measures of a document by path, with document and path of their counterparts right above."""
    found: dict[str, list[str]] = {}
    query = """SELECT ?path ?above ?name WHERE {
        ?measure pg:ofDocument/dcterms:identifier "%s" ; pg:path ?path .
        ?counterpart pg:subject ?measure ; pg:object ?provision . FILTER NOT EXISTS { ?counterpart pg:between ?any }
        ?provision pg:path ?above ; pg:ofDocument ?paper .
        OPTIONAL { ?paper dcterms:identifier ?known }
        OPTIONAL { ?paper pg:docNumber ?number }
        BIND (COALESCE(?known, ?number) AS ?name)
    } ORDER BY ?path ?name ?above"""
    for row in rows(build, query % document):
        found.setdefault(row["path"], []).append(f"{row['name']} {row['above']}")
    return found


def _rows(build: Build, query: str) -> list[Row]:
    answer = run(build, query)
    return [
        {name: getattr(term, "value", "") for name, term in zip(answer.columns, row, strict=True)}
        for row in answer.rows
    ]
