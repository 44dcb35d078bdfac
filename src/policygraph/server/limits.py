"""How much one query may take, and the sentences for one that took more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from policygraph.errors import PolicygraphError, QueryError, UsageError

__all__ = [
    "QUERY_STOPPED",
    "SHAPES_STOPPED",
    "BusyError",
    "Limits",
    "NotAcceptableError",
    "Refusals",
    "too_large",
    "too_long",
]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take: seconds, rows of its answer, bytes of memory beside the build.

    So many run ``at_once``; with ``patience`` in seconds others wait for their turn.
    """

    seconds: float = 30.0
    rows: int = 100_000
    memory: int = 1 << 30
    at_once: int = 8
    patience: float = 10.0


class BusyError(QueryError):
    """All processes are at work: the same query can be asked again later."""


class NotAcceptableError(QueryError):
    """An answer cannot be written in any of the media types that are asked for."""


def too_long(seconds: float) -> QueryError:
    """What is said of a query that was stopped after so many seconds."""
    return QueryError(
        f"the query took more than {seconds:g} s and was stopped; ask for less, or allow more time"
    )


def too_large() -> QueryError:
    """What is said of a query that brought its process down, which too much memory and too deep a nesting do."""
    return QueryError("the query needed too much memory and was stopped; ask for less, or with less nesting")


def _shapes_too_long(seconds: float) -> UsageError:
    return UsageError(
        f"your shapes took more than {seconds:g} s and were stopped; let them ask for less, or allow more --timeout"
    )


def _shapes_too_large() -> UsageError:
    return UsageError(
        "your shapes brought the SHACL engine down; let them ask for less, or leave out the one that does it"
    )


@dataclass(frozen=True, slots=True)
class Refusals:
    """What is said of work that took longer than so many seconds, and of work that brought its process down."""

    late: Callable[[float], PolicygraphError]
    down: Callable[[], PolicygraphError]


QUERY_STOPPED = Refusals(too_long, too_large)
SHAPES_STOPPED = Refusals(_shapes_too_long, _shapes_too_large)
