"""What is worked out of a large build once and kept in the user's folder of caches, outside the build."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox
from platformdirs import user_cache_path

from policygraph.builds.contents import Contents
from policygraph.caches import is_own
from policygraph.files import Stamp, folder_aside, stamp
from policygraph.model.folder import MANIFEST

__all__ = ["Kept", "kept_for", "second"]

# What lies in the cache, and how, is told from what other versions left there.
_LAYOUT = "2"
_CHECKED, _OWNER = "checked.json", "folder"
# A file that was changed so shortly before it was looked at may be changed again without another time.
_SETTLED = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Kept:
    """The folder of what is kept of one build, of just the bytes that its manifest names.

    Nothing in it is needed: it may be deleted at any time, and is made again.
    """

    contents: Contents
    folder: Path

    @property
    def lasting(self) -> Kept:
        """The folder of what is kept from build to build in this place: who reads it sees whether it still holds."""
        return Kept(self.contents, self.folder.parent)

    def check(self, *, settled: int = _SETTLED) -> None:
        """See that all files of the build are as they were built.

        A file is hashed once. Afterwards it counts as the same as long as its inode, its size and its times of
        writing and of change are: whoever writes to it, or puts another in its place, changes the last one.

        Raises:
            GraphError: a file is missing or was changed.
            OSError: the cache cannot be written.
        """
        known, found = self._known(), dict[str, Stamp]()
        top, now = self.contents.folder, time.time_ns()
        folders = {name.partition("/")[0] for name in self.contents.manifest.files if "/" in name}
        is_usual = all(_is_folder(top / name) for name in folders)
        for name in self.contents.manifest.files:
            seen = stamp(top / name)
            if not is_usual or seen is None or known.get(name) != seen:
                self.contents.check(name)
            if seen and max(seen[-2:]) + settled < now:
                found[name] = seen
        if found != known:
            self.write(_CHECKED, json.dumps(found).encode())

    def read(self, name: str) -> bytes | None:
        """The bytes of a kept file, where there is one."""
        with suppress(OSError):
            return (self.folder / name).read_bytes()
        return None

    def opened(self, name: str) -> BinaryIO:
        """A kept file, to be read.

        Raises:
            OSError: there is none, or it cannot be read.
        """
        return (self.folder / name).open("rb")

    def write(self, name: str, data: bytes) -> None:
        """Keep a file.

        Raises:
            OSError: it cannot be written.
        """
        with folder_aside(self.folder) as aside:
            (aside / "file").write_bytes(data)
            (aside / "file").replace(self.folder / name)

    def remove_others(self) -> None:
        """Remove what is kept of earlier builds in this folder, and of folders that hold no build any more."""
        own = self.folder.parent
        for other in own.iterdir():
            if other.is_dir() and other != self.folder:
                shutil.rmtree(other, ignore_errors=True)
        for place in own.parent.iterdir():
            with suppress(OSError, ValueError):
                if not Path((place / _OWNER).read_text("utf-8"), MANIFEST).exists():
                    shutil.rmtree(place, ignore_errors=True)

    def _known(self) -> dict[str, Stamp]:
        """The files that were as they were built; where nothing is kept yet, those that an earlier build left.

        Of these only such are meant as are called after the digest of their bytes.
        """
        found: dict[str, Stamp] = {}
        own = self.folder / _CHECKED
        for file in [own] if own.exists() else sorted(self.folder.parent.glob(f"*/{_CHECKED}")):
            with suppress(OSError, ValueError, AttributeError, TypeError):
                for name, one in json.loads(file.read_bytes()).items():
                    if file == own or "/" in name:
                        found[name] = tuple(one)
        return found


def kept_for(contents: Contents) -> Kept:
    """Where things are kept of a build: a folder that nobody but the user can have written to.

    Raises:
        OSError: there is no such place, or others can write there.
    """
    home, owner = user_cache_path("policygraph") / "builds", os.path.realpath(contents.folder)
    own = home / _key(owner)
    folder = own / _key(_LAYOUT, ox.__version__, hashlib.sha256(contents.state[2]).hexdigest())
    home.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for place in (home.parent, home, own, folder):
        place.mkdir(mode=0o700, exist_ok=True)
        if not is_own(place.lstat()):
            raise PermissionError(f"others can write to {place}")
    if not (own / _OWNER).exists():
        (own / _OWNER).write_text(owner, "utf-8")
    return Kept(contents, folder)


def second(file: Path, other: Path, cache: Path) -> None:
    """A file under another name; one of the ``cache`` that nobody writes to again is not copied.

    Raises:
        OSError: that cannot be done.
    """
    if file.is_relative_to(cache) and file.suffix in (".sst", ".gz"):
        with suppress(OSError, NotImplementedError):  # a file system without links
            os.link(file, other)
            return
    shutil.copyfile(file, other)


def _key(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _is_folder(path: Path) -> bool:
    """Whether it is one, and no link to one."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False
