"""A whole build from the parts of its documents, whose lines are on the disk already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path

from policygraph import model
from policygraph.builds.manifest import DocumentEntry, Manifest
from policygraph.builds.parts import BuiltDocument, Part, Quad
from policygraph.builds.settling import Read, Settling
from policygraph.builds.shards import Slot
from policygraph.builds.vocabulary_graph import vocabulary_graph
from policygraph.builds.workers import Executor, Here
from policygraph.builds.writer import BuildWriter, Earlier, Stored
from policygraph.graph.background import Background, InputFile
from policygraph.graph.comparisons import Comparisons, Figures, magnitude_triples, read_figures
from policygraph.graph.corrections import unplaced_triples
from policygraph.graph.counterparts import Compare, Counterparts
from policygraph.graph.derived import Links
from policygraph.graph.provenance import given_time, newest, provenance_triples
from policygraph.graph.standard_terms import standard_triples, standard_units, unit_triples
from policygraph.model.corrections import SettledLine
from policygraph.model.folder import GRAPH, INDEX, MANIFEST, SHARDS, TEXTS, TRIG
from policygraph.pages import render
from policygraph.rdf.iris import Iris
from policygraph.rdf.terms import iri

__all__ = [
    "COUNTED",
    "Assembled",
    "HandMadeMappings",
    "WrittenCorrections",
    "assemble",
    "count",
]

COUNTED = (
    "measures",
    "targets",
    "obligations",
    "assignments",
    "agencies",
    "citations",
    "correspondences",
    "findings",
)


def count(documents: Iterable[BuiltDocument]) -> dict[str, int]:
    """Totals over documents; an agency that several name counts once."""
    documents = tuple(documents)
    totals = Counter(dict.fromkeys(COUNTED, 0))
    for document in documents:
        totals.update(document.counts)
    totals["agencies"] = len(frozenset().union(*(d.agencies for d in documents)))
    return {"documents": len(documents), **totals}


@dataclass(frozen=True, slots=True)
class HandMadeMappings:
    """What people wrote about correspondences, and the files that it stands in."""

    lines: Sequence[model.Mapping] = ()
    files: Sequence[InputFile] = ()


@dataclass(frozen=True, slots=True)
class WrittenCorrections:
    """The files in which people wrote corrections, and the lines of these about documents that are not there."""

    unplaced: Sequence[SettledLine] = ()
    files: Sequence[InputFile] = ()


@dataclass(frozen=True, slots=True)
class Assembled:
    """What was built, the hand-made lines that name no provision of the build, and the names in the folder.

    ``left`` are the files of each document by its name, ``digests`` those of all files but the manifest. Nothing at all
    where there was nothing to build.
    """

    documents: tuple[BuiltDocument, ...] = ()
    unmatched: tuple[model.Mapping, ...] = ()
    contents: tuple[str, ...] = ()
    left: Mapping[str, Earlier] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)


_NO_MAPPINGS = HandMadeMappings()
_NO_CORRECTIONS = WrittenCorrections()
_HERE = Here()
_WHOLE_GRAPH = {GRAPH: "application/n-quads", TRIG: "application/trig"}


def assemble(
    parts: Callable[[Path], Iterable[tuple[Slot, Part, Earlier | None]]],
    out: Path,
    *,
    base: str,
    background: Background,
    version: str,
    compare: Compare = lambda *_: (),
    mappings: HandMadeMappings = _NO_MAPPINGS,
    corrections: Callable[[], WrittenCorrections] = lambda: _NO_CORRECTIONS,
    whole_graph: bool | None = None,
    sources: Iterable[Path] = (),
    executor: Executor = _HERE,
    keys: Callable[[], Mapping[str, str]] = dict,
) -> Assembled:
    """Write a build of documents.

    Args:
        parts: asked for the part of each document, in the order of their names, and where it is written: to a place
            in the folder that it is told, or by an earlier build in ``out``.
        out: the folder of the build.
        base: the base IRI.
        background: ontology, vocabularies and register.
        version: that of policygraph.
        compare: asked about each document and those above it whose text is in the build.
        mappings: what people wrote about correspondences.
        corrections: asked, when all documents are read, what people wrote beside what the facts say already.
        whole_graph: whether the files for the whole graph are written; None: for not too many documents.
        sources: the files that are read, which stay whatever is written.
        executor: completes the shards.
        keys: asked, when all documents are read, for digests of all that makes each document by itself, by its name.

    Returns:
        What was built; nothing at all, and ``out`` is as before, where there are no documents.

    Raises:
        GraphError: ``out`` cannot be written to.
        UsageError: ``SOURCE_DATE_EPOCH`` is no number, or the base is no IRI.
    """
    iris, time = Iris(base), given_time()
    with BuildWriter(out, base, whole_graph=whole_graph, sources=sources) as writer:
        build = _Assembly(writer, iris, background, version, time)
        with writer.complaining():
            for place, part, earlier in parts(writer.folder):
                build.add(place, part, earlier)
        if not build.documents:
            return Assembled()
        return build.finish(compare, mappings, corrections(), executor, keys())


class _Assembly:
    """A build under way: what has to be remembered of the documents that are written already."""

    def __init__(
        self, writer: BuildWriter, iris: Iris, background: Background, version: str, time: str
    ) -> None:
        self.documents: list[BuiltDocument] = []
        self._writer = writer
        self._iris = iris
        self._background = background
        self._version = version
        self._time = time
        self._dates: set[str] = set()
        self._areas: set[str] = set()
        self._links: list[Links] = []
        self._figures: list[Figures] = []
        self._found: dict[str, Sequence[model.Correspondence]] = {}
        # Many documents say the same of what they mention.
        self._others: set[Quad] = set()

    def add(self, place: Slot, part: Part, earlier: Earlier | None) -> None:
        name = part.document.name
        self._writer.add_document(iri(self._iris.plan(name)), place, part, earlier)
        self._areas |= part.areas
        self._dates.add(part.date)
        self._figures += part.figures
        self._links.append(part.links)
        self._found[name] = part.found
        self._others.update(part.others)
        self.documents.append(part.document)

    def finish(
        self,
        compare: Compare,
        mappings: HandMadeMappings,
        corrections: WrittenCorrections,
        executor: Executor,
        keys: Mapping[str, str],
    ) -> Assembled:
        background, writer = self._background, self._writer
        writer.all_added()
        for graph, quads in groupby(sorted(self._others), itemgetter(0)):
            writer.add(graph, (triple for _, triple in quads))
        self._others.clear()
        build = Counterparts(self._links, background, self._iris)
        writer.add(self._graph("corrections"), unplaced_triples(corrections.unplaced, self._iris))
        register = list(background.register_without(build.read))
        listed = read_figures(register)
        comparisons = Comparisons(
            build.lineage,
            background.vocabulary,
            background.around,
            [*listed, *self._figures],
            background.benchmarks(),
        )
        for one in listed:
            writer.add(self._graph("comparisons"), comparisons.triples(one.document))
            writer.add(self._graph("derived"), comparisons.derived(one.document))
        writer.add(self._graph("derived"), chain(magnitude_triples(listed), build.lineage.listed_triples()))
        writer.add(self._graph("register"), register)
        areas = {link.area for link in self._links}
        graph = self._graph("vocabulary")
        vocabulary = vocabulary_graph(background, self._areas, areas, graph, self._iris.base)
        writer.add_vocabulary(vocabulary)
        units = standard_units(background.vocabulary)
        standard = (standard_triples(register), unit_triples(listed, units), vocabulary.broader)
        writer.add(self._graph("standard"), chain.from_iterable(standard))
        settling = Settling(
            writer, self._graph, build, comparisons, Read(self._links, self._figures, self._found), units
        )
        settling.settle(
            compare, mappings.lines, {iri(self._iris.plan(one)): key for one, key in keys.items()}
        )
        time = self._time or newest(self._dates)
        files = [*background.files, *mappings.files, *corrections.files]
        provenance = provenance_triples(
            self._iris,
            version=self._version,
            time=time,
            texts=[d.name for d in self.documents],
            files=files,
            distributions=_WHOLE_GRAPH if writer.has_whole_graph else {},
        )
        writer.add(self._graph("build"), provenance)
        documents = tuple(
            replace(one, counts={**one.counts, "correspondences": number})
            for one, number in zip(self.documents, settling.numbers(), strict=True)
        )
        whole = _WHOLE_GRAPH if writer.has_whole_graph else {}
        contents = (INDEX, MANIFEST, f"{SHARDS}/", f"{TEXTS}/", *whole)
        writer.add_page(INDEX, self._index(documents, time, contents))
        stored = writer.settle(executor)
        writer.switch(self._manifest(documents, time, files, stored))
        left = {d.name: stored.documents[iri(self._iris.plan(d.name))] for d in documents}
        digests = {name: file.sha256 for name, file in stored.files.items()}
        return Assembled(documents, settling.unmatched, contents, left, digests)

    def _index(self, documents: Sequence[BuiltDocument], time: str, contents: Sequence[str]) -> str:
        """What lies in the folder, as a page."""
        return render(
            "index.html",
            title="policygraph",
            documents=documents,
            totals=count(documents),
            contents=contents,
            version=self._version,
            time=time,
        )

    def _graph(self, name: str) -> str:
        return iri(self._iris.graph(name))

    def _manifest(
        self, documents: Sequence[BuiltDocument], time: str, files: Iterable[InputFile], stored: Stored
    ) -> Manifest:
        return Manifest(
            base=self._iris.base,
            policygraph=self._version,
            time=time,
            documents=tuple(self._entry(document, stored) for document in documents),
            shared=stored.shared,
            inputs={file.name: file.sha256 for file in files},
            totals={**count(documents), "quads": stored.quads},
            files=stored.files,
        )

    def _entry(self, document: BuiltDocument, stored: Stored) -> DocumentEntry:
        name = self._iris.plan(document.name)
        left = stored.documents[iri(name)]
        return DocumentEntry(
            name=document.name,
            file=document.file_name,
            iri=name,
            sha256=document.sha256,
            encoding=document.encoding,
            counts=document.counts,
            text=left.text_name,
            shard=left.shard_name,
        )
