"""References to other documents."""

from __future__ import annotations

import pytest

from tests.reading import read

NATIONAL = "https://w3id.org/policygraph/id/directive/guofa-2021-33"


def _plan(preamble: str, item: str = "推进改造。") -> str:
    return f"示例市“十四五”节能减排实施方案\n{preamble}\n一、重点工程\n（一）园区工程。{item}\n"


@pytest.mark.parametrize(
    ("preamble", "expected"),
    [
        (
            "为贯彻落实国务院《“十四五”节能减排综合工作方案》（国发〔2021〕33号），制定本方案。",
            [("国发〔2021〕33号", "“十四五”节能减排综合工作方案", "basis", "directive", NATIONAL)],
        ),
        ("根据国发[2021]33号文件，制定本方案。", [("国发〔2021〕33号", "", "basis", "directive", NATIONAL)]),
        (
            "按照《国务院关于印发“十四五”节能减排综合工作方案的通知》要求，制定本方案。",
            [("", "国务院关于印发“十四五”节能减排综合工作方案的通知", "basis", "directive", NATIONAL)],
        ),
        (
            "依据《中华人民共和国节约能源法》，制定本方案。",
            [("", "中华人民共和国节约能源法", "basis", "law", "")],
        ),
        (
            "为贯彻落实《示例省节水条例》，衔接《示例市水务规划》，制定本方案。",
            [("", "示例省节水条例", "basis", "law", ""), ("", "示例市水务规划", "mention", "plan", "")],
        ),
        (
            "为深入实施《节水管理条例》（国务院令第7号）、《示例省节水条例》，落实各项要求，制定本方案。",
            [
                ("国务院令第7号", "节水管理条例", "basis", "law", ""),
                ("", "示例省节水条例", "basis", "law", ""),
            ],
        ),
        ("《示例市“十四五”节能减排实施方案》已经市政府同意，现印发给你们。", []),
        (
            "为落实《节水型园区建设行动方案》，制定本方案。",
            [("", "节水型园区建设行动方案", "basis", "directive", "")],
        ),
        (
            "为落实《关于印发〈示例省园区方案〉的通知》（示发改环资〔2022〕6号，以下简称《通知》）精神，制定本方案。",
            [("示发改环资〔2022〕6号", "关于印发〈示例省园区方案〉的通知", "basis", "directive", "")],
        ),
    ],
)
def test_basis(preamble: str, expected: list[tuple[str, str, str, str, str]]) -> None:
    citations = read(_plan(preamble)).citations
    assert [(c.doc_number, c.title, c.relation, c.kind, c.document) for c in citations] == expected


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("落实《示例省绿色建筑条例》。", ("", "示例省绿色建筑条例", "law")),
        ("制定《住宅质量保证书》样本。", ("", "住宅质量保证书", "other")),
        (
            "执行《油品运输大气污染物排放标准》（GB20951-2020）。",
            ("GB20951-2020", "油品运输大气污染物排放标准", "standard"),
        ),
        ("符合GB 16780-2021要求。", ("GB16780-2021", "", "standard")),
        ("符合GB 16780—2021要求。", ("GB16780-2021", "", "standard")),
        ("按照《民用建筑隔热规范》（GB 50999）设计。", ("GB50999", "民用建筑隔热规范", "standard")),
        ("排放符合HJ 2099要求。", ("HJ2099", "", "standard")),
        ("园舍按照《幼儿园建设标准》（建标175—2016）建设。", ("建标175-2016", "幼儿园建设标准", "standard")),
        ("整治按照TD/T 1012-2016验收。", ("TD/T1012-2016", "", "standard")),
        ("设计符合SL/T 538.2。", ("SL/T538.2", "", "standard")),
        ("按照《民用建筑隔热标准》GB50999-2015设计。", ("GB50999-2015", "民用建筑隔热标准", "standard")),
        (
            "采用《绿色数据中心先进适用技术产品目录》的产品。",
            ("", "绿色数据中心先进适用技术产品目录", "catalogue"),
        ),
        ("制定《示例市煤炭消费控制工作方案》。", ("", "示例市煤炭消费控制工作方案", "plan")),
    ],
)
def test_mentions(item: str, expected: tuple[str, str, str]) -> None:
    (citation,) = read(_plan("为推动减排，制定本方案。", item)).citations
    assert (citation.doc_number, citation.title, citation.kind) == expected
    assert citation.relation == "mention"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            "落实《示例省能源规划》（示发改能源〔2022〕8号、示能源〔2022〕3号）。",
            [
                ("示发改能源〔2022〕8号", "《示例省能源规划》（示发改能源〔2022〕8号"),
                ("示能源〔2022〕3号", "示能源〔2022〕3号"),
            ],
        ),
        (
            "依照《示例条例》（国务院令第736号）执行。",
            [("国务院令第736号", "《示例条例》（国务院令第736号）")],
        ),
        (
            "依照国务院令第736号和生态环境部令2023年第4号执行。",
            [("国务院令第736号", "国务院令第736号"), ("生态环境部令2023年第4号", "生态环境部令2023年第4号")],
        ),
        (
            "按照国发〔2022〕5、7号文件办理。",
            [("国发〔2022〕5号", "国发〔2022〕5"), ("国发〔2022〕7号", "7号")],
        ),
        ("执行鄂环〔2022〕9号。", [("鄂环〔2022〕9号", "鄂环〔2022〕9号")]),
        ("根据市政府宜发改〔2022〕3号要求推进。", [("宜发改〔2022〕3号", "宜发改〔2022〕3号")]),
        ("参照并政发〔2021〕8号推进。", [("并政发〔2021〕8号", "并政发〔2021〕8号")]),
        ("设计符合《节水设计标准》（DB62/T559）。", [("DB62/T559", "《节水设计标准》（DB62/T559）")]),
        (
            "设计符合《节水设计标准》（DB/T559-2021）。",
            [("DB/T559-2021", "《节水设计标准》（DB/T559-2021）")],
        ),
        ("设计符合DB6210/T 12-2020。", [("DB6210/T12-2020", "DB6210/T 12-2020")]),
        ("设计符合DB62(J)/T3055-2020。", [("DB62（J）/T3055-2020", "DB62(J)/T3055-2020")]),
        ("改造新建（2023）5号楼。", []),
    ],
)
def test_numbers_of_every_form(item: str, expected: list[tuple[str, str]]) -> None:
    facts = read(_plan("为推动减排，制定本方案。", item))
    assert [(c.doc_number, facts.text.quote(c.span)) for c in facts.citations] == expected


