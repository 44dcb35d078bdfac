"""What a build says of things that are no document's own, by thing, kept from build to build.

After a change only those buckets of the inventory are read that it concerns, and it is known of which things something
else is said than before. All that follows from other things need not be looked at again.
"""

from __future__ import annotations

import hashlib
import marshal
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from policygraph.builds.inventory import Inventory
from policygraph.builds.kept import Kept
from policygraph.builds.references import references
from policygraph.rdf.iris import owner_pattern

__all__ = ["Common", "common_of"]

_FILE, _FORM = "common", b"1"
_DIGEST = hashlib.sha256().digest_size


_Parts = tuple[bytes, dict[str, bytes], dict[str, tuple[str, ...]], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Block:
    """What the triples of a bucket say of each thing, which things that names, and the documents that any names.

    ``digest`` is that of the bucket.
    """

    digest: bytes
    lines: Mapping[str, bytes]
    named: Mapping[str, tuple[str, ...]]
    documents: tuple[str, ...]

    def parts(self) -> _Parts:
        """It as ``marshal`` can take it."""
        return self.digest, {**self.lines}, {**self.named}, self.documents


class Common:
    """What is said of things that are no document's own, by the IRI of each thing.

    ``documents`` are those that any thing names. ``changed`` are the things of which :meth:`digests` are others than
    they were ``since`` the inventory of an earlier build, of which that is the digest; b'' where none is known.
    """

    def __init__(
        self, blocks: Sequence[_Block], before: Sequence[_Block], digests: Mapping[str, bytes], since: bytes
    ) -> None:
        """``blocks`` are by bucket, ``before`` are those of an earlier build, whose digests by thing are known."""
        self.lines = {thing: said for block in blocks for thing, said in block.lines.items()}
        self._named = {thing: named for block in blocks for thing, named in block.named.items()}
        self.documents = frozenset(document for block in blocks for document in block.documents)
        self.since = since
        self._digests = dict(digests)
        others = [(old, new) for old, new in zip(before, blocks, strict=False) if old is not new]
        said = {pair for old, _ in others for pair in old.lines.items()}
        said ^= {pair for _, new in others for pair in new.lines.items()}
        for thing in self._following({thing for thing, _ in said} if before else self.lines.keys()):
            self._digests.pop(thing, None)
            if thing in self.lines:
                self._digests[thing] = self._digest(thing)
        self.changed = {thing for thing, _ in digests.items() ^ self._digests.items()}

    def reached(self, things: Iterable[str]) -> list[str]:
        """Those of the things that something is said of, those that they name, and so on."""
        return sorted(self._reached(self.lines.keys() & set(things)))

    def digests(self, things: Iterable[str]) -> list[bytes]:
        """Of those of the things that something is said of, digests of all that :meth:`reached` leads to from each."""
        return [self._digests[thing] for thing in sorted(self.lines.keys() & set(things))]

    @property
    def known(self) -> Mapping[str, bytes]:
        """The digests of all things."""
        return self._digests

    def _digest(self, thing: str) -> bytes:
        said = b"".join(map(self.lines.__getitem__, sorted(self._reached({thing}))))
        return hashlib.sha256(said).digest()

    def _following(self, things: Set[str]) -> Set[str]:
        """Things, and all that name any of them, and so on."""
        if things == self.lines.keys():
            return things
        found, rest = set(things), [*things]
        while rest:
            more = self._naming.get(rest.pop(), set()) - found
            found |= more
            rest += more
        return found

    @cached_property
    def _naming(self) -> Mapping[str, Set[str]]:
        """By which things each is named."""
        found: dict[str, set[str]] = defaultdict(set)
        for thing, named in self._named.items():
            for one in named:
                found[one].add(thing)
        return found

    def _reached(self, things: Set[str]) -> Set[str]:
        """Things that something is said of, and all such that any of them names, and so on."""
        found, rest = set(things), [*things]
        while rest:
            named = self._named.get(rest.pop(), ())
            more = {one for one in named if one in self.lines and one not in found}
            found |= more
            rest += more
        return found


def common_of(inventory: Inventory, predicates: Set[bytes], kept: Kept) -> Common:
    """What a build says of things that are no document's own.

    Args:
        inventory: of its store.
        predicates: as terms, those that somebody looks at; all others count for nothing.
        kept: where it is kept from build to build; nothing is said where that cannot be done.

    Raises:
        ValueError, zlib.error: the inventory is damaged.
    """
    head = [_FORM, sys.version.encode(), inventory.base.encode(), *sorted(predicates)]
    key, digests = hashlib.sha256(b"\n".join(head)).digest(), inventory.digests()
    since, before, known = _read(kept, key)
    earlier = dict(enumerate(before))
    blocks = [
        old
        if (old := earlier.get(bucket)) and old.digest == digest
        else _block(digest, inventory.triples(bucket), inventory.base, predicates)
        for bucket, digest in enumerate(digests)
    ]
    found = Common(blocks, before, known, since)
    if since != inventory.digest:
        with suppress(OSError):
            _write(kept, key, inventory.digest, blocks, found.known)
    return found


def _block(digest: bytes, triples: Iterable[bytes], base: str, predicates: Set[bytes]) -> _Block:
    blocks: dict[bytes, list[bytes]] = defaultdict(list)
    for line in triples:
        subject, predicate, _ = line.split(b" ", 2)
        if predicate in predicates:
            blocks[subject].append(line)
    lines, named = dict[str, bytes](), dict[str, tuple[str, ...]]()
    for subject, block in blocks.items():
        thing = sys.intern(subject[1:-1].decode())
        lines[thing] = b"\n".join(sorted(block)) + b"\n"
        # Each name is written once where it is one object.
        named[thing] = tuple(map(sys.intern, sorted(references(lines[thing], base).things - {thing})))
    owner = re.compile(b"<" + owner_pattern(base).encode())
    documents = {match[1].decode() for match in owner.finditer(b"".join(lines.values()))}
    return _Block(digest, lines, named, tuple(sorted(documents)))


def _read(kept: Kept, key: bytes) -> tuple[bytes, Sequence[_Block], Mapping[str, bytes]]:
    """The digest of the inventory that was looked at last, its blocks, and the digests of its things."""
    data = kept.lasting.read(_FILE) or b""
    head, check, packed = data[:_DIGEST], data[_DIGEST : 2 * _DIGEST], data[2 * _DIGEST :]
    if head == key and hashlib.sha256(packed).digest() == check:
        since, blocks, digests = marshal.loads(packed)  # noqa: S302 -- nobody but the user can have written it
        return since, [_Block(*parts) for parts in blocks], digests
    return b"", (), {}


def _write(
    kept: Kept, key: bytes, since: bytes, blocks: Sequence[_Block], digests: Mapping[str, bytes]
) -> None:
    """Keep what :func:`_read` gives.

    Raises:
        OSError: it cannot be written.
    """
    packed = marshal.dumps((since, [block.parts() for block in blocks], dict(digests)))
    kept.lasting.write(_FILE, key + hashlib.sha256(packed).digest() + packed)
