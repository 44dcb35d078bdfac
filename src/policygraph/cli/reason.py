"""``policygraph reason``."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from policygraph.messages import said

if TYPE_CHECKING:
    from policygraph.reasoning.statements import Graph

__all__ = ["register"]

_EPILOG = (
    "Exit status: 0 consistent (terms that the ontology does not declare are noted), 1 inconsistent or a class that "
    "can have no member, 2 bad usage or no Java.   "
    "Examples:  policygraph reason   ·   policygraph reason exports   ·   policygraph reason mine.ttl --format json"
)


class _Format(StrEnum):
    TEXT = "text"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("reason", epilog=_EPILOG)(_reason)


def _reason(
    graph: Path | None = typer.Argument(
        None,
        metavar="[GRAPH]",
        help="Folder of a build, or a file .ttl, .nt, .nq, .trig. Without: the ontology and its vocabularies.",
        show_default=False,
    ),
    by_document: bool = typer.Option(
        False,
        "--by-document",
        help="Prove each document of the build alone: less memory, but not across them.",
    ),
    limit: int = typer.Option(10, "--limit", min=1, help="Explain at most so many contradictions."),
    style: _Format = typer.Option(_Format.TEXT, "--format", help="How the result is written."),
) -> None:
    """Prove with HermiT that a graph and the ontology are consistent, or say what clashes."""
    from policygraph.errors import UsageError
    from policygraph.reasoning.check import prove, prove_documents
    from policygraph.reasoning.display import as_json, as_text

    opened = _opened(graph)
    found = prove_documents(opened, limit=limit) if by_document else iter([prove(opened, limit=limit)])
    results = []
    for result in found:
        results.append(result)
        if style is _Format.TEXT:
            sys.stdout.write(said(as_text(result)))
    if not results:
        raise UsageError(f"{opened.name} holds no documents to prove one by one; leave --by-document out")
    if style is _Format.JSON:
        sys.stdout.write(as_json(results))
    sys.stdout.flush()
    raise typer.Exit(0 if all(result.is_sound for result in results) else 1)


def _opened(path: Path | None) -> Graph:
    from policygraph.reasoning.statements import background, graph_of, is_file_of_rdf, open_file
    from policygraph.session import open

    if path is None:
        return background()
    return open_file(path) if is_file_of_rdf(path) else graph_of(open(path).build)
