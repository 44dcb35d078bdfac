"""``policygraph validate``."""

from __future__ import annotations

import sys
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from policygraph.validation.results import Engine

if TYPE_CHECKING:
    from policygraph.build.store import Build

__all__ = ["register"]

_EPILOG = (
    "Examples:  policygraph validate   ·   policygraph validate seeds/plans --output report.sarif   ·   "
    "policygraph validate --fail-on warning --baseline last.json\n\n"
    "Exit status: 0 clean at the chosen level, 1 findings, 2 bad usage or input, 3 internal fault."
)
_ENDINGS = ".sarif .xml .md .html .json .ttl"


class _FailOn(StrEnum):
    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("validate", epilog=_EPILOG)(_validate)


def _validate(
    sources: list[Path] = typer.Argument(
        None, metavar="[SOURCE…]", help="Documents to build first; without them --graph is checked."
    ),
    graph: Path = typer.Option(Path("exports"), "--graph", metavar="DIR", help="Folder of the build."),
    fail_on: _FailOn = typer.Option(_FailOn.VIOLATION, "--fail-on", help="The least level that fails."),
    output: list[Path] = typer.Option(
        [], "--output", metavar="FILE", help=f"A report: {_ENDINGS}. Repeatable."
    ),
    shapes: list[Path] = typer.Option([], "--shapes", metavar="FILE", help="Your own shapes. Repeatable."),
    profile: str = typer.Option("default", "--profile", help="default, strict or FILE.toml."),
    baseline: Path | None = typer.Option(
        None, "--baseline", metavar="FILE", help="An earlier .json report: only new findings fail."
    ),
    engine: Engine = typer.Option(Engine.AUTO, "--engine", help="What checks the shapes."),
) -> None:
    """Check a build for what is missing or contradictory."""
    from policygraph.session import open
    from policygraph.validation.check import mark_known, read_baseline, validate
    from policygraph.validation.reports import check_outputs, write
    from policygraph.validation.results import Level
    from policygraph.validation.terminal import print_report

    check_outputs(output)
    known = read_baseline(baseline) if baseline else frozenset()
    with tempfile.TemporaryDirectory(prefix="policygraph-") as folder:
        build = _built(sources, Path(folder)) if sources else open(graph).build
        found = validate(build, files=_files(sources), shapes=shapes, profile=profile, engine=engine)
        report = mark_known(found, known)
    for path in output:
        write(report, path)
    print_report(report, sys.stdout)
    sys.stdout.flush()
    if report.failing(Level[fail_on.name]):
        raise typer.Exit(1)


def _files(sources: list[Path]) -> dict[str, str]:
    """Where documents lie, by name: from the folder of the call, if they lie below it, as CI systems want it."""
    from policygraph.sources.reader import discover

    here = Path.cwd()
    paths = {path.stem: path for path in discover(sources)} if sources else {}
    return {
        name: (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
        for name, path in paths.items()
    }


def _built(sources: list[Path], folder: Path) -> Build:
    from policygraph.pipeline import build
    from policygraph.validation.data import open_union

    report = build(sources, folder)
    if report.errors:
        raise report.errors[0]
    return open_union(folder)
