"""``policygraph show``."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path

import typer

__all__ = ["register"]

_EPILOG = (
    "Examples:  policygraph show my-plan:120   ·   policygraph show my-plan '二'   ·   "
    "policygraph show ind:energy-intensity-gdp"
)


class _Format(StrEnum):
    TEXT = "text"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("show", epilog=_EPILOG)(_show)


def _show(
    name: str = typer.Argument(
        ..., metavar="IRI", help="An IRI in full or short, a document, or a place in one (my-plan:120)."
    ),
    path: str = typer.Argument(
        "", metavar="[PATH]", help="Path of a measure in the document.", show_default=False
    ),
    graph: Path = typer.Option(Path("exports"), "--graph", metavar="DIR", help="Folder of the build."),
    style: _Format = typer.Option(_Format.TEXT, "--format", help="How it is written."),
) -> None:
    """Show what the graph says about one thing, and the sentence it was read from."""
    from policygraph.queries import display
    from policygraph.session import open

    session = open(graph)
    thing = session.show(name, path)
    if style is _Format.JSON:
        sys.stdout.write(display.as_json(thing))
    else:
        display.write_thing(thing, sys.stdout, session.build.base)
    sys.stdout.flush()
