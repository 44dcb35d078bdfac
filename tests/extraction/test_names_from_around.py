"""Names that the words around a figure complete, days as a unit, and what each place is to have."""

from __future__ import annotations

import pytest

from tests.reading import read_item


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "days that something takes",
            "审批时限由80日压缩到60日以内，登记压缩为3日。",
            [("60日", "<=", "审批时限"), ("3日", "=", "登记时间")],
        ),
        ("a date is none", "2025年6月30日前报送方案。", []),
        (
            "shares of one thing done",
            "热线诉求响应率、办结率分别达到100%、98%。",
            [("100%", "=", "热线诉求响应率"), ("98%", "=", "热线诉求办结率")],
        ),
        (
            "the thing of the share before",
            "生活污水收集率达到70%、处理率达到95%以上。",
            [("70%", "=", "生活污水收集率"), ("95%", ">=", "生活污水处理率")],
        ),
        ("what is recycled", "完善农膜回收处置体系，回收率达到95%。", [("95%", "=", "农膜回收率")]),
        ("what is used", "推进作物秸秆综合利用，利用率达到98%。", [("98%", "=", "作物秸秆利用率")]),
        (
            "the plant",
            "建成苦咸水淡化站，日处理能力达到3000吨。",
            [("3000吨", "=", "苦咸水淡化站日处理能力")],
        ),
        (
            "grades that share the words around them",
            "获得一、二星级标识的建筑项目比例分别达到70%、80%。",
            [("70%", "=", "获得一星级标识的建筑项目比例"), ("80%", "=", "获得二星级标识的建筑项目比例")],
        ),
        (
            "what is to be done within a time",
            "确保接报后30分钟内赶赴现场、2小时内完成信息上报。",
            [("30分钟", "<=", "接报后赶赴现场时间"), ("2小时", "<=", "信息上报时间")],
        ),
        (
            "a share of what is done within a time",
            "投诉3个工作日内办结率不低于95%。",
            [("95%", ">=", "投诉3个工作日内办结率")],
        ),
        ("along what it is built", "沿清河、石河建设健身步道46公里。", [("46公里", "=", "建设健身步道长度")]),
        (
            "by whom and with what it is built",
            "市文旅局会同市教育局利用清河绿道建设研学点3处。",
            [("3处", "=", "建设研学点数")],
        ),
        ("with what it is built", "依托公园新建健身步道46公里。", [("46公里", "=", "新建健身步道长度")]),
        ("how long stores last", "天然气储备能力达到20天。", [("20天", "=", "天然气储备能力")]),
        ("what takes a time", "项目从立项到开工不超过40天。", [("40天", "<=", "项目从立项到开工时间")]),
        ("a share that is covered", "图书分馆覆盖80%的乡镇。", [("80%", "=", "图书分馆覆盖乡镇比例")]),
        (
            "herds told once what of them is counted",
            "年出栏生猪120万头、肉牛8万头。",
            [("120万头", "=", "年出栏生猪数"), ("8万头", "=", "年出栏肉牛数")],
        ),
        (
            "crops that are sown",
            "水稻、玉米播种面积分别稳定在80万亩、60万亩。",
            [("80万亩", "=", "水稻播种面积"), ("60万亩", "=", "玉米播种面积")],
        ),
        (
            "a name that begins like a connector",
            "高标准建设示范村50个、和美庭院2000户。",
            [("50个", "=", "建设示范村数"), ("2000户", "=", "建设和美庭院户数")],
        ),
        (
            "a fund behind its sum",
            "发行债券30亿元，设立10亿元产业基金。",
            [("30亿元", "=", "发行债券"), ("10亿元", "=", "产业基金规模")],
        ),
        (
            "stores",
            "储备帐篷5000顶、棉被2万床。",
            [("5000顶", "=", "储备帐篷数"), ("2万床", "=", "储备棉被数")],
        ),
        (
            "cities that do so",
            "3个地级以上城市开展“无废城市”建设。",
            [("3个", "=", "开展“无废城市”建设的地级以上城市数量")],
        ),
        ("what stays as it is", "粮食播种面积保持稳定、产量达到48万吨。", [("48万吨", "=", "粮食产量")]),
    ],
)
def test_names_from_around(phenomenon: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    facts = read_item(text)
    found = sorted(facts.targets, key=lambda target: target.span.start)
    assert [(facts.text.quote(t.span), t.op.value, t.phrase) for t in found] == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text", "area", "kind"),
    [
        ("a share of each district", "到2021年，各区25%以上的社区创建达标。", "各区", "level"),
        ("a share of each county", "各县（市、区）30%以上的村达到示范标准。", "各县（市、区）", "level"),
        ("so many each is to have", "每村配备村医2名以上。", "每村", "level"),
        ("places along two rivers", "青河、柳江沿线渡口标准化率达到90%。", "青河、柳江沿线", "level"),
        ("cover that is given", "累积提供风险保障超3000亿元。", "宜宾市", "amount"),
        ("each school", "每校至少建设1个图书角。", "每校", "count"),
        ("a mean", "平均跑动次数不超过0.3次。", "宜宾市", "level"),
        ("a harvest that grows", "亩均增产5%以上。", "宜宾市", "increase"),
        ("what falls to a number", "易涝点由23处减至8处以下。", "宜宾市", "level"),
        ("what is put up", "安装防撞护栏80公里。", "宜宾市", "amount"),
        ("how large it is to be", "实现空间信息产业规模超2000亿元。", "宜宾市", "level"),
    ],
)
def test_whose_and_which_kind(phenomenon: str, text: str, area: str, kind: str) -> None:
    (target,) = read_item(text).targets
    assert (target.area.name, target.kind.value) == (area, kind), phenomenon


def test_what_another_place_makes_and_what_there_is_in_all() -> None:
    facts = read_item(
        "甲县新建1所学校，丙县改扩建2所。每个乡镇至少培育3个特色村，年游客10万人次以上的村达到20个，平均每个区不少于4个。"
        "每个乡镇至少设置5处服务站，2024年底前完成140处站点改造。"
    )
    areas = {facts.text.quote(t.span): t.area.name for t in facts.targets}
    assert areas == {
        "1所": "甲县",
        "2所": "丙县",
        "3个": "每个乡镇",
        "20个": "宜宾市",
        "4个": "每个区",
        "5处": "每个乡镇",
        "140处": "宜宾市",
    }


def test_what_cities_of_the_nation_hold_does_not_go_on() -> None:
    facts = read_item("地级及以上城市细颗粒物浓度下降10%，地表水优良比例达到85%。")
    assert [t.area.name for t in facts.targets] == ["地级及以上城市", "宜宾市"]
