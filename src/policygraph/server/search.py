"""Search: every place of some words in the texts, with sentence, measure and facts; and what is called by them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from policygraph.builds.rows import answers
from policygraph.model import Span
from policygraph.rdf.terms import PG
from policygraph.server.marking import mark_before
from policygraph.server.occurrences import FoldedText, Folding
from policygraph.server.places import label_of
from policygraph.server.views import PageRequest, PageView, number

if TYPE_CHECKING:
    from policygraph.server.workbench import Workbench

__all__ = ["Hit", "NamedThing", "SearchIndex", "index_of", "page"]

# The kinds of facts by their class in the ontology, which has the words for them, and their table.
_KINDS: Mapping[str, str] = {
    "Target": "targets",
    "Obligation": "obligations",
    "Assignment": "assignments",
    "Citation": "citations",
    "DelegatedTarget": "delegated",
    "Deliverable": "deliverables",
    "Condition": "conditions",
    "NamedEntity": "named",
    "Evaluation": "evaluations",
    "GradeRequirement": "grades",
}
_PROVISIONS = """
PREFIX pg: <https://w3id.org/policygraph/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT DISTINCT ?document ?path ?title ?head ?start ?end {
  ?iri pg:path ?path ; pg:ofDocument/dcterms:identifier ?document .
  OPTIONAL { ?iri dcterms:title ?title }
  OPTIONAL { ?iri prov:wasQuotedFrom/pg:start ?head }
  OPTIONAL { ?iri pg:textSpan ?body . ?body pg:start ?start ; pg:end ?end }
} ORDER BY ?document ?start ?end
"""
_PER_PAGE = 50
# Of a facet or of things with a name, no more are shown: who wants others narrows the search.
_MOST = 30


@dataclass(frozen=True, slots=True)
class _Provision:
    """A part of a document with a text of its own, and its chapter; ``span`` begins at its title."""

    path: str
    title: str
    chapter: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Fact:
    """A fact where it stands; ``kind`` is its class."""

    kind: str
    iri: str
    span: Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that holds what is looked for.

    ``places`` are all places of the words in it, in code points of the document's text; ``path``, ``title`` and
    ``chapter`` are of the provision that it stands in, '' outside of all.
    """

    document: str
    sentence: Span
    places: tuple[Span, ...]
    path: str
    title: str
    chapter: str
    facts: tuple[_Fact, ...]


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A thing that has a page: its kind (a class of the ontology), its name, and the document and path of a measure."""

    kind: str
    name: str
    document: str = ""
    path: str = ""


class _Document:
    """What of a document search needs to know."""

    def __init__(
        self, name: str, text: FoldedText, provisions: Sequence[_Provision], facts: Sequence[_Fact]
    ) -> None:
        self.name = name
        self.text = text
        self._provisions = provisions
        self._facts = sorted(facts, key=lambda fact: (fact.span.start, fact.span.end))
        self._starts = [fact.span.start for fact in self._facts]
        self._longest = max((fact.span.end - fact.span.start for fact in facts), default=0)

    def hits(self, word: str) -> Iterator[Hit]:
        """The sentences with a folded word, in order."""
        places: dict[Span, list[Span]] = defaultdict(list)
        for place in self.text.occurrences(word):
            places[self.text.sentence(place)].append(place)
        for sentence, found in places.items():
            yield self.hit(sentence, tuple(found))

    def hit(self, sentence: Span, places: tuple[Span, ...]) -> Hit:
        """A sentence with its surroundings."""
        around = [one for one in self._provisions if one.span.start <= sentence.start < one.span.end]
        held = min(
            around,
            key=lambda one: one.span.end - one.span.start,
            default=_Provision("", "", "", sentence),
        )
        return Hit(
            self.name, sentence, places, held.path, held.title, held.chapter, tuple(self._facts_in(sentence))
        )

    def _facts_in(self, sentence: Span) -> Iterator[_Fact]:
        first = bisect_left(self._starts, sentence.start - self._longest)
        for fact in self._facts[first : bisect_left(self._starts, sentence.end)]:
            if fact.span.end > sentence.start:
                yield fact


class SearchIndex:
    """The texts and facts of a build, ready to be searched."""

    def __init__(self, workbench: Workbench) -> None:
        """An index over the build of ``workbench``; texts are folded now, facts are looked up at the first hit."""
        self._workbench = workbench
        self.folding = Folding()
        self._texts = {
            name: FoldedText(text, self.folding)
            for name, text in sorted(workbench.session.build.texts.items())
        }

    def hits(self, word: str) -> list[Hit]:
        """The sentences that hold ``word``, by document and place."""
        folded = self.folding.word(word)
        names = (name for name, text in self._texts.items() if folded and folded in text.folded)
        return [hit for name in names for hit in self._documents[name].hits(folded)]

    def sentences(self) -> Iterator[Hit]:
        """All sentences of all documents, without places."""
        for name, text in self._texts.items():
            yield from (self._documents[name].hit(sentence, ()) for sentence in text.sentences())

    def text(self, name: str) -> str:
        """The text of a document."""
        return self._texts[name].text

    def anchor(self, hit: Hit) -> str:
        """Where the reader has the first place of a hit: the last mark that begins before it in its line, or that."""
        start = hit.places[0].start if hit.places else hit.sentence.start
        line = self.text(hit.document).rfind("\n", 0, start) + 1
        return mark_before(self._workbench, hit.document, start, line) or f"line-{line}"

    def named(self, word: str) -> list[NamedThing]:
        """What is called by ``word``, or has it in its name: the shortest names of each kind first."""
        folded = self.folding.word(word)
        found = [
            thing for thing, name in self._named if folded and (folded in name or folded == thing.document)
        ]
        return sorted(found, key=lambda thing: (_NAMED.index(thing.kind), len(thing.name), thing.name))

    @cached_property
    def _named(self) -> list[tuple[NamedThing, str]]:
        rows = self._workbench.rows
        things = {
            *(NamedThing("CityPlan", row["title"], row["document"]) for row in rows("documents")),
            *(NamedThing("Indicator", row["concept"]) for row in rows("indicators")),
            *(NamedThing("Agency", row["agency"]) for row in rows("agencies")),
            *(NamedThing("Directive", row["number"] or row["title"]) for row in rows("directives")),
            *(
                NamedThing("Measure", row["title"], row["document"], row["measure"])
                for row in rows("measures")
                if row["title"]
            ),
        }
        named = sorted(things, key=lambda thing: (thing.name, thing.document, thing.path))
        return [(thing, self.folding.word(thing.name)) for thing in named]

    @cached_property
    def _documents(self) -> Mapping[str, _Document]:
        provisions, facts = self._provisions(), self._facts()
        return {
            name: _Document(name, text, provisions[name], facts[name]) for name, text in self._texts.items()
        }

    def _provisions(self) -> Mapping[str, list[_Provision]]:
        rows = answers(self._workbench.session.build, _PROVISIONS)
        titles = {(row["document"], row["path"]): row["title"] for row in rows}
        found = defaultdict(list)
        for row in rows:
            if row["start"]:
                chapter = titles.get((row["document"], row["path"].partition("/")[0]), "")
                span = Span(min(int(row["head"] or row["start"]), int(row["start"])), int(row["end"]))
                found[row["document"]].append(_Provision(row["path"], row["title"], chapter, span))
        return found

    def _facts(self) -> Mapping[str, list[_Fact]]:
        found = defaultdict(list)
        for kind, table in _KINDS.items():
            for row in self._workbench.rows(table):
                if not row.get("derived"):
                    span = Span(int(row["start"]), int(row["end"]))
                    found[row["document"]].append(_Fact(kind, row["iri"], span))
        return found


_NAMED = ("CityPlan", "Indicator", "Agency", "Directive", "Measure")


def index_of(workbench: Workbench) -> SearchIndex:
    """The index of a build, made at the first search."""
    return workbench.once("search", lambda: SearchIndex(workbench))


class _Search:
    """One search: what was asked, what was found, and how it is shown."""

    def __init__(self, workbench: Workbench, asked: PageRequest) -> None:
        self._workbench = workbench
        self._asked = asked
        self._query = asked.query.get("q", "").strip()
        self._index = index_of(workbench)
        self._rows = {row["document"]: row for row in workbench.rows("documents")}
        self._facets: Mapping[str, Callable[[Hit], Sequence[str]]] = {
            "area": lambda hit: tuple(filter(None, (self._rows[hit.document]["area"],))),
            "document": lambda hit: (hit.document,),
            "chapter": lambda hit: (hit.chapter,) if hit.chapter else (),
            "kind": lambda hit: sorted({fact.kind for fact in hit.facts}),
        }

    def data(self) -> dict[str, object]:
        """What the page shows."""
        every = self._index.hits(self._query)
        kept = [hit for hit in every if all(self._fits(hit, facet) for facet in self._facets)]
        pages = max(1, -(-len(kept) // _PER_PAGE))
        at = min(number(self._asked.query.get("page", "")), pages)
        shown = kept[(at - 1) * _PER_PAGE : at * _PER_PAGE]
        named = self._index.named(self._query)
        return {
            "words": self._query,
            "occurrences": sum(len(hit.places) for hit in kept),
            "sentences": len(kept),
            "documents": len({hit.document for hit in kept}),
            "first": (at - 1) * _PER_PAGE + 1 if shown else 0,
            "page": at,
            "pages": pages,
            "before": self._again(page=str(at - 1)) if at > 1 else "",
            "after": self._again(page=str(at + 1)) if at < pages else "",
            "facets": [facet for name in self._facets if (facet := self._facet(name, every))],
            "named": [self._thing(thing) for thing in named[:_MOST]],
            "more_named": max(0, len(named) - _MOST),
            "hits": [self._shown(hit) for hit in shown],
        }

    def _fits(self, hit: Hit, facet: str) -> bool:
        wanted = self._asked.query.get(facet, "")
        return not wanted or wanted in self._facets[facet](hit)

    def _facet(self, name: str, every: Sequence[Hit]) -> dict[str, object]:
        """The values of a facet in what the others leave, the most frequent first; {} where there is no choice."""
        chosen = self._asked.query.get(name, "")
        counts: Counter[str] = Counter()
        for hit in every:
            if all(self._fits(hit, other) for other in self._facets if other != name):
                counts.update(dict.fromkeys(self._facets[name](hit), len(hit.places)))
        if chosen:
            counts[chosen] += 0
        if len(counts) < 2 and not chosen:
            return {}
        order = sorted(counts, key=lambda value: (value != chosen, -counts[value], value))
        return {
            "name": name,
            "more": max(0, len(order) - _MOST),
            "values": [
                {
                    "value": value,
                    "label": self._label(name, value),
                    "count": counts[value],
                    "is_chosen": value == chosen,
                    "address": self._again(**{name: "" if value == chosen else value}),
                }
                for value in order[:_MOST]
            ],
        }

    def _label(self, facet: str, value: str) -> str:
        if facet == "kind" and value in _KINDS:
            return self._class(value)
        if facet == "area":
            return label_of(self._workbench, "area", value, self._asked.language)
        return self._rows[value]["title"] or value if facet == "document" and value in self._rows else value

    def _class(self, name: str) -> str:
        return self._workbench.reader.label(PG.iri(name), self._asked.language)

    def _again(self, **changed: str) -> str:
        """This search with other parameters; a facet that changes leads to its first page."""
        kept = {name: self._asked.query.get(name, "") for name in ("q", *self._facets)}
        return self._asked.to.search(**(kept | changed))

    def _thing(self, thing: NamedThing) -> dict[str, object]:
        to = self._asked.to
        addresses = {
            "CityPlan": lambda: to.document(thing.document),
            "Indicator": lambda: to.indicator(thing.name),
            "Agency": lambda: to.agency(thing.name),
            "Directive": lambda: to.directive(thing.name),
            "Measure": lambda: to.measure(thing.document, thing.path),
        }
        return {
            "kind": self._class(thing.kind),
            "name": thing.name or thing.document,
            "document": thing.document,
            "path": thing.path,
            "address": addresses[thing.kind](),
        }

    def _shown(self, hit: Hit) -> dict[str, object]:
        to, row = self._asked.to, self._rows[hit.document]
        return {
            "document": hit.document,
            "document_title": row["title"] or hit.document,
            "path": hit.path,
            "title": hit.title,
            "start": hit.sentence.start,
            "end": hit.sentence.end,
            "places": [[place.start, place.end] for place in hit.places],
            "pieces": self._pieces(hit),
            "address": to.document(hit.document, self._index.anchor(hit)),
            "measure_address": to.measure(hit.document, hit.path) if hit.path else "",
            "facts": [
                {
                    "kind": self._class(fact.kind),
                    "iri": fact.iri,
                    "quote": self._index.text(hit.document)[fact.span.start : fact.span.end],
                    "address": to.fact(fact.iri),
                }
                for fact in hit.facts
            ],
        }

    def _pieces(self, hit: Hit) -> list[dict[str, object]]:
        """The sentence in pieces, which are marked or not; places that overlap are one piece."""
        text, at, pieces = self._index.text(hit.document), hit.sentence.start, []
        for place in hit.places:
            if place.start > at:
                pieces.append({"text": text[at : place.start], "is_marked": False})
            if place.end > at:
                pieces.append({"text": text[max(at, place.start) : place.end], "is_marked": True})
                at = place.end
        if at < hit.sentence.end:
            pieces.append({"text": text[at : hit.sentence.end], "is_marked": False})
        return pieces


def page(workbench: Workbench, asked: PageRequest) -> PageView:
    """What is found for ``q``, narrowed by ``area``, ``document``, ``chapter`` and ``kind``."""
    search = _Search(workbench, asked)
    words = asked.query.get("q", "").strip()
    title = asked.language.say("搜索", "Search")
    return PageView("server/search.html", f"{words} · {title}" if words else title, search.data())
