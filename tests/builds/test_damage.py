"""What was changed since it was built is noticed by whoever reads it, and nothing outside the folder is read."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from policygraph.builds.check import check_build
from policygraph.builds.manifest import FileEntry, Manifest, parse, render
from policygraph.builds.reader import Reader
from policygraph.builds.store import open_build
from policygraph.errors import GraphError
from policygraph.model.folder import GRAPH, MANIFEST
from policygraph.queries.run import load, run
from policygraph.queries.show import show
from policygraph.validation.check import validate
from tests.builds.states import answers, files
from tests.graph.documents import build, plan
from tests.running import run as command


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("damage") / "out"
    build(folder, plan("a"), plan("b"))
    return folder


@pytest.fixture
def out(good: Path, tmp_path: Path) -> Path:
    shutil.copytree(good, tmp_path / "out")
    return tmp_path / "out"


def asked(folder: Path) -> list[object]:
    """What three commands answer; a refusal is raised."""
    opened = open_build(folder)
    return [
        str(run(opened, load("targets")).rows),
        show(Reader(opened), "a", "二/（一）"),
        validate(opened).results,
    ]


def names_of(folder: Path) -> list[str]:
    return sorted(files(folder))


def test_whether_one_changed_byte_in_any_file_is_noticed_by_readers_and_by_the_check(
    good: Path, out: Path
) -> None:
    intact = asked(good)
    assert check_build(good).faults == ()
    for name in names_of(good):
        data = (good / name).read_bytes()
        # At the ends and in the middle, and bits that keep a letter a letter and a digit a digit.
        for at in sorted({0, 1, len(data) // 3, len(data) // 2, len(data) - 2, len(data) - 1}):
            for bit in (1, 2):
                changed = bytearray(data)
                changed[at] ^= bit
                (out / name).write_bytes(changed)
                with pytest.raises(
                    GraphError, match=r"was changed or damaged|was built in format"
                ) as refused:
                    open_build(out)
                assert str(out / name) in str(refused.value)
                try:
                    assert len(check_build(out).faults) == 1
                except GraphError:
                    assert name == MANIFEST
        (out / name).write_bytes(data)
    assert asked(out) == intact


def test_whether_every_changed_byte_of_a_manifest_is_noticed(good: Path) -> None:
    data = (good / MANIFEST).read_bytes()
    for at in range(len(data)):
        changed = bytearray(data)
        changed[at] ^= 1
        with pytest.raises(GraphError):
            parse(bytes(changed), good / MANIFEST)


@pytest.mark.parametrize(
    "arguments", [("query", "targets"), ("show", "a", "二/（一）"), ("validate",), ("reason", "")]
)
def test_whether_commands_refuse_a_damaged_build(out: Path, arguments: tuple[str, ...]) -> None:
    text = next((out / "texts").iterdir())
    text.write_bytes(text.read_bytes().replace(b"14.5", b"44.5"))
    graph = [str(out)] if arguments[0] == "reason" else [*arguments[1:], "--graph", str(out)]
    done = command(arguments[0], *graph)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"policygraph: {text} was changed or damaged after it was built; build again\n"
    checked = command("build", "--check", out)
    assert (checked.returncode, checked.stderr) == (1, "")
    assert checked.stdout == f"{text} was changed or damaged after it was built; build again\n"


@pytest.mark.parametrize("kind", ["missing", "link", "pipe", "folder", "empty"])
def test_whether_no_file_is_read_in_place_of_one_of_the_build(good: Path, out: Path, kind: str) -> None:
    for name in names_of(good):
        place = out / name
        place.rename(out / "aside")
        if kind == "link":
            place.symlink_to(out / "aside")
        elif kind == "pipe":
            os.mkfifo(place)
        elif kind == "folder":
            place.mkdir()
        elif kind == "empty":
            place.touch()
        with pytest.raises(GraphError) as refused:
            open_build(out)
        assert str(out) in str(refused.value)
        try:
            assert len(check_build(out).faults) == 1
        except GraphError:
            assert name == MANIFEST
        if kind == "folder":
            place.rmdir()
        (out / "aside").replace(place)


@pytest.mark.parametrize("name", ["texts", "shards"])
def test_whether_a_folder_elsewhere_is_not_read(out: Path, tmp_path: Path, name: str) -> None:
    (out / name).rename(tmp_path / "elsewhere")
    (out / name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(GraphError, match="its folder is a link or a file"):
        open_build(out)


def test_whether_a_missing_folder_is_named(tmp_path: Path) -> None:
    for ask in (open_build, check_build):
        with pytest.raises(GraphError, match="there is no folder"):
            ask(tmp_path / "none")


def test_whether_a_folder_that_is_no_build_is_named(tmp_path: Path) -> None:
    for ask in (open_build, check_build):
        with pytest.raises(GraphError, match="is not a build"):
            ask(tmp_path)


RAW: dict[str, bytes] = {
    "empty": b"",
    "no JSON": b"xx",
    "a list": b"[]",
    "null": b"null",
    "nothing": b"{}",
    "a number": b"1",
    "nested deeply": b"[" * 200_000,
    "a deep object": b'{"a":' * 200_000,
    "a huge number": b'{"format": ' + b"9" * 5000 + b"}",
    "no UTF-8": b"\xff\xfe",
    "no number": b'{"format": NaN}',
    "format true": b'{"format": true}',
    "format text": b'{"format": "2"}',
    "format alone": b'{"format": 3}',
}


@pytest.mark.parametrize("what", RAW)
def test_whether_rubbish_for_a_manifest_is_named(out: Path, what: str) -> None:
    (out / MANIFEST).write_bytes(RAW[what])
    for ask in (open_build, check_build):
        with pytest.raises(GraphError, match=r"manifest\.json was changed or damaged"):
            ask(out)


def test_whether_a_build_of_another_format_is_refused(out: Path) -> None:
    manifest = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    for number in (1, 2, 99):
        (out / MANIFEST).write_text(json.dumps({**manifest, "format": number}), encoding="utf-8")
        with pytest.raises(GraphError, match=f"was built in format {number}, this policygraph reads 3"):
            open_build(out)


Cells = dict[str, object]


def entry(cells: Cells, name: str, value: object) -> Cells:
    documents = cells["documents"]
    assert isinstance(documents, list)
    return {**cells, "documents": [{**documents[0], name: value}, *documents[1:]]}


def without(name: str) -> Callable[[Cells], Cells]:
    return lambda cells: {key: value for key, value in cells.items() if key != name}


def renamed(cells: Cells, name: str) -> Cells:
    found = cells["files"]
    assert isinstance(found, dict)
    shard = next(path for path in found if path.startswith("shards/"))
    text = json.dumps(cells, ensure_ascii=False).replace(shard, name)
    changed = json.loads(text)
    assert isinstance(changed, dict)
    return changed


CHANGES: dict[str, Callable[[Cells], Cells]] = {
    **{
        f"without {name}": without(name)
        for name in ("base", "documents", "files", "shared", "inputs", "totals", "policygraph", "sha256")
    },
    "a word too many": lambda m: {**m, "more": 1},
    "documents null": lambda m: {**m, "documents": None},
    "documents an object": lambda m: {**m, "documents": {}},
    "documents numbers": lambda m: {**m, "documents": [1]},
    "a document without cells": lambda m: {**m, "documents": [{}]},
    "documents twice": lambda m: {**m, "documents": [*m["documents"], *m["documents"]]},  # type: ignore[misc]
    "no documents": lambda m: {**m, "documents": []},
    "a name that is a number": lambda m: entry(m, "name", 5),
    "an empty name": lambda m: entry(m, "name", ""),
    "a name that cannot be written": lambda m: entry(m, "name", "\ud800"),
    "counts below nothing": lambda m: entry(m, "counts", {"targets": -1}),
    "counts that are true": lambda m: entry(m, "counts", {"targets": True}),
    "a text that is a shard": lambda m: entry(m, "text", m["shared"]),
    "a text that nobody wrote": lambda m: entry(m, "text", "texts/" + "0" * 64 + ".txt"),
    "a text elsewhere": lambda m: entry(m, "text", "/etc/passwd"),
    "a shard above": lambda m: renamed(m, "../secret.nq.gz"),
    "a shard from the root": lambda m: renamed(m, "/etc/passwd"),
    "a shard by another name": lambda m: renamed(m, "shards/mine.nq.gz"),
    "a shard with a digest that is not its own": lambda m: renamed(m, f"shards/{'0' * 64}.nq.gz"),
    "a base that is no IRI": lambda m: {**m, "base": "x y"},
    "a base that is a number": lambda m: {**m, "base": 5},
    "totals text": lambda m: {**m, "totals": "x"},
    "quads text": lambda m: {**m, "totals": {"quads": "1"}},
    "a time of its own": lambda m: {**m, "time": "yesterday"},
    "inputs without digest": lambda m: {**m, "inputs": {"a": "b"}},
    "files a list": lambda m: {**m, "files": []},
}


@pytest.mark.parametrize("what", CHANGES)
def test_whether_a_manifest_that_no_build_writes_is_refused(out: Path, tmp_path: Path, what: str) -> None:
    (tmp_path / "secret.nq").write_text("<a:s> <a:p> <a:o> .\n", encoding="utf-8")
    manifest = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    changed = CHANGES[what](manifest)
    (out / MANIFEST).write_text(json.dumps(changed, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    with pytest.raises(GraphError, match=r"manifest\.json was changed or damaged"):
        open_build(out)


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b" "])
def test_whether_a_manifest_comes_back_as_it_was_written(good: Path, before: bytes) -> None:
    data = (good / MANIFEST).read_bytes()
    if before:
        with pytest.raises(GraphError):
            parse(before + data, good / MANIFEST)
    else:
        assert render(parse(data, good / MANIFEST)) == data


def forged(folder: Path, change: Callable[[Manifest], Manifest]) -> None:
    """A manifest that agrees with itself, as a stranger could write it."""
    manifest = parse((folder / MANIFEST).read_bytes(), folder / MANIFEST)
    (folder / MANIFEST).write_bytes(render(change(manifest)))


def test_whether_a_forged_number_of_quads_is_noticed(out: Path) -> None:
    forged(out, lambda m: replace(m, totals={**m.totals, "quads": m.quads + 1}))
    with pytest.raises(GraphError, match=r"holds \d+ quads, but its manifest names"):
        open_build(out)
    assert "the shards hold" in check_build(out).faults[0]


def test_whether_a_graph_that_is_not_that_of_the_shards_is_noticed_by_the_check(out: Path) -> None:
    data = (out / GRAPH).read_bytes().replace(b"14.5", b"44.5")
    (out / GRAPH).write_bytes(data)
    entry = FileEntry(hashlib.sha256(data).hexdigest(), len(data))
    forged(out, lambda m: replace(m, files={**m.files, GRAPH: entry}))
    assert check_build(out).faults == (f"{out / GRAPH} does not hold the quads of the shards; build again",)


def test_whether_a_span_that_quotes_other_words_is_noticed_by_the_check(out: Path) -> None:
    manifest = parse((out / MANIFEST).read_bytes(), out / MANIFEST)
    old = manifest.documents[0].text
    data = (out / old).read_bytes().replace(b"14.5", b"44.5")
    digest = hashlib.sha256(data).hexdigest()
    new = f"texts/{digest}.txt"
    (out / new).write_bytes(data)
    forged(
        out,
        lambda m: replace(
            m,
            documents=(replace(m.documents[0], text=new), *m.documents[1:]),
            files={**m.files, new: FileEntry(digest, len(data))},
        ),
    )
    found = check_build(out).faults
    assert found
    assert all(f"{out / new}: the words of <" in fault for fault in found)


def test_whether_what_an_earlier_build_left_is_no_damage_until_the_check(good: Path, out: Path) -> None:
    """A build that was stopped after the switch: the files for the whole graph are those of the build before."""
    (out / GRAPH).write_text("old", encoding="utf-8")
    old = "cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4"
    forged(out, lambda m: replace(m, files={**m.files, GRAPH: replace(m.files[GRAPH], replaces=old)}))
    assert answers(out) == answers(good)
    assert check_build(out).faults == (
        f"{out / GRAPH} is of an earlier build, this one was stopped; build again",
    )
    (out / GRAPH).write_text("tampered", encoding="utf-8")
    with pytest.raises(GraphError, match=r"graph\.nq was changed or damaged"):
        open_build(out)


def test_whether_the_check_counts_and_takes_no_source(good: Path) -> None:
    done = command("build", "--check", good)
    assert (done.returncode, done.stderr) == (0, "")
    number = len(files(good))
    assert done.stdout == f"{good} is whole: {number} files, {open_build(good).manifest.quads:,} quads\n"
    refused = command("build", "--check", good, "plan.txt")
    assert (refused.returncode, refused.stderr) == (
        2,
        "policygraph: --check takes no SOURCE; leave the sources out, or build without --check\n",
    )
    assert command("build").returncode == 2


def test_whether_a_build_in_memory_stays_what_it_was(out: Path) -> None:
    opened = open_build(out)
    build(out, plan("c"))
    assert sorted(opened.texts) == ["a", "b"]
    with pytest.raises(GraphError, match="was built anew while it was read; run the command again"):
        b"".join(opened.nquads())
