"""Directives as documents: provisions, targets and bodies from the text, correspondences from level to level."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from policygraph.builds.store import Build, open_build
from policygraph.pipeline import build
from tests.tracing.asking import localised, rows, stock_rows
from tests.tracing.conftest import PLANS


def test_whether_each_level_is_known(chain: Build) -> None:
    found = {row["document"]: (row["area"], row["issuer"]) for row in stock_rows(chain, "documents")}
    assert found == {
        "nation": ("全国", "国务院"),
        "province": ("湖南省", "湖南省人民政府"),
        "city": ("株洲市", "株洲市人民政府"),
        "county": ("攸县", "攸县人民政府"),
        "department": ("株洲市", "株洲市工业和信息化局"),
    }


def test_whether_provisions_correspond_from_level_to_level(chain: Build) -> None:
    assert localised(chain, "province") == {
        "一": ["nation 一"],
        "二/（一）": ["nation 二/（一）"],
        "二/（二）": ["nation 二/（二）"],
        "二/（三）": ["nation 二/（三）"],
        "三/（一）": ["nation 三/（一）"],
    }
    # 屋顶上的电站 shares no word with its counterpart's title: the contents decide.
    assert localised(chain, "city") == {
        "一": ["province 一"],
        "二/（一）": ["province 二/（一）"],
        "二/（二）": ["province 二/（三）"],
        "二/（三）": ["province 二/（四）"],
        "三/（一）": ["province 三/（一）"],
    }
    assert localised(chain, "county") == {
        "一": ["city 一"],
        "二/（一）": ["city 二/（一）"],
        "二/（二）": ["city 二/（二）"],
    }
    assert localised(chain, "department") == {
        "一": ["city 一"],
        "二/（一）": ["city 二/（一）"],
        "二/（二）": ["city 二/（一）"],
    }


def test_whether_correspondences_name_how_they_were_found(chain: Build) -> None:
    query = """SELECT ?path ?justification ?confidence WHERE {
        ?c pg:subject ?measure ; pg:justification ?justification ; pg:confidence ?confidence .
        ?c pg:object/pg:ofDocument plan:province . ?measure pg:ofDocument plan:city ; pg:path ?path } ORDER BY ?path"""
    found = {
        row["path"]: (row["justification"].rpartition("/")[2], row["confidence"])
        for row in rows(chain, query)
    }
    assert found["二/（一）"] == ("LexicalMatching", "1")
    justification, confidence = found["二/（二）"]
    assert justification == "LexicalSimilarityThresholdMatching"
    assert 0.5 < float(confidence) <= 0.9


def test_whether_measures_localise_the_provisions_of_every_level_above(chain: Build) -> None:
    query = """SELECT ?document ?path WHERE {
        plan:county\\/measure\\/2.2 pg:localises ?provision .
        ?provision pg:path ?path ; pg:ofDocument/dcterms:identifier ?document
    } ORDER BY ?document"""
    assert [tuple(row.values()) for row in rows(chain, query)] == [
        ("city", "二/（二）"),
        ("nation", "二/（三）"),
        ("province", "二/（三）"),
    ]
    through = """SELECT ?between ?confidence WHERE {
        ?c pg:subject plan:county\\/measure\\/2.2 ; pg:object plan:nation\\/measure\\/2.3 ; pg:confidence ?confidence ;
            pg:justification <https://w3id.org/semapv/vocab/MappingChaining> ;
            pg:between/pg:ofDocument/dcterms:identifier ?between
    } ORDER BY ?between"""
    found = rows(chain, through)
    assert [row["between"] for row in found] == ["city", "province"]
    step = """SELECT ?confidence WHERE {
        ?c pg:subject plan:%s ; pg:object plan:%s ; pg:confidence ?confidence .
        FILTER NOT EXISTS { ?c pg:between ?any } }"""
    ways = (
        ("county", "2.2", "city", "2.2"),
        ("city", "2.2", "province", "2.3"),
        ("province", "2.3", "nation", "2.3"),
    )
    steps = [
        Decimal(rows(chain, step % (f"{low}\\/measure\\/{a}", f"{high}\\/measure\\/{b}"))[0]["confidence"])
        for low, a, high, b in ways
    ]
    assert {Decimal(row["confidence"]) for row in found} == {steps[0] * steps[1] * steps[2]}


def test_whether_targets_and_bodies_of_a_directive_come_from_its_text(chain: Build) -> None:
    targets = [row for row in stock_rows(chain, "targets") if row["document"] == "nation"]
    assert [(row["quote"], row["concept"], row["area"]) for row in targets[:2]] == [
        ("10%", "单位GDP能耗", "全国"),
        ("25%", "非化石能源占比", "全国"),
    ]
    bodies = [row for row in stock_rows(chain, "assignments") if row["document"] == "nation"]
    assert {(row["quote"], row["agency"]) for row in bodies} >= {
        ("市场监管总局", "国家市场监督管理总局"),
        ("国家发展改革委", "国家发展和改革委员会"),
        ("住房城乡建设部", "住房和城乡建设部"),
    }


def test_whether_a_plan_of_another_period_is_not_held_against_the_registers_directive(chain: Build) -> None:
    assert not rows(chain, "SELECT ?c WHERE { ?c pg:object/pg:ofDocument directive:guofa-2021-33 }")


LISTED = """国务院关于印发“十四五”节能减排综合工作方案的通知
国发〔2021〕33号

