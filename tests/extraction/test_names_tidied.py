"""Names without what stands in them besides, and whose figures are that a bracket or a list of places tells."""

from __future__ import annotations

import pytest

from tests.reading import read_item


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "those included, in a bracket",
            "持证人员（含农村实用人才、社会工作人才）总量达到3万人，占从业人员的55%。",
            ["持证人员总量", "持证人员占从业人员比例"],
        ),
        (
            "energy is no number of people",
            "可再生能源消费总量占能源消费总量的20%。",
            ["可再生能源消费总量占能源消费总量比例"],
        ),
        (
            "how many of a whole is a share",
            "普惠园数、在园幼儿数分别占总数85%以上。",
            ["普惠园数、在园幼儿数占总数比例"],
        ),
        ("what something is about", "建设以“红色”为主题的示范街区3个。", ["建设示范街区数"]),
        ("those who nearly reach it", "85%的幼儿园基本达到办园标准。", ["达到办园标准的幼儿园比例"]),
        ("within the city is part of the name", "市域内就诊率达到92%以上。", ["市域内就诊率"]),
        ("the city's area is none", "市域污水处理率达到92%以上。", ["污水处理率"]),
        ("how far apart", "充电站平均间距不超过45公里。", ["充电站平均间距"]),
        (
            "the head behind the last of three grades",
            "建设5个国家级、20个省级、100个市级精品村。",
            ["建设国家级精品村数", "建设省级精品村数", "建设市级精品村数"],
        ),
        (
            "people of many kinds",
            "培养60名城市规划、建筑设计系统人才以及园林、勘测等高层次城建专门人才。",
            ["培养高层次城建专门人才数"],
        ),
        (
            "what goes for those behind too",
            "选拔资助护理专家不少于20名，护理骨干人才不少于80名。",
            ["选拔资助护理专家数", "选拔资助护理骨干人才数"],
        ),
        ("another unit is of another deed", "新建学校6所，公办学位900个。", ["新建学校数", "公办学位数"]),
        (
            "those who get something, with some of them in a bracket",
            "培训2万人次，1.2万人（含新增高技能人才3000人）取得证书。",
            ["培训人次", "取得证书人数", "新增高技能人才数"],
        ),
    ],
)
def test_names_hold_what_is_measured(phenomenon: str, text: str, expected: list[str]) -> None:
    assert [target.phrase for target in read_item(text).targets] == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "a part of the country behind the name",
            "普惠园入园率东部地区达到95%以上，西部达到80%以上。",
            [("东部地区", "普惠园入园率"), ("西部", "普惠园入园率")],
        ),
        ("counties, as a kind", "县（市）公办园入园率达到92%以上。", [("县（市）", "公办园入园率")]),
        (
            "a district with its city before it",
            "翠屏区水体消除比例达到90%，宜宾市南溪区、高县水体消除比例达到70%。",
            [("翠屏区", "水体消除比例"), ("宜宾市南溪区、高县", "水体消除比例")],
        ),
    ],
)
def test_whose_figures_they_are(phenomenon: str, text: str, expected: list[tuple[str, str]]) -> None:
    targets = read_item(text).targets
    assert [(target.area.name, target.phrase) for target in targets] == expected, phenomenon
