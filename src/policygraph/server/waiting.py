"""What is answered while a large build is made ready: the first page from its manifest, elsewhere how far that is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from policygraph.builds.store import Build
from policygraph.server import start
from policygraph.server.responses import language_of, respond, wants_json, workbench_of
from policygraph.server.sentences import sentence
from policygraph.server.views import PageRequest, PageView
from policygraph.session import Session

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from policygraph.builds.contents import Contents

__all__ = ["Waiting", "session_of_manifest"]

_FIRST = ("/", "/index.json")
# After so many seconds browsers look again, with scripts or without.
_AGAIN = "5"


def session_of_manifest(contents: Contents) -> Session:
    """A session that knows what the manifest says, and finds nothing."""
    return Session(Build(contents, ox.Store(), {}))


@dataclass(frozen=True, slots=True)
class Waiting:
    """Stands before an application as long as ``done`` gives a number: so many documents are ready.

    Its workbench is then of a :func:`session_of_manifest`.
    """

    application: ASGIApp
    done: Callable[[], int | None]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        done = self.done() if scope["type"] == "http" else None
        if done is None or scope["path"].startswith("/static/"):
            await self.application(scope, receive, send)
            return
        answer = await run_in_threadpool(_answer, Request(scope), done)
        await answer(scope, receive, send)


def _answer(request: Request, done: int) -> Response:
    workbench, language = workbench_of(request), language_of(request)
    number = len(workbench.session.build.manifest.documents)
    progress = {"preparing": {"done": min(done, number), "documents": number}}
    if request.url.path in _FIRST:
        view = start.page(workbench, PageRequest(language, query=dict(request.query_params)))
        answer = respond(
            request,
            replace(view, data={**view.data, **progress}),
            as_json=request.url.path != "/",
        )
        answer.headers["Refresh"] = _AGAIN
        return answer
    if not wants_json(request) and "text/html" not in request.headers.get("accept", ""):
        said = (
            f"the tables of this build are made ({min(done, number)} of {number} documents); ask again soon"
        )
        return sentence(request, said, 503, {"Retry-After": _AGAIN})
    title = language.say("正在准备", "Being prepared")
    answer = respond(request, PageView("server/preparing.html", title, progress, 503))
    answer.headers["Retry-After"] = _AGAIN
    if request.method == "GET":
        answer.headers["Refresh"] = _AGAIN
    return answer
