"""Writing a build's folder, so that a build that fails leaves the earlier one as it was.

``manifest.json``        what belongs to the build, with the digest of every file: the only switch
``shards/DIGEST.nq.gz``  all lines about one document, in their named graphs; one more for what belongs to none
``texts/DIGEST.txt``     the decoded source of each document, so that every span can be shown
``index.html``           what lies in the folder, for people
``graph.nq``             all quads, one named graph after the other, each sorted
``graph.trig``           the same for people

Readers read the shards. The two files for the whole graph are made for others, up to :data:`MOST_WHOLE` documents or
where they are asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import starmap
from pathlib import Path
from types import TracebackType
from typing import Self

from policygraph.builds.manifest import FileEntry, Manifest
from policygraph.builds.packed import packed
from policygraph.builds.parts import Part
from policygraph.builds.room import Room
from policygraph.builds.shards import Growing, Seal, Sealed, Slot, WholeGraph, encoded, nquads, seal
from policygraph.builds.sharing import NOBODY, Sharing, statements_of, texts_of
from policygraph.builds.vocabulary_graph import VocabularyGraph
from policygraph.builds.workers import Executor
from policygraph.errors import GraphError
from policygraph.model.folder import SHARDS, TEXTS
from policygraph.rdf.iris import Iris
from policygraph.rdf.terms import Triple

__all__ = ["MOST_WHOLE", "BuildWriter", "Earlier", "Followed", "Stored"]

MOST_WHOLE = 50


@dataclass(frozen=True, slots=True)
class Followed:
    """What the lines of a document followed from that were found when all documents were read.

    ``cause`` is a digest of that, '' where it is not known, ``beside`` one of what others said of the document.
    ``led_to`` are the documents to which counterparts of its measures lead, as terms, ``counterparts`` their number.
    """

    cause: str = ""
    beside: str = ""
    led_to: tuple[str, ...] = ()
    counterparts: int = 0


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a build left of a document: the names of its files, and its shard.

    ``more`` is the digest of the lines that were found when all documents were read, ``followed`` from what they did.
    """

    shard_name: str
    text_name: str
    sealed: Sealed
    more: str
    followed: Followed

    def unfollowed(self) -> Self:
        """The same, where nothing is to be taken for what its lines followed from."""
        return replace(self, followed=Followed())


@dataclass(frozen=True, slots=True)
class Stored:
    """What was written: each document's files by its term, the shard of what is about none, and all files' digests."""

    documents: Mapping[str, Earlier]
    shared: str
    files: Mapping[str, FileEntry]
    quads: int


