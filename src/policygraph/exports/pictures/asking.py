"""Asking a build the questions of the pictures, which stand in ``.rq`` files beside this module."""

from __future__ import annotations

from pathlib import Path

from policygraph.build.rows import answers
from policygraph.build.store import Build
from policygraph.exports.pictures.sheet import Source

__all__ = ["Row", "ask", "source_of"]

Row = dict[str, str]

_QUESTIONS = Path(__file__).parent


def ask(build: Build, question: str, document: str = "") -> list[Row]:
    """The rows that answer a question, in the order that it sets; what has no value is ''.

    Args:
        build: what is asked.
        question: the name of a file here, without its ending.
        document: the name of the one document that is asked about, where the question has a ``?document``.
    """
    query = (_QUESTIONS / f"{question}.rq").read_text(encoding="utf-8")
    return answers(build, query, {"document": document} if document else None)


def source_of(row: Row) -> tuple[Source, ...]:
    """The place that a row quotes, if it does."""
    if not row["start"]:
        return ()
    return (Source(row["document"], int(row["start"]), int(row["end"]), row["exact"]),)
