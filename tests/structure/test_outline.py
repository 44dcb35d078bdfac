"""Structure: headings of every layout, notices, annexes, tables and faults."""

from __future__ import annotations

import pytest

from policygraph.model import Outline, ProvisionKind
from policygraph.model.numbering import to_chinese, to_int
from policygraph.sources.text import read_text
from policygraph.structure.outline import read_outline
from tests.reading import read, source


def outline(text: str) -> Outline:
    return read_outline(read_text(source(text)))


def paths(text: str) -> list[tuple[str, str]]:
    return [(p.path, p.title) for p in outline(text).provisions if p.kind is not ProvisionKind.PREAMBLE]


@pytest.mark.parametrize(
    ("layout", "text"),
    [
        ("run in with the text", "一、重点工程\n（一）园区工程。推进改造。\n（二）交通工程。推进转型。\n"),
        ("half-width brackets", "一、重点工程\n(一) 园区工程。推进改造。\n(二) 交通工程。推进转型。\n"),
        (
            "titles on lines of their own",
            "一、重点工程\n（一）园区工程\n推进改造。\n（二）交通工程\n推进转型。\n",
        ),
        (
            "traditional characters",
            "一、重點工程\n(一)園區工程。推進節能減排改造。\n(二)交通工程。推進轉型發展。\n"
            + "環境與經濟發展" * 3,
        ),
        ("no line breaks at all", "一、重点工程（一）园区工程。推进改造。（二）交通工程。推进转型。"),
        (
            "chapters and sections",
            "第一章 重点工程\n第一节 园区工程\n推进改造。\n第二节 交通工程\n推进转型。\n",
        ),
    ],
)
def test_layouts_of_headings(layout: str, text: str) -> None:
    found = [(path, title.replace("節", "节").replace("減", "减")) for path, title in paths(text)]
    assert found == [("一", "重点工程"), ("一/（一）", "园区工程"), ("一/（二）", "交通工程")], layout


def test_measures_are_items_and_chapters_without_items() -> None:
    text = "一、总体要求\n坚持节约优先。\n二、重点工程\n（一）园区工程。推进改造。\n"
    assert [p.path for p in outline(text).provisions if p.is_measure] == ["一", "二/（一）"]


def test_items_beyond_ten() -> None:
    text = "一、工程\n" + "".join(f"（{to_chinese(n)}）第{n}项工程。推进改造。\n" for n in range(1, 13))
    assert paths(text)[-1] == ("一/（十二）", "第12项工程")


def test_a_notice_around_the_plan() -> None:
    text = (
        "示政发〔2023〕8号\n示例市人民政府\n关于印发示例市“十四五”节能减排\n实施方案的通知\n各县（市、区）人民政府：\n"
        "《示例市“十四五”节能减排实施方案》已经市政府同意，现印发给你们，请认真贯彻执行。\n示例市人民政府\n2023年5月4日\n"
        "（此件公开发布）\n示例市“十四五”节能减排实施方案\n为推动减排，制定本方案。\n一、总体要求\n坚持节约优先。\n"
    )
    found = outline(text)
    assert (found.title, found.number, found.issuer, found.date) == (
        "示例市“十四五”节能减排实施方案",
        "示政发〔2023〕8号",
        "示例市人民政府",
        "2023-05-04",
    )


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("（2023年5月4日）", "2023-05-04"),
        ("(二〇二三年五月四日)", "2023-05-04"),
        ("（2023年5月4日市政府常务会议通过）", ""),
    ],
)
def test_a_date_in_brackets_below_the_title(line: str, date: str) -> None:
    text = f"示例市节水若干措施\n{line}\n为推动节水，制定本措施。\n一、总体要求\n坚持节约优先。\n"
    assert outline(text).date == date


def test_annexes_listed_present_absent_and_empty() -> None:
    announced = "附件：1.县级目标\n2.行业指标\n3.任务清单\n"
    text = f"一、目标\n完成任务。\n{announced}附件1县级目标\n县\t目标\n甲县\t5\n附件2行业指标\n"
    found = outline(text)
    assert [(p.path, p.title) for p in found.provisions if p.kind is ProvisionKind.ANNEX] == [
        ("附件1", "县级目标"),
        ("附件2", "行业指标"),
    ]
    codes = [finding.code for finding in found.findings]
    assert "annex-absent" in codes
    assert "annex-empty" in codes


