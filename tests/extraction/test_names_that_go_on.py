"""Names of figures that stand in several parts, figures that only say which, and round numbers in characters."""

from __future__ import annotations

import pytest

from tests.reading import read, read_item


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("who is to do it", "引导合作机构逐步将平均担保费率降至1%以下。", [("1%", "<=", "平均担保费率")]),
        ("what is pushed on", "推进菜田机械化水平达到60%。", [("60%", "=", "菜田机械化水平")]),
        (
            "what the clause before names",
            "再担保业务收费，不高于承担风险责任的0.5%。",
            [("0.5%", "<=", "再担保业务收费占承担风险责任比例")],
        ),
        (
            "a quoted word at the head",
            "建立100个“双师型”教师培训基地。",
            [("100个", "=", "“双师型”教师培训基地数")],
        ),
        (
            "a quoted word within",
            "推动30家重点行业“链式改造”企业。",
            [("30家", "=", "重点行业“链式改造”企业数")],
        ),
        (
            "what only says which",
            "选择10个左右有条件、有基础、规模适当的村。",
            [("10个", "~", "村数")],
        ),
        ("kinds of one thing", "推动5款以上立式、卧式产品。", [("5款", ">=", "立式、卧式产品数")]),
        (
            "a word of level",
            "各级执法机关的审核人员不少于执法人员总数的5%。",
            [("5%", ">=", "各级执法机关的审核人员占执法人员总数比例")],
        ),
        (
            "deeds side by side",
            "花生种植、收获机械化率分别达到65%和55%。",
            [("65%", "=", "花生种植机械化率"), ("55%", "=", "花生收获机械化率")],
        ),
        (
            "two rates of their own",
            "关键工序数控化率、设计工具普及率分别达到55%、75%。",
            [("55%", "=", "关键工序数控化率"), ("75%", "=", "设计工具普及率")],
        ),
        (
            "a figure that is part of a name",
            "培育年产值超100亿元、具备较强竞争力的龙头企业2家。",
            [("2家", "=", "培育年产值超100亿元的龙头企业数")],
        ),
        (
            "things with a verb in their names",
            "改扩建现有20个物资储备库和35个综合仓库。",
            [("20个", "=", "改扩建物资储备库数"), ("35个", "=", "改扩建综合仓库数")],
        ),
        (
            "an aside",
            "向市政府上报有关情况（最迟不超过4个小时）。",
            [("4个小时", "<=", "向市政府上报有关情况时间")],
        ),
        ("an area of things", "打造10万亩无人农场。", [("10万亩", "=", "无人农场面积")]),
        (
            "what stays as it is",
            "天然林面积30万公顷、公益林面积9万公顷和湿地面积2万公顷基本保持稳定。",
            [
                ("30万公顷", "=", "天然林面积"),
                ("9万公顷", "=", "公益林面积"),
                ("2万公顷", "=", "湿地面积"),
            ],
        ),
        ("a share of works", "到2025年，接管单村工程85%以上。", [("85%", ">=", "接管单村工程比例")]),
        ("firms that borrow first", "首贷户突破3000户。", [("3000户", ">", "首贷户数")]),
        (
            "the volume of what is built",
            "新建水库2座，总库容36万立方米。",
            [("2座", "=", "新建水库数"), ("36万立方米", "=", "水库总库容")],
        ),
        (
            "what is planted anew, in a bracket",
            "改造油茶林15万公顷（新造2万公顷）。",
            [("15万公顷", "=", "油茶林改造面积"), ("2万公顷", "=", "新造面积")],
        ),
        ("what is to be held", "坚决守住18万亩耕地红线。", [("18万亩", ">=", "耕地红线面积")]),
        (
            "round numbers of things",
            "突破百项关键技术，形成百项成果，打造千家领军企业。",
            [
                ("百项", "=", "突破关键技术数"),
                ("百项", "=", "成果数"),
                ("千家", "=", "打造领军企业数"),
            ],
        ),
        ("a half", "骨干教师占教师总数超过一半。", [("一半", ">", "骨干教师占教师总数比例")]),
        (
            "what is made in a field",
            "打造乡村旅游100个精品村、100条精品线路。",
            [("100个", "=", "打造乡村旅游精品村数"), ("100条", "=", "打造精品线路数")],
        ),
        ("a quoted word at the end", "推动300家企业“智改数转”。", [("300家", "=", "企业“智改数转”数")]),
        (
            "a stock that grows",
            "新建基站1500个、累计达到4200个。",
            [("1500个", "=", "新建基站数"), ("4200个", "=", "基站累计数")],
        ),
        ("land that is kept", "落实学校建设用地800亩。", [("800亩", "=", "落实学校建设用地面积")]),
        ("one or two", "建设一至两个零碳园区项目。", [("一至两个", "range", "建设零碳园区项目数")]),
    ],
)
def test_what_a_figure_is_of(phenomenon: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    facts = read_item(text)
    found = [(facts.source.text[t.span.start : t.span.end], t.op.value, t.phrase) for t in facts.targets]
    assert found == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text"),
    [
        ("cities of a size", "市辖区户籍人口不超过100万的城市，给予支持。"),
        ("a right of ownership", "探索宅基地所有权、使用权分置有效实现形式。"),
        ("sizes that select", "重点整治入井人数超过30人、井深超过800米的地下矿山。"),
        ("a ceiling of support", "对评价突出的平台，支持金额不超过300万元。"),
        ("what nobody may do more of", "一位专家不同时担任超过3个委员会的委员。"),
        ("how things stood", "截至2024年底，全市检验检测机构数量达到1488家。"),
        ("how many parts a list has", "知识产权保护方面（共5项）。"),
        ("a way to speak of many", "服务千家万户。"),
    ],
)
def test_figures_that_commit_nobody(phenomenon: str, text: str) -> None:
    assert [t.phrase for t in read_item(text).targets] == [], phenomenon


