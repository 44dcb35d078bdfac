"""``policygraph serve``."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typer

from policygraph.cli.extras import need_server
from policygraph.cli.faults import complain, say, status, tell
from policygraph.cli.signals import Stopped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future
    from socket import socket

    from policygraph.builds.contents import Contents
    from policygraph.builds.store import Build
    from policygraph.server.desk import Desk

__all__ = ["register"]

_EPILOG = (
    "Examples:  policygraph serve seeds/plans   ·   policygraph serve --graph exports   ·   "
    "policygraph serve plans --graph out --port 8080   ·   policygraph serve plans --edit\n\n"
    "Ctrl-C ends it."
)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("serve", epilog=_EPILOG)(_serve)


def _serve(
    plans: list[Path] = typer.Argument(
        None,
        metavar="PLAN…",
        help="Documents and folders of documents to build first; without any, the build in --graph is served.",
        show_default=False,
    ),
    graph: Path | None = typer.Option(
        None,
        "--graph",
        metavar="DIR",
        help="Folder of the build: exports by default, with PLAN one that is deleted at the end.",
        show_default=False,
    ),
    port: int = typer.Option(
        8000, "--port", metavar="N", min=0, max=65535, help="Port to listen on; 0 for any that is free."
    ),
    host: str = typer.Option("127.0.0.1", "--host", metavar="H", help="Address to listen on."),
    edit: bool = typer.Option(
        False,
        "--edit",
        help="Let readers correct facts: their decisions are written to the corrections files beside PLAN.",
    ),
) -> None:
    """Read, compare, trace and ask in a browser."""
    need_server("serve")
    from policygraph.errors import UsageError

    if edit and not plans:
        raise UsageError("--edit writes beside the documents; name them: policygraph serve PLAN… --edit")
    # Before the build: who has given a port that is taken need not wait.
    with _listening(host, port) as listener, TemporaryDirectory(prefix="policygraph-") as name:
        room = Path(name)
        folder = graph or (room / "first" if plans else Path("exports"))
        desk = _desk(plans, folder, room, edit) if plans else None
        left_out = _build(plans, folder) if plans else ()
        try:
            _run(_opening(folder), left_out, listener, host, desk)
        except Stopped:
            say("stopped")
        finally:
            if desk:
                desk.rereader.close()


def _desk(plans: list[Path], folder: Path, room: Path, edit: bool) -> Desk:
    """What works on plans; it needs all that reads them, which takes most of a second to load."""
    from policygraph.server.desk import Desk
    from policygraph.server.editor import Editor
    from policygraph.server.rereading import Rereader

    return Desk(Rereader(plans, folder, room), Editor(plans) if edit else None)


def _listening(host: str, port: int) -> socket:
    """A socket that listens at an address.

    Raises:
        UsageError: it cannot.
    """
    import errno
    import socket

    from policygraph.errors import UsageError

    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.create_server(address[:2], family=family, backlog=2048)
    except (OSError, OverflowError, UnicodeError) as error:
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise UsageError(f"port {port} of {host} is in use; choose another one with --port") from error
        why = getattr(error, "strerror", "") or "it is not an address of this machine"
        raise UsageError(
            f"cannot listen at port {port} of {host} ({why}); change --host or --port"
        ) from error
    return made


def _build(plans: list[Path], folder: Path) -> Sequence[tuple[str, str]]:
    """Build, and say which files were left out, each with the reason."""
    from policygraph.cli.progress import Bar
    from policygraph.pipeline import build
    from policygraph.server.rereading import left_out_of

    with Bar() as bar:
        report = build(plans, folder, on_progress=bar.show)
    for error in report.errors:
        tell(error)
    if not report.documents:
        complain("no document could be read; there is nothing to serve")
        raise typer.Exit(status(report.errors))
    return left_out_of(report)


def _opening(folder: Path) -> Future[Contents | Build]:
    """The build, which is read while what serves it is loaded; of one that is not ready yet, what its manifest says."""
    from concurrent.futures import ThreadPoolExecutor

    def open_or_look() -> Contents | Build:
        from policygraph.builds.contents import read_manifest
        from policygraph.builds.store import open_build
        from policygraph.queries.document_pieces import is_ready

        contents = read_manifest(folder)
        return open_build(folder) if is_ready(contents) else contents

    aside = ThreadPoolExecutor(1)
    try:
        return aside.submit(open_or_look)
    finally:
        aside.shutdown(wait=False)


def _run(
    opening: Future[Contents | Build],
    left_out: Sequence[tuple[str, str]],
    listener: socket,
    host: str,
    desk: Desk | None,
) -> None:
    import gc
    from socket import gethostname

    import jinja2  # noqa: F401 - the first page needs it
    import uvicorn

    from policygraph.server.opening import serve_build
    from policygraph.server.safety import Safety, is_loopback, new_token

    address, port = listener.getsockname()[:2]
    token = "" if is_loopback(address) else new_token()
    serving = serve_build(opening.result(), left_out, desk)
    # A later build takes its place, and it goes then.
    del opening
    names = {host.lower(), gethostname().lower()}
    config = uvicorn.Config(
        Safety(serving.application, names, bool(token), token),
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    shown = f"[{address}]" if ":" in address else address
    query = "?token=" if token else ""
    say(
        f"{serving.documents} document at http://{shown}:{port}/{query}{token} (Ctrl-C ends it)"
        if serving.documents == 1
        else f"{serving.documents:,} documents at http://{shown}:{port}/{query}{token} (Ctrl-C ends it)"
    )
    # What was opened stays; only what requests leave behind has to be collected.
    gc.freeze()
    gc.set_threshold(700, 10, 10)
    server = uvicorn.Server(config)
    with serving.prepared(lambda: setattr(server, "should_exit", True)):
        server.run(sockets=[listener])
