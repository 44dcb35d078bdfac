"""A manifest is written as ``json`` writes one with an indent, in a tenth of the time."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from policygraph.builds.manifest import DocumentEntry, FileEntry, Manifest, parse, render

SHARD, TEXT = ("1" * 64, "2" * 64)
FILES = {
    f"shards/{SHARD}.nq.gz": FileEntry(SHARD, 10),
    f"texts/{TEXT}.txt": FileEntry(TEXT, 0),
    "index.html": FileEntry("3" * 64, 7, replaces="4" * 64),
}
NAMED = DocumentEntry(
    name='甲/"方案"\\ \u2028\x07',
    file="甲/方案.txt",
    iri="https://example.org/甲",
    sha256="5" * 64,
    encoding="utf-8",
    counts={"targets": 2, "measures": 11},
    text=f"texts/{TEXT}.txt",
    shard=f"shards/{SHARD}.nq.gz",
)
MANIFESTS = {
    "of a document": Manifest(
        base="https://example.org/",
        policygraph="1.0",
        time="2025-01-02T03:04:05Z",
        documents=(NAMED,),
        shared=f"shards/{SHARD}.nq.gz",
        inputs={"b.ttl": "6" * 64, "a.ttl": "7" * 64},
        totals={"quads": 3, "documents": 1},
        files=FILES,
    ),
    "of nothing": Manifest("https://example.org/", "1.0", "", (), "", {}, {}, {}),
}


@pytest.mark.parametrize("what", MANIFESTS)
def test_whether_it_is_written_as_json_writes_it(what: str) -> None:
    data = render(MANIFESTS[what])
    document = json.loads(data)

    def written() -> bytes:
        return (json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()

    assert written() == data
    digest = document.pop("sha256")
    assert hashlib.sha256(written()).hexdigest() == digest


def test_whether_it_is_read_as_it_was_written() -> None:
    manifest = MANIFESTS["of a document"]
    assert parse(render(manifest), Path("out/manifest.json")) == manifest
