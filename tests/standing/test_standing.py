"""Standing rules make assignments for every measure that they cover, and everything that counts bodies knows them."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

import policygraph
from policygraph.builds.store import Build, open_build
from policygraph.exports.linked import statements
from policygraph.exports.network import network
from policygraph.exports.pictures import PICTURES
from policygraph.pipeline import build
from policygraph.queries.responsibility import read_responsibility
from policygraph.queries.selection import Selection, select
from policygraph.queries.trace import Step
from policygraph.rdf.terms import PG
from policygraph.session import Session
from policygraph.validation.check import validate
from tests.standing.invented import PLANS, Plan
from tests.tracing.asking import Row, rows, stock_rows

DUTIES = Path(__file__).parent / "duties.tsv"
BY_RULE = "按统一规定 by a standing rule"


def _duties() -> list[Row]:
    with DUTIES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Build:
    sources = tmp_path_factory.mktemp("sources")
    for plan in PLANS:
        (sources / f"{plan.name}.txt").write_text(plan.text, encoding="utf-8")
    build([sources], sources / "out")
    return open_build(sources / "out")


def _derived(opened: Build) -> list[Row]:
    """The rows that follow from rules, with the row of their rule under ``rule_…``."""
    table = stock_rows(opened, "assignments")
    by_iri = {row["iri"]: row for row in table}
    return [
        row | {f"rule_{key}": value for key, value in by_iri[row["derived"]].items()}
        for row in table
        if row["derived"]
    ]


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_whether_a_rule_covers_what_its_words_say(invented: Build, plan: Plan) -> None:
    found = [
        (row["measure"], row["agency"], row["role"], row["rule_measure"])
        for row in _derived(invented)
        if row["document"] == plan.name
    ]
    assert sorted(found) == sorted(plan.follows)


@pytest.mark.parametrize("duty", _duties(), ids=lambda duty: duty["body"])
def test_whether_bodies_answer_for_what_a_reader_counts(real_plans: Build, duty: Row) -> None:
    (row,) = (row for row in stock_rows(real_plans, "agencies") if row["agency"] == duty["body"])
    assert (row["document"], row["measures"], row["derived"]) == (
        duty["document"], duty["measures"], duty["by_rule"],
    )  # fmt: skip
    assert row[duty["role"]] == duty["measures"]
    derived = [one for one in _derived(real_plans) if one["agency"] == duty["body"]]
    assert {one["rule_measure"] for one in derived} == {duty["stands_in"]}
    text = real_plans.text(duty["document"])
    for one in derived:
        assert one["quote"] in duty["wording"].replace("\n", "")
        around = text[int(one["start"]) - 60 : int(one["end"]) + 60].replace("\n", "")
        assert duty["wording"] in around


def test_whether_nobody_else_answers_by_a_rule(real_plans: Build) -> None:
    counted = {row["agency"] for row in stock_rows(real_plans, "agencies") if row["derived"] != "0"}
    assert counted == {duty["body"] for duty in _duties()}
    assert len(_derived(real_plans)) == sum(int(duty["by_rule"]) for duty in _duties()) == 162


def test_whether_no_body_is_named_twice_for_one_measure(real_plans: Build) -> None:
    keys = [
        (row["document"], row["measure"], row["agency"], row["role"])
        for row in stock_rows(real_plans, "assignments")
    ]
    assert [key for key, number in Counter(keys).items() if number > 1] == []


def test_whether_derived_rows_show_the_words_of_their_rule(invented: Build) -> None:
    derived = _derived(invented)
    assert derived
    for row in derived:
        for column in ("document", "start", "end", "quote", "agency", "function", "role"):
            assert row[column] == row[f"rule_{column}"]
        assert row["rule_derived"] == ""


def test_whether_fields_of_work_count_what_rules_say(real_plans: Build) -> None:
    rows_of = {(r["function"], r["document"]): r for r in stock_rows(real_plans, "functions")}
    counties, zones = rows_of["县级政府", "anyang"], rows_of["开发区管委会", "sanmenxia"]
    assert (counties["measures"], counties["agencies"], counties["derived"]) == ("21", "1", "20")
    assert (zones["measures"], zones["agencies"], zones["derived"]) == ("21", "3", "20")
    assert rows_of["能源", "jincheng"]["derived"] == "0"


def test_whether_a_stranger_gets_them_without_knowing_of_rules(invented: Build) -> None:
    """A question about bodies and measures alone, as somebody would ask who read two terms of the ontology."""
    query = """SELECT ?path ?name WHERE { ?a a pg:Assignment ; pg:agency ?body ; pg:inProvision ?measure .
        ?measure pg:path ?path ; pg:responsibleAgency ?body ; pg:ofDocument/dcterms:identifier "middle" .
        ?body <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }"""
    found = {row["path"] for row in rows(invented, query) if "各县" in row["name"]}
    assert found == {"三/（二）", "三/（三）", "四/（一）"}
    led = rows(
        invented, "SELECT ?path WHERE { ?m pg:leadAgency ?a ; pg:path ?path ; pg:ofDocument plan:leading }"
    )
    assert sorted(row["path"] for row in led) == ["一/（一）", "一/（二）"]


def test_whether_they_are_marked_and_say_where_they_come_from(invented: Build) -> None:
    derived = _derived(invented)
    query = """SELECT ?a ?rule ?graph WHERE { GRAPH ?graph { ?a a pg:DerivedAssignment } ?a
        <http://www.w3.org/ns/prov#wasDerivedFrom> ?rule . ?rule a pg:StandingRule , pg:Assignment
        FILTER NOT EXISTS { ?a <http://www.w3.org/ns/prov#wasQuotedFrom> ?own } }"""
    found = rows(invented, query)
    assert {(row["a"], row["rule"]) for row in found} == {(row["iri"], row["derived"]) for row in derived}
    assert {row["graph"].rpartition("/")[2] for row in found} == {"derived"}
    for row in derived:
        assert row["iri"].startswith("https://w3id.org/policygraph/id/plan/")


def test_whether_their_names_outlive_changes_elsewhere(tmp_path: Path) -> None:
    """They are made from measure and rule: a further measure behind them changes none."""
    (plan,) = (plan for plan in PLANS if plan.name == "middle")
    names = []
    for folder, text in (
        ("one", plan.text),
        ("two", f"{plan.text}（二）强化考核。健全机制。（市统计局负责）\n"),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "middle.txt").write_text(text, encoding="utf-8")
        build([tmp_path / folder], tmp_path / f"out-{folder}")
        names.append({row["iri"] for row in _derived(open_build(tmp_path / f"out-{folder}"))})
    assert names[0] < names[1]
    assert len(names[1]) == 3


def test_whether_networks_and_maps_show_and_mark_them(real_plans: Build) -> None:
    graph = network(real_plans, "responsibility", Selection(city="taiyuan"))
    edges = [data for *_, data in graph.edges(data=True)]
    assert sum(data["derived"] for data in edges) == 42
    assert {data["weight"] for data in edges if data["derived"]} == {1}
    shared = network(real_plans, "agencies", Selection(city="taiyuan"))
    counted = {data["label_zh"]: data for _, data in shared.nodes(data=True)}
    zones = counted["太原市各开发区管理委员会"]
    assert (zones["measures"], zones["support"], zones["derived"]) == (22, 22, 21)
    assert max(data["weight"] for *_, data in shared.edges(data=True)) == 22
    facts = read_responsibility(real_plans, Selection(city="taiyuan"))
    assert sum(duty.is_by_rule for duty in facts.duties.values()) == 42
    drawn = PICTURES["responsibility-map"].html(real_plans, Selection(city="taiyuan"))
    assert drawn.count(f"、{BY_RULE}）") == 42
    assert BY_RULE not in PICTURES["responsibility-map"].html(real_plans, Selection(city="yuncheng"))


def test_whether_the_graph_of_one_city_holds_them(real_plans: Build) -> None:
    found = statements(real_plans, select(real_plans, Selection(city="taiyuan")))
    kinds = [quad for quad in found.quads if quad.object == ox.NamedNode(PG.iri("DerivedAssignment"))]
    assert len(kinds) == 42
    assert all("/plan/taiyuan/" in str(quad.subject) for quad in kinds)


def _steps(step: Step) -> list[Step]:
    return [step, *(below for one in step.steps for below in _steps(one))]


def test_whether_chains_say_that_a_rule_does(invented: Build) -> None:
    session = policygraph.open(invented.folder)
    assigned = [
        (step.label, step.note)
        for step in _steps(session.trace("middle", "三/（三）"))
        if step.relation == "is assigned to"
    ]
    assert assigned == [
        ("宜宾市发展和改革委员会", "responsible"),
        ("宜宾市各县（市、区）人民政府", "support, by the standing rule in 三/（二）"),
    ]
    answered = [
        (step.relation, step.label)
        for step in session.trace("宜宾市各县（市、区）人民政府").steps
        if step.quote and step.quote.document == "below"
    ]
    assert answered[:2] == [
        ("implements", "二/（一） 工业升级"),
        ("implements (by the standing rule in 二/（一）)", "二/（二） 园区提升"),
    ]


def test_whether_the_rule_of_a_derived_fact_is_shown(invented: Build) -> None:
    session: Session = policygraph.open(invented.folder)
    row = next(row for row in _derived(invented) if row["document"] == "middle")
    thing = session.show(row["iri"])
    assert thing.kinds == ("pg:Assignment", "pg:DerivedAssignment")
    assert thing.context
    assert thing.context.quote == "各县（市、区）政府"
    assert "以下各项工作均需" in thing.context.before
    for item in thing.properties:
        assert item.rule != "derived"
        assert [source.iri for source in item.inputs] == [row["derived"]]
    found = session.show("middle", "三/（三）").properties
    (agency,) = (p for p in found if p.name == "pg:responsibleAgency" and "各县" in p.label)
    assert [(source.iri, source.quote and source.quote.start) for source in agency.inputs] == [
        (row["iri"], int(row["start"]))
    ]


def test_whether_a_measure_that_names_nobody_is_still_reported(invented: Build) -> None:
    found = {(one.document, one.en) for one in validate(invented).results if one.rule == "PG005"}
    assert ("below", "measure “加强宣传” names no responsible agency, only a standing rule does") in found
    assert ("above", "measure “园区提升” names no responsible agency, only a standing rule does") in found
    assert len(found) == 2
