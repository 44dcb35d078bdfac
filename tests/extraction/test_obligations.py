"""Directing sentences: strength by the strongest cue, deadline by the latest time."""

from __future__ import annotations

import pytest

from policygraph.extraction.obligations.binding import strength
from policygraph.extraction.obligations.deadlines import due_dates, latest
from tests.reading import TITLE, read, read_item


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("严格准入，严禁新增平板玻璃产能", "prohibition"),
        ("城市建成区不再新建燃煤锅炉", "prohibition"),
        ("新建项目必须配套治污设施", "requirement"),
        ("污水管网应采取分流制", "requirement"),
        ("对照标准开展评估，新建项目应对照先进水平设计", "requirement"),
        ("推动管网应接尽接，生活垃圾应收尽收", "direction"),
        ("落实禁止开发区域生态补偿政策，公布禁止类项目清单", "direction"),
        ("公布禁止和限制发展的行业目录", "direction"),
        ("禁止、限制部分塑料袋销售", "prohibition"),
        ("划定禁止使用高排放机械区域", "direction"),
        ("执行更为严格的排放标准", "direction"),
        ("按照“五个必须”要求，抓好施工安全管理", "direction"),
        ("民办园不纳入补助范围，但需要明确收费标准", "requirement"),
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
        ("鼓励孵化器发起设立基金，与园区、社区深度融合", "encouragement"),
        ("支持交易所建设平台，设立专板，探索证券化工作", "encouragement"),
        ("鼓励担保机构创新产品，对改造项目提供担保服务", "encouragement"),
        ("鼓励业主选用装配式装修，完善补贴办法", "direction"),
        ("鼓励以乡镇为单元，推进农家乐统一收运、统一处置", "encouragement"),
        ("鼓励有条件的社区结合老旧小区改造,开展零碳社区建设", "encouragement"),
        ("引导种粮大户根据墒情，稳步推进水肥一体化，合理储备一批抗旱物资", "encouragement"),
        ("引导养殖场利用闲置用房发展沼气，两年内新增沼气池300座", "direction"),
        ("支持糖厂锅炉节能改造，探索应用蔗渣气化技术，减少标煤消耗", "encouragement"),
        ("支持糖厂锅炉节能改造，探索建立以奖代补机制", "direction"),
        ("支持糖厂锅炉节能改造，推广应用蔗渣气化技术", "direction"),
        ("引导商户聚焦主业提升服务能力，推进标准化经营", "direction"),
        ("鼓励行业协会开展研究，发布节水团体标准", "encouragement"),
        ("鼓励渔民加工鱼糜，扩大加工规模、提高加工质量", "encouragement"),
        ("对既有校舍，鼓励加装遮阳设施", "encouragement"),
        ("有条件的街道，支持建设共享花园", "encouragement"),
        ("在食品加工领域，引导企业回收余热", "encouragement"),
        ("同时，倡导居民随手关灯", "encouragement"),
        ("二是支持农户更换灶具", "encouragement"),
        ("支持茶叶企业与合作社合作，开展联合试制，加快新品上市，推动本县成为名茶首选地", "encouragement"),
        ("支持茶企大胆试制，加快建设园区", "direction"),
        ("鼓励通过土地整理，利用边角地增加绿地，助力乡村振兴", "encouragement"),
        ("支持企业加强装备研发，在精细分拣等领域，突破一批共性技术，扩大回收网络覆盖面", "encouragement"),
        ("引导会展业绿色发展，应用可循环展具", "encouragement"),
        ("对入选示范项目但尚未进入目录的展具，鼓励商户先行租用", "encouragement"),
        ("对违规商户从严处罚，鼓励群众举报", "direction"),
        ("力争收运体系覆盖村镇，实现村庄垃圾分类", "striving"),
        ("鼓励商户使用可循环箱，更多采用原箱发货，大幅减少二次打包", "encouragement"),
        ("支持回收企业建立交易平台，完善村级回收网点", "encouragement"),
        ("支持回收企业建立交易平台，完善押金制度", "direction"),
        ("引导茶产业加大设计投入，推进柔性化改造，提供定制产品", "encouragement"),
        ("引导学生自觉节粮，养成光盘习惯", "encouragement"),
        ("支持糖厂锅炉节能改造，大力发展循环农业", "direction"),
        ("支持屋顶光伏试点，按发电量给予每千瓦时0.2元补贴", "encouragement"),
        ("新建充电站，支持屋顶光伏试点，给予一次性奖励", "direction"),
        ("支持油茶产业转型，对油茶种植大户给予奖补", "direction"),
        ("鼓励企业开展试验，加强与合作社对接，探索建立产销新模式，持续提升创新能力", "encouragement"),
        ("支持利用旧祠堂改建书屋，原则上每年不少于10处，单处面积不低于60平方米", "encouragement"),
        ("支持国企利用自有房产举办托育机构，可给予不低于3年的租金减免", "encouragement"),
        ("支持农业企业注册境外商标，通过设立直销中心等方式，深耕境外市场", "encouragement"),
        ("支持各地争创国家示范区，建设一批省级示范区", "direction"),
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
        ("水耗高于300立方米的机组不允许新建", "prohibition"),
        ("引导高耗水企业购买节水量，履行节水义务", "encouragement"),
        ("不具备建厂条件的地区，鼓励共建共享水厂", "encouragement"),
        ("倡导居民节约用水，按照实际需要合理购买花木", "encouragement"),
        ("鼓励申报节水标杆评价，发挥示范引领作用", "encouragement"),
        ("鼓励物业企业应用电子水表，标注用水等级，帮助住户了解用量，精准评估漏损", "encouragement"),
        ("引导水表企业加大研发力度，形成完整链条，向高端市场发展", "encouragement"),
        ("鼓励退休技师到水厂指导，所需编制可统筹使用", "encouragement"),
        ("省级财政继续支持节水改造，鼓励各地以奖代补", "encouragement"),
        ("鼓励各地采取合同节水模式改造，研究对项目按节水量予以奖励", "direction"),
        ("鼓励毕业生到水厂任职，符合条件的给予每人2万元补助", "direction"),
        ("支持水厂与茶农建立联结机制，参与试点的茶农每户增收2000元以上", "direction"),
        ("争取省级补助资金8000万元", "striving"),
        ("入住率低于四成的，不支持新建同类公寓", "prohibition"),
        ("不支持者可提出申诉，完善受理流程", "direction"),
        ("按照市级评定办法规定，鼓励商户申报绿色商场", "encouragement"),
        ("综合运用现有信贷政策，支持果农更新冷库", "encouragement"),
        ("支持物业公司共建充电棚，强化场地复用", "encouragement"),
        ("支持物业公司共建充电棚，强化监督检查", "direction"),
        ("鼓励各地培育养护队伍，推行委托养护", "encouragement"),
        ("支持街道收储闲置厂房，收储面积不超过300平方米", "encouragement"),
        ("落实《严格限制类目录》要求的分类指导", "direction"),
        ("鼓励园区与水厂合作，推广点对点供水", "encouragement"),
        ("鼓励骨干企业发挥作用，瞄准先进水平，开展节水改造", "encouragement"),
        ("鼓励企业建设微电网，优先利用雨水，在各园区创建节水工厂", "encouragement"),
        ("支持高耗水园区的用水需求，向水源富集地区转移", "encouragement"),
        ("借鉴外地海绵城市经验，鼓励因地制宜建设蓄水池，收集雨水用于灌溉", "encouragement"),
        ("新增环卫车辆鼓励更换纯电动车型", "encouragement"),
        ("承包期内支持各类主体开展经营，也可依法转包", "encouragement"),
        ("鼓励企业采用新工艺，大力推广节水器具", "direction"),
        ("对披露不准确的企业，督促其补充披露", "direction"),
        ("实现用水收入16亿元、力争达到21亿元", "direction"),
        ("用水收入力争达到21亿元", "striving"),
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
        (
            "a month of the year named before",
            "2025年启动改造，10月底前完成验收",
            [("2025", "2025年启动改造"), ("2025-10", "10月底前完成验收")],
        ),
        (
            "a half-year plan: months and years in turn",
            "2024年6月底前完成普查，9月底前编制方案，2025年开工，2026年底前投用",
            [
                ("2024-06", "2024年6月底前完成普查"),
                ("2024-09", "9月底前编制方案"),
                ("2025", "2025年开工"),
                ("2026", "2026年底前投用"),
            ],
        ),
        (
            "two times in one clause",
            "2024年底前完成普查、2025年6月底前完成整治，及时通报",
            [("2024", "2024年底前完成普查"), ("2025-06", "2025年6月底前完成整治，及时通报")],
        ),
        (
            "stages of one thing",
            "供水普及率2024年达到95%、2025年达到98%，水质稳定",
            [("2024", "供水普及率2024年达到95%"), ("2025", "2025年达到98%，水质稳定")],
        ),
        (
            "years of a list with its figures",
            "2024年、2025年分别新建泵站3座、5座",
            [("2024", "2024年、2025年分别新建泵站3座、5座"), ("2025", "2024年、2025年分别新建泵站3座、5座")],
        ),
        (
            "the first and the last of some years",
            "2024—2026年，每年改造管网5公里",
            [("2026", "2024—2026年，每年改造管网5公里")],
        ),
        (
            "a part of a whole",
            "到2026年，改造管网30公里，其中2024年改造8公里，同步更换阀门",
            [("2026", "到2026年，改造管网30公里"), ("2024", "其中2024年改造8公里，同步更换阀门")],
        ),
        (
            "the goals of a plan behind a month",
            "2024年10月底前完成中期评估，确保完成“十四五”节水目标",
            [("2024-10", "2024年10月底前完成中期评估"), ("2025", "确保完成“十四五”节水目标")],
        ),
        (
            "a base year between",
            "到2025年，用水量比2020年下降16%，2030年前达峰",
            [("2025", "到2025年，用水量比2020年下降16%"), ("2030", "2030年前达峰")],
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


@pytest.mark.parametrize(
    ("phenomenon", "sentence", "expected"),
    [
        ("a month of this year", "今年8月底前，完成水表更换3000只", "2024-08"),
        ("a day without a year", "管网务必于9月20日前建成投用", "2024-09"),
        ("a month without a year", "确需调整的，应在5月底前报市节能办同意", "2024-05"),
        ("the end of a month without 前", "泵站9月底建成，管网同步投用", "2024-09"),
        ("a holiday", "2025年“五一”前开放滨河步道", "2025-05"),
        ("the day of a nation", "步道2025年国庆节前开放", "2025-10"),
        ("within the year", "年内新增停车位500个", "2024"),
        ("by the year's end", "年底前建成泵站", "2024"),
        ("half a year", "上半年完成普查，出台管理办法", "2024-06"),
        ("a quarter", "三季度末前建成泵站", "2024-09"),
        ("next year", "明年6月底前建成泵站", "2025-06"),
        ("years from the plan's first", "三年内新增泵站6座", "2026"),
        ("time that a plan takes", "力争用两年左右时间，实现管网全覆盖", "2025"),
        ("years from something else", "对毕业三年内的青年给予补贴", ""),
        ("years on end", "连续三年内未达标的取消资格", ""),
        ("each year", "每年10月底前报送工作总结", ""),
        ("what is done each year", "各区每年编制改造计划，3月底前报市住建局", ""),
        ("a month behind a base year", "能耗比2020年下降5%，10月底前完成验收", "2024-10"),
        ("from when a rule is in force", "每月5日前报送进度，通报制度自2025年1月1日起施行", ""),
        ("until when", "按季度通报，通报制度试行至2025年12月31日", ""),
        ("from when a thing is to be done", "自2025年1月1日起，新建小区全部安装节水器具", "2025-01"),
        ("the name of an assessment", "未列入改造范围的小区不参加2024年度综合考核", ""),
        ("the name of goals", "将改造任务纳入各区2025年度目标", ""),
        ("those that a rule is for", "对2025年底前建成的小区实施二次供水改造", ""),
        ("those built before, and a time", "对2005年前建成的小区，2025年底前完成改造", "2025"),
        ("a year that is past", "以2022年用水量数据为分配基础，下达各区计划", ""),
        ("goals to be reached", "完成省下达的2025年度减排目标", "2025"),
        ("those who get it", "对2026年底前建成并联网的充电棚，按功率给予一次性补贴", ""),
        ("work on a thing", "对泵站实施改造，2026年底前完成", "2026"),
        ("from a year on", "2025年起年均新增绿化用地3公顷", ""),
        ("the whole year", "全年完成管网投资3亿元", "2024"),
        ("the whole year, who comes", "优化环境，全年吸引青年人才900名", "2024"),
        ("the years of a plan that is drawn up", "编制林地保护总体规划（2021—2035年），加强管护", ""),
        ("the mean of a year", "全年平均漏损率控制在9%以内", ""),
        ("a whole year before", "去年全年完成投资3亿元", ""),
        ("years behind a subject", "老旧水表三年内全部更换", "2026"),
        ("the sum of the years", "市级财政三年统筹安排资金3亿元", "2026"),
        ("money of several years", "县财政三年安排专项资金3600万元", "2026"),
        ("years that are striven for", "力争两年新增床位3000张", "2025"),
        ("years in which it doubles", "赛事规模三年内翻一番", "2026"),
        ("the last years of a five-year plan", "“十四五”后三年新建冷库320座", "2025"),
        ("the whole year, at least", "全年抽查饭店不少于200家次", "2024"),
        ("the whole year, at most", "健全巡护制度，全年漏损率控制在9%以内", "2024"),
        ("the second half of the year", "上半年摸清底数，下半年编制方案", "2024-12"),
        ("the first half of the year", "上半年开展排查", "2024-06"),
        ("half of a named year", "2025年下半年，报送用水数据", "2025-12"),
        ("a quarter of a named year", "2025年三季度前出台细则", "2025-09"),
        ("months within this year", "今年新建泵站3座，6月底前选址，11月底前全部建成", "2024-11"),
        ("the years of an award", "评选2025—2026年度节水示范案例", ""),
        ("goals in marks of quotation", "分解各区本年度“双控”目标", ""),
    ],
)
def test_deadlines_counted_from_the_document(phenomenon: str, sentence: str, expected: str) -> None:
    facts = read_item(f"{sentence}。", "宜宾市城镇节水行动方案（2024—2026年）\n宜府办发〔2024〕8号")
    assert [o.deadline for o in facts.obligations] == [expected], phenomenon


def test_months_of_a_document_of_no_year_are_no_deadlines() -> None:
    facts = read_item("6月底前建成泵站。三年内新增泵站6座。", "宜宾市城镇节水行动方案")
    assert [o.deadline for o in facts.obligations] == ["", ""]


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "parts behind semicolons",
            "到2025年，供水普及率达到98%；漏损率由12%降至9%以下；力争再生水利用率超过三成。",
            ["2025", "2025", "2025"],
        ),
        (
            "not behind a full stop",
            "2024年底前，新建泵站3座；漏损率降至9%。水质明显改善。",
            ["2024", "2024", ""],
        ),
        ("not in another paragraph", "2024年底前，新建泵站3座；\n漏损率降至9%。", ["2024", ""]),
        (
            "a part with its own time",
            "2024年底前，新建泵站3座；2025年6月底前，更换管网5公里；漏损率降至9%。",
            ["2024", "2025-06", "2025-06"],
        ),
        ("work that goes on", "到2025年，供水普及率达到98%；加强水源地巡查。", ["2025", ""]),
        ("work beside work", "到2025年，实施管网改造；推进分区计量。", ["2025", "2025"]),
        ("rules", "2024年底前淘汰旧水表860只；公共建筑一律不再安装旧水表。", ["2024", ""]),
        ("what recurs", "2024年底前，建成监测网；每季度发布水质报告。", ["2024", ""]),
        ("what everybody has to do", "2024年底前，建成监测网；各区要落实管护责任。", ["2024", ""]),
        ("a time in the middle", "新建泵站3座，其中2024年建成1座；漏损率降至9%。", ["2024", ""]),
        ("from a time on", "2024年秋季起，学校节水器具全覆盖；更换水表300只。", ["2024", ""]),
        ("a list in the sentence", "2024年底前完成：新建泵站3座；推进分区计量。", ["2024", "2024"]),
        (
            "a part of what the sentence before dates",
            "到2025年，供水普及率达到98%；新建管网60公里，其中2024年10月底前建成20公里。",
            ["2025", "2025"],
        ),
        (
            "a list below",
            "到2025年，完成以下任务：\n——推进分区计量；\n——新建泵站3座。\n宣传节水。",
            ["2025", "2025", "2025", ""],
        ),
    ],
)
def test_times_that_hold_beyond_their_sentence(phenomenon: str, text: str, expected: list[str]) -> None:
    assert [o.deadline for o in read_item(text).obligations] == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("a level", "到2025年，能效明显提高。排放水平达到国内先进水平。", ["2025", "2025"]),
        ("a figure", "到2025年，能效明显提高。漏损率降至9%。", ["2025", "2025"]),
        ("no level", "到2025年，能效明显提高。管理制度更加完善。", ["2025", ""]),
        (
            "another year",
            "到2025年，能效提高5%。到2030年，能效提高9%。漏损率降至8%。",
            ["2025", "2030", "2030"],
        ),
        ("another paragraph", "到2025年，能效提高5%。\n漏损率降至8%。供水更加安全。", ["2025", "2025", ""]),
        ("work", "到2025年，能效提高5%。加快推进3座水厂扩建。", ["2025", ""]),
        ("work in another paragraph", "到2025年，能效提高5%。\n建设水厂3座。", ["2025", ""]),
        ("work on a named thing", "到2025年，能效提高5%。\n供水管网：推进30公里改造。", ["2025", ""]),
        (
            "something done",
            "到2025年，能效提高5%。完成管网普查。监测体系基本建成。",
            ["2025", "2025", "2025"],
        ),
        ("something done to do another", "到2025年，能效提高5%。健全价值实现机制。", ["2025", ""]),
        ("a caption", "到2025年，能效提高5%。\n主要指标达到目标值一览\n", ["2025", ""]),
        ("items", "到2025年，能效提高5%。\n——漏损率降至8%。", ["2025", "2025"]),
        ("a rule", "到2025年，能效提高5%。户均面积不得超过90平方米。", ["2025", ""]),
        ("years of its own", "到2025年，能效提高5%。三年内完成水表更换300只。", ["2025", ""]),
    ],
)
def test_a_year_of_a_chapter_of_goals(phenomenon: str, text: str, expected: list[str]) -> None:
    facts = read(f"宜宾市节能方案\n一、主要目标\n{text}\n")
    assert [o.deadline for o in facts.obligations] == expected, phenomenon


