"""Which kinds of facts people correct: apart from all else, as the command line asks for it at every start."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["CorrectionKind"]


class CorrectionKind(StrEnum):
    """Which kind of fact a line is about; each is a table of its own."""

    DOCUMENT = "document"
    MEASURE = "measure"
    CITATION = "citation"
    ASSIGNMENT = "assignment"
    TARGET = "target"
    OBLIGATION = "obligation"
