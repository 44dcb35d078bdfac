"""Responsibility statements of every style, and who answers in which role."""

from __future__ import annotations

import pytest

from tests.reading import read, read_item


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
            "classes of areas without a word for their governments",
            "（牵头单位：市商务局，配合单位：市体育局，各区、县级市）",
            [("市商务局", "lead"), ("市体育局", "support"), ("各区", "support"), ("县级市", "support")],
        ),
        (
            "committees of zones beside the governments",
            "［责任单位：市水利局、相关区（市）县政府（管委会）］",
            [("市水利局", "responsible"), ("相关区（市）县政府", "responsible"), ("管委会", "responsible")],
        ),
        (
            "offices of subdistricts by one letter beside towns",
            "（县教育局，各镇、办负责）",
            [("县教育局", "responsible"), ("各镇", "responsible"), ("办", "responsible")],
        ),
        (
            "all offices of subdistricts by their number",
            "（责任单位：县教育局、13个街道、镇）",
            [("县教育局", "responsible"), ("13个街道", "responsible"), ("镇", "responsible")],
        ),
        (
            "a town whose name ends like a word",
            "（牵头单位：县教育局；配合单位：柳城镇）",
            [("县教育局", "lead"), ("柳城镇", "support")],
        ),
        (
            "a bracket of another kind behind a name",
            "（责任单位：市教育局，各区政府〈含开发区、风景区管委会，下同〉）",
            [
                ("市教育局", "responsible"),
                ("各区政府", "responsible"),
                ("开发区", "responsible"),
                ("风景区管委会", "responsible"),
            ],
        ),
        (
            "how they answer for it by their division of duties",
            "（市商务局、市教育局按照职责分工指导推动，各区政府组织实施）",
            [("市商务局", "responsible"), ("市教育局", "responsible"), ("各区政府", "implement")],
        ),
        (
            "people's organisations without a word of duty",
            "（市文明办、市总工会、市科协、市侨联、团市委、市120急救中心）",
            [
                ("市文明办", "responsible"),
                ("市总工会", "responsible"),
                ("市科协", "responsible"),
                ("市侨联", "responsible"),
                ("团市委", "responsible"),
            ],
        ),
        (
            "classes of actors beside bodies",
            "（市经信局、煤炭企业、重点用能单位，市属国有企业）",
            [("市经信局", "responsible")],
        ),
        (
            "a label for the time behind the list",
            "牵头单位：市民政局　责任单位：市财政局、市卫健委　完成时限：2025年底",
            [("市民政局", "lead"), ("市财政局", "responsible"), ("市卫健委", "responsible")],
        ),
        (
            "who is first in rank leads",
            "（责任单位：市民政局、市财政局，排名第一的为牵头单位）",
            [("市民政局", "lead"), ("市财政局", "responsible")],
        ),
        (
            "words before and behind the names",
            "（此项工作由市民政局牵头负责，市财政局为协同单位）",
            [("市民政局", "lead"), ("市财政局", "support")],
        ),
        (
            "spaces between names, all of a class last",
            "责任单位：市民政局　市财政局　市卫健委　各县区人民政府",
            [
                ("市民政局", "responsible"),
                ("市财政局", "responsible"),
                ("市卫健委", "responsible"),
                ("各县区人民政府", "responsible"),
            ],
        ),
        (
            "departments without the province",
            "（民政厅、财政厅、省医保局，各市（州）人民政府。列首位的为牵头单位）",
            [
                ("民政厅", "lead"),
                ("财政厅", "responsible"),
                ("省医保局", "responsible"),
                ("各市（州）人民政府", "responsible"),
            ],
        ),
        (
            "by several together, and those who take part",
            "相关工作由市民政局、市财政局共同组织实施，市教育局、市残联等部门参加。",
            [
                ("市民政局", "responsible"),
                ("市财政局", "responsible"),
                ("市教育局", "support"),
                ("市残联", "support"),
            ],
        ),
        (
            "whoever is in charge of a field together with others",
            "教育行政主管部门要会同财政部门制定办法。",
            [("教育行政主管部门", "lead"), ("财政部门", "support")],
        ),
        ("a body of three letters alone", "（市科委）", [("市科委", "responsible")]),
        ("a customs house", "（合肥海关负责）", [("合肥海关", "responsible")]),
        ("a brigade", "（市消防救援支队负责）", [("市消防救援支队", "responsible")]),
        ("all counties", "（各县（市、区）负责）", [("各县（市、区）", "responsible")]),
        (
            "prefectures' offices in a bracket",
            "（各市（地）政府（行署）负责）",
            [("各市（地）政府", "responsible")],
        ),
        ("a bureau without its county", "（民政局）", [("民政局", "responsible")]),
        (
            "bureaus without their county, and all towns",
            "（卫健委、住建局、残联，各镇（街道））",
            [
                ("卫健委", "responsible"),
                ("住建局", "responsible"),
                ("残联", "responsible"),
                ("各镇（街道）", "responsible"),
            ],
        ),
        ("members of a group within a sentence", "成立工作专班（民政局、住建局等）。", []),
        (
            "labels for who completes and who watches, and a person behind the list",
            "完成单位：市教育局；监管单位：市财政局。\n（市卫健委、市人民医院，市疾控中心；责任人：钱启明）",
            [
                ("市教育局", "responsible"),
                ("市财政局", "responsible"),
                ("市卫健委", "responsible"),
                ("市人民医院", "responsible"),
                ("市疾控中心", "responsible"),
            ],
        ),
        (
            "labels of one word",
            "（牵头：市教育局；配合：市财政局、市审计局）",
            [("市教育局", "lead"), ("市财政局", "support"), ("市审计局", "support")],
        ),
        (
            "labels that say who is first",
            "（第一责任单位：市教育局；其他责任单位：市财政局）",
            [("市教育局", "responsible"), ("市财政局", "responsible")],
        ),
        (
            "who is mainly responsible",
            "（市教育局主责，市财政局协办）",
            [("市教育局", "lead"), ("市财政局", "support")],
        ),
        (
            "committees of the party and of a zone together",
            "（责任单位：白石高新区党工委和管委会、云梦海关）",
            [("白石高新区党工委和管委会", "responsible"), ("云梦海关", "responsible")],
        ),
        (
            "a division of two fields of work",
            "（责任处室：科技与外事处，完成期限：根据省委、省政府工作安排）",
            [("科技与外事处", "responsible")],
        ),
        (
            "shares of work without a verb",
            "（市水利局、体育局按职责分工）",
            [("市水利局", "responsible"), ("体育局", "responsible")],
        ),
        (
            "a bare list that a branch begins",
            "（临溪生态环境分局、市水利局、市供水集团）",
            [
                ("临溪生态环境分局", "responsible"),
                ("市水利局", "responsible"),
                ("市供水集团", "responsible"),
            ],
        ),
        (
            "the first of the list leads",
            "\n责任单位：市水利局、市财政局（第一责任单位为牵头单位，下同）",
            [("市水利局", "lead"), ("市财政局", "responsible")],
        ),
        (
            "an ending that the last name has for all",
            "（市水利局，大澜、浦口街道，白石、黑水镇政府负责）",
            [
                ("市水利局", "responsible"),
                ("大澜", "responsible"),
                ("浦口街道", "responsible"),
                ("白石", "responsible"),
                ("黑水镇政府", "responsible"),
            ],
        ),
        (
            "the last of several fields of work",
            "（市发改、工信和住建部门负责）",
            [("市发改", "responsible"), ("工信", "responsible"), ("住建", "responsible")],
        ),
        (
            "和 inside a name that a field of work begins",
            "（市教育和科技局、市财政局负责）",
            [("市教育和科技局", "responsible"), ("市财政局", "responsible")],
        ),
        (
            "a person before the labels",
            "\n责任领导：李四  责任单位：市商务局  配合单位：市市场监管局",
            [("市商务局", "responsible"), ("市市场监管局", "support")],
        ),
        (
            "labels with words before them",
            "（主要责任单位：市水利局；市级责任单位：市财政局）",
            [("市水利局", "responsible"), ("市财政局", "responsible")],
        ),
        (
            "offices and courts alone",
            "（市政协办公室、市中级人民法院按职责负责）",
            [("市政协办公室", "responsible"), ("市中级人民法院", "responsible")],
        ),
        (
            "names that nothing parts",
            "（责任单位：市水务局市住建局市重点工程指挥部）",
            [("市水务局", "responsible"), ("市住建局", "responsible"), ("市重点工程指挥部", "responsible")],
        ),
        (
            "the district whose name is that of a level",
            "（市公安局市中区分局负责）",
            [("市公安局市中区分局", "responsible")],
        ),
        (
            "a bare list with a member that nobody knows",
            "（市商务局、云梦油脂厂区、各镇街道）",
            [("市商务局", "responsible"), ("各镇街道", "responsible")],
        ),
        (
            "a date before the label",
            "（9月底完成，牵头考核单位：市商务局、市体育局）",
            [("市商务局", "lead"), ("市体育局", "lead")],
        ),
        (
            "points and a person before the label",
            "（2分；责任领导：王大山；责任单位：市商务局）",
            [("市商务局", "responsible")],
        ),
        (
            "guidance",
            "（市商务局、市体育局指导）",
            [("市商务局", "support"), ("市体育局", "support")],
        ),
        (
            "together with",
            "（市商务局会同市体育局负责，宜宾学院参与）",
            [("市商务局", "lead"), ("市体育局", "support"), ("宜宾学院", "support")],
        ),
        (
            "together with, behind the leader",
            "（市商务局牵头，会同市体育局落实）",
            [("市商务局", "lead"), ("市体育局", "support")],
        ),
        (
            "those that push a project on",
            "（推进单位：市生态环境局、水利局）",
            [("市生态环境局", "responsible"), ("水利局", "responsible")],
        ),
        (
            "who carries out behind a list with its label",
            "（责任单位：市商务局，配合单位：市体育局、市水利局等，各县政府负责落实）",
            [
                ("市商务局", "responsible"),
                ("市体育局", "support"),
                ("市水利局", "support"),
                ("各县政府", "implement"),
            ],
        ),
        (
            "supporters behind a list without a word of duty",
            "（市商务局、市体育局，市直有关部门参与）",
            [("市商务局", "responsible"), ("市体育局", "responsible"), ("市直有关部门", "support")],
        ),
        (
            "a bare list with a university",
            "（市商务局、市农业科学院、宜宾大学）",
            [("市商务局", "responsible"), ("市农业科学院", "responsible"), ("宜宾大学", "responsible")],
        ),
        (
            "together with, behind a comma",
            "（市商务局，会同市体育局负责）",
            [("市商务局", "lead"), ("市体育局", "support")],
        ),
        (
            "main and joint handling",
            "（市商务局主办，市体育局协办）",
            [("市商务局", "lead"), ("市体育局", "support")],
        ),
        (
            "watching over others",
            "（市财政局负责，市审计局监督）",
            [("市财政局", "responsible"), ("市审计局", "support")],
        ),
        (
            "leading and supervising",
            "（市商务局牵头督导，市体育局配合）",
            [("市商务局", "lead"), ("市体育局", "support")],
        ),
        (
            "one suffix for several",
            "（叙州区、江安县人民政府和市商务局等部门和单位配合）",
            [("叙州区", "support"), ("江安县人民政府", "support"), ("市商务局", "support")],
        ),
        (
            "one suffix for two joined by 和",
            "（叙州区和江安县人民政府负责）",
            [("叙州区", "responsible"), ("江安县人民政府", "responsible")],
        ),
        (
            "a body within a body",
            "（市发展改革委（市能源局）牵头，各区政府（含经济开发区）配合）",
            [("市发展改革委", "lead"), ("市能源局", "lead"), ("各区政府", "support")],
        ),
        (
            "fields of work",
            "（市发改、工信、生态环境等部门按职责分工负责）",
            [("市发改", "responsible"), ("工信", "responsible"), ("生态环境", "responsible")],
        ),
        (
            "with competent authorities",
            "（市体育局等行业主管部门按职责分工负责）",
            [("市体育局", "responsible")],
        ),
        (
            "members of a committee",
            "（市绿化委员会成员单位按职责分工负责）",
            [("市绿化委员会成员单位", "responsible")],
        ),
        (
            "a label behind a stop",
            "（牵头单位：市商务局、责任单位：市体育局、市财政局）",
            [("市商务局", "lead"), ("市体育局", "responsible"), ("市财政局", "responsible")],
        ),
        (
            "a label behind a space",
            "（牵头单位：市商务局 配合单位：市体育局、市财政局）",
            [("市商务局", "lead"), ("市体育局", "support"), ("市财政局", "support")],
        ),
        (
            "a bare list with enterprises",
            "（市商务局、云梦港务集团、云梦水泥公司）",
            [("市商务局", "responsible"), ("云梦港务集团", "responsible"), ("云梦水泥公司", "responsible")],
        ),
        (
            "a bare list with bodies within bodies",
            "（市商务局（市粮食局）、市体育局）",
            [("市商务局", "responsible"), ("市粮食局", "responsible"), ("市体育局", "responsible")],
        ),
        (
            "labels by level",
            "（市级责任单位：市商务局；县级责任单位：各县（市、区）政府）",
            [("市商务局", "responsible"), ("各县（市、区）政府", "responsible")],
        ),
        (
            "a label in a bracket",
            "\n【责任单位】市商务局、市体育局",
            [("市商务局", "responsible"), ("市体育局", "responsible")],
        ),
        (
            "parted by a space",
            "（责任部门：市商务局 市体育局）",
            [("市商务局", "responsible"), ("市体育局", "responsible")],
        ),
        (
            "one body and when",
            "（市商务局，2025年底前完成）",
            [("市商务局", "responsible")],
        ),
        (
            "how many others",
            "（市商务局、市体育局等14个部门按职责分工负责）",
            [("市商务局", "responsible"), ("市体育局", "responsible")],
        ),
        (
            "who guides and who does",
            "（市商务局负责指导，各县区政府负责实施）",
            [("市商务局", "support"), ("各县区政府", "implement")],
        ),
        (
            "one bureau at two levels",
            "（市、区财政局，公共机构主管部门负责）",
            [("市", "responsible"), ("区财政局", "responsible")],
        ),
        (
            "a class that no body is",
            "（市商务局、其他单位和部门负责）",
            [("市商务局", "responsible")],
        ),
        (
            "a label in a sentence behind another",
            "责任单位：市商务局、市体育局。",
            [("市商务局", "responsible"), ("市体育局", "responsible")],
        ),
        (
            "a label with 为",
            "责任单位为市商务局、市体育局。",
            [("市商务局", "responsible"), ("市体育局", "responsible")],
        ),
        (
            "a sentence of its own",
            "市商务局牵头负责，市体育局、市财政局等参与。",
            [("市商务局", "lead"), ("市体育局", "support"), ("市财政局", "support")],
        ),
        (
            "who leads in a sentence that says what to do",
            "由市商务局牵头，建立调度制度。",
            [("市商务局", "lead")],
        ),
        (
            "who does it, behind 由",
            "由市商务局、市体育局依法查处违规行为。",
            [("市商务局", "responsible"), ("市体育局", "responsible")],
        ),
        (
            "behind 由 within a clause, and a body whose name has a verb",
            "验收结果由市委组织部对外通报。",
            [("市委组织部", "responsible")],
        ),
        (
            "who answers as the subject of a clause",
            "市商务局负责技术指导，市体育局牵头制定办法。",
            [("市商务局", "responsible"), ("市体育局", "lead")],
        ),
        (
            "together with, as the subject",
            "市商务局会同市体育局、市财政局于6月底前制定办法。",
            [("市商务局", "lead"), ("市体育局", "support"), ("市财政局", "support")],
        ),
        (
            "leader and supporters in a sentence that says what to do",
            "由市商务局牵头，市体育局配合，建立调度制度。",
            [("市商务局", "lead"), ("市体育局", "support")],
        ),
        (
            "no body that the vocabulary knows",
            "由云梦油脂局对原料实施检验，市商务局负责人定期走访。",
            [],
        ),
        (
            "a department without its province, and nobody in particular",
            "由水利厅会同有关部门按季度通报，有关部门负责整改。",
            [("水利厅", "lead")],
        ),
        (
            "leader and those who join in one clause",
            "由市商务局牵头、市体育局配合，会同市财政局制定办法。",
            [("市商务局", "lead"), ("市体育局", "support"), ("市财政局", "support")],
        ),
        (
            "leading unit as a predicate",
            "市商务局为牵头单位，市体育局为配合单位，推进改造。",
            [("市商务局", "lead"), ("市体育局", "support")],
        ),
        (
            "where the office is",
            "成立工作专班，办公室设在市体育局，负责日常调度。",
            [("市体育局", "responsible")],
        ),
        (
            "an office that nothing is said of",
            "工作专班办公室设在市体育局。",
            [],
        ),
        (
            "with others, and who carries it out",
            "由市商务局、市体育局等6部门依法查处，各县（市、区）政府负责组织实施。",
            [("市商务局", "responsible"), ("市体育局", "responsible"), ("各县（市、区）政府", "implement")],
        ),
        (
            "what is encouraged, and the name of a body",
            "鼓励由市水务集团负责运营，建立由市商务局牵头、市体育局参与的联席会议制度。",
            [],
        ),
        (
            "what a body decides on is no task",
            "由市商务局核准的项目加快建设，本方案由市商务局负责解释。",
            [],
        ),
        (
            "each with its share of the measure",
            "\n责任单位：市商务局会同市体育局负责场地保障，市邮政管理局负责网点布局",
            [("市商务局", "lead"), ("市体育局", "support"), ("市邮政管理局", "responsible")],
        ),
        (
            "together with a body of the county, not of 会同县",
            "（县商务局会同县水利局落实）",
            [("县商务局", "lead"), ("县水利局", "support")],
        ),
        (
            "offices of subdistricts alone",
            "（各街道办事处落实）",
            [("各街道办事处", "implement")],
        ),
        (
            "a works among bodies",
            "（责任单位：市商务局、云梦热电厂）",
            [("市商务局", "responsible"), ("云梦热电厂", "responsible")],
        ),
        (
            "the role of one member in its bracket",
            "（市民政局（牵头）、市财政局）",
            [("市民政局", "lead"), ("市财政局", "responsible")],
        ),
        (
            "by when, before the list",
            "（2025年底前，市民政局、市财政局）",
            [("市民政局", "responsible"), ("市财政局", "responsible")],
        ),
        (
            "labels in words",
            "（牵头单位为市民政局，责任单位为市财政局）",
            [("市民政局", "lead"), ("市财政局", "responsible")],
        ),
        (
            "with others, and what they do",
            "（市民政局会同市财政局制定，各区政府落实）",
            [("市民政局", "lead"), ("市财政局", "support"), ("各区政府", "implement")],
        ),
        (
            "a list between sentences",
            "（市民政局、市财政局）各区建立台账。",
            [("市民政局", "responsible"), ("市财政局", "responsible")],
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
    "bracket",
    [
        "（云梦水泥公司、云梦港务集团）",
        "（扣除沙尘天气）",
        "（以下简称“两高”项目）",
        "（LDAR）",
        "（不含短流程炼钢）",
    ],
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
        ("市经贸委", "宜宾市经济贸易委员会", "工业和信息化"),
        ("农业农村厅", "四川省农业农村厅", "农业农村"),
        ("省环境保护厅", "四川省环境保护厅", "生态环境"),
        ("市生态环境局江安县分局", "宜宾市生态环境局江安县分局", "生态环境"),
        ("市生态环境局江安分局", "宜宾市生态环境局江安分局", "生态环境"),
        ("市公安局长宁分局", "宜宾市公安局长宁分局", "公安"),
        ("江安林业示范区管委会", "江安林业示范区管理委员会", "开发区管委会"),
        ("市畜牧业管理局", "宜宾市畜牧业管理局", "畜牧"),
        ("市港航事务中心", "宜宾市港航事务中心", "港航"),
        ("市机关服务中心", "宜宾市机关服务中心", "机关事务"),
        ("市金融服务中心", "宜宾市金融服务中心", "地方金融"),
        ("市公安局三江新区分局", "宜宾市公安局三江新区分局", "公安"),
        ("市疾控局", "宜宾市疾病预防控制局", "卫生健康"),
        ("市住房城市更新局", "宜宾市住房和城市更新局", "住房城乡建设"),
        ("市经发局", "宜宾市经济发展局", "发展改革"),
        ("市直机关工委", "中共宜宾市委直属机关工作委员会", "党委办公室"),
        ("四川能源监管办", "国家能源局四川监管办公室", "能源"),
        ("各区（县、市）政府", "宜宾市各区（县、市）人民政府", "县级政府"),
    ],
)
def test_bodies_are_known_by_full_name_and_field(mention: str, name: str, function: str) -> None:
    (assignment,) = read_item(f"推进改造。（{mention}负责）").assignments
    assert (assignment.agency.name, assignment.agency.function_label) == (name, function)


