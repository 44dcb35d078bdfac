"""How readers call what figures are of, whose they are, and what is said of how things stand."""

from __future__ import annotations

import pytest

from tests.reading import read, read_item

Row = tuple[str, str, str]


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("things made", "打造12个文旅融合示范村。", [("12个", "打造文旅融合示范村数")]),
        ("a share of things", "超低能耗建筑达到30%以上。", [("30%", "超低能耗建筑占比")]),
        ("sets", "配备监测设备46套。", [("46套", "配备监测设备数")]),
        ("times of people", "培训传承人150人次。", [("150人次", "培训传承人人次")]),
        (
            "two kinds of patients",
            "高血压、糖尿病患者管理率分别达到80%和76%以上。",
            [("80%", "高血压患者管理率"), ("76%", "糖尿病患者管理率")],
        ),
        (
            "whom a rate is of",
            "加强65岁以上老年人健康体检，体检率不低于72%。",
            [("72%", "65岁以上老年人健康体检率")],
        ),
        (
            "those that achieve more",
            "11个卫生院全部达到《服务标准》基本标准，其中5个以上达到推荐标准。",
            [("11个", "达到《服务标准》基本标准的卫生院数量"), ("5个", "达到推荐标准的卫生院数量")],
        ),
        (
            "sizes of what is worked on",
            "完成13座大中型和55座小型水库除险加固工作。",
            [("13座", "大中型水库除险加固数"), ("55座", "小型水库除险加固数")],
        ),
        (
            "land kept ready",
            "每年保障旅游项目建设用地500亩以上。",
            [("500亩", "每年保障旅游项目建设用地面积")],
        ),
        ("things made, honours", "创建省级卫生镇6个。", [("6个", "创建省级卫生镇数")]),
        ("what the text itself calls 数量", "郊野公园数量达到31处。", [("31处", "郊野公园数量")]),
        (
            "what is done to all of a list",
            "建成15个托育园、40个助餐点。",
            [("15个", "建成托育园数"), ("40个", "建成助餐点数")],
        ),
        (
            "a second thing behind 和",
            "新增省级森林乡镇7个和森林村庄70个。",
            [("7个", "新增省级森林乡镇数"), ("70个", "新增森林村庄数")],
        ),
        (
            "a grade whose thing stands behind the next",
            "打造2-3个省级和1-2个国家级数据中心。",
            [("2-3个", "打造省级数据中心数"), ("1-2个", "打造国家级数据中心数")],
        ),
        ("in all", "累计实现城镇新增就业8000人以上。", [("8000人", "累计城镇新增就业人数")]),
        ("others of a kind", "新建甲山、乙水、丙湖等县级森林公园5个。", [("5个", "新建县级森林公园数")]),
        (
            "which of them",
            "遴选10个生态保护、绿色产业等成效突出的文明强县。",
            [("10个", "文明强县遴选数量")],
        ),
        ("those who do so first", "6个园区率先建成信息平台。", [("6个", "建成信息平台的园区数量")]),
        (
            "a share of what was counted",
            "优良断面达到9个（占比75%）。",
            [("9个", "优良断面数"), ("75%", "优良断面占比")],
        ),
        (
            "a coefficient is no number of things",
            "灌溉水有效利用系数提高到0.65，新增供水能力2万吨。",
            [("0.65", "灌溉水有效利用系数"), ("2万吨", "新增供水能力")],
        ),
        ("what is done, with 提升", "完成林分质量提升30万亩。", [("30万亩", "林分质量提升面积")]),
        ("nearly", "绿化空间占比接近67%。", [("67%", "绿化空间占比")]),
        ("reached and kept", "森林覆盖率达到并稳定在62%以上。", [("62%", "森林覆盖率")]),
        ("those points", "评价为健康的监测点位不少于30%。", [("30%", "评价为健康的监测点位比例")]),
        ("what is planted", "力争油茶种植50万亩以上。", [("50万亩", "油茶种植面积")]),
        ("a yearly rate", "旅游收入年均增长12%。", [("12%", "旅游收入年均增长率")]),
        (
            "a kind with how many behind it",
            "培育百亿元县30个、亿元乡镇40个以上。",
            [("30个", "培育百亿元县数"), ("40个", "培育亿元乡镇数")],
        ),
        (
            "a grade and above",
            "培育龙头企业5家、省级以上9家。",
            [("5家", "培育龙头企业数"), ("9家", "培育省级以上龙头企业数")],
        ),
        ("what is brought about", "带动体育产业增加值达到30亿元。", [("30亿元", "体育产业增加值")]),
        ("what ends in 量", "每万人口专利拥有量达到12件。", [("12件", "每万人口专利拥有量")]),
        ("of a hundred thousand", "孕产妇死亡率控制在9/10万以下。", [("9/10万", "孕产妇死亡率")]),
        (
            "kinds of schools behind the measure",
            "生均用房面积小学达到4.5平方米、初中达到5.8平方米。",
            [("4.5平方米", "小学生均用房面积"), ("5.8平方米", "初中生均用房面积")],
        ),
        (
            "money that the clause before names",
            "教育经费投入只增不减，三年累计投入18亿元。",
            [("18亿元", "教育经费累计投入")],
        ),
        (
            "a share of a whole that is set aside",
            "培训经费按照不低于工资总额的1.5%安排。",
            [("1.5%", "培训经费占工资总额比例")],
        ),
        (
            "land and the rate of it",
            "落实学校建设用地800亩，储备率达到120%。",
            [("800亩", "落实学校建设用地面积"), ("120%", "学校建设用地储备率")],
        ),
        ("a bracket behind a rate", "优良天数比例（达标率）达到94%。", [("94%", "优良天数比例")]),
        (
            "people of several kinds",
            "培养2万名策划、设计、营销等人才。",
            [("2万名", "培养策划、设计、营销等人才数")],
        ),
        ("where it is made", "在甲山、乙水等县（区）分别建设工厂1家。", [("1家", "建设工厂数")]),
        ("how many of so long", "新建输气管线7条300公里。", [("300公里", "新建输气管线长度")]),
        ("all kinds", "各类保护地占国土面积比例达到13%。", [("13%", "各类保护地占国土面积比例")]),
        ("what is pushed on", "推进库塘污泥治理10座。", [("10座", "库塘污泥治理数")]),
        ("what each is to have", "每个镇建有1个健身广场。", [("1个", "健身广场数")]),
        ("in so many years", "三年共培训保健教师150人次。", [("150人次", "培训保健教师人次")]),
        ("for whom each year", "对独居老人家庭每年上门检查不少于2次。", [("2次", "每年上门检查次数")]),
        (
            "after which standard",
            "按照《防火规范》（GB 5037）复核高层住宅86幢。",
            [("86幢", "复核高层住宅数")],
        ),
        (
            "buildings that are built, behind a share",
            "绿色建筑占比达到98%，建成星级绿色建筑10万平方米。",
            [("98%", "绿色建筑占比"), ("10万平方米", "建成星级绿色建筑面积")],
        ),
        ("more of one kind", "升级5个监测站为标准站。", [("5个", "升级监测站为标准站数")]),
    ],
)
def test_what_figures_are_called(phenomenon: str, text: str, expected: list[tuple[str, str]]) -> None:
    facts = read_item(text)
    assert [(facts.text.quote(t.span), t.phrase) for t in facts.targets] == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "kinds of cities",
            "地级市、县城污水处理率分别达到98%、95%。",
            [("98%", "污水处理率", "地级市"), ("95%", "污水处理率", "县城")],
        ),
        (
            "the others, by their kinds",
            "江安县垃圾回收率达到90%，其他省辖市、县级市垃圾回收率达到70%。",
            [("90%", "垃圾回收率", "江安县"), ("70%", "垃圾回收率", "其他省辖市、县级市")],
        ),
        (
            "other counties",
            "设区城市负荷率不高于80%，其他县（市）不高于85%。",
            [("80%", "负荷率", "设区城市"), ("85%", "负荷率", "其他县（市）")],
        ),
        (
            "each city",
            "各设区城市建成至少1个急救中心。",
            [("1个", "建成急救中心数", "各设区城市")],
        ),
        (
            "the countryside is a part of the name",
            "农村地区头盔佩戴率提高到85%，面包车超员率降至3%。",
            [("85%", "农村地区头盔佩戴率", "宜宾市"), ("3%", "面包车超员率", "宜宾市")],
        ),
        (
            "what is done to places",
            "新建绿道10公里，治理生态脆弱地区50万亩。",
            [("10公里", "新建绿道长度", "宜宾市"), ("50万亩", "生态脆弱地区治理面积", "宜宾市")],
        ),
    ],
)
def test_whose_figures_are(phenomenon: str, text: str, expected: list[Row]) -> None:
    facts = read_item(text)
    found = [(facts.text.quote(t.span), t.phrase, t.area.name) for t in facts.targets]
    assert found == expected, phenomenon


