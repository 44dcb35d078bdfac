"""What directing sentences say beside what is to be done: a row a phenomenon, each with an invented sentence."""

from __future__ import annotations

import pytest

from tests.reading import read_item


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("counties with a modal verb", "各县（市、区）要完善制度。", ["各县（市、区）"]),
        ("a list of bodies", "市发展改革委、市财政局要加强统筹。", ["市发展改革委", "市财政局"]),
        (
            "an official",
            "各区政府主要负责同志是第一责任人，要抓好落实。",
            ["各区政府主要负责同志"],
        ),
        ("firms with a verb that directs", "重点用能单位设置能源管理岗位。", ["重点用能单位"]),
        (
            "two subjects in one sentence",
            "重点用能单位设置管理岗位，重点排污单位配备专职人员。",
            ["重点用能单位", "重点排污单位"],
        ),
        ("after a time", "2024年底前，各级财政加大支持力度。", ["各级财政"]),
        ("a leading group", "领导小组定期调度工作进展。", ["领导小组"]),
        ("who answers for it", "市、县两级政府对本地区工作负总责。", ["市、县两级政府"]),
        (
            "names and what they are",
            "城南示范区、临港高新区等省级及以上工业园区大力推进循环利用。",
            ["城南示范区", "临港高新区", "省级及以上工业园区"],
        ),
        ("fields and what they are", "交通、建筑等重点领域严格执行限额标准。", []),
        ("a place and no subject", "在重点用能单位设置能源管理岗位。", []),
        ("an object", "鼓励企业采用先进技术。", []),
        ("part of a name", "公共机构能效持续提升。", []),
        ("those whom a verb moves", "推动各级政府加强监管。", []),
        ("no subject", "加强统计队伍建设。", []),
    ],
)
def test_who_has_to_act(phenomenon: str, text: str, expected: list[str]) -> None:
    found = [bearer.phrase for o in read_item(text).obligations for bearer in o.bearers]
    assert found == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "set by the province",
            "完成省下达的“十四五”煤炭消费总量控制目标。",
            [("煤炭消费总量", ("level-province",), "2025")],
        ),
        (
            "by two levels, of what stands before",
            "到2025年，化学需氧量重点工程减排量完成国家、省下达的目标任务。",
            [("化学需氧量重点工程减排量", ("level-country", "level-province"), "2025")],
        ),
        (
            "of several pollutants",
            "完成省下达化学需氧量、氨氮重点工程减排指标。",
            [
                ("化学需氧量重点工程减排量", ("level-province",), ""),
                ("氨氮重点工程减排量", ("level-province",), ""),
            ],
        ),
        (
            "set by the city",
            "2024年完成市定的秸秆综合利用率目标。",
            [("秸秆综合利用率", ("level-prefecture",), "2024")],
        ),
        ("those who meet it", "对完成省下达能耗强度目标的区县给予激励。", []),
        ("what it is set by", "根据省下达的能耗强度目标，分解任务。", []),
        ("no level", "确保完成各项目标任务。", []),
        (
            "of what was said before",
            "对单机10万千瓦以上的机组实施节能改造，提高效率，完成省定任务。",
            [("机组节能改造", ("level-province",), "")],
        ),
        ("of nothing", "加强机组改造，完成省定任务。", []),
        (
            "by whom it is for",
            "各县（市、区）和经开区可结合增速预期，自行确定年度能源消费总量目标。",
            [("能源消费总量", ("level-county",), "")],
        ),
        ("by the plan's own level", "综合考虑各县（市、区）实际，合理确定能耗强度降低目标。", []),
    ],
)
def test_targets_that_another_level_sets(
    phenomenon: str, text: str, expected: list[tuple[str, tuple[str, ...], str]]
) -> None:
    found = [(t.indicator.label, t.set_by, t.target_year) for t in read_item(text).duties.delegated]
    assert found == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("at least a class of water", "出境断面水质达到Ⅲ类及以上。", [("Ⅲ类", "water-iii", ">=", False)]),
        ("better than", "水源地水质优于III类。", [("III类", "water-iii", ">=", False)]),
        ("sewage plants", "污水处理厂出水达到一级A标准。", [("一级A标准", "sewage-1a", "=", False)]),
        ("what is to go", "加快淘汰国三及以下排放标准柴油货车。", [("国三", "china-3", "<=", True)]),
        ("of which none is to be left", "劣Ⅴ类水体比例为0。", [("劣Ⅴ类", "water-5", "=", True)]),
        ("the longer name", "新增车辆执行国六B排放标准。", [("国六B", "china-6b", "=", False)]),
        ("plants", "推动焦化企业超低排放改造。", [("超低排放", "ultra-low", "=", False)]),
        ("efficiency", "产能达到能效标杆水平。", [("能效标杆水平", "benchmark-level", "=", False)]),
        ("below a limit", "外排废水低于特别排放限值。", [("特别排放限值", "special-limits", "<", False)]),
        ("stars of buildings", "公共建筑执行二星级以上标准。", [("二星级", "building-2", ">=", False)]),
        ("nearly", "控制水平基本达到国内先进水平。", [("国内先进水平", "domestic-advanced", "~", False)]),
        (
            "stages of machinery in words",
            "非道路移动机械执行第四阶段排放标准。",
            [("第四阶段排放标准", "china-4", "=", False)],
        ),
        ("stages of something else", "启动园区第四阶段建设。", []),
        ("stars of something else", "开展三星级服务窗口评选。", []),
        ("classes of something else", "规范Ⅲ类射线装置管理。", []),
        ("in a title", "落实《超低排放改造方案》。", []),
        ("whom a rule is for", "对能效低于基准水平的企业限期改造，对能达到标杆水平的项目予以支持。", []),
        ("what is not reached", "淘汰达不到超低排放要求的机组。", []),
        ("between two grades", "介于标杆水平和基准水平之间的，引导开展改造。", []),
    ],
)
def test_grades(phenomenon: str, text: str, expected: list[tuple[str, str, str, bool]]) -> None:
    facts = read_item(text)
    found = [
        (facts.text.quote(g.span), g.grade.rpartition("/")[2], str(g.op), g.is_removed)
        for g in facts.duties.grades
    ]
    assert found == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "rhythms one after the other",
            "加强责任评价，实行年度评价、中期评估、五年考核。",
            [
                ("年度评价", "assessment", "yearly"),
                ("中期评估", "assessment", "mid-term"),
                ("五年考核", "assessment", "five-yearly"),
            ],
        ),
        ("a rhythm before", "每年对各区进行考核。", [("考核", "assessment", "yearly")]),
        ("made known each month", "按月通报排名情况。", [("通报", "publication", "monthly")]),
        ("an assessment without rhythm", "完善减排考核体系。", [("考核", "assessment", "")]),
        ("an inspection", "强化生态环境保护督察。", [("督察", "inspection", "")]),
        ("a check", "对在建项目节能审查开展评估检查。", [("评估检查", "inspection", "")]),
        ("a check of meters", "组织好能源计量审查工作。", [("能源计量审查", "inspection", "")]),
        ("what a check is taken for", "把能源计量审查作为重点，制定能源计量审查年度方案。", []),
        ("what was found", "抓好督察整改，运用考核结果。", []),
        ("a measuring point", "分析考核点位水质。", []),
        ("a section of a river", "改善考核断面水质。", []),
        ("what can be assessed", "按照可考核的原则制定办法。", []),
        ("of a project", "严格环境影响评价。", []),
        ("who is not assessed", "原料用能不纳入能耗考核。", []),
        ("a report that firms keep", "落实能源利用状况报告制度。", []),
    ],
)
def test_evaluations(phenomenon: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    facts = read_item(text)
    found = [(facts.text.quote(e.span), e.kind, e.frequency) for e in facts.duties.evaluations]
    assert found == expected, phenomenon


def test_reports_name_to_whom_and_how_often() -> None:
    facts = read_item(
        "各区每季度向市政府报告进展。重大事项及时向市委、市政府专题汇报。各区每年3月底前将上年总结报送市发展改革委。"
    )
    assert [(e.kind, e.frequency, e.recipient) for e in facts.duties.evaluations] == [
        ("report", "quarterly", "市政府"),
        ("report", "promptly", "市委、市政府"),
        ("report", "yearly", "市发展改革委"),
    ]


def test_to_whom_the_result_of_an_assessment_is_handed() -> None:
    facts = read_item("考核结果交由组织部门作为对各区领导班子综合考核评价的重要依据。")
    assert [(c.kind, c.recipient) for c in facts.duties.consequences] == [("cadre-assessment", "组织部门")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对进展滞后的区县予以约谈，情节严重的挂牌督办。", ["interview", "supervision"]),
        ("对未完成任务的严肃追责问责。", ["accountability"]),
        ("考核结果作为领导班子考核评价的重要依据。", ["cadre-assessment"]),
        ("对成效突出的给予奖励，对工作不力的通报批评。", ["praise", "criticism"]),
        ("未完成任务的，要向市政府作出书面说明。", ["explanation"]),
        ("建立评议考核制度，奖优罚劣。", ["reward-and-penalty"]),
        ("对排名靠后的，加强督促指导。", ["guidance"]),
        ("加强对各县区工作的督促指导。", []),
        ("完善人才奖励政策。", []),
    ],
)
def test_consequences(text: str, expected: list[str]) -> None:
    assert [c.kind for c in read_item(text).duties.consequences] == expected


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("a ledger", "建立减排项目台账。", [("减排项目台账", "ledger", "建立", "")]),
        ("a list with its time", "2024年底前编制重点企业名录。", [("重点企业名录", "list", "编制", "2024")]),
        (
            "a platform that is built",
            "加快推进能耗监测平台建设。",
            [("能耗监测平台", "platform", "推进", "")],
        ),
        (
            "a plan",
            "制定空气质量改善行动计划，抓好落实。",
            [("空气质量改善行动计划", "sub-plan", "制定", "")],
        ),
        (
            "a plan with a title",
            "修订完善《重污染天气应急预案》。",
            [("《重污染天气应急预案》", "sub-plan", "修订完善", "")],
        ),
        (
            "two of one verb",
            "建立节能项目库和综合服务平台。",
            [("节能项目库", "list", "建立", ""), ("综合服务平台", "platform", "建立", "")],
        ),
        ("a name by itself", "建立管理台账。", [("管理台账", "ledger", "建立", "")]),
        ("one that is used", "将项目信息接入监管平台。", []),
        ("one that is there", "依托能耗监测平台，加强调度。", []),
        ("how it is managed", "完善清单管理制度。", []),
        ("a plan that is carried out", "实施全民健身计划。", []),
        ("a course", "推动平台企业发展。", []),
        (
            "a year in its name",
            "编制2030年前碳达峰行动方案。",
            [("2030年前碳达峰行动方案", "sub-plan", "编制", "")],
        ),
        ("what others have done", "邻市近年来出台了节水方案。", []),
        ("part of something else", "建立以龙头平台为骨干的服务体系。", []),
        ("rules", "制定设施运行操作规程。", [("设施运行操作规程", "rules", "制定", "")]),
        ("rules that are there", "执行修订完善后的《节水条例》和管理办法。", []),
        ("rules that are kept", "完善《节水条例》配套措施，落实管理办法。", []),
        ("a kind of work", "完善城乡规划、建设、管理制度。", []),
    ],
)
def test_deliverables(phenomenon: str, text: str, expected: list[tuple[str, str, str, str]]) -> None:
    facts = read_item(text)
    found = [(facts.text.quote(d.span), d.kind, d.deed, d.due) for d in facts.duties.deliverables]
    assert found == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "a figure that selects",
            "对10万千瓦以下供热机组实施改造。",
            [("10万千瓦以下", "threshold", "<= 100000 千瓦")],
        ),
        (
            "firms by a figure",
            "对单位产品能耗高于500千克标准煤/吨的企业限期改造。",
            [("单位产品能耗高于500千克标准煤/吨的企业", "threshold", "> 500 千克标准煤/吨")],
        ),
        (
            "two figures",
            "对6万千瓦以下煤耗超320克标准煤/千瓦时的机组，实施关停。",
            [
                ("6万千瓦以下", "threshold", "<= 60000 千瓦"),
                ("煤耗超320克标准煤/千瓦时的机组", "threshold", "> 320 克标准煤/千瓦时"),
            ],
        ),
        (
            "a clause of its own",
            "年取水量20万吨以上的，接入监测平台。",
            [("年取水量20万吨以上的", "threshold", ">= 200000 吨")],
        ),
        (
            "a bound that is left out",
            "对炉膛5米以上（不含）窑炉实施改造。",
            [("5米以上（不含）", "threshold", "> 5 米")],
        ),
        (
            "each hour",
            "不再新建每小时10蒸吨以下的燃煤锅炉。",
            [("每小时10蒸吨以下的燃煤锅炉", "threshold", "<= 10 蒸吨/小时")],
        ),
        (
            "what a norm is for",
            "柴油机械（37千瓦及以下）执行新标准。",
            [("37千瓦及以下", "threshold", "<= 37 千瓦")],
        ),
        ("who is able to", "支持有条件的乡镇先行先试。", [("有条件的乡镇", "selected", "")]),
        (
            "those who missed it",
            "对未完成减排任务的区县，暂缓审批项目。",
            [("未完成减排任务的区县", "selected", "")],
        ),
        (
            "whom nobody names",
            "手续不全的，依法责令停产。",
            [("手续不全的", "selected", "")],
        ),
        ("without a comma", "对弄虚作假的严肃问责。", [("弄虚作假的", "selected", "")]),
        ("what is newly built", "新建厂房应当安装光伏。", [("新建厂房", "new-built", "")]),
        ("about what is newly built", "新建项目能效水平达到标杆水平。", [("新建项目", "new-built", "")]),
        ("in an event", "实际增速超过预期时，可调整总量。", [("实际增速超过预期时", "event", "")]),
        ("once", "新项目一旦投产，老项目同时关停。", [("新项目一旦投产", "event", "")]),
        ("a premise", "在保障安全的前提下，推进改造。", [("在保障安全的前提下", "premise", "")]),
        ("but for some", "除应急车辆外，公交车全部更新。", [("除应急车辆外", "exception", "")]),
        ("in a bracket", "严禁新增水泥（不含特种水泥）产能。", [("不含特种水泥", "exception", "")]),
        ("building as a deed", "新建污水管网90公里。", []),
        ("new and old", "新建和既有停车场要配建充电桩。", []),
        ("what comes of it", "培育达到国家标准的企业。", []),
        ("a share", "到2025年，80%以上的县建成示范区。", []),
        ("a figure to be reached", "回收率达到85%以上。", []),
        ("at the same time", "同时，强化监管。", []),
        ("what is measured", "新建建筑的比例达到30%。", []),
    ],
)
def test_conditions(phenomenon: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    facts = read_item(text)
    found = [
        (facts.text.quote(c.span), c.kind, f"{c.op} {c.value} {c.unit}" if c.op else "")
        for c in facts.duties.conditions
    ]
    assert found == expected, phenomenon


@pytest.mark.parametrize(
    ("text", "governed"),
    [
        ("具有专用码头的，货物水运比例达到60%以上，其余企业达到40%。", ["60%", "40%"]),
        ("货物铁路运输比例达到50%。具有专用线的，达到80%。", ["80%"]),
        ("货物水运比例达到60%，支持有条件的园区开展示范。", []),
        ("对甲类以上的企业，回用率达到70%；对其他企业，回用率达到50%。", []),
    ],
)
def test_what_a_condition_governs(text: str, governed: list[str]) -> None:
    facts = read_item(text)
    reached = [
        facts.text.quote(target.span)
        for target in facts.targets
        for condition in facts.duties.conditions
        if condition.reach.start <= target.span.start < condition.reach.end
    ]
    assert reached == governed


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("by its legal form", "支持青禾新材料有限公司实施改造。", [("青禾新材料有限公司", "company")]),
        ("a firm known far and wide", "推动首钢实施改造。", [("首钢", "company")]),
        (
            "beside one that is known",
            "鼓励首钢、恒达铝业等高耗能企业开展合同能源管理。",
            [("首钢", "company"), ("恒达铝业", "company")],
        ),
        ("works on a river", "实施白沙河综合治理工程。", [("白沙河综合治理工程", "works")]),
        ("works in a county", "推进高县循环经济示范项目建设。", [("高县循环经济示范项目", "works")]),
        ("a plant by its name", "扩建金沙污水处理厂二期。", [("金沙污水处理厂二期", "works")]),
        ("in quotation marks", "实施“清水绿岸”工程。", [("“清水绿岸”工程", "works")]),
        ("works that have no name", "实施公共供水管网漏损治理工程，扩建城镇污水处理厂。", []),
        ("mouths of rivers", "开展入河排污口整治工程。", []),
        ("a kind of projects", "遏制“两高”项目，推进“绿岛”项目建设。", []),
        ("branches", "支持钢铁、水泥等重点行业企业改造。", []),
    ],
)
def test_firms_and_works_that_are_named(phenomenon: str, text: str, expected: list[tuple[str, str]]) -> None:
    facts = read_item(text)
    assert [(facts.text.quote(one.span), one.kind) for one in facts.duties.named] == expected, phenomenon


def test_conditions_side_by_side_govern_the_same() -> None:
    facts = read_item("未达标的，整改不到位的，停止供水。")
    found = [(facts.text.quote(c.span), facts.text.quote(c.reach)) for c in facts.duties.conditions]
    assert found == [("未达标的", "整改不到位的，停止供水"), ("整改不到位的", "停止供水")]
