"""Every measure reaches the directives above it, however its plan names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build, open_build
from policygraph.errors import QueryError
from policygraph.pipeline import build
from policygraph.queries.trace import Step, trace
from policygraph.queries.views_from_above import below
from tests.tracing.asking import rows

# Over asserted and derived links, as a user would write it.
REACHES = """SELECT ?measure WHERE {
    ?measure a pg:Measure ; pg:ofDocument/dcterms:identifier "%s" .
    ?measure pg:ofDocument/(eli:based_on|owl:sameAs|^owl:sameAs)+ %s .
    ?measure pg:tracesTo %s .
}"""
ALL = 'SELECT ?measure WHERE { ?measure a pg:Measure ; pg:ofDocument/dcterms:identifier "%s" }'
NATION = "directive:guofa-2021-33"
SHANXI, HENAN = "directive:jinzhengfa-2022-25", "directive:yuzheng-2022-29"
BODY = """
一、总体要求
全面推进节能减排。
二、重点工程
（一）园区节能环保提升工程。推动园区循环化改造。（市发展改革委负责）
（二）餐厨油烟治理。规范油烟净化设施。（市城管局负责）
"""
TITLE = "长治市“十四五”节能减排实施方案\n"


@pytest.mark.parametrize(
    ("plan", "province"),
    [
        ("anyang", HENAN),
        ("jincheng", SHANXI),
        ("sanmenxia", HENAN),
        ("taiyuan", SHANXI),
        ("yuncheng", SHANXI),
    ],
)
def test_whether_all_measures_reach_province_and_nation(real_plans: Build, plan: str, province: str) -> None:
    measures = rows(real_plans, ALL % plan)
    assert len(measures) >= 22
    for goal in (province, NATION):
        assert rows(real_plans, REACHES % (plan, goal, goal)) == measures


def one_plan(tmp_path: Path, preamble: str) -> Build:
    (tmp_path / "plan.txt").write_text(f"{preamble}{BODY}", encoding="utf-8")
    build([tmp_path / "plan.txt"], tmp_path / "out")
    return open_build(tmp_path / "out")


@pytest.mark.parametrize(
    ("preamble", "goals"),
    [
        pytest.param(
            "近日，长治市人民政府印发《长治市“十四五”节能减排实施方案》，提出到2025年能耗下降14.5%。\n"
            + TITLE
            + "为落实《山西省“十四五”节能减排实施方案》（晋政发〔2022〕25号），制定本方案。",
            [SHANXI, NATION],
            id="news lead",
        ),
        pytest.param(
            TITLE
            + "根据《国务院关于印发“十四五”节能减排综合工作方案的通知》（国发〔2021〕33号），制定本方案。",
            [NATION],
            id="nation only",
        ),
        pytest.param(
            TITLE
            + "为落实国务院《“十四五”节能减排综合工作方案》（国发〔2021〕33号）、《山西省“十四五”节能减排实施方案》"
            "（晋政发〔2022〕25号）和《长治市国民经济和社会发展第十四个五年规划》（长政发〔2021〕6号），制定本方案。",
            [SHANXI, NATION, "document:长政发〔2021〕6号"],
            id="three bases",
        ),
        pytest.param(
            TITLE + "为贯彻落实《山西省“十四五”节能减排实施方案》，制定本方案。",
            [SHANXI, NATION],
            id="title alone",
        ),
        pytest.param(
            TITLE + "为贯彻落实晋政发〔2022〕25号文件精神，制定本方案。", [SHANXI, NATION], id="number alone"
        ),
    ],
)
def test_whether_all_ways_to_name_a_basis_lead_up(tmp_path: Path, preamble: str, goals: list[str]) -> None:
    opened = one_plan(tmp_path, preamble)
    measures = rows(opened, ALL % "plan")
    assert len(measures) == 3
    for goal in goals:
        assert rows(opened, REACHES % ("plan", goal, goal)) == measures


def test_whether_a_basis_that_nobody_supplied_is_a_node_with_what_is_known(tmp_path: Path) -> None:
    named = "《湖南省“十四五”节能减排综合工作实施方案》（湘政发〔2022〕16号）"
    preamble = f"长沙市“十四五”节能减排方案\n根据{named}，制定本方案。"
    tree = trace(Reader(one_plan(tmp_path, preamble)), "plan", "2.1")
    plan = next(step for step in tree.steps if step.relation == "is part of")
    (basis,) = plan.steps
    assert (basis.kind, basis.label) == (
        "document",
        "《湖南省“十四五”节能减排综合工作实施方案》 湘政发〔2022〕16号",
    )
    assert basis.quote is not None
    assert basis.quote.text == named
    assert "cited only" in basis.note


def relations(step: Step) -> list[str]:
    """Relations and labels on the way up through provisions."""
    for lower in step.steps:
        if lower.relation == "localises":
            return [lower.label, *relations(lower)]
    return []


def test_whether_chains_run_provision_by_provision(view: Reader) -> None:
    tree = trace(view, "county", "2.2")
    assert relations(tree) == [
        "《株洲市“十五五”节能降碳行动方案》 株政发〔2026〕11号 二/（二） 屋顶上的电站",
        "《湖南省“十五五”节能降碳实施方案》 湘政发〔2026〕8号 二/（三） 新能源提速工程",
        "《“十五五”节能降碳综合工作方案》 国发〔2026〕12号 二/（三） 可再生能源替代行动",
    ]


def test_whether_a_trace_starts_from_a_document_number_too(view: Reader) -> None:
    assert trace(view, "湘政发〔2026〕8号").label == "《湖南省“十五五”节能降碳实施方案》 湘政发〔2026〕8号"
    assert trace(view, "湘政发〔2026〕8号", "2.4").label == "二/（四） 有色冶炼绿色转型工程"


def test_whether_circles_of_bases_end(tmp_path: Path) -> None:
    for name, number, other in (("one", 1, 2), ("two", 2, 1)):
        front = f"长治市{name}方案\n长政发〔2023〕{number}号\n"
        text = f"{front}根据《长治市方案》（长政发〔2023〕{other}号），制定本方案。{BODY}"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    build([tmp_path], tmp_path / "out")
    tree = trace(Reader(open_build(tmp_path / "out")), "one")
    assert [step.label for step in tree.steps] == ["《长治市two方案》 长政发〔2023〕2号"]
    assert not tree.steps[0].steps


def test_whether_a_body_is_traced_by_its_name(view: Reader) -> None:
    tree = trace(view, "株洲市工业和信息化局")
    measures = [(step.relation, step.label) for step in tree.steps if step.kind == "measure"]
    assert ("leads", "二/（一） 锅炉窑炉更新行动") in measures
    assert len(measures) == 4
    lead = next(step for step in tree.steps if step.relation == "leads")
    assert lead.quote is not None
    assert lead.quote.text == "市工业和信息化局"
    assert relations(lead)[-1].endswith("工业锅炉窑炉更新行动")
    named = [step for step in tree.steps if step.relation == "is named in"]
    assert sorted(step.label.split()[-1] for step in named) == ["株工信发〔2026〕20号", "株政发〔2026〕11号"]


def test_whether_a_wide_lineage_is_walked_once(tmp_path: Path) -> None:
    for number in range(1, 15):
        bases = "、".join(f"《方案》（长政发〔2023〕{base}号）" for base in range(1, number))
        front = f"长治市第{number}方案\n长政发〔2023〕{number}号\n"
        cited = f"根据{bases}，制定本方案。" if bases else "制定本方案。"
        (tmp_path / f"p{number}.txt").write_text(f"{front}{cited}{BODY}", encoding="utf-8")
    build([tmp_path], tmp_path / "out")
    view = Reader(open_build(tmp_path / "out"))

    def size(step: Step) -> int:
        return 1 + sum(map(size, step.steps))

    # A document for each pair of a plan and its basis, and the root.
    assert size(trace(view, "p14")) == 1 + 14 * 13 // 2
    assert size(below(view, "p1").tree) == 1 + 14 * 13 // 2


@pytest.mark.parametrize("name", ["area:430200", "text/city", "code:basis"])
def test_whether_what_leads_nowhere_is_refused(view: Reader, name: str) -> None:
    with pytest.raises(QueryError, match="is not a document, measure, fact, indicator or agency"):
        trace(view, name)


@pytest.mark.parametrize("name", ["http://[x", "http://x%zz", "\udcff"])
def test_whether_names_that_are_no_iris_are_refused(view: Reader, name: str) -> None:
    with pytest.raises(QueryError, match=r"says nothing about|is not UTF-8 text"):
        trace(view, name)
