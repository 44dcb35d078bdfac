"""Some documents of a large build asked all queries that can be asked of documents alone, in whatever process."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pyoxigraph as ox

from policygraph.builds.contents import Contents, read_manifest
from policygraph.builds.inventory import Inventory, triples_of
from policygraph.builds.kept import kept_for
from policygraph.builds.references import References, references
from policygraph.builds.said_of_things import Common, common_of
from policygraph.errors import GraphError, shown
from policygraph.queries.by_document import asked, pieces
from policygraph.rdf.iris import segment
from policygraph.rdf.terms import RDF

__all__ = ["DocumentAnswers", "QuestionedBuild", "Questioning", "ask", "digest_of", "forget", "questioned"]

_PREFIX = re.compile(r"^PREFIX\s+([\w-]*):\s*<([^>]*)>", re.MULTILINE)
_NAME = re.compile(r"\b([A-Za-z][\w-]*):([A-Za-z][\w-]*)")


@dataclass(frozen=True, slots=True)
class Questioning:
    """Documents of the build in a folder to be asked, by their segments; '' stands for what is about none.

    ``manifest`` is the digest of the build's manifest.
    """

    folder: Path
    manifest: str
    documents: Sequence[str]


@dataclass(frozen=True, slots=True)
class DocumentAnswers:
    """The pieces of each document by the names of the queries, and what shards refer to: its own, and those around."""

    pieces: Mapping[str, Mapping[str, bytes]]
    refers: Mapping[str, bytes]


class QuestionedBuild:
    """A build that is asked: shards and names by the segments of the documents, and what is said of none of them.

    ``digest`` tells what is said of none from what other builds say.
    """

    def __init__(self, contents: Contents) -> None:
        """``contents`` are its files.

        Raises:
            OSError, ValueError: what is kept beside its store is missing, or damaged.
        """
        documents = {segment(one.name): one for one in contents.manifest.documents}
        self.contents = contents
        self.shards = {one: entry.shard for one, entry in documents.items()}
        self.names = {one: entry.name for one, entry in documents.items()}
        self._kept = kept_for(contents)
        self._inventory = Inventory.read(self._kept, contents.manifest.base)
        self.digest = self._inventory.digest

    @cached_property
    def common(self) -> Common:
        """What is said of none of the documents.

        Raises:
            ValueError, zlib.error: what is kept is damaged.
        """
        return common_of(self._inventory, _predicates(), self._kept)


# The build that was asked last, by the digest of its manifest.
_LAST: dict[str, QuestionedBuild] = {}


def questioned(contents: Contents) -> QuestionedBuild:
    """A build that is asked, read once.

    Raises:
        OSError, ValueError, zlib.error: what is kept beside its store is missing, or damaged.
    """
    name = digest_of(contents)
    if name not in _LAST:
        build = QuestionedBuild(contents)
        forget()
        _LAST[name] = build
    return _LAST[name]


def forget() -> None:
    """Keep nothing of the last build in memory."""
    _LAST.clear()


def digest_of(contents: Contents) -> str:
    """Tells a build from others."""
    return hashlib.sha256(contents.state[2]).hexdigest()


def ask(task: Questioning) -> DocumentAnswers:
    """What documents answer.

    Raises:
        GraphError: a shard is not as it was built, or another build has taken the place of this one.
        OSError, ValueError, TypeError, zlib.error: an answer cannot be kept, or the cache cannot be read.
    """
    build = _LAST.get(task.manifest) or _read(task)
    base, common = build.contents.manifest.base, build.common
    lines, refers = list[bytes](), dict[str, References]()
    rest = [*common.documents, *task.documents]
    while rest:
        one = rest.pop()
        if one in build.shards and one not in refers:
            triples = triples_of(build.contents.read(build.shards[one]))
            refers[one] = references(triples, base)
            lines += (line for line in triples.splitlines() if line.split(b" ", 2)[1] in _predicates())
            rest += refers[one].documents
    named = [*common.lines] if "" in task.documents else (one for of in refers.values() for one in of.things)
    said = (common.lines[one] for one in common.reached(named))
    store = ox.Store()
    store.bulk_load(b"".join(said) + b"\n".join(lines), ox.RdfFormat.N_TRIPLES)
    names = {build.names.get(one, ""): one for one in task.documents}
    known, found = {*build.names.values()}, {one: dict[str, bytes]() for one in task.documents}
    for divided in asked().values():
        for name, piece in pieces(divided, store, names.keys(), known).items():
            found[names[name]][divided.name] = piece.packed()
    return DocumentAnswers(found, {build.shards[one]: of.packed() for one, of in refers.items()})


def _read(task: Questioning) -> QuestionedBuild:
    contents = read_manifest(task.folder)
    if digest_of(contents) != task.manifest:
        raise GraphError(f"{shown(task.folder)} was built anew while it was read; run the command again")
    return questioned(contents)


@cache
def _predicates() -> Set[bytes]:
    """The terms of all names in the queries: among them are the properties that they look at."""
    found = {RDF.iri("type")}
    for query in asked():
        bases = dict(_PREFIX.findall(query))
        found |= {bases[prefix] + name for prefix, name in _NAME.findall(query) if prefix in bases}
    return {f"<{one}>".encode() for one in found}
