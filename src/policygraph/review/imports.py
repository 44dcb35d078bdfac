"""Web Annotations as lines of a corrections file: what was marked is held against what the build says there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build
from policygraph.model import Span
from policygraph.model.corrections import CORRECTABLE, Anchor, Correction, CorrectionKind, Decision
from policygraph.queries.address import document
from policygraph.queries.quoted import CHECKED, QuotedFact, quoted_facts
from policygraph.rdf.terms import DCTERMS, PG
from policygraph.review.lines import path_at, places
from policygraph.review.webannotations import WebAnnotation
from policygraph.sources.written_corrections import anchor_at

__all__ = ["Imported", "Refusal", "imported"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """An annotation of which no line was made; ``why`` is a clause that says what to do."""

    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Imported:
    """Lines for a corrections file, what could not be read, and how many annotations say what the build says."""

    lines: tuple[Correction, ...]
    refused: tuple[Refusal, ...]
    agreeing: int


class _RefusedError(Exception):
    """An annotation cannot be read; the message is the clause."""


def imported(build: Build, annotations: Iterable[WebAnnotation]) -> Imported:
    """The decisions in some annotations.

    An annotation is about the fact of its kind (a tag) that stands at its words. A body that assesses (``confirm`` or
    ``reject``) decides about it; a field (``value: 16``) that differs from the build's replaces that. Where the build
    has no such fact it is added, with its fields. Further comments are the reason.

    Raises:
        GraphError: the text of a document is missing from the build.
    """
    reading = _Import(build)
    lines: list[Correction] = []
    refused: list[Refusal] = []
    agreeing = 0
    for annotation in annotations:
        try:
            found = list(reading.lines(annotation))
        except _RefusedError as error:
            refused.append(Refusal(annotation.number, str(error)))
            continue
        lines += found
        agreeing += not found
    return Imported(tuple(lines), tuple(refused), agreeing)


class _Import:
    """Holds annotations against a build."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._reader = Reader(build)
        self._at: dict[tuple[str, str, int, int], QuotedFact] = {}
        self._by_iri: dict[str, QuotedFact] = {}
        for fact in quoted_facts(build):
            self._by_iri[fact.iri] = fact
            self._at.setdefault((fact.document, fact.kind, fact.start, fact.end), fact)

    def lines(self, annotation: WebAnnotation) -> Iterator[Correction]:
        """The lines of one annotation; none where it says what the build says.

        Raises:
            _RefusedError: it cannot be told what it is about.
        """
        name = self._document(annotation.source)
        span = self._place(name, annotation)
        fact = self._fact(name, span, annotation)
        word = next((tag for tag in annotation.tags if tag in CHECKED), "")
        if not word and fact is None:
            raise _RefusedError(
                f"no tag says what kind of fact it is; tag it with one of {', '.join(CHECKED)}"
            )
        if fact and fact.kind not in CHECKED:
            if annotation.assessments:
                raise _RefusedError(f"a {fact.kind} cannot be corrected; correct its obligation or target")
            return
        kind = CorrectionKind(fact.kind if fact else word)
        yield from self._decided(annotation, kind, name, self._anchor(name, span, fact), fact)

    def _decided(
        self,
        annotation: WebAnnotation,
        kind: CorrectionKind,
        name: str,
        anchor: Anchor,
        fact: QuotedFact | None,
    ) -> Iterator[Correction]:
        def line(decision: Decision, field: str = "", was: str = "", now: str = "") -> Correction:
            said = (annotation.comment, annotation.author, annotation.date)
            return Correction(name, kind, anchor, decision, field, was, now, *said)

        if not fact:
            yield line(Decision.ADD)
        for word in annotation.assessments:
            if word not in (Decision.CONFIRM, Decision.REJECT):
                raise _RefusedError(f"it assesses as {word!r}; write confirm or reject")
            if fact:
                yield line(Decision(word))
        there: Mapping[str, str] = fact.field if fact else {}
        for field, now in annotation.fields:
            if field in CORRECTABLE[kind] and now != there.get(field, ""):
                yield line(Decision.REPLACE, field, there.get(field, ""), now)

    def _document(self, source: str) -> str:
        """The name of the document that a source names: by its text, its IRI, its name, or the name of its file."""
        reader = self._reader
        last = source.rstrip("/").rpartition("/")[2]
        plans = reader.subjects(PG.iri("sourceText"), source) if ":" in source else []
        for iri in (
            *plans,
            source,
            document(reader, source),
            document(reader, last),
            document(reader, last.rpartition(".")[0]),
        ):
            if name := reader.value(iri, DCTERMS.iri("identifier")):
                return name
        raise _RefusedError(f"its source {source!r} is not a document of the build; write the name of one")

    def _place(self, name: str, annotation: WebAnnotation) -> Span | None:
        """Where the words stand, by position, else by what is around them; None where it has no words."""
        text, exact = self._build.text(name), annotation.exact
        if not exact:
            return None
        if annotation.start is not None and text.startswith(exact, annotation.start):
            return Span(annotation.start, annotation.start + len(exact))
        found = [
            at
            for at in places(text, exact)
            if text.endswith(annotation.prefix, 0, at) and text.startswith(annotation.suffix, at + len(exact))
        ]
        if len(found) != 1:
            how = f"stand {len(found)} times" if found else "do not stand"
            raise _RefusedError(f"its words “{exact[:30]}” {how} in {name}; mark them again")
        return Span(found[0], found[0] + len(exact))

    def _fact(self, name: str, span: Span | None, annotation: WebAnnotation) -> QuotedFact | None:
        if (fact := self._by_iri.get(annotation.about)) and fact.document == name:
            return fact
        if span is None:
            kinds = [tag for tag in annotation.tags if tag == CorrectionKind.DOCUMENT]
            return self._at.get((name, kinds[0], 0, 0)) if kinds else None
        found = (self._at.get((name, tag, span.start, span.end)) for tag in annotation.tags)
        return next((fact for fact in found if fact), None)

    def _anchor(self, name: str, span: Span | None, fact: QuotedFact | None) -> Anchor:
        if fact and not fact.quote:
            return Anchor()
        if fact:
            span = Span(fact.start, fact.end)
        if span is None:
            raise _RefusedError("it marks no words; mark those of the fact")
        return anchor_at(
            self._build.text(name), span, fact.path if fact else path_at(self._reader, name, span.start)
        )
