"""Parameters of queries: names that people know become the terms of a build."""

from __future__ import annotations

from pathlib import Path

import pytest

import policygraph
from policygraph.builds.store import Build
from policygraph.errors import QueryError
from policygraph.queries.parameters import asked, parameters
from policygraph.queries.questions import questions
from policygraph.queries.run import bound_in
from policygraph.session import Session
from tests.running import run

AREA = (
    "SELECT ?plan WHERE {\n  VALUES ?asked_area { UNDEF }\n  ?plan a pg:CityPlan ; pg:area ?asked_area .\n}"
)
WORDS = 'SELECT ?x WHERE {\n  VALUES ?asked_text { "煤炭" }\n}'


@pytest.fixture(scope="module")
def session(real_plans: Build) -> Session:
    return policygraph.open(real_plans.folder)


def column(session: Session, query: str, name: str, **given: str | int) -> set[str]:
    answer = session.query(query, **given)
    at = answer.columns.index(name)
    return {str(getattr(row[at], "value", "")) for row in answer.rows}


def test_whether_a_query_is_asked_for_all_without_its_parameter(opened: Build) -> None:
    assert asked(AREA) == {"area": ""}
    assert (
        bound_in(opened, AREA, {}) == "SELECT ?plan WHERE {\n  ?plan a pg:CityPlan ; pg:area ?asked_area .\n}"
    )


def test_whether_a_query_without_parameters_stays_as_it_is(opened: Build) -> None:
    query = 'SELECT ?x WHERE { VALUES ?x { "a" } }'
    assert asked(query) == {}
    assert bound_in(opened, query, {}) == query


@pytest.mark.parametrize("value", ["UNDE?thing a ?kind", "<urn:x>", "1", '"a" "b"', '"a"@zh "b"', ""])
def test_whether_values_of_a_query_of_the_users_own_are_no_parameter(opened: Build, value: str) -> None:
    query = f"SELECT * {{\n  VALUES ?asked_area {{ {value} }}\n  ?s ?p ?o }}"
    assert asked(query) == {}
    assert bound_in(opened, query, {}) == query


def test_whether_a_parameter_that_has_to_be_given_is_asked_for(opened: Build) -> None:
    assert asked(WORDS) == {"text": "煤炭"}
    with pytest.raises(QueryError, match="wants the parameter text; give one, such as text=煤炭"):
        bound_in(opened, WORDS, {})


@pytest.mark.parametrize(
    ("phenomenon", "query", "given", "documents"),
    [
        ("a name in full", "measure-sizes", {"area": "太原市"}, {"taiyuan"}),
        ("a part of a name", "measure-sizes", {"area": "三门峡"}, {"sanmenxia"}),
        (
            "a number in other brackets",
            "plans-under",
            {"directive": "豫政[2022]29号"},
            {"anyang", "sanmenxia"},
        ),
        (
            "the title of a directive",
            "plans-under",
            {"directive": "河南省“十四五”节能减排"},
            {"anyang", "sanmenxia"},
        ),
        ("a year as a number", "due", {"year": 2022}, {"anyang"}),
        ("a year of which only months are stated", "due", {"year": "2023", "area": "运城"}, {"yuncheng"}),
        ("a field of work", "leads", {"function": "农业农村"}, {"anyang"}),
        ("a usual name of a body", "leads", {"function": "农业农村局"}, {"anyang"}),
        ("an English label", "leads", {"function": "Agriculture and rural affairs"}, {"anyang"}),
        ("another name of an indicator", "targets-for", {"indicator": "农膜回收率"}, {"taiyuan", "yuncheng"}),
        ("traditional characters", "targets-for", {"indicator": "農膜回收率"}, {"taiyuan", "yuncheng"}),
        ("a code", "by-verdict", {"verdict": "looser", "area": "运城"}, {"yuncheng"}),
        ("a code in words", "by-verdict", {"verdict": "宽于上级", "area": "运城"}, {"yuncheng"}),
        ("several at once", "leads", {"function": "生态环境", "area": "三门峡市"}, {"sanmenxia"}),
    ],
)
def test_whether_things_are_found_by_what_people_call_them(
    session: Session, phenomenon: str, query: str, given: dict[str, str | int], documents: set[str]
) -> None:
    assert column(session, query, "document", **given) == documents, phenomenon


