"""The rows of stock queries about each document of a large build, kept from build to build.

A piece is kept under a digest of all that it follows from: the queries, the shard of its document and those of the
documents that this refers to, and what is said of the things that they name. So after a change only those documents
are asked anew that it concerns.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import cache, cached_property
from pathlib import Path

import pyoxigraph as ox

from policygraph.builds.contents import Contents
from policygraph.builds.kept import Kept, kept_for
from policygraph.builds.references import References, documents_named, surroundings
from policygraph.builds.store import Build, is_large, open_large
from policygraph.builds.workers import Executor, Here, Workers, processors
from policygraph.errors import GraphError, shown
from policygraph.queries.asked_apart import (
    DocumentAnswers,
    QuestionedBuild,
    Questioning,
    ask,
    digest_of,
    forget,
    questioned,
)
from policygraph.queries.by_document import Piece, asked, joined
from policygraph.queries.term_kinds import Kinds

__all__ = [
    "answer",
    "answer_about",
    "bring_up_to_date",
    "is_ready",
    "made_answer",
    "made_pieces",
    "make_ready",
]

_FILE = "tables.sqlite"
_TABLES = """
CREATE TABLE IF NOT EXISTS shards (name TEXT PRIMARY KEY, refers BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pieces (query TEXT, key BLOB, piece BLOB, PRIMARY KEY (query, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS builds (manifest TEXT PRIMARY KEY, keys BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS causes (common BLOB, around TEXT, causes BLOB);
"""
# How pieces lie there is told from how other versions kept them.
_LAYOUT = "3"
# So many documents are asked at a time: fewer load what is common to all more often, more take memory.
_SOME = 24
_FAULTS = (OSError, ValueError, TypeError, LookupError, zlib.error, sqlite3.Error)
# The document that stands for none.
_NOBODY = ""
# In seconds.
_PATIENCE = 60
# The builds whose pieces this process has tried to make when they were asked for: what fails once fails again.
_TRIED: set[Path] = set()


def bring_up_to_date(
    build: Build,
    executor: Callable[[int], Executor],
    on_progress: Callable[[int], None] = lambda done: None,
) -> None:
    """Have all pieces of a large build ready; nothing is done for a small one, or where the cache cannot be written.

    Args:
        build: what is asked.
        executor: who asks so many tasks.
        on_progress: hears how many documents are done.

    Raises:
        GraphError: a shard is not as it was built, or another build has taken the place of this one.
    """
    if build.kept and not build.with_rejected:
        try:
            with suppress(*_FAULTS), _opened(build.kept) as connection:
                # All that the pieces follow from takes a second to read, and more of larger builds.
                if not _noted(build.kept, connection):
                    updating = _Updating(questioned(build.contents), _name(build.kept), connection)
                    updating.run(executor, on_progress)
        finally:
            forget()


def is_ready(contents: Contents) -> bool:
    """Whether nothing has to be made before a build is asked: a large one was made ready, small ones always are."""
    if not is_large(contents):
        return True
    with suppress(*_FAULTS):
        kept = kept_for(contents)
        if (kept.lasting.folder / _FILE).exists():
            with _opened(kept) as connection:
                return bool(_noted(kept, connection))
    return False


def make_ready(
    folder: Path,
    jobs: int | None = None,
    on_progress: Callable[[int], None] = lambda done: None,
) -> None:
    """Make what a large build is asked from, all that its queries by document answer included.

    Nothing is done for a small one, or where the cache cannot be written, or when another build takes its place.

    Args:
        folder: the folder that it lies in.
        jobs: how many processes do it; as many as there are processors where it is None.
        on_progress: hears how many documents are done.
    """
    with suppress(GraphError):
        build = open_large(folder)
        if build:
            _make(build, jobs, on_progress)


def made_answer(build: Build, query: str) -> tuple[Sequence[Kinds], str] | None:
    """What :func:`answer` gives, after pieces that are missing were made, of all queries at once.

    The whole store would have to be asked else, which takes longer each time, and memory that grows with the build.
    """
    _make_once(build, query)
    return answer(build, query)


def made_pieces(build: Build, query: str) -> Sequence[bytes]:
    """The packed pieces of a query in the order of the documents, that about none of them last; see made_answer.

    Args:
        build: what is asked.
        query: what is asked, with nothing given.

    Returns:
        None at all, unless all are there.
    """
    _make_once(build, query)
    with suppress(*_FAULTS), _keys_of(build) as (connection, keys):
        return _pieces(connection, asked()[query].name, keys)
    return ()


def _make_once(build: Build, query: str) -> None:
    """Have all pieces ready where one of them is asked for, and that was not tried yet."""
    if query in asked() and build.kept and build.kept.folder not in _TRIED:
        _TRIED.add(build.kept.folder)
        with suppress(GraphError):
            _make(build)


def _pieces(connection: sqlite3.Connection, name: str, keys: Sequence[bytes]) -> list[bytes]:
    """The packed pieces of a query, by its name, in the order of their keys.

    Raises:
        LookupError, sqlite3.Error: one is missing, or they cannot be read.
    """
    found = dict(connection.execute("SELECT key, piece FROM pieces WHERE query = ?", (name,)))
    return [found[key] for key in keys]


def _make(
    build: Build,
    jobs: int | None = None,
    on_progress: Callable[[int], None] = lambda done: None,
) -> None:
    """Have all pieces ready, with so many processes.

    Raises:
        GraphError: as of :func:`bring_up_to_date`.
    """

    def executor(tasks: int) -> Executor:
        number = min(jobs or processors(), tasks)
        return ending.enter_context(Workers(number, chunk=1)) if number > 1 else Here()

    with ExitStack() as ending:
        bring_up_to_date(build, executor, on_progress)


def answer(build: Build, query: str) -> tuple[Sequence[Kinds], str] | None:
    """The answer to a query as kinds and CSV; None unless all pieces of it are there.

    Args:
        build: what is asked.
        query: what is asked, with its parameters.
    """
    one = asked().get(query)
    with suppress(*_FAULTS), _keys_of(build) as (connection, keys):
        if one and keys:
            return joined(one, [*map(Piece.unpacked, _pieces(connection, one.name, keys))])
    return None


def answer_about(build: Build, query: str, document: str) -> str | None:
    """What a query answers about a document, as CSV; None unless it is known without asking.

    Args:
        build: what is asked.
        query: what is asked, with its parameters.
        document: its name.
    """
    one = asked().get(query)
    names = sorted(entry.name for entry in build.manifest.documents)
    at = bisect_left(names, document)
    with suppress(*_FAULTS), _keys_of(build) as (connection, keys):
        if one and keys and not one.is_shared and document in names[at : at + 1]:
            wanted = "SELECT piece FROM pieces WHERE query = ? AND key = ?"
            (piece,) = connection.execute(wanted, (one.name, keys[at])).fetchone()
            return "".join([",".join(one.columns), "\n", *Piece.unpacked(piece).lines])
    return None


@contextmanager
def _keys_of(build: Build) -> Iterator[tuple[sqlite3.Connection, Sequence[bytes]]]:
    """The keys of a build's pieces in the order of the names of its documents; none where they were not made.

    Raises:
        LookupError, sqlite3.Error: nothing is kept, or it cannot be read.
    """
    if build.kept is None or build.with_rejected or not (build.kept.lasting.folder / _FILE).exists():
        raise LookupError
    with _opened(build.kept) as connection:
        yield connection, _divided(_noted(build.kept, connection))


def _noted(kept: Kept, connection: sqlite3.Connection) -> bytes:
    """The keys of all pieces of a build; b'' where they were not made, or for other queries."""
    wanted = "SELECT keys FROM builds WHERE manifest = ?"
    (keys,) = connection.execute(wanted, (_name(kept),)).fetchone() or (b"",)
    return bytes(keys)


def _name(kept: Kept) -> str:
    """Tells a build, and the queries that it was asked, from others."""
    return f"{kept.folder.name} {_version()}"


@contextmanager
def _opened(kept: Kept) -> Iterator[sqlite3.Connection]:
    """What is kept for a folder of builds; what is damaged begins anew the next time.

    Raises:
        sqlite3.Error: it cannot be read or written.
    """
    place = kept.lasting.folder / _FILE
    try:
        with closing(sqlite3.connect(place, timeout=_PATIENCE)) as connection:
            connection.executescript(_TABLES)
            yield connection
    except sqlite3.DatabaseError as error:
        if not isinstance(error, sqlite3.OperationalError):
            place.unlink(missing_ok=True)
        raise


class _Updating:
    """Looks which pieces of a build are missing, and has them made."""

    def __init__(self, build: QuestionedBuild, name: str, connection: sqlite3.Connection) -> None:
        self._build, self._name, self._connection = build, name, connection
        self._shards = {one: build.shards[one] for one in sorted(build.names, key=build.names.__getitem__)}
        self._keys: dict[str, bytes] = {}
        # While what is said of no document is as it was, keys follow from the shards alone.
        wanted = "SELECT common, around, causes FROM causes"
        digest, around, causes = connection.execute(wanted).fetchone() or (b"", "", b"")
        is_same = digest == build.digest
        if not is_same and digest != build.common.since:
            causes = b""
        known = _divided(causes)
        self._known = dict(zip(known[::2], known[1::2], strict=False))
        # Else there are things of which something else is said, and documents that name these.
        self._others = frozenset[str]() if is_same else frozenset(build.common.changed)
        self._causes: dict[str, bytes] = {}
        self._documents = json.loads(around) if is_same else sorted(build.common.documents)
        self._around = sorted({*self._documents} & self._shards.keys())
        self._packed: dict[str, bytes] = {}
        self._refers: dict[str, frozenset[str]] = {}
        self._by_shard = {shard: one for one, shard in self._shards.items()}

    def run(self, executor: Callable[[int], Executor], on_progress: Callable[[int], None]) -> None:
        """Make what is missing, and note which pieces are the build's."""
        self._note(dict(self._connection.execute("SELECT name, refers FROM shards")))
        count = "SELECT key FROM pieces GROUP BY key HAVING COUNT(*) = ?"
        there = {key for (key,) in self._connection.execute(count, (len(asked()),))}
        everything = [*self._shards, _NOBODY]
        missing = [one for one in everything if self._key(one) not in there]
        some = [missing[at : at + _SOME] for at in range(0, len(missing), _SOME)]
        contents = self._build.contents
        tasks = [Questioning(contents.folder, digest_of(contents), one) for one in some]
        if tasks:
            _say(f"{shown(contents.folder)} is large: its tables are made ({len(missing):,} documents)")
        done = len(everything) - len(missing)
        on_progress(done)
        for found in executor(len(tasks)).map(ask, tasks) if tasks else ():
            if found is None:
                raise ValueError("a process was lost")
            self._keep(found)
            done += len(found.pieces)
            on_progress(done)
        self._finish([self._key(one) for one in everything])

    def _note(self, refers: Mapping[str, bytes]) -> None:
        for shard, packed in refers.items():
            if shard in self._by_shard:
                self._packed[self._by_shard[shard]] = packed
                self._refers[self._by_shard[shard]] = documents_named(packed)

    def _key(self, document: str) -> bytes:
        """A digest of all that the pieces of a document follow from; b'' where it is not known yet."""
        if not self._keys.get(document):
            self._keys[document] = self._made_key(document)
        return self._keys[document]

    def _made_key(self, document: str) -> bytes:
        wanted = {*self._around, *filter(None, [document])}
        around = surroundings(wanted, self._refers)
        named = wanted.union(*(self._refers[one] for one in around))
        if any(one in self._shards and one not in self._refers for one in named):
            return b""
        shards = " ".join(sorted(self._shards[one] for one in around))
        self._causes[document] = cause = hashlib.sha256(f"{_version()} {document} {shards}".encode()).digest()
        if cause in self._known and not (around & self._concerned if document else self._others):
            return self._known[cause]
        common = self._build.common
        things = common.lines.keys() if not document else set().union(*map(self._things, around))
        said = b"".join(common.digests(things))
        return hashlib.sha256(f"{_version()} {document} {shards} ".encode() + said).digest()

    @cached_property
    def _concerned(self) -> Set[str]:
        """The documents that name things of which something else is said than before."""
        if not self._others:
            return frozenset()
        return {one for one in self._packed if not self._others.isdisjoint(self._things(one))}

    def _things(self, document: str) -> frozenset[str]:
        return References.unpacked(self._packed[document]).things

    def _keep(self, found: DocumentAnswers) -> None:
        self._note(found.refers)
        keys = {document: self._key(document) for document in found.pieces}
        with self._connection as connection:
            connection.executemany("INSERT OR REPLACE INTO shards VALUES (?, ?)", found.refers.items())
            connection.executemany(
                "INSERT OR REPLACE INTO pieces VALUES (?, ?, ?)",
                (
                    (query, keys[document], piece)
                    for document, pieces in found.pieces.items()
                    for query, piece in pieces.items()
                ),
            )

    def _finish(self, keys: Iterable[bytes]) -> None:
        """Note the pieces of the build in their order, and keep no others."""
        with self._connection as connection:
            connection.execute("DELETE FROM builds")
            connection.execute("INSERT INTO builds VALUES (?, ?)", (self._name, b"".join(keys)))
            causes = b"".join(self._causes[one] + self._key(one) for one in (*self._shards, _NOBODY))
            connection.execute("DELETE FROM causes")
            connection.execute(
                "INSERT INTO causes VALUES (?, ?, ?)",
                (self._build.digest, json.dumps(self._documents), causes),
            )
            connection.execute("CREATE TEMP TABLE wanted (one PRIMARY KEY)")
            connection.executemany("INSERT OR IGNORE INTO wanted VALUES (?)", ((key,) for key in keys))
            connection.executemany(
                "INSERT OR IGNORE INTO wanted VALUES (?)", ((one,) for one in self._shards.values())
            )
            connection.execute("DELETE FROM pieces WHERE key NOT IN (SELECT one FROM wanted)")
            connection.execute("DELETE FROM shards WHERE name NOT IN (SELECT one FROM wanted)")


def _divided(keys: bytes) -> list[bytes]:
    size = hashlib.sha256().digest_size
    return [keys[at : at + size] for at in range(0, len(keys), size)]


@cache
def _version() -> str:
    """Tells the queries, and the engine, from others."""
    texts = "\n".join([_LAYOUT, sys.version, ox.__version__, *sorted(one.query for one in asked().values())])
    return hashlib.sha256(texts.encode()).hexdigest()


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()
