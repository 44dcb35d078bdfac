"""Responsibility statements of every style, and who answers in which role."""

from __future__ import annotations

import pytest

from tests.reading import read_item


@pytest.mark.parametrize(
    ("style", "statement", "expected"),
    [
        (
            "division of duties",
            "（市工信局、市发展改革委等按职责分工负责）",
            [("市工信局", "responsible"), ("市发展改革委", "responsible")],
        ),
        (
            "lead and support",
            "（市发改委、市生态环境局牵头，市财政局等配合）",
            [("市发改委", "lead"), ("市生态环境局", "lead"), ("市财政局", "support")],
        ),
        (
            "label, prefix left out after the first",
            "（责任单位：市发展改革委、生态环境局、水利局）",
            [("市发展改革委", "responsible"), ("生态环境局", "responsible"), ("水利局", "responsible")],
        ),
        (
            "labels for lead and support",
            "【牵头部门：市水利局；参与部门：市农业农村局、市自然资源和规划局】",
            [("市水利局", "lead"), ("市农业农村局", "support"), ("市自然资源和规划局", "support")],
        ),
        (
            "standing rule with brackets inside, which says again what stands before it",
            "（市能源局负责，各县〔市、区〕政府负责落实。以下均需各县〔市、区〕政府落实，不再列出）",
            [("市能源局", "responsible"), ("各县〔市、区〕政府", "implement")],
        ),
        (
            "standing rule that names zones",
            "（责任单位：市水利局，以下均含各县〔市、区〕政府和示范区、经济开发区管委会，不再逐一列出）",
            [
                ("市水利局", "responsible"),
                ("各县〔市、区〕政府", "implement"),
                ("示范区", "implement"),
                ("经济开发区管委会", "implement"),
            ],
        ),
        (
            "what is needed of bodies, without a standing rule",
            "（自治区能源局牵头，还需各盟行政公署、市人民政府落实）",
            [("自治区能源局", "lead"), ("各盟行政公署", "implement"), ("市人民政府", "implement")],
        ),
        (
            "opened with one bracket, closed with another",
            "〔市统计局按职责分工负责）",
            [("市统计局", "responsible")],
        ),
        (
            "和 inside a name",
            "（市工业和信息化局、市人力资源和社会保障局负责）",
            [("市工业和信息化局", "responsible"), ("市人力资源和社会保障局", "responsible")],
        ),
        (
            "和 between names",
            "（市财政局和市税务局负责）",
            [("市财政局", "responsible"), ("市税务局", "responsible")],
        ),
        (
            "a bare list",
            "（市发展改革委、市财政局）",
            [("市发展改革委", "responsible"), ("市财政局", "responsible")],
        ),
        (
            "no bracket at all",
            "\n责任单位：市商务局、市邮政管理局",
            [("市商务局", "responsible"), ("市邮政管理局", "responsible")],
        ),
    ],
)
def test_styles(style: str, statement: str, expected: list[tuple[str, str]]) -> None:
    facts = read_item("推进改造。" + statement)
    assert [(facts.text.quote(a.span), a.role) for a in facts.assignments] == expected, style


@pytest.mark.parametrize(
    "bracket", ["（扣除沙尘天气）", "（以下简称“两高”项目）", "（LDAR）", "（不含短流程炼钢）"]
)
def test_other_brackets_assign_nobody(bracket: str) -> None:
    assert read_item(f"推进改造{bracket}，加强监管。").assignments == ()


def test_an_unclosed_bracket_is_read_and_reported() -> None:
    facts = read_item("推进改造。（市能源局、市水利局按职责分工负责")
    assert [facts.text.quote(a.span) for a in facts.assignments] == ["市能源局", "市水利局"]
    assert "bracket-unclosed" in {finding.code for finding in facts.findings}


@pytest.mark.parametrize(
    ("mention", "name", "function"),
    [
        ("市发改委", "宜宾市发展和改革委员会", "发展改革"),
        ("市工信局", "宜宾市工业和信息化局", "工业和信息化"),
        ("市规划和自然资源局", "宜宾市规划和自然资源局", "自然资源"),
        ("人行宜宾市分行", "中国人民银行宜宾市分行", "人民银行"),
        ("宜宾银保监分局", "中国银行保险监督管理委员会宜宾监管分局", "金融监管"),
        ("国家金融监督管理总局宜宾监管分局", "国家金融监督管理总局宜宾监管分局", "金融监管"),
        ("市委宣传部", "中共宜宾市委宣传部", "宣传部"),
        ("市税务局", "国家税务总局宜宾市税务局", "税务"),
        ("市妇联", "宜宾市妇女联合会", "妇联"),
        ("市水务局", "宜宾市水务局", "水利"),
        ("市城管局", "宜宾市城市管理局", "城市管理"),
    ],
)
def test_bodies_are_known_by_full_name_and_field(mention: str, name: str, function: str) -> None:
    (assignment,) = read_item(f"推进改造。（{mention}负责）").assignments
    assert (assignment.agency.name, assignment.agency.function_label) == (name, function)


def test_an_unknown_body_keeps_its_words_and_is_reported() -> None:
    facts = read_item("推进改造。（市星际航行局负责）")
    (assignment,) = facts.assignments
    assert assignment.agency.name == "宜宾市星际航行局"
    assert assignment.agency.function == ""
    assert "body-unknown" in {finding.code for finding in facts.findings}


def test_whether_a_bracket_with_one_body_that_implements_is_read() -> None:
    (assignment,) = read_item("推进改造。（各县（市、区）政府落实）").assignments
    assert assignment.role == "implement"