@pytest.mark.parametrize(
    ("statement", "unread"),
    [
        ("（市商务局、云梦油脂厂区、各镇街道）", ["云梦油脂厂区"]),
        (
            "（责任单位：市统计局，青山大垸、荷塘大垸，市财政局）",
            ["青山大垸", "荷塘大垸"],
        ),
        ("（市水利局牵头，长期坚持、持续推进）", []),
        ("（责任单位：市商务局、云梦油脂）", ["云梦油脂"]),
        ("（6月底完成，牵头单位：市商务局）", []),
        ("由市节水推进办负责日常工作。（市商务局负责）", ["市节水推进办"]),
    ],
)
def test_a_member_that_is_no_body_is_reported_and_left_out(statement: str, unread: list[str]) -> None:
    facts = read_item("推进改造。" + statement)
    found = [f.span for f in facts.findings if f.code == "body-unknown" and f.span]
    assert [facts.text.quote(span) for span in found] == unread
    assert facts.text.quote(facts.obligations[0].span) == "推进改造"


def test_a_misspelt_body_is_reported_with_the_nearest_known_one() -> None:
    facts = read_item("推进改造。（市生态环竟局、市商务局、市星际局负责）")
    assert [facts.text.quote(a.span) for a in facts.assignments] == ["市商务局", "市星际局"]
    messages = [f.message for f in facts.findings if f.code == "body-unknown" and "市生态环竟局" in f.message]
    assert len(messages) == 1
    assert "生态环境局" in messages[0]


