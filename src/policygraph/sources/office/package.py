"""The parts of an Office Open XML file, unpacked within limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from policygraph.sources.decode import DecodeError
from policygraph.sources.limits import MAX_DEPTH, MAX_UNPACKED

__all__ = ["Package", "checked_archive", "refuse_entities"]

_CHUNK = 1 << 16
_ENCRYPTED = 0x1
_DAMAGED = "the archive is damaged and cannot be opened; get an undamaged copy"
# What zipfile raises for archives that are damaged or written in a way that it does not know.
_DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


def checked_archive(data: bytes) -> zipfile.ZipFile:
    """An archive that says of itself that it keeps to the limits; reading it checks that.

    Raises:
        DecodeError: it is damaged, protected by a password or unpacks to too much.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise DecodeError(_DAMAGED) from error
    members = archive.infolist()
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise DecodeError("it is protected by a password; save a copy without protection")
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise DecodeError(
            f"it unpacks to more than {MAX_UNPACKED // 2**20} MB, as no document does; check where it comes from"
        )
    return archive


def refuse_entities(archive: zipfile.ZipFile) -> None:
    """Look whether a part of XML defines entities, which can grow without end or name other files.

    Raises:
        DecodeError: one does, or the archive is damaged.
    """
    try:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                with archive.open(name) as part:
                    _refuse_entities(name, part.read(_CHUNK))
    except DecodeError:
        raise
    except _DAMAGE as error:
        raise DecodeError(_DAMAGED) from error


def _refuse_entities(name: str, head: bytes) -> None:
    if b"<!DOCTYPE" in head:
        raise DecodeError(f"its part {name} defines entities, as no document does; check where it comes from")


class Package:
    """The parts of a file by name."""

    def __init__(self, data: bytes) -> None:
        self._archive = checked_archive(data)
        self.names = frozenset(self._archive.namelist())

    def xml(self, name: str) -> Element | None:
        """The root of a part of XML, None where there is no such part.

        Raises:
            DecodeError: the part is damaged, defines entities, or holds elements too deep in each other.
        """
        if name not in self.names:
            return None
        parser: XMLPullParser[Element] = XMLPullParser(("start", "end"))
        depth = size = 0
        root: Element | None = None
        try:
            with self._archive.open(name) as part:
                while chunk := part.read(_CHUNK):
                    if not size:
                        _refuse_entities(name, chunk)
                    size += len(chunk)
                    if size > MAX_UNPACKED:
                        raise DecodeError(
                            f"its part {name} is larger than it says; check where it comes from"
                        )
                    parser.feed(chunk)
                    for event in parser.read_events():
                        kind, element = cast("tuple[str, Element]", event)
                        root = element if root is None else root
                        depth += 1 if kind == "start" else -1
                        if depth > MAX_DEPTH:
                            raise DecodeError(
                                f"its part {name} has elements more than {MAX_DEPTH:,} deep in each other; save it anew"
                            )
            parser.close()
        except DecodeError:
            raise
        # A declaration may name an encoding that there is not.
        except (ParseError, LookupError, *_DAMAGE) as error:
            raise DecodeError(
                f"its part {name} is damaged; open and save it anew, or get an undamaged copy"
            ) from error
        return root
