"""Slips in figures: beside what stands above, between places, years and counties, in units."""

from __future__ import annotations

from tests.validation.edits import Edits, edit
from tests.validation.mutations import Hit

_OTHERS_SUM = "the counties add up to something else now"
_TAIYUAN_END = "本方案由市发展改革委负责解释。"
_JINCHENG_END = "市能源局、市发展改革委、市科技局、市生态环境局、市妇联等按职责分工负责）"
_YUNCHENG_END = "市生態環境局、市機關事務管理局、市婦聯按職責分工負責)"
_CUTS = "\n\n附件1\n各县（市、区）能耗强度降低目标\n县（市、区）\t“十四五”能耗强度降低（%）\n"
_CUTS_TRADITIONAL = "\n附件1\n各縣(市、區)能耗強度降低目標\n縣(市、區)\t“十四五”能耗強度降低(%)\n"
_TAIYUAN = (
    "小店区",
    "迎泽区",
    "杏花岭区",
    "尖草坪区",
    "万柏林区",
    "晋源区",
    "清徐县",
    "阳曲县",
    "娄烦县",
    "古交市",
)
_JINCHENG = ("城区", "泽州县", "高平市", "阳城县", "陵川县", "沁水县")
_YUNCHENG = (
    "鹽湖區", "永濟市", "河津市", "臨猗縣", "萬榮縣", "聞喜縣", "稷山縣",
    "新絳縣", "絳縣", "垣曲縣", "夏縣", "平陸縣", "芮城縣",
)  # fmt: skip
_ANYANG = ("林州市", "安阳县", "滑县", "内黄县", "汤阴县", "文峰区", "北关区", "殷都区", "龙安区")


def _rows(names: tuple[str, ...], value: str) -> str:
    return "".join(f"{name}\t{value}\n" for name in names)


