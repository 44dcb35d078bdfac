"""Whose document it is, by all that a document and the page around it say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policygraph.model import Metadata
from tests.reading import analyse, read, source

BODY = "一、主要任务\n（一）节水改造工程。推进管网改造。（市水利局负责）\n"


def owner(text: str) -> tuple[str, str]:
    area = read(text).area
    return area.name, area.code


@pytest.mark.parametrize(
    ("what", "head", "name", "code"),
    [
        ("title begins with the place", "庆阳市节水实施方案\n", "庆阳市", "621000"),
        ("party committee", "中共庆阳市委关于推进节水工作的实施意见\n", "庆阳市", "621000"),
        ("joint issuers", "中共上海市委、上海市人民政府关于推进节水工作的实施意见\n", "上海市", "310000"),
        ("place within the title", "关于推进庆阳市节水工作的实施意见\n", "庆阳市", "621000"),
        (
            "county within the title",
            "关于推进正宁县节水工作的实施意见\n庆阳市水利局指导。\n",
            "正宁县",
            "621025",
        ),
        (
            "short name, whole one in the text",
            "数字庆阳建设2025年工作要点\n庆阳市数字办编制。\n",
            "庆阳市",
            "621000",
        ),
        ("signature", "节水实施方案\n庆阳市水利局\n2024年3月5日\n", "庆阳市", "621000"),
        ("a publisher above the text", "2024年节水任务清单\n发布机构：庆阳市水利局\n", "庆阳市", "621000"),
        ("own situation", "节水实施方案\n为推进节水，结合庆阳实际，制定本方案。\n", "庆阳市", "621000"),
        (
            "sign of the number",
            "节水实施方案\n庆政发〔2022〕5号\n按照庆阳市水资源规划，制定本方案。\n",
            "庆阳市",
            "621000",
        ),
        (
            "sign of the number and the short name of the province",
            "节水实施方案\n沪科合〔2025〕5号\n为打造上海节水样板，制定本方案。\n",
            "上海市",
            "310000",
        ),
        ("ministries", "水利部、生态环境部关于推进节水工作的指导意见\n", "全国", "100000"),
        ("the State Council", "国务院办公厅关于推进节水工作的意见\n", "全国", "100000"),
        (
            "addressed to the provinces",
            "节水行动方案\n各省、自治区、直辖市人民政府：\n现印发给你们。\n",
            "全国",
            "100000",
        ),
        (
            "the notice above a plan whose title names no place",
            "庆阳市人民政府办公室关于分解落实2024年节水任务的通知\n各县区人民政府：\n现将任务印发你们。\n年度节水任务分解方案\n",
            "庆阳市",
            "621000",
        ),
        (
            "the same of a city that nobody knows",
            "云川市水务局关于下达2024年节水任务的通知\n各有关单位：\n现将任务印发你们。\n年度节水任务分解方案\n",
            "云川市",
            "",
        ),
        ("a new area", "赣江新区节水实施方案\n", "赣江新区", ""),
        ("a zone named after its city", "苏州工业园区节水实施方案\n", "苏州工业园区", ""),
        ("a zone of a city", "合肥市高新技术产业开发区节水实施方案\n", "合肥市高新技术产业开发区", ""),
        ("a division of the corps", "兵团第八师节水实施方案\n", "兵团第八师", ""),
        ("zones of a province are none", "山西省开发区节水实施方案\n", "山西省", "140000"),
        ("a district with a code", "天津市滨海新区节水实施方案\n", "滨海新区", "120116"),
        ("a place that is not in the vocabulary", "桐湾县节水实施方案\n", "桐湾县", ""),
        (
            "a district of an unknown city",
            "云岭市临溪区节水实施方案\n结合我区实际，制定本方案。\n",
            "云岭市临溪区",
            "",
        ),
        (
            "an unknown city whose name ends in 州",
            "江州市临溪区养老服务方案\n结合我区实际，制定本方案。\n",
            "江州市临溪区",
            "",
        ),
        (
            "a city's area, no district",
            "云岭市重点区节水实施方案\n结合我市实际，制定本方案。\n",
            "云岭市",
            "",
        ),
        (
            "an unknown county of a known city",
            "庆阳市桐湾县节水实施方案\n结合我县实际，制定本方案。\n",
            "桐湾县",
            "",
        ),
        (
            "code of a ministry",
            "节水实施方案\n水节约〔2022〕5号\n为推进节水，制定本方案。\n",
            "全国",
            "100000",
        ),
        (
            "code of a ministry's office",
            "节水行动方案\n（发改办环资〔2022〕5号）\n为推进节水，制定本方案。\n",
            "全国",
            "100000",
        ),
        (
            "ministries that sign together",
            "节水行动方案\n水利部国家发展改革委财政部农业农村部国家能源局\n为推进节水，制定本方案。\n",
            "全国",
            "100000",
        ),
        ("a district alone", "临溪区节水实施方案\n结合我区实际，制定本方案。\n", "临溪区", ""),
        ("a quarter is none", "历史街区节水实施方案\n结合我区实际，制定本方案。\n", "", ""),
        (
            "a district of a city of a province",
            "湖南省云岭市临溪区节水方案\n结合我区实际。\n",
            "云岭市临溪区",
            "",
        ),
        ("towns behind the city", "云岭市城镇垃圾分类规划\n推进分类。\n", "云岭市", ""),
        ("a zone of an unknown city", "云岭市高新区节水方案\n推进节水。\n", "云岭市高新区", ""),
        (
            "zones that a city promotes",
            "株洲市关于推进工业园区节水的实施方案\n推进节水。\n",
            "株洲市",
            "430200",
        ),
        ("a prefecture of a nationality", "云岭藏族自治州节水方案\n结合我州实际。\n", "云岭藏族自治州", ""),
        ("an unknown league", "云岭盟节水方案\n推动全盟节水。\n", "云岭盟", ""),
        (
            "a city's short name again and again",
            "节水方案\n为落实《甘肃省节水条例》，结合我市实际，打造“庆阳好水”，建设庆阳水网，由水利局庆阳分局推进。\n",
            "庆阳市",
            "621000",
        ),
        (
            "short names of two cities",
            "节水方案\n为落实《甘肃省节水条例》，结合我市实际，打造“庆阳好水”，建设庆阳水网，由庆阳分局和平凉分局推进。\n",
            "",
            "",
        ),
        (
            "a province by its cities",
            "节水方案\n结合我省实际，制定本方案。支持酒泉、张掖建设基地，在定西、庆阳推广，对接西安市场。\n",
            "甘肃省",
            "620000",
        ),
        (
            "a province by its departments and branches that bear its name",
            "节水方案\n推广甘肃省节水产品。（责任单位：省工信厅、甘肃银保监局）\n",
            "甘肃省",
            "620000",
        ),
        (
            "cities of several provinces",
            "节水方案\n结合我省实际，制定本方案。支持酒泉、张掖建设基地，对接西安、宝鸡、延安市场。\n",
            "",
            "",
        ),
        (
            "a city by its counties",
            "节水方案\n结合我市实际，制定本方案。正宁县、合水县建设基地，在环县、镇原县、华池县推广。\n",
            "庆阳市",
            "621000",
        ),
        ("behind a year", "2025年桐湾县节水工作要点\n结合我县实际。\n", "桐湾县", ""),
        (
            "an unknown place within the title",
            "关于加快云岭市节水工作的实施意见\n结合我市实际。\n",
            "云岭市",
            "",
        ),
        ("an unknown place's situation", "节水实施方案\n结合云岭市实际，制定本方案。\n", "云岭市", ""),
        ("the whole country, and a city", "“十四五”全国节水规划\n推进节水。\n", "", ""),
        ("no place", "农村集贸市场节水实施方案\n", "", ""),
        ("an unnamed place", "某市节水实施方案\n", "", ""),
    ],
)
def test_the_owner_of_a_document(what: str, head: str, name: str, code: str) -> None:
    assert owner(f"{head}{BODY}") == (name, code), what


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("我国水资源短缺，我国节水潜力大", "全国"),
        ("我国水资源短缺，我国节水潜力大，市水利局抓好落实", ""),
        ("我国水资源短缺", ""),
        ("全国公共机构用水总量控制在1亿吨以内", "全国"),
        ("争创全国文明城市", ""),
        ("全国公共机构节水，市水利局抓好落实", ""),
        ("全国公共机构节水，庆阳市先行", ""),
        ("推进节水。（水利部、财政部负责）", "全国"),
        ("推进节水。（水利部、财政部指导，市水利局负责）", ""),
    ],
)
def test_whether_a_text_of_our_country_or_its_ministries_alone_is_the_nations(said: str, name: str) -> None:
    assert owner(f"节水行动规划\n{said}。\n一、任务\n推进改造。\n")[0] == name
    assert owner("“十四五”全国节水规划\n一、任务\n推进改造。\n")[0] == "全国"


def test_whether_a_province_that_names_its_cities_is_a_province() -> None:
    text = "节水实施方案\n全省推进节水，我省庆阳市、天水市先行，庆阳市、庆阳市示范，全省推广。\n"
    assert owner(f"{text}一、任务\n推进全省改造。\n") != ("庆阳市", "621000")


def test_whether_bodies_of_an_unknown_place_bear_its_name() -> None:
    facts = read(f"桐湾县节水实施方案\n{BODY.replace('市水利局', '县水利局')}")
    assert [one.agency.name for one in facts.assignments] == ["桐湾县水利局"]


@pytest.mark.parametrize(
    ("what", "cited", "name"),
    [
        ("a city that nobody knows", "《云岭市节水行动方案》", "云岭市水利局"),
        ("one that is known", "《庆阳市节水行动方案》", "庆阳市水利局"),
        ("a province", "《甘肃省节水行动方案》", "市水利局"),
        ("two cities", "《云岭市节水行动方案》和《庆阳市节水行动方案》", "市水利局"),
    ],
)
def test_whether_an_unknown_county_lies_in_the_city_whose_plan_it_cites(
    what: str, cited: str, name: str
) -> None:
    facts = read(f"桐湾县节水实施方案\n按照{cited}要求，结合我县实际，制定本方案。\n{BODY}")
    assert [one.agency.name for one in facts.assignments] == [name], what
    assert facts.area.name == "桐湾县"


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("区水利局", "云岭市临溪区水利局"),
        ("市水利局", "云岭市水利局"),
        ("各街道办事处", "云岭市临溪区各街道办事处"),
        ("市生态环境局临溪分局", "云岭市生态环境局临溪分局"),
        ("区公安分局", "云岭市公安局临溪区分局"),
        ("临溪公安分局", "云岭市公安局临溪分局"),
        ("公安临溪分局", "云岭市公安局临溪分局"),
        ("市自然资源和规划局临溪分局", "云岭市自然资源和规划局临溪分局"),
        ("临溪街道办事处", "云岭市临溪区临溪街道办事处"),
        ("临溪经开区管委会", "临溪经济开发区管理委员会"),
        ("云岭海事局临溪海事处", "中华人民共和国云岭海事局临溪海事处"),
    ],
)
def test_whether_bodies_of_a_district_of_an_unknown_city_are_told_apart(mention: str, name: str) -> None:
    body = f"结合我区实际，制定本方案。\n{BODY.replace('市水利局', f'区统计局、{mention}')}"
    facts = read(f"云岭市临溪区节水实施方案\n{body}")
    assert [one.agency.name for one in facts.assignments] == ["云岭市临溪区统计局", name]


@pytest.mark.parametrize(
    ("said", "name", "code"),
    [("庆阳市", "庆阳市", "621000"), ("甘肃省庆阳市", "庆阳市", "621000"), ("云岭新区", "云岭新区", "")],
)
def test_whether_a_person_knows_better(said: str, name: str, code: str) -> None:
    text = replace(source(f"天水市节水实施方案\n{BODY}"), metadata=Metadata(area=said))
    area = analyse(text).area
    assert (area.name, area.code) == (name, code)


@pytest.mark.parametrize(
    ("head", "bodies", "name"),
    [
        ("为建设美丽新宁夏，提出如下意见。", "自治区水利厅", "宁夏回族自治区"),
        ("节水关系美丽甘肃建设。", "省水利厅", "甘肃省"),
        ("贯彻《甘肃省节水条例》，提出如下意见。", "省水利厅", ""),
        ("节水关系甘肃、青海两地。", "省水利厅", ""),
        ("节水关系美丽甘肃建设，我市缺水。", "省水利厅", ""),
        ("节水关系美丽甘肃建设。", "市水利局", ""),
    ],
)
def test_whether_a_province_is_told_by_its_name_and_its_departments(
    head: str, bodies: str, name: str
) -> None:
    assert owner(f"关于推进节水的实施意见\n{head}\n一、任务\n推进改造。（{bodies}负责）\n")[0] == name


def test_whether_the_fields_of_a_page_complete_the_text() -> None:
    fields = Metadata(number="庆政发〔2022〕第5号", issuer="庆阳市人民政府", date="2022-03-04")
    facts = analyse(replace(source(f"节水实施方案\n{BODY}"), metadata=fields))
    assert facts.area.name == "庆阳市"
    outline = facts.outline
    assert (outline.number, outline.issuer, outline.date) == (
        "庆政发〔2022〕5号",
        "庆阳市人民政府",
        "2022-03-04",
    )