def test_whether_goals_go_on_behind_the_outlook() -> None:
    facts = read(
        "“十四五”安全发展规划\n一、主要目标\n到2025年，体系取得重大进展。到2035年，建立与现代化相适应的体系。\n"
        "装备配备达标率达到80%。\n到2035年，主要目标是：\n建成示范社区3000个。\n"
    )
    assert [t.target_year for t in facts.targets] == ["2025", "2035"]


def test_whether_cells_say_a_change() -> None:
    rows = [
        ("1", "事故起数", "下降15%"),
        ("2", "产业规模增速", "增长8%"),
        ("3", "人口死亡率", "<1%"),
        ("4", "达标率", "不低于90%"),
    ]
    table = "\n".join("\t".join(row) for row in [("序号", "指标", "2025年"), *rows])
    found = read(f"宜宾市“十四五”安全规划\n一、主要目标\n完善体系。\n专栏1 主要指标\n{table}\n").targets
    assert [(t.op.value, str(t.value), t.kind.value) for t in found] == [
        ("=", "15", "decrease"),
        ("=", "8", "increase"),
        ("<", "1", "level"),
        (">=", "90", "level"),
    ]


@pytest.mark.parametrize(
    "below",
    [
        "宜宾市人民政府\n2018年12月21日\n",
        "中共宜宾市委办公室\n宜宾市人民政府办公室\n二〇一八年十二月二十一日\n（此件公开发布）\n",
        "宜宾市发展改革委 宜宾市财政局\n2018年12月21日\n联系人：张某，电话：123\n",
    ],
)
def test_whether_who_signs_a_plan_and_when_directs_nobody(below: str) -> None:
    facts = read_item(f"各县政府要研究实施意见。\n{below}")
    text = facts.source.text
    assert [text[o.span.start : o.span.end] for o in facts.obligations] == ["各县政府要研究实施意见"]


