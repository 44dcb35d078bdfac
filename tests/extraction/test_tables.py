"""Tables of tasks, of indicators and of counties, in the forms in which texts have them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policygraph.model import Facts
from tests.reading import TITLE, read

_HEADS = ("序号", "重点任务", "牵头单位", "责任单位", "完成时限")
_ROWS = (
    ("1", "新建改造管网35公里。加强巡查", "市住房城乡建设局", "各县（区）人民政府", "2025年10月底前"),
    ("2", "秸秆综合利用率达到93%以上", "市农业农村局", "市生态环境局、市财政局", "2025年底前"),
    ("3", "更换老旧水表", "市水利局", "", "持续推进"),
)


def _plan(table: str) -> str:
    return f"{TITLE}\n一、主要任务\n推进改造。\n附件1\n重点任务分工表\n{table}\n"


def _quoted(facts: Facts, path: str) -> dict[str, list[tuple[str, str]]]:
    quote = facts.text.quote
    return {
        "bodies": [(quote(a.span), str(a.role)) for a in facts.assignments if a.path == path],
        "targets": [(quote(t.span), t.target_year) for t in facts.targets if t.path == path],
        "duties": [(quote(o.span), o.deadline) for o in facts.obligations if o.path == path],
    }


@pytest.mark.parametrize(
    ("form", "table"),
    [
        ("tabs", "\n".join("\t".join(row) for row in (_HEADS, *_ROWS))),
        ("pipes", "\n".join(f"| {' | '.join(row)} |" for row in (_HEADS, ("---",) * 5, *_ROWS))),
        (
            "tabs and groups",
            "\n".join(
                ["\t".join(_HEADS), "城乡建设", "\t".join(_ROWS[0]), "农业农村", *map("\t".join, _ROWS[1:])]
            ),
        ),
        (
            "groups with numbers",
            "\n".join(
                "\t".join(row)
                for row in (
                    _HEADS,
                    ("一", "推进城乡建设", "", "", ""),
                    _ROWS[0],
                    ("二", "发展现代农业", "", "", ""),
                    *_ROWS[1:],
                )
            ),
        ),
    ],
)
def test_tables_of_tasks(form: str, table: str) -> None:
    assert _quoted(read(_plan(table)), "附件1") == {
        "bodies": [
            ("市住房城乡建设局", "lead"),
            ("各县（区）人民政府", "responsible"),
            ("市农业农村局", "lead"),
            ("市生态环境局", "responsible"),
            ("市财政局", "responsible"),
            ("市水利局", "lead"),
        ],
        "targets": [("35公里", "2025"), ("93%", "2025")],
        "duties": [
            ("新建改造管网35公里", "2025-10"),
            ("加强巡查", "2025-10"),
            ("秸秆综合利用率达到93%以上", "2025"),
            ("更换老旧水表", ""),
        ],
    }, form


def test_whether_a_table_of_tasks_is_read_where_every_cell_has_a_line() -> None:
    cells = ["序号", "工作任务", "责任领导", "主办单位", "协办单位", "完成时间"]
    cells += ["1", "新建充电桩200个", "李某某", "市能源局", "市交通运输局", "11月底前"]
    cells += ["2", "完成锅炉改造30台", "王某某", "市生态环境局", "市财政局", "全年"]
    facts = read("宜宾市2024年节能减排工作要点\n" + "\n".join(cells) + "\n")
    assert _quoted(facts, "preamble") == {
        "bodies": [
            ("市能源局", "lead"),
            ("市交通运输局", "support"),
            ("市生态环境局", "lead"),
            ("市财政局", "support"),
        ],
        "targets": [("200个", "2024"), ("30台", "2024")],
        "duties": [("新建充电桩200个", "2024-11"), ("完成锅炉改造30台", "2024")],
    }


@pytest.mark.parametrize(
    ("heads", "rows", "bodies"),
    [
        (
            "指标\t2020年\t目标\t责任部门",
            "用水量（亿立方米）\t5.5\t6.0\t市水利局",
            [("市水利局", "responsible")],
        ),
        (
            "县（市、区）\t节水目标（万立方米）\t责任部门",
            "甲县\t600\t甲县人民政府\n乙县\t700\t乙县人民政府",
            [],
        ),
        ("序号\t企业名称\t所在地", "1\t某某水泥有限公司\t甲县\n2\t某某焦化有限公司\t乙县", []),
    ],
)
def test_whether_tables_of_figures_and_names_are_none_of_tasks(
    heads: str, rows: str, bodies: list[tuple[str, str]]
) -> None:
    found = _quoted(read(_plan(f"{heads}\n{rows}")), "附件1")
    assert (found["bodies"], found["duties"]) == (bodies, [])


@pytest.mark.parametrize(
    ("shape", "table", "found"),
    [
        (
            "a group between rows",
            "指标\t单位\t2025年\n工业\n用水量\t亿立方米\t5\n农业\n灌溉面积\t万亩\t30\n",
            [("5", "用水量", "2025"), ("30", "灌溉面积", "2025")],
        ),
        (
            "a second row of heads below a merged one",
            "指标\t单位\t2025年\t\n水平\t变化幅度\n用水量\t亿立方米\t5\t-2\n灌溉面积\t万亩\t30\t4\n",
            [
                ("5", "用水量", "2025"),
                ("-2", "用水量", "2025"),
                ("30", "灌溉面积", "2025"),
                ("4", "灌溉面积", "2025"),
            ],
        ),
        (
            "groups in a column of their own",
            "类别\t指标\t2020年\t2025年\n水\t用水量（亿立方米）\t6\t5\n\t灌溉面积（万亩）\t28\t30\n",
            [("5", "用水量", "2025"), ("30", "灌溉面积", "2025")],
        ),
        (
            "towns, and things counted in the heads",
            "乡镇（街道）\t煤改电（户）\t完成时间\n青石乡\t120\t8月底\n城东街道\t80\t9月底\n合计\t200\t\n",
            [("120", "煤改电户数", "2025"), ("80", "煤改电户数", "2025"), ("200", "煤改电户数", "2025")],
        ),
        (
            "a rate beside what grows, and a part of the row above",
            "县（市、区）\t技改投资（亿元）\t比增（%）\n甲县\t21\t9\n其中：高新区\t3\t10\n",
            [
                ("21", "技改投资", "2025"),
                ("9", "技改投资", "2025"),
                ("3", "技改投资", "2025"),
                ("10", "技改投资", "2025"),
            ],
        ),
        (
            "a title in the first row, groups in front, numbers of rows",
            "某市节水规划主要指标\t\t\t\n类别\t序号\t指标\t2025年\n水量\t1\t用水总量（亿立方米）\t5\n"
            "水量\t2\t再生水量（亿立方米）\t1\n水质\t3\t达标断面比例（%）\t90\n",
            [("5", "用水总量", "2025"), ("1", "再生水量", "2025"), ("90", "达标断面比例", "2025")],
        ),
        (
            "a group over the names that the heads do not tell apart",
            "指标\t\t2025年\n水量\t1.用水总量（亿立方米）\t5\n水量\t2.再生水量（亿立方米）\t1\n水质\t3.达标断面比例（%）\t90\n",
            [("5", "用水总量", "2025"), ("1", "再生水量", "2025"), ("90", "达标断面比例", "2025")],
        ),
        (
            "heads that come again on the next page",
            "指标\t单位\t2025年\n用水总量\t亿立方米\t5\n再生水量\t亿立方米\t1\n指标\t单位\t\t2025年\n渠系长度\t公里\t\t90\n",
            [("5", "用水总量", "2025"), ("1", "再生水量", "2025"), ("90", "渠系长度", "2025")],
        ),
        (
            "heads that stand above as many columns only where they come again, and a name in two cells",
            "序号\t指标\t属性\t2020年（现状）\t2025年（目标）\n1\t优良天数比率（%）\t\t约束性\t90\t92\n"
            "2\t氨氮\t工程减排量（吨）\t约束性\t\t[15]\n序号\t指标\t\t属性\t2020年（现状）\t2025年（目标）\n"
            "3\t森林覆盖率（%）\t\t约束性\t37\t38\n",
            [
                ("92", "优良天数比率", "2025"),
                ("[15]", "氨氮工程减排量", "2025"),
                ("38", "森林覆盖率", "2025"),
            ],
        ),
        (
            "a figure that ran into the name before it",
            "指标\t2020年\t2025年\n能耗降低（%） [17.1]\t\t14\n非化石能源比重（%） 12.3\t\t16\n",
            [("14", "能耗", "2025"), ("16", "非化石能源比重", "2025")],
        ),
        (
            "a kind that ran into the name before it",
            "指标\t属性\t2025年\n优良天数比率（%）约束性\t\t98\n森林覆盖率（%）\t预期性\t40\n",
            [("98", "优良天数比率", "2025"), ("40", "森林覆盖率", "2025")],
        ),
        (
            "what was to be reached in years that are past",
            "“十三五”目标完成情况\n指标\t单位\t较目标值增加\n用水总量\t亿立方米\t5\n再生水量\t亿立方米\t1\n",
            [],
        ),
        (
            "groups under a head that could name rows, beside the one of the names",
            "目标\t指标名称\t2025年目标值\n生态\t森林覆盖率（%）\t>42\n\t湿地保护率（%）\t60以上\n民生\t预期寿命（岁）\t80\n",
            [
                (">42", "森林覆盖率", "2025"),
                ("60以上", "湿地保护率", "2025"),
                ("80", "预期寿命", "2025"),
            ],
        ),
        (
            "a row a year, with places below what is measured",
            "时间（年）\t绿色建筑占比（%）\t\t改造占比（%）\n\t全市\t青石区\t全市\n2024\t80\t85\t—\n2025\t90\t95\t35\n",
            [
                ("80", "绿色建筑占比", "2024"),
                ("85", "绿色建筑占比", "2024"),
                ("90", "绿色建筑占比", "2025"),
                ("95", "绿色建筑占比", "2025"),
                ("35", "改造占比", "2025"),
            ],
        ),
        (
            "a row a year, what is measured in the heads alone",
            "年度\t新建管网（公里）\t再生水利用率（%）\n2024年\t30\t20\n2025年（目标）\t40\t25\n",
            [
                ("30", "新建管网", "2024"),
                ("20", "再生水利用率", "2024"),
                ("40", "新建管网", "2025"),
                ("25", "再生水利用率", "2025"),
            ],
        ),
        (
            "aims of which most are words, and serial numbers below the head of the names",
            "指标\t\t\t2020年\t2025年目标值\t属性\n"
            "1\t环境\t优良天数比率（%）\t91\t完成下达目标\t约束性\n"
            "2\t环境\t劣Ⅴ类断面比例（%）\t0\t基本消除\t约束性\n"
            "3\t绿色\t能耗强度降低（%）\t——\t完成下达目标\t约束性\n"
            "4\t绿色\t非化石能源比重（%）\t12\t≥14%\t预期性\n"
            "5\t森林覆盖率（%）\t\t23\t≥25\t约束性\n",
            [("≥14%", "非化石能源比重", "2025"), ("≥25", "森林覆盖率", "2025")],
        ),
        (
            "a unit of which only one side is known, and heads of years with a note",
            "指标\t2020（现状值）\t2025（目标值）\n辐射事故发生率（起/万枚）\t0\t0\n森林覆盖率（%）\t37\t38\n",
            [("0", "辐射事故发生率", "2025"), ("38", "森林覆盖率", "2025")],
        ),
        (
            "the plan's period where the table names no year",
            "县（市、区） 化学需氧量（吨） 氨氮（吨）\n甲县 820 31\n乙县 640 24\n",
            [
                ("820", "化学需氧量", "2025"),
                ("31", "氨氮", "2025"),
                ("640", "化学需氧量", "2025"),
                ("24", "氨氮", "2025"),
            ],
        ),
    ],
)
def test_shapes_of_tables(shape: str, table: str, found: list[tuple[str, str, str]]) -> None:
    facts = read(f"{TITLE}\n一、主要任务\n推进改造。\n附件1\n{table}")
    assert [(facts.text.quote(t.span), t.phrase, t.target_year) for t in facts.targets] == found, shape


@pytest.mark.parametrize(
    ("name", "cell", "unit", "kind", "period"),
    [
        ("非化石能源比重（%）", "18\t[5.6]", "%", "increase", "total"),
        ("单位GDP能耗降低（%）", "-\t[14.5]", "%", "decrease", "total"),
        ("用电量（亿千瓦时）", "2080\t5.1%", "%", "increase", "yearly"),
    ],
)
def test_yearly_rates_and_figures_of_all_years(
    name: str, cell: str, unit: str, kind: str, period: str
) -> None:
    table = f"指标\t2020年\t2025年\t年均增速（累计）\t属性\n{name}\t12\t{cell}\t约束性\n"
    found = read(f"{TITLE}\n一、主要任务\n推进改造。\n附件1\n主要指标\n{table}").targets[-1]
    assert (found.unit, str(found.kind), str(found.period)) == (unit, kind, period)


def test_whose_figures_stand_below_places_in_the_heads() -> None:
    table = "指标\t单位\t全市\t青石县\t柳河区\n用水总量\t万立方米\t50\t20\t30\n再生水利用率\t%\t25\t20\t28\n"
    facts = read(f"{TITLE}\n一、主要任务\n推进改造。\n附件1\n{table}")
    assert [(t.area.name, t.phrase) for t in facts.targets] == [
        (place, name) for name in ("用水总量", "再生水利用率") for place in ("宜宾市", "青石县", "柳河区")
    ]


def test_whose_figures_stand_below_places_in_a_table_of_years() -> None:
    table = "年份\t污水处理率（%）\t\n\t全市\t青石区\n2024\t80\t85\n2025\t90\t95\n"
    facts = read(f"{TITLE}\n一、主要任务\n推进改造。\n附件1\n{table}")
    assert [t.area.name for t in facts.targets] == ["宜宾市", "青石区"] * 2


def test_rates_of_each_year_are_named_as_such() -> None:
    table = "指标\t2020年\t2025年\t年均增速\n用电量（亿千瓦时）\t60\t80\t6%\n水电（万千瓦）\t5\t5\t0\n"
    facts = read(f"{TITLE}\n一、主要任务\n推进改造。\n附件1\n{table}")
    assert [(t.phrase, t.unit) for t in facts.targets] == [
        ("用电量", "千瓦时"),
        ("用电量年均增长率", "%"),
        ("水电装机", "千瓦"),
        ("水电装机年均增长率", "%"),
    ]


def test_whether_a_table_of_deeds_for_the_people_is_one_of_tasks() -> None:
    rows = "1\t新建天桥2座。\t市住建局\t9月底前\n2\t启动新馆建设。\t市文旅局\t12月底前\n"
    table = f"序号\t民生实事\t责任单位\t完成时限\n{rows}"
    facts = read(f"宜宾市2024年民生实事分解方案\n一、任务\n按下表落实。\n{table}")
    assert [(facts.text.quote(t.span), t.phrase) for t in facts.targets] == [("2座", "新建天桥数")]


@pytest.mark.parametrize("cell", ["92.", "92。", "92，"])
def test_whether_a_stop_behind_a_figure_is_no_unit(cell: str) -> None:
    table = f"指标\t单位\t2020年\t2025年\n秸秆综合利用率\t%\t88\t{cell}\n"
    (found,) = read(f"{TITLE}\n一、主要任务\n推进改造。\n附件1\n主要指标\n{table}").targets
    assert (found.value, found.unit) == (Decimal(92), "%")


@pytest.mark.parametrize("cell", ["92²", "92①", "92*", "92 ³"])
def test_whether_the_sign_of_a_footnote_is_no_unit(cell: str) -> None:
    table = f"指标\t单位\t2020年\t2025年\n秸秆综合利用率²\t%\t88\t{cell}\n"
    (found,) = read(f"{TITLE}\n一、主要任务\n推进改造。\n附件1\n主要指标\n{table}").targets
    assert (found.value, found.unit, found.phrase) == (Decimal(92), "%", "秸秆综合利用率")


def test_whether_a_power_of_ten_is_no_ten() -> None:
    table = "指标\t单位\t2020年\t2025年\n总用水量\t吨\t88\t10⁵\n秸秆综合利用率\t%\t88\t92\n"
    found = read(f"{TITLE}\n一、主要任务\n推进改造。\n附件1\n主要指标\n{table}").targets
    assert [target.phrase for target in found] == ["秸秆综合利用率"]


def test_whether_the_unit_of_a_caption_is_no_part_of_the_indicator() -> None:
    table = "县（市、区）\t化学需氧量\n甲县\t820\n"
    (found,) = read(_plan("").replace("重点任务分工表", f"重点工程减排量分解表（单位：吨）\n{table}")).targets
    assert (found.phrase, found.unit) == ("化学需氧量重点工程减排量", "吨")


def test_whether_groups_of_a_table_of_tasks_share_its_head() -> None:
    table = (
        "序号\t民生实事\t责任单位\t完成时限\n（一）治水\n1\t新建泵站3座。\t县水利局 县住建局\t5月底前动工\n"
        "（二）助老\n2\t改造食堂6个。\t县民政局\t12月底前\n"
    )
    facts = read(f"桐湾县2024年民生实事方案\n一、任务\n{table}")
    assert [(a.path, facts.text.quote(a.span)) for a in facts.assignments] == [
        ("一/（一）", "县水利局"),
        ("一/（一）", "县住建局"),
        ("一/（二）", "县民政局"),
    ]
    assert [(o.path, o.deadline) for o in facts.obligations] == [
        ("一/（一）", "2024-05"),
        ("一/（二）", "2024-12"),
    ]


def test_whether_a_second_row_of_heads_parts_the_bodies() -> None:
    table = (
        "序号\t重点任务\t责任单位\t\t完成时限\n"
        "\t\t牵头单位\t配合单位\t\n"
        "1\t更换老旧水表\t市水利局\t市财政局\t2024年底\n"
        "2\t推进漏损治理\t市住房城乡建设局\t市水利局\t2025年底\n"
    )
    found = _quoted(read(_plan(table)), "附件1")
    assert found["bodies"] == [
        ("市水利局", "lead"),
        ("市财政局", "support"),
        ("市住房城乡建设局", "lead"),
        ("市水利局", "support"),
    ]
    assert [quote for quote, _ in found["duties"]] == ["更换老旧水表", "推进漏损治理"]


def test_whether_aims_beside_short_names_of_tasks_are_read() -> None:
    table = (
        "任务类别\t重点任务\t具体指标\t牵头单位\t年度\n"
        "治污\t乡镇治水\t新建乡镇水厂9座，生态修复岸线60公里\t市住建局\t2024年\n"
        "治污\t岸线管护\t配备护渔员30名\t市水利局\t2025年\n"
    )
    facts = read(f"{TITLE}\n一、主要任务\n推进改造。\n附件1\n{table}")
    assert [(facts.text.quote(t.span), t.target_year) for t in facts.targets] == [
        ("9座", "2024"),
        ("60公里", "2024"),
        ("30名", "2025"),
    ]


@pytest.mark.parametrize("dash", ["—", "/", "无"])
def test_whether_a_dash_below_units_is_none(dash: str) -> None:
    table = f"指标\t单位\t2025年\n灌溉水有效利用系数\t{dash}\t0.605\n"
    (found,) = read(f"{TITLE}\n一、主要任务\n推进改造。\n附件1\n主要指标\n{table}").targets
    assert (found.value.normalize(), found.unit) == (Decimal("0.605"), "")


def test_whether_a_head_in_per_cent_beside_an_amount_is_a_rate() -> None:
    table = "指标\t2020年\t2025年\t年均增长（%）\n网络交易额（亿元）\t180\t320\t12\n"
    found = read(f"{TITLE}\n一、主要任务\n推进改造。\n附件1\n主要指标\n{table}").targets[-1]
    assert (found.value, found.unit, str(found.kind)) == (Decimal(12), "%", "increase")


def test_whether_a_table_of_which_no_figure_was_read_is_reported() -> None:
    text = f"{TITLE}\n一、主要任务\n推进改造。\n附件1\n考核表\n项目\t计分\n节水\t每降1个百分点扣2分\n"
    facts = read(text)
    (found,) = (finding for finding in facts.findings if finding.code == "table-unread")
    assert found.span is not None
    assert facts.text.quote(found.span).startswith("项目\t计分")


@pytest.mark.parametrize(
    ("heads", "cells"),
    [("2025年", "92\t61\t62"), ("2025年\tx\tx", "92\t61\t62")],
    ids=["behind the last head", "signs"],
)
def test_whether_columns_without_a_heading_are_reported(heads: str, cells: str) -> None:
    table = f"指标\t单位\t{heads}\n秸秆综合利用率\t%\t{cells}\n"
    facts = read(f"{TITLE}\n一、主要任务\n推进改造。\n附件1\n主要指标\n{table}")
    assert [target.value for target in facts.targets] == [Decimal(92)]
    (found,) = (finding for finding in facts.findings if finding.code == "table-unread")
    assert (
        found.message == "2 columns of the table “主要指标” have no heading, and their figures were not read"
    )


@pytest.mark.parametrize(
    ("row", "label", "kind"),
    [
        ("省级示范基地（个）\t22\t30", "省级示范基地", "level"),
        ("省级示范基地（个）\t—\t30", "省级示范基地", "count"),
        ("新建充电桩（个）\t22\t30", "新建充电桩", "count"),
        ("其中：低产林改造（万亩）\t30\t50", "低产林改造", "amount"),
        ("珍贵林木培育（万亩）\t30\t50", "珍贵林木培育", "amount"),
        ("林地保有量（万亩）\t30\t50", "林地保有量", "level"),
    ],
)
def test_whether_a_row_says_a_stock_or_what_is_made(row: str, label: str, kind: str) -> None:
    table = f"指标\t2020年\t2025年\n{row}\n森林覆盖率（%）\t60\t64\n"
    found = read(f"{TITLE}\n一、主要任务\n推进改造。\n附件1\n主要指标\n{table}").targets[0]
    assert (found.phrase, str(found.kind)) == (label, kind)


def test_whether_a_table_of_what_came_of_the_last_plan_sets_nothing() -> None:
    rows = "优良天数比例（%）\t80\t85\t90\t完成\n森林覆盖率（%）\t7\t8\t8\t完成\n"
    table = f"规划指标\t基准值\t目标值\t完成值\t目标完成情况\n{rows}"
    assert not read(f"{TITLE}\n一、主要任务\n推进改造。\n附件1\n{table}").targets


def test_whether_a_column_of_what_is_added_is_told_from_stocks() -> None:
    table = "种类\t2020年\t“十四五”新增\t2025年\n风电（万千瓦）\t60\t90\t150\n充电桩（个）\t20\t300\t320\n"
    found = read(f"{TITLE}\n一、主要任务\n推进改造。\n附件1\n主要指标\n{table}").targets
    assert [(t.phrase, str(t.kind), int(t.value), t.baseline_year) for t in found] == [
        ("新增风电装机", "amount", 900_000, "2020"),
        ("风电装机", "level", 1_500_000, ""),
        ("新增充电桩", "count", 300, "2020"),
        ("充电桩", "level", 320, ""),
    ]


def test_whether_what_is_spent_on_tasks_in_a_year_is_read() -> None:
    head = "序号\t项目名称\t建设内容\t总投资（万元）\t2024年计划投资（万元）\t责任单位"
    rows = (
        "1\t青山水厂\t新建水厂1座。\t9000\t1,200\t市水务局\n2\t柳河管网\t改造管网30公里。\t8000\t—\t市住建局"
    )
    facts = read(f"宜宾市重点项目方案\n一、任务\n推进项目。\n附件1\n2024年重点项目清单\n{head}\n{rows}\n")
    found = [
        (t.phrase, str(t.value), t.unit, t.kind.value, t.target_year) for t in facts.targets if t.unit == "元"
    ]
    assert found == [("青山水厂2024年计划投资", "12000000", "元", "amount", "2024")]


def test_whether_a_head_names_what_is_done_in_its_bracket() -> None:
    facts = read(
        "遂宁市工作分解\n\n一、任务\n"
        "| 序号 | 项目类别（具体内容） | 牵头部门 | 完成时间 |\n| 1 | 健全三级网络 | 市教育局 | 2026年 |\n"
    )
    assert _quoted(facts, "一")["duties"] == [("健全三级网络", "2026")]


def test_whether_projects_and_the_plan_to_carry_them_out_are_both_tasks() -> None:
    facts = read(
        "江安县2024年县政府民生实事项目实施计划\n"
        "| 序号 | 实事项目 | 工作举措及实施计划 | 责任单位 |\n"
        "| 1 | 新建停车场3座，新增停车位600个。 | 4月底前开工；11月底前新建停车场3座。 | 住建局 |\n"
        "| 2 | 改造道路5条。 | 6月底前改造道路2条；10月底前完成。 | 交通局 |\n"
    )
    assert [(f"{t.value:f}".removesuffix(".0"), t.target_year) for t in facts.targets] == [
        ("3", "2024"),
        ("600", "2024"),
        ("3", "2024"),
        ("5", "2024"),
        ("2", "2024"),
    ]
    assert [o.deadline for o in facts.obligations] == [
        "2024",
        "2024-04",
        "2024-11",
        "2024",
        "2024-06",
        "2024-10",
    ]


def test_whether_a_cell_may_say_that_so_much_is_added() -> None:
    rows = "缓冲带长度（公里）\t-\t新增35.9\n充电桩（个）\t20\t新增300\n森林覆盖率（%）\t60\t64\n"
    facts = read(f"{TITLE}\n一、主要目标\n主要指标表\n指标\t2020年\t2025年\n{rows}")
    assert [(facts.text.quote(t.span), t.kind.value, t.baseline_year) for t in facts.targets] == [
        ("新增35.9", "amount", "2020"),
        ("新增300", "count", "2020"),
        ("64", "level", ""),
    ]


def test_whether_cells_behind_the_last_head_are_of_no_column() -> None:
    facts = read(f"{TITLE}\n一、主要目标\n表1 主要指标\n指标\t单位\t2025年\n森林覆盖率\t%\t25\t33\t44\n")
    assert [(facts.text.quote(t.span), t.target_year) for t in facts.targets] == [("25", "2025")]
