"""Who and what is meant."""

from __future__ import annotations

import pytest

from policygraph.resolution.areas import AreaResolver
from policygraph.resolution.indicators import IndicatorResolver
from tests.reading import lexicon, read, read_item


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("宜宾市“十四五”节能减排实施方案", "511500"),
        ("邯郸市节能减排方案", "130400"),
        ("贵州省节能减排方案", "520000"),
        ("某市节能减排方案", ""),
    ],
)
def test_the_area_of_a_document(title: str, code: str) -> None:
    assert read_item("推进改造。", title=title).area.code == code


def test_the_area_is_told_by_the_text_where_the_title_has_none() -> None:
    facts = read(
        "节能减排实施方案\n为做好宜宾市节能减排工作，推动宜宾市绿色发展，制定本方案。\n一、目标\n完成任务。\n"
    )
    assert facts.area.name == "宜宾市"


def test_counties_belong_to_their_city() -> None:
    areas = AreaResolver(lexicon())
    yibin = next(area for area in lexicon().areas.values() if area.code == "511500")
    assert areas.place(yibin, "江安县").code == "511523"
    assert areas.place(yibin, "朝阳区").code == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("全市单位地区生产总值能源消耗", "万元GDP能耗"),
        ("秸秆综合利用率", "全市秸秆综合利用率"),
        ("主要农作物化肥利用率", "化肥利用率"),
        ("城市公共供水管网漏损率", "公共供水管网漏损率"),
        ("COD重点工程减排量", "化学需氧量重点工程减排量"),
        ("挥发性有机物重点工程减排量", "VOCs重点工程减排量"),
    ],
)
def test_one_indicator_in_different_words_is_one_concept(one: str, other: str) -> None:
    resolver = IndicatorResolver(lexicon())
    assert resolver.resolve(one).curated
    assert resolver.resolve(one) == resolver.resolve(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("化学需氧量排放总量", "化学需氧量重点工程减排量"),
        ("生活垃圾焚烧处理能力", "生活垃圾焚烧处理能力占比"),
        ("电力行业单位增加值能耗", "钢铁行业单位增加值能耗"),
        ("农村生活污水治理率", "县城污水处理率"),
    ],
)
def test_different_indicators_stay_apart(one: str, other: str) -> None:
    resolver = IndicatorResolver(lexicon())
    assert resolver.resolve(one) != resolver.resolve(other)


def test_an_unknown_indicator_is_a_new_one_and_never_forced() -> None:
    indicator = IndicatorResolver(lexicon()).resolve("全市纳米矿石悬浮率")
    assert (indicator.curated, indicator.label) == (False, "纳米矿石悬浮率")


@pytest.mark.parametrize(
    ("title", "themes"),
    [
        ("重点行业绿色升级工程", ["三/（一）"]),
        ("加快煤炭清洁利用", ["三/（八）"]),
        ("治理重点行业挥发性有机物", ["三/（九）", "三/（一）"]),
        ("坚决遏制“两高”项目盲目发展", ["四/（三）"]),
        ("严格督查考核", ["五/（二）"]),
        ("动力电池回收利用体系建设工程", []),
        ("守护湿地与林业碳汇", []),
    ],
)
def test_counterparts_by_title(title: str, themes: list[str]) -> None:
    facts = read(f"示例市方案\n一、重点工程\n（一）{title}。推进工作。\n")
    assert [c.parent for c in facts.correspondences if c.path == "一/（一）"] == themes


def test_a_measure_that_names_another_provision_merges_it() -> None:
    facts = read("示例市方案\n一、工程\n（一）重点行业绿色升级工程。推进改造，实施煤炭清洁高效利用工程。\n")
    assert [(c.parent, c.rank) for c in facts.correspondences] == [("三/（一）", 1), ("三/（八）", 2)]
