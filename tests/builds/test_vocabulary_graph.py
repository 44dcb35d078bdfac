"""What the vocabularies say of no area is kept between builds: the same bytes as where all is made anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.builds import vocabulary_graph as vocabulary_graph_module
from policygraph.builds.packed import unpacked
from policygraph.builds.shards import written as lines_of
from policygraph.builds.vocabulary_graph import VocabularyGraph, vocabulary_graph
from policygraph.graph.standard_terms import broader_triples
from policygraph.making import known
from policygraph.rdf.iris import BASE, Iris
from policygraph.rdf.terms import AREA, iri
from policygraph.rdf.trig import Trig
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


def kept_file(caches: Path) -> Path:
    (file,) = caches.glob("vocabulary-*")
    return file


def test_what_is_kept_is_taken_as_it_is(caches: Path) -> None:
    made = written("140500")
    before = kept_file(caches).stat().st_mtime_ns
    assert written("140500") == made
    assert kept_file(caches).stat().st_mtime_ns == before


def test_other_areas_need_nothing_else_that_is_kept(caches: Path) -> None:
    first = written("140500")
    before = kept_file(caches).stat().st_mtime_ns
    second = written("140500", "410500")
    assert second.quads > first.quads
    assert kept_file(caches).stat().st_mtime_ns == before
    kept_file(caches).unlink()
    assert written("140500", "410500") == second


def test_what_is_said_of_many_areas_is_kept_too(caches: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = written("140500")
    monkeypatch.setattr(vocabulary_graph_module, "_FEW", 1)
    assert [written("140500"), written("140500")] == [made, made]
    (file,) = caches.glob("areas-in-graphs-*")
    before = file.stat().st_mtime_ns
    assert written("140500") == made
    assert file.stat().st_mtime_ns == before
    assert written("140500", "410500").quads > made.quads
    assert written("140500") == made


def test_another_base_is_written_anew() -> None:
    first, second = written("140500"), written("140500", base="https://example.org/g/")
    assert second.lines != first.lines
    assert b"https://example.org/g/" in unpacked(second.lines)


def test_what_is_kept_and_what_is_not_hold_the_whole_graph() -> None:
    _, background = known()
    areas = {AREA("140500")}
    graph = iri(Iris(BASE).graph("vocabulary"))
    triples = sorted({*background.vocabulary, *background.said_of_areas(areas)})
    made = written("140500")
    assert unpacked(made.lines) == b"".join(lines_of(triples, graph))
    assert made.trig.decode() == "".join(Trig(BASE).graph(graph, triples))
    assert set(made.broader) == set(broader_triples(triples))


def test_lines_and_number_agree() -> None:
    graph = written("140500")
    lines = unpacked(graph.lines).decode().splitlines()
    assert len(lines) == len(set(lines)) == graph.quads
    assert lines == sorted(lines)


def test_a_damaged_cache_changes_no_byte(tmp_path: Path, caches: Path) -> None:
    build(tmp_path / "first", plan("a"))
    file = kept_file(caches)
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    build(tmp_path / "second", plan("a"))
    build(tmp_path / "third", plan("a"))
    assert files(tmp_path / "first") == files(tmp_path / "second") == files(tmp_path / "third")