def test_who_comes_first_leads_in_all_lists_below_the_rule() -> None:
    facts = read_item(
        "1.改炉。（市能源局、市财政局，列第一位者为牵头单位，下同）\n2.改窑。（市商务局、市财政局）\n3.改气。（市体育局参与）"
    )
    assert [(facts.text.quote(a.span), a.role) for a in facts.assignments] == [
        ("市能源局", "lead"), ("市财政局", "responsible"),
        ("市商务局", "lead"), ("市财政局", "responsible"), ("市体育局", "support"),
    ]  # fmt: skip


@pytest.mark.parametrize("rule", ["。列首位者为牵头单位，下同", "。列第一位的为牵头单位，以下同"])
def test_whether_the_rule_on_who_leads_may_be_a_sentence_in_its_bracket(rule: str) -> None:
    facts = read_item(f"推进改造。（市商务局、市公安局，各县区人民政府{rule}）")
    assert [(facts.text.quote(a.span), str(a.role)) for a in facts.assignments] == [
        ("市商务局", "lead"),
        ("市公安局", "responsible"),
        ("各县区人民政府", "responsible"),
    ]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("（供销社、农业农村局分别牵头）", ["供销社", "农业农村局"]),
        ("（市水利局、市林业局；完成时限：2025年12月）", ["市水利局", "市林业局"]),
        ("（新区财政局、新区经发局）", ["新区财政局", "新区经发局"]),
    ],
)
def test_brackets_of_bureaus_of_a_zone_or_with_words_between(statement: str, expected: list[str]) -> None:
    facts = read_item(f"推进改造。{statement}")
    assert [facts.text.quote(a.span) for a in facts.assignments] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "由市矿山更新局牵头，市发改委等部门按职责抓好落实。",
            [("宜宾市矿山更新局", "lead"), ("宜宾市发展和改革委员会", "responsible")],
        ),
        (
            "各项措施由市委组织部（市人才办）牵头。",
            [("中共宜宾市委组织部", "lead"), ("中共宜宾市委人才工作领导小组办公室", "lead")],
        ),
        (
            "由市骨科医院和市技师学院牵头组建联合体，由市内学校负责管理。",
            [("宜宾市骨科医院", "lead"), ("宜宾市技师学院", "lead")],
        ),
    ],
)
def test_sentences_may_make_bodies_answer_that_nobody_knows(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(a.agency.name, str(a.role)) for a in read_item(text).assignments] == expected


