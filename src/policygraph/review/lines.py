"""Lines of a corrections file that are ready to be decided: of facts that stand in a build, or at words of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build
from policygraph.errors import QueryError
from policygraph.model import Span
from policygraph.model.corrections import CORRECTABLE, Anchor, Correction, CorrectionKind, Decision
from policygraph.queries.address import document
from policygraph.queries.quoted import CHECKED, QuotedFact, quoted_facts
from policygraph.rdf.terms import DCTERMS, PG, PROV
from policygraph.sources.listed import listed
from policygraph.sources.written_corrections import anchor_at

__all__ = ["added", "line_of", "lines_at", "path_at", "places"]


def line_of(fact: QuotedFact, text: str) -> Correction:
    """The line of a fact without a decision; ``was`` lists what can be corrected. ``text`` is its document's."""
    kind = CorrectionKind(fact.kind)
    return Correction(
        document=fact.document,
        kind=kind,
        anchor=anchor_at(text, Span(fact.start, fact.end), fact.path) if fact.quote else Anchor(),
        was=listed((name, value) for name, value in fact.fields if name in CORRECTABLE[kind]),
    )


def lines_at(build: Build, name: str, words: str, kind: CorrectionKind | None = None) -> list[Correction]:
    """The lines of what was read at some words of a document, or of the document itself where ``words`` are ''.

    With a ``kind`` these are the facts of that kind that hold the words or stand in them, and where there is none a
    line that adds one.
    Without it they are the facts that the words are the quote of.

    Raises:
        QueryError: the build has no such document, the words do not stand in it, or nothing was read there.
        GraphError: the text of the document is missing from the build.
    """
    reader = Reader(build)
    known = reader.value(document(reader, name), DCTERMS.iri("identifier"))
    if not known:
        names = ", ".join(sorted(entry.name for entry in build.manifest.documents))
        raise QueryError(f"the build holds no document {name!r}; it holds: {names}")
    text = build.text(known)
    facts = [fact for fact in quoted_facts(build, CHECKED) if fact.document == known]
    if not words:
        return [line_of(fact, text) for fact in facts if fact.kind == CorrectionKind.DOCUMENT]
    starts = list(places(text, words))
    if not starts:
        raise QueryError(f"the words {words!r} do not stand in {known}; copy them from its text")
    found: list[Correction] = []
    for start in starts:
        span = Span(start, start + len(words))
        there = [line_of(fact, text) for fact in facts if _is_at(fact, span, kind)]
        if kind and not there:
            anchor = anchor_at(text, span, path_at(reader, known, start))
            there = [Correction(known, kind, anchor, Decision.ADD)]
        found += [line for line in there if line not in found]
    if not found:
        raise QueryError(f"nothing was read from {words!r} in {known}; say with --kind what is missing there")
    return found


def added(there: Sequence[Correction], found: Iterable[Correction]) -> list[Correction]:
    """The lines of a file and those that were found and about whose facts it holds none."""
    known = {(line.document, line.kind, line.anchor) for line in there}
    return [*there, *(line for line in found if (line.document, line.kind, line.anchor) not in known)]


def _is_at(fact: QuotedFact, span: Span, kind: CorrectionKind | None) -> bool:
    if not kind:
        return (fact.start, fact.end) == (span.start, span.end)
    is_around = fact.start <= span.start and span.end <= fact.end
    is_within = span.start <= fact.start and fact.end <= span.end
    return fact.kind == kind and bool(fact.quote) and (is_around or is_within)


def path_at(reader: Reader, name: str, offset: int) -> str:
    """The path of the innermost provision that holds an offset of a document, '' for none."""
    held = [(end - start, path) for start, end, path in _stretches(reader, name) if start <= offset < end]
    return min(held, default=(0, ""))[1]


def _stretches(reader: Reader, name: str) -> Iterator[tuple[int, int, str]]:
    """Where the bodies and headings of a document's provisions stand."""
    for part in reader.subjects(PG.iri("ofDocument"), document(reader, name)):
        path = reader.value(part, PG.iri("path"))
        for predicate in (PG.iri("textSpan"), PROV.iri("wasQuotedFrom")):
            if path and (quote := reader.quote(part, predicate)):
                yield quote.start, quote.end, path


def places(text: str, words: str) -> Iterator[int]:
    """Where some words stand in a text, also where they overlap."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