@pytest.mark.parametrize("word", ["两高", "兩高", "“两高”", "超低排放改造", "合同能源管理", "绿色建筑"])
def test_whether_a_word_is_found_in_all_plans(session: Session, word: str) -> None:
    assert len(column(session, "search", "document", text=word)) == 5


def test_whether_a_word_is_found_where_a_line_breaks_or_letters_are_bold(session: Session) -> None:
    assert column(session, "search", "measure", text="重点行业清洁生产", area="安阳") == {"三/（一）"}
    assert column(session, "search", "type", text="不低于35%", area="太原") == {
        "text",
        "obligation",
        "target",
    }
    assert column(session, "search", "type", text="水泥熟料综合能耗", area="安阳") == {"text", "target"}


@pytest.mark.parametrize(
    ("query", "given", "message"),
    [
        ("measure-sizes", {"area": "太源市"}, r"knows no area '太源市'; the nearest are: 太原市"),
        ("due", {"year": 1999}, r"knows no year '1999'; it knows 20\d\d|the nearest are: 20\d\d"),
        ("due", {"city": "太原"}, r"takes no parameter 'city'; it takes: year, area, function"),
        ("documents", {"area": "太原"}, r"takes no parameter 'area'; it takes none"),
        ("due", {"area": " "}, r"the parameter area is not text; give a city"),
        ("search", {"text": "\udcff"}, r"the parameter text is not text; give words"),
    ],
)
def test_whether_what_is_not_known_is_told_with_what_is(
    session: Session, query: str, given: dict[str, str | int], message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        session.query(query, **given)


def test_whether_a_frame_can_be_asked_for_with_parameters(session: Session) -> None:
    frame = session.table("county-sums", indicator="氨氮重点工程减排量")
    assert frame["counties"].to_list() == [9]
    assert session.table("due", year=2022)["due_day"].to_list()[0].month == 12


def test_whether_quotes_in_a_text_stay_text(session: Session) -> None:
    assert session.query("search", text='" } . ?s ?p ?o . { "').rows == ()


def test_whether_every_parameter_is_used_and_explained() -> None:
    used = {name for question in questions() for name in question.parameters}
    assert used == set(parameters())
    for parameter in parameters().values():
        assert parameter.en.isprintable()
        assert any("\u4e00" <= character <= "\u9fff" for character in parameter.zh)


def test_whether_the_command_takes_parameters(real_plans: Build) -> None:
    graph = real_plans.folder
    by_place = run("query", "search", "盐湖", "--graph", graph, "--format", "csv")
    by_name = run("query", "search", "--param", "text=鹽湖", "--graph", graph, "--format", "csv")
    assert by_place.returncode == 0
    assert by_place.stdout == by_name.stdout
    assert by_place.stdout.count("yuncheng") >= 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["due", "--param", "year"], "--param year is not of the form NAME=VALUE"),
        (["due", "--param", "year=2025", "--param", "year=2024"], "the parameter year is given twice"),
        (["search", "煤", "--param", "text=炭"], "the parameter text is given twice"),
        (["documents", "太原"], "the query takes no parameter"),
        (["search"], "the query wants the parameter text"),
    ],
)
def test_whether_wrong_parameters_are_told_in_one_sentence(
    real_plans: Build, arguments: list[str], message: str
) -> None:
    done = run("query", *arguments, "--graph", real_plans.folder)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_whether_a_query_of_ones_own_may_have_parameters(session: Session, tmp_path: Path) -> None:
    own = tmp_path / "own.rq"
    own.write_text("PREFIX pg: <https://w3id.org/policygraph/ontology#>\n" + AREA, encoding="utf-8")
    assert len(session.query(own, area="太原").rows) == 1
    assert len(session.query(own).rows) == 5
