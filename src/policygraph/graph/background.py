"""What the graph holds beside the documents: ontology, vocabularies and the register of directives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from policygraph.model import KnownProvisions
from policygraph.rdf.terms import AREA, CODE, DCTERMS, ELI, PG, Triple
from policygraph.vocabulary import Knowledge, read_knowledge

__all__ = ["Background", "InputFile", "background_of", "read_background"]

_AREA_PREFIX = f"<{AREA.base}"
_SCHEME = f"<{AREA.base}>"
_PART_OF, _KNOWN = DCTERMS("isPartOf"), PG("provisionsKnown")


@dataclass(frozen=True, slots=True)
class InputFile:
    """A Turtle file that a build used, with the hex digest of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Background:
    """Triples of the vocabulary graph and of the register graph, and the files they came from."""

    vocabulary: Sequence[Triple]
    register: Sequence[Triple]
    files: Sequence[InputFile]

    def parents(self) -> Mapping[str, frozenset[str]]:
        """Terms of directives → terms of the directives that they were made under, after the register."""
        found: dict[str, set[str]] = defaultdict(set)
        for subject, predicate, value in self.register:
            if predicate == ELI("based_on"):
                found[subject].add(value)
        return {subject: frozenset(values) for subject, values in found.items()}

    def benchmarks(self) -> Mapping[str, frozenset[str]]:
        """Terms of directives → terms of the documents against whose figures plans below them are held too."""
        found: dict[str, set[str]] = defaultdict(set)
        for subject, predicate, value in self.register:
            if predicate == PG("benchmark"):
                found[subject].add(value)
        return {subject: frozenset(values) for subject, values in found.items()}

    def provisions(self) -> Mapping[str, str]:
        """Terms of the register's provisions → terms of their directives."""
        return {
            subject: value for subject, predicate, value in self.register if predicate == PG("ofDocument")
        }

    def expected(self) -> Mapping[str, Sequence[str]]:
        """Terms of directives → terms of their provisions that a plan takes up: all but divided chapters."""
        provisions = self.provisions()
        divided = {value for _, predicate, value in self.register if predicate == ELI("is_part_of")}
        found: dict[str, list[str]] = defaultdict(list)
        for provision in sorted(provisions.keys() - divided):
            found[provisions[provision]].append(provision)
        return found

    def known(self) -> Mapping[str, str]:
        """Terms of directives → the code term that says how many of their provisions the register lists."""
        stated = {s: value for s, predicate, value in self.register if predicate == _KNOWN}
        return dict.fromkeys(self.expected(), CODE(KnownProvisions.SOME.code)) | stated

    def themed(self) -> frozenset[str]:
        """Terms of the directives whose provisions have cue words: every plan is compared with them."""
        provisions = self.provisions()
        return frozenset(provisions[s] for s, p, _ in self.register if p == PG("cue") and s in provisions)

    def register_without(self, directives: Container[str]) -> Iterator[Triple]:
        """The register, with no more than the identity of the named directives: their text says the rest.

        Bodies that only what is left out names are left out too.
        """
        provisions = {subject for subject, of in self.provisions().items() if of in directives}
        facts = {s for s, p, o in self.register if p == PG("inProvision") and o in provisions}
        named = [(s in facts, o) for s, p, o in self.register if p == PG("agency")]
        bodies = {body for is_left_out, body in named if is_left_out}
        bodies -= {body for is_left_out, body in named if not is_left_out}
        left_out = provisions | facts | bodies
        return (
            (subject, predicate, value)
            for subject, predicate, value in self.register
            if subject not in left_out and not (predicate == _KNOWN and subject in directives)
        )

    def vocabulary_for(self, areas: Iterable[str], whole: Container[str] = ()) -> Iterator[Triple]:
        """The vocabulary without the areas that nobody mentions.

        The vocabulary knows every county of the country; ``areas`` (terms), the areas that register and
        vocabularies mention, and the areas that these lie in are enough for a build, with all areas directly below
        those in ``whole``: a document says something of its own area's parts by leaving one out.
        """
        parts = (s for s, p, o in self.vocabulary if p == _PART_OF and o in whole)
        kept = self._with_surroundings(chain(areas, parts)) | {_SCHEME}
        return (
            triple
            for triple in self.vocabulary
            if not triple[0].startswith(_AREA_PREFIX) or triple[0] in kept
        )

    def _with_surroundings(self, areas: Iterable[str]) -> set[str]:
        around = {s: o for s, p, o in self.vocabulary if p == _PART_OF and _is_area(s)}
        mentioned = {o for _, _, o in self.register if o.startswith(_AREA_PREFIX)}
        mentioned |= {
            o for s, _, o in self.vocabulary if o.startswith(_AREA_PREFIX) and not s.startswith(_AREA_PREFIX)
        }
        kept: set[str] = set()
        waiting = [*areas, *mentioned - {_SCHEME}]
        while waiting:
            area = waiting.pop()
            if area not in kept:
                kept.add(area)
                waiting += [around[area]] if area in around else []
        return kept


def read_background(ontology: Path, directives: Path) -> Background:
    """Read ``ontology/*.ttl``, ``ontology/vocabularies/*.ttl`` and ``directives/*.ttl``.

    Raises:
        GraphError: a file is no Turtle; the message names file and line.
    """
    return background_of(read_knowledge(ontology, directives))


def background_of(knowledge: Knowledge) -> Background:
    """The background of files that are read already."""
    vocabulary = (*knowledge.ontology, *knowledge.vocabularies)
    return Background(
        vocabulary=tuple(chain.from_iterable(file.triples for file in vocabulary)),
        register=tuple(chain.from_iterable(file.triples for file in knowledge.register)),
        files=tuple(InputFile(file.name, file.sha256) for file in (*vocabulary, *knowledge.register)),
    )


def _is_area(term: str) -> bool:
    return term.startswith(_AREA_PREFIX) and term != _SCHEME
