"""Reading the files that a manifest names, and only those, with their digests checked."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path

from policygraph.builds import manifest
from policygraph.builds.manifest import Manifest, parse
from policygraph.builds.packed import unpacked
from policygraph.caches import keep, kept
from policygraph.errors import GraphError, shown
from policygraph.files import read_regular
from policygraph.model.folder import MANIFEST, SHARDS

__all__ = ["Contents", "read_manifest", "remember"]

# Of so many bytes a manifest takes longer to see to than most questions to answer.
_LARGE = 200_000
_KEPT = "manifest"


@dataclass(frozen=True, slots=True)
class Contents:
    """The files of a build's folder, as the manifest names them at one moment.

    ``state`` tells this moment from others: after another build the manifest is another file.
    """

    folder: Path
    manifest: Manifest
    state: tuple[int, int, bytes]

    def read(self, name: str) -> bytes:
        """What a file of the build says; a shard is unpacked.

        Raises:
            GraphError: it is missing, no regular file, or not as it was built.
        """
        data = self._checked(name)
        if not name.startswith(f"{SHARDS}/"):
            return data
        try:
            return unpacked(data)
        except ValueError as error:
            raise GraphError(
                f"{shown(self.folder / name)} is damaged: it is not whole gzip; build again"
            ) from error

    def check(self, name: str) -> None:
        """See that a file is as it was built, or that it is what an earlier build left there.

        Raises:
            GraphError: it is neither.
        """
        self._checked(name)

    def is_of_an_earlier_build(self, name: str) -> bool:
        """Whether the build was stopped before it could replace this file."""
        return _digest(self._bytes(name)) == self.manifest.files[name].replaces

    def has_changed(self) -> bool:
        """Whether another build has taken the place of this one since the manifest was read."""
        try:
            return _state(self.folder / MANIFEST) != self.state
        except OSError:
            return True

    def _checked(self, name: str) -> bytes:
        data, entry = self._bytes(name), self.manifest.files[name]
        found = _digest(data)
        if found != entry.replaces and (found, len(data)) != (entry.sha256, entry.size):
            raise GraphError(
                f"{shown(self.folder / name)} was changed or damaged after it was built; build again"
            )
        return data

    def _bytes(self, name: str) -> bytes:
        path = self.folder / name
        try:
            if path.parent != self.folder and not stat.S_ISDIR(path.parent.lstat().st_mode):
                raise NotADirectoryError(0, "its folder is a link or a file", str(path))
            return read_regular(path)
        except FileNotFoundError as error:
            raise GraphError(f"{shown(path)} is missing; build again") from error
        except OSError as error:
            raise GraphError(
                f"{shown(path)} cannot be read ({error.strerror or error}); build again"
            ) from error


def read_manifest(folder: Path) -> Contents:
    """What a folder's manifest says.

    Raises:
        GraphError: the folder is no build, is of another format, or the manifest is damaged.
    """
    path, made_by = folder / MANIFEST, f"policygraph build SOURCE -o {shown(folder)}"
    if folder.is_file():
        raise GraphError(
            f"{shown(folder)} is a file, not the folder of a build; make one with: "
            f"policygraph build {shown(folder)} -o DIR"
        )
    if not folder.is_dir():
        raise GraphError(f"there is no folder {shown(folder)}; make one with: {made_by}")
    try:
        state = _state(path)
    except FileNotFoundError as error:
        raise GraphError(
            f"{shown(folder)} is not a build (it has no {MANIFEST}); make one with: {made_by}"
        ) from error
    except OSError as error:
        raise GraphError(f"{shown(path)} cannot be read ({error.strerror or error}); check it") from error
    return Contents(folder, _parsed(state[2], path), state)


def _parsed(data: bytes, path: Path) -> Manifest:
    """What a manifest says; that of a large build is kept for the next command, which need not see to it again.

    Raises:
        GraphError: it is damaged, or of another format.
    """
    if len(data) < _LARGE:
        return parse(data, path)
    found = kept(_KEPT, _key(data))
    if not isinstance(found, Manifest):
        found = parse(data, path)
        remember(data, found)
    return found


def remember(data: bytes, said: Manifest) -> None:
    """Keep what the manifest of a large build says for whoever reads it next.

    Args:
        data: its bytes.
        said: what :func:`~policygraph.builds.manifest.parse` would make of them.
    """
    if len(data) >= _LARGE:
        keep(_KEPT, _key(data), said)


def _key(data: bytes) -> bytes:
    """What tells a manifest from all others, and what its code makes of it from what another version's does."""
    return hashlib.sha256(data).digest() + hashlib.sha256(Path(manifest.__file__).read_bytes()).digest()


def _state(path: Path) -> tuple[int, int, bytes]:
    """What tells a manifest from any that took or takes its place."""
    status = path.lstat()
    return status.st_ino, status.st_mtime_ns, read_regular(path)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
