"""The reference page of the Python interface, made from the docstrings of what ``policygraph`` offers.

In Chinese it says what ``docs/zh/reference/docstrings.toml`` has for each paragraph; examples are the same in both.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
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
# The words of the page itself; what is said of each thing comes from its docstring.
_CHINESE = Path(__file__).parent / "zh" / "reference" / "docstrings.toml"
_PAGE = (
    "# Python reference",
    "Written by `make docs` from docstrings; the tests run the examples. [python.md](../python.md) introduces it.",
)
_GIVEN_HEAD = ("What the methods give", "These are made by a session; a program need not import them.")
_Words = Callable[[str], str]
_SECTION = re.compile(r"^(Args|Raises|Returns|Yields):\n", re.MULTILINE)
# What tells doctest how to compare.
_OPTION = re.compile(r"  # doctest: .*")
_ENTRY = re.compile(r"^    (\w+): ", re.MULTILINE)


def page(language: str = "en", said: list[str] | None = None) -> str:
    """The page in English or, with ``zh``, in Chinese.

    Args:
        language: ``en`` or ``zh``.
        said: takes what was looked up, each English paragraph once it is met.

    Raises:
        KeyError: a paragraph has no Chinese.
    """
    chinese: dict[str, str] = tomllib.loads(_CHINESE.read_text("utf-8")) if language == "zh" else {}

    def words(english: str) -> str:
        if said is not None:
            said.append(english)
        return chinese[english] if language == "zh" else english

    offered = [(f"policygraph.{name}", getattr(policygraph, name)) for name in sorted(policygraph.__all__)]
    title, about = _PAGE
    parts = [f"{words(title)}\n\n{words(about)}\n\n"]
    for name, one in offered:
        if not inspect.isclass(one):
            parts += _function(name, one, 2, words)
    for name, one in offered:
        if inspect.isclass(one):
            parts += _class(name, one, words)
    title, about = _GIVEN_HEAD
    parts.append(f"## {words(title)}\n\n{words(about)}\n\n")
    for one in _GIVEN:
        parts += _class(f"{one.__module__}.{one.__name__}", one, words)
    return "".join(parts).rstrip("\n") + "\n"


def _class(name: str, kind: type[Any], words: _Words) -> Iterator[str]:
    yield f"## `{name}`\n\n"
    yield _text(kind, words)
    if dataclasses.is_dataclass(kind):
        # In a table the bars of types would have to be escaped.
        fields = [f"- `{field.name}`: `{field.type}`\n" for field in dataclasses.fields(kind)]
        yield f"{words('Fields:')}\n\n" + "".join(fields) + "\n"
    for member, value in vars(kind).items():
        if member.startswith("_"):
            continue
        if isinstance(value, property):
            yield f"### `{kind.__name__}.{member}`\n\n"
            yield _text(value, words)
        elif inspect.isfunction(value):
            yield from _function(f"{kind.__name__}.{member}", value, 3, words)


def _function(name: str, function: Any, level: int, words: _Words) -> Iterator[str]:
    signature = inspect.signature(function)
    own = [one for one in signature.parameters.values() if one.name != "self"]
    # Annotations are kept as text, which would be shown in quotation marks.
    shown = re.sub(r"(: |-> )'([^']+)'", r"\1\2", str(signature.replace(parameters=own)))
    yield f"{'#' * level} `{name}{shown}`\n\n"
    yield _text(function, words)


def _text(thing: Any, words: _Words) -> str:
    """A docstring in Markdown: examples as code, arguments and errors as lists."""
    body, *sections = _SECTION.split(inspect.getdoc(thing) or "")
    parts = [_marked(paragraph, words) for paragraph in body.strip().split("\n\n")]
    for name, entries in zip(sections[::2], sections[1::2], strict=True):
        named = _ENTRY.split(entries)[1:]
        listed = zip(named[::2], named[1::2], strict=True)
        lines = [f"- `{one}`: {words(_code(_line(what)))}" for one, what in listed]
        parts.append("\n".join([f"{words(f'{name}:')}\n", *lines]))
    return "\n\n".join(parts) + "\n\n"


def _marked(paragraph: str, words: _Words) -> str:
    if paragraph.startswith(">>> "):
        return f"```pycon\n{_OPTION.sub('', paragraph)}\n```"
    return words(_code(_line(paragraph)))


def _line(text: str) -> str:
    return " ".join(text.split())


def _code(text: str) -> str:
    """Code of reStructuredText as that of Markdown."""
    return re.sub(r":\w+:`([^`]+)`", r"`\1`", text.replace("``", "`"))
