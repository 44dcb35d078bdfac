"""Shortcuts that follow from the asserted facts: kept in a graph of their own, each made by the rule in ``RULES``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from policygraph.graph.citations import cited_iri
from policygraph.graph.document_terms import DocumentTerms
from policygraph.graph.fact_iris import FactIris
from policygraph.graph.standing import standing_triples
from policygraph.model import DocumentKind, Facts
from policygraph.rdf.iris import Iris
from policygraph.rdf.terms import ELI, OWL, PG, Triple, iri

__all__ = ["RULES", "Derivation", "Lineage", "Links", "document_links", "shortcut_triples"]

_TRACES = PG("tracesTo")
_RULES = (DocumentKind.LAW, DocumentKind.STANDARD, DocumentKind.CATALOGUE)


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a derived property follows, in words.

    Where it follows from single facts, ``facts`` is their class and ``towards`` the property (both of ``pg:``) that
    leads from such a fact to the value.
    """

    text: str
    facts: str = ""
    towards: str = ""


RULES: Mapping[str, Derivation] = MappingProxyType(
    {
        "eli:cites": Derivation("the document of a citation in this plan", "Citation", "cites"),
        "eli:based_on": Derivation("the document of a citation whose relation is basis", "Citation", "cites"),
        "prov:wasDerivedFrom": Derivation(
            "the standing rule that this assignment states goes on to the measure, which does not name the agency"
        ),
        "pg:inProvision": Derivation("a measure that the standing rule goes on to"),
        "pg:agency": Derivation("the agency of the standing rule"),
        "pg:role": Derivation("the role in the standing rule"),
        "pg:tracesTo": Derivation(
            "eli:based_on followed upwards over register and built documents, here through these steps"
        ),
        "pg:localises": Derivation(
            "the object of a correspondence whose subject this is", "Correspondence", "object"
        ),
        "pg:leavesOut": Derivation(
            "a provision of a document above to which no measure of this one corresponds"
        ),
        "pg:addsTo": Derivation(
            "a document above, all of its provisions known, that has no counterpart of this measure"
        ),
        "pg:unknownIn": Derivation(
            "a document above in which no counterpart was found, and not all provisions are known"
        ),
        "pg:provisionsKnown": Derivation(
            "all of a text in the build, some where the register lists any, else none"
        ),
        "pg:responsibleAgency": Derivation(
            "the agency of an assignment in this measure", "Assignment", "agency"
        ),
        "pg:leadAgency": Derivation(
            "the agency of an assignment in this measure with the role lead", "Assignment", "agency"
        ),
        "pg:magnitude": Derivation("the value by which a target is compared: of a decrease its size"),
        "pg:peerRatio": Derivation(
            "how many times the nearest figure of plans of the same level it is, where at least two others have one"
        ),
        "pg:standing": Derivation("the verdict of the nearest comparisons of this target, where they agree"),
        "pg:moreIsStricter": Derivation(
            "the direction of the indicator, else of the comparator; none for totals"
        ),
        "owl:sameAs": Derivation(
            "the register or a citation gives the document's number or, where no other has it, its title"
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Links:
    """What the lineage of all documents needs to know of one, as terms.

    ``area`` is that of the document where the vocabulary knows it, ``level`` its level; ``directive`` is the
    register's entry of the document or ''; ``number`` and ``title`` are how a citation by number or by title alone
    would name it, '' where it has none; ``called`` is the title in words. ``rules`` are the laws, standards and
    catalogues that it cites: measures are made under them and localise none.
    """

    name: str
    document: str
    area: str = ""
    level: str = ""
    directive: str = ""
    number: str = ""
    title: str = ""
    called: str = ""
    based_on: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()


def document_links(facts: Facts, iris: Iris) -> Links:
    """The links of one document."""
    scope, outline = DocumentTerms(facts, iris), facts.outline
    bases = {iri(cited_iri(c, iris)) for c in facts.citations if c.relation == "basis"}
    return Links(
        name=scope.name,
        document=scope.plan,
        area=scope.place(facts.area) if facts.area.code else "",
        level=facts.level,
        directive=iri(facts.directive) if facts.directive else "",
        number=iri(iris.cited(outline.number, "")) if outline.number else "",
        title=iri(iris.cited("", outline.title)) if outline.title else "",
        called=outline.title,
        based_on=tuple(sorted(bases)),
        rules=tuple(sorted({iri(cited_iri(c, iris)) for c in facts.citations if c.kind in _RULES})),
        measures=tuple(scope.provision(p.path) for p in outline.provisions if p.is_measure),
        provisions=tuple(scope.provision(p.path) for p in outline.provisions),
    )


def shortcut_triples(facts: Facts, iris: Iris, names: FactIris) -> Iterator[Triple]:
    """The shortcuts that follow from one document alone; ``names`` are its facts with their IRIs."""
    scope = DocumentTerms(facts, iris)
    for citation in facts.citations:
        cited = iri(cited_iri(citation, iris))
        yield scope.plan, ELI("cites"), cited
        if citation.relation == "basis":
            yield scope.plan, ELI("based_on"), cited
    for assignment in facts.assignments:
        measure, agency = scope.provision(assignment.path), scope.agency(assignment.agency)
        yield measure, PG("responsibleAgency"), agency
        if assignment.role == "lead":
            yield measure, PG("leadAgency"), agency
    yield from standing_triples(scope, names.assignments)


class Lineage:
    """Which documents lie above which, over the register and all documents of a build."""

    def __init__(self, parents: Mapping[str, frozenset[str]], links: Iterable[Links]) -> None:
        """``parents`` are the register's, ``links`` the built documents'."""
        self._links = tuple(links)
        self._by_document = {link.document: link for link in self._links}
        self._listed = tuple(sorted(parents))
        self._parents: dict[str, set[str]] = defaultdict(set)
        self._same: dict[str, set[str]] = defaultdict(set)
        self._found: dict[str, frozenset[str]] = {}
        for document, above in parents.items():
            self._parents[document] |= above
        for link in self._links:
            self._parents[link.document] |= set(link.based_on)
        self._unite()

    def _unite(self) -> None:
        """Note which built documents others know under another IRI; a title that two of them have tells nothing."""
        titles = Counter(link.title for link in self._links)
        known = {parent for parents in self._parents.values() for parent in parents} | set(self._parents)
        for link in self._links:
            title = link.title if titles[link.title] == 1 else ""
            names = {link.document} | {link.directive} - {""} | {link.number, title} & known
            for name in names:
                self._same[name] |= names - {name}

    def compared(self, link: Links) -> list[Links]:
        """The built documents above ``link`` to which no other one leads on: those that it is held against itself.

        These are its own bases, and what it goes back to through documents whose text is not there.
        """
        bases = self._bases(link)
        reached: dict[str, Links] = {}
        waiting = list(bases)
        while waiting:
            one = waiting.pop()
            if one.document not in reached:
                reached[one.document] = one
                waiting += self._bases(one)
        above = self.above(link.document) - reached.keys()
        return [*bases, *(self._by_document[name] for name in sorted(above) if name in self._by_document)]

    def _bases(self, link: Links) -> list[Links]:
        """The built documents that ``link`` says it is based on."""
        named = {same for base in link.based_on for same in (base, *self._same.get(base, ()))}
        return [
            self._by_document[same] for same in sorted(named - {link.document}) if same in self._by_document
        ]

    def text_of(self, document: str) -> str:
        """The built document that others know as ``document``, or ``document`` itself."""
        names = (document, *sorted(self._same.get(document, ())))
        return next((name for name in names if name in self._by_document), document)

    def known_as(self, documents: Iterable[str]) -> set[str]:
        """``documents`` with the other terms under which they are known."""
        return {name for document in documents for name in (document, *self._same.get(document, ()))}

    def above(self, document: str) -> frozenset[str]:
        """All documents that ``document`` was made under, directly or not; never itself, even in a circle."""
        if document not in self._found:
            self._found[document] = frozenset(self._looked_up(document))
        return self._found[document]

    def _looked_up(self, document: str) -> set[str]:
        own = {document} | self._same.get(document, set())
        found: set[str] = set()
        waiting = list(own)
        while waiting:
            for parent in self._parents.get(waiting.pop(), ()):
                for reached in {parent} | self._same.get(parent, set()):
                    if reached not in found and reached not in own:
                        found.add(reached)
                        waiting.append(reached)
        return found

    def listed_triples(self) -> Iterator[Triple]:
        """``pg:tracesTo`` of the directives of the register."""
        for document in self._listed:
            for above in self.above(document):
                yield document, _TRACES, above

    def triples(self, link: Links) -> Iterator[Triple]:
        """``pg:tracesTo`` of a document and its measures, and ``owl:sameAs`` of the document."""
        for above in self.above(link.document):
            for subject in (link.document, *link.measures):
                yield subject, _TRACES, above
        for twin in self._same.get(link.document, ()):
            yield link.document, OWL("sameAs"), twin
