"""A whole build from the facts of its documents, one document in memory at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from policygraph.graph.background import Background
from policygraph.graph.derived import Lineage, Links, document_links, shortcut_triples
from policygraph.graph.document import document_triples
from policygraph.graph.iris import Iris
from policygraph.graph.provenance import build_time, provenance_triples
from policygraph.graph.terms import AREA, Triple, iri
from policygraph.graph.writer import BuildWriter
from policygraph.model import Facts

__all__ = ["COUNTED", "BuiltDocument", "assemble", "count"]

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


def assemble(
    facts: Iterable[Facts], out: Path, *, base: str, background: Background, version: str
) -> tuple[BuiltDocument, ...]:
    """Write a build of ``facts``, which come in the order of their documents' names.

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
        if build.documents:
            build.finish()
        return tuple(build.documents)


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
        self._derived = iri(iris.graph("derived"))

    def add(self, facts: Facts) -> None:
        name = facts.source.name
        triples = set(document_triples(facts, self._iris))
        self._writer.add_graph(iri(self._iris.graph("plan", name)), triples)
        self._writer.add_graph(self._derived, shortcut_triples(facts, self._iris))
        self._writer.add_text(name, facts.source.text)
        self._areas |= _areas(triples)
        self._links.append(document_links(facts, self._iris))
        self.documents.append(_built(facts))

    def finish(self) -> None:
        background, iris, writer = self._background, self._iris, self._writer
        lineage = Lineage(background.parents(), background.numbers(), self._links, iris)
        writer.add_graph(self._derived, lineage.triples())
        writer.add_graph(iri(iris.graph("register")), background.register)
        writer.add_graph(iri(iris.graph("vocabulary")), background.vocabulary_for(self._areas))
        time = build_time(d.modified for d in self.documents)
        names = [d.name for d in self.documents]
        provenance = provenance_triples(
            iris, version=self._version, time=time, texts=names, files=background.files
        )
        writer.add_graph(iri(iris.graph("build")), provenance)
        writer.finish(self._manifest(time))

    def _manifest(self, time: str) -> dict[str, object]:
        return {
            "base": self._iris.base,
            "policygraph": self._version,
            "time": time,
            "documents": [_entry(d, self._iris) for d in self.documents],
            "inputs": {file.name: file.sha256 for file in self._background.files},
            "totals": {**count(self.documents), "quads": self._writer.quads},
        }


def _areas(triples: Iterable[Triple]) -> set[str]:
    prefix = f"<{AREA.base}"
    return {value for _, _, value in triples if value.startswith(prefix)}


def _built(facts: Facts) -> BuiltDocument:
    source = facts.source
    agencies = frozenset(a.agency.name for a in facts.assignments)
    counts: dict[str, Sequence[object] | Set[object]] = {
        "measures": [p for p in facts.outline.provisions if p.is_measure],
        "targets": facts.targets,
        "obligations": facts.obligations,
        "assignments": facts.assignments,
        "agencies": agencies,
        "citations": facts.citations,
        "correspondences": facts.correspondences,
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


def _entry(document: BuiltDocument, iris: Iris) -> dict[str, object]:
    return {
        "name": document.name,
        "file": document.file_name,
        "iri": iris.plan(document.name),
        "sha256": document.sha256,
        "encoding": document.encoding,
        "counts": dict(document.counts),
    }
