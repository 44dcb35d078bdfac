"""``policygraph query``."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from policygraph.cli.options import LIMIT
from policygraph.cli.speech import words_of
from policygraph.queries.answer_formats import MOST_ROWS, Also, AnswerFormat

if TYPE_CHECKING:
    from policygraph.builds.store import Build
    from policygraph.queries.run import Answer

__all__ = ["register"]

_EPILOG = (
    "Examples:  policygraph query --list   ·   policygraph query targets --format csv > targets.csv   ·   "
    "policygraph query search 煤炭   ·   policygraph query due --param year=2025 --param area=郑州市   ·   "
    "policygraph query mine.rq   ·   echo 'ASK { ?s ?p ?o }' | policygraph query -"
)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("query", epilog=_EPILOG)(_query)


def _query(
    name: str = typer.Argument(
        "",
        metavar="NAME|FILE.rq|-",
        help="A stock query, a file with SPARQL, or - for standard input.",
        show_default=False,
    ),
    value: str = typer.Argument(
        "", metavar="[VALUE]", help="For the query's first parameter.", show_default=False
    ),
    param: list[str] = typer.Option(
        [],
        "--param",
        metavar="NAME=VALUE",
        help="A parameter, by a name that people know: area=郑州市, year=2025; may be repeated.",
        show_default=False,
    ),
    graph: Path | None = typer.Option(
        None, "--graph", metavar="DIR", help="Folder of the build; exports by default.", show_default=False
    ),
    endpoint: str = typer.Option(
        "",
        "--endpoint",
        metavar="URL",
        help="Ask this SPARQL endpoint in place of a folder, where policygraph load has put the build.",
        show_default=False,
    ),
    answer_format: AnswerFormat = typer.Option(
        AnswerFormat.TABLE,
        "--format",
        help=f"How the answer is written; a table has at most {MOST_ROWS:,} rows.",
    ),
    also: list[Also] = typer.Option(
        [], "--with", help="What is left out else: rejected, the facts that people rejected."
    ),
    timeout: float | None = typer.Option(
        None,
        "--timeout",
        metavar="SECONDS",
        help="Stop after so many seconds, a query of your own else after 300; 0 never does.",
        min=0.0,
        show_default=False,
    ),
    wide: bool = typer.Option(
        False, "--wide", help="A table with all columns, however wide; else those that fit the terminal."
    ),
    show_list: bool = typer.Option(False, "--list", help="List the stock queries and stop."),
) -> None:
    """Answer a question about the build."""
    from policygraph.errors import UsageError
    from policygraph.methods import methods_compiled_before
    from policygraph.patterns import compiled_before

    with compiled_before("patterns-of-queries"), methods_compiled_before("methods-of-queries"):
        from policygraph.builds.store import open_build
        from policygraph.queries.formats import write, write_texts
        from policygraph.queries.questions import listing
        from policygraph.queries.run import bound_in, load
        from policygraph.queries.stored import stored_csv, stored_texts

    if show_list:
        typer.echo(listing(words_of()))
        return
    if not name:
        raise UsageError("name a query; policygraph query --list shows the stock queries")
    text = _typed() if name == "-" else load(name)
    is_own = name == "-" or name.endswith(".rq")
    given = _given(text, value, param)
    seconds = (LIMIT if is_own else 0.0) if timeout is None else timeout
    if endpoint and (graph or also):
        raise UsageError("--endpoint asks a server; leave out --graph and --with, which are for a folder")
    if endpoint:
        base, answer = _from_server(endpoint, text, given, seconds)
    else:
        build = open_build(graph or Path("exports"), with_rejected=Also.REJECTED in also)
        query = bound_in(build, text, given)
        if answer_format is AnswerFormat.CSV and (lines := stored_csv(build, query)):
            sys.stdout.write(lines)
            sys.stdout.flush()
            return
        if answer_format is AnswerFormat.TABLE and (found := stored_texts(build, query, MOST_ROWS)):
            known_as = "" if is_own else name
            write_texts(*found, sys.stdout, name=known_as, base=build.base, is_wide=wide, language=words_of())
            sys.stdout.flush()
            return
        base, answer = build.base, _from_folder(build, query, seconds, is_own=is_own)
    if not is_own:
        answer = replace(answer, name=name)
    write(answer, answer_format, sys.stdout, base=base, is_wide=wide, language=words_of())
    sys.stdout.flush()


def _typed() -> str:
    """The query on standard input.

    Raises:
        QueryError: there is none, or it is not text.
    """
    from policygraph.errors import QueryError

    if sys.stdin is None:
        raise QueryError("standard input is closed; give the query through it, or as a file FILE.rq")
    try:
        text = sys.stdin.read().removeprefix("\ufeff")
        # In some locales, bytes that are no text are read as halves of characters.
        text.encode()
    except UnicodeError as error:
        raise QueryError("the query on standard input is not UTF-8 text; save it as UTF-8") from error
    return text


def _from_folder(build: Build, query: str, timeout: float, *, is_own: bool) -> Answer:
    """The answer of a build; a query of the user's own may bring down the process that it runs in, and that only."""
    from policygraph.queries.run import run

    if not timeout and not (is_own and hasattr(os, "fork")):
        return run(build, query)
    from policygraph.limited import limited

    return limited(lambda: run(build, query), timeout)


def _from_server(url: str, text: str, given: dict[str, str], timeout: float) -> tuple[str, Answer]:
    """The base IRI of the build that a server holds, and its answer."""
    from policygraph.queries.endpoint import Endpoint
    from policygraph.queries.parameters import bound
    from policygraph.queries.run import run_at
    from policygraph.web import Web

    endpoint = Endpoint(Web(url, timeout))

    def ask() -> tuple[str, Answer]:
        query = bound(lambda lookup: run_at(endpoint, lookup).rows, text, given)
        return endpoint.base, run_at(endpoint, query)

    if not timeout:
        return ask()
    from policygraph.limited import limited

    return limited(ask, timeout)


def _given(query: str, first: str, pairs: list[str]) -> dict[str, str]:
    """What is given to a query by its name; ``first`` belongs to the parameter that it asks for first."""
    from policygraph.errors import UsageError
    from policygraph.queries.parameters import asked

    given: dict[str, str] = {}
    if first:
        wanted = list(asked(query))
        if not wanted:
            raise UsageError(
                f"the query takes no parameter, and nothing can be done with {first!r}; leave it out"
            )
        given[wanted[0]] = first
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign:
            raise UsageError(
                f"--param {pair} is not of the form NAME=VALUE; write it as in --param area=郑州市"
            )
        if name in given:
            raise UsageError(f"the parameter {name} is given twice; give it once")
        given[name] = value
    return given
