"""Shards: all lines about one document in a file of its own, called after the digest of its bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from policygraph.builds.manifest import FileEntry
from policygraph.model.folder import GRAPH, TRIG
from policygraph.rdf.terms import Triple, lines
from policygraph.rdf.trig import Trig

__all__ = ["Growing", "WholeGraph", "written"]

# Written at a time: the lines of a large document together are several times as large as its triples.
_SOME = 5_000


def written(triples: Sequence[Triple], graph: str) -> Iterator[tuple[Sequence[Triple], list[str]]]:
    """The triples of a named graph with their lines of N-Quads, some at a time."""
    for start in range(0, len(triples), _SOME):
        some = triples[start : start + _SOME]
        yield some, lines(some, graph)


class Growing:
    """A file under way: what is added to it is written at once, and only its digest stays in memory."""

    def __init__(self, path: Path) -> None:
        """``path`` is where it is written; it begins empty."""
        self.path = path
        self._digest = hashlib.sha256()
        self._size = 0
        path.touch()

    def add(self, text: str) -> None:
        """Write more of it.

        Raises:
            OSError: the disk is full or broken.
        """
        # Sources are as decoded: line ends are kept, and a lone surrogate must not stop a build.
        data = text.encode("utf-8", "replace")
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


class WholeGraph:
    """All quads in two files, one named graph after the other: for programs as N-Quads, for people as TriG."""

    def __init__(self, folder: Path, base: str) -> None:
        """``folder`` is where they are written."""
        self._trig = Trig(base)
        self.files = {GRAPH: Growing(folder / GRAPH), TRIG: Growing(folder / TRIG)}
        self.files[TRIG].add(self._trig.header())

    def add_lines(self, lines: str) -> None:
        """Write lines of N-Quads of a named graph; the graphs come one after the other, each sorted."""
        self.files[GRAPH].add(lines)

    def add_graph(self, graph: str, triples: Sequence[Triple]) -> None:
        """Write a named graph for people: its triples, sorted and each once."""
        if triples:
            self.files[TRIG].add_all(self._trig.graph(graph, triples))

    def remove(self) -> None:
        """Remove what was written."""
        for file in self.files.values():
            file.path.unlink()
