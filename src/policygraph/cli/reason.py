"""``policygraph reason``."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

__all__ = ["register"]

_EPILOG = (
    "Exit status: 0 consistent (terms that the ontology does not declare are noted), 1 inconsistent or a class that "
    "can have no member, 2 bad usage or no Java.   "
    "Examples:  policygraph reason   ·   policygraph reason exports   ·   policygraph reason mine.ttl --format json"
)


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
    style: str = typer.Option("text", "--format", help="text or json."),
) -> None:
    """Prove with HermiT that a graph and the ontology are consistent, or say what clashes."""
    from policygraph.errors import UsageError
    from policygraph.reasoning.check import prove, prove_documents
    from policygraph.reasoning.display import as_json, as_text
    from policygraph.reasoning.statements import background, open_graph

    if style not in ("text", "json"):
        raise UsageError(f"there is no format {style!r}; use text or json")
    opened = background() if graph is None else open_graph(graph)
    found = prove_documents(opened, limit=limit) if by_document else iter([prove(opened, limit=limit)])
    results = []
    for result in found:
        results.append(result)
        if style == "text":
            sys.stdout.write(as_text(result))
    if not results:
        raise UsageError(f"{opened.name} holds no documents to prove one by one; leave --by-document out")
    if style == "json":
        sys.stdout.write(as_json(results))
    sys.stdout.flush()
    raise typer.Exit(0 if all(result.is_sound for result in results) else 1)
