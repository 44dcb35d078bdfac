"""Packages that only some commands need."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["need", "need_server"]


def need_server(command: str) -> None:
    """See that the packages of the server, which ``command`` needs, are there.

    Raises:
        UsageError: they are not.
    """
    need(command, ("starlette", "uvicorn"), "serve")


def need(command: str, packages: Iterable[str], extra: str) -> None:
    """See that the ``packages`` of an ``extra``, which ``command`` needs, are there.

    Raises:
        UsageError: one is not.
    """
    from importlib.util import find_spec

    from policygraph.errors import UsageError

    if missing := next((name for name in packages if not find_spec(name)), ""):
        raise UsageError(
            f"{command} needs the package {missing}; install policygraph with its extra: "
            f"pip install 'policygraph[{extra}]'"
        )
