"""``policygraph mcp``."""

from __future__ import annotations

from pathlib import Path

import typer

__all__ = ["register"]

_EPILOG = (
    "Example:  policygraph mcp --graph exports\n\n"
    "An assistant starts it and speaks to it over standard input and output (Model Context Protocol). It reads only."
)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("mcp", epilog=_EPILOG)(_mcp)


def _mcp(
    graph: Path = typer.Option(Path("exports"), "--graph", metavar="DIR", help="Folder of the build."),
) -> None:
    """Let an assistant ask the build: questions, search, chains, SPARQL, each row with its sentence."""
    from policygraph.cli.extras import need

    need("mcp", ("starlette", "mcp"), "mcp")
    from policygraph.server.pool import pool_of
    from policygraph.server.tools import assistant_server
    from policygraph.server.workbench import Workbench
    from policygraph.session import open

    workbench = Workbench(open(graph))
    pool = pool_of(workbench)
    try:
        assistant_server(workbench).run("stdio")
    finally:
        pool.close()
