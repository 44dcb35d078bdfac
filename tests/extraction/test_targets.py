"""Targets in prose: a row a phenomenon, each with an invented sentence and what a careful analyst would note down."""

from __future__ import annotations

import pytest

from policygraph.model import Facts, Stated, Target
from tests.reading import read, read_item


def _main(facts: Facts) -> list[tuple[str, str, str, str, str]]:
    return [(facts.text.quote(t.span), t.op, _value(t), t.unit, t.kind) for t in facts.targets]


def _value(target: Target) -> str:
    low = f"{target.value.normalize():f}"
    return low if target.upper is None else f"{low}..{target.upper.normalize():f}"


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "change against a base year, with a bound behind",
            "到2025年，单位生产总值能耗比2020年下降12.5%以上。",
            [("12.5%", ">=", "12.5", "%", "decrease")],
        ),
        (
            "万 multiplied out",
            "新增污水处理能力3.2万立方米/日。",
            [("3.2万立方米/日", "=", "32000", "立方米/日", "amount")],
        ),
        ("bound before the number", "农膜回收率不低于82%。", [("82%", ">=", "82", "%", "level")]),
        ("upper bound", "管网漏损率控制在9.5%以内。", [("9.5%", "<=", "9.5", "%", "level")]),
        ("about", "焚烧处理能力占比达到60%左右。", [("60%", "~", "60", "%", "level")]),
        ("more than", "达到能效标杆水平的产能比例超过25%。", [("25%", ">", "25", "%", "level")]),
        (
            "分别 with a shared ending",
            "绿色防控、统防统治覆盖率分别达到51%、46%以上。",
            [("51%", ">=", "51", "%", "level"), ("46%", ">=", "46", "%", "level")],
        ),
        (
            "a bound that 100 % cannot share",
            "设备安装率、联网率、传输有效率分别达到100%、100%、93%以上。",
            [
                ("100%", "=", "100", "%", "level"),
                ("100%", "=", "100", "%", "level"),
                ("93%", ">=", "93", "%", "level"),
            ],
        ),
        (
            "cases in brackets between number and unit",
            "对合成氨企业开展节能改造，改造后单位产品综合能耗分别降到1120（块煤制）、1480（粉煤制）千克标准煤/吨以下。",
            [
                ("1120", "<=", "1120", "千克标准煤/吨", "level"),
                ("1480", "<=", "1480", "千克标准煤/吨", "level"),
            ],
        ),
        ("a range of things to build", "打造3—5个近零碳园区。", [("3—5个", "range", "3..5", "个", "count")]),
        (
            "an enumeration that shares its verb",
            "培育绿色工厂12家、绿色园区2个。",
            [("12家", "=", "12", "家", "count"), ("2个", "=", "2", "个", "count")],
        ),
        ("share of doers", "全市机关70%以上建成节约型机关。", [("70%", ">=", "70", "%", "level")]),
        (
            "share in front of the doers",
            "75%以上的县级机关建成节约型机关。",
            [("75%", ">=", "75", "%", "level")],
        ),
        ("things that achieve", "力争3户焦化企业达到标杆水平。", [("3户", "=", "3", "户", "count")]),
        (
            "a share that a standard demands",
            "新建厂房本体达到70%节能要求。",
            [("70%", "=", "70", "%", "level")],
        ),
        ("an ability to be had", "电网基本具备6%以上的尖峰响应能力。", [("6%", ">=", "6", "%", "level")]),
        (
            "against the present state",
            "总体能效在现有水平上提升9%。",
            [("9%", "=", "9", "%", "increase")],
        ),
        (
            "what a plan carries out",
            "落实60万平方米低碳建筑项目。",
            [("60万平方米", "=", "600000", "平方米", "amount")],
        ),
        (
            "at most a share of a whole",
            "拆除建筑面积不应大于现状总建筑面积的15%。",
            [("15%", "<=", "15", "%", "level")],
        ),
        (
            "below zero",
            "转炉工序能耗达到-25千克标准煤/吨。",
            [("-25千克标准煤/吨", "=", "-25", "千克标准煤/吨", "level")],
        ),
        ("money", "安排节能专项资金2000万元。", [("2000万元", "=", "20000000", "元", "amount")]),
        (
            "a standard for each",
            "生均公用经费标准不低于4000元。",
            [("4000元", ">=", "4000", "元", "level")],
        ),
        ("an area reached", "年推广面积达到20万亩。", [("20万亩", "=", "200000", "亩", "level")]),
        ("an area made", "打造10万亩无人农场。", [("10万亩", "=", "100000", "亩", "amount")]),
        ("a pure number", "新建数据中心PUE值降至1.25以下。", [("1.25", "<=", "1.25", "", "level")]),
        (
            "Markdown inside the number",
            "创建**15**家节约型公共机构示范单位。",
            [("15**家", "=", "15", "家", "count")],
        ),
        ("spaces from a PDF", "城市污泥无害化处置率达到 96 %以上。", [("96 %", ">=", "96", "%", "level")]),
    ],
)
def test_what_a_target_commits_to(
    phenomenon: str, text: str, expected: list[tuple[str, str, str, str, str]]
) -> None:
    assert _main(read_item(text)) == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text"),
    [
        ("threshold", "淘汰10蒸吨及以下燃煤锅炉。"),
        ("threshold with 的", "对供电煤耗超310克标准煤/千瓦时的机组实施改造。"),
        ("condition", "年货运量120万吨及以上的，原则上接入铁路专用线。"),
        ("size in a name", "推进580立方米高炉产能置换。"),
        ("name in quotes", "落实“1+20”联防联控机制。"),
        ("stage of a standard", "执行非道路移动机械（560kW及以下）第四阶段排放标准。"),
        ("scope", "对全市6家水泥企业进行深度治理。"),
        ("exemption", "上网电价不受上浮20%限制。"),
        ("what was reached", "“十三五”以来，全市单位产值能耗累计下降21%。"),
        ("what is so now", "目前已建成充电桩800个。"),
        ("price", "对限制类企业用电每千瓦时加价0.1元。"),
        ("document number", "落实国发〔2021〕33号文件精神。"),
        ("what a plan is made of", "推进落实4个方面12项任务。"),
        ("a bound inside a name", "提高10%以下低浓度瓦斯利用率。"),
        ("substance", "加强PM2.5和O3协同治理。"),
    ],
)
def test_numbers_that_commit_nobody(phenomenon: str, text: str) -> None:
    assert _main(read_item(text)) == [], phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text", "years"),
    [
        (
            "the year of the sentence",
            "到2025年，回收率达到80%，利用率达到90%。",
            [("2025", ""), ("2025", "")],
        ),
        ("plan period", "“十四五”期间，新增造林面积5万亩。", [("2025", "")]),
        ("base year is no deadline", "万元工业增加值用水量比2020年下降8%。", [("", "2020")]),
        (
            "handed on to a plain statement",
            "到2025年，回收率达到80%。综合利用率达到90%。",
            [("2025", ""), ("2025", "")],
        ),
        (
            "not handed on past a sentence that directs something else",
            "到2025年，基本淘汰旧车。推广新能源汽车。加快设施建设，周转箱使用占比提高15%以上。",
            [("", "")],
        ),
        (
            "a year for each number",
            "2023年、2024年分别新增绿色建筑面积15万平方米、16万平方米。",
            [("2023", ""), ("2024", "")],
        ),
        ("behind the number", "建成专用线6条（2024年）。", [("2024", "")]),
        (
            "stretch value against the same base",
            "能耗比2020年下降14%以上，力争达到14.5%。",
            [("", "2020"), ("", "2020")],
        ),
    ],
)
def test_by_when_and_against_when(phenomenon: str, text: str, years: list[tuple[str, str]]) -> None:
    facts = read_item(text)
    assert [(t.target_year, t.baseline_year) for t in facts.targets] == years, phenomenon


