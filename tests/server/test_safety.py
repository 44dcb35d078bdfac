"""What stands around the application: hosts, origins, tokens, headers, sizes, paths."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from policygraph.server.safety import Safety, is_loopback, new_token
from tests.server.serving import client_of, listening


async def _echo(request: Request) -> Response:
    return PlainTextResponse(f"{request.url.path} {len(await request.body())}")


async def _fail(request: Request) -> Response:
    raise RuntimeError("a secret in /etc")


INNER = Starlette(routes=[Route("/fail", _fail), Route("/{rest:path}", _echo, methods=["GET", "POST"])])
TOKEN = new_token()


@pytest.fixture(scope="module")
def local() -> Iterator[str]:
    with listening(Safety(INNER, hosts=("plans.example",))) as address:
        yield address


@pytest.fixture(scope="module")
def public() -> Iterator[str]:
    with listening(Safety(INNER, is_open=True, token=TOKEN)) as address:
        yield address


def ask(method: str, address: str, **more: Any) -> httpx.Response:
    """The answer to a request of no session."""
    with client_of() as client:
        return client.request(method, address, **more)


def said(address: str, head: str, body: bytes = b"") -> int:
    """The status that a request of these very bytes is answered with; 0 where the connection is closed."""
    where = urlsplit(address)
    connection = http.client.HTTPConnection(str(where.hostname), where.port, timeout=10)
    connection.connect()
    try:
        connection.sock.sendall(head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body)
        answer = http.client.HTTPResponse(connection.sock)
        answer.begin()
    except (http.client.HTTPException, OSError):
        return 0
    finally:
        connection.close()
    return answer.status


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("localhost:8000", 200),
        ("LOCALHOST", 200),
        ("[::1]:80", 200),
        ("plans.example", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example", 421),
        ("evil.example#localhost", 421),
        ("localhost@evil.example", 421),
        ("localhost\nHost: evil.example", 421),
        ("192.0.2.7", 421),
        ("[::ffff:127.0.0.1", 421),
        ("", 421),
    ],
)
def test_whether_only_names_of_this_server_are_answered(local: str, host: str, status: int) -> None:
    # Some of these the server itself does not read.
    expected = {status} if status == 200 else {status, 400}
    assert said(local, f"GET / HTTP/1.1\nHost: {host}\nConnection: close") in expected


def test_whether_an_open_server_takes_addresses_in_figures(public: str) -> None:
    bearer = f"Authorization: Bearer {TOKEN}\nConnection: close"
    assert said(public, f"GET / HTTP/1.1\nHost: 192.0.2.7:80\n{bearer}") == 200
    assert said(public, f"GET / HTTP/1.1\nHost: evil.example\n{bearer}") == 421


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("POST", {}, 200),
        ("POST", {"Origin": "SELF"}, 200),
        ("POST", {"Origin": "http://evil.example"}, 403),
        ("POST", {"Origin": "null"}, 403),
        ("POST", {"Origin": "http://127.0.0.1:1"}, 403),
        ("POST", {"Origin": "file://SELF"}, 403),
        ("POST", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("POST", {"Sec-Fetch-Site": "same-origin"}, 200),
        ("GET", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403),
        (
            "GET",
            {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors", "Origin": "http://evil.example"},
            403,
        ),
        ("GET", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200),
        ("GET", {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"}, 200),
        ("OPTIONS", {"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}, 405),
    ],
)
def test_whether_pages_of_other_sites_get_nothing(
    local: str, method: str, headers: dict[str, str], status: int
) -> None:
    sent = {
        name: value.replace("SELF", local if value == "SELF" else local[7:])
        for name, value in headers.items()
    }
    answer = ask(method, local, headers=sent)
    assert answer.status_code == status
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/fail", "/documents/x"])
def test_whether_every_answer_says_what_browsers_may_do(local: str, path: str) -> None:
    headers = ask("GET", f"{local}{path}").headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_whether_a_fault_says_nothing_of_the_inside(local: str) -> None:
    answer = ask("GET", f"{local}/fail")
    assert answer.status_code == 500
    assert "secret" not in answer.text


def test_whether_large_requests_are_refused(local: str) -> None:
    most = 1 << 20
    assert ask("POST", local, content=b"x" * most).text == f"/ {most}"
    assert ask("POST", local, content=b"x" * (most + 1)).status_code == 413
    assert ask("POST", local, content=(b"x" * 65536 for _ in range(40))).status_code == 413
    assert said(local, "POST / HTTP/1.1\nHost: localhost\nContent-Length: 9999999999999") == 413
    assert said(local, "POST / HTTP/1.1\nHost: localhost\nContent-Length: -1") in (0, 400)
    assert said(local, f"GET /{'x' * 70000} HTTP/1.1\nHost: localhost") in (0, 400, 414)
    assert said(local, f"GET / HTTP/1.1\nHost: localhost\nX: {'x' * 200_000}") in (0, 400, 431)


@pytest.mark.parametrize(
    "path",
    ["/../etc/passwd", "/a/%2e%2e/b", "/a/..%2fb", "/%2e/", "/a%00b", "/a%0d%0aSet-Cookie:x", "/a%7f"],
)
def test_whether_tricks_with_paths_are_refused(local: str, path: str) -> None:
    assert said(local, f"GET {path} HTTP/1.1\nHost: localhost\nConnection: close") == 400


@pytest.mark.parametrize("path", ["/文件/三/（一）", "/a..b", "/...", "/%5c..%5c", "/a//b"])
def test_whether_names_with_dots_are_answered(local: str, path: str) -> None:
    assert ask("GET", f"{local}{path}").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer"},
        {"Authorization": f"Bearer {TOKEN}x"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Cookie": "policygraph="},
        {"Cookie": f"policygraph={TOKEN[:-1]}"},
        {"Cookie": "policygraph=能".encode()},
    ],
)
def test_whether_nothing_is_answered_without_the_token(public: str, headers: dict[str, str | bytes]) -> None:
    sent = [(name, value if isinstance(value, bytes) else value.encode()) for name, value in headers.items()]
    for path in ("/", "/?token=", f"/?token={TOKEN}x", "/fail"):
        answer = ask("GET", f"{public}{path}", headers=[(name.encode(), value) for name, value in sent])
        assert answer.status_code == 401
        assert TOKEN not in answer.text


def test_whether_the_token_of_an_address_becomes_a_cookie(public: str) -> None:
    with client_of(public) as client:
        answer = client.get(f"/search?q=%E8%83%BD&token={TOKEN}")
        assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=%E8%83%BD")
        assert "httponly" in answer.headers["set-cookie"].lower()
        assert "samesite=lax" in answer.headers["set-cookie"].lower()
        assert client.get("/search").status_code == 200
    # What looks like the address of another host leads there no more.
    assert ask("GET", f"{public}//evil.example/?token={TOKEN}").headers["location"] == "/evil.example/"
    assert ask("POST", f"{public}/?token={TOKEN}").status_code == 401
    assert ask("GET", public, headers={"Authorization": f"bearer {TOKEN}"}).status_code == 200


def test_whether_loopback_is_told_from_other_addresses() -> None:
    assert [is_loopback(host) for host in ("127.0.0.1", "127.9.9.9", "::1", "localhost")] == [True] * 4
    assert [is_loopback(host) for host in ("0.0.0.0", "::", "192.0.2.1", "plans.example", "")] == [False] * 5  # noqa: S104
