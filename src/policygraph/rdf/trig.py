"""TriG for people: the same quads as the N-Quads file, with prefixes, grouped by subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final

from policygraph.rdf.prefixes import short
from policygraph.rdf.terms import PREFIXES, A, Triple

__all__ = ["Trig"]

# A name with a prefix that needs no escapes.
_SIMPLE = re.compile(r"[a-z]+:[A-Za-z0-9_][A-Za-z0-9_-]*")
_KEPT = 20_000
_TYPED = re.compile(r'(".*")\^\^(<[^<>"]*>)', re.DOTALL)
_NUMBER = re.compile(r'"([+-]?[0-9]+)"\^\^<http://www\.w3\.org/2001/XMLSchema#integer>')


class Trig:
    """Writes named graphs; names under ``BASE/id/`` are written relative to the base."""

    BETWEEN: Final = "\n"
    CLOSING: Final = "}\n"

    def __init__(self, base: str) -> None:
        """``base`` is the build's base IRI."""
        self._base = base
        self._local = f"<{base}id/"
        self._short: dict[str, str] = {}

    def header(self) -> str:
        """The lines before the first graph."""
        prefixes = "".join(f"@prefix {prefix}: <{base}> .\n" for prefix, base in sorted(PREFIXES.items()))
        return f"@base <{self._base}> .\n{prefixes}"

    def graph(self, name: str, triples: Iterable[Triple]) -> Iterator[str]:
        """One named graph, piece by piece; ``triples`` are sorted, each once."""
        yield self.opening(name)
        yield from self.subjects(triples)
        yield self.CLOSING

    def opening(self, name: str) -> str:
        """What a named graph begins with."""
        return f"\n{self._term(name)} {{\n"

    def subjects(self, triples: Iterable[Triple]) -> Iterator[str]:
        """What a named graph holds; one stretch of the sorted ``triples`` after another, with ``BETWEEN`` between."""
        between = ""
        for subject, about in groupby(triples, key=itemgetter(0)):
            yield between + self._subject(subject, about)
            between = self.BETWEEN

    def _subject(self, subject: str, statements: Iterable[Triple]) -> str:
        """All statements about a subject, its classes first."""
        short, values = self._short.get, {A: ""}
        for _, predicate, value in statements:
            # Most literals are text, and stand as they are.
            written = value if value[-1] != ">" else short(value) or self._term(value)
            before = values.get(predicate)
            values[predicate] = f"{before}, {written}" if before else written
        classes = values.pop(A)
        lines = [f"a {classes}"] if classes else []
        lines += [
            f"{short(predicate) or self._term(predicate)} {written}" for predicate, written in values.items()
        ]
        return f"  {self._term(subject)} " + " ;\n    ".join(lines) + " .\n"

    def _term(self, term: str) -> str:
        """An IRI or a literal with a type."""
        found = self._short.get(term)
        if found is None:
            # Few names come again much later; kept, they would be most of what a large build holds in memory.
            if len(self._short) > _KEPT:
                self._short.clear()
            found = self._short[term] = self._iri(term) if term[0] == "<" else self._typed(term)
        return found

    def _typed(self, term: str) -> str:
        if number := _NUMBER.fullmatch(term):
            return number[1]
        typed = _TYPED.fullmatch(term)
        return f"{typed[1]}^^{self._term(typed[2])}" if typed else term

    def _iri(self, term: str) -> str:
        if term.startswith(self._local):
            return f"<{term[len(self._base) + 1 :]}"
        name = short(term[1:-1])
        return name if _SIMPLE.fullmatch(name) else term
