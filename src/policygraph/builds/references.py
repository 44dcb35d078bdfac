"""What documents of a build refer to: others of them, and things that are no document's own."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import cache

from policygraph.rdf.iris import owner_pattern

__all__ = ["Common", "References", "common_of", "documents_named", "references", "surroundings"]


@dataclass(frozen=True, slots=True)
class References:
    """What a shard names: ``documents`` by the segments of their IRIs, all other ``things`` by theirs."""

    documents: frozenset[str]
    things: frozenset[str]

    def packed(self) -> bytes:
        """It, to be kept."""
        return zlib.compress(json.dumps([sorted(self.documents), sorted(self.things)]).encode(), 1)

    @staticmethod
    def unpacked(data: bytes) -> References:
        """What was kept.

        Raises:
            ValueError, TypeError, zlib.error: it is damaged.
        """
        documents, things = json.loads(zlib.decompress(data))
        return References(frozenset(documents), frozenset(things))


def documents_named(packed: bytes) -> frozenset[str]:
    """The documents of what was kept by :meth:`References.packed`: the things, most of it, are not read.

    Raises:
        ValueError, TypeError, zlib.error: it is damaged.
    """
    documents, _ = json.JSONDecoder().raw_decode(zlib.decompress(packed).decode(), 1)
    return frozenset(documents)


def references(triples: bytes, base: str) -> References:
    """What the lines of a shard name.

    Args:
        triples: the lines, without their graphs.
        base: of the build.
    """
    owner = _owner(base)
    documents, things = set[str](), set[str]()
    for iri in {word[1:-1].decode() for word in {*triples.split()} if word.startswith(b"<")}:
        owned = owner.match(iri)
        if owned:
            documents.add(owned[1])
        else:
            things.add(iri)
    return References(frozenset(documents), frozenset(things))


@cache
def _owner(base: str) -> re.Pattern[str]:
    return re.compile(owner_pattern(base))


@dataclass(frozen=True, slots=True)
class Common:
    """What is said of things that are no document's own, by the IRI of each thing.

    ``documents`` are those that any thing names.
    """

    lines: Mapping[str, bytes]
    documents: Set[str]
    _base: str
    _named: dict[str, Set[str]] = field(default_factory=dict, repr=False)
    _reached: dict[str, Set[str]] = field(default_factory=dict, repr=False)
    _digests: dict[str, bytes] = field(default_factory=dict, repr=False)

    def reached(self, things: Iterable[str]) -> list[str]:
        """Those of the things that something is said of, those that they name, and so on."""
        return sorted(set[str]().union(*map(self._reached_from, self.lines.keys() & set(things))))

    def digests(self, things: Iterable[str]) -> list[bytes]:
        """Of those of the things that something is said of, digests of all that :meth:`reached` leads to from each."""
        wanted = sorted(self.lines.keys() & set(things))
        for thing in wanted:
            # To take all keys from so few would look at each of them.
            if thing not in self._digests:
                reached = sorted(self._reached_from(thing)) if self._named_by(thing) else [thing]
                said = b"".join(map(self.lines.__getitem__, reached))
                self._digests[thing] = hashlib.sha256(said).digest()
        return [*map(self._digests.__getitem__, wanted)]

    def _named_by(self, thing: str) -> Set[str]:
        if thing not in self._named:
            named = references(self.lines[thing], self._base).things
            self._named[thing] = (named & self.lines.keys()) - {thing}
        return self._named[thing]

    def _reached_from(self, thing: str) -> Set[str]:
        if thing not in self._reached:
            found, rest = {thing}, [thing]
            while rest:
                more = self._named_by(rest.pop()) - found
                found |= more
                rest += more
            self._reached[thing] = found
        return self._reached[thing]


def common_of(triples: Iterable[bytes], base: str, predicates: Set[bytes]) -> Common:
    """What lines say of things that are no document's own.

    Args:
        triples: the lines, without their graphs.
        base: of the build.
        predicates: as terms, those that somebody looks at; all others count for nothing.
    """
    blocks: dict[bytes, list[bytes]] = defaultdict(list)
    for line in triples:
        subject, predicate, _ = line.split(b" ", 2)
        if predicate in predicates:
            blocks[subject].append(line)
    lines = {subject[1:-1].decode(): b"\n".join(sorted(block)) + b"\n" for subject, block in blocks.items()}
    owner = re.compile(b"<" + owner_pattern(base).encode())
    documents = {match[1].decode() for match in owner.finditer(b"".join(lines.values()))}
    return Common(lines, documents, base)


def surroundings(documents: Iterable[str], known: Mapping[str, Set[str]]) -> set[str]:
    """Documents and those that they refer to, directly or by others, as far as it is ``known`` to which they do."""
    rest = [one for one in documents if one in known]
    reached = set(rest)
    while rest:
        more = (known[rest.pop()] & known.keys()) - reached
        reached |= more
        rest += more
    return reached
