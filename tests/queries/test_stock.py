"""The stock queries: their columns are a contract, their rows follow the facts."""

from __future__ import annotations

import pytest

from policygraph.builds.store import Build
from policygraph.queries.questions import tables
from policygraph.queries.run import load, run
from tests.graph.documents import PLAN

CONTRACT = {
    "citations": "document start end quote kind doc_number title relation iri status",
    "measures": "document measure start end title theme iri status",
    "assignments": "document measure start end quote agency function role iri derived status",
    "targets": "document measure start end quote indicator concept op value unit kind baseline_year target_year "
    "strength area iri baseline_value period tier alternative_to stated topic status condition",
    "obligations": "document measure start end quote strength deadline iri modality bearer status condition",
}


def table(build: Build, name: str, document: str = "linhe") -> list[dict[str, str]]:
    answer = run(build, load(name))
    rows = [["" if term is None else getattr(term, "value", "") for term in row] for row in answer.rows]
    found = [dict(zip(answer.columns, row, strict=True)) for row in rows]
    return [row for row in found if row.get("document", document) == document]


@pytest.mark.parametrize("name", sorted(CONTRACT))
def test_whether_columns_are_those_of_the_contract(opened: Build, name: str) -> None:
    assert run(opened, load(name)).columns == tuple(CONTRACT[name].split())


@pytest.mark.parametrize("name", sorted(CONTRACT.keys() - {"measures"}))
def test_whether_quotes_are_exact(opened: Build, name: str) -> None:
    rows = table(opened, name)
    assert rows
    assert all(PLAN[int(row["start"]) : int(row["end"])] == row["quote"] for row in rows)


@pytest.mark.parametrize("name", sorted(CONTRACT))
def test_whether_rows_come_by_document_and_place(opened: Build, name: str) -> None:
    answer = run(opened, load(name))
    document, start = answer.columns.index("document"), answer.columns.index("start")
    places = [
        (getattr(row[document], "value", ""), int(getattr(row[start], "value", ""))) for row in answer.rows
    ]
    assert places == sorted(places)
    assert len({name for name, _ in places}) == 2


# People have written nothing about the plans: tests/corrections asks for what they write.
@pytest.mark.parametrize("name", sorted({*tables()} - {"corrections"}))
def test_whether_every_table_gives_rows_with_distinct_content(real_plans: Build, name: str) -> None:
    rows = run(real_plans, load(name)).rows
    assert rows
    assert len(set(map(str, rows))) == len(rows)


def test_whether_themes_come_best_first(opened: Build) -> None:
    rows = table(opened, "measures")
    assert [(row["measure"], row["theme"]) for row in rows] == [
        ("一", "none"),
        ("二/（一）", "三/（八）;三/（一）"),
    ]


def test_whether_values_are_plain(opened: Build) -> None:
    columns = ("op", "value", "unit", "kind", "baseline_year", "target_year", "concept", "area")
    assert [tuple(row[c] for c in columns) for row in table(opened, "targets")] == [
        ("=", "14.5", "%", "decrease", "2020", "2025", "单位GDP能耗", "临河市"),
        ("range", "23000..30000", "吨/批 次", "amount", "", "2025", "氮氧化物减排量", "老城区 (北)"),
        (">=", "20", "", "count", "", "", "单位GDP能耗", "临河市"),
    ]


def test_whether_functions_are_named_and_empty_where_unknown(opened: Build) -> None:
    rows = table(opened, "assignments")
    assert [(r["agency"], r["function"], r["role"]) for r in rows] == [
        ("临河市能源局", "能源", "lead"),
        ("临河市发展和改革委员会", "", "support"),
    ]


def test_whether_deadlines_keep_their_precision(opened: Build) -> None:
    assert [row["deadline"] for row in table(opened, "obligations")] == ["2025", "2023-10"]
    assert table(opened, "deadlines")[0]["due"] == "2023-10"


def test_whether_each_date_comes_with_the_clauses_that_it_governs(opened: Build) -> None:
    rows = [row for row in table(opened, "deadlines") if row["type"] == "obligation"]
    assert [row["due"] for row in rows] == ["2023-10", "2025"]
    for row in rows:
        assert row["clause"] == PLAN[int(row["clause_start"]) : int(row["clause_end"])]
        assert row["clause"] in row["quote"]


def test_whether_permissions_and_exemptions_are_no_deadlines(real_plans: Build) -> None:
    free = {row["iri"] for row in _rows(real_plans, "obligations") if row["modality"] != "duty"}
    assert len(free) >= 10
    assert free & {row["iri"] for row in _rows(real_plans, "deadlines")} == set()


def _rows(build: Build, name: str) -> list[dict[str, str]]:
    answer = run(build, load(name))
    return [
        dict(zip(answer.columns, (getattr(t, "value", "") for t in row), strict=True)) for row in answer.rows
    ]


def test_whether_the_chain_of_directives_is_direct_and_indirect(opened: Build) -> None:
    rows = [(r["number"], r["step"]) for r in table(opened, "directives")]
    assert rows == [("临政发〔2022〕9号", "direct"), ("国发〔2021〕33号", "indirect")]


def test_whether_agencies_are_counted_by_role(opened: Build) -> None:
    rows = {r["agency"]: (r["measures"], r["lead"], r["support"]) for r in table(opened, "agencies")}
    assert rows == {"临河市能源局": ("1", "1", "0"), "临河市发展和改革委员会": ("1", "0", "1")}


def test_whether_shared_indicators_are_compared(opened: Build) -> None:
    rows = run(opened, load("comparison")).rows
    assert len(rows) == 6
