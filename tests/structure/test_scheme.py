"""The numbering scheme of a document: which numbers are its levels, found in the document itself."""

from __future__ import annotations

import re

import pytest

from policygraph.model import Outline, ProvisionKind
from policygraph.sources.text import read_text
from policygraph.structure.outline import read_outline
from tests.reading import source


def outline(text: str) -> Outline:
    return read_outline(read_text(source(text)))


def measures(text: str) -> list[tuple[str, str]]:
    return [(p.path, p.title) for p in outline(text).provisions if p.is_measure]


@pytest.mark.parametrize(
    ("scheme", "text", "found"),
    [
        (
            "chapter, section, 一、, （一）",
            "第一章 总则\n第一节 原则\n一、节水\n（一）农业\n推进改造。\n二、节电\n（一）工业\n推进改造。\n"
            "第二节 目标\n一、水\n推进改造。\n第二章 任务\n第一节 治水\n推进改造。\n",
            [("一/（一）", "原则"), ("一/（二）", "目标"), ("二/（一）", "治水")],
        ),
        (
            "chapters with and without sections",
            "第一章 现状\n一、成效\n推进改造。\n二、问题\n管网老化。\n"
            "第二章 任务\n第一节 治水\n一、建泵站\n推进改造。\n",
            [("一/（一）", "成效"), ("一/（二）", "问题"), ("二/（一）", "治水")],
        ),
        (
            "part and chapter, whose numbers run on",
            "第一篇 总则\n第一章 现状\n推进改造。\n第二篇 任务\n第二章 治水\n推进改造。\n第三章 治气\n推进改造。\n",
            [("一/（一）", "现状"), ("二/（二）", "治水"), ("二/（三）", "治气")],
        ),
        (
            "1. at the top",
            "1.建设管网\n推进改造。\n（1）城区\n更换水表。\n2.建设泵站\n推进改造。\n3.加强管理\n开展检查。\n",
            [("1", "建设管网"), ("2", "建设泵站"), ("3", "加强管理")],
        ),
        (
            "an excerpt that begins at 3．",
            "3．建设管网。推进改造。\n4．建设泵站。推进改造。\n5．加强管理。开展检查。\n",
            [("3", "建设管网"), ("4", "建设泵站"), ("5", "加强管理")],
        ),
        (
            "numbers beyond a hundred",
            "——办好教育\n204.新建幼儿园3所。（责任单位：市教育局）\n205.新建小学2所。\n——办好医疗\n206.新建医院1所。\n",
            [("204", ""), ("205", ""), ("206", "")],
        ),
        (
            "headings between the rows of a table of tasks",
            "一、任务\n序号\t任务\t责任单位\n（一）治水\n1\t新建泵站。\t市水利局\n（二）治气\n2\t查扬尘。\t市住建局\n二、保障\n加强领导。\n",
            [("一/（一）", "治水"), ("一/（二）", "治气"), ("二", "保障")],
        ),
        (
            "groups of a table of indicators",
            "一、目标\n指标\t2020年\t2025年\n（一）治水\n用水量\t5\t4\n（二）治气\n排放量\t5\t4\n二、保障\n加强领导。\n",
            [("一", "目标"), ("二", "保障")],
        ),
        (
            "a heading between two tables with one head",
            "一、任务\n（一）治水\n序号\t任务\n1\t建泵站\n（二）治气\n序号\t任务\n1\t查扬尘\n",
            [("一/（一）", "治水"), ("一/（二）", "治气")],
        ),
        (
            "1. above 一、",
            "1.总体要求\n一、原则\n推进改造。\n二、目标\n推进改造。\n2.重点任务\n一、治水\n推进改造。\n",
            [("1/（一）", "原则"), ("1/（二）", "目标"), ("2/（一）", "治水")],
        ),
        (
            "1. below （一）",
            "一、任务\n（一）治水\n1.建泵站。新建泵站。\n2.换水表。更换水表。\n（二）治气\n推进改造。\n",
            [("一/（一）", "治水"), ("一/（二）", "治气")],
        ),
        (
            "1, 1.1, 1.1.1",
            "关于印发某市防汛预案的通知\n现印发给你们。\n某市防汛预案\n1 总则\n1.1 目的\n为做好防汛工作，制定本预案。\n"
            "1.2 适用范围\n适用于本市。\n2 组织体系\n2.1 领导机构\n2.1.1 市指挥部\n市政府成立指挥部。\n"
            "2.1.2 县指挥部\n县政府成立指挥部。\n2.2 工作机构\n市水利局承担工作。\n3 附则\n本预案自印发之日起施行。\n",
            [
                ("1/（1）", "目的"),
                ("1/（2）", "适用范围"),
                ("2/（1）", "领导机构"),
                ("2/（2）", "工作机构"),
                ("3", "附则"),
            ],
        ),
        (
            "1. and 1.1. with the text on the same line",
            "1.总则\n1.1.目的。做好防汛工作。\n1.2.范围。适用于本市。\n2.职责\n2.1.机构。成立指挥部。\n",
            [("1/（1）", "目的"), ("1/（2）", "范围"), ("2/（1）", "机构")],
        ),
        (
            "1, 1.1 above 一、 and （一）",
            "1总则\n1.1目的\n做好防汛工作。\n1.2原则\n一、预防为主\n（一）巡查。加强巡查。\n"
            "2职责\n2.1机构\n（一）水利局。加强管理。\n（二）公安局。维护秩序。\n2.2专家\n成立专家组。\n",
            [("1/（1）", "目的"), ("1/（2）", "原则"), ("2/（1）", "机构"), ("2/（2）", "专家")],
        ),
        (
            "第一章 above 1.1",
            "第一章 总则\n1.1 目的\n做好防汛工作。\n1.2 范围\n适用于本市。\n第二章 职责\n2.1 机构\n成立指挥部。\n",
            [("一/（1）", "目的"), ("一/（2）", "范围"), ("二/（1）", "机构")],
        ),
        (
            "一、 above 1.1",
            "一、总则\n1.1 目的\n做好防汛工作。\n1.2 范围\n适用于本市。\n二、职责\n2.1 机构\n（一）水利局\n加强管理。\n"
            "（二）公安局\n维护秩序。\n",
            [("一/（1）", "目的"), ("一/（2）", "范围"), ("二/（1）", "机构")],
        ),
        (
            "figures at the beginning of a line are no numbers of headings",
            "一、任务\n（一）治水。用水量降到\n1.1亿立方米。推进改造。\n1.2倍扩建水厂。\n（二）治气。推进改造。\n",
            [("一/（一）", "治水"), ("一/（二）", "治气")],
        ),
        (
            "1. with 1.1 below （一）",
            "一、任务\n（一）治水\n1.泵站\n1.1新建\n建泵站。\n1.2改造\n改泵站。\n2.水表\n2.1更换\n换水表。\n"
            "（二）治气\n1.锅炉\n1.1改造\n改锅炉。\n",
            [("一/（一）", "治水"), ("一/（二）", "治气")],
        ),
        (
            "chapter, section and their titles on lines of their own",
            "第一章\n总则\n第一节\n指导思想\n坚持节水优先。\n第二节\n基本原则\n坚持节约。\n第二章\n第一节\n农业\n推进改造。\n",
            [("一/（一）", "指导思想"), ("一/（二）", "基本原则"), ("二/（一）", "农业")],
        ),
        (
            "articles of rules",
            "第一章 总则\n第一条 为了节水，制定本办法。\n第二条 本市适用本办法。\n"
            "第二章 职责\n第三条 水利局主管节水：\n（一）编制规划；\n（二）公布水价。\n第四条 供水企业应当检漏。\n",
            [("一/（一）", ""), ("一/（二）", ""), ("二/（三）", ""), ("二/（四）", "")],
        ),
        (
            "articles that are only cited",
            "第一章 总则\n落实节水条例\n第十二条 规定，推进改造。\n第二章 任务\n按照\n第三条 要求，节约用水。\n",
            [("一", "总则"), ("二", "任务")],
        ),
        (
            "articles above the first chapter",
            "第一条 为了节水，制定本办法。\n第一章 总则\n第二条 本市适用本办法。\n"
            "第二章 职责\n第三条 水利局主管节水。\n",
            [("（一）", ""), ("一/（二）", ""), ("二/（三）", "")],
        ),
        (
            "items counted through the chapters",
            "一、任务\n（一）治水。推进改造。\n（二）治气。推进改造。\n二、保障\n（三）组织。加强领导。\n",
            [("一/（一）", "治水"), ("一/（二）", "治气"), ("二/（三）", "组织")],
        ),
        (
            "numbers that begin anew",
            "近期安排\n一、治水\n推进改造。\n二、治气\n推进改造。\n远期安排\n一、节水\n推进改造。\n",
            [("一", "治水"), ("二", "治气"), ("一〔2〕", "节水")],
        ),
        (
            "numbers inside a box",
            "一、任务\n（一）治水。推进改造。\n专栏1 重点项目\n"
            "（一）泵站。新建3座。\n（二）水表。更换。\n（三）水厂。新建。\n"
            f"（二）治气。{'推进改造。' * 60}\n",
            [("一/（一）", "治水"), ("一/（二）", "治气")],
        ),
        (
            "brackets of a scanner",
            "一、任务\n（一)治水。推进改造。\n〈二))治气。推进改造。\n《三〉治土。推进改造。\n",
            [("一/（一）", "治水"), ("一/（二）", "治气"), ("一/（三）", "治土")],
        ),
        (
            "一、二类 is no heading",
            "一、任务\n推进改造，使\n一、二类水体增加。\n二、保障\n加强领导。\n",
            [("一", "任务"), ("二", "保障")],
        ),
    ],
)
def test_levels_of_numbers(scheme: str, text: str, found: list[tuple[str, str]]) -> None:
    assert measures(text) == found, scheme


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ("（一）到2025年，利用率达到91%以上。加强收储。", ""),
        ("（一）按照《某管理条例》加强管理。完善制度。", ""),
        ("（一）淘汰燃煤锅炉30台。加强监察。", ""),
        ("（一）各县要建立台账。加强监察。", ""),
        ("（一）加强收储。", ""),
        ("（一）强化标准，推动提升。加快改造。", "强化标准，推动提升"),
        ("（一）2035年远景目标。建成节水城市。", "2035年远景目标"),
        ("（一）实施“四个100”工程。加快改造。", "实施“四个100”工程"),
        ("（一）强化标准，推动提升\n加快改造。", "强化标准，推动提升"),
        ("（一）治理水体（市水利局牵头，市住建局配合）\n加快改造。", "治理水体"),
        ("（一）主要目标：到2025年，建成泵站3座。", "主要目标"),
    ],
)
def test_titles_and_first_sentences(item: str, title: str) -> None:
    found = outline(f"一、任务\n{item}\n二、保障\n加强领导，落实责任。\n")
    provision = next(p for p in found.provisions if p.path == "一/（一）")
    assert provision.title == title
    pieces = sorted((*found.sentences, *found.brackets), key=lambda piece: piece.start)
    read = "".join(piece.text for piece in pieces if piece.path == "一/（一）")
    rest = item.removeprefix("（一）").removeprefix(title).strip("。：\n（）")
    assert read == re.sub("[。\n（）]", "", rest)


