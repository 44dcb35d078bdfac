"""What can be asked in SPARQL: the store of a build, or a server that holds one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeAlias

import pyoxigraph as ox

__all__ = ["Asked", "Result"]

Result: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]


class Asked(Protocol):
    """Answers a query over the union of a build's graphs."""

    def query(self, query: str, /) -> Result:
        """What a SELECT, ASK, CONSTRUCT or DESCRIBE query gives."""
