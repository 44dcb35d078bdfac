"""Asking the application without a socket: one GET, and its whole answer."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from starlette.applications import Starlette

__all__ = ["Reply", "ask", "get"]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its status, headers (by names in small letters) and whole content."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def media_type(self) -> str:
        """The type of the content, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def text(self) -> str:
        """The content as UTF-8."""
        return self.content.decode("utf-8")


def ask(application: Starlette, address: str) -> Reply:
    """The answer to a GET of an address (``/path?query``, percent-encoded) of this application."""
    return asyncio.run(get(application, address))


async def get(application: Starlette, address: str) -> Reply:
    """The same within a loop that runs already."""
    path, _, query = address.partition("?")
    scope: MutableMapping[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode("ascii"),
        "root_path": "",
        "query_string": query.encode("ascii"),
        "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 0),
        "server": ("localhost", 80),
    }
    status, headers, content = 0, {}, bytearray()

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
            headers.update(
                {name.decode("latin-1"): value.decode("latin-1") for name, value in message["headers"]}
            )
        elif message["type"] == "http.response.body":
            content.extend(message.get("body", b""))

    await application(scope, receive, send)
    return Reply(status, headers, bytes(content))
