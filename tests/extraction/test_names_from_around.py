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
            [("60日", "<=", "审批时限"), ("3日", "=", "登记")],
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
        ("what falls to a number", "易涝点由23处减至8处以下。", "宜宾市", "level"),
        ("what is put up", "安装防撞护栏80公里。", "宜宾市", "amount"),
        ("how large it is to be", "实现空间信息产业规模超2000亿元。", "宜宾市", "level"),
    ],
)
def test_whose_and_which_kind(phenomenon: str, text: str, area: str, kind: str) -> None:
    (target,) = read_item(text).targets
    assert (target.area.name, target.kind.value) == (area, kind), phenomenon
