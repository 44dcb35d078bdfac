"""Shards: all lines about one document in a file of its own, called after the digest of its bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from policygraph.build.manifest import FileEntry
from policygraph.model.folder import GRAPH, TRIG
from policygraph.rdf.terms import Triple
from policygraph.rdf.trig import Trig

__all__ = ["Growing", "WholeGraph"]


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

    def add(self, graph: str, triples: Sequence[Triple], lines: Iterable[str]) -> None:
        """Write a named graph: its triples, sorted and each once, and the same as lines of N-Quads."""
        if triples:
            self.files[GRAPH].add("".join(lines))
            self.files[TRIG].add(self._trig.graph(graph, triples))

    def remove(self) -> None:
        """Remove what was written."""
        for file in self.files.values():
            file.path.unlink()
