"""A large build is asked on disk: the same answers as in memory, and none from files that were changed since."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from policygraph.builds import store
from policygraph.builds.contents import read_manifest
from policygraph.builds.kept import kept_for
from policygraph.builds.manifest import render
from policygraph.builds.reader import Reader
from policygraph.builds.store import Build, open_build
from policygraph.errors import GraphError, QueryError
from policygraph.exports.linked import statements
from policygraph.model.folder import MANIFEST
from policygraph.queries.dataset import dataset_of
from policygraph.queries.questions import questions
from policygraph.queries.run import bound_in, load, run
from policygraph.queries.selection import Selection, select
from policygraph.queries.show import show
from policygraph.queries.stored import keep, stored_texts, text_of
from policygraph.queries.tables import stock_table
from policygraph.queries.trace import trace
from policygraph.reasoning.statements import graph_of
from policygraph.validation.check import validate
from tests.builds.states import files
from tests.graph.documents import build, plan

pytestmark = pytest.mark.long

GRAPHS = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"

FROM = "SELECT * FROM <https://w3id.org/policygraph/id/graph/plan/a> { ?s a ?o }"


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A build that counts as large, over an empty cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr(store, "LARGE", 1)
    build(tmp_path / "out", plan("a"), plan("b"))
    return tmp_path / "out"


def in_memory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    with monkeypatch.context() as context:
        context.setattr(store, "LARGE", 10_000_000)
        return open_build(folder)


def stored(tmp_path: Path) -> list[Path]:
    """What is kept to answer questions; beside it lies what a store is brought up to date by."""
    found = (tmp_path / "caches" / "policygraph" / "builds").glob("*/*/*")
    return sorted(path for path in found if path.name not in ("inventory", "shards"))


ASKED: dict[str, Callable[[Build], object]] = {
    "texts": lambda opened: dict(opened.texts),
    "union": lambda opened: run(opened, "SELECT * WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o").rows,
    "graphs": lambda opened: run(opened, GRAPHS).rows,
    "graphs from": lambda opened: run(opened, FROM).rows,
    "trace": lambda opened: trace(Reader(opened), "a", "二/（一）"),
    "show": lambda opened: show(Reader(opened), "a", "二/（一）"),
    "show agency": lambda opened: [
        show(Reader(opened), agency) for agency in Reader(opened).instances("https://w3id.org/policygraph/ontology#Agency")
    ],
    "validate": lambda opened: validate(opened).results,
    "linked": lambda opened: statements(opened, select(opened, Selection())),
    "linked data": lambda opened: len(dataset_of(opened)),
    "reasoning": lambda opened: list(graph_of(opened).documents()),
}  # fmt: skip


@pytest.mark.parametrize("what", ASKED)
def test_whether_answers_from_disk_are_those_from_memory(
    out: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    asked = ASKED[what]
    expected = asked(in_memory(out, monkeypatch))
    assert expected
    assert asked(open_build(out)) == expected
    assert asked(open_build(out)) == expected


def test_whether_it_is_said_that_a_store_is_made_and_only_once(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(out)
    open_build(out)
    quads = read_manifest(out).manifest.quads
    said = f"{out} is large: a store for its questions is made, once ({quads:,} quads)\n"
    assert capsys.readouterr() == ("", said)
    open_build(out)
    assert capsys.readouterr() == ("", "")
    assert files(out) == before
    assert [path.name for path in stored(tmp_path)] == ["union"]


def test_whether_a_changed_file_is_noticed_although_the_store_is_there(out: Path) -> None:
    for again in range(2):
        open_build(out)
        for name in sorted(read_manifest(out).manifest.files):
            path = out / name
            data, times = path.read_bytes(), path.stat()
            path.write_bytes(data[:-2] + bytes([data[-2] ^ 1]) + data[-1:])
            # Whoever hides a change sets back the time of writing, but not that of the change.
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
            with pytest.raises(GraphError, match="was changed or damaged after it was built") as refused:
                open_build(out)
            assert str(path) in str(refused.value)
            path.unlink()
            with pytest.raises(GraphError, match="is missing"):
                open_build(out)
            path.write_bytes(data)
        if not again:
            _as_if_long_ago(out)


def _as_if_long_ago(out: Path) -> None:
    """Let the times of all files be remembered, as if nobody had written to them for a while."""
    kept = kept_for(read_manifest(out))
    kept.check(settled=0)
    assert kept.read("checked.json")


def test_whether_a_folder_elsewhere_is_not_read(out: Path, tmp_path: Path) -> None:
    open_build(out)
    _as_if_long_ago(out)
    (out / "texts").rename(tmp_path / "elsewhere")
    (out / "texts").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(GraphError, match="its folder is a link or a file"):
        open_build(out)


def test_whether_another_build_has_a_store_of_its_own_and_the_old_one_goes(out: Path, tmp_path: Path) -> None:
    before = open_build(out)
    (old,) = stored(tmp_path)
    build(out, plan("a"), plan("c"))
    assert sorted(open_build(out).texts) == ["a", "c"]
    (new,) = stored(tmp_path)
    assert new != old
    # Who has the old one open goes on with it; nothing new is taken for what it was.
    identifiers = run(before, "SELECT ?name { ?plan <http://purl.org/dc/terms/identifier> ?name }")
    assert {"a", "b"} <= {str(row[0].value) for row in identifiers.rows if isinstance(row[0], ox.Literal)}
    with pytest.raises(GraphError, match="was built anew while it was read; run the command again"):
        run(before, GRAPHS)


def test_whether_nothing_stays_of_folders_that_are_no_builds_any_more(out: Path, tmp_path: Path) -> None:
    open_build(out)
    shutil.copytree(out, tmp_path / "copy")
    open_build(tmp_path / "copy")
    assert len(stored(tmp_path)) == 2
    shutil.rmtree(tmp_path / "copy")
    build(out, plan("c"))
    open_build(out)
    assert len(stored(tmp_path)) == 1


@pytest.mark.parametrize("harm", ["removed", "damaged", "open to others"])
def test_whether_a_harmed_cache_changes_no_answer(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    open_build(out)
    (place,) = stored(tmp_path)
    if harm == "removed":
        shutil.rmtree(tmp_path / "caches")
    elif harm == "damaged":
        for file in place.iterdir():
            file.write_bytes(b"")
    else:
        place.parent.chmod(0o777)
    expected = in_memory(out, monkeypatch)
    for name in ("union", "show"):
        assert ASKED[name](open_build(out)) == ASKED[name](expected)


def test_whether_a_build_is_asked_in_memory_where_there_is_no_cache(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    opened = open_build(out)
    assert opened.kept is None
    assert opened.texts == in_memory(out, monkeypatch).texts


def test_whether_a_forged_number_of_quads_is_named(out: Path) -> None:

    manifest = read_manifest(out).manifest
    wrong = replace(manifest, totals={**manifest.totals, "quads": manifest.quads + 1})
    (out / MANIFEST).write_bytes(render(wrong))
    with pytest.raises(GraphError, match="quads, but its manifest names"):
        open_build(out)


@pytest.mark.long
def test_whether_stock_tables_are_the_same_at_first_and_again(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected, opened = in_memory(out, monkeypatch), open_build(out)
    for question in questions():
        given = {name: example for name, example in question.parameters.items() if example}
        table = stock_table(expected, question.name, given)
        assert stock_table(opened, question.name, given) == table
        assert stock_table(open_build(out), question.name, given) == table


def test_whether_a_stock_query_of_a_large_build_is_worked_out_once(out: Path, tmp_path: Path) -> None:
    text = load("targets")
    first = run(open_build(out), text)
    (kept,) = [path for path in stored(tmp_path) if path.name.startswith("answer-")]
    answer = kept.read_text(encoding="utf-8")
    assert "氮氧化物" in answer
    kept.write_text(answer.replace("氮氧化物", "二氧化硫"), encoding="utf-8")
    assert run(open_build(out), text) != first
    kept.write_text(answer[:-9], encoding="utf-8")
    assert run(open_build(out), text) == first
    with pytest.raises(QueryError, match="more than 1 rows"):
        run(open_build(out), text, most=1)


def test_whether_some_rows_of_a_kept_answer_are_read_and_all_counted(out: Path) -> None:
    opened = open_build(out)
    assert stored_texts(opened, "SELECT", 2) is None
    text = load("measures")
    rows = run(opened, text).rows
    # Breaks, commas and quotes within a cell end no row.
    odd = tuple((ox.Literal(f'{number}, "a"\nb'), *row[1:]) for number, row in enumerate(rows))
    keep(opened, text, tuple(map(str, range(len(rows[0])))), odd)
    for most in (0, 2, len(rows), len(rows) + 1):
        found = stored_texts(opened, text, most)
        assert found
        columns, texts, number = found
        assert (len(columns), len(texts), number) == (len(rows[0]), len(rows[0]), len(rows))
        assert [*texts[0]] == [text_of(row[0]) for row in odd][:most]


def test_whether_names_are_looked_up_once(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = bound_in(in_memory(out, monkeypatch), load("targets-for"), {"year": 2025})
    assert bound_in(open_build(out), load("targets-for"), {"year": 2025}) == expected
    (kept,) = [path for path in stored(tmp_path) if path.name.startswith("answer-")]
    kept.write_text(kept.read_text(encoding="utf-8").replace(",2025", ",2026"), encoding="utf-8")
    with pytest.raises(QueryError, match="the build knows no year '2025'; the nearest are: 2026"):
        bound_in(open_build(out), load("targets-for"), {"year": 2025})


def test_whether_other_questions_are_not_kept(out: Path, tmp_path: Path) -> None:
    opened = open_build(out)
    run(opened, "SELECT * WHERE { ?s ?p ?o }")
    stock_table(opened, "search", {"text": "锅炉"})
    assert [path.name for path in stored(tmp_path)] == ["union"]


def test_whether_rejected_facts_have_answers_of_their_own(tmp_path: Path, out: Path) -> None:
    every = [open_build(out, with_rejected=also) for also in (False, True)]
    for opened in every:
        run(opened, load("targets"))
    assert len([path for path in stored(tmp_path) if path.name.startswith("answer-")]) == 2
    assert [path.name for path in stored(tmp_path) if path.is_dir()] == ["union", "union-with-rejected"]