@pytest.mark.parametrize(
    ("text", "strengths"),
    [
        ("力争到2025年底，2户企业达到标杆水平，3户合成氨企业达到标杆水平。", ["strive", "strive"]),
        ("漏损率力争控制在9%以内，处理率达到98%。", ["strive", "firm"]),
        ("新能源汽车比例原则上不低于40%。", ["strive"]),
    ],
)
def test_how_far_a_softening_word_reaches(text: str, strengths: list[str]) -> None:
    assert [t.strength for t in read_item(text).targets] == strengths


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("市城区和县城污泥无害化处置率分别达到97%、92%。", ["市城区", "县城"]),
        ("市城区、县城污水集中收集率达到70%，再生水利用率达到25%。", ["市城区、县城", "市城区、县城"]),
        ("全市农膜回收率达到85%。", ["宜宾市"]),
        ("江安县再生水利用率达到30%。", ["江安县"]),
        (
            "江安县、长宁县和兴文县再生水利用率达到30%，其他县区再生水利用率达到20%。",
            ["江安县、长宁县和兴文县", "其他县区"],
        ),
        ("江安县城区绿化覆盖率达到40%。", ["江安县城区"]),
        (
            "翠屏区、江安县和临港经开区的装配式建筑比例达到35%，长宁县、兴文县的装配式建筑比例达到30%。",
            ["翠屏区、江安县和临港经开区", "长宁县、兴文县"],
        ),
        ("农村污水治理率达到40%，岷江流域县区达到60%。", ["宜宾市", "岷江流域县区"]),
        ("散煤用量下降30%，汾渭平原散煤用量下降60%。", ["宜宾市", "汾渭平原"]),
        ("京津冀及周边地区、长三角地区散煤用量分别下降70%、50%。", ["京津冀及周边地区", "长三角地区"]),
    ],
)
def test_whose_number_it_is(text: str, places: list[str]) -> None:
    assert [t.area.name for t in read_item(text).targets] == places


