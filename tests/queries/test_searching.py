"""The search for words in a large build finds what its store would find, and in a moment."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import policygraph
from policygraph.builds import store
from policygraph.builds.store import Build, open_build
from policygraph.errors import QueryError
from policygraph.queries import searching
from policygraph.queries.run import Answer, bound_in, load, run
from policygraph.queries.searching import searched

pytestmark = pytest.mark.long

PLANS = Path(__file__).parents[1] / "tracing" / "plans"


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A build of plans that counts as large, one of whose sentences has a word that others write with more letters."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr(store, "LARGE", 1)
    plans = Path(shutil.copytree(PLANS, tmp_path / "plans"))
    with (plans / "county.txt").open("a", encoding="utf-8") as file:
        file.write('\n各单位要落实"三线一单"管控要求，到2025年，再生水利用率達到25%以上。\n')
    assert not policygraph.build([plans], tmp_path / "out").errors
    return tmp_path / "out"


def asked(build: Build, **parameters: str) -> Answer:
    return run(build, bound_in(build, load("search"), parameters))


def whole(out: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    with monkeypatch.context() as context:
        context.setattr(store, "LARGE", 10_000_000)
        return open_build(out)


@pytest.mark.parametrize(
    "words", ["秸秆", "节能", "利用率", "再生水利用率达到", '"三线', "2025", "没有这些词"]
)
def test_whether_it_finds_what_the_store_finds(
    out: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    large, small = open_build(out), whole(out, monkeypatch)
    assert asked(large, text=words) == asked(small, text=words)
    assert searched(large, bound_in(large, load("search"), {"text": words})) is not None


def test_whether_it_can_be_narrowed_to_an_area(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large, small = open_build(out), whole(out, monkeypatch)
    everything = asked(large, text="节能")
    areas = {row["area"] for row in run(small, load("documents")).records() if row["area"]}
    assert len(areas) > 1
    for area in sorted(map(str, areas)):
        try:
            expected = asked(small, text="节能", area=area)
        except QueryError:
            continue
        assert asked(large, text="节能", area=area) == expected
        assert len(expected.rows) < len(everything.rows)


def test_whether_the_store_is_asked_where_nothing_is_kept(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = asked(open_build(out), text="秸秆")
    monkeypatch.setattr(searching, "made_pieces", lambda *_: ())
    assert asked(open_build(out), text="秸秆") == expected


def test_whether_other_queries_are_no_search(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = open_build(out)
    assert searched(large, load("targets")) is None
    assert searched(whole(out, monkeypatch), bound_in(large, load("search"), {"text": "秸秆"})) is None
