"""A whole build from the facts of its documents, one document in memory at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from policygraph import model
from policygraph.build.writer import BuildWriter
from policygraph.graph.background import Background, InputFile
from policygraph.graph.comparisons import Comparisons, Figures, magnitude_triples, read_figures
from policygraph.graph.correspondences import correspondence_triples, localises_triples
from policygraph.graph.counterparts import Compare, Counterparts, Settled
from policygraph.graph.derived import Links, document_links, shortcut_triples
from policygraph.graph.document import document_triples
from policygraph.graph.mappings import mapping_triples
from policygraph.graph.provenance import build_time, provenance_triples
from policygraph.graph.scope import Scope
from policygraph.model import Facts
from policygraph.rdf.iris import Iris, segment
from policygraph.rdf.terms import AREA, Triple, iri

__all__ = ["COUNTED", "Assembled", "BuiltDocument", "HandMadeMappings", "assemble", "count"]


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


@dataclass(frozen=True, slots=True)
class BuiltDocument:
    """One document of a build: its names, the digest of its bytes, and how much was found in it."""

    name: str
    file_name: str
    sha256: str
    encoding: str
    modified: int
    counts: Mapping[str, int]
    agencies: frozenset[str]


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
class Assembled:
    """What was built, and the hand-made lines that name no provision of the build; nothing where there was nothing."""

    documents: tuple[BuiltDocument, ...] = ()
    unmatched: tuple[model.Mapping, ...] = ()


_NO_MAPPINGS = HandMadeMappings()


def assemble(
    facts: Iterable[Facts],
    out: Path,
    *,
    base: str,
    background: Background,
    version: str,
    compare: Compare = lambda *_: (),
    mappings: HandMadeMappings = _NO_MAPPINGS,
) -> Assembled:
    """Write a build of ``facts``, which come in the order of their documents' names.

    ``compare`` is asked about each document and those above it whose text is in the build.

    Returns:
        What was built; nothing at all, and ``out`` is as before, where ``facts`` is empty.

    Raises:
        GraphError: ``out`` cannot be written to.
        UsageError: ``SOURCE_DATE_EPOCH`` is no number.
        ValueError: a span lies outside its source.
    """
    with BuildWriter(out, base) as writer:
        build = _Assembly(writer, Iris(base), background, version)
        for one in facts:
            build.add(one)
        return build.finish(compare, mappings) if build.documents else Assembled()


class _Assembly:
    """A build under way: what has to be remembered of the documents that are written already."""

    def __init__(self, writer: BuildWriter, iris: Iris, background: Background, version: str) -> None:
        self.documents: list[BuiltDocument] = []
        self._writer = writer
        self._iris = iris
        self._background = background
        self._version = version
        self._areas: set[str] = set()
        self._links: list[Links] = []
        self._figures: list[Figures] = []
        self._found: dict[str, Sequence[model.Correspondence]] = {}
        self._derived = iri(iris.graph("derived"))

    def add(self, facts: Facts) -> None:
        name = facts.source.name
        triples = set(document_triples(facts, self._iris))
        self._writer.add_graph(iri(self._iris.graph("plan", name)), triples)
        self._writer.add_graph(self._derived, shortcut_triples(facts, self._iris))
        self._writer.add_text(name, facts.source.text)
        self._areas |= _areas(triples)
        self._figures += read_figures(triples)
        self._links.append(document_links(facts, self._iris))
        self._found[name] = facts.correspondences
        self.documents.append(_built(facts, self._iris))

    def finish(self, compare: Compare, mappings: HandMadeMappings) -> Assembled:
        background, iris, writer = self._background, self._iris, self._writer
        build = Counterparts(self._links, background, iris)
        settled = build.settled(self._found, compare, mappings.lines)
        writer.add_graph(iri(iris.graph("correspondences")), correspondence_triples(settled.counterparts))
        writer.add_graph(iri(iris.graph("mappings")), mapping_triples(settled.lines))
        localised = localises_triples(settled.counterparts)
        register = list(background.register_without(build.read))
        listed = read_figures(register)
        comparisons = Comparisons(build.lineage, background.vocabulary, [*listed, *self._figures])
        lower = [link.document for link in self._links] + [one.document for one in listed]
        compared = (t for document in lower for t in comparisons.triples(document))
        standing = (t for document in lower for t in comparisons.derived(document))
        writer.add_graph(iri(iris.graph("comparisons")), compared)
        magnitudes = magnitude_triples(listed)
        derived = (build.lineage.triples(), localised, build.coverage(settled), magnitudes, standing)
        writer.add_graph(self._derived, chain.from_iterable(derived))
        writer.add_graph(iri(iris.graph("register")), register)
        writer.add_graph(iri(iris.graph("vocabulary")), background.vocabulary_for(self._areas))
        time = build_time(d.modified for d in self.documents)
        names = [d.name for d in self.documents]
        files = [*background.files, *mappings.files]
        provenance = provenance_triples(iris, version=self._version, time=time, texts=names, files=files)
        writer.add_graph(iri(iris.graph("build")), provenance)
        documents = _with_correspondences(self.documents, settled, iris)
        writer.finish(self._manifest(documents, time, files))
        return Assembled(documents, tuple(settled.unmatched))

    def _manifest(
        self, documents: Sequence[BuiltDocument], time: str, files: Iterable[InputFile]
    ) -> dict[str, object]:
        return {
            "base": self._iris.base,
            "policygraph": self._version,
            "time": time,
            "documents": [_entry(d, self._iris) for d in documents],
            "inputs": {file.name: file.sha256 for file in files},
            "totals": {**count(documents), "quads": self._writer.quads},
        }


def _areas(triples: Iterable[Triple]) -> set[str]:
    prefix = f"<{AREA.base}"
    return {value for _, _, value in triples if value.startswith(prefix)}


def _built(facts: Facts, iris: Iris) -> BuiltDocument:
    source = facts.source
    agencies = frozenset(map(Scope(facts, iris).agency, (a.agency for a in facts.assignments)))
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
        modified=source.modified,
        counts={name: len(things) for name, things in counts.items()},
        agencies=agencies,
    )


def _with_correspondences(
    documents: Iterable[BuiltDocument], settled: Settled, iris: Iris
) -> tuple[BuiltDocument, ...]:
    """The documents with the number of counterparts that their measures have in the end."""
    plans = iris.plan("")
    numbers = Counter(c.subject.removeprefix(plans).partition("/")[0] for c in settled.counterparts)
    return tuple(
        replace(d, counts={**d.counts, "correspondences": numbers[segment(d.name)]}) for d in documents
    )


def _entry(document: BuiltDocument, iris: Iris) -> dict[str, object]:
    return {
        "name": document.name,
        "file": document.file_name,
        "iri": iris.plan(document.name),
        "sha256": document.sha256,
        "encoding": document.encoding,
        "counts": dict(document.counts),
    }
