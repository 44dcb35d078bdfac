"""A build put into a server's graph store: each named graph under its own name, and their union as one more.

What was loaded is recorded in the server, in a graph of its own: the digest of each graph. So the next load sends only
the graphs that changed, and removes those that are gone. While a load is under way the record leaves out the digests of
the graphs that it is about to change: whenever it is stopped, the next one puts them right.

A server's default graph may be empty, or say once for each graph what several say, which falsifies counts: therefore
the graph of the union, in which each triple stands once. The record names it, and the endpoint is asked about it.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from policygraph.builds.contents import Contents
from policygraph.errors import ServerError
from policygraph.rdf.iris import Iris
from policygraph.rdf.terms import DCTERMS, SD, A, Triple, iri, literal
from policygraph.web import Web

__all__ = ["LOADED", "UNION", "Loading", "load", "write_bulk"]

# The names of the two graphs beside those of the build: the record, and the union.
LOADED, UNION = "loaded", "union"
# So many bytes are sent at a time; where a server takes less, half of it and so on, but no less than the second.
_PIECE, _LEAST = 8_000_000, 16_000
# So many bytes of lines are in a file for loaders.
_FILE = 256_000_000
_TOO_LARGE, _MISSING = 413, 404

# Called after each graph with its IRI: (graph, number of graphs loaded, number of all that have to be).
Loaded = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Loading:
    """What a load did in a server: how many graphs it wrote, removed, and left as they were."""

    written: int
    removed: int
    kept: int


def load(contents: Contents, web: Web, on_progress: Loaded = lambda *_: None) -> Loading:
    """Bring a server's graph store to what a build says.

    Args:
        contents: the files of the build.
        web: the graph store.
        on_progress: told how far it is.

    Raises:
        ServerError: the server cannot be reached or refuses something.
        GraphError: a file of the build is not as it was built.
    """
    iris, store = Iris(contents.manifest.base), _GraphStore(web)
    known, wanted = _recorded(store, iris), _digests(contents, iris)
    changed = {graph for graph, digest in wanted.items() if known.get(graph) != digest}
    gone = [graph for graph in known if graph not in wanted]
    if not changed and not gone:
        return Loading(0, 0, len(wanted))
    sure = {graph: digest for graph, digest in wanted.items() if graph not in changed}
    unsure = dict.fromkeys([*changed, *gone], "")
    _record(store, iris, unsure | sure)
    try:
        for graph in gone:
            store.remove(graph)
        for number, graph in enumerate(_sent(contents, iris, store, changed), 1):
            sure[graph] = wanted[graph]
            on_progress(graph, number, len(changed))
    except ServerError as error:
        with suppress(ServerError):
            _record(store, iris, unsure | sure)
        raise ServerError(
            f"{error}; {len(changed - sure.keys())} of {len(changed)} graphs are not loaded yet: give the same "
            "command again, and it goes on from there",
            error.status,
        ) from error
    _record(store, iris, wanted)
    return Loading(len(changed), len(gone), len(wanted) - len(changed))


def write_bulk(contents: Contents, folder: Path) -> int:
    """Write what :func:`load` sends as files of N-Quads, for the loaders of large stores; they may say a quad twice.

    Args:
        contents: the files of the build.
        folder: where they are written.

    Returns:
        How many files there are.

    Raises:
        GraphError: a file of the build is not as it was built.
        OSError: they cannot be written.
    """
    number, size = 0, _FILE
    for quads in _all_quads(contents, Iris(contents.manifest.base)):
        if size >= _FILE:
            number, size = number + 1, 0
        with (folder / f"policygraph-{number:05}.nq").open("ab") as file:
            file.write(quads)
        size += len(quads)
    return number


def _all_quads(contents: Contents, iris: Iris) -> Iterator[bytes]:
    union = iris.graph(UNION)
    for graph, lines in _runs(contents):
        for name in (graph, union):
            yield _quads(lines, name)
    yield _quads(_record_lines(iris, _digests(contents, iris)), iris.graph(LOADED))


def _quads(triples: Sequence[bytes], graph: str) -> bytes:
    return f" {iri(graph)} .\n".encode().join([*triples, b""])


def _runs(contents: Contents) -> Iterator[tuple[str, list[bytes]]]:
    """The IRIs of graphs with the lines that a shard has of each, without graph and full stop."""
    for shard in contents.manifest.shards:
        lines = (line.rpartition(b" <") for line in contents.read(shard).split(b"\n")[:-1])
        for ending, run in groupby(lines, lambda line: line[2]):
            yield ending[: ending.rindex(b">")].decode(), [line for line, _, _ in run]


def _digests(contents: Contents, iris: Iris) -> dict[str, str]:
    """The digest of each graph of the build, and of the union, by its IRI."""
    found: defaultdict[str, hashlib._Hash] = defaultdict(hashlib.sha256)
    for graph, lines in _runs(contents):
        found[graph].update(b"\n".join([*lines, b""]))
    digests = {graph: found[graph].hexdigest() for graph in sorted(found)}
    return digests | {iris.graph(UNION): hashlib.sha256("".join(digests.values()).encode()).hexdigest()}


def _sent(contents: Contents, iris: Iris, store: _GraphStore, changed: set[str]) -> Iterator[str]:
    """Send the graphs that changed; they are given back one by one as each is whole in the server.

    Raises:
        ServerError: the server cannot be reached or refuses something.
    """
    union = _Upload(store, iris.graph(UNION))
    ends = Counter(graph for graph, _ in _runs(contents))
    uploads: dict[str, _Upload] = {}
    for graph, lines in _runs(contents):
        if union.graph in changed:
            union.add(lines)
        ends[graph] -= 1
        if graph in changed:
            upload = uploads.setdefault(graph, _Upload(store, graph))
            upload.add(lines)
            if not ends[graph]:
                uploads.pop(graph).end()
                yield graph
    if union.graph in changed:
        union.end()
        yield union.graph


@dataclass(slots=True)
class _GraphStore:
    """A server's graph store, spoken to by the SPARQL 1.1 Graph Store HTTP Protocol."""

    web: Web
    piece: int = _PIECE

    def read(self, graph: str) -> bytes:
        """What a graph says, as Turtle; nothing where there is none."""
        try:
            # N-Triples are Turtle, whichever of the two a server knows better.
            accept = {"Accept": "application/n-triples, text/turtle;q=0.8"}
            return self.web.send("GET", self._address(graph), headers=accept)
        except ServerError as error:
            if error.status != _MISSING:
                raise
            return b""

    def write(self, graph: str, lines: Sequence[bytes], *, is_more: bool) -> None:
        """Write triples in place of a graph, or add them to it: in one request, or in more where it is too large."""
        body = b" .\n".join([*lines, b""])
        try:
            self.web.send(
                "POST" if is_more else "PUT",
                self._address(graph),
                data=body,
                headers={"Content-Type": "application/n-triples"},
            )
        except ServerError as error:
            if error.status != _TOO_LARGE:
                raise
            if len(lines) < 2 or len(body) < _LEAST:
                raise ServerError(
                    f"{self.web.url} takes no request of {len(body):,} bytes; have it take larger ones",
                    error.status,
                ) from error
            self.piece = max(len(body) // 2, _LEAST)
            half = len(lines) // 2
            self.write(graph, lines[:half], is_more=is_more)
            self.write(graph, lines[half:], is_more=True)

    def remove(self, graph: str) -> None:
        """Remove a graph, if it is there."""
        try:
            self.web.send("DELETE", self._address(graph))
        except ServerError as error:
            if error.status != _MISSING:
                raise

    def _address(self, graph: str) -> str:
        url = self.web.url
        return f"{url}{'&' if '?' in url else '?'}graph={quote(graph, safe='')}"


@dataclass(slots=True)
class _Upload:
    """A graph on its way to a server, in pieces."""

    store: _GraphStore
    graph: str
    lines: list[bytes] = field(default_factory=list)
    size: int = 0
    is_begun: bool = False

    def add(self, lines: Sequence[bytes]) -> None:
        """Send more of it, or have it wait until it is worth a request."""
        for line in lines:
            self.lines.append(line)
            self.size += len(line)
            if self.size >= self.store.piece:
                self.end()

    def end(self) -> None:
        """Send what waits."""
        if self.lines or not self.is_begun:
            self.store.write(self.graph, self.lines, is_more=self.is_begun)
            self.lines, self.size, self.is_begun = [], 0, True


def _recorded(store: _GraphStore, iris: Iris) -> dict[str, str]:
    """The digests of the graphs that were loaded before, '' for one that may be half loaded.

    Raises:
        ServerError: the record cannot be read.
    """
    graphs = iris.graph("")
    identifier = ox.NamedNode(DCTERMS.iri("identifier"))
    try:
        said = ox.parse(store.read(iris.graph(LOADED)), ox.RdfFormat.TURTLE)
        return {
            triple.subject.value: triple.object.value
            for triple in said
            if triple.predicate == identifier
            and isinstance(triple.subject, ox.NamedNode)
            and isinstance(triple.object, ox.Literal)
            and triple.subject.value.startswith(graphs)
        }
    except (SyntaxError, ValueError) as error:
        raise ServerError(
            f"{store.web.url} does not answer as a SPARQL graph store does ({error}); "
            "give the address of its Graph Store Protocol, such as http://localhost:7878/store"
        ) from error


def _record(store: _GraphStore, iris: Iris, digests: Mapping[str, str]) -> None:
    """Record what is loaded."""
    upload = _Upload(store, iris.graph(LOADED))
    upload.add(_record_lines(iris, digests))
    upload.end()


def _record_lines(iris: Iris, digests: Mapping[str, str]) -> list[bytes]:
    """What the record says, without full stops."""
    record, union = iri(iris.graph(LOADED)), iris.graph(UNION)
    triples: list[Triple] = [(record, A, SD("Dataset")), (record, SD("defaultGraph"), iri(union))]
    for graph in sorted(digests):
        if graph != union:
            triples.append((record, SD("namedGraph"), iri(graph)))
        triples.append((iri(graph), DCTERMS("identifier"), literal(digests[graph])))
    return [" ".join(triple).encode() for triple in triples]
