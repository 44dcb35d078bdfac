"""``policygraph diff``."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from policygraph.cli.speech import words_of

if TYPE_CHECKING:
    from policygraph.builds.reader import Reader
    from policygraph.queries.diff.differences import Differences

__all__ = ["register"]

_EPILOG = (
    "Examples:  policygraph diff old-build new-build   ·   policygraph diff main exports --format markdown   ·   "
    "policygraph diff 2021 2023 --document plan-2021=plan-2023 --format html -o diff.html\n\n"
    "Exit status: 0 nothing changed, 1 something did, 2 bad usage or input, 3 internal fault."
)


class _Format(StrEnum):
    TABLE = "table"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("diff", epilog=_EPILOG)(_diff)


def _diff(
    old: Path = typer.Argument(..., metavar="OLD", help="Folder of the earlier build."),
    new: Path = typer.Argument(..., metavar="NEW", help="Folder of the later build."),
    documents: list[str] = typer.Option(
        [],
        "--document",
        metavar="NAME[=NEW]",
        help="Compare this document only; NAME=NEW where it has another name in NEW. Repeatable.",
    ),
    style: _Format = typer.Option(_Format.TABLE, "--format", help="How the differences are written."),
    output: Path | None = typer.Option(
        None, "-o", "--output", metavar="FILE", help="The file to write instead of standard output."
    ),
) -> None:
    """Tell what changed between two builds: provisions, targets, obligations, responsibilities, citations."""
    from policygraph.builds.reader import Reader
    from policygraph.session import open

    later = open(new)
    found = open(old).diff(later, documents=_pairs(documents))
    reader = Reader(later.build)
    if output:
        from policygraph.files import write_file

        write_file(output, [_text(found, reader, style).encode()])
    elif style is _Format.TABLE:
        from policygraph.queries.diff.formats import write_table

        write_table(found, reader, sys.stdout, words_of())
    else:
        sys.stdout.write(_text(found, reader, style))
    sys.stdout.flush()
    if found.found:
        raise typer.Exit(1)


def _pairs(documents: Sequence[str]) -> dict[str, str]:
    """The later name of each document that is named."""
    found = {}
    for one in documents:
        before, _, after = one.partition("=")
        found[before] = after or before
    return found


def _text(found: Differences, reader: Reader, style: _Format) -> str:
    from policygraph.queries.diff import formats as diff_formats

    if style is _Format.HTML:
        from policygraph.queries.diff.page import as_page

        return as_page(found, reader, words_of())
    if style is _Format.TABLE:
        out = io.StringIO()
        diff_formats.write_table(found, reader, out, words_of())
        return out.getvalue()
    if style is _Format.MARKDOWN:
        return diff_formats.as_markdown(found, reader, words_of())
    if style is _Format.JSON:
        return diff_formats.as_json(found)
    return diff_formats.as_csv(found, "\t" if style is _Format.TSV else ",")
