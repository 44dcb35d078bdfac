"""Whose figures are that follow the one who is spoken of, and by when they are due."""

from __future__ import annotations

import pytest

from tests.reading import read_item


def _places(text: str) -> list[tuple[str, str]]:
    facts = read_item(text)
    return [(facts.text.quote(t.span), t.area.name) for t in facts.targets if t.stated != "words"]


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "a county that is asked to",
            "青石县要依托古镇开发旅游产品，年内推出线路不少于8条。",
            [("8条", "青石县")],
        ),
        (
            "institutions that are asked to, ahead and in the clause",
            "各中小学校要把航模纳入课后服务，每学期开设不少于8课时。",
            [("8课时", "各中小学校")],
        ),
        (
            "institutions that are to send so many",
            "医共体要每月选派不少于10名医师到村坐诊。",
            [("10名", "医共体")],
        ),
        (
            "all of the area, though institutions stand before",
            "中小学校应当开展视力筛查，全市近视率下降5个百分点。",
            [("5个百分点", "宜宾市")],
        ),
        (
            "a road, and a name that tells so itself",
            "加快沿湖公路景观改造，建成驿站18处、观景台25个，公路绿化率达到95%。",
            [("18处", "沿湖公路"), ("25个", "沿湖公路"), ("95%", "宜宾市")],
        ),
        ("the reach of a river", "加快实施柳河下游18座涵闸改造。", [("18座", "柳河下游")]),
        (
            "outside a zone",
            "东湖新区以外，各类项目从严把关，超低能耗建筑达到30%以上。",
            [("30%", "东湖新区以外")],
        ),
        ("levels are no places", "市、县污水处理率达到98%以上。", [("98%", "宜宾市")]),
        ("each of a class", "各乡镇要把此项工作纳入考核，权重不低于3%。", [("3%", "各乡镇")]),
        (
            "cities along the coast, and what follows",
            "2025年底前，沿海各市新增处理能力130万吨/日，新增管网3000公里。",
            [("130万吨/日", "沿海各市"), ("3000公里", "沿海各市")],
        ),
        (
            "cities along the coast that have done something before",
            "2021年底前，沿海各市完成溯源工作，印发实施方案，完成三分之一以上整治任务。",
            [("三分之一", "沿海各市")],
        ),
        (
            "where it is done, before the clauses",
            "在柳湖沿岸等种植业较为集中区域，推广减量技术，2025年底前，农药用量较2020年降低3%。",
            [("3%", "柳湖沿岸等种植业较为集中区域")],
        ),
        (
            "where one is built",
            "在东河示范区新建1所职教园区，新增学位4500个。",
            [("1所", "东河示范区"), ("4500个", "东河示范区")],
        ),
        (
            "a firm by its name",
            "2021年底前，金河科技退出两台焦炉，完成80万吨产能淘汰任务。",
            [("两台", "金河科技"), ("80万吨", "金河科技")],
        ),
        (
            "a house that works with others",
            "推动青石职业技术学院与高校结对，到2025年实训基地数量翻一番，达到160个。",
            [("翻一番", "青石职业技术学院"), ("160个", "青石职业技术学院")],
        ),
        ("a bay", "柳东湾大陆自然岸线长度不低于432公里。", [("432公里", "柳东湾")]),
        ("a port is no bay", "柳东湾港集装箱吞吐量超过200万标箱。", [("200万标箱", "宜宾市")]),
        ("the town of a city", "青石市区公共供水管网漏损率控制在10%以内。", [("10%", "青石市区")]),
        ("levels are no place", "完成市区两级机关60万平方米建筑改造。", [("60万平方米", "宜宾市")]),
        (
            "places with what they have in common",
            "东部地区和城市近郊区等有基础、有条件地区农村生活污水治理率达到55%左右。",
            [("55%", "东部地区和城市近郊区等有基础、有条件地区")],
        ),
        ("each school", "每所学校每学年开展家庭教育指导不少于2次。", [("2次", "每所学校")]),
    ],
)
def test_whose_figures_are(phenomenon: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert _places(text) == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("again and again", "2024年底前完成移交，每所学校每学年开展指导不少于2次。", [("2次", "")]),
        (
            "each year by then",
            "到2023年，改造住宅200万平方米，每年推动30万平方米公共建筑改造。",
            [("200万平方米", "2023"), ("30万平方米", "2023")],
        ),
        ("a month is that of its own task", "2025年9月底前完成移交。每个乡镇办好1所幼儿园。", [("1所", "")]),
        (
            "what was done before is no deadline",
            "到2023年，完成对“十三五”期间已开展审计的机构的评估。推动60家机构开展审计。",
            [("60家", "2023")],
        ),
        (
            "a month within the year that holds",
            "到2026年，开行班列500列；改造工程于2026年6月底前完工。推动机场新开通航线6条。",
            [("500列", "2026"), ("6条", "2026")],
        ),
        (
            "what is built opens by then",
            "撤并学校4所，新建1所园区，新增学位4500个，2025年秋季学期投入使用。",
            [("4所", ""), ("1所", "2025"), ("4500个", "2025")],
        ),
    ],
)
def test_by_when_figures_are_due(phenomenon: str, text: str, expected: list[tuple[str, str]]) -> None:
    facts = read_item(text)
    assert [(facts.text.quote(t.span), t.target_year) for t in facts.targets] == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("so much each year, things", "到2026年，跨境班列年开行1.1万列。", [("1.1万列", "level", "列")]),
        ("so much each year, an area", "年推广配方施肥技术200万亩左右。", [("200万亩", "level", "亩")]),
        (
            "units with another in a bracket",
            "筹集保障性租赁住房460套（间）。",
            [("460套（间）", "count", "套（间）")],
        ),
        ("pieces or sets", "数字化文物藏品1.5万件（套）。", [("1.5万件（套）", "count", "件（套）")]),
        ("standard bricks", "新型墙材年产能达到60亿块标砖。", [("60亿块标砖", "level", "块标砖")]),
    ],
)
def test_kinds_and_units(phenomenon: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    facts = read_item(text)
    assert [(facts.text.quote(t.span), t.kind.value, t.unit) for t in facts.targets] == expected, phenomenon
