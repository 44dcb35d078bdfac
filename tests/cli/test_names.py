"""Documents are called by their paths, and files as their users know them, through all commands."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build, open_build
from policygraph.exports.pictures import PICTURES
from policygraph.exports.sssom import sssom
from policygraph.pipeline import build
from policygraph.queries import address
from policygraph.queries.run import load
from policygraph.queries.selection import Selection, select
from policygraph.queries.show import show
from policygraph.queries.trace import trace
from policygraph.reasoning.statements import graph_of
from policygraph.session import run_query
from policygraph.validation.check import validate
from policygraph.validation.data import data_of, texts_of
from policygraph.validation.document_groups import groups
from policygraph.validation.reports import render
from tests.running import run

# Builds or draws whole plans again and again.
pytestmark = pytest.mark.long

PLANS = Path(__file__).parents[1] / "tracing" / "plans"
# Three levels, of which each keeps its plan under the same name, with and without an ending that others have.
LEVELS = {"国家/方案.txt": "nation", "省/方案.text": "province", "省/市 1/方案.md": "city"}
CITY = "省/市 1/方案"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of plans that all are called 方案."""
    folder = tmp_path_factory.mktemp("names") / "plans"
    for name, plan in LEVELS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PLANS / f"{plan}.txt", folder / name)
    return folder


@pytest.fixture(scope="module")
def opened(folder: Path) -> Build:
    """The build of that folder."""
    build([folder], folder.parent / "out")
    return open_build(folder.parent / "out")


def rows(build: Path, query: str) -> list[dict[str, str]]:
    """The answer of a stock query."""
    answer = run_query(build, load(query))
    assert hasattr(answer, "rows")
    return [
        {c: getattr(cell, "value", "") for c, cell in zip(answer.columns, row, strict=True)}
        for row in answer.rows
    ]


def iris(build: Path) -> set[str]:
    """The IRIs of all facts."""
    tables = ("targets", "assignments", "citations", "obligations", "findings", "measures")
    return {row["iri"] for table in tables for row in rows(build, table)}


def test_whether_plans_of_one_name_in_several_folders_are_built_together(opened: Build) -> None:
    names = sorted(name.rpartition(".")[0] for name in LEVELS)
    assert sorted(row["document"] for row in rows(opened.folder, "documents")) == names
    assert {(d.name, d.file) for d in opened.manifest.documents} == {
        (name.rpartition(".")[0], name) for name in LEVELS
    }
    assert {row["document"] for row in rows(opened.folder, "targets")} == set(names)


def test_whether_a_name_is_one_segment_of_its_iris(opened: Build) -> None:
    plans = {row["iri"] for row in rows(opened.folder, "documents")}
    assert f"{opened.base}id/plan/省%2F市%201%2F方案" in plans
    for iri in iris(opened.folder):
        assert any(iri.startswith(f"{plan}/") for plan in plans)


def test_whether_texts_are_kept_and_quoted(opened: Build, folder: Path) -> None:
    for name in LEVELS:
        document = name.rpartition(".")[0]
        source = (folder / name).read_text(encoding="utf-8")
        assert opened.text(document) == source
        for row in rows(opened.folder, "targets"):
            if row["document"] == document:
                assert source[int(row["start"]) : int(row["end"])] == row["quote"]


def test_whether_each_file_alone_and_all_together_give_the_same_iris(
    folder: Path, opened: Build, tmp_path: Path
) -> None:
    alone: set[str] = set()
    for number, name in enumerate(LEVELS):
        build([folder / name], tmp_path / f"{number}", root=folder)
        alone |= iris(tmp_path / f"{number}")
    assert alone == iris(opened.folder)


@pytest.mark.parametrize("name", [CITY, f"{CITY}.md"])
def test_whether_show_and_trace_take_a_name_with_folders(opened: Build, name: str) -> None:
    view = Reader(opened)
    measure = show(view, name, "二/（一）")
    assert measure.iri == f"{opened.base}id/plan/省%2F市%201%2F方案/measure/2.1"
    assert measure.quote is not None
    assert (measure.quote.document, measure.quote.file) == (CITY, f"{CITY}.md")
    assert show(view, f"{name}:{measure.quote.start}").iri == measure.iri
    labels = [step.relation for step in trace(view, name, "二/（一）").steps]
    assert "localises" in labels
    assert address.document(view, name) == f"{opened.base}id/plan/省%2F市%201%2F方案"


def test_whether_people_are_shown_the_file_that_they_have(opened: Build, folder: Path) -> None:
    graph = ("--graph", opened.folder)
    shown = run("show", CITY, "二/（一）", *graph).stdout
    traced = run("trace", CITY, "2.1", *graph).stdout
    checked = run("validate", folder, cwd=folder.parent).stdout
    assert f"{CITY}.md " in shown
    assert f"[{CITY}.md " in traced
    assert f"plans/{CITY}.md:" in checked
    page = PICTURES["trace-page"].html(opened, Selection(city=CITY))
    assert f'<span class="place">{CITY}.md ' in page
    for text in (shown, traced, checked, page):
        assert f"{CITY}.txt" not in text


def test_whether_a_selection_takes_the_name_of_a_document(opened: Build) -> None:
    assert select(opened, Selection(city=CITY)).documents == frozenset({CITY})
    assert len(select(opened, Selection(city="市")).documents or ()) >= 1


