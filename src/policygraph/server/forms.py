"""Asking by forms: the stock questions with their parameters, and SPARQL of one's own."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from policygraph.errors import QueryError
from policygraph.exports.sheets import HeadWords
from policygraph.pages import Language
from policygraph.queries.parameters import parameters
from policygraph.queries.questions import Question, question, questions, subjects
from policygraph.queries.tables import Column, Type, column_named
from policygraph.rdf.terms import PREFIXES
from policygraph.server.addresses import Addresses
from policygraph.server.files import MEDIA_TYPES, attachment
from policygraph.server.limits import BusyError
from policygraph.server.places import address_of, names_of
from policygraph.server.pool import pool_of
from policygraph.server.responses import language_of, page_routes, respond, workbench_of
from policygraph.server.safety import POLICY
from policygraph.server.sentences import sentence
from policygraph.server.sparql import ENDPOINT
from policygraph.server.views import PageRequest, PageView

if TYPE_CHECKING:
    from policygraph.server.workbench import Workbench
    from policygraph.server.worker import Request

__all__ = ["form_routes"]

# How many rows a page shows; files have all.
_SHOWN = 500
# The style that CodeMirror, the editor inside of YASGUI, makes for itself.
_STYLES = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
_FIRST = """SELECT ?document ?title WHERE {
  ?document a pg:CityPlan ; dcterms:title ?title
}"""


def form_routes() -> Sequence[BaseRoute]:
    """The routes of the pages and of the answers as files."""
    return [
        *page_routes("/questions", _overview, is_kept=True),
        *page_routes("/questions/sparql", _own),
        Route("/questions/editor", _editor),
        *(Route(f"/questions/{{name}}.{ending}", _download) for ending in MEDIA_TYPES),
        *page_routes("/questions/{name}", _stock, is_kept=True),
    ]


def _overview(workbench: Workbench, asked: PageRequest) -> PageView:
    """All questions, by subject."""
    title = asked.language.say("提问", "Questions")
    return PageView("server/questions.html", title, {"groups": _groups(asked.language)})


def _groups(language: Language) -> list[Mapping[str, object]]:
    return [
        {
            "subject": language.say(words[1], words[0]),
            "questions": [
                {"name": one.name, "text": _text(one, language), "query": one.query}
                for one in questions()
                if one.subject == subject
            ],
        }
        for subject, words in subjects().items()
    ]


async def _editor(request: HttpRequest) -> Response:
    """The vendored editor, which a plain form stands beside; it puts one style into its page."""
    language = language_of(request)
    to = Addresses(language)
    data = {"groups": _groups(language), "endpoint": ENDPOINT, "examples": to.again("/questions.json")}
    view = PageView("server/editor.html", language.say("SPARQL 编辑器", "SPARQL editor"), data)
    answer = respond(request, view)
    answer.headers["Content-Security-Policy"] = POLICY.replace(
        "style-src 'self'", f"style-src 'self' {_STYLES}"
    )
    return answer


def _stock(workbench: Workbench, asked: PageRequest) -> PageView:
    """One question as a form, with its answer where all is given that it wants."""
    one = question(asked.path["name"])
    given = _given(one, asked.query)
    fields = [
        {
            "name": name,
            "meaning": _meaning(name, asked.language),
            "value": given.get(name, ""),
            "example": example,
            "is_wanted": bool(example),
        }
        for name, example in one.parameters.items()
    ]
    data: dict[str, object] = {"name": one.name, "fields": fields, "query_text": one.query, "files": {}}
    is_whole = all(name in given for name, example in one.parameters.items() if example)
    request: Request = {"do": "rows", "name": one.name, "given": given}
    answer, status = _answered(workbench, request, 0) if is_whole else (_NOTHING, 200)
    if answer["columns"]:
        parameters_given = urlencode(given)
        data["files"] = {
            ending: f"/questions/{one.name}.{ending}" + (f"?{parameters_given}" if given else "")
            for ending in MEDIA_TYPES
        }
    data |= _shown(workbench, asked, answer, one.name)
    return PageView("server/question.html", _text(one, asked.language), data, status)


def _own(workbench: Workbench, asked: PageRequest) -> PageView:
    """A form for SPARQL, with the answer."""
    prefixes = "".join(
        f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items() if name in ("pg", "dcterms")
    )
    query = asked.query.get("query", "")
    answer, status = _NOTHING, 200
    if query:
        try:
            seconds = float(asked.query.get("timeout") or 0)
        except ValueError:
            seconds = 0
        answer, status = _answered(workbench, {"do": "rows", "query": query}, max(seconds, 0))
    example = asked.query.get("example", "")
    filled = query or (question(example).query if example else prefixes + _FIRST)
    data = {"query_text": filled, "files": {}, **_shown(workbench, asked, answer, "")}
    title = asked.language.say("用 SPARQL 提问", "Ask in SPARQL")
    return PageView("server/sparql.html", title, data, status)


_NOTHING: Mapping[str, object] = {"columns": [], "rows": [], "total": 0, "boolean": None, "error": ""}


def _answered(workbench: Workbench, request: Request, seconds: float) -> tuple[Mapping[str, object], int]:
    """The answer to a request, or the sentence that says why there is none; and the status of the page."""
    try:
        data = pool_of(workbench).ask({**request, "most": _SHOWN}, seconds)
    except QueryError as error:
        return {**_NOTHING, "error": str(error)}, 503 if isinstance(error, BusyError) else 400
    return {**_NOTHING, **json.loads(data)}, 200


def _shown(
    workbench: Workbench, asked: PageRequest, answer: Mapping[str, object], table: str
) -> Mapping[str, object]:
    """An answer for a page: columns with their meaning, cells with the address of what they name."""
    names = cast("list[str]", answer["columns"])
    explained = [column_named(table, name) for name in names]
    words = workbench.once(
        ("heads", asked.language), lambda: HeadWords(workbench.session.build, asked.language)
    )
    columns = [
        {
            "name": one.name,
            "head": _head(words, table, one, asked.language) if table else one.name,
            "meaning": asked.language.say(one.zh, one.en),
            "is_number": one.type.value in _NUMBERS,
        }
        for one in explained
    ]
    coded = {one.name for one in explained if table and one.type is Type.CODE}
    rows = [
        [
            {
                **_cell(workbench, asked, name, cell, dict(zip(names, row, strict=True))),
                "word": words.code(name, cell) if name in coded and cell and isinstance(cell, str) else "",
            }
            for name, cell in zip(names, row, strict=True)
        ]
        for row in cast("list[list[str | list[str]]]", answer["rows"])
    ]
    return {
        "columns": columns,
        "rows": rows,
        "total": answer["total"],
        "boolean": answer["boolean"],
        "error": answer["error"],
    }


_NUMBERS = ("integer", "number", "decimal")
_CLAUSE_ENDS = re.compile("[,;:(，；：（]")


def _head(words: HeadWords, table: str, column: Column, language: Language) -> str:
    """The head of a column; of one that means another thing here than elsewhere, how its meaning begins."""
    head, begin = (
        words.head(table, column.name),
        _CLAUSE_ENDS.split(language.say(column.zh, column.en))[0].strip(),
    )
    is_usual = column == column_named("", column.name) or head != words.head("", column.name)
    # What begins with a code explains the codes.
    has_words = begin and not begin.startswith(column.values or ("\0",))
    return begin if has_words and (head == column.name or not is_usual) else head


def _cell(
    workbench: Workbench,
    asked: PageRequest,
    name: str,
    cell: str | list[str],
    row: Mapping[str, str | list[str]],
) -> Mapping[str, str]:
    """A cell with the address that it leads to, '' where it names nothing that has a page."""
    if isinstance(cell, list):
        return {"text": _short(workbench, cell[0]), "address": address_of(workbench, cell[0], asked.to)}
    document = row.get("document", "")
    is_in_one = isinstance(document, str) and document in names_of(workbench)
    address = ""
    if cell and is_in_one and name == "document":
        address = asked.to.document(cell)
    elif cell and is_in_one and name == "measure":
        address = asked.to.measure(str(document), cell)
    elif name == "quote" and isinstance(iri := row.get("iri"), list):
        address = address_of(workbench, iri[0], asked.to)
    return {"text": cell, "address": address}


def _short(workbench: Workbench, iri: str) -> str:
    """An IRI as people read it: without the base of the build, or with a prefix."""
    base = f"{workbench.session.build.base}id/"
    if iri.startswith(base):
        return iri.removeprefix(base)
    for prefix, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri


async def _download(request: HttpRequest) -> Response:
    return await run_in_threadpool(_file, request)


def _file(request: HttpRequest) -> Response:
    workbench = workbench_of(request)
    name, ending = request.path_params["name"], request.url.path.rpartition(".")[2]
    try:
        one = question(name)
        asked = {"do": "file", "name": name, "given": _given(one, request.query_params), "ending": ending}
        content = pool_of(workbench).ask(asked)
    except QueryError as error:
        return sentence(request, str(error), 503 if isinstance(error, BusyError) else 400)
    return Response(content, headers=attachment(one.name, ending), media_type=MEDIA_TYPES[ending])


def _given(one: Question, query: Mapping[str, str]) -> dict[str, str]:
    return {name: query[name].strip() for name in one.parameters if query.get(name, "").strip()}


def _text(one: Question, language: Language) -> str:
    return language.say(one.chinese, one.english)


def _meaning(name: str, language: Language) -> str:
    found = parameters()[name]
    return language.say(found.zh, found.en)
