"""Lines: tables of contents, page furniture, wrapped lines, markup, and tables without tabs."""

from __future__ import annotations

import pytest

from policygraph.model import FurnitureKind
from policygraph.sources.text import read_text
from tests.reading import source


def clean(text: str) -> str:
    return read_text(source(text)).clean


def contents(text: str) -> list[str]:
    read = read_text(source(text))
    return [read.quote(piece.span) for piece in read.furniture if piece.kind is FurnitureKind.CONTENTS]


_BODY = (
    "第一章 现状\n第一节 成效\n园区改造全部完成。\n第二节 问题\n管网老化。\n"
    "第二章 任务\n第一节 治水\n新建泵站。\n第二节 治气\n更换锅炉。\n"
)


@pytest.mark.parametrize(
    ("form", "listed"),
    [
        (
            "dots and pages",
            "第一章 现状......1\n第一节 成效......1\n第二节 问题......2\n第二章 任务......3\n",
        ),
        (
            "leaders of other signs",
            "第一章 现状…………1\n第一节 成效·······1\n第二节 问题 ------- 2\n第二章 任务\ue003\ue003\ue003\ue003 3\n",
        ),
        ("numbers on lines of their own", "第一章\n现状......1\n第一节\n成效......1\n第二节\n问题......2\n"),
        ("bare headings", "第一章 现状\n第一节 成效\n第二节 问题\n第二章 任务\n第一节 治水\n第二节 治气\n"),
        ("numbers without titles", "第一章\n现状\n第一节\n成效\n第二节\n问题\n第二章\n任务\n第一节\n治水\n"),
        ("headings with pages only", "第一章 现状 1\n第一节 成效 1\n第二节 问题 2\n第二章 任务 3\n"),
        (
            "over two pages",
            "第一章 现状......1\n第一节 成效......1\n— I —\n第二节 问题......2\n第二章 任务......3\nII\n",
        ),
    ],
)
@pytest.mark.parametrize("title", ["目录", "目 录", "目\n录"])
def test_whether_a_table_of_contents_is_furniture(title: str, form: str, listed: str) -> None:
    text = f"某市节水规划\n{title}\n{listed}{_BODY}"
    assert len(contents(text)) >= len(listed.splitlines()) - listed.count("I"), form
    assert clean(text) == clean(f"某市节水规划\n{_BODY}"), form


def test_whether_a_list_of_headings_without_a_title_is_furniture_if_they_come_again() -> None:
    listed = "第一章 现状分析\n第一节 主要成效\n第二节 主要问题\n第二章 重点任务\n第一节 治理水体\n第二节 治理大气\n"
    body = listed.replace("\n", "\n完成改造，加强管理。\n")
    assert clean(f"某市节水规划\n{listed}{body}") == clean(f"某市节水规划\n{body}")


def test_whether_a_plan_of_headings_alone_stays() -> None:
    text = "一、建设管网\n二、建设泵站\n三、建设水厂\n四、改造锅炉\n五、改造窑炉\n六、加强管理\n"
    assert clean(text) == text.strip()


_WIDE = "全市各级部门要把节水工作摆上重要位置并认真组织实施确保"


@pytest.mark.parametrize(
    ("what", "lines", "paragraphs"),
    [
        (
            "words over lines are joined",
            [f"{_WIDE}各项任务落", "到实处，推进改造。"],
            [f"{_WIDE}各项任务落到实处，推进改造。"],
        ),
        (
            "a heading with a comma ends at its line",
            ["（一）强化标准，推动提升", f"加快推进{_WIDE}重", "点行业改造。"],
            ["（一）强化标准，推动提升", f"加快推进{_WIDE}重点行业改造。"],
        ),
        (
            "a heading that ends like a conjunction",
            ["（一）引导全民参与", f"加快推进{_WIDE}重", "点行业改造。"],
            ["（一）引导全民参与", f"加快推进{_WIDE}重点行业改造。"],
        ),
        (
            "a heading that is wider than the page goes on",
            [f"（一）{_WIDE}各项任", "务全面落实", f"加快{_WIDE}各项", "目改造。"],
            [f"（一）{_WIDE}各项任务全面落实", f"加快{_WIDE}各项目改造。"],
        ),
        (
            "a number goes with the title below it",
            ["第三章", "", "重点任务", f"加快{_WIDE}各项", "目改造。"],
            ["第三章重点任务", f"加快{_WIDE}各项目改造。"],
        ),
        (
            "a heading without number stands alone",
            ["加强管理。", "组织实施", f"加快推进{_WIDE}重", "点行业改造。"],
            ["加强管理。", "组织实施", f"加快推进{_WIDE}重点行业改造。"],
        ),
        (
            "an open bracket hides a number at a line's beginning",
            [f"优良（{_WIDE}各级", "一、二类）水体增加。"],
            [f"优良（{_WIDE}各级一、二类）水体增加。"],
        ),
    ],
)
def test_lines_as_wide_as_the_page(what: str, lines: list[str], paragraphs: list[str]) -> None:
    filler = [f"{_WIDE}各项任务落", "实。"] * 12
    text = "\n".join(["一、总则", *filler, *lines, *filler])
    assert "\n".join(paragraphs) in clean(text), what


