"""What documents of a build refer to: others of them, and things that are no document's own."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cache

from policygraph.rdf.iris import owner_pattern

__all__ = ["References", "documents_named", "references", "surroundings"]


@dataclass(frozen=True, slots=True)
class References:
    """What a shard names: ``documents`` by the segments of their IRIs, all other ``things`` by theirs."""

    documents: frozenset[str]
    things: frozenset[str]

    def packed(self) -> bytes:
        """It, to be kept."""
        # No IRI holds a line break.
        names = "\n".join([*sorted(self.documents), "", *sorted(self.things)])
        return zlib.compress(names.encode(), 1)

    @staticmethod
    def unpacked(data: bytes) -> References:
        """What was kept.

        Raises:
            ValueError, zlib.error: it is damaged.
        """
        documents, things = _halves(data)
        return References(frozenset(documents.split("\n")) - {""}, frozenset(things.split("\n")) - {""})


def documents_named(packed: bytes) -> frozenset[str]:
    """The documents of what was kept by :meth:`References.packed`: the things, most of it, are not read.

    Raises:
        ValueError, zlib.error: it is damaged.
    """
    return frozenset(_halves(packed)[0].split("\n")) - {""}


def _halves(packed: bytes) -> tuple[str, str]:
    """The documents and the things."""
    names = f"\n{zlib.decompress(packed).decode()}"
    documents, _, things = names.partition("\n\n")
    return documents, things


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


def surroundings(documents: Iterable[str], known: Mapping[str, Set[str]]) -> set[str]:
    """Documents and those that they refer to, directly or by others, as far as it is ``known`` to which they do."""
    rest = [one for one in documents if one in known]
    reached = set(rest)
    while rest:
        more = (known[rest.pop()] & known.keys()) - reached
        reached |= more
        rest += more
    return reached