def test_a_scheme_of_a_higher_authority_directs_and_one_of_its_own_does_not() -> None:
    facts = read(
        "宜宾市节水方案\n为落实《四川省园区节水行动方案》《宜宾市园区节水行动方案》，制定本方案。\n一、工程\n推进改造。\n"
    )
    assert [c.kind for c in facts.citations] == ["directive", "plan"]


def test_schemes_of_the_province_direct_a_place_that_nobody_knows_and_its_own_do_not() -> None:
    facts = read(
        "青岩市节水方案\n为落实《四川省园区节水行动方案》《青岩市园区节水行动方案》，制定本方案。\n一、工程\n推进改造。\n"
    )
    assert [c.kind for c in facts.citations] == ["directive", "plan"]


def test_a_numbered_scheme_directs_where_a_plan_is_made_under_it_and_a_programme_never() -> None:
    item = "落实《示例省园区行动方案》（示政发〔2022〕6号）。"
    preamble = "根据《示例省节水行动方案》（示政发〔2022〕5号）、《示例省水利规划》（示政发〔2022〕4号），制定本方案。"
    facts = read(_plan(preamble, item))
    assert [c.kind for c in facts.citations] == ["directive", "plan", "plan"]


def test_a_short_name_stands_for_what_it_was_given_to() -> None:
    facts = read(
        _plan(
            "为落实《示例省节水条例》（以下简称《条例》），制定《示例市节能方案》（以下简称《方案》）。",
            "按照《条例》执行《方案》。",
        ).replace("《示例市节能方案》", "《示例市“十四五”节能减排实施方案》")
    )
    assert [c.title for c in facts.citations] == ["示例省节水条例", "条例"]