@pytest.mark.parametrize(
    ("what", "lines"),
    [
        (
            "headings with commas",
            ["（一）强化标准，推动提升", "加快推进重点行业改造。", "（二）严格准入，守住底线", "停止审批。"],
        ),
        (
            "a list without marks",
            [
                "（一）目标",
                "到2025年，浓度控制在28微克以内",
                "优良天数比例达到90%以上",
                "淘汰货车1200辆",
                "公交占比达到80%",
            ],
        ),
        ("what is set in by other blanks", ["一、总则", "推进改造。", "二、任务", "加强管理。"]),
    ],
)
@pytest.mark.parametrize("margin", ["", "\u2003\u2003", "\u3000\u3000", "\f", "\xa0 "])
def test_lines_of_a_paragraph_each(margin: str, what: str, lines: list[str]) -> None:
    assert clean("".join(f"{margin}{line}\n" for line in ["某县方案", *lines])).split("\n")[1:] == lines, what


@pytest.mark.parametrize(
    ("markup", "text", "read"),
    [
        ("headings", "# 某市方案\n\n## 一、目标\n\n节水。", "某市方案\n一、目标\n节水。"),
        ("closed headings", "## 一、目标 ##\n节水。", "一、目标\n节水。"),
        ("bold lines", "**某市方案**\n\n**一、目标**\n节水。", "某市方案\n一、目标\n节水。"),
        ("a bold beginning", "**（一）工程**到2025年，建成10座。", "（一）工程\n到2025年，建成10座。"),
        ("bold words", "建成**10**座。", "建成10座。"),
        ("a table", "| 县 | 目标 |\n|---|:-:|\n| 甲县 | 5 |\n| 乙县 | |", "县\t目标\n甲县\t5\n乙县\t"),
    ],
)
def test_markdown(markup: str, text: str, read: str) -> None:
    assert clean(text) == read, markup


