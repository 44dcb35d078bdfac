"""Servers on loopback: Oxigraph, and a gate before it that wants a login, takes small requests only, or gives up."""

from __future__ import annotations

import base64
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def oxigraph(*options: str) -> Iterator[str]:
    """The address of an empty Oxigraph server."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
    port = free_port()
    command = [program, "serve", "--bind", f"127.0.0.1:{port}", *options]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


@contextmanager
def refusing(status: int, body: bytes) -> Iterator[str]:
    """The address of a server that answers all requests with ``status`` and ``body``."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def wait_for(port: int) -> None:
    until = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def dump(server: str) -> list[str]:
    """All quads that an Oxigraph server holds, sorted."""
    connection = HTTPConnection(server.removeprefix("http://"))
    connection.request("GET", "/store", headers={"Accept": "application/n-quads"})
    lines = connection.getresponse().read().decode().splitlines()
    connection.close()
    return sorted(lines)


class Gate:
    """What stands before a server: whom it lets in, how much at a time, how often, and what it says instead."""

    def __init__(self, server: str) -> None:
        self.server = server.removeprefix("http://")
        self.largest = 1 << 40
        self.passes = 1 << 40
        self.wanted: set[str] = set()
        self.leads_to = ""
        self.said = b""
        self.written: list[int] = []

    def basic(self, login: str) -> None:
        self.wanted.add(f"Basic {base64.b64encode(login.encode()).decode()}")

    def refusal(self, size: int, login: str | None) -> tuple[int, tuple[str, str], bytes] | None:
        """Status, a header and a body, where a request is not passed on."""
        kind = ("Content-Type", "text/plain")
        if self.leads_to:
            return 302, ("Location", self.leads_to), b""
        if self.wanted and login not in self.wanted:
            return 401, ("WWW-Authenticate", 'Basic realm="graphs"'), b""
        if size > self.largest:
            return 413, kind, b""
        if self.passes <= 0:
            return 503, kind, b"out of order"
        return (200, kind, self.said) if self.said else None


class _Keeper(BaseHTTPRequestHandler):
    rules: Gate

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _let(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        refusal = self.rules.refusal(len(body), self.headers.get("Authorization"))
        self._answer(*(refusal or self._passed_on(body)))

    do_GET = do_PUT = do_POST = do_DELETE = _let  # noqa: N815 -- the names that http.server looks for

    def _passed_on(self, body: bytes) -> tuple[int, tuple[str, str], bytes]:
        if self.command != "GET":
            self.rules.passes -= 1
            self.rules.written += [len(body)] if body else []
        connection = HTTPConnection(self.rules.server)
        headers = {name: self.headers[name] for name in ("Accept", "Content-Type") if name in self.headers}
        connection.request(self.command, self.path, body, headers)
        found = connection.getresponse()
        said = found.read()
        connection.close()
        return found.status, ("Content-Type", found.headers.get("Content-Type", "")), said

    def _answer(self, status: int, header: tuple[str, str], body: bytes) -> None:
        self.send_response(status)
        self.send_header(*header)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def gate(server: str) -> Iterator[tuple[Gate, str]]:
    """A gate, and its address."""
    rules = Gate(server)
    keeper = type("Keeper", (_Keeper,), {"rules": rules})
    server_here = ThreadingHTTPServer(("127.0.0.1", 0), keeper)
    thread = Thread(target=server_here.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield rules, f"http://127.0.0.1:{server_here.server_address[1]}"
    finally:
        server_here.shutdown()
        server_here.server_close()
        thread.join()


@contextmanager
def silent() -> Iterator[str]:
    """The address of a server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
