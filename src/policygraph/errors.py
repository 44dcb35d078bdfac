"""What policygraph raises: a small tree of errors that carry what they are about.

The message of each is one English sentence that says where, what is wrong and what to do.
All of them survive the way from a worker process back to its parent.
"""

from __future__ import annotations

from pathlib import Path
from typing import Self

from policygraph.printable import legible

__all__ = [
    "DocumentFaultError",
    "DuplicateDocumentError",
    "GraphError",
    "NotADocumentError",
    "PolicygraphError",
    "QueryError",
    "ServerError",
    "SourceError",
    "UsageError",
    "shown",
]


class PolicygraphError(Exception):
    """Base of all errors that policygraph raises on purpose."""


class UsageError(PolicygraphError):
    """The call itself cannot be carried out: a missing path, an empty folder, options that exclude each other."""


class SourceError(PolicygraphError):
    """A document that cannot be read; ``path`` is its file, ``problem`` what is wrong with it."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem

    def __str__(self) -> str:
        return f"{shown(self.path)}: {self.problem}"


class DuplicateDocumentError(SourceError):
    """A file that is not read, because ``first`` makes a document of the same ``name`` already."""

    def __init__(self, path: Path, name: str, first: Path) -> None:
        # Files in one folder differ in their endings only, which no root can tell apart.
        remedy = (
            "rename one of the two"
            if path.parent == first.parent
            else "rename one of the two, or name a folder that holds both with --root"
        )
        super().__init__(path, f"{shown(first)} is the document {_printable(name)} already; {remedy}")
        self.args = (path, name, first)
        self.name = name
        self.first = first


class NotADocumentError(SourceError):
    """A file in a folder of documents that is none itself: a table of other things, or a text without Chinese."""

    def __init__(self, path: Path, problem: str, is_table: bool) -> None:
        super().__init__(path, problem)
        self.args = (path, problem, is_table)
        self.is_table = is_table


class DocumentFaultError(SourceError):
    """An internal fault while one document was read or written; what was raised is its ``__cause__``.

    ``lost`` says what the build has not therefore.
    """

    def __init__(self, path: Path, problem: str, lost: str) -> None:
        super().__init__(path, problem)
        self.args = (path, problem, lost)
        self.lost = lost

    @classmethod
    def of(cls, path: Path, error: Exception, lost: str = "the file was left out") -> Self:
        """The fault of the document in ``path`` that ``error`` is."""
        fault = cls(path, f"{type(error).__name__}: {error!s:.200}", lost)
        fault.__cause__ = error
        return fault

    def __str__(self) -> str:
        return (
            f"{shown(self.path)}: an internal fault of policygraph, {self.lost} "
            f"({' '.join(self.problem.split())}); please report it, with what policygraph --debug prints"
        )


class GraphError(PolicygraphError):
    """A built graph that is missing, incomplete or damaged."""


class QueryError(PolicygraphError):
    """A query that is unknown, malformed or not allowed."""


class ServerError(PolicygraphError):
    """A server that cannot be reached or refuses a request; ``status`` is that of HTTP, 0 where it gave none."""

    def __init__(self, problem: str, status: int = 0) -> None:
        super().__init__(problem, status)
        self.problem = problem
        self.status = status

    def __str__(self) -> str:
        return self.problem


def shown(path: Path) -> str:
    """``path`` as text for people; bytes of a file name that are no text are shown as U+FFFD."""
    return _printable(legible(str(path)))


def _printable(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
