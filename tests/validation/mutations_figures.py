"""Defects of figures (PG026, PG108, PG113 to PG117, PG119, PG120): beside what stands above, counties, peers, years."""

from __future__ import annotations

from tests.validation.mutations import Hit, Mutation

_DUTY = "各县市区要落实节能减排责任。（市发改委负责）\n"
_PROVINCE_DUTY = "各市要落实节能减排责任。（省发改委负责）\n"
_LAST_LINE = "本方案由市发展改革委负责解释。"
_CUTS = "\n\n附件1\n各县（市、区）能耗强度降低目标\n县（市、区）\t“十四五”能耗强度降低（%）\n"
_EMPTY = "附件 1“十四五”各地万元地区生产总值能耗强度降低目标\n"
_ANNEX = f"{_EMPTY}\n县（市、区）\t“十四五”万元 GDP 能耗降低率目标（%）\n"
_FILLED = (Hit("PG022", 101, "“十四五”各地万元地区生产总值能耗强度降低目标"),)
_ANYANG = "林州市\t19\n安阳县\t17\n滑县\t18\n内黄县\t18\n汤阴县\t18\n文峰区\t17\n北关区\t17\n殷都区\t19\n龙安区\t18\n"
# The table of annex 3 is printed twice: this is the end of its first copy.
_REST = (
    "北关区\t624.50\t8.13\t826.37\t267.63\n殷都区\t1446.23\t18.40\t3395.04\t759.04\n"
    "龙安区\t627.42\t9.16\t927.37\t205.22\n\n"
)
_COPY = "the second copy of the table says another figure"
_OTHER_TABLE = Hit("PG111", 144, "县（市、区）\tCOD\t氨氮\t氮氧化物\t挥发性有机物")

ABOVE = (
    Mutation(
        "PG113 more than the province asks for, less than the nation",
        "yichang",
        (Hit("PG113", 14, "18%"),),
        text=(("溶剂型胶粘剂使用量降低22%", "溶剂型胶粘剂使用量降低18%"),),
    ),
    Mutation(
        "PG113 as much as the province asks for, less than the nation",
        "yichang",
        (Hit("PG113", 14, "15%"),),
        text=(("销售总量比例达到25%", "销售总量比例达到15%"),),
    ),
    Mutation(
        "PG104 less than the nation, where only the province is cited and has no figure",
        "taiyuan",
        (Hit("PG104", 53, "12%"),),
        text=(("推进源头清洁替代，", "推进源头清洁替代，到2025年，溶剂型胶粘剂使用量降低12%。"),),
    ),
    Mutation(
        "PG114 more than the whole province",
        "taiyuan",
        (Hit("PG114", 15, "3900 吨"),),
        text=(("390 吨", "3900 吨"),),
    ),
    Mutation(
        "PG114 a county's amount that is more than the whole city's",
        "yichang",
        (Hit("PG114", 14, "700吨"),),
        text=(
            (
                "达到30%。\n",
                "达到30%，化学需氧量重点工程减排量达到600吨，其中夷陵区化学需氧量重点工程减排量达到700吨。\n",
            ),
        ),
    ),
    Mutation(
        "PG115 万 too many, beside the province",
        "taiyuan",
        (Hit("PG115", 15, "3500 万吨"),),
        text=(("3500 吨", "3500 万吨"),),
    ),
    Mutation(
        "PG115 万 too many, beside other cities",
        "sanmenxia",
        (Hit("PG115", 9, "2300万吨"),),
        text=(("2300吨", "2300万吨"),),
    ),
    Mutation(
        "PG115 kilograms for grams, beside other cities",
        "anyang",
        (Hit("PG115", 103, "297"),),
        text=(("克标准煤/千瓦时\t300", "千克标准煤/千瓦时\t300"),),
    ),
    Mutation(
        "PG115 a decimal point that is lost, beside other counties",
        "anyang",
        (
            Hit("PG115", 135, "93425"),
            Hit("PG114", 135, "93425", "more than the whole city's"),
            Hit("PG101", 135, "93425", _COPY),
        ),
        text=(
            (
                f"文峰区\t934.25\t12.42\t1248.75\t399.29\n{_REST}",
                f"文峰区\t93425\t12.42\t1248.75\t399.29\n{_REST}",
            ),
        ),
        # With two figures for one county, nothing is added up.
        lost=(Hit("PG103", 13, "9786 吨"), _OTHER_TABLE),
    ),
)

