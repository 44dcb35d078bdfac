"""Working on the plans that are served: reading them again, and deciding about facts where that is allowed.

Forms hold a token that pages of other sites cannot know; without scripts all of it works as well. After a decision the
plans are read again, and the answer leads to the page that shows what became of it.
"""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as HttpRequest
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from policygraph.errors import PolicygraphError
from policygraph.messages.catalogue import in_chinese
from policygraph.model.corrections import Correction, CorrectionKind, Decision
from policygraph.model.text import Span
from policygraph.server.addresses import Addresses
from policygraph.server.correctable import (
    ADDABLE,
    addition,
    correctable,
    decided,
    is_same_as_shown,
    occurrences,
)
from policygraph.server.editor import ClashError, Editor, Written
from policygraph.server.marking import mark_before
from policygraph.server.places import names_of
from policygraph.server.responses import language_of, respond, workbench_of
from policygraph.server.views import PageView

if TYPE_CHECKING:
    from policygraph.server.rereading import Rereader
    from policygraph.server.workbench import Workbench

__all__ = ["Desk", "desk_routes"]

# How long an answer waits for the build that shows what it did.
_PATIENCE = 60.0
_FORM = "application/x-www-form-urlencoded"
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Desk:
    """What is done beside reading: ``rereader`` where plans are served, ``editor`` where they may be corrected."""

    rereader: Rereader
    editor: Editor | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    def state(self, workbench: Workbench, edited: str) -> Mapping[str, object]:
        """What every page says of the work; it changes where the page has to be made anew.

        Args:
            workbench: the build that the page shows.
            edited: the id of what was written last, or ''.
        """
        written = self.editor.written(edited) if self.editor else None
        return {
            "reading": self.rereader.reading.value,
            "problem": self.rereader.problem,
            "token": self.token,
            "is_editable": self.editor is not None,
            "written": _told(workbench, written) if written else None,
            "undoable": {
                f"{one.file.name}:{one.lines[-1].line}": one.id
                for one in (self.editor.last if self.editor else ())
            },
        }


def _told(workbench: Workbench, written: Written) -> Mapping[str, object]:
    """What was written, and what the build made of each line ('' where it has not read it yet)."""
    name = written.file.name
    found = {
        int(row["line"]): row
        for row in workbench.where("corrections", "document", written.lines[0].document)
        if row["file"].rpartition("/")[2] == name
    }
    lines = [
        {
            "line": line.line,
            "decision": line.decision,
            "field": line.field,
            "was": line.was,
            "now": line.now,
            "quote": line.anchor.exact,
            "outcome": found[line.line]["outcome"] if line.line in found else "",
            "problem": found[line.line]["problem"] if line.line in found else "",
        }
        for line in written.lines
    ]
    return {"id": written.id, "file": name, "lines": lines}


def desk_routes() -> Sequence[BaseRoute]:
    """The addresses that forms are sent to; each refuses what this server does not allow."""
    return [
        Route("/read-again", _answering(_read_again, needs_editor=False), methods=["POST"]),
        Route("/corrections", _answering(_decide), methods=["POST"]),
        Route("/corrections/add", _answering(_add), methods=["POST"]),
        Route("/corrections/undo", _answering(_undo), methods=["POST"]),
    ]


class _RefusedError(Exception):
    """A form that is not carried out; says why in both languages, and the status of the answer."""

    def __init__(self, status: int, zh: str, en: str) -> None:
        super().__init__(status, zh, en)
        self.status, self.zh, self.en = status, zh, en


@dataclass(frozen=True, slots=True)
class _Sent:
    """A form: its desk, the build that it was filled in over, its fields, and what makes addresses."""

    desk: Desk
    workbench: Workbench
    fields: Mapping[str, str]
    to: Addresses

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")

    @property
    def editor(self) -> Editor:
        """Writes corrections.

        Raises:
            _RefusedError: nothing is written here.
        """
        if self.desk.editor is None:
            raise _RefusedError(*_READ_ONLY)
        return self.desk.editor

    @property
    def back(self) -> str:
        """The page that the form stood on."""
        parts = urlsplit(self["back"])
        is_ours = parts.path.startswith("/") and not parts.path.startswith("//") and "\\" not in parts.path
        return parts._replace(scheme="", netloc="").geturl() if is_ours else self.to.start()


@dataclass(frozen=True, slots=True)
class _Done:
    """What a form did: the address to go to by the build that shows it, and the id of what was written."""

    address: Callable[[Workbench], str]
    id: str = ""


_Work = Callable[[_Sent], _Done | PageView]


def _answering(work: _Work, *, needs_editor: bool = True) -> Callable[[HttpRequest], Awaitable[Response]]:
    """The endpoint of a form, which ``work`` carries out in a thread."""

    async def answer(request: HttpRequest) -> Response:
        desk: Desk | None = request.app.state.desk
        try:
            if desk is None or (needs_editor and desk.editor is None):
                raise _RefusedError(*_READ_ONLY)
            fields = await _fields(request)
            if not secrets.compare_digest(fields.get("token", "").encode(), desk.token.encode()):
                raise _RefusedError(*_OLD_FORM)
            language = language_of(request)
            sent = _Sent(desk, workbench_of(request), fields, Addresses(language))
            done = await run_in_threadpool(_carried_out, work, sent)
        except _RefusedError as error:
            language = language_of(request)
            title = language.say("未保存", "Not saved")
            return respond(
                request,
                PageView(
                    "server/refused.html", title, {"why": language.say(error.zh, error.en)}, error.status
                ),
            )
        if isinstance(done, PageView):
            return respond(request, done)
        await _finished(desk.rereader.read_again())
        place = done.address(request.app.state.workbench)
        return RedirectResponse(sent.to.with_parameter(place, edited=done.id), 303)

    return answer


