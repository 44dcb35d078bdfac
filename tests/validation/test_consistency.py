"""What a plan's figures are compared with: its parent's for its own area, its counties' once each, by magnitude."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.builds.store import open_build
from policygraph.pipeline import build
from policygraph.validation.check import validate

# Builds or draws whole plans again and again.
pytestmark = pytest.mark.long

CITIES = "\n\n附件1\n各市“十四五”能耗强度降低目标\n地区\t“十四五”能耗强度降低（%）\n"
COUNTIES = (
    "\n\n附件1\n“十四五”各县（市、区）重点工程减排量目标\n单位：吨\n县（市、区）\t化学需氧量\n"
    "夷陵区\t200\n宜都市\t150\n枝江市\t250\n"
)
# In another order, or the reader itself takes it for the same table.
AGAIN = (
    "\n\n附件2\n“十四五”各县（市、区）重点工程减排量分解\n单位：吨\n县（市、区）\t化学需氧量\n"
    "枝江市\t250\n宜都市\t150\n夷陵区\t{}\n"
)
DISCHARGE = "达到30%，化学需氧量重点工程减排量达到{}吨。"
INDICATORS = "\n\n附件2\n主要指标\n指标\t单位\t2025年指标\t变化幅度\n"
ENERGY = "单位地区生产总值能耗\t%\t80\t-{}\n"

# By name: what is put in place of a stretch of the city's plan, what follows the province's, and the findings.
CASES: dict[str, tuple[tuple[tuple[str, str], ...], str, str, list[str]]] = {
    "the province asks more of other cities": ((), "", CITIES + "武汉市\t18\n襄阳市\t16\n", []),
    "and exactly this of the city": ((), "", CITIES + "武汉市\t18\n宜昌市\t14.5\n", []),
    "and more of the city": (
        (),
        "",
        CITIES + "武汉市\t18\n宜昌市\t15\n",
        ["PG104 “单位地区生产总值能耗”: “14.5%” is looser than 15 % of 鄂政发〔2022〕90号"],
    ),
    "the province assigns the city less than its own": (
        (("比2020年下降14.5%", "比2020年下降13.8%"),),
        "",
        CITIES + "武汉市\t18\n宜昌市\t13.5\n",
        [],
    ),
    "the province assigns others less than its own": (
        (("比2020年下降14.5%", "比2020年下降13.8%"),),
        "",
        CITIES + "武汉市\t12\n襄阳市\t13.5\n",
        ["PG104 “单位地区生产总值能耗”: “13.8%” is looser than 14 % of 鄂政发〔2022〕90号"],
    ),
    "the counties add up": ((("达到30%。", DISCHARGE.format(600)),), COUNTIES, "", []),
    "the counties add up, and are printed twice": (
        (("达到30%。", DISCHARGE.format(600)),),
        COUNTIES + AGAIN.format(200),
        "",
        [],
    ),
    "the counties do not add up, and are printed twice": (
        (("达到30%。", DISCHARGE.format(1200)),),
        COUNTIES + AGAIN.format(200),
        "",
        [
            "PG103 “化学需氧量重点工程减排量”: the counties of the document add up to 600 吨, the city says “1200吨”"
        ],
    ),
    "a county has two figures": (
        (("达到30%。", DISCHARGE.format(600)),),
        COUNTIES + AGAIN.format(900),
        "",
        ["PG101 “化学需氧量重点工程减排量” has two values for 2025: “200” and “900”"],
    ),
    "a table writes the same decrease with a minus sign": ((), INDICATORS + ENERGY.format(14.5), "", []),
    "a table writes another decrease with a minus sign": (
        (),
        INDICATORS + ENERGY.format(13.5),
        "",
        [
            "PG101 “单位地区生产总值能耗” has two values for 2025: “14.5%” and “-13.5”",
            "PG104 “单位地区生产总值能耗”: “-13.5” is looser than 14 % of 鄂政发〔2022〕90号",
        ],
    ),
    "a decrease by more than all": (
        (),
        INDICATORS + "规模以上工业煤炭消费量\t%\t80\t-120\n",
        "",
        ["PG107 “规模以上工业煤炭消费量”: the percentage “-120” is out of the possible range"],
    ),
}


# The reference engine takes seconds a case: it has those whose figures must not be compared as they stand.
BY_BOTH = ("a county has two figures", "a table writes another decrease with a minus sign")
ASKED = [
    *((name, "shifty") for name in CASES),
    *(pytest.param(name, "pyshacl", marks=pytest.mark.long) for name in BY_BOTH),
]


@pytest.mark.parametrize(("name", "engine"), ASKED)
def test_whether_figures_are_compared_with_what_they_answer_to(
    repository: Path, tmp_path: Path, name: str, engine: str
) -> None:
    changes, annex, above, expected = CASES[name]
    parents = repository / "tests" / "validation" / "findings" / "parent"
    city, province = ((parents / f"{p}.txt").read_text(encoding="utf-8") for p in ("yichang", "hubei"))
    for old, new in changes:
        assert city.count(old) == 1
        city = city.replace(old, new)
    (tmp_path / "yichang.txt").write_text(city + annex, encoding="utf-8")
    (tmp_path / "hubei.txt").write_text(province + above, encoding="utf-8")
    build([tmp_path / "yichang.txt", tmp_path / "hubei.txt"], tmp_path / "build")
    results = validate(open_build(tmp_path / "build"), engine=engine).results
    rules = {"PG101", "PG103", "PG104", "PG107"}
    found = [r for r in results if r.document == "yichang" and r.rule in rules]
    assert [f"{r.rule} {r.en}" for r in found] == expected
