"""Being told to stop: what was begun is cleaned up, and one line and the exit status say so."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["Stopped", "stoppable"]

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
# How long to wait for what runs outside Python.
_GRACE = 2.0


class Stopped(BaseException):
    """A signal asked for the end; no ``Exception``, so that nothing on the way takes it for a fault."""

    def __init__(self, number: int) -> None:
        """``number`` is the signal's."""
        super().__init__(number)
        self.number = number

    @property
    def status(self) -> int:
        """The exit status, as shells have it."""
        return 128 + self.number

    def __str__(self) -> str:
        return f"stopped by {signal.Signals(self.number).name}"


@contextmanager
def stoppable(complain: Callable[[str], None]) -> Iterator[None]:
    """Turn the signals that ask for the end into :class:`Stopped`; a second one ends the process at once.

    Python raises it between two of its own steps. A query runs outside Python for as long as it takes: where that is
    too long, a thread ends the process.

    Args:
        complain: says the line then.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    # What is ignored, as by nohup, stays so.
    heard = [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]
    reached = threading.Event()

    def stop(number: int, _: FrameType | None) -> None:
        reached.set()
        for other in heard:
            signal.signal(other, signal.SIG_DFL)
        raise Stopped(number)

    def end_late() -> None:
        while told := os.read(ours, 1):
            if told[0] in heard and not reached.wait(_GRACE):
                complain(str(Stopped(told[0])))
                os._exit(Stopped(told[0]).status)

    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    before = {number: signal.signal(number, stop) for number in heard}
    earlier = signal.set_wakeup_fd(theirs, warn_on_full_buffer=False)
    thread = threading.Thread(target=end_late, daemon=True)
    thread.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(earlier)
        os.close(theirs)
        thread.join()
        os.close(ours)
        for number, handler in before.items():
            signal.signal(number, handler)
