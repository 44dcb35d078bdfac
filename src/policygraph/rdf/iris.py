"""The IRIs of the graph: readable, decided by content alone, never by the order of files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from policygraph.errors import UsageError
from policygraph.model import NamedArea, Span
from policygraph.model.numbering import to_int
from policygraph.rdf.terms import AREA, VOCABULARY

__all__ = ["BASE", "Iris", "document_of", "is_annex", "number_of", "owner_pattern", "part", "segment"]

BASE = VOCABULARY

# What RFC 3987 does not allow in one segment of a path (isegment = *ipchar). Python compiles a class of characters one
# by one: what is allowed, and written as such, took as long as twenty other patterns.
_ILLEGAL = re.compile(
    r"[\0- \"#%/<>?\[\\\]^`{|}\x7f-\x9f\ud800-\uf8ff\ufdd0-\ufdef\ufff0-\uffff"
    r"\U0001fffe-\U0001ffff\U0002fffe-\U0002ffff\U0003fffe-\U0010ffff]"
)
# Of a quote letters, digits, - and . are shown; all else would be encoded, or be in the way on a command line.
_NOT_SHOWN = re.compile(r"[^\w.\-]+|_+")
_LONGEST_QUOTE, _LOOKED_AT = 16, 100
_USABLE_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*://[^\s<>\"{}|\\^`?#]*/")
_LONGEST_BASE = 1000
_QUOTES = re.compile(r"[“”‘’'\"《》〈〉\s]")
_ITEM = re.compile(r"(?:(?P<chapter>[^/（]+)/)?（(?P<item>[^）]+)）")
_ANNEX = re.compile(r"附件(?P<number>\d*)")


@lru_cache(maxsize=4096)
def segment(text: str) -> str:
    """Text as one segment of an IRI's path: Chinese stays, what RFC 3987 forbids is percent-encoded."""
    # These two mean a folder, and programs resolve them away.
    return text.replace(".", "%2E") if text in (".", "..") else _ILLEGAL.sub(_percent, text)


# Of each document, and of each part of one, many facts are told.
@lru_cache(maxsize=4096)
def _of_document(base: str, kind: str, name: str) -> str:
    return f"{base}id/{kind}/{segment(name)}"


@lru_cache(maxsize=4096)
def part(path: str) -> str:
    """The end of a provision's IRI: 三/（一） → measure/3.1, 二 → chapter/2, 附件1 → annex/1, preamble.

    A path of another form is kept as one segment under ``provision/``.
    """
    if path == "preamble":
        return path
    if annex := _ANNEX.fullmatch(path):
        return f"annex/{annex['number'] or 1}"
    try:
        if item := _ITEM.fullmatch(path):
            chapter = f"{to_int(item['chapter'])}." if item["chapter"] else ""
            return f"measure/{chapter}{to_int(item['item'])}"
        return f"chapter/{to_int(path)}"
    except ValueError:
        return f"provision/{segment(path)}"


def number_of(iri: str) -> str:
    """The last part of a provision's or document's IRI: 3.8 of …/measure/3.8, 1 of …/annex/1."""
    return iri.rpartition("/")[2]


def is_annex(provision: str) -> bool:
    """Whether the IRI is that of an annex: these are numbered from 1 beside the chapters."""
    return provision.rpartition("/")[0].endswith("/annex")


def document_of(provision: str) -> str:
    """The document of a provision, by its IRI: …/directive/D/provision/3.8, …/plan/D/measure/3.8, …/plan/D/preamble."""
    before, _, last = provision.rpartition("/")
    return before if last == "preamble" else before.rpartition("/")[0]


def owner_pattern(base: str) -> str:
    """A regular expression at the beginning of the IRIs of what belongs to one document; its group is the segment.

    That is the segment of the document's name, in the IRI of a plan or of a text and in all that go on from there.
    """
    return re.escape(f"{base}id/") + r"(?:plan|text)/([^/#>]+)"


