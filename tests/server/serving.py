"""A real server on loopback, and what clients say to it."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import httpx
import uvicorn
from starlette.types import ASGIApp

from policygraph.builds.store import Build
from policygraph.server.limits import Limits
from policygraph.server.pool import Pool
from policygraph.server.workbench import Workbench
from policygraph.session import Session


@contextmanager
def listening(served: ASGIApp) -> Iterator[str]:
    """The address of a server that answers from the start: what comes before it runs waits in its socket."""
    with socket.create_server(("127.0.0.1", 0), backlog=200) as listener:
        server = uvicorn.Server(uvicorn.Config(served, log_level="critical", timeout_graceful_shutdown=1))
        thread = Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def client_of(address: str = "") -> httpx.Client:
    """A client without certificates, which take long to load and are of no use here."""
    return httpx.Client(base_url=address, timeout=20, verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))


@contextmanager
def workbench(build: Build, limits: Limits) -> Iterator[Workbench]:
    """A workbench whose queries have these limits."""
    made = Workbench(Session(build))
    pool = made.once(Pool, lambda: Pool(build.folder, limits))
    try:
        yield made
    finally:
        pool.close()
