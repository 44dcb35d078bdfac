"""Defects of consistency (PG101 to PG112): what contradicts itself, arithmetic, the plan's period or its parent.

Those of the later rules are in ``mutations_figures`` and ``mutations_naming``.
"""

from __future__ import annotations

from tests.validation.mutations import Hit, Mutation

_SAME_YEAR = "due in the year of the same sentence"

_DUTY = "各县市区要落实节能减排责任。（市发改委负责）\n"
_TONNES = "\n\n附件\n“十四五”各县（市、区）重点工程减排量目标\n单位：吨\n县（市、区）\t化学需氧量\n"
_CHANGES = "\n\n附件1\n主要指标\n指标\t单位\t2025年指标\t变化幅度\n"

VALUES = (
    Mutation(
        "PG101 the same target with another value in another chapter",
        "sanmenxia",
        (Hit("PG101", 9, "16%"),),
        text=(
            (
                "推进用能权有偿使用和交易，以增量调控为主，",
                "到2025年，全市单位生产总值能源消耗比2020年下降17%以上。推进用能权有偿使用和交易，以增量调控为主，",
            ),
        ),
    ),
    Mutation(
        "PG101 the same indicator by another name with another value",
        "jincheng",
        (Hit("PG101", 13, "15.5%"),),
        text=(
            (
                "原料用能不纳入能耗强度和总量双控考核，",
                "到2025年全市单位GDP能耗比2020年下降14.8%，原料用能不纳入能耗强度和总量双控考核，",
            ),
        ),
    ),
    Mutation(
        "PG102 a target that its change does not lead to",
        "anyang",
        (Hit("PG102", 106, "104"),),
        text=(("108\t104\t-4", "108\t104\t-6"),),
    ),
    Mutation(
        "PG102 a baseline that does not fit",
        "anyang",
        (Hit("PG102", 110, "8"),),
        text=(("\t6\t8\t2", "\t7\t8\t2"),),
    ),
    Mutation(
        "PG102 a row that was right to the second digit",
        "anyang",
        (Hit("PG102", 114, "4"),),
        text=(("5.61\t4\t-1.61", "5.16\t4\t-1.61"),),
    ),
    Mutation(
        "PG103 the city's figure is raised",
        "anyang",
        (Hit("PG103", 13, "256 吨"),),
        text=(("9786 吨、156 吨", "9786 吨、256 吨"),),
        lost=(Hit("PG103", 13, "156 吨"),),
    ),
    Mutation(
        "PG103 a county's figure is ten times too great",
        "yichang",
        (Hit("PG103", 14, "600吨"), Hit("PG114", 32, "2000", "more than the whole city's")),
        text=(
            ("达到30%。\n", "达到30%，化学需氧量重点工程减排量达到600吨。\n"),
            (
                "各县市区要落实节能减排责任。（市发改委负责）\n",
                "各县市区要落实节能减排责任。（市发改委负责）\n\n附件1\n“十四五”各县（市、区）重点工程减排量目标\n单位：吨\n"
                "县（市、区）\t化学需氧量\n夷陵区\t2000\n宜都市\t150\n枝江市\t250\n",
            ),
        ),
    ),
    Mutation(
        "PG103 a county's figure is printed twice, and another one is too great",
        "yichang",
        (Hit("PG103", 14, "600吨"),),
        text=(
            ("达到30%。\n", "达到30%，化学需氧量重点工程减排量达到600吨。\n"),
            (_DUTY, f"{_DUTY}{_TONNES}夷陵区\t200\n宜都市\t150\n枝江市\t450\n{_TONNES}夷陵区\t200\n"),
        ),
    ),
    Mutation(
        "PG101 a decrease with a minus sign in a table and without in prose",
        "yichang",
        (Hit("PG101", 14, "14.5%"),),
        text=((_DUTY, f"{_DUTY}{_CHANGES}单位地区生产总值能耗\t%\t80\t-15\n"),),
    ),
)

PARENTS = (
    Mutation(
        "PG104 less than the province of the register asks for",
        "jincheng",
        (Hit("PG104", 13, "12%"),),
        text=(("下降15.5%，能源消费总量", "下降12%，能源消费总量"),),
    ),
    Mutation(
        "PG104 less than the province of the same build asks for",
        "yichang",
        (Hit("PG104", 14, "13%"),),
        text=(("比2020年下降14.5%", "比2020年下降13%"),),
    ),
    Mutation(
        "PG104 less than the province asks for, in a table with a minus sign",
        "yichang",
        (
            Hit("PG104", 32, "-13.5"),
            Hit("PG101", 14, "14.5%", "the prose says another figure"),
        ),
        text=((_DUTY, f"{_DUTY}{_CHANGES}单位地区生产总值能耗\t%\t80\t-13.5\n"),),
    ),
    Mutation(
        "PG104 a share below the province's",
        "yichang",
        (Hit("PG104", 14, "18%"),),
        text=(("比重达到30%", "比重达到18%"),),
    ),
)

YEARS = (
    Mutation(
        "PG105 a deadline before the notice",
        "yichang",
        (Hit("PG105", 18, "10家"),),
        text=(("2024年底前完成改造10家", "2021年底前完成改造10家"),),
    ),
    Mutation(
        "PG105 an obligation before the notice",
        "yichang",
        (Hit("PG105", 20, "2021年底前，靠港船舶应当使用岸电"),),
        text=(("建设码头岸电设施，靠港船舶", "建设码头岸电设施。2021年底前，靠港船舶"),),
    ),
    Mutation(
        "PG106 a slip of the pen in a year",
        "sanmenxia",
        (Hit("PG106", 21, "40%"), Hit("PG106", 21, "100%", _SAME_YEAR)),
        text=(("到 2025 年，全市可渗透地面", "到 2052 年，全市可渗透地面"),),
    ),
    Mutation(
        "PG106 an outlook",
        "jincheng",
        (
            Hit("PG106", 49, "9.3 万立方米 / 日"),
            Hit("PG106", 49, "1930 吨 / 日", _SAME_YEAR),
            Hit("PG106", 49, "100%", _SAME_YEAR),
            Hit("PG106", 49, "100%", _SAME_YEAR),
        ),
        text=(("到 2025 年，我市新增污水", "到 2035 年，我市新增污水"),),
    ),
)

