"""Running queries, and how answers are written."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from policygraph.builds.store import Build
from policygraph.errors import QueryError, UsageError
from policygraph.queries.answer_formats import AnswerFormat
from policygraph.queries.formats import write
from policygraph.queries.run import Answer, load, run

AWKWARD = 'SELECT ?a ?b WHERE { VALUES (?a ?b) { ("x,\\"y\\"\\nz|w" UNDEF) ("[bold]" "甲"@zh) } }'


def written(answer: Answer, style: AnswerFormat, base: str = "") -> str:
    out = io.StringIO()
    write(answer, style, out, base=base)
    return out.getvalue()


def test_whether_queries_see_the_union_of_graphs(opened: Build) -> None:
    query = "ASK { ?measure <https://w3id.org/policygraph/ontology#tracesTo>/<http://purl.org/dc/terms/title> ?title }"
    assert run(opened, query).boolean is True


def test_whether_rows_without_an_order_are_sorted(opened: Build) -> None:
    rows = run(opened, "SELECT ?n WHERE { VALUES ?n { 'b' 'a' 'c' } }").rows
    assert [term.value for (term,) in rows if isinstance(term, ox.Literal)] == ["a", "b", "c"]


def test_whether_a_set_order_is_kept(opened: Build) -> None:
    rows = run(opened, "SELECT ?n WHERE { VALUES ?n { 'b' 'a' 'c' } } ORDER BY DESC(?n)").rows
    assert [term.value for (term,) in rows if isinstance(term, ox.Literal)] == ["c", "b", "a"]


def test_whether_a_syntax_error_is_named_with_its_place(opened: Build) -> None:
    with pytest.raises(QueryError, match="line 2, column 10"):
        run(opened, "SELECT * WHERE {\n  ?s ?p }")


@pytest.mark.parametrize("query", ["", "   # nothing", "\x00", "SELECT"])
def test_whether_what_is_no_query_is_refused(opened: Build, query: str) -> None:
    with pytest.raises(QueryError, match="not valid SPARQL"):
        run(opened, query)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Targets", r"the nearest are: targets"),
        ("measure", r"the nearest are: measures"),
        ("../stock/targets", r"the nearest are: "),
        ("x", r"none has a similar name"),
        ("比较", r"the nearest are: "),
        ("", r"none has a similar name"),
    ],
)
def test_whether_an_unknown_query_is_answered_with_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(QueryError, match=hint + r".*policygraph query --list"):
        load(name)


def test_whether_a_query_in_place_of_a_name_is_told_from_one() -> None:
    with pytest.raises(QueryError, match=r"this is SPARQL, not a name; .*\.rq"):
        load("SELECT * { ?s ?p ?o }")


def test_whether_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("\ufeffASK {}", encoding="utf-8")
    assert load(str(tmp_path / "q.rq")) == "ASK {}"
    with pytest.raises(QueryError, match=r"gone\.rq cannot be read"):
        load(str(tmp_path / "gone.rq"))


def test_whether_csv_can_be_read_back(opened: Build) -> None:
    text = written(run(opened, AWKWARD), AnswerFormat.CSV)
    assert list(csv.reader(io.StringIO(text))) == [["a", "b"], ["[bold]", "甲"], ['x,"y"\nz|w', ""]]
    assert "\r" not in text


def test_whether_tsv_can_be_read_back(opened: Build) -> None:
    text = written(run(opened, AWKWARD), AnswerFormat.TSV)
    assert list(csv.reader(io.StringIO(text), delimiter="\t"))[2] == ['x,"y"\nz|w', ""]


def test_whether_json_is_that_of_sparql(opened: Build) -> None:
    answer = run(opened, AWKWARD)
    parsed = ox.parse_query_results(written(answer, AnswerFormat.JSON), format=ox.QueryResultsFormat.JSON)
    assert isinstance(parsed, ox.QuerySolutions)
    assert [tuple(s[name] for name in ("a", "b")) for s in parsed] == list(answer.rows)


def test_whether_json_keeps_datatypes(opened: Build) -> None:
    answer = run(opened, "SELECT ?n WHERE { VALUES ?n { 1.5 } }")
    (binding,) = json.loads(written(answer, AnswerFormat.JSON))["results"]["bindings"]
    assert binding["n"]["datatype"].endswith("#decimal")


def test_whether_markdown_keeps_one_row_on_one_line(opened: Build) -> None:
    lines = written(run(opened, AWKWARD), AnswerFormat.MARKDOWN).splitlines()
    assert lines[:2] == ["| a | b |", "| --- | --- |"]
    assert lines[3] == '| x,"y" z\\|w |  |'


def test_whether_markdown_hands_on_no_mark_up_of_a_text(opened: Build) -> None:
    text = "<img src=x onerror=alert(1)>[x](javascript:alert(1))![x](http://x) & *a*"
    (*_, row) = written(
        run(opened, f"SELECT ?a {{ BIND('{text}' AS ?a) }}"), AnswerFormat.MARKDOWN
    ).splitlines()
    assert row == (
        r"| &lt;img src=x onerror=alert(1)>\[x\](javascript:alert(1))!\[x\](http://x) &amp; \*a\* |"
    )


def test_whether_tables_show_values_as_they_are_and_iris_short(opened: Build) -> None:
    text = written(run(opened, AWKWARD), AnswerFormat.TABLE)
    assert "[bold]" in text
    assert "2 rows" in text
    documents = written(run(opened, load("documents")), AnswerFormat.TABLE, base=opened.base)
    assert " plan/linhe" in documents


@pytest.mark.parametrize(
    "style", [AnswerFormat.TABLE, AnswerFormat.CSV, AnswerFormat.TSV, AnswerFormat.MARKDOWN]
)
def test_whether_ask_is_true_or_false(opened: Build, style: AnswerFormat) -> None:
    assert written(run(opened, "ASK { ?s ?p ?o }"), style) == "true\n"
    assert json.loads(written(run(opened, "ASK { <a:a> ?p ?o }"), AnswerFormat.JSON)) == {
        "head": {},
        "boolean": False,
    }


def test_whether_a_constructed_graph_can_be_parsed(opened: Build) -> None:
    answer = run(
        opened, "CONSTRUCT { ?s a <http://x/T> } WHERE { ?s <http://purl.org/dc/terms/identifier> ?o }"
    )
    assert answer.is_graph
    assert len(list(ox.parse(written(answer, AnswerFormat.NTRIPLES), format=ox.RdfFormat.N_TRIPLES))) == 2


def test_whether_rows_are_no_graph(opened: Build) -> None:
    with pytest.raises(UsageError, match="CONSTRUCT"):
        written(run(opened, "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1"), AnswerFormat.NTRIPLES)
