"""``policygraph rules``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import typer

from policygraph.cli.speech import words_of
from policygraph.messages import said
from policygraph.printable import printed_width

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("rules")(_rules)


def _rules(
    profile: str = typer.Option("default", "--profile", help="default, strict or FILE.toml."),
    shapes: list[Path] = typer.Option([], "--shapes", metavar="FILE", help="Your own shapes. Repeatable."),
    write: Path | None = typer.Option(
        None, "--write", metavar="DIR", help="Write a page for each rule there."
    ),
) -> None:
    """List the rules of policygraph validate."""
    from policygraph import resources
    from policygraph.validation.catalogue import apply_profile, read_shapes
    from policygraph.validation.rule_pages import pages

    rules = apply_profile(read_shapes(resources.shapes(), shapes).rules, profile)
    language = words_of()
    for rule in rules:
        level, topic = rule.level.said(language), said(rule.topic)
        typer.echo(
            f"{rule.id}  {_padded(level, 9)}  {_padded(topic, 12)}  "
            + language.joined(rule.label("zh"), rule.label("en"), " / ")
        )
    if write:
        _write(pages(rules), write)


def _padded(word: str, width: int) -> str:
    return word + " " * (width - printed_width(word))


def _write(found: Mapping[str, str], folder: Path) -> None:
    from policygraph.errors import UsageError
    from policygraph.files import write_file

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot make the folder {folder}: {error.strerror}") from error
    for name, page in found.items():
        write_file(folder / name, [page.encode()])
