"""What is remembered of the last build in a folder, so that the next one does only what changed.

It lies in the user's cache and not in the build. All in it goes by digests: a document is built again unless its bytes,
its names, what people corrected in it and everything that policygraph knows are as they were, and the files that the
last build left of it are still those. Whether a file is one is told by its place, size and times on the disk; where any
of these changed, by its digest.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from policygraph import resources
from policygraph.builds.writer import Earlier
from policygraph.caches import forget, keep, kept, kept_names
from policygraph.files import Stamp, read_regular, stamp
from policygraph.making import Made
from policygraph.model import Correspondence
from policygraph.model.folder import MANIFEST
from policygraph.vocabulary import knowledge_files

__all__ = ["Compared", "Ledger", "Remembered", "digest", "knowledge"]

# What the reading of a file depends on beside our own code.
_LIBRARIES = ("jinja2", "opencc", "openpyxl", "pypdfium2", "selectolax")
_CODE = ("**/*.py", "**/*.html", "**/*.css", "**/*.toml")
_FOLDER = "ledgers"

# Of the lower document, of the higher one, and what the register says of that.
Compared = tuple[str, str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is remembered of one document: what came of it, and what its files in the build are."""

    made: Made
    earlier: Earlier


@dataclass(frozen=True, slots=True)
class _Cover:
    """What is remembered of a whole build: what made it, what it reported, and all of its files."""

    folder: str
    state: str
    report: object
    digests: Mapping[str, str]
    stamps: Mapping[str, Stamp]


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages are pickled one by one: to write those that did not change once more would take a second."""

    pages: Mapping[str, bytes]
    compared: Mapping[Compared, tuple[Correspondence, ...]]


@dataclass(slots=True)
class Ledger:
    """What is remembered of the builds in a folder; ``pages`` and ``compared`` are those that still hold."""

    out: Path
    pages: Mapping[str, Remembered] = field(default_factory=dict)
    compared: Mapping[Compared, tuple[Correspondence, ...]] = field(default_factory=dict)
    _written: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def report(self, state: str) -> object | None:
        """The report of the last build, if that was made in the very same ``state`` and is whole; else None."""
        cover = self._cover()
        if cover is None or cover.state != state or any(self.out.glob(".building-*")):
            return None
        return cover.report if all(map(self._check(cover), cover.digests)) else None

    def open(self) -> None:
        """Look up what is remembered of the documents whose files are still as the last build left them."""
        cover = self._cover()
        found = kept(f"{self._name()}-pages", _key(cover.state)) if cover else None
        if cover and isinstance(found, _Pages):
            holds = self._check(cover)
            self.compared, self._written = found.compared, found.pages
            pages = ((key, _page(data)) for key, data in found.pages.items())
            self.pages = {
                key: page
                for key, page in pages
                if holds(page.earlier.shard_name) and holds(page.earlier.text_name)
            }

    def close(
        self,
        state: str,
        report: object,
        digests: Mapping[str, str],
        pages: Mapping[str, Remembered],
        compared: Mapping[Compared, tuple[Correspondence, ...]],
    ) -> None:
        """Remember a build that is in place now.

        Args:
            state: a digest of all that made it.
            report: what it reported.
            digests: of its files but the manifest, by their paths.
            pages: its documents, by digests of what made them.
            compared: what was compared now, by digests of that; what was not holds as it did for the same documents.
        """
        try:
            manifest = hashlib.sha256(read_regular(self.out / MANIFEST)).hexdigest()
            digests = {**digests, MANIFEST: manifest}
        except OSError:
            return
        stamps = {name: seen for name in digests if (seen := stamp(self.out / name))}
        name = self._name()
        known = {key: found for key, found in self.compared.items() if {*key[:2]} <= pages.keys()}
        written = {key: self._pickled(key, page) for key, page in pages.items()}
        keep(f"{name}-pages", _key(state), _Pages(written, {**known, **compared}))
        keep(name, _key(), _Cover(str(_real(self.out)), state, report, digests, stamps))
        _tidy()

    def copy(self, other: Path) -> None:
        """Remember of a folder that holds a copy of the build what is remembered of this one."""
        cover = self._cover()
        pages = kept(f"{self._name()}-pages", _key(cover.state)) if cover else None
        if cover and isinstance(pages, _Pages):
            copy = Ledger(other)
            stamps = {name: seen for name in cover.stamps if (seen := stamp(other / name))}
            keep(f"{copy._name()}-pages", _key(cover.state), pages)
            keep(copy._name(), _key(), replace(cover, folder=str(_real(other)), stamps=stamps))

    def _pickled(self, key: str, page: Remembered) -> bytes:
        known = self.pages.get(key)
        if known and known.made is page.made and known.earlier == page.earlier:
            return self._written[key]
        return _pickled(page)

    def _cover(self) -> _Cover | None:
        cover = kept(self._name(), _key())
        return cover if isinstance(cover, _Cover) and cover.folder == str(_real(self.out)) else None

    def _check(self, cover: _Cover) -> _Check:
        return _Check(self.out, cover.digests, cover.stamps)

    def _name(self) -> str:
        return f"{_FOLDER}/{digest(str(_real(self.out)))[:32]}"


@dataclass(frozen=True, slots=True)
class _Check:
    """Tells whether a file of a build is the one that was put there."""

    folder: Path
    digests: Mapping[str, str]
    stamps: Mapping[str, Stamp]

    def __call__(self, name: str) -> bool:
        """Whether the file at this path is it."""
        path = self.folder / name
        try:
            return (
                stamp(path) == self.stamps[name]
                or hashlib.sha256(read_regular(path)).hexdigest() == self.digests[name]
            )
        except (OSError, KeyError):
            return False


@cache
def knowledge() -> str:
    """A digest of all that policygraph knows and does: vocabularies, register, its own code, and what that rests on."""
    found = [*knowledge_files(resources.ontology(), resources.directives()), *resources.code(*_CODE)]
    own = hashlib.sha256()
    for path in found:
        own.update(hashlib.sha256(path.read_bytes()).digest())
    return digest(resources.VERSION, own.hexdigest(), zlib.ZLIB_RUNTIME_VERSION, *map(_version, _LIBRARIES))


class _Pickler(pickle.Pickler):
    """Has values of dataclasses made by calling their classes, which takes half as long as to set field by field."""

    def reducer_override(self, value: object) -> Any:
        """How a value is made again; ``NotImplemented`` where that is as ever."""
        if not is_dataclass(value) or isinstance(value, type):
            return NotImplemented
        return type(value), tuple(getattr(value, one.name) for one in fields(value))


def _pickled(page: Remembered) -> bytes:
    written = BytesIO()
    _Pickler(written, pickle.HIGHEST_PROTOCOL).dump(page)
    return written.getvalue()


def _page(data: bytes) -> Remembered:
    page: Remembered = pickle.loads(data)  # noqa: S301 -- the cache has made sure that nobody else has written it
    return page


def digest(*parts: object) -> str:
    """A digest of values that print what they are."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _version(library: str) -> str:
    # Builds of a few documents keep no ledger, and start without what reads mail headers.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _key(state: str = "") -> bytes:
    return digest(knowledge(), state).encode()


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _tidy() -> None:
    """Forget builds whose folders are gone, or that another policygraph made."""
    names = set(kept_names(_FOLDER))
    for name in _covers(names):
        cover = kept(name, _key())
        if not isinstance(cover, _Cover) or not Path(cover.folder, MANIFEST).exists():
            forget(name)
            forget(f"{name}-pages")


def _covers(names: Iterable[str]) -> list[str]:
    return [name for name in names if not name.endswith("-pages")]
