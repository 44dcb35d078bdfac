"""A store of an earlier build brought up to date by the shards that changed, in place of one that is made anew.

Triples below a document's IRI stand in its shard alone. Of all others it is counted how many shards hold them, so that
one is removed only with the last. What the shards that are gone said is known from copies beside the store.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from policygraph.builds.kept import Kept, second
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
    """What went into a store: the shards, and how many of these hold each triple that is no document's own.

    These triples are many: they stay packed until somebody asks for them.
    """

    base: str
    shards: set[str] = field(default_factory=set)
    _packed: bytes = b""
    _common: Counter[bytes] | None = None

    @staticmethod
    def read(kept: Kept, base: str) -> Inventory:
        """What went into the store in a folder.

        Raises:
            ValueError, zlib.error: it is damaged, of another version, or was not kept.
        """
        head, shards, counted = (kept.read(_INVENTORY) or b"").split(b"\n", 2)
        if head != _head(base):
            raise ValueError("it is of another version")
        return Inventory(base, set(shards.decode().split()), counted)

    @property
    def common(self) -> Counter[bytes]:
        """How many shards hold each triple that is no document's own.

        Raises:
            ValueError, zlib.error: what was kept is damaged.
        """
        if self._common is None:
            numbers = (line.partition(b" ") for line in self._counted())
            self._common = Counter({triple: int(number) for number, _, triple in numbers})
        return self._common

    def kept_triples(self) -> Iterator[bytes]:
        """The triples that were kept, which is faster than to ask for their numbers too.

        Raises:
            ValueError, zlib.error: what was kept is damaged.
        """
        return (line.partition(b" ")[2] for line in self._counted())

    def _counted(self) -> list[bytes]:
        return zlib.decompress(self._packed).split(b"\n") if self._packed else []

    @property
    def digest(self) -> bytes:
        """Tells the triples that were kept from others."""
        return hashlib.sha256(self._packed).digest()

    def add(self, shard: str, triples: bytes) -> None:
        """Count what a shard holds."""
        self.shards.add(shard)
        self.common.update(self._shared(triples))

    def exchange(self, gone: Mapping[str, bytes], new: Mapping[str, bytes]) -> Collection[bytes]:
        """Count the triples of some shards no longer, and those of others.

        Returns:
            Triples that no shard holds any more, of those that are no document's own.

        Raises:
            ValueError, zlib.error: what was kept is damaged.
        """
        self.shards = (self.shards - gone.keys()) | new.keys()
        changes = Counter[bytes]()
        for triples in new.values():
            changes.update(self._shared(triples))
        for triples in gone.values():
            changes.subtract(self._shared(triples))
        changed = {triple: number for triple, number in changes.items() if number}
        if not changed:
            return ()
        self.common.update(changed)
        return [triple for triple in changed if self.common[triple] < 1]

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
                second(known if known.exists() else kept.contents.folder / shard, copies / name, before)
        if self._common is not None:
            counted = (b"%d %s" % (number, triple) for triple, number in self._common.items() if number > 0)
            self._packed = zlib.compress(b"\n".join(counted), 1)
        said = [_head(self.base), " ".join(sorted(self.shards)).encode(), self._packed]
        kept.write(_INVENTORY, b"\n".join(said))

    def _shared(self, triples: bytes) -> set[bytes]:
        """The triples that several shards may hold."""
        shared = re.compile(b"^(?!<" + owner_pattern(self.base).encode() + b").+$", re.MULTILINE)
        return {match[0] for match in shared.finditer(triples)}

    def own(self, triples: bytes) -> Iterator[bytes]:
        """The triples that one shard alone holds."""
        own = re.compile(b"^<" + owner_pattern(self.base).encode() + b".*$", re.MULTILINE)
        return (match[0] for match in own.finditer(triples))


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
    before = {shard: triples_of(_copied(earlier, shard)) for shard in gone}
    after = {shard: triples_of(kept.contents.read(shard)) for shard in new}
    removed = {triple for triples in before.values() for triple in inventory.own(triples)}
    removed |= {*inventory.exchange(before, after)}
    added = {triple for triples in after.values() for triple in triples.splitlines()}
    there = {triple for triples in before.values() for triple in triples.splitlines()}
    made.mkdir(mode=0o700)
    for file in (earlier / name).iterdir():
        second(file, made / file.name, earlier)
    store = ox.Store(str(made))
    for quad in _quads(removed - added):
        store.remove(quad)
    store.extend(_quads(added - there))
    store.flush()
    return True


def _head(base: str) -> bytes:
    return f"2 {ox.__version__} {base}".encode()


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


def _quads(triples: Iterable[bytes]) -> Iterator[ox.Quad]:
    return ox.parse(b"\n".join(triples), ox.RdfFormat.N_QUADS)
