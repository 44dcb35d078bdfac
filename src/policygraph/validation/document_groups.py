"""A large graph in groups of documents: an engine needs more than four times as long to load four times as much.

A group holds its documents, the documents above them, others with the same number or text, and what any of these
mention; ontology, vocabularies and the register are in all groups. Our shapes look no further than that from any focus
node. What two groups find twice is one result.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from policygraph.rdf.iris import owner_pattern
from policygraph.rdf.terms import DCTERMS, OWL, PG

__all__ = ["groups"]

# Documents a group: fewer would load the vocabularies more often than it saves.
_SIZE = 25
_KNOWING = frozenset(
    predicate.encode() for predicate in (OWL("sameAs"), DCTERMS("title"), PG("docNumber"), PG("content"))
)


def groups(data: bytes, base: str, size: int = _SIZE) -> Iterator[bytes]:
    """The N-Triples of ``data``, a build with that base IRI, by ``size`` documents, or whole where it has no more."""
    graph = _Graph(data, base)
    names = sorted(graph.documents)
    if len(names) <= size:
        yield data
        return
    for start in range(0, len(names), size):
        yield graph.around(names[start : start + size])


class _Graph:
    """Statements by what they are about: a document, something that all share, or something that some mention."""

    def __init__(self, data: bytes, base: str) -> None:
        self._owner = re.compile(f"<{owner_pattern(base)}".encode())
        self._mentioned = re.compile(re.escape(f"<{base}id/".encode()) + rb"(?!directive/)")
        self.documents: dict[bytes, list[bytes]] = defaultdict(list)
        self._shared: list[bytes] = []
        self._by_subject: dict[bytes, list[bytes]] = defaultdict(list)
        # Terms under which other documents know a document of the build, its number, its title and its text.
        self._known_as: dict[bytes, list[bytes]] = defaultdict(list)
        for line in data.splitlines(keepends=True):
            self._place(line)

    def _place(self, line: bytes) -> None:
        subject, predicate, rest = line.split(b" ", 2)
        if owner := self._owner.match(subject):
            self.documents[owner[1]].append(line)
            # A chapter has a title as well, which many documents give to one of theirs.
            if predicate in _KNOWING and subject[owner.end() :] == b">":
                self._known_as[rest.rstrip(b" .\n")].append(owner[1])
        elif self._mentioned.match(subject):
            self._by_subject[subject].append(line)
        else:
            self._shared.append(line)

    def around(self, names: Sequence[bytes]) -> bytes:
        """These documents with all that they mention, directly or not."""
        kept = list(self._shared)
        seen = set(names)
        waiting: list[list[bytes]] = [self.documents[name] for name in names]
        while waiting:
            lines = waiting.pop()
            kept += lines
            for term in sorted({line.split(b" ", 2)[2].rstrip(b" .\n") for line in lines}):
                for name, more in self._reached(term):
                    if name not in seen:
                        seen.add(name)
                        waiting.append(more)
        return b"".join(kept)

    def _reached(self, term: bytes) -> Iterator[tuple[bytes, list[bytes]]]:
        """What an object leads to, by the name of a document or the term of another thing."""
        owner = self._owner.match(term)
        for name in [owner[1]] if owner else self._known_as.get(term, []):
            yield name, self.documents.get(name, [])
        if term in self._by_subject:
            yield term, self._by_subject[term]
