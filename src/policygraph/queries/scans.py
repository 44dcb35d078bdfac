"""Queries of ours as large builds are asked them: so that the store reads each property once, from end to end.

A store on disk looks a thing up in some ten microseconds, and reads on in a third of one. Its engine looks each triple
pattern up for each row that it has so far, but joins subqueries by a hash table. So each pattern that stands for itself
becomes a subquery of its own, ``{ SELECT ?target ?year { ?target pg:targetYear ?year } }``, which means the same.

What could not be joined along a variable that has a value in each row stays as it is: without one the engine would
join all with all. So does what the few rules of grammar here do not know.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field
from functools import cache

from policygraph.queries.parameters import free, lookups
from policygraph.queries.questions import questions

__all__ = ["by_scans", "of_stock_by_scans"]

_TOKEN = re.compile(
    r'<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"(?:@\w+|\^\^[\w:]+)?|\?\w+|[A-Za-z][\w-]*:[\w-]+|\w+|[!<>]=|&&|\|\||[^\s\w]',
)
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_SELECT = re.compile(r"SELECT\b", re.IGNORECASE)
# Properties one after the other, which are as many patterns.
_PATH = re.compile(r"(?:a|[\w-]+:[\w-]+)(?:/(?:a|[\w-]+:[\w-]+))*")
# What may reach any number of things is looked up from where it begins.
_FAR = re.compile(r"[?*+]")
_OPEN, _CLOSE, _BETWEEN = ("(", "{"), (")", "}"), ("/", "|", "?", "*", "+")
_CONDITIONS = ("FILTER", "BIND")


class _UnknownError(Exception):
    """A query is written as the rules do not know."""


@dataclass(slots=True)
class _Group:
    """A group of patterns, written anew, and the variables that have a value in each of its rows."""

    written: list[str] = field(default_factory=list)
    certain: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        """The group in its brackets."""
        return f"{{ {' '.join(self.written)} }}"


def of_stock_by_scans(query: str) -> str:
    """A stock query, with or without its parameters, in which patterns are subqueries; any other as it is."""
    return by_scans(query) if free(query) in _stock() else query


def by_scans(query: str) -> str:
    """A query of ours in which patterns are subqueries; as it is where it is written as the rules do not know."""
    try:
        return _Rewriting(query).query()
    except _UnknownError:
        return query


@cache
def _stock() -> Set[str]:
    return lookups() | {free(one.query) for one in questions()}


class _Rewriting:
    """Reads a query token by token."""

    def __init__(self, query: str) -> None:
        self._text = _COMMENT.sub("", query)
        start = _SELECT.search(self._text)
        if not start:
            raise _UnknownError
        self._start = start.start()
        found = [*_TOKEN.finditer(self._text, self._start)]
        self._tokens = [one[0] for one in found]
        self._places = [one.span() for one in found]
        self._at = 0
        self._made = 0

    def query(self) -> str:
        written, _ = self._select()
        if self._at != len(self._tokens):
            raise _UnknownError
        return self._text[: self._start] + written

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        token = self._peek()
        if not token:
            raise _UnknownError
        self._at += 1
        return token

    def _since(self, start: int) -> str:
        """What is written from a token to where the reading is."""
        return self._text[self._places[start][0] : self._places[self._at - 1][1]] if start < self._at else ""

    def _skip(self) -> str:
        """The next token, or all up to the end of the bracket that opens there."""
        start, depth = self._at, 0
        while True:
            token = self._next()
            depth += (token in _OPEN) - (token in _CLOSE)
            if not depth:
                return self._since(start)

    def _select(self) -> tuple[str, Set[str]]:
        """A SELECT, from its first word to what ends it, and the variables that it always gives."""
        start, given = self._at, set()
        while self._peek() not in ("{", "WHERE"):
            given.add(self._skip())
        head = self._since(start)
        if self._peek() == "WHERE":
            self._next()
        group = self._group()
        start = self._at
        while self._peek() not in ("}", ""):
            self._skip()
        return f"{head} WHERE {group} {self._since(start)}", given & group.certain

    def _group(self) -> _Group:
        """What stands between the curly brackets that come next."""
        if self._next() != "{":
            raise _UnknownError
        group = _Group()
        while self._peek() != "}":
            self._element(group)
        self._next()
        return group

    def _element(self, group: _Group) -> None:
        word = self._peek()
        if word == ".":
            self._next()
        elif word == "SELECT":
            written, certain = self._select()
            group.written.append(written)
            group.certain |= certain
        elif word == "{":
            self._union(group)
        elif word == "OPTIONAL":
            self._optional(group)
        elif word in _CONDITIONS:
            start = self._at
            while self._peek() not in _OPEN:
                self._next()
            self._skip()
            group.written.append(self._since(start))
        elif word == "VALUES":
            self._values(group)
        else:
            self._triples(group)

    def _union(self, group: _Group) -> None:
        """A group within, or several of which each adds rows."""
        parts = [self._group()]
        while self._peek() == "UNION":
            self._next()
            parts.append(self._group())
        group.written.append(" UNION ".join(map(str, parts)))
        group.certain |= set.intersection(*(part.certain for part in parts))

    def _optional(self, group: _Group) -> None:
        self._next()
        start = self._at
        inner = self._group()
        written = inner if inner.certain & group.certain else self._since(start)
        group.written.append(f"OPTIONAL {written}")

    def _values(self, group: _Group) -> None:
        start = self._at
        self._next()
        variable, values = self._next(), self._skip()
        if "UNDEF" not in values:
            group.certain.add(variable)
        group.written.append(self._since(start))

    def _triples(self, group: _Group) -> None:
        subject, mark = self._next(), ";"
        while mark == ";":
            start = self._at
            self._skip()
            while self._peek() in _BETWEEN:
                if self._next() in "/|":
                    self._skip()
            path, mark = self._since(start), ","
            while mark == ",":
                self._pattern(group, subject, path, self._next())
                mark = self._next() if self._peek() in (",", ";") else ""

    def _pattern(self, group: _Group, subject: str, path: str, value: str) -> None:
        """A pattern as a subquery; a path of several properties as several."""
        steps = path.split("/") if _PATH.fullmatch(path) else [path]
        for number, step in enumerate(steps, 1):
            end = value if number == len(steps) else self._fresh()
            ends = sorted(term for term in (subject, end) if term.startswith("?"))
            pattern = f"{subject} {step} {end} ."
            if ends and not _FAR.search(step):
                pattern = f"{{ SELECT {' '.join(ends)} WHERE {{ {pattern} }} }}"
            group.written.append(pattern)
            group.certain.update(ends)
            subject = end

    def _fresh(self) -> str:
        self._made += 1
        return f"?between{self._made}"
