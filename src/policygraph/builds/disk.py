"""Stores of large builds on disk: made once in the user's folder of caches, and opened in a moment.

The store of the union is made out of that of an earlier build, where there is one and not much changed.
"""

from __future__ import annotations

import re
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from policygraph.builds.contents import Contents
from policygraph.builds.inventory import Inventory, triples_of
from policygraph.builds.kept import Kept
from policygraph.builds.updating import updated
from policygraph.errors import shown
from policygraph.files import folder_aside
from policygraph.rdf.iris import owner_pattern, segment
from policygraph.rdf.terms import PG

__all__ = ["extend_by_rejected", "graphs", "has_graphs", "quads_about", "union"]

_LEFT_OUT = ox.NamedNode(PG.iri("leftOut"))
# Loaded at a time: more is a little faster, and takes memory.
_SOME = 64 << 20
# How often it is said how far it is, in seconds.
_PAUSE = 5.0


def union(kept: Kept, *, with_rejected: bool) -> ox.Store:
    """A store, to be read only, with each triple of the build once in its default graph, and no other graph.

    Args:
        kept: where it lies.
        with_rejected: whether facts that people rejected stand among the others.

    Raises:
        GraphError: a file of the build is not as it was built.
        OSError, SyntaxError, ValueError: it cannot be made.
    """
    return _store(kept, "union", with_graphs=False, with_rejected=with_rejected)


def graphs(kept: Kept, *, with_rejected: bool) -> ox.Store:
    """A store, to be read only, with the named graphs, and their union in its default graph; see :func:`union`."""
    return _store(kept, "graphs", with_graphs=True, with_rejected=with_rejected)


def has_graphs(kept: Kept, *, with_rejected: bool) -> bool:
    """Whether the store of :func:`graphs` was made already."""
    return _place(kept, "graphs", with_rejected=with_rejected).is_dir()


def extend_by_rejected(store: ox.Store) -> None:
    """Add to the union what is kept of rejected facts."""
    kept = [
        quad.object.value
        for quad in store.quads_for_pattern(None, _LEFT_OUT, None, ox.DefaultGraph())
        if isinstance(quad.object, ox.Literal)
    ]
    store.extend(ox.parse("".join(kept), ox.RdfFormat.N_TRIPLES))


def quads_about(contents: Contents, subject: ox.NamedNode) -> Iterator[ox.Quad]:
    """What the shards say about a thing: looked for in their lines, which is faster than making a store of all graphs.

    Raises:
        GraphError: a shard is not as it was built, or one is missing.
    """
    start, manifest = f"{subject} ".encode(), contents.manifest
    owner = re.match(owner_pattern(manifest.base), subject.value)
    # What belongs to a document stands in its shard alone.
    own = [one.shard for one in manifest.documents if owner and segment(one.name) == owner[1]]
    for shard in own or manifest.shards:
        lines = contents.read(shard)
        if start in lines:
            found = (line for line in lines.splitlines() if line.startswith(start))
            yield from ox.parse(b"\n".join(found), ox.RdfFormat.N_QUADS)


def _place(kept: Kept, name: str, *, with_rejected: bool) -> Path:
    return kept.folder / (f"{name}-with-rejected" if with_rejected else name)


def _store(kept: Kept, name: str, *, with_graphs: bool, with_rejected: bool) -> ox.Store:
    place = _place(kept, name, with_rejected=with_rejected)
    if place.is_dir():
        with suppress(OSError, RuntimeError):
            return ox.Store.read_only(str(place))
        shutil.rmtree(place)
    with folder_aside(kept.folder) as aside:
        made = aside / name
        is_plain = not with_graphs and not with_rejected
        if not (is_plain and updated(kept, name, made)):
            inventory = _make(made, kept.contents, with_graphs=with_graphs, with_rejected=with_rejected)
            if is_plain:
                inventory.keep(kept, kept.folder)
        with suppress(OSError):  # another process was faster
            made.rename(place)
    kept.remove_others()
    return ox.Store.read_only(str(place))


def _make(place: Path, contents: Contents, *, with_graphs: bool, with_rejected: bool) -> Inventory:
    store, inventory = ox.Store(str(place)), Inventory(contents.manifest.base)
    for lines in _lines(contents, inventory, with_graphs=with_graphs):
        store.bulk_load(lines, ox.RdfFormat.N_QUADS)
    if with_rejected:
        extend_by_rejected(store)
    store.flush()
    return inventory


def _lines(contents: Contents, inventory: Inventory, *, with_graphs: bool) -> Iterator[bytes]:
    """The lines of all shards without their graphs, and with them where wanted, many at a time."""
    gathered: list[bytes] = []
    size = number = 0
    for shard, data in _shards(contents):
        triples = triples_of(data)
        inventory.add(shard, triples)
        gathered.append(triples)
        if with_graphs:
            gathered.append(data)
        size += len(data)
        number += data.count(b"\n")
        if size > _SOME:
            yield b"".join(gathered)
            gathered, size = [], 0
    yield b"".join(gathered)
    if number != contents.manifest.quads:
        raise ValueError("the manifest names another number of quads")


def _shards(contents: Contents) -> Iterator[tuple[str, bytes]]:
    """The names and lines of all shards; it is said on standard error that and how far they are read."""
    manifest = contents.manifest
    total, done, said = sum(manifest.files[one].size for one in manifest.shards), 0, time.monotonic()
    where = shown(contents.folder)
    _say(f"{where} is large: a store for its questions is made, once ({manifest.quads:,} quads)")
    for shard in manifest.shards:
        yield shard, contents.read(shard)
        done += manifest.files[shard].size
        if time.monotonic() - said > _PAUSE:
            said = time.monotonic()
            _say(f"  {100 * done // total} %")


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()
