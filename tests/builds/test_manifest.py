"""A manifest is written as ``json`` writes one with an indent, in a tenth of the time."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from platformdirs import user_cache_path

from policygraph.builds.contents import read_manifest, remember
from policygraph.builds.manifest import DocumentEntry, FileEntry, Manifest, parse, render
from policygraph.errors import GraphError

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


def large() -> Manifest:
    """A manifest of so many documents that it is kept when it was read."""
    texts = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(600)]
    documents = tuple(
        replace(NAMED, name=str(number), text=f"texts/{text}.txt") for number, text in enumerate(texts)
    )
    files = {f"texts/{text}.txt": FileEntry(text, 0) for text in texts}
    shard = {f"shards/{SHARD}.nq.gz": FileEntry(SHARD, 10)}
    return replace(MANIFESTS["of a document"], documents=documents, files=shard | files)


def test_whether_a_large_one_says_the_same_the_second_time(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(render(large()))
    assert read_manifest(tmp_path).manifest == read_manifest(tmp_path).manifest == large()
    assert [*user_cache_path("policygraph").glob("manifest-*")]


def test_whether_one_that_was_remembered_is_that_which_is_read(tmp_path: Path) -> None:
    data = render(large())
    remember(data, large())
    (tmp_path / "manifest.json").write_bytes(data)
    assert read_manifest(tmp_path).manifest == large() == parse(data, tmp_path / "manifest.json")


def test_whether_a_large_one_is_refused_when_it_was_changed_after_it_was_read(tmp_path: Path) -> None:
    data = render(large())
    (tmp_path / "manifest.json").write_bytes(data)
    read_manifest(tmp_path)
    (tmp_path / "manifest.json").write_bytes(data.replace(b'"targets": 2', b'"targets": 3', 1))
    with pytest.raises(GraphError, match="changed or damaged"):
        read_manifest(tmp_path)
