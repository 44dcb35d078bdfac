"""Answers as text: tables for people, CSV and TSV for spreadsheets, SPARQL JSON, Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TextIO

import pyoxigraph as ox

from policygraph.errors import UsageError
from policygraph.pages import Language
from policygraph.printable import markdown, printable
from policygraph.queries.answer_formats import MOST_ROWS, AnswerFormat
from policygraph.queries.heads import head
from policygraph.queries.questions import question
from policygraph.queries.run import Answer, Term
from policygraph.queries.stored import separated, text_of

__all__ = ["write", "write_texts"]


def write(
    answer: Answer,
    answer_format: AnswerFormat,
    out: TextIO,
    *,
    base: str = "",
    is_wide: bool = False,
    language: Language = Language.BOTH,
) -> None:
    """Write an answer; ``base`` is left away from IRIs in tables for people.

    A table for people has ``MOST_ROWS`` rows at most, and says how many there are. On a terminal it has the columns
    that fit, and says which do not; ``is_wide`` writes all, each row a line.
    In Chinese the columns of a stock question have Chinese heads; in both languages they have their names.

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
        shown = answer.rows[:MOST_ROWS]
        terms = zip(*shown, strict=True) if shown else [()] * len(answer.columns)
        texts = [_texts(column) for column in terms]
        write_texts(
            answer.columns,
            texts,
            len(answer.rows),
            out,
            name=answer.name,
            base=base,
            is_wide=is_wide,
            language=language,
        )
    elif answer_format is AnswerFormat.MARKDOWN:
        out.write(_markdown(answer))
    else:
        delimiter = "\t" if answer_format is AnswerFormat.TSV else ","
        out.write(separated(answer.columns, answer.rows, delimiter))


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
    lines += [_markdown_row(markdown(text_of(term)) for term in row) for row in answer.rows]
    return "\n".join(lines) + "\n"


def _markdown_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _ntriples(answer: Answer) -> str:
    if not answer.is_graph:
        raise UsageError(
            "N-Triples need a CONSTRUCT or DESCRIBE query; choose table, csv, tsv, json or markdown"
        )
    return "".join(sorted({f"{' '.join(str(term) for term in row)} .\n" for row in answer.rows}))


def write_texts(
    columns: Sequence[str],
    texts: Sequence[Sequence[str]],
    rows: int,
    out: TextIO,
    *,
    name: str = "",
    base: str = "",
    is_wide: bool = False,
    language: Language = Language.BOTH,
) -> None:
    """Write the texts in each column as the table that :func:`write` makes of an answer.

    They are those of all ``rows``, or of the first of them; ``name`` is the query's.
    """
    # rich takes 40 ms to import, which the other formats need not pay.
    from policygraph.queries.terminal_tables import write_table

    cells = [_cells(column, f"{base}id/") for column in texts]
    is_named = name and language is not Language.BOTH
    heads = [head(name, column, language) if is_named else column for column in columns]
    parameters = question(name).parameters if name else ()
    write_table(columns, cells, rows, out, heads=heads, parameters=parameters, is_wide=is_wide)


def _texts(terms: Sequence[Term | None]) -> list[str]:
    """The texts of the terms of a column; many a term is one object in many rows."""
    texts = {key: text_of(term) for key, term in {id(term): term for term in terms}.items()}
    return [*map(texts.__getitem__, map(id, terms))]


def _cells(texts: Sequence[str], base: str) -> Sequence[str]:
    """The texts of a column on one line each, without the ``base`` of IRIs."""
    said = "".join(texts)
    if not said.isprintable():
        lines = {text: printable("".join(text.splitlines())) for text in {*texts}}
        texts = [*map(lines.__getitem__, texts)]
    return [text.removeprefix(base) for text in texts] if base in said else texts
