"""``policygraph build``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from policygraph.pipeline import BuildReport

__all__ = ["register"]

_EPILOG = (
    "Examples:  policygraph build seeds/plans -o exports   ·   policygraph build plan.txt -o out   ·   "
    "policygraph build plans decisions.sssom.tsv -o out   ·   policygraph build plans/2021 plans/2022 --root plans\n\n"
    "Exit status: 0 all documents were built (what a person should check in them is counted in the summary, "
    "see policygraph query findings), 2 some input could not be read (the others are built)."
)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("build", epilog=_EPILOG)(_build)


def _build(
    sources: list[Path] = typer.Argument(
        ...,
        metavar="SOURCE…",
        help="Documents, folders of documents (builds in them are left out), and mapping files (.sssom.tsv).",
    ),
    out: Path = typer.Option(Path("exports"), "-o", "--out", metavar="DIR", help="Folder of the build."),
    root: Path | None = typer.Option(
        None,
        "--root",
        metavar="DIR",
        help="Folder from which documents are named (DIR/a/plan.txt is a/plan); else each folder that is given.",
    ),
    base: str = typer.Option("", "--base", metavar="IRI", help="Base IRI of the documents' things."),
) -> None:
    """Build the knowledge graph of documents."""
    from policygraph.cli.progress import Bar
    from policygraph.pipeline import build
    from policygraph.rdf.iris import BASE

    with Bar() as bar:
        report = build(sources, out, root=root, base=base or BASE, on_progress=bar.show)
    for error in report.errors:
        typer.echo(f"policygraph: {error}", err=True)
    for mapping in report.unmatched:
        typer.echo(
            f"policygraph: a line by hand names no provision of this build, and is kept: "
            f"{mapping.subject} localises {mapping.object}",
            err=True,
        )
    if report.documents:
        typer.echo(_summary(report))
    else:
        typer.echo(f"policygraph: no document could be read; {out} is as it was", err=True)
    if report.errors or not report.documents:
        raise typer.Exit(2)


def _summary(report: BuildReport) -> str:
    lines = [f"{count:>7,} {name}" for name, count in report.totals.items()]
    if report.errors:
        lines.append(f"{len(report.errors):>7,} files could not be read")
    lines.append(f"in {report.out}: graph.nq, graph.trig, texts/, manifest.json")
    return "\n".join(lines)
