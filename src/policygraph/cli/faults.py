"""How an error on purpose is told, and which exit status it makes."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable

import typer

from policygraph.errors import DocumentFaultError, PolicygraphError
from policygraph.messages import said

__all__ = ["complain", "say", "status", "tell"]


def say(text: str, *, err: bool = False) -> None:
    """Print English ``text`` of the program in the language that is spoken."""
    typer.echo(said(text), err=err)


def complain(sentence: str) -> None:
    """Print a sentence on the stream of errors."""
    print(f"policygraph: {said(sentence)}", file=sys.stderr)  # noqa: T201 - typer.echo would fail on a closed stream


def tell(error: PolicygraphError) -> None:
    """Print an error; with ``--debug`` also where policygraph failed on a document, for the report of that fault."""
    complain(str(error))
    if isinstance(error, DocumentFaultError) and "--debug" in sys.argv:
        traceback.print_exception(error.__cause__)


def status(errors: Iterable[PolicygraphError]) -> int:
    """3 where policygraph itself failed on a document, 2 where only the call or the input is at fault."""
    return 3 if any(isinstance(error, DocumentFaultError) for error in errors) else 2