def test_a_short_name_given_behind_a_number_and_the_documents_own_title_in_other_brackets() -> None:
    facts = read(
        "云岭市关于落实《云岭省节水规划》的意见\n现将《云岭市关于落实〈云岭省节水规划〉的意见》和《任务清单》印发给你们。"
        "为深入实施《中华人民共和国水法》，按照《云岭省水利厅关于节水的通知》（云水办〔2022〕3号，以下简称《通知》），制定本意见。\n"
        "一、任务\n（一）节水。认真落实《通知》要求，推进节水。\n"
    )
    assert [(c.title, c.relation) for c in facts.citations] == [
        ("中华人民共和国水法", "basis"), ("云岭省水利厅关于节水的通知", "basis"), ("通知", "mention"),
    ]  # fmt: skip
    assert not [one for one in facts.findings if one.code == "citation-unread"]


def test_what_a_title_names_is_not_cited_there() -> None:
    facts = read(
        "示例市人民政府办公室关于分解落实《政府工作报告》重点任务的通知\n现将《政府工作报告》重点任务分解如下。\n"
        "《政府工作报告》任务分解方案\n一、任务\n（一）建设。落实《政府工作报告》。\n"
    )
    assert [(c.path, c.relation) for c in facts.citations] == [
        ("preamble", "basis"),
        ("一/（一）", "mention"),
    ]


def test_what_a_notice_hands_on_is_cited_where_it_is_anothers_only() -> None:
    own, others = "示例市节水任务清单", "示例省人民政府办公厅关于推进节水工作的通知"
    head = f"示例市水利局关于下达任务的通知\n《{own}》已经市政府同意。现将《{others}》转发给你们。\n"
    facts = read(f"{head}{own}\n{others}\n一、重点工程\n推进改造。\n")
    assert [citation.title for citation in facts.citations] == [others]


def test_what_rules_are_made_under_in_their_first_article() -> None:
    facts = read(
        "示例市节水办法\n第一章 总则\n第一条 根据《示例省节水条例》，制定本办法。\n"
        "第二条 落实《示例省用水定额》。\n第二章 管理\n第三条 加强管理。\n"
    )
    assert [c.relation for c in facts.citations] == ["basis", "mention"]


def test_a_plan_named_without_its_years_is_the_plan_itself() -> None:
    facts = read("示例市节水规划（2021—2025年）\n结合实际，制定《示例市节水规划》。\n一、任务\n推进改造。\n")
    assert not facts.citations


def test_an_earlier_edition_of_the_document_is_cited_with_its_title() -> None:
    facts = read(
        "关于加强卫生能力建设的实施意见\n示科合〔2025〕20号\n各有关单位：\n"
        "《关于加强卫生能力建设的实施意见》（示科规〔2020〕3号）即将到期，现将修订后的《关于加强卫生能力建设的实施意见》"
        "（示科合〔2025〕20号）印发给你们。\n一、目标\n推进建设。\n"
    )
    assert [(c.title, c.doc_number) for c in facts.citations] == [
        ("关于加强卫生能力建设的实施意见", "示科规〔2020〕3号")
    ]


def test_the_year_of_an_order_is_no_deadline() -> None:
    facts = read(_plan("为推动减排，制定本方案。", "依照《示例办法》（生态环境部令2023年第4号）推进改造。"))
    assert [o.deadline for o in facts.obligations] == [""]


def test_the_span_runs_from_title_to_closing_bracket_of_the_number() -> None:
    facts = read(_plan("为落实《示例省方案》（示政发〔2022〕5号）精神，制定本方案。"))
    assert facts.text.quote(facts.citations[0].span) == "《示例省方案》（示政发〔2022〕5号）"


def test_what_a_bracket_of_another_kind_includes_is_no_title() -> None:
    facts = read("宜宾市节水方案\n一、任务\n推进节水。（责任单位：各区人民政府〈含开发区、度假区管委会〉）\n")
    assert facts.citations == ()


def test_an_outline_that_the_words_before_it_name() -> None:
    facts = read(
        "宜宾市节水方案\n为落实国家“十四五”规划《纲要》和《全国节水规划》，制定本方案。\n一、任务\n推进节水。\n"
    )
    assert [(one.title, one.relation) for one in facts.citations] == [
        ("纲要", "basis"),
        ("全国节水规划", "basis"),
    ]
