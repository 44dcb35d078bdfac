"""Which years are past for a plan: what came before it is no target of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policygraph.extraction.periods import cited_year, own_year, past_year
from tests.reading import read


@pytest.mark.parametrize(
    ("what", "title", "number", "issued", "year"),
    [
        ("years of a plan", "青岚市节水行动计划（2023—2025年）", "青政发〔2023〕5号", "2023-04-01", "2022"),
        ("five-year period", "青岚市“十三五”节能规划", "", "2017-02-01", "2015"),
        ("date", "青岚市节水方案", "", "2018-06-01", "2017"),
        ("number", "青岚市节水方案", "青政发〔2018〕20号", "", "2017"),
        ("one year in the title", "2019年青岚市节水工作要点", "", "", "2018"),
        ("a title's year after its date", "2020年青岚市节水工作要点", "", "2019-12-20", "2019"),
        ("a title's deadline is no year of its own", "2030年前碳达峰行动方案", "", "", "2020"),
        ("nothing known", "青岚市节水方案", "", "", "2020"),
    ],
)
def test_the_last_year_before_a_plan(what: str, title: str, number: str, issued: str, year: str) -> None:
    assert past_year(title, own_year(title, number, issued)) == year, what


def test_whether_an_old_plan_without_a_date_keeps_its_targets() -> None:
    facts = read(
        "宜宾市清洁取暖行动计划\n宜府发〔2018〕20号\n一、主要目标\n到2019年，完成改造5万户。到2020年，清洁取暖率达到70%。\n"
    )
    assert [(target.value, target.target_year) for target in facts.targets] == [
        (Decimal(50000), "2019"),
        (Decimal(70), "2020"),
    ]


@pytest.mark.parametrize(
    ("what", "text", "year"),
    [
        ("a plan that cites its basis only", "根据国发〔2013〕37号，到2017年建成。", "2013"),
        ("the newest of several", "根据国发〔2011〕3号和国办发〔2013〕9号，到2017年建成。", "2013"),
        ("a plan that reaches far beyond what it cites", "根据国发〔2013〕37号，到2025年建成。", ""),
        ("nothing cited", "到2017年建成。", ""),
    ],
)
def test_the_year_of_what_a_plan_cites(what: str, text: str, year: str) -> None:
    assert cited_year(text) == year, what


def test_whether_an_old_plan_that_only_cites_keeps_its_targets() -> None:
    facts = read(
        "某省实施大气污染防治行动计划\n为落实《大气行动计划》（国发〔2013〕37号），制定本计划。\n"
        "一、工作目标\n到2017年，全省可吸入颗粒物年均浓度比2012年下降11%。\n"
    )
    assert [(t.value, t.target_year, t.baseline_year) for t in facts.targets] == [
        (Decimal(11), "2017", "2012")
    ]


@pytest.mark.parametrize(
    ("what", "text", "expected"),
    [
        ("years to come", "到2013年，收集率达到80%。到2015年，收集率达到90%。", ["2013", "2015"]),
        ("a span", "2012—2015年，收集率达到90%。", ["2015"]),
        ("beside what has been", "2011年，收集率达到60%。2015年底前，收集率达到90%。", ["2015"]),
        ("history in a newer text", "到2015年，收集率达到60%。到2025年，收集率达到90%。", ["2025"]),
    ],
)
def test_whether_a_text_of_before_2021_keeps_what_it_looks_forward_to(
    what: str, text: str, expected: list[str]
) -> None:
    facts = read(f"宜宾市污水收集实施意见\n一、工作目标\n{text}\n")
    assert [t.target_year for t in facts.targets] == expected, what


@pytest.mark.parametrize("year", ["（2024年）", "（2024年度）"])
def test_whether_a_year_in_brackets_behind_the_title_is_the_plans_own(year: str) -> None:
    facts = read(f"宜宾市河道治理工作要点{year}\n一、主要任务\n年底前，完成清淤12公里。\n")
    assert [t.target_year for t in facts.targets] == ["2024"]


@pytest.mark.parametrize("title", ["目标和指标", "主要目标", "目标任务"])
@pytest.mark.parametrize(
    "lead",
    [
        "锚定2035年远景目标，“十四五”时期我市节水的主要目标为：",
        "对照2035年远景目标，到2025年，要实现以下目标：",
    ],
)
def test_whether_goals_led_in_have_the_year_of_their_period(title: str, lead: str) -> None:
    facts = read(
        f"宜宾市节水规划\n一、要求\n（一）{title}\n{lead}\n——供水更加安全。水质达标率不低于99%。\n——管网更新。改造管网70公里。\n"
    )
    assert [(str(t.value), t.target_year) for t in facts.targets] == [("99", "2025"), ("70", "2025")]
    assert {one.deadline for one in facts.obligations} == {"2025"}
