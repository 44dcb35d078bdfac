"""Packages that only some commands need."""

from __future__ import annotations

__all__ = ["need_server"]


def need_server(command: str) -> None:
    """See that the packages of the server, which ``command`` needs, are there.

    Raises:
        UsageError: they are not.
    """
    from importlib.util import find_spec

    from policygraph.errors import UsageError

    if missing := [name for name in ("starlette", "uvicorn") if not find_spec(name)]:
        raise UsageError(
            f"{command} needs the package {missing[0]}; install policygraph with its extra: "
            "pip install 'policygraph[serve]'"
        )
