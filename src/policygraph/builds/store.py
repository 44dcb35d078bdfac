"""Opening a build for reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from policygraph.builds import disk
from policygraph.builds.contents import Contents, read_manifest
from policygraph.builds.kept import Kept, kept_for
from policygraph.builds.manifest import DocumentEntry, Manifest
from policygraph.errors import GraphError, shown
from policygraph.model.folder import STEADY

__all__ = ["Build", "is_large", "open_build", "open_large"]

_LINE = re.compile(r"line (\d+)")
_NAMELESS = re.compile(rb"^(?:<[^>]*> <[^>]*> )?_:", re.MULTILINE)
# How often a build that is replaced while it is opened is opened anew.
_TRIES = 20
# From so many quads on (about forty plans) a build is asked on disk. Making the store takes about as long as loading
# the build into memory once.
LARGE = 250_000
_UNION = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"


@dataclass(frozen=True, slots=True)
class Build:
    """A build that is open: what it was when it was opened, whatever happens to its folder since.

    The store's default graph is the union of the named graphs, with each triple once. (Oxigraph's own union repeats
    what two graphs say, and so falsifies counts.) A small build is in memory. A large one is ``kept`` on disk, outside
    its folder, and its texts and shards are read when they are asked for: that may fail once its folder has changed.
    """

    contents: Contents
    store: ox.Store
    texts: Mapping[str, str]
    with_rejected: bool = False
    kept: Kept | None = None

    @property
    def folder(self) -> Path:
        """The folder that it lies in."""
        return self.contents.folder

    @property
    def manifest(self) -> Manifest:
        """What the build consists of."""
        return self.contents.manifest

    @property
    def base(self) -> str:
        """The base IRI that it was built with."""
        return self.manifest.base

    @property
    def has_graphs(self) -> bool:
        """Whether the store of its named graphs is there, and need not be made first."""
        return self.kept is None or disk.has_graphs(self.kept, with_rejected=self.with_rejected)

    def text(self, name: str) -> str:
        """The decoded source of a document.

        Raises:
            GraphError: the build has no document of that name.
        """
        if name not in self.texts:
            raise GraphError(f"{shown(self.folder)} holds no text of {name!r}; build again")
        return self.texts[name]

    def graphs(self) -> ox.Store:
        """A store that holds the named graphs as well as their union.

        Raises:
            GraphError: a shard is not as it was built, or another build has taken the place of this one.
        """
        if self.kept is None:
            return self.store
        try:
            with suppress(OSError, ValueError, SyntaxError):
                return disk.graphs(self.kept, with_rejected=self.with_rejected)
            return _loaded(self.contents, self.with_rejected).store
        except GraphError as error:
            raise _told(self.contents, error) from error

    def quads_about(self, subject: ox.NamedNode) -> Iterable[ox.Quad]:
        """What all named graphs say about a thing.

        Raises:
            GraphError: a shard is not as it was built, or another build has taken the place of this one.
        """
        if self.kept is None:
            return self.store.quads_for_pattern(subject, None, None, None)
        try:
            return list(disk.quads_about(self.contents, subject))
        except GraphError as error:
            raise _told(self.contents, error) from error

    def nquads(self) -> Iterator[bytes]:
        """The lines of all shards, read once more: they spell numbers as the sources do, the store does not.

        Raises:
            GraphError: a shard is not as it was built, or another build has taken the place of this one.
        """
        for shard in self.manifest.shards:
            try:
                yield self.contents.read(shard)
            except GraphError as error:
                raise _told(self.contents, error) from error


@dataclass(frozen=True, slots=True, eq=False)
class _Texts(Mapping[str, str]):
    """The decoded sources by the names of their documents, each read when it is asked for."""

    contents: Contents
    entries: Mapping[str, DocumentEntry]

    def __getitem__(self, name: str) -> str:
        """The text of a document.

        Raises:
            KeyError: there is no such document.
            GraphError: it is not as it was built, or another build has taken the place of this one.
        """
        entry = self.entries[name]
        try:
            return _text(self.contents, entry.text)
        except GraphError as error:
            raise _told(self.contents, error) from error

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self.entries)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.entries)


def open_build(folder: Path, *, with_rejected: bool = False) -> Build:
    """Open a build: the old one or the new one, where another takes its place meanwhile.

    A large build is opened from a store on disk, which is made where there is none; see ``disk``.

    Args:
        folder: the folder that it lies in.
        with_rejected: whether facts that people rejected stand among the others.

    Raises:
        GraphError: the folder is no build, is of another format, or a file of it is missing or not as it was built.
    """
    for _ in range(_TRIES):
        contents = read_manifest(folder)
        try:
            return _kept(contents, with_rejected) or _loaded(contents, with_rejected)
        except GraphError:
            if not contents.has_changed():
                raise
    raise GraphError(f"{shown(folder)} is built again and again while it is read; try later")


def open_large(folder: Path) -> Build | None:
    """A large build, opened from its store on disk; None where it is small, or the cache cannot be used.

    Raises:
        GraphError: the folder is no build, or a file of it is missing or not as it was built.
    """
    return _kept(read_manifest(folder), with_rejected=False)


def is_large(contents: Contents) -> bool:
    """Whether a build is asked on disk."""
    return contents.manifest.quads >= LARGE


def _told(contents: Contents, error: GraphError) -> GraphError:
    """What to say of a file that is not as it was built."""
    if not contents.has_changed():
        return error
    return GraphError(f"{shown(contents.folder)} was built anew while it was read; run the command again")


def _kept(contents: Contents, with_rejected: bool) -> Build | None:
    """A large build, asked on disk; None where it is small, or the cache cannot be used."""
    if not is_large(contents):
        return None
    # What is wrong with the build itself is said by who loads it; what is wrong with the cache, by nobody.
    with suppress(OSError, ValueError, SyntaxError):
        kept = kept_for(contents)
        kept.check()
        store = disk.union(kept, with_rejected=with_rejected)
        entries = {entry.name: entry for entry in contents.manifest.documents}
        return Build(contents, store, _Texts(contents, entries), with_rejected, kept)
    return None


def _loaded(contents: Contents, with_rejected: bool) -> Build:
    manifest, store = contents.manifest, ox.Store()
    for shard in manifest.shards:
        _load(store, contents.read(shard), contents.folder / shard)
    if len(store) != manifest.quads:
        raise GraphError(
            f"{shown(contents.folder)} holds {len(store)} quads, but its manifest names {manifest.quads}; build again"
        )
    for name in manifest.files.keys() & set(STEADY):
        contents.check(name)
    store.update(_UNION)
    if with_rejected:
        disk.extend_by_rejected(store)
    texts = {entry.name: _text(contents, entry.text) for entry in manifest.documents}
    return Build(contents, store, texts, with_rejected)


def _load(store: ox.Store, lines: bytes, path: Path) -> None:
    try:
        store.bulk_load(lines, ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        line = _LINE.search(str(error))
        place = f" in line {line[1]}" if line else ""
        raise GraphError(f"{shown(path)} is damaged{place}; build again: {error.msg}") from error
    # No build has things without a name; engines would take long over them, and say nothing that can be found again.
    if b"_:" in lines and _NAMELESS.search(lines):
        raise GraphError(f"{shown(path)} names a blank node, as no build does; build again")


def _text(contents: Contents, name: str) -> str:
    try:
        return contents.read(name).decode("utf-8")
    except UnicodeDecodeError as error:
        raise GraphError(
            f"{shown(contents.folder / name)} is damaged: it is not UTF-8; build again"
        ) from error
