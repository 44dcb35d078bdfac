"""Lists of practical matters (民生实事) and of crops: work in so many places, sums with their work, lengths."""

from __future__ import annotations

import pytest

from tests.reading import read, read_item


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("verbs of two parts", "提质改造农村公路37公里。", ["提质改造农村公路里程"]),
        ("lights along roads", "亮化农村公路75公里。", ["亮化农村公路里程"]),
        ("a thing that is its own unit", "新增墓穴9000穴。", ["新增墓穴数"]),
        ("how long all is", "铺设供热主管网，全长约4.3公里。", ["铺设供热主管网长度"]),
        ("how long nobody knows what is", "优化营商环境，全长约4.3公里。", ["全长"]),
        (
            "a sum for the work behind it",
            "投资3000万元，提升改造低等级公路40公里。",
            ["提升改造低等级公路投资", "提升改造低等级公路里程"],
        ),
        ("a sum that brings something", "投资3000万元，使供水普及率达到95%。", ["投资", "供水普及率"]),
        (
            "three measures of one thing",
            "老旧小区改造新开工49个、25万平方米、3200户。",
            ["老旧小区改造新开工数", "老旧小区改造新开工面积", "老旧小区改造新开工户数"],
        ),
        ("another thing", "新建学校6所、幼儿园8所。", ["新建学校数", "新建幼儿园数"]),
        ("those who are helped", "帮助800名失业青年实现就业。", ["实现就业的失业青年数量"]),
        ("work with 工程 behind", "完成城区11条道路积水改善工程。", ["道路积水改善工程数"]),
        ("works of several kinds", "完成17条道路大修、中修工程。", ["道路大修、中修工程数"]),
        ("what is included", "新增1200个公共（含专用）充电桩。", ["新增公共充电桩数"]),
        ("an open quotation", "推动90项服务事项“省内通办、跨省通办”。", ["服务事项数"]),
        ("work at homes", "为800户困难家庭进行无障碍改造。", ["困难家庭无障碍改造户数"]),
        (
            "work begun and done",
            "新开工（筹集）保障房900套、基本建成400套。",
            ["新开工（筹集）保障房套数", "基本建成保障房套数"],
        ),
        ("where a figure lies", "确保大豆种植面积在46万亩以上。", ["大豆种植面积"]),
        ("those of such a size", "面积在46万亩以上的县要编制方案。", []),
        (
            "a yield named in the clause before",
            "油料种植面积在46万亩以上；推动大豆单产水平稳步提升，单产提高2%以上。",
            ["油料种植面积", "大豆单产"],
        ),
        (
            "crops behind a full stop and a semicolon",
            "粮食播种面积达43万亩。其中：早稻3万亩，中稻27万亩；油菜15万亩，其他油料2万亩。",
            ["粮食播种面积", "早稻播种面积", "中稻播种面积", "油菜播种面积", "其他油料播种面积"],
        ),
        (
            "things and homes in them",
            "改造老旧小区18个、2360户，加装电梯40部。",
            ["改造老旧小区数", "改造老旧小区户数", "加装电梯数"],
        ),
        (
            "in all, in a bracket",
            "新增2400户（累计约3600户）餐饮单位纳入监管平台。",
            ["新增餐饮单位纳入监管平台户数"],
        ),
        (
            "roads by their names",
            "建成武安、京川等3条高速公路。",
            ["建成高速公路数"],
        ),
        (
            "the share of a task",
            "确保春节前完成造林任务的85%以上。",
            ["造林任务完成比例"],
        ),
        (
            "those who pass",
            "新增学位860个，3所高中通过示范高中验收。",
            ["新增学位数", "通过示范高中验收的高中数量"],
        ),
        (
            "no thing to take over",
            "事故起数和死亡人数分别下降10%和8%，隐患整改率保持100%。",
            ["事故起数", "死亡人数", "隐患整改率"],
        ),
        ("hours for each", "人均培训不少于72学时。", ["人均培训学时数"]),
        (
            "which of several sizes",
            "培育3家接待量超100万人次、5家超50万人次的滑雪场。",
            ["培育滑雪场数"],
        ),
        ("what is there already", "现有早稻3万亩；已种油菜15万亩。", []),
    ],
)
def test_practical_matters(phenomenon: str, text: str, expected: list[str]) -> None:
    assert [target.phrase for target in read_item(text).targets] == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "so many villages, for one work",
            "在39个村改造供水线路16公里，绿化率达到60%。",
            [("39个村", "改造供水线路长度"), ("宜宾市", "绿化率")],
        ),
        (
            "so many towns, with a bracket",
            "在17个乡镇（街道办）硬化道路10万平方米并安装路灯900盏。",
            [("17个乡镇（街道办）", "硬化道路面积"), ("宜宾市", "安装路灯数")],
        ),
        ("so many villages, for things", "在39个村安装路灯160盏。", [("39个村", "安装路灯数")]),
    ],
)
def test_where_the_work_is_done(phenomenon: str, text: str, expected: list[tuple[str, str]]) -> None:
    targets = read_item(text).targets
    assert [(target.area.name, target.phrase) for target in targets] == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "title", "expected"),
    [
        ("a county's", "2023年高县政府十方面民生实事", "2023"),
        ("a city's", "2023年宜宾市为民办实事项目", "2023"),
        ("a plan of several years", "2023—2025年宜宾市民生实事实施方案", ""),
    ],
)
def test_matters_of_a_year_are_due_in_it(phenomenon: str, title: str, expected: str) -> None:
    facts = read(f"{title}\n一、人居环境\n（一）公园。新建口袋公园12处。\n")
    assert [target.target_year for target in facts.targets] == [expected], phenomenon
