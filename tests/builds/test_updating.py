"""The store of a large build is made out of that of the earlier one, and says what one that is made anew says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from policygraph.builds import store, updating
from policygraph.builds.contents import read_manifest
from policygraph.builds.copying import copied
from policygraph.builds.inventory import triples_of
from policygraph.builds.store import open_build
from policygraph.pipeline import build
from tests.graph.documents import build as build_facts
from tests.graph.documents import plan

pytestmark = pytest.mark.long

AREAS = {"a": "临河市", "b": "远山市", "c": "石家庄市"}
TEXT = (
    "{area}节能减排方案\n一、主要目标\n到2025年，{what}达到{share}以上。\n（责任单位：市农业农村局）\n"
    "二、附则\n本方案依据《国务院关于印发“十四五”节能减排综合工作方案的通知》（国发〔2021〕33号）制定。\n"
)
STRAW, SEWAGE = "秸秆综合利用率", "再生水利用率"


@pytest.fixture(autouse=True)
def _large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All builds count as large, and as changed in little."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr(store, "LARGE", 1)
    monkeypatch.setattr(updating, "_MOST", 9)


def built(tmp_path: Path, said: dict[str, tuple[str, str]]) -> Path:
    """A build of plans, by what each says of what, in a folder that held another."""
    plans = tmp_path / "plans"
    plans.mkdir(exist_ok=True)
    for old in plans.iterdir():
        old.unlink()
    for name, (what, share) in said.items():
        text = TEXT.format(area=AREAS[name], what=what, share=share)
        (plans / f"{name}.txt").write_text(text, encoding="utf-8")
    build([plans], tmp_path / "out")
    return tmp_path / "out"


def triples(folder: Path) -> set[ox.Quad]:
    """What the union of a build says."""
    return set(open_build(folder).store.quads_for_pattern(None, None, None, ox.DefaultGraph()))


FIRST = {"a": (STRAW, "92%"), "b": (STRAW, "90%")}
LATER: dict[str, dict[str, tuple[str, str]]] = {
    "a document changed": {"a": (STRAW, "92%"), "b": (STRAW, "91%")},
    "an indicator that nobody else names went": {"a": (STRAW, "92%"), "b": (SEWAGE, "90%")},
    "a document came": {**FIRST, "c": (SEWAGE, "50%")},
    "a document went": {"a": (STRAW, "92%")},
    "all changed": {"a": (SEWAGE, "40%"), "b": (SEWAGE, "41%")},
}


@pytest.mark.parametrize("what", LATER)
def test_whether_the_store_says_what_a_new_one_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    triples(built(tmp_path, FIRST))
    assert "a store for its questions is made" in capsys.readouterr().err
    out = built(tmp_path, LATER[what])
    found = triples(out)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(store, "LARGE", 10_000_000)
    assert found == triples(out)


def test_whether_a_store_can_be_brought_up_to_date_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for said in (FIRST, LATER["a document went"], LATER["all changed"]):
        found = triples(built(tmp_path, said))
    assert capsys.readouterr().err.count("is made") == 1
    monkeypatch.setattr(store, "LARGE", 10_000_000)
    assert found == triples(tmp_path / "out")


def test_whether_what_another_document_says_too_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    build_facts(out, plan("a"), plan("b"))
    one, other, _ = (set(triples_of(lines).splitlines()) for lines in open_build(out).nquads())
    assert one & other
    build_facts(out, plan("a"))
    found = triples(out)
    assert capsys.readouterr().err.count("is made") == 1
    monkeypatch.setattr(store, "LARGE", 10_000_000)
    assert found == triples(out)


def test_whether_the_store_of_a_copy_is_one_of_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out, copy = built(tmp_path, FIRST), tmp_path / "copy"
    found = triples(out)
    capsys.readouterr()
    copied(read_manifest(out), copy)
    assert triples(copy) == found
    shutil.rmtree(out)
    build([tmp_path / "plans"], copy, area="石家庄市")
    found = triples(copy)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(store, "LARGE", 10_000_000)
    assert found == triples(copy)


@pytest.mark.parametrize("harm", ["inventory", "shards/*", "union/CURRENT"])
def test_whether_a_harmed_store_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], harm: str
) -> None:
    triples(built(tmp_path, FIRST))
    kept = open_build(tmp_path / "out").kept
    assert kept
    for file in kept.folder.glob(harm):
        file.write_bytes(b"x")
    capsys.readouterr()
    out = built(tmp_path, LATER["a document changed"])
    found = triples(out)
    assert "a store for its questions is made" in capsys.readouterr().err
    monkeypatch.setattr(store, "LARGE", 10_000_000)
    assert found == triples(out)
