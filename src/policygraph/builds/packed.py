"""Lines of a shard as they lie on the disk: packed by gzip, in one member or several one after the other.

What is packed is the same bytes on every system, as long as its zlib packs the same; ``zcat`` and most programs that
read N-Quads unpack it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator

__all__ = ["packed", "pieces", "unpacked"]

# Sixteen times smaller; a higher level takes twice the time for a tenth less.
_LEVEL = 3
# No time, no name, no system.
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_WITH_HEAD = zlib.MAX_WBITS + 16
_NO_MEMORY = "Error -4 "  # Z_MEM_ERROR of zlib
_WINDOW = 2**16


def packed(contents: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of one member that holds ``contents``, some at a time."""
    packer, check, size = zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS), 0, 0
    yield _HEAD
    for piece in contents:
        check, size = zlib.crc32(piece, check), size + len(piece)
        yield packer.compress(piece)
    yield packer.flush() + struct.pack("<LL", check, size & 0xFFFF_FFFF)


def pieces(data: bytes) -> Iterator[bytes]:
    """What all members of ``data`` hold together, some at a time: unpacked it is many times as large.

    Raises:
        ValueError: it is not packed, or ends too early.
        MemoryError: there is no room for it.
    """
    view, at = memoryview(data), 0
    while at < len(view):
        member = zlib.decompressobj(_WITH_HEAD)
        while not member.eof:
            window = view[at : at + _WINDOW]
            if not window:
                raise ValueError("it ends too early")
            try:
                piece = member.decompress(window)
            except zlib.error as error:
                if str(error).startswith(_NO_MEMORY):
                    raise MemoryError from error
                raise ValueError(str(error)) from error
            at += len(window) - len(member.unused_data)
            yield piece


def unpacked(data: bytes) -> bytes:
    """What all members of ``data`` hold together.

    Raises:
        ValueError: it is not packed, or ends too early.
    """
    return b"".join(pieces(data))
