"""The folder of a static site: only files that it wrote itself are ever replaced or removed.

What it wrote stands with digests in ``site.json``. Everything new is written out of sight first; while it is put in
place, the list names what was and what will be, so that whoever comes after a killed run knows all that is the site's.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from policygraph.builds.lock import locked
from policygraph.errors import UsageError, shown
from policygraph.files import Moves, is_there, read_regular
from policygraph.resources import VERSION

__all__ = ["LIST", "Publication"]

LIST = "site.json"
_PREFIX = ".policygraph-site-"
_REMEDY = "move it away, or choose another folder with -o"


class Publication:
    """A static site under way; used as a context manager. Without :meth:`publish`, the folder stays unchanged."""

    def __init__(self, out: Path) -> None:
        """``out`` is made where it is missing; ``size`` becomes the bytes that were added."""
        self._out = out
        self._closing = ExitStack()
        self._new: dict[str, str] = {}
        self._ours: Mapping[str, frozenset[str]] = {}
        self._aside = out
        self.size = 0

    def __enter__(self) -> Self:
        """The publication, with nothing in it.

        Raises:
            UsageError: the folder cannot be written to.
            GraphError: another process writes to it.
        """
        with _complaining(self._out):
            self._out.mkdir(parents=True, exist_ok=True)
            try:
                self._closing.enter_context(locked(self._out))
                self._ours = self._listed()
                for leftover in sorted(self._out.glob(f"{_PREFIX}*")):
                    if leftover.is_dir() and not leftover.is_symlink():
                        shutil.rmtree(leftover, ignore_errors=True)
                self._aside = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self._out))
                self._closing.callback(shutil.rmtree, self._aside, ignore_errors=True)
            except BaseException:
                self._closing.close()
                raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove what was not published."""
        self._closing.close()

    def add(self, name: str, content: bytes) -> None:
        """Write a file of the site; ``name`` is its path in the site, which no other file of it has.

        Raises:
            UsageError: it cannot be written.
        """
        with _complaining(self._out):
            path = self._aside / "new" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        self._new[name] = hashlib.sha256(content).hexdigest()
        self.size += len(content)

    @property
    def names(self) -> tuple[str, ...]:
        """The files that were added, in order of their names."""
        return tuple(sorted(self._new))

    def publish(self) -> None:
        """Put all files in place, and remove those of the site before that it no longer has.

        Raises:
            UsageError: something else is in the way, or cannot be written; all is then unchanged.
        """
        for name in (LIST, *self.names):
            self.refuse_if_not_ours(name)
        both = {name: {*self._ours.get(name, ()), digest} for name, digest in self._new.items()}
        before = {name: set(self._ours[name]) for name in self._ours if name not in both}
        with _complaining(self._out):
            moves = Moves(self._folder("kept"))
            try:
                moves.move(self._written({**before, **both}), self._out / LIST)
                for name in self.names:
                    (self._out / name).parent.mkdir(parents=True, exist_ok=True)
                    moves.move(self._aside / "new" / name, self._out / name)
                moves.move(self._written({name: {one} for name, one in self._new.items()}), self._out / LIST)
            except BaseException:
                moves.undo()
                raise
            for name in sorted(before):
                self._remove(name)

    def refuse_if_not_ours(self, name: str) -> None:
        """Refuse a place where something stands that no earlier site wrote, or that was changed since.

        Args:
            name: the path of a file in the site.

        Raises:
            UsageError: the place is taken.
        """
        path = self._out / name
        for folder in list(path.relative_to(self._out).parents)[:-1]:
            above = self._out / folder
            if is_there(above) and not stat.S_ISDIR(above.lstat().st_mode):
                raise UsageError(f"{shown(above)} is in the way: it is not a folder, or is a link; {_REMEDY}")
        if not is_there(path):
            return
        if not stat.S_ISREG(path.lstat().st_mode):
            raise UsageError(f"{shown(path)} is in the way: it is not a regular file; {_REMEDY}")
        if name == LIST:
            return
        if name not in self._ours:
            raise UsageError(f"{shown(path)} is in the way, and no earlier site wrote it; {_REMEDY}")
        if _digest(path) not in self._ours[name]:
            raise UsageError(f"{shown(path)} was changed after the site was written; {_REMEDY}")

    def _folder(self, name: str) -> Path:
        made = self._aside / name
        made.mkdir()
        return made

    def _written(self, files: Mapping[str, set[str]]) -> Path:
        listed = {"policygraph": VERSION, "files": {name: sorted(files[name]) for name in sorted(files)}}
        path = self._aside / LIST
        path.write_text(json.dumps(listed, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        return path

    def _listed(self) -> Mapping[str, frozenset[str]]:
        """The files that the site in the folder names, each with the digests that it may have.

        Raises:
            UsageError: the place of the list is taken by something else.
        """
        path = self._out / LIST
        if not is_there(path):
            return {}
        try:
            files = json.loads(read_regular(path))["files"]
            found = {str(name): frozenset(map(str, digests)) for name, digests in files.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise UsageError(f"{shown(path)} is not the list of a site; {_REMEDY}") from error
        return {name: digests for name, digests in found.items() if _is_inside(name)}

    def _remove(self, name: str) -> None:
        """Remove a file of the earlier site, unless somebody changed it; folders go where nothing else is in them."""
        path = self._out / name
        with suppress(OSError, UsageError):
            self.refuse_if_not_ours(name)
            path.unlink(missing_ok=True)
            for folder in path.parents:
                if folder == self._out:
                    break
                folder.rmdir()


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and bool(path.parts)


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(read_regular(path)).hexdigest()
    except OSError:
        return ""


@contextmanager
def _complaining(out: Path) -> Iterator[None]:
    """Say what cannot be written in a sentence.

    Raises:
        UsageError: in place of an ``OSError``.
    """
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"cannot write to {shown(out)} ({error.strerror or error}); make room or choose another folder with -o"
        ) from error