NUMBERS = (
    Mutation(
        "PG107 a digit too many",
        "anyang",
        (Hit("PG107", 31, "445%"),),
        text=(("农村生活污水治理率达到 44%", "农村生活污水治理率达到 445%"),),
    ),
    Mutation(
        "PG107 a share above all",
        "taiyuan",
        (Hit("PG107", 59, "195%"),),
        text=(("城镇生活垃圾无害化处理率达到 95%", "城镇生活垃圾无害化处理率达到 195%"),),
    ),
    Mutation(
        "PG107 a decrease by more than all",
        "yuncheng",
        (Hit("PG107", 18, "120%"),),
        text=(("膠粘劑使用量降低20%", "膠粘劑使用量降低120%"),),
    ),
    Mutation(
        "PG107 a decrease by more than all, with a minus sign",
        "yichang",
        (Hit("PG107", 32, "-120"), Hit("PG108", 32, "80", "coal is measured in tonnes, but for its change")),
        text=((_DUTY, f"{_DUTY}{_CHANGES}规模以上工业煤炭消费量\t%\t80\t-120\n"),),
    ),
    Mutation(
        "PG108 power for waste water",
        "jincheng",
        (Hit("PG108", 49, "9.3 万千瓦"),),
        text=(("新增污水处理能力 9.3 万立方米 / 日", "新增污水处理能力 9.3 万千瓦"),),
    ),
    Mutation(
        "PG108 area for coal",
        "sanmenxia",
        (Hit("PG108", 111, "104"), Hit("PG108", 111, "-4", "the change in the row is in the same unit")),
        text=(("水泥熟料综合能耗\t千克标准煤/吨", "水泥熟料综合能耗\t平方米"),),
    ),
    Mutation(
        "PG109 a body in both lists",
        "anyang",
        (Hit("PG109", 49, "市发展改革委"),),
        text=(
            ("（市发展改革委牵头，市统计局等配合）", "（市发展改革委牵头，市统计局、市发展改革委等配合）"),
        ),
    ),
    Mutation(
        "PG109 the second of two leaders among the supporters",
        "anyang",
        (Hit("PG109", 29, "市发展改革委"),),
        text=(("市市场监管局、市邮政管理局等配合）", "市市场监管局、市发展改革委、市邮政管理局等配合）"),),
    ),
)

_TWICE = "(六)壯大節能減排人才隊伍。創新檢查執法模式,強化日常執法和專項檢查相結合的工作"
_TABLE = "\n\n新建建筑指标\n\n指标\t单位\t2025年指标\n绿色建材应用比例\t%\t60\n既有建筑节能改造面积\t万平方米\t50\n"
_COUNTIES = (
    "\n各县（市、区）能耗强度降低目标\n\n县（市、区）\t“十四五”能耗强度降低（%）\n"
    "夷陵区\t14\n宜都市\t15\n枝江市\t16\n"
)

FORM = (
    Mutation(
        "PG110 a number left out",
        "taiyuan",
        (
            Hit(
                "PG110", 101, "（四）严格监督考核。开展“十四五”各县（市、区）政府、开发区管委会节能目标责任评"
            ),
        ),
        text=(("（三）严格监督考核", "（四）严格监督考核"),),
    ),
    Mutation(
        "PG110 a number used twice",
        "yuncheng",
        (Hit("PG110", 28, _TWICE),),
        text=(("(七)壯大節能減排人才隊伍", "(六)壯大節能減排人才隊伍"),),
    ),
    Mutation(
        "PG111 a table that stands there again",
        "sanmenxia",
        (Hit("PG111", 139, "指标\t单位\t2025年指标"),),
        text=(("注：[]内为变化率", "注：[]内为变化率" + 2 * _TABLE),),
    ),
    Mutation(
        "PG111 a table of the counties that stands there again",
        "yichang",
        (Hit("PG111", 39, "县（市、区）\t“十四五”能耗强度降低（%）"),),
        text=(
            (
                "各县市区要落实节能减排责任。（市发改委负责）\n",
                "各县市区要落实节能减排责任。（市发改委负责）\n\n附件1\n" + 2 * _COUNTIES,
            ),
        ),
    ),
)


def _numbered(document: str, line: int, title: str, number: str) -> Mutation:
    """The document gets the number of another one."""
    return Mutation(
        f"PG112 {document} under the number of another document",
        document,
        (Hit("PG112", line, title),),
        update=f"""INSERT {{ ?plan pg:docNumber "{number}" }} WHERE {{
            ?plan pg:sourceText ?text . ?text pg:fileName "{document}.txt" }}""",
    )


COPIES = (
    _numbered("yuncheng", 1, "運城市“十四五”節能減排實施方案", "宜府发〔2022〕12号"),
    _numbered("taiyuan", 3, "太原市“十四五”节能减排实施方案", "鄂政发〔2022〕90号"),
)

CONSISTENCY = (*VALUES, *PARENTS, *YEARS, *NUMBERS, *FORM, *COPIES)
