"""``policygraph validate``."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from policygraph.cli.faults import complain, say, status, tell
from policygraph.cli.options import LIMIT
from policygraph.cli.speech import words_of
from policygraph.printable import legible
from policygraph.validation.engine_names import Engine

if TYPE_CHECKING:
    from policygraph.builds.store import Build
    from policygraph.errors import SourceError
    from policygraph.validation.results import Report

__all__ = ["register"]

_EPILOG = (
    "Examples:  policygraph validate   ·   policygraph validate seeds/plans --output report.sarif   ·   "
    "policygraph validate plans/changed.txt --context plans   ·   "
    "policygraph validate --changed plans/*.txt requirements.txt --context plans   ·   "
    "policygraph validate --fail-on warning --baseline last.json\n\n"
    "Exit status: 0 clean at the chosen level, 1 findings, 2 bad usage or input, 3 internal fault."
)
_ENDINGS = ".sarif .xml .md .html .json .ttl .annotations"


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
    root: Path | None = typer.Option(
        None, "--root", metavar="DIR", help="Folder from which these documents are named, as for build."
    ),
    context: Path | None = typer.Option(
        None,
        "--context",
        metavar="DIR",
        help="Folder of all plans: SOURCE is checked among them, and only what concerns it is shown.",
    ),
    changed: bool = typer.Option(
        False,
        "--changed",
        help="SOURCE are changed files of any kind: those that are not plans are left out.",
    ),
    area: str = typer.Option(
        "", "--area", metavar="NAME", help="Whose these documents are, whatever their texts say."
    ),
    graph: Path = typer.Option(Path("exports"), "--graph", metavar="DIR", help="Folder of the build."),
    fail_on: _FailOn | None = typer.Option(
        None,
        "--fail-on",
        help="The least level that fails: violation, or with --profile strict warning, unless this says so.",
    ),
    output: list[Path] = typer.Option(
        [], "--output", metavar="FILE", help=f"A report: {_ENDINGS}. Repeatable."
    ),
    shapes: list[Path] = typer.Option([], "--shapes", metavar="FILE", help="Your own shapes. Repeatable."),
    profile: str = typer.Option("default", "--profile", help="default, strict or FILE.toml."),
    baseline: Path | None = typer.Option(
        None,
        "--baseline",
        metavar="FILE",
        help="An earlier .json report: only new findings fail, and facts that are gone.",
    ),
    accept: Path | None = typer.Option(
        None,
        "--accept",
        metavar="FILE",
        help="Write the report as the next baseline; lost facts do not fail.",
    ),
    engine: Engine = typer.Option(Engine.AUTO, "--engine", help="What checks the shapes."),
    timeout: float | None = typer.Option(
        None,
        "--timeout",
        metavar="SECONDS",
        help="Stop your own shapes after so many seconds, else after 300; 0 never does.",
        min=0.0,
        show_default=False,
    ),
) -> None:
    """Check a build for what is missing or contradictory."""
    from policygraph.errors import UsageError
    from policygraph.session import open
    from policygraph.validation.baseline import read_baseline
    from policygraph.validation.check import validate
    from policygraph.validation.locator import files_below
    from policygraph.validation.lost_facts import accepted
    from policygraph.validation.reports import write
    from policygraph.validation.results import Level
    from policygraph.validation.terminal import print_report

    _check_reports(output, accept, baseline)
    _check_folders(sources or [], root, context, accept)
    if area and not sources:
        raise UsageError("--area says whose documents are that are built first; name them, or leave it out")
    if timeout is not None and not shapes:
        raise UsageError("--timeout is for your own shapes; name them with --shapes, or leave it out")
    if changed:
        sources = _plans_among(sources)
        if not sources:
            say("0 documents: none of the changed files is a plan")
            return
    earlier = read_baseline(baseline) if baseline else None
    if earlier and earlier.facts is None and not accept:
        complain(
            f"the baseline {baseline} lists no facts, so that lost ones are not noticed; "
            "write a new one with --accept FILE.json"
        )
    errors: Sequence[SourceError] = ()
    with tempfile.TemporaryDirectory(prefix="policygraph-") as folder:
        if sources:
            build, errors = _built(sources, root, context, area, Path(folder))
        else:
            build = open(graph).build
        files, names = _documents(sources, root, context) if sources else (files_below(build, Path()), None)
        work = partial(
            validate,
            build,
            files=files,
            shapes=shapes,
            profile=profile,
            engine=engine,
            baseline=earlier,
            documents=names,
            with_facts=accept is not None or any(path.suffix == ".json" for path in output),
        )
        report = _limited(work, LIMIT if timeout is None else timeout) if shapes else work()
    for path in output:
        write(report, path, words_of())
    print_report(report, sys.stdout, words_of())
    sys.stdout.flush()
    if accept and not errors:
        report = accepted(report)
        write(report, accept)
    elif accept:
        # The next call would take the facts of what could not be read for new ones.
        complain(f"{accept} is not written, as not all documents could be read")
    least = fail_on or (_FailOn.WARNING if profile == "strict" else _FailOn.VIOLATION)
    raise typer.Exit(status(errors) if errors else int(bool(report.failing(Level[least.name]))))


def _limited(work: Callable[[], Report], seconds: float) -> Report:
    """The report, made where nothing that a team's shapes do brings this process down, if the system can copy one."""
    if not hasattr(os, "fork"):
        return work()
    from policygraph.limited import SHAPES_STOPPED, limited

    return limited(work, seconds, SHAPES_STOPPED)


