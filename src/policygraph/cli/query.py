"""``policygraph query``."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from policygraph.queries.style import Format

__all__ = ["register"]

_EPILOG = (
    "Examples:  policygraph query --list   ·   policygraph query targets --format csv > targets.csv   ·   "
    "policygraph query mine.rq   ·   echo 'ASK { ?s ?p ?o }' | policygraph query -"
)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("query", epilog=_EPILOG)(_query)


def _query(
    name: str = typer.Argument(
        "",
        metavar="NAME|FILE.rq|-",
        help="A stock query, a file with SPARQL, or - for standard input.",
        show_default=False,
    ),
    graph: Path = typer.Option(Path("exports"), "--graph", metavar="DIR", help="Folder of the build."),
    style: Format = typer.Option(Format.TABLE, "--format", help="How the answer is written."),
    show_list: bool = typer.Option(False, "--list", help="List the stock queries and stop."),
) -> None:
    """Answer a question about the build."""
    from policygraph.errors import UsageError
    from policygraph.queries.formats import write
    from policygraph.queries.run import load, run, stock
    from policygraph.session import open

    if show_list:
        for query, about in stock().items():
            typer.echo(f"{query}\n" + "\n".join(f"    {line}" for line in about.splitlines()))
        return
    if not name:
        raise UsageError("name a query; policygraph query --list shows the stock queries")
    text = sys.stdin.read() if name == "-" else load(name)
    build = open(graph).build
    write(run(build, text), style, sys.stdout, base=build.base)
    sys.stdout.flush()
