"""Writing a build's folder, so that a build that fails leaves the earlier one as it was.

``manifest.json``      what belongs to the build, with the digest of every file: the only switch
``shards/DIGEST.nq``   all lines about one document, in their named graphs; one more for what belongs to none
``texts/DIGEST.txt``   the decoded source of each document, so that every span can be shown
``index.html``         what lies in the folder, for people
``graph.nq``           all quads, one named graph after the other, each sorted
``graph.trig``         the same for people

Readers read the shards. The two files for the whole graph are made for others, up to :data:`MOST_WHOLE` documents or
where they are asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from policygraph.builds.manifest import FileEntry, Manifest
from policygraph.builds.room import Room
from policygraph.builds.shards import Growing, WholeGraph, written
from policygraph.model.folder import SHARDS, TEXTS
from policygraph.rdf.terms import Triple

__all__ = ["MOST_WHOLE", "BuildWriter", "Stored"]

MOST_WHOLE = 50


@dataclass(frozen=True, slots=True)
class Stored:
    """What was written: the paths of each document's text and shard by its term, and the digests of all files."""

    documents: Mapping[str, tuple[str, str]]
    shared: str
    files: Mapping[str, FileEntry]
    quads: int


class BuildWriter:
    """Collects a build out of sight; used as a context manager.

    Without :meth:`switch` nothing of the folder changes.
    """

    def __init__(
        self, out: Path, base: str, *, whole_graph: bool | None = None, sources: Iterable[Path] = ()
    ) -> None:
        """A writer to the folder ``out``, which is made if it is missing.

        Args:
            out: the folder.
            base: the base IRI, for the file that people read.
            whole_graph: whether the files for the whole graph are written; None: up to ``MOST_WHOLE`` documents.
            sources: files that must stay, whatever is written.
        """
        self._room = Room(out, sources)
        self._base = base
        self._is_asked = whole_graph
        self._whole: WholeGraph | None = None
        self._pages: dict[str, Growing] = {}
        self._documents: dict[str, tuple[Growing, Growing]] = {}
        self._graphs: dict[str, set[Triple]] = defaultdict(set)
        self._staged: dict[str, Path] = {}
        self._quads = 0

    def __enter__(self) -> Self:
        """The writer itself, with the folder locked.

        Raises:
            GraphError: the folder cannot be written to, holds files in the way, or another build writes to it.
        """
        self._room.__enter__()
        try:
            with self._room.complaining():
                self._whole = None if self._is_asked is False else WholeGraph(self._room.path, self._base)
        except BaseException as error:
            self._room.__exit__(type(error), error, error.__traceback__)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove what is not in place yet."""
        self._room.__exit__(kind, error, trace)

    @property
    def has_whole_graph(self) -> bool:
        """Whether the files for the whole graph are written, with the documents that there are so far."""
        return self._whole is not None

    def add_document(self, document: str, graph: str, triples: Sequence[Triple], text: str) -> None:
        """Write a document: its term, its named graph and what that says (sorted, each once), and its decoded source.

        Raises:
            GraphError: it cannot be written.
        """
        number = len(self._documents)
        with self._room.complaining():
            shard = Growing(self._room.path / SHARDS / f"{number}.nq")
            kept = Growing(self._room.path / TEXTS / f"{number}.txt")
            kept.add(text)
            self._documents[document] = shard, kept
            if self._whole and self._is_asked is None and len(self._documents) > MOST_WHOLE:
                self._whole.remove()
                self._whole = None
            for _, lines in written(triples, graph):
                joined = "".join(lines)
                shard.add(joined)
                if self._whole:
                    self._whole.add_lines(joined)
            if self._whole:
                self._whole.add_graph(graph, triples)
        self._quads += len(triples)

    def add(self, graph: str, triples: Iterable[Triple]) -> None:
        """Add to a named graph that is not one document's; each line goes to the shard of what it is about."""
        self._graphs[graph].update(triples)

    def add_page(self, name: str, text: str) -> None:
        """Write a file for people, which is called ``name`` in every build.

        Raises:
            GraphError: it cannot be written.
        """
        with self._room.complaining():
            self._pages[name] = Growing(self._room.path / name)
            self._pages[name].add(text)

    def settle(self) -> Stored:
        """Write what was added; nothing can be added after it.

        Raises:
            GraphError: it cannot be written.
        """
        with self._room.complaining():
            shared = Growing(self._room.path / SHARDS / "shared.nq")
            for graph in sorted(self._graphs):
                self._write_graph(graph, shared)
            self._graphs.clear()
            files: dict[str, FileEntry] = {}
            documents = {}
            for document, (shard, text) in self._documents.items():
                documents[document] = (self._stage(TEXTS, text, files), self._stage(SHARDS, shard, files))
            where = self._stage(SHARDS, shared, files)
            for name, file in {**self._pages, **(self._whole.files if self._whole else {})}.items():
                files[name] = self._replacing(name, file)
        return Stored(documents, where, files, self._quads)

    def switch(self, manifest: Manifest) -> None:
        """Put everything in place, and make ``manifest`` the build's.

        Raises:
            GraphError: a file cannot be put in place; all are then as they were.
        """
        self._room.switch(manifest, self._staged)

    def _write_graph(self, graph: str, shared: Growing) -> None:
        ordered = sorted(self._graphs[graph])
        owner, subject = shared, ""
        for some, lines in written(ordered, graph):
            by_shard: dict[Growing, list[str]] = defaultdict(list)
            for triple, line in zip(some, lines, strict=True):
                if triple[0] != subject:
                    subject = triple[0]
                    owner = self._owner(subject) or shared
                by_shard[owner].append(line)
            for shard, about in by_shard.items():
                shard.add("".join(about))
            if self._whole:
                self._whole.add_lines("".join(lines))
        if self._whole:
            self._whole.add_graph(graph, ordered)
        self._quads += len(ordered)

    def _owner(self, subject: str) -> Growing | None:
        """The shard of the document whose IRI is ``subject`` or the beginning of its path."""
        bare = subject[1:-1]
        while "/" in bare:
            if found := self._documents.get(f"<{bare}>"):
                return found[0]
            bare = bare.rpartition("/")[0]
        return None

    def _stage(self, folder: str, file: Growing, files: dict[str, FileEntry]) -> str:
        """Give a file the path of its digest; two documents may share a text."""
        entry = file.entry()
        path = f"{folder}/{entry.sha256}{file.path.suffix}"
        files[path] = entry
        self._staged[path] = file.path
        return path

    def _replacing(self, name: str, file: Growing) -> FileEntry:
        """The entry of a file whose name does not change; where the very same stands there, it stays."""
        entry, there = file.entry(), self._room.digest_in_place(name)
        if there == entry.sha256:
            return entry
        self._staged[name] = file.path
        return replace(entry, replaces=there)
