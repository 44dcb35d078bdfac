"""What is worked out of files that rarely change, kept from one run to the next in the user's folder of caches."""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar, cast

from platformdirs import user_cache_path

__all__ = ["cached", "forget", "is_own", "keep", "kept", "kept_names"]

T = TypeVar("T")
_DIGEST = hashlib.sha256().digest_size
# Not every system has these.
_NO_LINK: int = getattr(os, "O_NOFOLLOW", 0)
_BINARY: int = getattr(os, "O_BINARY", 0)
_WRITE_BY_OTHERS = 0o022


def cached(name: str, inputs: Iterable[Path], make: Callable[[], T]) -> T:
    """What ``make`` returns, from the cache where that was made of the very same ``inputs``.

    One file a name and Python version is kept. Unpickling runs what a file says: it is read only where nobody but the
    user can have written it, and only if its digest is right. Where there is no such folder, or it cannot be written,
    all is made anew and nothing is said: a cache saves time and changes nothing.

    Args:
        name: of the file.
        inputs: the files that the value depends on, its code among them.
        make: makes the value, which pickle can take.

    Raises:
        OSError: one of ``inputs`` cannot be read.
    """
    key = hashlib.sha256(sys.version.encode())
    for path in inputs:
        key.update(hashlib.sha256(path.read_bytes()).digest())
    file = _file(name)
    with suppress(Exception):  # whatever a damaged pickle raises
        return cast(T, _read(file, key.digest()))
    value = make()
    with suppress(OSError, pickle.PicklingError):
        _write(file, key.digest(), pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
    return value


def keep(name: str, key: bytes, value: object) -> None:
    """Keep a value under a name for whoever asks with the same key; nothing is said where that cannot be done.

    Args:
        name: of the file; it may name a folder in the cache.
        key: a digest of all that the value depends on.
        value: what pickle can take.
    """
    with suppress(OSError, pickle.PicklingError):
        _write(_file(name), _sized(key), pickle.dumps(value, pickle.HIGHEST_PROTOCOL))


def kept(name: str, key: bytes) -> object | None:
    """What was kept under a name with the same key, as long as nobody else can have written it; else None."""
    with suppress(Exception):  # whatever a damaged pickle raises
        return _read(_file(name), _sized(key))
    return None


def kept_names(folder: str) -> list[str]:
    """The names below a folder of the cache under which something is kept."""
    ending = _ending()
    return sorted(
        f"{folder}/{path.name.removesuffix(ending)}"
        for path in (user_cache_path("policygraph") / folder).glob(f"*{ending}")
    )


def forget(name: str) -> None:
    """Keep nothing under a name any longer."""
    with suppress(OSError):
        _file(name).unlink()


def _file(name: str) -> Path:
    return user_cache_path("policygraph") / f"{name}{_ending()}"


def _ending() -> str:
    return f"-{sys.implementation.cache_tag}.pickle"


def _sized(key: bytes) -> bytes:
    return hashlib.sha256(sys.version.encode() + key).digest()


def _read(file: Path, key: bytes) -> object:
    """What a file of the cache holds.

    Raises:
        ValueError: it was made of other inputs, is damaged, or could be written by another user.
        OSError: it cannot be read.
    """
    handle = os.open(file, os.O_RDONLY | _NO_LINK | _BINARY)
    with os.fdopen(handle, "rb") as stream:
        if not (is_own(os.fstat(handle)) and is_own(file.parent.stat())):
            raise ValueError("others can write it")
        if stream.read(_DIGEST) != key:
            raise ValueError("made of other files")
        digest, data = stream.read(_DIGEST), stream.read()
    if hashlib.sha256(data).digest() != digest:
        raise ValueError("damaged")
    return pickle.loads(data)  # noqa: S301 -- nobody but the user can have written it


def is_own(status: os.stat_result) -> bool:
    """Whether a file is the user's, and no other user may write it; systems without user numbers have no such modes."""
    return not hasattr(os, "getuid") or (
        status.st_uid == os.getuid() and not status.st_mode & _WRITE_BY_OTHERS
    )


def _write(file: Path, key: bytes, data: bytes) -> None:
    """Put a file in place; the folders are the user's alone.

    Raises:
        OSError: it cannot be written.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(key + hashlib.sha256(data).digest() + data)
        Path(aside).replace(file)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