def test_whether_a_stage_is_over_when_its_heading_says() -> None:
    stages = "（一）试点阶段（2021年3月至11月）\n开展试点。\n（二）推广阶段（2021年12月至2022年5月）\n总结试点经验。\n"
    facts = read(f"宜宾市绿色社区创建方案\n一、步骤\n{stages}")
    assert [o.deadline for o in facts.obligations] == ["2021-11", "2022-05"]


def test_whether_goals_go_on_behind_those_of_a_later_year() -> None:
    goals = "到2025年，能效提高5%。到2035年，全面建成节水城市。\n漏损率降至8%。"
    facts = read(f"宜宾市“十四五”节能规划\n一、主要目标\n{goals}\n")
    assert [o.deadline for o in facts.obligations] == ["2025", "2035", "2025"]


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "parts behind semicolons",
            "力争到2025年，绿化率达到40%；漏损率降至9%；建成公园5座。",
            ["striving"] * 3,
        ),
        ("not behind a full stop", "力争到2025年，绿化率达到40%。漏损率降至9%。", ["striving", "direction"]),
        ("nor work", "力争到2025年，绿化率达到40%；推进分区计量。", ["striving", "direction"]),
        ("nor rules", "力争到2025年，绿化率达到40%；严禁侵占绿地。", ["striving", "prohibition"]),
    ],
)
def test_how_far_striving_governs(phenomenon: str, text: str, expected: list[str]) -> None:
    assert [o.strength for o in read_item(text).obligations] == expected, phenomenon


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
    ("phenomenon", "sentence", "is_one"),
    [
        ("points to a table below", "各区年度任务见下表：", False),
        ("points to a numbered table", "管网更新计划详见附表2", False),
        ("leads in a list", "职责分工如下：", False),
        ("says besides what to do", "年度任务见下表，确需调整的应报市水务局同意", True),
        ("what the plan is about", "本规划立足供水现状，设置约束性指标3项，具体见下表", False),
        ("what a word means", "海绵小区指能够就地吸纳雨水的住宅小区", False),
        ("what something is of", "节水创建活动以公共建筑作为创建对象", False),
        (
            "what something is of, in other words",
            "绿色社区创建行动以城市社区为创建对象，即居委会所辖空间",
            False,
        ),
        ("指 within other words", "各区指导商户更换水表", True),
        ("names a list of goals", "具体年度目标：", False),
        ("a note", "注①：指标为各区汇总数", False),
        ("a note on brackets", "[]内为五年累计值", False),
        ("a note with a star", "*：统计口径为供水区内120个监测点", False),
        ("what is wrong", "城区水质不能稳定达标，近年漏损呈上升趋势，蓄水能力不足", False),
        ("what is wrong, and to be done", "针对蓄水能力不足，加快建设水库", True),
        ("leads in goals of a year", "2025年供水设施建设主要目标：", False),
        ("what a set of figures holds", "供水指标体系包括水质、水量2个方面9项指标", False),
        ("a year above what is due in it", "2026年", False),
        ("points to a box", "供水指标体系见专栏2", False),
        ("how many there are", "其中，约束性指标3项", False),
        ("what a part is to reach", "其中，工业用水量下降17%", True),
    ],
)
def test_lead_ins_and_definitions_are_no_obligations(phenomenon: str, sentence: str, is_one: bool) -> None:
    assert bool(read_item(f"{sentence}\n").obligations) is is_one, phenomenon


