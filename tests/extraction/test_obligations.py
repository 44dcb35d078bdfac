"""Directing sentences: strength by the strongest cue, deadline by the latest time."""

from __future__ import annotations

import pytest

from policygraph.extraction.due import due_dates, latest
from policygraph.extraction.strengths import strength
from tests.reading import read, read_item


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("严格准入，严禁新增平板玻璃产能", "prohibition"),
        ("城市建成区不再新建燃煤锅炉", "prohibition"),
        ("新建项目必须配套治污设施", "requirement"),
        ("污水管网应采取分流制", "requirement"),
        ("推广应用节能技术，加快应急体系建设", "direction"),
        ("各部门要加强协调，重要情况及时报告", "requirement"),
        ("改善主要流域水质，突出重要支流", "direction"),
        ("坚决遏制盲目发展", "requirement"),
        ("鼓励园区优先利用可再生能源", "encouragement"),
        ("鼓励企业采用先进技术，优化运营管理，提升能效水平", "encouragement"),
        ("鼓励社会资本加大投资，探索建立多元投入机制", "direction"),
        ("推行定额管理，鼓励各单位申报领跑者", "direction"),
        ("鼓励集中区企业合建喷涂中心，配备治理设施，代替分散工序", "encouragement"),
        ("鼓励业主选用装配式装修，满足日后翻修的需要", "encouragement"),
        ("鼓励业主选用装配式装修，完善补贴办法", "direction"),
        ("鼓励以乡镇为单元，推进农家乐统一收运、统一处置", "encouragement"),
        ("鼓励有条件的社区结合老旧小区改造,开展零碳社区建设", "encouragement"),
        ("引导种粮大户根据墒情，稳步推进水肥一体化，合理储备一批抗旱物资", "encouragement"),
        ("引导养殖场利用闲置用房发展沼气，两年内新增沼气池300座", "direction"),
        ("支持糖厂锅炉节能改造，探索应用蔗渣气化技术，减少标煤消耗", "encouragement"),
        ("支持糖厂锅炉节能改造，探索建立以奖代补机制", "direction"),
        ("支持糖厂锅炉节能改造，推广应用蔗渣气化技术", "direction"),
        ("支持糖厂锅炉节能改造，大力发展循环农业", "direction"),
        ("支持屋顶光伏试点，按发电量给予每千瓦时0.2元补贴", "encouragement"),
        ("新建充电站，支持屋顶光伏试点，给予一次性奖励", "direction"),
        ("支持发展互助养老，逐步压减小散机构", "direction"),
        ("鼓励商户使用可循环餐具，扩大绿色包装应用规模", "encouragement"),
        ("鼓励商户使用可循环餐具，扩大绿色债券发行", "direction"),
        ("结合校舍维修，争取完成门窗更换800间，更换后单位面积能耗下降15%", "striving"),
        ("争取完成门窗更换800间，推进照明改造2000间", "direction"),
        ("积极争取上级资金支持，新增充电桩300个", "direction"),
        ("力争年内新增绿地5公顷，建成公园3座", "striving"),
        ("新能源占比力争达到20%，为低碳转型奠定基础", "striving"),
        ("力争利用瓦斯2亿立方米，相当于节约标准煤20万吨，减排二氧化碳50万吨", "striving"),
        ("力争到2025年底，2户企业达到标杆水平", "striving"),
        ("到2025年，供电煤耗力争降至先进值水平", "striving"),
        ("到2025年，全面执行新标准，漏损率力争控制在9%以内", "direction"),
        ("车辆原则上配备新能源汽车", "direction"),
        ("落实《严格限制类目录》要求的分类指导", "direction"),
    ],
)
def test_strength(sentence: str, expected: str) -> None:
    assert strength(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("到2025年，全面建成", "2025"),
        ("2023年10月底前全部关停，2024年完成验收", "2024"),
        ("2023年10月底前全部关停", "2023-10"),
        ("“十四五”期间新增一批项目", "2025"),
        ("确保完成“十四五”节能减排各项任务", "2025"),
        ("确保“十四五”降碳任务落到实处", "2025"),
        ("能耗比2020年下降10%", ""),
        ("落实《2030年前碳达峰行动方案》", ""),
        ("能耗强度目标在“十四五”规划期内统筹考核", ""),
        ("根据“十四五”能耗强度降低基本目标，确定各县目标", ""),
    ],
)
def test_deadline(sentence: str, expected: str) -> None:
    assert latest(due_dates(sentence)) == expected