def test_a_region_is_that_of_the_vocabulary() -> None:
    (target,) = read_item("长江三角洲地区散煤用量下降50%。").targets
    assert (target.phrase, target.area.name, target.area.code) == (
        "散煤用量",
        "长三角地区",
        "yangtze-river-delta",
    )


def test_a_district_with_a_common_name_is_not_meant_by_the_word() -> None:
    facts = read_item("矿区植被恢复率达到90%。", title="阳泉市“十四五”节能减排实施方案")
    assert [(t.phrase, t.area.name) for t in facts.targets] == [("矿区植被恢复率", "阳泉市")]


def test_coordinated_indicators_are_completed() -> None:
    facts = read_item("溶剂型工业涂料、油墨使用比例分别降低18%、9%。")
    assert [t.indicator.label for t in facts.targets] == ["溶剂型工业涂料使用比例", "溶剂型油墨使用比例"]


TABLE = """示例市节能减排方案
一、主要目标
到2025年，完成各项目标。
附件1
主要节能指标
指标\t单位\t2020年实际值\t2025年指标\t
\t\t\t目标值\t变化幅度
工业\t\t\t\t
水泥熟料综合能耗\t千克标准煤/吨\t110\t105\t-5
数据中心电能利用效率\t\t\t<1.3\t
营运车辆单位周转量能耗下降率\t\t\t\t[4%]
附件2
各县（市、区）主要污染物重点工程减排量计划
（单位：吨）
县（市、区）\tCOD\t氨氮
甲县\t120.5\t3.40
乙区\t80\t—
"""


def test_tables_with_two_header_rows_group_rows_and_units() -> None:
    facts = read(TABLE)
    rows = [
        (
            t.path,
            facts.text.quote(t.span),
            t.phrase,
            t.op,
            _value(t),
            t.unit,
            t.kind,
            t.baseline_year,
            t.area.name,
        )
        for t in facts.targets
    ]
    assert rows == [
        ("附件1", "105", "水泥熟料综合能耗", "=", "105", "千克标准煤/吨", "level", "", ""),
        ("附件1", "-5", "水泥熟料综合能耗", "=", "-5", "千克标准煤/吨", "decrease", "2020", ""),
        ("附件1", "<1.3", "数据中心电能利用效率", "<", "1.3", "", "level", "", ""),
        ("附件1", "[4%]", "营运车辆单位周转量能耗", "=", "4", "%", "decrease", "2020", ""),
        ("附件2", "120.5", "COD重点工程减排量", "=", "120.5", "吨", "amount", "", "甲县"),
        ("附件2", "3.40", "氨氮重点工程减排量", "=", "3.4", "吨", "amount", "", "甲县"),
        ("附件2", "80", "COD重点工程减排量", "=", "80", "吨", "amount", "", "乙区"),
    ]


def test_a_table_printed_twice_is_read_once() -> None:
    table = "县（市、区）\tCOD\n甲县\t12\n"
    text = f"一、目标\n完成任务。\n附件1\n各县（市、区）减排量\n{table}各县（市、区）减排量\n{table}"
    facts = read(text)
    assert len(facts.targets) == 1
    assert "table-repeated" in {finding.code for finding in facts.findings}