@pytest.mark.parametrize(
    "sentence",
    [
        "本措施自印发之日起施行，有效期3年",
        "本举措自印发之日起施行",
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


def test_what_was_done_before_the_document_is_no_obligation() -> None:
    body = "2023年，全市新建泵站2座。2024年，新建泵站3座。2023年底前欠账的，2025年补齐。"
    facts = read_item(body, "宜宾市城镇节水行动方案\n宜府办发〔2024〕8号")
    assert [(facts.text.quote(o.span), o.deadline) for o in facts.obligations] == [
        ("2024年，新建泵站3座", "2024"),
        ("2023年底前欠账的，2025年补齐", "2025"),
    ]


def test_that_rules_in_force_from_a_day_are_obligations() -> None:
    facts = read_item("自2024年7月1日起，新增出租车全部使用新能源车。")
    assert [o.deadline for o in facts.obligations] == ["2024-07"]


def test_named_items_and_run_in_headings_are_no_obligations() -> None:
    facts = read_item("一是电力行业能效提升行动。对机组实施改造。\n1.提升能效水平。推广先进技术。")
    assert [facts.text.quote(o.span) for o in facts.obligations] == ["对机组实施改造", "推广先进技术"]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("完善应急要素配置。", ["建设泵站，更换管网，安装水表，巡查水源", "储备物资"]),
        (
            "完善应急要素配置，",
            ["巩固水源", "建设泵站，更换管网，安装水表，巡查水源", "完善应急要素配置，储备物资"],
        ),
    ],
)
def test_whether_a_few_words_head_a_paragraph_is_told_by_the_whole_document(
    second: str, expected: list[str]
) -> None:
    rest = "建设泵站，更换管网，安装水表，巡查水源。"
    heads = ("整治水环境", "优化水价格", "强化水宣传") if second.endswith("。") else ()
    facts = read(
        f"{TITLE}\n一、任务\n（一）水源\n巩固水源。{rest}\n（二）应急\n{second}储备物资。及时通报水情、雨情、工情和旱情信息。\n"
        + "".join(
            f"（{number}）水务\n{head}。{rest}\n" for number, head in zip("三四五", heads, strict=False)
        )
    )
    assert [facts.text.quote(o.span) for o in facts.obligations][: len(expected)] == expected