FIGURES: Edits = {
    "looser than the nation, where the basis is the province": (
        edit("straw", "anyang", (Hit("PG104", 31, "83%"),), ("稳定在 93% 以上", "稳定在 83% 以上")),
        edit("energy of industry", "sanmenxia", (Hit("PG104", 15, "11%"),), ("能耗下降 18%", "能耗下降 11%")),
        edit(
            "pests, second of two", "taiyuan", (Hit("PG104", 37, "40%"),), ("55%、45% 以上", "55%、40% 以上")
        ),
        edit("manure", "taiyuan", (Hit("PG104", 37, "75%"),), ("利用率预期达到 90%", "利用率预期达到 75%")),
        edit("benchmark", "anyang", (Hit("PG104", 17, "25%"),), ("的比例超过 30%", "的比例超过 25%")),
    ),
    "an amount larger than the whole's": (
        edit("nitrogen oxides", "taiyuan", (Hit("PG114", 15, "93050 吨"),), ("3050 吨", "93050 吨")),
        edit("volatile compounds", "taiyuan", (Hit("PG114", 15, "35000 吨"),), ("1160 吨", "35000 吨")),
        edit(
            "ammonia of a district, in both copies of the table",
            "anyang",
            (Hit("PG114", 137, "180.40"), Hit("PG103", 13, "156 吨", _OTHERS_SUM)),
            pattern=("18\\.40", "180.40"),
            lost=(Hit("PG103", 13, "156 吨"),),
        ),
        edit(
            "a figure for what the province sets",
            "jincheng",
            (Hit("PG114", 13, "2900吨"),),
            (
                "化学需氧量、氨氮、氮氧化物、挥发性有\n\n机物重点工程减排量完成省里下达的目标任务",
                "氨氮重点工程减排量达到2900吨",
            ),
        ),
    ),
    "a slip of the unit or of 万": (
        edit(
            "亿 for 万",
            "jincheng",
            (Hit("PG115", 49, "9.3 亿立方米 / 日"),),
            ("9.3 万立方米", "9.3 亿立方米"),
        ),
        edit(
            "千克 for 克",
            "taiyuan",
            (Hit("PG115", 49, "300 千克标准煤/千瓦时"),),
            ("300 克标准煤", "300 千克标准煤"),
        ),
        edit(
            "克 for 千克, where only sisters have the figure",
            "yuncheng",
            (
                Hit("PG115", 12, "110克標準煤/噸"),
                Hit("PG012", 12, "110克標準煤/噸", "the same warning as before, about the new figure"),
            ),
            ("降到110千克標準煤/噸", "降到110克標準煤/噸"),
            lost=(Hit("PG012", 12, "110千克標準煤/噸"),),
        ),
        edit("万 too many", "anyang", (Hit("PG115", 43, "4000 万吨/日"),), ("4000 吨/日", "4000 万吨/日")),
        edit("万 too many for one of four", "sanmenxia", (Hit("PG115", 9, "34万吨"),), ("34吨", "34万吨")),
        edit(
            "one row in 万吨, in both copies of the table",
            "anyang",
            (Hit("PG115", 130, "0.17"), Hit("PG103", 13, "9786 吨", _OTHERS_SUM)),
            pattern=("1697\\.03", "0.17"),
            lost=(Hit("PG103", 13, "9786 吨"),),
        ),
    ),
    "a base year that is not before the target year": (
        edit(
            "steel",
            "yuncheng",
            (Hit("PG116", 12, "20%"),),
            ("鋼鐵行業單位增加值能耗較2020年", "鋼鐵行業單位增加值能耗較2025年"),
        ),
        edit(
            "water",
            "jincheng",
            (Hit("PG116", 23, "10%"),),
            ("用水量比 2020 年下降 10%", "用水量比 2026 年下降 10%"),
        ),
        edit("sewage", "anyang", (Hit("PG116", 43, "5%"),), ("或在 2020 年基础上", "或在 2030 年基础上")),
    ),
    "a county missing from the table of counties": (
        edit(
            "a row in the middle",
            "anyang",
            (Hit("PG026", 81, "“十四五”各县（市、区）万元 GDP 能耗 强度降低目标"),),
            ("汤阴县\t18\n文峰区\t17\n", "汤阴县\t18\n"),
        ),
        edit(
            "a row of amounts, in both copies of the table",
            "anyang",
            (
                Hit("PG026", 125, "“十四五”各县（市、区）主要污染物 重点工程减排量指标计划"),
                *(Hit("PG103", 13, quote, _OTHERS_SUM) for quote in ("9786 吨", "156 吨")),
            ),
            # Without the row, the other two happen to add up.
            pattern=("内黄县\t1357[^\n]*\n", ""),
            lost=tuple(Hit("PG103", 13, quote) for quote in ("9786 吨", "156 吨", "11000 吨", "3229 吨")),
        ),
        edit(
            "one of thirteen, in traditional characters",
            "yuncheng",
            (Hit("PG026", 35, "各縣(市、區)能耗強度降低目標"),),
            (_YUNCHENG_END, _YUNCHENG_END + _CUTS_TRADITIONAL + _rows(_YUNCHENG[:10] + _YUNCHENG[11:], "16")),
        ),
        edit(
            "one of six",
            "jincheng",
            (Hit("PG026", 86, "各县（市、区）能耗强度降低目标"),),
            (_JINCHENG_END, _JINCHENG_END + _CUTS + _rows(_JINCHENG[:5], "15.5")),
        ),
    ),
    "all counties looser than the city": (
        edit(
            "the basic figure",
            "taiyuan",
            (Hit("PG117", 13, "14.5%"),),
            (_TAIYUAN_END, _TAIYUAN_END + _CUTS + _rows(_TAIYUAN, "14")),
        ),
        edit(
            "two figures",
            "jincheng",
            (Hit("PG117", 13, "15.5%"),),
            (
                _JINCHENG_END,
                _JINCHENG_END + _CUTS + _rows(_JINCHENG[:3], "15") + _rows(_JINCHENG[3:], "14.5"),
            ),
        ),
        edit(
            "a figure that the plan says twice",
            "yuncheng",
            (Hit("PG117", 1, "15.5%"), Hit("PG117", 7, "15.5%")),
            (_YUNCHENG_END, _YUNCHENG_END + _CUTS_TRADITIONAL + _rows(_YUNCHENG, "15")),
        ),
        edit(
            "sewage of villages",
            "anyang",
            (Hit("PG117", 31, "44%"),),
            (
                "附件 3\n\n",
                "附件 4\n\n各县（市、区）农村生活污水治理率目标\n\n县（市、区）\t2025年农村生活污水治理率（%）\n"
                + _rows(_ANYANG, "42")
                + "\n附件 3\n\n",
            ),
        ),
    ),
    "figures that differ between places": (
        edit(
            "annex looser than body",
            "sanmenxia",
            (Hit("PG119", 21, "100%"),),
            ("比例\t%\t100\t23", "比例\t%\t90\t13"),
        ),
        edit(
            "annex looser than body, with its base",
            "anyang",
            (Hit("PG119", 25, "100%"),),
            ("77\t100\t23", "77\t95\t18"),
        ),
        edit(
            "news lead against the plan",
            "yuncheng",
            (Hit("PG101", 1, "15.5%"),),
            pattern=("(七、|\n)(到2025年全市重點行業[^\n]*下降)15\\.5%", "\\1\\g<2>16.5%"),
        ),
        edit(
            "what is striven for is looser",
            "jincheng",
            (Hit("PG119", 39, "80%"),),
            (
                "深入开展节约型机关、绿色家庭",
                "力争到2025年全市党政机关70%以上建成节约型机关。深入开展节约型机关、绿色家庭",
            ),
        ),
        edit(
            "another chapter, another comparator",
            "taiyuan",
            (Hit("PG119", 37, "85%"),),
            ("积极探索太原市行政区域内", "到2025年全市农膜回收率达到80%。积极探索太原市行政区域内"),
        ),
    ),
    "a later year looser than an earlier one": (
        edit(
            "green procurement",
            "taiyuan",
            (Hit("PG120", 77, "85%"),),
            (
                "采购规模的90%，",
                "采购规模的90%，到2025年节能产品、节水产品和环保产品占同类产品采购规模的85%，",
            ),
        ),
        edit(
            "reused water",
            "anyang",
            (Hit("PG120", 43, "25%"),),
            (
                "到 2025 年，全市基本消除城市建成区",
                "到 2024 年，市城区、县城再生水利用率达到 28%以上。到 2025 年，全市基本消除城市建成区",
            ),
        ),
        edit(
            "film on fields, in one sentence",
            "yuncheng",
            (Hit("PG120", 15, "85%"),),
            ("到2025年全市農膜回收率", "到2024年全市農膜回收率達到88%,到2025年全市農膜回收率"),
        ),
        edit(
            "charging places",
            "sanmenxia",
            (Hit("PG120", 25, "25%"),),
            (
                "到 2025 年，实现高速公路服务区",
                "到 2023 年，全市公共服务领域停车场配建充电设施的车位比例不低于 30%。到 2025 年，实现高速公路服务区",
            ),
        ),
    ),
    "a unit of another dimension": (
        edit("mass for power", "taiyuan", (Hit("PG108", 49, "144 万吨"),), ("144 万千瓦", "144 万吨")),
        edit("length for area", "anyang", (Hit("PG108", 25, "34.9 公里"),), ("34.9 平方公里", "34.9 公里")),
        edit(
            "litres for electricity", "sanmenxia", (Hit("PG108", 123, "<12"),), ("千瓦时/百公里", "升/百公里")
        ),
        edit(
            "energy for power",
            "jincheng",
            (Hit("PG108", 19, "360 万千瓦时"),),
            ("360 万千瓦", "360 万千瓦时"),
        ),
    ),
}
