"""What a build says about one document: its lines and its text on the disk, and what settling needs of it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter

from policygraph import model
from policygraph.builds.manifest import FileEntry
from policygraph.builds.packed import packed
from policygraph.builds.shards import Growing, Slot, write_trig, written
from policygraph.builds.sharing import texts_of
from policygraph.builds.sorting import SortedTriples
from policygraph.graph.comparisons import Figures, read_figures
from policygraph.graph.corrections import correction_triples
from policygraph.graph.derived import Links, document_links, shortcut_triples
from policygraph.graph.document import document_triples
from policygraph.graph.document_terms import DocumentTerms
from policygraph.graph.fact_iris import FactIris
from policygraph.graph.standard_terms import standard_triples
from policygraph.model import Facts
from policygraph.rdf.iris import Iris
from policygraph.rdf.terms import AREA, Triple, iri

__all__ = ["BuiltDocument", "Part", "Quad", "ReadPart", "read_part"]

# A graph's term, and what stands in it.
Quad = tuple[str, Triple]
_AREA_PREFIX = f"<{AREA.base}"


@dataclass(frozen=True, slots=True)
class BuiltDocument:
    """One document of a build: its names, the digest of its bytes, how much was read of it and found in it."""

    name: str
    file_name: str
    sha256: str
    encoding: str
    counts: Mapping[str, int]
    agencies: frozenset[str]
    coverage: Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """One document's part of a build, whose own lines and text are written.

    ``own`` and ``text`` are the digests of these as they lie on the disk, ``quads`` is the number of the lines.
    ``shortcuts`` are the statements about the document in graphs that are not its own, as a packed text; ``others``
    says what it adds to such graphs about other things. ``areas`` are those that it mentions.
    """

    document: BuiltDocument
    own: FileEntry
    text: FileEntry
    quads: int
    shortcuts: bytes
    others: Sequence[Quad]
    areas: frozenset[str]
    figures: Sequence[Figures]
    links: Links
    found: Sequence[model.Correspondence]
    date: str


@dataclass(frozen=True, slots=True)
class ReadPart:
    """A document's part before it is written: its triples, sorted, each once, and the text of its source."""

    graph: str
    triples: SortedTriples
    text: str
    shortcuts: bytes
    others: Sequence[Quad]
    document: BuiltDocument
    links: Links
    found: Sequence[model.Correspondence]
    date: str

    def write(self, place: Slot, trig_base: str = "") -> Part:
        """Write lines and text to their ``place``, and the graph for people where a base for it is given.

        Raises:
            OSError: the disk is full or broken.
        """
        text, shard = Growing(place.text), Growing(place.shard)
        text.add(self.text)
        for piece in packed(written(self.triples, self.graph)):
            shard.add_bytes(piece)
        if trig_base:
            write_trig(place, trig_base, self.graph, self.triples)
        return Part(
            document=self.document,
            own=shard.entry(),
            text=text.entry(),
            quads=len(self.triples),
            shortcuts=self.shortcuts,
            others=self.others,
            areas=frozenset(
                value for value in set(map(itemgetter(2), self.triples)) if value.startswith(_AREA_PREFIX)
            ),
            figures=read_figures(self.triples),
            links=self.links,
            found=self.found,
            date=self.date,
        )


def read_part(facts: Facts, iris: Iris) -> ReadPart:
    """One document's part.

    Raises:
        ValueError: a span lies outside its source.
    """
    names, name = FactIris(facts, iris), facts.source.name
    triples = SortedTriples(document_triples(facts, iris, names))
    shared = {
        iri(iris.graph("derived")): shortcut_triples(facts, iris, names),
        iri(iris.graph("corrections")): correction_triples(facts, iris, names),
        iri(iris.graph("standard")): standard_triples(triples),
    }
    shortcuts, others = _divided(shared, iris.plan(name))
    return ReadPart(
        graph=iri(iris.graph("plan", name)),
        triples=triples,
        text=facts.source.text,
        shortcuts=_compressed(texts_of(shortcuts)),
        others=others,
        document=_built(facts, iris),
        links=document_links(facts, iris),
        found=facts.correspondences,
        date=facts.outline.date,
    )


def _compressed(pieces: Iterable[str]) -> bytes:
    """What :attr:`Part.shortcuts` holds; as it is it would be as large as the triples."""
    packer = zlib.compressobj(1)
    done = [packer.compress(piece.encode("utf-8", "replace")) for piece in pieces]
    return b"".join((*done, packer.flush()))


def _divided(shared: Mapping[str, Iterable[Triple]], plan: str) -> tuple[dict[str, list[str]], list[Quad]]:
    """What is about a document, as statements by their graphs, sorted and each once, and the rest."""
    itself, below = f"<{plan}>", f"<{plan}/"
    own: dict[str, list[str]] = {}
    others: set[Quad] = set()
    for graph, triples in sorted(shared.items()):
        said: list[str] = []
        subject, is_own = "", False
        for about, predicate, value in triples:
            if about != subject:
                subject = about
                is_own = subject.startswith(below) or subject == itself
            if is_own:
                said.append(f"{about} {predicate} {value}")
            else:
                others.add((graph, (about, predicate, value)))
        own[graph] = [*dict.fromkeys(sorted(said))]
    return own, sorted(others)


def _built(facts: Facts, iris: Iris) -> BuiltDocument:
    source = facts.source
    agencies = frozenset(map(DocumentTerms(facts, iris).agency, (a.agency for a in facts.assignments)))
    counts: dict[str, Sequence[object] | Set[object]] = {
        "measures": [p for p in facts.outline.provisions if p.is_measure],
        "targets": facts.targets,
        "obligations": facts.obligations,
        "assignments": facts.assignments,
        "agencies": agencies,
        "citations": facts.citations,
        "findings": frozenset(facts.findings),
    }
    return BuiltDocument(
        name=source.name,
        file_name=source.file_name,
        sha256=source.sha256,
        encoding=source.encoding,
        counts={name: len(things) for name, things in counts.items()},
        agencies=agencies,
        coverage=facts.coverage.share,
    )