@pytest.mark.parametrize(
    "text",
    [
        "允许各县（市、区）选择1～2个乡镇自主确定采伐年龄。",
        "推动崖州、八所、新村等渔港能力提升。",
        "发展铁人三项等赛事。",
        "全市海域面积是陆地面积的近6倍。",
        "红树林面积约占全国的14%。",
        "打造覆盖2000万人口的城市圈。",
        "以面积大于100平方千米、水质较差的海湾为重点，开展监测。",
        "现状底泥厚度约30厘米。",
        "推进加油站三次油气回收建设。",
        "甲州地处长江上游，共有五大水系，河流530条，水质关乎下游。",
        "境内建成各类自然保护地62个，大熊猫分布区占全国75%。",
        "目前，全州执法队伍空缺率29%，监测站空缺率25%，人均执法面积912平方公里。",
        "“六个百分百”是指工地100%覆盖、车辆100%冲洗。",
        "最新研究表明，荒野地总面积占国土面积的42%。",
        "设置指标体系，其中约束性指标13项。",
    ],
)
def test_what_commits_nobody(text: str) -> None:
    assert not read_item(text).targets


@pytest.mark.parametrize(
    "title", ["基本情况", "水利工作成效显著", "面临的机遇和问题", "水安全任重道远", "规划范围和期限"]
)
def test_whether_a_chapter_on_how_things_are_sets_nothing(title: str) -> None:
    facts = read(f"宜宾市水利规划\n一、{title}\n全市有水库5座。\n二、任务\n新建水库2座。\n")
    assert [str(t.value) for t in facts.targets] == ["2"]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("行政区域总面积1921平方公里，海湾19个。", []),
        ("新建公园5座。", ["5座"]),
        ("供水率不低于95%。", ["95%"]),
    ],
)
def test_whether_what_stands_before_the_first_chapter_sets_something(sentence: str, found: list[str]) -> None:
    facts = read(f"宜宾市水利规划\n{sentence}\n一、重点任务\n推进改造。\n")
    assert [facts.text.quote(t.span) for t in facts.targets] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("力争贷款余额增速不低于15%，质押融资额突破2亿元。", ["strive", "strive"]),
        ("力争贷款余额增速不低于15%，确保质押融资额突破2亿元。", ["strive", "firm"]),
        ("贷款余额增速力争达到15%，质押融资额突破2亿元。", ["strive", "firm"]),
    ],
)
def test_how_far_striving_goes(text: str, expected: list[str]) -> None:
    assert [t.strength.value for t in read_item(text).targets] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2025年，用水量较2020下降5%。", [("5", "2020", "2025")]),
        ("“十四五”目标：覆盖率达到77%。", [("77", "", "2025")]),
        ("“十四五”末期使用率达到76%。", [("76", "", "2025")]),
    ],
)
def test_years_of_figures(text: str, expected: list[Row]) -> None:
    found = [(str(t.value), t.baseline_year, t.target_year) for t in read_item(text).targets]
    assert found == expected


