"""A store of an earlier build brought up to date by the shards that changed, in place of one that is made anew.

Triples below a document's IRI stand in its shard alone. Of all others it is counted how many shards hold them, so that
one is removed only with the last. What the shards that are gone said is known from copies beside the store.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from policygraph.builds.kept import Kept
from policygraph.builds.packed import unpacked
from policygraph.rdf.iris import owner_pattern

__all__ = ["Inventory", "triples_of", "updated"]

_COPIES, _INVENTORY = "shards", "inventory"
# Where more of the shards changed, a store is made anew as fast.
_MOST = 0.1


def triples_of(lines: bytes) -> bytes:
    """The lines of a shard without their graphs."""
    # A line break ends a line, and stands in no literal.
    for graph in {line.rsplit(b" ", 2)[1] for line in lines.splitlines()}:
        lines = lines.replace(b" %b .\n" % graph, b" .\n")
    return lines


@dataclass(slots=True)
class Inventory:
    """What went into a store: the shards, and how many of these hold each triple that is no document's own."""

    base: str
    shards: set[str] = field(default_factory=set)
    common: Counter[bytes] = field(default_factory=Counter)

    @staticmethod
    def read(kept: Kept, base: str) -> Inventory:
        """What went into the store in a folder.

        Raises:
            ValueError, zlib.error: it is damaged, of another version, or was not kept.
        """
        head, shards, *counted = zlib.decompress(kept.read(_INVENTORY) or b"").split(b"\n")
        if head != _head(base):
            raise ValueError("it is of another version")
        numbers = (line.partition(b" ") for line in counted)
        return Inventory(
            base,
            set(shards.decode().split()),
            Counter({triple: int(number) for number, _, triple in numbers}),
        )

    def add(self, shard: str, triples: bytes) -> None:
        """Count what a shard holds."""
        self.shards.add(shard)
        self.common.update(self._common(triples))

    def remove(self, shard: str, triples: bytes) -> None:
        """Count it no longer."""
        self.shards.remove(shard)
        self.common.subtract(self._common(triples))

    def keep(self, kept: Kept, before: Path) -> None:
        """Keep it and copies of the shards beside the store; what lies in a folder ``before`` is not copied again.

        Raises:
            OSError: that cannot be done.
        """
        copies = kept.folder / _COPIES
        copies.mkdir(mode=0o700, exist_ok=True)
        for shard in self.shards:
            name = Path(shard).name
            if not (copies / name).exists():
                known = before / _COPIES / name
                _second(known if known.exists() else kept.contents.folder / shard, copies / name, before)
        counted = [b"%d %s" % (number, triple) for triple, number in self.common.items() if number > 0]
        said = [_head(self.base), " ".join(sorted(self.shards)).encode(), *counted]
        kept.write(_INVENTORY, zlib.compress(b"\n".join(said), 1))

    def _common(self, triples: bytes) -> set[bytes]:
        """The triples that several shards may hold."""
        own = re.compile(b"^(?!<" + owner_pattern(self.base).encode() + b").+$", re.MULTILINE)
        return {match[0] for match in own.finditer(triples)}


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
    removed, added = set[bytes](), set[bytes]()
    for shard in gone:
        triples = triples_of(_copied(earlier, shard))
        inventory.remove(shard, triples)
        removed.update(triples.splitlines())
    for shard in new:
        triples = triples_of(kept.contents.read(shard))
        inventory.add(shard, triples)
        added.update(triples.splitlines())
    made.mkdir(mode=0o700)
    for file in (earlier / name).iterdir():
        _second(file, made / file.name, earlier)
    store = ox.Store(str(made))
    for quad in _quads(triple for triple in removed - added if inventory.common[triple] < 1):
        store.remove(quad)
    store.extend(_quads(added))
    store.flush()
    return True


def _head(base: str) -> bytes:
    return f"1 {ox.__version__} {base}".encode()


def _copied(folder: Path, shard: str) -> bytes:
    """The lines of a shard that is gone.

    Raises:
        OSError, ValueError: its copy is gone as well, or was changed.
    """
    name = Path(shard).name
    data = (folder / _COPIES / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != name.partition(".")[0]:
        raise ValueError("it was changed")
    return unpacked(data)


def _second(file: Path, other: Path, cache: Path) -> None:
    """A file under another name; one of the cache that nobody writes to again is not copied.

    Raises:
        OSError: that cannot be done.
    """
    if file.is_relative_to(cache) and file.suffix in (".sst", ".gz"):
        with suppress(OSError, NotImplementedError):  # a file system without links
            os.link(file, other)
            return
    shutil.copyfile(file, other)


def _quads(triples: Iterable[bytes]) -> Iterator[ox.Quad]:
    return ox.parse(b"\n".join(triples), ox.RdfFormat.N_QUADS)
