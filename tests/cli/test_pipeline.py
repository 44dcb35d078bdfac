"""The Python entry points behind the commands."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import policygraph
from policygraph.errors import QueryError, SourceError, UsageError
from policygraph.pipeline import build
from policygraph.queries.run import Answer


@pytest.fixture(scope="module")
def sources(seeds: Path) -> list[Path]:
    return sorted((seeds / "plans").glob("*.txt"))


def test_whether_a_build_reports_what_it_made(sources: list[Path], tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    report = build(
        [sources[1], sources[0]],
        tmp_path / "out",
        on_progress=lambda path, done, total: seen.append((path.name, done, total)),
    )
    assert seen == [(sources[0].name, 0, 2), (sources[1].name, 1, 2)]
    assert [document.name for document in report.documents] == [sources[0].stem, sources[1].stem]
    assert report.documents[0].sha256 == hashlib.sha256(sources[0].read_bytes()).hexdigest()
    assert report.errors == ()
    assert report.totals["documents"] == 2


def test_whether_bad_files_are_reported_with_their_path(sources: list[Path], tmp_path: Path) -> None:
    (tmp_path / "blank.txt").write_text(" \n", encoding="utf-8")
    report = build([tmp_path / "blank.txt", sources[0]], tmp_path / "out")
    assert [error.path.name for error in report.errors] == ["blank.txt"]
    assert len(report.documents) == 1


@pytest.mark.parametrize(
    "content", ["x", "。", "《", "（一）", "附件1", "12%", "\t\t", "一、\n" * 50, "A" * 5000]
)
def test_whether_odd_documents_are_built_too(tmp_path: Path, content: str) -> None:
    (tmp_path / "odd.txt").write_text(content + "节", encoding="utf-8")
    assert len(build([tmp_path / "odd.txt"], tmp_path / "out").documents) == 1


def test_whether_an_awkward_file_name_is_no_trouble(sources: list[Path], tmp_path: Path) -> None:
    path = tmp_path / "方案 (终稿) #1 100%.txt"
    path.write_bytes(sources[0].read_bytes())
    build([path], tmp_path / "out")
    answer = policygraph.run_query(tmp_path / "out", "documents")
    assert isinstance(answer, Answer)
    assert [getattr(row[0], "value", "") for row in answer.rows] == [path.stem]


def test_whether_a_missing_path_is_bad_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        build([tmp_path / "gone"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_whether_facts_can_be_read_without_a_build(sources: list[Path]) -> None:
    facts = policygraph.read_facts(sources[0])
    assert facts.source.name == sources[0].stem
    assert facts.obligations


def test_whether_facts_of_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        policygraph.read_facts(tmp_path / "gone.txt")


def test_whether_queries_run_from_python(sources: list[Path], tmp_path: Path) -> None:
    build(sources[:1], tmp_path)
    assert policygraph.run_query(tmp_path, "ASK { ?s ?p ?o }").boolean is True
    with pytest.raises(QueryError):
        policygraph.run_query(tmp_path, "nothing")