def test_whether_one_row_below_many_heads_is_a_table() -> None:
    heads = "地区 | 断面数 | 国考优良比例（%） | 省考优良比例（%） | 劣V类（%）"
    facts = read_item(f"完成指标，见表1。\n表1 2025年目标\n{heads}\n江安县 | 3（1） | —— | 33.3 | 0\n")
    assert [(str(t.value), t.area.name) for t in facts.targets] == [
        ("33.3", "江安县"),
        ("0", "江安县"),
    ]
    assert len(facts.obligations) == 1


def test_whether_years_without_a_number_count_from_the_first_of_the_plan() -> None:
    facts = read("花溪区教育提质行动方案（2023—2025年）\n一、任务\n（一）教师。三年补充教师1200名左右。\n")
    assert [(t.phrase, t.target_year) for t in facts.targets] == [("补充教师数", "2025")]


def test_whether_a_notice_below_its_number_is_the_title_and_an_annex_has_a_year() -> None:
    facts = read(
        "江政发〔2024〕8号\n江安县人民政府\n关于印发江安县2024年十大民生实事项目的通知\n各镇人民政府：\n现印发给你们，请组织实施。\n"
        "附件：项目表\n江安县人民政府\n2024年4月2日\n附件：\n江安县2024年十大民生实事项目表\n"
        "序号\t项目\t责任单位\n1\t新建停车场3座。\t住建局\n2\t改造道路5条。\t交通局\n"
    )
    assert facts.outline.title == "江安县人民政府关于印发江安县2024年十大民生实事项目的通知"
    assert [(str(t.value), t.target_year) for t in facts.targets] == [("3", "2024"), ("5", "2024")]


def test_whether_a_chapter_of_the_outlook_keeps_its_year() -> None:
    facts = read(
        "“十四五”安全发展规划\n一、主要目标\n到2025年，覆盖率达到80%。\n二、2035年远景目标\n到2035年，体系更加健全。\n"
        "示范社区达标率达到90%。\n"
    )
    assert [(str(t.value), t.target_year) for t in facts.targets] == [("80", "2025"), ("90", "2035")]


def test_whether_a_cell_says_that_a_change_is_one_of_each_year() -> None:
    rows = "1\t产值\t年均增长8%\n2\t能耗\t下降13%\n3\t水耗\t下降16%"
    facts = read(
        f"宜宾市“十四五”规划\n一、主要目标\n完善体系。\n专栏1 主要指标\n序号\t指标\t2025年\n{rows}\n"
    )
    assert [(str(t.value), t.period.value) for t in facts.targets] == [
        ("8", "yearly"),
        ("13", "total"),
        ("16", "total"),
    ]


def test_whether_more_than_half_of_the_members_is_read() -> None:
    (target,) = read_item("骨干教师占半数以上。").targets
    assert (target.op.value, str(target.value), target.unit) == (">=", "50", "%")


@pytest.mark.parametrize(
    ("sentence", "name", "value"),
    [
        ("推进60个以上的合同能源管理项目。", "合同能源管理项目数", "60"),
        ("推动200万平方米既有居住建筑节能改造。", "既有居住建筑节能改造面积", "2000000"),
        ("示范带动绿色防控覆盖率达到55%。", "绿色防控覆盖率", "55"),
        ("单位能源消耗比2020年累积下降12.5%。", "单位能源消耗", "12.5"),
        ("——用水总量控制在3亿立方米以内。", "用水总量", "300000000"),
    ],
)
def test_whether_what_leads_to_a_name_is_none_of_it(sentence: str, name: str, value: str) -> None:
    (target,) = read_item(sentence).targets
    assert (target.phrase, f"{target.value:f}".removesuffix(".0")) == (name, value)


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("扩大茶叶基地20万亩、改造15万亩。", ["扩大茶叶基地面积", "茶叶基地改造面积"]),
        ("农药使用量较“十三五”时期减少6%以上。", ["农药使用量"]),
        ("对慢性病患者实行长期处方管理，规范管理率达到76%。", ["慢性病患者规范管理率"]),
    ],
)
def test_whether_a_name_tells_what_the_deed_is_of(sentence: str, labels: list[str]) -> None:
    assert [target.phrase for target in read_item(sentence).targets] == labels
