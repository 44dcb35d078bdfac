"""What went into a store: the shards, and how many of these hold each triple that is no document's own.

These triples are many, and a change concerns few of them. So they lie in buckets by what they are about, each packed by
itself: only those that a change concerns are unpacked and packed again.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from policygraph.builds.kept import Kept, second
from policygraph.rdf.iris import owner_pattern

__all__ = ["BUCKETS", "Inventory", "copy_of", "triples_of"]

_COPIES, _INVENTORY = "shards", "inventory"
BUCKETS = 256


def triples_of(lines: bytes) -> bytes:
    """The lines of a shard without their graphs."""
    endings = _endings(lines)
    # A line break ends a line, and stands in no literal.
    for ending in endings:
        lines = lines.replace(ending, b" .\n")
    return lines


def _endings(lines: bytes) -> set[bytes]:
    """What lines end in, from their graphs on."""
    found, at = set[bytes](), 0
    # Nearly always the lines of a graph stand together.
    while at < len(lines):
        end = lines.index(b"\n", at) + 1
        ending = lines[lines.rindex(b" ", at, end - 3) : end]
        found.add(ending)
        at = lines.rindex(ending) + len(ending)
    if sum(map(lines.count, found)) == lines.count(b"\n"):
        return found
    return {line[line.rindex(b" ", 0, -3) :] for line in lines.splitlines(keepends=True)}


def copy_of(folder: Path, shard: str) -> Path:
    """Where beside a store in a folder the copy of a shard lies that went into it."""
    return folder / _COPIES / Path(shard).name


@dataclass(slots=True)
class Inventory:
    """What went into a store of a build with this base IRI."""

    base: str
    shards: set[str] = field(default_factory=set)
    _packed: list[bytes] = field(default_factory=lambda: [b""] * BUCKETS)
    # The buckets that were unpacked.
    _counts: dict[int, Counter[bytes]] = field(default_factory=dict)
    # How many of the shards that were added since hold each triple.
    _added: Counter[bytes] = field(default_factory=Counter)

    @staticmethod
    def read(kept: Kept, base: str) -> Inventory:
        """What went into the store in a folder.

        Raises:
            ValueError: it is damaged, of another version, or was not kept.
        """
        head, shards, sizes, data = (kept.read(_INVENTORY) or b"").split(b"\n", 3)
        if head != _head(base):
            raise ValueError("it is of another version")
        packed, at = [], 0
        for size in map(int, sizes.split()):
            packed.append(data[at : at + size])
            at += size
        if len(packed) != BUCKETS or at != len(data):
            raise ValueError("it is not whole")
        return Inventory(base, set(shards.decode().split()), packed)

    def digests(self) -> list[bytes]:
        """Of each bucket, what tells its triples from others."""
        return [hashlib.sha256(data).digest() for data in self._packed]

    @property
    def digest(self) -> bytes:
        """Tells the triples that were kept from others."""
        return hashlib.sha256(b"".join(self.digests())).digest()

    def triples(self, bucket: int) -> list[bytes]:
        """The triples of a bucket in order.

        Raises:
            ValueError, zlib.error: it is damaged.
        """
        return [line.partition(b" ")[2] for line in self._lines(bucket)]

    def add(self, shard: str, triples: bytes) -> None:
        """Count what a new shard holds."""
        self.shards.add(shard)
        self._added.update({match[0] for match in _shared(self.base).finditer(triples)})

    def is_own(self, triple: bytes) -> bool:
        """Whether a triple is a document's own, so that its shard alone holds it."""
        return not _shared(self.base).match(triple)

    def exchange(self, gone: Collection[str], new: Collection[str], more: Mapping[bytes, int]) -> list[bytes]:
        """Count the triples of some shards no longer, and those of others.

        Args:
            gone: the shards that are gone.
            new: those that came.
            more: how many more shards hold a triple, fewer where that is negative; of those that are no document's own.

        Returns:
            Triples that no shard holds any more.

        Raises:
            ValueError, zlib.error: what was kept is damaged.
        """
        self.shards = self.shards.difference(gone).union(new)
        return [triple for triple, number in more.items() if not self._count(triple, number)]

    def keep(self, kept: Kept, before: Path) -> None:
        """Keep it and copies of the shards beside the store; what lies in a folder ``before`` is not copied again.

        Raises:
            OSError: that cannot be done.
        """
        (kept.folder / _COPIES).mkdir(mode=0o700, exist_ok=True)
        for shard in self.shards:
            copy = copy_of(kept.folder, shard)
            if not copy.exists():
                known = copy_of(before, shard)
                second(known if known.exists() else kept.contents.folder / shard, copy, before)
        for triple, number in self._added.items():
            self._count(triple, number)
        self._added.clear()
        for bucket, counts in self._counts.items():
            lines = (b"%d %s" % (number, triple) for triple, number in sorted(counts.items()))
            self._packed[bucket] = zlib.compress(b"\n".join(lines), 1)
        self._counts.clear()
        said = [_head(self.base), " ".join(sorted(self.shards)).encode()]
        sizes = " ".join(str(len(data)) for data in self._packed).encode()
        kept.write(_INVENTORY, b"\n".join([*said, sizes, b"".join(self._packed)]))

    def _count(self, triple: bytes, more: int) -> int:
        """How many shards hold a triple after so many more do."""
        bucket = zlib.crc32(triple[: triple.index(b" ")]) % BUCKETS
        counts = self._counts.get(bucket)
        if counts is None:
            parts = (line.partition(b" ") for line in self._lines(bucket))
            counts = self._counts[bucket] = Counter({one: int(number) for number, _, one in parts})
        counts[triple] += more
        if counts[triple] > 0:
            return counts[triple]
        del counts[triple]
        return 0

    def _lines(self, bucket: int) -> list[bytes]:
        data = self._packed[bucket]
        return zlib.decompress(data).split(b"\n") if data else []


@cache
def _shared(base: str) -> re.Pattern[bytes]:
    """Lines that several shards may hold."""
    return re.compile(b"^(?!<" + owner_pattern(base).encode() + b").+$", re.MULTILINE)


def _head(base: str) -> bytes:
    return f"3 {ox.__version__} {base}".encode()
