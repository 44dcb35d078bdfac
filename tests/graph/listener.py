"""A machine on loopback that counts who calls."""

from __future__ import annotations

import socket
import threading
from types import TracebackType


class Listener:
    """Accepts connections and hangs up; ``calls`` counts them."""

    def __init__(self) -> None:
        """Listen on a free port; ``address`` is host and port."""
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.05)
        self.address = f"127.0.0.1:{self._socket.getsockname()[1]}"
        self.calls = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._answer, daemon=True)

    def __enter__(self) -> Listener:
        """Start."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take whoever still waits, and stop."""
        self._ended.set()
        self._thread.join()
        self._socket.close()

    def _answer(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except TimeoutError:
                if self._ended.is_set():
                    return
                continue
            self.calls += 1
            caller.close()
