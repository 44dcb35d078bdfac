"""Changes that look like defects and are none: no rule may fire."""

from __future__ import annotations

from tests.validation.mutations import Hit, Mutation

_AIMS = "到2025年，全市单位地区生产总值能耗比2020年下降14.5%"

HARMLESS = (
    Mutation(
        "a target for each year needs no year",
        "yichang",
        (),
        text=(("各县市区要落实节能减排责任。", "规模以上工业煤炭消费量每年压减2%。"),),
    ),
    Mutation(
        "a yearly rate needs no year",
        "hubei",
        (),
        text=(("各市要落实节能减排责任。", "规模以上工业煤炭消费量年均下降2%。"),),
    ),
    Mutation(
        "a basic and an incentive target in one row",
        "yichang",
        (),
        text=(
            (
                "各县市区要落实节能减排责任。（市发改委负责）\n",
                "各县市区要落实节能减排责任。（市发改委负责）\n\n附件1\n\n“十四五”各县（市、区）能耗强度降低目标\n\n单位：%\n\n"
                "县（市、区）\t基本目标\t激励目标\n夷陵区\t14\t15\n宜都市\t15\t16\n枝江市\t16\t17\n",
            ),
        ),
    ),
    Mutation(
        "the day of a daily capacity stands before the number",
        "sanmenxia",
        (),
        text=(
            (
                "（责任单位：市机关事务中心）",
                "到2025年城市生活垃圾焚烧日处理能力达到600吨。（责任单位：市机关事务中心）",
            ),
        ),
    ),
    Mutation(
        "nobody answers for the guiding thought",
        "yichang",
        (),
        # The nation's first chapter is taken up now.
        lost=(Hit("PG021", 8, "宜昌市“十四五”节能减排实施方案"),),
        text=(
            (
                f"一、主要目标\n\n{_AIMS}",
                f"一、总体要求\n\n（一）指导思想。坚持节约优先。\n\n（二）主要目标。{_AIMS}",
            ),
        ),
    ),
    Mutation(
        "who leads one half of a measure may support the other",
        "yichang",
        (),
        text=(
            (
                "（市经信局牵头，市发改委配合）",
                "（市经信局牵头，市发改委配合）对未完成的企业公开通报。（市发改委牵头，市经信局配合）",
            ),
        ),
    ),
    Mutation(
        "a province assigns other cities more than it asks for its own",
        "hubei",
        (),
        text=(
            (
                "各市要落实节能减排责任。（省发改委负责）\n",
                "各市要落实节能减排责任。（省发改委负责）\n\n附件1\n各市“十四五”能耗强度降低目标\n"
                "地区\t“十四五”能耗强度降低（%）\n武汉市\t18\n襄阳市\t16\n",
            ),
        ),
    ),
    Mutation(
        "a table writes with a minus sign by how much the prose says that something falls",
        "yichang",
        (),
        text=(
            (
                "各县市区要落实节能减排责任。（市发改委负责）\n",
                "各县市区要落实节能减排责任。（市发改委负责）\n\n附件1\n主要指标\n"
                "指标\t单位\t2025年指标\t变化幅度\n单位地区生产总值能耗\t%\t80\t-14.5\n",
            ),
        ),
    ),
)