@pytest.mark.parametrize(
    ("where", "text", "found"),
    [
        (
            "behind the plan",
            "附表1\n县级目标\n县\t目标\n甲县\t5\n附表2 行业指标\n行业\t指标\n造纸\t5\n",
            ["附件1", "附件2"],
        ),
        (
            "below an annex",
            "附件1\n目标\n附表1 县级目标\n县\t目标\n甲县\t5\n附件2\n行业\n造纸。\n",
            ["附件1", "附件2"],
        ),
        ("in a chapter", "附表1 县级目标\n县\t目标\n甲县\t5\n（二）治气。加强监测。\n", []),
        ("in a sentence", "附表1所列项目由县政府实施，市政府督促。\n", []),
    ],
)
def test_when_a_table_at_the_end_is_an_annex(where: str, text: str, found: list[str]) -> None:
    plan = f"一、目标\n完成任务。\n二、任务\n（一）治水。推进改造。\n{text}"
    assert [path for path, _ in paths(plan) if path.startswith("附件")] == found, where


def test_whether_a_part_of_an_annex_leaves_the_text_before_it_alone() -> None:
    parts = "附件1\n附件1\n节水方案\n加强管理，落实责任。\n附件1-1\n申报表\n填写说明。\n"
    found = outline(f"一、目标\n完成任务。\n{parts}附件2\n企业清单\n甲厂。\n")
    assert [(p.path, p.title) for p in found.provisions if p.kind is ProvisionKind.ANNEX] == [
        ("附件1", "节水方案"),
        ("附件2", "企业清单"),
    ]
    assert "加强管理，落实责任" in {sentence.text for sentence in found.sentences}


def test_a_table_before_annex_2_is_annex_1() -> None:
    text = "一、目标\n完成任务。（市能源局负责）\n各县能耗目标\n县\t目标\n甲县\t5\n附件2\n行业指标\n指标\t值\n能耗\t5\n"
    found = outline(text)
    assert [t.path for t in found.tables] == ["附件1", "附件2"]
    assert "annex-heading-missing" in {finding.code for finding in found.findings}


@pytest.mark.parametrize(
    ("below", "title"),
    [
        ("泵站清单\n县\t泵站\n甲县\t5\n", "泵站清单"),
        ("一、泵站\n新建泵站。加强管理。\n二、水表\n更换水表。\n", ""),
        ("县\t泵站\n甲县\t5\n", ""),
    ],
)
def test_whether_what_follows_the_list_of_annexes_without_a_heading_is_read(below: str, title: str) -> None:
    text = f"某市节水方案\n一、任务\n推进改造。\n附件：泵站清单\n某市水利局\n2023年5月4日\n{below}"
    (annex,) = (p for p in outline(text).provisions if p.kind is ProvisionKind.ANNEX)
    assert (annex.path, annex.title) == ("附件1", title)


@pytest.mark.parametrize(
    ("fault", "text", "code"),
    [
        ("no headings", "示例市方案\n推进节能。", "no-headings"),
        ("number left out", "一、甲\n推进。\n三、乙\n推进。\n", "heading-out-of-sequence"),
        ("number twice", "一、甲\n（一）丙。推进。\n（一）丁。推进。\n", "heading-repeated"),
        ("ragged table", "一、甲\n推进。\n附件1\n表\n县\t目标\n甲县\t5\t6\n", "table-ragged"),
        ("no sentence", "一、甲\n" + "推进" * 3000 + "\n", "sentence-too-long"),
    ],
)
def test_faults_are_reported_and_the_rest_is_read(fault: str, text: str, code: str) -> None:
    found = outline(text)
    assert code in {finding.code for finding in found.findings}, fault
    assert found.provisions


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("一", 1),
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("九十九", 99),
        ("一百", 100),
        ("一百零五", 105),
        ("一百一十", 110),
        ("二百一十七", 217),
        ("九百九十九", 999),
        ("一千", 1000),
        ("一千零一", 1001),
        ("一千零一十", 1010),
    ],
)
def test_numerals_both_ways(numeral: str, number: int) -> None:
    assert to_int(numeral) == number
    assert to_chinese(number) == numeral


