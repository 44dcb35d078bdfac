"""The formats that exports are written in: what each is for, and how files of it are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from policygraph.errors import UsageError

__all__ = ["DRAWING", "FORMATS", "NETWORK", "PICTURE", "RDF", "SSSOM", "TABLES", "Format", "chosen"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format; one without ``endings`` is written as a folder of files.

    ``also`` are endings of other formats that its files may have where ``--format`` names it.
    """

    about: str
    endings: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


FORMATS = {
    "csv": Format("a folder of CSV files in UTF-8, one a table; Excel needs xlsx to show Chinese"),
    "cytoscape": Format("Cytoscape JSON", (".cyjs", ".json")),
    "dot": Format("the language of Graphviz", (".dot", ".gv")),
    "gexf": Format("GEXF 1.3, for Gephi: colours, sizes, positions, time", (".gexf",), (".xml",)),
    "graphml": Format("GraphML, for igraph, yEd and others", (".graphml",), (".xml",)),
    "html": Format("a page for browsers", (".html", ".htm")),
    "jsonld": Format("JSON-LD with its context", (".jsonld",), (".json",)),
    "mermaid": Format("a Mermaid chart, for Markdown", (".mmd", ".mermaid")),
    "nquads": Format("N-Quads", (".nq",)),
    "parquet": Format("a folder of Parquet files with typed columns, one a table"),
    "pdf": Format("for print: a network by Graphviz, a page by WeasyPrint or Chromium", (".pdf",)),
    "png": Format("a picture of points, made in the same way", (".png",)),
    "rdfxml": Format("RDF/XML", (".rdf", ".xml")),
    "sssom": Format("SSSOM, the exchange format for mappings, in files named ….sssom.tsv", (".tsv",)),
    "svg": Format("a picture for the web", (".svg",)),
    "trig": Format("TriG", (".trig",)),
    "turtle": Format("Turtle, the named graphs as one", (".ttl",)),
    "xlsx": Format("an Excel workbook, a sheet a table and one that explains the columns", (".xlsx",)),
}
TABLES = ("csv", "parquet", "xlsx")
NETWORK = ("gexf", "graphml", "cytoscape", "dot", "mermaid", "svg", "png", "pdf", *TABLES)
RDF = ("turtle", "trig", "nquads", "rdfxml", "jsonld")
PICTURE = ("html", "pdf", "png")
DRAWING = ("html", "svg", "pdf", "png")
SSSOM = ("sssom",)


def chosen(name: str, path: Path, possible: Sequence[str]) -> str:
    """The format called ``name``, or, without a name, the one that the ending of ``path`` tells.

    Raises:
        UsageError: there is no such format, the ending tells none or another one, or it is none of the
            ``possible`` ones.
    """
    choice = ", ".join(known for known in FORMATS if known in possible)
    told = _told(path)
    if not name and not told:
        raise UsageError(f"the name {path.name} tells no format; name one with --format: {choice}")
    found = name or told[0]
    if found not in FORMATS:
        raise UsageError(f"there is no format {found!r}; choose {choice}")
    if found not in possible:
        what = found if name else f"{found}, which the ending of {path.name} tells"
        raise UsageError(
            f"this view cannot be written as {what}; choose {choice}, as in -o {_example(possible)}"
        )
    if told and not FORMATS[found].endings:
        raise UsageError(
            f"{found} is a folder of files, one a table; name one: --format {found} -o {path.with_suffix('')}"
        )
    if told and found not in told and path.suffix.lower() not in FORMATS[found].also:
        raise UsageError(
            f"the ending of {path.name} tells {told[0]}, not {found}; choose another name with -o"
        )
    return found


def _told(path: Path) -> list[str]:
    """The formats that an ending tells; that of a folder of files has its name."""
    ending = path.suffix.lower()
    return [name for name, one in FORMATS.items() if ending in (one.endings or (f".{name}",))]


def _example(possible: Sequence[str]) -> str:
    """The name of a file of one of the ``possible`` formats."""
    return next(f"a{FORMATS[name].endings[0]}" for name in possible if FORMATS[name].endings)
