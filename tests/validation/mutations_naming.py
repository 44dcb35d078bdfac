"""Defects of who and what is named (PG021, PG027, PG028, PG118, PG121 to PG123): documents, bodies, empty measures."""

from __future__ import annotations

from tests.validation.mutations import Hit, Mutation

_NO_COUNTERPART = "the new title corresponds to nothing"

DOCUMENTS = (
    Mutation(
        "PG021 a provision of the nation, where only the province is cited",
        "anyang",
        (
            Hit("PG021", 3, "安阳市“十四五”节能减排综合实施方案"),
            Hit("PG020", 27, "殷墟文化传承行动", _NO_COUNTERPART),
        ),
        text=(("（四）交通物流节能减排工程。", "（四）殷墟文化传承行动。"),),
    ),
    Mutation(
        "PG028 a plan of the province that nobody knows",
        "taiyuan",
        (
            Hit("PG028", 5, "《山西省“十四五”节能降耗行动方案》(晋政发〔2022〕52号)"),
            Hit("PG030", 3, "太原市“十四五”节能减排实施方案", "nobody has its text either"),
        ),
        lost=(Hit("PG030", 3, "太原市“十四五”节能减排实施方案", "it was about the province's own plan"),),
        text=(
            (
                "《山西省“十四五”节能减排实施方案》(晋政发〔2022〕25号)",
                "《山西省“十四五”节能降耗行动方案》(晋政发〔2022〕52号)",
            ),
        ),
    ),
    Mutation(
        "PG028 a number that lost a digit",
        "yichang",
        (
            Hit("PG028", 10, "《湖北省“十四五”节能减排实施方案》（鄂政发〔2022〕9号）"),
            Hit("PG030", 8, "宜昌市“十四五”节能减排实施方案", "nobody has its text either"),
        ),
        text=(("（鄂政发〔2022〕90号）", "（鄂政发〔2022〕9号）"),),
    ),
    Mutation(
        "PG122 the province's title and the nation's number",
        "taiyuan",
        (Hit("PG122", 5, "《山西省“十四五”节能减排实施方案》(国发〔2021〕33号)"),),
        lost=(Hit("PG030", 3, "太原市“十四五”节能减排实施方案", "it has no province above it any more"),),
        text=(("(晋政发〔2022〕25号)", "(国发〔2021〕33号)"),),
    ),
    Mutation(
        "PG122 the title of a plan of the build and a number of the register",
        "sanmenxia",
        (Hit("PG122", 5, "《湖北省“十四五”节能减排实施方案》（豫政〔2022〕29号）"),),
        text=(
            (
                "《河南省人民政府关于印发“十四五”节能减排综合工作方案的通知》",
                "《湖北省“十四五”节能减排实施方案》",
            ),
        ),
    ),
    Mutation(
        "PG122 the nation's title and the province's number",
        "jincheng",
        (Hit("PG122", 5, "《“十四五”节能减排综合工作方案》（晋政发〔2022〕25号）"),),
        text=(("综合工作方案》（国发〔2021〕33号）", "综合工作方案》（晋政发〔2022〕25号）"),),
    ),
)

BODIES = (
    Mutation(
        "PG118 another city's bureau",
        "yuncheng",
        (Hit("PG118", 22, "臨汾市能源局"),),
        text=(
            (
                "(市能源局、市發展改革委按職責分工負責)",
                "(臨汾市能源局、市發展改革委按職責分工負責)",
            ),
        ),
    ),
    Mutation(
        "PG118 an office that another city's short name begins",
        "sanmenxia",
        (Hit("PG118", 71, "洛阳银保监分局"),),
        text=(("市市场监管局、三门峡银保监分局）", "市市场监管局、洛阳银保监分局）"),),
    ),
    Mutation(
        "PG118 the government of a county that lies in another city",
        "jincheng",
        (Hit("PG118", 75, "林州市人民政府"),),
        text=(
            (
                "〔市能源局、市生态环境局、市工信局等按职责分工负责〕",
                "〔市能源局、林州市人民政府、市工信局等按职责分工负责〕",
            ),
        ),
    ),
    Mutation(
        "PG123 a sentence of another city's plan",
        "jincheng",
        (Hit("PG123", 33, "阳泉市"),),
        text=(("推动全市公共领域车辆", "推动阳泉市公共领域车辆"),),
    ),
    Mutation(
        "PG123 another province's drive",
        "anyang",
        (Hit("PG123", 53, "山东省"),),
        text=(("根据省安排和我市产业发展实际", "根据山东省安排"),),
    ),
    Mutation(
        "PG121 the leader is left out",
        "anyang",
        (Hit("PG121", 47, "优化完善能耗双控制度"),),
        text=(("（市发展改革委牵头，市统计局等配合）", "（市统计局等配合）"),),
    ),
    Mutation(
        "PG121 the word for leading is left out",
        "yichang",
        (Hit("PG121", 18, "重点行业绿色升级工程"),),
        text=(("（市经信局牵头，市发改委配合）", "（市经信局、市发改委配合）"),),
    ),
)

TEXTS = (
    Mutation(
        "PG027 a bracket that is left alone",
        "yichang",
        (Hit("PG027", 20, "长江岸线码头岸电工程"),),
        text=(("建设码头岸电设施，靠港船舶应当使用岸电。（市交通", "（市交通"),),
    ),
    Mutation(
        "PG027 a bracket with another one in it that is left alone",
        "yichang",
        (Hit("PG027", 26, "加强组织领导"),),
        text=(("各县市区要落实节能减排责任。（市发改委负责）", "（市发改委、各县（市、区）政府负责）"),),
    ),
)

NAMING = (*DOCUMENTS, *BODIES, *TEXTS)
