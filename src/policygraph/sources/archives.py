"""ZIP archives of documents: what lies in them, and the bytes of one file."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path, PurePosixPath

from policygraph.errors import SourceError
from policygraph.sources.limits import MAX_FILE, MAX_MEMBERS

__all__ = ["is_zip", "members_of", "read_member"]

_IS_UTF8 = 0x800
_IS_ENCRYPTED = 0x1
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


def is_zip(path: Path) -> bool:
    """Whether a file is called a ZIP archive; one that cannot be looked into is found out when it is read."""
    return path.suffix.lower() == ".zip"


def members_of(path: Path) -> tuple[str, ...]:
    """The names of the files in an archive, with ``/`` between folders, sorted.

    Raises:
        SourceError: the archive is damaged or holds too many files.
    """
    return tuple(sorted(_members(path)))


def read_member(path: Path, name: str) -> bytes:
    """The bytes of a file in an archive.

    Raises:
        SourceError: the archive or the file in it is damaged, protected by a password or too large.
    """
    place = path / name
    member = _members(path).get(name)
    if member is None:
        raise SourceError(path, f"the archive holds no {name}; it changed while it was read")
    if member.flag_bits & _IS_ENCRYPTED:
        raise SourceError(place, "it is protected by a password; unpack the archive and name its folder")
    if member.file_size > MAX_FILE:
        raise SourceError(place, f"the file is larger than {MAX_FILE // 2**20} MB; split it or leave it out")
    try:
        with zipfile.ZipFile(path) as archive:
            # No more than the archive says is unpacked.
            return archive.read(member)
    except _DAMAGE as error:
        raise SourceError(place, "the file is damaged in the archive; get an undamaged copy") from error


def _members(path: Path) -> dict[str, zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except _DAMAGE as error:
        why = "cannot be read" if isinstance(error, OSError) else "is damaged"
        raise SourceError(
            path, f"the archive {why}; get an undamaged copy or check its permissions"
        ) from error
    if len(infos) > MAX_MEMBERS:
        raise SourceError(
            path, f"the archive holds more than {MAX_MEMBERS:,} files; unpack it and name its folder"
        )
    return {_name(info): info for info in infos}


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a file; archives made on a Chinese Windows have it in GBK and do not say so."""
    name = info.filename
    if not info.flag_bits & _IS_UTF8:
        try:
            raw = name.encode("cp437")
            name = _decoded(raw)
        except UnicodeError:
            pass
    # Whatever it says of folders above, it is a file in the archive.
    return "/".join(part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("..", "/"))


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030")
