"""``policygraph export``."""

from __future__ import annotations

from pathlib import Path

import typer

__all__ = ["register"]

_EPILOG = (
    "Examples:  policygraph export --list   ·   policygraph export --view agencies -o agencies.gexf   ·   "
    "policygraph export --view responsibility --city jincheng --format svg -o map.svg"
)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("export", epilog=_EPILOG)(_export)


def _export(
    view: str = typer.Option("", "--view", help="What is shown; --list names the views."),
    style: str = typer.Option("gexf", "--format", help="How it is written; --list names the formats."),
    output: Path | None = typer.Option(None, "-o", "--output", metavar="FILE", help="The file to write."),
    graph: Path = typer.Option(Path("exports"), "--graph", metavar="DIR", help="Folder of the build."),
    city: str = typer.Option("", "--city", metavar="DOCUMENT", help="Only this document (its file's name)."),
    agency: str = typer.Option("", "--agency", metavar="TEXT", help="Only agencies with this in their name."),
    indicator: str = typer.Option("", "--indicator", metavar="TEXT", help="Only indicators with this in it."),
    show_list: bool = typer.Option(False, "--list", help="List views and formats and stop."),
) -> None:
    """Write a view of the build for Gephi, Graphviz, spreadsheets."""
    from policygraph.errors import UsageError
    from policygraph.exports.formats import FORMATS, write
    from policygraph.exports.network import Selection, network, views
    from policygraph.graph.store import open_build

    if show_list:
        for name, about in views().items():
            typer.echo(f"{name}\n    {about}")
        typer.echo(f"formats: {', '.join(FORMATS)}")
        return
    if not view or output is None:
        raise UsageError("name a --view and a file with -o; policygraph export --list shows the views")
    write(network(open_build(graph), view, Selection(city, agency, indicator)), style, output)