def test_numbers_dealt_out_to_places_by_name() -> None:
    facts = read_item("空气质量优良天数分别达到江安县220天、长宁县210天。")
    found = [(facts.text.quote(t.span), t.phrase, t.area.name, t.area.code) for t in facts.targets]
    assert found == [
        ("220天", "空气质量优良天数", "江安县", "511523"),
        ("210天", "空气质量优良天数", "长宁县", "511524"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("煤炭消费比重由78%下降到70%左右。", [("70%", "煤炭消费比重", "level")]),
        ("清洁取暖率山区达到85%。", [("85%", "清洁取暖率", "level")]),
        (
            "城市生活污水处理率达到97%，县城达到92%。",
            [("97%", "城市生活污水处理率", "level"), ("92%", "县城生活污水处理率", "level")],
        ),
        (
            "市直机关车辆中新能源占比不低于50%，县级机关不低于30%。",
            [("50%", "市直机关车辆中新能源占比", "level"), ("30%", "县级机关车辆中新能源占比", "level")],
        ),
        (
            "新建高标准农田20万亩，累计达到90万亩。",
            [("20万亩", "新建高标准农田面积", "amount"), ("90万亩", "高标准农田面积", "level")],
        ),
        (
            "推广新能源汽车2万辆，保有量达到9万辆。",
            [("2万辆", "推广新能源汽车数", "count"), ("9万辆", "新能源汽车保有量", "level")],
        ),
        (
            "可再生能源装机达到90万千瓦，其中光伏60万千瓦。",
            [("90万千瓦", "可再生能源装机", "level"), ("60万千瓦", "光伏装机", "level")],
        ),
        ("淘汰燃煤锅炉9台、120蒸吨。", [("9台", "淘汰燃煤锅炉数", "count")]),
        (
            "能耗比2020年下降13%，力争完成14.5%的激励目标。",
            [("13%", "能耗", "decrease"), ("14.5%", "能耗", "decrease")],
        ),
        (
            "化学需氧量、氨氮分别减排12吨、3吨。",
            [("12吨", "化学需氧量减排量", "amount"), ("3吨", "氨氮减排量", "amount")],
        ),
    ],
)
def test_what_a_number_measures(text: str, expected: list[tuple[str, str, str]]) -> None:
    facts = read_item(text)
    assert [(facts.text.quote(t.span), t.phrase, t.kind) for t in facts.targets] == expected


def test_a_second_aim_is_measured_against_the_same_year() -> None:
    facts = read_item("到2025年，碳排放比2020年降低18%，力争降低20%。")
    assert [(t.baseline_year, t.strength) for t in facts.targets] == [("2020", "firm"), ("2020", "strive")]


@pytest.mark.parametrize("number", ["1.2.3%", "5..6%", "3,45%"])
def test_what_is_no_number_is_reported_and_not_read(number: str) -> None:
    facts = read_item(f"回收率达到{number}。")
    assert facts.targets == ()
    assert "number-malformed" in {finding.code for finding in facts.findings}


def test_a_year_that_says_of_which_things_is_no_time() -> None:
    facts = read("2024年遂宁市工作要点\n\n一、主要任务\n年内改造2000年底前建成的老旧小区23个、楼房118栋。\n")
    told = [(str(t.value), t.target_year, t.phrase) for t in facts.targets]
    assert told == [("23", "2024", "改造老旧小区数"), ("118", "2024", "改造楼房数")]


def test_years_in_the_title_or_the_date_tell_what_is_past() -> None:
    body = "\n一、主要目标\n到2020年，全市单位GDP能耗比2015年下降17%。\n"
    for front in (
        "遂宁市节能减排工作方案（2017—2020年）",
        "遂宁市节能减排工作方案\n遂宁市人民政府\n2017年3月1日",
    ):
        facts = read(front + body)
        assert [(str(t.value), t.target_year) for t in facts.targets] == [("17", "2020")]
    assert read("遂宁市“十四五”节能减排工作方案" + body).targets == ()


def test_efficiencies_of_data_centres_are_pure_numbers() -> None:
    (target,) = read_item("到2025年，既有数据中心能源利用效率不超过1.4。").targets
    assert (str(target.value), target.op, target.indicator.label) == ("1.4", "<=", "数据中心PUE")


def test_an_open_list_before_a_shared_name_belongs_to_no_indicator() -> None:
    facts = read_item("到2025年，化学需氧量、挥发性有机物等重点工程减排量分别达到245吨、103.9吨。")
    assert [t.phrase for t in facts.targets] == ["化学需氧量重点工程减排量", "挥发性有机物重点工程减排量"]


def test_a_comma_ends_a_list_where_words_follow_the_number() -> None:
    text = "到2025年，人均能耗、人均水耗分别下降6%、7%，80%以上的机关建成节约型机关，治理率达到40%，60个村完成整治。"
    found = [(str(t.value), t.kind) for t in read_item(text).targets]
    assert found == [("6", "decrease"), ("7", "decrease"), ("80", "level"), ("40", "level"), ("60", "count")]


def test_a_size_that_selects_all_commits_nobody() -> None:
    (target,) = read_item("300头以上生猪养殖场全部建成粪污贮存设施。").targets
    assert target.stated is Stated.WORDS
    assert [t.value for t in read_item("50家以上企业完成节能诊断。").targets] == [50]


@pytest.mark.parametrize("place", ["三门峡市", "五台县", "七台河市", "三元区"])
def test_a_place_whose_name_begins_like_a_number_is_none(place: str) -> None:
    assert read_item(f"制定{place}空气质量改善行动计划。").targets == ()


def test_a_number_beside_such_a_place_is_read() -> None:
    (target,) = read_item("三门峡市新建充电站三十座。").targets
    assert (f"{target.value:f}", target.unit) == ("30", "座")
