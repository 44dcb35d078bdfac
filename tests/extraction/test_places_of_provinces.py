"""What a province asks of its cities, listed by name."""

from __future__ import annotations

from tests.reading import read


def test_cities_alone_before_a_figure_take_the_thing_of_the_figure_before() -> None:
    facts = read(
        "湖南省人民政府关于印发湖南省大气污染防治行动方案（2023—2025年）的通知\n一、工作目标\n"
        "到2025年，长沙市、株洲市细颗粒物年均浓度比2020年下降17%，衡阳市、郴州市下降14%，湘西州下降4%。\n"
    )
    assert [(t.phrase, t.area.name) for t in facts.targets] == [
        ("细颗粒物年均浓度", "长沙市、株洲市"),
        ("细颗粒物年均浓度", "衡阳市、郴州市"),
        ("细颗粒物年均浓度", "湘西土家族苗族自治州"),
    ]


def test_whether_a_county_of_a_province_is_told() -> None:
    facts = read(
        "江西省中医药发展实施方案（2024—2026年）\n一、工作目标\n到2026年，樟树市中医药产业集群营业收入达到1000亿元。\n"
    )
    assert [(t.area.name, t.area.code) for t in facts.targets] == [("樟树市", "360982")]
