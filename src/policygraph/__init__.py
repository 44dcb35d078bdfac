"""policygraph: a knowledge graph of policy obligations out of Chinese policy documents.

The names below are the public interface; they are imported when first used, so that a command line that needs few of
them starts quickly.

>>> import policygraph
>>> sorted(policygraph.__all__)
['Facts', 'PolicygraphError', 'Session', 'build', 'open', 'read_facts', 'run_query']
>>> policygraph.open.__name__
'open'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policygraph.errors import PolicygraphError
    from policygraph.model import Facts
    from policygraph.pipeline import build, read_facts
    from policygraph.session import Session, open, run_query

__all__ = ["Facts", "PolicygraphError", "Session", "build", "open", "read_facts", "run_query"]

_HOMES = {
    "Facts": "policygraph.model",
    "PolicygraphError": "policygraph.errors",
    "Session": "policygraph.session",
    "build": "policygraph.pipeline",
    "open": "policygraph.session",
    "read_facts": "policygraph.pipeline",
    "run_query": "policygraph.session",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'policygraph' has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
