"""Up to the province: what is known of its directive is traced, and what is not known is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build, open_build
from policygraph.pipeline import build
from policygraph.queries.trace import Step, trace
from policygraph.queries.views_from_above import below
from tests.tracing.asking import localised, rows, stock_rows

NATION, SHANXI, HENAN = "国发〔2021〕33号", "晋政发〔2022〕25号", "豫政〔2022〕29号"
# Found by reading the plans beside the four provisions of 晋政发〔2022〕25号 that the register knows, before anything
# was computed: 一 总体要求, 二 主要目标, 三 (a chapter) and 三/（一） 煤炭清洁高效利用工程.
READ = {
    ("jincheng", "一"): "一",
    ("jincheng", "二"): "二",
    ("jincheng", "三/（一）"): "三/（一）",
    # 指导思想 is the first part of 总体要求; the chapter holds nothing else.
    ("taiyuan", "一"): "一",
    ("taiyuan", "二"): "二",
    # 煤炭绿色开发利用工程
    ("taiyuan", "三/（八）"): "三/（一）",
    ("yuncheng", "一"): "一",
    ("yuncheng", "二"): "二",
    # 七是煤炭行业能效提升行动。实施煤炭清洁高效利用工程 … within 重点行业绿色升级工程
    ("yuncheng", "三/（三）"): "三/（一）",
}
PROVINCES = {"anyang": HENAN, "jincheng": SHANXI, "sanmenxia": HENAN, "taiyuan": SHANXI, "yuncheng": SHANXI}


def test_whether_measures_reach_the_provisions_of_their_province(real_plans: Build) -> None:
    found = {
        (plan, measure): above.removeprefix(f"{SHANXI} ")
        for plan in PROVINCES
        for measure, provisions in localised(real_plans, plan).items()
        for above in provisions
        if above.startswith(SHANXI)
    }
    assert found == READ


def test_whether_one_query_answers_for_every_measure_at_both_levels(real_plans: Build) -> None:
    found = stock_rows(real_plans, "provisions")
    assert len({row["iri"] for row in found}) == 116
    assert {(row["document"], row["province"]) for row in found} == set(PROVINCES.items())
    assert {row["nation"] for row in found} == {NATION}
    for row in found:
        known = READ.get((row["document"], row["measure"]))
        assert (row["in_province"], row["provincial"].partition(" ")[0]) == (
            ("counterpart", known) if known else ("unknown", "")
        )
        why = "条款未知" if row["province"] == HENAN else "条款部分已知"
        assert row["why_province"] == ("" if known else why)
    nowhere = {(row["document"], row["measure"]) for row in found if row["in_nation"] == "none"}
    # National gaps as found by reading all measures.
    assert nowhere == {("taiyuan", "四/（六）"), ("yuncheng", "三/（二）")}
    assert {row["why_nation"] for row in found if row["in_nation"] == "none"} == {"条款全部已知"}
    assert not [row for row in found if row["in_nation"] == "counterpart" and not row["national"]]


def lacking(step: Step) -> list[tuple[str, str, str]]:
    return [
        (one.relation, one.label.split()[-1], one.note)
        for one in step.steps
        if one.relation in ("unknown in", "no counterpart in")
    ]


def test_whether_a_trace_tells_what_is_not_known_and_what_has_no_counterpart(real_plans: Build) -> None:
    view = Reader(real_plans)
    assert lacking(trace(view, "anyang", "3.1")) == [
        ("unknown in", HENAN, f"the text of {HENAN} is not here: add it to the sources")
    ]
    assert lacking(trace(view, "taiyuan", "4.6")) == [
        ("unknown in", SHANXI, f"only 4 provisions of {SHANXI} are known: add its text to the sources"),
        ("no counterpart in", NATION, ""),
    ]
    up = trace(view, "jincheng", "3.1")
    assert not lacking(up)
    # The province before the nation.
    assert [s.label.split()[-2:] for s in up.steps if s.relation == "localises"] == [
        ["三/（一）", "煤炭清洁高效利用工程"],
        ["三/（八）", "煤炭清洁高效利用工程"],
    ]
    assert [s.label.split()[1] for s in up.steps if s.relation == "localises"] == [SHANXI, NATION]


def test_whether_the_view_from_above_says_what_is_not_known(real_plans: Build) -> None:
    view = Reader(real_plans)
    found = below(view, SHANXI)
    assert found.tree.note.startswith(f"only 4 provisions of {SHANXI} are known")
    matrix, unknown = found.tables[:2]
    assert [row[0] for row in matrix.rows] == ["一", "二", "三/（一）"]
    assert unknown.title == f"Unknown in {SHANXI}"
    assert unknown.rows == (("jincheng", "20"), ("taiyuan", "21"), ("yuncheng", "21"))
    assert unknown.note == found.tree.note
    henan = below(view, HENAN)
    assert henan.tables[0].rows == (("anyang", "23"), ("sanmenxia", "22"))
    assert henan.tables[0].note == f"the text of {HENAN} is not here: add it to the sources"


PROVINCE = """湖南省“十四五”节能减排综合工作实施方案
湘政发〔2022〕16号
根据《国务院关于印发“十四五”节能减排综合工作方案的通知》（国发〔2021〕33号），制定本方案。
一、主要目标
到2025年，全省能耗下降14%。
二、重点工程
（一）煤炭绿色开发利用工程。控制煤炭消费。
（二）交通领域减排工程。推广新能源汽车。
（三）港口岸电建设工程。建设岸电设施。
（四）烟花爆竹行业整治工程。整治烟花爆竹生产企业。
"""
CITY = """株洲市“十四五”节能减排实施方案
根据《湖南省“十四五”节能减排综合工作实施方案》（湘政发〔2022〕16号）{law}，制定本方案。
一、工作目标
到2025年，全市能耗下降14%。
二、重点工程
（一）散煤清洁替代工程。完成散煤替代。
（二）快递包装减量工程。推广可循环包装。
（三）餐厨油烟治理。规范油烟净化设施。
"""


def built(folder: Path, city: str, province: str = "") -> Build:
    (folder / "city.txt").write_text(city, encoding="utf-8")
    sources = [folder / "city.txt"]
    if province:
        (folder / "province.txt").write_text(province, encoding="utf-8")
        sources.append(folder / "province.txt")
    build(sources, folder / "out")
    return open_build(folder / "out")


def test_whether_cue_words_of_the_nation_lead_to_the_text_of_the_province(tmp_path: Path) -> None:
    found = localised(built(tmp_path, CITY.format(law=""), PROVINCE), "city")
    provincial = {
        path: [above.partition(" ")[2] for above in provisions if above.startswith("province ")]
        for path, provisions in found.items()
    }
    # 工作目标 and 主要目标 are both cues of the national 二, 散煤 and 煤炭 of 三/（八）. 快递 leads to 三/（四）, which
    # two provisions of the province carry out: neither is told.
    assert {path: above for path, above in provincial.items() if above} == {
        "一": ["一"],
        "二/（一）": ["二/（一）"],
    }


def statuses(asked: Build, document: str) -> dict[str, tuple[str, str]]:
    return {
        row["measure"]: (row["in_province"], row["in_nation"])
        for row in stock_rows(asked, "provisions")
        if row["document"] == document
    }


def test_whether_a_directive_whose_text_is_there_leaves_nothing_unknown(tmp_path: Path) -> None:
    asked = built(tmp_path, CITY.format(law=""), PROVINCE)
    assert statuses(asked, "city") == {
        "一": ("counterpart", "counterpart"),
        "二/（一）": ("counterpart", "counterpart"),
        "二/（二）": ("none", "counterpart"),
        "二/（三）": ("none", "none"),
    }
    # The province's own measures are held against the nation.
    assert statuses(asked, "province")["二/（四）"] == ("", "none")


def test_whether_a_text_without_provisions_leaves_all_unknown(tmp_path: Path) -> None:
    notice = "".join(PROVINCE.splitlines(keepends=True)[:3])
    asked = built(tmp_path, CITY.format(law=""), notice)
    assert {known for known, _ in statuses(asked, "city").values()} == {"unknown"}
    (step, *_) = lacking(trace(Reader(asked), "city", "2.1"))
    assert step[2] == (
        "the text of 湘政发〔2022〕16号 holds no numbered provision: add the one that it was issued with"
    )


@pytest.mark.parametrize(
    "basis",
    [
        pytest.param("", id="title and number"),
        pytest.param("《湖南省“十四五”节能减排综合工作实施方案》", id="number alone"),
        pytest.param("（湘政发〔2022〕16号）", id="title alone"),
    ],
)
def test_whether_a_province_that_is_only_cited_is_unknown(tmp_path: Path, basis: str) -> None:
    asked = built(tmp_path, CITY.format(law="").replace(basis, "") if basis else CITY.format(law=""))
    found = stock_rows(asked, "provisions")
    assert {(row["in_province"], row["why_province"]) for row in found} == {("unknown", "条款未知")}


def test_whether_laws_are_no_directives_that_measures_carry_out(tmp_path: Path) -> None:
    asked = built(tmp_path, CITY.format(law="和《中华人民共和国节约能源法》"))
    found = rows(asked, "SELECT DISTINCT ?above { ?measure pg:unknownIn/dcterms:title ?above }")
    assert [row["above"] for row in found] == ["湖南省“十四五”节能减排综合工作实施方案"]
