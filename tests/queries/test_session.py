"""A session: opened once, it answers what the commands answer, and gives tables with real types."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import networkx
import polars
import pytest

import policygraph
from policygraph.builds.store import Build
from policygraph.errors import GraphError, QueryError, UsageError
from policygraph.exports.writing import write_tables
from policygraph.queries import display
from policygraph.queries.answer_formats import AnswerFormat
from policygraph.queries.formats import write
from policygraph.queries.questions import tables
from policygraph.queries.run import load
from policygraph.queries.tables import Type, column_named, stock_table
from policygraph.session import Session
from policygraph.validation.tables import results_table
from tests.running import run

TEXT, INTEGER, DAY, CODE = polars.String, polars.Int64, polars.Date, polars.Enum
# The types of the contract's tables. Beside a value stand its bounds, beside a date its day.
TYPES: dict[str, dict[str, type[polars.DataType]]] = {
    "citations": {
        "document": TEXT, "start": INTEGER, "end": INTEGER, "quote": TEXT, "kind": CODE, "doc_number": TEXT,
        "title": TEXT, "relation": CODE, "iri": TEXT, "status": CODE,
    },
    "measures": {
        "document": TEXT, "measure": TEXT, "start": INTEGER, "end": INTEGER, "title": TEXT, "theme": TEXT,
        "iri": TEXT, "status": CODE,
    },
    "assignments": {
        "document": TEXT, "measure": TEXT, "start": INTEGER, "end": INTEGER, "quote": TEXT, "agency": TEXT,
        "function": TEXT, "role": CODE, "iri": TEXT, "derived": TEXT, "status": CODE,
    },
    "targets": {
        "document": TEXT, "measure": TEXT, "start": INTEGER, "end": INTEGER, "quote": TEXT, "indicator": TEXT,
        "concept": TEXT, "op": CODE, "value": TEXT, "lower": polars.Decimal, "upper": polars.Decimal,
        "unit": TEXT, "kind": CODE, "baseline_year": INTEGER, "target_year": INTEGER, "strength": CODE,
        "area": TEXT, "iri": TEXT, "baseline_value": polars.Decimal, "period": CODE, "tier": CODE,
        "alternative_to": TEXT, "stated": CODE, "topic": TEXT, "status": CODE,
        "condition": TEXT,
    },
    "obligations": {
        "document": TEXT, "measure": TEXT, "start": INTEGER, "end": INTEGER, "quote": TEXT, "strength": CODE,
        "deadline": TEXT, "deadline_day": DAY, "iri": TEXT, "modality": CODE, "bearer": TEXT, "status": CODE,
        "condition": TEXT,
    },
    "deadlines": {
        "due": TEXT, "due_day": DAY, "document": TEXT, "measure": TEXT, "type": CODE, "start": INTEGER,
        "end": INTEGER, "quote": TEXT, "iri": TEXT, "clause": TEXT, "clause_start": INTEGER,
        "clause_end": INTEGER, "status": CODE,
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def session(real_plans: Build) -> Session:
    return policygraph.open(real_plans.folder)


@pytest.fixture(scope="module")
def small(built: Path) -> Session:
    return policygraph.open(str(built))


def csv_rows(session: Session, name: str) -> list[dict[str, str]]:
    out = io.StringIO()
    write(session.query(name), AnswerFormat.CSV, out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def as_text(cell: object) -> str:
    if isinstance(cell, Decimal):
        text = format(cell, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)


# People have written nothing about the plans: tests/corrections asks for what they write.
@pytest.mark.parametrize("name", sorted({*tables()} - {"corrections"}))
def test_whether_frames_hold_the_cells_of_the_tables(name: str, session: Session) -> None:
    frame = session.table(name)
    rows = csv_rows(session, name)
    assert rows
    assert len(frame) == len(rows)
    for column in rows[0]:
        assert [as_text(cell) for cell in frame[column]] == [row[column] for row in rows]


@pytest.mark.parametrize("name", sorted(tables()))
def test_whether_columns_have_the_types_that_are_documented(name: str, session: Session) -> None:
    types = {
        Type.BOOLEAN: polars.Boolean, Type.CODE: CODE, Type.DATE: DAY, Type.DECIMAL: polars.Decimal,
        Type.INTEGER: INTEGER, Type.TEXT: TEXT,
    }  # fmt: skip
    found = session.table(name).schema
    wanted = {column: types[column_named(name, column).type] for column in found}
    assert {column: dtype.base_type() for column, dtype in found.items()} == wanted


@pytest.mark.parametrize("name", sorted(TYPES))
def test_whether_tables_of_the_contract_have_their_types(name: str, session: Session) -> None:
    found = session.table(name).schema
    assert {column: dtype.base_type() for column, dtype in found.items()} == TYPES[name]


@pytest.mark.parametrize("name", sorted(tables()))
def test_whether_each_table_has_a_method(name: str, small: Session) -> None:
    assert getattr(small, name)().equals(small.table(name))
    assert getattr(Session, name).__doc__


def test_whether_an_empty_cell_is_null(session: Session) -> None:
    targets = session.targets()
    rows = csv_rows(session, "targets")
    for column in ("unit", "baseline_year", "target_year", "area"):
        assert targets[column].null_count() == sum(row[column] == "" for row in rows)
    assert targets["baseline_year"].null_count() > 0


def test_whether_values_can_be_calculated_with(session: Session) -> None:
    kilowatts = session.targets().filter(
        (polars.col("unit") == "千瓦") & (polars.col("op") == "=") & (polars.col("document") == "jincheng")
    )
    rows = [
        row
        for row in csv_rows(session, "targets")
        if (row["unit"], row["op"], row["document"]) == ("千瓦", "=", "jincheng")
    ]
    assert len(rows) > 1
    assert kilowatts["lower"].sum() == sum(Decimal(row["value"]) for row in rows)
    assert session.obligations()["deadline_day"].max() == date(2025, 12, 31)


def test_whether_a_range_has_both_ends(small: Session) -> None:
    (row,) = small.targets().filter(polars.col("op") == "range").head(1).to_dicts()
    assert (row["value"], row["lower"], row["upper"]) == ("23000..30000", Decimal(23000), Decimal(30000))


def test_whether_a_closed_set_names_all_its_values(small: Session) -> None:
    dtype = small.assignments()["role"].dtype
    assert isinstance(dtype, polars.Enum)
    assert list(dtype.categories) == ["lead", "support", "responsible", "implement"]


def test_whether_parquet_files_are_the_frames(small: Session, tmp_path: Path) -> None:
    write_tables([stock_table(small.build, name) for name in tables()], "parquet", tmp_path)
    for name in tables():
        read = polars.read_parquet(tmp_path / f"{name}.parquet")
        assert read.equals(small.table(name))
        assert read.schema == small.table(name).schema


def test_whether_one_session_answers_what_the_commands_answer(small: Session) -> None:
    graph = ("--graph", small.build.folder)
    out = io.StringIO()
    write(small.query("targets"), AnswerFormat.CSV, out)
    assert run("query", "targets", "--format", "csv", *graph).stdout == out.getvalue()
    traced, below = small.trace("linhe", "2.1"), small.down("国发〔2021〕33号")
    assert run("trace", "linhe", "2.1", "--format", "json", *graph).stdout == display.as_json(traced)
    assert run("trace", "国发〔2021〕33号", "--down", "--format", "json", *graph).stdout == display.as_json(
        below
    )
    thing = small.show("linhe", "2.1")
    assert run("show", "linhe", "2.1", "--format", "json", *graph).stdout == display.as_json(thing)
    assert json.loads(display.as_json(thing))["iri"] == traced.iri


@pytest.mark.parametrize("form", ["name", "text", "file", "path", "describe"])
def test_whether_a_query_is_a_name_a_file_or_a_text(form: str, small: Session, tmp_path: Path) -> None:
    (tmp_path / "my {own}.rq").write_text(load("documents"), encoding="utf-8")
    (tmp_path / "my own.rq").write_text(load("documents"), encoding="utf-8")
    iri = "https://w3id.org/policygraph/id/plan/linhe"
    queries: dict[str, str | Path] = {
        "name": "documents",
        "text": load("documents"),
        "file": str(tmp_path / "my own.rq"),
        "path": tmp_path / "my {own}.rq",
        "describe": f"DESCRIBE <{iri}>",
    }
    answer = small.query(queries[form])
    assert answer.rows
    assert answer.is_graph is (form == "describe")
    if form != "describe":
        assert answer == small.query("documents")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("nothing", "there is no query 'nothing'"),
        ("", "there is no query ''"),
        ("none.rq", r"none\.rq cannot be read"),
        ("SELECT * WHERE {\n?s ?p }", "not valid SPARQL: line 2"),
        ("CLEAR ALL", "CLEAR would change the data"),
        ("ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE is not allowed"),
    ],
)
def test_whether_a_refused_query_is_one_sentence(query: str, message: str, small: Session) -> None:
    with pytest.raises(QueryError, match=message):
        small.query(query)


def test_whether_a_table_that_is_not_there_is_named(small: Session) -> None:
    with pytest.raises(QueryError, match=r"there is no query 'mine\.rq'"):
        small.table("mine.rq")


def test_whether_a_folder_that_is_no_build_is_named(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="is not a build"):
        policygraph.open(tmp_path)


def test_whether_a_missing_polars_is_one_sentence(small: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(UsageError, match=r"^typed tables need polars: pip install 'policygraph\[tables\]'$"):
        small.targets()
    assert small.query("targets").rows


def test_whether_a_validation_is_that_of_the_command(
    small: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    graph = ("--graph", small.build.folder)
    run("validate", *graph, "--profile", "strict", "--output", "report.json", cwd=tmp_path)
    wanted = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["results"]
    report = small.validate(profile="strict")
    assert wanted
    assert [result.fingerprint for result in report.results] == [one["fingerprint"] for one in wanted]
    rows = report.frame().to_dicts()
    assert [(row["rule"], row["level"], row["zh"], row["en"], row["is_new"]) for row in rows] == [
        (one["rule"], one["level"], one["zh"], one["en"], one["is_new"]) for one in wanted
    ]
    for row, one in zip(rows, wanted, strict=True):
        place = one["place"] or dict.fromkeys(("file", "line", "column", "start", "end", "quote"))
        assert all(row[name] == place[name] for name in ("file", "line", "column", "start", "end", "quote"))
    assert not any(one.is_new for one in small.validate(profile="strict", baseline="report.json").results)
    some = small.validate(profile="strict", documents=["linhe"])
    assert [one.fingerprint for one in some.results] == [
        one.fingerprint
        for one in report.results
        if "linhe" in (one.document, one.related.document if one.related else "")
    ]


@pytest.mark.long
def test_whether_a_time_limit_changes_nothing_but_what_takes_longer(small: Session, tmp_path: Path) -> None:
    assert small.validate(timeout=300) == small.validate()
    with pytest.raises(UsageError, match=r"took more than 0\.01 s and were stopped"):
        small.validate(timeout=0.01)
    with pytest.raises(UsageError, match="cannot be read"):
        small.validate(shapes=[tmp_path / "none.ttl"], timeout=300)


def test_whether_the_columns_of_a_validation_are_explained(small: Session) -> None:
    table = results_table(small.validate())
    assert [column.name for column in table.columns if not column.en or not column.zh] == []
    assert isinstance(small.validate().frame()["level"].dtype, polars.Enum)


def test_whether_a_network_is_that_of_the_export(small: Session, tmp_path: Path) -> None:
    network = small.network("responsibility", city="linhe")
    run(
        "export",
        "--view",
        "responsibility",
        "--city",
        "linhe",
        "-o",
        "net.graphml",
        "--graph",
        small.build.folder,
        cwd=tmp_path,
    )
    written = networkx.read_graphml(tmp_path / "net.graphml")
    assert set(network.nodes) == set(written.nodes)
    assert network.number_of_edges() == written.number_of_edges() > 0
    both = small.network("responsibility", city=["linhe", "yuanshan"])
    assert len(network) < len(both) == len(small.network("responsibility"))


@pytest.mark.parametrize(
    ("view", "selection", "message"),
    [
        ("nothing", {}, "there is no view 'nothing'; choose agencies"),
        ("responsibility", {"town": "x"}, "'town' selects nothing; choose city, "),
        ("responsibility", {"city": "nowhere"}, "nowhere"),
    ],
)
def test_whether_a_network_that_is_not_there_is_one_sentence(
    view: str, selection: dict[str, str], message: str, small: Session
) -> None:
    with pytest.raises(UsageError, match=message):
        small.network(view, **selection)


def test_whether_a_session_says_what_it_is(small: Session) -> None:
    targets = small.build.manifest.totals["targets"]
    assert repr(small).startswith(f"<Session of {small.build.folder}: 2 documents, {targets} targets, ")


def test_whether_run_query_is_a_question_to_a_session(small: Session) -> None:
    assert policygraph.run_query(small.build.folder, "documents") == small.query("documents")


def test_whether_no_package_takes_the_place_of_a_public_function() -> None:
    program = (
        "import pkgutil, policygraph\n"
        "packages = {found.name for found in pkgutil.iter_modules(policygraph.__path__)}\n"
        "assert not packages & set(policygraph.__all__)\n"
        "assert all(callable(getattr(policygraph, name)) for name in policygraph.__all__)\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True)
