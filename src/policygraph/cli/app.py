"""The application and what its commands share: the way errors become one sentence and an exit status."""

from __future__ import annotations

import atexit
import errno
import gc
import io
import os
import sys
import traceback
from typing import Any, NoReturn

import typer

from policygraph.cli import (
    build,
    diff,
    export,
    load,
    mcp,
    query,
    reason,
    review,
    rules,
    serve,
    show,
    site,
    trace,
    validate,
)
from policygraph.cli.faults import complain, status, tell
from policygraph.cli.memory import guard_memory, out_of_memory, ran_out
from policygraph.cli.options import OnceCommand
from policygraph.cli.signals import Stopped, stoppable
from policygraph.cli.speech import SpokenGroup, asked_first, refuse
from policygraph.messages import MessageLanguage, speak

__all__ = ["app", "main"]

_FULL_OR_BROKEN = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}
_STATUS = """Exit status: 0 done, 1 findings of a check, 2 bad usage or input, 3 internal fault."""

# Of the framework, which typer takes from elsewhere in its later versions.
_BAD_USAGE: Any = typer.BadParameter.__mro__[2]

app = typer.Typer(
    name="policygraph",
    cls=SpokenGroup,
    help="Reads Chinese city plans into a knowledge graph of policy obligations, and answers questions on it.",
    epilog=_STATUS,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # laying the help out with rich would double its start
)
build.register(app)
query.register(app)
trace.register(app)
show.register(app)
validate.register(app)
rules.register(app)
reason.register(app)
diff.register(app)
export.register(app)
load.register(app)
review.register(app)
serve.register(app)
site.register(app)
mcp.register(app)
for _command in app.registered_commands:
    _command.cls = OnceCommand


def _print_version(wanted: bool) -> None:
    if wanted:
        from policygraph.resources import VERSION

        typer.echo(f"policygraph {VERSION}")
        raise typer.Exit


@app.callback()
def _common(
    version: bool = typer.Option(
        False, "--version", help="Print the version and stop.", callback=_print_version, is_eager=True
    ),
    debug: bool = typer.Option(False, "--debug", help="On an internal fault, print where it happened."),
    lang: MessageLanguage | None = typer.Option(
        None,
        "--lang",
        help="The language of messages, help and reports; else POLICYGRAPH_LANG or the locale.",
    ),
) -> None:
    """Options of all commands."""
    if lang:
        speak(lang)


def main() -> None:
    """Run the command line; never returns.

    Errors that policygraph raises on purpose are one sentence and status 2, as is a want of memory; an internal fault
    is status 3. A signal that asks for the end is one line and status 128 with its number.
    """
    from policygraph.errors import PolicygraphError

    _prepare_output()
    arguments = asked_first(sys.argv[1:], os.environ)
    guard_memory(complain)
    # What a command reads stays until its end: with the usual threshold the collector walks over it again and again.
    gc.set_threshold(1_000_000)
    # It all goes with the process: Python would look through every object once more before it ends.
    atexit.register(gc.freeze)
    try:
        with stoppable(complain):
            sys.exit(app(arguments, standalone_mode=False))
    except _BAD_USAGE as error:
        refuse(error)
        sys.exit(error.exit_code)
    except Stopped as stopped:
        complain(str(stopped))
        sys.exit(stopped.status)
    except PolicygraphError as error:
        tell(error)
        sys.exit(status([error]))
    except BrokenPipeError:
        _close_output()
        sys.exit(0)
    except OSError as error:
        if error.errno not in _FULL_OR_BROKEN:
            _fail(error)
        complain(f"cannot write ({error.strerror}); make room, or write elsewhere")
        _close_output()
        sys.exit(2)
    except Exception as error:
        _fail(error)


def _fail(error: Exception) -> NoReturn:
    if ran_out(error):
        sys.exit(out_of_memory(complain))
    if "--debug" in sys.argv:
        traceback.print_exception(error)
    complain(f"internal fault: {type(error).__name__}: {error} (policygraph --debug … shows where)")
    sys.exit(3)


def _prepare_output() -> None:
    """Let nothing stop at a closed stream, or at one whose encoding lacks a character."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - it is open until the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _close_output() -> None:
    """Keep the interpreter from flushing to a reader that has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
