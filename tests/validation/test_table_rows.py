"""Rows of tables that do not add up are found whatever else the table holds: the check reads what extraction read."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.builds.store import open_build
from policygraph.pipeline import build
from policygraph.validation.check import validate

PLAN = """宜宾市“十四五”节能减排实施方案
一、总体要求
坚持节约优先。

附件1
主要指标
{table}
"""
HEAD = "指标\t单位\t2020年\t2025年\t变化幅度"


@pytest.mark.parametrize(
    ("table", "message"),
    [
        pytest.param(
            f"{HEAD}\n非化石能源占能源消费总量比重\t%\t11\t16.2\t5",
            "the table row goes from 11 to 16.2, which is a change of 5.2, but says 5",
            id="change in the last column",
        ),
        pytest.param(
            f"{HEAD}\t属性\n非化石能源占能源消费总量比重\t%\t11\t16.2\t5\t约束性",
            "the table row goes from 11 to 16.2, which is a change of 5.2, but says 5",
            id="a column of attributes behind it",
        ),
        pytest.param(
            f"{HEAD}\t属性\t责任单位\n非化石能源占能源消费总量比重\t%\t11\t16.2\t5\t约束性\t市能源局",
            "the table row goes from 11 to 16.2, which is a change of 5.2, but says 5",
            id="two columns behind it",
        ),
        pytest.param(
            f"{HEAD}\n非化石能源占能源消费总量比重\t%\t１１\t１６．２\t５",
            "the table row goes from 11 to 16.2, which is a change of 5.2, but says 5",
            id="full-width digits",
        ),
        pytest.param(
            f"{HEAD}\n火电平均供电煤耗\t克标准煤/千瓦时\t300\t297\t-4",
            "the table row goes from 300 to 297, which is a change of -3, but says -4",
            id="a decrease with a minus sign",
        ),
        pytest.param(f"{HEAD}\n火电平均供电煤耗\t克标准煤/千瓦时\t300\t297\t-3", "", id="a row that adds up"),
        pytest.param(
            f"{HEAD}\n单位地区生产总值能耗\t吨标准煤/万元\t0.50\t0.43\t-14.5%",
            "",
            id="a change in per cent of a level in another unit",
        ),
    ],
)
def test_whether_a_row_whose_change_is_wrong_is_found(tmp_path: Path, table: str, message: str) -> None:
    (tmp_path / "plan.txt").write_text(PLAN.format(table=table), encoding="utf-8")
    build([tmp_path], tmp_path / "out")
    report = validate(open_build(tmp_path / "out"))
    found = [result.en.partition(": ")[2] for result in report.results if result.rule == "PG102"]
    assert found == ([message] if message else [])
