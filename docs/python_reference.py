"""The reference page of the Python interface, made from the docstrings of what ``policygraph`` offers."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator
from typing import Any

import policygraph
from policygraph.model import Quote
from policygraph.queries.run import Answer
from policygraph.queries.show import Context, Input, Property, Thing
from policygraph.queries.trace import Step
from policygraph.queries.views_from_above import Below, Overview
from policygraph.reasoning.report import Clash, ClashFact, Proof
from policygraph.validation.results import Place, Report, Result, Rule

# What the methods of a session give.
_GIVEN: tuple[type[Any], ...] = (
    Answer,
    Step,
    Quote,
    Below,
    Overview,
    Thing,
    Property,
    Input,
    Context,
    Report,
    Result,
    Place,
    Rule,
    Proof,
    Clash,
    ClashFact,
)
_HEAD = """# Python reference

Written by `make docs` from docstrings; the tests run the examples. [python.md](../python.md) introduces it.

"""
_SECTION = re.compile(r"^(Args|Raises|Returns|Yields):\n", re.MULTILINE)
# What tells doctest how to compare.
_OPTION = re.compile(r"  # doctest: .*")
_ENTRY = re.compile(r"^    (\w+): ", re.MULTILINE)


def page() -> str:
    """The page."""
    offered = [(f"policygraph.{name}", getattr(policygraph, name)) for name in sorted(policygraph.__all__)]
    functions = (
        part for name, one in offered if not inspect.isclass(one) for part in _function(name, one, 2)
    )
    classes = (part for name, one in offered if inspect.isclass(one) for part in _class(name, one))
    given = (part for one in _GIVEN for part in _class(f"{one.__module__}.{one.__name__}", one))
    head = "## What the methods give\n\nThese are made by a session; a program need not import them.\n\n"
    return _HEAD + "".join((*functions, *classes, head, *given)).rstrip("\n") + "\n"


def _class(name: str, kind: type[Any]) -> Iterator[str]:
    yield f"## `{name}`\n\n"
    yield _text(kind)
    if dataclasses.is_dataclass(kind):
        # In a table the bars of types would have to be escaped.
        fields = [f"- `{field.name}`: `{field.type}`\n" for field in dataclasses.fields(kind)]
        yield "Fields:\n\n" + "".join(fields) + "\n"
    for member, value in vars(kind).items():
        if member.startswith("_"):
            continue
        if isinstance(value, property):
            yield f"### `{kind.__name__}.{member}`\n\n"
            yield _text(value)
        elif inspect.isfunction(value):
            yield from _function(f"{kind.__name__}.{member}", value, 3)


def _function(name: str, function: Any, level: int) -> Iterator[str]:
    signature = inspect.signature(function)
    own = [one for one in signature.parameters.values() if one.name != "self"]
    # Annotations are kept as text, which would be shown in quotation marks.
    shown = re.sub(r"(: |-> )'([^']+)'", r"\1\2", str(signature.replace(parameters=own)))
    yield f"{'#' * level} `{name}{shown}`\n\n"
    yield _text(function)


def _text(thing: Any) -> str:
    """A docstring in Markdown: examples as code, arguments and errors as lists."""
    said = inspect.getdoc(thing) or ""
    body, *sections = _SECTION.split(said)
    parts = [_marked(paragraph) for paragraph in body.strip().split("\n\n")]
    for name, entries in zip(sections[::2], sections[1::2], strict=True):
        named = _ENTRY.split(entries)[1:]
        listed = zip(named[::2], named[1::2], strict=True)
        parts.append("\n".join([f"{name}:\n", *(f"- `{one}`: {_code(_line(what))}" for one, what in listed)]))
    return "\n\n".join(parts) + "\n\n"


def _marked(paragraph: str) -> str:
    if paragraph.startswith(">>> "):
        return f"```pycon\n{_OPTION.sub('', paragraph)}\n```"
    return _code(_line(paragraph))


def _line(text: str) -> str:
    return " ".join(text.split())


def _code(text: str) -> str:
    """Code of reStructuredText as that of Markdown."""
    return re.sub(r":\w+:`([^`]+)`", r"`\1`", text.replace("``", "`"))