_READ_ONLY = (
    403,
    "本服务只供阅读。要更正事实，请用 policygraph serve 方案… --edit 启动。",
    "This server is for reading only. To correct facts, start it with policygraph serve PLAN… --edit.",
)
_OLD_FORM = (
    403,
    "此表单来自另一次启动的服务。请重新打开页面后再提交。",
    "This form is of another run of the server. Load its page again, and send it anew.",
)
_OTHER = (
    409,
    "这一事实已与表单所示不同：可能已在另一处更正。请重新打开页面，核对后再提交。",
    "This fact has changed since the form was shown, perhaps by somebody else. Load the page again, and check.",
)
_NOTHING = (400, "没有改动任何一项。", "Nothing was changed in the form.")


def _carried_out(work: _Work, sent: _Sent) -> _Done | PageView:
    try:
        return work(sent)
    except PolicygraphError as error:
        status = 409 if isinstance(error, ClashError) else 400
        raise _RefusedError(status, f"未保存：{in_chinese(str(error))}", f"Not saved: {error}") from error


async def _finished(reading: Future[None]) -> None:
    """Wait for a reading, but not for ever; the page says that it is under way then."""
    try:
        await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(reading)), _PATIENCE)
    except TimeoutError:
        return


async def _fields(request: HttpRequest) -> Mapping[str, str]:
    """The fields of a form, without what nobody types: control characters, and blanks at the ends.

    Raises:
        _RefusedError: it is no form.
    """
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != _FORM:
        raise _RefusedError(415, f"只接受 {_FORM} 格式的表单。", f"Only forms are read here: send {_FORM}.")
    try:
        text = (await request.body()).decode("utf-8")
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise _RefusedError(400, "表单无法解码。", "The form cannot be decoded; send UTF-8.") from error
    return dict(pairs)


def _said(text: str) -> str:
    """What a person typed, in one line.

    Raises:
        _RefusedError: it is too long.
    """
    found = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    if len(found) > _LONGEST:
        raise _RefusedError(
            413, f"一项内容超过 {_LONGEST} 字。", f"One of the fields has more than {_LONGEST:,} characters."
        )
    return found


def _read_again(sent: _Sent) -> _Done:
    back = sent.back
    return _Done(lambda _: back)


def _decide(sent: _Sent) -> _Done:
    """Confirm, reject or replace a fact."""
    fact = correctable(sent.workbench, sent["iri"])
    if fact is None:
        raise _RefusedError(*_OTHER)
    try:
        decision = Decision(sent["decision"])
    except ValueError:
        decision = Decision.ADD
    if decision is Decision.ADD:
        raise _RefusedError(400, "没有选择如何处理。", "The form does not say what was decided.")
    if not is_same_as_shown(fact, {name[4:]: one for name, one in sent.fields.items() if name[:4] == "was-"}):
        raise _RefusedError(*_OTHER)
    values = {name[4:]: _said(one) for name, one in sent.fields.items() if name[:4] == "now-"}
    lines = decided(fact, decision, values, _said(sent["reason"]), _said(sent["author"]))
    if not lines:
        raise _RefusedError(*_NOTHING)
    written = sent.editor.write(fact.document, lines)
    back = sent.back
    if decision is Decision.REJECT:
        # The page of a fact that was rejected is not there any more.
        return _Done(_at(sent.to, fact.document, fact.anchor.start or 0), written.id)
    return _Done(lambda _: back, written.id)


def _add(sent: _Sent) -> _Done | PageView:
    """Mark words as a fact; where they stand at several places, a page asks which is meant."""
    name, words = sent["document"], sent["exact"].replace("\r\n", "\n").strip()
    if name not in names_of(sent.workbench) or sent["kind"] not in ADDABLE:
        raise _RefusedError(*_OTHER)
    text = sent.workbench.session.build.text(name)
    found = occurrences(text, words) if words else []
    if not found:
        raise _RefusedError(
            400,
            "原文中没有这些字。请从原文中复制，不要改动。",
            "These words do not stand in the text. Copy them from it without changes.",
        )
    start = int(sent["start"]) if re.fullmatch("[0-9]{1,9}", sent["start"]) else -1
    if not text.startswith(words, start if start >= 0 else len(text)):
        start = cast("int", found[0]["start"])
        if len(found) > 1:
            title = sent.to.language.say("补充在哪一处？", "Which place is meant?")
            fields = {key: sent[key] for key in ("document", "kind", "exact", "reason", "author")}
            return PageView("server/which.html", title, {"fields": fields, "places": found})
    kind, span = CorrectionKind(sent["kind"]), Span(start, start + len(words))
    line = addition(sent.workbench, name, kind, span, _said(sent["reason"]), _said(sent["author"]))
    return _Done(_at(sent.to, name, start), sent.editor.write(name, [line]).id)


def _undo(sent: _Sent) -> _Done:
    """Take back what was written last."""
    written: Written = sent.editor.undo(sent["id"])
    line: Correction = written.lines[0]
    if line.decision is Decision.ADD:
        return _Done(_at(sent.to, line.document, line.anchor.start or 0))
    back = sent.back
    return _Done(lambda _: back)


def _at(to: Addresses, document: str, start: int) -> Callable[[Workbench], str]:
    return lambda workbench: to.document(document, mark_before(workbench, document, start))
