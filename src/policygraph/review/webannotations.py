"""Web Annotations read: what a person, or policygraph itself, marked in the text of a document.

Annotation tools write a list of annotations, a page or a collection; targets, selectors and bodies by themselves or in
lists. All of these are read; what an annotation says beyond that stays out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from policygraph.errors import SourceError
from policygraph.files import read_regular
from policygraph.queries.quoted import QuotedFact

__all__ = ["WebAnnotation", "fact_of", "read_annotations"]

_FIELD = re.compile(r"([a-z_]+): (.*)", re.DOTALL)
_TELLING = ("describing", "editing")


@dataclass(frozen=True, slots=True)
class WebAnnotation:
    """One annotation.

    ``number`` is its place in the file, from 1. ``source`` names the text, ``about`` (an IRI) the thing that it is
    said to be about. ``tags`` are its kinds, ``assessments`` its judgments, ``fields`` what it says as ``name: value``,
    ``comment`` what else. ``[start, end)`` is None where no selector tells a position.
    """

    number: int
    source: str
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    about: str = ""
    tags: tuple[str, ...] = ()
    assessments: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    comment: str = ""
    author: str = ""
    date: str = ""


def read_annotations(path: Path) -> list[WebAnnotation]:
    """The annotations in a file, in order.

    Raises:
        SourceError: it cannot be read, is no JSON, or holds something else than annotations.
    """
    try:
        data = json.loads(read_regular(path).decode("utf-8-sig"))
    except OSError as error:
        raise SourceError(path, f"the annotations cannot be read ({error.strerror})") from error
    except (ValueError, RecursionError) as error:
        raise SourceError(
            path, "this is not JSON; export the annotations as Web Annotation (JSON-LD)"
        ) from error
    found = []
    for number, item in enumerate(_items(data), 1):
        if not isinstance(item, dict) or "target" not in item:
            raise SourceError(
                path, f"annotation {number} has no target; export the annotations as Web Annotation"
            )
        found.append(_annotation(number, item))
    return found


def fact_of(annotation: WebAnnotation) -> QuotedFact:
    """The fact that an annotation of ``policygraph export --view annotations`` says."""
    fields = dict(annotation.fields)
    return QuotedFact(
        kind=annotation.tags[0],
        document=fields.pop("document"),
        path=fields.pop("measure", ""),
        start=annotation.start or 0,
        end=annotation.end or 0,
        quote=annotation.exact,
        iri=annotation.about,
        fields=tuple(fields.items()),
    )


def _items(data: object) -> Iterator[object]:
    """The annotations of a collection, a page, a list, or the one that there is."""
    if isinstance(data, list):
        for one in data:
            yield from _items(one)
    elif isinstance(data, dict) and isinstance(data.get("first"), dict):
        yield from _items(data["first"])
    elif isinstance(data, dict) and "items" in data:
        yield from _items(data["items"])
    else:
        yield data


def _annotation(number: int, item: Mapping[str, Any]) -> WebAnnotation:
    target = next(_nodes(item["target"]), {})
    quote = next(_typed(target, "TextQuoteSelector"), {})
    position = next(_typed(target, "TextPositionSelector"), {})
    bodies = list(_nodes(item.get("body")))
    said = [(str(body.get("purpose") or item.get("motivation") or ""), _value(body)) for body in bodies]
    told = [
        match.groups()
        for purpose, value in said
        if purpose in _TELLING and (match := _FIELD.fullmatch(value))
    ]
    rest = [value for purpose, value in said if purpose in ("commenting", "replying")]
    return WebAnnotation(
        number=number,
        source=_named(target.get("source") or target.get("id")),
        exact=str(quote.get("exact", "")),
        prefix=str(quote.get("prefix", "")),
        suffix=str(quote.get("suffix", "")),
        start=_offset(position.get("start")),
        end=_offset(position.get("end")),
        about=next(
            (_named(body.get("source")) for body in bodies if body.get("purpose") == "identifying"), ""
        ),
        tags=tuple(value for purpose, value in said if purpose == "tagging"),
        assessments=tuple(value for purpose, value in said if purpose == "assessing"),
        fields=tuple((name, value) for name, value in told),
        comment=" ".join(rest),
        author=_author(item.get("creator")),
        date=_day(item.get("modified") or item.get("created")),
    )


def _nodes(value: object) -> Iterator[Mapping[str, Any]]:
    """The nodes in a value, which may be one, a list of them, or an IRI for one."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield one
        elif isinstance(one, str):
            yield {"id": one}


def _typed(target: Mapping[str, Any], kind: str) -> Iterator[Mapping[str, Any]]:
    """The selectors of a type, also those that refine others."""
    for selector in _nodes(target.get("selector")):
        if selector.get("type") == kind:
            yield selector
        yield from _typed({"selector": selector.get("refinedBy")}, kind)


def _value(body: Mapping[str, Any]) -> str:
    value = body.get("value", "")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _named(value: object) -> str:
    return str(value.get("id", "")) if isinstance(value, dict) else str(value or "")


def _offset(value: object) -> int | None:
    return value if isinstance(value, int) and value >= 0 else None


def _author(value: object) -> str:
    """The name of who made it, or else what identifies them."""
    creators = value if isinstance(value, list) else [value]
    names = (
        str(one.get("name") or one.get("nickname") or one.get("id") or "")
        if isinstance(one, dict)
        else str(one or "")
        for one in creators
    )
    return ", ".join(filter(None, names))


def _day(value: object) -> str:
    """The day of a time, '' where it is none."""
    try:
        return date.fromisoformat(str(value or "")[:10]).isoformat()
    except ValueError:
        return ""
