"""Files that are whole or not there: they are written aside, brought to the disk, and moved into place at the end."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path

from policygraph.errors import UsageError

__all__ = [
    "Moves",
    "Stamp",
    "folder_aside",
    "held_folder",
    "is_there",
    "open_regular",
    "read_regular",
    "refuse_to_mix",
    "staged_file",
    "staged_folder",
    "stamp",
    "sync",
    "try_lock",
    "write_file",
]

_STAGING = ".policygraph-export-"
_TRIES = 5
_PAUSE = 0.01
# Not every system has these.
_NO_LINK: int = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT: int = getattr(os, "O_NONBLOCK", 0)
_BINARY: int = getattr(os, "O_BINARY", 0)


# Where a file lies on its disk, its size, and when it and its entry were last changed.
Stamp = tuple[int, ...]


def write_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file; ``path`` is whole afterwards, or as it was.

    What is no regular file (a device, a pipe, standard output) is written into and never replaced.

    Raises:
        UsageError: the file cannot be written.
    """
    if _takes_a_stream(path):
        with _complaining(path), path.open("wb") as stream:
            stream.writelines(pieces)
        return
    with staged_file(path) as aside, aside.open("wb") as file:
        file.writelines(pieces)


@contextmanager
def staged_file(path: Path) -> Iterator[Path]:
    """A name to write to, which becomes ``path`` at the end; a link stays one, and leads to the new file.

    Raises:
        UsageError: the file cannot be written.
    """
    if _takes_a_stream(path):
        with _complaining(path), tempfile.TemporaryDirectory(prefix="policygraph-") as folder:
            aside = Path(folder, path.name)
            yield aside
            with aside.open("rb") as file, path.open("wb") as stream:
                shutil.copyfileobj(file, stream)
        return
    if not path.parent.is_dir():
        raise UsageError(f"there is no folder {path.parent}; make it or choose another file with -o")
    with _complaining(path):
        target = Path(os.path.realpath(path)) if path.is_symlink() else path
        with folder_aside(target.parent) as folder:
            yield folder / path.name
            _put_in_place([(folder / path.name, target)], folder)


@contextmanager
def staged_folder(folder: Path) -> Iterator[Path]:
    """A folder to write to, whose files are moved to ``folder`` at the end; that is made where it is missing.

    Raises:
        UsageError: something cannot be written.
    """
    is_new = not folder.exists()
    try:
        with _complaining(folder):
            folder.mkdir(parents=True, exist_ok=True)
            with folder_aside(folder) as aside:
                yield aside
                _put_in_place([(file, folder / file.name) for file in sorted(aside.iterdir())], aside)
    finally:
        if is_new:
            with suppress(OSError):
                folder.rmdir()


def refuse_to_mix(folder: Path, ending: str, names: Container[str]) -> None:
    """See that ``folder`` holds no files with ``ending`` but those with ``names``, which are written anew.

    Tables of two exports side by side would look like one export, of which they tell different things.

    Raises:
        UsageError: it holds others, or cannot be listed.
    """
    with _complaining(folder):
        there = sorted(folder.glob(f"*.{ending}")) if folder.is_dir() else []
    if others := [file.name for file in there if file.stem not in names and not file.name.startswith(".")]:
        more = f" and {len(others) - 3} more" if len(others) > 3 else ""
        raise UsageError(
            f"{folder} holds tables that this export does not write ({', '.join(others[:3])}{more}); "
            "remove them or choose another folder with -o"
        )


def is_there(path: Path) -> bool:
    """Whether anything has that name, be it a link that leads nowhere."""
    return os.path.lexists(path)


