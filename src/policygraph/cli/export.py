"""``policygraph export``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from policygraph.exports.catalogue import Entry

__all__ = ["register"]

_EPILOG = (
    "Examples:  policygraph export --list   ·   policygraph export --view agencies -o agencies.gexf   ·   "
    "policygraph export --view responsibility --city jincheng -o map.svg   ·   "
    "policygraph export --view tables -o tables.xlsx   ·   policygraph export --view graph -o graph.ttl"
)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("export", epilog=_EPILOG)(_export)


def _export(
    view: str = typer.Option("", "--view", help="What is written; --list names the views."),
    style: str = typer.Option(
        "", "--format", help="How it is written; --list names the formats. Else the ending of FILE tells."
    ),
    output: Path | None = typer.Option(
        None, "-o", "--output", metavar="FILE|DIR", help="The file to write; a folder for csv and parquet."
    ),
    graph: Path = typer.Option(Path("exports"), "--graph", metavar="DIR", help="Folder of the build."),
    city: str = typer.Option("", "--city", metavar="TEXT", help="Only this document, or those of this city."),
    chapter: str = typer.Option("", "--chapter", metavar="NUMBER", help="Only this chapter of the plans."),
    theme: str = typer.Option(
        "",
        "--theme",
        metavar="TEXT",
        help="Only what localises this provision (its path or part of its title).",
    ),
    agency: str = typer.Option("", "--agency", metavar="TEXT", help="Only agencies with this in their name."),
    indicator: str = typer.Option("", "--indicator", metavar="TEXT", help="Only indicators with this in it."),
    show_list: bool = typer.Option(False, "--list", help="List views and formats and stop."),
) -> None:
    """Write networks, tables, pictures and the graph itself, for the tools that people already use."""
    from policygraph.errors import UsageError
    from policygraph.exports.catalogue import catalogue, export
    from policygraph.queries.selection import Selection
    from policygraph.session import open

    entries = catalogue()
    if show_list:
        _print_list(entries)
        return
    if not view or output is None:
        raise UsageError("name a --view and a file with -o; policygraph export --list shows the views")
    selection = Selection(city=city, chapter=chapter, theme=theme, agency=agency, indicator=indicator)
    carry_out = export(entries, view, style, output, selection)
    if note := carry_out(open(graph).build):
        typer.echo(f"{output} {note}", err=True)


def _print_list(entries: dict[str, Entry]) -> None:
    from policygraph.exports.formats import FORMATS

    for name, entry in entries.items():
        typer.echo(f"{name}\n" + "\n".join(f"    {line}" for line in entry.about))
        typer.echo(f"    formats: {', '.join(entry.formats)}")
    typer.echo("\nformats")
    for name, one in FORMATS.items():
        typer.echo(f"    {name:<10} {one.about}" + (f" ({', '.join(one.endings)})" if one.endings else ""))
