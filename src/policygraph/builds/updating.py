"""A store of an earlier build brought up to date by the shards that changed, in place of one that is made anew.

Triples below a document's IRI stand in its shard alone. Of all others it is counted how many shards hold them, so that
one is removed only with the last. What the shards that are gone said is known from copies beside the store.
"""

from __future__ import annotations

import hashlib
import shutil
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from policygraph.builds.inventory import Inventory, copy_of, triples_of
from policygraph.builds.kept import Kept, second
from policygraph.builds.packed import unpacked

__all__ = ["updated"]

# Where more of the shards changed, a store is made anew as fast.
_MOST = 0.1


def updated(kept: Kept, name: str, made: Path) -> bool:
    """Make a store of a build out of one of an earlier build.

    Args:
        kept: where the new store is to lie.
        name: of the folder of the store.
        made: where it is made.

    Returns:
        Whether there was one to make it of.

    Raises:
        GraphError: a shard is not as it was built.
    """
    for earlier in kept.lasting.folder.iterdir():
        # What is damaged, or of another version, is no use.
        with suppress(OSError, ValueError, zlib.error, RuntimeError):
            inventory = Inventory.read(Kept(kept.contents, earlier), kept.contents.manifest.base)
            if _bring_up_to_date(inventory, kept, earlier, name, made):
                inventory.keep(kept, earlier)
                return True
        shutil.rmtree(made, ignore_errors=True)
    return False


def _bring_up_to_date(inventory: Inventory, kept: Kept, earlier: Path, name: str, made: Path) -> bool:
    wanted = kept.contents.manifest.shards
    gone, new = inventory.shards - {*wanted}, {*wanted} - inventory.shards
    if len(gone) + len(new) > _MOST * len(wanted) or not (earlier / name).is_dir():
        return False
    before = _counted(triples_of(_copied(earlier, shard)) for shard in gone)
    after = _counted(triples_of(kept.contents.read(shard)) for shard in new)
    # Most lines of a document that changed are as they were.
    changed = {triple for triple, _ in before.items() ^ after.items()}
    own = {*filter(inventory.is_own, changed)}
    more = {triple: after[triple] - before[triple] for triple in changed - own}
    removed = {triple for triple in own if triple not in after}.union(inventory.exchange(gone, new, more))
    added = {triple for triple in changed if triple not in before}
    made.mkdir(mode=0o700)
    for file in (earlier / name).iterdir():
        second(file, made / file.name, earlier)
    store = ox.Store(str(made))
    for quad in _quads(removed):
        store.remove(quad)
    store.extend(_quads(added))
    store.flush()
    return True


def _counted(shards: Iterable[bytes]) -> Counter[bytes]:
    """How many of the shards hold each triple."""
    found = Counter[bytes]()
    for triples in shards:
        found.update({*triples.splitlines()})
    return found


def _copied(folder: Path, shard: str) -> bytes:
    """The lines of a shard that is gone.

    Raises:
        OSError, ValueError: its copy is gone as well, or was changed.
    """
    copy = copy_of(folder, shard)
    data = copy.read_bytes()
    if hashlib.sha256(data).hexdigest() != copy.name.partition(".")[0]:
        raise ValueError("it was changed")
    return unpacked(data)


def _quads(triples: Iterable[bytes]) -> Iterator[ox.Quad]:
    return ox.parse(b"\n".join(triples), ox.RdfFormat.N_QUADS)
