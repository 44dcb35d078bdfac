"""Figures of others of a kind, which take what is measured from those before; institutions that are each to do it."""

from __future__ import annotations

import pytest

from tests.reading import read_item


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "another industry than several",
            "造纸、食品行业单位产品取水量下降10%，印染行业下降12%。",
            [("宜宾市", "造纸、食品行业单位产品取水量"), ("宜宾市", "印染行业单位产品取水量")],
        ),
        (
            "hospitals of another rank",
            "三级医院预约诊疗率达到80%，二级医院达到60%。",
            [("宜宾市", "三级医院预约诊疗率"), ("宜宾市", "二级医院预约诊疗率")],
        ),
        (
            "vehicles of other kinds",
            "公交车新能源化率达到85%，出租车、网约车分别达到60%和70%。",
            [("宜宾市", "公交车新能源化率"), ("宜宾市", "出租车新能源化率"), ("宜宾市", "网约车新能源化率")],
        ),
        (
            "vehicles that are counted",
            "公交车新能源化率达到85%，淘汰网约车30辆。",
            [("宜宾市", "公交车新能源化率"), ("宜宾市", "淘汰网约车数")],
        ),
        (
            "a part of the town",
            "人均公园绿地面积达到15平方米，其中新区不低于18平方米。",
            [("宜宾市", "人均公园绿地面积"), ("新区", "人均公园绿地面积")],
        ),
        (
            "some of the firms",
            "用水量下降5%，其中重点企业下降8%。",
            [("宜宾市", "用水量"), ("重点企业", "用水量")],
        ),
        (
            "clinics of the towns, each year",
            "各乡镇卫生院每年至少开展义诊4次。",
            [("各乡镇卫生院", "每年开展义诊次数")],
        ),
        ("the towns, each year", "各乡镇每年至少开展义诊4次。", [("各乡镇", "每年开展义诊次数")]),
        (
            "schools behind counties",
            "每个县建成1所特校，每所中小学配备心理教师1名。",
            [("每个县", "建成特校数"), ("每所中小学", "配备心理教师数")],
        ),
        (
            "what is diagnosed",
            "对规上企业开展节能诊断，诊断覆盖率达到60%以上。",
            [("宜宾市", "规上企业诊断覆盖率")],
        ),
        (
            "those who are trained",
            "每年培训乡村医生200人次，培训合格率不低于95%。",
            [("宜宾市", "每年培训乡村医生人次"), ("宜宾市", "乡村医生培训合格率")],
        ),
        ("nobody in particular", "培训合格率不低于95%。", [("宜宾市", "培训合格率")]),
    ],
)
def test_others_of_a_kind(phenomenon: str, text: str, expected: list[tuple[str, str]]) -> None:
    targets = read_item(text).targets
    assert [(target.area.name, target.phrase) for target in targets] == expected, phenomenon