def _plans_among(sources: list[Path]) -> list[Path]:
    """The changed files that are documents; the others are named on the error stream."""
    from policygraph.errors import UsageError, shown
    from policygraph.sources.changed import changed

    if not sources:
        raise UsageError("--changed says what SOURCE is; name changed files, or leave it out")
    divided = changed(sources)
    if divided.others:
        names = ", ".join(shown(path) for path in divided.others)
        complain(f"not checked, as these are not plans: {names}")
    return list(divided.paths)


def _check_reports(output: list[Path], accept: Path | None, baseline: Path | None) -> None:
    """Refuse reports that cannot be written, or would take the place of the baseline unseen."""
    from policygraph.errors import UsageError
    from policygraph.validation.reports import check_outputs

    check_outputs([*output, accept] if accept else output)
    if accept and accept.suffix != ".json":
        raise UsageError(f"{accept} cannot be a baseline; give it a name that ends in .json")
    if baseline and any(path.resolve() == baseline.resolve() for path in output):
        raise UsageError(
            f"{baseline} is the baseline and would forget the facts that are lost; write it with --accept {baseline}"
        )


def _check_folders(sources: list[Path], root: Path | None, context: Path | None, accept: Path | None) -> None:
    """Refuse folders that have nothing to do."""
    from policygraph.errors import UsageError

    if root and not sources:
        raise UsageError(
            "--root says how documents are called that are built first; name them, or leave it out"
        )
    if context and not sources:
        raise UsageError(
            "--context says among which documents others are checked; name these, or leave it out"
        )
    if context and root:
        raise UsageError("--context is the folder that documents are named from; leave --root out")
    if context and accept:
        raise UsageError("a baseline has to list all documents; leave --context out with --accept")
    if context and not context.is_dir():
        raise UsageError(f"the context {context} is not a folder; name the one that holds all plans")


def _documents(
    sources: list[Path], root: Path | None, context: Path | None
) -> tuple[dict[str, str], frozenset[str] | None]:
    """Where documents lie, by name, and the names of those to report on: None for all.

    Files are named from the folder of the call, if they lie below it, as CI systems want it.
    """
    from policygraph.sources.context import discover_in
    from policygraph.sources.folders import discover

    among = discover_in(context, sources) if context else None
    found = among.found if among else discover(sources, root)
    here = Path.cwd()
    files = {
        file.name: legible(
            (file.place.relative_to(here) if file.place.is_relative_to(here) else file.place).as_posix()
        )
        for file in found.documents
    }
    return files, among.names if among else None


def _built(
    sources: list[Path], root: Path | None, context: Path | None, area: str, folder: Path
) -> tuple[Build, Sequence[SourceError]]:
    """A build of the documents that could be read, and what is wrong with the others, which has been told."""
    from policygraph.builds.store import open_build
    from policygraph.pipeline import build

    report = build(sources, folder, root=root, context=context, area=area, whole_graph=False)
    for error in report.errors:
        tell(error)
    if not report.documents:
        raise typer.Exit(status(report.errors))
    return open_build(folder), report.errors
