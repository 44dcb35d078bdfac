"""Where a thing of the graph stands in its document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pyoxigraph as ox

from policygraph.builds.places import block_of
from policygraph.builds.store import Build
from policygraph.model import Block
from policygraph.printable import legible
from policygraph.rdf.iris import Iris, owner_pattern, segment
from policygraph.rdf.terms import PG, PROV
from policygraph.sources.folders import find_again
from policygraph.validation.results import Place

__all__ = ["Locator", "files_below", "offset"]

_LINE_END = re.compile(r"\r\n|\r|\n")
_OFFSET = re.compile(r"[+-]?[0-9]{1,18}")
_CONTEXT = 40
# What names a thing that has no place of its own: it is shown where it is named first.
_NAMING = tuple(PG.iri(name) for name in ("agency", "cites", "indicator", "unit"))


def files_below(build: Build, folder: Path) -> dict[str, str]:
    """Where the documents of a build lie, by name, as paths from ``folder``; those not found below it are left out."""
    wanted = {entry.name: (entry.file, entry.sha256) for entry in build.manifest.documents}
    return {name: legible(path.as_posix()) for name, path in find_again(wanted, folder).items()}


def offset(term: object) -> int | None:
    """The offset that a literal of the graph states; None where it states none, which PG202 reports."""
    is_offset = isinstance(term, ox.Literal) and _OFFSET.fullmatch(term.value)
    return int(is_offset[0]) if is_offset else None


class Locator:
    """Finds the place of focus nodes; texts and lines are read once."""

    def __init__(self, build: Build, texts: Mapping[str, str], files: Mapping[str, str]) -> None:
        """``texts`` are the stored texts by the IRI of the source text, ``files`` the documents' files by name."""
        self._store = build.store
        self._texts = texts
        self._own = re.compile(owner_pattern(build.base))
        self._by_segment = {segment(name): name for name in files}
        self._iris = Iris(build.base)
        self._names = {self._iris.text(name): (name, file) for name, file in files.items()}
        self._starts: dict[str, list[int]] = {}

    def document(self, thing: str) -> str:
        """The name of the document that a thing belongs to by its IRI, or ''."""
        match = self._own.match(thing)
        return self._by_segment.get(match[1], "") if match else ""

    def place(self, thing: str, among: str = "") -> Place | None:
        """The place of a span, of what was quoted from one, or of the first fact that names the thing.

        Several documents may name one thing: its place in the document ``among`` comes first.
        """
        if not re.match(r"[A-Za-z][\w+.-]*:[^\s<>\"{}|\\^`]+$", thing):
            return None
        node = ox.NamedNode(thing)
        if written := self._written(node):
            return written
        own = self._span(node) or self._quoted(node) or self._quoted_by_rule(node)
        return own or self._first_naming(node, among)

    def _written(self, node: ox.NamedNode) -> Place | None:
        """Where a correction stands in its file, which lies beside the document or is called by its own name."""
        line = self._value(node, PG.iri("correctionLine"))
        if not line:
            return None
        file = PurePosixPath(self._value(node, PG.iri("correctionFile")))
        document = self.document(node.value)
        shown = PurePosixPath(self._names[self._iris.text(document)][1]) if document else None
        is_beside = shown is not None and file.name.startswith(f"{shown.stem}.")
        at = offset(ox.Literal(line)) or 1
        column = offset(ox.Literal(self._value(node, PG.iri("correctionColumn")))) or 1
        quote = self._value(node, PG.iri("anchorQuote"))
        return Place(
            document=document,
            file=str(shown.with_name(file.name)) if shown and is_beside else str(file),
            start=0,
            end=0,
            line=at,
            column=column,
            end_line=at,
            end_column=column,
            quote=quote,
            before="",
            after="",
        )

    def _first_naming(self, node: ox.NamedNode, among: str) -> Place | None:
        named = [
            place
            for predicate in _NAMING
            for quad in self._store.quads_for_pattern(None, ox.NamedNode(predicate), node, ox.DefaultGraph())
            if isinstance(quad.subject, ox.NamedNode) and (place := self._quoted(quad.subject))
        ]
        return min(named, key=lambda p: (p.document != among, p.document, p.start, p.end), default=None)

    def _quoted(self, node: ox.NamedNode) -> Place | None:
        for predicate in (PROV.iri("wasQuotedFrom"), PG.iri("textSpan")):
            for value in sorted(self._values(node, predicate), key=str):
                if isinstance(value, ox.NamedNode) and (place := self._span(value)):
                    return place
        return None

    def _quoted_by_rule(self, node: ox.NamedNode) -> Place | None:
        """The place of the standing rule that an assignment follows from, whose words are its evidence."""
        rules = sorted(self._values(node, PROV.iri("wasDerivedFrom")), key=str)
        found = (self._quoted(rule) for rule in rules if isinstance(rule, ox.NamedNode))
        return next(filter(None, found), None)

    def _span(self, span: ox.NamedNode) -> Place | None:
        ends = [self._values(span, PG.iri(name)) for name in ("start", "end", "inText")]
        if not all(ends):
            return None
        start, end, text = offset(ends[0][0]), offset(ends[1][0]), ends[2][0].value
        if start is None or end is None or text not in self._texts:
            return None
        length = len(self._texts[text])
        first = min(max(start, 0), length)
        block = block_of(lambda name: self._value(span, name), start)
        return self._stretch(text, first, min(max(end, first), length), block)

    def _value(self, subject: ox.NamedNode, predicate: str) -> str:
        return next((value.value for value in self._values(subject, predicate)), "")

    def _values(self, subject: ox.NamedNode, predicate: str) -> list[ox.NamedNode | ox.Literal]:
        quads = self._store.quads_for_pattern(subject, ox.NamedNode(predicate), None, ox.DefaultGraph())
        return [quad.object for quad in quads if isinstance(quad.object, (ox.NamedNode, ox.Literal))]

    def _stretch(self, text: str, start: int, end: int, block: Block | None = None) -> Place:
        source = self._texts[text]
        if text not in self._starts:
            self._starts[text] = [0, *(match.end() for match in _LINE_END.finditer(source))]
        starts = self._starts[text]
        line, end_line = bisect_right(starts, start), bisect_right(starts, end)
        left = max(starts[line - 1], start - _CONTEXT)
        right = _LINE_END.search(source, end)
        stop = min(right.start() if right else len(source), end + _CONTEXT)
        document, file = self._names[text]
        return Place(
            document=document,
            file=file,
            start=start,
            end=end,
            line=line,
            column=start - starts[line - 1] + 1,
            end_line=end_line,
            end_column=end - starts[end_line - 1] + 1,
            quote=source[start:end],
            # A span may start inside a CRLF.
            before=source[left:start].rstrip("\r"),
            after=source[end:stop],
            block=block,
        )
