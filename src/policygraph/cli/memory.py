"""A limit of memory that the shell sets (``ulimit -v``): where it ends a command, one line says so.

The libraries below bring the whole process down when they get no more memory. Under such a limit the command therefore
runs in a copy of the process, and this one waits for how it ends.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

__all__ = ["guard_memory", "out_of_memory", "ran_out"]

_BROUGHT_DOWN = {signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS}
# What Python and the system's loader say where a thread or a library finds no room.
_NO_ROOM = ("can't start new thread", "failed to map segment")


def ran_out(error: Exception) -> bool:
    """Whether ``error`` is a want of memory."""
    return isinstance(error, MemoryError) or (
        _most_memory() is not None and any(words in str(error) for words in _NO_ROOM)
    )


def out_of_memory(complain: Callable[[str], None]) -> int:
    """Say that memory was not enough; the exit status.

    Args:
        complain: says a line, for which there may be too little memory in any language but English.
    """
    most = _most_memory()
    sentence = (
        "there is not enough memory; close other programs, or read fewer documents"
        if most is None
        else f"the {most >> 20} MB of memory that the shell allows are not enough; raise ulimit -v"
    )
    try:
        complain(sentence)
    except MemoryError:
        print(f"policygraph: {sentence}", file=sys.stderr)  # noqa: T201 - as complain does
    return 2


def guard_memory(complain: Callable[[str], None]) -> None:
    """Return in a copy of this process where memory is limited, and in this one where it is not.

    Must be called while the process has a single thread.

    Args:
        complain: says the line where the copy was brought down, before the exit with status 2.
    """
    if _most_memory() is None:
        return
    from policygraph.limited import end_with_parent

    child = os.fork()
    if child == 0:
        end_with_parent()
        _lose_last_words()
        return
    os._exit(_ended(child, complain))


def _most_memory() -> int | None:
    """The bytes that this process may take; None for all. Only Linux keeps to such a limit."""
    if sys.platform != "linux":
        return None
    import resource

    most, _ = resource.getrlimit(resource.RLIMIT_AS)
    return None if most == resource.RLIM_INFINITY else most


def _lose_last_words() -> None:
    """Let only Python write on the stream of errors, and none of the libraries that bring the process down."""
    if sys.stderr is None:
        return
    encoding = sys.stderr.encoding
    sys.stderr.flush()
    own = os.dup(2)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    os.close(nothing)
    sys.stderr = os.fdopen(own, "w", buffering=1, encoding=encoding, errors="backslashreplace")


def _ended(child: int, complain: Callable[[str], None]) -> int:
    """Wait for the copy; the exit status to take over from it."""

    def pass_on(number: int, _: FrameType | None) -> None:
        os.kill(child, number)

    signal.signal(signal.SIGTERM, pass_on)
    signal.signal(signal.SIGHUP, pass_on)
    # A terminal sends this one to both.
    signal.signal(signal.SIGINT, signal.SIG_IGN if os.isatty(0) else pass_on)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        return os.waitstatus_to_exitcode(status)
    number = os.WTERMSIG(status)
    return out_of_memory(complain) if number in _BROUGHT_DOWN else 128 + number
