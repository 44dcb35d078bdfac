"""What the graph holds beside the documents: ontology, vocabularies and the register of directives."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from policygraph.model import KnownProvisions
from policygraph.rdf.terms import AREA, CODE, DCTERMS, ELI, PG, Triple, value_of
from policygraph.vocabulary import KnowledgeFiles, read_knowledge

__all__ = ["Background", "InputFile", "background_of", "read_background"]

_AREA_PREFIX = f"<{AREA.base}"
_SCHEME = f"<{AREA.base}>"
# Above every term with that prefix.
_AFTER_AREAS = f"{_AREA_PREFIX}\U0010ffff"
_PART_OF, _KNOWN = DCTERMS("isPartOf"), PG("provisionsKnown")


@dataclass(frozen=True, slots=True)
class InputFile:
    """A Turtle file that a build used, with the hex digest of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Background:
    """Triples of the vocabulary graph and of the register graph, and the files they came from.

    ``vocabulary`` is what is about no area; ``areas`` are predicates and objects of each area, of which a build needs
    few, ``around`` is the area that it lies in, and ``mentioned`` are those that vocabulary or register speak of. All
    are terms.
    """

    vocabulary: Sequence[Triple]
    areas: Mapping[str, Sequence[tuple[str, str]]]
    around: Mapping[str, str]
    mentioned: frozenset[str]
    register: Sequence[Triple]
    files: Sequence[InputFile]

    def parents(self) -> Mapping[str, frozenset[str]]:
        """Terms of directives → terms of the directives that they were made under, after the register."""
        return _sets(self._said(ELI("based_on")))

    def benchmarks(self) -> Mapping[str, frozenset[str]]:
        """Terms of directives → terms of the documents against whose figures plans below them are held too."""
        return _sets(self._said(PG("benchmark")))

    def provisions(self) -> Mapping[str, str]:
        """Terms of the register's provisions → terms of their directives."""
        return dict(self._said(PG("ofDocument")))

    def expected(self) -> Mapping[str, Sequence[str]]:
        """Terms of directives → terms of their provisions that a plan takes up: all but divided chapters."""
        provisions = self.provisions()
        divided = {value for _, value in self._said(ELI("is_part_of"))}
        found: dict[str, list[str]] = defaultdict(list)
        for provision in sorted(provisions.keys() - divided):
            found[provisions[provision]].append(provision)
        return found

    def known(self) -> Mapping[str, str]:
        """Terms of directives → the code term that says how many of their provisions the register lists."""
        return dict.fromkeys(self.expected(), CODE(KnownProvisions.SOME.code)) | dict(self._said(_KNOWN))

    def themed(self) -> frozenset[str]:
        """Terms of the directives whose provisions have cue words: plans on their subject are compared with them."""
        provisions = self.provisions()
        return frozenset(provisions[s] for s, _ in self._said(PG("cue")) if s in provisions)

    def title_cues(self) -> Mapping[str, frozenset[str]]:
        """Terms of directives → the words by which titles of plans tell the same subject."""
        cues = _sets(self._said(PG("titleCue")))
        return {directive: frozenset(map(value_of, words)) for directive, words in cues.items()}

    def register_without(self, directives: Container[str]) -> Iterator[Triple]:
        """The register, with no more than the identity of the named directives: their text says the rest.

        Bodies that only what is left out names are left out too.
        """
        provisions = {subject for subject, of in self.provisions().items() if of in directives}
        facts = {s for s, o in self._said(PG("inProvision")) if o in provisions}
        named = [(s in facts, o) for s, o in self._said(PG("agency"))]
        bodies = {body for is_left_out, body in named if is_left_out}
        bodies -= {body for is_left_out, body in named if not is_left_out}
        left_out = provisions | facts | bodies
        return (
            (subject, predicate, value)
            for subject, predicate, value in self.register
            if subject not in left_out and not (predicate == _KNOWN and subject in directives)
        )

    def vocabulary_around(self) -> tuple[Sequence[Triple], Sequence[Triple], Sequence[Triple]]:
        """The vocabulary as it is sorted: what comes before all areas, their scheme, and what comes after them."""
        first, last = (bisect_left(self.vocabulary, (bound,)) for bound in (_AREA_PREFIX, _AFTER_AREAS))
        return self.vocabulary[:first], self.vocabulary[first:last], self.vocabulary[last:]

    def said_of_areas(self, areas: Iterable[str], whole: Container[str] = ()) -> Iterator[Triple]:
        """What the vocabulary says of the areas that a build needs; it knows every county of the country.

        These are ``areas`` (terms), the areas that register and vocabularies mention, and the areas that these lie
        in, with all areas directly below those in ``whole``: a document says something of its own area's parts by
        leaving one out.
        """
        parts = (area for area, around in self.around.items() if around in whole)
        for area in self._with_surroundings(chain(areas, parts)):
            yield from ((area, predicate, value) for predicate, value in self.areas.get(area, ()))

    def _said(self, predicate: str) -> Iterator[tuple[str, str]]:
        """Subjects and objects of the register's statements with a predicate."""
        return ((s, o) for s, p, o in self.register if p == predicate)

    def _with_surroundings(self, areas: Iterable[str]) -> set[str]:
        """The areas that are mentioned here or there, and all that these lie in."""
        kept: set[str] = set()
        waiting = [*areas, *self.mentioned]
        while waiting:
            area = waiting.pop()
            if area not in kept:
                kept.add(area)
                waiting += [self.around[area]] if area in self.around else []
        return kept


def _sets(pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for subject, value in pairs:
        found[subject].add(value)
    return {subject: frozenset(values) for subject, values in found.items()}


def read_background(ontology: Path, directives: Path) -> Background:
    """Read ``ontology/*.ttl``, ``ontology/vocabularies/*.ttl`` and ``directives/*.ttl``.

    Raises:
        GraphError: a file is no Turtle; the message names file and line.
    """
    return background_of(read_knowledge(ontology, directives))


def background_of(knowledge: KnowledgeFiles) -> Background:
    """The background of files that are read already."""
    files = (*knowledge.ontology, *knowledge.vocabularies)
    vocabulary: list[Triple] = []
    areas: dict[str, list[tuple[str, str]]] = defaultdict(list)
    around: dict[str, str] = {}
    for subject, predicate, value in chain.from_iterable(file.triples for file in files):
        if not subject.startswith(_AREA_PREFIX) or subject == _SCHEME:
            vocabulary.append((subject, predicate, value))
            continue
        areas[subject].append((predicate, value))
        if predicate == _PART_OF:
            around[subject] = value
    register = tuple(chain.from_iterable(file.triples for file in knowledge.register))
    said = chain(register, vocabulary)
    return Background(
        # So it is written: what two files say is said once.
        vocabulary=tuple(sorted(set(vocabulary))),
        areas={area: tuple(said) for area, said in areas.items()},
        around=around,
        mentioned=frozenset(o for s, _, o in said if o.startswith(_AREA_PREFIX) and _SCHEME not in (s, o)),
        register=register,
        files=tuple(InputFile(file.name, file.sha256) for file in (*files, *knowledge.register)),
    )
