"""What is said of no document is brought up to date by what changed, and is then what is read anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import policygraph
from policygraph.builds import said_of_things, store, updating
from policygraph.builds.contents import read_manifest
from policygraph.builds.inventory import BUCKETS, Inventory, triples_of
from policygraph.builds.kept import Kept, kept_for
from policygraph.builds.said_of_things import Common
from policygraph.builds.store import open_build
from policygraph.queries.asked_apart import QuestionedBuild

pytestmark = pytest.mark.long

TEXT = (
    "{area}节能减排方案\n一、主要目标\n到2025年，{what}达到90%以上。\n（责任单位：{body}）\n"
    "二、附则\n本方案依据《国务院关于印发“十四五”节能减排综合工作方案的通知》（国发〔2021〕33号）制定。\n"
)
FIRST = {"a": ("临河市", "秸秆综合利用率", "市农业农村局"), "b": ("远山市", "秸秆综合利用率", "市财政局")}
LATER = {
    "a body of a new name": {**FIRST, "b": ("远山市", "秸秆综合利用率", "市云杉事务局")},
    "a new indicator": {**FIRST, "b": ("远山市", "云杉幼苗成活率", "市财政局")},
    "a document went": {"a": FIRST["a"]},
    "a document came": {**FIRST, "c": ("石家庄市", "再生水利用率", "市水利局")},
}


@pytest.fixture(autouse=True)
def _large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr(store, "LARGE", 1)
    monkeypatch.setattr(updating, "_MOST", 9)


def built(tmp_path: Path, said: dict[str, tuple[str, str, str]]) -> Path:
    plans = tmp_path / "plans"
    shutil.rmtree(plans, ignore_errors=True)
    plans.mkdir()
    for name, (area, what, body) in said.items():
        (plans / f"{name}.txt").write_text(TEXT.format(area=area, what=what, body=body), encoding="utf-8")
    assert not policygraph.build([plans], tmp_path / "out").errors
    open_build(tmp_path / "out")
    return tmp_path / "out"


def asked(out: Path) -> Common:
    return QuestionedBuild(read_manifest(out)).common


def state(found: Common) -> tuple[object, ...]:
    reached = {thing: found.reached([thing]) for thing in found.lines}
    return found.lines, found.known, found.documents, reached


@pytest.mark.parametrize("what", LATER)
def test_whether_it_is_what_is_read_anew(tmp_path: Path, what: str) -> None:
    before = asked(built(tmp_path, FIRST))
    out = built(tmp_path, LATER[what])
    found = asked(out)
    assert found.since
    different = dict(before.known).items() ^ dict(found.known).items()
    assert found.changed == {thing for thing, _ in different}
    assert found.changed < {*before.lines, *found.lines}
    (kept_for(read_manifest(out)).lasting.folder / "common").unlink()
    anew = asked(out)
    assert state(anew) == state(found)
    assert not anew.since


def test_whether_nothing_is_read_where_nothing_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = built(tmp_path, FIRST)
    before = asked(out)

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(said_of_things, "_block", refuse)
    found = asked(out)
    assert state(found) == state(before)
    assert not found.changed


@pytest.mark.parametrize("harm", [b"", b"x", None])
def test_whether_a_harmed_file_is_no_matter(tmp_path: Path, harm: bytes | None) -> None:
    out = built(tmp_path, FIRST)
    before = asked(out)
    place = kept_for(read_manifest(out)).lasting.folder / "common"
    place.write_bytes(harm if harm is not None else place.read_bytes()[:-1] + b"?")
    assert state(asked(out)) == state(before)


def inventory_of(out: Path) -> Inventory:
    contents = read_manifest(out)
    return Inventory.read(kept_for(contents), contents.manifest.base)


@pytest.mark.parametrize("what", LATER)
def test_whether_an_inventory_is_one_that_is_made_anew(tmp_path: Path, what: str) -> None:
    built(tmp_path, FIRST)
    out = built(tmp_path, LATER[what])
    found = inventory_of(out)
    shutil.rmtree(tmp_path / "caches" / "policygraph" / "builds")
    open_build(out)
    anew = inventory_of(out)
    assert found.shards == anew.shards
    assert found.digests() == anew.digests()
    assert [*map(found.triples, range(BUCKETS))] == [*map(anew.triples, range(BUCKETS))]


def test_whether_a_change_leaves_most_of_an_inventory(tmp_path: Path) -> None:
    before = inventory_of(built(tmp_path, FIRST)).digests()
    after = inventory_of(built(tmp_path, LATER["a new indicator"])).digests()
    same = sum(one == other for one, other in zip(before, after, strict=True))
    assert BUCKETS * 0.8 < same < BUCKETS


def test_whether_a_cut_inventory_is_refused(tmp_path: Path) -> None:
    contents = read_manifest(built(tmp_path, FIRST))
    kept: Kept = kept_for(contents)
    kept.write("inventory", (kept.read("inventory") or b"")[:-1])
    with pytest.raises(ValueError, match="not whole"):
        Inventory.read(kept, contents.manifest.base)


@pytest.mark.parametrize(
    "graphs", ["aabb", "abab", "a", "abba"], ids=["together", "in turns", "one", "around"]
)
def test_whether_lines_lose_their_graphs(graphs: str) -> None:
    lines = [f'<s:{at}> <p:p> "<g:a> .{at}" <g:{graph}> .\n' for at, graph in enumerate(graphs)]
    expected = [f'<s:{at}> <p:p> "<g:a> .{at}" .\n' for at in range(len(graphs))]
    assert triples_of("".join(lines).encode()) == "".join(expected).encode()
    assert triples_of(b"") == b""
