"""Names without what stands in them besides, and whose figures are that a bracket or a list of places tells."""

from __future__ import annotations

import pytest

from tests.reading import read, read_item


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


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "the thing of a share before, for what it makes",
            "数字产业增加值占地区生产总值比重达到9%，产值规模突破300亿元。",
            ["数字产业增加值占地区生产总值比重", "数字产业产值规模"],
        ),
        (
            "the first of three industries",
            "茶叶产量达到2万吨，一产产值达到9亿元。",
            ["茶叶产量", "茶叶一产产值"],
        ),
        (
            "a work that is installed",
            "力争核准开工风电装机不低于80万千瓦，其中并网装机规模不低于30万千瓦。",
            ["核准开工风电装机", "风电并网装机规模"],
        ),
        (
            "equipment of what is treated",
            "污水治理率达60%，设施稳定运行率达90%。",
            ["污水治理率", "污水设施稳定运行率"],
        ),
        ("schooling that spreads", "基本普及学前教育，毛入园率达到88%。", ["学前教育毛入园率"]),
        (
            "what most are to keep within",
            "筹集保障房900套，单套建筑面积以不超过70平方米的小户型为主。",
            ["筹集保障房套数", "保障房单套建筑面积"],
        ),
        ("most of a size are none", "培育企业5家，以投资超过3亿元的项目为主。", ["培育企业数"]),
        (
            "the share done of a work",
            "对在运营的敬老院实施适老化改造，2022年底前完成80%以上。",
            ["在运营的敬老院适老化改造完成比例"],
        ),
        (
            "what is kept for a use",
            "协议应约定保留不低于20%的床位用于特困供养。",
            ["床位用于特困供养比例"],
        ),
        ("what those are, who are kept", "保留不低于20%的老企业。", []),
        ("so much each day", "烘干能力达到每日180吨。", ["烘干能力"]),
        ("what is begun by turns", "分批次启动10个世界级景区建设。", ["世界级景区建设数"]),
        (
            "how large all are together",
            "加快推进7座共计840万千瓦抽水蓄能电站开工建设。",
            ["抽水蓄能电站开工建设数"],
        ),
        ("mere progress", "加快188座病险水库项目建设进度。", []),
        (
            "those of whom a share is told",
            "每周参加锻炼不少于3次、每次不少于30分钟的人数比例达到32%以上。",
            ["每周参加锻炼不少于3次、每次不少于30分钟的人数比例"],
        ),
        ("a rule for many", "小区按照每300户至500户且步行不超过5分钟的标准设置站点。", []),
        ("land that is watered", "确保年度新增、恢复及改善灌面32万亩。", ["新增、恢复及改善灌面"]),
        ("more than half", "老旧管网改造过半。", ["老旧管网改造比例"]),
        ("those of whom more than half is done", "改造过半的企业要通过验收。", []),
    ],
)
def test_what_is_a_target_and_of_what(phenomenon: str, text: str, expected: list[str]) -> None:
    assert [target.phrase for target in read_item(text).targets] == expected, phenomenon


def test_investment_is_that_of_the_task() -> None:
    facts = read(
        "某市水利建设行动方案\n一、任务\n（一）建设农村供水体系。投资12亿元，使自来水普及率超过90%。\n"
    )
    assert [target.phrase for target in facts.targets] == ["农村供水体系建设投资", "自来水普及率"]


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "a time ahead of two things done each week",
            "场馆免费开放，到2026年，图书馆每周开放时间不少于56小时，文化馆每周开放时间不少于48小时。",
            ["2026", "2026"],
        ),
        ("begun, and finished later", "2021年启动整治352个排污口，到2023年全面完成整治任务。", ["2023"]),
        ("begun only", "2021年启动整治352个排污口，2023年开展评估。", ["2021"]),
    ],
)
def test_by_when(phenomenon: str, text: str, expected: list[str]) -> None:
    assert [target.target_year for target in read_item(text).targets] == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("building begun", "核准开工风电装机规模不低于75万千瓦。", "amount"),
        ("so much by then", "水土流失治理面积累计达到7600平方公里。", "level"),
        ("what is done", "治理水土流失面积600平方公里。", "amount"),
        ("there to be", "2023年实有市场主体15万户。", "level"),
    ],
)
def test_kinds(phenomenon: str, text: str, expected: str) -> None:
    assert [target.kind for target in read_item(text).targets] == [expected], phenomenon


def test_a_part_is_left_behind() -> None:
    facts = read_item(
        "粮食机械化率达到70%，其中山区县（市、区）机械化率达到55%，设施农业和畜牧养殖机械化率达到50%。"
    )
    assert [target.area.name for target in facts.targets] == ["宜宾市", "山区县（市、区）", "宜宾市"]