def test_bodies_before_a_colon_do_what_is_said_behind_it() -> None:
    facts = read(
        "桐湾县防汛工作通知\n一、部门职责\n县水利局：牵头负责监测预警。\n县应急管理局：负责抢险救援；会同县气象局发布预警。\n"
        "县住建局、县文旅局：分别做好巡查。\n供电公司、移动公司按职责做好保障。\n"
    )
    assert [(facts.text.quote(a.span), str(a.role)) for a in facts.assignments] == [
        ("县水利局", "lead"),
        ("县应急管理局", "responsible"),
        ("县气象局", "support"),
        ("县住建局", "responsible"),
        ("县文旅局", "responsible"),
        ("供电公司", "responsible"),
        ("移动公司", "responsible"),
    ]


def test_an_unknown_body_is_not_glued_to_the_one_beside_it() -> None:
    facts = read("云川省名县评选办法\n一、评选\n省矿山更新厅会同省财政厅负责评选。\n")
    assert [a.agency.name for a in facts.assignments] == []


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("云川省柳浦新区停车实施方案", ["云川省柳浦新区科技创新局", "云川省柳浦新区管理委员会"]),
        ("柳浦新区停车实施方案", ["柳浦新区科技创新局", "柳浦新区管理委员会"]),
    ],
)
def test_bodies_of_a_zone_bear_its_name_once(title: str, names: list[str]) -> None:
    facts = read(f"{title}\n一、任务\n（一）建设。建成车场。（新区科创局、新区管委会）\n")
    assert [a.agency.name for a in facts.assignments] == names


