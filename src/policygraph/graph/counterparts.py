"""The counterparts that hold in a whole build: found against the register, found against texts, written by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from policygraph import model
from policygraph.graph.background import Background
from policygraph.graph.correspondences import Counterpart, counterpart, settle
from policygraph.graph.coverage import Above, coverage_triples, known_triples
from policygraph.graph.derived import Lineage, Links
from policygraph.graph.mappings import named
from policygraph.model import KnownProvisions
from policygraph.rdf.iris import Iris, document_of, is_annex, number_of
from policygraph.rdf.terms import CODE, Triple, iri

__all__ = ["Compare", "Counterparts", "Higher", "Settled"]


@dataclass(frozen=True, slots=True)
class Higher:
    """A document of the build with which those below it are compared.

    ``directive`` is the register's IRI of it or '', ``above`` are those of the directives that it goes back to.
    """

    name: str
    directive: str = ""
    above: tuple[str, ...] = ()


# Counterparts of a document's measures in the text of a higher one: (name of the document, the higher one).
Compare = Callable[[str, Higher], Iterable[model.Correspondence]]


@dataclass(frozen=True, slots=True)
class Settled:
    """Counterparts, the hand-made lines by their IRIs, and those of them that name no provision of the build."""

    counterparts: Sequence[Counterpart]
    lines: Mapping[str, model.Mapping]
    unmatched: Sequence[model.Mapping]

    def by_document(self) -> Mapping[str, Sequence[Counterpart]]:
        """The counterparts by the terms of the documents whose measures they are of."""
        found: dict[str, list[Counterpart]] = defaultdict(list)
        for one in self.counterparts:
            found[iri(document_of(one.subject))].append(one)
        return found


class Counterparts:
    """What is known of all documents of a build when the last one has been read."""

    def __init__(self, links: Sequence[Links], background: Background, iris: Iris) -> None:
        """``links`` are those of all documents of the build."""
        self._links = links
        self._background = background
        self._iris = iris
        self.lineage = Lineage(background.parents(), links)
        # The register's directives whose text is in the build.
        self.read = frozenset(link.directive for link in links if link.directive)
        # Plans on their subject are compared with these: the register knows the cue words of their provisions.
        self._themed = background.themed()
        self._title_cues = background.title_cues()
        self.everywhere = [link for link in links if link.directive in self._themed]
        self._rules = frozenset(rule for link in links for rule in link.rules)
        self._national = {link.document for link in links if link.level == "country"}

    def settled(
        self,
        found: Mapping[str, Sequence[model.Correspondence]],
        compare: Compare,
        lines: Sequence[model.Mapping],
        wanted: Collection[Links],
    ) -> Settled:
        """``found`` by document, compared with texts, and then as people decided in ``lines``.

        Only the counterparts of ``wanted`` documents are told: of all where there are ``lines``.
        """
        mappings = named(lines, self._moved(), self._iris) if lines else {}
        measures = {_bare(measure) for link in self._links for measure in link.measures}
        provisions = {_bare(provision) for link in self._links for provision in link.provisions}
        provisions |= set(map(_bare, self._background.provisions()))
        unmatched = [m for m in mappings.values() if m.subject not in measures or m.object not in provisions]
        counterparts = settle(self._all_found(found, compare, wanted), mappings, measures, provisions)
        if len(wanted) < len(self._links):
            names = {_bare(link.document) for link in wanted}
            counterparts = [one for one in counterparts if document_of(one.subject) in names]
        return Settled(counterparts, mappings, unmatched)

    def coverage(self, link: Links, counterparts: Iterable[Counterpart]) -> Iterator[Triple]:
        """What a document leaves out of those above it, what it adds, and of what nobody can say."""
        return coverage_triples([link], self._coverable, counterparts)

    def known(self, led_to: Iterable[str]) -> Iterator[Triple]:
        """How many provisions are known of all documents above others, or that a counterpart leads to."""
        return known_triples(self._coverable, led_to)

    @cached_property
    def _coverable(self) -> Above:
        provisions = dict(self._background.expected())
        provisions |= {link.document: link.measures for link in self._links}
        stated = {d: known for d, known in self._background.known().items() if d not in self.read}
        read = {
            link.document: CODE((KnownProvisions.ALL if link.measures else KnownProvisions.NONE).code)
            for link in self._links
        }
        return Above({link.document: self.above(link) for link in self._links}, provisions, stated | read)

    def above(self, link: Links) -> Set[str]:
        """The documents above one that its measures may localise, as terms: of the texts, where these are there."""
        names = self.lineage.above(link.document) - self._rules
        return {self.lineage.text_of(name) for name in names} - {link.document}

    def _all_found(
        self,
        found: Mapping[str, Sequence[model.Correspondence]],
        compare: Compare,
        wanted: Collection[Links],
    ) -> Iterator[Counterpart]:
        """Those of the wanted documents, and of the documents that these lead on to."""
        waiting = dict.fromkeys(link.document for link in wanted)
        by_document = {link.document: link for link in self._links}
        done: set[str] = set()
        while waiting:
            document = next(iter(waiting))
            del waiting[document]
            done.add(document)
            link = by_document[document]
            listed = [c for c in found[link.name] if self._may_rest_on(link, iri(c.directive))]
            known = (other for other in self.everywhere if self._may_be_above(link, other))
            above = {other.name: other for other in (*known, *self.lineage.compared(link))}
            texts = [self._higher(other) for name, other in sorted(above.items()) if name != link.name]
            compared = [c for other in texts for c in compare(link.name, other)]
            waiting |= dict.fromkeys(other.document for other in above.values() if other.document not in done)
            yield from (counterpart(link.name, c, self._iris) for c in (*listed, *compared))

    def _higher(self, link: Links) -> Higher:
        above = self.lineage.above(link.document) & self._themed
        return Higher(link.name, _bare(link.directive), tuple(sorted(map(_bare, above))))

    def _may_be_above(self, link: Links, other: Links) -> bool:
        """On the same subject, not a copy of the same directive, and none that itself goes back to the document."""
        is_copy = bool(link.directive) and link.directive == other.directive
        is_below = link.document in self.lineage.above(other.document)
        return self._is_on_subject(link, other.directive) and not is_copy and not is_below

    def _is_on_subject(self, link: Links, directive: str) -> bool:
        """Whether a document's title tells that it is on the subject of a directive."""
        return any(word in link.called for word in self._title_cues.get(directive, ()))

    def _may_rest_on(self, link: Links, directive: str) -> bool:
        """Whether a document may carry out a directive of the register that it perhaps does not name.

        Not if the directive's text is there to be compared with, and not if the document goes back to another
        directive of the nation. One that lends no cue words, or is on another subject, has to be named.
        """
        above = self.lineage.above(link.document)
        is_themed = directive in self._themed and self._is_on_subject(link, directive)
        is_free = is_themed and not above & self._national
        return directive not in self.read and (directive in above or is_free)

    def _moved(self) -> dict[str, str]:
        """Provisions of the register → those of the same number in the directive's text, as IRIs."""
        there = {
            (link.directive, number_of(_bare(provision))): provision
            for link in self._links
            if link.directive
            for provision in link.provisions
            if not is_annex(_bare(provision))
        }
        return {
            _bare(provision): _bare(there[of, number_of(_bare(provision))])
            for provision, of in self._background.provisions().items()
            if (of, number_of(_bare(provision))) in there
        }


def _bare(term: str) -> str:
    """The IRI of a term."""
    return term[1:-1]
