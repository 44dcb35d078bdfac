"""What an answer in SPARQL may be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import pyoxigraph as ox

__all__ = ["Result"]

Result: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]
