"""Targets said in words, where figures begin, and either-or: a row a phenomenon, each with an invented sentence."""

from __future__ import annotations

import pytest

from policygraph.model import Stated
from tests.reading import read, read_item


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "all before the deed",
            "新建厂房全部按绿色建筑标准建设。",
            [("全部", "新建厂房按绿色建筑标准建设比例", "=", "100", "%", "level")],
        ),
        (
            "all, its time right before",
            "重点窑炉监测设备于2024年底前全部安装到位。",
            [("全部", "重点窑炉监测设备安装到位比例", "=", "100", "%", "level")],
        ),
        (
            "all of those that the clause before selects",
            "年取水量20万吨以上的，全部接入监测平台。",
            [("全部", "年取水量20万吨以上接入监测平台比例", "=", "100", "%", "level")],
        ),
        (
            "all of what is done away with",
            "2024年底前全部淘汰国二排放标准柴油货车。",
            [("全部", "国二排放标准柴油货车淘汰比例", "=", "100", "%", "level")],
        ),
        (
            "every thing must",
            "所有新建砖瓦项目必须使用清洁燃料。",
            [("所有", "新建砖瓦项目使用清洁燃料比例", "=", "100", "%", "level")],
        ),
        (
            "every thing is to reach",
            "2024年前所有的市直学校达到节水型单位标准。",
            [("所有", "市直学校达到节水型单位标准比例", "=", "100", "%", "level")],
        ),
        (
            "full coverage",
            "实现乡镇监测站点全覆盖。",
            [("全覆盖", "乡镇监测站点覆盖率", "=", "100", "%", "level")],
        ),
        (
            "two words of one thing",
            "基本实现餐厨垃圾全收集全处理。",
            [
                ("全收集", "餐厨垃圾收集率", "~", "100", "%", "level"),
                ("全处理", "餐厨垃圾处理率", "~", "100", "%", "level"),
            ],
        ),
        (
            "below none",
            "“十四五”期间化肥用量实现负增长。",
            [("负增长", "化肥用量", "<", "0", "", "increase")],
        ),
        (
            "no more, in quotation marks",
            "完成建成区散煤“清零”。",
            [("清零", "建成区散煤", "=", "0", "", "level")],
        ),
        (
            "a whole that is treated and reaches it",
            "对4家陶瓷企业实施改造，全面达到超低排放要求。",
            [("全面", "陶瓷企业达到超低排放要求比例", "=", "100", "%", "level")],
        ),
        (
            "all of a class keep to it",
            "新建住宅全面执行节能设计标准。",
            [("全面", "新建住宅执行节能设计标准比例", "=", "100", "%", "level")],
        ),
        (
            "nearly all are of that kind",
            "全市环卫车辆基本实现新能源化。",
            [("新能源化", "环卫车辆新能源车比例", "~", "100", "%", "level")],
        ),
        (
            "never more",
            "坚持以减促优，水泥产能只减不增。",
            [("只减不增", "水泥产能", "<=", "0", "", "increase")],
        ),
        (
            "removed, but for a rest",
            "基本消除城区黑臭水体。",
            [("基本消除", "城区黑臭水体", "~", "0", "", "level")],
        ),
    ],
)
def test_values_in_words(
    phenomenon: str, text: str, expected: list[tuple[str, str, str, str, str, str]]
) -> None:
    facts = read_item(text)
    found = [
        (facts.text.quote(t.span), t.phrase, str(t.op), f"{t.value.normalize():f}", t.unit, str(t.kind))
        for t in facts.targets
        if t.stated is Stated.WORDS
    ]
    assert found == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text"),
    [
        ("what is so already", "砖瓦企业已全部完成改造，巩固治理成效。"),
        ("a name", "完善全覆盖监管体系。"),
        ("an attribute", "构建城乡全覆盖的服务体系。"),
        ("a course", "推动乡镇监测站点全覆盖。"),
        ("the word within another", "保障建设用地安全利用。"),
        ("a list of names", "推广深度节水、废水零排放、固废减量技术。"),
        ("those that are selected", "对全部完成改造的企业给予奖励。"),
        ("all of an abstract", "落实全部任务。"),
        ("effort", "加大砖瓦企业全部实施改造力度。"),
        ("a deed without its object", "将新增企业全部纳入。"),
        ("beside a figure in its clause", "确保砖瓦企业改造率全部达到95%。"),
        ("no thing that is counted", "消除群众顾虑。"),
        ("a title", "落实《消除黑臭水体行动方案》。"),
        ("a past year", "2019年砖瓦企业全部完成改造。"),
    ],
)
def test_words_that_state_no_value(phenomenon: str, text: str) -> None:
    facts = read_item(text)
    assert [facts.text.quote(t.span) for t in facts.targets if t.stated is Stated.WORDS] == [], phenomenon


