"""Shards as they lie on the disk: what is packed comes back, and what was not packed by us is named."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from policygraph.builds.check import check_build
from policygraph.builds.manifest import FileEntry, parse, render
from policygraph.builds.packed import packed, unpacked
from policygraph.builds.store import open_build
from policygraph.errors import GraphError
from policygraph.model.folder import MANIFEST, SHARDS
from tests.graph.documents import build, plan

LINES = [f'<a:s{number}> <a:p> "秸秆" <a:g> .\n'.encode() for number in range(500)]


@pytest.mark.parametrize("pieces", [[], [b""], LINES[:1], LINES, [b"".join(LINES)]])
def test_whether_pieces_come_back_whole(pieces: list[bytes]) -> None:
    data = b"".join(packed(pieces))
    assert unpacked(data) == gzip.decompress(data) == b"".join(pieces)


def test_whether_members_come_back_one_after_the_other() -> None:
    data = b"".join([*packed(LINES), *packed([]), *packed(LINES[:3])])
    assert unpacked(data) == gzip.decompress(data) == b"".join([*LINES, *LINES[:3]])


def test_whether_the_bytes_do_not_depend_on_pieces_time_or_system() -> None:
    one = b"".join(packed(LINES))
    assert one == b"".join(packed([b"".join(LINES)]))
    assert one[:10] == b"\x1f\x8b\x08" + b"\0" * 6 + b"\xff"


@pytest.mark.parametrize(
    "data", [b"".join(LINES), b"".join(packed(LINES))[:-1], b"".join(packed(LINES)) + b"x"]
)
def test_whether_what_is_not_packed_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        unpacked(data)


def test_whether_shards_are_much_smaller_than_their_lines(tmp_path: Path) -> None:
    build(tmp_path / "out", plan("a"), plan("b"))
    opened = open_build(tmp_path / "out")
    lines = sum(len(data) for data in opened.nquads())
    assert sum(path.stat().st_size for path in (tmp_path / "out" / SHARDS).iterdir()) < lines / 8


def test_whether_a_shard_with_the_right_digest_that_is_not_packed_is_named(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(out, plan("a"))
    manifest = parse((out / MANIFEST).read_bytes(), out / MANIFEST)
    (entry,) = manifest.documents
    data = gzip.decompress((out / entry.shard).read_bytes())
    digest = hashlib.sha256(data).hexdigest()
    name = f"{SHARDS}/{digest}.nq.gz"
    (out / name).write_bytes(data)
    files = {path: file for path, file in manifest.files.items() if path != entry.shard}
    forged = replace(
        manifest,
        documents=(replace(entry, shard=name),),
        files={**files, name: FileEntry(digest, len(data))},
    )
    (out / MANIFEST).write_bytes(render(forged))
    with pytest.raises(GraphError, match=rf"{digest}\.nq\.gz is damaged: it is not whole gzip; build again"):
        open_build(out)
    assert [fault for fault in check_build(out).faults if digest in fault]
