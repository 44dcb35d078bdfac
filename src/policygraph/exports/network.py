"""Views: each is one query of ``views/``, whose rows are evidence for edges; here they become a networkx graph."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from policygraph.builds.rows import each_answer
from policygraph.builds.store import Build
from policygraph.errors import UsageError
from policygraph.exports.centrality import add_centrality
from policygraph.exports.nodes import Attributes, Describer
from policygraph.exports.parts import Network
from policygraph.exports.style import EDGES, KINDS
from policygraph.queries.scans import by_scans
from policygraph.queries.selection import Scope, Selection, select

__all__ = ["Network", "View", "network", "views"]

_VIEWS = Path(__file__).parent / "views"


@dataclass(frozen=True, slots=True)
class View:
    """A network that can be asked for.

    ``about`` says what it shows, in English and Chinese. Where ``is_directed`` does not hold, an edge has no first
    end; where ``has_facts`` holds, each fact is an edge of its own with the attributes of the fact. Of a row without a
    second end, the first is joined with those of its measure's other such rows. The query says all this in its first
    lines.
    """

    about: tuple[str, ...]
    query: str
    is_directed: bool
    has_facts: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """Evidence for an edge: the measure (or other place) that gives it, and the fact where there is one.

    ``derived`` is the standing rule that the fact follows from: '' where there is none, None in views of other facts.
    """

    document: str
    measure: str
    source: str
    source_kind: str
    target: str
    target_kind: str
    edge: str
    fact: str
    derived: str | None

    @property
    def ends(self) -> tuple[tuple[str, str], tuple[str, str]]:
        return (self.source, self.source_kind), (self.target, self.target_kind)


def views() -> dict[str, View]:
    """The views by name."""
    return {path.stem: _view(path) for path in sorted(_VIEWS.glob("*.rq"))}


def network(build: Build, view: str, selection: Selection | None = None) -> Network:
    """A view of the build as a graph.

    Nodes are IRIs; :meth:`Describer.node` says what is known about each. Edges have ``kind`` and ``weight``. A
    directed view is a ``MultiDiGraph``, whose keys are the edges' kinds or facts, an undirected one a ``Graph``.
    Nodes and edges are in sorted order.

    Raises:
        UsageError: there is no such view, nothing is selected, or networkx is missing.
    """
    known = views()
    if view not in known:
        raise UsageError(f"there is no view {view!r}; choose {', '.join(known)}")
    chosen = selection or Selection()
    scope = select(build, chosen)
    query = known[view].query
    found = map(_row, each_answer(build, by_scans(query) if build.kept else query))
    rows = _kept([*_joined(found)], scope)
    if not rows:
        raise UsageError(f"the view {view} holds nothing that fits the selection; select less narrowly")
    graph = _empty(view, known[view])
    graph.graph["about"] = tuple(filter(None, (*known[view].about[::-1], chosen.in_words())))
    _fill(graph, rows, Describer(build, scope), has_facts=known[view].has_facts)
    add_centrality(graph)
    return graph


def _fill(graph: Network, rows: list[_Row], describer: Describer, *, has_facts: bool) -> None:
    for iri, told in describer.nodes(_kinds(rows)).items():
        graph.add_node(iri, **told)
    if has_facts:
        _add_facts(graph, rows, describer)
    else:
        _add_counts(graph, rows)


def _view(path: Path) -> View:
    query = path.read_text(encoding="utf-8")
    comments = [line.lstrip("# ") for line in query.splitlines() if line.startswith("#")]
    about = tuple(line for line in comments if line not in ("graph: undirected", "edges: facts"))
    return View(about, query, "graph: undirected" not in comments, "edges: facts" in comments)


def _empty(name: str, view: View) -> Network:
    try:
        import networkx as nx
    except ImportError as error:
        raise UsageError("networks need networkx: pip install 'policygraph[networks]'") from error
    return nx.MultiDiGraph(name=name) if view.is_directed else nx.Graph(name=name)


def _row(cells: dict[str, str]) -> _Row:
    # A thing is named in many rows, and is there once.
    one = {name: sys.intern(text) for name, text in cells.items()}
    return _Row(
        document=one["document"],
        measure=one["measure"],
        source=one["source"],
        source_kind=one["sourceKind"],
        target=one["target"],
        target_kind=one["targetKind"],
        edge=one["edge"],
        fact=one.get("fact", ""),
        derived=one.get("derived"),
    )


def _joined(rows: Iterable[_Row]) -> Iterator[_Row]:
    """The rows, and for those without a second end one for each two of a measure.

    A query that gave these would read, and compare, all their names once for each two.
    """
    alone: dict[tuple[str, str, str], list[_Row]] = defaultdict(list)
    for row in rows:
        if row.target:
            yield row
        else:
            alone[row.document, row.measure, row.edge].append(row)
    for some in alone.values():
        ends = sorted(some, key=lambda row: row.source)
        for one, other in combinations(ends, 2):
            yield replace(one, target=other.source, target_kind=other.source_kind)


def _kept(rows: list[_Row], scope: Scope) -> list[_Row]:
    """The rows in scope, and those without a measure that lead on from them."""
    rows = [row for row in rows if scope.documents is None or row.document in scope.documents]
    rows = [row for row in rows if _touches(row, scope)]
    if scope.measures is None:
        return rows
    kept = [row for row in rows if row.measure in scope.measures]
    waiting = [row for row in rows if not row.measure]
    reached = {iri for row in kept for iri, _ in row.ends}
    while following := [row for row in waiting if row.source in reached]:
        kept += following
        reached |= {row.target for row in following}
        waiting = [row for row in waiting if row.source not in reached]
    return kept


def _touches(row: _Row, scope: Scope) -> bool:
    return all(
        any(iri in wanted for iri, found in row.ends if found == kind)
        for kind, wanted in scope.ends.items()
        if any(found == kind for _, found in row.ends)
    )


def _kinds(rows: Iterable[_Row]) -> dict[str, str]:
    """Nodes with their kinds; where rows disagree, the kind that stands first in the list of kinds."""
    rank = {kind: number for number, kind in enumerate(KINDS)}
    found: dict[str, str] = {}
    for row in rows:
        for iri, kind in row.ends:
            if iri not in found or rank[kind] < rank[found[iri]]:
                found[iri] = kind
    return found


def _add_facts(graph: Network, rows: list[_Row], describer: Describer) -> None:
    describer.read_ahead("target")
    for row in sorted(rows, key=lambda row: (row.source, row.target, row.fact)):
        told = {key: value for key, value in describer.target(row.fact).items() if value != ""}
        told["label"] = told.pop("label_zh")
        graph.add_edge(row.source, row.target, key=row.fact, **_edge(row.edge, 1) | told | {"fact": row.fact})


def _add_counts(graph: Network, rows: list[_Row]) -> None:
    evidence: dict[tuple[str, str, str], list[_Row]] = {}
    for row in rows:
        evidence.setdefault((row.source, row.target, row.edge), []).append(row)
    for (source, target, kind), found in sorted(evidence.items()):
        told = _edge(kind, len(found))
        if all(row.derived is not None for row in found):
            told["derived"] = sum(bool(row.derived) for row in found)
        if graph.is_multigraph():
            graph.add_edge(source, target, key=kind, **told)
        else:
            graph.add_edge(source, target, **told)


def _edge(kind: str, weight: int) -> Attributes:
    return {"kind": kind, "weight": weight, "label": EDGES[kind].zh, "label_en": EDGES[kind].en}