def test_how_things_stand_sets_no_targets_and_obliges_nobody() -> None:
    facts = read(
        "宜宾市节能规划\n一、发展基础\n（一）工作成效。城区污水实现全收集。\n（二）主要问题。监管全部缺位。\n"
        "二、主要任务\n（一）提升治理成效。实现污水全收集。\n"
    )
    assert [t.path for t in facts.targets] == ["二/（一）"]
    assert [o.path for o in facts.obligations] == ["二/（一）"]


def test_ideas_and_principles_set_no_targets_in_words() -> None:
    facts = read("宜宾市节能方案\n一、基本原则\n坚持系统谋划，实现监管全覆盖。\n二、主要任务\n开展宣传。\n")
    assert facts.targets == ()


@pytest.mark.parametrize(
    ("text", "year", "strength"),
    [
        ("到2024年，乡镇垃圾实现全收集。", "2024", "firm"),
        ("到2025年，乡镇垃圾力争实现全收集。", "2025", "strive"),
        ("年取水量20万吨以上的，原则上全部接入监测平台。", "", "strive"),
    ],
)
def test_by_when_and_how_strongly(text: str, year: str, strength: str) -> None:
    (target,) = (t for t in read_item(text).targets if t.stated is Stated.WORDS)
    assert (target.target_year, target.strength) == (year, strength)


@pytest.mark.parametrize(
    ("phenomenon", "text", "base"),
    [
        ("from where to where", "秸秆综合利用率由76%提高到88%。", "76"),
        ("with its year", "管网漏损率从2020年的12.5%下降到9%。", "12.5"),
        ("with 万", "化肥用量由3万吨减少到2.5万吨。", "30000"),
        ("of another unit", "产量由3万吨提高到5%。", ""),
        ("another clause", "利用率由76%提高，回收率达到88%。", ""),
        ("none", "秸秆综合利用率达到88%。", ""),
    ],
)
def test_base_values_in_prose(phenomenon: str, text: str, base: str) -> None:
    target = read_item(text).targets[-1]
    assert (f"{target.baseline_value:f}" if target.baseline_value is not None else "") == base, phenomenon


def test_either_or_points_at_the_other_figure() -> None:
    first, second = read_item("污水收集率达到70%以上或比2020年提高5个百分点。").targets
    assert second.alternative_to == first.span
    assert first.alternative_to is None


def test_what_a_name_made_of_figures_says_is_no_target() -> None:
    assert read_item("6月底前全部完成“一园一档”。").targets == ()


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("梳理拟投产的重大项目（综合能耗1万吨标准煤以上），并列出清单。", []),
        ("形成230℃/170MPa以上超高温高压测井装备。", []),
        ("建设蔬菜基地（面积500亩以上）12个。", ["12个"]),
        ("新增绿地120公顷（其中公园30公顷以上）。", ["120公顷", "30公顷"]),
    ],
)
def test_which_or_how_strong_things_are_is_no_target(text: str, figures: list[str]) -> None:
    facts = read_item(text)
    assert [facts.text.quote(t.span) for t in facts.targets] == figures
