"""A decrease counts by its size: tables write -3 where prose says 下降3."""

from __future__ import annotations

import pytest

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build, open_build
from policygraph.pipeline import build
from policygraph.queries.wording import number
from policygraph.validation.check import validate
from tests.tracing.asking import stock_rows

PROVINCE = """湖南省“十四五”节能减排实施方案
湘政发〔2022〕8号

一、主要目标
到2025年，全省火电平均供电煤耗比2020年下降2克标准煤/千瓦时，单位地区生产总值能源消耗比2020年下降14%。
"""
CITY = """株洲市“十四五”节能减排实施方案
株政发〔2022〕11号

根据《湖南省“十四五”节能减排实施方案》（湘政发〔2022〕8号），制定本方案。
一、主要目标
到2025年，全市火电平均供电煤耗比2020年下降3克标准煤/千瓦时，单位地区生产总值能源消耗比2020年下降13%。

附件1
“十四五”主要节能指标
指标\t单位\t2020年\t2025年\t变化幅度
火电平均供电煤耗\t克标准煤/千瓦时\t308\t305\t-3
单位地区生产总值能源消耗\t%\t100\t85\t-15

附件2
“十四五”各县（市、区）能耗强度降低目标
县（市、区）\t单位地区生产总值能耗下降率（%）
天元区\t-16
荷塘区\t-14
渌口区\t16.5
"""


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder = tmp_path_factory.mktemp("magnitudes")
    (folder / "province.txt").write_text(PROVINCE, encoding="utf-8")
    (folder / "city.txt").write_text(CITY, encoding="utf-8")
    build([folder], folder / "out")
    return open_build(folder / "out")


def test_whether_the_contract_keeps_the_sign_of_the_cell(tables: Build) -> None:
    found = {row["quote"]: row["value"] for row in stock_rows(tables, "targets")}
    assert (found["-3"], found["-15"], found["-16"]) == ("-3", "-15", "-16")


def test_whether_levels_compare_the_sizes_of_decreases(tables: Build) -> None:
    found = {
        (
            r["concept"],
            r["area"],
            r["op"],
            r["value"],
            r["above"],
            r["above_value"],
            r["verdict"],
            r["difference"],
        )
        for r in stock_rows(tables, "levels")
        if r["above"] and r["kind"] == "decrease" and r["document"] == "city"
    }
    province = "湘政发〔2022〕8号"
    assert found >= {
        ("供电煤耗", "株洲市", "=", "3", province, "2", "stricter", "1"),
        ("单位GDP能耗", "株洲市", "=", "15", province, "14", "stricter", "1"),
        ("单位GDP能耗", "株洲市", "=", "13", province, "14", "looser", "-1"),
        ("单位GDP能耗", "天元区", "=", "16", "株政发〔2022〕11号", "15", "stricter", "1"),
        ("单位GDP能耗", "荷塘区", "=", "14", "株政发〔2022〕11号", "15", "looser", "-1"),
    }


def test_whether_comparison_and_decomposition_set_sizes_side_by_side(tables: Build) -> None:
    compared = {
        (r["document"], r["value"]) for r in stock_rows(tables, "comparison") if r["concept"] == "供电煤耗"
    }
    assert compared == {("province", "2"), ("city", "3"), ("city", "305")}
    parts = {
        (r["county"], r["value"]) for r in stock_rows(tables, "decomposition") if r["kind"] == "decrease"
    }
    assert parts == {("天元区", "16"), ("荷塘区", "14"), ("渌口区", "16.5")}


def test_whether_a_target_in_words_falls_by_its_size(tables: Build) -> None:
    view = Reader(tables)
    (cell,) = (row["iri"] for row in stock_rows(tables, "targets") if row["quote"] == "-3")
    assert number(view, cell) == "下降幅度 3 克标准煤/千瓦时 (2020–2025)"


def test_whether_a_cell_contradicts_neither_its_prose_nor_the_province(tables: Build) -> None:
    found = {(r.rule, r.place.quote) for r in validate(tables).results if r.place}
    # 13 per cent in the prose is what differs from the table, and less than the province asks for.
    assert {row for row in found if row[0] in ("PG101", "PG104")} == {("PG101", "13%"), ("PG104", "13%")}
