"""The folder that a build is written to: locked, prepared out of sight, and switched by one rename.

Everything new is written into a hidden folder inside it, the *room*. Shards and texts then get names made of their
digests, which replace nothing. The rename of the manifest is the switch: readers know the build by it alone. After it,
the files for the whole graph follow, and what only the earlier build needed is removed. The room keeps the manifests of
both builds until the end, so that the next build can clean up after one that was killed at any moment.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from policygraph.builds.contents import remember
from policygraph.builds.lock import locked
from policygraph.builds.manifest import Manifest, render
from policygraph.errors import GraphError, shown
from policygraph.files import Moves, is_there, open_regular, read_regular, sync
from policygraph.model.folder import MANIFEST, SHARDS, STEADY, TEXTS, named_files, named_in_pieces

__all__ = ["Room"]

_PREFIX = ".building-"
# The manifests of the build before and of the one that is made, for whoever cleans up.
_BEFORE, _AFTER, _SETTLED, _KEPT = "before.json", "after.json", "settled.json", "kept"
_OURS = {_BEFORE, _AFTER, _SETTLED, _KEPT, "saved", MANIFEST, *STEADY, SHARDS, TEXTS}


class Room:
    """A hidden folder inside ``out`` for a build under way; used as a context manager.

    Without :meth:`switch`, or where that fails, ``out`` is afterwards as it was.
    """

    def __init__(self, out: Path, sources: Iterable[Path] = ()) -> None:
        """``out`` is made where it is missing; ``sources`` are files that must stay whatever is written."""
        self._out = out
        self._sources = {os.path.realpath(source) for source in sources}
        self._closing = ExitStack()
        self._made: list[Path] = []
        self._is_unfinished = False
        self._earlier: frozenset[str] = frozenset()
        self.path = out

    def __enter__(self) -> Self:
        """The room itself, empty but for folders for shards and texts.

        Raises:
            GraphError: ``out`` cannot be written to, holds a file in the way of a build, or is being written to.
        """
        try:
            with self.complaining():
                self._closing.callback(self._remove_made)
                self._make_out()
                self._closing.enter_context(locked(self._out))
                self._earlier = self._named()
                self._refuse_folders_that_are_none()
                for leftover in sorted(self._out.glob(f"{_PREFIX}*")):
                    self._clean_up_after(leftover)
                for name in STEADY:
                    if is_there(self._out / name):
                        self._refuse_if_not_ours(name)
                self.path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self._out))
                self._closing.callback(self._remove_room)
                for name in (SHARDS, TEXTS, _KEPT):
                    (self.path / name).mkdir()
        except BaseException:
            self._closing.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove the room, and free the folder."""
        self._closing.close()

    @contextmanager
    def complaining(self) -> Iterator[None]:
        """Say what cannot be written in a sentence.

        Raises:
            GraphError: in place of an ``OSError``.
        """
        try:
            yield
        except OSError as error:
            raise GraphError(
                f"cannot write to {shown(self._out)} ({error.strerror or error}), which is unchanged; "
                "make room or choose another folder with -o"
            ) from error

    def digest_in_place(self, name: str) -> str:
        """The digest of the file that stands at ``name`` in ``out`` now, or ''."""
        target = self._out / name
        if not is_there(target):
            return ""
        with open_regular(target) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def switch(self, manifest: Manifest, staged: Mapping[str, Path]) -> None:
        """Put the files of a build in place; from the rename of the manifest on, it is the build.

        Args:
            manifest: the build's.
            staged: where in the room its new files lie, by their paths in the build.

        Raises:
            GraphError: a file cannot be put in place; all are then as they were.
        """
        with self.complaining():
            self._prepare(manifest, staged)
            moves = Moves(self.path / _KEPT)
            made = [self._out / name for name in (SHARDS, TEXTS) if not (self._out / name).exists()]
            self._is_unfinished = True
            try:
                self._put_in_place(manifest, staged, moves)
            except BaseException:
                moves.undo()
                for folder in made:
                    with suppress(OSError):
                        folder.rmdir()
                self._is_unfinished = False
                raise
        self._is_unfinished = not self._remove(self._earlier - manifest.files.keys())

    def _prepare(self, manifest: Manifest, staged: Mapping[str, Path]) -> None:
        """Bring to the disk what the switch needs."""
        rendered = render(manifest)
        (self.path / _AFTER).write_bytes(rendered)
        (self.path / MANIFEST).write_bytes(rendered)
        settled = manifest.settled()
        if any(file.replaces for file in manifest.files.values()):
            rendered = render(settled)
        (self.path / _SETTLED).write_bytes(rendered)
        remember(rendered, settled)
        if self._earlier:
            (self.path / _BEFORE).write_bytes(read_regular(self._out / MANIFEST))
        names = (_AFTER, MANIFEST, _SETTLED, *([_BEFORE] if self._earlier else []))
        for file in (*staged.values(), *(self.path / name for name in names)):
            sync(file)
        sync(self.path)

    def _put_in_place(self, manifest: Manifest, staged: Mapping[str, Path], moves: Moves) -> None:
        replacing = {name for name, entry in manifest.files.items() if entry.replaces}
        for name in (SHARDS, TEXTS):
            (self._out / name).mkdir(exist_ok=True)
        for name in sorted(staged.keys() - replacing):
            self._put(name, manifest.files[name].sha256, staged[name], moves)
        for folder in (self._out / SHARDS, self._out / TEXTS, self._out):
            sync(folder)
        moves.move(self.path / MANIFEST, self._out / MANIFEST)
        sync(self._out)
        if not replacing:
            return
        for name in sorted(replacing):
            moves.move(staged[name], self._out / name)
        sync(self._out)
        moves.move(self.path / _SETTLED, self._out / MANIFEST)
        sync(self._out)

    def _put(self, name: str, sha256: str, file: Path, moves: Moves) -> None:
        """Give a file its place, unless just that file stands there already."""
        target = self._out / name
        if is_there(target):
            with suppress(OSError):
                if self.digest_in_place(name) == sha256:
                    return
            self._refuse_if_not_ours(name)
        moves.move(file, target)

    def _named(self) -> frozenset[str]:
        """The files that the build in ``out`` names; none where there is no build.

        Raises:
            GraphError: the place of the manifest is taken by something else.
        """
        path = self._out / MANIFEST
        if not is_there(path):
            return frozenset()
        self._refuse_unless_a_file(path)
        data = read_regular(path)
        try:
            names = named_files(json.loads(data))
        except (ValueError, RecursionError):
            names = named_in_pieces(data.decode("utf-8", "replace")) or None
        if names is None:
            raise GraphError(f"{shown(path)} is not the manifest of a build; {_REMEDY}")
        return names

    def _refuse_folders_that_are_none(self) -> None:
        for name in (SHARDS, TEXTS):
            folder = self._out / name
            if is_there(folder) and not stat.S_ISDIR(folder.lstat().st_mode):
                raise GraphError(
                    f"{shown(folder)} is in the way: it is not a folder, or is a link; {_REMEDY}"
                )

    def _refuse_if_not_ours(self, name: str) -> None:
        path = self._out / name
        self._refuse_unless_a_file(path)
        if os.path.realpath(path) in self._sources:
            raise GraphError(
                f"{shown(path)} is one of the sources, and this build would replace it; {_REMEDY}"
            )
        if name not in self._earlier:
            raise GraphError(f"{shown(path)} is in the way, and no earlier build made it; {_REMEDY}")

    def _refuse_unless_a_file(self, path: Path) -> None:
        mode = path.lstat().st_mode
        if stat.S_ISREG(mode):
            return
        kind = "a folder" if stat.S_ISDIR(mode) else "a link" if stat.S_ISLNK(mode) else "a device or pipe"
        raise GraphError(f"cannot replace {shown(path)}: it is {kind}; {_REMEDY}")

    def _clean_up_after(self, leftover: Path) -> None:
        """Remove the room of a build that was killed, and what it had put in place or left to be removed.

        The lock is held, so no living build uses it. A folder with anything else in it is not a room.
        """
        if leftover.is_symlink() or not leftover.is_dir():
            return
        if not _OURS.issuperset(path.name for path in leftover.iterdir()):
            return
        digests: dict[str, str] = {}
        for name in (_BEFORE, _AFTER):
            with suppress(OSError, ValueError, RecursionError):
                digests |= _digests(json.loads(read_regular(leftover / name)))
        gone = [name for name, sha256 in digests.items() if self._is_left(name, sha256)]
        if self._remove(set(gone) - self._earlier):
            shutil.rmtree(leftover, ignore_errors=True)

    def _is_left(self, name: str, sha256: str) -> bool:
        """Whether the file at ``name`` is still the one that a build put there; format 1 named texts without digest."""
        with suppress(OSError):
            return self.digest_in_place(name) == sha256 or (not sha256 and name.startswith(f"{TEXTS}/"))
        return False

    def _remove(self, names: Iterable[str]) -> bool:
        """Remove files of an earlier build; False where one cannot be removed."""
        is_done = True
        for name in sorted(names):
            path = self._out / name
            try:
                if stat.S_ISREG(path.lstat().st_mode) and os.path.realpath(path) not in self._sources:
                    path.unlink()
            except FileNotFoundError:
                continue
            except OSError:
                is_done = False
        return is_done

    def _remove_room(self) -> None:
        if not self._is_unfinished:
            shutil.rmtree(self.path, ignore_errors=True)

    def _make_out(self) -> None:
        for missing in reversed([path for path in (self._out, *self._out.parents) if not path.exists()]):
            missing.mkdir(exist_ok=True)
            self._made.append(missing)
        if not self._out.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "it is not a folder", str(self._out))

    def _remove_made(self) -> None:
        for folder in reversed(self._made):
            with suppress(OSError):
                folder.rmdir()


_REMEDY = "move it away, or choose another folder with -o"


def _digests(manifest: object) -> dict[str, str]:
    """The digests of the files that a manifest names; '' where it has none."""
    names = named_files(manifest) or ()
    files = manifest.get("files", {}) if isinstance(manifest, dict) else {}
    return {name: str(files[name].get("sha256", "")) if name in files else "" for name in names}
