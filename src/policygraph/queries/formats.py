"""Answers as text: tables for people, CSV and TSV for spreadsheets, SPARQL JSON, Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import TextIO

import pyoxigraph as ox

from policygraph.errors import UsageError
from policygraph.printable import printable
from policygraph.queries.answer_formats import AnswerFormat
from policygraph.queries.run import Answer, Term

__all__ = ["write"]

# Wide enough that a table sent to a file keeps its rows on few lines.
_FILE_WIDTH = 240


def write(answer: Answer, answer_format: AnswerFormat, out: TextIO, *, base: str = "") -> None:
    """Write an answer; ``base`` is left away from IRIs in tables for people.

    Raises:
        UsageError: N-Triples are asked for where the answer is no graph.
    """
    if answer_format is AnswerFormat.NTRIPLES:
        out.write(_ntriples(answer))
    elif answer_format is AnswerFormat.JSON:
        out.write(_json(answer))
    elif answer.boolean is not None:
        out.write(f"{str(answer.boolean).lower()}\n")
    elif answer_format is AnswerFormat.TABLE:
        _table(answer, out, base)
    elif answer_format is AnswerFormat.MARKDOWN:
        out.write(_markdown(answer))
    else:
        out.write(_separated(answer, "\t" if answer_format is AnswerFormat.TSV else ","))


def _separated(answer: Answer, delimiter: str) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([_plain(term) for term in row] for row in answer.rows)
    return buffer.getvalue()


def _json(answer: Answer) -> str:
    if answer.boolean is not None:
        return json.dumps({"head": {}, "boolean": answer.boolean}) + "\n"
    bindings = [
        {name: _described(term) for name, term in zip(answer.columns, row, strict=True) if term is not None}
        for row in answer.rows
    ]
    document = {"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _described(term: Term) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Literal):
        found: dict[str, object] = {"type": "literal", "value": term.value}
        if term.language:
            found["xml:lang"] = term.language
        elif term.datatype.value != "http://www.w3.org/2001/XMLSchema#string":
            found["datatype"] = term.datatype.value
        return found
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: _described(part) for name, part in parts.items()}}


def _markdown(answer: Answer) -> str:
    lines = [_markdown_row(answer.columns), _markdown_row("---" for _ in answer.columns)]
    lines += [_markdown_row(_one_line(term).replace("|", "\\|") for term in row) for row in answer.rows]
    return "\n".join(lines) + "\n"


def _markdown_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _ntriples(answer: Answer) -> str:
    if not answer.is_graph:
        raise UsageError(
            "N-Triples need a CONSTRUCT or DESCRIBE query; choose table, csv, tsv, json or markdown"
        )
    return "".join(sorted({f"{' '.join(str(term) for term in row)} .\n" for row in answer.rows}))


def _table(answer: Answer, out: TextIO, base: str) -> None:
    # rich takes 40 ms to import, which the other formats need not pay.
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=out, width=None if out.isatty() else _FILE_WIDTH, highlight=False)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in answer.columns:
        table.add_column(name, overflow="fold")
    for row in answer.rows:
        table.add_row(*(Text(_one_line(term).removeprefix(f"{base}id/")) for term in row))
    console.print(table)
    console.print(f"{len(answer.rows)} row{'' if len(answer.rows) == 1 else 's'}", markup=False)


def _one_line(term: Term | None) -> str:
    return printable("".join(_plain(term).splitlines()))


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.Triple) else term.value