@pytest.mark.parametrize(
    ("phenomenon", "sentence", "expected"),
    [
        (
            "a time governs its clause and those behind it",
            "完善充电网络，2023年底前建成充电站8座，到2025年，实现乡镇都有充电桩，服务便捷",
            [("2023", "2023年底前建成充电站8座"), ("2025", "到2025年，实现乡镇都有充电桩，服务便捷")],
        ),
        (
            "a time that closes the sentence governs what stands before",
            "关停砖瓦窑，改造燃煤锅炉，2024年10月底前全部完成",
            [("2024-10", "关停砖瓦窑，改造燃煤锅炉，2024年10月底前全部完成")],
        ),
        (
            "but not what another time governs",
            "2023年关停砖瓦窑，改造燃煤锅炉，2024年底前完成",
            [("2023", "2023年关停砖瓦窑，改造燃煤锅炉"), ("2024", "2024年底前完成")],
        ),
        ("a base year is no due date", "能耗比2020年下降10%，到2025年达标", [("2025", "到2025年达标")]),
        ("times of documents are none", "落实《2030年前碳达峰行动方案》，开展宣传", []),
        ("no time", "开展宣传活动", []),
    ],
)
def test_times_of_a_sentence(phenomenon: str, sentence: str, expected: list[tuple[str, str]]) -> None:
    facts = read_item(f"{sentence}。")
    found = [(due.date, facts.text.quote(due.span)) for o in facts.obligations for due in o.dates]
    assert found == expected, phenomenon


def test_a_year_of_a_chapter_of_goals_is_the_due_date_of_its_sentences() -> None:
    facts = read("宜宾市节能方案\n一、主要目标\n到2025年，能效明显提高。排放持续减少。\n")
    assert [[due.date for due in o.dates] for o in facts.obligations] == [["2025"], ["2025"]]


@pytest.mark.parametrize(
    ("phenomenon", "sentence", "expected"),
    [
        ("a duty", "各区要完善统计制度", "duty"),
        ("what somebody may do", "各区可根据本地实际，自行确定年度目标", "permission"),
        ("on a condition", "确有困难的，可适当延长改造期限", "permission"),
        ("after a time clause", "增速超过预期时，可相应调整总量目标", "permission"),
        ("可 within other nouns", "推广三维可视化应用，盘活城乡可利用空间", "duty"),
        ("who may, after a way to do it", "因地制宜确定模式，企业可采用新工艺", "duty"),
        ("可 within a noun", "推广可再生能源，开展可行性研究", "duty"),
        ("a permission that only follows a duty", "加快设备更新，企业可申请专项资金", "duty"),
        ("not counted", "新增风电消纳量不纳入能源消费总量考核", "exemption"),
        ("freed from assessment", "对提前完成任务的区县，免于年度考核", "exemption"),
        ("taken into assessment", "将任务完成情况纳入年度考核", "duty"),
    ],
)
def test_whether_a_sentence_obliges_permits_or_exempts(phenomenon: str, sentence: str, expected: str) -> None:
    assert [o.modality for o in read_item(f"{sentence}。").obligations] == [expected], phenomenon


def test_background_closing_words_and_brackets_are_no_obligations() -> None:
    facts = read_item(
        "近年来，能耗持续下降。推进改造；完善制度。（市发展改革委负责）本方案由市发展改革委负责解释。"
    )
    assert [facts.text.quote(o.span) for o in facts.obligations] == ["推进改造", "完善制度"]


@pytest.mark.parametrize(
    "sentence",
    [
        "本措施自印发之日起施行，有效期3年",
        "自发布之日起施行，有效期至2026年12月31日",
        "本实施细则由市水务局负责解释",
        "国家和省另有规定的，从其规定",
        "此前规定与本办法不一致的，以本办法为准",
        "原《宜宾市节水管理办法》同时废止",
    ],
)
def test_words_on_the_force_of_the_document_are_no_obligations(sentence: str) -> None:
    facts = read_item(f"更换水表300只。{sentence}。")
    assert [facts.text.quote(o.span) for o in facts.obligations] == ["更换水表300只"]


def test_named_items_and_run_in_headings_are_no_obligations() -> None:
    facts = read_item("一是电力行业能效提升行动。对机组实施改造。\n1.提升能效水平。推广先进技术。")
    assert [facts.text.quote(o.span) for o in facts.obligations] == ["对机组实施改造", "推广先进技术"]


def test_headings_of_items_with_a_comma_are_no_obligations() -> None:
    facts = read_item(
        "1.盘活存量，推动绿色升级。淘汰落后产能。\n2.到2025年，建成示范区。\n3.加强管理，不得超标。及时通报。"
    )
    assert [facts.text.quote(o.span) for o in facts.obligations] == [
        "淘汰落后产能",
        "到2025年，建成示范区",
        "加强管理，不得超标",
        "及时通报",
    ]


def test_mottoes_of_principles_are_no_obligations() -> None:
    facts = read(
        "一、总体要求\n（一）基本原则\n——系统推进、分类施策。统筹各项工作。\n坚持节约优先。把节约放在首位。\n"
        "（二）工作要求\n加强领导，落实责任。各部门要密切配合。\n"
    )
    assert [facts.text.quote(o.span) for o in facts.obligations] == [
        "统筹各项工作",
        "把节约放在首位",
        "加强领导，落实责任",
        "各部门要密切配合",
    ]


def test_preamble_and_annexes_hold_no_obligations() -> None:
    facts = read("为落实要求，制定本方案。\n一、总体要求\n推进改造。\n附件1\n任务说明\n加快建设。\n")
    assert [(o.path, facts.text.quote(o.span)) for o in facts.obligations] == [("一", "推进改造")]
