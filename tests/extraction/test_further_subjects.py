"""Figures of plans for schools, hospitals, travel, firms and other subjects, whose words differ."""

from __future__ import annotations

import pytest

from tests.reading import read, read_item


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "so many who achieve something",
            "力争2个县成功创建示范县，3个镇入选名镇名录。",
            [("2个", "=", "成功创建示范县的县数量"), ("3个", "=", "入选名镇名录的镇数量")],
        ),
        (
            "trials started, a place among others, a rate without a unit",
            "每个街道启动2-3个养老试点，争取2个县进入省级示范县行列，事故死亡率控制在0.01以内。",
            [
                ("2-3个", "range", "养老试点数"),
                ("2个", "=", "进入省级示范县行列的县数量"),
                ("0.01", "<=", "事故死亡率"),
            ],
        ),
        (
            "what is in use of it, in another unit than what is said between",
            "新建托育园6所，新增托位900个，其中2024年秋季学期开学前投入使用2所、300个托位。",
            [
                ("6所", "=", "新建托育园数"),
                ("900个", "=", "托育园新增托位数"),
                ("2所", "=", "投入使用托育园数"),
                ("300个", "=", "托育园新增托位数"),
            ],
        ),
        (
            "money for what is done with it",
            "投入资金900万元更新检测设备，投资2亿元建设云梦路，投资3亿元以上建设项目优先。",
            [("900万元", "=", "更新检测设备资金"), ("2亿元", "=", "建设云梦路投资")],
        ),
        (
            "what people earn, data gathered, what shares are replaced",
            "参与互市的边民每人每年增收2000元以上。归集数据20TB以上。公交车100%更换为电动车，30%出租车更换为电动车。",
            [
                ("2000元", ">=", "参与互市的边民每人每年增收"),
                ("20TB", ">=", "归集数据"),
                ("100%", "=", "公交车更换为电动车比例"),
                ("30%", "=", "出租车更换为电动车比例"),
            ],
        ),
        (
            "what each is to have",
            "每个街道都建有1所托育中心，各镇至少办1所老年学校。",
            [("1所", "=", "托育中心数"), ("1所", ">=", "老年学校数")],
        ),
        (
            "a rate behind its value",
            "保持98%以上的高中阶段入学率，实现95%的就业率。",
            [("98%", ">=", "高中阶段入学率"), ("95%", "=", "就业率")],
        ),
        (
            "against the season before",
            "接待游客突破620万人次，比上个雪季增长18%。",
            [("620万人次", ">", "接待游客人次"), ("18%", "=", "接待游客人次")],
        ),
        ("a bound for most", "单套建筑面积以不超过70平方米为主。", [("70平方米", "<=", "单套建筑面积")]),
        ("from what it was last year", "漏损率由去年的10.8%降至9%以下。", [("9%", "<=", "漏损率")]),
        (
            "a standard from some year on",
            "生均公用经费标准2024年起不低于4000元。",
            [("4000元", ">=", "生均公用经费标准")],
        ),
        (
            "how long something lasts",
            "居民平均受教育年限达到10.6年。",
            [("10.6年", "=", "居民平均受教育年限")],
        ),
        ("one thing each year", "每年创建一个5A级景区。", [("一个", "=", "创建5A级景区数")]),
        (
            "those who are guided",
            "指导3家以上农场申报创建示范农场。",
            [("3家", ">=", "申报创建示范农场的农场数量")],
        ),
        (
            "more of what is made in the same unit",
            "培育8家以上领军企业，60家以上骨干企业和500家以上成长企业。",
            [
                ("8家", ">=", "培育领军企业数"),
                ("60家", ">=", "培育骨干企业数"),
                ("500家", ">=", "培育成长企业数"),
            ],
        ),
        (
            "a bound in two words",
            "公园服务半径覆盖率大于等于88%，水质优良比例优于95%。",
            [("88%", ">=", "公园服务半径覆盖率"), ("95%", ">", "水质优良比例")],
        ),
        ("what is only nearly done", "基本实现清洁取暖率达到100%。", [("100%", "=", "清洁取暖率")]),
        (
            "what something is mainly made of",
            "以轻工为主的传统产业占比不低于40%。",
            [("40%", ">=", "以轻工为主的传统产业占比")],
        ),
        (
            "several things of which all is said",
            "实现管网全覆盖、污水全收集全处理。",
            [("全覆盖", "=", "管网覆盖率"), ("全收集", "=", "污水收集率"), ("全处理", "=", "污水处理率")],
        ),
        (
            "places that a house offers",
            "新改扩建公办幼儿园12所、新增学位3600个。",
            [("12所", "=", "新改扩建公办幼儿园数"), ("3600个", "=", "公办幼儿园新增学位数")],
        ),
        (
            "places in houses that are enlarged",
            "完成青石镇、柳河镇等3所卫生院改扩建，新增床位60张。",
            [("3所", "=", "卫生院改扩建数"), ("60张", "=", "卫生院新增床位数")],
        ),
        (
            "so many that are looked at",
            "推动90家以上单位定期开展能源审计，20家以上学校后评估工作。",
            [("90家", ">=", "单位定期开展能源审计数"), ("20家", ">=", "学校后评估数")],
        ),
        (
            "at whose buildings works are done",
            "完成市级公共机构30万平方米既有建筑调试、节能和绿色化改造。",
            [("30万平方米", "=", "市级公共机构既有建筑调试、节能和绿色化改造面积")],
        ),
        (
            "works pushed on each year",
            "每年推动50万平方米以上的住宅节能改造。",
            [("50万平方米", ">=", "每年住宅节能改造面积")],
        ),
        ("a standard in per cent", "新建住宅执行75%节能设计标准。", [("75%", "=", "新建住宅节能设计标准")]),
        ("a bay is no region", "北部湾港货物吞吐量突破3000万吨。", [("3000万吨", ">", "北部湾港货物吞吐量")]),
        (
            "a name before a colon",
            "老年食堂：6月底前新建成4家；9月底前完成9家建设任务。",
            [("4家", "=", "新建成老年食堂数"), ("9家", "=", "建成老年食堂数")],
        ),
        (
            "a thing that ends the name before a colon",
            "婴幼儿托位：3月底前新增80个以上托位。",
            [("80个", ">=", "新增婴幼儿托位数")],
        ),
        (
            "many of what follows",
            "形成新材料、生物制造等6个百亿级产业集群。",
            [("6个", "=", "百亿级产业集群数")],
        ),
        ("a rise of prices", "居民消费价格涨幅在3%以内。", [("3%", "<=", "居民消费价格涨幅")]),
        ("a weight in an assessment", "基层工作纳入年度考核，权重不低于4%。", [("4%", ">=", "权重")]),
        ("what is made together", "高等学校与企业共建8个实训基地。", [("8个", "=", "共建实训基地数")]),
        ("a body that helps", "会同市教育局认定示范学校16所。", [("16所", "=", "认定示范学校数")]),
        (
            "how many pass",
            "将口岸日均通行能力由900辆次提升到1500辆次。",
            [("1500辆次", "=", "口岸日均通行能力")],
        ),
        ("where a share stands now", "个人支出比重从目前28.4%降至25%左右。", [("25%", "~", "个人支出比重")]),
        ("the first of many", "全市首批40个示范社区全面建成。", [("40个", "=", "建成的示范社区数量")]),
        (
            "worked on, and no place",
            "综合改造提升老旧街区80万平方米。",
            [("80万平方米", "=", "综合改造提升老旧街区面积")],
        ),
        (
            "what is protected and repaired",
            "累计保护修复古道300千米以上。",
            [("300千米", ">=", "保护修复古道里程")],
        ),
        (
            "what is made better",
            "新建12个监测站（点），提升18个监测站（点）。",
            [("12个", "=", "新建监测站（点）数"), ("18个", "=", "监测站（点）数")],
        ),
        (
            "works guided through",
            "“十四五”期间引导完成200万平方米以上的住宅节能改造示范项目。",
            [("200万平方米", ">=", "住宅节能改造示范项目面积")],
        ),
        ("how many there are at least", "每个村至少有1名劝导员。", [("1名", ">=", "劝导员数")]),
        (
            "a grade of what was counted",
            "A级旅游景区达到7家，其中4A级2家。",
            [("7家", "=", "A级旅游景区数"), ("2家", "=", "4A级旅游景区数")],
        ),
        ("so much a head", "体育场地面积人均达到2.6平方米。", [("2.6平方米", "=", "体育场地面积人均")]),
        (
            "a share of the people counted",
            "培训农民1500人，其中女性不少于30%。",
            [("1500人", "=", "培训农民数"), ("30%", ">=", "女性占农民比例")],
        ),
        ("what is pulled down", "拆除违建2万平方米。", [("2万平方米", "=", "拆除违建面积")]),
        ("the year before", "事故死亡人数较上年度均下降8%以上。", [("8%", ">=", "事故死亡人数")]),
        (
            "a bracket within what is done",
            "新（改）建污水管网26公里。",
            [("26公里", "=", "新（改）建污水管网长度")],
        ),
        (
            "each of several rises",
            "A点管理率、B点管理率分别达到72%和70%，较2024年均提高5个百分点。",
            [
                ("72%", "=", "A点管理率"),
                ("70%", "=", "B点管理率"),
                ("5个百分点", "=", "A点管理率、B点管理率"),
            ],
        ),
        (
            "rises of two figures before",
            "货物吞吐量达到800万吨、集装箱吞吐量20万标箱，分别增长6%和9%。",
            [
                ("800万吨", "=", "货物吞吐量"),
                ("20万标箱", "=", "集装箱吞吐量"),
                ("6%", "=", "货物吞吐量"),
                ("9%", "=", "集装箱吞吐量"),
            ],
        ),
        (
            "two figures of unlike units",
            "城市绿化覆盖率、人均公园面积分别达到42%和14平方米。",
            [("42%", "=", "城市绿化覆盖率"), ("14平方米", "=", "人均公园面积")],
        ),
        (
            "a kind before what both are",
            "小学、初中专任教师学历占比分别达到85%、95%。",
            [("85%", "=", "小学专任教师学历占比"), ("95%", "=", "初中专任教师学历占比")],
        ),
        (
            "works on land among others",
            "实施1万公顷土地综合整治、河流治理。",
            [("1万公顷", "=", "土地综合整治面积")],
        ),
        (
            "sizes that say which are built",
            "规划建设6个500千伏、40个220千伏变电项目。",
            [("6个", "=", "建设500千伏变电项目数"), ("40个", "=", "建设220千伏变电项目数")],
        ),
        (
            "what is put ahead of a standard",
            "提升新建住宅节能设计标准至72%。",
            [("72%", "=", "新建住宅节能设计标准")],
        ),
        (
            "a share that is to be provided",
            "新建住宅按车位15%比例配建充电桩。",
            [("15%", "=", "新建住宅配建充电桩比例")],
        ),
        ("a ratio that narrows", "城乡居民收入比缩小到1.9以内。", [("1.9", "<=", "城乡居民收入比")]),
        (
            "a rate of what was counted",
            "完成120个村庄生活污水治理任务，治理率达到66%。",
            [("120个", "=", "村庄生活污水治理数"), ("66%", "=", "村庄生活污水治理率")],
        ),
    ],
)
def test_what_a_figure_is_of(phenomenon: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    facts = read_item(text)
    quoted = facts.source.text
    found = sorted(facts.targets, key=lambda target: target.span.start)
    rows = [(quoted[t.span.start : t.span.end], t.op.value, t.phrase) for t in found]
    assert rows == expected, phenomenon


def test_by_when_where_the_plan_or_a_total_says_it() -> None:
    facts = read_item("规划期内打造2个零碳社区。全市能耗比2020年累计下降13%，年均下降2.7%。")
    assert [(t.target_year, t.baseline_year) for t in facts.targets] == [
        ("2025", ""),
        ("", "2020"),
        ("", ""),
    ]


def test_years_dealt_out_to_shares_without_the_word() -> None:
    facts = read_item("到2025年和2030年，锻炼人数比例达到37%及以上和40%及以上。")
    assert [t.target_year for t in facts.targets] == ["2025", "2030"]


def test_how_far_striving_goes_over_words_and_doublings() -> None:
    facts = read_item("力争生活垃圾零填埋，处置率保持100%。港口吞吐量争取超过900万吨，出口额比2024年翻一番。")
    found = sorted(facts.targets, key=lambda target: target.span.start)
    assert [t.strength.value for t in found] == ["strive", "strive", "strive", "firm"]


def test_what_is_paid_for_each_is_no_target() -> None:
    assert not read_item("对托位按照二孩300元、三孩380元每人每月进行补贴。重点办好16件民生实事。").targets


def test_a_plan_of_the_nation_for_a_province_gives_its_figures() -> None:
    facts = read(
        "支持宁夏建设先行区实施方案\n一、目标\n到2025年，我国西部的森林覆盖率提高，草原植被盖度达到57%。\n"
    )
    assert {t.area.name for t in facts.targets} == {"宁夏回族自治区"}


def test_the_plans_own_place_is_no_part_of_a_name() -> None:
    facts = read_item("宜宾市学前教育入学率达到99%，宜宾市区绿地率达到40%。")
    assert facts.targets[0].phrase == "学前教育入学率"


def test_whose_figures_a_house_of_the_place_gives() -> None:
    made = read_item("县图书馆建成阅读区4处，藏书总量达到60万册，新增读者证3000个。")
    enlarged = read_item("完成县中心敬老院二期改造，新增床位160张，配备护理员不少于40名。")
    assert [t.area.name for t in made.targets] == ["县图书馆"] * 3
    assert [t.area.name for t in enlarged.targets] == ["县中心敬老院"] * 2
    assert made.targets[0].phrase == "建成阅读区数"


def test_a_year_from_which_on_is_not_handed_on() -> None:
    facts = read_item("2022年起新建住宅全部使用可再生能源。完成住宅节能改造面积200万平方米以上。")
    assert [t.target_year for t in facts.targets if t.unit == "平方米"] == [""]


def test_figures_of_a_clause_about_the_villages_are_none_of_the_town() -> None:
    facts = read_item("城区新建公办中学2所，乡镇改造提升寄宿制学校8所。")
    assert [(t.area.name, t.phrase) for t in facts.targets] == [
        ("城区", "新建公办中学数"),
        ("乡镇", "改造提升寄宿制学校数"),
    ]


def test_what_is_managed_in_an_hour() -> None:
    [target] = read_item("应急排涝能力达到每小时1.5万立方米。").targets
    assert (target.phrase, target.unit, int(target.value)) == ("应急排涝能力", "立方米/小时", 15000)


def test_data_gathered_are_an_amount() -> None:
    assert [t.kind.value for t in read_item("归集数据20TB以上。").targets] == ["amount"]


def test_each_of_two_figures_of_unlike_units_has_its_own_kind() -> None:
    facts = read_item("城市绿化覆盖率、人均公园面积分别达到42%和14平方米。")
    assert [t.kind.value for t in facts.targets] == ["level", "level"]


def test_figures_of_zones_are_their_own() -> None:
    facts = read_item("经济开发区新增厂房20万平方米，高新区新引进企业50家，其他县（区）各建成1个园区。")
    assert [(t.area.name, t.phrase) for t in facts.targets] == [
        ("经济开发区", "厂房面积"),
        ("高新区", "新引进企业数"),
        ("其他县（区）", "建成园区数"),
    ]
