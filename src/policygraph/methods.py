"""The methods of dataclasses, compiled once for many runs.

A dataclass has its methods compiled from text when its module is imported, and Python keeps nothing of that: for the
two hundred of policygraph this takes longer than to unpack its vocabulary. What is compiled is kept in the user's
folder of caches. Where dataclasses have their methods made in another way than is known here, they are compiled as
ever.

What sets the fields of a frozen one is looked up once, and not for each field of each value: of a document there are
ten thousands, and to make a span takes half of the time.
"""

from __future__ import annotations

import dataclasses
import marshal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from types import CodeType
from typing import Any, cast

from policygraph.caches import keep, kept

__all__ = ["methods_compiled_before"]

_ONE_AT_A_TIME = Lock()
# Of what is kept; it changes with the form of that.
_FORM = b"2"
# What sets a field of a frozen value, as dataclasses write it, and as it is written here.
_SETS, _SET = "__dataclass_builtins_object__.__setattr__", "__dataclass_set__"


@contextmanager
def methods_compiled_before(name: str) -> Iterator[None]:
    """Within, methods of dataclasses are made of what was kept when they were compiled within the same ``name``.

    It is for imports. Nothing is said where nothing can be kept.

    Args:
        name: of the file in the cache.
    """
    with _ONE_AT_A_TIME:
        known: dict[str, CodeType] = {}
        with suppress(Exception):  # whatever a damaged file raises
            known = marshal.loads(cast(bytes, kept(name, _FORM)))  # noqa: S302 -- nobody but the user can have written it
        asked: dict[str, CodeType] = {}

        def run(text: str, *names: Any) -> None:
            code = asked[text] = known.get(text) or compile(
                _quick(text), "<string>", "exec", dont_inherit=True
            )
            exec(code, *names)  # noqa: S102 -- as dataclasses do

        module: Any = dataclasses
        module.exec = run
        try:
            yield
        finally:
            del module.exec
        if asked.keys() - known:
            keep(name, _FORM, marshal.dumps(asked))


def _quick(text: str) -> str:
    """The text of a function that makes methods, of which the first line is its head: it looks up what sets fields."""
    head, _, body = text.partition("\n")
    return f"{head}\n {_SET}={_SETS}\n{body.replace(_SETS, _SET)}" if _SETS in body else text
