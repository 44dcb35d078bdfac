"""Regular expressions, compiled once for many runs.

What reads documents begins with a thousand of them, and to compile these takes longer than to read a plan. Python keeps
compiled modules, but no patterns: so what its compiler makes of them is kept in the user's folder of caches, and the
next run hands it to its engine, which checks it like any other. Both are inner parts of Python. What is kept is of one
version of it alone, and where such a part is not as it is known here, patterns are compiled as ever.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from threading import Lock
from typing import Any, NamedTuple, cast

from policygraph.caches import keep, kept

__all__ = ["compiled_before"]

_ONE_AT_A_TIME = Lock()
# Of what is kept; it changes with the form of that.
_FORM = b"1"
_BITS = "I"


class _Code(NamedTuple):
    """What the engine makes a pattern of: its flags, also those in its text, its code, and its groups."""

    flags: int
    code: array[int]
    groups: int
    numbers: dict[str, int]
    names: tuple[str | None, ...]


# By pattern and flags, as they were given.
_Codes = dict[tuple[str, int], _Code]


@contextmanager
def compiled_before(name: str) -> Iterator[None]:
    """Within, a pattern is made of what was kept when it was compiled within the same ``name``, in whatever run.

    It is for imports, and for what is made of the vocabulary: patterns that hold words of a document are not to be
    kept. Nothing is said where nothing can be kept.

    Args:
        name: of the file in the cache.
    """
    with _ONE_AT_A_TIME:
        compiler: Any = import_module("re._compiler")
        usual = compiler.compile
        known = cast(_Codes, kept(name, _FORM) or {})
        asked: _Codes = {}

        def compiled(pattern: object, flags: int = 0) -> re.Pattern[str]:
            if isinstance(pattern, str) and not flags & re.DEBUG:
                with suppress(Exception):  # whatever another Python raises
                    code = asked[pattern, flags] = known.get((pattern, flags)) or _coded(pattern, flags)
                    return _pattern(pattern, code)
            return cast("re.Pattern[str]", usual(pattern, flags))

        compiler.compile = compiled
        try:
            yield
        finally:
            compiler.compile = usual
        if asked.keys() - known:
            keep(name, _FORM, asked)


def _coded(pattern: str, flags: int) -> _Code:
    """What Python's compiler makes of a pattern."""
    compiler: Any = import_module("re._compiler")
    tree = import_module("re._parser").parse(pattern, flags)
    code = array(_BITS, compiler._code(tree, flags))
    numbers = dict(tree.state.groupdict)
    names: list[str | None] = [None] * tree.state.groups
    for group, number in numbers.items():
        names[number] = group
    return _Code(flags | tree.state.flags, code, tree.state.groups - 1, numbers, tuple(names))


def _pattern(text: str, code: _Code) -> re.Pattern[str]:
    engine: Any = import_module("_sre")
    found = engine.compile(text, code.flags, code.code.tolist(), code.groups, dict(code.numbers), code.names)
    return cast("re.Pattern[str]", found)
