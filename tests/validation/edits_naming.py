"""Slips in who and what is named: provisions, bodies, documents, empty measures."""

from __future__ import annotations

from tests.validation.edits import Edits, edit
from tests.validation.mutations import Hit

_OTHER_TEXT = "it is another document now whose provisions nobody knows"
_NO_PROVINCE = "no document of the province stands above it any more"
_NATION_UNREACHED = "the basis leads to the nation no more"
_NOTHING_ABOVE = "what was put in its place corresponds to nothing"


NAMING: Edits = {
    "a national provision left out, where the basis is the province": (
        edit(
            "volatile compounds give way to night markets",
            "anyang",
            (
                Hit("PG021", 3, "安阳市“十四五”节能减排综合实施方案"),
                Hit("PG020", 41, "夜间经济培育工程", _NOTHING_ABOVE),
            ),
            pattern=(
                "（九）推动实施挥发性有机物[^\n]*",
                "（九）夜间经济培育工程。打造夜间消费街区。（市商务局负责）",
            ),
        ),
        edit(
            "farming gives way to tourism",
            "sanmenxia",
            (
                Hit("PG021", 3, "三门峡市“十四五”节能减排综合工作方案"),
                Hit("PG020", 27, "文旅融合发展工程", _NOTHING_ABOVE),
            ),
            pattern=(
                "（五）农业农村节能减排工程[^\n]*\n\n（[^\n]*",
                "（五）文旅融合发展工程。建设精品旅游线路。（责任单位：市文化广电旅游局）\n\n",
            ),
        ),
        edit(
            "the part of the people is deleted",
            "taiyuan",
            (
                Hit("PG021", 3, "太原市“十四五”节能减排实施方案"),
                Hit("PG030", 3, "太原市“十四五”节能减排实施方案", "one measure less is open"),
            ),
            pattern=("（二）倡导全民参与[^\n]*\n\n（三）", "（二）"),
            lost=(Hit("PG030", 3, "太原市“十四五”节能减排实施方案"),),
        ),
    ),
    "a body of another city": (
        edit(
            "a bureau",
            "taiyuan",
            (Hit("PG118", 81, "晋城市科技局"),),
            (
                "（市科技局、市能源局、市生态环境局按职责分工负责）",
                "（晋城市科技局、市能源局、市生态环境局按职责分工负责）",
            ),
        ),
        edit(
            "a branch of the central bank",
            "anyang",
            (Hit("PG118", 55, "人行鹤壁市中心支行"),),
            ("人行安阳市中心支行、市市场监管局", "人行鹤壁市中心支行、市市场监管局"),
        ),
        edit(
            "the only body",
            "sanmenxia",
            (Hit("PG118", 69, "安阳市生态环境局"),),
            ("（责任单位：市生态环境局）", "（责任单位：安阳市生态环境局）"),
        ),
        edit(
            "in traditional characters",
            "yuncheng",
            (Hit("PG118", 23, "長治市生態環境局"),),
            ("(市生態環境局負責)", "(長治市生態環境局負責)"),
        ),
    ),
    "another city's name in the text": (
        edit(
            "in a plan that is to be made",
            "sanmenxia",
            (Hit("PG123", 33, "安阳市"),),
            ("制定三门峡市环境空气质量", "制定安阳市环境空气质量"),
        ),
        edit(
            "in the preamble", "yuncheng", (Hit("PG123", 3, "晉城市"),), ("切實做好運城市", "切實做好晉城市")
        ),
        edit(
            "in a measure",
            "taiyuan",
            (Hit("PG123", 63, "大同市"),),
            ("根据省下达太原市年度", "根据省下达大同市年度"),
        ),
    ),
    "a bracket and no text": (
        edit(
            "volatile compounds",
            "anyang",
            (Hit("PG027", 41, "推动实施挥发性有机物行业企业综合治理"),),
            pattern=("(（九）推动实施挥发性有机物行业企业综合治理。)[^\n]*(（市工业)", "\\1\\2"),
        ),
        edit(
            "carbon market",
            "taiyuan",
            (Hit("PG027", 83, "激活碳市场交易活力"),),
            pattern=(
                "(（七）激活碳市场交易活力。)[^\n]*\n\n[^\n]*(（市生态环境局、市能源局、市市场监管局)",
                "\\1\\2",
            ),
        ),
        edit(
            "the bracket stands in a line of its own",
            "jincheng",
            (Hit("PG027", 73, "壮大节能减排人才队伍"),),
            pattern=("(（八）壮大节能减排人才队伍。)[^\n]*", "\\1"),
        ),
        edit(
            "laws",
            "sanmenxia",
            (Hit("PG027", 73, "落实法规制度"),),
            pattern=("(（四）落实法规制度。)[^\n]*(（责任单位)", "\\1\\2"),
        ),
    ),
    "support without lead": (
        edit(
            "the leaders are cut off",
            "anyang",
            (Hit("PG121", 31, "农业农村节能减排工程"),),
            ("市农业农村局、市生态环境局牵头，\n\n市乡村", "\n\n市乡村"),
        ),
        edit(
            "配合 for 负责",
            "taiyuan",
            (Hit("PG121", 91, "强化执法队伍建设"),),
            ("（市能源局、市生态环境局按职责分工负责）", "（市能源局、市生态环境局配合）"),
        ),
        edit(
            "配合 for the only body",
            "yuncheng",
            (Hit("PG121", 23, "健全污染物排放總量控制制度"),),
            ("(市生態環境局負責)", "(市生態環境局配合)"),
        ),
        edit(
            "协助 for the only body",
            "jincheng",
            (Hit("PG121", 45, "挥发性有机物综合整治工程"),),
            ("（市生态环境局负责）\n\n（十）", "（市生态环境局协助）\n\n（十）"),
        ),
    ),
    "title against number": (
        edit(
            "the nation's title, the province's number",
            "yuncheng",
            (Hit("PG122", 3, "《“十四五”節能減排綜合工作方案》(晉政發〔2022〕25號)"),),
            ("(國發〔2021〕33號)", "(晉政發〔2022〕25號)"),
        ),
        edit(
            "another province's number",
            "taiyuan",
            (
                Hit("PG122", 5, "《山西省“十四五”节能减排实施方案》(豫政〔2022〕29号)"),
                Hit("PG030", 3, "太原市“十四五”节能减排实施方案", _OTHER_TEXT),
            ),
            ("(晋政发〔2022〕25号)", "(豫政〔2022〕29号)"),
            lost=(Hit("PG030", 3, "太原市“十四五”节能减排实施方案"),),
        ),
        edit(
            "another province's title",
            "sanmenxia",
            (Hit("PG122", 5, "《山西省“十四五”节能减排实施方案》（豫政〔2022〕29号）"),),
            (
                "《河南省人民政府关于印发“十四五”节能减排综合工作方案的通知》",
                "《山西省“十四五”节能减排实施方案》",
            ),
        ),
        edit(
            "the province's title, the nation's number",
            "anyang",
            (
                Hit(
                    "PG122",
                    5,
                    "《河南省人民政府关于印发河南省“十四五”节能减排综合工作方案的通知》（国发〔2021〕33号）",
                ),
            ),
            ("（豫政〔2022〕29号）", "（国发〔2021〕33号）"),
            lost=(Hit("PG030", 3, "安阳市“十四五”节能减排综合实施方案", _NO_PROVINCE),),
        ),
        edit(
            "one number for both",
            "jincheng",
            (Hit("PG122", 5, "《“十四五”节能减排实施方案》（国发〔2021〕33号）"),),
            ("（晋政发〔2022〕25号）", "（国发〔2021〕33号）"),
            lost=(Hit("PG030", 3, "晋城市“十四五”节能减排实施方案", _NO_PROVINCE),),
        ),
    ),
    "an unknown basis": (
        edit(
            "one of two",
            "jincheng",
            (
                Hit("PG028", 5, "《“十四五”节能减排工作要点》（晋政办发〔2022〕11号）"),
                Hit("PG030", 3, "晋城市“十四五”节能减排实施方案", _OTHER_TEXT),
            ),
            (
                "《“十四五”节能减排实施方案》（晋政发〔2022〕25号）",
                "《“十四五”节能减排工作要点》（晋政办发〔2022〕11号）",
            ),
            lost=(Hit("PG030", 3, "晋城市“十四五”节能减排实施方案"),),
        ),
        edit(
            "in traditional characters",
            "yuncheng",
            (
                Hit("PG028", 3, "《山西省節能降碳專項規劃》(晉政發〔2023〕7號)"),
                Hit("PG030", 1, "運城市“十四五”節能減排實施方案", _OTHER_TEXT),
            ),
            (
                "《山西省“十四五”節能減排實施方案》(晉政發〔2022〕25號)",
                "《山西省節能降碳專項規劃》(晉政發〔2023〕7號)",
            ),
            lost=(Hit("PG030", 1, "運城市“十四五”節能減排實施方案"),),
        ),
        edit(
            "a wrong digit",
            "anyang",
            (
                Hit(
                    "PG028",
                    5,
                    "《河南省人民政府关于印发河南省“十四五”节能减排综合工作方案的通知》（豫政〔2022〕19号）",
                ),
                Hit("PG030", 3, "安阳市“十四五”节能减排综合实施方案", _OTHER_TEXT),
            ),
            ("（豫政〔2022〕29号）", "（豫政〔2022〕19号）"),
            lost=(
                Hit("PG030", 3, "安阳市“十四五”节能减排综合实施方案"),
                *(
                    Hit("PG104", line, quote, _NATION_UNREACHED)
                    for line, quote in ((19, "6.15%"), (31, "50%"), (104, "16.2"))
                ),
            ),
        ),
        edit(
            "without a number",
            "sanmenxia",
            (
                Hit("PG028", 5, "《河南省节能减排综合行动计划》"),
                Hit("PG017", 5, "《河南省节能减排综合行动计划》", "the register does not lend it a number"),
                Hit("PG030", 3, "三门峡市“十四五”节能减排综合工作方案", _OTHER_TEXT),
            ),
            (
                "《河南省人民政府关于印发“十四五”节能减排综合工作方案的通知》（豫政〔2022〕29号）",
                "《河南省节能减排综合行动计划》",
            ),
            lost=(
                Hit("PG030", 3, "三门峡市“十四五”节能减排综合工作方案"),
                *(
                    Hit("PG104", line, quote, _NATION_UNREACHED)
                    for line, quote in ((15, "10%"), (109, "16.2"))
                ),
            ),
        ),
    ),
}