@pytest.mark.parametrize(
    ("form", "text", "read"),
    [
        (
            "single blanks",
            "县（市、区） 化学需氧量 氨氮\n甲县 820 31\n乙县 640 ——",
            "县（市、区）\t化学需氧量\t氨氮\n甲县\t820\t31\n乙县\t640\t——",
        ),
        (
            "wide blanks",
            "指标    2020年现状    2025年目标值\n用水 总量    5.5亿    6.0亿\n灌溉 水量    2.1    2.2",
            "指标\t2020年现状\t2025年目标值\n用水总量\t5.5亿\t6.0亿\n灌溉水量\t2.1\t2.2",
        ),
        (
            "a group between rows",
            "指标 现状 目标\n用水 5.5 6.0\n灌溉 2.1 2.2\n工业\n取水 1.1 1.0",
            "指标\t现状\t目标\n用水\t5.5\t6.0\n灌溉\t2.1\t2.2\n工业\n取水\t1.1\t1.0",
        ),
        (
            "a group above the first row, and a part of a total",
            "指标  2020年  2025年  属性\n生态修复\n造林（万亩）  30  50  预期性\n其中：改造（万亩）  10  15  预期性",
            "指标\t2020年\t2025年\t属性\n生态修复\n造林（万亩）\t30\t50\t预期性\n其中：改造（万亩）\t10\t15\t预期性",
        ),
        (
            "a serial number before the names",
            "序号  指标  2020年  2025年  属性\n1  森林覆盖率  42  42.5  约束性\n2  湿地保护率  40.3  40.8  预期性",
            "序号\t指标\t2020年\t2025年\t属性\n1\t森林覆盖率\t42\t42.5\t约束性\n2\t湿地保护率\t40.3\t40.8\t预期性",
        ),
        (
            "a heading between two tables of pipes",
            "序号 | 任务 | 单位\n1 | 建泵站 | 水利局\n2 | 换水表 | 住建局\n（二）治气\n"
            "序号 | 任务 | 单位\n1 | 查扬尘 | 环保局\n2 | 补绿地 | 园林局",
            "序号\t任务\t单位\n1\t建泵站\t水利局\n2\t换水表\t住建局\n（二）治气\n"
            "序号\t任务\t单位\n1\t查扬尘\t环保局\n2\t补绿地\t园林局",
        ),
        (
            "tasks whose blanks only part the cells",
            "序号    工作任务    牵头单位    完成时限\n增加供给\n"
            "1    建成托育中心1所，提供托位150个。    县卫健局    2024年12月\n"
            "2    支持幼儿园开设托班。    县教育局    2025年底前\n持续开展\n3    检查。    县消防大队    持续\n",
            "序号\t工作任务\t牵头单位\t完成时限\n增加供给\n1\t建成托育中心1所，提供托位150个。\t县卫健局\t2024年12月\n"
            "2\t支持幼儿园开设托班。\t县教育局\t2025年底前\n持续开展\n3\t检查。\t县消防大队\t持续",
        ),
        (
            "cells below a merged one",
            "类别      指标        2020年   2025年目标   属性\n"
            "用水      取水总量    5.5      6.0          约束性\n"
            "          再生水      2.1      2.2          预期性\n"
            "排水      污水处理    ——       95%          约束性\n",
            "类别\t指标\t2020年\t2025年目标\t属性\n用水\t取水总量\t5.5\t6.0\t约束性\n"
            "\t再生水\t2.1\t2.2\t预期性\n排水\t污水处理\t——\t95%\t约束性",
        ),
        (
            "a head of two rows",
            "时间    新建建筑占比            改造占比\n"
            "        全市    甲区    乙区    全市\n"
            "2022    80%     85%     80%     -\n"
            "2023    90%     95%     90%     35%\n",
            "时间\t新建建筑占比\t\t\t改造占比\n\t全市\t甲区\t乙区\t全市\n2022\t80%\t85%\t80%\t-\n2023\t90%\t95%\t90%\t35%",
        ),
        (
            "tasks",
            "序号    工作任务                    牵头单位    完成时限\n"
            "1       建成泵站3座，更换水表       县水利局    4月底前\n"
            "2       培训人员，持证上岗          县人社局    10月底前\n",
            "序号\t工作任务\t牵头单位\t完成时限\n1\t建成泵站3座，更换水表\t县水利局\t4月底前\n2\t培训人员，持证上岗\t县人社局\t10月底前",
        ),
        (
            "one blank before a figure behind a unit",
            "指标                2025年   属性\n"
            "新建水厂（座）       30      预期性\n改造老旧供水管网及泵站（处） 12      约束性\n",
            "指标\t2025年\t属性\n新建水厂（座）\t30\t预期性\n改造老旧供水管网及泵站（处）\t12\t约束性",
        ),
        (
            "names of several cells, groups broken over lines, and a figure below no head",
            "序号              指标                2020（现状值）    2025（目标值）    属性\n"
            "  1         优良天数比率（%）                90              92         约束性\n"
            "  2         黑臭水体比例（%）                 0               0         预期性\n"
            "      环境\n"
            "  3         氨氮      重点工程减排量（吨）     [15]             22         约束性\n"
            "      治理\n"
            "  4   应对   能耗降低（%）                             [19]             约束性\n"
            "  5   气候   森林覆盖率（%）                  37              38         约束性\n",
            "序号\t指标\t2020（现状值）\t2025（目标值）\t属性\n"
            "1\t优良天数比率（%）\t90\t92\t约束性\n2\t黑臭水体比例（%）\t0\t0\t预期性\n\t环境\n"
            "3\t氨氮重点工程减排量（吨）\t[15]\t22\t约束性\n\t治理\n"
            "4应对\t能耗降低（%）\t\t\t[19]约束性\n5气候\t森林覆盖率（%）\t37\t38\t约束性",
        ),
        (
            "gaps in no columns, with the group of merged cells before the number",
            "类别  序号  指标  属性  2020年  2025年\n"
            "水环境  1  优良水体比例（%）①  约束性  90  92\n"
            "2  黑臭水体比例（%）  预期性  0  0\n"
            "空气  3  优良天数比率（%）  约束性  88.5  90\n",
            "类别序号\t指标\t属性\t2020年\t2025年\n水环境1\t优良水体比例（%）①\t约束性\t90\t92\n"
            "2\t黑臭水体比例（%）\t预期性\t0\t0\n空气3\t优良天数比率（%）\t约束性\t88.5\t90",
        ),
        (
            "a ruler above the rows and below them, in two columns",
            "  -------------- -----------------\n  县（区）       “十五五”目标（%）\n  青岚县         12\n"
            "  安澜区         9\n  -------------- -----------------\n\n附件2\n",
            "县（区）\t“十五五”目标（%）\n青岚县\t12\n安澜区\t9\n附件2",
        ),
        (
            "a ruler below the head, empty cells and a group",
            "  指标           单位   2025年   2030年\n  -------------- ------ -------- --------\n  用水\n"
            "  再生水利用率   %               30\n                        现状     目标\n",
            "指标\t单位\t2025年\t2030年\n用水\n再生水利用率\t%\t\t30\n\t\t现状\t目标",
        ),
        (
            "a ruler in a frame",
            "  ----------------\n  指标     2025年\n  -------- -------\n"
            "  漏损率   8\n\n  回用率   25\n  ----------------\n",
            "指标\t2025年\n漏损率\t8\n回用率\t25",
        ),
        (
            "a line for each cell",
            "序号\n任务\n单位\n1\n建成泵站3座\n水务局\n2\n更换水表\n住建局\n说明如下。",
            "序号\t任务\t单位\n1\t建成泵站3座\t水务局\n2\t更换水表\t住建局\n说明如下。",
        ),
        (
            "a line for each cell, with a row for the whole",
            "序号\n县区\n目标\n全市\n30\n1\n甲县\n10\n2\n乙县\n20\n",
            "序号\t县区\t目标\n\t全市\t30\n1\t甲县\t10\n2\t乙县\t20",
        ),
    ],
)
def test_tables_without_tabs(form: str, text: str, read: str) -> None:
    assert clean(text) == read, form