“十四五”节能减排综合工作方案

一、总体要求
坚持节约优先。
二、重点工程
（一）园区能效工程。到2025年，建成能效提升园区100个。（国家发展改革委牵头）
"""
LOCAL = """长治市“十四五”节能减排实施方案
根据《“十四五”节能减排综合工作方案》（国发〔2021〕33号），制定本方案。
一、总体要求
坚持节约优先。
二、重点工程
（一）园区能效工程。建设园区。（市发展改革委负责）
"""


def test_whether_the_text_of_a_listed_directive_replaces_the_registers_provisions(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(LISTED, encoding="utf-8")
    (tmp_path / "local.txt").write_text(LOCAL, encoding="utf-8")
    build([tmp_path], tmp_path / "out")
    opened = open_build(tmp_path / "out")
    assert rows(opened, "SELECT ?same WHERE { plan:text owl:sameAs ?same }") == [
        {"same": "https://w3id.org/policygraph/id/directive/guofa-2021-33"}
    ]
    assert not rows(opened, "SELECT ?p WHERE { ?p pg:ofDocument directive:guofa-2021-33 }")
    assert not rows(opened, "SELECT ?t WHERE { ?t pg:inProvision/pg:ofDocument directive:guofa-2021-33 }")
    assert localised(opened, "local") == {"一": ["text 一"], "二/（一）": ["text 二/（一）"]}
    assert localised(opened, "text") == {}
    themes = {
        row["measure"]: row["theme"] for row in stock_rows(opened, "measures") if row["document"] == "local"
    }
    assert themes == {"一": "一", "二/（一）": "二/（一）"}


@pytest.mark.parametrize("has_text", [False, True], ids=["in the register", "as a text"])
@pytest.mark.parametrize(
    ("title", "basis", "has_themes"),
    [
        ("长治市园区节能方案", "《山西省水利条例》", True),
        ("长治市园区减排方案", "《山西省水利条例》", True),
        ("长治市园区人才方案", "《山西省水利条例》", False),
        ("长治市园区人才方案", "《“十四五”节能减排综合工作方案》（国发〔2021〕33号）", True),
        ("长治市园区人才方案", "《山西省“十四五”节能减排实施方案》（晋政发〔2022〕25号）", True),
    ],
)
def test_whether_only_plans_under_the_directive_or_on_its_subject_have_themes(
    title: str, basis: str, has_themes: bool, has_text: bool, tmp_path: Path
) -> None:
    plan = f"{title}\n根据{basis}，制定本方案。\n一、工程\n（一）园区能效工程。建设园区。\n"
    (tmp_path / "plan.txt").write_text(plan, encoding="utf-8")
    if has_text:
        (tmp_path / "text.txt").write_text(LISTED, encoding="utf-8")
    build([tmp_path], tmp_path / "out")
    measures = stock_rows(open_build(tmp_path / "out"), "measures")
    (theme,) = (row["theme"] for row in measures if row["document"] == "plan")
    assert (theme != "none") == has_themes


def test_whether_the_order_and_names_of_files_do_not_matter(chain: Build, tmp_path: Path) -> None:
    files = sorted(PLANS.glob("*.txt"), reverse=True)
    build(files, tmp_path / "out")
    assert (tmp_path / "out" / "graph.nq").read_bytes() == (chain.folder / "graph.nq").read_bytes()


def test_whether_an_annex_is_no_chapter(tmp_path: Path) -> None:
    annexed = f"{LISTED}\n附件1\n指标\t目标\n单位GDP能耗\t13.5%\n"
    (tmp_path / "text.txt").write_text(annexed, encoding="utf-8")
    (tmp_path / "local.txt").write_text(LOCAL, encoding="utf-8")
    line = "plan:local/chapter/1\tpg:localises\tdirective:guofa-2021-33/provision/1\tsemapv:ManualMappingCuration"
    head = "#curie_map:\n#  plan: https://w3id.org/policygraph/id/plan/\n#  pg: https://w3id.org/policygraph/ontology#\n"
    known = "#  directive: https://w3id.org/policygraph/id/directive/\n"
    columns = "subject_id\tpredicate_id\tobject_id\tmapping_justification"
    (tmp_path / "mine.sssom.tsv").write_text(f"{head}{known}{columns}\n{line}\n", encoding="utf-8")
    build([tmp_path], tmp_path / "out")
    assert localised(open_build(tmp_path / "out"), "local")["一"] == ["text 一"]


def test_whether_nothing_localises_what_is_based_on_it(tmp_path: Path) -> None:
    above = LISTED.replace("国发〔2021〕33号", "国发〔2021〕4号").replace("节能减排综合", "绿色低碳")
    text = LISTED.replace(
        "一、总体要求", "根据《绿色低碳工作方案》（国发〔2021〕4号），制定本方案。\n一、总体要求", 1
    )
    (tmp_path / "above.txt").write_text(above, encoding="utf-8")
    (tmp_path / "text.txt").write_text(text, encoding="utf-8")
    (tmp_path / "copy.txt").write_text(text, encoding="utf-8")
    build([tmp_path], tmp_path / "out")
    opened = open_build(tmp_path / "out")
    assert localised(opened, "above") == {}
    assert {name for names in localised(opened, "text").values() for name in names} == {
        "above 一",
        "above 二/（一）",
    }


def test_whether_bodies_of_unknown_cities_stay_apart(tmp_path: Path) -> None:
    plan = "节能减排实施方案\n一、重点工程\n（一）能效工程。推进改造。（市发展改革委牵头，生态环境部配合）\n"
    (tmp_path / "one.txt").write_text(plan, encoding="utf-8")
    (tmp_path / "two.txt").write_text(plan.replace("改造", "升级"), encoding="utf-8")
    report = build([tmp_path], tmp_path / "out")
    # Each city has a commission of its own; the ministry is one.
    assert report.totals["agencies"] == 3
    found = stock_rows(open_build(tmp_path / "out"), "agencies")
    assert [(row["document"], row["agency"]) for row in found] == [
        ("one", "市发展和改革委员会"),
        ("one", "生态环境部"),
        ("two", "市发展和改革委员会"),
        ("two", "生态环境部"),
    ]
    assert len({row["iri"] for row in found}) == 3
    leads = rows(open_build(tmp_path / "out"), "SELECT ?b WHERE { ?m pg:leadAgency ?b } ORDER BY ?b")
    assert [row["b"].partition("/id/")[2] for row in leads] == [
        "plan/one/agency/市发展和改革委员会",
        "plan/two/agency/市发展和改革委员会",
    ]
