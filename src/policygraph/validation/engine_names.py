"""Which engine checks a graph: apart from all else, as the command line asks for it at every start."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Engine"]


class Engine(StrEnum):
    """What checks a graph against shapes; ``AUTO`` is the fast one where it is installed."""

    AUTO = "auto"
    SHIFTY = "shifty"
    PYSHACL = "pyshacl"
