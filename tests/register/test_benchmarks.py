"""Documents on the same subjects that are no basis: they lend figures where the directive has none, no more."""

from __future__ import annotations

import pytest

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build, open_build
from policygraph.pipeline import build
from policygraph.queries.trace import Step, trace
from tests.tracing.asking import rows, stock_rows

TEXT = """国务院关于印发“十四五”节能减排综合工作方案的通知
（国发〔2021〕33 号）

“十四五”节能减排综合工作方案

一、总体要求
坚持节约优先。
二、重点工程
（一）农业工程。到2025年，秸秆综合利用率达到86%以上。（农业农村部负责）
"""
PLAN = """长治市“十四五”节能减排实施方案
根据《“十四五”节能减排综合工作方案》（国发〔2021〕33号），制定本方案。
一、总体要求
坚持节约优先。
二、重点工程
（一）农业工程。到2025年，农村生活污水治理率达到25%，畜禽粪污综合利用率达到90%以上，城市污泥无害化处置率达到90%，秸秆综合利用率达到85%以上，煤炭消费量比2020年下降4%。（市农业农村局负责）
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder = tmp_path_factory.mktemp("benchmarks")
    (folder / "nation.txt").write_text(TEXT, encoding="utf-8")
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    build([folder], folder / "out")
    return open_build(folder / "out")


def _compared(build: Build) -> set[tuple[str, str, str]]:
    found = (row for row in stock_rows(build, "levels") if row["document"] == "plan" and row["above"])
    return {(row["concept"], row["above"], row["verdict"]) for row in found}


def test_whether_benchmarks_lend_the_figures_that_the_text_lacks(opened: Build) -> None:
    assert _compared(opened) == {
        ("农村生活污水治理率", "农业农村污染治理攻坚战行动方案（2021—2025年）", "below"),
        ("畜禽粪污综合利用率", "“十四五”全国畜牧兽医行业发展规划", "above"),
        ("畜禽粪污综合利用率", "甲烷排放控制行动方案", "above"),
        ("污泥无害化处置率", "关于加快推进城镇环境基础设施建设的指导意见", "equal"),
        ("秸秆综合利用率", "国发〔2021〕33号", "looser"),
    }


def test_whether_a_benchmark_changes_no_standing(opened: Build) -> None:
    query = """SELECT ?concept WHERE { ?target pg:standing ?any ; pg:indicator/skos:prefLabel ?concept .
        FILTER (LANG(?concept) = "zh") }"""
    skos = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
    assert rows(opened, skos + query) == [{"concept": "秸秆综合利用率"}]
    nearest = {row["concept"] for row in stock_rows(opened, "comparison") if row["verdict"]}
    assert nearest == {"秸秆综合利用率"}


def test_whether_a_figure_that_the_directive_has_is_not_told_twice(real_plans: Build) -> None:
    above = {row["above"] for row in stock_rows(real_plans, "levels") if row["level"] == "prefecture"}
    assert above == {"", "国发〔2021〕33号", "晋政发〔2022〕25号"}


def test_whether_figures_of_regions_are_held_against_no_city(opened: Build, real_plans: Build) -> None:
    for compared in (opened, real_plans):
        found = [row for row in stock_rows(compared, "levels") if row["concept"] == "煤炭消费总量"]
        assert {row["area"] for row in found} >= {"京津冀及周边地区", "长三角地区"}
        assert {row["above"] for row in found} == {""}


def _labels(step: Step) -> list[str]:
    return [step.label, *(label for lower in step.steps for label in _labels(lower))]


def test_whether_benchmarks_stand_in_no_line_of_documents(opened: Build, real_plans: Build) -> None:
    benchmarks = rows(real_plans, "SELECT DISTINCT ?b WHERE { directive:guofa-2021-33 pg:benchmark ?b }")
    assert len(benchmarks) == 10
    for found in (opened, real_plans):
        assert (
            rows(found, "SELECT ?any WHERE { ?nation pg:benchmark ?b . ?any pg:tracesTo|eli:based_on ?b }")
            == []
        )
        assert (
            rows(found, "SELECT ?any WHERE { ?nation pg:benchmark ?b . ?b pg:tracesTo|eli:based_on ?any }")
            == []
        )
        assert {row["number"] for row in stock_rows(found, "directives")} <= {
            "国发〔2021〕33号",
            "晋政发〔2022〕25号",
            "豫政〔2022〕29号",
        }
        assert {row["directive"] for row in stock_rows(found, "coverage")} <= {
            "国发〔2021〕33号",
            "晋政发〔2022〕25号",
            "豫政〔2022〕29号",
        }
    assert [label for label in _labels(trace(Reader(opened), "plan", "2.1")) if "攻坚战" in label] == []


def test_whether_a_text_with_its_number_in_brackets_takes_the_registers_place(opened: Build) -> None:
    assert rows(opened, "SELECT ?same WHERE { plan:nation owl:sameAs ?same }") == [
        {"same": "https://w3id.org/policygraph/id/directive/guofa-2021-33"}
    ]
    assert rows(opened, "SELECT ?p WHERE { ?p pg:ofDocument directive:guofa-2021-33 }") == []
    # Bodies that only the register named are gone with what it said.
    named = rows(opened, "SELECT DISTINCT ?agency WHERE { ?agency a pg:Agency }")
    assert len(named) == 3
    assert stock_rows(opened, "citations")[0]["document"] == "plan"


def test_whether_the_text_stands_in_the_line_of_documents_once(opened: Build) -> None:
    text = "https://w3id.org/policygraph/id/plan/nation"
    found = [(row["document"], row["step"], row["iri"]) for row in stock_rows(opened, "directives")]
    assert found == [("plan", "direct", text)]
    assert stock_rows(opened, "plans-under") == [
        {"directive": "国发〔2021〕33号", "document": "plan", "area": "长治市", "step": "direct"}
    ]
    assert stock_rows(opened, "missing-texts") == []