def test_whether_titles_below_the_second_decimal_are_no_sentences() -> None:
    text = (
        "某市防汛预案\n1 总则\n1.1 目的\n做好防汛工作。\n2 职责\n2.1 机构\n2.1.1 指挥部\n（1）成立指挥部。\n"
        "2.1.2 专家组\n成立专家组。\n2.2 经费\n县政府承担1.5亿元。\n"
    )
    found = outline(text)
    assert [label.text for label in found.labels] == ["2.1.1指挥部", "2.1.2专家组"]
    assert [sentence.text for sentence in found.sentences][1:] == [
        "做好防汛工作",
        "成立指挥部",
        "成立专家组",
        "县政府承担1.5亿元",
    ]


def test_whether_a_list_of_sentences_has_no_titles() -> None:
    items = ["到2025年，建成泵站3座。加强管理。", "更换水表500个。加强管理。", "加强检查。完善制度。"]
    text = "一、任务\n" + "".join(
        f"（{number}）{item}\n" for number, item in zip("一二三", items, strict=True)
    )
    assert [title for _, title in measures(text)] == ["", "", ""]


def test_whether_a_short_title_with_a_figure_is_one_among_titles() -> None:
    text = (
        "一、任务\n（一）守住5万亩湿地红线。划定边界。严格管制。\n（二）强化装备支撑。改造灌区。\n"
        "二、建设\n（三）推进村庄规划。编制规划。\n（四）到2025年，建成泵站3座。加强管理。\n"
        "三、保障\n（五）加强领导。落实责任。\n"
    )
    assert [title for _, title in measures(text)] == [
        "守住5万亩湿地红线",
        "强化装备支撑",
        "推进村庄规划",
        "",
        "加强领导",
    ]


