"""Networks, tables and linked data written to files in any of their formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from policygraph.builds.store import Build
from policygraph.exports.cytoscape import cytoscape
from policygraph.exports.dot import dot
from policygraph.exports.formats import FORMATS, TABLES
from policygraph.exports.gexf import gexf
from policygraph.exports.graphml import graphml
from policygraph.exports.linked import SYNTAXES, statements
from policygraph.exports.mermaid import MOST_NODES, mermaid
from policygraph.exports.network_tables import of_network, without_formulas
from policygraph.exports.paper import on_paper, to_read
from policygraph.exports.parts import Network
from policygraph.exports.spreadsheets import write_csv, write_parquet, write_workbook
from policygraph.files import refuse_to_mix, staged_file, staged_folder, write_file
from policygraph.queries.selection import Selection, select
from policygraph.queries.tables import StockTable, explained

__all__ = ["write_network", "write_statements", "write_tables"]

_TEXTS: dict[str, Callable[[Network], Iterator[str]]] = {
    "cytoscape": cytoscape,
    "dot": dot,
    "gexf": gexf,
    "graphml": graphml,
}
_NARROW = "select less with --city, --chapter, --theme, --agency or --indicator to see more"
_FOLDERS: dict[str, Callable[[Sequence[StockTable], Path], None]] = {
    "csv": write_csv,
    "parquet": write_parquet,
}


def write_network(graph: Network, style: str, path: Path) -> str:
    """Write a network; the path is whole afterwards, or as it was.

    Returns:
        A sentence on what a picture had to leave out, or ''.

    Raises:
        UsageError: the file cannot be written, the picture not drawn, or a library for the format is missing.
    """
    if style in TABLES:
        tables: Sequence[StockTable] = of_network(graph)
        write_tables([*map(without_formulas, tables)] if style == "csv" else tables, style, path)
        return ""
    if style in _TEXTS:
        write_file(path, (piece.encode() for piece in _TEXTS[style](graph)))
        return ""
    if style == "mermaid":
        part = to_read(graph, MOST_NODES)
        drawn = "".join(mermaid(part.graph, part.zh, part.en)).encode()
    else:
        drawn, part = on_paper(graph, style)
    write_file(path, [drawn])
    return f"{part.en}; {_NARROW}" if part.en else ""


def write_tables(tables: Sequence[StockTable], style: str, path: Path) -> None:
    """Write tables as a folder of CSV or Parquet files or as a workbook.

    Raises:
        UsageError: something cannot be written, a library for the format is missing, or the folder holds further
            tables.
    """
    if FORMATS[style].endings:
        with staged_file(path) as aside:
            write_workbook(tables, aside)
        return
    refuse_to_mix(path, style, {table.name for table in (*tables, explained(tables))})
    with staged_folder(path) as folder:
        _FOLDERS[style](tables, folder)


def write_statements(build: Build, selection: Selection, style: str, path: Path) -> None:
    """Write the graph, or that of the documents of a city, as linked data.

    Raises:
        UsageError: the file cannot be written, or there is no such city.
    """
    write_file(path, SYNTAXES[style](statements(build, select(build, selection))))
