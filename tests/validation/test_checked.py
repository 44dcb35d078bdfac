"""What an engine found in a large build is kept: what did not change is not checked again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from policygraph.builds import store
from policygraph.builds.kept import kept_for
from policygraph.builds.store import open_build
from policygraph.pipeline import build
from policygraph.validation import checked, document_groups, engines
from policygraph.validation.check import validate
from policygraph.validation.engine_names import Engine
from policygraph.validation.engines import ResultRow
from policygraph.validation.results import Report

pytestmark = pytest.mark.long

TEXT = "{area}节能减排方案\n一、主要目标\n到2025年，秸秆综合利用率达到{share}以上。\n（责任单位：市农业农村局）\n"


def write(folder: Path, **shares: str) -> Path:
    """A folder of plans, each with what it says of straw."""
    folder.mkdir(exist_ok=True)
    for name, share in shares.items():
        text = TEXT.format(area={"a": "临河市", "b": "远山市"}[name], share=share)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A build that counts as large, checked in groups of one document by this process, over an empty cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr(store, "LARGE", 1)
    monkeypatch.setattr(checked, "processors", lambda: 1)
    monkeypatch.setattr(checked, "groups", partial(document_groups.groups, size=1))
    build([write(tmp_path / "plans", a="XX%", b="92%")], tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the graphs that the engine was given."""
    sizes: list[int] = []
    run: Callable[..., list[ResultRow]] = engines.run

    def counted(engine: Engine, shapes: bytes, data: bytes) -> list[ResultRow]:
        sizes.append(len(data))
        return run(engine, shapes, data)

    monkeypatch.setattr(engines, "run", counted)
    return sizes


def report(folder: Path) -> Report:
    return validate(open_build(folder))


def test_whether_an_unchanged_build_is_not_checked_again(out: Path, asked: list[int]) -> None:
    first = report(out)
    assert first.results
    assert len(asked) == 2
    assert report(out) == first
    assert len(asked) == 2


def test_whether_only_the_changed_group_is_checked(out: Path, tmp_path: Path, asked: list[int]) -> None:
    report(out)
    asked.clear()
    plans = write(tmp_path / "plans", b="X%")
    build([plans], out)
    changed = report(out)
    assert len(asked) == 1
    build([plans], tmp_path / "fresh")
    assert changed == report(tmp_path / "fresh")


@pytest.mark.parametrize("said", [b"[1", b"{}"])
def test_whether_what_is_damaged_is_not_believed(out: Path, asked: list[int], said: bytes) -> None:
    first = report(out)
    (place,) = (tmp for tmp in kept_for(open_build(out).contents).lasting.folder.glob("*.json"))
    place.write_bytes(said)
    assert report(out) == first
    assert len(asked) == 4


def test_whether_several_processes_find_what_one_finds(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = report(out)
    (place,) = (tmp for tmp in kept_for(open_build(out).contents).lasting.folder.glob("*.json"))
    place.unlink()
    monkeypatch.setattr(checked, "processors", lambda: 2)
    assert report(out) == one


def test_whether_facts_are_left_out_where_nobody_wants_them(out: Path) -> None:
    opened = open_build(out)
    assert validate(opened).facts
    assert validate(opened, with_facts=False).facts == ()
