"""Regular expressions, compiled once for many runs.

What reads documents begins with a thousand of them, and to compile these takes longer than to read a plan. Python keeps
compiled modules, but no patterns: so what its compiler makes of them is kept in the user's folder of caches, and the
next run hands it to its engine, which checks it like any other. Both are inner parts of Python. What is kept is of one
version of it alone, and where such a part is not as it is known here, patterns are compiled as ever.

The engine passes over characters with which no match can begin, if it is told which ones can. Python's compiler tells
it of patterns that begin with a character, a class or a choice of characters. Most of these begin with a condition,
with words of which some may be missing, or with a choice of such: what they can begin with is worked out here.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from threading import Lock
from typing import Any, NamedTuple, cast

from policygraph.caches import keep, kept

__all__ = ["compiled_before"]

_ONE_AT_A_TIME = Lock()
# Of what is kept; it changes with the form of that.
_FORM = b"2"
_BITS = "I"
# How long the block at the head of a code is that tells lengths alone.
_PLAIN = 4
# Conditions on what stands around: what begins behind them begins the match.
_WITHOUT_WIDTH = frozenset({"ASSERT", "ASSERT_NOT", "AT"})


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
    """What Python's compiler makes of a pattern, with what it can begin with."""
    compiler: Any = import_module("re._compiler")
    tree = import_module("re._parser").parse(pattern, flags)
    code = array(_BITS, _with_beginning(compiler, compiler._code(tree, flags), tree))
    numbers = dict(tree.state.groupdict)
    names: list[str | None] = [None] * tree.state.groups
    for group, number in numbers.items():
        names[number] = group
    return _Code(flags | tree.state.flags, code, tree.state.groups - 1, numbers, tuple(names))


def _with_beginning(compiler: Any, code: list[int], tree: Any) -> list[int]:
    """The code of a pattern that tells which characters a match can begin with, if that can be said.

    What stands before it is: INFO, how long this block is, what it tells, the least and the greatest length of a match.
    """
    info, length, tells, least, most, *rest = code
    if info != compiler.INFO or length != _PLAIN or tells or not least or tree.state.flags & re.IGNORECASE:
        return code
    first, may_be_empty = _beginning(tree)
    if may_be_empty or not first:
        return code
    told: list[int] = []
    compiler._compile_charset(compiler._optimize_charset(first)[0], tree.state.flags, told)
    return [info, _PLAIN + len(told), compiler.SRE_INFO_CHARSET, least, most, *told, *rest]


def _beginning(items: Iterable[tuple[Any, Any]]) -> tuple[list[tuple[Any, Any]] | None, bool]:
    """The characters, as a class writes them, with which what a parsed pattern says can begin; whether it may be empty.

    None instead of the characters where any can begin it, or nobody knows which.
    """
    found: list[tuple[Any, Any]] = []
    for what, told in items:
        if str(what) in _WITHOUT_WIDTH:
            continue
        first, may_be_empty = _beginning_of(what, told)
        if first is None:
            return None, False
        found += first
        if not may_be_empty:
            return found, False
    return found, True


def _beginning_of(what: Any, told: Any) -> tuple[list[tuple[Any, Any]] | None, bool]:
    """The same of one item."""
    match str(what):
        case "LITERAL":
            return [(what, told)], False
        case "IN" if str(told[0][0]) != "NEGATE":
            return told, False
        case "BRANCH":
            ways = [_beginning(way) for way in told[1]]
            if any(first is None for first, _ in ways):
                return None, False
            return [one for first, _ in ways for one in first or ()], any(empty for _, empty in ways)
        case "SUBPATTERN" if not (told[1] or told[2]):
            return _beginning(told[3])
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            first, may_be_empty = _beginning(told[2])
            return first, may_be_empty or not told[0]
        case "ATOMIC_GROUP":
            return _beginning(told)
    return None, False


def _pattern(text: str, code: _Code) -> re.Pattern[str]:
    engine: Any = import_module("_sre")
    found = engine.compile(text, code.flags, code.code.tolist(), code.groups, dict(code.numbers), code.names)
    return cast("re.Pattern[str]", found)
