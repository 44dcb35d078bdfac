"""Lines of a shard as they lie on the disk: packed by gzip, in one member or several one after the other.

What is packed is the same bytes on every system, as long as its zlib packs the same; ``zcat`` and most programs that
read N-Quads unpack it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator

__all__ = ["packed", "unpacked"]

# Sixteen times smaller; a higher level takes twice the time for a tenth less.
_LEVEL = 3
# No time, no name, no system.
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_WITH_HEAD = zlib.MAX_WBITS + 16


def packed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of one member that holds ``pieces``, some at a time."""
    packer, check, size = zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS), 0, 0
    yield _HEAD
    for piece in pieces:
        check, size = zlib.crc32(piece, check), size + len(piece)
        yield packer.compress(piece)
    yield packer.flush() + struct.pack("<LL", check, size & 0xFFFF_FFFF)


def unpacked(data: bytes) -> bytes:
    """What all members of ``data`` hold together.

    Raises:
        ValueError: it is not packed, or ends too early.
    """
    found = []
    while data:
        member = zlib.decompressobj(_WITH_HEAD)
        try:
            found.append(member.decompress(data))
        except zlib.error as error:
            raise ValueError(str(error)) from error
        if not member.eof:
            raise ValueError("it ends too early")
        data = member.unused_data
    return b"".join(found)
