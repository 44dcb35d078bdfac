"""Opening a build for reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from policygraph.builds.contents import Contents, read_manifest
from policygraph.builds.manifest import Manifest
from policygraph.errors import GraphError, shown
from policygraph.model.folder import STEADY
from policygraph.rdf.terms import PG

__all__ = ["Build", "open_build"]

_LINE = re.compile(r"line (\d+)")
# How often a build that is replaced while it is opened is opened anew.
_TRIES = 20
_LEFT_OUT = ox.NamedNode(PG.iri("leftOut"))
_UNION = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"


@dataclass(frozen=True, slots=True)
class Build:
    """A build in memory: what it was when it was opened, whatever happens to its folder since.

    The store holds the named graphs, and in its default graph their union with each triple once. (Oxigraph's own
    union repeats what two graphs say, and so falsifies counts.)
    """

    contents: Contents
    store: ox.Store
    texts: Mapping[str, str]

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

    def text(self, name: str) -> str:
        """The decoded source of a document.

        Raises:
            GraphError: the build has no document of that name.
        """
        if name not in self.texts:
            raise GraphError(f"{shown(self.folder)} holds no text of {name!r}; build again")
        return self.texts[name]

    def nquads(self) -> Iterator[bytes]:
        """The lines of all shards, read once more: they spell numbers as the sources do, the store does not.

        Raises:
            GraphError: a shard is not as it was built, or another build has taken the place of this one.
        """
        for shard in self.manifest.shards:
            try:
                yield self.contents.read(shard)
            except GraphError as error:
                if not self.contents.has_changed():
                    raise
                raise GraphError(
                    f"{shown(self.folder)} was built anew while it was read; run the command again"
                ) from error


def open_build(folder: Path, *, with_rejected: bool = False) -> Build:
    """Load a build: the old one or the new one, where another takes its place meanwhile.

    Args:
        folder: the folder that it lies in.
        with_rejected: whether facts that people rejected stand among the others.

    Raises:
        GraphError: the folder is no build, is of another format, or a file of it is missing or not as it was built.
    """
    for _ in range(_TRIES):
        contents = read_manifest(folder)
        try:
            return _loaded(contents, with_rejected)
        except GraphError:
            if not contents.has_changed():
                raise
    raise GraphError(f"{shown(folder)} is built again and again while it is read; try later")


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
        _add_rejected(store)
    return Build(contents, store, {entry.name: _text(contents, entry.text) for entry in manifest.documents})


def _add_rejected(store: ox.Store) -> None:
    """Add to the union what is kept of rejected facts."""
    kept = [
        quad.object.value
        for quad in store.quads_for_pattern(None, _LEFT_OUT, None, ox.DefaultGraph())
        if isinstance(quad.object, ox.Literal)
    ]
    store.extend(ox.parse("".join(kept), ox.RdfFormat.N_TRIPLES))


def _load(store: ox.Store, lines: bytes, path: Path) -> None:
    try:
        store.bulk_load(lines, ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        line = _LINE.search(str(error))
        place = f" in line {line[1]}" if line else ""
        raise GraphError(f"{shown(path)} is damaged{place}; build again: {error.msg}") from error


def _text(contents: Contents, name: str) -> str:
    try:
        return contents.read(name).decode("utf-8")
    except UnicodeDecodeError as error:
        raise GraphError(
            f"{shown(contents.folder / name)} is damaged: it is not UTF-8; build again"
        ) from error
