"""Names of other provinces and cities, told from those that a plan has something to do with."""

from __future__ import annotations

import pytest

from tests.reading import read

PLAN = (
    "庆阳市节水实施方案\n为推进节水，制定本方案。\n一、主要任务\n（一）节水改造工程。{}。（市水利局负责）\n"
)


def named(sentence: str) -> list[str]:
    text = read(PLAN.format(sentence))
    return [text.text.quote(one.span) for one in text.findings if one.code == "area-elsewhere" and one.span]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("制定平凉市节水管理办法", ["平凉市"]),
        ("到2027年，平凉市万元产值用水量下降10%", ["平凉市"]),
        ("完成陕西省下达的目标", ["陕西省"]),
        ("加强平凉市管网改造，提升平凉市用水效率", ["平凉市", "平凉市"]),
    ],
)
def test_whether_a_name_from_elsewhere_is_found(sentence: str, names: list[str]) -> None:
    assert named(sentence) == names


@pytest.mark.parametrize(
    ("phenomenon", "sentence"),
    [
        ("the plan's own name", "制定庆阳市节水管理办法"),
        ("the province around", "完成甘肃省下达的目标"),
        ("a county within", "推进正宁县管网改造"),
        ("neighbours", "与平凉市建立联动机制"),
        ("a list of neighbours", "同固原市、咸阳市、延安市共同治理"),
        ("a list without a preposition", "推动固原市、咸阳市协同治理"),
        ("what the plan leans on", "依托西安市科研资源"),
        ("a way there", "建设至平凉市的输水管线"),
        ("a title", "落实《陕西省节水条例》"),
        ("a firm", "引导北京市政工程集团参与"),
        ("a firm of another city", "支持西安市水务科技有限公司建厂"),
        ("a market", "拓展上海市场"),
    ],
)
def test_whether_other_names_are_let_pass(phenomenon: str, sentence: str) -> None:
    assert named(sentence) == []


def test_whether_nothing_is_found_where_nobody_knows_whose_plan_it_is() -> None:
    text = read("节水实施方案\n一、主要任务\n推进平凉市管网改造。\n")
    assert "area-elsewhere" not in {one.code for one in text.findings}
