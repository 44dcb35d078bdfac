"""The Python entry points behind the commands."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

import policygraph
from policygraph import comparison, making
from policygraph.builds.parts import ReadPart, read_part
from policygraph.errors import DocumentFaultError, QueryError, SourceError, UsageError
from policygraph.making import read_source
from policygraph.model import Facts, Source, Span
from policygraph.pipeline import build
from policygraph.queries.run import Answer
from policygraph.rdf.iris import Iris
from policygraph.sources.folders import DocumentFile
from tests.builds.states import files


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


@pytest.mark.parametrize(
    "fault", [ValueError("100 is outside 1 to 99"), RecursionError("too deep"), KeyError("a")]
)
def test_whether_a_fault_in_one_document_is_that_documents(
    sources: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def read(file: DocumentFile, area: str = "") -> Source:
        if file.path == sources[1]:
            raise fault
        return read_source(file, area)

    monkeypatch.setattr(making, "read_source", read)
    report = build(sources[:3], tmp_path / "out")
    assert [document.name for document in report.documents] == [sources[0].stem, sources[2].stem]
    (error,) = report.errors
    assert isinstance(error, DocumentFaultError)
    assert (error.path, error.__cause__) == (sources[1], fault)
    assert str(error).startswith(f"{sources[1]}: an internal fault of policygraph, the file was left out (")
    assert type(fault).__name__ in str(error)
    assert "please report it" in str(error)
    build([sources[0], sources[2]], tmp_path / "without")
    assert files(tmp_path / "out") == files(tmp_path / "without")


def test_whether_a_fault_in_the_triples_of_one_document_is_that_documents(
    sources: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_faulty(facts: Facts, iris: Iris) -> ReadPart:
        if facts.source.name == sources[1].stem:
            facts = replace(facts, obligations=(replace(facts.obligations[0], span=Span(0, 10**6)),))
        return read_part(facts, iris)

    monkeypatch.setattr(making, "read_part", read_faulty)
    report = build(sources[:3], tmp_path / "out")
    assert [document.name for document in report.documents] == [sources[0].stem, sources[2].stem]
    (error,) = report.errors
    assert error.path == sources[1]
    assert "outside" in str(error)
    build([sources[0], sources[2]], tmp_path / "without")
    assert files(tmp_path / "out") == files(tmp_path / "without")


def test_whether_a_fault_in_a_comparison_leaves_the_document_in_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise TypeError("a fault")

    above = "国务院关于印发“十四五”节能减排综合工作方案的通知\n国发〔2021〕33号\n一、任务\n（一）园区工程。推进改造。\n"
    below = (
        "宜宾市节能减排实施方案\n根据《“十四五”节能减排综合工作方案》（国发〔2021〕33号），制定本方案。\n"
        "一、任务\n（一）园区工程。推进改造。\n"
    )
    (tmp_path / "above.txt").write_text(above, encoding="utf-8")
    (tmp_path / "below.txt").write_text(below, encoding="utf-8")
    monkeypatch.setattr(comparison, "Comparer", fail)
    report = build([tmp_path / "above.txt", tmp_path / "below.txt"], tmp_path / "out")
    assert [document.name for document in report.documents] == ["above", "below"]
    (error,) = report.errors
    assert "below.txt: an internal fault of policygraph, it was not compared with above (" in str(error)


def test_whether_times_of_files_change_nothing(sources: list[Path], tmp_path: Path) -> None:
    for number, moment in enumerate((0, 1_700_000_000, 4_000_000_000)):
        (tmp_path / str(number)).mkdir()
        for path in sources[:2]:
            copy = tmp_path / str(number) / path.name
            copy.write_bytes(path.read_bytes())
            os.utime(copy, (moment, moment + number))
        build([tmp_path / str(number)], tmp_path / f"out{number}")
    assert files(tmp_path / "out0") == files(tmp_path / "out1") == files(tmp_path / "out2")


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
