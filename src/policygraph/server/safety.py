"""What stands around the application: whom it answers, what it takes in, and what browsers may do with its pages."""

from __future__ import annotations

import ipaddress
import re
import secrets
from asyncio import CancelledError
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request as HttpRequest
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from policygraph.server.sentences import sentence

__all__ = ["POLICY", "Safety", "is_loopback", "new_token"]

# Everything comes from here, and no script or style stands in a page.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Without a referrer browsers would send forms of ours with no origin.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-cache",
}
_READING = {"GET", "HEAD", "OPTIONS"}
_LOCAL = {"localhost", "127.0.0.1", "::1"}
_HOST = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<name>[A-Za-z0-9._-]+))(?::[0-9]{1,5})?")
_COOKIE = "policygraph"
_LONGEST_ADDRESS = 64 * 1024
_LARGEST_BODY = 1 << 20
_TOO_LONG = "the address is too long; send the query as the content of a POST"
_ENDING = "the server ends; start it again"
_TOO_LARGE = "the request has more than 1 MiB; send less"


@dataclass(frozen=True, slots=True)
class Safety:
    """An ASGI application around another one, which sees only requests that are harmless.

    ``hosts`` are the names that it may be called by, beside those of this machine's loopback. A page of another site
    could else have its own name lead here, and read what is served (DNS rebinding). ``is_open`` says whether any
    address in figures is taken too, which such a page cannot use. Without the ``token``, where there is one, nothing is
    answered.
    """

    application: ASGIApp
    hosts: Collection[str] = ()
    is_open: bool = False
    token: str = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] != "http":
            # Nothing is said over other protocols, but for the beginning and the end of the server.
            if scope["type"] == "lifespan":
                await self.application(scope, receive, send)
            return
        exchange, request = _Exchange(scope, receive, send), HttpRequest(scope)
        if refused := self._refused(request) or self._stranger(request):
            await refused(scope, receive, exchange.send)
            return
        try:
            await self.application(scope, exchange.receive, exchange.send)
        except CancelledError:
            # The server ends, and no longer waits for the page.
            await sentence(request, _ENDING, 503)(scope, receive, exchange.send)
        except Exception:
            # Where the body was cut off, the application complains of just that.
            if not exchange.is_cut_off:
                raise

    def _refused(self, request: HttpRequest) -> Response | None:
        """The answer to a request that is not passed on, whoever it comes from."""
        headers, path = request.headers, request.url.path
        raw = request.scope.get("raw_path") or b""
        if len(raw) + len(request.scope["query_string"]) > _LONGEST_ADDRESS:
            return sentence(request, _TOO_LONG, 414)
        if not self._is_ours(headers):
            return sentence(request, "this server is not called so; open the address that it printed", 421)
        if any(ord(character) < 0x20 or ord(character) == 0x7F for character in request.scope["path"]):
            return sentence(request, "the address holds a control character; correct it", 400)
        if any(segment in (".", "..") for segment in path.split("/")):
            return sentence(request, "the address holds a segment of dots; correct it", 400)
        if _is_foreign(request):
            return sentence(
                request, "a page of another site must not do this; open the page on this server", 403
            )
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit():
            return sentence(request, "the length of the request is not a number; correct it", 400)
        return sentence(request, _TOO_LARGE, 413) if int(length) > _LARGEST_BODY else None

    def _is_ours(self, headers: Headers) -> bool:
        """Whether the request is meant for this server."""
        given = headers.getlist("host")
        match = _HOST.fullmatch(given[0]) if len(given) == 1 else None
        if not match:
            return False
        name = (match["six"] or match["name"]).lower()
        return name in _LOCAL or name in self.hosts or (self.is_open and _is_in_figures(name))

    def _stranger(self, request: HttpRequest) -> Response | None:
        """The answer to a request without the token; one that has it in its address gets it as a cookie."""
        if not self.token:
            return None
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self._is_token(given.strip()):
            return None
        if self._is_token(request.cookies.get(_COOKIE, "")):
            return None
        pairs = parse_qsl(request.url.query, keep_blank_values=True)
        if request.method in _READING and any(
            name == "token" and self._is_token(text) for name, text in pairs
        ):
            rest = urlencode([pair for pair in pairs if pair[0] != "token"])
            # Two slashes at its beginning would make it the address of another host.
            path = "/" + (request.scope.get("raw_path") or b"/").decode("ascii", "replace").lstrip("/")
            answer: Response = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
            answer.set_cookie(_COOKIE, self.token, httponly=True, samesite="lax", path="/")
            return answer
        answer = sentence(
            request, "a token is needed; open the address with the token that the server printed", 401
        )
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer

    def _is_token(self, text: str) -> bool:
        return secrets.compare_digest(text.encode("utf-8", "replace"), self.token.encode())


class _Exchange:
    """One request and its answer.

    The answer gets the headers that keep browsers safe; those that it has already stay. A request with too large a body
    is answered here, whatever the application says then.
    """

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._read = 0
        self._has_begun = False
        self.is_cut_off = False

    async def receive(self) -> Message:
        """What comes next of the request, up to the largest body."""
        message = await self._receive()
        self._read += len(message.get("body", b""))
        if self._read <= _LARGEST_BODY:
            return message
        if not self._has_begun:
            await sentence(HttpRequest(self._scope), _TOO_LARGE, 413)(self._scope, self._receive, self.send)
        self.is_cut_off = True
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        """Send a part of the answer."""
        if self.is_cut_off:
            return
        if message["type"] == "http.response.start":
            self._has_begun = True
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)


def _is_foreign(request: HttpRequest) -> bool:
    """Whether a page of another site asks, for more than to be followed to a page of ours."""
    headers = request.headers
    site = headers.get("sec-fetch-site", "")
    if request.method in _READING:
        return site in ("cross-site", "same-site") and headers.get("sec-fetch-mode") != "navigate"
    origin = headers.get("origin")
    if origin is None:
        return site not in ("", "same-origin", "none")
    try:
        named = urlsplit(origin)
    except ValueError:
        return True
    return named.scheme not in ("http", "https") or named.netloc.lower() != headers["host"].lower()


def _is_in_figures(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(24)
