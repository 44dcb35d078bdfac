"""Answers that are kept document by document are those of the whole, and only what a change concerns is asked anew."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

import policygraph
from policygraph.builds import store
from policygraph.builds.contents import read_manifest
from policygraph.builds.kept import kept_for
from policygraph.builds.store import Build, open_build
from policygraph.builds.workers import Here
from policygraph.queries import document_pieces
from policygraph.queries.asked_apart import Questioning
from policygraph.queries.by_document import asked, divided
from policygraph.queries.document_pieces import answer, bring_up_to_date, make_ready
from policygraph.queries.questions import by_document
from policygraph.queries.run import run

pytestmark = pytest.mark.long

PLANS = Path(__file__).parents[1] / "tracing" / "plans"


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Documents of a chain from the nation down to a county, whose builds count as large; the cache is empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr(store, "LARGE", 1)
    return Path(shutil.copytree(PLANS, tmp_path / "plans"))


class Spy(Here):
    """Does the work here, and notes of which documents."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def map(self, work: Callable, tasks: Iterable) -> Iterator:  # type: ignore[type-arg]
        def noted() -> Iterator[Questioning]:
            for task in tasks:
                self.asked += task.documents
                yield task

        return super().map(work, noted())


def built(plans: Path) -> Path:
    out = plans.parent / "out"
    assert not policygraph.build([plans], out).errors
    return out


def ready(out: Path) -> Sequence[str]:
    """The documents that are asked until all is ready."""
    spy = Spy()
    bring_up_to_date(open_build(out), lambda _: spy)
    return sorted(spy.asked)


def whole(out: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    with monkeypatch.context() as context:
        context.setattr(store, "LARGE", 10_000_000)
        return open_build(out)


def differing(out: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The queries whose kept answers are not those of the whole build; all of them must be kept."""
    opened, expected = open_build(out), whole(out, monkeypatch)
    assert all(answer(opened, query) for query in asked())
    return [one.name for query, one in asked().items() if run(opened, query) != run(expected, query)]


def test_whether_kept_answers_are_those_of_the_whole(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = built(plans)
    assert ready(out) == ["", "city", "county", "department", "nation", "province"]
    assert differing(out, monkeypatch) == []
    assert ready(out) == []


def test_whether_several_groups_give_the_same(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_pieces, "_SOME", 1)
    out = built(plans)
    ready(out)
    assert differing(out, monkeypatch) == []


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_whether_a_change_below_concerns_that_document_alone(
    plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(built(plans))
    with (plans / "county.txt").open("a", encoding="utf-8") as file:
        file.write("\n到2025年，秸秆综合利用率达到91%以上。\n")
    out = built(plans)
    assert "county" in (again := ready(out))
    assert "nation" not in again
    assert differing(out, monkeypatch) == []


def test_whether_a_change_above_concerns_those_below(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready(built(plans))
    with (plans / "nation.txt").open("a", encoding="utf-8") as file:
        file.write("\n到2025年，全国秸秆综合利用率达到86%以上。\n")
    out = built(plans)
    assert {"nation", "province", "city"} <= {*ready(out)}
    assert differing(out, monkeypatch) == []


def keys(out: Path) -> bytes:
    """Of all pieces of a build, digests of what they follow from."""
    kept = kept_for(read_manifest(out))
    with closing(sqlite3.connect(kept.lasting.folder / "tables.sqlite")) as connection:
        ((found,),) = connection.execute("SELECT keys FROM builds").fetchall()
    return bytes(found)


@pytest.mark.parametrize(
    "line",
    [
        "到2025年，云杉幼苗成活率达到91%以上。",
        "推进造林。（市云杉事务局牵头，市财政局配合）",
        "依据《云杉保护条例》（国发〔2024〕7号）加强管护。",
    ],
    ids=["a new indicator", "a new body", "a new document"],
)
def test_whether_a_new_thing_is_the_matter_of_those_alone_that_name_it(
    plans: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    ready(built(plans))
    with (plans / "department.txt").open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    out = built(plans)
    asked_again = ready(out)
    assert "department" in asked_again
    assert {"nation", "province"}.isdisjoint(asked_again)
    assert differing(out, monkeypatch) == []
    found = keys(out)
    shutil.rmtree(plans.parent / "caches" / "policygraph" / "builds")
    assert len(ready(out)) == 6
    assert keys(out) == found


def test_whether_documents_that_come_and_go_are_no_matter(
    plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (plans / "county.txt").rename(plans.parent / "county.txt")
    ready(built(plans))
    (plans.parent / "county.txt").rename(plans / "county.txt")
    (plans / "department.txt").unlink()
    out = built(plans)
    ready(out)
    assert differing(out, monkeypatch) == []


def test_whether_answers_of_another_build_are_not_taken(plans: Path) -> None:
    ready(built(plans))
    (plans / "department.txt").unlink()
    opened = open_build(built(plans))
    assert not any(answer(opened, query) for query in asked())


def test_whether_answers_to_other_queries_are_not_taken(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = built(plans)
    ready(out)
    monkeypatch.setattr(document_pieces, "_version", lambda: "of a later policygraph")
    assert not any(answer(open_build(out), query) for query in asked())
    assert len(ready(out)) == 6
    assert all(answer(open_build(out), query) for query in asked())


def test_whether_nothing_is_read_where_all_is_there(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = built(plans)
    ready(out)

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(document_pieces, "questioned", refuse)
    assert ready(out) == []


@pytest.mark.parametrize("harm", [b"", b"no database at all", None])
def test_whether_a_harmed_file_changes_no_answer(
    plans: Path, monkeypatch: pytest.MonkeyPatch, harm: bytes | None
) -> None:
    out = built(plans)
    ready(out)
    place = kept_for(read_manifest(out)).lasting.folder / "tables.sqlite"
    if harm is None:
        place.unlink()
    else:
        place.write_bytes(harm)
    opened, expected = open_build(out), whole(out, monkeypatch)
    query = next(iter(asked()))
    assert run(opened, query) == run(expected, query)
    place.unlink(missing_ok=True)
    assert len(ready(out)) == 6


def test_whether_other_processes_make_the_same(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_pieces, "_SOME", 2)
    out = built(plans)
    make_ready(out, jobs=2)
    assert ready(out) == []
    assert differing(out, monkeypatch) == []


def test_whether_what_is_not_ordered_is_refused() -> None:
    with pytest.raises(ValueError, match="has no rows in an order"):
        divided("x", "SELECT ?document\nWHERE { ?s ?p ?document }\n")
    with pytest.raises(ValueError, match="ordered by document first"):
        divided("x", "SELECT DISTINCT ?due ?document\nWHERE { ?s ?due ?document }\nORDER BY ?due\n")


def test_whether_each_query_is_one_that_can_be_divided() -> None:
    assert {one.name for one in asked().values()} == {*by_document(), "matrix", "search"}
    assert {one.name for one in asked().values() if one.is_shared} == {"comparison"}
    levels = next(one for one in asked().values() if one.name == "levels")
    assert levels.order == (False, False, False, True, True, True, False, False, False, False, False)
