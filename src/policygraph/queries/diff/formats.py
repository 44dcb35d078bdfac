"""Differences as a table for the terminal, as Markdown for a pull request, as CSV or TSV, and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from policygraph.builds.reader import Reader
from policygraph.pages import Language
from policygraph.printable import markdown, one_line
from policygraph.queries.diff.differences import Difference, Differences
from policygraph.queries.diff.lines import DiffLine, Said, lines_of, notes_of, said, summary
from policygraph.queries.diff.rewording import Mark, Stretch
from policygraph.queries.facts import FactKind
from policygraph.rdf.terms import plain

__all__ = ["as_csv", "as_json", "as_markdown", "columns_of", "write_table"]

_FILE_WIDTH = 200
_STYLES = {Mark.KEPT: "", Mark.DROPPED: "red strike", Mark.ADDED: "green bold"}
_SIGNS = {Mark.KEPT: ("", ""), Mark.DROPPED: ("[-", "-]"), Mark.ADDED: ("{+", "+}")}
_IN_MARKDOWN = {Mark.KEPT: ("", ""), Mark.DROPPED: ("~~", "~~"), Mark.ADDED: ("**", "**")}
_COLUMNS = (
    "document",
    "what",
    "change",
    "measure_before",
    "measure_after",
    "name",
    "field",
    "before",
    "after",
    "verdict",
    "share",
    "iri_before",
    "iri_after",
)


def columns_of(what: FactKind) -> tuple[str, ...]:
    """What is shown of differences of a kind, by the names of ``differences.toml``."""
    return {
        FactKind.DOCUMENT: ("change", "before", "after", "note"),
        FactKind.PROVISION: ("change", "before", "after"),
        FactKind.TARGET: ("change", "place", "name", "before", "after", "note"),
        FactKind.OBLIGATION: ("change", "place", "words", "note"),
        FactKind.ASSIGNMENT: ("change", "place", "name", "before", "after"),
        FactKind.CITATION: ("change", "place", "name", "note"),
    }[what]


def write_table(found: Differences, reader: Reader, out: TextIO, language: Language = Language.BOTH) -> None:
    """A table for each document and kind, changed words in colour, or in [-…-] and {+…+} where there is none."""
    is_terminal = out.isatty()
    console = Console(file=out, highlight=False, width=None if is_terminal else _FILE_WIDTH)
    with console.capture() as drawn:
        for note in notes_of(found):
            console.print(Text(one_line(note.told(language)), style="yellow"), soft_wrap=True)
        for document, differences in _by_document(found.found):
            console.print(Text(one_line(document), style="bold underline"))
            for what, lines in groupby(lines_of(differences, reader), key=lambda line: line.what):
                _write_kind(what, list(lines), console, language, in_colour=is_terminal)
        console.print(Text(_whole(found, language)), soft_wrap=True)
    out.write("".join(f"{line.rstrip()}\n" for line in drawn.get().splitlines()))


def _write_kind(
    what: FactKind, lines: Sequence[DiffLine], console: Console, language: Language, *, in_colour: bool
) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in columns_of(what):
        table.add_column(said("column", name).told(language), overflow="fold")
    for line in lines:
        table.add_row(*(_cell(line, name, language, in_colour=in_colour) for name in columns_of(what)))
    console.print(Text(f"{said('what', what).told(language)} ({len(lines)})", style="bold"))
    console.print(table)


def _whole(found: Differences, language: Language) -> str:
    return (summary(found.found) if found.found else said("text", "same")).told(language)


def _told(line: DiffLine, name: str, language: Language) -> str:
    value = getattr(line, name)
    return value.told(language) if isinstance(value, Said) else str(value)


def _cell(line: DiffLine, name: str, language: Language, *, in_colour: bool) -> Text:
    if name != "words":
        return Text(one_line(_told(line, name, language)))
    text = Text()
    for stretch in _words(line):
        if in_colour:
            text.append(one_line(stretch.text), style=_STYLES[stretch.mark])
        else:
            text.append(one_line(stretch.text).join(_SIGNS[stretch.mark]))
    return text


def _words(line: DiffLine) -> Sequence[Stretch]:
    """The marked words, or the whole sentence where it only came, went or moved."""
    return line.shortened() or (Stretch(Mark.KEPT, line.after or line.before),)


def as_markdown(found: Differences, reader: Reader, language: Language = Language.BOTH) -> str:
    """Headings and tables; words that are gone are struck out, new ones bold."""
    pieces = [f"## policygraph diff\n\n{markdown(_whole(found, language))}\n"]
    pieces += [f"\n> {markdown(note.told(language))}\n" for note in notes_of(found)]
    for document, differences in _by_document(found.found):
        pieces.append(f"\n### {markdown(document)}\n")
        for what, lines in groupby(lines_of(differences, reader), key=lambda line: line.what):
            names = columns_of(what)
            heads = [said("column", name).told(language) for name in names]
            rows = [[_markdown_cell(line, name, language) for name in names] for line in lines]
            table = [heads, ["---"] * len(heads), *rows]
            pieces.append(f"\n#### {said('what', what).told(language)} ({len(rows)})\n\n")
            pieces += [f"| {' | '.join(row)} |\n" for row in table]
    return "".join(pieces)


def _markdown_cell(line: DiffLine, name: str, language: Language) -> str:
    if name != "words":
        return markdown(_told(line, name, language))
    return "".join(markdown(one.text).join(_IN_MARKDOWN[one.mark]) for one in _words(line))


def as_csv(found: Differences, delimiter: str = ",") -> str:
    """One row for each value that differs, and one without a field for words, or where nothing but the place does."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(row for one in found.found for row in _rows(one))
    return buffer.getvalue()


def _rows(one: Difference) -> Iterator[tuple[str, ...]]:
    judgement = one.judgement
    verdict = str(judgement.verdict or judgement.reason or "") if judgement else ""
    share = plain(judgement.share) if judgement and judgement.share is not None else ""
    sides = (one.before, one.after)
    paths = tuple(";".join(dict.fromkeys(side.path for side in of)) for of in sides)
    iris = tuple(";".join(side.iri for side in of) for of in sides)
    name = next((side.name for side in (*one.after, *one.before) if side.name), "")
    head = (one.document, one.what.value, one.kind.value, *paths, name)
    if one.words or not one.fields:
        quotes = tuple(";".join(one_line(side.words or side.name) for side in of) for of in sides)
        yield (*head, "", *quotes, verdict, share, *iris)
    for field in one.fields:
        yield (*head, field.name, field.before, field.after, verdict, share, *iris)


def as_json(found: Differences) -> str:
    """All that is known of each difference, with the names of the values' fields as keys."""
    document = {
        "renamed": dict(found.renamed),
        "policygraph": list(found.versions),
        "differences": [_entry(one) for one in found.found],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _entry(one: Difference) -> Mapping[str, object]:
    entry = asdict(one)
    if judgement := one.judgement:
        entry["judgement"] = {
            "verdict": judgement.verdict,
            "reason": judgement.reason,
            "difference": None if judgement.difference is None else plain(judgement.difference),
            "share": None if judgement.share is None else plain(judgement.share),
            "notes": list(judgement.notes),
        }
    return entry


def _by_document(found: Iterable[Difference]) -> Iterator[tuple[str, list[Difference]]]:
    for document, differences in groupby(found, key=lambda one: one.document):
        yield document, list(differences)
