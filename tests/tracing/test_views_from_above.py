"""Who carries out what, how the levels compare, and what the counties' shares add up to."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build, open_build
from policygraph.pipeline import build
from policygraph.queries.views_from_above import below
from tests.tracing.asking import Row, stock_rows


def statuses(build: Build, directive: str, document: str) -> dict[str, str]:
    return {
        row["provision"] or row["heading"]: f"{row['status']} {row['measure']}".strip()
        for row in stock_rows(build, "coverage")
        if (row["directive"], row["document"]) == (directive, document)
    }


def test_whether_coverage_tells_absent_merged_and_added(real_plans: Build) -> None:
    found = [
        row for row in stock_rows(real_plans, "coverage") if row["status"] not in ("carried-out", "unknown")
    ]
    assert [(r["document"], r["status"], r["provision"], r["measure"], r["heading"]) for r in found] == [
        ("sanmenxia", "absent", "一", "", ""),
        ("yuncheng", "merged", "三/（一）", "三/（三）", "重点行业绿色升级工程"),
        ("yuncheng", "merged", "三/（八）", "三/（三）", "重点行业绿色升级工程"),
        ("yuncheng", "addition", "", "三/（二）", "产业转型绿色升级工程"),
        ("taiyuan", "addition", "", "四/（六）", "加大科技创新支持力度"),
    ]
    directive = stock_rows(real_plans, "coverage")
    assert {row["document"] for row in directive if row["provision"] == "三/（四）"} == {
        "anyang",
        "jincheng",
        "sanmenxia",
        "taiyuan",
        "yuncheng",
    }


def test_whether_coverage_reaches_through_the_levels(chain: Build) -> None:
    assert statuses(chain, "国发〔2026〕12号", "county") == {
        "一": "carried-out 一",
        "二/（一）": "carried-out 二/（一）",
        "二/（二）": "absent",
        "二/（三）": "carried-out 二/（二）",
        "二/（四）": "absent",
        "三/（一）": "absent",
    }
    # What the province added and the city took over is the city's addition to the nation, but not to the province.
    assert statuses(chain, "国发〔2026〕12号", "city")["铅锌冶炼绿色转型工程"] == "addition 二/（三）"
    assert statuses(chain, "湘政发〔2026〕8号", "city")["二/（四）"] == "carried-out 二/（三）"


def levels(build: Build, concept: str) -> list[Row]:
    return [row for row in stock_rows(build, "levels") if row["concept"] == concept and row["above"]]


def test_whether_targets_are_compared_from_level_to_level(chain: Build) -> None:
    found = [
        (r["document"], r["value"], r["above"], r["verdict"], r["difference"])
        for r in levels(chain, "单位GDP能耗")
        if "2026" in r["above"]
    ]
    assert found == [
        ("province", "11", "国发〔2026〕12号", "stricter", "1"),
        ("city", "10.5", "国发〔2026〕12号", "stricter", "0.5"),
        ("city", "10.5", "湘政发〔2026〕8号", "looser", "-0.5"),
        ("county", "11", "株政发〔2026〕11号", "stricter", "0.5"),
        ("county", "11", "国发〔2026〕12号", "stricter", "1"),
        ("county", "11", "湘政发〔2026〕8号", "equal", "0"),
    ]
    shares = {
        (r["verdict"], r["share"]) for r in levels(chain, "落后工业锅炉淘汰数量") if r["document"] == "county"
    }
    assert shares == {("share", "0.075")}


def test_whether_other_kinds_are_set_apart(real_plans: Build) -> None:
    found = [row for row in stock_rows(real_plans, "levels") if row["reason"] == "other-unit"]
    assert {(row["concept"], row["unit"]) for row in found} == {
        ("溶剂型工业涂料使用比例", "%"),
        ("溶剂型油墨使用比例", "%"),
    }
    assert {row["difference"] for row in found} == {""}
    # Tonnes that projects cut are never held against per cent of all discharge.
    tonnes = [row for row in stock_rows(real_plans, "levels") if row["concept"].endswith("重点工程减排量")]
    assert tonnes
    assert {row["kind"] for row in tonnes} == {"amount"}
    assert {row["verdict"] for row in tonnes} <= {"", "share", "equal"}


@pytest.mark.parametrize(
    ("concept", "counties", "city", "difference"),
    [
        ("化学需氧量重点工程减排量", "10854.02", "9786", "1068.02"),
        ("氨氮重点工程减排量", "200.29", "156", "44.29"),
        ("氮氧化物重点工程减排量", "12090.12", "11000", "1090.12"),
        ("挥发性有机物重点工程减排量", "3551.9", "3229", "322.9"),
    ],
)
def test_whether_counties_add_up_to_the_last_digit(
    real_plans: Build, concept: str, counties: str, city: str, difference: str
) -> None:
    found = [row for row in stock_rows(real_plans, "decomposition") if row["concept"] == concept]
    assert len(found) == 9
    assert {(row["sum"], row["city_value"], row["difference"]) for row in found} == {
        (counties, city, difference)
    }
    assert sum(Decimal(row["value"]) for row in found) == Decimal(counties)
    shares = sum((Decimal(row["share"]) for row in found), Decimal(0))
    assert abs(shares - 1) < Decimal("0.001")


def test_whether_relative_targets_of_counties_are_not_added(real_plans: Build) -> None:
    found = [row for row in stock_rows(real_plans, "decomposition") if row["concept"] == "单位GDP能耗"]
    assert [row["value"] for row in found] == ["19", "17", "18", "18", "18", "17", "17", "19", "18"]
    assert {(row["sum"], row["share"], row["difference"], row["city_value"]) for row in found} == {
        ("", "", "", "18")
    }


def test_whether_headings_that_cities_share_are_a_hint(real_plans: Build) -> None:
    found = stock_rows(real_plans, "headings")
    assert {(row["province"], row["documents"]) for row in found} == {("河南省", "anyang;sanmenxia")}
    assert {row["heading"] for row in found} == {
        "坚决遏制高耗能、高排放、低水平项目盲目发展",
        "实施全面节约",
        "推动实施挥发性有机物行业企业综合治理",
    }


def test_whether_a_directive_is_seen_from_above(real_plans: Build) -> None:
    found = below(Reader(real_plans), "国发〔2021〕33号")
    titles = [table.title for table in found.tables]
    assert titles[0] == "Coverage of 国发〔2021〕33号"
    matrix = found.tables[0]
    assert matrix.columns == ("provision", "title", "anyang", "jincheng", "sanmenxia", "taiyuan", "yuncheng")
    assert matrix.rows[0] == ("一", "总体要求", "● 一", "● 一", "○", "● 一", "● 一")
    assert len(matrix.rows) == 23
    assert {step.label for step in found.tree.steps if step.kind == "directive"} == {
        "《山西省“十四五”节能减排实施方案》 晋政发〔2022〕25号",
        "《河南省“十四五”节能减排综合工作方案》 豫政〔2022〕29号",
    }


def test_whether_a_provision_is_seen_from_above(view: Reader) -> None:
    tree = below(view, "国发〔2026〕12号", "2.1").tree
    (province,) = tree.steps
    (city,) = province.steps
    assert sorted(step.label.split()[-1] for step in city.steps) == [
        "余热回收",
        "锅炉窑炉更新行动",
        "锅炉窑炉更新行动",
    ]


def test_whether_an_indicator_is_seen_from_above(view: Reader) -> None:
    found = below(view, "单位GDP能耗")
    assert [table.title for table in found.tables] == ["Targets across levels"]
    assert {step.label for step in found.tree.steps} >= {
        "单位GDP能耗 下降幅度 10.5 % (2025–2030)",
        "单位GDP能耗 下降幅度 11 % (2025–2030)",
    }


def test_whether_a_county_with_two_figures_is_not_added_up(seeds: Path, tmp_path: Path) -> None:
    text = (seeds / "plans" / "anyang.txt").read_text(encoding="utf-8")
    at = text.rindex("1697.03")
    (tmp_path / "anyang.txt").write_text(f"{text[:at]}1700.00{text[at + 7 :]}", encoding="utf-8")
    build([tmp_path / "anyang.txt"], tmp_path / "out")
    rows = stock_rows(open_build(tmp_path / "out"), "decomposition")
    found = [row for row in rows if row["concept"] == "化学需氧量重点工程减排量"]
    assert {(row["counties"], row["sum"], row["share"], row["difference"]) for row in found} == {
        ("9", "", "", "")
    }
