"""Sentences that look as if they said something and gave no fact: where to look for what the rules missed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from policygraph import resources
from policygraph.builds.manifest import DocumentEntry
from policygraph.builds.reader import Reader
from policygraph.builds.store import Build
from policygraph.extraction.chapters import tells_background
from policygraph.extraction.obligations.binding import binding_words
from policygraph.extraction.obligations.deadlines import tells_past
from policygraph.extraction.periods import years_of
from policygraph.extraction.targets.quantities import QuantityFinder
from policygraph.model import Block, ProvisionKind, Sentence, Source, Span, Table, Text
from policygraph.queries.quoted import quoted_facts
from policygraph.rdf.terms import DCTERMS, PG
from policygraph.sources.text import read_text
from policygraph.structure.outline import read_outline
from policygraph.vocabulary import load_lexicon

__all__ = ["Reason", "Setting", "Unread", "unread_sentences"]

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
# These say what they are made of and nothing else of their sentence.
_PLACES_ONLY = ("citation", "assignment")
_WHOLE = ("target", "obligation", "delegated", "deliverable", "evaluation", "grade")
# The other kinds of files have pages, paragraphs or rows of their own.
_WITHOUT_BLOCKS = ("text/plain", "text/markdown")


class Reason(StrEnum):
    """What makes a sentence look like a fact."""

    NUMBER = "number"
    DUTY_WORD = "duty-word"
    BOTH = "number;duty-word"


class Setting(StrEnum):
    """Where a sentence stands, or that it tells the past: in a measure a fact is the likeliest to be missed."""

    MEASURE = "measure"
    PREAMBLE = "preamble"
    ELSEWHERE = "elsewhere"
    BACKGROUND = "background"
    PAST = "past"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence, or a row of a table, that gave no fact.

    ``[start, end)`` is its place in the document's text in code points; ``words`` are the numbers and duty words.
    """

    document: str
    path: str
    start: int
    end: int
    quote: str
    reason: Reason
    words: tuple[str, ...]
    setting: Setting


def unread_sentences(build: Build) -> Iterator[Unread]:
    """The sentences and rows with a number or a duty word of which no fact was made, in the order of the texts.

    Numbers and words inside of a citation or of a body's name do not count. Heads of tables, rows that were printed
    before, titles, headings and responsibility brackets are left out: what is not read of these is a finding.

    Raises:
        GraphError: the text of a document is missing from the build.
    """
    lexicon = load_lexicon(resources.ontology(), resources.directives())
    names = (name for area in lexicon.areas.values() for name in area.names)
    quantities = QuantityFinder(lexicon.unit_by_label, names)
    whole, parts = _places(build, _WHOLE), _places(build, _PLACES_ONLY)
    for entry in sorted(build.manifest.documents, key=lambda entry: entry.name):
        text = read_text(_source(build, entry))
        looked = _Document(entry.name, text, quantities, whole.get(entry.name, ()), parts.get(entry.name, ()))
        yield from looked.unread()


def _places(build: Build, kinds: Sequence[str]) -> Mapping[str, list[Span]]:
    """Where facts of some kinds stand, by document."""
    found: dict[str, list[Span]] = defaultdict(list)
    for fact in quoted_facts(build, kinds):
        found[fact.document].append(Span(fact.start, fact.end))
    return found


def _source(build: Build, entry: DocumentEntry) -> Source:
    """The text of a document as it was read; only whether its file has blocks matters for reading it again."""
    reader = Reader(build)
    media_type = reader.value(reader.value(entry.iri, PG.iri("sourceText")), DCTERMS.iri("format"))
    blocks = () if media_type in _WITHOUT_BLOCKS else (Block(0),)
    text = build.text(entry.name)
    return Source(entry.name, entry.file, text, entry.sha256, entry.encoding, media_type, blocks=blocks)


class _Document:
    """One document, read once more for its sentences.

    Args:
        name: its name.
        text: its text.
        quantities: finds numbers in words.
        whole: where facts stand that are what their sentence says.
        parts: where facts stand that say nothing of the rest of their sentence.
    """

    def __init__(
        self, name: str, text: Text, quantities: QuantityFinder, whole: Sequence[Span], parts: Sequence[Span]
    ) -> None:
        self._name = name
        self._text = text
        self._quantities = quantities
        self._read = _marked(text, whole)
        self._named = _marked(text, parts)
        self._outline = read_outline(text)
        self._years = years_of(self._outline, text.clean)

    def unread(self) -> Iterator[Unread]:
        """What gave no fact, in order."""
        rows = ((row, True) for table in self._outline.tables for row in _rows(table))
        pieces = [*((sentence, False) for sentence in self._outline.sentences), *rows]
        for sentence, is_row in sorted(pieces, key=lambda piece: piece[0].start):
            span = self._text.span(sentence.start, sentence.end)
            if sentence.end <= self._outline.title_end or any(self._read[span.start : span.end]):
                continue
            figures, duties = (
                self._figures(sentence, is_row=is_row),
                self._told(sentence, binding_words(sentence.text)),
            )
            if figures or duties:
                yield Unread(
                    document=self._name,
                    path=sentence.path,
                    start=span.start,
                    end=span.end,
                    quote=self._text.quote(span),
                    reason=Reason.BOTH
                    if figures and duties
                    else Reason.NUMBER
                    if figures
                    else Reason.DUTY_WORD,
                    words=(*figures, *duties),
                    setting=Setting.TABLE if is_row else self._setting(sentence),
                )

    def _figures(self, sentence: Sentence, *, is_row: bool) -> list[str]:
        """Numbers of a sentence; of a row those behind its first cell, which may count the rows."""
        first = sentence.text.find("\t") if is_row else 0
        found = [quantity for quantity in self._quantities.find(sentence.text) if quantity.start >= first]
        taken = [(quantity.start, quantity.end) for quantity in found]
        digits = (match.span() for match in _DIGITS.finditer(sentence.text, first))
        taken += [one for one in digits if not any(start < one[1] and one[0] < end for start, end in taken)]
        return self._told(sentence, sorted(taken))

    def _told(self, sentence: Sentence, places: Iterable[tuple[int, int]]) -> list[str]:
        """The words at some places of a sentence that are in no citation or name."""
        found = []
        for start, end in places:
            span = self._text.span(sentence.start + start, sentence.start + end)
            if not all(self._named[span.start : span.end]):
                found.append(sentence.text[start:end])
        return found

    def _setting(self, sentence: Sentence) -> Setting:
        outline = self._outline
        titles = {provision.path: provision.title for provision in outline.provisions}
        if sentence.path == ProvisionKind.PREAMBLE:
            return Setting.PREAMBLE
        if tells_background(sentence.path, titles):
            return Setting.BACKGROUND
        if tells_past(sentence.text, self._years):
            return Setting.PAST
        is_measure = any(one.is_measure for one in outline.provisions if one.path == sentence.path)
        return Setting.MEASURE if is_measure else Setting.ELSEWHERE


def _marked(text: Text, spans: Iterable[Span]) -> bytearray:
    """For each character of a source whether it lies in one of the spans."""
    marks = bytearray(len(text.source))
    for span in spans:
        marks[span.start : span.end] = b"\1" * (span.end - span.start)
    return marks


def _rows(table: Table) -> Iterator[Sentence]:
    """The rows of a table but for its heads; none of one that is printed again."""
    for row in () if table.repeats else table.rows[1:]:
        start, end = row[0].start, max(cell.end for cell in row)
        cells = "\t".join(cell.text for cell in row)
        if cells.strip():
            yield Sentence(table.path, cells, start, end)
