"""Checking a build with an engine: large ones by groups, in several processes, and nothing that was checked before.

What an engine found is kept beside the store of a large build, by digests of all that it depends on. So a build that
did not change is not checked again, and of another build in the same folder only the groups that changed are.
"""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple
from functools import partial
from importlib.metadata import version
from itertools import chain, islice
from typing import Any

import pyoxigraph as ox

from policygraph import resources
from policygraph.builds.kept import Kept
from policygraph.builds.store import Build
from policygraph.builds.workers import Workers, processors
from policygraph.validation import engines
from policygraph.validation.catalogue import Shapes
from policygraph.validation.document_groups import groups
from policygraph.validation.engine_names import Engine
from policygraph.validation.engines import DISTRIBUTIONS, ResultRow
from policygraph.vocabulary import knowledge_files

__all__ = ["checked"]

_NAME = "checked-by-shapes.json"


def checked(build: Build, engine: Engine, shapes: Shapes, data: Callable[[], bytes]) -> list[ResultRow]:
    """What the engine finds, sorted.

    A team's own shapes may look anywhere, and need the graph in one piece; what they find is not kept.

    Args:
        build: the build.
        engine: what checks.
        shapes: what it checks by.
        data: gives the graph to check; not asked where the answer is known.

    Raises:
        UsageError: a shape is malformed.
    """
    if shapes.predicates is None:
        return engines.run(engine, shapes.turtle, data())
    if build.kept is None:
        return _gathered(engines.run(engine, shapes.turtle, piece) for piece in groups(data(), build.base))
    known = _Known(build.kept.lasting, _key(engine))
    state = f"{build.with_rejected} {hashlib.sha256(build.contents.state[2]).hexdigest()}"
    if (rows := known.rows(state)) is None:
        pieces, work = groups(data(), build.base), partial(engines.run, engine, shapes.turtle)
        rows = _gathered(known.found(pieces, work))
        known.keep(state, rows)
    return rows


def _gathered(found: Iterable[Iterable[ResultRow]]) -> list[ResultRow]:
    """What was found, each once: two groups may find the same."""
    return sorted({row for rows in found for row in rows})


class _Known:
    """What was found before, in this build or in an earlier one in its folder: in all of it, and in its groups."""

    def __init__(self, kept: Kept, key: str) -> None:
        """``kept`` is where it lies, ``key`` a digest of what checks, and by what."""
        self._kept, self._key = kept, key
        self._build, self._rows = "", list[ResultRow]()
        self._groups: dict[str, list[ResultRow]] = {}
        # Of a damaged file, nothing.
        with suppress(ValueError, TypeError, LookupError):
            found = json.loads(kept.read(_NAME) or b"")
            if found["key"] == key:
                groups = {digest: [*map(_row, rows)] for digest, rows in found["groups"].items()}
                self._rows, self._groups, self._build = [*map(_row, found["rows"])], groups, found["build"]

    def rows(self, state: str) -> list[ResultRow] | None:
        """What was found in all of a build; None where that was another."""
        return self._rows if self._build == state else None

    def found(
        self, pieces: Iterable[bytes], work: Callable[[bytes], list[ResultRow]]
    ) -> Iterator[list[ResultRow]]:
        """What is found in each piece, where nothing is known of it by ``work``."""
        before, self._groups = self._groups, {}
        digests: deque[str] = deque()

        def unknown() -> Iterator[bytes]:
            for piece in pieces:
                digest = hashlib.sha256(piece).hexdigest()
                if digest in before:
                    self._groups[digest] = before[digest]
                else:
                    digests.append(digest)
                    yield piece

        for rows in _spread(unknown(), work):
            self._groups[digests.popleft()] = rows
        yield from self._groups.values()

    def keep(self, state: str, rows: Sequence[ResultRow]) -> None:
        """Keep what was found in a build and its groups, where it can be kept."""
        said = {"key": self._key, "build": state, "rows": rows, "groups": self._groups}
        with suppress(OSError):
            self._kept.write(_NAME, json.dumps(said, default=astuple).encode())


def _spread(tasks: Iterator[bytes], work: Callable[[bytes], list[ResultRow]]) -> Iterator[list[ResultRow]]:
    """The results of the tasks in their order, from all processors; one task is done here."""
    first = list(islice(tasks, 2))
    rest, number = chain(first, tasks), processors()
    if len(first) > 1 and number > 1:
        waiting: deque[bytes] = deque()

        def given() -> Iterator[bytes]:
            for task in rest:
                waiting.append(task)
                yield task

        with Workers(number, chunk=1) as workers:
            if workers.are_ready():
                for rows in workers.map(work, given()):
                    task = waiting.popleft()
                    yield work(task) if rows is None else rows
                return
    yield from map(work, rest)


def _row(cells: Sequence[Any]) -> ResultRow:
    shape, focus, value, messages = cells
    return ResultRow(shape, focus, value, tuple(messages))


def _key(engine: Engine) -> str:
    """A digest of what checks, of our shapes, and of all that makes the graph that is checked, beside the build."""
    versions = f"{engine} {version(DISTRIBUTIONS[engine])} {ox.__version__}"
    found = hashlib.sha256(versions.encode())
    files = [
        *resources.code("**/*.py", "**/*.toml"),
        *sorted(resources.shapes().glob("*.ttl")),
        *knowledge_files(resources.ontology(), resources.directives()),
    ]
    for path in files:
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
