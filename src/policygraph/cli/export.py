"""``policygraph export``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from policygraph.cli.faults import say
from policygraph.messages import said
from policygraph.pages import Language
from policygraph.queries.answer_formats import Also

if TYPE_CHECKING:
    from policygraph.exports.catalogue import Entry

__all__ = ["register"]

_EPILOG = (
    "Examples:  policygraph export --list   ·   policygraph export --view agencies -o agencies.gexf   ·   "
    "policygraph export --view responsibility --city jincheng -o map.svg   ·   "
    "policygraph export --view tables --lang zh -o tables.xlsx   ·   policygraph export --view graph -o graph.ttl"
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
    city: list[str] = typer.Option(
        [],
        "--city",
        metavar="TEXT",
        help="Only this document, or those of this city. Repeatable, as the next four.",
    ),
    chapter: list[str] = typer.Option(
        [], "--chapter", metavar="NUMBER", help="Only this chapter of the plans."
    ),
    theme: list[str] = typer.Option(
        [],
        "--theme",
        metavar="TEXT",
        help="Only what localises this provision (its path or part of its title).",
    ),
    agency: list[str] = typer.Option(
        [], "--agency", metavar="TEXT", help="Only agencies with this in their name."
    ),
    indicator: list[str] = typer.Option(
        [], "--indicator", metavar="TEXT", help="Only indicators with this in it."
    ),
    lang: Language | None = typer.Option(
        None,
        "--lang",
        help="The words of a page; both if not said. Of a workbook its heads and codes too, which without it are "
        "the names that programs know.",
        show_default=False,
    ),
    also: list[Also] = typer.Option(
        [], "--with", help="What is left out else: rejected, the facts that people rejected."
    ),
    show_list: bool = typer.Option(False, "--list", help="List views and formats and stop."),
) -> None:
    """Write networks, tables, pictures and the graph itself, for the tools that people already use."""
    from policygraph.builds.store import open_build
    from policygraph.errors import UsageError
    from policygraph.exports.catalogue import catalogue, entry_of, export
    from policygraph.queries.selection import Selection

    entries = catalogue()
    if show_list:
        _print_list(entries)
        return
    if view:
        entry_of(entries, view)
    if not view or output is None:
        raise UsageError("name a --view and a file with -o; policygraph export --list shows the views")
    selection = Selection(*(tuple(given) for given in (city, chapter, theme, agency, indicator)))
    carry_out = export(entries, view, style, output, selection, lang)
    if note := carry_out(open_build(graph, with_rejected=Also.REJECTED in also)):
        typer.echo(f"{output} {said(note)}", err=True)


def _print_list(entries: dict[str, Entry]) -> None:
    from policygraph.exports.formats import FORMATS

    for name, entry in entries.items():
        typer.echo(f"{name}\n" + "\n".join(f"    {line}" for line in entry.about))
        say(f"    formats: {', '.join(entry.formats)}")
    say("\nformats")
    for name, one in FORMATS.items():
        typer.echo(
            f"    {name:<10} {said(one.about)}" + (f" ({', '.join(one.endings)})" if one.endings else "")
        )
