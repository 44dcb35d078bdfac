"""Answers of one sentence and no page: errors for programs and of files, and what comes before the application."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from policygraph.messages.catalogue import in_chinese
from policygraph.pages import Language

__all__ = ["sentence"]


def sentence(request: Request, text: str, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """An English sentence of the program as an answer, in Chinese where that is asked for.

    Args:
        request: asks by its parameter ``lang``, else by its header ``Accept-Language``; neither asks for English.
        text: the sentence.
        status: of HTTP.
        headers: further ones.
    """
    language = _asked(request)
    said = in_chinese(text) if language is Language.ZH else text
    named = {"Content-Language": language.value, "Vary": "Accept, Accept-Language"}
    return PlainTextResponse(f"{said}\n", status, {**named, **(headers or {})})


def _asked(request: Request) -> Language:
    given = request.query_params.get("lang")
    if given in (Language.ZH, Language.EN):
        return Language(given)
    ranges = ",".join(request.headers.getlist("accept-language")).lower().split(",")
    weights = {
        language: max(_weight(one, language) for one in ranges) for language in (Language.ZH, Language.EN)
    }
    return Language.ZH if weights[Language.ZH] > weights[Language.EN] else Language.EN


def _weight(written: str, language: Language) -> float:
    """How much one range of the header, such as ``zh-CN;q=0.9``, wants a language."""
    name, _, weight = written.replace(" ", "").partition(";q=")
    if name.partition("-")[0] != language:
        return 0
    try:
        return float(weight or 1)
    except ValueError:
        return 0
