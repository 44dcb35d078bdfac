"""From a page function to HTTP: HTML from its template or JSON of its data, and pages for what is not there."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from policygraph.errors import QueryError, UsageError
from policygraph.pages import Language, render
from policygraph.pages.printing import can_print
from policygraph.server.addresses import USUAL, Addresses
from policygraph.server.correctable import correctable
from policygraph.server.findings import in_words
from policygraph.server.marking import mark_before
from policygraph.server.page_files import FILE_TYPES, file_of
from policygraph.server.places import called, label_of
from policygraph.server.sentences import sentence
from policygraph.server.views import NothingThereError, PageFunction, PageRequest, PageView, number

if TYPE_CHECKING:
    from policygraph.server.desk import Desk
    from policygraph.server.workbench import Workbench

__all__ = [
    "failed",
    "language_of",
    "missing",
    "not_allowed",
    "page_routes",
    "respond",
    "wants_json",
    "workbench_of",
]

_JSON = ".json"
# What is made once: pages and their data; files of them are asked for now and then.
_KEPT = ("text/html", "application/json")


def page_routes(path: str, function: PageFunction, *, is_kept: bool = False) -> list[Route]:
    """The routes of a page: its address, and the same with ``.json``.

    Args:
        path: as Starlette writes routes; a parameter that takes the rest of the path stands at its end.
        function: makes the page.
        is_kept: whether the build and the address alone decide what the page shows, so that it is made once.
    """
    endpoint = partial(_kept if is_kept else _endpoint, function)
    if path.endswith(":path}"):
        return [Route(path, endpoint)]
    return [Route(path, endpoint), Route(f"{path if path != '/' else '/index'}{_JSON}", endpoint)]


async def _endpoint(function: PageFunction, request: Request) -> Response:
    return await run_in_threadpool(_answer, function, request)


async def _kept(function: PageFunction, request: Request) -> Response:
    if found := _shelved(request):
        return found
    return await run_in_threadpool(_made_once, function, request)


def _made_once(function: PageFunction, request: Request) -> Response:
    """The page, made by one thread where several want it."""
    workbench = workbench_of(request)
    with workbench.turns.of(_key(request)):
        if found := _shelved(request):
            return found
        made = _answer(function, request)
        if made.status_code == HTTPStatus.OK and made.media_type in _KEPT:
            workbench.shelf.put(_key(request), made.media_type, bytes(made.body))
        return made


def _shelved(request: Request) -> Response | None:
    """The page as it was made before."""
    workbench = workbench_of(request)
    if found := workbench.shelf.get(_key(request)):
        media_type, content = found
        return Response(content, headers={"Vary": "Accept"}, media_type=media_type)
    return None


def _key(request: Request) -> object:
    return "page", request.url.path, request.url.query, wants_json(request), repr(_work(request))


def workbench_of(request: Request) -> Workbench:
    """The build that a request is answered from, the same until its end whatever is read again meanwhile."""
    found: Workbench = request.scope.setdefault("policygraph", request.app.state.workbench)
    return found


def _work(request: Request) -> Mapping[str, object] | None:
    """What the page says of the work on the plans; None where nobody works on them."""
    desk: Desk | None = request.app.state.desk
    if desk is None:
        return None
    return desk.state(workbench_of(request), request.query_params.get("edited", ""))


def _answer(function: PageFunction, request: Request) -> Response:
    """The page; where nothing has a name that ends in .json, the JSON of that without the ending."""
    workbench = workbench_of(request)
    path = {name: str(value) for name, value in request.path_params.items()}
    try:
        view = function(workbench, _asked(request, path))
    except (NothingThereError, QueryError):
        last = next(reversed(path), "")
        if not path.get(last, "").endswith(_JSON):
            return _nothing(request)
        try:
            view = function(workbench, _asked(request, path | {last: path[last].removesuffix(_JSON)}))
        except (NothingThereError, QueryError):
            return _nothing(request)
        return respond(request, view, as_json=True)
    return respond(request, view, as_json=not path and request.url.path.endswith(_JSON))


def _asked(request: Request, path: Mapping[str, str]) -> PageRequest:
    return PageRequest(language_of(request), path, dict(request.query_params))


def language_of(request: Request) -> Language:
    """The language that an address asks for."""
    return Language.EN if request.query_params.get("lang") == Language.EN else USUAL


def respond(request: Request, view: PageView, *, as_json: bool = False) -> Response:
    """A view as HTML, or as JSON where the address or the headers ask for that."""
    language = language_of(request)
    if as_json or wants_json(request):
        text = json.dumps({"title": view.title, **view.data}, ensure_ascii=False, indent=1) + "\n"
        return Response(text, view.status, {"Vary": "Accept"}, "application/json")
    # What answers a form has no address of its own.
    is_form = request.method == "POST"
    path = "/" if is_form else request.url.path
    query = {} if is_form else dict(request.query_params)
    workbench = workbench_of(request)
    facts: dict[str, object] = {
        **view.data,
        "title": view.title,
        "to": Addresses(language),
        "mark": lambda document, start: mark_before(workbench, document, int(start)),
        "here": path,
        "query": query,
        "called": lambda name: called(workbench, name, language),
        "documents_called": lambda names: [(name, called(workbench, name, language)) for name in names],
        "label": lambda scheme, text: label_of(workbench, scheme, text, language),
        "labelled": lambda scheme, texts: [
            (one, label_of(workbench, scheme, one, language)) for one in texts
        ],
        "pairs": lambda values: [(value, value) for value in values],
        "coded": lambda codes: [(code, workbench.word(code, language)) for code in codes],
        "word": lambda code: workbench.word(code, language),
        "served": _served(request),
        "said": lambda iri: in_words(workbench, language).get(iri, ""),
        "work": _work(request),
        "correctable": lambda iri: (fact := correctable(workbench, iri)) and fact.data(),
        "can_print": can_print(),
        "as_json": "" if is_form else Addresses(language).again(path, query, format="json"),
        "languages": [(one.value, Addresses(one).again(path, query)) for one in (Language.ZH, Language.EN)],
    }
    html = render(view.template, language, **facts)
    form = request.query_params.get("format", "")
    if form in FILE_TYPES and view.status == HTTPStatus.OK:
        return _file(request, view.title, html, form)
    return Response(html, view.status, {"Vary": "Accept"}, "text/html")


def _file(request: Request, title: str, html: str, form: str) -> Response:
    """A table or picture of a page, under the title of the page."""
    try:
        # Printing takes a second, and a processor.
        with workbench_of(request).turns.of(_file):
            content = file_of(html, form, number(request.query_params.get("picture", "")))
    except NothingThereError:
        return _nothing(request)
    except UsageError as error:
        return sentence(request, str(error), 501)
    name = f"filename=\"policygraph.{form}\"; filename*=UTF-8''{quote(title, safe='')}.{form}"
    return Response(
        content, headers={"Content-Disposition": f"attachment; {name}"}, media_type=FILE_TYPES[form]
    )


def wants_json(request: Request) -> bool:
    """Whether the address or the headers ask for JSON."""
    accepted = request.headers.get("accept", "")
    return request.query_params.get("format") == "json" or (
        "application/json" in accepted and "text/html" not in accepted
    )


def _served(request: Request) -> Sequence[str]:
    """The first segments of the paths that the application answers, for the navigation."""
    paths: Sequence[str] = request.app.state.parts
    return paths


def missing(request: Request, _: Exception) -> Response:
    """The page for an address that nothing stands at."""
    return _nothing(request)


def not_allowed(request: Request, error: Exception) -> Response:
    """The answer to a method that an address does not take."""
    allowed = (error.headers or {}).get("Allow", "") if isinstance(error, HTTPException) else ""
    said = f"{request.method} is not taken at this address; use {allowed}"
    return sentence(request, said, 405, {"Allow": allowed})


def failed(request: Request, _: Exception) -> Response:
    """The page after an internal fault: what went wrong is said to the log, and not to clients."""
    language = language_of(request)
    title = language.say("服务器内部错误", "Internal fault of the server")
    return respond(request, PageView("server/failed.html", title, {}, 500))


def _nothing(request: Request) -> Response:
    language = language_of(request)
    title = language.say("没有此页", "Page not found")
    return respond(request, PageView("server/missing.html", title, {}, 404))