def test_numbers_of_items_before_a_year_are_none_of_the_sentence() -> None:
    facts = read_item("\n1.2025年底前，更换水表300只。\n2、2026年，新建泵站3座。\n3.更换2、3号机组。")
    assert [(facts.text.quote(o.span), o.deadline) for o in facts.obligations] == [
        ("2025年底前，更换水表300只", "2025"),
        ("2026年，新建泵站3座", "2026"),
        ("更换2、3号机组", ""),
    ]


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


def test_headings_of_bullets_are_no_obligations() -> None:
    facts = read_item(
        "\n——供水管网不断完善。更换管网30公里。\n——漏损率降至9%。及时通报。\n——推进分区计量。\n——统筹调度，保障供水。加强巡查。\n"
    )
    assert [facts.text.quote(o.span) for o in facts.obligations] == [
        "更换管网30公里",
        "——漏损率降至9%",
        "及时通报",
        "——推进分区计量",
        "——统筹调度，保障供水",
        "加强巡查",
    ]


def test_words_that_name_a_paragraph_or_a_group_are_no_obligations() -> None:
    facts = read_item(
        "\n供水能力。到2025年，日供水30万吨。\n污水处理及资源化利用。建成泵站2座。\n1.优化管网布局\n（1）新建管网。建设管网3公里。\n——建设智慧水务\n"
    )
    assert [facts.text.quote(o.span) for o in facts.obligations] == [
        "到2025年，日供水30万吨",
        "建成泵站2座",
        "建设管网3公里",
    ]


