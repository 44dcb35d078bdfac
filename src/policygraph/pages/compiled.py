"""Templates as the engine compiled them, kept from one run to the next."""

from __future__ import annotations

from jinja2.bccache import Bucket, BytecodeCache

from policygraph.caches import keep, kept

__all__ = ["CompiledTemplates"]

_FOLDER = "templates"


class CompiledTemplates(BytecodeCache):
    """Keeps each in the user's folder of caches; the engine itself sees that it is of its version and of this text."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what was kept, if anything was."""
        code = kept(f"{_FOLDER}/{bucket.key}", bucket.checksum.encode())
        if isinstance(code, bytes):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds; nothing is said where that cannot be done."""
        keep(f"{_FOLDER}/{bucket.key}", bucket.checksum.encode(), bucket.bytecode_to_string())
