"""Views: each is one query of ``views/``, whose rows are edges; here they become a networkx graph."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from policygraph.errors import UsageError
from policygraph.graph.store import Build

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Selection", "network", "views"]

_VIEWS = Path(__file__).parent / "views"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which edges of a view are kept; an empty field keeps all.

    ``city`` is a document's name; ``agency`` and ``indicator`` are parts of the label of such a node.
    """

    city: str = ""
    agency: str = ""
    indicator: str = ""


def views() -> dict[str, str]:
    """Names of the views and what each shows."""
    return {path.stem: _query(path).splitlines()[0].lstrip("# ") for path in sorted(_VIEWS.glob("*.rq"))}


def network(build: Build, view: str, selection: Selection | None = None) -> nx.DiGraph[str]:
    """A view of the build as a graph.

    Nodes are IRIs with ``label`` and ``kind``; edges have ``kind`` and ``weight`` (both as text and number), and
    ``detail`` (values, one a line). Nodes and edges are in sorted order.

    Raises:
        UsageError: there is no such view, nothing is selected, or networkx is missing.
    """
    try:
        import networkx as nx
    except ImportError as error:
        raise UsageError("exports need networkx: pip install 'policygraph[networks]'") from error

    if view not in views():
        raise UsageError(f"there is no view {view!r}; choose {', '.join(views())}")
    rows = [row for row in _rows(build, view) if _is_kept(row, selection or Selection())]
    if not rows:
        raise UsageError(f"the view {view} holds nothing that fits the selection; select less narrowly")
    graph: nx.DiGraph[str] = nx.DiGraph(name=view)
    for iri, label, kind in sorted({_end(row, end) for row in rows for end in ("source", "target")}):
        graph.add_node(iri, label=label, kind=kind)
    for row in sorted(rows, key=lambda row: (row["source"], row["target"], row["edge"], row["detail"])):
        _add(graph, row)
    return graph


def _query(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _rows(build: Build, view: str) -> list[dict[str, str]]:
    found = build.store.query(_query(_VIEWS / f"{view}.rq"))
    assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - every view is a SELECT
    names = [variable.value for variable in found.variables]
    rows = [{name: _plain(solution[name]) for name in names} for solution in found]
    return [{"detail": "", **row} for row in rows]


def _plain(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def _end(row: dict[str, str], end: str) -> tuple[str, str, str]:
    return row[end], row[f"{end}Label"].strip(), row[f"{end}Kind"]


def _is_kept(row: dict[str, str], selection: Selection) -> bool:
    ends = [_end(row, end) for end in ("source", "target")]
    for kind, wanted in (("agency", selection.agency), ("indicator", selection.indicator)):
        if wanted and not any(wanted in label for _, label, found in ends if found == kind):
            return False
    return not selection.city or row["document"] == selection.city


def _add(graph: nx.DiGraph[str], row: dict[str, str]) -> None:
    """Add an edge, or add its weight, kind and detail to the one that is there."""
    source, target = row["source"], row["target"]
    if not graph.has_edge(source, target):
        graph.add_edge(source, target, kind=row["edge"], weight=int(row["weight"]), detail=row["detail"])
        return
    edge = graph.edges[source, target]
    edge["weight"] += int(row["weight"])
    if row["edge"] not in edge["kind"].split("+"):
        edge["kind"] += f"+{row['edge']}"
    if row["detail"]:
        edge["detail"] += f"\n{row['detail']}"
