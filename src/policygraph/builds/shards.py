"""Shards: all lines about one document in a packed file of its own, called after the digest of its bytes.

A shard begins with the lines of the document's own graph, which whoever reads the document writes. The lines about it
in other graphs follow, packed by themselves, when all documents are read: it is then *sealed*.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, starmap
from pathlib import Path

from policygraph.builds.manifest import FileEntry
from policygraph.builds.packed import packed, pieces, unpacked
from policygraph.builds.sharing import blocks_of
from policygraph.builds.sorting import SortedTriples
from policygraph.errors import GraphError, shown
from policygraph.files import sync
from policygraph.model.folder import GRAPH, SHARDS, TEXTS, TRIG
from policygraph.rdf.terms import Triple, lines
from policygraph.rdf.trig import Trig

__all__ = [
    "Growing",
    "Seal",
    "Sealed",
    "Slot",
    "WholeGraph",
    "encoded",
    "nquads",
    "seal",
    "write_trig",
    "written",
]

# Written at a time: the lines of a large document together are several times as large as its triples.
_SOME = 5_000


def written(triples: Iterable[Triple], graph: str) -> Iterator[bytes]:
    """The N-Quads of the triples of a named graph, some lines at a time."""
    rest = iter(triples)
    while some := list(islice(rest, _SOME)):
        yield encoded(lines(some, graph))


def encoded(text: str) -> bytes:
    """A text in UTF-8; sources are as decoded, and a lone surrogate must not stop a build."""
    return text.encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where the files of one document lie while it is built: in a folder, under a number."""

    folder: Path
    number: int

    @property
    def shard(self) -> Path:
        """Its lines."""
        return self.folder / SHARDS / f"{self.number}.nq.gz"

    @property
    def text(self) -> Path:
        """Its decoded source."""
        return self.folder / TEXTS / f"{self.number}.txt"

    @property
    def trig(self) -> Path:
        """Its own graph for people, where the files for the whole graph are written."""
        return self.folder / SHARDS / f"{self.number}.trig"


class Growing:
    """A file under way: what is added to it is written at once, and only its digest stays in memory."""

    def __init__(self, path: Path) -> None:
        """``path`` is where it is written; it begins empty."""
        self.path = path
        self._digest = hashlib.sha256()
        self._size = 0
        path.write_bytes(b"")

    def add(self, text: str) -> None:
        """Write more of it.

        Raises:
            OSError: the disk is full or broken.
        """
        self.add_bytes(encoded(text))

    def add_bytes(self, data: bytes) -> None:
        """Write more of it, as it is to stand in the file.

        Raises:
            OSError: the disk is full or broken.
        """
        if not data:
            return
        with self.path.open("ab") as file:
            file.write(data)
        self._digest.update(data)
        self._size += len(data)

    def add_all(self, texts: Iterable[str]) -> None:
        """Write many short texts, a few at a time.

        Raises:
            OSError: the disk is full or broken.
        """
        rest = iter(texts)
        while some := list(islice(rest, _SOME)):
            self.add("".join(some))

    def entry(self) -> FileEntry:
        """The digest and size of what was written so far."""
        return FileEntry(self._digest.hexdigest(), self._size)


@dataclass(frozen=True, slots=True)
class Seal:
    """A shard to be sealed: its own lines, those about it in other graphs, and the base for TriG or ''.

    ``shortcuts`` are the part's, ``more`` says what was found when all documents were read. ``earlier`` is a file that
    begins with the own lines; None where they lie in their slot already. ``known`` is a shard that is sealed already.
    """

    place: Slot
    own: FileEntry
    shortcuts: bytes
    more: str
    trig_base: str = ""
    earlier: Path | None = None
    known: Sealed | None = None


@dataclass(frozen=True, slots=True)
class Sealed:
    """The digest of a sealed shard, and how many lines were added."""

    entry: FileEntry
    added: int


