"""Networks as files."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.errors import UsageError
from policygraph.exports.gexf import gexf
from policygraph.exports.style import COLOURS, clean, positions, size

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["FORMATS", "dot", "write"]

_FONT = "Noto Sans CJK SC,Source Han Sans SC,Microsoft YaHei,PingFang SC,sans-serif"
# Beyond this, dot takes longer than anybody waits, and no page holds the picture.
_MOST_DRAWN = 600
_LONGEST_WAIT = 60


def dot(graph: nx.DiGraph[str]) -> str:
    """The graph in Graphviz' language, nodes in the colour of their kind."""
    head = f'digraph {{\nrankdir=LR; nodesep=0.1;\nnode [fontname="{_FONT}", shape=box, style=filled];\n'
    names = {node: f"n{number}" for number, node in enumerate(graph)}
    nodes = [
        f"{names[node]} [label={_quoted(_short(data['label']))}, fillcolor={_quoted(COLOURS[data['kind']])}];\n"
        for node, data in graph.nodes(data=True)
    ]
    edges = [f"{names[start]} -> {names[end]};\n" for start, end in graph.edges]
    return f"{head}{''.join(nodes)}{''.join(edges)}}}\n"


def _graphml(graph: nx.DiGraph[str]) -> str:
    import networkx as nx

    tidy: nx.DiGraph[str] = nx.DiGraph()
    for node, data in graph.nodes(data=True):
        tidy.add_node(clean(node), **{key: clean(value) for key, value in data.items()})
    for start, end, data in graph.edges(data=True):
        tidy.add_edge(clean(start), clean(end), **{**data, "detail": clean(data["detail"])})
    return "\n".join(nx.generate_graphml(tidy)) + "\n"


def _cytoscape(graph: nx.DiGraph[str]) -> str:
    places = positions(graph)
    nodes = [
        {
            "data": {"id": node, **data, "size": size(graph, node)},
            "position": dict(zip("xy", places[node], strict=True)),
        }
        for node, data in graph.nodes(data=True)
    ]
    edges = [
        {"data": {"id": f"e{number}", "source": start, "target": end, **data}}
        for number, (start, end, data) in enumerate(graph.edges(data=True))
    ]
    return json.dumps({"elements": {"nodes": nodes, "edges": edges}}, ensure_ascii=False, indent=1) + "\n"


def _csv_nodes(graph: nx.DiGraph[str]) -> str:
    rows = [(node, data["label"], data["kind"]) for node, data in graph.nodes(data=True)]
    return _csv(("Id", "Label", "Kind"), rows)


def _csv_edges(graph: nx.DiGraph[str]) -> str:
    rows = [
        (*edge[:2], edge[2]["kind"], edge[2]["weight"], edge[2]["detail"]) for edge in graph.edges(data=True)
    ]
    return _csv(("Source", "Target", "Kind", "Weight", "Detail"), rows)


def _csv(columns: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([columns, *rows])
    return out.getvalue()


TEXTS: dict[str, Callable[[nx.DiGraph[str]], str]] = {
    "csv-edges": _csv_edges,
    "csv-nodes": _csv_nodes,
    "cytoscape": _cytoscape,
    "dot": dot,
    "gexf": gexf,
    "graphml": _graphml,
}
PICTURES = ("pdf", "png", "svg")
FORMATS = (*TEXTS, *PICTURES)


def write(graph: nx.DiGraph[str], style: str, path: Path) -> None:
    """Write the graph; ``path`` is whole afterwards, or as it was.

    Raises:
        UsageError: there is no such format, the file cannot be written, or the picture cannot be drawn.
    """
    if style not in FORMATS:
        raise UsageError(f"there is no format {style!r}; choose {', '.join(FORMATS)}")
    data = _drawn(graph, style) if style in PICTURES else TEXTS[style](graph).encode()
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".export-", delete=False) as file:
            file.write(data)
        Path(file.name).chmod(0o644)
        os.replace(file.name, path)  # noqa: PTH105 - says that it replaces
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written ({error.strerror}); choose another file with -o"
        ) from error


def _drawn(graph: nx.DiGraph[str], style: str) -> bytes:
    if len(graph) > _MOST_DRAWN:
        raise UsageError(f"{len(graph)} nodes are too many for a picture; select a --city or an --agency")
    command = ["dot", f"-T{style}"]
    try:
        done = subprocess.run(  # noqa: S603 - fixed words
            command, input=dot(graph).encode(), capture_output=True, check=True, timeout=_LONGEST_WAIT
        )
    except FileNotFoundError as error:
        raise UsageError("Graphviz' dot is not installed; install it, or write --format dot") from error
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise UsageError("Graphviz could not draw the view; select less, or write --format dot") from error
    return done.stdout


def _short(label: str) -> str:
    return label if len(label) <= 40 else f"{label[:39]}…"


def _quoted(text: str) -> str:
    escaped = clean(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