def test_whether_a_table_of_how_things_are_sets_nothing() -> None:
    table = "河流名称\t长度（公里）\t宽度（米）\n青石河\t73\t22\n柳溪\t63\t13\n"
    assert not read(f"宜宾市水利方案\n一、河道\n河道如下。\n{table}").targets


def test_whether_units_that_are_places_are_whose_figures_they_are() -> None:
    rows = "全市\t600\t300\n江安县\t71\t33\n长宁县\t139\t60\n"
    facts = read(
        f"宜宾市营造林任务\n一、任务\n完成造林。\n附件1\n造林任务表\n单位：万亩\n单位\t人工造林\t封山育林\n{rows}"
    )
    assert [(str(t.value), t.phrase, t.unit, t.area.name) for t in facts.targets] == [
        ("6000000", "人工造林", "亩", "宜宾市"),
        ("3000000", "封山育林", "亩", "宜宾市"),
        ("710000", "人工造林", "亩", "江安县"),
        ("330000", "封山育林", "亩", "江安县"),
        ("1390000", "人工造林", "亩", "长宁县"),
        ("600000", "封山育林", "亩", "长宁县"),
    ]


def test_whose_figures_the_tasks_of_a_row_are() -> None:
    facts = read(
        "江安县2024年民生实事项目\n一、项目\n项目如下。\n附件1\n"
        "序号\t项目名称\t建设地点\t建设内容\t年度投资金额（万元）\t责任单位\n"
        "1\t江安县2024年老旧小区改造项目\t江安镇\t实施青石小区等改造提升，改造小区3个。\t900\t住建局\n"
        "2\t农村公路提升项目\t红桥镇、怡乐镇\t完善农村公路网络体系，新建公路20公里。\t600\t交通局\n"
    )
    assert [(str(t.value), t.phrase, t.area.name) for t in facts.targets] == [
        ("3", "改造小区数", "江安镇"),
        ("20", "新建公路里程", "江安县"),
        ("9000000", "老旧小区改造项目年度投资金额", "江安镇"),
        ("6000000", "农村公路提升项目年度投资金额", "江安县"),
    ]


def test_whether_a_cell_may_set_a_change_of_each_year_or_something_else() -> None:
    facts = read(
        "宜宾市健康方案\n一、指标\n指标如下。\n"
        "序号\t指标\t2025年\n1\t健康素养水平（%）\t每年提升2%左右或不低于全省平均水平\n2\t床位使用率（%）\t85\n"
    )
    assert [(str(t.value), str(t.kind), t.period.value) for t in facts.targets] == [
        ("2", "increase", "yearly"),
        ("85", "level", "total"),
    ]