def seal(task: Seal) -> Sealed:
    """Complete a shard, and have the disk hold it.

    Raises:
        OSError: the disk is full or broken.
        GraphError: an earlier file is not what it was.
    """
    if task.known:
        return task.known
    place = task.place
    if task.earlier:
        with task.earlier.open("rb") as earlier, place.shard.open("wb") as file:
            file.write(earlier.read(task.own.size))
    with place.shard.open("rb") as file:
        own = file.read(task.own.size)
    digest = hashlib.sha256(own)
    if digest.hexdigest() != task.own.sha256:
        where = task.earlier or place.shard
        raise GraphError(f"{shown(where)} was changed while it was built; build again")
    found = blocks_of(zlib.decompress(task.shortcuts))
    for graph, said in blocks_of(encoded(task.more)).items():
        both = (found.get(graph, b"") + said).split(b"\n")[:-1]
        # Both are sorted, which a set would forget.
        found[graph] = b"\n".join([*dict.fromkeys(sorted(both)), b""])
    added = b"".join(packed([b"".join(starmap(_nquads, sorted(found.items())))]))
    digest.update(added)
    with place.shard.open("r+b") as file:
        file.truncate(task.own.size)
        file.seek(task.own.size)
        file.write(added)
    sync(place.shard)
    if task.trig_base and not place.trig.exists():
        lines = unpacked(own).decode().split("\n")[:-1]
        ending = _ending(lines[0]) if lines else ""
        write_trig(place, task.trig_base, ending[1:-2], _triples(line[: -len(ending)] for line in lines))
    return Sealed(
        FileEntry(digest.hexdigest(), len(own) + len(added)),
        sum(said.count(b"\n") for said in found.values()),
    )


def write_trig(place: Slot, base: str, graph: str, triples: Sequence[Triple] | SortedTriples) -> None:
    """Write a document's own graph for people; ``triples`` are sorted, each once.

    Raises:
        OSError: the disk is full or broken.
    """
    trig = Growing(place.trig)
    if triples:
        trig.add_all(Trig(base).graph(graph, triples))


def nquads(graph: bytes, statements: Sequence[bytes]) -> bytes:
    """The lines of N-Quads of a named graph; ``statements`` are lines without their ending."""
    return _ending_of(graph).join([*statements, b""])


def _nquads(graph: bytes, lines: bytes) -> bytes:
    """The same of statements that are lines already, each with its end."""
    return lines.replace(b"\n", _ending_of(graph))


def _ending_of(graph: bytes) -> bytes:
    return b" %b .\n" % graph


def _triples(lines: Iterable[str]) -> list[Triple]:
    """The triples of lines that are without their graph."""
    return [
        (subject, predicate, value) for line in lines for subject, predicate, value in [line.split(" ", 2)]
    ]


def _ending(line: str) -> str:
    """What a line ends in: its graph."""
    return line[line.rindex(" ", 0, -2) :]


class WholeGraph:
    """All quads in two files, one named graph after the other: for programs as N-Quads, for people as TriG."""

    def __init__(self, folder: Path, base: str) -> None:
        """``folder`` is where they are written."""
        self._trig = Trig(base)
        self.files = {GRAPH: Growing(folder / GRAPH), TRIG: Growing(folder / TRIG)}
        self.files[TRIG].add(self._trig.header())
        # By their graphs, lines without these.
        self._shared: dict[bytes, list[bytes]] = defaultdict(list)

    def add_document(self, place: Slot, own: FileEntry) -> None:
        """Take over a document's own graph from its sealed shard; what it says beside it waits for :meth:`end`."""
        with place.shard.open("rb") as file:
            for piece in pieces(file.read(own.size)):
                self.files[GRAPH].add_bytes(piece)
            rest = unpacked(file.read())
        self.files[TRIG].add_bytes(place.trig.read_bytes())
        while rest:
            # One named graph after the other: what is left of the text begins the next one.
            line = rest[: rest.index(b"\n") + 1]
            ending = line[line.rindex(b" ", 0, -3) :]
            *statements, rest = rest.split(ending)
            self._shared[ending[1:-3]] += statements

    def add_written(self, lines: bytes, trig: bytes) -> None:
        """Take over a graph that is written already: its lines packed, and its text as TriG."""
        for piece in pieces(lines):
            self.files[GRAPH].add_bytes(piece)
        self.files[TRIG].add_bytes(trig)

    def end(self, about_none: Mapping[bytes, Sequence[bytes]]) -> None:
        """Write the graphs that are not one document's; ``about_none`` says by graph what is about no document."""
        for graph in sorted({*self._shared, *about_none}):
            ordered = sorted((*about_none.get(graph, ()), *self._shared.pop(graph, ())))
            self.files[GRAPH].add_bytes(nquads(graph, ordered))
            lines = b"\n".join(ordered).decode().split("\n")
            self.files[TRIG].add_all(self._trig.graph(graph.decode(), _triples(lines)))