def test_whether_a_notice_with_numbers_of_its_own_stays_apart_from_the_plan() -> None:
    notice = "关于印发某市节水方案的通知\n现印发给你们。\n一、提高认识。\n二、抓好落实。\n某市水利局\n"
    plan = "某市节水方案\n一、任务\n推进改造。\n二、保障\n加强领导，落实责任。\n"
    assert measures(notice + plan) == [("一", "任务"), ("二", "保障")]


def test_whether_a_second_document_is_read_as_an_annex() -> None:
    first = "某市节水方案\n一、任务\n推进改造。\n二、保障\n加强领导，落实责任。\n"
    second = "某市节电方案\n一、任务\n（一）灯具。更换灯具。\n二、保障\n落实资金，加强检查。\n"
    found = outline(first + second)
    assert measures(first + second) == [
        ("一", "任务"),
        ("二", "保障"),
        ("附件2/一/（一）", "灯具"),
        ("附件2/二", "保障"),
    ]
    assert [p.title for p in found.provisions if p.kind is ProvisionKind.ANNEX] == ["某市节电方案"]
    assert [s.text for s in found.sentences if s.path.startswith("附件2/")] == [
        "更换灯具",
        "落实资金，加强检查",
    ]


def test_whether_numbers_of_an_annex_leave_those_of_the_plan_alone() -> None:
    plan = "某市节水方案\n一、任务\n推进改造。\n附件1\n任务说明\n一、泵站\n新建泵站。\n二、水表\n更换水表。\n"
    found = outline(f"{plan}附件2\n分解表\n县\t目标\n一、山区\n甲县\t5\n二、平原\n乙县\t6\n")
    assert [p.path for p in found.provisions] == [
        "preamble",
        "一",
        "附件1",
        "附件1/一",
        "附件1/二",
        "附件2",
    ]
    assert "annex-empty" not in {finding.code for finding in found.findings}


def test_whether_a_line_that_says_annex_amid_the_plan_ends_nothing() -> None:
    text = "某市节水方案\n一、任务\n推进改造，见\n附件1\n二、保障\n加强领导，落实责任。\n"
    assert [path for path, _ in measures(text)] == ["一", "二"]