@pytest.mark.parametrize("numeral", ["一百", "九百九十", "九百九百", "百百百百"])
def test_whether_a_heading_with_a_number_from_a_hundred_on_is_read(numeral: str) -> None:
    found = outline(f"一、工程\n（一）甲。推进。\n（{numeral}）乙。推进。\n（二）丙。推进。\n")
    assert [p.path for p in found.provisions if p.is_measure][1] == f"一/（{to_chinese(to_int(numeral))}）"
    assert "heading-out-of-sequence" in {finding.code for finding in found.findings}


def test_whether_any_number_comes_back_from_its_numeral() -> None:
    assert [to_int(to_chinese(number)) for number in range(1, 10_000)] == list(range(1, 10_000))


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_whether_numbers_without_numeral_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="outside 1 to 9,999"):
        to_chinese(number)


@pytest.mark.parametrize("bad", ["", "甲", "1a"])
def test_what_is_no_numeral_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="numeral"):
        to_int(bad)


def test_whether_a_signature_without_a_date_stays_apart_from_the_title() -> None:
    notice = "宜宾市人民政府\n关于印发宜宾市节能减排方案的通知\n各县区人民政府：\n现印发给你们。\n宜宾市人民政府\n\n"
    outline = read(f"{notice}宜宾市节能减排方案\n一、总体要求\n推进。\n").outline
    assert (outline.title, outline.issuer) == ("宜宾市节能减排方案", "宜宾市人民政府")


@pytest.mark.parametrize("marks", ["〔〕", "[]", "（）", "()", "【】"])
def test_whether_a_number_stays_a_line_of_its_own_whatever_marks_its_year(marks: str) -> None:
    number = f"云政办规{marks[0]}2023{marks[1]}6号"
    head = f"云川省人民政府办公厅关于印发节水方案的通知\n{number}\n各市人民政府，省政府各直属单位：\n"
    facts = read(f"{head}现将节水方案印发给你们。\n一、主要任务\n（一）节水改造。推进管网改造。\n")
    assert (facts.outline.number, facts.citations) == ("云政办规〔2023〕6号", ())


def test_whether_a_first_sentence_of_several_clauses_is_no_title() -> None:
    first = "加大薄弱学校改造力度，建立维修、危房改造长效机制，实施农村学校的改水改厕工程和用房建设工程。"
    above = "云川省教育方案\n1、巩固基础教育水平。到2030年，入园率达到80%。\n2、创建示范县。制定办法。\n"
    text = f"{above}3、{first}稳妥调整布局。\n"
    assert paths(text) == [("1", "巩固基础教育水平"), ("2", "创建示范县"), ("3", "")]
    assert paths(f"{text}4、{first}布局。\n") == [
        ("1", "巩固基础教育水平"),
        ("2", "创建示范县"),
        ("3", ""),
        ("4", ""),
    ]


def test_whether_a_sentence_with_nothing_behind_but_who_answers_is_no_title() -> None:
    first = (
        "（一）将建筑工程施工许可等审批类权限下放至自贸试验区。（负责部门：商务部；范围：所有自贸试验区）\n"
    )
    items = f"{first}（二）加强组织领导。健全机制。\n"
    assert paths(f"自贸试验区若干措施\n一、营造环境\n{items}") == [
        ("一", "营造环境"),
        ("一/（一）", ""),
        ("一/（二）", "加强组织领导"),
    ]


def test_whether_the_years_below_a_title_belong_to_it() -> None:
    head = "云川省节能技术改造行动计划\n（2022—2024年）\n为推进节能，制定本计划。\n"
    facts = read(f"{head}一、目标\n经过三年努力，完成诊断15000家以上。\n")
    assert facts.outline.title == "云川省节能技术改造行动计划（2022—2024年）"
    assert [target.target_year for target in facts.targets] == ["2024"]


def test_whether_a_number_and_a_mark_below_a_title_in_marks_go_on() -> None:
    cited = "按照《关于印发绿色建筑创建行动方案的通知》\n（建标〔2020〕65号）\n、《云川省建筑业规划》要求，制定本方案。"
    facts = read(f"宜宾市绿色建筑方案\n{cited}\n一、目标\n1﹒建设绿色建筑。推广绿色建材。\n")
    assert [facts.text.quote(one.span) for one in facts.obligations] == ["推广绿色建材"]
    assert [(one.doc_number, one.relation) for one in facts.citations] == [
        ("建标〔2020〕65号", "basis"),
        ("", "basis"),
    ]
