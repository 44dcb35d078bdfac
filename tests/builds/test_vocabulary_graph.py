"""The vocabularies' graph is kept between builds: the same bytes as one made anew, and no other areas' graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.builds.packed import unpacked
from policygraph.builds.vocabulary_graph import VocabularyGraph, vocabulary_graph
from policygraph.making import known
from policygraph.rdf.iris import BASE, Iris
from policygraph.rdf.terms import AREA, iri
from tests.builds.states import files
from tests.graph.documents import build, plan


@pytest.fixture(autouse=True)
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches" / "policygraph"


def written(*areas: str, base: str = BASE) -> VocabularyGraph:
    _, background = known()
    graph = iri(Iris(base).graph("vocabulary"))
    return vocabulary_graph(background, {AREA(area) for area in areas}, (), graph, base)


def kept(caches: Path) -> Path:
    (file,) = caches.glob("vocabulary-*")
    return file


def test_what_is_kept_is_taken_as_it_is(caches: Path) -> None:
    made = written("140500")
    before = kept(caches).stat().st_mtime_ns
    assert written("140500") == made
    assert kept(caches).stat().st_mtime_ns == before


@pytest.mark.parametrize("other", [{"areas": ("140500", "410500")}, {"base": "https://example.org/g/"}])
def test_another_graph_is_made_anew(other: dict[str, object], caches: Path) -> None:
    first = written("140500")
    areas, base = other.get("areas", ("140500",)), str(other.get("base", BASE))
    assert isinstance(areas, tuple)
    second = written(*areas, base=base)
    assert second.lines != first.lines
    kept(caches).unlink()
    assert written(*areas, base=base) == second


def test_lines_and_number_agree() -> None:
    graph = written("140500")
    lines = unpacked(graph.lines).decode().splitlines()
    assert len(lines) == len(set(lines)) == graph.quads
    assert lines == sorted(lines)


def test_a_damaged_cache_changes_no_byte(tmp_path: Path, caches: Path) -> None:
    build(tmp_path / "first", plan("a"))
    file = kept(caches)
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    build(tmp_path / "second", plan("a"))
    build(tmp_path / "third", plan("a"))
    assert files(tmp_path / "first") == files(tmp_path / "second") == files(tmp_path / "third")
