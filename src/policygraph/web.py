"""Requests to a server that a user named, and to no other."""

from __future__ import annotations

import netrc
import os
import re
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from http.client import HTTPException
from typing import IO, Any, NoReturn
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import (
    BaseHandler,
    HTTPBasicAuthHandler,
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithPriorAuth,
    HTTPRedirectHandler,
    OpenerDirector,
    Request,
    build_opener,
    parse_http_list,
    parse_keqv_list,
)

from policygraph.errors import ServerError, UsageError
from policygraph.resources import VERSION

__all__ = ["LOGIN", "TOKEN", "Web"]

# The variables of the environment that hold a bearer token, and NAME:PASSWORD.
TOKEN, LOGIN = "POLICYGRAPH_TOKEN", "POLICYGRAPH_LOGIN"
_HOW = (
    f"give a token in the environment variable {TOKEN}, or a login as NAME:PASSWORD in {LOGIN} or in ~/.netrc"
)
_SHOWN = 200
_READ = 64 * _SHOWN
_TITLE = re.compile(r"<(?P<tag>title|h1)\b[^>]*>(?P<title>.*?)</(?P=tag)", re.DOTALL | re.IGNORECASE)


class Web:
    """What asks one server, with the token or login that environment or netrc hold for it.

    Redirects are not followed: they could lead what is sent, and the login, to another server.
    """

    def __init__(self, url: str, timeout: float) -> None:
        """``url`` is an address on the server; ``timeout`` is in seconds for each request, 0 for none.

        Raises:
            UsageError: the address is of another kind, or holds a password; or the netrc file cannot be read.
        """
        self.url = url
        self._timeout = timeout or None
        _check(url)
        self._token = os.environ.get(TOKEN, "")
        self._opener = _opener(url, "" if self._token else _login(url))

    def send(
        self, method: str, url: str, *, data: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> bytes:
        """What the server answers to a request at ``url``, which begins as the address does.

        Raises:
            ServerError: the server cannot be reached, does not answer in time, or refuses the request.
        """
        sent = {"User-Agent": f"policygraph/{VERSION}", **(headers or {})}
        if self._token:
            sent["Authorization"] = f"Bearer {self._token}"
        with self._complaining():
            request = Request(url, data, sent, method=method)  # noqa: S310 -- its scheme was checked
            with self._opener.open(request, timeout=self._timeout) as answer:
                found: bytes = answer.read()
        return found

    @contextmanager
    def _complaining(self) -> Iterator[None]:
        try:
            yield
        except HTTPError as error:
            with error:
                _refused(self.url, error.code, error.headers.get("Location", ""), error)
        except URLError as error:
            _unreached(self.url, error.reason, self._timeout)
        except (OSError, HTTPException, ValueError) as error:
            _unreached(self.url, error, self._timeout)


@dataclass(frozen=True, slots=True)
class _Login:
    name: str
    password: str


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class _Digest(HTTPDigestAuthHandler):
    """Answers a challenge, and then at once: what is sent with a request is sent once, and not refused half-way."""

    _challenge: dict[str, str] | None = None

    def http_request(self, request: Request) -> Request:
        if self._challenge:
            known = self.get_authorization(request, self._challenge)
            request.add_unredirected_header(self.auth_header, f"Digest {known}")
        return request

    https_request = http_request

    def retry_http_digest_auth(self, req: Request, auth: str) -> Any:
        self._challenge = parse_keqv_list(parse_http_list(auth.partition(" ")[2]))
        return super().retry_http_digest_auth(req, auth)


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        is_usable = parts.scheme in ("http", "https") and bool(parts.hostname) and url.isprintable()
        has_login = parts.username is not None
        _ = parts.port
    except ValueError:
        is_usable = has_login = False
    if has_login:
        raise UsageError(f"an address must hold no login, which others could read; {_HOW}")
    if not is_usable or " " in url or not url.isascii():
        raise UsageError(
            f"{url!r:.200} is not an address of a server; write it as in http://localhost:7878/store"
        )


def _opener(url: str, login: _Login | str) -> OpenerDirector:
    handlers: list[BaseHandler] = [_NoRedirects()]
    if isinstance(login, _Login):
        passwords = HTTPPasswordMgrWithPriorAuth()
        passwords.add_password(None, urljoin(url, "/"), login.name, login.password)
        handlers += [_Digest(passwords), HTTPBasicAuthHandler(passwords)]
    return build_opener(*handlers)


def _login(url: str) -> _Login | str:
    """The login for a server, '' where there is none."""
    if given := os.environ.get(LOGIN):
        name, colon, password = given.partition(":")
        if not colon:
            raise UsageError(f"{LOGIN} is not of the form NAME:PASSWORD; write it so")
        return _Login(name, password)
    try:
        found = netrc.netrc(os.environ.get("NETRC")).authenticators(urlsplit(url).hostname or "")
    except FileNotFoundError:
        return ""
    except (OSError, netrc.NetrcParseError, UnicodeDecodeError) as error:
        raise UsageError(f"the netrc file cannot be read ({error}); correct it, or set {LOGIN}") from error
    return _Login(found[0], found[2] or "") if found else ""


def _refused(url: str, status: int, location: str, answer: IO[bytes]) -> NoReturn:
    if status in (401, 403):
        raise ServerError(f"{url} does not let you in (it answered {status}); {_HOW}", status)
    if 300 <= status < 400:
        raise ServerError(
            f"{url} leads on to {location or 'another address'}; give that address if you trust it", status
        )
    try:
        said = _reason(answer.read(_READ).decode("utf-8", "replace"))
    except (OSError, HTTPException):
        said = ""
    raise ServerError(f"{url} answered {status}{f': {said}' if said.isprintable() and said else ''}", status)


def _reason(answer: str) -> str:
    """What an answer gives as its reason: its words, and of a page its title."""
    if answer.lstrip().startswith("<"):
        title = _TITLE.search(answer)
        answer = unescape(title["title"]) if title else ""
    return " ".join(answer.split())[:_SHOWN]


def _unreached(url: str, reason: object, timeout: float | None) -> NoReturn:
    if isinstance(reason, TimeoutError):
        raise ServerError(
            f"{url} did not answer within {timeout:g} s; try again, or allow more with --timeout"
        )
    if isinstance(reason, ssl.SSLCertVerificationError):
        raise ServerError(
            f"the certificate of {url} is not valid ({reason.verify_message}); check the address"
        )
    said = (isinstance(reason, OSError) and reason.strerror) or str(reason) or type(reason).__name__
    raise ServerError(f"{url} cannot be reached ({said}); check the address, and that the server runs")
