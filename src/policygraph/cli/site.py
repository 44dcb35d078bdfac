"""``policygraph site``."""

from __future__ import annotations

from pathlib import Path

import typer

from policygraph.cli.faults import complain, say

__all__ = ["register"]

_EPILOG = (
    "Examples:  policygraph site -o public   ·   policygraph site --graph out -o public\n\n"
    "Any file server shows it, in any folder, and so does a browser that opens public/index.html from the disk. "
    "Files in the folder that are not of an earlier site are never touched."
)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("site", epilog=_EPILOG)(_site)


def _site(
    output: Path = typer.Option(..., "-o", "--output", metavar="DIR", help="Folder for the pages."),
    graph: Path = typer.Option(Path("exports"), "--graph", metavar="DIR", help="Folder of the build."),
) -> None:
    """Write the pages of serve as static files, with a search that needs no server."""
    from policygraph.cli.extras import need_server
    from policygraph.cli.progress import Bar

    need_server("site")
    from policygraph.server.site import write_site
    from policygraph.session import open

    session = open(graph)
    with Bar() as bar:

        def show(address: str, done: int, known: int) -> None:
            bar.show(Path(address), done, known)

        report = write_site(session, output, on_progress=show)
    for address in report.broken:
        complain(f"nothing stands at {address}; its links are left out")
    say(
        f"{report.pages:,} pages, {report.files:,} files, {report.size / 1e6:.1f} MB in {output}: "
        f"open {output / 'index.html'}"
    )
