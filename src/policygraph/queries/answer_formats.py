"""The formats of answers, apart from their writing so that the command line can list them without loading a store."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Also", "AnswerFormat"]


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