@dataclass(frozen=True, slots=True)
class _Under:
    """A document under way."""

    place: Slot
    own: FileEntry
    text: FileEntry
    shortcuts: bytes
    earlier: Earlier | None
    followed: Followed = Followed()
    is_kept: bool = False


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
            base: the base IRI.
            whole_graph: whether the files for the whole graph are written; None: up to ``MOST_WHOLE`` documents.
            sources: files that must stay, whatever is written.
        """
        self._out = out
        self._room = Room(out, sources)
        self._base = base
        self._is_asked = whole_graph
        self._pages: dict[str, Growing] = {}
        self._documents: dict[str, _Under] = {}
        self._sharing = Sharing(out, "")
        self._staged: dict[str, Path] = {}
        self._more: dict[int, str] = {}
        self._quads = 0
        self._vocabulary: VocabularyGraph | None = None

    def __enter__(self) -> Self:
        """The writer itself, with the folder locked.

        Raises:
            GraphError: the folder cannot be written to, holds files in the way, or another build writes to it.
        """
        self._room.__enter__()
        self._sharing = Sharing(self._room.path, Iris(self._base).plan(""))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove what is not in place yet."""
        self._room.__exit__(kind, error, trace)

    @property
    def folder(self) -> Path:
        """Where files of documents are written, each to a :class:`Slot` with a number of its own."""
        return self._room.path

    @property
    def has_whole_graph(self) -> bool:
        """Whether the files for the whole graph are written, with the documents that there are so far."""
        return len(self._documents) <= MOST_WHOLE if self._is_asked is None else self._is_asked

    @contextmanager
    def complaining(self) -> Iterator[None]:
        """Say what cannot be written in a sentence.

        Raises:
            GraphError: in place of an ``OSError``.
        """
        with self._room.complaining():
            yield

    def add_document(self, document: str, place: Slot, part: Part, earlier: Earlier | None = None) -> None:
        """Take over what was written of a document, whose term it is: to a ``place``, or by an ``earlier`` build."""
        self._documents[document] = _Under(place, part.own, part.text, part.shortcuts, earlier)
        self._quads += part.quads

    def all_added(self) -> None:
        """Tell that no document follows; what is in graphs of several can be added from now on."""
        self._sharing.about({document: under.place.number for document, under in self._documents.items()})

    def add(self, graph: str, triples: Iterable[Triple]) -> None:
        """Add to a named graph that is not one document's; each line goes to the shard of what it is about.

        Raises:
            GraphError: it cannot be written.
        """
        with self.complaining():
            self._sharing.add(graph, triples)

    def earlier(self, document: str) -> Earlier | None:
        """What an earlier build left of a document, as its term, that may stay as it is."""
        return None if self.has_whole_graph else self._documents[document].earlier

    def beside(self, document: str) -> str:
        """A digest of what was added so far about a document.

        Raises:
            GraphError: what was put aside cannot be read.
        """
        with self.complaining():
            return _digest(self._sharing.so_far(self._documents[document].place.number))

    def settled(self, document: str, followed: Followed, *, is_kept: bool) -> None:
        """Tell what the lines about a document followed from, and whether they are those of the earlier build."""
        under = self._documents[document]
        self._documents[document] = replace(under, followed=followed, is_kept=is_kept)

    def add_vocabulary(self, vocabulary: VocabularyGraph) -> None:
        """Take over the graph of the vocabularies, to which nothing else is added."""
        self._vocabulary = vocabulary

    def add_page(self, name: str, text: str) -> None:
        """Write a file for people, which is called ``name`` in every build.

        Raises:
            GraphError: it cannot be written.
        """
        with self.complaining():
            self._pages[name] = Growing(self.folder / name)
            self._pages[name].add(text)

    def settle(self, executor: Executor) -> Stored:
        """Write what was added; nothing can be added after it.

        Raises:
            GraphError: it cannot be written.
        """
        with self.complaining():
            shared = Growing(self.folder / SHARDS / "shared.nq.gz")
            about_none = statements_of(encoded("".join(texts_of(self._sharing.statements(NOBODY)))))
            for piece in packed([b"".join(starmap(nquads, about_none.items()))]):
                shared.add_bytes(piece)
            if self._vocabulary:
                shared.add_bytes(self._vocabulary.lines)
                self._quads += self._vocabulary.quads
            self._quads += sum(map(len, about_none.values()))
            files: dict[str, FileEntry] = {}
            documents: dict[str, Earlier] = {}
            whole = WholeGraph(self.folder, self._base) if self.has_whole_graph else None
            sealed = executor.map(seal, self._seals())
            for document, under in self._documents.items():
                documents[document] = self._placed(under, next(sealed), files)
                if whole:
                    whole.add_document(under.place, under.own)
            where = self._stage(SHARDS, shared.entry(), shared.path, files)
            if whole:
                whole.end(about_none)
            if whole and self._vocabulary:
                whole.add_written(self._vocabulary.lines, self._vocabulary.trig)
            for name, file in {**self._pages, **(whole.files if whole else {})}.items():
                files[name] = self._replacing(name, file)
        return Stored(documents, where, files, self._quads)

    def switch(self, manifest: Manifest) -> None:
        """Put everything in place, and make ``manifest`` the build's.

        Raises:
            GraphError: a file cannot be put in place; all are then as they were.
        """
        self._room.switch(manifest, self._staged)

    def _seals(self) -> Iterator[Seal]:
        base = self._base if self.has_whole_graph else ""
        for under in self._documents.values():
            said = self._sharing.statements(under.place.number)
            earlier, file, known = under.earlier, None, None
            if earlier and under.is_kept:
                self._more[under.place.number] = earlier.more
                yield Seal(under.place, under.own, under.shortcuts, "", known=earlier.sealed)
                continue
            more = "".join(texts_of(said))
            self._more[under.place.number] = found = _digest(more)
            if earlier:
                file = self._out / earlier.shard_name
                known = earlier.sealed if found == earlier.more and not base else None
            yield Seal(under.place, under.own, under.shortcuts, "" if known else more, base, file, known)

    def _placed(self, under: _Under, sealed: Sealed | None, files: dict[str, FileEntry]) -> Earlier:
        """Give the files of a document their names, unless an earlier build put the same there."""
        if sealed is None:
            raise GraphError(
                "a process that wrote the build was stopped twice, and nothing was changed; build with --jobs 1"
            )
        self._quads += sealed.added
        more, before = self._more.pop(under.place.number), under.earlier
        if before:
            text = before.text_name
            files[text] = under.text
        else:
            text = self._stage(TEXTS, under.text, under.place.text, files)
        if before and sealed == before.sealed:
            shard = before.shard_name
            files[shard] = sealed.entry
        else:
            shard = self._stage(SHARDS, sealed.entry, under.place.shard, files)
        return Earlier(shard, text, sealed, more, under.followed)

    def _stage(self, folder: str, entry: FileEntry, path: Path, files: dict[str, FileEntry]) -> str:
        """Give a file the path of its digest; two documents may share a text."""
        name = f"{folder}/{entry.sha256}{''.join(path.suffixes)}"
        files[name] = entry
        self._staged[name] = path
        return name

    def _replacing(self, name: str, file: Growing) -> FileEntry:
        """The entry of a file whose name does not change; where the very same stands there, it stays."""
        entry, there = file.entry(), self._room.digest_in_place(name)
        if there == entry.sha256:
            return entry
        self._staged[name] = file.path
        return replace(entry, replaces=there)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
