"""``policygraph load``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from policygraph.cli.faults import complain, say

if TYPE_CHECKING:
    from policygraph.builds.contents import Contents

__all__ = ["register"]

_EPILOG = (
    "Examples:  policygraph load --to http://localhost:7878/store --endpoint http://localhost:7878/query   ·   "
    "policygraph load --graph out --to https://graphs.example.org/sparql-graph-crud-auth   ·   "
    "policygraph load --bulk files\n\n"
    "A token is read from the environment variable POLICYGRAPH_TOKEN, a login (NAME:PASSWORD) from POLICYGRAPH_LOGIN "
    "or from ~/.netrc."
)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("load", epilog=_EPILOG)(_load)


def _load(
    graph: Path = typer.Option(Path("exports"), "--graph", metavar="DIR", help="Folder of the build."),
    to: str = typer.Option(
        "",
        "--to",
        metavar="URL",
        help="A server's graph store (SPARQL 1.1 Graph Store Protocol): http://localhost:7878/store.",
        show_default=False,
    ),
    endpoint: str = typer.Option(
        "",
        "--endpoint",
        metavar="URL",
        help="The same server's SPARQL endpoint, asked afterwards what a query sees that names no graph.",
        show_default=False,
    ),
    bulk: Path | None = typer.Option(
        None,
        "--bulk",
        metavar="DIR",
        help="Contact no server; write N-Quads files to a new folder, for the loaders of QLever, Virtuoso and others.",
    ),
    timeout: float = typer.Option(
        60.0, "--timeout", metavar="SECONDS", help="For each request; 0 waits for ever.", min=0.0
    ),
) -> None:
    """Put the build into a SPARQL server, or bring what is there up to date."""
    from policygraph.builds.contents import read_manifest
    from policygraph.errors import UsageError

    if bool(to) == bool(bulk):
        raise UsageError("name either a server with --to URL or a folder for files with --bulk DIR")
    contents = read_manifest(graph)
    if bulk:
        if endpoint:
            raise UsageError("--bulk contacts no server; leave --endpoint out")
        _write(contents, bulk)
    else:
        _send(contents, to, endpoint, timeout)


def _send(contents: Contents, to: str, endpoint: str, timeout: float) -> None:
    from policygraph.builds.loading import load
    from policygraph.cli.progress import Bar
    from policygraph.queries.endpoint import Endpoint, default_graph
    from policygraph.web import Web

    # Of a bad address nothing is known too late.
    asked = Endpoint(Web(endpoint, timeout)) if endpoint else None
    with Bar() as bar:

        def show(graph: str, done: int, total: int) -> None:
            bar.show(Path(graph), done, total)

        done = load(contents, Web(to, timeout), show)
    if done.written or done.removed:
        say(
            f"{done.written:,} graphs written, {done.removed:,} removed, {done.kept:,} left as they are: {to}"
        )
    else:
        say(f"nothing changed: {to} holds this build, {done.kept:,} graphs")
    if asked and (note := default_graph(asked)):
        complain(note)


def _write(contents: Contents, folder: Path) -> None:
    from policygraph.builds.loading import write_bulk
    from policygraph.errors import UsageError
    from policygraph.files import staged_folder

    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(f"{folder} holds files already; name a new folder with --bulk")
    with staged_folder(folder) as aside:
        number = write_bulk(contents, aside)
    say(f"1 file of N-Quads in {folder}" if number == 1 else f"{number:,} files of N-Quads in {folder}")