COUNTIES = (
    Mutation(
        "PG026 the last row of the table is lost",
        "anyang",
        (Hit("PG026", 81, "“十四五”各县（市、区）万元 GDP 能耗 强度降低目标"),),
        text=(("殷都区\t19\n龙安区\t18\n", "殷都区\t19\n"),),
    ),
    Mutation(
        "PG026 one of six counties is left out",
        "sanmenxia",
        (Hit("PG026", 101, "“十四五”各地万元地区生产总值能耗强度降低目标"),),
        text=((_EMPTY, f"{_ANNEX}湖滨区\t16\n陕州区\t17\n渑池县\t16\n卢氏县\t16\n灵宝市\t17\n\n"),),
        lost=_FILLED,
    ),
    Mutation(
        "PG026 two of ten counties are left out",
        "taiyuan",
        2 * (Hit("PG026", 106, "各县（市、区）能耗强度降低目标"),),
        text=(
            (
                _LAST_LINE,
                f"{_LAST_LINE}{_CUTS}小店区\t17\n迎泽区\t16\n杏花岭区\t16\n尖草坪区\t15\n万柏林区\t15\n晋源区\t14.5\n清徐县\t14\n阳曲县\t14\n",
            ),
        ),
    ),
    Mutation(
        "PG117 all counties are below the city",
        "anyang",
        (Hit("PG117", 13, "18%"),),
        text=((_ANYANG, _ANYANG.replace("19", "17").replace("18", "17")),),
    ),
    Mutation(
        "PG117 three counties, and none of them reaches the city's figure",
        "yichang",
        (Hit("PG117", 14, "14.5%"),),
        text=((_DUTY, f"{_DUTY}{_CUTS}夷陵区\t13\n宜都市\t14\n枝江市\t13.5\n"),),
    ),
    Mutation(
        "PG117 a province of which no city reaches the figure",
        "hubei",
        (Hit("PG117", 14, "14%"),),
        text=((_PROVINCE_DUTY, f"{_PROVINCE_DUTY}{_CUTS}武汉市\t13\n襄阳市\t12\n黄石市\t13.5\n"),),
    ),
)

YEARS = (
    Mutation(
        "PG116 the target year for the base year",
        "jincheng",
        (Hit("PG116", 13, "15.5%"),),
        text=(("比2020年下降15.5%", "比2025年下降15.5%"),),
    ),
    Mutation(
        "PG116 a base year after the target year",
        "yuncheng",
        (Hit("PG116", 12, "18%"),),
        text=(("化工行業單位增加值能耗較2020年", "化工行業單位增加值能耗較2030年"),),
    ),
    Mutation(
        "PG120 a share that falls in the next sentence",
        "taiyuan",
        (Hit("PG120", 37, "85%"),),
        text=(
            (
                "推进农膜和农药包装废弃物回收处理，到",
                "推进农膜和农药包装废弃物回收处理，到2023年，全市农膜回收率达90%以上。到",
            ),
        ),
    ),
    Mutation(
        "PG120 a share that falls within the list",
        "jincheng",
        (Hit("PG120", 37, "25%"),),
        text=(
            (
                "开展农村黑臭水体整治。到 2025",
                "开展农村黑臭水体整治。到2024年，全市农村生活污水治理率达到30%。到 2025",
            ),
        ),
    ),
    Mutation(
        "PG120 a decrease that is greater in an earlier year",
        "sanmenxia",
        (Hit("PG120", 9, "16%"),),
        text=(
            (
                "到2025年，全市单位生产总值",
                "到2023年，全市单位生产总值能源消耗比2020年下降17%。到2025年，全市单位生产总值",
            ),
        ),
    ),
)

PLACES = (
    Mutation(
        "PG119 another comparator in another chapter",
        "sanmenxia",
        (Hit("PG119", 9, "16%"),),
        text=(
            (
                "推进用能权有偿使用和交易，以增量调控为主，",
                "到2025年，全市单位生产总值能源消耗比2020年下降15%。推进用能权有偿使用和交易，以增量调控为主，",
            ),
        ),
    ),
    Mutation(
        "PG119 the body against the annex, in other words",
        "anyang",
        (Hit("PG119", 25, "90%"),),
        text=(("绿色建筑占城镇新建建筑的比例达到 100%", "绿色建筑占城镇新建建筑的比例达到 90%"),),
    ),
    Mutation(
        "PG119 two figures in one sentence",
        "jincheng",
        (Hit("PG119", 13, "15.5%"),),
        text=(
            (
                "比2020年下降15.5%，能源消费总量",
                "比2020年下降15.5%，单位GDP能耗比2020年下降14.8%以上，能源消费总量",
            ),
        ),
    ),
    Mutation(
        "PG119 what is striven for is looser than what is firm",
        "taiyuan",
        (Hit("PG119", 35, "92%"),),
        text=(("推进秸秆综合利用，", "推进秸秆综合利用，到2025年秸秆综合利用率力争达到92%，"),),
    ),
)

UNITS = (
    Mutation(
        "PG108 an area for the mass that the energy is spent on",
        "sanmenxia",
        (Hit("PG108", 111, "104"), Hit("PG108", 111, "-4", "the change in the row is in the same unit")),
        text=(("水泥熟料综合能耗\t千克标准煤/吨", "水泥熟料综合能耗\t千克标准煤/平方米"),),
    ),
    Mutation(
        "PG108 a litre for the cubic metre of air",
        "yuncheng",
        (Hit("PG108", 18, "160微克/升"),),
        text=(("160微克/立方米", "160微克/升"),),
    ),
)

FIGURES = (*ABOVE, *COUNTIES, *YEARS, *PLACES, *UNITS)
