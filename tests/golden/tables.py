"""The tables of the contract as CSV text."""

from __future__ import annotations

import io
from pathlib import Path

from policygraph.queries.answer_formats import AnswerFormat
from policygraph.queries.formats import write
from policygraph.session import run_query

HERE = Path(__file__).parent
TABLES = (
    "assignments",
    "citations",
    "conditions",
    "deadlines",
    "delegated",
    "deliverables",
    "evaluations",
    "grades",
    "measures",
    "named",
    "obligations",
    "targets",
)


def table(build: Path, name: str) -> str:
    """A stock query's answer as ``policygraph query NAME --format csv`` prints it."""
    out = io.StringIO()
    write(run_query(build, name), AnswerFormat.CSV, out)
    return out.getvalue()
