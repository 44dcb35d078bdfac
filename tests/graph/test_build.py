"""A build's folder: what is in it, that it is the same every time, and that failures leave it alone."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from policygraph.build.assembly import count
from policygraph.build.rows import answers
from policygraph.build.store import Build, open_build
from policygraph.errors import GraphError, UsageError
from policygraph.graph.background import read_background
from policygraph.graph.provenance import build_time
from policygraph.model import Span
from tests.graph.documents import PLAN, build, plan


@pytest.fixture
def out(tmp_path: Path) -> Path:
    build(tmp_path / "out", plan("a"), plan("b"))
    return tmp_path / "out"


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_whether_the_folder_holds_what_it_promises(out: Path) -> None:
    assert set(files(out)) == {"graph.nq", "graph.trig", "manifest.json", "texts/a.txt", "texts/b.txt"}
    assert (out / "texts" / "a.txt").read_text(encoding="utf-8") == PLAN


@pytest.mark.parametrize("name", ["graph.nq", "graph.trig", "manifest.json", "texts/c.txt"])
def test_whether_a_folder_in_the_place_of_a_file_leaves_all_as_it_was(out: Path, name: str) -> None:
    (out / name).unlink(missing_ok=True)
    (out / name).mkdir()
    (out / name / "mine.txt").write_text("x", encoding="utf-8")
    before = files(out)
    with pytest.raises(GraphError, match=rf"cannot replace .*{name}: it is a folder; move it away"):
        build(out, plan("a"), plan("c"))
    assert files(out) == before


def test_whether_both_files_hold_the_same_quads(out: Path) -> None:
    one = set(ox.parse(path=str(out / "graph.nq"), format=ox.RdfFormat.N_QUADS))
    other = set(ox.parse(path=str(out / "graph.trig"), format=ox.RdfFormat.TRIG))
    assert one == other


def test_whether_another_base_gives_both_files_the_same_quads(tmp_path: Path) -> None:
    base = "http://example.org/g/"
    build(tmp_path / "out", base=base)
    one = set(ox.parse(path=str(tmp_path / "out" / "graph.nq"), format=ox.RdfFormat.N_QUADS))
    other = set(ox.parse(path=str(tmp_path / "out" / "graph.trig"), format=ox.RdfFormat.TRIG))
    assert one == other
    assert any(quad.subject.value == f"{base}id/plan/linhe" for quad in one)


def test_whether_lines_are_canonical_and_no_node_is_blank(out: Path) -> None:
    written = (out / "graph.nq").read_text(encoding="utf-8").split("\n")[:-1]
    quads = list(ox.parse(path=str(out / "graph.nq"), format=ox.RdfFormat.N_QUADS))
    reference = (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").decode().split("\n")[:-1]
    assert written == reference
    assert not [line for line in written if "_:" in line]


def test_whether_a_store_writes_all_values_as_they_stand(real_plans: Build) -> None:
    written = (real_plans.folder / "graph.nq").read_text(encoding="utf-8").split("\n")[:-1]
    assert "decimal" in "".join(written)
    quads = (quad for quad in real_plans.store if isinstance(quad.graph_name, ox.NamedNode))
    assert {f"{quad} ." for quad in quads} == set(written)


def test_whether_each_quad_stands_once_and_is_counted(out: Path) -> None:
    written = (out / "graph.nq").read_text(encoding="utf-8").split("\n")[:-1]
    assert len(set(written)) == len(written) == open_build(out).manifest["totals"]["quads"]


def test_whether_areas_that_nobody_mentions_are_left_out(out: Path) -> None:
    text = (out / "graph.nq").read_text(encoding="utf-8")
    assert "临河省" in text
    assert "中国" in text
    assert "远山市" not in text


def test_whether_the_manifest_counts_each_agency_once(tmp_path: Path) -> None:
    documents = build(tmp_path / "out", plan("a"), plan("b"))
    assert count(documents)["agencies"] == 2
    assert count(documents)["targets"] == 6


def test_whether_a_second_build_replaces_the_first_and_its_texts(out: Path, tmp_path: Path) -> None:
    (out / "README.md").write_text("stays", encoding="utf-8")
    build(out, plan("b"))
    assert set(files(out)) == {"README.md", "graph.nq", "graph.trig", "manifest.json", "texts/b.txt"}
    build(tmp_path / "fresh", plan("b"))
    assert files(tmp_path / "fresh")["graph.nq"] == files(out)["graph.nq"]


def test_whether_a_build_that_fails_leaves_the_earlier_one(out: Path) -> None:
    before = files(out)
    broken = replace(plan("b"), obligations=(replace(plan().obligations[0], span=Span(0, 10**6)),))
    with pytest.raises(ValueError, match="outside"):
        build(out, plan("a"), broken)
    assert files(out) == before
    assert not [p for p in out.iterdir() if p.name.startswith(".")]


def test_whether_a_build_that_fails_leaves_no_new_folder(tmp_path: Path) -> None:
    broken = replace(plan(), obligations=(replace(plan().obligations[0], span=Span(0, 10**6)),))
    with pytest.raises(ValueError, match="outside"):
        build(tmp_path / "out", broken)
    assert not (tmp_path / "out").exists()


def test_whether_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(GraphError, match=r"cannot write to .*out"):
        build(tmp_path / "out")


def test_whether_rows_of_a_select_are_plain_strings(out: Path) -> None:
    opened = open_build(out)
    query = """PREFIX pg: <https://w3id.org/policygraph/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
    SELECT ?name ?none WHERE { ?plan pg:sourceText ?text ; dcterms:identifier ?name } ORDER BY ?name"""
    assert answers(opened, query) == [{"name": "a", "none": ""}, {"name": "b", "none": ""}]
    with pytest.raises(ValueError, match="only a SELECT query has rows"):
        answers(opened, "ASK { ?s ?p ?o }")


def test_whether_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="there is no folder"):
        open_build(tmp_path / "none")


def test_whether_a_folder_that_is_no_build_is_named(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="is no build"):
        open_build(tmp_path)


def test_whether_a_broken_line_is_named_by_its_number(out: Path) -> None:
    lines = (out / "graph.nq").read_text(encoding="utf-8").split("\n")
    lines[6] = lines[6][:-9]
    (out / "graph.nq").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(GraphError, match=r"graph\.nq is damaged in line 7"):
        open_build(out)


@pytest.mark.parametrize("kept", [0, 5])
def test_whether_missing_lines_are_noticed(out: Path, kept: int) -> None:
    lines = (out / "graph.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    (out / "graph.nq").write_text("".join(lines[:kept]), encoding="utf-8")
    with pytest.raises(GraphError, match=f"holds {kept} quads"):
        open_build(out)


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"format": 1}', '{"format": 1, "base": "x", "totals": 3}']
)
def test_whether_a_damaged_manifest_is_named(out: Path, content: str) -> None:
    (out / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(GraphError, match=r"manifest\.json is damaged"):
        open_build(out)


def test_whether_a_build_of_another_format_is_refused(out: Path) -> None:
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    (out / "manifest.json").write_text(json.dumps({**manifest, "format": 99}), encoding="utf-8")
    with pytest.raises(GraphError, match="format 99"):
        open_build(out)


def test_whether_a_broken_vocabulary_is_named(tmp_path: Path) -> None:
    (tmp_path / "vocabularies").mkdir()
    (tmp_path / "vocabularies" / "bad.ttl").write_text("<a> <b>\n<c> <d> .", encoding="utf-8")
    with pytest.raises(GraphError, match=r"bad\.ttl is no Turtle.*line"):
        read_background(tmp_path, tmp_path / "none")


def test_whether_the_time_is_that_of_the_newest_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert build_time([0, 86400]) == "1970-01-02T00:00:00Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert build_time([86400]) == "1970-01-01T00:00:01Z"


@pytest.mark.parametrize("given", ["yesterday", "1e99", "9" * 30])
def test_whether_a_wrong_time_is_named(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        build_time([])