@pytest.mark.parametrize("files", [None, {CITY: f"plans/{CITY}.md"}])
def test_whether_reports_name_the_file_with_its_folders(opened: Build, files: dict[str, str] | None) -> None:
    report = validate(opened, files=files)
    log: dict[str, Any] = json.loads(render(report, ".sarif"))
    uris = {
        location["physicalLocation"]["artifactLocation"]["uri"]
        for result in log["runs"][0]["results"]
        for location in result.get("locations", ())
    }
    wanted = "plans/" if files else ""
    assert f"{wanted}%E7%9C%81/%E5%B8%82%201/%E6%96%B9%E6%A1%88.md" in uris
    assert {r.document for r in report.results if r.place} <= {name.rpartition(".")[0] for name in LEVELS}


def test_whether_a_proof_names_documents_as_people_do(opened: Build) -> None:
    names = {name for name, _ in graph_of(opened).documents()}
    assert names == {name.rpartition(".")[0] for name in LEVELS}


def test_whether_documents_are_told_apart_when_they_are_validated_in_groups(opened: Build) -> None:
    data = data_of(opened, texts_of(opened))
    pieces = list(groups(data, opened.base, size=1))
    assert len(pieces) == len(LEVELS)
    own = {line for line in data.splitlines() if line.startswith(f"<{opened.base}id/plan/".encode())}
    assert own <= {line for piece in pieces for line in piece.splitlines()}


def test_whether_lines_by_hand_find_provisions_under_a_name_with_folders(
    opened: Build, folder: Path, tmp_path: Path
) -> None:
    text = sssom(opened)
    lines = list(csv.DictReader((line for line in io.StringIO(text) if line[0] != "#"), delimiter="\t"))
    assert any(line["subject_id"].startswith("plan:省%2F市%201%2F方案/measure/") for line in lines)
    head = "".join(line for line in text.splitlines(keepends=True) if line[0] == "#")
    kept = tmp_path / "decisions.sssom.tsv"
    columns = ("subject_id", "predicate_id", "object_id", "mapping_justification")
    first = {**lines[0], "mapping_justification": "semapv:ManualMappingCuration"}
    cells = "\t".join(first[column] for column in columns)
    kept.write_text(f"{head}{chr(9).join(columns)}\n{cells}\n", encoding="utf-8")
    report = build([folder, kept], tmp_path / "out")
    assert (report.errors, report.unmatched) == ((), ())


def test_whether_a_clash_of_names_is_one_error_and_the_rest_is_built(tmp_path: Path, folder: Path) -> None:
    two = tmp_path / "two"
    shutil.copytree(folder / "省", two)
    shutil.copy(two / "方案.text", two / "方案.md")
    done = run("build", two, "-o", tmp_path / "out")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"policygraph: {two / '方案.text'}: {two / '方案.md'} is the document 方案 already; rename one of the two"
    ]
    assert {row["document"] for row in rows(tmp_path / "out", "documents")} == {"方案", "市 1/方案"}
    done = run("validate", two)
    assert done.returncode == 2
    assert "is the document 方案 already; rename one of the two" in done.stderr


def test_whether_folders_with_one_name_each_are_built_under_a_root(tmp_path: Path, folder: Path) -> None:
    out = tmp_path / "out"
    done = run("build", folder / "国家", folder / "省", "-o", out)
    assert done.returncode == 2
    assert (
        "is the document 方案 already; rename one of the two, or name a folder that holds both with --root"
        in (done.stderr)
    )
    done = run("build", folder / "国家", folder / "省", "--root", folder, "-o", out)
    assert (done.returncode, done.stderr) == (0, "")
    assert {row["document"] for row in rows(out, "documents")} == {"国家/方案", "省/方案", CITY}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("build", "省", "--root", "国家", "-o", "out"),
            "省/方案.text lies outside the root 国家; name a folder above",
        ),
        (("build", "省", "--root", "nowhere", "-o", "out"), "the root nowhere is not a folder"),
        (("validate", "省", "--root", "国家"), "lies outside the root"),
        (("validate", "--root", "国家"), "--root says how documents are called that are built first"),
    ],
)
def test_whether_a_root_that_does_not_fit_is_one_sentence(
    folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = run(*arguments, cwd=folder)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    "name",
    [
        "方 案",
        "100%",
        "a#b",
        "a%2Fb",
        "🌏",
        "方案.",
        "é",
        "e\u0301",
        "a:765",
        "R&D",
        "'",
        "<b>",
        "a\nb",
        "长" * 80,
    ],
)
def test_whether_any_name_works_from_build_to_show(tmp_path: Path, name: str) -> None:
    source = tmp_path / "plans" / "甲" / f"{name}.md"
    source.parent.mkdir(parents=True)
    shutil.copy(PLANS / "city.txt", source)
    report = build([tmp_path / "plans"], tmp_path / "out")
    view = Reader(open_build(tmp_path / "out"))
    document = report.documents[0].name
    assert report.errors == ()
    assert [row["document"] for row in rows(tmp_path / "out", "documents")] == [document]
    measure = show(view, f"甲/{name}", "2.1")
    assert measure.quote is not None
    assert measure.quote.file == f"甲/{name}.md"
    assert show(view, f"甲/{name}:{measure.quote.start}").iri == measure.iri
    assert {r.place.document for r in validate(view.build).results if r.place} == {document}
