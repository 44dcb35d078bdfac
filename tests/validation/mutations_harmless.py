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
    Mutation(
        "what is striven for is stricter than what is firm",
        "yichang",
        (),
        text=(("节约型机关占比达到85%。", "节约型机关占比达到85%。到2025年，节约型机关占比力争达到90%。"),),
    ),
    Mutation(
        "a city and its county towns have figures of their own",
        "yichang",
        (),
        text=(
            (
                "节约型机关占比达到85%。",
                "节约型机关占比达到85%。到2025年，城市污水处理率达到98%，县城污水处理率达到95%以上。",
            ),
        ),
    ),
    Mutation(
        "a basic and an incentive figure in two sentences",
        "yichang",
        (),
        text=(
            (
                "全市单位地区生产总值能耗比2020年下降14.5%，溶剂",
                "全市单位地区生产总值能耗强度降低基本目标下降14.5%。"
                "到2025年，全市单位地区生产总值能耗强度降低激励目标下降16%。到2025年，溶剂",
            ),
        ),
    ),
    Mutation(
        "no county has to reach what is an incentive",
        "taiyuan",
        (),
        text=(
            (
                "本方案由市发展改革委负责解释。",
                "本方案由市发展改革委负责解释。\n\n附件1\n各县（市、区）能耗强度降低目标\n"
                "县（市、区）\t“十四五”能耗强度降低（%）\n小店区\t16\n迎泽区\t15\n杏花岭区\t14\n",
            ),
        ),
    ),
    Mutation(
        "neighbours that the plan works with",
        "taiyuan",
        (),
        text=(("强化区域政策统筹", "与晋中市、吕梁市强化区域政策统筹"),),
    ),
    Mutation(
        "a body of the nation and one of the province among the city's",
        "jincheng",
        (),
        text=(
            (
                "（市生态环境局负责）\n\n（十）",
                "（市生态环境局、山西省生态环境厅、生态环境部负责）\n\n（十）",
            ),
        ),
    ),
    Mutation(
        "the nation's plan by the title that the province took over",
        "sanmenxia",
        (),
        text=(
            (
                "《河南省人民政府关于印发“十四五”节能减排综合工作方案的通知》",
                "《“十四五”节能减排综合工作方案》",
            ),
        ),
    ),
    Mutation(
        "a law as a basis, of which the register holds none",
        "taiyuan",
        (),
        text=(("为认真贯彻落实《山西省", "为认真贯彻落实《节约能源法》和《山西省"),),
    ),
)
