"""What policygraph raises: a small tree of errors that carry what they are about.

The message of each is one English sentence that says where, what is wrong and what to do.
All of them survive the way from a worker process back to its parent.
"""

from __future__ import annotations

from pathlib import Path

__all__ = [
    "DuplicateDocumentError",
    "GraphError",
    "PolicygraphError",
    "QueryError",
    "SourceError",
    "UsageError",
    "shown",
]


class PolicygraphError(Exception):
    """Base of all errors that policygraph raises on purpose."""


class UsageError(PolicygraphError):
    """The call itself cannot be carried out: a missing path, an empty folder, options that exclude each other."""


class DuplicateDocumentError(UsageError):
    """Two files would make the same document, because their names differ in the ending or the folder only."""

    def __init__(self, name: str, first: Path, second: Path) -> None:
        super().__init__(name, first, second)
        self.name = name
        self.first = first
        self.second = second

    def __str__(self) -> str:
        return (
            f"{shown(self.first)} and {shown(self.second)} would both be the document {self.name!r}; "
            "rename one of them or name only one"
        )


class SourceError(PolicygraphError):
    """A document that cannot be read; ``path`` is its file, ``problem`` what is wrong with it."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem

    def __str__(self) -> str:
        return f"{shown(self.path)}: {self.problem}"


class GraphError(PolicygraphError):
    """A built graph that is missing, incomplete or damaged."""


class QueryError(PolicygraphError):
    """A query that is unknown, malformed or not allowed."""


def shown(path: Path) -> str:
    """``path`` as text for people; bytes of a file name that are not Unicode are shown as U+FFFD."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