def stamp(path: Path) -> Stamp | None:
    """What changes where a file is changed or another takes its place; None where there is none."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


@contextmanager
def open_regular(path: Path) -> Iterator[BufferedReader]:
    """A regular file to read; no link is followed, and a pipe is not waited for.

    Raises:
        OSError: it is missing, cannot be read, or is no regular file.
    """
    handle = os.open(path, os.O_RDONLY | _NO_LINK | _NO_WAIT | _BINARY)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        with open(handle, "rb", closefd=False) as file:
            yield file
    finally:
        os.close(handle)


def read_regular(path: Path) -> bytes:
    """The bytes of a regular file.

    Raises:
        OSError: as of :func:`open_regular`.
    """
    with open_regular(path) as file:
        return file.read()


def sync(path: Path) -> None:
    """Have the disk hold what a file, or the list of names of a folder, says now.

    Raises:
        OSError: the disk is full or broken.
    """
    is_folder = path.is_dir()
    if is_folder and sys.platform == "win32":
        return
    handle = os.open(path, (os.O_RDWR if sys.platform == "win32" else os.O_RDONLY) | _BINARY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some file systems cannot do this for folders.
        if not is_folder or error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(handle)


class Moves:
    """Files that are moved into place one after the other, and can all be taken back."""

    def __init__(self, kept: Path) -> None:
        """``kept`` is an empty folder on the same disk, for second names of what is replaced."""
        self._kept = kept
        self._done: list[tuple[Path, Path | None]] = []

    def move(self, source: Path, target: Path) -> None:
        """Give ``source`` the name ``target``, which never lacks a file meanwhile.

        Raises:
            OSError: it cannot be moved.
        """
        self._done.append((target, self._second_name(target)))
        source.replace(target)

    def undo(self) -> None:
        """All targets are as they were, the last one first."""
        while self._done:
            target, copy = self._done.pop()
            # What cannot be taken back is left; the rest still is.
            with suppress(OSError):
                if copy:
                    copy.replace(target)
                else:
                    target.unlink(missing_ok=True)

    def _second_name(self, target: Path) -> Path | None:
        if not is_there(target):
            return None
        copy = self._kept / str(len(self._done))
        try:
            os.link(target, copy, follow_symlinks=False)
        except (OSError, NotImplementedError):  # a file system without links
            shutil.copy2(target, copy, follow_symlinks=False)
        return copy


def try_lock(handle: int) -> bool:
    """Lock an open file for this process alone, until it closes it or ends; False where another process has it.

    Raises:
        OSError: the file system knows no locks.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            return False
        raise
    return True


def _takes_a_stream(path: Path) -> bool:
    """Whether ``path`` is there and must not be replaced: a device, a pipe, or a name for an open file."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    if stat.S_ISDIR(mode):
        return False
    # /dev/stdout and /proc/self/fd/1 are links to whatever the shell opened.
    is_open_file = path.is_symlink() and Path(os.path.abspath(path)).parts[1:2] in (("dev",), ("proc",))  # noqa: PTH100
    return is_open_file or not stat.S_ISREG(mode)


@contextmanager
def _complaining(path: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written ({error.strerror or error}); choose another place with -o"
        ) from error


@contextmanager
def folder_aside(parent: Path) -> Iterator[Path]:
    """A hidden folder inside ``parent``, removed at the end; those of processes that were killed go as well."""
    _remove_leftovers(parent)
    aside, handle = _new_folder(parent)
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        _close(handle)


def _new_folder(parent: Path) -> tuple[Path, int | None]:
    """A new folder that this process holds, so that no other takes it for a leftover."""
    for _ in range(_TRIES):
        aside = Path(tempfile.mkdtemp(prefix=_STAGING, dir=parent))
        # Another process may take it for a leftover before it is held.
        with suppress(FileNotFoundError, BlockingIOError):
            handle = _hold(aside)
            if aside.exists():
                return aside, handle
            _close(handle)
    raise OSError(errno.EAGAIN, "it is in use by others", str(parent))


def _remove_leftovers(parent: Path) -> None:
    for leftover in sorted(parent.glob(f"{_STAGING}*")):
        with suppress(OSError):
            if (handle := _hold(leftover)) is not None:
                shutil.rmtree(leftover, ignore_errors=True)
                os.close(handle)


def _hold(folder: Path) -> int | None:
    """Lock a folder; None where the system has no such locks.

    Raises:
        BlockingIOError: another process holds it.
    """
    if sys.platform == "win32":
        return None
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | _NO_LINK)
    try:
        is_held = try_lock(handle)
    except OSError:
        os.close(handle)
        return None
    if not is_held:
        os.close(handle)
        raise BlockingIOError(errno.EAGAIN, "another process uses it", str(folder))
    return handle


@contextmanager
def held_folder(folder: Path, patience: float) -> Iterator[None]:
    """Hold a folder, in which nothing is written for it, against other processes that hold it by this function.

    Where the system, or the file system, has no locks for folders it is not held.

    Args:
        folder: what is held.
        patience: how many seconds to wait for another process.

    Raises:
        BlockingIOError: another process holds it all that time.
        OSError: it cannot be opened.
    """
    until = time.monotonic() + patience
    while True:
        try:
            handle = _hold(folder)
            break
        except BlockingIOError:
            if time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
    try:
        yield
    finally:
        _close(handle)


def _close(handle: int | None) -> None:
    if handle is not None:
        os.close(handle)


def _put_in_place(moves: Sequence[tuple[Path, Path]], aside: Path) -> None:
    """Move files to their targets: all of them, or none."""
    for _, target in moves:
        if target.is_dir():
            raise UsageError(f"{target} is a folder; choose another place with -o")
        if is_there(target) and not stat.S_ISREG(target.lstat().st_mode):
            raise UsageError(f"{target} is not a regular file; choose another place with -o")
    for file, _ in moves:
        sync(file)
    kept = aside / ".kept"
    kept.mkdir()
    done = Moves(kept)
    try:
        for file, target in moves:
            done.move(file, target)
        for folder in {target.parent for _, target in moves}:
            sync(folder)
    except BaseException:
        done.undo()
        raise
