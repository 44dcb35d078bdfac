"""The formats of answers, apart from their writing so that the command line can list them without loading a store."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["MOST_ROWS", "Also", "AnswerFormat"]

# A table for people has no more, and says how many there are; nobody reads on, and setting them takes seconds.
MOST_ROWS = 2_000


class AnswerFormat(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    MARKDOWN = "markdown"
    NTRIPLES = "ntriples"


class Also(StrEnum):
    """What answers leave out unless they are asked for it."""

    REJECTED = "rejected"
