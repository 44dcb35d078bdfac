"""How much one query may take, and how one is refused before it runs."""

from __future__ import annotations

from dataclasses import dataclass

from policygraph.errors import QueryError

__all__ = ["BusyError", "Limits", "NotAcceptableError"]


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