def test_a_branch_in_a_zone_is_the_zones() -> None:
    facts = read("柳滨经济技术开发区治气方案\n一、任务\n（一）治气。推进治气。（生态环境分局、经发局牵头）\n")
    assert [a.agency.name for a in facts.assignments] == [
        "柳滨经济技术开发区生态环境分局",
        "柳滨经济技术开发区经济发展局",
    ]


def test_whether_those_who_bear_responsibility_answer_for_it() -> None:
    facts = read_item("各乡镇人民政府、街道办事处为责任主体。")
    assert [(facts.text.quote(a.span), str(a.role)) for a in facts.assignments] == [
        ("各乡镇人民政府", "responsible"),
        ("街道办事处", "responsible"),
    ]
    blamed = read_item("各乡镇人民政府是治污的责任主体，主要负责人为第一责任人。")
    assert blamed.assignments == ()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "各乡镇人民政府、街道办事处：是辖区供水的责任主体，确保供水。",
            [("各乡镇人民政府", "responsible"), ("街道办事处", "responsible")],
        ),
        (
            "各乡镇人民政府（街道办事处）是人员转移的责任主体，应当提前转移。",
            [("各乡镇人民政府（街道办事处）", "responsible")],
        ),
        (
            "市水利局：会同市住房城乡建设局，负责落实配建要求。",
            [("市水利局", "lead"), ("市住房城乡建设局", "support")],
        ),
        (
            "细则由市大数据中心会同市司法局起草。",
            [("市大数据中心", "lead"), ("市司法局", "support")],
        ),
        ("验收合格后，由市自然资源局确权颁证。", [("市自然资源局", "responsible")]),
        (
            "市水利局负责统筹，各镇人民政府、街道办事处具体落实。",
            [("市水利局", "responsible"), ("各镇人民政府", "implement"), ("街道办事处", "implement")],
        ),
        (
            "市水利局会同市财政局统筹，市委云梦委、市教育局、市商务局等市级主管部门协同推进。",
            [
                ("市水利局", "lead"),
                ("市财政局", "support"),
                ("市委云梦委", "support"),
                ("市教育局", "support"),
                ("市商务局", "support"),
            ],
        ),
        ("市水利局是试点的申报对象。", []),
        (
            "各地商务部门要会同水利、教育、机关事务管理等部门，切实履行职责。",
            [("各地商务部门", "lead"), ("水利", "support"), ("教育", "support"), ("机关事务管理", "support")],
        ),
        (
            "需更正登记的，由水利部门牵头、教育部门配合开展核查。",
            [("水利部门", "lead"), ("教育部门", "support")],
        ),
        ("各地甲乙部门要会同水利、丙丁等部门，切实履行职责。", []),
        (
            "市人民政府教育督导室牵头，会同市委督查室开展督导。",
            [("市人民政府教育督导室", "lead"), ("市委督查室", "support")],
        ),
        (
            "宜宾市油樟发展领导小组办公室会同市级相关部门、各区政府加强协同。",
            [("宜宾市油樟发展领导小组办公室", "lead"), ("各区政府", "support")],
        ),
        ("市水利局将会同相关部门组织评估。", [("市水利局", "lead")]),
    ],
)
def test_who_is_answerable_by_what_a_sentence_calls_them(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    facts = read_item(sentence)
    assert [(facts.text.quote(a.span), str(a.role)) for a in facts.assignments] == expected


def test_a_list_of_national_bodies_needs_no_word_of_duty() -> None:
    facts = read(
        "国家卫生健康委等部门托育服务行动方案\n一、主要任务\n（一）办托。（全国总工会、国务院国资委、税务总局，列第一位者为牵头单位，下同）\n"
        "（二）育才。支持院校开设专业。（教育部、人力资源社会保障部）\n（三）布局。优化布局。（东部、中部、西部）"
    )
    assert [(facts.text.quote(a.span), a.role) for a in facts.assignments] == [
        ("全国总工会", "lead"), ("国务院国资委", "responsible"), ("税务总局", "responsible"),
        ("教育部", "lead"), ("人力资源社会保障部", "responsible"),
    ]  # fmt: skip


def test_bodies_of_the_nation_before_its_reforms_and_the_governments_of_all_provinces() -> None:
    facts = read(
        "国务院关于发展托育服务的意见\n一、主要任务\n（一）办托。建设机构。（卫生部、质检总局、国家药监局审评分中心，"
        "各省、自治区、直辖市人民政府和新疆生产建设兵团负责）\n"
    )
    assert [a.agency.name for a in facts.assignments] == [
        "卫生部", "国家质量监督检验检疫总局", "国家药品监督管理局审评分中心", "各省人民政府", "各自治区人民政府",
        "各直辖市人民政府", "新疆生产建设兵团",
    ]  # fmt: skip


def test_whether_those_before_the_comma_lead_where_a_list_says_so() -> None:
    facts = read(
        "宜宾市节能方案\n一、主要任务\n（一）治气。推进改造。［责任单位：市经济和信息化局、市生态环境局，各县（区）政府；逗号前为牵头单位，下同］\n"
        "（二）节电。推进改造。［责任单位：市商务局，市财政局］\n（三）治水。推进改造。（市水利局牵头，市财政局配合）"
    )
    assert [(facts.text.quote(a.span), a.role) for a in facts.assignments] == [
        ("市经济和信息化局", "lead"), ("市生态环境局", "lead"), ("各县（区）政府", "responsible"),
        ("市商务局", "lead"), ("市财政局", "responsible"),
        ("市水利局", "lead"), ("市财政局", "support"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "division", "name"),
    [
        ("四川省自然资源厅2024年工作要点", "确权登记处", "四川省自然资源厅确权登记处"),
        ("宜宾市水利局节水工作方案", "办公室", "宜宾市水利局办公室"),
        ("宜宾市水利局节水工作方案", "勘查管理科", "宜宾市水利局勘查管理科"),
        ("宜宾市水利局节水工作方案", "市环境卫生管理处", "宜宾市环境卫生管理处"),
        ("宜宾市节水工作方案", "勘查管理科", "宜宾市勘查管理科"),
    ],
)
def test_divisions_of_the_department_whose_document_it_is(title: str, division: str, name: str) -> None:
    facts = read(f"{title}\n一、任务\n（一）建设。推进改造。\n责任处室：{division}\n")
    assert [a.agency.name for a in facts.assignments] == [name]


def test_divisions_of_the_department_that_signs_the_notice() -> None:
    facts = read(
        "关于印发《宜宾市节水工作要点》的通知\n各县（区）水利局：\n现将要点印发给你们，请认真落实。\n宜宾市水利局\n2026年2月6日\n"
        "宜宾市节水工作要点\n一、任务\n（一）建设。推进改造。（责任科室：农村水利科，市财政局、市教育局支持）\n"
    )
    assert [(a.agency.name, a.role) for a in facts.assignments] == [
        ("宜宾市水利局农村水利科", "responsible"), ("宜宾市财政局", "support"), ("宜宾市教育局", "support"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("（翠屏、南溪区人民政府负责）", ["宜宾市翠屏区人民政府", "宜宾市南溪区人民政府"]),
        ("（高县、江安经济开发区管委会负责）", ["高县人民政府", "江安经济开发区管理委员会"]),
        ("（云梦、江安工业园区管委会负责）", ["宜宾市云梦工业园区管理委员会", "江安工业园区管理委员会"]),
        ("（责任单位：云梦街、云城镇）", ["宜宾市云梦街道办事处", "宜宾市云城镇人民政府"]),
        ("（责任单位：市教育局职成科、人事科）", ["宜宾市教育局职成科", "宜宾市教育局人事科"]),
        ("（责任单位：市教育局，农机主管部门）", ["宜宾市教育局", "宜宾市农机主管部门"]),
        ("（责任单位：市教育局及市直各学校，各高校、科研院所）", ["宜宾市教育局"]),
        ("（责任单位：市教育局等市安委会成员单位）", ["宜宾市教育局"]),
        ("（责任单位：市教育局、相关涉事部门，有关部门）", ["宜宾市教育局"]),
        ("（责任单位：各县（市、区）卫健局）", ["宜宾市各县（市、区）卫生健康局"]),
        ("（责任单位：市教育局，云梦经开区）", ["宜宾市教育局", "宜宾市云梦经开区管理委员会"]),
        ("（责任单位：白鹤铁路宜宾工务段）", ["白鹤铁路宜宾工务段"]),
        ("（责任单位：有关市、县人民政府）", ["宜宾市有关市人民政府", "宜宾市有关县人民政府"]),
        ("（省自然资源和规划厅、市水利局负责）", ["四川省自然资源和规划厅", "宜宾市水利局"]),
        ("（市政管理局、各县市区教育局负责）", ["宜宾市市政管理局", "宜宾市各县（市、区）教育局"]),
        ("（各县（市）、区人民政府负责）", ["宜宾市各县（市）人民政府", "宜宾市各区人民政府"]),
        ("（各县（市、区）政府（管委会）负责）", ["宜宾市各县（市、区）人民政府"]),
        ("（劳动保障局、人口计生委、国资办、铁路办负责）",
         ["宜宾市劳动和社会保障局", "宜宾市人口和计划生育委员会", "宜宾市国有资产监督管理办公室", "宜宾市铁路办公室"]),
        ("由水利部门牵头、教育部门配合核查。", ["宜宾市水利局", "宜宾市教育局"]),
        ("各地水利部门要会同教育、税务等部门履职。",
         ["宜宾市各地水利部门", "宜宾市各地教育部门", "宜宾市各地税务部门"]),
        ("（责任单位：各区政府〈含开发区、风景区管委会，下同〉）",
         ["宜宾市各区人民政府", "宜宾市各开发区管理委员会", "宜宾市各风景区管理委员会"]),
        ("（市水利局、白鹤港口管理局宜宾分局负责）", ["宜宾市水利局", "白鹤港口管理局宜宾分局"]),
    ],
)  # fmt: skip
def test_names_that_a_list_completes(statement: str, names: list[str]) -> None:
    facts = read_item("推进改造。" + statement)
    assert [a.agency.name for a in facts.assignments] == names


def test_one_bureau_at_two_levels_is_two_bodies() -> None:
    facts = read_item("推进改造。（市、区财政局负责）")
    assert [a.agency.name for a in facts.assignments] == ["宜宾市财政局", "宜宾市各区财政局"]
    facts = read_item("推进改造。（市、县人民政府负责）")
    assert [a.agency.name for a in facts.assignments] == ["宜宾市人民政府", "宜宾市各县人民政府"]


@pytest.mark.parametrize(
    ("title", "mention", "name"),
    [
        ("青岩市节能方案", "青岩高新区管委会", "青岩高新技术产业开发区管理委员会"),
        ("青岩市节能方案", "国家金融监督管理总局青岩监管分局", "国家金融监督管理总局青岩监管分局"),
        ("青岩市节能方案", "青岩日报社", "青岩日报社"),
        ("青岩市节能方案", "青岩学院", "青岩学院"),
        ("青岩市节能方案", "市科学院", "青岩市科学院"),
        ("青岩市节能方案", "青岩集团", "青岩集团"),
        ("青岩市节能方案", "中国铁路青岩车务段", "中国铁路青岩车务段"),
        ("青岩市节能方案", "桐湾县水利局", "桐湾县水利局"),
        ("青岩市节能方案", "桐湾县政府", "桐湾县人民政府"),
        ("青岩市节能方案", "临溪区政府", "青岩市临溪区人民政府"),
        ("青岩市节能方案", "各产业园区", "青岩市各产业园区"),
        ("桐湾县节能方案", "县生态环境分局", "桐湾县生态环境分局"),
        ("桐湾县节能方案", "县发改局", "桐湾县发展和改革局"),
        ("桐湾县节能方案", "桐湾公路分局", "桐湾公路分局"),
    ],
)
def test_bodies_of_places_that_nobody_knows(title: str, mention: str, name: str) -> None:
    assignments = read_item(f"推进改造。（市商务局、{mention}按职责分工负责）", title=title).assignments
    assert [assignment.agency.name for assignment in assignments][1:] == [name]


def test_an_unknown_body_keeps_its_words_and_is_reported() -> None:
    facts = read_item("推进改造。（市星际航行局负责）")
    (assignment,) = facts.assignments
    assert assignment.agency.name == "宜宾市星际航行局"
    assert assignment.agency.function == ""
    assert "body-unknown" in {finding.code for finding in facts.findings}


def test_whether_a_bracket_with_one_body_that_implements_is_read() -> None:
    (assignment,) = read_item("推进改造。（各县（市、区）政府落实）").assignments
    assert assignment.role == "implement"


def test_whether_bodies_of_two_provinces_are_told_apart() -> None:
    facts = read(
        "重庆市人民政府 四川省人民政府关于联合行动的通知\n渝府发〔2022〕22号\n一、任务\n"
        "（一）数据。到2025年，建成基地2个。"
        "（责任单位：重庆市发展改革委、市商务委；四川省发展改革委、省委网信办、商务厅，省通信管理局）\n"
    )
    assert facts.area.name == "重庆市"
    assert [one.agency.name for one in facts.assignments] == [
        "重庆市发展和改革委员会",
        "重庆市商务委员会",
        "四川省发展和改革委员会",
        "中共四川省委网络安全和信息化委员会办公室",
        "四川省商务厅",
        "四川省通信管理局",
    ]
