"""Which queries may run: those that only read, and only from the build."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policygraph.errors import QueryError

__all__ = ["check", "is_ordered"]

# What can hold any word without meaning it: comments, strings, IRIs, variables, language tags, local names.
_TOKEN = re.compile(
    r"""
    (?P<skip>
        \#[^\n\r]*
      | \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
      | <[^<>"{}|^`\\\s]*>
      | [?$]\w+ | @[A-Za-z]+(?:-[A-Za-z0-9]+)*
    )
  | (?P<prefix>[\w\-.]*):(?:[\w:%\\][\w:%\\.\-]*)?
  | (?P<word>\w+)
    """,
    re.VERBOSE | re.DOTALL,
)
_READING = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_WRITING = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    at: int


def check(query: str) -> None:
    """Refuse queries that would change data or ask another endpoint, before anything runs.

    The store would send a ``SERVICE`` clause over the network, and no switch turns that off. It also reads
    keywords without space around them, so any bare word that holds ``service`` is refused.

    Raises:
        QueryError: the query is refused; the message names the place.
    """
    form = ""
    for word in _words(query):
        if "SERVICE" in word.text:
            raise QueryError(
                f"{_place(query, word.at)}: SERVICE is not allowed; queries read this build only"
            )
        form = form or (word.text if word.text in _READING | _WRITING else "")
    if form in _WRITING:
        raise QueryError(
            f"{form} would change the data; a build is read-only, use SELECT, ASK, CONSTRUCT or DESCRIBE"
        )


def is_ordered(query: str) -> bool:
    """Whether the query sets an order anywhere."""
    return any(word.text == "ORDER" for word in _words(query))


def _words(query: str) -> Iterator[_Word]:
    """Bare words and names of prefixes, in capitals."""
    for match in _TOKEN.finditer(query):
        if match.lastgroup != "skip":
            text = match["word"] if match["word"] is not None else match["prefix"]
            yield _Word(text.upper(), match.start())


def _place(query: str, at: int) -> str:
    line = query.count("\n", 0, at) + 1
    return f"line {line}, column {at - query.rfind(chr(10), 0, at)}"
