"""A picture as a page: the facts that a template lays out, with the quotes that its cells lead to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from math import ceil
from typing import TypeVar

from policygraph.builds.places import block_words
from policygraph.model import Quote
from policygraph.pages import Language, render
from policygraph.queries.documents import Document
from policygraph.vocabulary import code_name

__all__ = [
    "Head",
    "Key",
    "Page",
    "PageCell",
    "Passage",
    "Quotes",
    "code_words",
    "heads",
    "letter",
    "portions",
]

# How many characters of the text stand before and after a quote.
_CONTEXT = 40

T = TypeVar("T")
Quotes = tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell: its text with a mark before and a smaller line below, the classes of its look, and what is behind it.

    ``hover`` says more to the one who points at it, ``quotes`` are where it was read.
    """

    text: str = ""
    look: str = ""
    hover: str = ""
    quotes: Quotes = ()
    below: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of a legend: the look and letter of a cell ('' for words alone), and what it means."""

    look: str
    letter: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: a document, the name of its area, and what tells it from others ('' if nothing)."""

    document: Document
    name: str
    below: str

    @property
    def hover(self) -> str:
        """All that a document is called."""
        return " ".join(filter(None, (self.document.place, self.document.place_en, self.document.reference)))


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote with the place that it stands at and its line around it."""

    where: str
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Page:
    """What ``template`` lays out: ``titles`` in both languages, and ``facts`` by the template's names for them.

    ``quotes`` are those of all cells; ``documents`` are named in the footer, ``notes`` say there what is left out.
    """

    template: str
    titles: tuple[str, str]
    facts: Mapping[str, object]
    quotes: tuple[Quotes, ...]
    documents: tuple[str, ...]
    notes: tuple[str, ...] = ()
    paper: str = field(default="A4")

    def html(self, language: Language, text_of: Callable[[str], str] | None) -> str:
        """The page, which needs nothing else.

        Args:
            language: of its words.
            text_of: gives the text of the document of a name; None leaves the quotes out.
        """
        anchors = _anchors(self.quotes) if text_of else {}
        passages = tuple(_passages(anchors, cache(text_of))) if text_of else ()
        return render(
            self.template,
            language,
            title=language.say(*self.titles),
            titles=self.titles,
            paper=self.paper,
            documents=self.documents,
            notes=self.notes,
            anchors=anchors,
            passages=passages,
            **self.facts,
        )


def _anchors(groups: Iterable[Quotes]) -> dict[Quotes, str]:
    """A name for all quotes of each cell, in the order of the texts."""
    used = {quotes for quotes in groups if quotes}
    ordered = sorted(used, key=lambda quotes: [(one.document, one.start, one.end) for one in quotes])
    return {quotes: f"q{number}" for number, quotes in enumerate(ordered, start=1)}


def _passages(
    anchors: Mapping[Quotes, str], text_of: Callable[[str], str]
) -> Iterator[tuple[str, tuple[Passage, ...]]]:
    for quotes, name in anchors.items():
        yield name, tuple(_passage(one, text_of(one.document)) for one in dict.fromkeys(quotes))


def _passage(quote: Quote, text: str) -> Passage:
    where = " ".join(filter(None, (quote.file, block_words(quote.block), f"{quote.start}–{quote.end}")))
    before = text[max(0, quote.start - _CONTEXT) : quote.start].rpartition("\n")[2]
    after = text[quote.end : quote.end + _CONTEXT].partition("\n")[0]
    return Passage(where, before, quote.text, after)


def portions(items: Sequence[T], most: int) -> tuple[tuple[T, ...], ...]:
    """``items`` in runs of about the same length, none longer than ``most``; one empty run if there are none."""
    number = max(1, ceil(len(items) / most))
    bounds = [len(items) * rank // number for rank in range(number + 1)]
    return tuple(tuple(items[start:end]) for start, end in pairwise(bounds))


def code_words(code: str, language: Language) -> str:
    """What the vocabulary calls a code."""
    return language.say(code_name(code), code_name(code, "en"))


def letter(letters: tuple[str, str], language: Language) -> str:
    """A letter or word where there is no room for both languages: the Chinese one where both are shown."""
    return letters[language is Language.EN]


def heads(
    documents: Sequence[Document], everything: Iterable[Document], language: Language
) -> tuple[Head, ...]:
    """Heads of columns: the area's name, and below it that in Latin letters where both languages are shown.

    Where several documents of ``everything`` are of one area, such as a city's and that of its department, their
    numbers stand below.
    """
    counts = Counter(one.place for one in everything)
    found = []
    for one in documents:
        name = one.place_en if language is Language.EN and one.place_en else one.place
        latin = one.place_en if language is Language.BOTH else ""
        found.append(Head(one, name, latin if counts[one.place] == 1 else one.number or one.name))
    return tuple(found)
