"""A build never touches a file that is not its own: it is refused, and all is as it was."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from policygraph.builds.store import open_build
from policygraph.errors import GraphError
from policygraph.model.folder import GRAPH, INDEX, MANIFEST, SHARDS, TEXTS, TRIG
from policygraph.pipeline import build as build_sources
from tests.builds.states import faults, files, hidden
from tests.graph.documents import build, plan

PLAN = "临河市“十四五”节能减排实施方案\n一、目标\n到2025年，能耗下降14.5%。\n"


def link_to(place: Path, target: Path) -> None:
    """Move what is at ``place`` away to ``target``, and leave a link there."""
    if place.exists():
        place.rename(target)
    place.symlink_to(target)


def lead_nowhere(place: Path, other: Path) -> None:
    place.replace(other)
    place.symlink_to(other / "nowhere")


def pipe(place: Path) -> None:
    place.unlink()
    os.mkfifo(place)


def folder(place: Path) -> None:
    place.unlink(missing_ok=True)
    place.mkdir()
    (place / "mine.txt").write_text("mine", encoding="utf-8")


FIRST: dict[str, tuple[Callable[[Path], object], str]] = {
    "somebody's graph.nq": (
        lambda out: (out / GRAPH).write_text("mine"),
        "graph.nq is in the way, and no earlier",
    ),
    "somebody's index.html": (lambda out: (out / INDEX).write_text("mine"), "index.html is in the way"),
    "somebody's graph.trig": (lambda out: (out / TRIG).write_text("mine"), "graph.trig is in the way"),
    "an app's manifest.json": (
        lambda out: (out / MANIFEST).write_text('{"name": "my web app"}'),
        "manifest.json is not the manifest of a build",
    ),
    "a manifest.json that is not JSON": (
        lambda out: (out / MANIFEST).write_text("mine"),
        "is not the manifest",
    ),
    "an empty manifest.json": (lambda out: (out / MANIFEST).touch(), "is not the manifest of a build"),
    "a file called texts": (
        lambda out: (out / TEXTS).write_text("mine"),
        "texts is in the way: it is not a folder",
    ),
    "a file called shards": (lambda out: (out / SHARDS).write_text("mine"), "shards is in the way"),
    "a lock of another program": (
        lambda out: (out / ".policygraph.lock").write_text("4711"),
        "is not a lock of policygraph",
    ),
}


@pytest.mark.parametrize("what", FIRST)
def test_whether_a_folder_that_is_no_build_stays_as_it_is(what: str, tmp_path: Path) -> None:
    make, sentence = FIRST[what]
    out = tmp_path / "out"
    out.mkdir()
    make(out)
    before = files(tmp_path)
    with pytest.raises(GraphError, match=sentence):
        build(out)
    assert {k: v for k, v in files(tmp_path).items() if not k.startswith("inputs")} == before
    assert not (out / SHARDS / "x").exists()


AGAIN: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "graph.nq is a folder": (lambda out, _: folder(out / GRAPH), "cannot replace .*graph.nq: it is a folder"),
    "graph.trig is a folder": (
        lambda out, _: folder(out / TRIG),
        "cannot replace .*graph.trig: it is a folder",
    ),
    "manifest.json is a folder": (lambda out, _: folder(out / MANIFEST), "manifest.json: it is a folder"),
    "graph.nq is a link": (lambda out, other: link_to(out / GRAPH, other), "graph.nq: it is a link"),
    "graph.trig leads nowhere": (
        lambda out, other: lead_nowhere(out / TRIG, other),
        "graph.trig: it is a link",
    ),
    "manifest.json is a link": (
        lambda out, other: link_to(out / MANIFEST, other),
        "manifest.json: it is a link",
    ),
    "texts is a link": (
        lambda out, other: link_to(out / TEXTS, other),
        "texts is in the way: .* or is a link",
    ),
    "shards is a link": (
        lambda out, other: link_to(out / SHARDS, other),
        "shards is in the way: .* or is a link",
    ),
    "graph.nq is a pipe": (lambda out, _: pipe(out / GRAPH), "graph.nq: it is a device or pipe"),
    "manifest.json is a pipe": (lambda out, _: pipe(out / MANIFEST), "manifest.json: it is a device or pipe"),
}


@pytest.mark.parametrize("what", AGAIN)
def test_whether_an_earlier_build_with_something_in_its_place_stays_as_it_is(
    what: str, tmp_path: Path
) -> None:
    change, sentence = AGAIN[what]
    out = tmp_path / "out"
    build(out, plan("a"))
    change(out, tmp_path / "elsewhere")
    before = files(tmp_path)
    with pytest.raises(GraphError, match=sentence):
        build(out, plan("b"))
    assert files(tmp_path) == before
    assert hidden(out) == []


def test_whether_other_files_stay_beside_a_build_and_in_its_folders(tmp_path: Path) -> None:
    out = tmp_path / "out"
    mine = {}
    for name in ("README.md", "texts/notes.txt", "texts/a.txt", "shards/mine.nq", ".building-site/plan.txt"):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(f"mine: {name}", encoding="utf-8")
        mine[name] = (out / name).read_bytes()
    build(out, plan("a"))
    build(out, plan("b"))
    assert files(out).items() >= mine.items()
    assert faults(out) == []


def test_whether_cleaning_up_removes_nothing_through_a_link(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(out, plan("a"))
    (out / ".building-killed").mkdir()
    (out / MANIFEST).rename(out / ".building-killed" / "after.json")
    link_to(out / SHARDS, tmp_path / "elsewhere")
    before = files(tmp_path)
    with pytest.raises(GraphError, match="shards is in the way"):
        build(out, plan("b"))
    assert files(tmp_path) == before
    (out / SHARDS).unlink()
    (tmp_path / "elsewhere").rename(out / SHARDS)
    build(out, plan("b"))
    build(tmp_path / "fresh", plan("b"))
    assert files(out) == files(tmp_path / "fresh")


def test_whether_a_file_in_the_place_of_a_shard_is_left(tmp_path: Path) -> None:
    build(tmp_path / "elsewhere", plan("a"))
    shard = open_build(tmp_path / "elsewhere").manifest.shards[0]
    out = tmp_path / "out"
    (out / SHARDS).mkdir(parents=True)
    (out / shard).write_text("mine", encoding="utf-8")
    before = files(out)
    with pytest.raises(GraphError, match="is in the way, and no earlier build made it"):
        build(out, plan("a"))
    assert files(out) == before


def test_whether_building_again_mends_a_damaged_build(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(out, plan("a"))
    whole = files(out)
    for name in whole:
        (out / name).write_bytes(whole[name][:-20] + b"x" + whole[name][-19:])
        build(out, plan("a"))
        assert files(out) == whole, name


def test_whether_building_again_mends_a_build_without_one_of_its_files(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(out, plan("a"))
    whole = files(out)
    for name in whole.keys() - {MANIFEST}:
        (out / name).unlink()
        build(out, plan("a"))
        assert files(out) == whole, name


def test_whether_an_earlier_format_is_replaced(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / TEXTS).mkdir(parents=True)
    manifest = {
        "format": 1,
        "policygraph": "0.1.0",
        "base": "https://w3id.org/policygraph/",
        "totals": {"quads": 1},
    }
    documents = [{"name": "a"}, {"name": "../b"}, {"name": 5}, "c"]
    (out / MANIFEST).write_text(json.dumps({**manifest, "documents": documents}), encoding="utf-8")
    for name in (GRAPH, TRIG, "texts/a.txt", "texts/mine.txt", "b.txt"):
        (out / name).write_text("old", encoding="utf-8")
    with pytest.raises(GraphError, match="was built in format 1, this policygraph reads 3; build again"):
        open_build(out)
    build(out, plan("a"))
    build(tmp_path / "fresh", plan("a"))
    assert files(out) == files(tmp_path / "fresh") | {"texts/mine.txt": b"old", "b.txt": b"old"}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_whether_sources_in_a_folder_texts_stay(tmp_path: Path, encoding: str) -> None:
    source = tmp_path / TEXTS / "plan.txt"
    source.parent.mkdir()
    source.write_bytes(PLAN.replace("\n", "\r\n").encode(encoding))
    before = source.read_bytes()
    for given, name in (
        (source.parent, "plan"),
        (source, "plan"),
        (tmp_path, "texts/plan"),
        (source, "plan"),
    ):
        report = build_sources([given], tmp_path)
        assert ([d.name for d in report.documents], report.errors) == ([name], ())
        assert source.read_bytes() == before
    assert faults(tmp_path) == []


def test_whether_a_source_that_an_earlier_format_kept_stays(tmp_path: Path) -> None:
    """A build of format 1 into the folder above wrote its texts over sources called alike."""
    source = tmp_path / TEXTS / "plan.txt"
    source.parent.mkdir()
    source.write_text(PLAN, encoding="utf-8")
    manifest = {"format": 1, "policygraph": "0.1.0", "documents": [{"name": "plan"}], "totals": {}}
    (tmp_path / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    assert build_sources([source], tmp_path).errors == ()
    assert source.read_text(encoding="utf-8") == PLAN


def test_whether_a_build_from_the_texts_of_a_build_leaves_them(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    out = tmp_path / "out"
    build_sources([tmp_path / "plan.txt"], out)
    (text,) = (out / TEXTS).iterdir()
    assert build_sources([text], out).errors == ()
    assert text.read_text(encoding="utf-8") == PLAN
    assert faults(out) == []
