"""What options and arguments hold, made of the words of a call without the framework's library for values."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin

__all__ = ["PlainValues"]

_MADE_BY = "_runtime_param"
_PLAIN_NUMBER = re.compile(r"[0-9]{1,15}")


class PlainValues:
    """The part of a command that reads plain values.

    Later versions of typer have pydantic make every value, and its import takes longer than most answers: it is left to
    what is no plain word, number, path or choice. Where typer does not keep what makes values in the way known here,
    all is as ever.
    """

    get_params: Any

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments."""
        for param in self.get_params(ctx):
            if getattr(param, _MADE_BY, param) is None:
                setattr(param, _MADE_BY, _Plain())
        rest: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        return rest


class _Plain:
    """Makes the value of one parameter."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """A value as its parameter's type; typer makes what is not plain, and refuses what is wrong."""
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        kind = param.type_descriptor.annotation
        try:
            if several and get_origin(kind) is list and not isinstance(value, str):
                return _all_made(value, get_args(kind)[0])
            return _bounded(_made(value, kind), param.type_descriptor.parameter_info)
        except _NotPlainError:
            setattr(param, _MADE_BY, None)
            return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


class _NotPlainError(Exception):
    """A value that is left to the framework."""


def _all_made(values: Iterable[object], kind: Any) -> list[object]:
    return [_made(value, kind) for value in values]


def _bounded(value: object, info: Any) -> object:
    """A value, if it is no number out of its bounds."""
    if isinstance(value, int | float) and not (
        (info.min is None or value >= info.min) and (info.max is None or value <= info.max)
    ):
        raise _NotPlainError
    return value


def _made(value: object, kind: Any) -> object:
    if isinstance(kind, type):
        if isinstance(value, kind):
            return value
        if isinstance(value, str) and kind in (int, float) and _PLAIN_NUMBER.fullmatch(value):
            return kind(value)
        if isinstance(value, str) and issubclass(kind, Enum) and value in [one.value for one in kind]:
            return kind(value)
        # Of a path that is there, typer sees that it can be read.
        if (
            isinstance(value, str)
            and kind is Path
            and (os.access(value, os.R_OK) or not os.path.lexists(value))
        ):
            return Path(value)
    raise _NotPlainError