def test_whether_cells_of_several_lines_below_a_ruler_are_no_rows() -> None:
    rows = "  公共供水  8\n  漏损率\n\n  回用率    25\n"
    read = clean(f"------------------\n  指标      2025年\n  --------- --------\n{rows}------------------\n")
    assert "公共供水\t" not in read


def test_whether_prose_with_blanks_is_no_table() -> None:
    text = "到 2025 年\n建成 10 座\n新增 20 座\n"
    assert "\t" not in clean(text)


def test_whether_words_in_columns_that_overlap_are_no_table() -> None:
    text = "张三  李四  王五\n赵六六六六  钱七  孙八\n周九  吴十十十十  郑一\n"
    assert "\t" not in clean(text)


def test_whether_a_page_header_is_found_once_and_a_statement_that_ends_alike_stays() -> None:
    page = "".join(f"加强{name}管理的同时\n某市节水规划\n推进改造，\n" for name in "水电气热")
    ending = "（市水利局、市住建局\n按职责分工负责）\n"
    read = read_text(source("一、任务\n" + page + ending * 4))
    assert [finding.message for finding in read.findings] == [
        "“某市节水规划” stands 4 times as a page header and is left out"
    ]
    assert read.clean.count("按职责分工负责）") == 4


_LOOSE = "指标名称\n现状\n目标\n用水总量\n5.5\n6.0\n灌溉面积\n28\n30\n森林覆盖率\n（%）\n38.1\n39\n"


def test_whether_cells_that_lost_their_rows_are_left_out_and_reported() -> None:
    read = read_text(source(f"一、目标\n指标如下：\n表1 主要指标\n{_LOOSE}二、任务\n推进改造。\n"))
    assert read.clean == "一、目标\n指标如下：\n表1主要指标\n二、任务\n推进改造。"
    (found,) = read.findings
    assert (found.code, found.span and read.quote(found.span)) == ("table-unread", _LOOSE.strip())


@pytest.mark.parametrize(
    ("what", "lines"),
    [
        ("a list without figures", "发改委\n工信厅\n住建厅\n商务厅\n水利厅\n财政厅\n交通厅\n农业厅\n林业局"),
        ("tasks with figures", "".join(f"淘汰老旧柴油货车{n}00辆\n" for n in range(1, 10))),
        ("a few figures", "现状\n5.5\n目标\n6.0"),
    ],
)
def test_whether_other_short_lines_stay(what: str, lines: str) -> None:
    assert read_text(source(f"一、任务\n{lines}")).findings == (), what


def test_whether_headings_of_one_length_between_paragraphs_are_no_page_width() -> None:
    titles = [f"（{n}）第{n}批沿江老旧泵站更新改造工程" for n in "一二三四五六七八九十"]
    body = "更换水泵和闸门，整修进水池，" * 12
    blocks = [f"{title}\n{body}建立台账。" for title in titles]
    text = "某市泵站改造方案\n\n一、主要任务\n\n" + "\n\n".join(blocks * 2)
    assert clean(text).splitlines()[2:6] == [titles[0], f"{body}建立台账。", titles[1], f"{body}建立台账。"]


@pytest.mark.parametrize("genre", ["若干规定", "条例", "管理规则", "实施细则"])
def test_whether_the_title_of_rules_is_a_line_of_its_own(genre: str) -> None:
    text = (
        f"云川省绿色发展{genre}\n第四条省金融部门应当加强协调，开展管理相关工作。\n省财政部门应当完善政策。\n"
    )
    assert clean(text) == text.rstrip("\n")
