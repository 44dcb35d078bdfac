"""``policygraph build``."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from policygraph.cli.faults import complain, say, status, tell
from policygraph.counting import called
from policygraph.messages import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.pipeline import BuildReport
    from policygraph.sources.folders import LeftOut

__all__ = ["register"]

# Documents of which less was read are named.
_WELL_READ = Decimal("0.95")
# Up to so many files of a kind are called by their names.
_NAMED = 3

_EPILOG = (
    "Examples:  policygraph build seeds/plans -o exports   ·   policygraph build plan.txt -o out   ·   "
    "policygraph build plans decisions.sssom.tsv -o out   ·   "
    "policygraph build plans/2021 plans/2022 --root plans   ·   "
    "policygraph build --check exports\n\n"
    "Exit status: 0 all documents were built (what a person should check in them is counted in the summary, "
    "see policygraph query findings), 1 --check found faults, 2 some input could not be read, "
    "3 policygraph failed on some (the others are built)."
)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("build", epilog=_EPILOG)(_build)


def _build(
    sources: list[Path] = typer.Argument(
        None,
        metavar="SOURCE…",
        help="Documents, folders and ZIP archives of documents (builds in them are left out), and mapping files "
        "(.sssom.tsv).",
    ),
    out: Path = typer.Option(Path("exports"), "-o", "--out", metavar="DIR", help="Folder of the build."),
    root: Path | None = typer.Option(
        None,
        "--root",
        metavar="DIR",
        help="Folder from which documents are named (DIR/a/plan.txt is a/plan); else each folder that is given.",
    ),
    include: list[str] = typer.Option(
        [],
        "--include",
        metavar="PATTERN",
        help="In folders, only files that fit (*.pdf, 2021/*); repeatable.",
    ),
    exclude: list[str] = typer.Option(
        [], "--exclude", metavar="PATTERN", help="In folders, no files that fit; repeatable."
    ),
    area: str = typer.Option(
        "",
        "--area",
        metavar="NAME",
        help="Whose the documents are (湖北省, 宜昌市), all of them, whatever their texts say.",
    ),
    corrections: list[Path] = typer.Option(
        [],
        "--corrections",
        metavar="FILE",
        help="A table of corrections, beside those that lie with the documents (NAME.corrections.tsv); repeatable.",
    ),
    base: str = typer.Option("", "--base", metavar="IRI", help="Base IRI of the documents' things."),
    whole_graph: bool = typer.Option(
        False, "--whole-graph", help="Write graph.nq and graph.trig also for more than 50 documents."
    ),
    jobs: int | None = typer.Option(
        None,
        "--jobs",
        metavar="N",
        help="Processes that read documents; else the processors there are, and one for few documents.",
    ),
    cluster: str = typer.Option(
        "",
        "--cluster",
        metavar="ADDRESS",
        help="Have the workers of this dask scheduler (tcp://host:8786) read the documents.",
        show_default=False,
    ),
    check: Path | None = typer.Option(
        None,
        "--check",
        metavar="DIR",
        help="Build nothing; see that the build in DIR is whole and undamaged.",
    ),
) -> None:
    """Build the knowledge graph of documents."""
    from policygraph.errors import UsageError

    if check and sources:
        raise UsageError("--check takes no SOURCE; leave the sources out, or build without --check")
    if check:
        _check(check)
        return
    if not sources:
        raise UsageError("name documents or folders of documents to build, or a build with --check")
    _make(
        sources,
        out,
        root,
        _Choice(tuple(include), tuple(exclude), area, tuple(corrections)),
        base,
        whole_graph,
        _Workforce(jobs, cluster),
    )


@dataclass(frozen=True, slots=True)
class _Choice:
    """Which files of folders are read, whose they are, and which corrections are to hold."""

    include: tuple[str, ...]
    exclude: tuple[str, ...]
    area: str
    corrections: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Workforce:
    """How many processes read, or those of which cluster."""

    jobs: int | None
    cluster: str


def _make(
    sources: list[Path],
    out: Path,
    root: Path | None,
    choice: _Choice,
    base: str,
    whole_graph: bool,
    workforce: _Workforce,
) -> None:
    from policygraph.cli.progress import Bar
    from policygraph.methods import methods_compiled_before
    from policygraph.patterns import compiled_before

    with compiled_before("patterns-of-builds"), methods_compiled_before("methods-of-builds"):
        from policygraph.pipeline import build
        from policygraph.rdf.iris import BASE
        from policygraph.sources.folders import FilePatterns

    with Bar() as bar:
        report = build(
            sources,
            out,
            root=root,
            base=base or BASE,
            whole_graph=whole_graph or None,
            selection=FilePatterns(choice.include, choice.exclude),
            area=choice.area,
            corrections=choice.corrections,
            jobs=workforce.jobs,
            cluster=workforce.cluster,
            on_progress=bar.show,
        )
    for error in report.errors:
        tell(error)
    for mapping in report.unmatched:
        complain(
            f"a line by hand names no provision of this build, and is kept: "
            f"{mapping.subject} localises {mapping.object}"
        )
    for one in report.unapplied:
        complain(
            f"{one.line.file}: line {one.line.line}, column {one.column}: "
            f"the correction was not applied, {one.problem}"
        )
    for document in report.documents:
        if document.coverage < _WELL_READ:
            complain(
                f"{document.file_name}: only {document.coverage:.1%} of the text was read; "
                "policygraph query findings says which places were not"
            )
    if report.is_unchanged:
        say(f"nothing changed since {report.out} was built; its files stay as they are")
    if report.documents:
        typer.echo(_summary(report))
    else:
        complain(f"no document could be read; {out} is unchanged")
    if report.errors or not report.documents:
        raise typer.Exit(status(report.errors))


def _check(folder: Path) -> None:
    from policygraph.builds.check import check_build

    found = check_build(folder)
    for fault in found.faults:
        say(fault)
    if found.faults:
        raise typer.Exit(1)
    say(f"{folder} is whole: {found.files:,} files, {found.quads:,} quads")


def _summary(report: BuildReport) -> str:
    lines = [f"{count:>7,} {said(called(count, name))}" for name, count in report.totals.items()]
    if report.corrections:
        states = ", ".join(
            f"{number} {said(state.replace('-', ' '))}" for state, number in report.corrections.items()
        )
        number = sum(report.corrections.values())
        lines.append(
            said(
                f"{number:>7,} correction: {states}" if number == 1 else f"{number:>7,} corrections: {states}"
            )
        )
    if report.errors:
        number = len(report.errors)
        lines.append(
            said(
                f"{number:>7,} file or line could not be read"
                if number == 1
                else f"{number:>7,} files or lines could not be read"
            )
        )
    if report.left_out:
        number = len(report.left_out)
        which = _left_out(report.left_out)
        lines.append(
            said(
                f"{number:>7,} file is not a document: {which}"
                if number == 1
                else f"{number:>7,} files are not documents: {which}"
            )
        )
    lines.append(said(f"in {report.out}: {', '.join(report.contents)}"))
    return "\n".join(lines)


def _left_out(files: Sequence[LeftOut]) -> str:
    """What kinds of files were left out: the names of few, the number of many."""
    counts = Counter(file.why for file in files)
    names = {why: [file.file_name for file in files if file.why is why] for why in counts}
    return "; ".join(
        f"{said(why)} ({', '.join(names[why]) if count <= _NAMED else count})"
        for why, count in sorted(counts.items())
    )