@pytest.mark.parametrize(
    ("chapter", "item", "deadline"),
    [
        ("2024年主要预期目标", "主要指标", "2024"),
        ("主要目标", "2024年目标", "2024"),
        ("2024年工作要点", "主要指标", ""),
    ],
)
def test_whether_a_heading_tells_the_year_of_goals(chapter: str, item: str, deadline: str) -> None:
    facts = read(f"宜宾市节水目标责任书\n一、{chapter}\n（一）{item}。\n1.漏损率下降3%。\n2.推进巡查。\n")
    assert [(facts.text.quote(o.span), o.deadline) for o in facts.obligations] == [
        ("漏损率下降3%", deadline),
        ("推进巡查", ""),
    ]


def test_a_year_at_the_head_of_a_paragraph_is_that_of_its_sentences() -> None:
    facts = read_item("\n2026年。启动试点。新建管网3公里。\n2028年。完善制度。\n（二）巡查。加强巡查。\n")
    assert [(facts.text.quote(o.span), o.deadline) for o in facts.obligations] == [
        ("启动试点", "2026"),
        ("新建管网3公里", "2026"),
        ("完善制度", "2028"),
        ("加强巡查", ""),
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


def test_a_few_words_at_the_head_of_several_paragraphs_name_them_and_direct_nobody() -> None:
    facts = read_item(
        "\n提升存量建筑能效水平。结合老旧小区改造，推动供热计量，更换门窗一千樘。（市住建局负责）"
        "\n推广高品质绿色建筑。对全市主要片区开展星级评定，建立信息公示制度。"
    )
    assert [facts.text.quote(one.span) for one in facts.obligations] == [
        "结合老旧小区改造，推动供热计量，更换门窗一千樘",
        "对全市主要片区开展星级评定，建立信息公示制度",
    ]
    facts = read_item(
        "\n推广高品质绿色建筑。对全市主要片区开展星级评定，建立信息公示制度。\n各区要建立台账。"
    )
    assert facts.text.quote(facts.obligations[0].span) == "推广高品质绿色建筑"


def test_a_few_words_head_the_only_paragraph_of_an_item_where_it_goes_on_for_long() -> None:
    rest = "对供水管网开展排查，建立风险台账。" + "更换老旧水表和阀门，巡查泵站和水池。" * 4
    heads = {"加强水源地监管": False, "用两年时间补齐供水短板": True, "进一步完善水价制度": True}
    for head, is_one in heads.items():
        facts = read(f"{TITLE}\n一、供水\n（一）水源\n{head}。{rest}\n")
        assert (facts.text.quote(facts.obligations[0].span) == head) is is_one


def test_a_stage_of_the_work_has_a_title_with_its_months() -> None:
    facts = read(
        f"{TITLE}\n一、步骤\n（一）动员部署阶段（2025年3月）。各区要制定方案。\n"
        "（二）组织实施，及时反馈（2025年4月—2026年10月）。各区要更换水表。\n"
    )
    titles = [one.title for one in facts.outline.provisions if one.path.startswith("一/")]
    assert titles == ["动员部署阶段（2025年3月）", "组织实施，及时反馈（2025年4月—2026年10月）"]
    assert [facts.text.quote(o.span) for o in facts.obligations] == ["各区要制定方案", "各区要更换水表"]


def test_a_statement_of_responsibility_ends_its_paragraph() -> None:
    heads = ("提升供水能力", "加大水表推广")
    body = "".join(
        f"\n{head}。结合小区改造推动分户计量，更换老旧水表一千只。（责任单位：市住建局，市水务集团）"
        for head in heads
    )
    facts = read_item(body)
    assert not {facts.text.quote(o.span) for o in facts.obligations} & set(heads)


def test_what_leads_in_goals_is_no_duty_and_sets_their_year() -> None:
    facts = read(
        "宜宾市水安全规划\n一、总体目标\n锚定远景目标，“十四五”时期我市水安全的主要目标为：\n"
        "——供水能力显著增强。供水体系趋于完善，建成水源工程。\n水安全规划主要指标表\n二、任务\n（一）节水。推进节水。\n"
    )
    assert [(facts.text.quote(one.span), one.deadline) for one in facts.obligations] == [
        ("供水体系趋于完善，建成水源工程", "2025"),
        ("推进节水", ""),
    ]


def test_the_strictest_rules_are_named_and_not_required() -> None:
    facts = read_item("完成最严格水资源管理制度方案任务。")
    assert [one.strength for one in facts.obligations] == ["direction"]


def test_the_head_of_a_bullet_names_what_follows_on_its_line() -> None:
    facts = read(
        "宜宾市节水方案\n一、主要目标\n——形成从水源、管网到用户的全链条保护体系。新建泵站3座，更新水表2万只，推进分区计量。\n"
        "——推进分区计量。\n——新建泵站、水厂。\n"
    )
    assert [facts.text.quote(o.span) for o in facts.obligations] == [
        "新建泵站3座，更新水表2万只，推进分区计量",
        "——推进分区计量",
        "——新建泵站、水厂",
    ]