@dataclass(frozen=True, slots=True)
class Iris:
    """The IRIs of a build under one base.

    Raises:
        UsageError: the base is no absolute IRI that ends in ``/``.
    """

    base: str = BASE

    def __post_init__(self) -> None:
        if not _USABLE_BASE.fullmatch(self.base) or not _is_read_back(self.base):
            raise UsageError(
                f"the base {self.base!r:.200} must be an absolute IRI that ends in /, like {BASE}"
            )

    def named(self, *segments: str) -> str:
        """The IRI ``BASE/id/…`` of segments that are IRI-safe already."""
        return f"{self.base}id/{'/'.join(segments)}"

    def plan(self, name: str) -> str:
        """The document that was read from the source ``name``."""
        return _of_document(self.base, "plan", name)

    def text(self, name: str) -> str:
        """The source text of a document."""
        return _of_document(self.base, "text", name)

    def span(self, name: str, span: Span) -> str:
        """A stretch of a source text, as RFC 5147 writes it."""
        return f"{self.text(name)}#char={span.start},{span.end}"

    def graph(self, *segments: str) -> str:
        """A named graph."""
        return self.named("graph", *map(segment, segments))

    def provision(self, name: str, path: str) -> str:
        """A part of a document."""
        return f"{self.plan(name)}/{part(path)}"

    def fact(self, name: str, kind: str, place: str, quote: str, digest: str) -> str:
        """A fact of the document ``name``; ``place`` is the :func:`part` that holds it.

        Of the quote so much is shown as people need to recognise it; ``digest`` tells the fact from all others.
        """
        words = quote[:_LONGEST_QUOTE]
        if not words.isalnum():
            words = _NOT_SHOWN.sub("", quote[:_LOOKED_AT])[:_LONGEST_QUOTE]
        return f"{self.plan(name)}/{kind}/{place}/{'-'.join(filter(None, (segment(words), digest)))}"

    def derived_assignment(self, name: str, path: str, rule: str) -> str:
        """What the standing rule of the assignment ``rule`` says of a measure: told by both, by no place."""
        kind = f"{self.plan(name)}/assignment/"
        return f"{kind}{part(path)}/standing/{rule.removeprefix(kind)}"

    def place(self, name: str, place: NamedArea) -> str:
        """An administrative area of the vocabulary, or a place that only this document names."""
        if place.code:
            return f"{AREA.base}{place.code}"
        return f"{self.plan(name)}/place/{segment(place.name)}"

    def cited(self, number: str, title: str) -> str:
        """A document that the register does not list, by its number or else by its title without quotation marks."""
        return self.named("document", segment(re.sub(r"\s", "", number) or _QUOTES.sub("", title)))

    def agency(self, name: str, document: str = "") -> str:
        """A body by its full name; where nobody knows whose it is (市发展和改革委员会), only the ``document``'s."""
        return (
            f"{self.plan(document)}/agency/{segment(name)}"
            if document
            else self.named("agency", segment(name))
        )

    def indicator(self, phrase: str) -> str:
        """An indicator that the vocabulary does not know."""
        return self.named("indicator", segment(phrase))

    def unit(self, label: str) -> str:
        """A unit that the vocabulary does not know."""
        return self.named("unit", segment(label))


def _is_read_back(base: str) -> bool:
    """Whether the parser that opens builds takes the IRI; it also refuses a percent sign that encodes nothing.

    Each IRI of a build begins with it, so that a very long one would fill the disk.
    """
    if len(base) > _LONGEST_BASE:
        return False
    term = f"<{base}>"
    try:
        return len(list(ox.parse(f"{term} {term} {term} .".encode(), format=ox.RdfFormat.N_TRIPLES))) == 1
    except (SyntaxError, UnicodeEncodeError):
        return False


def _percent(match: re.Match[str]) -> str:
    data = match.group().encode("utf-8", "surrogateescape")
    return "".join(f"%{byte:02X}" for byte in data)
