"""A build's folder: what is in it, that it is the same every time, and what a reader makes of it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox
import pytest

from policygraph.builds import writer
from policygraph.builds.assembly import count
from policygraph.builds.rows import answers
from policygraph.builds.store import open_build
from policygraph.errors import GraphError, UsageError
from policygraph.graph.background import read_background
from policygraph.graph.provenance import given_time, newest
from policygraph.model import Span
from policygraph.model.folder import GRAPH, INDEX, MANIFEST, TRIG
from tests.builds.states import files, hidden
from tests.graph.documents import PLAN, build, plan


@pytest.fixture
def out(tmp_path: Path) -> Path:
    build(tmp_path / "out", plan("a"), plan("b"))
    return tmp_path / "out"


def lines(folder: Path) -> list[str]:
    return (folder / GRAPH).read_text(encoding="utf-8").split("\n")[:-1]


def test_whether_the_folder_holds_what_it_promises(out: Path) -> None:
    names = files(out)
    assert set(names) == {MANIFEST, *open_build(out).manifest.files}
    assert {name for name in names if "/" not in name} == {MANIFEST, INDEX, GRAPH, TRIG}
    for name, data in names.items():
        if "/" in name:
            assert Path(name).name.partition(".")[0] == hashlib.sha256(data).hexdigest()


def test_whether_texts_are_as_decoded(tmp_path: Path) -> None:
    text = f"{PLAN}\r\n\u2028𠮷\x0b"
    one = replace(plan("a"), source=replace(plan("a").source, text=text))
    build(tmp_path / "out", one, plan("b"), plan("c"))
    opened = open_build(tmp_path / "out")
    assert opened.texts == {"a": text, "b": PLAN, "c": PLAN}
    assert opened.text("a") == text
    assert len(list((tmp_path / "out" / "texts").iterdir())) == 2


@pytest.mark.parametrize("name", ["none", "../a", "", "texts/a"])
def test_whether_only_the_texts_of_documents_can_be_asked_for(out: Path, name: str) -> None:
    with pytest.raises(GraphError, match="holds no text of"):
        open_build(out).text(name)


def test_whether_a_shard_holds_all_that_is_about_its_document(out: Path) -> None:
    opened = open_build(out)
    by_document = dict(zip(("a", "b", ""), opened.nquads(), strict=True))
    assert sorted(b"".join(by_document.values()).splitlines()) == sorted(
        (out / GRAPH).read_bytes().splitlines()
    )
    for name in "ab":
        about = f"<{opened.base}id/plan/{name}".encode()
        for other, data in by_document.items():
            found = [line for line in data.splitlines() if line.startswith((about + b">", about + b"/"))]
            assert bool(found) is (other == name)
        graphs = {line.rsplit(b"<", 1)[1].split(b"/graph/")[1] for line in by_document[name].splitlines()}
        assert graphs == {f"plan/{name}> .".encode(), b"derived> .", b"correspondences> .", b"standard> ."}


def test_whether_named_graphs_come_one_after_the_other_and_sorted(out: Path) -> None:
    graphs = [line.rsplit(" ", 2)[1] for line in lines(out)]
    assert len(list(groupby(graphs))) == len(set(graphs))
    for graph in set(graphs):
        about = [line for line in lines(out) if line.endswith(f" {graph} .")]
        assert about == sorted(about)


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
    written = lines(out)
    quads = list(ox.parse(path=str(out / "graph.nq"), format=ox.RdfFormat.N_QUADS))
    reference = (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").decode().split("\n")[:-1]
    assert written == reference
    assert not [line for line in written if "_:" in line]


def test_whether_each_quad_stands_once_and_is_counted(out: Path) -> None:
    assert len(set(lines(out))) == len(lines(out)) == open_build(out).manifest.quads


def test_whether_areas_that_nobody_mentions_are_left_out(out: Path) -> None:
    text = (out / "graph.nq").read_text(encoding="utf-8")
    assert "临河省" in text
    assert "中国" in text
    assert "远山市" not in text


def test_whether_the_manifest_counts_each_agency_once(tmp_path: Path) -> None:
    documents = build(tmp_path / "out", plan("a"), plan("b"))
    assert count(documents)["agencies"] == 2
    assert count(documents)["targets"] == 6


def test_whether_a_second_build_replaces_the_first_and_all_its_files(out: Path, tmp_path: Path) -> None:
    (out / "README.md").write_text("stays", encoding="utf-8")
    build(out, plan("b"))
    build(tmp_path / "fresh", plan("b"))
    assert files(out) == files(tmp_path / "fresh") | {"README.md": b"stays"}


def test_whether_the_same_build_again_touches_no_shard(out: Path) -> None:
    before = {path: path.stat().st_ino for path in out.rglob("*") if path.is_file() and path.name != MANIFEST}
    build(out, plan("a"), plan("b"))
    assert {path: path.stat().st_ino for path in before} == before


def test_whether_a_shard_is_kept_where_only_another_document_changed(out: Path) -> None:
    shard = open_build(out).manifest.documents[0].shard
    number = (out / shard).stat().st_ino
    changed = replace(plan("b"), source=replace(plan("b").source, sha256="cd" * 32))
    build(out, plan("a"), changed)
    assert open_build(out).manifest.documents[0].shard == shard
    assert (out / shard).stat().st_ino == number


@pytest.mark.parametrize(
    ("asked", "documents", "has_it"), [(None, 2, False), (None, 1, True), (True, 2, True), (False, 1, False)]
)
def test_whether_the_whole_graph_is_written_for_few_documents_or_when_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: bool | None, documents: int, has_it: bool
) -> None:
    monkeypatch.setattr(writer, "MOST_WHOLE", 1)
    out = tmp_path / "out"
    build(out, plan("a"))
    build(out, *(plan(name) for name in "ab"[:documents]), whole_graph=asked)
    assert ((out / GRAPH).exists(), (out / TRIG).exists()) == (has_it, has_it)
    opened = open_build(out)
    assert GRAPH in opened.manifest.files or not has_it
    distribution = "http://www.w3.org/ns/dcat#distribution"
    assert (distribution.encode() in b"".join(opened.nquads())) is has_it
    assert hidden(out) == []


def test_whether_a_build_that_fails_leaves_the_earlier_one(out: Path) -> None:
    before = files(out)
    broken = replace(plan("b"), obligations=(replace(plan().obligations[0], span=Span(0, 10**6)),))
    with pytest.raises(ValueError, match="outside"):
        build(out, plan("a"), broken)
    assert files(out) == before
    assert hidden(out) == []


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
    with pytest.raises(GraphError, match="is not a build"):
        open_build(tmp_path)


def test_whether_a_broken_vocabulary_is_named(tmp_path: Path) -> None:
    (tmp_path / "vocabularies").mkdir()
    (tmp_path / "vocabularies" / "bad.ttl").write_text("<a> <b>\n<c> <d> .", encoding="utf-8")
    with pytest.raises(GraphError, match=r"bad\.ttl is not valid Turtle.*line"):
        read_background(tmp_path, tmp_path / "none")


def test_whether_the_time_is_that_of_the_newest_document(monkeypatch: pytest.MonkeyPatch) -> None:
    assert newest(["2022-12-31", "2023-01-31", ""]) == "2023-01-31T00:00:00Z"
    assert newest(["2023", "2022-07"]) == "2023-01-01T00:00:00Z"
    assert newest(["2023-02-30", "0000", "nonsense", ""]) == ""
    assert newest([]) == ""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert given_time() == ""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert given_time() == "1970-01-01T00:00:01Z"


@pytest.mark.parametrize(
    ("dates", "time"), [(("2023-01-31", "2022-06"), "2023-01-31T00:00:00Z"), (("", ""), "")]
)
def test_whether_a_build_without_dates_has_no_time(tmp_path: Path, dates: tuple[str, str], time: str) -> None:
    documents = [
        replace(plan(name), outline=replace(plan(name).outline, date=date))
        for name, date in zip("ab", dates, strict=True)
    ]
    build(tmp_path / "out", *documents)
    opened = open_build(tmp_path / "out")
    assert opened.manifest.time == time
    said = b"".join(opened.nquads())
    for predicate in (b"http://www.w3.org/ns/prov#endedAtTime", b"http://purl.org/dc/terms/issued"):
        assert said.count(predicate + b'> "' + time.encode()) == bool(time)


@pytest.mark.parametrize("given", ["yesterday", "1e99", "9" * 30, "9" * 5000])
def test_whether_a_wrong_time_is_named_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        build(tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "base",
    [
        "http://x.cn/%zz/",
        "http://x.cn/%/",
        "http://[::1/",
        "http://x.cn/\ud800/",
        "x",
        "http://x/#",
        f"http://x/{'a' * 100_000}/",
    ],
)
def test_whether_a_base_that_no_reader_takes_is_refused_before_anything_is_written(
    tmp_path: Path, base: str
) -> None:
    with pytest.raises(UsageError, match="must be an absolute IRI"):
        build(tmp_path / "out", base=base)
    assert not (tmp_path / "out").exists()
