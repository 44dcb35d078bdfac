"""Answers as text: tables for people, CSV and TSV for spreadsheets, SPARQL JSON, Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import TextIO

import pyoxigraph as ox

from policygraph.errors import UsageError
from policygraph.printable import printable
from policygraph.queries.answer_formats import AnswerFormat
from policygraph.queries.run import Answer, Term

__all__ = ["write"]

# Wide enough that a table sent to a file keeps its rows on few lines.
_FILE_WIDTH = 240
# A column that is wider is folded to no less.
_LEAST_WIDTH = 8
_TECHNICAL = frozenset(["iri", "start", "end", "clause_start", "clause_end", "alternative_to"])


def write(
    answer: Answer, answer_format: AnswerFormat, out: TextIO, *, base: str = "", is_wide: bool = False
) -> None:
    """Write an answer; ``base`` is left away from IRIs in tables for people.

    A table on a terminal has the columns that fit, and says which do not; ``is_wide`` writes all, each row a line.

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
        _table(answer, out, base, is_wide)
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


def _table(answer: Answer, out: TextIO, base: str, is_wide: bool) -> None:
    # rich takes 40 ms to import, which the other formats need not pay.
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    rows = [[Text(_one_line(term).removeprefix(f"{base}id/")) for term in row] for row in answer.rows]
    widths = [
        max([Text(name).cell_len, *(row[at].cell_len for row in rows)])
        for at, name in enumerate(answer.columns)
    ]
    shown: Sequence[int]
    if is_wide:
        shown, width = range(len(widths)), sum(widths) + 3 * len(widths)
    elif out.isatty():
        width = Console(file=out).width
        shown = _fitting(answer.columns, widths, width)
    else:
        shown, width = range(len(widths)), _FILE_WIDTH
    console = Console(file=out, width=max(width, 1), highlight=False)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for at in shown:
        table.add_column(answer.columns[at], overflow="fold", min_width=min(widths[at], _LEAST_WIDTH))
    for row in rows:
        table.add_row(*(row[at] for at in shown))
    console.print(table)
    console.print(f"{len(rows)} row{'' if len(rows) == 1 else 's'}", markup=False)
    if left := [name for at, name in enumerate(answer.columns) if at not in shown]:
        console.print(
            f"{', '.join(left)} left out, as the terminal is narrow; --wide shows all", markup=False
        )


def _fitting(names: Sequence[str], widths: Sequence[int], width: int) -> Sequence[int]:
    """The columns that fit a width, from the left; IRIs and offsets, which few people read, come last."""
    technical = [name in _TECHNICAL or name.endswith("_iri") for name in names]
    kept: list[int] = []
    for at in sorted(range(len(names)), key=lambda at: (technical[at], at)):
        width -= min(widths[at], _LEAST_WIDTH) + 3
        if width < 0 and kept:
            break
        kept.append(at)
    return sorted(kept)


def _one_line(term: Term | None) -> str:
    return printable("".join(_plain(term).splitlines()))


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.Triple) else term.value
