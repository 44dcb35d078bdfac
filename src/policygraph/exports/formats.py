"""The formats that exports are written in: what each is for, and how files of it are called."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from policygraph.errors import UsageError

__all__ = ["FORMATS", "NETWORK", "PICTURE", "RDF", "SSSOM", "TABLES", "Format", "chosen"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format; one without ``endings`` is written as a folder of files."""

    about: str
    endings: tuple[str, ...] = ()


FORMATS = {
    "csv": Format("a folder of CSV files in UTF-8, one a table"),
    "cytoscape": Format("Cytoscape JSON", (".cyjs", ".json")),
    "dot": Format("the language of Graphviz", (".dot", ".gv")),
    "gexf": Format("GEXF 1.3, for Gephi: colours, sizes, positions, time", (".gexf",)),
    "graphml": Format("GraphML, for igraph, yEd and others", (".graphml",)),
    "html": Format("a page for browsers", (".html", ".htm")),
    "jsonld": Format("JSON-LD with its context", (".jsonld",)),
    "mermaid": Format("a Mermaid chart, for Markdown", (".mmd", ".mermaid")),
    "nquads": Format("N-Quads", (".nq",)),
    "parquet": Format("a folder of Parquet files with typed columns, one a table"),
    "pdf": Format("a picture for print, by Graphviz", (".pdf",)),
    "png": Format("a picture of points, by Graphviz", (".png",)),
    "rdfxml": Format("RDF/XML", (".rdf", ".xml")),
    "sssom": Format("SSSOM, the exchange format for mappings", (".tsv",)),
    "svg": Format("a picture for the web", (".svg",)),
    "trig": Format("TriG", (".trig",)),
    "turtle": Format("Turtle, the named graphs as one", (".ttl",)),
    "xlsx": Format("an Excel workbook, a sheet a table and one that explains the columns", (".xlsx",)),
}
TABLES = ("csv", "parquet", "xlsx")
NETWORK = ("gexf", "graphml", "cytoscape", "dot", "mermaid", "svg", "png", "pdf", *TABLES)
RDF = ("turtle", "trig", "nquads", "rdfxml", "jsonld")
PICTURE = ("svg", "html")
SSSOM = ("sssom",)


def chosen(name: str, path: Path, possible: Container[str]) -> str:
    """The format called ``name``, or, without a name, the one that the ending of ``path`` tells.

    Raises:
        UsageError: there is no such format, the ending tells none, or it is none of the ``possible`` ones.
    """
    choice = ", ".join(known for known in FORMATS if known in possible)
    name = name or _told(path, choice)
    if name not in FORMATS:
        raise UsageError(f"there is no format {name!r}; choose {choice}")
    if name not in possible:
        raise UsageError(f"this view cannot be written as {name}; choose {choice}")
    return name


def _told(path: Path, choice: str) -> str:
    """The format that an ending tells."""
    ending = path.suffix.lower()
    if found := [name for name, one in FORMATS.items() if ending in one.endings]:
        return found[0]
    if (folder := ending[1:]) in TABLES:
        raise UsageError(
            f"{folder} is a folder of files, one a table; name one: --format {folder} -o {path.stem}"
        )
    raise UsageError(f"the name {path.name} tells no format; name one with --format: {choice}")
