"""``policygraph review``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from policygraph.cli.faults import complain, say
from policygraph.cli.options import OnceCommand
from policygraph.cli.speech import SpokenGroup
from policygraph.correction_kinds import CorrectionKind
from policygraph.queries.answer_formats import AnswerFormat

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.model.corrections import Correction
    from policygraph.review.scores import Reviewed

__all__ = ["register"]

_EPILOG = (
    "Examples:  policygraph review lines my-plan 18% -o plans/my-plan.corrections.tsv   ·   "
    "policygraph review lines my-plan 市教育局 --kind assignment   ·   "
    "policygraph review sample --n 60 -o sample.tsv   ·   policygraph review score sample.tsv   ·   "
    "policygraph review gold reviewed.tsv -o gold   ·   "
    "policygraph review import marked.json -o my-plan.corrections.tsv"
)
_GRAPH = typer.Option(Path("exports"), "--graph", metavar="DIR", help="Folder of the build.")
_STYLE = typer.Option(AnswerFormat.TABLE, "--format", help="How the table is written.")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    commands = typer.Typer(cls=SpokenGroup, no_args_is_help=True, rich_markup_mode=None, epilog=_EPILOG)
    commands.command("lines", cls=OnceCommand)(_lines)
    commands.command("sample", cls=OnceCommand)(_sample)
    commands.command("unread", cls=OnceCommand)(_unread)
    commands.command("score", cls=OnceCommand)(_score)
    commands.command("gold", cls=OnceCommand)(_gold)
    commands.command("import", cls=OnceCommand)(_import)
    app.add_typer(
        commands,
        name="review",
        help="Judge and correct a build: lines to correct, samples, scores, what was not read.",
    )


def _lines(
    document: str = typer.Argument(..., metavar="DOCUMENT", help="The document's name."),
    words: str = typer.Argument(
        "",
        metavar="[WORDS]",
        help="Words of its text, as they stand there: 18%, 市教育局. Without: the document itself.",
        show_default=False,
    ),
    kind: CorrectionKind | None = typer.Option(
        None,
        "--kind",
        help="Only facts of this kind, around or within the words; where there is none, a line that adds one.",
    ),
    output: Path | None = typer.Option(
        None, "-o", "--output", metavar="FILE", help="The corrections file to make or to add to."
    ),
    graph: Path = _GRAPH,
) -> None:
    """Write the lines that correct what was read at some words: fill in decision, field and now, delete the others."""
    from policygraph.review.lines import added, lines_at
    from policygraph.session import open

    found = lines_at(open(graph).build, document, words, kind)
    if output and output.is_file():
        _put(added(_review(output).lines, found), output)
    else:
        _write(found, output)


def _sample(
    count: int = typer.Option(60, "--n", min=1, help="How many facts are drawn."),
    seed: int = typer.Option(1, "--seed", help="The same seed draws the same facts."),
    provisions: int = typer.Option(
        0, "--provisions", min=0, help="How many measures are drawn to be read completely, for recall."
    ),
    output: Path | None = typer.Option(
        None, "-o", "--output", metavar="FILE", help="The file to write instead of standard output."
    ),
    graph: Path = _GRAPH,
) -> None:
    """Draw facts to be judged: write confirm, reject or replace (with field and now) into the column decision."""
    from policygraph.review.sample import Sampler
    from policygraph.session import open

    _write(Sampler(open(graph).build).draw(count, seed, provisions), output)


def _unread(graph: Path = _GRAPH, style: AnswerFormat = _STYLE) -> None:
    """List sentences with a number or a duty word that gave no fact."""
    from policygraph.queries.formats import write
    from policygraph.review.tables import unread_table
    from policygraph.review.unread import unread_sentences
    from policygraph.session import open

    write(unread_table(unread_sentences(open(graph).build)), style, sys.stdout)
    sys.stdout.flush()


def _score(
    files: list[Path] = typer.Argument(..., metavar="FILE…", help="Samples with decisions, one a reviewer."),
    graph: Path = _GRAPH,
    style: AnswerFormat = _STYLE,
) -> None:
    """Tell how right a build is by samples, how complete by provisions that were read, and how reviewers agree."""
    from policygraph.queries.formats import write
    from policygraph.review.scores import scores
    from policygraph.review.tables import score_table
    from policygraph.session import open

    reviews = [_review(file) for file in files]
    found = list(scores(open(graph).build, reviews))
    write(score_table(found), style, sys.stdout)
    sys.stdout.flush()
    if not found:
        say("no line has a decision yet; write confirm, reject or replace into its column", err=True)


def _gold(
    file: Path = typer.Argument(..., metavar="FILE", help="A file that marks provisions as read completely."),
    output: Path = typer.Option(..., "-o", "--output", metavar="DIR", help="The folder to write."),
    graph: Path = _GRAPH,
) -> None:
    """Write provisions that were read completely as annotations, a folder of tables a document."""
    from policygraph.review.gold import annotations_of, write_annotations
    from policygraph.session import open

    found, lost = annotations_of(open(graph).build, _review(file))
    write_annotations(found, output)
    for fact in lost:
        say(
            f"left out: {fact.kind} at {fact.document}:{fact.start}, whose words stand elsewhere in the same way",
            err=True,
        )


def _import(
    file: Path = typer.Argument(..., metavar="FILE", help="Web Annotations (JSON-LD) of an annotation tool."),
    output: Path | None = typer.Option(
        None,
        "-o",
        "--output",
        metavar="FILE",
        help="The corrections file to write instead of standard output.",
    ),
    graph: Path = _GRAPH,
) -> None:
    """Make a corrections file of Web Annotations: what they add, reject, confirm, or say otherwise than the build."""
    from policygraph.review.imports import imported
    from policygraph.review.webannotations import read_annotations
    from policygraph.session import open

    found = imported(open(graph).build, read_annotations(file))
    _write(found.lines, output)
    for refusal in found.refused:
        complain(f"{file}: annotation {refusal.number} was left out: {refusal.why}")
    say(f"{len(found.lines)} lines; {found.agreeing} annotations say what the build says", err=True)
    if found.refused:
        raise typer.Exit(1)


def _write(lines: Iterable[Correction], output: Path | None) -> None:
    """Write a corrections file over none that holds decisions, or on standard output."""
    from policygraph.sources.written_corrections import corrections_text

    if output is None:
        typer.echo(corrections_text(lines), nl=False)
        return
    _refuse_to_lose(output)
    _put(lines, output)


def _put(lines: Iterable[Correction], output: Path) -> None:
    """Write a corrections file; spreadsheets need the mark at its head to read Chinese."""
    from policygraph.files import write_file
    from policygraph.sources.written_corrections import corrections_text

    write_file(output, [corrections_text(lines).encode("utf-8-sig")])


def _refuse_to_lose(path: Path) -> None:
    from policygraph.errors import UsageError
    from policygraph.sources.corrections import read_corrections

    if path.is_file() and any(line.decision for line in read_corrections(path).lines):
        raise UsageError(f"{path} holds decisions, which would be lost; choose another file with -o")


def _review(path: Path) -> Reviewed:
    """The lines of a file, of which each has to be readable: a line that is left out would make the figures wrong."""
    from policygraph.review.scores import Reviewed
    from policygraph.sources.corrections import read_corrections

    read = read_corrections(path)
    if read.errors:
        raise read.errors[0]
    return Reviewed(path, read.lines)
