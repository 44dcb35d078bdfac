"""``policygraph trace``."""

from __future__ import annotations

import io
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

if TYPE_CHECKING:
    from policygraph.queries.trace import Step
    from policygraph.queries.views_from_above import Below

__all__ = ["register"]

_EPILOG = (
    "Examples:  policygraph trace my-plan '三/（一）'   ·   policygraph trace my-plan 3.1 --format svg -o chain.svg"
    "   ·   policygraph trace my-plan:120   ·   policygraph trace 单位GDP能耗   ·   "
    "policygraph trace 国发〔2021〕33号 --down"
)


# What a person who writes such a name does not mean a tree by.
_OTHERS = frozenset(["png", "pdf", "jpg", "jpeg", "html", "gexf", "graphml", "xlsx", "csv", "docx"])


class _Format(StrEnum):
    TREE = "tree"
    JSON = "json"
    DOT = "dot"
    SVG = "svg"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("trace", epilog=_EPILOG)(_trace)


def _trace(
    name: str = typer.Argument(
        ...,
        metavar="NAME",
        help="A document (by name or number), a place in one (my-plan:120), an IRI, an indicator, or an agency.",
    ),
    path: str = typer.Argument(
        "", metavar="[PATH]", help="Path of a measure in the document.", show_default=False
    ),
    graph: Path = typer.Option(Path("exports"), "--graph", metavar="DIR", help="Folder of the build."),
    down: bool = typer.Option(
        False, "--down", help="Look from above: who carries it out, and how the levels compare."
    ),
    style: _Format | None = typer.Option(
        None,
        "--format",
        help="How the chain is written; else the ending of FILE tells, or as a tree.",
        show_default=False,
    ),
    output: Path | None = typer.Option(
        None, "-o", "--output", metavar="FILE", help="The file to write instead of standard output."
    ),
) -> None:
    """Follow a target or measure up to the directives it carries out, or a directive down."""
    from policygraph.methods import methods_compiled_before
    from policygraph.patterns import compiled_before

    with compiled_before("patterns-of-traces"), methods_compiled_before("methods-of-traces"):
        from policygraph.session import open

    style = style or _told(output)
    session = open(graph)
    _write(session.down(name, path) if down else session.trace(name, path), style, output)


def _told(output: Path | None) -> _Format:
    """The format that the ending of a file tells; a tree where it tells none."""
    ending = output.suffix.lower().removeprefix(".") if output else ""
    if ending in list(_Format):
        return _Format(ending)
    if output and ending in _OTHERS:
        from policygraph.errors import UsageError

        raise UsageError(
            f"a chain cannot be written as {ending}; choose a name that ends in .svg, .dot, .json or .txt"
        )
    return _Format.TREE


def _write(found: Step | Below, style: _Format, output: Path | None) -> None:
    if output:
        from policygraph.files import write_file

        write_file(output, [_text(found, style)])
    elif style is _Format.TREE:
        _write_people(found, sys.stdout)
    else:
        sys.stdout.write(_text(found, style).decode())
    sys.stdout.flush()


def _text(found: Step | Below, style: _Format) -> bytes:
    from policygraph.queries import display
    from policygraph.queries.trace import Step

    if style is _Format.TREE:
        out = io.StringIO()
        _write_people(found, out)
        return out.getvalue().encode()
    if style is _Format.JSON:
        return display.as_json(found).encode()
    from policygraph.exports.chain import chain_dot
    from policygraph.exports.drawing import draw

    dot = chain_dot(found if isinstance(found, Step) else found.tree)
    return draw(dot, "svg") if style is _Format.SVG else dot.encode()


def _write_people(found: Step | Below, out: TextIO) -> None:
    from policygraph.queries import display
    from policygraph.queries.trace import Step

    if isinstance(found, Step):
        display.write_trace(found, out)
    else:
        display.write_below(found, out)
