"""``policygraph trace``."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

__all__ = ["register"]

_EPILOG = (
    "Examples:  policygraph trace my-plan '三/（一）'   ·   policygraph trace my-plan 3.1   ·   "
    "policygraph trace plan/my-plan/target/120-128   ·   policygraph trace 单位GDP能耗"
)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("trace", epilog=_EPILOG)(_trace)


def _trace(
    name: str = typer.Argument(
        ..., metavar="NAME", help="A document, an IRI (full or short), or an indicator."
    ),
    path: str = typer.Argument(
        "", metavar="[PATH]", help="Path of a measure in the document.", show_default=False
    ),
    graph: Path = typer.Option(Path("exports"), "--graph", metavar="DIR", help="Folder of the build."),
    as_json: bool = typer.Option(False, "--json", help="Write JSON instead of a tree."),
) -> None:
    """Follow a target or measure up to the directives it carries out."""
    from policygraph.graph.store import open_build
    from policygraph.queries import display
    from policygraph.queries.trace import trace
    from policygraph.queries.view import View

    step = trace(View(open_build(graph)), name, path)
    if as_json:
        sys.stdout.write(display.as_json(step))
    else:
        display.write_trace(step, sys.stdout)
    sys.stdout.flush()
